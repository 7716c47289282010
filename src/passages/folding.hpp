#pragma once

/// Private to passages/: short wording that stands at many places, each time a little different, is
/// one passage with its places, and not a row for each two of them.

#include "passages/stages.hpp"

namespace leitwort::passages {

/// Takes rows that make a formula out of `passages`, and adds to `formulas` one row for all of
/// them, with a cluster of its own. Two short stretches of a document half of which is the same are
/// one place, places that a row joins are of one formula, and more than ten places are many.
/// O(rows · log rows): of stretches so short only few different ones overlap.
void fold_rows(const PassageInput& input, const Words& words, Passages& passages,
               Passages& formulas);

/// Removes rows, and closes the gaps that their runs leave. `is_gone`: by row.
void remove_rows(Passages& passages, std::span<const std::uint8_t> is_gone);

/// Adds a row with a cluster of these places. `runs`: its alignment; `centre`: one of the places.
void add_formula(const Passage& row, std::span<const AlignmentRun> runs,
                 std::vector<Version> places, const Version& centre, std::span<const Date> dates,
                 Passages& formulas);

}  // namespace leitwort::passages
