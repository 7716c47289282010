#include "text/bytes_of.hpp"
#include <leitwort/sharing.hpp>

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

namespace leitwort {
namespace {

using text::bytes_of;

/// A stretch begins or ends.
struct Event {
  std::uint32_t byte = 0;
  HighlightKind kind = HighlightKind::formulation;
  std::uint32_t stretch = 0;
  bool begins = false;
};

template <typename Stretch>
void add_events(const std::vector<Stretch>& stretches, HighlightKind kind,
                std::vector<Event>& events) {
  for (std::uint32_t i = 0; i < stretches.size(); ++i) {
    const Span bytes = stretches[i].bytes;
    if (bytes.begin >= bytes.end) continue;
    events.push_back({bytes.begin, kind, i, true});
    events.push_back({bytes.end, kind, i, false});
  }
}

/// What covers the byte that the sweep has come to.
class Cover {
 public:
  explicit Cover(const SharedText& shared) : shared_(shared) {}

  void take(const Event& event) {
    if (event.kind == HighlightKind::passage) {
      std::uint32_t& depth = depth_[shared_.passages[event.stretch].other];
      if (event.begins && depth++ == 0) ++others_;
      if (!event.begins && --depth == 0) --others_;
      return;
    }
    const Ranked ranked{~shared_.formulations[event.stretch].documents, event.stretch};
    if (event.begins)
      formulations_.insert(ranked);
    else
      formulations_.erase(ranked);
  }

  /// Of bytes [begin, end), none of which an event lies in; empty where nothing covers them.
  [[nodiscard]] Highlight highlight(std::uint32_t begin, std::uint32_t end) const {
    if (!formulations_.empty()) {
      const auto& [complement, stretch] = *formulations_.begin();
      const bool yields = shared_.formulations[stretch].passage && others_ > 0;
      if (~complement > others_ || (~complement == others_ && !yields)) {
        return {begin, end, ~complement, HighlightKind::formulation, stretch};
      }
    }
    if (others_ == 0) return {};
    return {begin, end, others_, HighlightKind::passage, 0};
  }

 private:
  using Ranked = std::pair<std::uint32_t, std::uint32_t>;  // ~documents, so that most come first

  const SharedText& shared_;
  std::set<Ranked> formulations_;
  std::unordered_map<DocumentIndex, std::uint32_t> depth_;
  std::uint32_t others_ = 0;
};

bool continues(const Highlight& before, const Highlight& after) {
  return before.end == after.begin && before.kind == after.kind &&
         before.documents == after.documents && before.stretch == after.stretch;
}

}  // namespace

namespace {

/// Each place of a formula in a document is shared with all other documents that have one.
void add_formula(const SharingTables& tables, DocumentIndex document, std::uint32_t row,
                 SharedText& shared) {
  const Passages& passages = tables.passages;
  const auto versions = passages.versions_of(passages.clusters[passages.rows[row].cluster]);
  std::set<DocumentIndex> others;
  for (const Version& version : versions) others.insert(version.document);
  others.erase(document);
  for (const Version& version : versions) {
    if (version.document != document) continue;
    const Span bytes = bytes_of(tables.tokens, version.begin, version.end);
    for (const DocumentIndex other : others) shared.passages.push_back({bytes, other, row});
  }
}

}  // namespace

SharedText shared_text(const SharingTables& tables, DocumentIndex document) {
  const Tokens& tokens = tables.tokens;
  const TokenIndex first = tokens.document_begin[document];
  const TokenIndex last = tokens.document_begin[document + 1];
  SharedText shared;
  for (std::uint32_t row = 0; row < tables.formulations.rows.size(); ++row) {
    const Formulation& formulation = tables.formulations.rows[row];
    const auto places = tables.formulations.places_of(formulation);
    auto place = std::ranges::lower_bound(places, first, {}, &Place::begin);
    for (; place != places.end() && place->begin < last; ++place) {
      shared.formulations.push_back({bytes_of(tokens, place->begin, place->end),
                                     formulation.documents - 1, row,
                                     formulation.kind == FormulationKind::passage});
    }
  }
  for (std::uint32_t row = 0; row < tables.passages.rows.size(); ++row) {
    const Passage& passage = tables.passages.rows[row];
    if (passage.label == PassageLabel::formula) {
      add_formula(tables, document, row, shared);
      continue;
    }
    if (passage.a == passage.b || (passage.a != document && passage.b != document)) continue;
    const DocumentIndex other = passage.a == document ? passage.b : passage.a;
    for (const auto& [begin, end] : equal_stretches(tables.passages, passage, document)) {
      shared.passages.push_back({bytes_of(tokens, begin, end), other, row});
    }
  }
  std::ranges::sort(shared.formulations, {}, [](const FormulationStretch& s) {
    return std::tuple(s.bytes.begin, ~s.bytes.end, s.row);
  });
  std::ranges::sort(shared.passages, {}, [](const PassageStretch& s) {
    return std::tuple(s.bytes.begin, ~s.bytes.end, s.other);
  });
  return shared;
}

std::vector<Highlight> highlights_of(const SharedText& shared) {
  std::vector<Event> events;
  add_events(shared.formulations, HighlightKind::formulation, events);
  add_events(shared.passages, HighlightKind::passage, events);
  std::ranges::sort(events, {}, &Event::byte);
  std::vector<Highlight> highlights;
  Cover cover(shared);
  for (std::size_t i = 0; i < events.size(); ++i) {
    cover.take(events[i]);
    if (i + 1 == events.size() || events[i + 1].byte == events[i].byte) continue;
    const Highlight next = cover.highlight(events[i].byte, events[i + 1].byte);
    if (next.begin == next.end) continue;
    if (!highlights.empty() && continues(highlights.back(), next))
      highlights.back().end = next.end;
    else
      highlights.push_back(next);
  }
  return highlights;
}

}  // namespace leitwort
