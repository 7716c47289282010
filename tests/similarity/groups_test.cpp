#include "oracle/duplicates.hpp"
#include "similarity/signatures.hpp"
#include <leitwort/similarity.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

using oracle::Place;
using test::Names;
using Representatives = std::vector<DocumentIndex>;

std::vector<PairScore> pairs_at(std::vector<Place> places) {
  std::ranges::sort(places);
  std::vector<PairScore> pairs;
  for (const auto& [a, b] : places) {
    PairScore& score = pairs.emplace_back();
    score.a = a;
    score.b = b;
    score.jaccard = 1;
  }
  return pairs;
}

/// Documents with these ids and dates, in corpus order.
Names named(const std::vector<std::pair<std::string, Date>>& documents) {
  Names names;
  for (const auto& [id, date] : documents) {
    names.ids.push_back(id);
    names.dates.push_back(date);
  }
  return names;
}

Date day(int year, int month = 0, int of_month = 0) {
  return {.year = static_cast<std::int16_t>(year),
          .month = static_cast<std::uint8_t>(month),
          .day = static_cast<std::uint8_t>(of_month)};
}

TEST(Groups, AreThoseOfTheDefinitionOnRandomGraphs) {
  std::mt19937_64 random(1);
  std::size_t members = 0;
  for (int round = 0; round < 600; ++round) {
    const auto documents = static_cast<DocumentIndex>(random() % 30);
    const Names names = test::random_names(random, documents);
    std::vector<Place> places;
    const std::size_t density = 1 + random() % 12;
    for (DocumentIndex a = 0; a < documents; ++a) {
      for (DocumentIndex b = a + 1; b < documents; ++b) {
        if (random() % density == 0) places.emplace_back(a, b);
      }
    }
    const auto pairs = pairs_at(places);
    const Representatives representatives = group_duplicates(pairs, names.ages());
    ASSERT_EQ(oracle::wrong_with(representatives, pairs, names.ages()), "");
    for (DocumentIndex d = 0; d < documents; ++d) {
      const DocumentIndex representative = representatives[d];
      if (representative == d) continue;
      ++members;
      // What the definition promises.
      ASSERT_EQ(representatives[representative], representative);
      ASSERT_TRUE(oracle::is_earlier(names.ages(), representative, d));
      ASSERT_TRUE(std::ranges::binary_search(pairs, Place(std::minmax(d, representative)), {},
                                             oracle::place_of));
    }
  }
  EXPECT_GT(members, 1000U);
}

TEST(Groups, AreOneDocumentEachWithoutPairs) {
  const Names names = test::undated(4);
  EXPECT_EQ(group_duplicates({}, names.ages()), (Representatives{0, 1, 2, 3}));
  EXPECT_EQ(group_duplicates({}, Names{}.ages()), Representatives{});
}

TEST(Groups, AreRepresentedByTheEarliestAndUndatedDocumentsComeLast) {
  const Names names =
      named({{"a", {}}, {"c", day(2003)}, {"b", day(2001, 5, 2)}, {"d", day(2001, 5)}});
  const auto all = pairs_at({{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}});
  EXPECT_EQ(group_duplicates(all, names.ages()), (Representatives{3, 3, 3, 3}));
  EXPECT_EQ(group_duplicates(pairs_at({{0, 1}, {0, 2}}), names.ages()),
            (Representatives{2, 1, 2, 3}))
      << "the undated one goes to the earlier of both";
  EXPECT_EQ(group_duplicates(pairs_at({{0, 1}}), names.ages()), (Representatives{1, 1, 2, 3}));
}

TEST(Groups, DatesOfOneFirstDayAreDecidedByTheId) {
  // 2001 may be the first of January, and so may January 2001.
  const auto pairs = pairs_at({{0, 1}, {0, 2}, {1, 2}});
  EXPECT_EQ(
      group_duplicates(
          pairs, named({{"b", day(2001)}, {"a", day(2001, 1, 1)}, {"c", day(2001, 1)}}).ages()),
      (Representatives{1, 1, 1}));
  EXPECT_EQ(
      group_duplicates(
          pairs, named({{"b", day(2001)}, {"a", day(2001, 1, 2)}, {"c", day(2001, 1)}}).ages()),
      (Representatives{0, 0, 0}));
}

TEST(Groups, IdsAreComparedByteByByte) {
  const auto pairs = pairs_at({{0, 1}, {0, 2}, {1, 2}});
  EXPECT_EQ(group_duplicates(pairs, named({{"a", {}}, {"B", {}}, {"\xC3\xA9", {}}}).ages()),
            (Representatives{1, 1, 1}));
  EXPECT_EQ(group_duplicates(pairs, named({{"d10", {}}, {"d1", {}}, {"d2", {}}}).ages()),
            (Representatives{1, 1, 1}));
}

TEST(Groups, DoNotChain) {
  const Names names = test::undated(3);
  // a–b and b–c: c is no duplicate of a.
  EXPECT_EQ(group_duplicates(pairs_at({{0, 1}, {1, 2}}), names.ages()), (Representatives{0, 0, 2}));
  // b is the earliest: it represents both.
  EXPECT_EQ(
      group_duplicates(pairs_at({{0, 1}, {1, 2}}), named({{"b", {}}, {"a", {}}, {"c", {}}}).ages()),
      (Representatives{1, 1, 1}));
  // A path: every other document represents the next.
  std::vector<Place> path;
  for (DocumentIndex d = 0; d + 1 < 10; ++d) path.emplace_back(d, d + 1);
  EXPECT_EQ(group_duplicates(pairs_at(path), test::undated(10).ages()),
            (Representatives{0, 0, 2, 2, 4, 4, 6, 6, 8, 8}));
}

TEST(Groups, DoNotDependOnTheOrderOfTheCorpus) {
  std::mt19937_64 random(2);
  for (int round = 0; round < 200; ++round) {
    const auto documents = static_cast<DocumentIndex>(2 + random() % 20);
    const Names names = test::random_names(random, documents);
    std::vector<Place> places;
    for (DocumentIndex a = 0; a < documents; ++a) {
      for (DocumentIndex b = a + 1; b < documents; ++b) {
        if (random() % 4 == 0) places.emplace_back(a, b);
      }
    }
    const Representatives expected = group_duplicates(pairs_at(places), names.ages());

    std::vector<DocumentIndex> moved_to(documents);
    std::iota(moved_to.begin(), moved_to.end(), 0U);
    std::shuffle(moved_to.begin(), moved_to.end(), random);
    Names moved = names;
    for (DocumentIndex d = 0; d < documents; ++d) {
      moved.ids[moved_to[d]] = names.ids[d];
      moved.dates[moved_to[d]] = names.dates[d];
    }
    for (auto& [a, b] : places) {
      a = moved_to[a];
      b = moved_to[b];
      if (a > b) std::swap(a, b);
    }
    const Representatives representatives = group_duplicates(pairs_at(places), moved.ages());
    for (DocumentIndex d = 0; d < documents; ++d) {
      ASSERT_EQ(representatives[moved_to[d]], moved_to[expected[d]]);
    }
  }
}

TEST(Dispensable, IsWhatAnEarlierDocumentThatStaysIsADuplicateOf) {
  std::mt19937_64 random(9);
  for (int round = 0; round < 300; ++round) {
    const auto documents = static_cast<DocumentIndex>(random() % 20);
    const Names names = test::random_names(random, documents);
    std::vector<PairScore> pairs;
    for (DocumentIndex a = 0; a < documents; ++a) {
      for (DocumentIndex b = a + 1; b < documents; ++b) {
        if (random() % 4 != 0) continue;
        PairScore& score = pairs.emplace_back();
        score.a = a;
        score.b = b;
        score.jaccard = 0.9;
        score.containment_a = random() % 2 == 0 ? 0.95 : 0.3;
        score.containment_b = random() % 2 == 0 ? 0.8 : 0.79;
      }
    }
    // By Jaccard whoever is represented by another.
    const std::vector<std::uint8_t> by_jaccard =
        find_dispensable(pairs, names.ages(), Measure::jaccard, 0.8);
    const Representatives representatives = group_duplicates(pairs, names.ages());
    for (DocumentIndex d = 0; d < documents; ++d) {
      EXPECT_EQ(by_jaccard[d] != 0, representatives[d] != d);
    }
    // By containment from the definition.
    Representatives order(documents);
    std::iota(order.begin(), order.end(), 0U);
    names.ages().sort(order);
    std::vector<std::uint8_t> expected(documents), seen(documents);
    for (const DocumentIndex d : order) {
      for (const PairScore& pair : pairs) {
        const DocumentIndex other = pair.a == d ? pair.b : pair.a;
        if (pair.a != d && pair.b != d) continue;
        const double share = pair.a == d ? pair.containment_a : pair.containment_b;
        if (seen[other] != 0 && expected[other] == 0 && share >= 0.8) expected[d] = 1;
      }
      seen[d] = 1;
    }
    EXPECT_EQ(find_dispensable(pairs, names.ages(), Measure::containment, 0.8), expected);
  }
}

TEST(Recall, IsToldFromTheChancesOfWhatWasFound) {
  // Pairs of known similarity are found with the chance that their bands give them.
  std::mt19937_64 random(10);
  std::uniform_real_distribution<double> dice(0, 1);
  const Banding banding = {16, 8};
  double inside = 0;
  for (int round = 0; round < 400; ++round) {
    std::vector<PairScore> found;
    const int pairs = 400;
    for (int p = 0; p < pairs; ++p) {
      PairScore score;
      score.jaccard = 0.7 + 0.3 * dice(random);
      if (dice(random) < candidate_probability(score.jaccard, banding)) found.push_back(score);
    }
    const RecallEstimate estimate = estimate_recall(found, banding, 0.7);
    const double recall = static_cast<double>(found.size()) / pairs;
    inside += std::abs(estimate.recall - recall) < 2 * estimate.standard_error ? 1 : 0;
  }
  EXPECT_GT(inside / 400, 0.92);
  EXPECT_TRUE(std::isnan(estimate_recall({}, banding, 0.7).recall));
}

}  // namespace
}  // namespace leitwort
