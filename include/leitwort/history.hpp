#pragma once

/// The history room: when a formulation was used, by whom first and last, and what became of it.
///
///     Dates → Attestation, Periods, notices of dates that stand for none
///     Places, Periods → PeriodUse → Silence, Burst, Leaders of slots, adoption → a life in words
///
///     using namespace leitwort;
///     std::vector<Document> documents(3);
///     const std::vector<Date> dates = {{.year = 1950}, {.year = 1953}, {.year = 1954}};
///     documents[0].text = "Lasting peace is our aim.";
///     documents[1].text = "Our aim was trade.";
///     documents[2].text = "A lasting peace, a just and lasting peace.";
///     Tokens tokens;
///     Vocabulary vocabulary;
///     tokenize(documents, tokens, vocabulary);
///     const Formulations found = find_watched(
///         tokens, vocabulary, parse_watch_list("lasting peace", "list"), documents);
///     const auto places = found.places_of(found.rows[0]);
///
///     const Attestation first = first_attestation(documents_of(places, tokens), dates);
///     assert(to_string(first.date) == "1950" && first.documents == std::vector<DocumentIndex>{0});
///
///     const Periods periods = make_periods(tokens, dates, PeriodLength::year);
///     const std::vector<PeriodUse> uses = use_over_time(places, tokens, periods);
///     assert(periods.size() == 5 && periods.name(4) == "1954" && uses[4].occurrences == 2);
///     assert(longest_silence(uses, periods).periods == 1);  // no text is of 1951 and 1952

#include <leitwort/corpus.hpp>
#include <leitwort/formulations.hpp>
#include <leitwort/text.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace leitwort {

// --- attestation ------------------------------------------------------------------------------

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

// --- periods ----------------------------------------------------------------------------------

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

// --- use over time ----------------------------------------------------------------------------

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

// --- lives ------------------------------------------------------------------------------------

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

// --- authors ----------------------------------------------------------------------------------

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

// --- a life in words --------------------------------------------------------------------------

/// What happened to a row, for people, with `; ` between: `dormant 1991–2003 (chance 0.2%); revived
/// 2004; slot 1: greatest → highest 2022; burst 2015 (G2 34.5)`. Empty where nothing of it did.
std::string life_in_words(const Formulation& row, std::span<const Place> places,
                          const Tokens& tokens, const Periods& periods);

// --- order ------------------------------------------------------------------------------------

enum class FormulationSort : std::uint8_t {
  salience,
  documents,
  occurrences,
  length,  ///< longest first
  first,   ///< earliest first
  last,    ///< latest first
  burst,   ///< largest burst first
};

/// Puts the rows into another order; rows that tie keep the order of salience. Undated rows come
/// last by `first` and `last`.
void sort_rows(Formulations& formulations, FormulationSort sort, const Tokens& tokens,
               std::span<const Date> dates, const Periods& periods);

}  // namespace leitwort
