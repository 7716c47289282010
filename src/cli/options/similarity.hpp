#pragma once

/// How documents are compared, and which pairs are written.

#include "cli/options/option.hpp"
#include <leitwort/similarity.hpp>

namespace leitwort::cli {

struct SimilarityPart {
  SimilarityOptions options;
  PairOptions pairs;  ///< that are written
  DocumentOrder order = DocumentOrder::date;
  bool matrix = false;  ///< report: write the square form too
};

OptionGroup similarity_options();
OptionGroup pair_options(bool in_report);

// Of sketches too.
Option signature_option();
Option scale_option();
Option seed_option();
Option memory_option(const std::string& help);

}  // namespace leitwort::cli
