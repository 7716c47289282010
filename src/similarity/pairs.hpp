#pragma once

/// Private to similarity/: from rows of scores to the pairs that a visitor wants.

#include <leitwort/similarity.hpp>

#include <algorithm>

namespace leitwort::similarity {

/// Fills the ratios of an exact score from its counts.
void complete_exact(PairScore& score, double weighted_shared, double weighted_union);

/// Fills an estimate from the number of equal slots.
void complete_estimate(PairScore& score, unsigned equal, unsigned slots);

/// Whether `x` is closer to document `d` than `y` is; both are pairs of d.
bool is_closer(const PairScore& x, const PairScore& y, DocumentIndex d);

/// Visits pairs from a function that scores one row: `row(a, first, out)` puts into `out` the
/// scores of a with every b ≥ first except a itself, ascending by b, each with its smaller document
/// as `a`. It is called from several threads.
template <typename Row>
PairCount visit_rows(std::size_t documents, PairSelection selection, const PairVisitor& visit,
                     const Row& row) {
  // Rows side by side, then visited in order: only a round of rows is held at a time.
  constexpr std::size_t kRound = 64;
  std::vector<std::vector<PairScore>> rows(std::min(kRound, documents));
  std::vector<PairScore> chosen;
  PairCount count;
  count.compared = documents < 2 ? 0 : documents * (documents - 1) / 2;
  for (std::size_t round = 0; round < documents; round += kRound) {
    const std::size_t size = std::min(kRound, documents - round);
#pragma omp parallel for schedule(dynamic)
    for (std::size_t i = 0; i < size; ++i) {
      const auto a = static_cast<DocumentIndex>(round + i);
      rows[i].clear();
      row(a, selection.closest == 0 ? a + 1 : 0, rows[i]);
      if (selection.closest == 0) continue;
      std::erase_if(rows[i], [](const PairScore& score) { return !(score.jaccard > 0); });
      const std::size_t keep = std::min(selection.closest, rows[i].size());
      std::partial_sort(rows[i].begin(), rows[i].begin() + static_cast<std::ptrdiff_t>(keep),
                        rows[i].end(),
                        [a](const PairScore& x, const PairScore& y) { return is_closer(x, y, a); });
      rows[i].resize(keep);
    }
    for (std::size_t i = 0; i < size; ++i) {
      if (selection.closest > 0) {
        chosen.insert(chosen.end(), rows[i].begin(), rows[i].end());
        continue;
      }
      for (const PairScore& score : rows[i]) visit(score);
      count.visited += rows[i].size();
    }
  }
  // A pair may be among the closest of both its documents.
  const auto place = [](const PairScore& s) { return std::pair(s.a, s.b); };
  std::ranges::sort(chosen, {}, place);
  const auto repeated = std::ranges::unique(chosen, {}, place);
  chosen.erase(repeated.begin(), repeated.end());
  for (const PairScore& score : chosen) visit(score);
  count.visited += chosen.size();
  return count;
}

}  // namespace leitwort::similarity
