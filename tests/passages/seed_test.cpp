#include "oracle/seeds.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

using passages::find_seeds;
using passages::Place;
using passages::Seeds;
using passages::Words;

/// Documents of symbols, one token each.
Words words_of(const std::vector<std::vector<std::uint32_t>>& documents) {
  Words words;
  for (const std::vector<std::uint32_t>& document : documents) {
    for (const std::uint32_t symbol : document) {
      words.begin.push_back(static_cast<TokenIndex>(words.size()));
      words.symbols.push_back(symbol);
    }
    words.document_begin.push_back(static_cast<passages::WordIndex>(words.size()));
  }
  words.length.assign(words.size(), 1);
  return words;
}

/// The places of the run that begins at a place.
std::size_t run_places(const Words& words, Place place, const oracle::Seeds& seeds) {
  const auto first = words.symbols.begin() + place / passages::kSlots;
  return seeds.runs.at({first, first + passages::kLongSeed}).size();
}

void expect_twin(const Words& words, unsigned max_places) {
  PassageCounts counts;
  const Seeds found = find_seeds(words, max_places, counts);
  const oracle::Seeds expected = oracle::seeds(words, max_places);
  EXPECT_EQ(counts.words, expected.counts.words);
  EXPECT_EQ(counts.seeds, expected.counts.seeds);
  EXPECT_EQ(counts.shared_seeds, expected.counts.shared_seeds);
  EXPECT_EQ(counts.frequent_seeds, expected.counts.frequent_seeds);
  EXPECT_EQ(counts.frequent_kinds, expected.counts.frequent_kinds);
  EXPECT_EQ(counts.long_seeds, expected.counts.long_seeds);
  EXPECT_EQ(counts.thinned_words, expected.counts.thinned_words);

  std::set<std::pair<std::vector<Place>, bool>> groups;
  std::vector<std::uint32_t> group_of(words.size() * passages::kSlots, Seeds::kNone);
  std::size_t places = 0;
  for (std::uint32_t g = 0; g < found.groups.size(); ++g) {
    const Seeds::Group& group = found.groups[g];
    ASSERT_EQ(group.begin, places);
    places += group.size;
    ASSERT_LE(places, found.places.size());
    const auto first = found.places.begin() + group.begin;
    const std::vector<Place> list(first, first + group.size);
    const bool is_long = list.front() % passages::kSlots == 0;
    EXPECT_TRUE(std::is_sorted(list.begin(), list.end()));
    groups.insert({list, is_long});
    for (const Place place : list) group_of[place] = g;
    EXPECT_EQ(group.is_long(), is_long);
    const auto chosen = expected.representatives.find(list);
    const bool has_chosen = group.compared < found.representatives.size();
    ASSERT_EQ(has_chosen, chosen != expected.representatives.end());
    if (has_chosen) {
      EXPECT_EQ(found.representatives[group.compared], chosen->second);
    }
    // The two words of a pair share what it says; a long seed counts once, half as much again.
    const std::size_t f = is_long ? run_places(words, list.front(), expected) : list.size();
    const double bits =
        std::log2(static_cast<double>(words.size())) - std::log2(static_cast<double>(f));
    EXPECT_NEAR(static_cast<double>(group.weight), 16 * bits * (is_long ? 1.5 : 0.5),
                is_long ? 2.5 : 1.5);
  }
  EXPECT_EQ(places, found.places.size());
  EXPECT_EQ(groups.size(), found.groups.size());
  EXPECT_EQ(groups, expected.groups);
  EXPECT_EQ(found.group_of, group_of);
}

TEST(Seeds, OfNoWordsAreNone) {
  expect_twin(words_of({}), 64);
  expect_twin(words_of({{}, {}}), 64);
  expect_twin(words_of({{1}}), 64);
  expect_twin(words_of({{1}, {1}, {}, {1}}), 64);
  expect_twin(words_of({{1, 2}, {2, 1}}), 64);
}

TEST(Seeds, ArePairsInEitherOrderUpToThreeWordsApart) {
  PassageCounts counts;
  const Words words = words_of({{1, 2, 9, 8}, {2, 1}, {1, 3, 4, 2}, {1, 5, 6, 7, 2}});
  const Seeds seeds = find_seeds(words, 64, counts);
  ASSERT_EQ(seeds.groups.size(), 1U);
  EXPECT_EQ(seeds.places, (std::vector<Place>{0 * 4 + 1, 4 * 4 + 1, 6 * 4 + 3}));
}

TEST(Seeds, DoNotCrossDocuments) {
  PassageCounts counts;
  EXPECT_TRUE(find_seeds(words_of({{1}, {2, 1}, {2}}), 64, counts).groups.empty());
  EXPECT_EQ(counts.seeds, 1U);
  // Long ones neither: all pairs are too frequent, and no document has six words.
  counts = {};
  const std::vector<std::uint32_t> five(5, 7);
  EXPECT_TRUE(find_seeds(words_of({five, five, five, five}), 2, counts).groups.empty());
  EXPECT_EQ(counts.long_seeds, 0U);
  EXPECT_EQ(counts.thinned_words, 0U);
}

TEST(Seeds, ReachOverSixteenTokensAndNoMore) {
  for (const TokenIndex distance : {15U, 16U, 17U}) {
    Words words = words_of({{1, 2}, {1, 2}});
    words.begin = {0, distance, 100, 100 + distance};
    PassageCounts counts;
    EXPECT_EQ(find_seeds(words, 64, counts).groups.size(), distance <= 16 ? 1U : 0U);
    EXPECT_EQ(counts.seeds, distance <= 16 ? 2U : 0U);
    expect_twin(words, 64);
  }
}

TEST(Seeds, AtMoreThanTheMostPlacesAreNotUsed) {
  // Each document has the pair once.
  for (const std::size_t documents : {7U, 8U, 9U}) {
    const Words words = words_of(std::vector<std::vector<std::uint32_t>>(documents, {1, 2}));
    PassageCounts counts;
    const Seeds seeds = find_seeds(words, 8, counts);
    EXPECT_EQ(seeds.groups.size(), documents <= 8 ? 1U : 0U);
    EXPECT_EQ(counts.shared_seeds, documents);
    EXPECT_EQ(counts.frequent_seeds, documents <= 8 ? 0U : documents);
    EXPECT_EQ(counts.frequent_kinds, documents <= 8 ? 0U : 1U);
    expect_twin(words, 8);
  }
}

TEST(Seeds, AreLongerWherePairsAreTooFrequent) {
  // Copies of one document: the pairs at 5, the run at 5 places.
  for (const std::size_t copies : {4U, 5U, 32U, 33U, 40U, 41U}) {
    const Words words =
        words_of(std::vector<std::vector<std::uint32_t>>(copies, {1, 2, 3, 4, 5, 6}));
    PassageCounts counts;
    const Seeds seeds = find_seeds(words, 4, counts);
    if (copies <= 4) {
      EXPECT_EQ(counts.long_seeds, 0U);
      EXPECT_EQ(seeds.groups.size(), 12U);
    } else if (copies <= 32) {
      EXPECT_EQ(counts.long_seeds, copies);
      EXPECT_EQ(counts.thinned_words, 0U);
      ASSERT_EQ(seeds.groups.size(), 1U);
      EXPECT_EQ(seeds.places[0], 0U);
      EXPECT_EQ(seeds.places[1], 24U);
    } else {
      EXPECT_EQ(counts.thinned_words, copies);
      ASSERT_EQ(seeds.groups.size(), 1U);
      EXPECT_EQ(seeds.places.size(), copies) << "all of them";
      // As many pairs as 32 copies have: 32² / 2.
      ASSERT_EQ(seeds.representatives.size(), 1U);
      const auto r = static_cast<double>(seeds.representatives[0].size());
      const auto n = static_cast<double>(copies);
      EXPECT_LE(n * r - r * r / 2, 32 * 32 / 2);
      EXPECT_GT(n * (r + 1) - (r + 1) * (r + 1) / 2, 32 * 32 / 2);
    }
    expect_twin(words, 4);
  }
}

TEST(Seeds, AgreeWithTheMaps) {
  std::mt19937_64 random(5);
  std::uint64_t used = 0, frequent = 0, longer = 0, lost = 0;
  for (int round = 0; round < 300; ++round) {
    const std::uint64_t alphabet = std::vector<std::uint64_t>{1, 2, 4, 20, 300}[random() % 5];
    std::vector<std::vector<std::uint32_t>> documents(random() % 14);
    for (std::vector<std::uint32_t>& document : documents) {
      for (std::uint64_t n = random() % 120; n > 0; --n) {
        document.push_back(static_cast<std::uint32_t>(random() % alphabet));
      }
      // Something to be found again.
      if (random() % 2 == 0)
        document.insert(document.end(), documents[0].begin(), documents[0].end());
    }
    Words words = words_of(documents);
    TokenIndex token = 0;
    for (TokenIndex& begin : words.begin) {
      begin = token;
      token += static_cast<TokenIndex>(1 + (random() % 4 == 0 ? random() % 18 : 0));
    }
    words.ranks.resize(documents.size());
    std::iota(words.ranks.begin(), words.ranks.end(), 0U);
    std::shuffle(words.ranks.begin(), words.ranks.end(), random);
    const unsigned max_places = static_cast<unsigned>(1 + random() % (1 + random() % 64));
    expect_twin(words, max_places);
    if (HasFailure()) FAIL() << "round " << round;
    const PassageCounts counts = oracle::seeds(words, max_places).counts;
    used += counts.shared_seeds - counts.frequent_seeds;
    frequent += counts.frequent_seeds;
    longer += counts.long_seeds;
    lost += counts.thinned_words;
  }
  EXPECT_GT(std::min({used, frequent, longer, lost}), 100U) << "all kinds were met";
}

TEST(Seeds, AgreeWithTheMapsJustAtTheMostPlaces) {
  std::mt19937_64 random(6);
  for (int round = 0; round < 20; ++round) {
    std::vector<std::vector<std::uint32_t>> documents(3);
    for (std::vector<std::uint32_t>& document : documents) {
      for (int n = 0; n < 100; ++n) document.push_back(static_cast<std::uint32_t>(random() % 12));
    }
    const Words words = words_of(documents);
    const oracle::Seeds all = oracle::seeds(words, 1000);
    const std::size_t size = std::next(all.groups.begin(), 5)->first.size();
    for (const std::size_t most : {size - 1, size, size + 1}) {
      expect_twin(words, static_cast<unsigned>(most));
    }
  }
}

}  // namespace
}  // namespace leitwort
