#pragma once

/// What the tests of the corpus room share.

#include "temporary_folder.hpp"
#include <leitwort/corpus.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace leitwort::test {

using Strings = std::vector<std::string>;

inline Strings ids_of(const Corpus& corpus) {
  Strings ids;
  for (const Document& document : corpus.documents) ids.push_back(document.id);
  return ids;
}

/// Notices of one kind, as `where: what`.
inline Strings notices_of(const Corpus& corpus, Notice::Kind kind) {
  Strings lines;
  for (const Notice& notice : corpus.notices) {
    if (notice.kind == kind) lines.push_back(notice.where + ": " + notice.what);
  }
  return lines;
}
inline Strings left_out(const Corpus& corpus) {
  return notices_of(corpus, Notice::Kind::left_out);
}
inline Strings warnings(const Corpus& corpus) {
  return notices_of(corpus, Notice::Kind::warning);
}

/// How many of the lines contain `part`.
inline std::size_t containing(const Strings& lines, std::string_view part) {
  return static_cast<std::size_t>(std::count_if(lines.begin(), lines.end(), [&](const auto& line) {
    return line.find(part) != std::string::npos;
  }));
}

/// The one document of a file that is called `name` and holds `bytes`; an empty one if there is not
/// exactly one.
inline Document read_one(std::string_view bytes, const std::string& name = "text.txt") {
  const TemporaryFolder folder;
  Corpus corpus = load_corpus({folder.write(name, bytes)});
  return corpus.documents.size() == 1 ? std::move(corpus.documents.front()) : Document{};
}

/// The documents of a JSON Lines file.
inline Corpus read_json_lines(std::string_view bytes, const std::string& name = "lines.jsonl") {
  const TemporaryFolder folder;
  return load_corpus({folder.write(name, bytes)});
}

}  // namespace leitwort::test
