#pragma once

/// Alignments from whole matrices of scores, cell by cell, and scores from all alignments that
/// there are.

#include <leitwort/sequence.hpp>

#include <algorithm>
#include <limits>
#include <vector>

namespace leitwort::oracle {

/// Less than any score, and far enough from the end of the numbers to subtract from.
inline constexpr int kImpossible = std::numeric_limits<int>::min() / 2;

inline int gain(const AlignmentSide& a, std::size_t i, const AlignmentSide& b, std::size_t j,
                const AlignmentScores& scores) {
  if (a.symbols[i] == b.symbols[j]) return a.weights[i];
  return a.classes[i] == b.classes[j] ? a.weights[i] / 2 : -scores.mismatch;
}

/// Three matrices of (a + 1) × (b + 1) cells: the best score of what ends there, and of what ends
/// there with a gap in `b` (`only_a`), or with one in `a`.
class AlignmentMatrices {
 public:
  AlignmentMatrices(AlignmentMode mode, const AlignmentSide& a, const AlignmentSide& b,
                    const AlignmentScores& scores)
      : mode_(mode),
        a_(a),
        b_(b),
        scores_(scores),
        rows_(a.symbols.size() + 1),
        columns_(b.symbols.size() + 1),
        best_(rows_ * columns_, kImpossible),
        only_a_(best_),
        only_b_(best_) {
    for (std::size_t i = 0; i < rows_; ++i) {
      for (std::size_t j = 0; j < columns_; ++j) fill(i, j);
    }
  }

  [[nodiscard]] Alignment alignment() const {
    Alignment found;
    std::size_t i = rows_ - 1, j = columns_ - 1;
    if (mode_ != AlignmentMode::global) find_end(i, j);
    found.end_a = static_cast<std::uint32_t>(i);
    found.end_b = static_cast<std::uint32_t>(j);
    found.score = best_[at(i, j)];
    read_back(i, j, found.runs);
    found.begin_a = static_cast<std::uint32_t>(i);
    found.begin_b = static_cast<std::uint32_t>(j);
    return found;
  }

 private:
  [[nodiscard]] std::size_t at(std::size_t i, std::size_t j) const { return i * columns_ + j; }
  [[nodiscard]] int opening() const { return scores_.gap_open + scores_.gap_extend; }

  [[nodiscard]] int aligned(std::size_t i, std::size_t j) const {
    if (i == 0 || j == 0) return kImpossible;
    return best_[at(i - 1, j - 1)] + gain(a_, i - 1, b_, j - 1, scores_);
  }

  void fill(std::size_t i, std::size_t j) {
    if (i > 0) {
      only_a_[at(i, j)] =
          std::max(only_a_[at(i - 1, j)] - scores_.gap_extend, best_[at(i - 1, j)] - opening());
    }
    if (j > 0) {
      only_b_[at(i, j)] =
          std::max(only_b_[at(i, j - 1)] - scores_.gap_extend, best_[at(i, j - 1)] - opening());
    }
    int best = std::max({aligned(i, j), only_a_[at(i, j)], only_b_[at(i, j)]});
    if (mode_ == AlignmentMode::local) best = std::max(best, 0);
    if (i == 0 && j == 0) best = 0;
    best_[at(i, j)] = best;
  }

  void find_end(std::size_t& end_i, std::size_t& end_j) const {
    end_i = end_j = 0;
    for (std::size_t i = 0; i < rows_; ++i) {
      for (std::size_t j = 0; j < columns_; ++j) {
        if (best_[at(i, j)] > best_[at(end_i, end_j)]) end_i = i, end_j = j;
      }
    }
  }

  /// Leaves the alignment's beginning in i and j.
  void read_back(std::size_t& i, std::size_t& j, std::vector<AlignmentRun>& runs) const {
    using Kind = AlignmentRun::Kind;
    const auto add = [&](Kind kind) {
      if (runs.empty() || runs.front().kind != kind) runs.insert(runs.begin(), {kind, 0});
      ++runs.front().length;
    };
    while ((i > 0 || j > 0) && (mode_ != AlignmentMode::local || best_[at(i, j)] != 0)) {
      const int score = best_[at(i, j)];
      if (score == aligned(i, j)) {
        --i, --j;
        add(a_.symbols[i] == b_.symbols[j] ? Kind::equal : Kind::different);
      } else if (score == only_a_[at(i, j)]) {
        for (bool longer = true; longer;) {
          const int here = only_a_[at(i, j)];
          --i;
          add(Kind::only_a);
          longer = here == only_a_[at(i, j)] - scores_.gap_extend;
        }
      } else {
        for (bool longer = true; longer;) {
          const int here = only_b_[at(i, j)];
          --j;
          add(Kind::only_b);
          longer = here == only_b_[at(i, j)] - scores_.gap_extend;
        }
      }
    }
  }

  AlignmentMode mode_;
  const AlignmentSide& a_;
  const AlignmentSide& b_;
  const AlignmentScores& scores_;
  std::size_t rows_, columns_;
  std::vector<int> best_, only_a_, only_b_;
};

inline Alignment align(AlignmentMode mode, const AlignmentSide& a, const AlignmentSide& b,
                       const AlignmentScores& scores) {
  return AlignmentMatrices(mode, a, b, scores).alignment();
}

/// Tries every way on from `a` at i and `b` at j: the best score of what follows. `last` is what
/// the step before was. A way may end before all of both is used unless `whole`.
enum class LastStep : std::uint8_t { aligned, only_a, only_b };
inline int best_way(const AlignmentSide& a, std::size_t i, const AlignmentSide& b, std::size_t j,
                    const AlignmentScores& scores, bool whole, LastStep last) {
  const bool more_a = i < a.symbols.size(), more_b = j < b.symbols.size();
  int best = whole && (more_a || more_b) ? kImpossible : 0;
  const auto gap = [&](LastStep kind) {
    return -scores.gap_extend - (last == kind ? 0 : scores.gap_open);
  };
  if (more_a && more_b) {
    best = std::max(best, gain(a, i, b, j, scores) +
                              best_way(a, i + 1, b, j + 1, scores, whole, LastStep::aligned));
  }
  if (more_a) {
    best = std::max(
        best, gap(LastStep::only_a) + best_way(a, i + 1, b, j, scores, whole, LastStep::only_a));
  }
  if (more_b) {
    best = std::max(
        best, gap(LastStep::only_b) + best_way(a, i, b, j + 1, scores, whole, LastStep::only_b));
  }
  return best;
}

/// The score alone, from all alignments. For the tiniest inputs only.
inline int best_score(AlignmentMode mode, const AlignmentSide& a, const AlignmentSide& b,
                      const AlignmentScores& scores) {
  const bool whole = mode == AlignmentMode::global;
  if (mode != AlignmentMode::local) return best_way(a, 0, b, 0, scores, whole, LastStep::aligned);
  int best = 0;
  for (std::size_t i = 0; i <= a.symbols.size(); ++i) {
    for (std::size_t j = 0; j <= b.symbols.size(); ++j) {
      best = std::max(best, best_way(a, i, b, j, scores, whole, LastStep::aligned));
    }
  }
  return best;
}

}  // namespace leitwort::oracle
