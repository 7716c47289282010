#include <leitwort/history.hpp>

namespace leitwort {

std::vector<PeriodUse> use_over_time(std::span<const Place> places, const Tokens& tokens,
                                     const Periods& periods) {
  std::vector<PeriodUse> uses(periods.size());
  std::size_t next = 0;
  for (const DocumentIndex d : documents_of(places, tokens)) {
    const TokenIndex end = tokens.document_begin[d + 1];
    const std::size_t begin = next;
    while (next < places.size() && places[next].begin < end) ++next;
    if (periods.of_document[d] < 0) continue;
    PeriodUse& use = uses[static_cast<std::size_t>(periods.of_document[d])];
    ++use.documents_with;
    use.occurrences += static_cast<std::uint32_t>(next - begin);
  }
  return uses;
}

std::ptrdiff_t peak(std::span<const PeriodUse> uses, const Periods& periods) {
  std::ptrdiff_t best = -1;
  for (std::size_t p = 0; p < uses.size(); ++p) {
    if (uses[p].documents_with == 0) continue;
    // with / total compared without division: exact, so that ties are ties
    const auto b = static_cast<std::size_t>(best);
    if (best < 0 || std::uint64_t{uses[p].documents_with} * periods.documents[b] >
                        std::uint64_t{uses[b].documents_with} * periods.documents[p]) {
      best = static_cast<std::ptrdiff_t>(p);
    }
  }
  return best;
}

}  // namespace leitwort
