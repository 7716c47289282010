#include <leitwort/similarity.hpp>

#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

/// Every number of it is another one.
PairScore score_of(DocumentIndex a, DocumentIndex b) {
  PairScore score;
  score.a = a, score.b = b;
  score.jaccard = 0.125, score.containment_a = 0.25, score.containment_b = 0.5;
  score.overlap = 0.75, score.weighted = 0.0625;
  return score;
}

TEST(Measures, HaveNamesOfTheirOwnAndSayWhatTheyAre) {
  std::set<std::string_view> names;
  for (const Measure& measure : kMeasures) {
    EXPECT_TRUE(names.insert(measure.name).second) << measure.name;
    EXPECT_FALSE(measure.about.empty()) << measure.name;
    EXPECT_EQ(measure.a_in_b == nullptr, measure.b_in_a == nullptr) << measure.name;
  }
}

TEST(Measures, TakeTheirNumberFromTheScore) {
  const PairScore score = score_of(0, 1);
  EXPECT_EQ(Measure::jaccard.of(score), 0.125);
  EXPECT_EQ(Measure::containment.of(score), 0.75);  // the larger divides by the smaller set
  EXPECT_EQ(Measure::containment.a_in_b(score), 0.25);
  EXPECT_EQ(Measure::containment.b_in_a(score), 0.5);
  EXPECT_EQ(Measure::overlap.of(score), 0.75);
  EXPECT_EQ(Measure::weighted.of(score), 0.0625);
}

TEST(Measures, FillTheSquareFormEachWithItsOwnNumbers) {
  const PairScore score = score_of(0, 1);
  for (const Measure& measure : kMeasures) {
    SimilarityMatrix matrix = empty_matrix(2);
    enter(score, measure, matrix);
    EXPECT_EQ(matrix(0, 1), (measure.directed() ? measure.a_in_b : measure.of)(score));
    EXPECT_EQ(matrix(1, 0), (measure.directed() ? measure.b_in_a : measure.of)(score));
    EXPECT_EQ(matrix(0, 1) != matrix(1, 0), measure.directed()) << measure.name;
  }
}

TEST(Measures, ThatSketchesTellAreKnownOfEstimates) {
  Shingles shingles;
  std::vector<std::uint64_t> set(300);
  for (std::size_t i = 0; i < set.size(); ++i) set[i] = (i + 1) * 0x9E3779B97F4A7C15U;
  append_set(set, shingles);
  append_set(std::span(set).first(200), shingles);
  Signatures signatures;
  append_signatures(shingles, signatures);
  visit_pairs(signatures, {}, [](const PairScore& score) {
    ASSERT_EQ(score.method, Method::estimate);
    for (const Measure& measure : kMeasures) {
      EXPECT_EQ(measure.of(score) == measure.of(score), measure.estimable) << measure.name;
    }
  });
}

TEST(IsCloser, GoesByJaccardThenByWhatIsSharedThenByTheCorpus) {
  struct Pair {
    DocumentIndex a, b;
    std::uint64_t shared;
    double jaccard;
  };
  const std::vector<Pair> closest_first = {
      {5, 6, 1, 0.5}, {7, 8, 9, 0.25}, {0, 2, 3, 0.25}, {0, 3, 3, 0.25}, {1, 2, 3, 0.25}};
  for (std::size_t i = 0; i < closest_first.size(); ++i) {
    for (std::size_t j = 0; j < closest_first.size(); ++j) {
      EXPECT_EQ(is_closer(closest_first[i], closest_first[j]), i < j) << i << " " << j;
    }
  }
}

}  // namespace
}  // namespace leitwort
