#include "oracle/align.hpp"

#include <leitwort/sequence.hpp>

#include <random>
#include <string>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

constexpr AlignmentMode kModes[] = {AlignmentMode::global, AlignmentMode::prefix,
                                    AlignmentMode::local};
constexpr Kernel kKernels[] = {Kernel::plain, Kernel::avx2, Kernel::avx512};

struct Sequence {
  std::vector<std::uint32_t> symbols, classes;
  std::vector<std::uint8_t> weights;

  void add(std::uint32_t symbol, std::uint32_t class_of_symbol, std::uint8_t weight) {
    symbols.push_back(symbol);
    classes.push_back(class_of_symbol);
    weights.push_back(weight);
  }
  [[nodiscard]] AlignmentSide side() const { return {symbols, classes, weights}; }
};

/// A number of its own for each `kind` below 2¹², neighbours different in one bit: the highest, the
/// lowest, or one between.
std::uint32_t spread(std::uint32_t kind) {
  return (kind & 1) << 31 | (kind >> 1 & 1) | (kind >> 2 & 1) << 16 | (kind >> 3) << 17;
}

/// `size` symbols out of `kinds`, three to a class; half of them weigh nothing, or the most.
Sequence random_sequence(std::mt19937& random, std::size_t size, std::uint32_t kinds) {
  Sequence sequence;
  for (std::size_t i = 0; i < size; ++i) {
    const auto symbol = static_cast<std::uint32_t>(random() % kinds);
    const std::uint8_t weights[] = {0, 64, static_cast<std::uint8_t>(2 * (symbol % 33)),
                                    static_cast<std::uint8_t>(2 * (symbol % 5))};
    sequence.add(spread(symbol), spread(symbol / 3), weights[random() % 4]);
  }
  return sequence;
}

/// The sequence with symbols changed, left out, put in, and now and then a long stretch gone.
Sequence changed(std::mt19937& random, const Sequence& from, std::uint32_t kinds) {
  Sequence to;
  std::size_t gone = 0;
  for (std::size_t i = 0; i < from.symbols.size(); ++i) {
    if (random() % 100 == 0) gone = random() % 60;
    const auto other = static_cast<std::uint32_t>(random() % kinds);
    const auto change = random() % 10;
    if (gone > 0 ? (--gone, true) : change == 0) continue;
    if (change <= 2) to.add(spread(other), spread(other / 3), 2);
    if (change != 2) to.add(from.symbols[i], from.classes[i], from.weights[i]);
  }
  return to;
}

/// From `least` to `most`.
std::uint32_t between(std::mt19937& random, std::uint32_t least, std::uint32_t most) {
  return least + static_cast<std::uint32_t>(random() % (most - least + 1));
}

AlignmentScores random_scores(std::mt19937& random) {
  // Small ones make ties; 1000 is the most.
  const std::int32_t choices[] = {0, 1, 2, 3, 3, 4, 32, 1000};
  return {choices[random() % 8], choices[random() % 8], choices[random() % 8]};
}

/// What the runs are worth; checks that they are runs, and that they lead from begin to end.
std::int32_t score_of_runs(const Alignment& alignment, const AlignmentSide& a,
                           const AlignmentSide& b, const AlignmentScores& scores) {
  using Kind = AlignmentRun::Kind;
  std::int32_t score = 0;
  std::size_t i = alignment.begin_a, j = alignment.begin_b;
  for (std::size_t r = 0; r < alignment.runs.size(); ++r) {
    const auto [kind, length] = alignment.runs[r];
    EXPECT_GT(length, 0U);
    EXPECT_TRUE(r == 0 || alignment.runs[r - 1].kind != kind);
    if (kind == Kind::only_a || kind == Kind::only_b) {
      score -= scores.gap_open + static_cast<std::int32_t>(length) * scores.gap_extend;
      (kind == Kind::only_a ? i : j) += length;
      continue;
    }
    for (std::uint32_t n = 0; n < length; ++n, ++i, ++j) {
      EXPECT_EQ(a.symbols[i] == b.symbols[j], kind == Kind::equal);
      score += oracle::gain(a, i, b, j, scores);
    }
  }
  EXPECT_EQ(i, alignment.end_a);
  EXPECT_EQ(j, alignment.end_b);
  return score;
}

void expect_same(const Alignment& found, const Alignment& expected) {
  ASSERT_EQ(found.score, expected.score);
  ASSERT_EQ(found.begin_a, expected.begin_a);
  ASSERT_EQ(found.end_a, expected.end_a);
  ASSERT_EQ(found.begin_b, expected.begin_b);
  ASSERT_EQ(found.end_b, expected.end_b);
  ASSERT_EQ(found.runs, expected.runs);
}

class Align : public testing::Test {
 protected:
  Align() {
    for (const Kernel kernel : kKernels) {
      if (has_kernel(kernel)) aligners_.emplace_back(kernel);
    }
  }

  /// In all modes, with all kernels, by aligners that have aligned other sequences before.
  void check(const Sequence& x, const Sequence& y, const AlignmentScores& scores = {}) {
    const AlignmentSide a = x.side(), b = {y.symbols, y.classes};
    for (const AlignmentMode mode : kModes) {
      const Alignment expected = oracle::align(mode, a, b, scores);
      for (std::size_t k = 0; k < aligners_.size(); ++k) {
        SCOPED_TRACE("kernel " + std::to_string(k) + ", mode " +
                     std::to_string(static_cast<int>(mode)) + ", " +
                     std::to_string(x.symbols.size()) + " × " + std::to_string(y.symbols.size()) +
                     ", scores " + std::to_string(scores.mismatch) + " " +
                     std::to_string(scores.gap_open) + " " + std::to_string(scores.gap_extend));
        const Alignment& found = aligners_[k].align(mode, a, b, scores);
        expect_same(found, expected);
        if (HasFatalFailure()) return;
        ASSERT_EQ(score_of_runs(found, a, b, scores), found.score);
        if (mode != AlignmentMode::local) {
          ASSERT_EQ(found.begin_a, 0U);
          ASSERT_EQ(found.begin_b, 0U);
        }
        if (mode == AlignmentMode::global) {
          ASSERT_EQ(found.end_a, x.symbols.size());
          ASSERT_EQ(found.end_b, y.symbols.size());
        }
        if (found.runs.empty()) {
          ASSERT_EQ(found.score, 0);
        }
      }
    }
  }

  std::vector<Aligner> aligners_;
};

Sequence repeated(std::size_t size, std::uint32_t period, std::uint32_t first,
                  std::uint8_t weight) {
  Sequence sequence;
  for (std::uint32_t i = 0; i < size; ++i)
    sequence.add(first + i % period, (first + i % period) / 3, weight);
  return sequence;
}

TEST_F(Align, TheTwinFindsTheBestOfAllAlignments) {
  std::mt19937 random(1);
  for (int round = 0; round < 3000; ++round) {
    const std::uint32_t kinds = between(random, 1, 6);
    const Sequence x = random_sequence(random, random() % 5, kinds),
                   y = random_sequence(random, random() % 5, kinds);
    const AlignmentScores scores = random_scores(random);
    for (const AlignmentMode mode : kModes) {
      const Alignment alignment = oracle::align(mode, x.side(), y.side(), scores);
      ASSERT_EQ(alignment.score, oracle::best_score(mode, x.side(), y.side(), scores));
      ASSERT_EQ(alignment.score, score_of_runs(alignment, x.side(), y.side(), scores));
    }
  }
}

TEST_F(Align, ReadsLikeADiff) {
  using Kind = AlignmentRun::Kind;
  // a b c d e f  with  a x c e f g
  const Sequence x = repeated(6, 6, 9, 10);
  Sequence y;
  for (const std::uint32_t symbol : {9U, 99U, 11U, 13U, 14U, 98U}) y.add(symbol, symbol / 3, 10);
  Aligner aligner;
  const Alignment whole = aligner.align(AlignmentMode::global, x.side(), y.side(), {});
  EXPECT_EQ(whole.runs, (std::vector<AlignmentRun>{{Kind::equal, 1},
                                                   {Kind::different, 1},
                                                   {Kind::equal, 1},
                                                   {Kind::only_a, 1},
                                                   {Kind::equal, 2},
                                                   {Kind::only_b, 1}}));
  EXPECT_EQ(whole.score, 4 * 10 - 3 - 4 - 4);
  const Alignment prefix = aligner.align(AlignmentMode::prefix, x.side(), y.side(), {});
  EXPECT_EQ(prefix.score, 4 * 10 - 3 - 4);
  EXPECT_EQ(prefix.end_a, 6U);
  EXPECT_EQ(prefix.end_b, 5U);
}

TEST_F(Align, NothingWithNothingAndWithSomething) {
  const Sequence nothing;
  for (const std::size_t size : {0U, 1U, 2U, 7U, 100U}) {
    check(nothing, repeated(size, 3, 0, 8));
    check(repeated(size, 3, 0, 8), nothing);
    check(nothing, repeated(size, 3, 0, 8), {0, 0, 0});
  }
}

TEST_F(Align, TakesWhatEndsFirstOfTheEquallyGood) {
  // The same two symbols three times over in each: nine places of equal worth.
  Sequence x, y;
  for (std::uint32_t i = 0; i < 3; ++i) {
    for (const std::uint32_t symbol : {1U, 2U, 100 + i, 200 + i}) x.add(symbol, symbol, 4);
    for (const std::uint32_t symbol : {300 + i, 1U, 2U, 400 + i}) y.add(symbol, symbol, 4);
  }
  Aligner aligner;
  const Alignment local = aligner.align(AlignmentMode::local, x.side(), y.side(), {50, 50, 50});
  EXPECT_EQ(local.score, 8);
  EXPECT_EQ(local.end_a, 2U);
  EXPECT_EQ(local.end_b, 3U);
  check(x, y, {50, 50, 50});
}

TEST_F(Align, AllEqualAllNearAllDifferent) {
  for (const std::size_t n : {1U, 2U, 15U, 16U, 17U, 33U, 100U}) {
    for (const std::size_t m : {1U, 3U, 16U, 31U, 64U, 100U}) {
      for (const std::uint8_t weight : std::vector<std::uint8_t>{0, 2, 64}) {
        Sequence near;
        for (std::uint32_t i = 0; i < m; ++i) near.add(1000 + i, 0, weight);
        for (const AlignmentScores& scores :
             {AlignmentScores{}, AlignmentScores{0, 0, 0}, AlignmentScores{3, 0, 1},
              AlignmentScores{3, 3, 0}, AlignmentScores{1, 0, 0}}) {
          check(repeated(n, 1, 0, weight), repeated(m, 1, 0, weight), scores);
          check(repeated(n, 1, 0, weight), near, scores);
          check(repeated(n, 1, 0, weight), repeated(m, 50, 500, weight), scores);
        }
      }
    }
  }
}

TEST_F(Align, AllSizesAroundTheWidthsOfVectors) {
  std::mt19937 random(2);
  for (std::size_t n = 0; n <= 70; ++n) {
    for (std::size_t m = 0; m <= 70; ++m) {
      const std::uint32_t kinds = between(random, 2, 13);
      check(random_sequence(random, n, kinds), random_sequence(random, m, kinds),
            n % 2 == m % 3 ? AlignmentScores{} : random_scores(random));
      if (HasFatalFailure()) return;
    }
  }
}

TEST_F(Align, SequencesThatHaveMuchInCommon) {
  std::mt19937 random(3);
  for (int round = 0; round < 600; ++round) {
    const std::uint32_t kinds = round % 2 == 0 ? between(random, 2, 7) : 1000;
    const Sequence x = random_sequence(random, random() % 250, kinds);
    check(x, changed(random, x, kinds), round % 4 < 2 ? AlignmentScores{} : random_scores(random));
    if (HasFatalFailure()) return;
  }
}

TEST_F(Align, RepeatsAndTies) {
  std::mt19937 random(4);
  for (int round = 0; round < 400; ++round) {
    const auto weight = static_cast<std::uint8_t>(2 * (random() % 4));
    check(repeated(random() % 120, between(random, 1, 7), 0, weight),
          repeated(random() % 120, between(random, 1, 7), between(random, 0, 3), weight),
          {static_cast<std::int32_t>(random() % 4), static_cast<std::int32_t>(random() % 3),
           static_cast<std::int32_t>(random() % 3)});
    if (HasFatalFailure()) return;
  }
}

TEST_F(Align, LongGaps) {
  std::mt19937 random(5);
  const Sequence head = random_sequence(random, 40, 1000), tail = random_sequence(random, 40, 1000);
  for (const std::size_t size : {1U, 30U, 333U, 1000U}) {
    Sequence x = head, y = head;
    const Sequence middle = random_sequence(random, size, 4000);
    const auto append = [](Sequence& to, const Sequence& from) {
      for (std::size_t i = 0; i < from.symbols.size(); ++i)
        to.add(from.symbols[i], from.classes[i], 64);
    };
    append(x, middle);
    append(x, tail);
    append(y, tail);
    check(x, y);
    check(y, x);
    check(x, y, {1000, 1000, 0});
    check(y, x, {1000, 1000, 0});
  }
}

TEST_F(Align, OneSideMuchLonger) {
  std::mt19937 random(6);
  for (const std::size_t n : {1U, 2U, 5U, 16U, 40U}) {
    for (const std::size_t m : {500U, 3001U}) {
      const Sequence x = random_sequence(random, n, 30), y = random_sequence(random, m, 30);
      check(x, y);
      check(y, x);
      check(x, y, random_scores(random));
      check(y, x, random_scores(random));
    }
  }
}

TEST_F(Align, LargeOnes) {
  std::mt19937 random(7);
  check(random_sequence(random, 2000, 40), random_sequence(random, 1500, 40));
  const Sequence x = random_sequence(random, 2000, 400);
  check(x, changed(random, x, 400));
  // The largest and the smallest scores.
  check(repeated(1500, 10, 0, 64), repeated(1500, 10, 0, 64), {1000, 1000, 1000});
  check(repeated(1500, 10, 0, 64), repeated(1500, 10, 100, 64), {1000, 1000, 1000});
}

TEST_F(Align, TheLongestSidesAndTheHighestCosts) {
  constexpr std::size_t kLongest = (std::size_t{1} << 20) - 3;
  for (const AlignmentScores& scores : {AlignmentScores{}, AlignmentScores{1000, 1000, 1000}}) {
    check(repeated(2, 2, 0, 64), repeated(kLongest, 7, 1, 64), scores);
    check(repeated(kLongest, 7, 1, 64), repeated(2, 2, 0, 64), scores);
    check(repeated(2, 2, 0, 64), repeated(kLongest, 7, 100, 64), scores);
  }
}

}  // namespace
}  // namespace leitwort
