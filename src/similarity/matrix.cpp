#include "similarity/views.hpp"

#include <vector>

namespace leitwort {

void enter(const PairScore& score, const Measure& measure, SimilarityMatrix& matrix) {
  matrix(score.a, score.b) = (measure.directed() ? measure.a_in_b : measure.of)(score);
  matrix(score.b, score.a) = (measure.directed() ? measure.b_in_a : measure.of)(score);
}

SimilarityMatrix empty_matrix(std::size_t documents) {
  SimilarityMatrix matrix(documents);
  similarity::view(matrix).diagonal().setOnes();
  return matrix;
}

SimilarityMatrix reorder(const SimilarityMatrix& matrix, std::span<const DocumentIndex> order) {
  SimilarityMatrix ordered(order.size());
  const std::vector<Eigen::Index> places(order.begin(), order.end());
  similarity::view(ordered) = similarity::view(matrix)(places, places);
  return ordered;
}

}  // namespace leitwort
