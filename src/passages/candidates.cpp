#include "passages/candidates.hpp"

#include <leitwort/sequence.hpp>

#include <algorithm>
#include <bit>
#include <cstdlib>

namespace leitwort::passages {
namespace {

/// Words beside the anchors of a candidate in which other shared words are looked for: three
/// quarters of what a link may bridge, so that what lies beyond is a chain of its own.
constexpr std::int64_t kNearby = 24;

/// Pairs of places of one seed in two documents that are looked at one by one: as many as the
/// shortest seeds can have at 64 places. Where two texts repeat it more often the places are paired
/// by their number, from the front, from the back, and in proportion.
constexpr std::size_t kPairsOfPlaces = 1024;

void sort_anchors(std::vector<Anchor>& anchors) {
  std::ranges::sort(anchors, [](const Anchor& x, const Anchor& y) {
    if (x.a != y.a) return x.a < y.a;
    return x.b != y.b ? x.b < y.b : x.weight > y.weight;
  });
  const auto [begin, end] = std::ranges::unique(
      anchors, [](const Anchor& x, const Anchor& y) { return x.a == y.a && x.b == y.b; });
  anchors.erase(begin, end);
}

}  // namespace

void SharedSeeds::gather(DocumentIndex a, DocumentIndex first, DocumentIndex last) {
  places_a_.clear();
  places_b_.clear();
  begin_ = end_ = 0;
  next_ = first;
  const std::uint64_t least = std::uint64_t{words_.document_begin[first]} * kSlots;
  const std::uint64_t most = std::uint64_t{words_.document_begin[last]} * kSlots;
  const std::uint64_t end = std::uint64_t{words_.end(a)} * kSlots;
  for (std::uint64_t p = std::uint64_t{words_.document_begin[a]} * kSlots; p < end; ++p) {
    prefetch(p, end);
    const std::uint32_t number = seeds_.group_of[p];
    if (number == Seeds::kNone) continue;
    const Seeds::Group& group = seeds_.groups[number];
    if (group.is_long()) {
      gather_long(a, static_cast<Place>(p), group, first, last);
      continue;
    }
    const auto places = seeds_.places_of(group);
    for (auto at = places.end(); at != places.begin();) {
      const Place place = *--at;
      if (place < least || place <= p) break;
      if (place < most) add(static_cast<Place>(p), place);
    }
  }
  radix_sort(places_b_, places_a_, static_cast<unsigned>(std::bit_width(words_.size() * kSlots)),
             key_scratch_, place_scratch_);
  linked_.resize(places_b_.size());
}

/// Asks for what the places after one will need: groups and their places lie all over the memory.
void SharedSeeds::prefetch(std::uint64_t place, std::uint64_t end) const {
  constexpr std::uint64_t kFar = 48, kNear = 24;  // places ahead, of the group and of its places
  constexpr std::size_t kLine = 16;               // places in a line of the cache
  if (place + kFar >= end) return;
  if (const std::uint32_t far = seeds_.group_of[place + kFar]; far != Seeds::kNone) {
    __builtin_prefetch(&seeds_.groups[far]);
  }
  if (const std::uint32_t near = seeds_.group_of[place + kNear]; near != Seeds::kNone) {
    const Seeds::Group& soon = seeds_.groups[near];
    const Place* last = &seeds_.places[soon.begin + soon.size - 1];
    __builtin_prefetch(last);
    if (soon.size > kLine) __builtin_prefetch(last - kLine);
    if (soon.size > 2 * kLine) __builtin_prefetch(last - 2 * kLine);
  }
}

/// A long seed is looked at once a document, at its first place there.
void SharedSeeds::gather_long(DocumentIndex a, Place place, const Seeds::Group& group,
                              DocumentIndex first, DocumentIndex last) {
  const auto places = seeds_.places_of(group);
  const auto from = [&](std::uint64_t word) {
    return std::lower_bound(places.begin(), places.end(), word * kSlots);
  };
  const auto own = std::lower_bound(places.begin(), places.end(), place);
  if (own != places.begin() && *(own - 1) / kSlots >= words_.document_begin[a]) return;
  const std::span in_a(own, from(words_.end(a)));
  const std::span<const DocumentIndex> representatives =
      group.compared == Seeds::kAll ? std::span<const DocumentIndex>()
                                    : seeds_.representatives[group.compared];
  const auto pair_with = [&](DocumentIndex b) {
    pair_up(in_a, {from(words_.document_begin[b]), from(words_.end(b))});
  };
  if (first == a) {
    pair_within(in_a);
  } else if (representatives.empty() || std::ranges::binary_search(representatives, a)) {
    const auto end = from(words_.document_begin[last]);
    for (auto at = from(words_.document_begin[first]); at < end;) {
      const DocumentIndex b = words_.document_of(*at / kSlots);
      pair_with(b);
      at = from(words_.end(b));
    }
  } else {
    for (const DocumentIndex b : representatives) {
      if (b >= first && b < last) pair_with(b);
    }
  }
}

void SharedSeeds::pair_up(std::span<const Place> in_a, std::span<const Place> in_b) {
  const std::size_t k = in_a.size(), m = in_b.size(), most = std::max(k, m);
  if (k * m <= kPairsOfPlaces) {
    for (const Place a : in_a) {
      for (const Place b : in_b) add(a, b);
    }
    return;
  }
  for (std::size_t i = 0; i < most; ++i) {
    if (i < k && i < m) add(in_a[i], in_b[i]);
    if (k == m) continue;
    if (i < k && i < m) add(in_a[k - 1 - i], in_b[m - 1 - i]);
    add(in_a[i * k / most], in_b[i * m / most]);
  }
}

void SharedSeeds::pair_within(std::span<const Place> places) {
  const bool all = places.size() * places.size() <= 2 * kPairsOfPlaces;
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (std::size_t j = i + 1; j < places.size() && (all || j == i + 1); ++j) {
      add(places[i], places[j]);
    }
    if (!all && i > 1) add(places[0], places[i]);
  }
}

DocumentIndex SharedSeeds::next_document() {
  while (words_.document_begin[next_ + 1] <= places_b_[end_] / kSlots) ++next_;
  return next_;
}

void SharedSeeds::take(DocumentIndex b) {
  begin_ = end_;
  const std::uint64_t stop = std::uint64_t{words_.end(b)} * kSlots;
  while (end_ < places_b_.size() && places_b_[end_] < stop) ++end_;
}

void SharedSeeds::link_all() {
  std::fill_n(linked_.begin() + static_cast<std::ptrdiff_t>(begin_), size(), 1);
}

bool SharedSeeds::link(const Pair& pair) {
  constexpr ChainLimits kLimits;
  constexpr std::int64_t kInX = (std::int64_t{kLimits.gap} + kLongSeed) * kSlots;
  constexpr std::int64_t kInY = (std::int64_t{kLimits.jump} + kLongSeed) * kSlots;
  constexpr std::size_t kMany = 128;  // of so many seeds some are close, and few are not
  if (size() > kMany) {
    link_all();
    return true;
  }
  const std::int64_t in_a = pair.exchanged ? kInY : kInX;
  const auto in_b = static_cast<std::uint64_t>(pair.exchanged ? kInX : kInY);
  bool any = false;
  for (std::size_t s = begin_; s < end_; ++s) {
    linked_[s] = places_a_[s] % kSlots == 0 ? 1 : 0;
    any = any || linked_[s] != 0;
  }
  for (std::size_t s = begin_; s < end_; ++s) {
    for (std::size_t t = s + 1; t < end_ && places_b_[t] - places_b_[s] <= in_b; ++t) {
      if (linked_[s] != 0 && linked_[t] != 0) continue;
      if (std::abs(std::int64_t{places_a_[t]} - std::int64_t{places_a_[s]}) > in_a) continue;
      linked_[s] = linked_[t] = 1;
      any = true;
    }
  }
  return any;
}

void SharedSeeds::anchors(const Pair& pair, std::vector<Anchor>& anchors) const {
  anchors.clear();
  const auto add_anchor = [&](WordIndex a, WordIndex b, Bits weight) {
    anchors.push_back(pair.exchanged ? Anchor{b, a, weight} : Anchor{a, b, weight});
  };
  for (std::size_t s = begin_; s < end_; ++s) {
    if (linked_[s] == 0) continue;
    __builtin_prefetch(&words_.symbols[static_cast<Place>(places_b_[s]) / kSlots]);
    __builtin_prefetch(&seeds_.groups[seeds_.group_of[places_a_[s]]]);
  }
  for (std::size_t s = begin_; s < end_; ++s) {
    if (linked_[s] == 0) continue;
    const Place in_a = places_a_[s], in_b = static_cast<Place>(places_b_[s]);
    const WordIndex a = in_a / kSlots, b = in_b / kSlots;
    const WordIndex next_a = a + in_a % kSlots, next_b = b + in_b % kSlots;
    const Bits weight = seeds_.groups[seeds_.group_of[in_a]].weight;
    if (next_a == a) {
      add_anchor(a, b, weight);  // the words after it come with the neighbourhood
    } else if (words_.symbols[a] == words_.symbols[b]) {
      add_anchor(a, b, weight);
      add_anchor(next_a, next_b, weight);
    } else {
      add_anchor(a, next_b, weight);
      add_anchor(next_a, b, weight);
    }
  }
  sort_anchors(anchors);
}

void anchors_nearby(const Words& words, const Pair& pair, std::span<const Chain* const> candidates,
                    std::vector<Anchor>& anchors) {
  anchors.clear();
  const std::int64_t begin_y = words.document_begin[pair.y], end_y = words.end(pair.y);
  std::int64_t searched_until = 0;  // of y, for the present word of x
  const auto search = [&](std::int64_t word, std::int64_t centre) {
    const std::uint32_t symbol = words.symbols[static_cast<std::size_t>(word)];
    const std::int64_t from = std::max({begin_y, centre - kNearby, searched_until});
    const std::int64_t until = std::min(end_y, centre + kNearby + 1);
    for (std::int64_t i = from; i < until; ++i) {
      if (words.symbols[static_cast<std::size_t>(i)] != symbol) continue;
      if (pair.x == pair.y && i <= word) continue;
      anchors.push_back({static_cast<WordIndex>(word), static_cast<WordIndex>(i),
                         std::min<Bits>(words.information[static_cast<std::size_t>(word)],
                                        words.information[static_cast<std::size_t>(i)])});
    }
    searched_until = std::max(searched_until, until);
  };
  for (const Chain* chain : candidates) {
    const std::vector<Anchor>& known = chain->anchors;
    const std::int64_t first = std::max<std::int64_t>(words.document_begin[pair.x],
                                                      std::int64_t{known.front().a} - kNearby);
    const std::int64_t last =
        std::min<std::int64_t>(words.end(pair.x), std::int64_t{known.back().a} + kNearby + 1);
    std::size_t next = 0;
    for (std::int64_t word = first; word < last; ++word) {
      while (next < known.size() && known[next].a < word) ++next;
      // Where the word should be, seen from the anchors on both sides.
      std::int64_t centres[2];
      std::size_t count = 0;
      if (next > 0) {
        const Anchor& before = known[next - 1];
        centres[count++] = std::int64_t{before.b} + (word - std::int64_t{before.a});
      }
      if (next < known.size()) {
        centres[count++] = std::int64_t{known[next].b} - (std::int64_t{known[next].a} - word);
      }
      if (count == 2 && centres[1] < centres[0]) std::swap(centres[0], centres[1]);
      searched_until = 0;
      for (std::size_t c = 0; c < count; ++c) search(word, centres[c]);
    }
  }
  sort_anchors(anchors);
}

}  // namespace leitwort::passages
