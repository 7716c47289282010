#include <leitwort/history.hpp>
#include <leitwort/statistics.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

/// Documents of a few tokens, their dates and authors, and a formulation with two slots.
struct Corpus {
  Tokens tokens;
  std::vector<Date> dates;
  std::vector<Document> documents;
  Periods periods;
  Formulation row;
  std::vector<Place> places;

  void add(int year, const std::string& author, const std::vector<std::uint32_t>& wordings,
           std::size_t size = 10) {
    const auto begin = static_cast<TokenIndex>(tokens.ids.size());
    for (std::uint32_t i = 0; i < wordings.size(); ++i) {
      places.push_back({begin + i, begin + i + 1, wordings[i]});
    }
    tokens.ids.resize(tokens.ids.size() + std::max(size, wordings.size()));
    tokens.document_begin.push_back(static_cast<TokenIndex>(tokens.ids.size()));
    tokens.hard_wrapped.push_back(0);
    dates.push_back({.year = static_cast<std::int16_t>(year)});
    documents.emplace_back().author = author;
    periods = make_periods(tokens, dates, PeriodLength::year);
  }
  void word(const std::vector<std::string>& slot_values) {
    row.wordings.push_back({.text = "", .slot_values = slot_values});
  }
  [[nodiscard]] std::vector<PeriodUse> uses() const {
    return use_over_time(places, tokens, periods);
  }
  [[nodiscard]] std::string life() const { return life_in_words(row, places, tokens, periods); }
};

Corpus random_corpus(std::mt19937& random) {
  Corpus corpus;
  const std::vector<std::string> values = {"", "high", "low", "wide"};
  for (int w = 0; w < 4; ++w) {
    std::vector<std::string> slots(random() % 3);
    for (std::string& value : slots) value = values[random() % values.size()];
    corpus.word(slots);
  }
  const std::size_t documents = random() % 60;
  const auto hush = static_cast<int>(1990 + random() % 15);  // a few years without it
  const unsigned span = 1 + static_cast<unsigned>(random() % 25);
  const unsigned rarity = 1 + static_cast<unsigned>(random() % 6);
  for (std::size_t d = 0; d < documents; ++d) {
    const bool dated = random() % 8 > 0;
    const auto year = dated ? static_cast<int>(1990 + random() % span) : 0;
    std::vector<std::uint32_t> wordings;
    if (random() % rarity == 0 && (year < hush || year > hush + 7)) wordings.resize(random() % 5);
    for (std::uint32_t& w : wordings) w = static_cast<std::uint32_t>(random() % 4);
    corpus.add(year, random() % 4 == 0 ? "" : std::string(1, static_cast<char>('A' + random() % 4)),
               wordings, random() % 20);
  }
  return corpus;
}

// --- silence
// --------------------------------------------------------------------------------------

/// Every pair of used periods with none between.
Silence slow_silence(const std::vector<PeriodUse>& uses, const Periods& periods) {
  Silence best;
  for (std::size_t a = 0; a < uses.size(); ++a) {
    for (std::size_t b = a + 1; b < uses.size(); ++b) {
      Silence gap;
      bool used_between = uses[a].documents_with == 0 || uses[b].documents_with == 0;
      for (std::size_t p = a + 1; p < b; ++p) {
        used_between = used_between || uses[p].documents_with > 0;
        if (periods.documents[p] == 0) continue;
        if (gap.periods == 0) gap.begin = p;
        gap.end = p + 1;
        ++gap.periods;
        gap.documents += periods.documents[p];
      }
      gap.revival = b;
      if (used_between || gap.periods == 0) continue;
      if (std::pair(gap.periods, gap.documents) > std::pair(best.periods, best.documents))
        best = gap;
    }
  }
  return best;
}

/// The chance of `run` failures in a row among `trials`, exactly (W. Feller, An Introduction to
/// Probability Theory 1, XIII.7): a run ends first at a trial if a success stands before it and
/// there was none earlier.
double chance_of_run(std::size_t run, std::size_t trials, double success) {
  std::vector<double> chance(trials + 1);
  const double all_fail = std::pow(1 - success, static_cast<double>(run));
  for (std::size_t t = run; t <= trials; ++t) {
    chance[t] =
        t == run ? all_fail : chance[t - 1] + success * all_fail * (1 - chance[t - run - 1]);
  }
  return chance[trials];
}

TEST(LongestSilence, AgreesWithLookingBetweenAllPairsOfPeriods) {
  std::mt19937 random(2);
  int dormancies = 0;
  for (int round = 0; round < 3000; ++round) {
    const Corpus corpus = random_corpus(random);
    const auto uses = corpus.uses();
    const Silence fast = longest_silence(uses, corpus.periods);
    const Silence slow = slow_silence(uses, corpus.periods);
    ASSERT_EQ(fast.periods, slow.periods);
    ASSERT_EQ(fast.documents, slow.documents);
    if (slow.periods == 0) continue;
    ASSERT_EQ(fast.begin, slow.begin);
    ASSERT_EQ(fast.end, slow.end);
    ASSERT_EQ(fast.revival, slow.revival);
    std::size_t with = 0, total = 0;
    for (std::size_t p = 0; p < uses.size(); ++p) {
      with += uses[p].documents_with;
      total += corpus.periods.documents[p];
    }
    const double exact = chance_of_run(fast.documents, total,
                                       static_cast<double>(with) / static_cast<double>(total));
    ASSERT_GE(fast.chance, exact - 1e-12) << "it is never understated";
    if (exact < 0.1) {
      ASSERT_LE(fast.chance, 1.15 * exact) << "and little overstated where it counts";
    }
    dormancies += is_dormancy(fast) ? 1 : 0;
  }
  EXPECT_GT(dormancies, 20);
}

TEST(LongestSilence, DoesNotCountPeriodsWithoutDocuments) {
  Corpus corpus;
  corpus.word({});
  corpus.add(2000, "", {0});
  corpus.add(2005, "", {});  // 2001 to 2004 hold nothing
  corpus.add(2009, "", {0});
  const Silence silence = longest_silence(corpus.uses(), corpus.periods);
  EXPECT_EQ(silence.periods, 1U);
  EXPECT_EQ(silence.begin, 5U);
  EXPECT_EQ(silence.end, 6U);
  EXPECT_EQ(silence.revival, 9U);
  EXPECT_FALSE(is_dormancy(silence));
  EXPECT_EQ(corpus.life(), "");
}

TEST(Dormancy, TakesThreePeriodsAndAChanceBelowTheThreshold) {
  EXPECT_TRUE(is_dormancy({.periods = 3, .chance = 0.049}));
  EXPECT_FALSE(is_dormancy({.periods = 3, .chance = 0.05}));
  EXPECT_FALSE(is_dormancy({.periods = 2, .chance = 0.001}));
  EXPECT_FALSE(is_dormancy({}));
}

TEST(Dormancy, WhatNeverCameBackIsNone) {
  Corpus corpus;
  corpus.word({});
  for (int year = 2000; year < 2010; ++year) corpus.add(year, "", {0});
  for (int year = 2010; year < 2100; ++year) corpus.add(year, "", {});
  EXPECT_EQ(longest_silence(corpus.uses(), corpus.periods).periods, 0U);
  corpus.add(2100, "", {0});
  EXPECT_EQ(corpus.life(), "dormant 2010–2099 (chance <0.01%); revived 2100");
}

// --- burst
// ----------------------------------------------------------------------------------------

TEST(Burst, AgreesWithComparingEachPeriodWithTheRest) {
  std::mt19937 random(3);
  int found = 0;
  for (int round = 0; round < 3000; ++round) {
    const Corpus corpus = random_corpus(random);
    const auto uses = corpus.uses();
    std::ptrdiff_t best = -1;
    double most = 0;
    for (std::size_t p = 0; p < uses.size(); ++p) {
      double a = uses[p].occurrences, c = static_cast<double>(corpus.periods.tokens[p]);
      double b = 0, d = 0;
      for (std::size_t q = 0; q < uses.size(); ++q) {
        if (q == p) continue;
        b += uses[q].occurrences;
        d += static_cast<double>(corpus.periods.tokens[q]);
      }
      if (c == 0 || d == 0 || a / c <= b / d) continue;
      const double e1 = c * (a + b) / (c + d), e2 = d * (a + b) / (c + d);
      const double g2 =
          2 * ((a > 0 ? a * std::log(a / e1) : 0) + (b > 0 ? b * std::log(b / e2) : 0));
      if (g2 > most + 1e-9) {
        most = g2;
        best = static_cast<std::ptrdiff_t>(p);
      }
    }
    const Burst burst_found = burst(uses, corpus.periods);
    ASSERT_NEAR(burst_found.g2, most, 1e-6);
    if (most > 1e-6) {
      ASSERT_EQ(burst_found.period, best);
    }
    found += best >= 0 ? 1 : 0;
  }
  EXPECT_GT(found, 500);
}

TEST(Burst, OfOnePeriodIsNone) {
  Corpus corpus;
  corpus.word({});
  corpus.add(2000, "", {0, 0, 0, 0}, 10);
  EXPECT_EQ(burst(corpus.uses(), corpus.periods).period, -1);
  corpus.add(2001, "", {0}, 1000);
  EXPECT_EQ(burst(corpus.uses(), corpus.periods).period, 0);
  EXPECT_EQ(burst({}, Periods{}).period, -1);
}

// --- slots
// ----------------------------------------------------------------------------------------

TEST(SlotLeaders, AgreeWithCountingEachValue) {
  std::mt19937 random(4);
  for (int round = 0; round < 2000; ++round) {
    const Corpus corpus = random_corpus(random);
    const auto leaders = slot_leaders(corpus.row, corpus.places, corpus.tokens, corpus.periods);
    for (std::size_t slot = 0; slot < 3; ++slot) {
      for (std::size_t p = 0; p < corpus.periods.size(); ++p) {
        std::map<std::string, int> counts;
        for (const Place& place : corpus.places) {
          const auto& values = corpus.row.wordings[place.wording].slot_values;
          const DocumentIndex d = corpus.tokens.document_of(place.begin);
          if (slot < values.size() &&
              corpus.periods.of_document[d] == static_cast<std::int32_t>(p)) {
            ++counts[values[slot]];
          }
        }
        Leaders expected;
        for (const auto& [value, count] : counts) {
          if (std::ranges::all_of(counts, [&](const auto& other) { return other.second <= count; }))
            expected.push_back(value);
        }
        ASSERT_EQ(slot < leaders.size() ? leaders[slot][p] : Leaders{}, expected);
      }
    }
  }
}

TEST(HandOvers, AgreeWithFollowingTheHolders) {
  std::mt19937 random(5);
  const Leaders names = {"", "a", "b", "c"};
  for (int round = 0; round < 3000; ++round) {
    std::vector<Leaders> leaders(random() % 12);
    for (Leaders& period : leaders) {
      for (const std::string& name : names) {
        if (random() % 3 == 0) period.push_back(name);
      }
    }
    std::vector<HandOver> expected;
    std::set<std::string> holders;
    for (std::size_t p = 0; p < leaders.size(); ++p) {
      const std::set<std::string> now(leaders[p].begin(), leaders[p].end());
      std::set<std::string> kept;
      for (const std::string& name : now) {
        if (holders.contains(name)) kept.insert(name);
      }
      if (now.empty()) continue;
      if (kept.empty()) {
        if (!holders.empty())
          expected.push_back({p, Leaders(holders.begin(), holders.end()), leaders[p]});
        holders = now;
      } else {
        holders = kept;
      }
    }
    ASSERT_EQ(hand_overs(leaders), expected);
  }
}

TEST(HandOvers, ATieKeepsTheHolder) {
  const std::vector<Leaders> tie = {{"greatest"}, {}, {"greatest", "highest"}, {"greatest"}};
  EXPECT_TRUE(hand_overs(tie).empty());
  const std::vector<Leaders> lost = {{"greatest"}, {"greatest", "highest"}, {"highest"}};
  EXPECT_EQ(hand_overs(lost), (std::vector<HandOver>{{2, {"greatest"}, {"highest"}}}));
  const std::vector<Leaders> shared = {{"greatest"}, {"deepest", "highest"}};
  EXPECT_EQ(hand_overs(shared), (std::vector<HandOver>{{1, {"greatest"}, {"deepest", "highest"}}}));
}

TEST(HandOvers, AreReplacementsWhereOneWordTookThePlaceOfAnother) {
  Formulation row;
  row.content_slots = {1, 0};
  const auto told = [&](std::size_t slot, Leaders from, Leaders to) {
    return is_replacement(row, slot, {1, std::move(from), std::move(to)});
  };
  EXPECT_TRUE(told(0, {"greatest"}, {"highest"}));
  EXPECT_FALSE(told(1, {"of"}, {"for"}));                    // no content word
  EXPECT_FALSE(told(0, {"greatest"}, {""}));                 // went
  EXPECT_FALSE(told(0, {""}, {"greatest"}));                 // came
  EXPECT_FALSE(told(0, {"greatest"}, {"deep", "highest"}));  // two at once
  EXPECT_FALSE(told(0, {"strengthen"}, {"strengthened"}));   // forms of one word
  EXPECT_FALSE(told(0, {"countries"}, {"country"}));
  EXPECT_TRUE(told(0, {"1990"}, {"1991"}));  // numbers are not
  EXPECT_TRUE(told(0, {"und"}, {"undone"}));
  EXPECT_FALSE(told(0, {"american life"}, {"life"}));  // a word went
  EXPECT_FALSE(told(0, {"standard"}, {"the standard"}));
}

TEST(HandOverStrength, AgreesWithCountingEachAlternativeByItself) {
  std::mt19937 random(7);
  int strong = 0;
  for (int round = 0; round < 2000; ++round) {
    const Corpus corpus = random_corpus(random);
    const auto leaders = slot_leaders(corpus.row, corpus.places, corpus.tokens, corpus.periods);
    for (std::size_t slot = 0; slot < leaders.size(); ++slot) {
      for (const HandOver& change : hand_overs(leaders[slot])) {
        double counts[2][2] = {};  // [from its period on][of the new ones]
        for (std::size_t d = 0; d < corpus.documents.size(); ++d) {
          const std::int32_t period = corpus.periods.of_document[d];
          for (const Place& place : corpus.places) {
            const auto& values = corpus.row.wordings[place.wording].slot_values;
            if (corpus.tokens.document_of(place.begin) != d || period < 0) continue;
            for (const auto& [list, is_new] : {std::pair(&change.from, 0), {&change.to, 1}}) {
              if (slot < values.size() && std::ranges::count(*list, values[slot]) > 0)
                ++counts[period >= static_cast<std::int32_t>(change.period) ? 1 : 0][is_new];
            }
          }
        }
        const double before = counts[0][0] + counts[0][1], after = counts[1][0] + counts[1][1];
        double expected = 0;
        if (after > 0 && before > 0 && counts[1][1] / after > counts[0][1] / before) {
          expected = log_likelihood_ratio(static_cast<std::uint64_t>(counts[1][1]), after,
                                          static_cast<std::uint64_t>(counts[0][1]), before);
        }
        const double strength = hand_over_strength(corpus.row, slot, change, corpus.places,
                                                   corpus.tokens, corpus.periods);
        ASSERT_NEAR(strength, expected, 1e-9);
        strong += strength > 0 ? 1 : 0;
      }
    }
  }
  EXPECT_GT(strong, 200);
}

// --- adoption
// -------------------------------------------------------------------------------------

TEST(Adoption, AgreesWithCollectingTheNamesAgainForEveryPeriod) {
  std::mt19937 random(6);
  for (int round = 0; round < 2000; ++round) {
    const Corpus corpus = random_corpus(random);
    const Authors authors = authors_of(corpus.documents);
    const auto used = documents_of(corpus.places, corpus.tokens);
    std::vector<std::uint32_t> expected;
    for (std::size_t p = 0; p < corpus.periods.size(); ++p) {
      std::set<std::string> names;
      for (const DocumentIndex d : used) {
        const std::int32_t of = corpus.periods.of_document[d];
        if (of >= 0 && static_cast<std::size_t>(of) <= p) names.insert(corpus.documents[d].author);
      }
      names.erase("");
      expected.push_back(static_cast<std::uint32_t>(names.size()));
    }
    ASSERT_EQ(adoption(corpus.places, corpus.tokens, corpus.periods, authors), expected);
    std::set<std::string> all, of_row;
    for (const Document& document : corpus.documents) all.insert(document.author);
    for (const DocumentIndex d : used) of_row.insert(corpus.documents[d].author);
    all.erase("");
    of_row.erase("");
    ASSERT_EQ(authors.count, all.size());
    ASSERT_EQ(count_authors(used, authors), of_row.size());
  }
}

// --- in words
// -------------------------------------------------------------------------------------

TEST(LifeInWords, TellsHandOversAndTheBurst) {
  Corpus corpus;
  corpus.word({"greatest", "value"});
  corpus.word({"highest", "value"});
  corpus.word({"", "value"});
  corpus.add(2019, "", {0, 0}, 1000);
  corpus.add(2021, "", {0, 1}, 1000);
  corpus.add(2022, "", {1}, 1000);
  corpus.add(2023, "", {2}, 1000);
  EXPECT_EQ(corpus.life(), "slot 1: greatest → highest 2022");  // what is left out is no successor
  corpus.add(2024, "", std::vector<std::uint32_t>(9, 2), 10);
  EXPECT_TRUE(corpus.life().starts_with("slot 1: greatest → highest 2022; burst 2024 (G2 "))
      << corpus.life();
}

TEST(LifeInWords, CountsChangesThatAreTooManyToTell) {
  Corpus corpus;
  corpus.word({"a"});
  corpus.word({"b"});
  for (std::uint32_t i = 0; i < 6; ++i) corpus.add(2000 + static_cast<int>(i), "", {i % 2}, 100);
  EXPECT_EQ(corpus.life(), "slot 1: 5 changes of lead, the last a → b 2005");
}

TEST(LifeInWords, OfAnUndatedFormulationIsEmpty) {
  Corpus corpus;
  corpus.word({"a"});
  corpus.add(0, "A", {0, 0});
  EXPECT_EQ(corpus.life(), "");
  EXPECT_EQ(burst(corpus.uses(), corpus.periods).period, -1);
  EXPECT_EQ(count_authors(documents_of(corpus.places, corpus.tokens), authors_of(corpus.documents)),
            1U);
}

}  // namespace
}  // namespace leitwort
