#include "passages/stages.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <numeric>

namespace leitwort::passages {
namespace {

/// Anchors before one that may be linked to it: beyond so many, the nearest.
constexpr std::size_t kLookBack = 400;

/// log2_bits of the distances that a link may have, and of twice the longest jump.
constexpr std::size_t kDistances = 512;
const std::array<Bits, kDistances> kLog2 = [] {
  std::array<Bits, kDistances> table{};
  for (std::size_t n = 0; n < table.size(); ++n) table[n] = log2_bits(n);
  return table;
}();
Bits log2_of_distance(std::uint32_t n) {
  return n < kDistances ? kLog2[n] : log2_bits(n);
}

/// What it costs to go on from one anchor at another: the bits that say how far away it lies,
/// which are none for the next word, and some for each word between.
Bits gap_cost(std::uint32_t in_a, std::int32_t in_b) {
  if (in_a == 1 && in_b == 1) return 0;
  const auto distance = static_cast<std::uint32_t>(std::abs(in_b));
  const auto shift = static_cast<std::uint32_t>(std::abs(static_cast<std::int32_t>(in_a) - in_b));
  constexpr Bits kSkipped = kBit;  // a word that has no partner
  const Bits skipped = Bits{in_a} - 1 + (distance > 0 ? Bits{distance} - 1 : 0);
  return log2_of_distance(in_a) + log2_of_distance(1 + shift) + skipped * kSkipped / 2;
}

/// Bits lost for each word between two anchors of a passage, of one document.
Bits hole_cost(std::uint32_t distance) {
  constexpr Bits kHole = 5 * kBit / 8;
  return distance <= 1 ? 0 : log2_bits(distance) + static_cast<Bits>(distance - 1) * kHole;
}

/// Keeps of anchors, ascending by `position`, the stretch that says most.
template <typename Position>
void keep_densest(std::vector<Anchor>& anchors, Position position) {
  std::size_t begin = 0, best_begin = 0, best_end = 0;
  Bits sum = 0, best = 0;
  for (std::size_t i = 0; i < anchors.size(); ++i) {
    if (i > 0) sum -= hole_cost(position(anchors[i]) - position(anchors[i - 1]));
    if (sum <= 0) {
      sum = 0;
      begin = i;
    }
    sum += anchors[i].weight;
    if (sum > best) {
      best = sum;
      best_begin = begin;
      best_end = i + 1;
    }
  }
  anchors.resize(best_end);
  anchors.erase(anchors.begin(), anchors.begin() + static_cast<std::ptrdiff_t>(best_begin));
}

/// Uses no word of `b` twice: of anchors that have it the one stays that says most; of equal ones
/// that with more company, so that no stray word makes a hole in a run; then the first.
void use_once(std::vector<Anchor>& anchors) {
  struct Accompanied {
    Anchor anchor;
    std::size_t company = 0;  // anchors next to each other on its diagonal
  };
  std::vector<Accompanied> all;
  all.reserve(anchors.size());
  for (std::size_t begin = 0, end = 0; begin < anchors.size(); begin = end) {
    const std::uint32_t diagonal = anchors[begin].b - anchors[begin].a;
    while (end < anchors.size() && anchors[end].b - anchors[end].a == diagonal) ++end;
    for (std::size_t i = begin; i < end; ++i) all.push_back({anchors[i], end - begin});
  }
  std::ranges::sort(all, [](const Accompanied& x, const Accompanied& y) {
    if (x.anchor.b != y.anchor.b) return x.anchor.b < y.anchor.b;
    if (x.anchor.weight != y.anchor.weight) return x.anchor.weight > y.anchor.weight;
    return x.company != y.company ? x.company > y.company : x.anchor.a < y.anchor.a;
  });
  anchors.clear();
  for (const Accompanied& next : all) {
    if (anchors.empty() || anchors.back().b != next.anchor.b) anchors.push_back(next.anchor);
  }
}

/// Cuts off what lies apart in either document, and uses no word of `b` twice.
void make_compact(Chain& chain) {
  std::vector<Anchor>& anchors = chain.anchors;
  const std::size_t before = anchors.size();
  for (int round = 0; round < 2; ++round) {
    use_once(anchors);
    keep_densest(anchors, [](const Anchor& x) { return x.b; });
    std::ranges::sort(anchors, {}, &Anchor::a);
    keep_densest(anchors, [](const Anchor& x) { return x.a; });
  }
  if (anchors.size() != before) chain.score = score_of(anchors);
}

/// Cuts off what the ends owe to chance: of the many words near the end of a passage one is often
/// found beyond it. What lies beyond a gap must say so much more than the gap costs.
void trim_ends(Chain& chain) {
  constexpr Bits kDangling = 5 * kBit;
  std::vector<Anchor>& anchors = chain.anchors;
  // What the anchors say up to each, and from there on.
  Bits sum = anchors.front().weight;
  std::size_t end = anchors.size();
  for (std::size_t i = 1; i < anchors.size(); ++i) {
    const Bits cost = link_cost(anchors[i - 1], anchors[i]);
    if (cost > 0 && chain.score - sum < kDangling) {
      end = i;
      break;
    }
    sum += anchors[i].weight - cost;
  }
  anchors.resize(end);
  chain.score = sum;
  Bits rest = chain.score;  // from the present anchor on
  std::size_t begin = 0;
  for (std::size_t i = 1; i < anchors.size(); ++i) {
    const Bits cost = link_cost(anchors[i - 1], anchors[i]);
    rest -= anchors[i - 1].weight - cost;
    if (cost > 0 && chain.score - rest < kDangling) begin = i;
  }
  anchors.erase(anchors.begin(), anchors.begin() + static_cast<std::ptrdiff_t>(begin));
  chain.score = score_of(anchors);
}

}  // namespace

Bits link_cost(const Anchor& from, const Anchor& to) {
  return gap_cost(to.a - from.a,
                  static_cast<std::int32_t>(to.b) - static_cast<std::int32_t>(from.b));
}

Bits weight_of(std::span<const Anchor> anchors) {
  Bits weight = 0;
  for (const Anchor& anchor : anchors) weight += anchor.weight;
  return weight;
}

Bits score_of(const std::vector<Anchor>& anchors) {
  Bits score = 0;
  for (std::size_t i = 0; i < anchors.size(); ++i) {
    score += anchors[i].weight - (i > 0 ? link_cost(anchors[i - 1], anchors[i]) : 0);
  }
  return score;
}

void Chainer::link(std::span<const Anchor> anchors, const ChainLimits& limits) {
  const std::size_t n = anchors.size();
  best_.resize(n);
  previous_.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    const Anchor& to = anchors[i];
    Bits best = 0;
    std::int32_t from = -1;
    const std::size_t first = i > kLookBack ? i - kLookBack : 0;
    std::size_t j = i;
    while (j-- > first) {
      const std::uint32_t in_a = to.a - anchors[j].a;
      if (in_a > limits.gap) break;
      if (in_a == 0 || best_[j] <= best) continue;
      const auto in_b = static_cast<std::int32_t>(to.b) - static_cast<std::int32_t>(anchors[j].b);
      if (in_b == 0 || static_cast<std::uint32_t>(std::abs(in_b)) > limits.jump) continue;
      const Bits score = best_[j] - gap_cost(in_a, in_b);
      if (score > best) {
        best = score;
        from = static_cast<std::int32_t>(j);
      }
    }
    links_ += i - j;
    best_[i] = best + to.weight;
    previous_[i] = from;
  }
}

/// The chain that ends at an anchor, as far as no other has its anchors.
Chain Chainer::trace_back(std::span<const Anchor> anchors, std::uint32_t end) {
  path_.clear();
  for (auto i = static_cast<std::int32_t>(end); i >= 0;
       i = previous_[static_cast<std::size_t>(i)]) {
    const auto at = static_cast<std::uint32_t>(i);
    if (used_[at] != 0) break;
    used_[at] = 1;
    path_.push_back(at);
  }
  std::ranges::reverse(path_);
  Chain chain;
  chain.anchors.reserve(path_.size());
  for (const std::uint32_t at : path_) chain.anchors.push_back(anchors[at]);
  chain.score = score_of(chain.anchors);
  return chain;
}

/// Notes what the chain has lost of its path; what that is worth.
Bits Chainer::release(std::span<const Anchor> anchors, const Chain& chain) {
  Bits freed = 0;
  auto kept = chain.anchors.begin();
  for (const std::uint32_t at : path_) {
    if (kept != chain.anchors.end() && kept->a == anchors[at].a) {
      ++kept;
      continue;
    }
    freed_.push_back(at);
    freed += anchors[at].weight;
  }
  return freed;
}

/// Appends the chains of what is linked; returns what was cut off them is worth.
Bits Chainer::collect(std::span<const Anchor> anchors, Bits least, std::vector<Chain>& chains) {
  order_.clear();
  for (std::uint32_t i = 0; i < anchors.size(); ++i) {
    if (best_[i] >= least) order_.push_back(i);
  }
  std::ranges::sort(order_, [&](std::uint32_t x, std::uint32_t y) {
    return best_[x] != best_[y] ? best_[x] > best_[y] : x < y;
  });
  used_.assign(anchors.size(), 0);
  freed_.clear();
  Bits freed = 0;
  for (const std::uint32_t end : order_) {
    if (used_[end] != 0) continue;
    Chain chain = trace_back(anchors, end);
    if (chain.score < least) continue;
    make_compact(chain);
    trim_ends(chain);
    if (chain.score < least) continue;
    if (chain.anchors.size() < path_.size()) freed += release(anchors, chain);
    chains.push_back(std::move(chain));
  }
  // At the end only, so that no path is gone twice.
  for (const std::uint32_t at : freed_) used_[at] = 0;
  return freed;
}

void Chainer::find(std::span<const Anchor> anchors, const ChainLimits& limits, Bits least,
                   std::vector<Chain>& chains) {
  chains.clear();
  link(anchors, limits);
  Bits freed = collect(anchors, least, chains);
  // What was cut off may be the end of another chain: what no chain has is linked anew, where that
  // is worth enough. A few times, since each makes fewer; verbatim runs are found in any case.
  constexpr int kRounds = 4;
  std::vector<Anchor> rest(anchors.begin(), anchors.end());
  for (int round = 1; round < kRounds && freed >= least; ++round) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < rest.size(); ++i) {
      if (used_[i] == 0) rest[kept++] = rest[i];
    }
    rest.resize(kept);
    const std::size_t before = chains.size();
    link(rest, limits);
    freed = collect(rest, least, chains);
    if (chains.size() == before) break;
  }
  // What was cut off has changed their order.
  std::ranges::sort(chains, [](const Chain& x, const Chain& y) {
    if (x.score != y.score) return x.score > y.score;
    const Anchor &first = x.anchors.front(), &second = y.anchors.front();
    return first.a != second.a ? first.a < second.a : first.b < second.b;
  });
}

void part_overlaps(std::vector<Chain>& chains, Bits least) {
  std::vector<Chain> parts;
  for (Chain& chain : chains) {
    std::vector<Chain> cut(1);
    WordIndex first_b = 0;  // of the present part
    for (const Anchor& anchor : chain.anchors) {
      std::vector<Anchor>& part = cut.back().anchors;
      // Of all its words, those of `a` come before those of `b`.
      if (part.empty() || anchor.a < first_b) {
        first_b = part.empty() ? anchor.b : std::min(first_b, anchor.b);
        part.push_back(anchor);
      } else {
        cut.push_back({{anchor}, 0});
        first_b = anchor.b;
      }
    }
    if (cut.size() == 1) {
      parts.push_back(std::move(chain));
      continue;
    }
    for (Chain& part : cut) {
      part.score = score_of(part.anchors);
      if (part.score >= least) parts.push_back(std::move(part));
    }
  }
  chains.swap(parts);
}

}  // namespace leitwort::passages
