#pragma once

/// Private to similarity/: from rows of scores to the pairs that a visitor wants.

#include "parallel.hpp"
#include <leitwort/similarity.hpp>

#include <algorithm>

namespace leitwort::similarity {

/// Fills the ratios of an exact score from its counts.
void complete_exact(PairScore& score, double weighted_shared, double weighted_union);

/// Fills an estimate from the number of equal slots.
void complete_estimate(PairScore& score, unsigned equal, unsigned slots);

/// Whether `x` is closer to document `d` than `y` is; both are pairs of d.
bool is_closer(const PairScore& x, const PairScore& y, DocumentIndex d);

/// The scores of one document that a visitor wants.
class WantedScores {
 public:
  WantedScores(DocumentIndex document, PairSelection selection)
      : document_(document), closest_(selection.closest) {}

  void add(const PairScore& score) {
    if (closest_ == 0) {
      scores_.push_back(score);
      return;
    }
    if (!(score.jaccard > 0)) return;
    // A heap with the least close of the closest on top.
    const auto closer = [this](const PairScore& x, const PairScore& y) {
      return is_closer(x, y, document_);
    };
    if (scores_.size() == closest_) {
      if (!closer(score, scores_.front())) return;
      std::ranges::pop_heap(scores_, closer);
      scores_.pop_back();
    }
    scores_.push_back(score);
    std::ranges::push_heap(scores_, closer);
  }
  [[nodiscard]] const std::vector<PairScore>& scores() const { return scores_; }

 private:
  DocumentIndex document_;
  std::size_t closest_;
  std::vector<PairScore> scores_;
};

/// Visits pairs from a function that scores one row: `row(a, first, emit)` calls emit(score) for a
/// with every b ≥ first except a itself, ascending by b, each score with its smaller document as
/// `a`. It is called from several threads.
template <typename Row>
PairCount visit_rows(std::size_t documents, PairSelection selection, const PairVisitor& visit,
                     const Row& row) {
  // Rows side by side, then visited in order: a round of rows is held at a time, about this many
  // scores of all pairs.
  constexpr std::size_t kScores = std::size_t{1} << 18;
  const std::size_t round_size =
      std::clamp<std::size_t>(kScores / std::max<std::size_t>(documents, 1), 8, 64);
  std::vector<PairScore> chosen;
  PairCount count;
  count.compared = documents < 2 ? 0 : documents * (documents - 1) / 2;
  for (std::size_t round = 0; round < documents; round += round_size) {
    std::vector<WantedScores> rows;
    for (std::size_t a = round; a < std::min(round + round_size, documents); ++a) {
      rows.emplace_back(static_cast<DocumentIndex>(a), selection);
    }
    parallel_for(rows.size(), [&](std::size_t i) {
      const auto a = static_cast<DocumentIndex>(round + i);
      row(a, selection.closest == 0 ? a + 1 : 0,
          [&](const PairScore& score) { rows[i].add(score); });
    });
    for (const WantedScores& wanted : rows) {
      if (selection.closest > 0) {
        chosen.insert(chosen.end(), wanted.scores().begin(), wanted.scores().end());
        continue;
      }
      for (const PairScore& score : wanted.scores()) visit(score);
      count.visited += wanted.scores().size();
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
