#include "report/passage_words.hpp"
#include <leitwort/report.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include <fmt/format.h>

namespace leitwort {
namespace {

using namespace report;

Cell date_cell(const Date& date) {
  return date.known() ? Cell(to_string(date)) : Cell{};
}

double rounded(double number, double unit) {
  return std::round(number / unit) * unit;
}

/// `12=1X3=2D`.
std::string alignment_of(std::span<const AlignmentRun> runs) {
  static constexpr std::string_view letters = "=XDI";
  std::string text;
  for (const AlignmentRun& run : runs) {
    text += fmt::format("{}{}", run.length, letters[static_cast<std::size_t>(run.kind)]);
  }
  return text;
}

/// A side of a passage.
struct Side {
  std::uint32_t cluster = 0;
  DocumentIndex document = 0;
  TokenIndex begin = 0, end = 0;
  std::size_t passage = 0;
};

std::vector<Side> sides_by_cluster(const Passages& passages) {
  std::vector<Side> sides;
  sides.reserve(2 * passages.rows.size());
  for (std::size_t i = 0; i < passages.rows.size(); ++i) {
    const Passage& p = passages.rows[i];
    sides.push_back({p.cluster, p.a, p.begin_a, p.end_a, i});
    sides.push_back({p.cluster, p.b, p.begin_b, p.end_b, i});
  }
  std::ranges::sort(sides, {}, [](const Side& s) { return std::pair(s.cluster, s.document); });
  return sides;
}

/// How many passages of a cluster have a side that shares tokens with one of its versions.
std::uint64_t count_passages(const std::vector<Side>& sides, std::uint32_t cluster,
                             const Version& version) {
  const auto same =
      std::ranges::equal_range(sides, std::pair(cluster, version.document), {},
                               [](const Side& s) { return std::pair(s.cluster, s.document); });
  std::vector<std::size_t> found;
  for (const Side& side : same) {
    if (side.begin < version.end && version.begin < side.end) found.push_back(side.passage);
  }
  std::ranges::sort(found);
  return static_cast<std::uint64_t>(std::unique(found.begin(), found.end()) - found.begin());
}

}  // namespace

std::string_view label_name(PassageLabel label) {
  if (label == PassageLabel::near_duplicate) return "near-duplicate";
  if (label == PassageLabel::formula) return "formula";
  return label == PassageLabel::same_series ? "same-series" : "";
}

void write_passages(const PassageTables& tables, const TableForm& form, const Sink& sink) {
  TableWriter table(sink, form,
                    {"passage",    "cluster",  "a",         "a_date",       "a_begin_byte",
                     "a_end_byte", "b",        "b_date",    "b_begin_byte", "b_end_byte",
                     "tokens_a",   "tokens_b", "matched",   "similarity",   "score",
                     "text_a",     "text_b",   "alignment", "label",        "equal",
                     "near",       "moved",    "places"});
  std::uint64_t number = 0;
  for (const Passage& p : tables.passages.rows) {
    const Span a = bytes_of(tables.tokens, p.begin_a, p.end_a);
    const Span b = bytes_of(tables.tokens, p.begin_b, p.end_b);
    const std::string_view label = label_name(p.label);
    table.row({++number,
               std::uint64_t{p.cluster} + 1,
               tables.documents[p.a].id,
               date_cell(tables.dates[p.a]),
               std::uint64_t{a.begin},
               std::uint64_t{a.end},
               tables.documents[p.b].id,
               date_cell(tables.dates[p.b]),
               std::uint64_t{b.begin},
               std::uint64_t{b.end},
               std::uint64_t{p.end_a - p.begin_a},
               std::uint64_t{p.end_b - p.begin_b},
               std::uint64_t{p.matched()},
               rounded(p.similarity, 1e-4),
               rounded(p.score, 0.1),
               std::string(printed(tables, p.a, p.begin_a, p.end_a)),
               std::string(printed(tables, p.b, p.begin_b, p.end_b)),
               alignment_of(tables.passages.runs_of(p)),
               label.empty() ? Cell{} : Cell(std::string(label)),
               std::uint64_t{p.equal},
               std::uint64_t{p.near},
               std::uint64_t{p.moved},
               p.places == 0 ? Cell{} : Cell(std::uint64_t{p.places})});
  }
  table.finish();
}

void write_clusters(const PassageTables& tables, const TableForm& form, const Sink& sink) {
  TableWriter table(sink, form,
                    {"cluster", "document", "date", "begin_byte", "end_byte", "tokens", "order",
                     "passages", "text"});
  const std::vector<Side> sides = sides_by_cluster(tables.passages);
  std::uint32_t cluster = 0;
  for (const Cluster& versions : tables.passages.clusters) {
    for (const Version& v : tables.passages.versions_of(versions)) {
      const Span bytes = bytes_of(tables.tokens, v.begin, v.end);
      table.row({std::uint64_t{cluster} + 1, tables.documents[v.document].id,
                 date_cell(tables.dates[v.document]), std::uint64_t{bytes.begin},
                 std::uint64_t{bytes.end}, std::uint64_t{v.end - v.begin},
                 std::string(report::order_name(v.order)), count_passages(sides, cluster, v),
                 std::string(printed(tables, v.document, v.begin, v.end))});
    }
    ++cluster;
  }
  table.finish();
}

}  // namespace leitwort
