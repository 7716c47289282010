#include <leitwort/corpus.hpp>

#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace leitwort {
namespace {

template <typename Part>
void move_behind(std::vector<Part>&& from, std::vector<Part>& to) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

Corpus join(Corpus first, Corpus second) {
  Corpus joined = std::move(first);
  joined.second_begin = static_cast<DocumentIndex>(joined.documents.size());
  move_behind(std::move(second.documents), joined.documents);
  move_behind(std::move(second.notices), joined.notices);
  move_behind(std::move(second.inputs), joined.inputs);
  UniqueIds ids;
  for (Document& document : joined.documents) {
    std::string unique = ids.claim(document.id);
    if (unique == document.id) continue;
    std::string warning =
        fmt::format("the id {} is taken by an earlier document; renamed {}", document.id, unique);
    joined.notices.push_back({Notice::Kind::warning, document.path, warning});
    document.warnings.push_back(std::move(warning));
    document.id = std::move(unique);
  }
  return joined;
}

}  // namespace leitwort
