#include <leitwort/corpus.hpp>

#include <algorithm>
#include <map>

namespace leitwort {
namespace {

/// The value of a field of the metadata.
const std::string& field_of(const Document& document, std::string_view field) {
  static const std::string kNone;
  if (field == "author") return document.author;
  if (field == "institution") return document.institution;
  if (field == "genre") return document.genre;
  if (field == "series") return document.series;
  if (field == "title") return document.title;
  if (field == "language") return document.language;
  if (field == "source_url") return document.source_url;
  const auto extra =
      std::ranges::find(document.extra, field, [](const auto& e) { return e.first; });
  return extra == document.extra.end() ? kNone : extra->second;
}

}  // namespace

std::vector<std::uint32_t> number_series(std::span<const Document> documents,
                                         std::string_view field) {
  std::map<std::string, std::uint32_t> numbers;
  std::vector<std::uint32_t> series;
  for (DocumentIndex d = 0; d < documents.size(); ++d) {
    const std::string& value = field_of(documents[d], field);
    series.push_back(value.empty() ? d : numbers.try_emplace(value, d).first->second);
  }
  if (numbers.empty()) series.clear();
  return series;
}

}  // namespace leitwort
