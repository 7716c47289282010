#include "cli/analysis.hpp"
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

constexpr const char* kPage = "index.html";

/// The square form and its picture, up to kAllPairsUpTo documents. Returns why there is no picture.
std::string make_heatmap(Analysis& analysis, const Settings& settings, OutputFolder& folder) {
  const OverlapIndex& index = analysis.shingles().front();
  const Measure& measure = settings.similarity.pairs.measure;
  const std::size_t documents = index.documents();
  const bool drawable = documents >= 2 && documents <= kAllPairsUpTo;
  if (!drawable && !settings.similarity.matrix) {
    return documents < 2
               ? "one document has nothing to be compared with"
               : fmt::format("more than {} documents (scripts/heatmap.py draws similarity.csv)",
                             kAllPairsUpTo);
  }
  if (!measure.estimable && index.method() == Method::estimate) {
    return fmt::format("the {} measure cannot be estimated from signatures", measure.name);
  }
  const Square square =
      make_square(index, analysis.corpus().documents, analysis.dates(), settings.similarity);
  const std::string name = "similarity.matrix.csv";
  folder.write(name, [&](const Sink& sink) {
    write_matrix(square.matrix, square.ids, table_form(Format::csv, settings), sink);
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

/// Returns why there is no picture.
std::string make_timeline(const FormulationTables& tables, OutputFolder& folder) {
  if (tables.formulations.rows.empty()) return "no formulation was found";
  if (tables.periods.size() == 0) return "no document is dated as precisely as a period";
  return draw_picture("timeline.py",
                      {folder.place("timeline.csv"), "-o", folder.place("timeline.png")});
}

/// What is read and written while the results are made, for the user.
struct Remarks {
  std::string no_heatmap, no_timeline;  ///< why there is none; empty: there is
  std::string boilerplate;
};

/// What needs the shingles: pairs, heatmap, and what the page compares.
std::vector<PageSimilarity> write_comparisons(Analysis& analysis, Session& session,
                                              OutputFolder& folder, Remarks& remarks) {
  const Settings& settings = session.settings;
  write_similarity_file(analysis, table_form(Format::csv, settings), files_of(folder));
  for (const Comparison& comparison : analysis.comparisons()) {
    session.note(pairs_note(comparison, settings));
  }
  session.begin("heatmap", "Drawing");
  remarks.no_heatmap = make_heatmap(analysis, settings, folder);
  if (!has_page()) return {};
  session.begin("similarity for the page", "Comparing documents");
  return compare_for_page(analysis);
}

Remarks write_results(Analysis& analysis, Session& session, OutputFolder& folder) {
  const Settings& settings = session.settings;
  const TableForm form = table_form(Format::csv, settings);
  const Folder files = files_of(folder);
  Remarks remarks;
  analysis.lexicons();  // documents.csv tells the languages
  write_documents_file(analysis, form, files);
  const std::vector<PageSimilarity> compared =
      write_comparisons(analysis, session, folder, remarks);
  analysis.release_shingles();
  const std::size_t context = settings.formulations.context;
  const FormulationTables found = formulation_tables(analysis, context);
  const bool watching = !settings.watch.list.empty();
  if (watching) analysis.watched();
  const PassageTables passages = passage_tables(analysis);
  session.begin("write", "Writing");
  write_formulation_files(found, form, files);
  if (watching) write_formulation_files(watch_tables(analysis, context), form, files, "watch.");
  write_passage_files(passages, form, files);
  write_boilerplate_file(analysis, form, files);
  remarks.boilerplate = boilerplate_note(analysis, Format::csv);
  if (has_page()) {
    session.begin("page", "Writing");
    folder.write(kPage, [&](const Sink& sink) {
      write_page(analysis, page_head(settings), compared, sink);
    });
  }
  session.begin("timeline picture", "Drawing");
  remarks.no_timeline = make_timeline(found, folder);
  return remarks;
}

/// Lines on standard error.
void tell(const Remarks& remarks, Analysis& analysis, Session& session) {
  const Settings& settings = session.settings;
  const bool watching = !settings.watch.list.empty();
  session.note(formulations_note(analysis.formulations(), analysis.periods()));
  if (watching) session.note(watch_note(analysis.watched(), analysis.periods()));
  const std::string beyond = beyond_limit_note(analysis, settings);
  if (!beyond.empty()) session.note(beyond);
  for (const std::string& note : passage_notes(passage_tables(analysis), settings)) {
    session.note(note);
  }
  if (!remarks.boilerplate.empty()) session.note(remarks.boilerplate);
  if (!remarks.no_heatmap.empty()) session.note("no heatmap: " + remarks.no_heatmap);
  if (!remarks.no_timeline.empty()) {
    session.note("no picture of the timeline: " + remarks.no_timeline);
  }
  if (!has_page()) {
    session.note(
        "no index.html: this leitwort was built without Node; install nodejs and npm, and build it "
        "again");
  }
}

std::string years_covered(const std::vector<Date>& dates) {
  std::vector<DocumentIndex> all = order_by_input(dates.size());
  const Attestation first = first_attestation(all, dates), last = last_attestation(all, dates);
  if (!first.date.known()) return "no document is dated";
  const auto undated = std::ranges::count_if(dates, [](const Date& d) { return !d.known(); });
  const std::string text = date_for_people(first.date) + " to " + date_for_people(last.date);
  return undated == 0 ? text : text + fmt::format(", {} undated", undated);
}

void print_closest(const Comparison& comparison, std::span<const Document> documents,
                   const Sink& out) {
  out(fmt::format("\nClosest pairs (Jaccard of {}-token shingles)\n", comparison.k));
  if (comparison.closest.empty()) out("  no two documents share a shingle\n");
  for (const PairScore& s : comparison.closest) {
    out(fmt::format("  {:.5f}{}  {} – {}  ({} shared)\n", s.jaccard,
                    s.method == Method::estimate ? fmt::format(" ± {:.3f}", s.standard_error) : "",
                    visible_line(documents[s.a].id), visible_line(documents[s.b].id),
                    grouped(s.shared)));
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

/// What a reader sees first, on standard output.
void print_summary(Analysis& analysis, const OutputFolder& folder, const Settings& settings,
                   const std::vector<std::string>& files) {
  OutputFile out("");
  const Sink print = [&out](std::string_view text) { out.write(visible_lines(text)); };
  const std::vector<Document>& documents = analysis.corpus().documents;
  if (has_page()) {
    print(fmt::format("Open {} in a browser\n\n", visible_line(folder.path_of(kPage))));
  }
  print(fmt::format("{} documents, {} tokens, {}\n", grouped(documents.size()),
                    grouped(analysis.tokens().size()), years_covered(analysis.dates())));
  print_closest(analysis.comparisons().front(), documents, print);
  print_formulations(formulation_tables(analysis), print);
  print_passages(passage_tables(analysis), print);
  print(fmt::format("\nWritten to {}\n ", visible_line(settings.output.path)));
  for (const std::string& file : files) print(fmt::format(" {}", visible_line(file)));
  print("\n");
  out.commit();
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
  Analysis analysis(session.read_corpus(), analysis_options(settings, watch), session.observer());
  check_fields(analysis, settings);
  const Remarks remarks = write_results(analysis, session, folder);
  const std::vector<std::string> files =
      finish_folder(folder, session, account_of(analysis), record_of(analysis, watch));
  tell(remarks, analysis, session);
  if (settings.run.quiet) return session.finish();
  session.progress.clear();
  print_summary(analysis, folder, settings, files);
  return session.finish();
}

}  // namespace leitwort::cli
