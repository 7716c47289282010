#pragma once

#include <leitwort/report.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

namespace leitwort::oracle {

/// What is most widely shared at one byte, by looking at everything.
inline std::optional<Highlight> highlight_at(const SharedText& shared, std::uint32_t byte) {
  const auto covers = [&](const Span& bytes) { return bytes.begin <= byte && byte < bytes.end; };
  std::optional<std::uint32_t> best;  // formulation
  for (std::uint32_t i = 0; i < shared.formulations.size(); ++i) {
    const FormulationStretch& stretch = shared.formulations[i];
    if (!covers(stretch.bytes)) continue;
    if (!best || stretch.documents > shared.formulations[*best].documents) best = i;
  }
  std::set<DocumentIndex> others;
  for (const PassageStretch& stretch : shared.passages) {
    if (covers(stretch.bytes)) others.insert(stretch.other);
  }
  if (!best && others.empty()) return std::nullopt;
  const auto documents = static_cast<std::uint32_t>(others.size());
  const Highlight passage{byte, byte + 1, documents, HighlightKind::passage, 0};
  if (!best) return passage;
  const FormulationStretch& stretch = shared.formulations[*best];
  const bool wins = others.empty() || stretch.documents > documents ||
                    (stretch.documents == documents && !stretch.passage);
  if (!wins) return passage;
  return Highlight{byte, byte + 1, stretch.documents, HighlightKind::formulation, *best};
}

/// highlights_of, byte by byte.
inline std::vector<Highlight> highlights_of(const SharedText& shared) {
  std::uint32_t size = 0;
  for (const auto& stretch : shared.formulations) size = std::max(size, stretch.bytes.end);
  for (const auto& stretch : shared.passages) size = std::max(size, stretch.bytes.end);
  std::vector<Highlight> highlights;
  for (std::uint32_t byte = 0; byte < size; ++byte) {
    const std::optional<Highlight> here = highlight_at(shared, byte);
    if (!here) continue;
    if (!highlights.empty()) {
      Highlight& last = highlights.back();
      if (Highlight{last.begin, byte + 1, here->documents, here->kind, here->stretch} ==
              Highlight{last.begin, byte + 1, last.documents, last.kind, last.stretch} &&
          last.end == byte) {
        last.end = byte + 1;
        continue;
      }
    }
    highlights.push_back(*here);
  }
  return highlights;
}

}  // namespace leitwort::oracle
