#pragma once

/// Chains of anchors by looking at every anchor before every other.

#include "passages/stages.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <vector>

namespace leitwort::oracle {

using passages::Anchor;
using passages::Bits;
using passages::ChainLimits;
using passages::kBit;
using passages::log2_bits;

/// What it costs to go from one anchor on to a later one of `a`: nothing for the next word of both;
/// else the bits of the distance in `a` and of how far from there the other lies, and half a bit
/// for each word that is left out on either side.
inline Bits link_cost(const Anchor& from, const Anchor& to) {
  const std::int64_t in_a = std::int64_t{to.a} - from.a, in_b = std::int64_t{to.b} - from.b;
  if (in_a == 1 && in_b == 1) return 0;
  const std::int64_t left_out = (in_a - 1) + std::max<std::int64_t>(0, std::abs(in_b) - 1);
  return log2_bits(static_cast<std::uint64_t>(in_a)) +
         log2_bits(static_cast<std::uint64_t>(1 + std::abs(in_a - in_b))) +
         static_cast<Bits>(left_out * kBit / 2);
}

inline bool may_follow(const Anchor& from, const Anchor& to, const ChainLimits& limits) {
  const std::int64_t in_a = std::int64_t{to.a} - from.a, in_b = std::int64_t{to.b} - from.b;
  return in_a > 0 && in_a <= limits.gap && in_b != 0 && std::abs(in_b) <= limits.jump;
}

inline Bits score_of(const std::vector<Anchor>& anchors) {
  Bits score = 0;
  for (std::size_t i = 0; i < anchors.size(); ++i) {
    score += anchors[i].weight;
    if (i > 0) score -= oracle::link_cost(anchors[i - 1], anchors[i]);
  }
  return score;
}

/// The best way through the anchors, nothing trimmed.
inline std::vector<Anchor> best_chain(const std::vector<Anchor>& anchors,
                                      const ChainLimits& limits) {
  std::vector<Bits> best(anchors.size());
  std::vector<std::ptrdiff_t> before(anchors.size(), -1);
  std::ptrdiff_t last = -1;
  for (std::size_t i = 0; i < anchors.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (!may_follow(anchors[j], anchors[i], limits)) continue;
      const Bits score = best[j] - oracle::link_cost(anchors[j], anchors[i]);
      if (score > best[i]) best[i] = score, before[i] = static_cast<std::ptrdiff_t>(j);
    }
    best[i] += anchors[i].weight;
    if (last < 0 || best[i] > best[static_cast<std::size_t>(last)]) {
      last = static_cast<std::ptrdiff_t>(i);
    }
  }
  std::vector<Anchor> chain;
  for (; last >= 0; last = before[static_cast<std::size_t>(last)]) {
    chain.insert(chain.begin(), anchors[static_cast<std::size_t>(last)]);
  }
  return chain;
}

/// Whether nothing of a chain can be trimmed: every anchor is worth more than any hole beside it,
/// every link gains so much that what lies beyond it is no dangling end, and no word is used twice.
inline bool is_firm(std::vector<Anchor> chain) {
  for (std::size_t i = 1; i < chain.size(); ++i) {
    const Bits cost = oracle::link_cost(chain[i - 1], chain[i]);
    if (chain[i].weight - cost < 5 * kBit || chain[i - 1].weight - cost < 5 * kBit) return false;
  }
  const auto has_hole = [](const Anchor& from, const Anchor& to, std::uint32_t distance) {
    const Bits cost =
        distance <= 1 ? 0 : log2_bits(distance) + static_cast<Bits>(distance - 1) * 5 * kBit / 8;
    return cost >= std::min(from.weight, to.weight);
  };
  for (std::size_t i = 1; i < chain.size(); ++i) {
    if (has_hole(chain[i - 1], chain[i], chain[i].a - chain[i - 1].a)) return false;
  }
  std::ranges::sort(chain, {}, &Anchor::b);
  for (std::size_t i = 1; i < chain.size(); ++i) {
    if (chain[i].b == chain[i - 1].b) return false;
    if (has_hole(chain[i - 1], chain[i], chain[i].b - chain[i - 1].b)) return false;
  }
  return true;
}

}  // namespace leitwort::oracle
