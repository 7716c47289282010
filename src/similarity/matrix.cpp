#include <leitwort/similarity.hpp>

namespace leitwort {

void enter(const PairScore& score, const Measure& measure, SimilarityMatrix& matrix) {
  matrix(score.a, score.b) = (measure.directed() ? measure.a_in_b : measure.of)(score);
  matrix(score.b, score.a) = (measure.directed() ? measure.b_in_a : measure.of)(score);
}

SimilarityMatrix empty_matrix(std::size_t documents) {
  SimilarityMatrix matrix(documents);
  for (std::size_t d = 0; d < documents; ++d) matrix(d, d) = 1;
  return matrix;
}

SimilarityMatrix reorder(const SimilarityMatrix& matrix, std::span<const DocumentIndex> order) {
  SimilarityMatrix ordered(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (std::size_t j = 0; j < order.size(); ++j) ordered(i, j) = matrix(order[i], order[j]);
  }
  return ordered;
}

}  // namespace leitwort
