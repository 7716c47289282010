#include "passages/resolution.hpp"

#include "passages/parting.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace leitwort::passages {
namespace {

Box box_of(const Passage& passage) {
  return {{passage.begin_a, passage.end_a}, {passage.begin_b, passage.end_b}};
}

Box box_of(const VerbatimRun& run) {
  return {{run.a, run.a + run.length}, {run.b, run.b + run.length}};
}

bool contains(const Box& outer, const Box& inner) {
  return outer.a.begin <= inner.a.begin && inner.a.end <= outer.a.end &&
         outer.b.begin <= inner.b.begin && inner.b.end <= outer.b.end;
}

/// The anchors of a chain that are not among those in order: what was moved.
std::vector<Anchor> out_of_order(const Chain& chain) {
  const std::vector<Anchor> ordered = in_order(chain);
  std::vector<Anchor> rest;
  auto next = ordered.begin();
  for (const Anchor& anchor : chain.anchors) {
    if (next != ordered.end() && next->a == anchor.a)
      ++next;
    else
      rest.push_back(anchor);
  }
  return rest;
}

}  // namespace

void Resolved::clear() {
  kept.clear();
  dropped.clear();
  chains.clear();
  runs.clear();
  restored = 0;
}

/// The tokens of ranges of words.
Box Resolver::tokens_of(const Box& words) const {
  const auto tokens = [&](const Range& range) {
    return Range{words_.begin[range.begin],
                 words_.begin[range.end - 1] + words_.length[range.end - 1]};
  };
  return {tokens(words.a), tokens(words.b)};
}

void Resolver::keep(const Passage& passage, const Chain& chain, Resolved& result) {
  result.kept.push_back(passage);
  result.chains.push_back(chain);
  covered_.add(box_of(passage));
  kept_.add(box_of(passage));
}

/// What was kept of another pair.
void Resolver::forget() {
  covered_.clear();
  kept_.clear();
}

void Resolver::resolve(const Pair& pair, const std::vector<Chain>& candidates,
                       std::vector<VerbatimRun>& runs, PassageCounts& counts, Resolved& result) {
  result.clear();
  forget();
  // What lies in better candidates on both sides is held back: a register has one for every two
  // lines, and the best holds all of them.
  std::vector<const Chain*> first, held_back;
  Cover better;
  for (const Chain& candidate : candidates) {
    const Box box = box_of(candidate);
    (better.covers(box) ? held_back : first).push_back(&candidate);
    better.add(box);
  }
  if (!first.empty()) search(pair, first, counts, result);
  // And looked at if nothing came of those.
  std::erase_if(held_back, [&](const Chain* candidate) {
    return covered_.covers(tokens_of(box_of(*candidate)));
  });
  if (!held_back.empty()) search(pair, held_back, counts, result);
  drop_twins(result);
  restore(pair, runs, result);
}

/// Of passages that begin at the same places leaves the one that says most, of equal ones the
/// longest. What only the others had is free again. O(n log n).
void Resolver::drop_twins(Resolved& result) {
  const auto begins = [&](std::uint32_t i) {
    return std::pair(result.kept[i].begin_a, result.kept[i].begin_b);
  };
  std::vector<std::uint32_t> order(result.kept.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](std::uint32_t i) {
    const Passage& p = result.kept[i];
    return std::tuple(begins(i), -p.score, -std::int64_t{p.end_a}, -std::int64_t{p.end_b}, i);
  });
  const auto [first, last] = std::ranges::unique(order, {}, begins);
  if (first == last) return;
  order.erase(first, last);
  std::ranges::sort(order);
  Resolved rest;
  forget();
  rest.kept.swap(result.kept);
  rest.chains.swap(result.chains);
  for (const std::uint32_t i : order) keep(rest.kept[i], rest.chains[i], result);
}

bool Resolver::resolve_copies(const Pair& pair, Resolved& result) {
  const auto x = input_.tokens.ids_of(pair.x), y = input_.tokens.ids_of(pair.y);
  if (pair.x == pair.y || x.size() != y.size() || !std::ranges::equal(x, y)) return false;
  result.clear();
  const TokenIndex begin_x = input_.tokens.document_begin[pair.x],
                   begin_y = input_.tokens.document_begin[pair.y];
  const auto size = static_cast<TokenIndex>(x.size());
  Chain chain;
  anchors_of_run(words_, pair.x, pair.y, {begin_x, begin_y, size, 0}, chain.anchors);
  chain.score = weight_of(chain.anchors);
  const Passage passage = extender_.copy(
      pair.x, pair.y, {begin_x, begin_x + size, begin_y, begin_y + size}, chain, result.runs);
  if (!is_kept(passage)) return false;
  result.kept.push_back(passage);
  return true;
}

std::vector<Passage> Resolver::align(const Pair& pair, const std::vector<Chain>& chains) {
  std::vector<Passage> passages;
  std::vector<AlignmentRun> runs;
  for (const Chain& chain : chains) {
    passages.push_back(extender_.extend(pair.x, pair.y, chain, runs));
  }
  return passages;
}

/// The passages near some candidates.
void Resolver::search(const Pair& pair, std::span<const Chain* const> candidates,
                      PassageCounts& counts, Resolved& result) {
  anchors_nearby(words_, pair, candidates, anchors_);
  std::vector<Chain> chains;
  chainer_.find(anchors_, {}, thresholds_.passage, chains);
  counts.chains += chains.size();
  Cover better;
  for (const Chain& chain : result.chains) better.add(box_of(chain));
  std::vector<Chain> repeated = take_repeated(chains, std::move(better));
  settle_chains(pair, std::move(chains), counts, result);
  // What better chains cover, if nothing came of those.
  const std::size_t all = repeated.size();
  std::erase_if(repeated,
                [&](const Chain& chain) { return covered_.covers_half(tokens_of(box_of(chain))); });
  counts.repeated += all - repeated.size();
  if (!repeated.empty()) settle_chains(pair, std::move(repeated), counts, result);
}

void Resolver::settle_chains(const Pair& pair, std::vector<Chain> chains, PassageCounts& counts,
                             Resolved& result) {
  join_neighbours(chains);
  if (pair.x == pair.y) part_overlaps(chains, thresholds_.passage);
  settle(pair, std::move(chains), counts, result);
}

/// Aligns chains and judges what they make; what would be dropped is parted, and what was moved in
/// it makes chains of its own.
void Resolver::settle(const Pair& pair, std::vector<Chain> chains, PassageCounts& counts,
                      Resolved& result) {
  // What was moved may hold what was moved in turn, as where the words of one text stand backwards
  // in the other: a few times, since each round is as long as the last may be.
  constexpr int kRounds = 8;
  for (int round = 0; round < kRounds && !chains.empty(); ++round) {
    std::vector<Passage> passages;
    // Passages of a document with itself are cut where they would meet.
    const bool may_meet = pair.x != pair.y;
    BoxSet boxes;
    if (may_meet) boxes = kept_;
    for (const Chain& chain : chains) boxes.add(tokens_of(box_of(chain)));
    for (const Chain& chain : chains) {
      passages.push_back(
          extender_.extend(pair.x, pair.y, chain, result.runs, may_meet ? &boxes : nullptr));
    }
    if (may_meet) join_meeting(pair, chains, passages, result);
    std::vector<Chain> moved, found;
    for (std::size_t i = 0; i < chains.size(); ++i) {
      const Verdict verdict = judge(passages[i], options_, thresholds_);
      if (verdict == Verdict::kept) {
        keep(passages[i], chains[i], result);
        continue;
      }
      const bool stands =
          verdict != Verdict::too_short && settle_parts(pair, passages[i], chains[i], result);
      if (!stands) {
        count(verdict, counts);
        result.dropped.push_back(passages[i]);
      }
      anchors_ = out_of_order(chains[i]);
      if (anchors_.empty()) continue;
      chainer_.find(anchors_, {}, thresholds_.passage, found);
      moved.insert(moved.end(), found.begin(), found.end());
    }
    if (pair.x == pair.y) part_overlaps(moved, thresholds_.passage);
    chains = std::move(moved);
  }
}

/// Keeps the parts of a passage that stand by themselves; whether there are any.
bool Resolver::settle_parts(const Pair& pair, const Passage& whole, const Chain& chain,
                            Resolved& result) {
  bool any = false;
  for (const Chain& part :
       part_passage(options_, thresholds_, words_, extender_, whole, chain, result.runs)) {
    // What goes on beyond the part makes it what was dropped.
    const Passage passage = extender_.extend(pair.x, pair.y, part, result.runs);
    if (!is_kept(passage)) continue;
    keep(passage, part, result);
    any = true;
  }
  return any;
}

/// Makes one of passages that meet on both sides.
void Resolver::join_meeting(const Pair& pair, std::vector<Chain>& chains,
                            std::vector<Passage>& passages, Resolved& result) {
  for (bool joined = chains.size() > 1; joined;) {
    joined = false;
    std::vector<Box> boxes;
    for (const Passage& passage : passages) boxes.push_back(box_of(passage));
    const std::vector<std::uint32_t> group = grouped_by(close_pairs(boxes, 0), chains.size());
    std::vector<std::uint8_t> is_larger(chains.size());
    for (std::uint32_t i = 0; i < group.size(); ++i) {
      if (group[i] == i) continue;
      join(chains[group[i]], chains[i]);
      is_larger[group[i]] = 1;
      joined = true;
    }
    std::size_t kept = 0;
    for (std::uint32_t i = 0; i < group.size(); ++i) {
      if (group[i] != i) continue;
      if (kept != i) chains[kept] = std::move(chains[i]);
      passages[kept] = is_larger[i] != 0
                           ? extender_.extend(pair.x, pair.y, chains[kept], result.runs)
                           : passages[i];
      ++kept;
    }
    chains.resize(kept);
    passages.resize(kept);
  }
}

/// Makes passages of the verbatim runs that those found do not cover on both sides.
void Resolver::restore(const Pair& pair, std::vector<VerbatimRun>& runs, Resolved& result) {
  std::ranges::sort(runs, [](const VerbatimRun& x, const VerbatimRun& y) {
    if (x.bits != y.bits) return x.bits > y.bits;
    return x.a != y.a ? x.a < y.a : x.b < y.b;
  });
  for (const VerbatimRun& run : runs) {
    if (!covered_.covers(box_of(run))) restore_run(pair, run, result);
  }
}

void Resolver::restore_run(const Pair& pair, const VerbatimRun& run, Resolved& result) {
  ++result.restored;
  Chain chain;
  anchors_of_run(words_, pair.x, pair.y, run, chain.anchors);
  chain.score = score_of(chain.anchors);
  if (join_to_kept(pair, run, chain, result)) return;
  const Box box = box_of(run);
  Chain words = chain;
  words.score = run.bits;
  Passage passage = extender_.copy(pair.x, pair.y, {box.a.begin, box.a.end, box.b.begin, box.b.end},
                                   words, result.runs);
  // What lies beyond a run belongs to it, but for one that others have most of already: a register
  // is like itself at every distance, and would be aligned once more for each.
  if (!covered_.a.covers_half(box.a) && !covered_.b.covers_half(box.b)) {
    const Passage longer = extender_.extend(pair.x, pair.y, chain, result.runs, &kept_);
    const bool is_free = kept_.meeting(box_of(longer)).empty();
    if (is_free && contains(box_of(longer), box) && is_kept(longer)) passage = longer;
  }
  keep(passage, chain, result);
}

/// Lengthens a passage that the run meets, where it stays one.
bool Resolver::join_to_kept(const Pair& pair, const VerbatimRun& run, const Chain& chain,
                            Resolved& result) {
  if (pair.x == pair.y) return false;
  for (const std::uint32_t i : kept_.meeting(box_of(run))) {
    Chain both = result.chains[i];
    join(both, chain);
    const Passage longer = extender_.extend(pair.x, pair.y, both, result.runs, &kept_);
    const Box box = box_of(longer);
    if (!is_kept(longer) || !contains(box, box_of(run))) continue;
    if (!contains(box, box_of(result.kept[i]))) continue;
    result.kept[i] = longer;
    result.chains[i] = std::move(both);
    covered_.add(box);
    kept_.replace(i, box);
    return true;
  }
  return false;
}

}  // namespace leitwort::passages
