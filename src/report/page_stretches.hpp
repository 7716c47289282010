#pragma once

/// Which texts the page holds.

#include <leitwort/report.hpp>

#include <span>
#include <vector>

namespace leitwort::report {

/// A stretch of a document that the page shows.
struct ShownStretch {
  DocumentIndex document = 0;
  Span bytes;
};

/// Stretches that are shown, the more important ones first: the places of each formulation, spread
/// over time, the passages, and what shows changes, which is never left out.
struct Evidence {
  std::vector<std::vector<ShownStretch>> places;  ///< by formulation, by date
  std::vector<ShownStretch> passages;             ///< both sides of each, best first
  std::vector<ShownStretch> changes{};            ///< places before and after changes of wording
};

/// By document: what is held of it, ascending, none touching the next. Whole documents, if all fit
/// the limit. Else what surrounds the evidence; of too much of it a half, a quarter, …; then whole
/// documents as long as they fit, those with the most evidence first.
std::vector<std::vector<Span>> choose_stretches(std::span<const Document> documents,
                                                const Evidence& evidence, const PageLimits& limits);

/// Whether a range of bytes is held.
bool is_held(std::span<const Span> stretches, const Span& bytes);

}  // namespace leitwort::report
