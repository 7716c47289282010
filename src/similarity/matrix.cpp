#include <leitwort/similarity.hpp>

namespace leitwort {

void enter(const PairScore& score, Measure measure, SimilarityMatrix& matrix) {
  const auto a = static_cast<Eigen::Index>(score.a), b = static_cast<Eigen::Index>(score.b);
  switch (measure) {
    case Measure::jaccard:
      matrix(a, b) = matrix(b, a) = score.jaccard;
      break;
    case Measure::overlap:
      matrix(a, b) = matrix(b, a) = score.overlap;
      break;
    case Measure::weighted:
      matrix(a, b) = matrix(b, a) = score.weighted;
      break;
    case Measure::containment:
      matrix(a, b) = score.containment_a;
      matrix(b, a) = score.containment_b;
      break;
  }
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
