#pragma once

/// Private to passages/: wording that stands at too many places for all of them to be compared is
/// one passage with its places.

#include "passages/judge.hpp"
#include "passages/verbatim.hpp"

namespace leitwort::passages {

/// Makes formulas of the windows that are too frequent to be compared, where some pair of their
/// places lies in no row. Rows that lie in two places of one formula are removed; the formulas are
/// returned as rows with clusters of their own, for `append_formulas`.
Passages find_formulas(const PassageInput& input, const PassageOptions& options, const Words& words,
                       const Windows& windows, const Thresholds& thresholds, Passages& passages);

/// Adds formulas, and puts rows and clusters in order.
void append_formulas(Passages formulas, Passages& passages);

}  // namespace leitwort::passages
