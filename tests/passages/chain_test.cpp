#include "oracle/chains.hpp"

#include <numeric>
#include <random>
#include <set>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

using passages::Anchor;
using passages::Bits;
using passages::Chain;
using passages::Chainer;
using passages::ChainLimits;
using passages::kBit;

using Anchors = std::vector<Anchor>;

void sort(Anchors& anchors) {
  std::ranges::sort(
      anchors, [](const Anchor& x, const Anchor& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
  const auto rest = std::ranges::unique(
      anchors, [](const Anchor& x, const Anchor& y) { return x.a == y.a && x.b == y.b; });
  anchors.erase(rest.begin(), rest.end());
}

std::vector<Chain> find(Anchors anchors, Bits least = kBit, const ChainLimits& limits = {}) {
  sort(anchors);
  Chainer chainer;
  std::vector<Chain> chains(3);  // of an earlier call
  chainer.find(anchors, limits, least, chains);
  return chains;
}

/// Neighbours in both documents.
Anchors block(std::uint32_t a, std::uint32_t b, std::uint32_t size, Bits weight = 10 * kBit) {
  Anchors anchors;
  for (std::uint32_t i = 0; i < size; ++i) anchors.push_back({a + i, b + i, weight});
  return anchors;
}

Anchors join(std::initializer_list<Anchors> parts) {
  Anchors all;
  for (const Anchors& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> words(const Anchors& anchors) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> words;
  for (const Anchor& anchor : anchors) words.emplace_back(anchor.a, anchor.b);
  return words;
}

// --- by hand ------------------------------------------------------------------------------------

TEST(Chains, OfNoAnchorsAreNone) {
  EXPECT_TRUE(find({}).empty());
}

TEST(Chains, OfOneAnchorAreIt) {
  const std::vector<Chain> chains = find({{5, 9, 80}}, 80);
  ASSERT_EQ(chains.size(), 1U);
  EXPECT_EQ(chains[0].score, 80);
  EXPECT_EQ(words(chains[0].anchors), words({{5, 9, 80}}));
  EXPECT_TRUE(find({{5, 9, 80}}, 81).empty());
}

TEST(Chains, HaveTheScoreThatIsAskedFor) {
  const Anchors anchors = block(3, 7, 6);
  const Bits score = 60 * kBit;
  EXPECT_EQ(find(anchors, score).size(), 1U);
  EXPECT_EQ(find(anchors, score - 1).size(), 1U);
  EXPECT_TRUE(find(anchors, score + 1).empty());
}

TEST(Chains, GoOnOverBlocksInAnotherOrder) {
  // Sentences 1 2 3 4 stand as 3 1 4 2.
  const Anchors anchors =
      join({block(0, 110, 10), block(10, 130, 10), block(20, 100, 10), block(30, 120, 10)});
  const std::vector<Chain> chains = find(anchors);
  ASSERT_EQ(chains.size(), 1U);
  EXPECT_EQ(chains[0].anchors.size(), 40U);
  EXPECT_EQ(chains[0].score, oracle::score_of(chains[0].anchors));
}

TEST(Chains, OfBlocksFarApartAreTwo) {
  // Of heavy words, so that nothing but the limits parts them.
  constexpr Bits kHeavy = 200 * kBit;
  for (const std::uint32_t gap : {31U, 32U, 33U}) {
    const Anchors anchors = join({block(0, 100, 8, kHeavy), block(7 + gap, 108, 8, kHeavy)});
    EXPECT_EQ(find(anchors).size(), gap <= 32 ? 1U : 2U) << gap;
    EXPECT_EQ(find(anchors, kBit, {.gap = gap}).size(), 1U);
    EXPECT_EQ(find(anchors, kBit, {.gap = gap - 1}).size(), 2U);
  }
  for (const std::uint32_t jump : {159U, 160U, 161U}) {
    const Anchors on = join({block(0, 300, 8, kHeavy), block(8, 307 + jump, 8, kHeavy)});
    EXPECT_EQ(find(on).size(), jump <= 160 ? 1U : 2U) << jump;
    const Anchors back = join({block(0, 300, 8, kHeavy), block(8, 307 - jump, 8, kHeavy)});
    EXPECT_EQ(find(back).size(), jump <= 160 ? 1U : 2U) << jump;
  }
  EXPECT_EQ(find(join({block(0, 100, 8), block(1000, 100, 8)})).size(), 2U) << "one place, twice";
}

TEST(Chains, LoseWhatDanglesBeyondAGap) {
  // At both ends a word beyond four others.
  const Bits cost = oracle::link_cost({0, 0}, {5, 5});
  for (const Bits more : {-1, 0, 1}) {
    const Bits weight = cost + 5 * kBit + more;
    const Anchors after = join({block(50, 90, 10), {{64, 104, weight}}});
    const Anchors before = join({{{45, 85, weight}}, block(50, 90, 10)});
    for (const Anchors& anchors : {after, before}) {
      const std::vector<Chain> chains = find(anchors, 20 * kBit);
      ASSERT_EQ(chains.size(), 1U);
      EXPECT_EQ(chains[0].anchors.size(), more < 0 ? 10U : 11U) << more;
      EXPECT_EQ(chains[0].score, oracle::score_of(chains[0].anchors));
    }
  }
}

TEST(Chains, KeepAWordThatIsTheNextOfBoth) {
  const std::vector<Chain> chains = find(join({block(50, 90, 10), {{60, 100, 1}}, {{49, 89, 1}}}));
  ASSERT_EQ(chains.size(), 1U);
  EXPECT_EQ(chains[0].anchors.size(), 12U);
}

TEST(Chains, LoseWhatLiesApartInTheOtherDocument) {
  // In `a` the last word is the next; in `b` it lies 60 words away.
  const Anchors anchors = join({block(0, 100, 12, 12 * kBit), {{12, 172, 45 * kBit}}});
  const std::vector<Chain> chains = find(anchors, 100 * kBit);
  ASSERT_EQ(chains.size(), 1U);
  const Bits hole = passages::log2_bits(61) + 60 * 5 * kBit / 8;
  ASSERT_GT(hole, 40 * kBit);
  EXPECT_EQ(chains[0].anchors.size(), hole > 45 * kBit ? 12U : 13U);
  const std::vector<Chain> lighter =
      find(join({block(0, 100, 12, 12 * kBit), {{12, 172, hole - 1}}}), 100 * kBit);
  ASSERT_EQ(lighter.size(), 1U);
  EXPECT_EQ(lighter[0].anchors.size(), 12U);
  const std::vector<Chain> heavier =
      find(join({block(0, 100, 12, 12 * kBit), {{12, 172, hole + kBit}}}), 100 * kBit);
  ASSERT_EQ(heavier.size(), 1U);
  EXPECT_EQ(heavier[0].anchors.size(), 13U);
}

TEST(Chains, UseNoWordTwice) {
  // `a` says a word twice that `b` says once.
  const Anchors anchors = join({block(0, 100, 6), {{6, 105, 9 * kBit}}, block(7, 106, 6)});
  const std::vector<Chain> chains = find(anchors, 60 * kBit);
  ASSERT_EQ(chains.size(), 1U);
  EXPECT_EQ(words(chains[0].anchors), words(join({block(0, 100, 6), block(7, 106, 6)})));
}

// --- at random ----------------------------------------------------------------------------------

std::uint32_t below(std::mt19937_64& random, std::uint64_t n) {
  return static_cast<std::uint32_t>(random() % n);
}

Bits weight(std::mt19937_64& random, Bits least, Bits most) {
  return least + static_cast<Bits>(random() % static_cast<std::uint64_t>(most - least + 1));
}

/// What must hold of all chains.
void expect_sound(const Anchors& anchors, const std::vector<Chain>& chains, Bits least) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> given, used;
  for (const Anchor& anchor : anchors) given.emplace(anchor.a, anchor.b);
  for (std::size_t c = 0; c < chains.size(); ++c) {
    const Anchors& chain = chains[c].anchors;
    ASSERT_FALSE(chain.empty());
    EXPECT_GE(chains[c].score, least);
    EXPECT_EQ(chains[c].score, oracle::score_of(chain));
    if (c > 0) {
      EXPECT_GE(chains[c - 1].score, chains[c].score) << "best first";
    }
    std::set<std::uint32_t> in_b;
    for (std::size_t i = 0; i < chain.size(); ++i) {
      if (i > 0) {
        ASSERT_LT(chain[i - 1].a, chain[i].a);
      }
      EXPECT_TRUE(in_b.insert(chain[i].b).second) << "a word of b is used twice";
      EXPECT_TRUE(given.contains({chain[i].a, chain[i].b}));
      EXPECT_TRUE(used.emplace(chain[i].a, chain[i].b).second) << "two chains share an anchor";
    }
  }
}

TEST(Chains, AreSoundWhateverTheAnchors) {
  std::mt19937_64 random(7);
  std::size_t several = 0;
  for (int round = 0; round < 1500; ++round) {
    Anchors anchors;
    const std::uint64_t in_a = 1 + below(random, 300), in_b = 1 + below(random, 300);
    for (std::uint32_t n = below(random, 700); n > 0; --n) {
      anchors.push_back({below(random, in_a), below(random, in_b), weight(random, 0, 14 * kBit)});
    }
    for (std::uint32_t n = below(random, 6); n > 0; --n) {
      const Anchors more = block(below(random, in_a), below(random, in_b), 1 + below(random, 20));
      anchors.insert(anchors.end(), more.begin(), more.end());
    }
    sort(anchors);
    const Bits least = weight(random, 1, 80 * kBit);
    const std::vector<Chain> chains = find(anchors, least);
    expect_sound(anchors, chains, least);
    if (HasFailure()) FAIL() << "round " << round;
    several += chains.size() > 1 ? 1 : 0;
  }
  EXPECT_GT(several, 300U);
}

TEST(Chains, InOrderStayWithinTheLimits) {
  std::mt19937_64 random(8);
  std::size_t links = 0;
  for (int round = 0; round < 300; ++round) {
    const ChainLimits limits{.gap = 1 + below(random, 20), .jump = 1 + below(random, 20)};
    Anchors anchors;
    Anchor at{below(random, 9), below(random, 9), 0};
    for (int n = 0; n < 60; ++n) {
      at.a += 1 + below(random, limits.gap + 1);
      at.b += 1 + below(random, limits.jump + 1);
      anchors.push_back({at.a, at.b, weight(random, 4 * kBit, 60 * kBit)});
    }
    const std::vector<Chain> chains = find(anchors, kBit, limits);
    expect_sound(anchors, chains, kBit);
    for (const Chain& chain : chains) {
      for (std::size_t i = 1; i < chain.anchors.size(); ++i, ++links) {
        EXPECT_TRUE(oracle::may_follow(chain.anchors[i - 1], chain.anchors[i], limits));
      }
    }
    if (HasFailure()) FAIL() << "round " << round;
  }
  EXPECT_GT(links, 1000U);
}

TEST(Chains, AreTheBestWhereNothingIsTrimmed) {
  std::mt19937_64 random(9);
  std::size_t compared = 0, shuffled = 0;
  for (int round = 0; round < 2000; ++round) {
    // Blocks of words, some left out, in any order; and words that do not belong.
    std::vector<std::uint32_t> order(1 + below(random, 4));
    std::iota(order.begin(), order.end(), 0U);
    if (round % 2 == 0) std::shuffle(order.begin(), order.end(), random);
    Anchors anchors;
    std::uint32_t a = 1000;
    for (const std::uint32_t number : order) {
      std::uint32_t b = 1000 + 12 * number;
      const std::uint32_t end = b + 12;
      while (b < end) {
        anchors.push_back({a, b, weight(random, 9 * kBit, 40 * kBit)});
        a += 1 + (below(random, 4) == 0 ? below(random, 3) : 0);
        b += 1 + (below(random, 4) == 0 ? below(random, 3) : 0);
      }
    }
    for (std::uint32_t n = below(random, 60); n > 0; --n) {
      anchors.push_back(
          {980 + below(random, 80), 980 + below(random, 80), weight(random, 0, 8 * kBit)});
    }
    sort(anchors);
    const Anchors best = oracle::best_chain(anchors, {});
    if (!oracle::is_firm(best)) continue;
    const std::vector<Chain> chains = find(anchors);
    ASSERT_FALSE(chains.empty());
    ASSERT_EQ(chains[0].score, oracle::score_of(best)) << "round " << round;
    ++compared;
    for (std::size_t i = 1; i < best.size(); ++i) {
      if (best[i].b < best[i - 1].b) {
        ++shuffled;
        break;
      }
    }
  }
  EXPECT_GT(compared, 200U);
  EXPECT_GT(shuffled, 50U);
}

TEST(Chains, DoNotDependOnEarlierCalls) {
  std::mt19937_64 random(10);
  Chainer chainer;
  std::vector<Chain> chains;
  for (int round = 0; round < 50; ++round) {
    Anchors anchors;
    for (std::uint32_t n = below(random, 300); n > 0; --n) {
      anchors.push_back({below(random, 90), below(random, 90), weight(random, 0, 14 * kBit)});
    }
    sort(anchors);
    chainer.find(anchors, {}, 10 * kBit, chains);
    const std::vector<Chain> expected = find(anchors, 10 * kBit);
    ASSERT_EQ(chains.size(), expected.size());
    for (std::size_t c = 0; c < chains.size(); ++c) {
      EXPECT_EQ(words(chains[c].anchors), words(expected[c].anchors));
    }
  }
}

}  // namespace
}  // namespace leitwort
