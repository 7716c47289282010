#pragma once

/// One text of a corpus and what it shares with the others, byte by byte: part of the analysis
/// room.
///
///     const leitwort::SharingTables found{documents, dates, tokens, formulations, passages};
///     for (const auto& highlight : leitwort::highlights_of(leitwort::shared_text(found, 0))) {
///       use(highlight);
///     }

#include <leitwort/formulations.hpp>
#include <leitwort/passages.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace leitwort {

/// What the places are found in.
struct SharingTables {
  std::span<const Document> documents;  ///< with their texts
  std::span<const Date> dates;          ///< theirs
  const Tokens& tokens;
  const Formulations& formulations;
  const Passages& passages;
};

/// A place of a formulation in a document.
struct FormulationStretch {
  Span bytes;
  std::uint32_t documents = 0;  ///< others that have the formulation
  std::uint32_t row = 0;        ///< index into Formulations::rows
  bool passage = false;         ///< the row is of that kind: passages say more of it
};

/// A stretch of a document that another one has too, word for word, inside a passage.
struct PassageStretch {
  Span bytes;
  DocumentIndex other = 0;
  std::uint32_t row = 0;  ///< index into Passages::rows
};

/// What a document has that others have too: by first byte, then the longest first, then by row or
/// by the other document.
struct SharedText {
  std::vector<FormulationStretch> formulations;
  std::vector<PassageStretch> passages;
};

/// Of passages only what is equal is shared, and not a word or two of it by themselves: the rest
/// stands in this document alone. Passages within the document are passed over.
SharedText shared_text(const SharingTables& tables, DocumentIndex document);

enum class HighlightKind : std::uint8_t { formulation, passage };

/// A stretch of a document all of whose bytes are shared in the same way.
struct Highlight {
  std::uint32_t begin = 0, end = 0;  ///< bytes of Document::text
  std::uint32_t documents = 0;       ///< others that have it
  HighlightKind kind = HighlightKind::formulation;
  std::uint32_t stretch = 0;  ///< of a formulation, index into SharedText::formulations; else 0
  bool operator==(const Highlight&) const = default;
};

/// For every byte what is most widely shared of what covers it: the formulation that most other
/// documents have, of several the first; or the passages, if they come from still more documents,
/// each counted once, or from as many and the formulation is of kind passage. Ascending, disjoint,
/// none empty; those that touch differ. Empty stretches count for nothing. O(n log n).
std::vector<Highlight> highlights_of(const SharedText& shared);

}  // namespace leitwort
