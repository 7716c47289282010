#include <leitwort/report.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

#include <nlohmann/json.hpp>

namespace leitwort {
namespace {

std::string method_name(Method method) {
  return method == Method::exact ? "exact" : "estimate";
}

/// What a signature does not tell is unknown.
bool knows_containment(const PairScore& score) {
  return score.method == Method::exact || !std::isnan(score.overlap_error);
}

}  // namespace

std::vector<std::string> duplicate_pair_columns() {
  return {"a",   "b",    "jaccard",       "method",        "standard_error",
          "low", "high", "containment_a", "containment_b", "containment_error"};
}

Row duplicate_pair_row(const PairScore& score, std::span<const std::string> ids) {
  const bool knows = knows_containment(score);
  return {ids[score.a],
          ids[score.b],
          score.jaccard,
          method_name(score.method),
          score.standard_error,
          score.interval.low,
          score.interval.high,
          knows ? score.containment_a : kUnknown,
          knows ? score.containment_b : kUnknown,
          score.overlap_error};
}

std::vector<std::string> duplicate_columns() {
  return {"group",
          "document",
          "representative",
          "jaccard",
          "method",
          "standard_error",
          "containment",
          "containment_of_representative",
          "containment_error",
          "date"};
}

void visit_duplicate_rows(std::span<const PairScore> pairs,
                          std::span<const DocumentIndex> representatives,
                          std::span<const std::string> ids, std::span<const Date> dates,
                          const std::function<void(const Row&)>& visit) {
  std::uint64_t number = 0;
  for (const DuplicateGroup& group : list_groups(representatives)) {
    const DocumentIndex representative = group.representative;
    visit({++number, ids[representative], ids[representative], 1.0, std::string("exact"), 0.0, 1.0,
           1.0, 0.0, to_string(dates[representative])});
    for (const DocumentIndex d : group.duplicates) {
      const auto pair = std::pair(std::min(d, representative), std::max(d, representative));
      const PairScore& score = *std::ranges::lower_bound(
          pairs, pair, {}, [](const PairScore& s) { return std::pair(s.a, s.b); });
      const bool knows = knows_containment(score), d_is_a = d == score.a;
      const double mine = d_is_a ? score.containment_a : score.containment_b;
      const double other = d_is_a ? score.containment_b : score.containment_a;
      visit({number, ids[d], ids[representative], score.jaccard, method_name(score.method),
             score.standard_error, knows ? mine : kUnknown, knows ? other : kUnknown,
             score.overlap_error, to_string(dates[d])});
    }
  }
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
