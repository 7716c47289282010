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

namespace {

/// The pairs of every document, and the documents that have some.
struct Neighbourhood {
  std::vector<std::uint64_t> begin;     // D + 1, into `pairs`
  std::vector<const PairScore*> pairs;  // of each document
  std::vector<DocumentIndex> paired;    // earliest first

  [[nodiscard]] std::span<const PairScore* const> of(DocumentIndex d) const {
    return std::span(pairs).subspan(begin[d], begin[d + 1] - begin[d]);
  }
};

Neighbourhood neighbourhood(std::span<const PairScore> pairs, const Ages& ages) {
  const std::size_t documents = ages.ids.size();
  Neighbourhood result;
  result.begin.resize(documents + 1);
  for (const PairScore& pair : pairs) {
    ++result.begin[pair.a + 1];
    ++result.begin[pair.b + 1];
  }
  std::partial_sum(result.begin.begin(), result.begin.end(), result.begin.begin());
  result.pairs.resize(2 * pairs.size());
  std::vector<std::uint64_t> next(result.begin.begin(), result.begin.end() - 1);
  for (const PairScore& pair : pairs) {
    result.pairs[next[pair.a]++] = &pair;
    result.pairs[next[pair.b]++] = &pair;
  }
  for (DocumentIndex d = 0; d < documents; ++d) {
    if (!result.of(d).empty()) result.paired.push_back(d);
  }
  ages.sort(result.paired);
  return result;
}

DocumentIndex other_of(const PairScore& pair, DocumentIndex d) {
  return pair.a == d ? pair.b : pair.a;
}

}  // namespace

std::vector<DocumentIndex> group_duplicates(std::span<const PairScore> pairs, const Ages& ages) {
  const std::size_t documents = ages.ids.size();
  const Neighbourhood neighbours = neighbourhood(pairs, ages);
  std::vector<DocumentIndex> representative(documents);
  std::iota(representative.begin(), representative.end(), DocumentIndex{0});
  std::vector<std::uint8_t> taken(documents);
  for (const DocumentIndex d : neighbours.paired) {
    if (taken[d] != 0) continue;
    taken[d] = 1;
    for (const PairScore* pair : neighbours.of(d)) {
      const DocumentIndex other = other_of(*pair, d);
      if (taken[other] != 0) continue;
      taken[other] = 1;
      representative[other] = d;
    }
  }
  return representative;
}

std::vector<DuplicateGroup> list_groups(std::span<const DocumentIndex> representatives) {
  std::vector<std::pair<DocumentIndex, DocumentIndex>> members;
  for (DocumentIndex d = 0; d < representatives.size(); ++d) {
    if (representatives[d] != d) members.emplace_back(representatives[d], d);
  }
  std::ranges::sort(members);
  std::vector<DuplicateGroup> groups;
  for (const auto& [representative, d] : members) {
    if (groups.empty() || groups.back().representative != representative) {
      groups.push_back({representative, {}});
    }
    groups.back().duplicates.push_back(d);
  }
  return groups;
}

std::vector<std::uint8_t> find_dispensable(std::span<const PairScore> pairs, const Ages& ages,
                                           Measure measure, double threshold) {
  const Neighbourhood neighbours = neighbourhood(pairs, ages);
  enum : std::uint8_t { unseen, kept, dispensable };
  std::vector<std::uint8_t> state(ages.ids.size());
  for (const DocumentIndex d : neighbours.paired) {
    const bool found = std::ranges::any_of(neighbours.of(d), [&](const PairScore* pair) {
      const double share = measure != Measure::containment ? pair->jaccard
                           : pair->a == d                  ? pair->containment_a
                                                           : pair->containment_b;
      return state[other_of(*pair, d)] == kept && share >= threshold;
    });
    state[d] = found ? dispensable : kept;
  }
  for (std::uint8_t& s : state) s = s == dispensable ? 1 : 0;
  return state;
}

}  // namespace leitwort
