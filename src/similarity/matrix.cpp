#include <leitwort/similarity.hpp>

namespace leitwort {

void enter(const PairScore& score, const Measure& measure, SimilarityMatrix& matrix) {
  const auto a = static_cast<Eigen::Index>(score.a), b = static_cast<Eigen::Index>(score.b);
  matrix(a, b) = (measure.directed() ? measure.a_in_b : measure.of)(score);
  matrix(b, a) = (measure.directed() ? measure.b_in_a : measure.of)(score);
}

SimilarityMatrix empty_matrix(std::size_t documents) {
  const auto n = static_cast<Eigen::Index>(documents);
  return SimilarityMatrix::Identity(n, n);
}

SimilarityMatrix reorder(const SimilarityMatrix& matrix, std::span<const DocumentIndex> order) {
  Eigen::VectorXi places(matrix.rows());
  for (Eigen::Index i = 0; i < matrix.rows(); ++i) {
    places[i] = static_cast<int>(order[static_cast<std::size_t>(i)]);
  }
  return matrix(places, places);
}

}  // namespace leitwort
