#include <leitwort/similarity.hpp>

#include <algorithm>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

using Order = std::vector<DocumentIndex>;

TEST(OrderByDate, PutsTiesInCorpusOrderAndUndatedLast) {
  const std::vector<Date> dates = {{},
                                   {.year = 2020, .month = 1, .day = 31},
                                   {.year = 2017},
                                   {.year = 2017, .month = 7},
                                   {.year = 2017},
                                   {}};
  EXPECT_EQ(order_by_date(dates), (Order{2, 4, 3, 1, 0, 5}));
}

TEST(OrderBySimilarity, IsAPermutationThatKeepsGroupsTogether) {
  std::mt19937 random(1);
  for (int round = 0; round < 200; ++round) {
    const std::size_t n = 1 + random() % 30, groups = 1 + random() % 5;
    std::vector<std::size_t> group(n);
    for (auto& g : group) g = random() % groups;
    SimilarityMatrix matrix = empty_matrix(n);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        const bool same = group[i] == group[j];
        const double noise = static_cast<double>(random() % 1000) / 10000;
        matrix(i, j) = matrix(j, i) = (same ? 0.7 : 0.1) + noise;
      }
    }
    const Order order = order_by_similarity(matrix);
    Order sorted = order;
    std::sort(sorted.begin(), sorted.end());
    ASSERT_EQ(sorted, order_by_input(n));
    std::vector<std::size_t> met;
    for (const DocumentIndex d : order) {
      if (met.empty() || met.back() != group[d]) met.push_back(group[d]);
    }
    std::sort(met.begin(), met.end());
    ASSERT_EQ(std::unique(met.begin(), met.end()), met.end()) << "a group is torn apart";
  }
}

TEST(OrderBySimilarity, LaysAChainEndToEnd) {
  // Each document resembles its neighbours in a line that the corpus order hides.
  const Order line = {3, 0, 4, 1, 5, 2};
  SimilarityMatrix matrix = empty_matrix(6);
  for (std::size_t i = 0; i < 6; ++i) {
    for (std::size_t j = 0; j < 6; ++j) {
      matrix(line[i], line[j]) = std::exp(-static_cast<double>(i < j ? j - i : i - j));
    }
  }
  Order order = order_by_similarity(matrix);
  if (order.front() != line.front()) std::reverse(order.begin(), order.end());
  EXPECT_EQ(order, line);
}

TEST(OrderBySimilarity, OfNothingOneAndUnknown) {
  EXPECT_EQ(order_by_similarity(empty_matrix(0)), Order{});
  EXPECT_EQ(order_by_similarity(empty_matrix(1)), Order{0});
  EXPECT_EQ(order_by_similarity(SimilarityMatrix(3, kUnknown)).size(), 3U);
}

TEST(Matrix, HoldsContainmentOfTheRowInTheColumn) {
  PairScore score;
  score.a = 0, score.b = 2;
  score.containment_a = 0.25, score.containment_b = 0.5, score.jaccard = 0.2;
  SimilarityMatrix matrix = empty_matrix(3);
  enter(score, Measure::containment, matrix);
  EXPECT_EQ(matrix(0, 2), 0.25);
  EXPECT_EQ(matrix(2, 0), 0.5);
  EXPECT_EQ(matrix(1, 1), 1);
  enter(score, Measure::jaccard, matrix);
  EXPECT_EQ(matrix(0, 2), 0.2);
  EXPECT_EQ(matrix(2, 0), 0.2);
  const SimilarityMatrix turned = reorder(matrix, Order{2, 0, 1});
  EXPECT_EQ(turned(0, 1), 0.2);
  EXPECT_EQ(turned(0, 2), 0);
}

}  // namespace
}  // namespace leitwort
