#pragma once

/// Which texts the page holds.

#include <leitwort/page.hpp>

#include <algorithm>
#include <span>
#include <vector>

namespace leitwort::page {

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

/// Calls visit(index) for at most `most` of `size` things, spread evenly, the first and the last
/// among them.
template <typename Visit>
void visit_spread(std::size_t size, std::size_t most, Visit visit) {
  const std::size_t chosen = std::min(size, most);
  for (std::size_t i = 0; i < chosen; ++i) visit(chosen == 1 ? 0 : i * (size - 1) / (chosen - 1));
}

/// Whether a range of bytes is held.
bool is_held(std::span<const Span> stretches, const Span& bytes);

}  // namespace leitwort::page
