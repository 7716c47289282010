#include <leitwort/history.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string_view>
#include <unordered_map>

namespace leitwort {

Authors authors_of(std::span<const Document> documents) {
  Authors authors;
  std::unordered_map<std::string_view, std::uint32_t> numbers;
  for (const Document& document : documents) {
    if (document.author.empty()) {
      authors.of_document.push_back(Authors::kUnknown);
      continue;
    }
    const auto number =
        numbers.try_emplace(document.author, static_cast<std::uint32_t>(numbers.size()));
    authors.of_document.push_back(number.first->second);
  }
  authors.count = static_cast<std::uint32_t>(numbers.size());
  return authors;
}

std::uint32_t count_authors(std::span<const DocumentIndex> documents, const Authors& authors) {
  std::set<std::uint32_t> different;
  for (const DocumentIndex d : documents) different.insert(authors.of_document[d]);
  different.erase(Authors::kUnknown);
  return static_cast<std::uint32_t>(different.size());
}

std::vector<std::uint32_t> adoption(std::span<const Place> places, const Tokens& tokens,
                                    const Periods& periods, const Authors& authors) {
  // Documents need not stand in order of time: each author counts from his first period.
  std::map<std::uint32_t, std::int32_t> first_period;
  for (const DocumentIndex d : documents_of(places, tokens)) {
    const std::int32_t period = periods.of_document[d];
    if (period < 0 || authors.of_document[d] == Authors::kUnknown) continue;
    const auto found = first_period.try_emplace(authors.of_document[d], period).first;
    found->second = std::min(found->second, period);
  }
  std::vector<std::uint32_t> cumulative(periods.size());
  for (const auto& [author, period] : first_period) ++cumulative[static_cast<std::size_t>(period)];
  std::partial_sum(cumulative.begin(), cumulative.end(), cumulative.begin());
  return cumulative;
}

}  // namespace leitwort
