#include "cli/formulations.hpp"

#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/watch.hpp"
#include <leitwort/error.hpp>

#include <algorithm>

#include <fmt/format.h>
#include <unistd.h>

namespace leitwort::cli {
namespace {

using WriteTable = void (*)(const FormulationTables&, TableFormat, const Sink&);

/// What a person reads at a terminal: fewer columns than the file has.
void write_overview(const FormulationTables& tables, const Sink& sink) {
  TableWriter table(sink, TableFormat::table,
                    {"rank", "formulation", "kind", "documents", "places", "first", "last"});
  std::uint64_t rank = 0;
  for (const Formulation& f : tables.formulations.rows) {
    const auto documents = documents_of(tables.formulations.places_of(f), tables.tokens);
    table.row({++rank, f.text, std::string(kind_name(f.kind)), std::uint64_t{f.documents},
               std::uint64_t{f.occurrences},
               date_for_people(first_attestation(documents, tables.dates).date),
               date_for_people(last_attestation(documents, tables.dates).date)});
  }
  table.finish();
}

/// Both commands find formulations; they differ in the table that standard output or a file gets.
int run(const Settings& settings, WriteTable write_one) {
  if (settings.output.ends_with(".npy")) {
    throw Error("holds matrices, not tables", ".npy", "name a .csv, .tsv or .jsonl file");
  }
  const std::optional<Watch> watch = read_watch_list(settings);
  Session session(settings);
  Tokens tokens;
  Vocabulary vocabulary;
  const Reading reading = session.read_all(tokens, vocabulary);
  session.timings.begin("find formulations");
  session.progress.show("Finding formulations");
  const Formulations found = watch
                                 ? find_watched(tokens, vocabulary, watch->list, reading.documents)
                                 : find_formulations(tokens, vocabulary, settings.formulations);
  const Periods periods = make_periods(tokens, reading.dates, settings.period);
  const FormulationTables tables{reading.documents, reading.dates,   tokens, found,
                                 periods,           settings.context};
  session.timings.begin("write");

  const Format format = resolve_format(settings, ::isatty(STDOUT_FILENO) != 0);
  if (names_folder(settings.output)) {
    if (format == Format::table) {
      throw Error("a table is for a terminal", "--format table",
                  "choose csv, tsv or jsonl for a folder");
    }
    OutputFolder folder(settings.output);
    const std::pair<std::string, WriteTable> files[] = {{"formulations", write_formulations},
                                                        {"occurrences", write_occurrences},
                                                        {"timeline", write_timeline}};
    for (const auto& [name, write] : files) {
      folder.write(name + ending_of(format),
                   [&](const Sink& sink) { write(tables, table_format(format), sink); });
    }
    write_documents_file(folder, reading);
    Record record;
    count_cuts(found.counts, periods, record.cuts);
    if (watch) record.watch_list = watch->file;
    finish_folder(folder, session, reading, record);
  } else {
    session.progress.clear();  // the table may go to the same terminal
    OutputFile file(settings.output);
    if (format == Format::table && write_one == write_formulations)
      watch ? write_watch_overview(tables, file.sink()) : write_overview(tables, file.sink());
    else
      write_one(tables, table_format(format), file.sink());
    file.commit();
  }
  session.note(watch ? watch_note(found, periods) : formulations_note(found, periods));
  return session.finish();
}

}  // namespace

void count_cuts(const FormulationCounts& counts, const Periods& periods, Cuts& cuts) {
  cuts.emplace_back("repeats of frequent words only", counts.without_content);
  cuts.emplace_back("repeats that differ from a row in frequent words at the ends",
                    counts.same_core);
  cuts.emplace_back("repeats that add fewer than two content words to a wider one",
                    counts.extensions);
  cuts.emplace_back("repeats used too seldom outside longer ones", counts.subsumed);
  cuts.emplace_back("formulations beyond --limit", counts.beyond_limit);
  cuts.emplace_back("documents without a period in the timeline", periods.left_out);
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
  const auto empty =
      static_cast<std::size_t>(std::ranges::count(periods.documents, std::uint32_t{0}));
  if (empty > 10 * (periods.size() - empty)) {
    text += fmt::format(
        "; {} of the {} periods from {} to {} hold no document: is a date mistyped?",
        grouped(empty), grouped(periods.size()), periods.name(0), periods.name(periods.size() - 1));
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
