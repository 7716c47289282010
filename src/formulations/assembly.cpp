#include "formulations/assembly.hpp"

#include <leitwort/sequence.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

namespace leitwort::formulations {
namespace {

/// Whether a word joins what follows to something before it, and so begins no formulation.
bool joins(std::string_view word) {
  static constexpr std::array<std::string_view, 22> kJoining = {
      "and", "or", "but", "of", "und", "oder", "aber", "von", "et",  "ou", "mais",
      "de",  "y",  "o",   "e",  "i",   "di",   "ma",   "en",  "van", "и",  "или"};
  return std::ranges::find(kJoining, word) != kJoining.end();
}

}  // namespace

/// Function words that usually stand before a formulation belong to it: `on the right side of
/// history`. They are taken in, one after another, while at least `leading_words` of the full
/// wordings agree on the next. No place grows over a word of the skeleton, a break, or another
/// place.
void Assembly::widen(const std::vector<Window>& windows, std::vector<Place>& places) const {
  constexpr int kMostTokens = 4;
  const Tokens& tokens = corpus_.tokens;
  std::vector<TokenIndex> limit(places.size());
  std::uint32_t full = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    full += windows[i].missing == 0 ? 1 : 0;
    Position before = windows[i].first - 1;  // every document begins with a separator
    if (words_.symbols[before] == kSeparator && before > 0) --before;
    const TokenIndex floor =
        i > 0 ? std::max(words_.end(before), places[i - 1].end) : words_.end(before);
    limit[i] = places[i].begin;
    while (limit[i] > floor && (tokens.marks[limit[i]] & kBreakBefore) == 0) --limit[i];
  }
  std::vector<std::uint8_t> open(places.size(), 1);  // widened by every token so far
  std::vector<Place> best = places;
  for (int step = 1; step <= kMostTokens; ++step) {
    const auto before = [&](std::size_t i) {
      if (open[i] == 0 || places[i].begin == limit[i]) return Vocabulary::kUnknown;
      return tokens.ids[places[i].begin - 1];
    };
    std::map<TokenId, std::uint32_t> uses;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (windows[i].missing == 0 && before(i) != Vocabulary::kUnknown) ++uses[before(i)];
    }
    const auto most = std::ranges::max_element(
        uses, [](const auto& x, const auto& y) { return x.second < y.second; });
    if (most == uses.end() || most->second < 2 ||
        most->second < options_.family.leading_words * full) {
      break;
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
      open[i] = before(i) == most->first ? 1 : 0;
      places[i].begin -= open[i];
    }
    if (joins(corpus_.vocabulary[most->first])) continue;
    best = places;
  }
  places = std::move(best);
}

/// Function words that end a sentence with the formulation belong to it: `prosper against the
/// other`. Where at least half of the full wordings end in the same few words before a break, each
/// place that goes on with them is completed by them.
void Assembly::complete(const std::vector<Window>& windows, std::vector<Place>& places) const {
  constexpr std::size_t kMostTokens = 4;
  const Tokens& tokens = corpus_.tokens;
  const auto all = static_cast<TokenIndex>(tokens.size());
  // The tokens from a place to the next word of the skeleton, break, document or place.
  const auto rest_of = [&](std::size_t i) {
    const Position p = windows[i].last + 1;
    TokenIndex ceiling = p < words_.size() ? words_.begin[p] : all;
    if (i + 1 < places.size()) ceiling = std::min(ceiling, places[i + 1].begin);
    TokenIndex end = places[i].end;
    while (end < ceiling && (tokens.marks[end] & kBreakBefore) == 0) ++end;
    return std::span(tokens.ids).subspan(places[i].end, end - places[i].end);
  };
  std::map<std::vector<TokenId>, std::uint32_t> uses;  // of what stands before a break
  std::uint32_t full = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (windows[i].missing != 0) continue;
    ++full;
    const std::span<const TokenId> rest = rest_of(i);
    const std::size_t end = places[i].end + rest.size();
    const bool breaks = end == all || (tokens.marks[end] & kBreakBefore) != 0;
    if (breaks && !rest.empty() && rest.size() <= kMostTokens) {
      ++uses[std::vector<TokenId>(rest.begin(), rest.end())];
    }
  }
  const auto most = std::ranges::max_element(
      uses, [](const auto& x, const auto& y) { return x.second < y.second; });
  if (most == uses.end() || most->second < 2 || 2 * most->second < full) return;
  const std::vector<TokenId>& ending = most->first;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::span<const TokenId> rest = rest_of(i);
    if (rest.size() >= ending.size() && std::ranges::equal(rest.first(ending.size()), ending)) {
      places[i].end += static_cast<TokenIndex>(ending.size());
    }
  }
}

std::vector<Place> Assembly::places_of(const Head& head) const {
  std::vector<Place> places;
  for (const Window& window : head.windows) {
    places.push_back({words_.begin[window.first], words_.end(window.last)});
  }
  if (head.evidence.kind == FormulationKind::passage) return places;
  widen(head.windows, places);
  complete(head.windows, places);
  return places;
}

std::vector<Unit> Assembly::units_of(const Window& window, const Place& place) const {
  std::vector<Unit> units;
  TokenIndex next = place.begin;
  for (Position p = window.first; p <= window.last; ++p) {
    for (; next < words_.begin[p]; ++next) units.push_back({text_of(next, next + 1), 0});
    next = words_.end(p);
    units.push_back({text_of(words_.begin[p], next), words_.symbols[p]});
  }
  for (; next < place.end; ++next) units.push_back({text_of(next, next + 1), 0});
  return units;
}

void Assembly::count_series(std::span<const Place> places, Formulation& row) const {
  std::vector<std::uint32_t> series;
  for (const DocumentIndex d : documents_of(places, corpus_.tokens)) {
    series.push_back(corpus_.series.empty() ? d : corpus_.series[d]);
  }
  row.documents = static_cast<std::uint32_t>(series.size());
  std::ranges::sort(series);
  row.series =
      static_cast<std::uint32_t>(std::unique(series.begin(), series.end()) - series.begin());
  row.repeated = row.documents - row.series;
}

/// A wording: the places of a head that have the same words.
struct Assembly::Group {
  std::size_t example = 0;  ///< index of the first of its places
  std::uint32_t uses = 0;
  std::uint32_t full_uses = 0;  ///< those with all words of the head, in its order
  std::uint32_t documents = 0;
  DocumentIndex last_document = std::numeric_limits<DocumentIndex>::max();
  std::uint32_t number = 0;  ///< among the wordings of the row
  std::string text;
};

/// Pointers are into `by_words`.
struct Assembly::Groups {
  std::map<std::string_view, Group> by_words;
  std::vector<Group*> of_place;
  std::vector<Group*> order;  ///< commonest first
};

Assembly::Groups Assembly::group(const Head& head, std::span<const Place> places) const {
  const Tokens& tokens = corpus_.tokens;
  Groups groups;
  DocumentIndex document = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Window& window = head.windows[i];
    const TokenIndex begin = places[i].begin, end = places[i].end;
    while (tokens.document_begin[document + 1] <= begin) ++document;
    Group& group = groups.by_words[bytes_of(tokens, begin, end)];
    if (group.uses++ == 0) group.example = i;
    if (window.missing == 0 && window.in_order) ++group.full_uses;
    if (std::exchange(group.last_document, document) != document) ++group.documents;
    groups.of_place.push_back(&group);
  }
  for (auto& [words, group] : groups.by_words) {
    group.text = text_of(places[group.example].begin, places[group.example].end);
    groups.order.push_back(&group);
  }
  std::ranges::sort(groups.order, [](const Group* x, const Group* y) {
    return std::tie(y->uses, y->documents, x->text) < std::tie(x->uses, x->documents, y->text);
  });
  for (std::size_t i = 0; i < groups.order.size(); ++i) {
    groups.order[i]->number = static_cast<std::uint32_t>(i);
  }
  return groups;
}

const Assembly::Group& Assembly::text_among(const std::vector<Group*>& order,
                                            std::span<const Place> places) const {
  const auto fitness = [&](const Group& group) {
    const Place& place = places[group.example];
    return std::pair(place.end - place.begin >= options_.min_tokens, group.full_uses);
  };
  const Group* text = nullptr;
  for (const Group* group : order) {
    if (group->full_uses > 0 && (text == nullptr || fitness(*group) > fitness(*text))) text = group;
  }
  return text == nullptr ? *order.front() : *text;
}

Formulation Assembly::assemble(const Head& head, std::vector<Place>& places) const {
  places = places_of(head);
  const Groups groups = group(head, places);
  Formulation row{.text = {},
                  .kind = head.evidence.kind,
                  .score = head.score,
                  .occurrences = static_cast<std::uint32_t>(head.windows.size()),
                  .documents_alone = head.documents_alone,
                  .occurrences_alone = head.occurrences_alone,
                  .absorbed = head.absorbed};
  for (const Group* wording : groups.order) {
    row.wordings.push_back({wording->text, {}, wording->documents, wording->uses});
  }
  const Group& text = text_among(groups.order, places);
  row.text = text.text;
  const Window& example = head.windows[text.example];
  row.length = places[text.example].end - places[text.example].begin;
  row.content_words = example.last - example.first + 1;
  if (head.evidence.kind != FormulationKind::passage) {
    std::vector<std::vector<Unit>> units;
    for (const Group* wording : groups.order) {
      units.push_back(units_of(head.windows[wording->example], places[wording->example]));
    }
    fill_slots(units, row);
  }
  for (std::size_t i = 0; i < places.size(); ++i) places[i].wording = groups.of_place[i]->number;
  count_series(places, row);
  return row;
}

}  // namespace leitwort::formulations
