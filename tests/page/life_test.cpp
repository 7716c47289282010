#include "page/life.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace leitwort::test {
namespace {

using page::SlotChange;

/// A formulation in a corpus of twenty years, ten documents in each.
struct Life {
  Tokens tokens;
  Formulations formulations;
  Formulation row;
  Periods periods;
  std::vector<PeriodUse> uses = std::vector<PeriodUse>(20);
  std::vector<SlotChange> changes;

  Life() {
    row.wordings.resize(1);
    for (int year = 2000; year <= 2020; ++year) periods.begin.push_back(year);
    periods.documents.assign(20, 10);
    periods.tokens.assign(20, 1000);
  }
  void use(std::size_t begin, std::size_t end, std::uint32_t documents) {
    for (std::size_t p = begin; p < end; ++p) uses.at(p) = {documents, documents};
  }
  void change(const std::string& to, std::size_t period, std::size_t told, bool clear) {
    changes.push_back({0, {period, {"old"}, {to}}, told, clear});
  }
  [[nodiscard]] std::vector<page::contract::Became> told() const {
    const FormulationTables tables{{}, {}, tokens, formulations, periods};
    return page::life_of({.tables = &tables, .row = &row, .changes = changes}, uses);
  }
  [[nodiscard]] std::vector<std::string> briefs() const {
    std::vector<std::string> briefs;
    for (const auto& part : told()) briefs.push_back(part.brief);
    return briefs;
  }
};

using Briefs = std::vector<std::string>;

TEST(Life, OfNothingIsNothing) {
  EXPECT_EQ(Life().briefs(), Briefs{});
}

TEST(Life, WhatIsClearComesFirstByDateAndWhatMayBeChanceLast) {
  Life life;
  life.use(0, 4, 3);
  life.use(16, 17, 9);
  life.change("weak", 1, 3, false);
  life.change("clearest", 17, 1, true);
  life.change("form", 2, 0, true);  // not told
  life.change("clear", 3, 2, true);
  EXPECT_EQ(life.briefs(), (Briefs{"old → clear 2003", "old → clearest 2017", "silent 2004–2015",
                                   "most in 2016", "old → weak 2001, on few places"}));
}

TEST(Life, SentencesExplain) {
  Life life;
  life.use(0, 4, 2);
  life.uses[16] = {2, 30};
  life.change("new", 1, 1, false);
  const auto told = life.told();
  ASSERT_EQ(told.size(), 3U);
  EXPECT_EQ(told[0].kind, "silent");
  EXPECT_EQ(
      told[0].sentence,
      "No document of 2004–2015 has it in these words; it came back in 2016. By chance alone, "
      "a formulation as frequent would fall silent for so long somewhere in 1.1% of cases.");
  EXPECT_EQ(told[1].kind, "burst");
  EXPECT_EQ(told[1].sentence.find("Its rate of 2016 stands out from that of all other years (G² "),
            0U);
  EXPECT_EQ(told[2].kind, "changed");
  EXPECT_EQ(told[2].sentence, "old → new 2001, on few places.");
}

TEST(Life, WordingsAreCounted) {
  Life life;
  life.use(0, 4, 3);
  life.use(16, 17, 9);
  life.row.wordings.resize(1204);
  EXPECT_NE(life.told().at(0).sentence.find("has it in any of its 1,204 wordings;"),
            std::string::npos);
}

TEST(Life, AChanceIsNeverToldAsNothing) {
  Life life;
  life.use(0, 4, 9);
  life.use(16, 20, 9);
  EXPECT_NE(life.told().at(0).sentence.find("in less than 0.01% of cases."), std::string::npos);
}

}  // namespace
}  // namespace leitwort::test
