#include "report/table_list.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace leitwort {
namespace {

using report::known;

/// A row of documents.csv.
struct DocumentRow {
  const Document& document;
  const DocumentFacts& facts;
  std::span<const std::string> fields;  ///< names of the metadata that are carried through
};

/// As the metadata spell it where they say the same, or nothing is known but what they say.
std::optional<std::string> language_of(const DocumentRow& row) {
  const std::string& declared = row.document.language;
  if (!row.facts.language) return known(declared);
  const std::string& code = row.facts.language->code;
  const bool is_declared = code.empty() || code == iso_language(declared);
  return known(is_declared && !declared.empty() ? declared : code);
}

/// Unknown where nobody looked.
std::optional<std::string> language_source_of(const DocumentRow& row) {
  if (!row.facts.language) {
    return known(iso_language(row.document.language).empty() ? "" : "given");
  }
  static constexpr std::array<const char*, 4> kSources = {"none", "given", "found", "corpus"};
  return kSources.at(static_cast<std::size_t>(row.facts.language->source));
}

/// A field that is carried through.
std::optional<std::string> field_of(const DocumentRow& row, std::size_t field) {
  const auto& extra = row.document.extra;
  const auto found =
      std::ranges::find(extra, row.fields[field], [](const auto& e) { return e.first; });
  return found == extra.end() ? std::nullopt : std::optional(found->second);
}

constexpr Column<DocumentRow> kDocumentColumns[] = {
    {"document", "id, by which all other tables name it",
     [](const DocumentRow& row) { return row.document.id; }},
    {"path", "where it was read, or where its metadata say that it comes from",
     [](const DocumentRow& row) { return row.document.path; }},
    {"date", "YYYY, YYYY-MM or YYYY-MM-DD: as precise as it is known",
     [](const DocumentRow& row) { return known(to_string(row.document.date)); }},
    {"date_precision", "day, month, year or circa",
     [](const DocumentRow& row) { return known(std::string(precision_name(row.document.date))); }},
    {"author", "from the metadata",
     [](const DocumentRow& row) { return known(row.document.author); }},
    {"title", "from the metadata",
     [](const DocumentRow& row) { return known(row.document.title); }},
    {"language", "as the metadata spell it, else a code of ISO 639",
     [](const DocumentRow& row) { return language_of(row); }},
    {"bytes", "of its text in UTF-8", [](const DocumentRow& row) { return row.facts.bytes; }},
    {"tokens", "counted in it; none of what --cut cuts",
     [](const DocumentRow& row) { return row.facts.tokens; }},
    {"warnings", "what was wrong with it, with ; between",
     [](const DocumentRow& row) {
       return known(fmt::format("{}", fmt::join(row.document.warnings, "; ")));
     }},
    {"hard_wrapped", "yes where line ends stand inside sentences, else no",
     [](const DocumentRow& row) { return row.facts.hard_wrapped ? "yes" : "no"; }},
    {"institution", "from the metadata",
     [](const DocumentRow& row) { return known(row.document.institution); }},
    {"genre", "from the metadata",
     [](const DocumentRow& row) { return known(row.document.genre); }},
    {"series", "from the metadata",
     [](const DocumentRow& row) { return known(row.document.series); }},
    {"source_url", "from the metadata",
     [](const DocumentRow& row) { return known(row.document.source_url); }},
    {"bytes_cut", "of its text, by --cut",
     [](const DocumentRow& row) { return row.facts.bytes_cut; }},
    {"language_source",
     "given (by metadata or --language), found (from its words), corpus (as the other documents), "
     "none",
     [](const DocumentRow& row) { return language_source_of(row); }},
};

/// A column for a field, called `name`.
Column<DocumentRow> field_column(std::string_view name, std::size_t field) {
  return {name,
          "a column for each further field of the metadata, by its name in order; where a "
          "column above has that name, metadata.NAME",
          field, [](const DocumentRow& row, std::size_t which) { return field_of(row, which); }};
}

constexpr Table<DocumentRow> kDocuments = {"documents", "a document that was read",
                                           kDocumentColumns};

/// What the columns of the fields are called: metadata may be named like a column of ours.
std::vector<std::string> names_of(const std::vector<std::string>& fields) {
  std::set<std::string_view> fixed;
  for (const ColumnFacts& column : kDocumentColumns) fixed.insert(column.name);
  std::set<std::string_view> taken = fixed;
  taken.insert(fields.begin(), fields.end());
  std::vector<std::string> names = fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    std::string& name = names[i];
    while (fixed.contains(name) || (name != fields[i] && taken.contains(name))) {
      name.insert(0, "metadata.");
    }
  }
  return names;
}

/// A row of boilerplate.csv.
struct BoilerplateRow {
  const SuspectedBoilerplate& line;
  const Document& document;
};

constexpr Column<BoilerplateRow> kBoilerplateColumns[] = {
    {"document", "its id", [](const BoilerplateRow& row) { return row.document.id; }},
    {"begin_byte", "first byte in its text",
     [](const BoilerplateRow& row) { return row.line.begin; }},
    {"end_byte", "byte after the last", [](const BoilerplateRow& row) { return row.line.end; }},
    {"text", "what stands there",
     [](const BoilerplateRow& row) {
       return row.document.text.substr(row.line.begin, row.line.end - row.line.begin);
     }},
    {"reason", "why it looks like boilerplate",
     [](const BoilerplateRow& row) { return row.line.reason; }},
};

constexpr Table<BoilerplateRow> kBoilerplate = {
    "boilerplate", "lines that look like boilerplate; they are counted all the same",
    kBoilerplateColumns};

}  // namespace

namespace report {

TableFacts documents_facts() {
  TableFacts facts = facts_of(kDocuments);
  facts.columns.push_back(field_column(kNamedByCorpus, 0));
  return facts;
}
TableFacts boilerplate_facts() {
  return facts_of(kBoilerplate);
}

}  // namespace report

void write_documents(std::span<const Document> documents, std::span<const DocumentFacts> facts,
                     const TableForm& form, const Sink& sink) {
  std::set<std::string> extra;
  for (const Document& document : documents) {
    for (const auto& [key, value] : document.extra) extra.insert(key);
  }
  const std::vector<std::string> fields(extra.begin(), extra.end());
  const std::vector<std::string> names = names_of(fields);
  Table<DocumentRow> table = kDocuments;
  std::vector<Column<DocumentRow>> columns(table.columns.begin(), table.columns.end());
  for (std::size_t i = 0; i < fields.size(); ++i) columns.push_back(field_column(names[i], i));
  table.columns = columns;
  RowWriter<DocumentRow> rows(table, form, sink);
  for (std::size_t d = 0; d < documents.size(); ++d) rows.write({documents[d], facts[d], fields});
  rows.finish();
}

void write_boilerplate(std::span<const SuspectedBoilerplate> suspected,
                       std::span<const Document> documents, const TableForm& form,
                       const Sink& sink) {
  RowWriter<BoilerplateRow> rows(kBoilerplate, form, sink);
  for (const SuspectedBoilerplate& line : suspected) rows.write({line, documents[line.document]});
  rows.finish();
}

}  // namespace leitwort
