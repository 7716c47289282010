#include "cli/formulations.hpp"

#include "cli/analysis.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/terminal.hpp"
#include "cli/watch.hpp"
#include <leitwort/error.hpp>

#include <algorithm>

#include <fmt/format.h>
#include <unistd.h>

namespace leitwort::cli {
namespace {

using WriteTable = void (*)(const FormulationTables&, const TableForm&, const Sink&);

/// What a person reads at a terminal: fewer columns than the file has.
void write_overview(const FormulationTables& tables, const Sink& sink) {
  TableWriter table(sink, TableFormat::table,
                    {"rank", "formulation", "kind", "documents", "places", "first", "last"});
  constexpr std::size_t kWidth = 72;
  std::uint64_t rank = 0;
  for (const Formulation& f : tables.formulations.rows) {
    const auto documents = documents_of(tables.formulations.places_of(f), tables.tokens);
    table.row({++rank, shown_text(f, kWidth), std::string(kind_name(f.kind)),
               std::uint64_t{f.documents}, std::uint64_t{f.occurrences},
               attestation_for_people(first_attestation(documents, tables.dates)),
               attestation_for_people(last_attestation(documents, tables.dates))});
  }
  table.finish();
}

/// As wide as the terminal, in colour if it may be; a file gets neither.
void print_strips(const FormulationTables& tables, const Settings& settings, const Sink& sink) {
  const Terminal terminal = settings.output.path.empty() ? standard_output() : Terminal{};
  write_strips(tables, {.width = terminal.width, .colour = terminal.colour}, sink);
}

/// The results in a folder, with what was read and how.
void write_folder(Analysis& analysis, const FormulationTables& tables, Format format,
                  Session& session, const std::optional<Watch>& watch) {
  const Settings& settings = session.settings;
  refuse_table(format);
  OutputFolder folder(settings.output.path, settings.output.folder_files);
  const Folder files = files_of(folder);
  write_boilerplate_file(analysis, table_form(format, settings), files);
  session.begin("write", "Writing");
  write_formulation_files(tables, table_form(format, settings), files);
  write_documents_file(analysis, table_form(Format::csv, settings), files);
  finish_folder(folder, session, account_of(analysis), record_of(analysis, watch));
}

/// One table to standard output or into a file.
void write_file(const FormulationTables& tables, Format format, const Settings& settings,
                bool watching, WriteTable write_one) {
  OutputFile file(settings.output.path);
  if (format == Format::table && settings.command == "formulations")
    watching ? write_watch_overview(tables, file.sink()) : write_overview(tables, file.sink());
  else if (format == Format::table)
    print_strips(tables, settings, file.sink());
  else
    write_one(tables, table_form(format, settings), file.sink());
  file.commit();
}

/// Both commands find formulations; they differ in the table that standard output or a file gets.
int run(const Settings& settings, WriteTable write_one) {
  const std::optional<Watch> watch = read_watch_list(settings);
  const bool into_folder = names_folder(settings.output.path);
  const std::string& asked = settings.formulations.explain;
  Session session(settings);
  if (!asked.empty() && (watch || into_folder)) {
    throw Error("prints lines, and neither a table nor a folder", "--explain",
                "leave --watch away, and name a text file or nothing by --output");
  }
  Analysis analysis(session.read_corpus(), analysis_options(settings, watch), session.observer());
  check_fields(analysis, settings);
  if (!asked.empty()) return print_explanation(analysis.explain(asked), session);

  const std::size_t context = settings.formulations.context;
  const FormulationTables tables =
      watch ? watch_tables(analysis, context) : formulation_tables(analysis, context);
  const Format format = resolve_format(settings, ::isatty(STDOUT_FILENO) != 0);
  std::string boilerplate;  // what there is to say of it
  if (into_folder) {
    write_folder(analysis, tables, format, session, watch);
    boilerplate = boilerplate_note(analysis, format);
  } else {
    session.begin("write");
    session.progress.clear();  // the table may go to the same terminal
    write_file(tables, format, settings, watch.has_value(), write_one);
  }
  session.note(watch ? watch_note(tables.formulations, tables.periods)
                     : formulations_note(tables.formulations, tables.periods));
  if (!boilerplate.empty()) session.note(boilerplate);
  return session.finish();
}

}  // namespace

std::string shown_text(const Formulation& row, std::size_t width) {
  return row.slots.empty() || display_width(row.slots) > width ? row.text : row.slots;
}

std::string formulations_note(const Formulations& found, const Periods& periods) {
  std::string text = fmt::format("{} formulations listed, of {} repeats",
                                 grouped(found.rows.size()), grouped(found.counts.repeats));
  if (found.rows.empty() && found.counts.without_content > 0) {
    text += fmt::format("; {} are made of the corpus's most frequent words only",
                        grouped(found.counts.without_content));
  }
  if (found.counts.beyond_limit > 0) {
    text += fmt::format("; {} more beyond --limit", grouped(found.counts.beyond_limit));
  }
  return text + periods_note(periods);
}

std::string periods_note(const Periods& periods) {
  std::string text;
  std::size_t all = 0, empty = 0;
  for (std::size_t p = 0; p < periods.size(); ++p) {
    all += periods.run(p);
    empty += periods.documents[p] == 0 ? periods.run(p) : 0;
  }
  if (empty > 10 * (all - empty)) {
    text += fmt::format(
        "; {} of the {} periods from {} to {} hold no document: is a date mistyped?",
        grouped(empty), grouped(all), periods.name(0), periods.name(periods.size() - 1));
  }
  if (periods.left_out > 0) {
    text += fmt::format("; {} document{} dated too vaguely, or not at all, for the timeline",
                        grouped(periods.left_out), periods.left_out == 1 ? "" : "s");
  }
  return text;
}

int run_formulations(const Settings& settings) {
  return run(settings, write_formulations);
}
int run_timeline(const Settings& settings) {
  return run(settings, write_timeline);
}

}  // namespace leitwort::cli
