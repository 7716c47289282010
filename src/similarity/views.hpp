#pragma once

/// The square form as Eigen sees it. Eigen stays inside the library.

#include <leitwort/similarity.hpp>

#include <Eigen/Core>

namespace leitwort::similarity {

using Square = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

inline Eigen::Map<const Square> view(const SimilarityMatrix& matrix) {
  const auto n = static_cast<Eigen::Index>(matrix.size());
  return {matrix.data(), n, n};
}

inline Eigen::Map<Square> view(SimilarityMatrix& matrix) {
  const auto n = static_cast<Eigen::Index>(matrix.size());
  return {matrix.data(), n, n};
}

}  // namespace leitwort::similarity
