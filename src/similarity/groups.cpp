#include <leitwort/similarity.hpp>

#include <algorithm>
#include <numeric>
#include <tuple>

namespace leitwort {

void Ages::sort(std::span<DocumentIndex> documents) const {
  std::ranges::sort(documents, {}, [this](DocumentIndex d) {
    const Date& date = dates[d];
    return std::tuple<bool, int, int, int, const std::string&, DocumentIndex>(
        !date.known(), date.year, std::max<int>(date.month, 1), std::max<int>(date.day, 1), ids[d],
        d);
  });
}

std::vector<DocumentIndex> group_duplicates(std::span<const PairScore> pairs, const Ages& ages) {
  const std::size_t documents = ages.ids.size();
  // Neighbours of every document, in both directions.
  std::vector<std::uint64_t> begin(documents + 1);
  for (const PairScore& pair : pairs) {
    ++begin[pair.a + 1];
    ++begin[pair.b + 1];
  }
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  std::vector<DocumentIndex> neighbours(2 * pairs.size());
  std::vector<std::uint64_t> next(begin.begin(), begin.end() - 1);
  for (const PairScore& pair : pairs) {
    neighbours[next[pair.a]++] = pair.b;
    neighbours[next[pair.b]++] = pair.a;
  }

  std::vector<DocumentIndex> paired;
  for (DocumentIndex d = 0; d < documents; ++d) {
    if (begin[d] < begin[d + 1]) paired.push_back(d);
  }
  ages.sort(paired);

  std::vector<DocumentIndex> representative(documents);
  std::iota(representative.begin(), representative.end(), DocumentIndex{0});
  std::vector<std::uint8_t> taken(documents);
  for (const DocumentIndex d : paired) {
    if (taken[d] != 0) continue;
    for (std::uint64_t i = begin[d]; i < begin[d + 1]; ++i) {
      const DocumentIndex neighbour = neighbours[i];
      if (taken[neighbour] != 0 || neighbour == d) continue;
      taken[neighbour] = 1;
      representative[neighbour] = d;
    }
    taken[d] = 1;
  }
  return representative;
}

}  // namespace leitwort
