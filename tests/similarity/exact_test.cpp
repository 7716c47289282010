#include "oracle/corpus.hpp"
#include "oracle/shared_shingles.hpp"
#include <leitwort/similarity.hpp>

#include <algorithm>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

using oracle::RandomCorpus;

Shingles shingles_of(const RandomCorpus& corpus, unsigned k) {
  Shingles shingles;
  shingles.k = k;
  append_shingles(corpus.tokens, corpus.vocabulary, shingles);
  return shingles;
}

std::vector<PairScore> pairs_of(const Shingles& shingles, PairSelection selection = {}) {
  std::vector<PairScore> pairs;
  visit_pairs(shingles, selection, [&](const PairScore& score) { pairs.push_back(score); });
  return pairs;
}

void expect_ratio(double value, double part, double whole) {
  if (whole == 0) {
    EXPECT_TRUE(std::isnan(value));
  } else {
    EXPECT_NEAR(value, part / whole, 1e-12);
  }
}

void expect_equal(const PairScore& score, const oracle::PairCounts& expected) {
  ASSERT_EQ(score.shingles_a, expected.shingles_a);
  ASSERT_EQ(score.shingles_b, expected.shingles_b);
  ASSERT_EQ(score.shared, expected.shared);
  ASSERT_EQ(score.united, expected.united);
  const auto shared = static_cast<double>(expected.shared);
  const auto a = static_cast<double>(expected.shingles_a),
             b = static_cast<double>(expected.shingles_b);
  expect_ratio(score.jaccard, shared, static_cast<double>(expected.united));
  expect_ratio(score.containment_a, shared, a);
  expect_ratio(score.containment_b, shared, b);
  expect_ratio(score.overlap, shared, std::min(a, b));
  // A union of shingles that every document has weighs nothing.
  if (expected.weighted_union > 1e-9) {
    expect_ratio(score.weighted, expected.weighted_shared, expected.weighted_union);
  }
  EXPECT_EQ(score.method, Method::exact);
  EXPECT_EQ(score.standard_error, 0);
}

TEST(ExactPairs, AgreeWithSetsOnRandomCorpora) {
  std::mt19937 random(1);
  for (int round = 0; round < 1500; ++round) {
    const RandomCorpus corpus =
        oracle::random_corpus(random, {.documents = random() % 9,
                                       .longest = round % 3 == 0 ? 6U : 60U,
                                       .alphabet = 1 + random() % (round % 2 == 0 ? 2 : 12)});
    const unsigned k = 1 + static_cast<unsigned>(random() % 5);
    const oracle::SharedShingles expected(corpus.tokens, k);
    const std::vector<PairScore> pairs = pairs_of(shingles_of(corpus, k));
    std::size_t next = 0;
    for (DocumentIndex a = 0; a < corpus.tokens.documents(); ++a) {
      for (DocumentIndex b = a + 1; b < corpus.tokens.documents(); ++b, ++next) {
        ASSERT_LT(next, pairs.size());
        ASSERT_EQ(std::pair(pairs[next].a, pairs[next].b), std::pair(a, b));
        expect_equal(pairs[next], expected.count(a, b));
      }
    }
    ASSERT_EQ(next, pairs.size());
  }
}

TEST(ExactPairs, AgreeWithSetsWhenShinglesFillManyPartitions) {
  std::mt19937 random(2);
  const RandomCorpus corpus =
      oracle::random_corpus(random, {.documents = 12, .longest = 30000, .alphabet = 150});
  const oracle::SharedShingles expected(corpus.tokens, 3);
  for (const PairScore& score : pairs_of(shingles_of(corpus, 3))) {
    expect_equal(score, expected.count(score.a, score.b));
  }
}

TEST(ExactPairs, OfEqualAndOfEmptyDocuments) {
  RandomCorpus corpus;
  const TokenId word = corpus.vocabulary.intern("a");
  for (const unsigned size : {4U, 4U, 0U, 2U, 3U}) {
    corpus.tokens.ids.insert(corpus.tokens.ids.end(), size, word);
    corpus.tokens.document_begin.push_back(static_cast<TokenIndex>(corpus.tokens.ids.size()));
    corpus.tokens.hard_wrapped.push_back(0);
  }
  const auto pairs = pairs_of(shingles_of(corpus, 3));
  ASSERT_EQ(pairs.size(), 10U);
  EXPECT_EQ(pairs[0].jaccard, 1);  // 0–1: the same
  EXPECT_EQ(pairs[1].jaccard, 0);  // 0–2: nothing on one side
  EXPECT_TRUE(std::isnan(pairs[1].containment_b));
  EXPECT_EQ(pairs[3].jaccard, 1);             // 0–4: as sets the same; k tokens are one shingle
  EXPECT_TRUE(std::isnan(pairs[7].jaccard));  // 2–3: nothing on either side; k − 1 tokens are none
}

TEST(ExactPairs, ClosestAreTheBestOfEachDocument) {
  std::mt19937 random(3);
  for (int round = 0; round < 300; ++round) {
    const RandomCorpus corpus =
        oracle::random_corpus(random, {.documents = random() % 12, .longest = 25, .alphabet = 3});
    const Shingles shingles = shingles_of(corpus, 3);
    const std::vector<PairScore> all = pairs_of(shingles);
    const std::size_t closest = 1 + random() % 4;

    std::set<std::pair<DocumentIndex, DocumentIndex>> expected;
    for (DocumentIndex d = 0; d < corpus.tokens.documents(); ++d) {
      std::vector<PairScore> of_d;
      for (const PairScore& s : all) {
        if ((s.a == d || s.b == d) && s.jaccard > 0) of_d.push_back(s);
      }
      std::sort(of_d.begin(), of_d.end(), [d](const PairScore& x, const PairScore& y) {
        const auto other = [d](const PairScore& s) { return s.a == d ? s.b : s.a; };
        return std::tuple(y.jaccard, y.shared, other(x)) <
               std::tuple(x.jaccard, x.shared, other(y));
      });
      for (std::size_t i = 0; i < std::min(closest, of_d.size()); ++i) {
        expected.emplace(of_d[i].a, of_d[i].b);
      }
    }
    std::vector<std::pair<DocumentIndex, DocumentIndex>> found;
    for (const PairScore& s : pairs_of(shingles, {.closest = closest}))
      found.emplace_back(s.a, s.b);
    ASSERT_EQ(found, std::vector(expected.begin(), expected.end()));
  }
}

TEST(Shingles, AreTheSameInEveryCorpus) {
  RandomCorpus x, y;
  for (const char* word : {"a", "b", "c"}) x.tokens.ids.push_back(x.vocabulary.intern(word));
  y.vocabulary.intern("other");
  for (const char* word : {"a", "b", "c"}) y.tokens.ids.push_back(y.vocabulary.intern(word));
  for (RandomCorpus* corpus : {&x, &y}) {
    corpus->tokens.document_begin.push_back(3);
    corpus->tokens.hard_wrapped.push_back(0);
  }
  EXPECT_EQ(shingles_of(x, 2).hashes, shingles_of(y, 2).hashes);
  EXPECT_EQ(shingles_of(x, 2).hashes.size(), 2U);
}

}  // namespace
}  // namespace leitwort
