#include "page/choice.hpp"

#include "page/stretches.hpp"
#include "report/passage_words.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>

namespace leitwort::page {
namespace {

/// The most that each may have, so that together they have at most `most`.
std::size_t even_share(std::vector<std::size_t> sizes, std::size_t most) {
  std::ranges::sort(sizes);
  std::size_t left = most;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const std::size_t share = left / (sizes.size() - i);
    if (sizes[i] > share) return share;
    left -= sizes[i];
  }
  return sizes.empty() ? 0 : sizes.back();
}

/// A change that chance makes once in a thousand rows (χ² with one degree of freedom).
constexpr double kClear = 10.83;

std::vector<SlotChange> changes_of(const FormulationTables& tables, const Formulation& row) {
  const auto places = tables.formulations.places_of(row);
  const auto leaders = slot_leaders(row, places, tables.tokens, tables.periods);
  std::vector<SlotChange> changes;
  std::vector<std::pair<double, std::size_t>> told;  // negative strength, index
  for (std::size_t slot = 0; slot < leaders.size(); ++slot) {
    for (HandOver& change : hand_overs(leaders[slot])) {
      const double strength =
          hand_over_strength(row, slot, change, places, tables.tokens, tables.periods);
      // That it came about in another way, or that the places do not speak for it, is no news.
      if (strength > 0 && is_replacement(row, slot, change))
        told.emplace_back(-strength, changes.size());
      changes.push_back({slot, std::move(change), 0, strength >= kClear});
    }
  }
  std::ranges::sort(told);
  for (std::size_t i = 0; i < told.size(); ++i) changes[told[i].second].told = i + 1;
  return changes;
}

void choose_formulations(const PageTables& tables, const PageLimits& limits, Shown& shown) {
  const auto add = [&](const FormulationTables& from, std::size_t most) {
    const auto& rows = from.formulations.rows;
    for (std::size_t i = 0; i < std::min(rows.size(), most); ++i) {
      shown.formulations.push_back({&from, &rows[i], i + 1, changes_of(from, rows[i])});
    }
  };
  if (tables.watched != nullptr) add(*tables.watched, tables.watched->formulations.rows.size());
  shown.watched = shown.formulations.size();
  add(tables.found, limits.formulations);
  const std::size_t listed = tables.found.formulations.rows.size();
  shown.limits.push_back({"formulations", "formulations", shown.formulations.size() - shown.watched,
                          listed, "formulations.csv"});
  const std::size_t beyond = tables.found.formulations.counts.beyond_limit;
  shown.limits.push_back(
      {"repeats", "formulations and repeats that --limit leaves", listed, listed + beyond, ""});
}

std::string occurrences_of(const Shown& shown) {
  return shown.watched == 0 ? "occurrences.csv" : "occurrences.csv and watch.occurrences.csv";
}

/// Those of each formulation spread evenly where they are too many.
void choose_places(const PageLimits& limits, Shown& shown) {
  std::vector<std::size_t> sizes;
  for (const ShownFormulation& f : shown.formulations) sizes.push_back(f.all_places().size());
  const std::size_t share = even_share(sizes, limits.places);
  std::uint64_t held = 0, all = 0;
  for (ShownFormulation& f : shown.formulations) {
    const auto places = f.all_places();
    visit_spread(places.size(), share, [&](std::size_t i) { f.places.push_back(places[i]); });
    held += f.places.size();
    all += places.size();
  }
  shown.limits.push_back({"places", "places of formulations", held, all, occurrences_of(shown)});
}

void choose_passages(const PageTables& tables, const PageLimits& limits, Shown& shown) {
  const std::uint64_t written = tables.passages.passages.rows.size();
  shown.passages = best_passages(tables.passages.passages, limits.passages);
  shown.limits.push_back({"passages", "passages", shown.passages.size(), written, "passages.csv"});
  shown.limits.push_back({"rows", "passages of passages.csv", written, tables.all_passages, ""});
  shown.links.assign(tables.links.begin(), tables.links.end());
  std::ranges::sort(shown.links, {}, [](const PassageLink& link) {
    return std::tuple(~link.tokens, link.a, link.b);
  });
  if (shown.links.size() > limits.links) shown.links.resize(limits.links);
  shown.limits.push_back({"links", "pairs of documents that share passages", shown.links.size(),
                          tables.links.size(),
                          written == tables.all_passages ? "passages.csv" : ""});
}

/// The last place before a change with what was there, and the first from it on with what came;
/// `places` by date.
void add_change(const ShownFormulation& f, const SlotChange& told, std::span<const Place> places,
                std::vector<ShownStretch>& evidence) {
  const Tokens& tokens = f.tables->tokens;
  const Place* before = nullptr;
  const Place* after = nullptr;
  for (const Place& place : places) {
    const std::vector<std::string>& values = f.row->wordings[place.wording].slot_values;
    const std::int32_t period = f.tables->periods.of_document[tokens.document_of(place.begin)];
    if (period < 0 || told.slot >= values.size()) continue;
    const auto is_one_of = [&](const Leaders& some) {
      return std::ranges::find(some, values[told.slot]) != some.end();
    };
    if (static_cast<std::size_t>(period) < told.change.period) {
      if (is_one_of(told.change.from)) before = &place;
    } else if (after == nullptr && is_one_of(told.change.to)) {
      after = &place;
    }
  }
  for (const Place* place : {before, after}) {
    if (place == nullptr) continue;
    evidence.push_back(
        {tokens.document_of(place->begin), report::bytes_of(tokens, place->begin, place->end)});
  }
}

/// What shows the changes that are shown at first.
void add_changes(const ShownFormulation& f, std::span<const Place> places,
                 std::vector<ShownStretch>& evidence) {
  std::vector<const SlotChange*> first(kChangesAtFirst, nullptr);
  for (const SlotChange& change : f.changes) {
    if (change.told > 0 && change.told <= first.size()) first[change.told - 1] = &change;
  }
  for (const SlotChange* change : first) {
    if (change != nullptr) add_change(f, *change, places, evidence);
  }
}

Evidence evidence_of(const PageTables& tables, const Shown& shown) {
  const Tokens& tokens = tables.found.tokens;
  const std::vector<std::size_t> by_date = places_by_date(tables.found.dates);
  Evidence evidence;
  for (const ShownFormulation& f : shown.formulations) {
    std::vector<Place> in_order = f.places;
    std::ranges::sort(in_order, {}, [&](const Place& p) {
      return std::pair(by_date[tokens.document_of(p.begin)], p.begin);
    });
    std::vector<ShownStretch>& places = evidence.places.emplace_back();
    for (const Place& p : in_order) {
      places.push_back({tokens.document_of(p.begin), report::bytes_of(tokens, p.begin, p.end)});
    }
    add_changes(f, in_order, evidence.changes);
  }
  const Passages& passages = tables.passages.passages;
  for (const std::size_t i : best_first(passages, shown.passages)) {
    const Passage& p = passages.rows[i];
    evidence.passages.push_back({p.a, report::bytes_of(tokens, p.begin_a, p.end_a)});
    evidence.passages.push_back({p.b, report::bytes_of(tokens, p.begin_b, p.end_b)});
  }
  return evidence;
}

void choose_texts(const PageTables& tables, const PageLimits& limits, Shown& shown) {
  const auto documents = tables.found.documents;
  const Evidence evidence = evidence_of(tables, shown);
  shown.stretches = choose_stretches(documents, evidence, limits);
  std::uint64_t complete = 0;
  for (std::size_t d = 0; d < documents.size(); ++d) {
    const auto size = static_cast<std::uint32_t>(documents[d].text.size());
    complete += size == 0 || is_held(shown.stretches[d], {0, size}) ? 1 : 0;
  }
  shown.limits.push_back(
      {"texts", "documents with all of their text", complete, documents.size(), ""});
  std::uint64_t held = 0, all = 0;
  for (const auto& places : evidence.places) {
    all += places.size();
    held += static_cast<std::uint64_t>(std::ranges::count_if(places, [&](const ShownStretch& s) {
      return is_held(shown.stretches[s.document], s.bytes);
    }));
  }
  shown.limits.push_back(
      {"contexts", "places with the text around them", held, all, occurrences_of(shown)});
  held = static_cast<std::uint64_t>(std::ranges::count_if(
      evidence.passages,
      [&](const ShownStretch& s) { return is_held(shown.stretches[s.document], s.bytes); }));
  shown.limits.push_back({"sides", "sides of passages with their text", held,
                          evidence.passages.size(), "passages.csv"});
}

}  // namespace

std::vector<std::size_t> places_by_date(std::span<const Date> dates) {
  std::vector<std::size_t> places(dates.size());
  std::size_t next = 0;
  for (const DocumentIndex d : order_by_date(dates)) places[d] = next++;
  return places;
}

Shown choose(const PageTables& tables, const PageLimits& limits) {
  Shown shown;
  choose_formulations(tables, limits, shown);
  choose_places(limits, shown);
  choose_passages(tables, limits, shown);
  choose_texts(tables, limits, shown);
  for (const PageSimilarity& s : tables.similarity) {
    if (s.complete) continue;
    shown.limits.push_back({"pairs",
                            fmt::format("pairs of documents compared by {}-token shingles", s.k),
                            s.pairs.size(), s.compared, s.written ? "similarity.csv" : "", s.k});
  }
  std::erase_if(shown.limits, [](const PageLimit& limit) { return limit.shown == limit.all; });
  return shown;
}

}  // namespace leitwort::page
