#pragma once

/// What `similarity` and `report` share.

#include "cli/record.hpp"
#include "cli/session.hpp"
#include <leitwort/analysis.hpp>
#include <leitwort/similarity.hpp>

#include <span>
#include <vector>

namespace leitwort::cli {

/// An OverlapIndex for every k that was asked for; the memory is shared out between them.
std::vector<OverlapIndex> make_indexes(const Settings& settings);

/// How a collection is sketched that is not compared exactly.
SketchOptions sketch_options_of(const Settings& settings);

/// Throws Error for options of pairs that contradict each other.
void check_selection(const Settings& settings);

/// The square form, its rows in the order that was asked for.
struct Square {
  SimilarityMatrix matrix;
  std::vector<std::string> ids;  ///< of the rows
  PairCount count;
};
/// Throws Error where the index cannot tell the measure.
Square make_square(const OverlapIndex& index, std::span<const Document> documents,
                   std::span<const Date> dates, const SimilarityPart& asked);

Comparison comparison_of(const OverlapIndex& index, const PairCount& count);

/// How an index was compared, for the user: method, error, what was not written.
std::string pairs_note(const Comparison& comparison, const Settings& settings);

}  // namespace leitwort::cli
