#pragma once

/// Private to similarity/: from rows of scores to the pairs that a visitor wants.

#include "parallel.hpp"
#include <leitwort/similarity.hpp>

#include <algorithm>
#include <utility>

namespace leitwort::similarity {

/// part / whole; unknown where there is no whole.
inline double ratio(double part, double whole) {
  return whole > 0 ? part / whole : kUnknown;
}

/// The score of a pair that is still to be filled: its documents, the smaller one first, and how
/// many shingles each has.
inline PairScore begin_score(DocumentIndex x, DocumentIndex y, std::uint64_t shingles_x,
                             std::uint64_t shingles_y) {
  PairScore score;
  score.a = std::min(x, y);
  score.b = std::max(x, y);
  score.shingles_a = x < y ? shingles_x : shingles_y;
  score.shingles_b = x < y ? shingles_y : shingles_x;
  return score;
}

/// Fills the ratios of an exact score from its counts.
void complete_exact(PairScore& score, double weighted_shared, double weighted_union);

/// Fills an exact score, but for the weights, from two ascending sets.
void score_sets(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b,
                PairScore& score);

/// Fills an estimate from the number of equal slots.
void complete_estimate(PairScore& score, unsigned equal, unsigned slots);

/// The scores of one document with those of a higher number (or all others, for the closest) that a
/// visitor wants.
class WantedScores {
 public:
  /// `least`: no pair below this Jaccard is wanted, whatever the selection says.
  WantedScores(PairSelection selection, double least)
      : selection_(selection),
        most_(selection.closest > 0 ? selection.closest : selection.top),
        least_(least) {}

  void add(const PairScore& score) {
    if (selection_.threshold > 0 && !(selection_.measure.of(score) >= selection_.threshold)) return;
    if (most_ == 0) {
      scores_.push_back(score);
      return;
    }
    if (!(score.jaccard > 0) || score.jaccard < least_) return;
    // A heap with the least close of the closest on top.
    if (scores_.size() == most_) {
      if (!is_closer(score, scores_.front())) return;
      std::ranges::pop_heap(scores_, is_closer);
      scores_.pop_back();
    }
    scores_.push_back(score);
    std::ranges::push_heap(scores_, is_closer);
  }

  /// A pair with a lower Jaccard is not wanted; 0 where pairs that share nothing are.
  [[nodiscard]] double least_jaccard() const {
    const double by_threshold = selection_.measure == Measure::jaccard ? selection_.threshold : 0;
    const double by_rank = most_ > 0 && scores_.size() == most_ ? scores_.front().jaccard : least_;
    return std::max(by_threshold, by_rank);
  }
  /// Whether pairs that share nothing are wanted.
  [[nodiscard]] bool wants_disjoint() const { return selection_.wants_all(); }

  std::vector<PairScore>& scores() { return scores_; }

 private:
  PairSelection selection_;
  std::size_t most_;
  double least_;
  std::vector<PairScore> scores_;
};

/// Neighbouring rows of the square of all pairs: row i is of document `first` + i, and wants the
/// columns from `column` of the row on, except its own.
struct RowGroup {
  DocumentIndex first = 0;
  bool all_columns = false;  ///< else only those behind the row's own
  std::span<WantedScores> rows;

  [[nodiscard]] DocumentIndex column(std::size_t i) const {
    return all_columns ? 0 : first + static_cast<DocumentIndex>(i) + 1;
  }
};

/// Visits pairs from a function that scores neighbouring rows: `score(RowGroup)` adds to each row
/// its pairs, each with its smaller document as `a`. It is called from several threads.
template <typename ScoreRows>
PairCount visit_rows(std::size_t documents, PairSelection selection, const PairVisitor& visit,
                     const Observer& observer, ScoreRows score_rows) {
  // Rows side by side, then visited in order: a round of rows is held at a time, about this many
  // scores of all pairs.
  constexpr std::size_t kScores = std::size_t{1} << 18, kGroup = 64;
  const std::size_t fitting = kScores / std::max<std::size_t>(documents, 1);
  const std::size_t round_size = selection.wants_all()
                                     ? std::clamp<std::size_t>(fitting, 8, 64)
                                     : std::clamp<std::size_t>(64 * fitting, 128, 1024);
  const bool ranked = selection.closest > 0 || selection.top > 0;
  std::vector<PairScore> chosen;
  double least = 0;  // of the top pairs so far
  PairCount count;
  count.compared = documents < 2 ? 0 : documents * (documents - 1) / 2;
  for (std::size_t round = 0; round < documents; round += round_size) {
    const std::size_t size = std::min(round_size, documents - round);
    std::vector<WantedScores> rows(size, WantedScores(selection, least));
    parallel_ranges(
        size, std::min(kGroup, round_size / 4), [&](std::size_t begin, std::size_t end) {
          observer.check();
          score_rows(RowGroup{static_cast<DocumentIndex>(round + begin), selection.closest > 0,
                              std::span(rows).subspan(begin, end - begin)});
        });
    for (WantedScores& wanted : rows) {
      if (ranked) {
        chosen.insert(chosen.end(), wanted.scores().begin(), wanted.scores().end());
        continue;
      }
      for (const PairScore& score : wanted.scores()) visit(score);
      count.visited += wanted.scores().size();
    }
    if (selection.top > 0 && chosen.size() >= selection.top) {
      const auto last = chosen.begin() + static_cast<std::ptrdiff_t>(selection.top) - 1;
      std::ranges::nth_element(chosen, last, is_closer);
      chosen.erase(last + 1, chosen.end());
      least = chosen.back().jaccard;
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
