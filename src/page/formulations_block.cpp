#include "page/blocks.hpp"
#include "page/contract.hpp"
#include "report/passage_words.hpp"

#include <set>
#include <utility>

#include <fmt/format.h>

namespace leitwort::page {
namespace {

/// The numbers that the page shows with an interval.
struct Proportions {
  std::set<std::pair<std::uint32_t, std::uint32_t>> shares;  ///< documents with it, documents
  std::set<std::uint32_t> counts;                            ///< places
};

void note_proportions(const ShownFormulation& f, Proportions& proportions) {
  const Periods& periods = f.tables->periods;
  const std::vector<PeriodUse> uses = use_over_time(f.all_places(), f.tables->tokens, periods);
  for (std::size_t p = 0; p < uses.size(); ++p) {
    if (periods.documents[p] == 0) continue;
    proportions.shares.emplace(uses[p].documents_with, periods.documents[p]);
    proportions.counts.insert(uses[p].occurrences);
  }
}

Proportions proportions_of(const Shown& shown) {
  Proportions proportions;
  for (const ShownFormulation& f : shown.formulations) note_proportions(f, proportions);
  return proportions;
}

contract::Wording wording(const Wording& of) {
  return {.text = of.text,
          .values = each<std::string>(of.slot_values),
          .documents = of.documents,
          .occurrences = of.occurrences};
}

void visit_places(const ShownFormulation& f, const Each<std::int64_t>::Take& take) {
  const Tokens& tokens = f.tables->tokens;
  DocumentIndex document = 0;
  std::int64_t end = 0;
  for (const Place& place : f.places) {
    const Span bytes = report::bytes_of(tokens, place.begin, place.end);
    const DocumentIndex here = tokens.document_of(place.begin);
    if (here != document) end = 0;
    take(here - document);
    take(bytes.begin - end);  // below 0 where ½ ends one and begins the next
    take(bytes.end - bytes.begin);
    take(place.wording);
    document = here;
    end = bytes.end;
  }
}

std::vector<std::uint32_t> adoption_of(const ShownFormulation& f, const Authors& authors) {
  if (authors.count == 0) return {};
  return adoption(f.all_places(), f.tables->tokens, f.tables->periods, authors);
}

contract::FormulationDetail detail(const ShownFormulation& f, const Authors& authors) {
  return {.explanation = f.row->explanation.empty() ? explain(*f.row) : f.row->explanation,
          .wordings = each<contract::Wording>(f.row->wordings, wording),
          .places = Each<std::int64_t>([&f](const auto& take) { visit_places(f, take); }),
          .adoption = each<std::uint64_t>(adoption_of(f, authors))};
}

contract::Interval interval(const Interval& of) {
  return {.low = of.low, .high = of.high};
}

}  // namespace

std::string formulations_block(const PageTables& tables, const Shown& shown) {
  using Bounds = Keyed<contract::Interval>;
  const Authors authors = authors_of(tables.found.documents);
  const Proportions proportions = proportions_of(shown);
  const contract::FormulationsBlock block{
      .rows = each<contract::FormulationDetail>(
          shown.formulations, [&](const ShownFormulation& f) { return detail(f, authors); }),
      .intervals = {.share = each<Bounds>(proportions.shares,
                                          [](const auto& share) {
                                            const auto& [with, all] = share;
                                            return Bounds{fmt::format("{}/{}", with, all),
                                                          interval(wilson_interval(with, all))};
                                          }),
                    .count = each<Bounds>(proportions.counts, [](std::uint32_t count) {
                      return Bounds{fmt::format("{}", count), interval(poisson_interval(count))};
                    })}};
  JsonText json;
  write(json, block);
  return json.take();
}

}  // namespace leitwort::page
