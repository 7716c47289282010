#include "oracle/duplicates.hpp"
#include "similarity/signatures.hpp"
#include <leitwort/error.hpp>
#include <leitwort/similarity.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <set>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

using oracle::FoundPair;
using oracle::Place;
using test::add;
using test::add_empty;
using test::changed;
using test::kernels;
using test::Names;
using test::no_signatures;
using test::random_set;
using test::random_signatures;
using test::Set;
using test::signatures_of;
using test::Slots;
using test::undated;

std::vector<FoundPair> found_pairs(const Duplicates& duplicates) {
  std::vector<FoundPair> pairs;
  for (const PairScore& score : duplicates.pairs) pairs.push_back(oracle::found_pair(score));
  return pairs;
}

Duplicates find(const Signatures& signatures, const DuplicateOptions& options,
                Kernel kernel = best_kernel()) {
  const Names names = undated(signatures.documents());
  return find_duplicates(signatures, names.ages(), options, options.threshold, kernel);
}

// --- bands --------------------------------------------------------------------------------------

TEST(CandidateProbability, IsTheFormulaAndCertainAtTheEnds) {
  for (const Banding banding : {Banding{1, 1}, Banding{1, 128}, Banding{128, 1}, Banding{20, 5},
                                Banding{9, 14}, Banding{1024, 1}}) {
    EXPECT_EQ(candidate_probability(0, banding), 0);
    EXPECT_EQ(candidate_probability(1, banding), 1);
    for (const double j : {0.001, 0.1, 0.25, 0.5, 0.8, 0.99}) {
      const double formula = 1 - std::pow(1 - std::pow(j, banding.rows), banding.bands);
      EXPECT_NEAR(candidate_probability(j, banding), formula, 1e-12);
    }
  }
  // Too small to be told from 0 by 1 − (1 − x).
  EXPECT_NEAR(candidate_probability(0.01, {2, 10}) / 2e-20, 1, 1e-6);
}

TEST(CandidateProbability, IsHowOftenSetsAreBroughtTogether) {
  std::mt19937_64 random(11);
  constexpr std::size_t kPairs = 1500, kSize = 120;
  for (const double jaccard : {0.2, 0.5, 0.8}) {
    std::vector<Set> sets;
    for (std::size_t pair = 0; pair < kPairs; ++pair) {
      // J = shared / (2 · size − shared)
      const auto shared =
          static_cast<std::size_t>(std::lround(2 * jaccard * kSize / (1 + jaccard)));
      sets.push_back(random_set(random, kSize));
      sets.push_back(changed(sets.back(), random, kSize - shared));
    }
    const Signatures signatures = signatures_of(sets, 64);
    for (const Banding banding : {Banding{32, 2}, Banding{16, 4}, Banding{8, 8}, Banding{5, 12}}) {
      const auto found = static_cast<double>(
          find(signatures, {.threshold = 1e-6, .banding = banding}).pairs.size());
      const double expected = candidate_probability(jaccard, banding);
      const double error = std::sqrt(expected * (1 - expected) / kPairs);
      EXPECT_NEAR(found / kPairs, expected, 3 * error + 1.0 / kPairs)
          << jaccard << ", " << banding.bands << " bands of " << banding.rows;
    }
  }
}

/// The expected error by Simpson's rule: fifty times the chance to miss, and the chance to take.
double expected_error(double threshold, Banding banding) {
  const auto mean = [](double from, double to, const auto& f) {
    constexpr int kSteps = 2000;
    double sum = f(from) + f(to);
    for (int i = 1; i < kSteps; ++i)
      sum += (i % 2 == 0 ? 2 : 4) * f(from + (to - from) * i / kSteps);
    return sum / (3 * kSteps);
  };
  const auto chance = [&](double j) {
    return 1 - std::pow(1 - std::pow(j, banding.rows), banding.bands);
  };
  return 50 * mean(threshold, 1, [&](double j) { return 1 - chance(j); }) +
         mean(0, threshold, chance);
}

TEST(ChooseBanding, FitsTheSlotsMissesFewPairsAndHasTheLeastExpectedError) {
  for (const unsigned slots : {16U, 63U, 64U, 100U, 128U, 250U, 1024U}) {
    for (int tenth = 1; tenth <= 10; ++tenth) {
      const double threshold = tenth / 10.0;
      const Banding banding = choose_banding(slots, threshold);
      ASSERT_GE(banding.rows, 1U);
      EXPECT_LE(banding.bands * banding.rows, slots);
      EXPECT_GT(banding.bands * banding.rows + banding.rows, slots) << "no band more would fit";
      // A pair at the threshold may be missed, more easily where bands are few slots; one that is
      // well above it may not. 16 slots of which one must agree find 81% at 0.1.
      const double most = candidate_probability(threshold, {slots, 1});
      EXPECT_GE(candidate_probability(threshold, banding),
                std::min(threshold < 0.35 ? 0.7 : 0.9, most))
          << slots << " slots, " << threshold;
      EXPECT_GE(candidate_probability(std::min(1.0, threshold + 0.15), banding), 0.97)
          << slots << " slots, " << threshold;
      if (slots > 128) continue;
      double least = 1e9;
      for (unsigned rows = 1; rows <= slots; ++rows) {
        least = std::min(least, expected_error(threshold, {slots / rows, rows}));
      }
      EXPECT_LE(expected_error(threshold, banding), least * 1.01 + 1e-9)
          << slots << " slots, " << threshold;
    }
  }
  EXPECT_EQ(choose_banding(64, 1).bands, 1U) << "equal documents agree everywhere";
}

TEST(FindDuplicates, RefusesBandsThatDoNotFit) {
  std::mt19937_64 random(1);
  const Signatures signatures = random_signatures(random, 64, 5, 4);
  for (const Banding banding : {Banding{65, 1}, Banding{5, 13}, Banding{1, 65}, Banding{3, 0},
                                Banding{1U << 31, 1U << 31}}) {
    EXPECT_THROW(find(signatures, {.banding = banding}), Error);
    EXPECT_THROW(forecast_duplicates(signatures, {.banding = banding}), Error);
  }
  EXPECT_NO_THROW(find(signatures, {.banding = {64, 1}}));
  EXPECT_NO_THROW(find(signatures, {.banding = {1, 64}}));
}

// --- pairs --------------------------------------------------------------------------------------

TEST(FindDuplicates, FindsEveryPairThatSharesABandAndNoOther) {
  std::mt19937_64 random(2);
  std::size_t found = 0, kept_apart = 0;
  for (const unsigned slots : {16U, 63U, 64U, 65U, 100U, 128U, 200U}) {
    for (const unsigned alphabet : {2U, 6U, 1000U}) {
      const Signatures signatures = random_signatures(random, slots, 70, alphabet);
      for (const Banding banding : {Banding{slots, 1}, Banding{1, slots}, Banding{slots / 5, 5},
                                    Banding{3, 4}, Banding{2, slots / 2}}) {
        const std::size_t candidates = oracle::candidates_above(signatures, banding, 0).size();
        for (const double threshold : {0.01, 0.3, 0.5, 0.8, 1.0}) {
          const auto expected = oracle::candidates_above(signatures, banding, threshold);
          for (const Kernel kernel : kernels()) {
            const Duplicates duplicates =
                find(signatures, {.threshold = threshold, .banding = banding}, kernel);
            ASSERT_EQ(found_pairs(duplicates), expected)
                << slots << " slots, " << banding.bands << " bands of " << banding.rows
                << ", threshold " << threshold;
            EXPECT_EQ(duplicates.not_compared, 0U);
            EXPECT_EQ(duplicates.large_buckets, 0U);
            EXPECT_EQ(duplicates.candidates, candidates) << "each is compared once";
          }
          found += expected.size();
          kept_apart +=
              oracle::candidates_above(signatures, {slots, 1}, threshold).size() - expected.size();
        }
      }
    }
  }
  EXPECT_GT(found, 1000U);
  EXPECT_GT(kept_apart, 1000U) << "bands that keep nobody apart test nothing";
}

TEST(FindDuplicates, ChoosesTheBandingItself) {
  std::mt19937_64 random(3);
  const Signatures signatures = random_signatures(random, 128, 60, 6);
  for (const double threshold : {0.2, 0.5, 0.9}) {
    EXPECT_EQ(found_pairs(find(signatures, {.threshold = threshold})),
              oracle::candidates_above(signatures, choose_banding(128, threshold), threshold));
  }
}

TEST(FindDuplicates, TakesEstimatesDownToTheLeastThatIsAskedFor) {
  std::mt19937_64 random(4);
  const Signatures signatures = random_signatures(random, 100, 60, 6);
  const Names names = undated(signatures.documents());
  for (const double least : {0.0, 0.33, 0.5, 0.7}) {
    const Duplicates duplicates =
        find_duplicates(signatures, names.ages(), {.threshold = 0.7, .banding = {100, 1}}, least);
    EXPECT_EQ(found_pairs(duplicates), oracle::candidates_above(signatures, {100, 1}, least));
  }
}

/// Two documents that are alike in the first `equal` of `slots` slots.
Signatures two_alike_in(unsigned equal, unsigned slots) {
  Slots x(slots), y(slots);
  for (unsigned s = 0; s < slots; ++s) {
    x[s] = s;
    y[s] = s < equal ? s : s + 1000;
  }
  Signatures signatures = no_signatures(slots);
  add(x, signatures);
  add(y, signatures);
  return signatures;
}

TEST(FindDuplicates, TakesAPairAtTheThresholdAndNotOneSlotBelow) {
  for (const auto& [slots, threshold, enough] : {std::tuple{10U, 0.7, 7U},
                                                 {128U, 0.5, 64U},
                                                 {128U, 0.8, 103U},
                                                 {100U, 0.29, 29U},
                                                 {65U, 1.0, 65U},
                                                 {1000U, 0.333, 333U},
                                                 {16U, 0.01, 1U},
                                                 {1000U, 0.57, 570U}}) {
    for (const Kernel kernel : kernels()) {
      const DuplicateOptions options = {.threshold = threshold, .banding = {slots, 1}};
      EXPECT_EQ(find(two_alike_in(enough, slots), options, kernel).pairs.size(), 1U)
          << enough << " of " << slots;
      EXPECT_EQ(find(two_alike_in(enough - 1, slots), options, kernel).pairs.size(), 0U)
          << enough - 1 << " of " << slots;
      const auto sampled = [&](unsigned equal) {
        return forecast_duplicates(two_alike_in(equal, slots), options, kernel)
            .sampled_pairs.size();
      };
      EXPECT_EQ(sampled(enough), 1U);
      EXPECT_EQ(sampled(enough - 1), 0U);
    }
  }
}

TEST(FindDuplicates, FindsNothingInNothing) {
  for (const std::size_t documents : {0U, 1U, 2U, 50U}) {
    Signatures signatures = no_signatures(64);
    while (signatures.documents() < documents) add_empty(signatures);
    const Duplicates duplicates = find(signatures, {});
    EXPECT_TRUE(duplicates.pairs.empty()) << "empty documents are equal, and no duplicates";
    EXPECT_EQ(duplicates.candidates, 0U);
    const DuplicateForecast forecast = forecast_duplicates(signatures, {});
    EXPECT_TRUE(forecast.sampled_pairs.empty());
    EXPECT_EQ(forecast.false_candidates, 0);
  }
}

TEST(FindDuplicates, DoesNotTakeAnEmptyDocumentForOneWithTheSameSlots) {
  Signatures signatures = no_signatures(16);
  add_empty(signatures);
  add(Slots(16, 0xFFFFFFFF), signatures);
  add(Slots(16, 0xFFFFFFFF), signatures);
  EXPECT_EQ(found_pairs(find(signatures, {.threshold = 0.5})),
            (std::vector<FoundPair>{{1, 2, 1.0, false}}));
}

TEST(FindDuplicates, JudgesPairsOfSmallSetsExactly) {
  std::mt19937_64 random(5);
  std::size_t exact = 0, estimated = 0, mended = 0;
  for (int round = 0; round < 20; ++round) {
    constexpr unsigned kSlots = 32;
    std::vector<Set> sets;
    for (int family = 0; family < 6; ++family) {
      // On both sides of the number of slots, which is the first size that is not small.
      const Set head = random_set(random, family == 0 ? 1 : 20 + random() % 16);
      for (int member = 0; member < 6; ++member) {
        Set set = changed(head, random, random() % 8);
        if (random() % 3 == 0) set.push_back(random());
        sets.push_back(set);
      }
    }
    sets.emplace_back();
    const Signatures signatures = signatures_of(sets, kSlots);
    for (const double threshold : {0.4, 0.5, 1.0}) {
      const auto expected = oracle::candidates_above(signatures, {kSlots, 1}, threshold);
      for (const Kernel kernel : kernels()) {
        ASSERT_EQ(
            found_pairs(find(signatures, {.threshold = threshold, .banding = {kSlots, 1}}, kernel)),
            expected);
      }
      for (const FoundPair& pair : expected) {
        (pair.exact ? exact : estimated) += 1;
        mended += oracle::estimate(signatures, pair.a, pair.b) < threshold ? 1 : 0;
      }
    }
  }
  EXPECT_GT(exact, 100U);
  EXPECT_GT(estimated, 100U);
  EXPECT_GT(mended, 10U) << "no estimate was wrong enough to be mended";
}

TEST(FindDuplicates, JudgesSmallSetsByTheThresholdWhateverEstimatesMayHave) {
  // Exactly 9 of 11: an estimate of that would be near enough to be verified.
  Set x(10), y;
  std::iota(x.begin(), x.end(), 1);
  for (auto& hash : x) hash *= 0x9E3779B97F4A7C15;
  y = x;
  y.back() = 5;
  const Signatures signatures = signatures_of({x, y}, 64);
  const Names names = undated(2);
  const auto count = [&](double threshold) {
    return find_duplicates(signatures, names.ages(), {.threshold = threshold, .banding = {64, 1}},
                           0.5)
        .pairs.size();
  };
  EXPECT_EQ(count(9.0 / 11), 1U);
  EXPECT_EQ(count(0.83), 0U);
}

// --- large buckets ------------------------------------------------------------------------------

TEST(LargeBuckets, OfEqualDocumentsPairEachWithTheEarliest) {
  std::mt19937_64 random(6);
  constexpr std::size_t kDocuments = 40;
  constexpr unsigned kBands = 8;
  Signatures signatures = no_signatures(64);
  Slots slots(64);
  for (auto& value : slots) value = static_cast<std::uint32_t>(random());
  for (std::size_t d = 0; d < kDocuments; ++d) add(slots, signatures);
  for (int round = 0; round < 10; ++round) {
    const Names names = test::random_names(random, kDocuments);
    DocumentIndex earliest = 0;
    for (DocumentIndex d = 1; d < kDocuments; ++d) {
      if (oracle::is_earlier(names.ages(), d, earliest)) earliest = d;
    }
    std::vector<FoundPair> expected;
    for (DocumentIndex d = 0; d < kDocuments; ++d) {
      if (d != earliest)
        expected.push_back({std::min(d, earliest), std::max(d, earliest), 1, false});
    }
    std::ranges::sort(expected, {}, [](const FoundPair& p) { return Place(p.a, p.b); });
    for (const Kernel kernel : kernels()) {
      const Duplicates found = find_duplicates(
          signatures, names.ages(),
          {.threshold = 0.8, .banding = {kBands, 8}, .largest_bucket = kDocuments - 1}, 0.8,
          kernel);
      EXPECT_EQ(found_pairs(found), expected);
      EXPECT_EQ(found.large_buckets, kBands);
      EXPECT_EQ(found.largest_bucket, kDocuments);
      EXPECT_EQ(found.candidates, kBands * (kDocuments - 1));
      EXPECT_EQ(found.not_compared, kBands * (kDocuments - 1) * (kDocuments - 2) / 2);
    }
    // One document less than the limit, and all are compared, once.
    const Duplicates all = find_duplicates(
        signatures, names.ages(),
        {.threshold = 0.8, .banding = {kBands, 8}, .largest_bucket = kDocuments}, 0.8);
    EXPECT_EQ(all.pairs.size(), kDocuments * (kDocuments - 1) / 2);
    EXPECT_EQ(all.candidates, kDocuments * (kDocuments - 1) / 2);
    EXPECT_EQ(all.large_buckets, 0U);
    EXPECT_EQ(all.not_compared, 0U);
  }
}

/// Documents by what they have in a band.
std::map<Slots, std::vector<DocumentIndex>> buckets_of(const Signatures& signatures,
                                                       Banding banding, unsigned band) {
  std::map<Slots, std::vector<DocumentIndex>> buckets;
  for (DocumentIndex d = 0; d < signatures.documents(); ++d) {
    if (signatures.shingles[d] == 0) continue;
    const auto slots = signatures.of(d).subspan(std::size_t{band} * banding.rows, banding.rows);
    buckets[Slots(slots.begin(), slots.end())].push_back(d);
  }
  return buckets;
}

TEST(LargeBuckets, LoseNothingThatASmallBucketOrTheEarliestDocumentFinds) {
  std::mt19937_64 random(7);
  std::size_t rescued = 0, lost = 0, from_earliest = 0;
  for (int round = 0; round < 60; ++round) {
    const Banding banding = round % 2 == 0 ? Banding{16, 4} : Banding{10, 6};
    const Signatures signatures =
        random_signatures(random, 64, 40 + random() % 80, round % 3 == 0 ? 2 : 4);
    const Names names = test::random_names(random, signatures.documents());
    const std::size_t largest = 2 + random() % 6;
    const double threshold = 0.3 + 0.1 * static_cast<double>(random() % 5);
    const Duplicates found = find_duplicates(
        signatures, names.ages(),
        {.threshold = threshold, .banding = banding, .largest_bucket = largest}, threshold);
    std::set<Place> places;
    for (const PairScore& score : found.pairs) places.insert(oracle::place_of(score));
    ASSERT_EQ(places.size(), found.pairs.size()) << "a pair twice";
    ASSERT_TRUE(std::ranges::is_sorted(found.pairs, {}, oracle::place_of));

    std::set<Place> possible, must, in_large;
    std::uint64_t large_buckets = 0, largest_bucket = 0, pairs_in_large = 0;
    for (const FoundPair& pair : oracle::candidates_above(signatures, banding, threshold)) {
      possible.emplace(pair.a, pair.b);
    }
    for (unsigned band = 0; band < banding.bands; ++band) {
      for (auto& [key, bucket] : buckets_of(signatures, banding, band)) {
        const bool large = bucket.size() > largest;
        if (large) {
          ++large_buckets;
          largest_bucket = std::max<std::uint64_t>(largest_bucket, bucket.size());
          pairs_in_large += bucket.size() * (bucket.size() - 1) / 2;
        }
        const DocumentIndex earliest = *std::ranges::min_element(
            bucket, [&](auto x, auto y) { return oracle::is_earlier(names.ages(), x, y); });
        for (const DocumentIndex a : bucket) {
          for (const DocumentIndex b : bucket) {
            if (a >= b || !possible.contains({a, b})) continue;
            if (!large || a == earliest || b == earliest) must.emplace(a, b);
            if (large) in_large.emplace(a, b);
            if (large && (a == earliest || b == earliest)) ++from_earliest;
          }
        }
      }
    }
    for (const Place& place : must) {
      ASSERT_TRUE(places.contains(place)) << place.first << "-" << place.second;
      rescued += in_large.contains(place) ? 1 : 0;
    }
    for (const Place& place : places) {
      ASSERT_TRUE(possible.contains(place)) << place.first << "-" << place.second;
    }
    EXPECT_EQ(found.large_buckets, large_buckets);
    EXPECT_EQ(found.largest_bucket, largest_bucket);
    EXPECT_LE(found.not_compared, pairs_in_large);
    lost += possible.size() - places.size();
    for (const PairScore& score : found.pairs) {
      ASSERT_EQ(score.jaccard, oracle::best_jaccard(signatures, score.a, score.b));
    }
  }
  EXPECT_GT(rescued, 100U);
  EXPECT_GT(from_earliest, 100U);
  EXPECT_GT(lost, 0U) << "large buckets that lose nothing test nothing";
}

TEST(LargeBuckets, DoNotKeepASmallBucketOfALaterBandFromComparing) {
  std::mt19937_64 random(8);
  const auto band = [&] {
    Slots slots(16);
    for (auto& value : slots) value = static_cast<std::uint32_t>(random());
    return slots;
  };
  const auto document = [](std::initializer_list<Slots> bands) {
    Slots slots;
    for (const Slots& b : bands) slots.insert(slots.end(), b.begin(), b.end());
    return slots;
  };
  const Slots common = band(), second = band(), third = band(), other = band();
  Signatures signatures = no_signatures(64);
  add(document({common, second, third, band()}), signatures);  // the earliest
  for (int i = 0; i < 30; ++i) add(document({common, band(), band(), band()}), signatures);
  // Like the earliest, so they represent nobody: in the large bucket they are not compared.
  add(document({common, second, band(), other}), signatures);
  add(document({common, band(), third, other}), signatures);
  const DuplicateOptions options = {.threshold = 0.5, .banding = {4, 16}, .largest_bucket = 4};
  const Duplicates found = find(signatures, options);
  EXPECT_EQ(
      found_pairs(found),
      (std::vector<FoundPair>{{0, 31, 0.5, false}, {0, 32, 0.5, false}, {31, 32, 0.5, false}}));
  EXPECT_EQ(found.large_buckets, 1U);
  EXPECT_EQ(found.largest_bucket, 33U);
}

TEST(LargeBuckets, FindTheSameGroupsWhereEveryKindHasItsRepresentative) {
  // Kinds of documents that agree in no band but one, which all kinds share: there are fewer kinds
  // than representatives of a bucket.
  std::mt19937_64 random(9);
  constexpr Banding kBanding = {8, 16};
  for (const unsigned kinds : {1U, 2U, 12U}) {
    Slots common(16);
    for (auto& value : common) value = static_cast<std::uint32_t>(random());
    std::vector<Slots> heads;
    for (unsigned kind = 0; kind < kinds; ++kind) {
      Slots slots = common;
      while (slots.size() < 128) slots.push_back(static_cast<std::uint32_t>(random()));
      heads.push_back(slots);
    }
    Signatures signatures = no_signatures(128);
    for (int d = 0; d < 120; ++d) {
      Slots slots = heads[random() % kinds];
      for (std::size_t band = 1; band < 8; ++band) {
        slots[band * 16 + random() % 16] = static_cast<std::uint32_t>(random());
      }
      add(slots, signatures);
    }
    const Names names = test::random_names(random, signatures.documents());
    const auto groups = [&](std::size_t largest_bucket) {
      const Duplicates found = find_duplicates(
          signatures, names.ages(),
          {.threshold = 0.85, .banding = kBanding, .largest_bucket = largest_bucket}, 0.85);
      EXPECT_EQ(found.not_compared > 0, largest_bucket < 120);
      return group_duplicates(found.pairs, names.ages());
    };
    const auto representatives = groups(120);
    EXPECT_EQ(groups(20), representatives);
    EXPECT_EQ(std::set(representatives.begin(), representatives.end()).size(), kinds);
  }
}

// --- the forecast -------------------------------------------------------------------------------

TEST(Forecast, SamplesAllPairsOfASmallCollection) {
  std::mt19937_64 random(21);
  for (const double threshold : {0.3, 0.5, 0.8}) {
    std::vector<Set> sets;
    for (int family = 0; family < 12; ++family) {
      const Set head = random_set(random, 40 + random() % 60);
      for (int member = 0; member < 8; ++member) {
        sets.push_back(changed(head, random, random() % 30));
      }
    }
    const Signatures signatures = signatures_of(sets, 64);
    for (const Kernel kernel : kernels()) {
      const DuplicateForecast forecast =
          forecast_duplicates(signatures, {.threshold = threshold}, kernel);
      EXPECT_EQ(forecast.sampled, sets.size() * (sets.size() - 1) / 2);
      const Banding banding = choose_banding(64, threshold);
      EXPECT_EQ(forecast.banding.bands, banding.bands);
      EXPECT_EQ(forecast.banding.rows, banding.rows);
      EXPECT_EQ(forecast.recall_at_threshold, candidate_probability(threshold, banding));

      std::vector<FoundPair> expected, sampled;
      double false_candidates = 0;
      for (DocumentIndex a = 0; a < sets.size(); ++a) {
        for (DocumentIndex b = a + 1; b < sets.size(); ++b) {
          const double jaccard = oracle::best_jaccard(signatures, a, b);
          if (jaccard >= threshold)
            expected.push_back({a, b, jaccard, oracle::sets_are_known(signatures, a, b)});
          else
            false_candidates +=
                candidate_probability(oracle::estimate(signatures, a, b), forecast.banding);
        }
      }
      for (const PairScore& score : forecast.sampled_pairs)
        sampled.push_back(oracle::found_pair(score));
      EXPECT_EQ(sampled, expected);
      EXPECT_NEAR(forecast.false_candidates, false_candidates, 1e-6 * (1 + false_candidates));
      EXPECT_GT(sampled.size(), 10U);
      EXPECT_GT(false_candidates, 1);
    }
  }
}

/// Documents that have each slot of a common signature with a chance of their own.
Signatures background(std::mt19937_64& random, std::size_t documents, double most) {
  Signatures signatures = no_signatures(128);
  std::uniform_real_distribution<double> chance(0, most), dice(0, 1);
  for (std::size_t d = 0; d < documents; ++d) {
    const double common = chance(random);
    Slots slots(128);
    for (std::uint32_t s = 0; s < 128; ++s) {
      slots[s] = dice(random) < common ? s : static_cast<std::uint32_t>(random()) | 1U << 31;
    }
    add(slots, signatures);
  }
  return signatures;
}

TEST(Forecast, ExpectsAboutAsManyFalseCandidatesAsThereAre) {
  std::mt19937_64 random(22);
  // All sampled, and a part.
  for (const std::size_t documents : {800U, 4500U}) {
    const Signatures signatures = background(random, documents, 0.75);
    for (const Banding banding : {Banding{25, 5}, Banding{16, 8}}) {
      const DuplicateOptions options = {
          .threshold = 0.7, .banding = banding, .largest_bucket = documents};
      const DuplicateForecast forecast = forecast_duplicates(signatures, options);
      EXPECT_EQ(forecast.sampled == documents * (documents - 1) / 2, documents == 800);
      const Duplicates found = find(signatures, options);
      const auto measured = static_cast<double>(found.candidates - found.pairs.size());
      EXPECT_GT(measured, 500);
      EXPECT_GT(forecast.false_candidates, measured / 1.3) << banding.bands << " bands";
      EXPECT_LT(forecast.false_candidates, measured * 1.3) << banding.bands << " bands";
    }
  }
}

TEST(Forecast, DoesNotExpectCandidatesOfEmptyDocuments) {
  std::mt19937_64 random(23);
  const Signatures full = background(random, 60, 0.8);
  Signatures mixed = no_signatures(128);
  for (DocumentIndex d = 0; d < full.documents(); ++d) {
    add_empty(mixed);
    add(Slots(full.of(d).begin(), full.of(d).end()), mixed);
    add_empty(mixed);
  }
  const DuplicateOptions options = {.threshold = 0.7, .banding = {25, 5}};
  EXPECT_NEAR(forecast_duplicates(mixed, options).false_candidates,
              forecast_duplicates(full, options).false_candidates, 1e-9);
}

TEST(Forecast, CountsWhatWasFoundOfItsSample) {
  const auto pairs = [](std::initializer_list<Place> places) {
    std::vector<PairScore> scores;
    for (const auto& [a, b] : places) {
      PairScore& score = scores.emplace_back();
      score.a = a;
      score.b = b;
    }
    return scores;
  };
  DuplicateForecast forecast;
  EXPECT_EQ(count_found(forecast, {}), 0U);
  EXPECT_EQ(count_found(forecast, pairs({{1, 2}})), 0U);
  forecast.sampled_pairs = pairs({{0, 5}, {1, 2}, {1, 3}, {7, 9}});
  EXPECT_EQ(count_found(forecast, {}), 0U);
  EXPECT_EQ(count_found(forecast, pairs({{0, 5}, {1, 2}, {1, 3}, {7, 9}})), 4U);
  EXPECT_EQ(count_found(forecast, pairs({{0, 4}, {1, 3}, {2, 3}, {7, 8}, {7, 9}, {8, 9}})), 2U);
}

TEST(Forecast, MeasuresTheRecallOfItsSample) {
  // Pairs at the threshold: what the forecast calls recall is what count_found finds.
  std::mt19937_64 random(24);
  Signatures signatures = no_signatures(100);
  std::vector<unsigned> places(100);
  std::iota(places.begin(), places.end(), 0U);
  for (int pair = 0; pair < 600; ++pair) {
    Slots slots(100);
    for (auto& value : slots) value = static_cast<std::uint32_t>(random());
    add(slots, signatures);
    std::shuffle(places.begin(), places.end(), random);
    for (std::size_t i = 0; i < 40; ++i) slots[places[i]] = static_cast<std::uint32_t>(random());
    add(slots, signatures);
  }
  const DuplicateOptions options = {.threshold = 0.6, .banding = {20, 5}};
  const DuplicateForecast forecast = forecast_duplicates(signatures, options);
  ASSERT_EQ(forecast.sampled_pairs.size(), 600U);
  const Duplicates found = find(signatures, options);
  EXPECT_EQ(count_found(forecast, found.pairs), found.pairs.size());
  EXPECT_NEAR(static_cast<double>(found.pairs.size()) / 600, forecast.recall_at_threshold, 0.06);
}

}  // namespace
}  // namespace leitwort
