#include "report/passage_words.hpp"
#include "report/table_list.hpp"
#include <leitwort/report.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

namespace leitwort {
namespace {

using namespace report;

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

/// A row of passages.csv.
struct PassageRow {
  const PassageTables& tables;
  const Passage& passage;
  std::uint64_t number;
  Span a, b;
};

constexpr Column<PassageRow> kPassageColumns[] = {
    {"passage", "its number, from 1; rows stand in the order of the corpus",
     [](const PassageRow& row) { return row.number; }},
    {"cluster", "of passages.clusters.csv, which has all versions of it",
     [](const PassageRow& row) { return row.passage.cluster + 1; }},
    {"a", "id of a document",
     [](const PassageRow& row) { return row.tables.documents[row.passage.a].id; }},
    {"a_date", "its date",
     [](const PassageRow& row) { return known(to_string(row.tables.dates[row.passage.a])); }},
    {"a_begin_byte",
     "first byte in its text: of the file, of a JSON string decoded, else of the text in UTF-8",
     [](const PassageRow& row) { return row.a.begin; }},
    {"a_end_byte", "byte after the last", [](const PassageRow& row) { return row.a.end; }},
    {"b", "id of the other document, or the same one again",
     [](const PassageRow& row) { return row.tables.documents[row.passage.b].id; }},
    {"b_date", "its date",
     [](const PassageRow& row) { return known(to_string(row.tables.dates[row.passage.b])); }},
    {"b_begin_byte", "first byte in its text, likewise",
     [](const PassageRow& row) { return row.b.begin; }},
    {"b_end_byte", "byte after the last", [](const PassageRow& row) { return row.b.end; }},
    {"tokens_a", "of the stretch of a",
     [](const PassageRow& row) { return row.passage.end_a - row.passage.begin_a; }},
    {"tokens_b", "of the stretch of b",
     [](const PassageRow& row) { return row.passage.end_b - row.passage.begin_b; }},
    {"matched", "pairs of tokens that are equal or nearly alike",
     [](const PassageRow& row) { return row.passage.matched(); }},
    {"similarity",
     "their share of all tokens of both stretches, those nearly alike counting half; 1 is not "
     "verbatim",
     [](const PassageRow& row) { return rounded(row.passage.similarity, 1e-4); }},
    {"score", "bits: how surprising it is that both have these words so close to each other",
     [](const PassageRow& row) { return rounded(row.passage.score, 0.1); }},
    {"text_a", "the stretch of a, as printed",
     [](const PassageRow& row) {
       return printed(row.tables, row.passage.a, row.passage.begin_a, row.passage.end_a);
     }},
    {"text_b", "the stretch of b, as printed",
     [](const PassageRow& row) {
       return printed(row.tables, row.passage.b, row.passage.begin_b, row.passage.end_b);
     }},
    {"alignment",
     "token by token, 12=1X3=2D: equal, different or nearly alike (X), only in a (D), only in b "
     "(I)",
     [](const PassageRow& row) { return alignment_of(row.tables.passages.runs_of(row.passage)); }},
    {"label",
     "near-duplicate (both documents nearly whole in what they share), same-series, or formula "
     "(stands at many places)",
     [](const PassageRow& row) { return known(std::string(label_name(row.passage.label))); }},
    {"equal", "of matched, equal tokens", [](const PassageRow& row) { return row.passage.equal; }},
    {"near", "of matched, tokens nearly alike: one stem, or seven letters of ten",
     [](const PassageRow& row) { return row.passage.near; }},
    {"moved", "of matched, those that stand in another order",
     [](const PassageRow& row) { return row.passage.moved; }},
    {"places", "of a formula: its places in the corpus",
     [](const PassageRow& row) {
       const std::uint32_t places = row.passage.places;
       return places == 0 ? std::nullopt : std::optional<std::uint64_t>(places);
     }},
};
constexpr Table<PassageRow> kPassages = {
    "passages", "a stretch of one document and one of another that are alike", kPassageColumns};

/// A row of passages.clusters.csv.
struct VersionRow {
  const PassageTables& tables;
  const Version& version;
  std::uint32_t cluster;
  Span bytes;
  std::uint64_t passages;
};

constexpr Column<VersionRow> kVersionColumns[] = {
    {"cluster", "its number, as in passages.csv",
     [](const VersionRow& row) { return row.cluster + 1; }},
    {"document", "its id",
     [](const VersionRow& row) { return row.tables.documents[row.version.document].id; }},
    {"date", "of the document",
     [](const VersionRow& row) {
       return known(to_string(row.tables.dates[row.version.document]));
     }},
    {"begin_byte",
     "first byte in its text: of the file, of a JSON string decoded, else of the text in UTF-8",
     [](const VersionRow& row) { return row.bytes.begin; }},
    {"end_byte", "byte after the last", [](const VersionRow& row) { return row.bytes.end; }},
    {"tokens", "of the stretch",
     [](const VersionRow& row) { return row.version.end - row.version.begin; }},
    {"order",
     "earliest, tie (another may be as early), later, or unknown; by the dates of these "
     "documents",
     [](const VersionRow& row) { return order_name(row.version.order); }},
    {"passages", "rows of passages.csv that this version is a side of",
     [](const VersionRow& row) { return row.passages; }},
    {"text", "the stretch, as printed",
     [](const VersionRow& row) {
       return printed(row.tables, row.version.document, row.version.begin, row.version.end);
     }},
};
constexpr Table<VersionRow> kClusters = {
    "passages.clusters", "a version of a passage, the earliest of its cluster first",
    kVersionColumns};

}  // namespace

std::string_view label_name(PassageLabel label) {
  if (label == PassageLabel::near_duplicate) return "near-duplicate";
  if (label == PassageLabel::formula) return "formula";
  return label == PassageLabel::same_series ? "same-series" : "";
}

namespace report {

TableFacts passages_facts() {
  return facts_of(kPassages);
}
TableFacts clusters_facts() {
  return facts_of(kClusters);
}

}  // namespace report

void write_passages(const PassageTables& tables, const TableForm& form, const Sink& sink) {
  RowWriter<PassageRow> rows(kPassages, form, sink);
  std::uint64_t number = 0;
  for (const Passage& p : tables.passages.rows) {
    rows.write({tables, p, ++number, bytes_of(tables.tokens, p.begin_a, p.end_a),
                bytes_of(tables.tokens, p.begin_b, p.end_b)});
  }
  rows.finish();
}

void write_clusters(const PassageTables& tables, const TableForm& form, const Sink& sink) {
  RowWriter<VersionRow> rows(kClusters, form, sink);
  const std::vector<Side> sides = sides_by_cluster(tables.passages);
  std::uint32_t cluster = 0;
  for (const Cluster& versions : tables.passages.clusters) {
    for (const Version& v : tables.passages.versions_of(versions)) {
      rows.write({tables, v, cluster, bytes_of(tables.tokens, v.begin, v.end),
                  count_passages(sides, cluster, v)});
    }
    ++cluster;
  }
  rows.finish();
}

}  // namespace leitwort
