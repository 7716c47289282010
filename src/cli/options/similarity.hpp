#pragma once

/// How documents are compared, and which pairs are written.

#include <leitwort/similarity.hpp>

namespace leitwort::cli {

struct SimilarityPart {
  SimilarityOptions options;
  PairOptions pairs;  ///< that are written
  DocumentOrder order = DocumentOrder::date;
  bool matrix = false;  ///< report: write the square form too
};

}  // namespace leitwort::cli
