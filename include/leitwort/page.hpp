#pragma once

/// The page room: results → one page of HTML that shows them all. C++ chooses what is shown,
/// decides what is said of it, and writes it as blocks of data; the program of the page reads and
/// draws them.
///
///     const leitwort::Periods periods =
///         leitwort::make_periods(tokens, dates, leitwort::PeriodLength::year);
///     const leitwort::FormulationTables found{documents, dates, tokens, formulations, periods};
///     leitwort::OverlapIndex index(3, {});
///     index.add(tokens, vocabulary);
///     const std::vector similarity = {leitwort::compare_for_page(index)};
///     const auto links = leitwort::link_documents(passages);
///     const leitwort::PageTables page{.corpus = "speeches",
///                                     .settings = {},
///                                     .methods = {},
///                                     .languages = {},
///                                     .found = found,
///                                     .watched = nullptr,
///                                     .passages = tables,
///                                     .all_passages = passages.rows.size(),
///                                     .all_clusters = passages.clusters.size(),
///                                     .links = links,
///                                     .similarity = similarity};
///     if (leitwort::has_page()) leitwort::write_page(page, sink);

#include <leitwort/report.hpp>
#include <leitwort/similarity.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace leitwort {

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

// --- the page of an analysis --------------------------------------------------------------------

/// What the page tells of the run beside its results.
struct PageHead {
  std::string corpus = "corpus";                                ///< for people
  std::vector<std::pair<std::string, std::string>> settings{};  ///< options that matter to results
};

/// By every length of shingles that was asked for, and, where exact counting allows it, by others
/// that a reader may want to compare by (3, 5, 8). Needs the shingles.
std::vector<PageSimilarity> compare_for_page(Analysis& analysis, const PageLimits& limits = {});

/// The page of all that the analysis finds. `similarity`: of compare_for_page.
void write_page(Analysis& analysis, const PageHead& head,
                std::span<const PageSimilarity> similarity, const Sink& sink);
/// The same in one step.
void write_page(Analysis& analysis, const Sink& sink, const PageHead& head = {});

}  // namespace leitwort
