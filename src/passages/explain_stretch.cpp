// What became of some words of two documents, place by place.

#include "passages/explain.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace leitwort::passages {
namespace {

/// A range of tokens of a document.
struct Stretch {
  DocumentIndex document = 0;
  TokenIndex begin = 0, end = 0;
};

/// Tokens of the place that a range of its document has.
TokenIndex shared(const Stretch& place, TokenIndex begin, TokenIndex end) {
  begin = std::max(begin, place.begin);
  return std::max(std::min(end, place.end), begin) - begin;
}

/// Tokens of the place that a side of the passage has.
TokenIndex shared(const Stretch& place, const Passage& passage) {
  TokenIndex most = 0;
  if (passage.a == place.document) most = shared(place, passage.begin_a, passage.end_a);
  if (passage.b == place.document) {
    most = std::max(most, shared(place, passage.begin_b, passage.end_b));
  }
  return most;
}

std::vector<Stretch> places_in(const Tokens& tokens, std::span<const TokenId> ids,
                               DocumentIndex d) {
  std::vector<Stretch> places;
  const auto all = tokens.ids_of(d);
  for (auto at = all.begin();; ++at) {
    at = std::search(at, all.end(), ids.begin(), ids.end());
    if (at == all.end()) return places;
    const auto begin = tokens.document_begin[d] + static_cast<TokenIndex>(at - all.begin());
    places.push_back({d, begin, begin + static_cast<TokenIndex>(ids.size())});
  }
}

/// What the content words of a place say together, and how many they are.
std::pair<Bits, std::size_t> content_of(const Words& words, const Stretch& place) {
  Bits bits = 0;
  std::size_t count = 0;
  for (WordIndex w = words.document_begin[place.document]; w < words.end(place.document); ++w) {
    if (words.begin[w] < place.begin || words.begin[w] + words.length[w] > place.end) continue;
    bits += words.information[w];
    ++count;
  }
  return {bits, count};
}

/// How much of a place something has, unless that is all of it.
std::string part(TokenIndex tokens, const Stretch& place) {
  const TokenIndex all = place.end - place.begin;
  return tokens == all ? "" : fmt::format(", which has {} of its {} tokens", tokens, all);
}

/// Tells what became of places.
class Telling {
 public:
  Telling(const Explained& explained, const Passages& found)
      : explained_(explained), found_(found) {}

  /// Everything that holds some of a place, or why nothing does.
  [[nodiscard]] std::vector<std::string> tell(const Stretch& place, bool in_both,
                                              std::size_t everywhere) const {
    std::vector<std::string> fates = passages_at(place);
    if (!fates.empty()) return fates;
    if (!in_both) return {"in no passage: the other document does not have these words"};
    fates = dropped_at(place);
    if (!fates.empty()) return fates;
    return {reason_of_nothing(place, everywhere)};
  }

 private:
  [[nodiscard]] std::vector<std::string> passages_at(const Stretch& place) const {
    std::vector<std::string> fates;
    for (const Passage& row : found_.rows) {
      if (row.label == PassageLabel::formula) {
        TokenIndex most = 0;
        for (const Version& v : found_.versions_of(found_.clusters[row.cluster])) {
          if (v.document == place.document) most = std::max(most, shared(place, v.begin, v.end));
        }
        if (most == 0) continue;
        fates.push_back(fmt::format("in a formula of {} places{}: {}", row.places,
                                    part(most, place), text_of(row)));
      } else if (row.a == explained_.a && row.b == explained_.b && shared(place, row) > 0) {
        fates.push_back(fmt::format("in a passage ({}){}: {}", describe(row),
                                    part(shared(place, row), place), text_of(row)));
      }
    }
    return fates;
  }

  [[nodiscard]] std::vector<std::string> dropped_at(const Stretch& place) const {
    std::vector<std::string> fates;
    const auto add = [&](const Passage& passage, const std::string& fate) {
      const TokenIndex tokens = shared(place, passage);
      if (tokens == 0) return;
      fates.push_back(
          fmt::format("in a stretch ({}){}: {}", describe(passage), part(tokens, place), fate));
    };
    const Trace& trace = explained_.trace;
    for (const Passage& passage : trace.dropped) {
      add(passage, outcome(passage, explained_.options, explained_.thresholds));
    }
    const double needed = in_bits(explained_.thresholds.passage);
    for (const Passage& passage : trace.weak) {
      add(passage, fmt::format("dropped: {} bits too few of the {:.1f} that are the least",
                               missing(needed - passage.score), needed));
    }
    return fates;
  }

  [[nodiscard]] std::string reason_of_nothing(const Stretch& place, std::size_t everywhere) const {
    const auto [bits, count] = content_of(explained_.words, place);
    const Bits needed = explained_.thresholds.passage;
    if (bits < needed) {
      return fmt::format("in no passage: {} bits too few of the {:.1f} that are the least",
                         missing(in_bits(needed - bits)), in_bits(needed));
    }
    const TokenIndex tokens = place.end - place.begin;
    if (tokens < explained_.options.min_tokens) {
      return fmt::format("in no passage: {} of the {} tokens that are asked for (--min-tokens)",
                         tokens, explained_.options.min_tokens);
    }
    if (everywhere <= explained_.options.max_places) {
      return "in no passage: chance could have made alike what stands around it";
    }
    return fmt::format(
        "in no passage: stands at {} places of the corpus; at more than {} it "
        "starts nothing (--max-places)",
        everywhere, explained_.options.max_places);
  }

  [[nodiscard]] std::string text_of(const Passage& row) const {
    return fmt::format("\"{}\"", excerpt(explained_.input, row.a, row.begin_a, row.end_a));
  }

  const Explained& explained_;
  const Passages& found_;
};

}  // namespace

void explain_stretch(const Explained& explained, std::string_view text, std::size_t most,
                     std::vector<std::string>& lines) {
  const auto& [input, options, words, thresholds, trace, a, b] = explained;
  std::vector<TokenId> ids;
  for (const std::string& word : words_of(text)) ids.push_back(input.vocabulary.find(word));
  if (ids.empty()) {
    lines.emplace_back("at: no word is given");
    return;
  }
  std::vector<Stretch> places = places_in(input.tokens, ids, a);
  const std::size_t in_a = places.size();
  if (a != b) {
    for (const Stretch& place : places_in(input.tokens, ids, b)) places.push_back(place);
  }
  lines.push_back(fmt::format("at: {}: {} in a, {} in b", counted(ids.size(), "token", "tokens"),
                              counted(in_a, "place", "places"),
                              a == b ? in_a : places.size() - in_a));
  if (places.empty()) return;
  const auto [bits, count] = content_of(words, places.front());
  lines.push_back(fmt::format("  {} in it, which say {:.1f} bits together; {:.1f} are the least",
                              counted(count, "content word", "content words"), in_bits(bits),
                              in_bits(thresholds.passage)));
  const bool in_both = a == b ? in_a > 1 : in_a > 0 && places.size() > in_a;
  std::size_t everywhere = 0;
  for (DocumentIndex d = 0; d < input.tokens.documents(); ++d) {
    everywhere += places_in(input.tokens, ids, d).size();
  }
  const Passages found = find_passages(input, options);
  const Telling telling(explained, found);
  for (std::size_t i = 0; i < std::min(most, places.size()); ++i) {
    const Stretch& place = places[i];
    lines.push_back(fmt::format("{}, bytes {} to {}:", i < in_a ? "a" : "b",
                                input.tokens.spans[place.begin].begin,
                                input.tokens.spans[place.end - 1].end));
    for (const std::string& fate : telling.tell(place, in_both, everywhere)) {
      lines.push_back("  " + fate);
    }
  }
  if (places.size() > most) {
    lines.push_back(
        fmt::format("… {} more (--limit)", counted(places.size() - most, "place", "places")));
  }
}

}  // namespace leitwort::passages
