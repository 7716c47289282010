#pragma once

/// How documents are compared, and which pairs are written.

#include <leitwort/similarity.hpp>

#include <cstddef>
#include <cstdint>

namespace leitwort::cli {

enum class Order : std::uint8_t { input, date, similarity };

/// Up to so many documents every pair is written unasked.
inline constexpr std::size_t kAllPairsUpTo = 1000;

struct SimilarityPart {
  SimilarityOptions options;
  std::size_t closest = 20;  ///< pairs a document above kAllPairsUpTo documents
  bool all_pairs = false;
  std::size_t top = 0;   ///< pairs of all; 0: no matter
  double threshold = 0;  ///< of a pair that is written; 0: no matter
  Measure measure = Measure::jaccard;
  Order order = Order::date;
  bool matrix = false;  ///< report: write the square form too
};

}  // namespace leitwort::cli
