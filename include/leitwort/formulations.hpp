#pragma once

/// The formulations room: which phrases recur, where, and when.
///
///     Tokens → Repeats (every maximal repeat) → Formulations (scored, nested ones subsumed,
///     ranked)
///            → Attestation, timeline
///
///     Tokens, WatchList → Formulations (found or not, in the order of the list)
///
/// In this version a formulation that is found is one phrase, word for word.

#include <leitwort/corpus.hpp>
#include <leitwort/statistics.hpp>
#include <leitwort/text.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leitwort {

// --- repeats ----------------------------------------------------------------------------------

/// The sequence that is searched for repeats: the tokens of all documents, with a separator before
/// every document and every break. Positions in it map back to tokens in O(1).
class BrokenSequence {
 public:
  explicit BrokenSequence(const Tokens& tokens);

  /// Token ids plus one; kSeparator (0) at the breaks. Begins with a separator unless empty.
  [[nodiscard]] const std::vector<std::int32_t>& symbols() const { return symbols_; }
  /// The token at a position. REQUIRES: no separator stands there.
  [[nodiscard]] TokenIndex token_at(std::uint32_t position) const;

 private:
  std::vector<std::int32_t> symbols_;
  std::vector<std::uint64_t> separators_;         // a bit a position
  std::vector<std::uint32_t> separators_before_;  // a block of 64 positions
};

/// A phrase that cannot be made longer without losing occurrences.
struct Repeat {
  std::uint32_t first = 0;      ///< its occurrences are suffixes[first, first + count)
  std::uint32_t count = 0;      ///< occurrences, overlapping ones included
  std::uint32_t length = 0;     ///< tokens
  std::uint32_t documents = 0;  ///< different documents among the occurrences
  bool operator==(const Repeat&) const = default;
};

struct RepeatOptions {
  std::uint32_t min_tokens = 2;
  std::uint32_t min_documents = 2;
};

/// All maximal repeats, by their first suffix, longer before shorter where that is equal.
struct Repeats {
  BrokenSequence sequence;
  std::vector<std::int32_t> suffixes;  ///< positions in `sequence.symbols()`, in suffix order
  std::vector<Repeat> repeats;
};

/// Suffix array → LCP → intervals with a stack, in linear time. Left-maximal where the tokens
/// before differ (a break differs from everything). Document frequency after L. C. K. Hui ("Color
/// set size problem", CPM 1992): reaching a suffix of a document seen before counts one repetition
/// at the deepest interval that holds both. Memory: 17 bytes a token beside `tokens`, and 16 a
/// repeat.
Repeats find_repeats(const Tokens& tokens, std::size_t vocabulary_size,
                     const RepeatOptions& options = {});

// --- formulations -----------------------------------------------------------------------------

struct FormulationOptions {
  RepeatOptions repeats{};
  std::size_t limit = 1000;  ///< rows; 0 for all
};

enum class FormulationKind : std::uint8_t {
  phrase,
  name,     ///< at least nine tenths of its content words are capitalised inside sentences
  passage,  ///< longer than a unit of speech; ranked lower
};

std::string_view kind_name(FormulationKind kind);

/// Where a wording of a formulation stands: a half-open range of tokens inside one document.
struct Place {
  TokenIndex begin = 0, end = 0;
  std::uint32_t wording = 0;  ///< index into Formulation::wordings
  bool operator==(const Place&) const = default;
};

/// One way in which a formulation is worded.
struct Wording {
  std::string text;                      ///< its tokens, normalised
  std::vector<std::string> slot_values;  ///< what stands in each slot of the row; empty: nothing
  std::uint32_t documents = 0;
  std::uint32_t occurrences = 0;
};

/// A row of the result.
struct Formulation {
  std::string text;     ///< its tokens, normalised, a space between (none between Han characters)
  std::string slots{};  ///< the text with what varies in place: `the {greatest|highest} value`;
                        ///< empty where nothing does
  FormulationKind kind = FormulationKind::phrase;
  double score = 0;
  std::uint32_t length = 0;  ///< tokens
  std::uint32_t content_words = 0;
  std::uint32_t documents = 0;          ///< documents with the phrase, inside longer ones included
  std::uint32_t occurrences = 0;        ///< places, overlapping ones counted once, likewise
  std::uint32_t documents_alone = 0;    ///< documents with a place inside no longer formulation
  std::uint32_t occurrences_alone = 0;  ///< such places; the longer one may be beyond the limit
  std::vector<Wording> wordings{};      ///< most places first
  std::size_t places_begin = 0, places_end = 0;  ///< half-open range of Formulations::places
  std::string explanation{};  ///< in words, where the row was watched for; else `explain` makes it
};

/// What was found and what was not listed, and why.
struct FormulationCounts {
  std::size_t repeats = 0;          ///< maximal repeats of enough tokens and documents
  std::size_t without_content = 0;  ///< … that are made of frequent words
  std::size_t same_core = 0;        ///< … that differ from a row only in frequent words at the ends
  std::size_t extensions = 0;       ///< … that add fewer than two content words to a wider phrase
  std::size_t subsumed = 0;         ///< … that fewer than two documents use outside longer ones
  std::size_t beyond_limit = 0;     ///< … that the limit cut
};

struct Formulations {
  std::vector<Formulation> rows;  ///< best first
  std::vector<Place> places;      ///< ascending within a row, none overlapping the next
  FormulationCounts counts;

  [[nodiscard]] std::span<const Place> places_of(const Formulation& row) const {
    return std::span(places).subspan(row.places_begin, row.places_end - row.places_begin);
  }
};

/// The weight of a word, from 0 (one word in 32 or more) to 1 (one in 1,024 or fewer):
/// clip((−log₂ p − 5) / 5, 0, 1), p being the share of at least 2,048 tokens. Numbers weigh
/// nothing: a year is not wording.
std::vector<float> word_weights(const Tokens& tokens, const Vocabulary& vocabulary);

/// Finds, filters, scores, subsumes and ranks. The score is log₂(1 + documents_alone) · W / (1 +
/// W/4), W the sum of the words' weights, a repeated word counting half each time; halved for names
/// and for passages. See ARCHITECTURE.md for the reasons.
Formulations find_formulations(const Tokens& tokens, const Vocabulary& vocabulary,
                               const FormulationOptions& options = {});

/// Why a row stands where it does, in words.
std::string explain(const Formulation& row);

// --- watch-list -------------------------------------------------------------------------------
//
// Formulations that the user names, one a line. Wordings of a formulation stand between bars, and
// `*` in a wording stands for up to three words (or Han characters), or none:
//
//     # what the treaty promised
//     mutual trust | trust in each other
//     the * of peace

/// A wording to look for: words, and between two neighbours at most so many others.
struct WatchedWording {
  std::vector<std::string> words;         ///< normalised; never empty
  std::vector<std::uint32_t> most_after;  ///< by word: most other words before the next one; 0 for
                                          ///< the last
  bool operator==(const WatchedWording&) const = default;
};

/// A formulation to look for.
struct WatchLine {
  std::uint64_t line = 0;                ///< its number in the file, from 1
  std::vector<WatchedWording> wordings;  ///< as given, each once; never empty
};

struct WatchList {
  std::vector<WatchLine> lines;
};

/// Reads a watch-list. Empty lines, and lines that begin with `#`, are passed over. Words are
/// normalised as those of texts are, so that case and punctuation do not matter. The full-width
/// `｜` and `＊` are as good as `|` and `*`. Throws Error with `name` and the line where a wording
/// has no words, begins or ends with `*`, or could run over more than 1,000 words, and where the
/// list is empty.
WatchList parse_watch_list(std::string_view text, std::string_view name);

/// Finds every formulation of the list. Rows: one a line, found or not, in the order of the list;
/// the text is the first wording, the score unknown (NaN). Wordings of a row: the distinct word
/// sequences that stand in the corpus. `documents` is for the names in explanations.
///
/// A wording stands where its words stand inside one phrase: as formulations do, it does not run
/// across the end of a sentence, `; :`, dashes or brackets. From each first word it gives at most
/// one place, each `*` standing for as few words as it can, the first `*` first. Where places of a
/// row overlap, the leftmost counts, then the longest. Slots are the `*`, numbered along the line.
///
/// A row that is not found is explained by the nearest wording that the corpus has: the run of
/// words v inside one phrase, at most three longer than the wording w, that has the highest
///
///     Σ s(x, y) · 2 min(g(x), g(y)) / (Σ g(x) + Σ g(y)),   x in w, y in v
///
/// which is Dice's coefficient where s is 1. g is word_weights, 1/16 at least, in steps of 1/1024;
/// words that the corpus does not have weigh 1. Every x and every y is matched once at most, in any
/// order: from the left, the words of v take an equal one (s = 1); then those left over a similar
/// one (s = ½), similar being two words that begin with the same four letters or more, three fifths
/// of the longer word at least, and not with a digit. A tie goes to the word sequence with the most
/// places, then to the earliest, then to the shortest. What is shared, Σ s · min, must reach ½, or
/// a quarter of Σ g(x) where that is less, and one of the shared y must weigh more than 1/16.
///
/// Parallel; the result does not depend on the number of threads. Memory: 24 bytes a place,
/// and 4 a place of the words of lines that are not found.
Formulations find_watched(const Tokens& tokens, const Vocabulary& vocabulary, const WatchList& list,
                          std::span<const Document> documents);

// --- time -------------------------------------------------------------------------------------

/// The earliest or latest documents of a set. Several where dates tie.
struct Attestation {
  Date date;  ///< the least precise of theirs; unknown where no document is dated
  std::vector<DocumentIndex> documents;  ///< in corpus order
};

/// The documents of `documents` that no other precedes (`latest`: follows). Undated ones are passed
/// over.
Attestation first_attestation(std::span<const DocumentIndex> documents,
                              std::span<const Date> dates);
Attestation last_attestation(std::span<const DocumentIndex> documents, std::span<const Date> dates);

/// The documents that hold the places of a row, ascending, each once.
std::vector<DocumentIndex> documents_of(std::span<const Place> places, const Tokens& tokens);

enum class PeriodLength : std::uint8_t { month, year, decade };

/// The periods of a corpus, from the first dated document to the last, and what they hold.
struct Periods {
  PeriodLength length = PeriodLength::year;
  int first = 0;                         ///< number of the first period since year 0
  std::vector<std::uint32_t> documents;  ///< by period
  std::vector<std::uint64_t> tokens;     ///< by period
  std::vector<std::int32_t>
      of_document;           ///< index of a document's period; −1: undated or too coarse
  std::size_t left_out = 0;  ///< documents without a period

  [[nodiscard]] std::size_t size() const { return documents.size(); }
  /// `2017-07`, `2017` or `2010s`.
  [[nodiscard]] std::string name(std::size_t period) const;
};

Periods make_periods(const Tokens& tokens, std::span<const Date> dates, PeriodLength length);

/// A formulation in one period.
struct PeriodUse {
  std::uint32_t documents_with = 0;
  std::uint32_t occurrences = 0;
};

/// By period.
std::vector<PeriodUse> use_over_time(std::span<const Place> places, const Tokens& tokens,
                                     const Periods& periods);

/// The period with the highest share of documents, the earlier on a tie; −1 where there is none.
std::ptrdiff_t peak(std::span<const PeriodUse> uses, const Periods& periods);

}  // namespace leitwort
