// The tables of an analysis, each in a file of its name.
#include <leitwort/tables.hpp>

#include <fmt/format.h>

namespace leitwort {
namespace {

std::string_view ending_of(const TableForm& form) {
  switch (form.format) {
    case TableFormat::csv:
      return ".csv";
    case TableFormat::tsv:
      return ".tsv";
    case TableFormat::jsonl:
      return ".jsonl";
    case TableFormat::table:
      break;
  }
  return ".txt";
}

std::string file_of(std::string_view table, const TableForm& form) {
  return fmt::format("{}{}", table, ending_of(form));
}

}  // namespace

FormulationTables formulation_tables(Analysis& analysis, std::size_t context) {
  const Formulations& found = analysis.formulations();
  return {analysis.corpus().documents, analysis.dates(), analysis.tokens(), found,
          analysis.periods(),          context};
}

FormulationTables watch_tables(Analysis& analysis, std::size_t context) {
  const Formulations& watched = analysis.watched();
  return {analysis.corpus().documents, analysis.dates(), analysis.tokens(), watched,
          analysis.periods(),          context};
}

PassageTables passage_tables(Analysis& analysis) {
  const Passages& found = analysis.passages();
  return {analysis.corpus().documents, analysis.dates(), analysis.tokens(), analysis.vocabulary(),
          found};
}

void write_documents_file(Analysis& analysis, const TableForm& form, const Folder& folder) {
  const std::vector<DocumentFacts>& facts = analysis.facts();
  folder(file_of("documents", form), [&](const Sink& sink) {
    write_documents(analysis.corpus().documents, facts, form, sink);
  });
}

void write_similarity_file(Analysis& analysis, const TableForm& form, const Folder& folder) {
  const std::vector<OverlapIndex>& indexes = analysis.shingles();
  folder(file_of("similarity", form), [&](const Sink& sink) {
    RowWriter<SimilarityRow> rows(similarity_table(), form, sink);
    for (std::size_t i = 0; i < indexes.size(); ++i) {
      analysis.visit_pairs(i, [&](const PairScore& score) {
        rows.write({score, indexes[i].k(), analysis.corpus().documents});
      });
    }
    rows.finish();
  });
}

void write_boilerplate_file(Analysis& analysis, const TableForm& form, const Folder& folder) {
  const std::vector<SuspectedBoilerplate>& suspected = analysis.boilerplate();
  folder(file_of("boilerplate", form), [&](const Sink& sink) {
    write_boilerplate(suspected, analysis.corpus().documents, form, sink);
  });
}

void write_formulation_files(const FormulationTables& tables, const TableForm& form,
                             const Folder& folder, const std::string& prefix) {
  using Write = void (*)(const FormulationTables&, const TableForm&, const Sink&);
  const std::pair<const char*, Write> files[] = {{"formulations", write_formulations},
                                                 {"occurrences", write_occurrences},
                                                 {"timeline", write_timeline}};
  for (const auto& [name, write] : files) {
    folder(prefix + file_of(name, form),
           [&, write_one = write](const Sink& sink) { write_one(tables, form, sink); });
  }
}

void write_passage_files(const PassageTables& tables, const TableForm& form, const Folder& folder) {
  folder(file_of("passages", form), [&](const Sink& sink) { write_passages(tables, form, sink); });
  folder(file_of("passages.clusters", form),
         [&](const Sink& sink) { write_clusters(tables, form, sink); });
}

void write_tables(Analysis& analysis, const Folder& folder, const TableForm& form) {
  analysis.lexicons();  // documents tell their languages
  write_documents_file(analysis, form, folder);
  write_similarity_file(analysis, form, folder);
  analysis.release_shingles();
  write_formulation_files(formulation_tables(analysis), form, folder);
  write_boilerplate_file(analysis, form, folder);
  if (!analysis.options().watch_list.lines.empty()) {
    write_formulation_files(watch_tables(analysis), form, folder, "watch.");
  }
  write_passage_files(passage_tables(analysis), form, folder);
}

}  // namespace leitwort
