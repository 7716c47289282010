#pragma once

/// The report room: results → bytes. It opens no files; bytes go to a sink.

#include <leitwort/boilerplate.hpp>
#include <leitwort/corpus.hpp>
#include <leitwort/formulations.hpp>
#include <leitwort/passages.hpp>
#include <leitwort/sharing.hpp>
#include <leitwort/similarity.hpp>
#include <leitwort/text.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace leitwort {

/// Takes the next bytes of an output.
using Sink = std::function<void(std::string_view)>;

// --- tables -----------------------------------------------------------------------------------

/// A value of a table; monostate (and NaN) is unknown: an empty field, null in JSON. Numbers that
/// are not whole are written with six significant digits.
using Cell = std::variant<std::monostate, std::string, std::uint64_t, double>;
using Row = std::vector<Cell>;

enum class TableFormat : std::uint8_t {
  csv,    ///< RFC 4180, CRLF line ends
  tsv,    ///< tabs; `\t`, `\n`, `\r` and `\\` in values are written as these escapes
  jsonl,  ///< an object a row
  table,  ///< aligned columns for a terminal, long values cut
};

/// A format, and what a reader other than a parser needs of it.
struct TableForm {
  // NOLINTNEXTLINE(google-explicit-constructor): a format alone is a form, and the usual one
  TableForm(TableFormat spelled) : format(spelled) {}

  TableFormat format;
  /// CSV and TSV: text that a spreadsheet would run as a formula gets a ' before it. See
  /// guarded_cell.
  bool guarded = false;
  bool byte_order_mark = false;  ///< CSV and TSV: U+FEFF first, by which Excel knows UTF-8
  /// For a terminal: control characters and what turns the direction of writing become signs (in
  /// JSON escapes). TableFormat::table is always so.
  bool visible = false;
};

/// The text with a ' before it if a spreadsheet could take it for a formula: if it begins with
/// = + - @, behind white space, quotes and characters that are not seen, or with a tab or a line
/// end. A ' before such a text, and no other, was put there: taking it away gives the text back.
std::string guarded_cell(const std::string& text);

/// Writes rows as they come; TableFormat::table holds them until `finish`.
class TableWriter {
 public:
  /// `most_rows` bounds TableFormat::table only; what it cut is counted below the table.
  TableWriter(Sink sink, const TableForm& form, std::vector<std::string> columns,
              std::size_t most_rows = 40);
  ~TableWriter();
  TableWriter(TableWriter&&) noexcept;
  TableWriter& operator=(TableWriter&&) = delete;

  /// REQUIRES: row.size() == number of columns.
  void row(const Row& row);
  void finish();

  class Form;

 private:
  std::unique_ptr<Form> form_;
};

// --- the tables of Leitwort -------------------------------------------------------------------

/// What is written of a document when its text may be gone already.
struct DocumentFacts {
  std::uint64_t bytes = 0;  ///< of its text
  std::uint64_t tokens = 0;
  bool hard_wrapped = false;
  std::uint64_t bytes_cut = 0;
  std::optional<DocumentLanguage> language{};  ///< where that was looked for
};

/// documents.csv. Metadata that is carried through gets a column each, after the fixed ones.
void write_documents(std::span<const Document> documents, std::span<const DocumentFacts> facts,
                     const TableForm& form, const Sink& sink);

/// boilerplate.csv.
void write_boilerplate(std::span<const SuspectedBoilerplate> suspected,
                       std::span<const Document> documents, const TableForm& form,
                       const Sink& sink);

/// similarity.csv: header and row of a pair.
std::vector<std::string> similarity_columns();
Row similarity_row(const PairScore& score, unsigned k, std::span<const Document> documents);

/// duplicates.pairs.csv. Containments are unknown where they would be derived from a signature.
std::vector<std::string> duplicate_pair_columns();
Row duplicate_pair_row(const PairScore& score, std::span<const std::string> ids);

/// duplicates.csv: the documents of all groups of two or more, group by group, the representative
/// first, the others in corpus order; groups in the order of their representatives in the corpus.
/// `representatives`: group_duplicates. REQUIRES: `pairs` ascending by (a, b).
std::vector<std::string> duplicate_columns();
void visit_duplicate_rows(std::span<const PairScore> pairs,
                          std::span<const DocumentIndex> representatives,
                          std::span<const std::string> ids, std::span<const Date> dates,
                          const std::function<void(const Row&)>& visit);

/// A document as a line of JSON: what is known of it, and its text. Bytes that are not UTF-8 are
/// replaced. Ends with a line end.
std::string json_line(const Document& document, std::string_view text);

/// formulations.csv, occurrences.csv, timeline.csv.
struct FormulationTables {
  std::span<const Document> documents;  ///< with their texts
  std::span<const Date> dates;          ///< theirs
  const Tokens& tokens;
  const Formulations& formulations;
  const Periods& periods;
  std::size_t context = 8;  ///< tokens left and right of an occurrence
};
void write_formulations(const FormulationTables& tables, const TableForm& form, const Sink& sink);
void write_occurrences(const FormulationTables& tables, const TableForm& form, const Sink& sink);
void write_timeline(const FormulationTables& tables, const TableForm& form, const Sink& sink);

/// Formulations over time for a terminal: a line each, and in it a cell a period.
struct StripOptions {
  std::size_t width = 100;     ///< columns of the terminal; below 40 as if 40
  bool colour = false;         ///< cells in the 256 colours of a terminal, as escape sequences
  std::size_t most_rows = 40;  ///< what this cuts is counted below
};

/// Blocks show the share of documents on the scale of their own row, whose highest share stands
/// beside it. Where periods outnumber the columns, a cell holds as many of them as the legend says.
void write_strips(const FormulationTables& tables, const StripOptions& options, const Sink& sink);

// --- passages ---------------------------------------------------------------------------------

/// What the tables of passages are made of. Passages and clusters are numbered from 1 in all of
/// them.
struct PassageTables {
  std::span<const Document> documents;  ///< with their texts
  std::span<const Date> dates;          ///< theirs
  const Tokens& tokens;
  const Vocabulary& vocabulary;
  const Passages& passages;
};

/// passages.csv and passages.clusters.csv.
void write_passages(const PassageTables& tables, const TableForm& form, const Sink& sink);
void write_clusters(const PassageTables& tables, const TableForm& form, const Sink& sink);

/// `near-duplicate`, `same-series`, or empty.
std::string_view label_name(PassageLabel label);

/// Passages for a terminal.
struct PassageReadingOptions {
  std::size_t width = 100;         ///< columns of the terminal; below 40 as if 40
  bool colour = false;             ///< differences by colour and underline, else by marks below
  std::size_t most_passages = 40;  ///< the best are shown; what this cuts is counted below
};

/// The two stretches of every passage under each other, word by word. Of long ones only what
/// surrounds their differences is shown, and what is left out is counted.
void write_passages_for_people(const PassageTables& tables, const PassageReadingOptions& options,
                               const Sink& sink);

/// One page of HTML that needs nothing else: no script, no network. The best passages are shown, in
/// clusters; what `most_passages` cuts is counted on it.
void write_passages_html(const PassageTables& tables, const Sink& sink,
                         std::size_t most_passages = 2000);

/// The XML of PAN's shared task on text alignment: what a document has from which sources. Offsets
/// and lengths are in characters (code points) of Document::text.
void write_pan_document(const PassageTables& tables, const LaterDocument& later, const Sink& sink);
/// The same for all documents, as one XML document with the root `passages`.
void write_pan(const PassageTables& tables, const Sink& sink);

/// TEI P5: the documents as witnesses, and for every cluster an `app` with a reading for each of
/// its versions. Offsets are in bytes of Document::text.
void write_tei(const PassageTables& tables, const Sink& sink);

/// The documents and what they share as GraphML: an edge a pair, from the earlier to the later
/// document; where no date tells, in corpus order, and `direction` says so.
void write_network(const PassageTables& tables, const Sink& sink);

// --- one text and what it shares ----------------------------------------------------------------

/// One text for a terminal.
struct SharedTextOptions {
  std::size_t width = 100;  ///< columns of the terminal; below 40 as if 40
  bool colour = false;      ///< highlights in the 256 colours of a terminal, else marks below
};

/// The text as it was printed, wrapped, with what it shares highlighted: by how many documents have
/// it, this one included. A head that names the document and explains the highlights, and at the
/// end the formulations, numbered as they are in the text, and the documents that share passages
/// with it. Control characters of the text come out as signs.
void write_shared_text(const SharingTables& tables, DocumentIndex document,
                       const SharedTextOptions& options, const Sink& sink);

// --- matrices ---------------------------------------------------------------------------------

/// similarity.matrix.csv: first row and first column are the ids.
void write_matrix(const SimilarityMatrix& matrix, std::span<const std::string> ids,
                  const TableForm& form, const Sink& sink);

/// NumPy's .npy, version 1.0: little-endian 64-bit floats, row by row.
void write_npy(const SimilarityMatrix& matrix, const Sink& sink);

// --- words for people -------------------------------------------------------------------------

/// `2017`, `c. 2021`, or `undated`.
std::string date_for_people(const Date& date);
/// `2017-07`, or `2017 (2 tie)` where no date says which of the documents was there first or last.
std::string attestation_for_people(const Attestation& attestation);
/// 1234567 → `1,234,567`.
std::string grouped(std::uint64_t number);
/// `1 pair`, `1,204 pairs`.
std::string counted(std::uint64_t number, std::string_view what);
/// Columns that a UTF-8 text takes in a terminal.
std::size_t display_width(std::string_view text);
/// The text cut to at most `columns`, with `…` where something is missing.
std::string cut_to_width(std::string_view text, std::size_t columns);
/// The text with every run of white space and control characters as one space.
std::string one_line(std::string_view text);
/// Likewise, as a terminal may be given it: what cannot be seen and could make a reader see
/// something else, or a terminal do something, is a sign; bytes that are not UTF-8 are U+FFFD.
std::string visible_line(std::string_view text);
/// The same of a text of several lines: line ends and tabs stay.
std::string visible_lines(std::string_view text);

}  // namespace leitwort

// Behind what it is made of.
#include <leitwort/page.hpp>
