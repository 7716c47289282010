#include "report/table_list.hpp"
#include "require.hpp"
#include <leitwort/exchange.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

#include <nlohmann/json.hpp>

namespace leitwort {
namespace {

/// Containments are unknown where they would be derived from a signature.
bool knows_containment(const PairScore& score) {
  return score.method == Method::exact || !std::isnan(score.overlap_error);
}

const char* method_name(const PairScore& score) {
  return score.method == Method::exact ? "exact" : "estimate";
}

/// A row of duplicates.pairs.csv.
struct PairRow {
  const PairScore& score;
  std::span<const std::string> ids;

  [[nodiscard]] double known_containment(double containment) const {
    return knows_containment(score) ? containment : kUnknown;
  }
};

constexpr Column<PairRow> kPairColumns[] = {
    {"a", "id of a document", [](const PairRow& row) { return row.ids[row.score.a]; }},
    {"b", "id of another one, which comes later in the corpus",
     [](const PairRow& row) { return row.ids[row.score.b]; }},
    {"jaccard", "shared shingles / those of either document",
     [](const PairRow& row) { return row.score.jaccard; }},
    {"method", "exact or estimate", [](const PairRow& row) { return method_name(row.score); }},
    {"standard_error", "of jaccard; 0 where it is exact",
     [](const PairRow& row) { return row.score.standard_error; }},
    {"low", "lower end of the 95% interval of jaccard (Wilson); jaccard where it is exact",
     [](const PairRow& row) { return row.score.interval.low; }},
    {"high", "upper end of it", [](const PairRow& row) { return row.score.interval.high; }},
    {"containment_a",
     "share of the shingles of a that b has; unknown where only jaccard is estimated",
     [](const PairRow& row) { return row.known_containment(row.score.containment_a); }},
    {"containment_b", "the same with a and b exchanged",
     [](const PairRow& row) { return row.known_containment(row.score.containment_b); }},
    {"containment_error", "standard error of the containment of the smaller in the larger",
     [](const PairRow& row) { return row.score.overlap_error; }},
};
constexpr Table<PairRow> kPairs = {"duplicates.pairs", "two documents that are duplicates",
                                   kPairColumns};

/// A row of duplicates.csv: a document and how it compares with its representative.
struct MemberRow {
  std::uint64_t group;
  DocumentIndex document, representative;
  std::span<const std::string> ids;
  std::span<const Date> dates;
  double jaccard = 1;
  const char* method = "exact";
  double standard_error = 0;
  double containment = 1, containment_of_representative = 1, containment_error = 0;
};

constexpr Column<MemberRow> kMemberColumns[] = {
    {"group", "its number, from 1", [](const MemberRow& row) { return row.group; }},
    {"document", "its id", [](const MemberRow& row) { return row.ids[row.document]; }},
    {"representative", "id of the earliest document of the group, with which it is compared",
     [](const MemberRow& row) { return row.ids[row.representative]; }},
    {"jaccard", "of both; 1 with itself", [](const MemberRow& row) { return row.jaccard; }},
    {"method", "exact or estimate", [](const MemberRow& row) { return row.method; }},
    {"standard_error", "of jaccard; 0 where it is exact",
     [](const MemberRow& row) { return row.standard_error; }},
    {"containment",
     "share of the document's shingles that the representative has; unknown where only jaccard is "
     "estimated",
     [](const MemberRow& row) { return row.containment; }},
    {"containment_of_representative", "the same with both exchanged",
     [](const MemberRow& row) { return row.containment_of_representative; }},
    {"containment_error", "standard error of the containment of the smaller in the larger",
     [](const MemberRow& row) { return row.containment_error; }},
    {"date", "of the document",
     [](const MemberRow& row) { return report::known(to_string(row.dates[row.document])); }},
};
constexpr Table<MemberRow> kMembers = {
    "duplicates", "a document of a group of near-duplicates, the representative first",
    kMemberColumns};

}  // namespace

namespace report {

TableFacts duplicates_facts() {
  return facts_of(kMembers);
}
TableFacts duplicate_pairs_facts() {
  return facts_of(kPairs);
}

}  // namespace report

void write_duplicate_pairs(std::span<const PairScore> pairs, std::span<const std::string> ids,
                           const TableForm& form, const Sink& sink) {
  RowWriter<PairRow> rows(kPairs, form, sink);
  for (const PairScore& score : pairs) rows.write({score, ids});
  rows.finish();
}

void write_duplicates(std::span<const PairScore> pairs,
                      std::span<const DocumentIndex> representatives,
                      std::span<const std::string> ids, std::span<const Date> dates,
                      const TableForm& form, const Sink& sink) {
  LEITWORT_REQUIRE(
      std::ranges::is_sorted(pairs, {}, [](const PairScore& p) { return std::pair(p.a, p.b); }),
      "`pairs` ascending by (a, b)");
  RowWriter<MemberRow> rows(kMembers, form, sink);
  std::uint64_t number = 0;
  for (const DuplicateGroup& group : list_groups(representatives)) {
    const DocumentIndex representative = group.representative;
    rows.write({++number, representative, representative, ids, dates});
    for (const DocumentIndex d : group.duplicates) {
      const auto pair = std::pair(std::min(d, representative), std::max(d, representative));
      const PairScore& score = *std::ranges::lower_bound(
          pairs, pair, {}, [](const PairScore& s) { return std::pair(s.a, s.b); });
      const bool knows = knows_containment(score), d_is_a = d == score.a;
      const double mine = d_is_a ? score.containment_a : score.containment_b;
      const double other = d_is_a ? score.containment_b : score.containment_a;
      rows.write({number, d, representative, ids, dates, score.jaccard, method_name(score),
                  score.standard_error, knows ? mine : kUnknown, knows ? other : kUnknown,
                  score.overlap_error});
    }
  }
  rows.finish();
}

std::string json_line(const Document& document, std::string_view text) {
  nlohmann::ordered_json line;
  const auto put = [&line](const char* name, std::string_view value) {
    if (!value.empty()) line[name] = value;
  };
  put("id", document.id);
  put("path", document.path);
  put("date", to_string(document.date));
  if (document.date.circa) put("date_precision", "circa");
  put("title", document.title);
  put("author", document.author);
  put("institution", document.institution);
  put("genre", document.genre);
  put("language", document.language);
  put("series", document.series);
  put("source_url", document.source_url);
  for (const auto& [name, value] : document.extra) put(name.c_str(), value);
  line["text"] = text;
  return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace leitwort
