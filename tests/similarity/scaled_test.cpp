#include "oracle/duplicates.hpp"
#include "similarity/signatures.hpp"
#include <leitwort/similarity.hpp>

#include <algorithm>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

using test::random_set;
using test::Set;

ScaledSketches sketches_of(const std::vector<Set>& sets, ScaleOptions options) {
  ScaledSketches sketches{.options = options};
  for (const Set& set : sets) append_scaled(set, sketches);
  return sketches;
}

PairScore compare(const ScaledSketches& sketches) {
  PairScore result;
  visit_pairs(sketches, {}, [&](const PairScore& score) { result = score; });
  return result;
}

// --- what is kept -------------------------------------------------------------------------------

/// The twin: sorts everything. The limit, and what lies below it.
std::pair<std::uint64_t, Set> sample_of(const Set& set, ScaleOptions options) {
  Set sorted = set;
  std::ranges::sort(sorted);
  if (options.scale == 1 || set.size() <= options.least) return {ScaledSketches::kComplete, sorted};
  std::uint64_t limit = options.scale == 0 ? 0 : ~std::uint64_t{0} / options.scale;
  const auto below = [&] { return std::ranges::lower_bound(sorted, limit) - sorted.begin(); };
  if (below() < static_cast<std::ptrdiff_t>(options.least)) limit = sorted[options.least];
  sorted.resize(static_cast<std::size_t>(below()));
  return {limit, sorted};
}

TEST(ScaledSketches, KeepWhatLiesBelowTheLimitAndTheLeast) {
  std::mt19937_64 random(1);
  for (const ScaleOptions options :
       {ScaleOptions{8, 0}, {8, 64}, {0, 128}, {1, 0}, {1, 64}, {4, 10}, {1000, 3}, {0, 1}}) {
    std::vector<Set> sets;
    for (const std::size_t size : {0U, 1U, 2U, 3U, 4U, 9U, 10U, 11U, 63U, 64U, 65U, 127U, 128U,
                                   129U, 500U, 520U, 1000U, 5000U}) {
      sets.push_back(random_set(random, size));
    }
    const ScaledSketches sketches = sketches_of(sets, options);
    ASSERT_EQ(sketches.documents(), sets.size());
    ASSERT_EQ(sketches.sampled.documents(), sets.size());
    for (DocumentIndex d = 0; d < sets.size(); ++d) {
      const auto [limit, kept] = sample_of(sets[d], options);
      EXPECT_EQ(sketches.limits[d], limit);
      EXPECT_EQ(sketches.shingles[d], sets[d].size());
      const auto of = sketches.sampled.of(d);
      EXPECT_EQ(Set(of.begin(), of.end()), kept)
          << sets[d].size() << " shingles, one in " << options.scale << ", least " << options.least;
    }
  }
}

TEST(ScaledSketches, OfOneDocumentAfterAnotherAreThoseOfBoth) {
  std::mt19937_64 random(2);
  std::vector<Set> sets;
  for (std::size_t i = 0; i < 12; ++i) sets.push_back(random_set(random, random() % 300));
  const ScaleOptions options = {4, 20};
  const ScaledSketches whole = sketches_of(sets, options);
  ScaledSketches joined{.options = options};
  append(sketches_of({}, options), joined);
  append(sketches_of({sets.begin(), sets.begin() + 5}, options), joined);
  append(sketches_of({sets.begin() + 5, sets.end()}, options), joined);
  EXPECT_EQ(joined.sampled.hashes, whole.sampled.hashes);
  EXPECT_EQ(joined.sampled.document_begin, whole.sampled.document_begin);
  EXPECT_EQ(joined.limits, whole.limits);
  EXPECT_EQ(joined.shingles, whole.shingles);
}

// --- estimates ----------------------------------------------------------------------------------

struct Case {
  const char* name;
  ScaleOptions options;
  double containment;  // of a in b
  std::size_t a, b;
  int trials;
  friend void PrintTo(const Case& c, std::ostream* out) {
    *out << "C = " << c.containment << " of " << c.a << " in " << c.b << ", one in "
         << c.options.scale << ", least " << c.options.least;
  }
};

std::string name_of(const testing::TestParamInfo<Case>& info) {
  const Case& c = info.param;
  return std::string(c.name) + std::to_string(std::lround(100 * c.containment)) + "PercentOf" +
         std::to_string(c.a) + "In" + std::to_string(c.b);
}

/// Two random sets of which the first has `shared` in common with the second.
std::vector<Set> pair_of_sets(std::mt19937_64& random, std::size_t a, std::size_t b,
                              std::size_t shared) {
  Set first = random_set(random, a), second = random_set(random, b);
  std::copy_n(first.begin(), shared, second.begin());
  std::shuffle(second.begin(), second.end(), random);
  return {first, second};
}

class Containment : public testing::TestWithParam<Case> {};

TEST_P(Containment, IsEstimatedWithoutBiasAndWithTheStatedSpread) {
  const Case c = GetParam();
  std::mt19937_64 random(c.a + c.b + static_cast<std::uint64_t>(1000 * c.containment) +
                         7 * c.options.scale + 1);
  const auto shared =
      static_cast<std::size_t>(std::lround(c.containment * static_cast<double>(c.a)));
  const double truth = static_cast<double>(shared) / static_cast<double>(c.a);
  double sum = 0, squares = 0, expected_squares = 0, overlap_sum = 0;
  for (int trial = 0; trial < c.trials; ++trial) {
    // Which of two equally large sets comes first must not matter.
    auto sets = pair_of_sets(random, c.a, c.b, shared);
    const bool turned = trial % 2 == 1;
    if (turned) std::swap(sets[0], sets[1]);
    const ScaledSketches sketches = sketches_of(sets, c.options);
    const PairScore score = compare(sketches);
    ASSERT_EQ(score.method, Method::estimate);
    const std::uint64_t limit = std::min(sketches.limits[0], sketches.limits[1]);
    const Set& a = sets[turned ? 1 : 0];
    const auto n = static_cast<double>(
        std::ranges::count_if(a, [limit](std::uint64_t hash) { return hash < limit; }));
    ASSERT_GT(n, 0);
    const double error = (turned ? score.containment_b : score.containment_a) - truth;
    sum += error;
    squares += error * error;
    expected_squares += truth * (1 - truth) / n;
    overlap_sum += score.overlap - truth;
    const std::uint64_t united = c.a + c.b - shared;
    ASSERT_EQ(score.shingles_a + score.shingles_b, c.a + c.b);
    ASSERT_EQ(score.shared + score.united, c.a + c.b);
    ASSERT_NEAR(static_cast<double>(score.united), static_cast<double>(united),
                0.5 * static_cast<double>(c.a));
  }
  const double mean = sum / c.trials;
  const double spread = std::sqrt(squares / c.trials - mean * mean);
  const double stated = std::sqrt(expected_squares / c.trials);
  EXPECT_LT(std::abs(mean), 2 * stated / std::sqrt(c.trials));
  EXPECT_NEAR(spread, stated, 0.1 * stated);
  // The overlap is the containment of the smaller set, which is a.
  EXPECT_LT(std::abs(overlap_sum / c.trials), 3 * stated / std::sqrt(c.trials));
}

constexpr ScaleOptions kScaled = {8, 0}, kBottom = {0, 128}, kMixed = {8, 64};

INSTANTIATE_TEST_SUITE_P(Samples, Containment,
                         testing::Values(Case{"Scaled", kScaled, 0.1, 1000, 1000, 3000},
                                         Case{"Scaled", kScaled, 0.5, 1000, 1000, 3000},
                                         Case{"Scaled", kScaled, 0.9, 1000, 1000, 3000},
                                         Case{"Scaled", kScaled, 0.1, 500, 50000, 400},
                                         Case{"Scaled", kScaled, 0.5, 500, 50000, 400},
                                         Case{"Scaled", kScaled, 0.9, 500, 50000, 400},
                                         Case{"BottomK", kBottom, 0.1, 1000, 1000, 3000},
                                         Case{"BottomK", kBottom, 0.5, 1000, 1000, 3000},
                                         Case{"BottomK", kBottom, 0.9, 1000, 1000, 3000},
                                         Case{"BottomK", kBottom, 0.5, 1000, 3000, 3000},
                                         Case{"Mixed", kMixed, 0.1, 300, 1000, 3000},
                                         Case{"Mixed", kMixed, 0.5, 300, 450, 10000},
                                         Case{"Mixed", kMixed, 0.9, 600, 700, 3000},
                                         Case{"Mixed", kMixed, 0.9, 500, 50000, 400}),
                         name_of);

TEST(Containment, StatesItsErrorByTheSample) {
  std::mt19937_64 random(3);
  for (int round = 0; round < 200; ++round) {
    const std::size_t a = 100 + random() % 900, b = a + random() % 2000;
    const auto sets = pair_of_sets(random, a, b, random() % (a + 1));
    const ScaledSketches sketches = sketches_of(sets, {8, 16});
    const PairScore score = compare(sketches);
    const std::uint64_t limit = std::min(sketches.limits[0], sketches.limits[1]);
    Set x, y;
    for (const std::uint64_t hash : sets[0]) {
      if (hash < limit) x.push_back(hash);
    }
    for (const std::uint64_t hash : sets[1]) {
      if (hash < limit) y.push_back(hash);
    }
    const oracle::SetCounts counts = oracle::count_sets(x, y);
    if (counts.a == 0 || counts.b == 0) continue;
    EXPECT_EQ(score.containment_a, counts.containment_a());
    EXPECT_EQ(score.containment_b, counts.containment_b());
    EXPECT_EQ(score.jaccard, counts.jaccard());
    EXPECT_EQ(score.overlap, counts.containment_a());
    const double c = counts.containment_a(), j = counts.jaccard();
    const double n = static_cast<double>(counts.a) + 4,
                 smoothed = (c * static_cast<double>(counts.a) + 2) / n;
    EXPECT_NEAR(score.overlap_error, std::sqrt(smoothed * (1 - smoothed) / n), 1e-12);
    EXPECT_NEAR(score.standard_error, std::sqrt(j * (1 - j) / static_cast<double>(counts.united)),
                1e-12);
    EXPECT_EQ(Measure::containment.of(score), score.overlap);
  }
}

TEST(Containment, OfCompleteSetsIsExact) {
  std::mt19937_64 random(4);
  for (const ScaleOptions options : {ScaleOptions{1, 0}, {1, 64}, {8, 300}, {0, 300}}) {
    for (int round = 0; round < 50; ++round) {
      const std::size_t a = 1 + random() % 300, b = 1 + random() % 300;
      const auto sets = pair_of_sets(random, a, b, random() % (std::min(a, b) + 1));
      const oracle::SetCounts counts = oracle::count_sets(sets[0], sets[1]);
      const PairScore score = compare(sketches_of(sets, options));
      EXPECT_EQ(score.method, Method::exact);
      EXPECT_EQ(score.shared, counts.shared);
      EXPECT_EQ(score.united, counts.united);
      EXPECT_EQ(score.jaccard, counts.jaccard());
      EXPECT_EQ(score.containment_a, counts.containment_a());
      EXPECT_EQ(score.containment_b, counts.containment_b());
      EXPECT_EQ(score.overlap, std::max(counts.containment_a(), counts.containment_b()));
      EXPECT_EQ(score.standard_error, 0);
      EXPECT_EQ(score.overlap_error, 0);
      EXPECT_EQ(score.interval.low, score.interval.high);
    }
  }
  // One shingle more than the least, and it is an estimate.
  const auto method = [&](std::size_t size) {
    return compare(sketches_of({random_set(random, size), random_set(random, 5)}, {0, 300})).method;
  };
  EXPECT_EQ(method(300), Method::exact);
  EXPECT_EQ(method(301), Method::estimate);
}

TEST(Containment, OfEmptySetsIsUnknownOrNothing) {
  std::mt19937_64 random(5);
  for (const ScaleOptions options : {ScaleOptions{8, 0}, {8, 64}, {0, 128}, {1, 0}}) {
    const PairScore one = compare(sketches_of({{}, random_set(random, 5000)}, options));
    EXPECT_EQ(one.shared, 0U);
    EXPECT_EQ(one.united, 5000U);
    EXPECT_EQ(one.jaccard, 0);
    EXPECT_TRUE(std::isnan(one.containment_a));
    EXPECT_EQ(one.containment_b, 0);
    EXPECT_TRUE(std::isnan(one.overlap));
    const PairScore none = compare(sketches_of({{}, {}}, options));
    EXPECT_EQ(none.united, 0U);
    EXPECT_TRUE(std::isnan(none.jaccard));
    EXPECT_TRUE(std::isnan(none.overlap));
    std::size_t selected = 0;
    for (const PairSelection& selection :
         {PairSelection{.threshold = 1e-9, .measure = Measure::containment},
          PairSelection{.top = 5}, PairSelection{.closest = 5}}) {
      visit_pairs(sketches_of({{}, {}, random_set(random, 9)}, options), selection,
                  [&](const PairScore&) { ++selected; });
    }
    EXPECT_EQ(selected, 0U);
  }
}

}  // namespace
}  // namespace leitwort
