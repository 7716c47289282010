#pragma once

#include <leitwort/corpus.hpp>

#include <span>
#include <string>

namespace leitwort::cli {

/// The document with an id. Throws Error, with ids that come close to it, where there is none.
/// `option`: who asks.
DocumentIndex document_with_id(const std::string& id, std::span<const Document> documents,
                               const std::string& option);

}  // namespace leitwort::cli
