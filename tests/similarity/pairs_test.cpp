#include "oracle/corpus.hpp"
#include "oracle/duplicates.hpp"
#include "similarity/signatures.hpp"
#include <leitwort/similarity.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <random>
#include <tuple>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace leitwort {
namespace {

using oracle::Place;
using test::add;
using test::add_empty;
using test::kernels;
using test::no_signatures;
using test::Slots;

template <typename Sets>
std::vector<PairScore> visited(const Sets& sets, const PairSelection& selection) {
  std::vector<PairScore> pairs;
  const PairCount count =
      visit_pairs(sets, selection, [&](const PairScore& score) { pairs.push_back(score); });
  EXPECT_EQ(count.visited, pairs.size());
  return pairs;
}

std::vector<PairScore> visited(const Signatures& signatures, const PairSelection& selection,
                               Kernel kernel) {
  std::vector<PairScore> pairs;
  visit_pairs(
      signatures, selection, [&](const PairScore& score) { pairs.push_back(score); }, {}, kernel);
  return pairs;
}

/// A score as text.
std::string text_of(const PairScore& s) {
  return fmt::format("{}-{}: {} {} {} {} j {} c {} {} o {} w {} {} ± {} {} [{}, {}]", s.a, s.b,
                     s.shingles_a, s.shingles_b, s.shared, s.united, s.jaccard, s.containment_a,
                     s.containment_b, s.overlap, s.weighted, s.method == Method::exact,
                     s.standard_error, s.overlap_error, s.interval.low, s.interval.high);
}

/// Where two lists of scores differ first; empty: nowhere.
std::string difference(const std::vector<PairScore>& found,
                       const std::vector<PairScore>& expected) {
  const auto bits = [](const PairScore& s) {
    const auto of = [](double value) { return std::bit_cast<std::uint64_t>(value); };
    return std::tuple(s.a, s.b, s.shingles_a, s.shingles_b, s.shared, s.united, of(s.jaccard),
                      of(s.containment_a), of(s.containment_b), of(s.overlap), of(s.weighted),
                      s.method, of(s.standard_error), of(s.overlap_error), of(s.interval.low),
                      of(s.interval.high));
  };
  for (std::size_t i = 0; i < std::min(found.size(), expected.size()); ++i) {
    if (bits(found[i]) != bits(expected[i])) {
      return fmt::format("found {}; expected {}", text_of(found[i]), text_of(expected[i]));
    }
  }
  return found.size() == expected.size()
             ? ""
             : fmt::format("{} pairs in place of {}", found.size(), expected.size());
}

/// The twin: a filter over all pairs, which come ascending by (a, b). Among the closest are only
/// pairs that reach the threshold.
std::vector<PairScore> filtered(const std::vector<PairScore>& all, const PairSelection& selection,
                                std::size_t documents) {
  std::vector<PairScore> pairs;
  for (const PairScore& score : all) {
    if (selection.threshold > 0 && !(selection.measure.of(score) >= selection.threshold)) continue;
    pairs.push_back(score);
  }
  if (selection.top == 0 && selection.closest == 0) return pairs;
  std::erase_if(pairs, [](const PairScore& score) { return !(score.jaccard > 0); });
  // Ties in corpus order.
  std::ranges::sort(pairs, [](const PairScore& x, const PairScore& y) {
    const auto likeness = [](const PairScore& s) { return std::pair(s.jaccard, s.shared); };
    return likeness(x) == likeness(y) ? oracle::place_of(x) < oracle::place_of(y)
                                      : likeness(x) > likeness(y);
  });
  std::map<Place, PairScore> chosen;
  if (selection.top > 0) {
    pairs.resize(std::min(pairs.size(), selection.top));
    for (const PairScore& score : pairs) chosen[oracle::place_of(score)] = score;
  } else {
    for (DocumentIndex d = 0; d < documents; ++d) {
      std::size_t left = selection.closest;
      for (const PairScore& score : pairs) {
        if (left == 0) break;
        if (score.a != d && score.b != d) continue;
        chosen[oracle::place_of(score)] = score;
        --left;
      }
    }
  }
  std::vector<PairScore> result;
  for (const auto& [place, score] : chosen) result.push_back(score);
  return result;
}

/// Selections of every kind for a collection of so many documents.
std::vector<PairSelection> selections(std::size_t documents) {
  std::vector<PairSelection> all = {{}};
  for (const std::size_t n :
       {std::size_t{1}, std::size_t{3}, std::size_t{20}, documents * documents}) {
    if (n == 0) continue;
    all.push_back({.closest = n});
    all.push_back({.top = n});
    all.push_back({.closest = n, .threshold = 0.25});
    all.push_back({.top = n, .threshold = 0.25});
  }
  for (const Measure measure : {Measure::jaccard, Measure::containment, Measure::overlap}) {
    for (const double threshold : {1e-9, 0.125, 0.25, 0.5, 0.9, 1.0}) {
      all.push_back({.threshold = threshold, .measure = measure});
    }
  }
  all.push_back({.threshold = 0.2, .measure = Measure::weighted});
  return all;
}

std::string name_of(const PairSelection& s) {
  return fmt::format("closest {}, top {}, threshold {} of {}", s.closest, s.top, s.threshold,
                     s.measure.name);
}

/// Random texts of a few words, some of them copies, some empty.
Shingles random_shingles(std::mt19937& random, std::size_t documents, std::size_t longest) {
  const oracle::RandomCorpus corpus = oracle::random_corpus(
      random, {.documents = documents, .longest = longest, .alphabet = 3 + random() % 4});
  Shingles shingles;
  shingles.k = 3;
  append_shingles(corpus.tokens, corpus.vocabulary, shingles);
  for (std::size_t copies = random() % 4; copies > 0 && documents > 0; --copies) {
    const auto of = shingles.of(static_cast<DocumentIndex>(random() % documents));
    const std::vector<std::uint64_t> copy(of.begin(), of.end());
    shingles.hashes.insert(shingles.hashes.end(), copy.begin(), copy.end());
    shingles.document_begin.push_back(shingles.hashes.size());
  }
  return shingles;
}

TEST(SelectedPairs, OfSetsAreAFilterOverAllPairs) {
  std::mt19937 random(1);
  for (int round = 0; round < 60; ++round) {
    const Shingles shingles = random_shingles(random, random() % 25, 60);
    const auto all = visited(shingles, {});
    const std::size_t n = shingles.documents();
    ASSERT_EQ(all.size(), n < 2 ? 0 : n * (n - 1) / 2);
    for (const PairSelection& selection : selections(shingles.documents())) {
      ASSERT_EQ(
          difference(visited(shingles, selection), filtered(all, selection, shingles.documents())),
          "")
          << name_of(selection);
    }
  }
}

TEST(SelectedPairs, OfScaledSketchesAreAFilterOverAllPairs) {
  std::mt19937 random(2);
  for (const ScaleOptions options :
       {ScaleOptions{1, 0}, {2, 0}, {8, 0}, {4, 6}, {0, 5}, {0, 1000}, {1000, 0}}) {
    for (int round = 0; round < 15; ++round) {
      const Shingles shingles = random_shingles(random, random() % 25, 200);
      ScaledSketches sketches{.options = options};
      for (DocumentIndex d = 0; d < shingles.documents(); ++d)
        append_scaled(shingles.of(d), sketches);
      const auto all = visited(sketches, {});
      for (const PairSelection& selection : selections(shingles.documents())) {
        ASSERT_EQ(difference(visited(sketches, selection),
                             filtered(all, selection, shingles.documents())),
                  "")
            << name_of(selection) << "; one in " << options.scale << ", least " << options.least;
      }
    }
  }
}

/// Documents that share all numbers of slots with each other; slots that differ are often equal in
/// their lowest byte.
Signatures screened_signatures(std::mt19937_64& random, unsigned slots, std::size_t documents) {
  Signatures signatures = no_signatures(slots);
  Slots head(slots), other(slots);
  for (unsigned s = 0; s < slots; ++s) {
    head[s] = static_cast<std::uint32_t>(random());
    other[s] = head[s] ^ static_cast<std::uint32_t>(random() % 2 == 0 ? 0x100U : 0x101U);
  }
  while (signatures.documents() < documents) {
    switch (random() % 8) {
      case 0:
        add_empty(signatures);
        break;
      case 1: {  // nothing in common with anybody
        Slots slots_of_one(slots);
        for (auto& value : slots_of_one) value = static_cast<std::uint32_t>(random());
        add(slots_of_one, signatures, slots + random() % 3000);
        break;
      }
      default: {
        Slots member = head;
        const std::size_t share = random() % 11;
        for (unsigned s = 0; s < slots; ++s) {
          if (random() % 10 < share) member[s] = other[s];
        }
        add(member, signatures, 1000 + random() % 3 * 500);
      }
    }
  }
  return signatures;
}

TEST(SelectedPairs, OfSignaturesAreAFilterOverAllPairsCountedSlotBySlot) {
  std::mt19937_64 random(3);
  for (const unsigned slots : {1U, 16U, 63U, 64U, 65U, 100U, 128U, 1000U}) {
    for (const std::size_t documents : {0U, 1U, 2U, 40U, 70U}) {
      const Signatures signatures = screened_signatures(random, slots, documents);
      const auto all = visited(signatures, {}, Kernel::plain);
      ASSERT_EQ(all.size(), documents < 2 ? 0 : documents * (documents - 1) / 2);
      for (const PairScore& score : all) {
        const double jaccard = oracle::estimate(signatures, score.a, score.b);
        ASSERT_TRUE(score.jaccard == jaccard || (std::isnan(score.jaccard) && std::isnan(jaccard)));
        ASSERT_EQ(score.method, Method::estimate);
      }
      for (const Kernel kernel : kernels()) {
        ASSERT_EQ(difference(visited(signatures, {}, kernel), all), "");
        for (const PairSelection& selection : selections(documents)) {
          ASSERT_EQ(difference(visited(signatures, selection, kernel),
                               filtered(all, selection, documents)),
                    "")
              << name_of(selection) << "; " << slots << " slots, " << documents << " documents";
        }
      }
    }
  }
}

TEST(SelectedPairs, OfMoreDocumentsThanABlockOrARoundAreTheSame) {
  std::mt19937_64 random(4);
  // Blocks are of 256 documents, rounds of 1,024.
  for (const std::size_t documents : {256U, 257U, 1050U}) {
    const Signatures signatures = screened_signatures(random, 16, documents);
    const auto all = visited(signatures, {}, Kernel::plain);
    for (const PairSelection& selection :
         {PairSelection{.closest = 2}, PairSelection{.top = 30}, PairSelection{.top = 5000},
          PairSelection{.threshold = 0.75},
          PairSelection{.threshold = 0.8, .measure = Measure::containment}}) {
      const auto expected = filtered(all, selection, documents);
      for (const Kernel kernel : kernels()) {
        ASSERT_EQ(difference(visited(signatures, selection, kernel), expected), "")
            << name_of(selection) << "; " << documents << " documents";
      }
    }
  }
}

TEST(SelectedPairs, ReachTheThresholdInWholeSlots) {
  for (const auto& [slots, threshold, enough] : {std::tuple{10U, 0.7, 7U},
                                                 {100U, 0.29, 29U},
                                                 {128U, 0.8, 103U},
                                                 {65U, 1.0, 65U},
                                                 {1000U, 0.57, 570U}}) {
    for (const unsigned equal : {enough, enough - 1}) {
      Signatures signatures = no_signatures(slots);
      Slots x(slots), y(slots);
      for (unsigned s = 0; s < slots; ++s) {
        x[s] = s * 65537;
        y[s] = s < equal ? x[s] : x[s] ^ 0x80000000U;  // the lowest bytes are all equal
      }
      add(x, signatures);
      add(y, signatures);
      for (const Kernel kernel : kernels()) {
        EXPECT_EQ(visited(signatures, {.threshold = threshold}, kernel).size(),
                  equal == enough ? 1U : 0U)
            << equal << " of " << slots;
      }
    }
  }
}

TEST(SelectedPairs, OfEqualDocumentsAreTheFirst) {
  Signatures signatures = no_signatures(64);
  for (int d = 0; d < 30; ++d) add(Slots(64, 7), signatures);
  for (const Kernel kernel : kernels()) {
    const auto top = visited(signatures, {.top = 3}, kernel);
    ASSERT_EQ(top.size(), 3U);
    for (DocumentIndex i = 0; i < 3; ++i) EXPECT_EQ(oracle::place_of(top[i]), Place(0, i + 1));
    EXPECT_EQ(visited(signatures, {.threshold = 1}, kernel).size(), 435U);
    EXPECT_EQ(visited(signatures, {.closest = 1}, kernel).size(), 29U);
  }
}

TEST(SelectedPairs, OfALaterRoundMayDisplaceATie) {
  // Rounds are of 1,024 documents. The last two are as close as the first two and share more.
  Signatures signatures = no_signatures(64);
  constexpr DocumentIndex kDocuments = 1100;
  for (DocumentIndex d = 0; d < kDocuments; ++d) {
    const bool late = d + 2 >= kDocuments, is_first = d == 0 || d + 2 == kDocuments;
    Slots slots(64);
    for (std::uint32_t s = 0; s < 64; ++s) {
      const bool common = (d < 2 || late) && s < 32;
      slots[s] = (common ? (late ? 1U : 0U) : d + 2 + (is_first ? 1U : 0U) * 5000) * 64 + s;
    }
    add(slots, signatures, late ? 3000 : 1000);
  }
  for (const Kernel kernel : kernels()) {
    const auto top = visited(signatures, {.top = 1}, kernel);
    ASSERT_EQ(top.size(), 1U);
    EXPECT_EQ(top[0].jaccard, 0.5);
    EXPECT_EQ(oracle::place_of(top[0]), Place(kDocuments - 2, kDocuments - 1));
    EXPECT_EQ(visited(signatures, {.top = 2}, kernel).size(), 2U);
  }
}

TEST(SelectedPairs, CountWhatWasCompared) {
  std::mt19937_64 random(5);
  const Signatures signatures = screened_signatures(random, 64, 40);
  const PairCount count = visit_pairs(signatures, {.top = 5}, [](const PairScore&) {});
  EXPECT_EQ(count.compared, 780U);
  EXPECT_EQ(count.visited, 5U);
}

}  // namespace
}  // namespace leitwort
