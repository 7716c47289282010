#include "cli/formulations.hpp"

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

int explain_asked_phrase(Session& session);

/// The rows of a watch-list in place of found ones.
Found follow(const Watch& watch, const Reading& reading, const Tokens& tokens,
             const Vocabulary& vocabulary, Session& session) {
  session.timings.begin("watch");
  session.progress.show("Following formulations");
  return {find_watched(tokens, vocabulary, watch.list, reading.documents),
          make_periods(tokens, reading.dates, session.settings.time.period),
          // It makes no difference to these rows: only a folder holds boilerplate.csv.
          names_folder(session.settings.output.path) ? find_boilerplate(reading.documents)
                                                     : std::vector<SuspectedBoilerplate>{}};
}

/// Both commands find formulations; they differ in the table that standard output or a file gets.
int run(const Settings& settings, WriteTable write_one) {
  const std::optional<Watch> watch = read_watch_list(settings);
  Session session(settings);
  if (!settings.formulations.explain.empty()) {
    if (watch || names_folder(settings.output.path)) {
      throw Error("prints lines, and neither a table nor a folder", "--explain",
                  "leave --watch away, and name a text file or nothing by --output");
    }
    return explain_asked_phrase(session);
  }
  Tokens tokens;
  Vocabulary vocabulary;
  Reading reading = session.read_all(tokens, vocabulary);
  const auto [found, periods, suspected] =
      watch ? follow(*watch, reading, tokens, vocabulary, session)
            : find(reading, tokens, vocabulary, session);
  const FormulationTables tables{
      reading.documents, reading.dates, tokens, found, periods, settings.formulations.context};

  const Format format = resolve_format(settings, ::isatty(STDOUT_FILENO) != 0);
  std::string boilerplate;  // what there is to say of it
  if (names_folder(settings.output.path)) {
    refuse_table(format);
    OutputFolder folder(settings.output.path, settings.output.folder_files);
    boilerplate = write_boilerplate_file(folder, reading, suspected, format, settings);
    session.timings.begin("write");
    const std::pair<std::string, WriteTable> files[] = {{"formulations", write_formulations},
                                                        {"occurrences", write_occurrences},
                                                        {"timeline", write_timeline}};
    for (const auto& [name, write] : files) {
      folder.write(name + ending_of(format),
                   [&](const Sink& sink) { write(tables, table_form(format, settings), sink); });
    }
    write_documents_file(folder, reading, settings);
    Record record;
    count_cuts(found.counts, periods, record.cuts);
    if (watch) record.watch_list = watch->file;
    finish_folder(folder, session, reading, record);
  } else {
    session.timings.begin("write");
    session.progress.clear();  // the table may go to the same terminal
    OutputFile file(settings.output.path);
    if (format == Format::table && write_one == write_formulations)
      watch ? write_watch_overview(tables, file.sink()) : write_overview(tables, file.sink());
    else if (format == Format::table)
      print_strips(tables, settings, file.sink());
    else
      write_one(tables, table_form(format, settings), file.sink());
    file.commit();
  }
  session.note(watch ? watch_note(found, periods) : formulations_note(found, periods));
  if (!boilerplate.empty()) session.note(boilerplate);
  return session.finish();
}

/// By token: 1 where it stands in a suspected line.
std::vector<std::uint8_t> tokens_in(const std::vector<SuspectedBoilerplate>& suspected,
                                    const Tokens& tokens) {
  std::vector<std::uint8_t> marked(tokens.size());
  for (const SuspectedBoilerplate& line : suspected) {
    const auto begin = tokens.spans.begin() + tokens.document_begin[line.document];
    const auto end = tokens.spans.begin() + tokens.document_begin[line.document + 1];
    auto span = std::lower_bound(begin, end, line.begin,
                                 [](const Span& s, std::uint32_t byte) { return s.begin < byte; });
    for (; span != end && span->begin < line.end; ++span) {
      marked[static_cast<std::size_t>(span - tokens.spans.begin())] = 1;
    }
  }
  return marked;
}

/// What formulations are found in, beside the tokens.
struct Material {
  Skeleton skeleton;
  std::vector<std::uint32_t> series;
  std::vector<SuspectedBoilerplate> boilerplate;
  std::vector<std::uint8_t> aside;
};

Material prepare(Reading& reading, const Tokens& tokens, const Vocabulary& vocabulary,
                 Session& session) {
  session.timings.begin("skeleton");
  session.progress.show("Finding content words");
  Material material;
  material.skeleton =
      make_skeleton(tokens, vocabulary, lexicons_of(reading, tokens, vocabulary, session.settings));
  material.series = number_series(reading.documents, session.settings.formulations.voices);
  if (material.series.empty() && session.settings.formulations.voices != kDefaultVoices) {
    throw Error(
        fmt::format("no document has the field \"{}\"", session.settings.formulations.voices),
        "--series", "name a field of the metadata");
  }
  material.boilerplate = find_boilerplate(reading.documents);
  material.aside = tokens_in(material.boilerplate, tokens);
  session.timings.begin("formulations");
  session.progress.show("Finding formulations");
  return material;
}

/// Prints why a phrase is or is not in the table.
int explain_asked_phrase(Session& session) {
  Tokens tokens;
  Vocabulary vocabulary;
  Reading reading = session.read_all(tokens, vocabulary);
  const Material material = prepare(reading, tokens, vocabulary, session);
  const std::vector<std::string> lines =
      explain_phrase({tokens, vocabulary, material.skeleton, material.series, material.aside},
                     session.settings.formulations.options, reading.documents,
                     session.settings.formulations.explain);
  session.progress.clear();
  OutputFile file(session.settings.output.path);
  for (const std::string& line : lines) file.write(visible_lines(line) + "\n");
  file.commit();
  return session.finish();
}

}  // namespace

Found find(Reading& reading, const Tokens& tokens, const Vocabulary& vocabulary, Session& session) {
  Material material = prepare(reading, tokens, vocabulary, session);
  Found found{
      find_formulations({tokens, vocabulary, material.skeleton, material.series, material.aside},
                        session.settings.formulations.options),
      make_periods(tokens, reading.dates, session.settings.time.period),
      std::move(material.boilerplate)};
  sort_rows(found.formulations, session.settings.formulations.sort, tokens, reading.dates,
            found.periods);
  return found;
}

std::string shown_text(const Formulation& row, std::size_t width) {
  return row.slots.empty() || display_width(row.slots) > width ? row.text : row.slots;
}

void count_cuts(const FormulationCounts& counts, const Periods& periods, Cuts& cuts) {
  cuts.emplace_back("repeats of words that say little", counts.without_content);
  cuts.emplace_back("repeats of fewer tokens than --min-tokens", counts.too_short);
  cuts.emplace_back("repeats that stand only in copies of one longer passage", counts.in_passages);
  cuts.emplace_back("repeats that better formulations leave too few places", counts.subsumed);
  cuts.emplace_back("repeats and formulations beyond --limit", counts.beyond_limit);
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
