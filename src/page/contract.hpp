#pragma once

/// What is written into the page: a struct for every object of its data.
///
/// Every block is gzip in base64, in an element `<script type="text/plain" id="block-NAME">`. The
/// blocks below are JSON; `text-0`, `text-1`, … are bytes of texts. `core` stands before the
/// program of the page, the others behind it.
///
/// Documents, periods and rows are named by their index, counted from 0. Ranges are half-open and
/// in bytes of the document's text (UTF-8), exactly those of the tables. Unknown values are null,
/// unknown text is "". Columns of numbers are as long as what they belong to.
///
/// Made from src/page/schema.json by src/page/generate.py: change these.

#include "page/each.hpp"
#include "page/json.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace leitwort::page::contract {

/// An option with its value.
struct Setting {
  /// As on the command line, without dashes.
  std::string name;
  /// As it would be given there.
  std::string value;
};
void write(JsonText& json, const Setting& object);

/// Columns, in corpus order.
struct Documents {
  /// As in documents.csv.
  Each<std::string> id;
  /// `2017`, `2017-07`, `2017-07-04`, or "".
  Each<std::string> date;
  /// `day`, `month`, `year`, `circa`, or "".
  Each<std::string> precision;
  /// "" where none is known.
  Each<std::string> title;
  /// As declared.
  Each<std::string> author;
  /// As declared.
  Each<std::string> institution;
  /// As declared.
  Each<std::string> genre;
  /// As declared or found out: `en`, or "".
  Each<std::string> language;
  /// Documents of one voice.
  Each<std::string> series;
  /// Name of its file, without folders.
  Each<std::string> file;
  /// As declared.
  Each<std::string> source_url;
  /// Of the text.
  Each<std::uint64_t> bytes;
  /// Words of the text.
  Each<std::uint64_t> tokens;
  /// First byte after the front matter.
  Each<std::uint64_t> body_begin;
  /// Its place, from 0, among all documents in order of their dates, undated ones last.
  Each<std::uint64_t> by_date;
};
void write(JsonText& json, const Documents& object);

/// Stretches of time of one length, without gaps.
struct Periods {
  /// Of one.
  std::string length;
  /// `2017-07`, `2017`, `2010s`; a run of more than 100 periods without documents is one,
  /// `2020..9998`.
  Each<std::string> names;
  /// Documents dated in each.
  Each<std::uint64_t> documents;
  /// Their words.
  Each<std::uint64_t> tokens;
  /// By document; −1: undated, or dated too vaguely.
  Each<std::int64_t> of_document;
};
void write(JsonText& json, const Periods& object);

/// A date at one end of a life.
struct Attested {
  /// "" where no document is dated.
  std::string date;
  /// Documents that tie for it.
  Each<std::uint64_t> documents;
};
void write(JsonText& json, const Attested& object);

/// Something that became of a formulation.
struct Became {
  /// A word took the place of another; no document had it for a while; its rate stands out.
  std::string kind;
  /// `silent 1991–2003`.
  std::string brief;
  /// The same, explained.
  std::string sentence;
};
void write(JsonText& json, const Became& object);

/// A slot changed hands: another alternative took the lead.
struct HandOver {
  /// Counted from 0.
  std::uint64_t slot;
  /// In which the new ones lead.
  std::uint64_t period;
  /// Its place, from 1, among those of the formulation that are worth telling, the clearest first:
  /// one alternative took the place of one other (neither of them nothing, a form of the other or a
  /// part of it, in a slot where content words stand), and the places speak for it. 0: it is not.
  std::uint64_t told;
  /// Whether it is more than what may be chance.
  bool clear;
  /// Alternatives; nothing in the slot is "".
  Each<std::string> from;
  /// Likewise.
  Each<std::string> to;
};
void write(JsonText& json, const HandOver& object);

/// A row of formulations.csv, or of a watch-list.
struct Formulation {
  /// Rank in formulations.csv, or in watch.formulations.csv.
  std::uint64_t rank;
  /// Its most frequent wording.
  std::string text;
  /// The text with what varies in place: `the {greatest|highest} value`; "" where nothing does.
  std::string slots;
  /// As in formulations.csv.
  std::string kind;
  /// Null for one of a watch-list.
  Ratio score;
  /// Those that have it.
  std::uint64_t documents;
  /// Its places.
  std::uint64_t occurrences;
  /// The earliest documents that have it.
  Attested first;
  /// The latest.
  Attested last;
  /// −1: none.
  std::int64_t peak;
  /// What became of it, in the words of the table; "" where nothing is to be told.
  std::string life;
  /// What became of it, for people: what is clear first, then what may be chance.
  Each<Became> became;
  /// Different authors; 0 where the corpus names none.
  std::uint64_t authors;
  /// How many it has.
  std::uint64_t wordings;
  /// Slots that changed hands: another alternative took the lead. By slot, then by period.
  Each<HandOver> hand_overs;
  /// By period: documents with it, places. Flat: [period, documents, places, period, …], ascending.
  Each<std::uint64_t> uses;
};
void write(JsonText& json, const Formulation& object);

/// Two documents that are much alike.
struct ClosePair {
  /// A document.
  std::uint64_t a;
  /// Another.
  std::uint64_t b;
  /// How alike they are.
  Ratio jaccard;
  /// Shingles that both have.
  std::uint64_t shared;
  /// Standard error of jaccard; 0: exact.
  Ratio error;
};
void write(JsonText& json, const ClosePair& object);

/// Passages found in all, with their clusters; and rows of passages.csv.
struct PassageCounts {
  /// Passages found.
  std::uint64_t all;
  /// Clusters of them.
  std::uint64_t clusters;
  /// Rows of passages.csv.
  std::uint64_t written;
};
void write(JsonText& json, const PassageCounts& object);

/// A passage with one of the highest scores.
struct BestPassage {
  /// Index in the block `passages`.
  std::uint64_t passage;
  /// The document of one side.
  std::uint64_t a;
  /// That of the other.
  std::uint64_t b;
  /// Of the longer side.
  std::uint64_t tokens;
  /// Matched tokens of those aligned.
  Decimal<4> similarity;
  /// The stretch of `a` on one line, cut if it is long.
  std::string text;
};
void write(JsonText& json, const BestPassage& object);

/// "2,000 of 18,000 formulations; all are in formulations.csv".
struct Limit {
  /// `formulations` of those listed, `repeats` listed of those found, `places`, `passages` of
  /// passages.csv, `rows` of passages.csv of those found, `links` of the network, `texts` that are
  /// here whole, `contexts` of places, `sides` of passages with their text, `pairs` of documents.
  std::string kind;
  /// Of `pairs`: tokens of a shingle; else 0.
  std::uint64_t k;
  /// What is counted, for people.
  std::string what;
  /// On the page.
  std::uint64_t shown;
  /// There are.
  std::uint64_t all;
  /// "" where no file of the report has all of it.
  std::string file;
};
void write(JsonText& json, const Limit& object);

/// What was noticed of one document.
struct Warning {
  /// Its index.
  std::uint64_t document;
  /// For people.
  std::string text;
};
void write(JsonText& json, const Warning& object);

/// Block `core`: everything that the first view needs. Small for any corpus.
struct Core {
  /// Of Leitwort.
  std::string version;
  /// For people: what was read.
  std::string corpus;
  /// Options that matter to results, in the order of the help.
  Each<Setting> settings;
  /// For people: how pairs were compared, what a chain of a passage needs, …
  Each<std::string> methods;
  /// All that were read.
  Documents documents;
  /// What the corpus is divided into by date.
  Periods periods;
  /// Those of a watch-list first (in its order), then those found, as ranked.
  Each<Formulation> formulations;
  /// Those with a change that is told, by index: those with a clear one first, in either the order
  /// of the rows.
  Each<std::uint64_t> changed;
  /// So many changes of one are shown at first. The sentences that show them are in the page,
  /// however little of the texts is.
  std::uint64_t changes_at_first;
  /// How many of them are of the watch-list.
  std::uint64_t watched;
  /// Maximal repeats they were made from.
  std::uint64_t repeats;
  /// Pairs with the highest Jaccard, best first.
  Each<ClosePair> closest;
  /// Tokens of their shingles.
  std::uint64_t closest_k;
  /// Whether they were counted, or estimated from signatures.
  std::string closest_method;
  /// How many there are.
  PassageCounts passages;
  /// Passages with the highest scores, best first.
  Each<BestPassage> best_passages;
  /// What the page does not hold, and which file does. Empty: it holds everything.
  Each<Limit> limits;
  /// Tokens of each document that stand in a listed formulation, or word for word (three tokens or
  /// more) in a passage of passages.csv, which another document has too.
  Each<std::uint64_t> shared_tokens;
  /// What was noticed while a document was read, as in documents.csv; those that have any.
  Each<Warning> warnings;
};
void write(JsonText& json, const Core& object);

/// One way in which a formulation is worded.
struct Wording {
  /// Its words.
  std::string text;
  /// What fills the slots; empty where it is too different to say.
  Each<std::string> values;
  /// Those that have it.
  std::uint64_t documents;
  /// Its places.
  std::uint64_t occurrences;
};
void write(JsonText& json, const Wording& object);

/// What the card of a formulation needs.
struct FormulationDetail {
  /// Why it stands where it does.
  std::string explanation;
  /// The most frequent first.
  Each<Wording> wordings;
  /// Every place, in corpus order, flat: [document, begin, length, wording, …]. The document is the
  /// difference to that of the place before; begin is that to the end of the place before where the
  /// document is the same (below 0 where one character, such as ½, ends one and begins the next).
  Each<std::int64_t> places;
  /// By period: how many different authors have used it up to then. Empty where none is named.
  Each<std::uint64_t> adoption;
};
void write(JsonText& json, const FormulationDetail& object);

/// From … to.
struct Interval {
  /// Its lower end.
  Ratio low;
  /// Its upper end.
  Ratio high;
};
void write(JsonText& json, const Interval& object);

/// 95% intervals of the numbers that the page shows.
struct Intervals {
  /// Wilson's, of documents with it of documents in all, by `3/17`.
  Each<Keyed<Interval>> share;
  /// Poisson's, of a number of places, by the number.
  Each<Keyed<Interval>> count;
};
void write(JsonText& json, const Intervals& object);

/// Block `formulations`: what a card needs, for each of `core.formulations`.
struct FormulationsBlock {
  /// In the order of `core.formulations`.
  Each<FormulationDetail> rows;
  /// How sure its numbers are.
  Intervals intervals;
};
void write(JsonText& json, const FormulationsBlock& object);

/// How the documents compare, for one number of tokens of a shingle.
struct SimilarityTable {
  /// Tokens of a shingle.
  std::uint64_t k;
  /// Whether shingles were counted, or estimated from signatures.
  std::string method;
  /// Shingles of each document.
  Each<std::uint64_t> shingles;
  /// The pairs, ascending: `a` as the difference to that of the pair before; `b` likewise where a
  /// is the same.
  Each<std::uint64_t> a;
  /// See a.
  Each<std::uint64_t> b;
  /// Shingles that both have.
  Each<std::uint64_t> shared;
  /// Of exact tables derived from `shared` and left out.
  std::optional<Each<Ratio>> jaccard;
  /// Likewise: how much of a is in b, of b in a, and of the smaller one in the larger.
  std::optional<Each<Ratio>> containment_a;
  /// See containment_a.
  std::optional<Each<Ratio>> containment_b;
  /// See containment_a.
  std::optional<Each<Ratio>> overlap;
  /// Standard error of jaccard; null: exact.
  std::optional<Each<Ratio>> error;
  /// Σ w over shared / Σ w over union, w = ln(D/df); null where it was not counted.
  std::optional<Each<Ratio>> weighted;
  /// The pairs, as indices, in the order of the tables: the closest first.
  Each<std::uint64_t> closest;
  /// Documents so that similar ones stand beside each other; empty where only the closest pairs are
  /// here.
  Each<std::uint64_t> by_similarity;
};
void write(JsonText& json, const SimilarityTable& object);

/// Block `similarity`.
struct SimilarityBlock {
  /// One for each number of tokens of a shingle; those that were asked for first.
  Each<SimilarityTable> tables;
  /// Whether the pairs are all that share something. Of estimates: all whose estimate is above 0; a
  /// pair that is not there may share a little.
  bool complete;
};
void write(JsonText& json, const SimilarityBlock& object);

/// A passage: two stretches that say the same.
struct PassageRow {
  /// Its number in passages.csv, counted from 1.
  std::uint64_t number;
  /// The document of one side.
  std::uint64_t a;
  /// That of the other.
  std::uint64_t b;
  /// First byte of the stretch of a.
  std::uint64_t a_begin;
  /// The byte after its last.
  std::uint64_t a_end;
  /// First byte of the stretch of b.
  std::uint64_t b_begin;
  /// The byte after its last.
  std::uint64_t b_end;
  /// Of the stretch of a.
  std::uint64_t tokens_a;
  /// Of that of b.
  std::uint64_t tokens_b;
  /// Tokens equal in both.
  std::uint64_t matched;
  /// As in passages.csv.
  Decimal<4> similarity;
  /// As in passages.csv.
  Decimal<1> score;
  /// As in passages.csv.
  std::string label;
  /// Index into `clusters`.
  std::uint64_t cluster;
  /// The alignment, flat: [kind, bytes of a, bytes of b, …], one after another from both begins;
  /// kind 0: equal, 1: different words in each other's place, 2: only in a, 3: only in b. The bytes
  /// run to the next run's first token, so that they hold what stands between.
  Each<std::uint64_t> runs;
};
void write(JsonText& json, const PassageRow& object);

/// One of them.
struct PassageVersion {
  /// Where it stands.
  std::uint64_t document;
  /// Its first byte.
  std::uint64_t begin;
  /// The byte after its last.
  std::uint64_t end;
  /// Among the versions, by date.
  std::string order;
};
void write(JsonText& json, const PassageVersion& object);

/// Stretches that passages join.
struct PassageCluster {
  /// Its number in passages.clusters.csv, counted from 1.
  std::uint64_t number;
  /// By date, undated ones last.
  Each<PassageVersion> versions;
};
void write(JsonText& json, const PassageCluster& object);

/// What two documents share in passages.
struct Link {
  /// A document.
  std::uint64_t a;
  /// Another.
  std::uint64_t b;
  /// Between them.
  std::uint64_t passages;
  /// Matched in these.
  std::uint64_t tokens;
};
void write(JsonText& json, const Link& object);

/// Block `passages`.
struct PassagesBlock {
  /// Those with the highest scores, in the order of passages.csv.
  Each<PassageRow> rows;
  /// Theirs, ascending.
  Each<PassageCluster> clusters;
  /// Pairs of documents with passages between them, of all passages; the most tokens first.
  Each<Link> network;
  /// How many such pairs there are.
  std::uint64_t network_all;
};
void write(JsonText& json, const PassagesBlock& object);

/// Block `stretches`: where the texts lie. A whole text is one stretch; of a large corpus some
/// documents are here in parts only: what stands around the places and passages that are shown.
struct StretchesBlock {
  /// By document, flat: [begin, end, block, offset, …], ascending; bytes [begin, end) of the
  /// document are those of block `text-BLOCK` from `offset` on.
  Each<Each<std::uint64_t>> of_document;
};
void write(JsonText& json, const StretchesBlock& object);

}  // namespace leitwort::page::contract
