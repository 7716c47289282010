#pragma once

/// The report room: results → bytes. It opens no files; bytes go to a sink.
///
///     tables.hpp    every table, its columns and what they mean
///     reading.hpp   what people read
///     exchange.hpp  what other programs read
///
/// Below: the page, and what is chosen for it.
///
///     leitwort::write_boilerplate(suspected, documents, leitwort::TableFormat::csv, sink);

#include <leitwort/exchange.hpp>
#include <leitwort/reading.hpp>
#include <leitwort/tables.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace leitwort {

// --- what is best of passages -------------------------------------------------------------------

/// The indices of the passages with the highest scores, at most `most` of them, ascending. Of equal
/// scores the first.
std::vector<std::size_t> best_passages(const Passages& passages, std::size_t most);

/// Indices of passages in the order of their scores, the highest first; of equal scores the first.
std::vector<std::size_t> best_first(const Passages& passages, std::vector<std::size_t> indices);

/// What two documents share in passages.
struct PassageLink {
  DocumentIndex a = 0, b = 0;
  std::uint64_t passages = 0;
  std::uint64_t tokens = 0;  ///< matched in them
};
/// Ascending by (a, b).
std::vector<PassageLink> link_documents(const Passages& passages);

// --- what one text shares ----------------------------------------------------------------------

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

// --- the page ---------------------------------------------------------------------------------

/// What the page may hold. Every limit that cuts something is stated in the page.
struct PageLimits {
  std::size_t formulations = 2000;        ///< found ones; those of a watch-list are all there
  std::size_t places = 1000000;           ///< of all formulations
  std::size_t passages = 5000;            ///< the best
  std::size_t links = 2000;               ///< pairs of documents with passages between them
  std::size_t compared_documents = 1000;  ///< up to so many every pair that shares something, …
  std::size_t closest_pairs = 2000;       ///< … of more the closest
  std::size_t text_bytes = std::size_t{24} << 20;  ///< of all texts together
  std::size_t block_bytes = std::size_t{1} << 20;  ///< of texts that are packed together
  std::size_t evidence_places = 30;  ///< of a formulation, if not all texts can be held
  std::size_t margin = 240;          ///< bytes held on both sides of a place or passage then
};

/// What two documents share, as far as the page tells.
struct PagePair {
  DocumentIndex a = 0, b = 0;
  std::uint64_t shared = 0;
  double jaccard = 0;
  double error = 0;  ///< standard error of jaccard
  double weighted = kUnknown;
  double containment_a = kUnknown, containment_b = kUnknown, overlap = kUnknown;
};

/// How the documents compare, for one number of tokens of a shingle.
struct PageSimilarity {
  unsigned k = 0;
  Method method = Method::exact;
  std::vector<std::uint64_t> shingles{};  ///< by document
  std::vector<PagePair> pairs{};          ///< that share something, ascending by (a, b)
  std::uint64_t compared = 0;             ///< pairs in all
  bool complete = true;                   ///< whether `pairs` are all that share something
  bool written = true;                    ///< whether similarity.csv has all pairs
  /// order_by_similarity by Jaccard; empty where there are too many documents.
  std::vector<DocumentIndex> by_similarity{};
};
PageSimilarity compare_for_page(const OverlapIndex& index, const PageLimits& limits = {});

/// What the page is made of.
struct PageTables {
  std::string corpus;                                         ///< for people
  std::vector<std::pair<std::string, std::string>> settings;  ///< options that matter to results
  std::vector<std::string> methods;                           ///< for people
  std::vector<std::string> languages;  ///< by document: codes; empty: unknown
  const FormulationTables& found;
  const FormulationTables* watched;            ///< those of a watch-list; null: there is none
  const PassageTables& passages;               ///< those of passages.csv
  std::uint64_t all_passages;                  ///< those included that passages.csv does not have
  std::uint64_t all_clusters;                  ///< theirs
  std::span<const PassageLink> links;          ///< of all passages
  std::span<const PageSimilarity> similarity;  ///< never empty; the first is summarised
};

/// Whether there is a page to be written: the program may have been built without it.
bool has_page();

/// index.html: all of it in one file that needs nothing else. The bytes do not depend on the number
/// of threads. REQUIRES: has_page().
void write_page(const PageTables& tables, const Sink& sink, const PageLimits& limits = {});

}  // namespace leitwort
