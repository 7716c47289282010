/// From a corpus on the disk to its sketches, a batch of documents a thread.

#include "parallel.hpp"
#include "similarity/pairs.hpp"
#include <leitwort/error.hpp>
#include <leitwort/similarity.hpp>

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace leitwort {

Sketches empty_sketches(const SketchOptions& options) {
  Sketches sketches{.options = options};
  sketches.signatures.options = options.signature;
  sketches.signatures.k = sketches.scaled.sampled.k = options.k;
  sketches.scaled.options = options.scale;
  return sketches;
}

void append_sketch(std::span<const std::uint64_t> set, const Sketcher& sketcher,
                   Sketches& sketches) {
  if (sketches.options.measure == Measure::containment)
    append_scaled(set, sketches.scaled);
  else
    append_signature(set, sketcher, sketches.signatures);
}

void move_documents(Sketches& from, Sketches& to) {
  to.ids.insert(to.ids.end(), std::make_move_iterator(from.ids.begin()),
                std::make_move_iterator(from.ids.end()));
  to.dates.insert(to.dates.end(), from.dates.begin(), from.dates.end());
  from.ids.clear();
  from.dates.clear();
  move_documents(from.signatures, to.signatures);
  append(from.scaled, to.scaled);
  from.scaled = empty_sketches(from.options).scaled;
  to.tokens += std::exchange(from.tokens, 0);
}

Sketches sketch_corpus(CorpusReader& reader, const SketchOptions& options,
                       const ReadingHooks& hooks) {
  struct Slot {
    Shingler shingle;
    Sketches sketches;
  };
  Sketches sketches = empty_sketches(options);
  const Sketcher sketcher(options.signature);
  std::vector<Slot> slots;
  for (std::size_t s = reading_slots(); s > 0; --s) {
    slots.push_back({Shingler(options.k), empty_sketches(options)});
  }

  const auto take = [&](std::size_t s, const Document&, std::string_view,
                        std::span<const std::uint64_t> tokens) {
    slots[s].sketches.tokens += tokens.size();
    append_sketch(slots[s].shingle(tokens), sketcher, slots[s].sketches);
  };
  const auto commit = [&](std::size_t s, std::span<Document> documents) {
    for (const Document& document : documents) {
      slots[s].sketches.ids.push_back(document.id);
      slots[s].sketches.dates.push_back(document.date);
    }
    move_documents(slots[s].sketches, sketches);
  };
  read_token_hashes(reader, {take, commit}, hooks);
  return sketches;
}

namespace {

/// The pairs of one reading and the documents that they need.
struct Round {
  std::size_t first = 0, last = 0;      // of the pairs
  std::vector<std::uint8_t> is_wanted;  // by document
};

/// As many pairs from `first` on as the memory holds the sets of; at least one.
Round next_round(std::span<const PairScore> pairs, std::size_t first, std::size_t documents,
                 std::uint64_t memory_bytes) {
  Round round{first, first, std::vector<std::uint8_t>(documents)};
  std::uint64_t bytes = 0;
  for (; round.last < pairs.size(); ++round.last) {
    const PairScore& pair = pairs[round.last];
    const std::uint64_t more = (round.is_wanted[pair.a] != 0 ? 0 : 8 * pair.shingles_a) +
                               (round.is_wanted[pair.b] != 0 ? 0 : 8 * pair.shingles_b);
    if (round.last > first && bytes + more > memory_bytes) break;
    bytes += more;
    round.is_wanted[pair.a] = round.is_wanted[pair.b] = 1;
  }
  return round;
}

/// The sets of the wanted documents, ascending; those of others are empty.
std::vector<std::vector<std::uint64_t>> read_sets(CorpusReader reader,
                                                  std::span<const std::string> ids,
                                                  const Round& round, unsigned k,
                                                  const ReadingHooks& hooks) {
  struct Slot {
    Shingler shingle;
    Shingles sets{};
  };
  std::vector<Slot> slots(reading_slots(), Slot{Shingler(k)});
  std::vector<std::vector<std::uint64_t>> sets(ids.size());
  SecondReading again(ids);

  // Which documents these are is not known before the commit, so all sets of a batch are made.
  const auto take = [&](std::size_t s, const Document&, std::string_view,
                        std::span<const std::uint64_t> tokens) {
    append_set(slots[s].shingle(tokens), slots[s].sets);
  };
  const auto commit = [&](std::size_t s, std::span<Document> documents) {
    for (DocumentIndex i = 0; i < documents.size(); ++i) {
      const DocumentIndex d = again.next(documents[i].id);
      if (round.is_wanted[d] == 0) continue;
      const std::span<const std::uint64_t> set = slots[s].sets.of(i);
      sets[d].assign(set.begin(), set.end());
      std::ranges::sort(sets[d]);
    }
    slots[s].sets.clear();
  };
  read_token_hashes(reader, {take, commit}, hooks);
  again.finish();
  return sets;
}

}  // namespace

std::vector<PairScore> count_exactly(const std::function<CorpusReader()>& open,
                                     std::span<const std::string> ids,
                                     std::span<const PairScore> pairs, unsigned k,
                                     std::uint64_t memory_bytes, const ReadingHooks& hooks) {
  std::vector<PairScore> scores(pairs.size());
  for (std::size_t first = 0; first < pairs.size();) {
    const Round round = next_round(pairs, first, ids.size(), memory_bytes);
    const std::vector<std::vector<std::uint64_t>> sets = read_sets(open(), ids, round, k, hooks);
    for (std::size_t p = first; p < round.last; ++p) {
      for (const auto& [d, shingles] : {std::pair(pairs[p].a, pairs[p].shingles_a),
                                        std::pair(pairs[p].b, pairs[p].shingles_b)}) {
        if (sets[d].size() != shingles) SecondReading::changed("document " + ids[d]);
      }
    }
    parallel_ranges(round.last - first, 64, [&](std::size_t begin, std::size_t end) {
      for (std::size_t p = first + begin; p < first + end; ++p) {
        PairScore& score = scores[p];
        score.a = pairs[p].a;
        score.b = pairs[p].b;
        similarity::score_sets(sets[score.a], sets[score.b], score);
      }
    });
    first = round.last;
  }
  return scores;
}

std::vector<std::string> append(Sketches&& from, Sketches& to, UniqueIds& ids,
                                const std::string& name) {
  if (to.documents() + from.documents() >= 0xFFFFFFFF) {
    throw Error("brings more than 2³² − 1 documents together", name, "compare fewer at a time");
  }
  const SketchOptions &x = from.options, &y = to.options;
  const auto refuse = [&](const std::string& what, const auto& theirs, const auto& ours) {
    throw Error(fmt::format("was made with another {} ({} instead of {})", what, theirs, ours),
                name, "sketch it again with the options of the others");
  };
  if (x.measure != y.measure) {
    const auto kind = [](Measure m) {
      return m == Measure::containment ? "containment" : "jaccard";
    };
    refuse("--measure", kind(x.measure), kind(y.measure));
  }
  if (x.k != y.k) refuse("--shingle", x.k, y.k);
  if (x.measure == Measure::containment) {
    if (x.scale.scale != y.scale.scale) refuse("--scale", x.scale.scale, y.scale.scale);
    if (x.scale.least != y.scale.least) refuse("least sample", x.scale.least, y.scale.least);
  } else {
    if (x.signature.slots != y.signature.slots) {
      refuse("--signature", x.signature.slots, y.signature.slots);
    }
    if (x.signature.seed != y.signature.seed) refuse("--seed", x.signature.seed, y.signature.seed);
  }
  std::vector<std::string> renamed;
  for (std::string& id : from.ids) {
    std::string unique = ids.claim(id);
    if (unique != id) renamed.push_back(unique);
    id = std::move(unique);
  }
  move_documents(from, to);
  return renamed;
}

}  // namespace leitwort
