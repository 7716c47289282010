#include "passages/stages.hpp"
#include <leitwort/sequence.hpp>

#include <algorithm>
#include <cmath>

#include <xxhash.h>

namespace leitwort::passages {
namespace {

std::uint64_t mixed(std::uint64_t x) {
  for (const std::uint64_t factor : {0xBF58476D1CE4E5B9u, 0x94D049BB133111EBu}) {
    x = (x ^ (x >> 31)) * factor;
  }
  return x ^ (x >> 31);
}

/// Of two words, in either order.
std::uint64_t pair_key(std::uint32_t x, std::uint32_t y) {
  return mixed((std::uint64_t{std::min(x, y)} << 32 | std::max(x, y)) + 0x9E3779B97F4A7C15u);
}

std::uint64_t run_key(const std::uint32_t* symbols) {
  return XXH3_64bits(symbols, kLongSeed * sizeof *symbols);
}

/// Sorts the places by their keys and calls visit(places) for each key.
template <typename Visit>
void visit_groups(std::vector<std::uint64_t>& keys, std::vector<Place>& places, Visit visit) {
  std::vector<std::uint64_t> key_scratch;
  std::vector<Place> place_scratch;
  radix_sort(keys, places, 64, key_scratch, place_scratch);
  for (std::size_t begin = 0, end = 0; begin < keys.size(); begin = end) {
    while (end < keys.size() && keys[end] == keys[begin]) ++end;
    visit(std::span<const Place>(places).subspan(begin, end - begin));
  }
}

void add_group(std::span<const Place> places, Bits weight, bool is_long, Seeds& seeds) {
  const auto group = static_cast<std::uint32_t>(seeds.groups.size());
  seeds.groups.push_back(
      {static_cast<std::uint32_t>(seeds.places.size()), static_cast<std::uint32_t>(places.size()),
       static_cast<std::int32_t>(weight), is_long ? Seeds::kAll : Seeds::kPairs});
  seeds.places.insert(seeds.places.end(), places.begin(), places.end());
  for (const Place place : places) seeds.group_of[place] = group;
}

/// Chooses the representatives of the last group: the first of its documents by rank, so many that
/// as many pairs are compared as at the limit, so that nothing jumps there.
void choose_representatives(const Words& words, std::size_t most, Seeds& seeds) {
  Seeds::Group& group = seeds.groups.back();
  std::vector<DocumentIndex> documents;
  for (const Place place : seeds.places_of(group)) {
    const DocumentIndex d = words.document_of(place / kSlots);
    if (documents.empty() || documents.back() != d) documents.push_back(d);
  }
  if (documents.size() <= most) return;
  // n·r − r²/2 pairs, as many as most²/2.
  const auto n = static_cast<double>(documents.size()), limit = static_cast<double>(most);
  const double r = n - std::sqrt(n * n - limit * limit);
  const auto count = static_cast<std::ptrdiff_t>(std::max(1.0, std::floor(r)));
  std::ranges::nth_element(documents, documents.begin() + (count - 1), {},
                           [&](DocumentIndex d) { return words.rank(d); });
  std::sort(documents.begin(), documents.begin() + count);
  documents.resize(static_cast<std::size_t>(count));
  group.compared = static_cast<std::uint32_t>(seeds.representatives.size());
  seeds.representatives.push_back(std::move(documents));
}

}  // namespace

Seeds find_seeds(const Words& words, unsigned max_places, PassageCounts& counts) {
  Seeds seeds;
  seeds.group_of.assign(words.size() * kSlots, Seeds::kNone);
  counts.words = words.size();
  const Bits all = log2_bits(words.size());
  std::vector<std::uint8_t> too_frequent(words.size());  // 1: some pair is; 2: some pair is usable

  // The keys are sorted in parts, by their upper bits, so that little memory is needed at a time.
  constexpr std::uint64_t kParts = 8;
  std::vector<std::uint64_t> keys;
  std::vector<Place> places;
  for (std::uint64_t part = 0; part < kParts; ++part) {
    keys.clear();
    places.clear();
    for (DocumentIndex d = 0; d + 1 < words.document_begin.size(); ++d) {
      for_each_pair(words, d, [&](WordIndex i, WordIndex reach) {
        const std::uint64_t key = pair_key(words.symbols[i], words.symbols[i + reach]);
        if (key % kParts != part) return;
        keys.push_back(key);
        places.push_back(i * kSlots + reach);
      });
    }
    counts.seeds += keys.size();
    visit_groups(keys, places, [&](std::span<const Place> group) {
      if (group.size() == 1) return;
      counts.shared_seeds += group.size();
      const bool usable = group.size() <= max_places;
      if (!usable) {
        counts.frequent_seeds += group.size();
        ++counts.frequent_kinds;
      }
      for (const Place place : group) too_frequent[place / kSlots] |= usable ? 2 : 1;
      if (usable) add_group(group, (all - log2_bits(group.size())) / 2, false, seeds);
    });
  }

  // Where nothing but frequent pairs begin, longer runs.
  keys.clear();
  places.clear();
  for (std::size_t d = 0; d + 1 < words.document_begin.size(); ++d) {
    const WordIndex end = words.document_begin[d + 1];
    for (WordIndex i = words.document_begin[d]; i + kLongSeed <= end; ++i) {
      if (too_frequent[i] != 1) continue;
      keys.push_back(run_key(&words.symbols[i]));
      places.push_back(i * kSlots);
    }
  }
  visit_groups(keys, places, [&](std::span<const Place> group) {
    if (group.size() == 1) return;
    counts.long_seeds += group.size();
    const Bits weight = 3 * (all - log2_bits(group.size())) / 2;
    add_group(group, weight, true, seeds);
    const std::size_t most = std::size_t{max_places} * kLongPlaces;
    if (group.size() <= most) return;
    choose_representatives(words, most, seeds);
    if (seeds.groups.back().compared != Seeds::kAll) counts.thinned_words += group.size();
  });
  return seeds;
}

}  // namespace leitwort::passages
