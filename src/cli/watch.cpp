#include "cli/watch.hpp"

#include "cli/formulations.hpp"
#include "cli/session.hpp"
#include <leitwort/error.hpp>

#include <algorithm>

#include <fmt/format.h>

namespace leitwort::cli {
namespace {

/// How the row is worded where the corpus has a choice, and of the explanation what is not counts,
/// which have columns of their own.
std::string remark(const Formulation& row) {
  const std::size_t counts_end = row.explanation.find("; ");
  if (counts_end == std::string::npos) return row.slots;
  const std::string rest = row.explanation.substr(counts_end + 2);
  return row.slots.empty() ? rest : fmt::format("{}; {}", row.slots, rest);
}

}  // namespace

std::optional<Watch> read_watch_list(const Settings& settings) {
  if (settings.watch.list.empty()) return std::nullopt;
  if (settings.watch.list == "-" &&
      std::ranges::find(settings.corpus.paths, "-") != settings.corpus.paths.end()) {
    throw Error("cannot be the corpus and the watch-list", "standard input",
                "put one of them into a file");
  }
  ListFile file =
      read_list_of("watch", settings.watch.list, settings.corpus.expansion,
                   "it holds formulations to follow, one a line, wordings of one separated by |");
  return Watch{parse_watch_list(file.text, settings.watch.list), std::move(file.input)};
}

void write_watch_overview(const FormulationTables& tables, const Sink& sink) {
  const std::vector<Formulation>& rows = tables.formulations.rows;
  TableWriter table(sink, TableFormat::table,
                    {"rank", "formulation", "documents", "places", "first", "last", "remark"},
                    rows.size());
  std::uint64_t rank = 0;
  for (const Formulation& f : rows) {
    const auto documents = documents_of(tables.formulations.places_of(f), tables.tokens);
    const auto date = [&](const Attestation& attestation) {
      return documents.empty() ? std::string("–") : date_for_people(attestation.date);
    };
    table.row({++rank, f.text, std::uint64_t{f.documents}, std::uint64_t{f.occurrences},
               date(first_attestation(documents, tables.dates)),
               date(last_attestation(documents, tables.dates)), remark(f)});
  }
  table.finish();
}

std::string watch_note(const Formulations& watched, const Periods& periods) {
  const auto found = std::ranges::count_if(
      watched.rows, [](const Formulation& row) { return row.occurrences > 0; });
  return fmt::format("{} of {} watched formulation{} found{}", found, watched.rows.size(),
                     watched.rows.size() == 1 ? "" : "s", periods_note(periods));
}

}  // namespace leitwort::cli
