#include "oracle/corpus.hpp"
#include <leitwort/similarity.hpp>

#include <algorithm>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

/// Two sets of random hashes with a union of `united` and about the Jaccard coefficient `jaccard`.
struct SetPair {
  Shingles shingles;
  double jaccard;
};

SetPair random_pair(std::mt19937_64& random, std::size_t united, double jaccard) {
  const auto shared = static_cast<std::size_t>(std::lround(jaccard * static_cast<double>(united)));
  std::vector<std::uint64_t> a, b;
  for (std::size_t i = 0; i < united; ++i) {
    const std::uint64_t hash = random();
    if (i < shared || i % 2 == 0) a.push_back(hash);
    if (i < shared || i % 2 == 1) b.push_back(hash);
  }
  SetPair pair;
  pair.jaccard = static_cast<double>(shared) / static_cast<double>(united);
  for (auto* set : {&a, &b}) {
    std::sort(set->begin(), set->end());
    pair.shingles.hashes.insert(pair.shingles.hashes.end(), set->begin(), set->end());
    pair.shingles.document_begin.push_back(pair.shingles.hashes.size());
  }
  return pair;
}

PairScore estimate(const Shingles& shingles, SignatureOptions options) {
  Signatures signatures{.options = options};
  append_signatures(shingles, signatures);
  PairScore result;
  visit_pairs(signatures, {}, [&](const PairScore& score) { result = score; });
  return result;
}

struct Case {
  double jaccard;
  std::size_t united;
  int trials;
  friend void PrintTo(const Case& c, std::ostream* out) {
    *out << "J = " << c.jaccard << ", union of " << c.united;
  }
};

std::string name_of(const testing::TestParamInfo<Case>& info) {
  return "Jaccard" + std::to_string(std::lround(100 * info.param.jaccard)) + "PercentOf" +
         std::to_string(info.param.united);
}

class Estimator : public testing::TestWithParam<Case> {};

TEST_P(Estimator, IsUnbiasedWithTheStatedSpread) {
  const Case c = GetParam();
  // A stream of its own for each case: on a shared one all of them would be lucky or unlucky
  // together.
  std::mt19937_64 random(c.united + static_cast<std::uint64_t>(1000 * c.jaccard));
  double sum = 0, squares = 0, truth = 0;
  for (int trial = 0; trial < c.trials; ++trial) {
    const SetPair pair = random_pair(random, c.united, c.jaccard);
    const PairScore score = estimate(pair.shingles, {.slots = 128, .seed = random()});
    truth = pair.jaccard;
    sum += score.jaccard - truth;
    squares += (score.jaccard - truth) * (score.jaccard - truth);
  }
  const double expected_spread = std::sqrt(truth * (1 - truth) / 128);
  const double mean = sum / c.trials;
  const double spread = std::sqrt(squares / c.trials - mean * mean);
  EXPECT_LT(std::abs(mean), 2 * expected_spread / std::sqrt(c.trials));
  EXPECT_NEAR(spread, expected_spread, 0.1 * expected_spread);
}

INSTANTIATE_TEST_SUITE_P(MinHash, Estimator,
                         testing::Values(Case{0.1, 10, 20000}, Case{0.1, 100, 20000},
                                         Case{0.1, 10000, 2000}, Case{0.5, 10, 20000},
                                         Case{0.5, 100, 20000}, Case{0.5, 10000, 2000},
                                         Case{0.9, 10, 20000}, Case{0.9, 100, 20000},
                                         Case{0.9, 10000, 2000}),
                         name_of);

class IntervalOf : public testing::TestWithParam<Case> {};

TEST_P(IntervalOf, TheEstimateCoversTheTruth) {
  const Case c = GetParam();
  std::mt19937_64 random(c.united + static_cast<std::uint64_t>(1000 * c.jaccard));
  int covered = 0;
  for (int trial = 0; trial < c.trials; ++trial) {
    const SetPair pair = random_pair(random, c.united, c.jaccard);
    const PairScore score = estimate(pair.shingles, {.slots = 128, .seed = random()});
    covered += score.interval.low <= pair.jaccard && pair.jaccard <= score.interval.high ? 1 : 0;
  }
  EXPECT_GE(covered, 0.93 * c.trials);
  EXPECT_LE(covered, 0.97 * c.trials);
}

INSTANTIATE_TEST_SUITE_P(MinHash, IntervalOf,
                         testing::Values(Case{0.01, 100, 4000}, Case{0.01, 1000, 4000},
                                         Case{0.1, 100, 4000}, Case{0.1, 1000, 4000},
                                         Case{0.5, 100, 4000}, Case{0.5, 1000, 4000},
                                         Case{0.9, 100, 4000}, Case{0.9, 1000, 4000}),
                         name_of);

TEST(Kernels, GiveTheSameBits) {
  std::mt19937_64 random(1);
  Shingles shingles;
  for (const std::size_t size : {0U, 1U, 2U, 15U, 16U, 17U, 1000U}) {
    std::vector<std::uint64_t> set(size);
    // From few values, so that signatures share slots.
    for (auto& hash : set) hash = (random() % 40) * 0x9E3779B97F4A7C15;
    shingles.hashes.insert(shingles.hashes.end(), set.begin(), set.end());
    shingles.document_begin.push_back(shingles.hashes.size());
  }
  for (const unsigned slots : {1U, 16U, 63U, 64U, 65U, 128U, 1000U, 1024U}) {
    Signatures plain{.options = {.slots = slots, .seed = 3}};
    append_signatures(shingles, plain, Kernel::plain);
    for (const Kernel kernel : {Kernel::avx2, Kernel::avx512}) {
      if (!has_kernel(kernel)) continue;
      Signatures fast{.options = {.slots = slots, .seed = 3}};
      append_signatures(shingles, fast, kernel);
      for (DocumentIndex d = 0; d < 7; ++d) {
        EXPECT_TRUE(std::ranges::equal(fast.of(d), plain.of(d))) << slots;
      }
      std::vector<double> by_plain, by_fast;
      visit_pairs(
          plain, {}, [&](const PairScore& s) { by_plain.push_back(s.standard_error); }, {},
          Kernel::plain);
      visit_pairs(
          plain, {}, [&](const PairScore& s) { by_fast.push_back(s.standard_error); }, {}, kernel);
      EXPECT_EQ(by_fast, by_plain) << slots;
    }
  }
  EXPECT_TRUE(has_kernel(best_kernel()));
}

TEST(Signatures, HoldTheMinimaOfTheFormula) {
  // Slot by slot: fewer slots are the beginning of more, and a union's are the smaller of both.
  std::mt19937_64 random(5);
  Shingles shingles;
  std::vector<std::uint64_t> a(40), b(30), both;
  for (auto* set : {&a, &b}) {
    for (auto& hash : *set) hash = random();
  }
  both = a;
  both.insert(both.end(), b.begin(), b.end());
  for (const auto* set : {&a, &b, &both}) {
    shingles.hashes.insert(shingles.hashes.end(), set->begin(), set->end());
    shingles.document_begin.push_back(shingles.hashes.size());
  }
  Signatures long_ones{.options = {.slots = 200}};
  Signatures short_ones{.options = {.slots = 50}};
  append_signatures(shingles, long_ones);
  append_signatures(shingles, short_ones);
  for (std::size_t s = 0; s < 200; ++s) {
    EXPECT_EQ(long_ones.of(2)[s], std::min(long_ones.of(0)[s], long_ones.of(1)[s]));
    if (s < 50) {
      EXPECT_EQ(long_ones.of(0)[s], short_ones.of(0)[s]);
    }
  }
}

TEST(Estimates, OfEqualDisjointAndEmptySets) {
  Shingles shingles;
  shingles.hashes = {1ULL << 40, 2ULL << 40, 1ULL << 40, 2ULL << 40};
  shingles.document_begin = {0, 2, 4, 4, 4};
  Signatures signatures{.options = {}};
  append_signatures(shingles, signatures);
  std::vector<PairScore> pairs;
  visit_pairs(signatures, {}, [&](const PairScore& s) { pairs.push_back(s); });
  ASSERT_EQ(pairs.size(), 6U);
  EXPECT_EQ(pairs[0].jaccard, 1);
  EXPECT_EQ(pairs[0].shared, 2U);
  EXPECT_EQ(pairs[0].containment_a, 1);
  EXPECT_EQ(pairs[0].interval.high, 1);
  EXPECT_TRUE(std::isnan(pairs[0].weighted));
  EXPECT_EQ(pairs[1].jaccard, 0);  // one is empty
  EXPECT_TRUE(std::isnan(pairs[1].containment_b));
  EXPECT_TRUE(std::isnan(pairs[5].jaccard));  // both are
}

TEST(OverlapIndex, TurnsToEstimatesWhenMemoryIsShortAndDoesNotMindBatches) {
  std::mt19937 random(9);
  const oracle::RandomCorpus corpus =
      oracle::random_corpus(random, {.documents = 20, .longest = 200, .alphabet = 5});
  SimilarityOptions options;
  OverlapIndex exact(3, options);
  exact.add(corpus.tokens, corpus.vocabulary);
  EXPECT_EQ(exact.method(), Method::exact);

  options.memory_bytes = 1000;
  OverlapIndex estimate(3, options);
  estimate.add(corpus.tokens, corpus.vocabulary);
  EXPECT_EQ(estimate.method(), Method::estimate);
  EXPECT_EQ(estimate.documents(), 20U);

  // Half first, so that the first batch is still exact and is turned into signatures later.
  Shingles all;
  all.k = 3;
  append_shingles(corpus.tokens, corpus.vocabulary, all);
  options.memory_bytes = exact_bytes(all.hashes.size()) - 1;
  OverlapIndex late(3, options);
  late.add(corpus.tokens, corpus.vocabulary);
  EXPECT_EQ(late.method(), Method::estimate);
  options.memory_bytes = exact_bytes(all.hashes.size());
  OverlapIndex just(3, options);
  just.add(corpus.tokens, corpus.vocabulary);
  EXPECT_EQ(just.method(), Method::exact);

  options.memory_bytes = exact_bytes(all.hashes.size()) + 1;
  OverlapIndex twice(3, options), forced(3, {.method = MethodChoice::estimate});
  for (int batch = 0; batch < 2; ++batch) {
    twice.add(corpus.tokens, corpus.vocabulary);
    forced.add(corpus.tokens, corpus.vocabulary);
  }
  EXPECT_EQ(twice.method(), Method::estimate);
  std::vector<double> x, y;
  twice.visit({}, [&](const PairScore& s) { x.push_back(s.jaccard); });
  forced.visit({}, [&](const PairScore& s) { y.push_back(s.jaccard); });
  ASSERT_EQ(x.size(), 780U);
  for (std::size_t i = 0; i < x.size(); ++i) {
    EXPECT_TRUE(x[i] == y[i] || (std::isnan(x[i]) && std::isnan(y[i])));
  }
}

}  // namespace
}  // namespace leitwort
