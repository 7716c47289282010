#pragma once

/// Tables: what every file of rows holds, and how it is spelled.
///
/// A table is a list of columns; a column says what it is called, what it means, and how its cell
/// comes from a row. Header, rows, the types of JSON Lines, `leitwort columns` and the manual page
/// are made from that one list, so that a row cannot mismatch its header. What a cell is follows
/// from what its function returns: a text, a whole number, a number, or an optional one of these.
///
///     struct Town { std::string name; std::uint64_t people; };
///     constexpr leitwort::Column<Town> kColumns[] = {
///         {"town", "its name", [](const Town& t) { return t.name; }},
///         {"people", "who live there", [](const Town& t) { return t.people; }},
///     };
///     const leitwort::Table<Town> table = {"towns", "a town", kColumns};
///     leitwort::RowWriter<Town> rows(table, leitwort::TableFormat::csv, sink);
///     rows.write({"Varn", 41000});
///     rows.finish();
///
/// Below are the tables of Leitwort; the rows of each are made by src/report/.

#include <leitwort/analysis.hpp>
#include <leitwort/boilerplate.hpp>
#include <leitwort/corpus.hpp>
#include <leitwort/formulations.hpp>
#include <leitwort/history.hpp>
#include <leitwort/passages.hpp>
#include <leitwort/similarity.hpp>
#include <leitwort/text.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace leitwort {

/// Takes the next bytes of an output.
using Sink = std::function<void(std::string_view)>;

// --- how a table is spelled --------------------------------------------------------------------

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
  TableWriter(Sink sink, const TableForm& form, const std::vector<std::string>& columns,
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

// --- tables as lists of columns ----------------------------------------------------------------

/// What the values of a column are: in JSON Lines a string, or a number without or with a fraction.
enum class ColumnType : std::uint8_t { string, integer, number };
std::string_view type_name(ColumnType type);

/// What there is to know of a column.
struct ColumnFacts {
  std::string_view name;
  ColumnType type = ColumnType::string;
  std::string_view about;
};

namespace report {

template <typename Value>
struct Typed {
  static_assert(std::is_constructible_v<std::string, Value>, "a cell is text or a number");
  static constexpr ColumnType kType = ColumnType::string;
  static Cell cell(Value value) { return Cell(std::in_place_type<std::string>, std::move(value)); }
};
template <>
struct Typed<std::uint64_t> {
  static constexpr ColumnType kType = ColumnType::integer;
  static Cell cell(std::uint64_t value) { return value; }
};
template <>
struct Typed<std::uint32_t> : Typed<std::uint64_t> {};
template <>
struct Typed<double> {
  static constexpr ColumnType kType = ColumnType::number;
  static Cell cell(double value) { return value; }
};
/// Unknown where there is none.
template <typename Value>
struct Typed<std::optional<Value>> {
  static constexpr ColumnType kType = Typed<Value>::kType;
  static Cell cell(std::optional<Value> value) {
    return value ? Typed<Value>::cell(*std::move(value)) : Cell{};
  }
};

}  // namespace report

/// A column of the table whose rows are made from records of one kind.
template <typename Record>
struct Column : ColumnFacts {
  /// `cell_of`: a lambda without captures, from a record to the value.
  template <typename Function>
  constexpr Column(std::string_view called, std::string_view meaning, Function)
    requires std::is_invocable_v<Function, const Record&>
      : ColumnFacts{called, Of<Function, const Record&>::kType, meaning},
        cell([](const Record& record, std::size_t) {
          return Of<Function, const Record&>::cell(Function{}(record));
        }) {}
  /// One of several columns that are made alike: the function also gets `index`, which tells them
  /// apart.
  template <typename Function>
  constexpr Column(std::string_view called, std::string_view meaning, std::size_t index, Function)
      : ColumnFacts{called, Of<Function, const Record&, std::size_t>::kType, meaning},
        cell([](const Record& record, std::size_t which_one) {
          return Of<Function, const Record&, std::size_t>::cell(Function{}(record, which_one));
        }),
        which(index) {}

  Cell (*cell)(const Record&, std::size_t);
  std::size_t which = 0;

 private:
  template <typename Function, typename... Arguments>
  using Of = report::Typed<std::invoke_result_t<Function, Arguments...>>;
};

/// Of the columns whose names come from the corpus, which stand behind the others.
inline constexpr std::string_view kNamedByCorpus = "*";

/// What the rows of a table are, and its columns, which belong to somebody else.
template <typename Record>
struct Table {
  std::string_view name;   ///< of its file, without the ending
  std::string_view about;  ///< what a row is
  std::span<const Column<Record>> columns;
};

/// Writes the rows of a table as they come.
template <typename Record>
class RowWriter {
 public:
  /// `most_rows`: see TableWriter. The columns of `table` must stay.
  RowWriter(const Table<Record>& table, const TableForm& form, Sink sink,
            std::size_t most_rows = 40)
      : columns_(table.columns),
        writer_(std::move(sink), form, header(), most_rows),
        row_(columns_.size()) {}

  void write(const Record& record) {
    for (std::size_t i = 0; i < row_.size(); ++i) {
      row_[i] = columns_[i].cell(record, columns_[i].which);
    }
    writer_.row(row_);
  }
  void finish() { writer_.finish(); }

 private:
  [[nodiscard]] std::vector<std::string> header() const {
    std::vector<std::string> names;
    for (const ColumnFacts& column : columns_) names.emplace_back(column.name);
    return names;
  }

  std::span<const Column<Record>> columns_;
  TableWriter writer_;
  Row row_;
};

/// What there is to know of a table without writing it.
struct TableFacts {
  std::string name;   ///< of its file, without the ending
  std::string about;  ///< what a row is
  std::vector<ColumnFacts> columns;
};

/// All tables that Leitwort writes, in the order in which one reads them. The last column of one
/// that has columns named by the corpus is kNamedByCorpus, which stands for them.
const std::vector<TableFacts>& tables();

// --- the tables of Leitwort --------------------------------------------------------------------

/// documents.csv. Metadata that is carried through gets a column each, after the fixed ones.
void write_documents(std::span<const Document> documents, std::span<const DocumentFacts> facts,
                     const TableForm& form, const Sink& sink);

/// boilerplate.csv.
void write_boilerplate(std::span<const SuspectedBoilerplate> suspected,
                       std::span<const Document> documents, const TableForm& form,
                       const Sink& sink);

/// similarity.csv. The columns of measures are those of kMeasures.
struct SimilarityRow {
  const PairScore& score;
  unsigned k;
  std::span<const Document> documents;
};
const Table<SimilarityRow>& similarity_table();

/// duplicates.pairs.csv. Containments are unknown where they would be derived from a signature.
void write_duplicate_pairs(std::span<const PairScore> pairs, std::span<const std::string> ids,
                           const TableForm& form, const Sink& sink);

/// duplicates.csv: the documents of all groups of two or more, group by group, the representative
/// first, the others in corpus order; groups in the order of their representatives in the corpus.
/// `representatives`: group_duplicates. REQUIRES: `pairs` ascending by (a, b).
void write_duplicates(std::span<const PairScore> pairs,
                      std::span<const DocumentIndex> representatives,
                      std::span<const std::string> ids, std::span<const Date> dates,
                      const TableForm& form, const Sink& sink);

/// similarity.matrix.csv: first row and first column are the ids.
void write_matrix(const SimilarityMatrix& matrix, std::span<const std::string> ids,
                  const TableForm& form, const Sink& sink);

/// The ids of the rows of a square form that has no room for them.
void write_matrix_ids(std::span<const std::string> ids, const TableForm& form, const Sink& sink);

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

// --- the tables of an analysis ----------------------------------------------------------------

/// Opens the files of a folder, or what stands for them: calls `fill` with the sink of the file of
/// this name.
using Folder =
    std::function<void(const std::string& name, const std::function<void(const Sink&)>& fill)>;

/// What tables are made of, which stays with the analysis.
FormulationTables formulation_tables(Analysis& analysis, std::size_t context = 8);
FormulationTables watch_tables(Analysis& analysis, std::size_t context = 8);
PassageTables passage_tables(Analysis& analysis);

// Each writes the tables of one kind; the names are those of TableFacts::name, with the ending of
// the format.
void write_documents_file(Analysis& analysis, const TableForm& form, const Folder& folder);
void write_similarity_file(Analysis& analysis, const TableForm& form, const Folder& folder);
void write_boilerplate_file(Analysis& analysis, const TableForm& form, const Folder& folder);
/// `prefix`: stands before their names.
void write_formulation_files(const FormulationTables& tables, const TableForm& form,
                             const Folder& folder, const std::string& prefix = "");
void write_passage_files(const PassageTables& tables, const TableForm& form, const Folder& folder);

/// All of them: documents, similarity, boilerplate, formulations, those of the watch-list where
/// there is one, and passages. Shingles are let go once the pairs are written.
void write_tables(Analysis& analysis, const Folder& folder,
                  const TableForm& form = TableFormat::csv);

}  // namespace leitwort
