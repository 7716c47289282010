#pragma once

/// The formulations room: which formulations recur, in which wordings, and where.
///
///     Tokens + Lexicons → WordSequence (the skeleton: content words by stem)
///                       → Repeats (every maximal repeat of it)
///                       → the most salient ones become heads, one after another; each claims the
///                         places of its family, and what it leaves of the others is judged anew
///                       → Formulations (wordings, slots, places), ranked
///
///     const auto skeleton = leitwort::make_skeleton(tokens, vocabulary, lexicons);
///     const auto found = leitwort::find_formulations({tokens, vocabulary, skeleton});
///     for (const auto& row : found.rows) std::cout << row.documents << ' ' << row.text << '\n';

#include <leitwort/corpus.hpp>
#include <leitwort/observer.hpp>
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
                       std::uint32_t max_gap = 3, const Observer& observer = {});

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

/// The documents that hold the places of a row, ascending, each once.
std::vector<DocumentIndex> documents_of(std::span<const Place> places, const Tokens& tokens);

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
                               const FormulationOptions& options = {},
                               const Observer& observer = {});

/// Why a row stands where it does, in words.
std::string explain(const Formulation& row);

}  // namespace leitwort
