#pragma once

/// The passages room: stretches of text that two documents, or two places of one, have in common,
/// aligned token by token, and the versions of one passage grouped.
///
///     Tokens + Lexicons → Words (content words, each with the class of what is nearly alike)
///                       → Seeds (two content words close to each other, in either order)
///                       → Windows (runs of tokens that stand at several places)
///                       → for each document the Anchors it shares with every other, by document
///                       → Chains (anchors that lie close to each other in both documents)
///                       → Passages (chains aligned between their anchors and beyond their ends)
///                       → Versions, in clusters; formulas, each with all its places
///
/// *What must be found.* A verbatim run is a run of equal tokens, by surface, in two documents that
/// can be lengthened at neither end. If it has `min_tokens` or more, and the content words that
/// both documents have in it say together at least PassageCounts::least_score bits, then both of
/// its stretches lie in passages of that pair or, what does not, in places of formulas
/// (PassageLabel::formula) of which one, with those passages, has more than half of both. So of a
/// stretch that stands k times in one document and m times in the other each of the k + m places
/// lies in a passage. Nothing else is an exception but what the options leave out: pairs (`pairs`),
/// rows beyond a limit that the caller sets, and what PassageCounts::untried_formulas counts, which
/// is 0 on every corpus that was tried. tests/oracle/verbatim.hpp is its slow twin, and
/// bench/passage_recall counts it on corpora. What is found beside verbatim runs is found by what
/// it has in common, and says how much that is.
///
/// *Order.* The passages of two documents are the same, with sides exchanged, whichever stands
/// first, and those of a corpus in whatever order its documents stand: what must be chosen is
/// chosen by texts, ids and places.
///
/// Ranges are of tokens and half-open; they become bytes in the report.
///
///     const leitwort::Passages found =
///         leitwort::find_passages({tokens, vocabulary, lexicons, dates, documents}, {});
///     for (const leitwort::Passage& passage : found.rows) {
///       std::cout << documents[passage.a].id << ' ' << documents[passage.b].id << ": "
///                 << passage.matched() << " tokens\n";
///     }

#include <leitwort/corpus.hpp>
#include <leitwort/observer.hpp>
#include <leitwort/sequence.hpp>
#include <leitwort/text.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace leitwort {

/// Which pairs of documents are compared.
struct PassagePairs {
  /// Documents before it are compared with those from it on only; 0: all with all.
  DocumentIndex between = 0;
  bool within = false;  ///< each document with itself, and nothing else
  /// Only pairs with this document.
  std::optional<DocumentIndex> with{};
  /// By document: documents with the same number are of one series; empty: none are.
  std::vector<std::uint32_t> series{};
  bool skip_series = false;  ///< pairs of one series are not compared; else they are labelled
  /// Only documents whose years differ by so much at most; undated ones are compared with none.
  /// 0: no matter.
  unsigned window_years = 0;
};

struct PassageOptions {
  unsigned min_tokens = 10;      ///< of each side
  double min_similarity = 0.25;  ///< see Passage::similarity
  /// A seed that stands at more places than this starts nothing; a stretch that has no other seeds
  /// is searched by longer ones.
  unsigned max_places = 64;
  bool noisy =
      false;  ///< texts with misread letters: words are compared by their likeliest reading
  PassagePairs pairs{};
};

enum class PassageLabel : std::uint8_t {
  none,
  near_duplicate,  ///< both documents are nearly whole in the passages that they share
  same_series,
  formula,  ///< stands at many places: the row shows two of them, its cluster has them all
};

/// A stretch of document `a` and one of document `b` that are alike. a ≤ b; if they are the same,
/// the stretch of `a` begins first.
struct Passage {
  DocumentIndex a = 0, b = 0;
  TokenIndex begin_a = 0, end_a = 0;
  TokenIndex begin_b = 0, end_b = 0;
  /// Pairs of tokens that are equal, those that are nearly alike, and of both together those that
  /// stand in another order than the alignment.
  std::uint32_t equal = 0, near = 0, moved = 0;
  /// (2 · equal + near) over the tokens of both sides: Dice's coefficient, with those nearly alike
  /// counted half.
  double similarity = 0;
  double score = 0;                            ///< bits: how surprising the shared seeds are
  std::uint64_t runs_begin = 0, runs_end = 0;  ///< of Passages::runs
  std::uint32_t cluster = 0;                   ///< index into Passages::clusters
  PassageLabel label = PassageLabel::none;
  std::uint32_t places = 0;  ///< of a formula: places in the corpus; else 0

  [[nodiscard]] std::uint32_t matched() const { return equal + near; }
};

/// What the dates say of a version of a passage. Of the copies in this corpus, not of the origin.
enum class VersionOrder : std::uint8_t {
  earliest,
  tie,  ///< no other is earlier, but another one may be as early
  later,
  unknown,  ///< undated
};

/// A stretch of one document that is a version of a passage.
struct Version {
  DocumentIndex document = 0;
  TokenIndex begin = 0, end = 0;
  VersionOrder order = VersionOrder::unknown;
};

/// Versions [begin, end) of Passages::versions, by date, undated ones last, then in corpus order.
/// Each shares a passage with the version `centre` itself: nothing is chained, but of a formula
/// each shares one with some other. A version may be in several clusters; a row has both of its
/// sides in its own.
struct Cluster {
  std::uint32_t begin = 0, end = 0;
  std::uint32_t centre = 0;
};

/// What was seen and what was left out.
struct PassageCounts {
  std::uint64_t words = 0;           ///< content words
  std::uint64_t seeds = 0;           ///< seeds, each at its place
  std::uint64_t shared_seeds = 0;    ///< of these, with another place
  std::uint64_t frequent_seeds = 0;  ///< of these, at more than max_places places: not used
  std::uint64_t frequent_kinds = 0;  ///< different seeds among them
  std::uint64_t long_seeds = 0;      ///< longer seeds used where shorter ones are too frequent
  /// Of these, at so many places that their documents are compared with some of the others only.
  std::uint64_t thinned_words = 0;
  std::uint64_t pairs = 0;          ///< pairs of documents that share a seed
  std::uint64_t skipped_pairs = 0;  ///< of these, not compared: series, or window
  std::uint64_t undated = 0;        ///< documents without a date that window_years leaves out
  std::uint64_t anchors = 0;
  std::uint64_t chains = 0;          ///< chains with the score that is asked for
  std::uint64_t repeated = 0;        ///< of these, dropped: better ones cover both of its sides
  std::uint64_t too_short = 0;       ///< of these, dropped for min_tokens
  std::uint64_t too_weak = 0;        ///< of these, dropped as chance could make them
  std::uint64_t too_different = 0;   ///< of these, dropped for min_similarity
  double least_score = 0;            ///< bits that a chain needs
  std::uint64_t restored = 0;        ///< verbatim runs that no chain had, made passages
  std::uint64_t formulas = 0;        ///< rows that stand for many places
  std::uint64_t formula_places = 0;  ///< their places
  std::uint64_t formula_rows = 0;    ///< passages between their places that are not listed
  /// Runs of words too frequent to be compared of which 2,048 pairs of places say too little, so
  /// that the others were not tried: what two of those share may be lost.
  std::uint64_t untried_formulas = 0;
  /// What was done: links tried between anchors, and cells of alignments.
  std::uint64_t links = 0, cells = 0;
};

/// All passages of a corpus, by a, b, begin_a, begin_b.
struct Passages {
  std::vector<Passage> rows;
  std::vector<AlignmentRun> runs;
  std::vector<Version> versions;
  std::vector<Cluster> clusters;
  PassageCounts counts;

  [[nodiscard]] std::span<const AlignmentRun> runs_of(const Passage& p) const {
    return std::span(runs).subspan(p.runs_begin, p.runs_end - p.runs_begin);
  }
  [[nodiscard]] std::span<const Version> versions_of(const Cluster& c) const {
    return std::span(versions).subspan(c.begin, c.end - c.begin);
  }
};

/// The tokens that ranges of them cover, each counted once.
std::uint64_t covered_tokens(std::vector<std::pair<TokenIndex, TokenIndex>> ranges);

/// What passages are found in.
struct PassageInput {
  const Tokens& tokens;
  const Vocabulary& vocabulary;
  const Lexicons& lexicons;
  std::span<const Date> dates;  ///< by document
  std::span<const Document>
      documents;  ///< with their texts: line ends matter where texts are noisy
};

/// Finds the passages. The parts that `observer` is told of are documents. Parallel over documents;
/// the result does not depend on the number of threads.
Passages find_passages(const PassageInput& input, const PassageOptions& options,
                       const Observer& observer = {});

/// What is asked of two documents.
struct PassageQuestion {
  /// Words, in place of all stages: what became of each of their places. Empty: all stages.
  std::string at{};
  std::size_t most = 20;  ///< lines of each list; 0: all
};

/// Lines that tell what every stage saw of two documents (or of one, compared with itself), and
/// what kept a chain from becoming a passage, and by how much. With `at`: of each place of the
/// words in the two documents the passages that hold it, or why none does; the passages of the
/// whole corpus are found for it, since some are listed by all their places.
std::vector<std::string> explain_passages(const PassageInput& input, const PassageOptions& options,
                                          DocumentIndex a, DocumentIndex b,
                                          const PassageQuestion& question = {});

// --- choosing among passages --------------------------------------------------------------------

/// The indices of the passages with the highest scores, at most `most` of them, ascending. Of equal
/// scores the first. O(n).
std::vector<std::size_t> best_passages(const Passages& passages, std::size_t most);

/// Indices of passages in the order of their scores, the highest first; of equal scores the first.
std::vector<std::size_t> best_first(const Passages& passages, std::vector<std::size_t> indices);

/// Keeps the best `most` passages (0: all) and the clusters that they are in, in their order.
/// Returns how many went.
std::uint64_t keep_best(Passages& passages, std::size_t most);

/// What two documents share in passages.
struct PassageLink {
  DocumentIndex a = 0, b = 0;
  std::uint64_t passages = 0;
  std::uint64_t tokens = 0;  ///< matched in them
};
/// Ascending by (a, b).
std::vector<PassageLink> link_documents(const Passages& passages);

/// A document and the passages of which it is the later side: by date, or where dates tie or are
/// unknown, as the second of the pair.
struct LaterDocument {
  DocumentIndex document = 0;
  std::vector<std::size_t> passages;  ///< indices, ascending
};
/// Those that have such passages, ascending. `dates`: by document.
std::vector<LaterDocument> later_documents(const Passages& passages, std::span<const Date> dates);

/// By document, of which there are `documents`: its tokens that lie in a passage, each counted
/// once.
std::vector<std::uint64_t> tokens_in_passages(const Passages& passages, std::size_t documents);

/// Pairs of documents that are nearly the same (PassageLabel::near_duplicate).
std::uint64_t count_near_duplicates(const Passages& passages);

/// Tokens [begin, end) of one side of a passage that both sides have word for word, three or more
/// in a row: fewer say little alone. REQUIRES: `document` is one of two different sides.
std::vector<std::pair<TokenIndex, TokenIndex>> equal_stretches(const Passages& passages,
                                                               const Passage& passage,
                                                               DocumentIndex document);

}  // namespace leitwort
