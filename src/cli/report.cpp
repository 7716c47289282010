#include "cli/commands.hpp"
#include "cli/formulations.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/page.hpp"
#include "cli/passages.hpp"
#include "cli/picture.hpp"
#include "cli/record.hpp"
#include "cli/similarity.hpp"
#include "cli/watch.hpp"
#include <leitwort/error.hpp>

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace leitwort::cli {
namespace {

/// The square form and its picture, up to kAllPairsUpTo documents. Returns why there is no picture.
std::string make_heatmap(const OverlapIndex& index, const Reading& reading,
                         const Settings& settings, OutputFolder& folder) {
  const bool drawable = reading.documents.size() >= 2 && reading.documents.size() <= kAllPairsUpTo;
  if (!drawable && !settings.similarity.matrix) {
    return reading.documents.size() < 2
               ? "one document has nothing to be compared with"
               : fmt::format("more than {} documents (scripts/heatmap.py draws similarity.csv)",
                             kAllPairsUpTo);
  }
  const Measure measure = settings.similarity.measure;
  if (!measure.estimable && index.method() == Method::estimate) {
    return fmt::format("the {} measure cannot be estimated from signatures", measure.name);
  }
  PairCount count;
  const SimilarityMatrix matrix = full_matrix(index, settings.similarity.measure, count);
  const std::vector<DocumentIndex> order =
      order_of(settings.similarity.order, matrix, reading.dates);
  std::vector<std::string> ids;
  for (const DocumentIndex d : order) ids.push_back(reading.documents[d].id);
  const std::string name = "similarity.matrix.csv";
  folder.write(name, [&](const Sink& sink) {
    write_matrix(reorder(matrix, order), ids, table_form(Format::csv, settings), sink);
  });
  std::string trouble = "too many or too few documents for a picture";
  if (drawable) {
    std::vector<std::string> arguments = {folder.place(name),
                                          "-o",
                                          folder.place("heatmap.png"),
                                          "--documents",
                                          folder.place("documents.csv"),
                                          "--measure",
                                          std::string(measure.name),
                                          "--shingle",
                                          std::to_string(index.k())};
    if (index.method() == Method::estimate) arguments.emplace_back("--estimated");
    trouble = draw_picture("heatmap.py", arguments);
  }
  if (!settings.similarity.matrix) std::remove(folder.place(name).c_str());
  return trouble;
}

constexpr const char* kPage = "index.html";

void write_formulation_tables(const std::string& prefix, const FormulationTables& tables,
                              OutputFolder& folder, const Settings& settings) {
  using WriteTable = void (*)(const FormulationTables&, const TableForm&, const Sink&);
  const std::pair<const char*, WriteTable> files[] = {{"formulations", write_formulations},
                                                      {"occurrences", write_occurrences},
                                                      {"timeline", write_timeline}};
  for (const auto& [name, write] : files) {
    folder.write(fmt::format("{}{}.csv", prefix, name), [&, make = write](const Sink& sink) {
      make(tables, table_form(Format::csv, settings), sink);
    });
  }
}

/// Returns why there is no picture.
std::string make_timeline(const FormulationTables& tables, OutputFolder& folder) {
  if (tables.formulations.rows.empty()) return "no formulation was found";
  if (tables.periods.size() == 0) return "no document is dated as precisely as a period";
  return draw_picture("timeline.py",
                      {folder.place("timeline.csv"), "-o", folder.place("timeline.png")});
}

std::string years_covered(const std::vector<Date>& dates) {
  std::vector<DocumentIndex> all = order_by_input(dates.size());
  const Attestation first = first_attestation(all, dates), last = last_attestation(all, dates);
  if (!first.date.known()) return "no document is dated";
  const auto undated = std::ranges::count_if(dates, [](const Date& d) { return !d.known(); });
  const std::string text = date_for_people(first.date) + " to " + date_for_people(last.date);
  return undated == 0 ? text : text + fmt::format(", {} undated", undated);
}

constexpr std::size_t kClosestPrinted = 5;

void print_closest(const ClosestPairs& closest, const Reading& reading, unsigned k,
                   const Sink& out) {
  const std::vector<PairScore> pairs = closest.pairs();
  out(fmt::format("\nClosest pairs (Jaccard of {}-token shingles)\n", k));
  if (pairs.empty()) out("  no two documents share a shingle\n");
  for (const PairScore& s : pairs) {
    out(fmt::format("  {:.5f}{}  {} – {}  ({} shared)\n", s.jaccard,
                    s.method == Method::estimate ? fmt::format(" ± {:.3f}", s.standard_error) : "",
                    visible_line(reading.documents[s.a].id),
                    visible_line(reading.documents[s.b].id), grouped(s.shared)));
  }
}

void print_formulations(const FormulationTables& tables, const Sink& out) {
  constexpr std::size_t kRows = 10, kWidth = 96;
  out("\nRecurring formulations\n");
  if (tables.formulations.rows.empty()) {
    out(fmt::format(
        "  none: of {} repeats in enough documents (--min-documents), {} are made of words that\n"
        "  say little\n",
        tables.formulations.counts.repeats, tables.formulations.counts.without_content));
  }
  std::size_t rank = 0;
  for (const Formulation& f : tables.formulations.rows) {
    if (++rank > kRows) break;
    const auto documents = documents_of(tables.formulations.places_of(f), tables.tokens);
    const std::string first = attestation_for_people(first_attestation(documents, tables.dates));
    const std::string last = attestation_for_people(last_attestation(documents, tables.dates));
    const auto undated =
        std::ranges::count_if(documents, [&](DocumentIndex d) { return !tables.dates[d].known(); });
    out(fmt::format("  {:>2}  {}\n      {} documents, {} places{}, {}{}\n", rank,
                    cut_to_width(shown_text(f, kWidth), kWidth), f.documents, f.occurrences,
                    f.wordings.size() > 1 ? fmt::format(" in {} wordings", f.wordings.size()) : "",
                    first == last ? first : fmt::format("{} to {}", first, last),
                    undated > 0 && first != "undated" ? fmt::format(", {} undated", undated) : ""));
  }
}

void print_passages(const PassageTables& tables, const Sink& out) {
  constexpr std::size_t kRows = 5, kWidth = 96;
  out("\nReused passages\n");
  if (tables.passages.rows.empty()) out("  none\n");
  const std::vector<std::size_t> best =
      best_first(tables.passages, best_passages(tables.passages, kRows));
  for (const std::size_t index : best) {
    const Passage& p = tables.passages.rows[index];
    const Span first = tables.tokens.spans[p.begin_a], last = tables.tokens.spans[p.end_a - 1];
    const std::string text =
        visible_line(tables.documents[p.a].text.substr(first.begin, last.end - first.begin));
    out(fmt::format("  {}\n      {} ({}) – {} ({}): {} tokens, similarity {:.2f}\n",
                    cut_to_width(text, kWidth), visible_line(tables.documents[p.a].id),
                    date_for_people(tables.dates[p.a]), visible_line(tables.documents[p.b].id),
                    date_for_people(tables.dates[p.b]),
                    grouped(std::max(p.end_a - p.begin_a, p.end_b - p.begin_b)), p.similarity));
  }
}

}  // namespace

int run_report(const Settings& settings) {
  if (settings.output.path.empty()) {
    throw Error("no folder to write to", "leitwort report", "add -o DIR");
  }
  check_selection(settings);
  const std::optional<Watch> watch = read_watch_list(settings);
  Session session(settings);
  OutputFolder folder(settings.output.path, settings.output.folder_files);
  Tokens tokens;
  Vocabulary vocabulary;
  Reading reading = session.read_all(tokens, vocabulary);
  Record record;
  const Lexicons lexicons = find_lexicons(reading, tokens, vocabulary, session);
  write_documents_file(folder, reading, settings);

  session.timings.begin("similarity");
  session.progress.show("Comparing documents");
  std::vector<ClosestPairs> closest;
  std::vector<PageSimilarity> compared;  // for the page
  std::string no_picture;
  {
    std::vector<OverlapIndex> indexes = make_indexes(settings);
    closest.assign(indexes.size(), ClosestPairs(kClosestPrinted));
    for (OverlapIndex& index : indexes) index.add(tokens, vocabulary);
    folder.write("similarity.csv", [&](const Sink& sink) {
      write_pairs(indexes, reading, session, table_form(Format::csv, settings), sink, record.cuts,
                  closest);
    });
    session.timings.begin("heatmap");
    session.progress.show("Drawing");
    record.methods = methods_of(indexes);
    no_picture = make_heatmap(indexes.front(), reading, settings, folder);
    session.timings.begin("similarity for the page");
    session.progress.show("Comparing documents");
    if (has_page()) compared = similarity_of_page(indexes, settings);
  }
  if (has_page()) add_further_lengths(tokens, vocabulary, settings, compared);

  const auto [found, periods, suspected] = find(reading, tokens, vocabulary, session);
  const FormulationTables tables{
      reading.documents, reading.dates, tokens, found, periods, settings.formulations.context};
  Formulations watched;
  if (watch) {
    session.timings.begin("watch");
    session.progress.show("Following formulations");
    watched = find_watched(tokens, vocabulary, watch->list, reading.documents);
    record.watch_list = watch->file;
  }
  const FormulationTables watch_tables{
      reading.documents, reading.dates, tokens, watched, periods, settings.formulations.context};
  Passages passages = find_passages_of(reading, tokens, vocabulary, lexicons, session, record);
  const std::vector<PassageLink> links = link_documents(passages);
  const std::uint64_t all_passages = passages.rows.size();
  const std::uint64_t all_clusters = passages.clusters.size();
  limit_passages(passages, session, record);
  const PassageTables passage_tables{reading.documents, reading.dates, tokens, vocabulary,
                                     passages};
  session.timings.begin("write");
  session.progress.show("Writing");
  const std::string boilerplate =
      write_boilerplate_file(folder, reading, suspected, Format::csv, settings);
  write_formulation_tables("", tables, folder, settings);
  if (watch) write_formulation_tables("watch.", watch_tables, folder, settings);
  write_passage_tables(folder, passage_tables, Format::csv, settings);
  if (has_page()) {
    session.timings.begin("page");
    const PageTables page{corpus_for_people(settings.corpus.paths),
                          settings_of_page(settings),
                          record.methods,
                          languages_of(reading, lexicons),
                          tables,
                          watch ? &watch_tables : nullptr,
                          passage_tables,
                          all_passages,
                          all_clusters,
                          links,
                          compared};
    folder.write(kPage, [&](const Sink& sink) { write_page(page, sink); });
  }
  session.timings.begin("timeline picture");
  session.progress.show("Drawing");
  const std::string no_timeline = make_timeline(tables, folder);
  count_cuts(found.counts, periods, record.cuts);
  const std::vector<std::string> files = finish_folder(folder, session, reading, record);
  session.note(formulations_note(found, periods));
  if (watch) session.note(watch_note(watched, periods));
  for (const std::string& note : passage_notes(passage_tables, settings)) session.note(note);
  if (!boilerplate.empty()) session.note(boilerplate);
  if (!no_picture.empty()) session.note("no heatmap: " + no_picture);
  if (!no_timeline.empty()) session.note("no picture of the timeline: " + no_timeline);
  if (!has_page()) {
    session.note(
        "no index.html: this leitwort was built without Node; install nodejs and npm, and build it "
        "again");
  }
  if (settings.run.quiet) return session.finish();

  session.progress.clear();
  OutputFile out("");
  const Sink print = [&out](std::string_view text) { out.write(visible_lines(text)); };
  if (has_page()) {
    print(fmt::format("Open {} in a browser\n\n", visible_line(folder.path_of(kPage))));
  }
  print(fmt::format("{} documents, {} tokens, {}\n", grouped(reading.documents.size()),
                    grouped(tokens.size()), years_covered(reading.dates)));
  print_closest(closest.front(), reading, settings.similarity.options.shingle.front(), print);
  print_formulations(tables, print);
  print_passages(passage_tables, print);
  print(fmt::format("\nWritten to {}\n ", visible_line(settings.output.path)));
  for (const std::string& file : files) print(fmt::format(" {}", visible_line(file)));
  print("\n");
  out.commit();
  return session.finish();
}

}  // namespace leitwort::cli
