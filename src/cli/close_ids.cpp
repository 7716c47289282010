#include "cli/close_ids.hpp"

#include "cli/close_words.hpp"
#include <leitwort/error.hpp>

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace leitwort::cli {
namespace {

/// Ids that hold it, or are nearly it, the nearest first.
std::vector<std::string> close_ids(const std::string& id, std::span<const Document> documents) {
  constexpr std::size_t kMost = 3;
  const std::string wanted = folded(id);
  std::vector<std::pair<std::size_t, std::string>> close;
  for (const Document& document : documents) {
    const std::string other = folded(document.id);
    const std::size_t away = other.find(wanted) != std::string::npos ? 0 : distance(wanted, other);
    if (away <= std::max<std::size_t>(2, wanted.size() / 3)) close.emplace_back(away, document.id);
  }
  std::ranges::sort(close);
  std::vector<std::string> ids;
  for (auto& [away, name] : close) {
    if (ids.size() < kMost) ids.push_back(std::move(name));
  }
  return ids;
}

}  // namespace

DocumentIndex document_with_id(const std::string& id, std::span<const Document> documents,
                               const std::string& option) {
  const auto found = std::ranges::find(documents, id, &Document::id);
  if (found != documents.end()) return static_cast<DocumentIndex>(found - documents.begin());
  const std::vector<std::string> close = close_ids(id, documents);
  throw Error(fmt::format("no document has the id \"{}\"", id), option,
              close.empty() ? "documents.csv in a folder of results lists the ids"
                            : fmt::format("there is {}", fmt::join(close, ", ")));
}

}  // namespace leitwort::cli
