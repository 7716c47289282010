#pragma once

/// The formulations room: which formulations recur, in which wordings, where, and when.
///
///     Tokens + Lexicons → WordSequence (the skeleton: content words by stem)
///                       → Repeats (every maximal repeat of it)
///                       → the most salient ones become heads, one after another; each claims the
///                         places of its family, and what it leaves of the others is judged anew
///                       → Formulations (wordings, slots, places), ranked
///                       → Attestation, timeline
///
///     Tokens, WatchList → Formulations (found or not, in the order of the list)

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

/// What is searched for repeats: words as symbols, with a separator (kSeparator, 0) before every
/// document and wherever no phrase runs on. Begins with a separator unless empty. 9 bytes a word.
struct WordSequence {
  std::vector<std::int32_t> symbols;
  std::vector<TokenIndex> begin;     ///< first token of the word; of a separator: the next word's
  std::vector<std::uint8_t> length;  ///< tokens of the word; 0 for a separator
  std::vector<std::uint32_t> document_begin{0};  ///< size D + 1; indices into the above
  std::int32_t alphabet = 1;                     ///< all symbols are below

  [[nodiscard]] std::size_t size() const { return symbols.size(); }
  /// One past the last token of the word at a position.
  [[nodiscard]] TokenIndex end(std::uint32_t position) const {
    return begin[position] + length[position];
  }
};

/// Every token, by its id plus one; separators at the breaks.
WordSequence exact_words(const Tokens& tokens, const Vocabulary& vocabulary);

/// The words that carry content, by stem: function words and numbers are left out, Han characters
/// are joined to words. A separator stands at breaks, and where more than `max_gap` tokens were
/// left out between two words. `stems` gains the words of Han text; symbols are its ids plus one.
/// `light` (by symbol) is set for words that say little.
struct Skeleton {
  WordSequence words;
  Vocabulary stems;
  std::vector<std::uint8_t> light;  ///< by symbol
};
Skeleton make_skeleton(const Tokens& tokens, const Vocabulary& vocabulary, Lexicons lexicons,
                       std::uint32_t max_gap = 3);

/// A phrase that cannot be made longer without losing occurrences.
struct Repeat {
  std::uint32_t first = 0;      ///< its occurrences are suffixes[first, first + count)
  std::uint32_t count = 0;      ///< occurrences, overlapping ones included
  std::uint32_t length = 0;     ///< words
  std::uint32_t documents = 0;  ///< different documents among the occurrences
  bool operator==(const Repeat&) const = default;
};

struct RepeatOptions {
  std::uint32_t min_words = 2;
  std::uint32_t min_documents = 2;
};

struct Repeats {
  std::vector<std::int32_t> suffixes;  ///< positions in the sequence, in suffix order
  /// By their first suffix, longer before shorter where that is equal.
  std::vector<Repeat> repeats;
};

/// Suffix array → LCP → intervals with a stack, in linear time. Left-maximal where the words before
/// differ (a separator differs from everything). Document frequency after L. C. K. Hui ("Color set
/// size problem", CPM 1992): reaching a suffix of a document seen before counts one repetition at
/// the deepest interval that holds both. Memory: 8 bytes a word in passing, 4 of them for the
/// result, and 16 a repeat.
Repeats find_repeats(const WordSequence& words, const RepeatOptions& options = {});

// --- formulations -----------------------------------------------------------------------------

/// The constants of the score. Their reasons, and how results move with them, are in
/// ARCHITECTURE.md.
struct SalienceOptions {
  double free_bits = 5;   ///< a word more frequent than 2^−free_bits weighs `least_weight`
  double full_bits = 10;  ///< a word rarer than 2^−full_bits weighs 1
  double least_weight = 0.1;
  double light_share = 0.25;   ///< of its weight that a light word keeps
  double needed_weight = 0.3;  ///< a phrase whose words weigh less together is none
  double first_word = 1;       ///< weight that does not count: one word is no formulation
  double half_length = 4;      ///< weight beyond it at which half of all length can give is reached
  double least_cohesion = 0.15;  ///< normalised pointwise mutual information is clipped to …
  double most_cohesion = 0.5;    ///< … this range
  double spread_power = 1.5;     ///< of log₂(1 + spread)
  double own_series = 0.75;      ///< a further document of the same author counts so much
  double variants_share = 0.3;   ///< of the spread that wordings without all words of the head give
  double function_words = 0.5;   ///< what a function word a content word adds, at most one
  double fixity_power = 0.75;    ///< of the share of the commonest wording
  double name_loss = 0.5;        ///< what a phrase loses of which every word is capitalised
  double aside_factor = 0.5;     ///< for boilerplate
  double passage_factor = 0.1;   ///< for passages
  double version_share = 0.25;   ///< documents that share so much are versions of one text
  std::uint32_t passage_words = 10;   ///< a repeat of so many words is a passage
  std::uint32_t repeated_words = 5;   ///< so many words that only one author repeats are one too
  std::uint32_t passage_tokens = 16;  ///< a longer phrase is one too
  std::uint32_t opening_tokens = 40;  ///< salutations and letterheads stand among the first ones
  double alone_share = 0.1;  ///< of its places that better formulations must leave to a row
};

/// How far a wording may be from its head. Every wording of a family is within these bounds of the
/// head itself: families do not chain.
struct FamilyOptions {
  double least_shared = 0.7;  ///< of the head's weight that a wording holds
  double most_foreign = 0.5;  ///< of the head's weight that it may add in other words
  double least_own = 0.35;    ///< share of the head's own word where another may stand in its place
  double longer = 1.5;  ///< tokens it may have for each of the head's commonest wording, and one
  /// A head goes on beyond a word that changes if so many of its documents agree on what follows.
  double agreeing_share = 2.0 / 3;
  std::uint32_t foreign_run = 2;  ///< other words in a row; 1 in families of up to three words
  /// A function word before a formulation belongs to it if so many of its full wordings have it.
  double leading_words = 0.5;
};

enum class FormulationSort : std::uint8_t {
  salience,
  documents,
  occurrences,
  length,  ///< longest first
  first,   ///< earliest first
  last,    ///< latest first
  burst,   ///< largest burst first
};

struct FormulationOptions {
  std::uint32_t min_documents = 2;
  std::uint32_t min_tokens = 2;  ///< of the commonest wording
  std::size_t limit = 1000;      ///< rows; 0 for all
  SalienceOptions salience{};
  FamilyOptions family{};
};

enum class FormulationKind : std::uint8_t {
  phrase,
  name,         ///< at least nine tenths of its content words are capitalised inside sentences
  passage,      ///< longer than a unit of speech; ranked lower
  boilerplate,  ///< stands where texts open, or in lines that look like boilerplate; ranked lower
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
  std::string text;     ///< the commonest wording that holds every word of the head
  std::string slots{};  ///< the text with what varies in place: `the {greatest|highest} value`;
                        ///< empty where nothing does
  FormulationKind kind = FormulationKind::phrase;
  double score = 0;
  std::uint32_t length = 0;  ///< tokens of the text
  std::uint32_t content_words = 0;
  std::uint32_t documents = 0;    ///< documents with a place, inside longer formulations included
  std::uint32_t occurrences = 0;  ///< places, overlapping ones counted once, likewise
  std::uint32_t documents_alone = 0;    ///< documents with a place that no better row has claimed
  std::uint32_t occurrences_alone = 0;  ///< such places
  std::uint32_t series = 0;             ///< different authors (or other series) among the documents
  std::uint32_t repeated = 0;           ///< documents whose author had used it in another
  std::uint32_t absorbed = 0;           ///< repeats that are left to this row
  std::vector<std::uint8_t> content_slots{};     ///< by slot: 1 where a content word stands in it
  std::vector<Wording> wordings{};               ///< most places first
  std::size_t places_begin = 0, places_end = 0;  ///< half-open range of Formulations::places
  std::string explanation{};  ///< in words, where the row was watched for; else `explain` makes it
};

/// What was found and what was not listed, and why.
struct FormulationCounts {
  std::size_t repeats = 0;          ///< maximal repeats of enough words and documents
  std::size_t without_content = 0;  ///< … that are made of frequent words
  std::size_t too_short = 0;        ///< … whose commonest wording has too few tokens
  std::size_t in_passages = 0;      ///< … that stand only in copies of one longer passage
  std::size_t subsumed = 0;         ///< … that better formulations leave too few places
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

/// What formulations are found in.
struct FormulationCorpus {
  const Tokens& tokens;
  const Vocabulary& vocabulary;
  const Skeleton& skeleton;
  std::span<const std::uint32_t> series{};  ///< by document: number of its author; empty: every
                                            ///< document its own
  std::span<const std::uint8_t> aside{};    ///< by token: 1 in suspected boilerplate; empty: none
};

/// Finds, joins, scores, subsumes and ranks. See ARCHITECTURE.md for the score and its reasons.
Formulations find_formulations(const FormulationCorpus& corpus,
                               const FormulationOptions& options = {});

/// Why a row stands where it does, in words.
std::string explain(const Formulation& row);

/// Why a phrase is or is not among the rows that find_formulations would give, in words, a line
/// each: where it stands, what of it is looked for, which rows have its places, which threshold it
/// fails, what its score would be. Throws Error where `phrase` has no words.
std::vector<std::string> explain_phrase(const FormulationCorpus& corpus,
                                        const FormulationOptions& options,
                                        std::span<const Document> documents,
                                        std::string_view phrase);

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
  /// The least precise of theirs, one that is circa where equals are not; unknown where no document
  /// is dated.
  Date date;
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

/// A run of more periods without documents than this is told as one.
inline constexpr int kLongestEmptyRun = 100;

/// The periods of a corpus, from the first dated document to the last, and what they hold. A run of
/// more than kLongestEmptyRun periods without documents is one entry among them, so that one
/// document of 9999 makes one entry more and not 8,000: memory grows with the documents, never with
/// the time between them.
struct Periods {
  PeriodLength length = PeriodLength::year;
  /// Entry p is the periods [begin[p], begin[p + 1]), numbered since year 0: one, or a run without
  /// documents. One longer than `documents`; empty where no document has a period.
  std::vector<int> begin;
  std::vector<std::uint32_t> documents;  ///< by entry
  std::vector<std::uint64_t> tokens;     ///< by entry
  std::vector<std::int32_t>
      of_document;           ///< index of a document's entry; −1: undated or too coarse
  std::size_t left_out = 0;  ///< documents without a period

  [[nodiscard]] std::size_t size() const { return documents.size(); }
  /// Periods that an entry stands for.
  [[nodiscard]] std::size_t run(std::size_t entry) const {
    return static_cast<std::size_t>(begin[entry + 1] - begin[entry]);
  }
  /// `2017-07`, `2017` or `2010s`; of a run `2020..9998`.
  [[nodiscard]] std::string name(std::size_t entry) const;
};

Periods make_periods(const Tokens& tokens, std::span<const Date> dates, PeriodLength length);

/// Names the documents whose dates lie far outside all others: `9999-12-31`, where a data base had
/// no date. Those are far that a gap of more than a hundred years parts from the others, wider than
/// the time of all these, if they are few: one, or one for twenty others, which are at least three.
/// What is found is put aside and the rest looked at again, so that both ends are found. Each gets
/// a warning; the same come back as notices, in the order of the corpus. O(n log n).
std::vector<Notice> notice_distant_dates(std::span<Document> documents);

/// A formulation in one period.
struct PeriodUse {
  std::uint32_t documents_with = 0;
  std::uint32_t occurrences = 0;
};

/// Puts the rows into another order; rows that tie keep the order of salience. Undated rows come
/// last by `first` and `last`.
void sort_rows(Formulations& formulations, FormulationSort sort, const Tokens& tokens,
               std::span<const Date> dates, const Periods& periods);

/// By period.
std::vector<PeriodUse> use_over_time(std::span<const Place> places, const Tokens& tokens,
                                     const Periods& periods);

/// The period with the highest share of documents, the earlier on a tie; −1 where there is none.
std::ptrdiff_t peak(std::span<const PeriodUse> uses, const Periods& periods);

/// The longest time that a formulation was out of use between two periods with it. A period without
/// documents says nothing and counts for nothing.
struct Silence {
  std::size_t begin = 0, end = 0;  ///< half-open; its first and last period have documents
  std::size_t periods = 0;         ///< those of them that have documents; 0: it never fell silent
  std::uint64_t documents = 0;     ///< documents in them
  std::size_t revival = 0;         ///< the period of its return
  /// At most so likely is it that as many documents in a row lack it somewhere in the corpus, if
  /// each of all N documents with a period had it with the same chance s, their share:
  /// (1 − s)ⁿ (1 + s (N − n)), the union bound over the places where such a run can begin.
  double chance = 1;
};

/// The most periods with documents, then the most documents, then the earlier.
Silence longest_silence(std::span<const PeriodUse> uses, const Periods& periods);

/// A silence is called dormancy from this many periods with documents on, …
inline constexpr std::size_t kDormantPeriods = 3;
/// … where chance would seldom make it.
inline constexpr double kDormantChance = 0.05;
bool is_dormancy(const Silence& silence);

/// The period whose rate of places stands out most from that of all the others.
struct Burst {
  std::ptrdiff_t period = -1;  ///< −1: none is above the others
  double g2 = 0;               ///< log_likelihood_ratio of its places and tokens against theirs
};

/// The highest G², the earlier on a tie.
Burst burst(std::span<const PeriodUse> uses, const Periods& periods);

/// A burst is told from here on: 15.13 is reached by chance once in 10,000 comparisons (χ² with one
/// degree of freedom), the level that P. Rayson, D. Berridge and B. Francis (JADT 2004) advise for
/// words in corpora, where rates differ for many reasons.
inline constexpr double kToldBurst = 15.13;

/// The alternatives of a slot that have the most places in one period, bytewise ascending; several
/// where they tie, none where the period has no place. Nothing standing in the slot is the
/// alternative "".
using Leaders = std::vector<std::string>;

/// By slot, then by period. A wording that says nothing of a slot is passed over there.
std::vector<std::vector<Leaders>> slot_leaders(const Formulation& row,
                                               std::span<const Place> places, const Tokens& tokens,
                                               const Periods& periods);

/// A slot changed hands.
struct HandOver {
  std::size_t period = 0;
  Leaders from, to;
  bool operator==(const HandOver&) const = default;
};

/// The lead of one slot (an element of slot_leaders) from its first period on. Who ties for the
/// lead keeps it: it changes hands in the period in which no holder is among the leaders.
std::vector<HandOver> hand_overs(std::span<const Leaders> leaders);

/// How strongly the places of a row speak for a hand-over in one of its slots: G² (see
/// log_likelihood_ratio) of the share that the new alternatives have of the places of the new and
/// the old ones, from its period on against before. 0 where they have no larger share from then on.
double hand_over_strength(const Formulation& row, std::size_t slot, const HandOver& change,
                          std::span<const Place> places, const Tokens& tokens,
                          const Periods& periods);

/// Whether a hand-over is worth telling: one alternative took the place of one other, neither of
/// them nothing, in a slot where content words stand, and they are neither forms of one word (as
/// words of a watch-list are similar: see find_watched) nor one a part of the other.
bool is_replacement(const Formulation& row, std::size_t slot, const HandOver& change);

/// The authors of a corpus. Authors are told apart by the whole field: several in one field are
/// one.
struct Authors {
  static constexpr std::uint32_t kUnknown = 0xFFFFFFFF;
  std::vector<std::uint32_t> of_document;  ///< numbered by first appearance; kUnknown where empty
  std::uint32_t count = 0;                 ///< 0: the corpus names none
};

Authors authors_of(std::span<const Document> documents);

/// Different authors of these documents. The unknown are not counted.
std::uint32_t count_authors(std::span<const DocumentIndex> documents, const Authors& authors);

/// By period, the different authors who used the formulation up to its end: how it was taken up.
std::vector<std::uint32_t> adoption(std::span<const Place> places, const Tokens& tokens,
                                    const Periods& periods, const Authors& authors);

/// What happened to a row, for people, with `; ` between: `dormant 1991–2003 (chance 0.2%); revived
/// 2004; slot 1: greatest → highest 2022; burst 2015 (G2 34.5)`. Empty where nothing of it did.
std::string life_in_words(const Formulation& row, std::span<const Place> places,
                          const Tokens& tokens, const Periods& periods);

}  // namespace leitwort
