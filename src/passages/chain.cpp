#include "passages/stages.hpp"

#include <algorithm>
#include <cstdlib>
#include <cmath>
#include <numeric>

namespace leitwort::passages {
namespace {

/// Anchors before one that may be linked to it: beyond so many, the nearest.
constexpr std::size_t kLookBack = 400;

/// What it costs to go on from one anchor at another: the bits that say how far away it lies,
/// which are none for the next word, and some for each word between.
Bits gap_cost(std::uint32_t in_a, std::int32_t in_b) {
  const auto distance = static_cast<std::uint32_t>(std::abs(in_b));
  const auto shift =
      static_cast<std::uint32_t>(std::abs(static_cast<std::int32_t>(in_a) - in_b));
  static const Bits kSkipped = static_cast<Bits>(16*atof(getenv("SKIP")?getenv("SKIP"):"1"));  // a word that has no partner
  const auto skipped = static_cast<Bits>(in_a - 1 + (distance > 0 ? distance - 1 : 0));
  return log2_bits(in_a) + log2_bits(1 + shift) + skipped * kSkipped / 2;
}

/// Bits lost for each word between two anchors of a passage, of one document.
Bits hole_cost(std::uint32_t distance) {
  static const Bits kHole = static_cast<Bits>(16 * atof(getenv("HOLE") ? getenv("HOLE") : "0.6"));
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

/// Cuts off what lies apart in either document, and uses no word of `b` twice.
void make_compact(Chain& chain) {
  std::vector<Anchor>& anchors = chain.anchors;
  const std::size_t before = anchors.size();
  for (int round = 0; round < 2; ++round) {
    std::ranges::stable_sort(anchors, {}, &Anchor::b);
    const auto [begin, end] = std::ranges::unique(anchors, {}, &Anchor::b);
    anchors.erase(begin, end);
    keep_densest(anchors, [](const Anchor& x) { return x.b; });
    std::ranges::sort(anchors, {}, &Anchor::a);
    keep_densest(anchors, [](const Anchor& x) { return x.a; });
  }
  if (anchors.size() == before) return;
  chain.score = 0;
  for (std::size_t i = 0; i < anchors.size(); ++i) {
    chain.score += anchors[i].weight;
    if (i == 0) continue;
    const Anchor& last = anchors[i - 1];
    chain.score -= gap_cost(anchors[i].a - last.a, static_cast<std::int32_t>(anchors[i].b) -
                                                       static_cast<std::int32_t>(last.b));
  }
}

}  // namespace

void Chainer::find(std::span<const Anchor> anchors, const ChainLimits& limits, Bits least,
                   std::vector<Chain>& chains) {
  chains.clear();
  const std::size_t n = anchors.size();
  best_.resize(n);
  previous_.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    const Anchor& to = anchors[i];
    Bits best = 0;
    std::int32_t from = -1;
    const std::size_t first = i > kLookBack ? i - kLookBack : 0;
    for (std::size_t j = i; j-- > first;) {
      const std::uint32_t in_a = to.a - anchors[j].a;
      if (in_a > limits.gap) break;
      if (in_a == 0 || best_[j] <= best) continue;
      const auto in_b =
          static_cast<std::int32_t>(to.b) - static_cast<std::int32_t>(anchors[j].b);
      if (in_b == 0 || static_cast<std::uint32_t>(std::abs(in_b)) > limits.jump) continue;
      const Bits score = best_[j] - gap_cost(in_a, in_b);
      if (score > best) {
        best = score;
        from = static_cast<std::int32_t>(j);
      }
    }
    best_[i] = best + to.weight;
    previous_[i] = from;
  }

  order_.clear();
  for (std::uint32_t i = 0; i < n; ++i) {
    if (best_[i] >= least) order_.push_back(i);
  }
  std::ranges::sort(order_, [&](std::uint32_t x, std::uint32_t y) {
    return best_[x] != best_[y] ? best_[x] > best_[y] : x < y;
  });
  used_.assign(n, 0);
  for (const std::uint32_t end : order_) {
    if (used_[end] != 0) continue;
    Chain chain;
    Bits before = 0;  // what the part that another chain has says
    for (auto i = static_cast<std::int32_t>(end); i >= 0; i = previous_[static_cast<std::size_t>(i)]) {
      const auto at = static_cast<std::size_t>(i);
      if (used_[at] != 0) {
        before = best_[at];
        break;
      }
      used_[at] = 1;
      chain.anchors.push_back(anchors[at]);
    }
    chain.score = best_[end] - before;
    if (chain.score < least) continue;
    std::ranges::reverse(chain.anchors);
    make_compact(chain);
    if (chain.score < least) continue;
    chains.push_back(std::move(chain));
  }
}

}  // namespace leitwort::passages
