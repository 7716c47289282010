#include "formulations/stages.hpp"

#include <random>
#include <set>

#include <gtest/gtest.h>

namespace leitwort::formulations {
namespace {

/// A row and its wordings. Words in capitals are no words of the skeleton; `lantern/lanterns` have
/// one stem where the first four letters agree.
struct Row {
  std::vector<std::vector<Unit>> units;
  Formulation row;

  void add(const std::string& text, std::uint32_t occurrences = 1) {
    std::vector<Unit>& wording = units.emplace_back();
    for (const std::string& word : words_of(text)) {
      const bool other = word.size() <= 2 || word == "the";
      wording.push_back({word, other ? 0 : symbol_of(word.substr(0, 4))});
    }
    std::string spelled;
    for (const Unit& unit : wording) append_word(unit.text, spelled);
    row.wordings.push_back({spelled, {}, 1, occurrences});
    if (row.text.empty()) row.text = spelled;
  }
  void fill() { fill_slots(units, row); }
  [[nodiscard]] const std::vector<std::string>& values(std::size_t w) const {
    return row.wordings[w].slot_values;
  }

 private:
  std::int32_t symbol_of(const std::string& stem) {
    return symbols_.try_emplace(stem, static_cast<std::int32_t>(symbols_.size()) + 1).first->second;
  }
  std::unordered_map<std::string, std::int32_t> symbols_;
};

using Values = std::vector<std::string>;

TEST(Slots, OfOneWordingAreNone) {
  Row row;
  row.add("amber lanterns glow");
  row.fill();
  EXPECT_EQ(row.row.slots, "");
  EXPECT_TRUE(row.values(0).empty());
}

TEST(Slots, OfAWordThatIsReplaced) {
  Row row;
  row.add("the highest degree of trust", 3);
  row.add("the greatest degree of trust", 5);
  row.fill();
  EXPECT_EQ(row.row.slots, "the {greatest|highest} degree of trust");  // the commonest first
  EXPECT_EQ(row.values(0), Values{"highest"});
  EXPECT_EQ(row.values(1), Values{"greatest"});
}

TEST(Slots, OfAWordThatIsLostOrPutIn) {
  Row row;
  row.add("amber lanterns glow quietly", 4);
  row.add("amber lanterns glow", 2);
  row.add("amber copper lanterns glow quietly");
  row.fill();
  EXPECT_EQ(row.row.slots, "amber {|copper} lanterns glow {quietly|}");
  EXPECT_EQ(row.values(0), (Values{"", "quietly"}));
  EXPECT_EQ(row.values(1), (Values{"", ""}));
  EXPECT_EQ(row.values(2), (Values{"copper", "quietly"}));
}

TEST(Slots, OfWordsPutInAtEitherEnd) {
  Row row;
  row.add("lanterns glow quietly now", 2);
  row.add("amber lanterns glow quietly now forever");
  row.fill();
  EXPECT_EQ(row.row.slots, "{|amber} lanterns glow quietly now {|forever}");
  EXPECT_EQ(row.values(1), (Values{"amber", "forever"}));
}

TEST(Slots, AnInflectedFormStandsForTheWord) {
  Row row;
  row.add("amber lantern of copper towers", 2);
  row.add("amber lanterns of copper towers");
  row.fill();
  EXPECT_EQ(row.row.slots, "amber {lantern|lanterns} of copper towers");
}

TEST(Slots, AnInflectedFormIsNearerThanAWordThatIsLostAndAnotherThatIsGained) {
  Row row;
  row.add("lantern of tower of bell amber copper silver marble", 2);
  row.add("lanterns of towers amber copper silver marble");
  row.fill();
  EXPECT_EQ(row.row.slots,
            "{lantern|lanterns} of {tower of bell|towers} amber copper silver marble");
}

TEST(Slots, OfWordingsThatLeaveLittleInPlaceAreNotFilled) {
  Row row;
  row.add("amber lanterns glow quietly", 2);
  row.add("quietly copper bells amber");
  row.add("amber candles glow quietly");
  row.fill();
  EXPECT_EQ(row.row.slots, "amber {lanterns|candles} glow quietly");
  EXPECT_TRUE(row.values(1).empty());
  EXPECT_EQ(row.values(2), Values{"candles"});
}

TEST(Slots, WhatIsPutInWhereTwoSlotsMeetBelongsToTheFirst) {
  Row row;
  row.add("amber lantern copper tower glow quietly", 4);
  row.add("amber candle copper tower glow quietly", 3);
  row.add("amber lantern marble tower glow quietly", 2);
  row.add("amber lantern the copper tower glow quietly");
  row.fill();
  EXPECT_EQ(row.row.slots, "amber {lantern|candle|lantern the} {copper|marble} tower glow quietly");
  EXPECT_EQ(row.values(3), (Values{"lantern the", "copper"}));
}

TEST(Slots, ShowTwelveAlternativesAndCountTheRest) {
  Row row;
  for (int i = 10; i < 30; ++i) {
    row.add("amber w" + std::to_string(i) + "xx lanterns glow",
            static_cast<std::uint32_t>(100 - i));
  }
  row.fill();
  EXPECT_TRUE(row.row.slots.starts_with("amber {w10xx|w11xx|")) << row.row.slots;
  EXPECT_TRUE(row.row.slots.ends_with("|w21xx|… 8 more} lanterns glow")) << row.row.slots;
}

/// The pieces of a row between its slots: `the {greatest|highest} value` → `the `, ` value`.
std::vector<Values> fixed_text(const std::string& slots) {
  std::vector<Values> pieces(1);
  std::string text = slots;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    for (const std::string& word : words_of(text.substr(0, open))) pieces.back().push_back(word);
    if (open == std::string::npos) break;
    pieces.emplace_back();
    text.erase(0, text.find('}') + 1);
  }
  return pieces;
}

/// Every wording is the fixed text with its values between.
TEST(Slots, GiveBackEveryWordingOnRandomRows) {
  std::mt19937 random(31);
  const Values words = {"amber", "lantern", "lanterns", "copper", "tower", "bell",
                        "of",    "the",     "a",        "river",  "to",    "burning"};
  std::size_t filled = 0, several = 0, unfilled = 0;
  for (int round = 0; round < 5000; ++round) {
    Values text;
    for (std::size_t i = 2 + random() % 9; i > 0; --i)
      text.push_back(words[random() % words.size()]);
    Row row;
    std::set<std::string> seen;
    std::size_t others = random() % 8;
    for (std::size_t w = 0; w <= others; ++w) {
      Values wording = text;
      for (std::size_t edits = w == 0 ? 0 : 1 + random() % 4; edits > 0 && !wording.empty();
           --edits) {
        const auto at = static_cast<std::ptrdiff_t>(random() % wording.size());
        const std::string& word = words[random() % words.size()];
        if (random() % 3 == 0) {
          wording.erase(wording.begin() + at);
        } else if (random() % 2 == 0) {
          wording.insert(wording.begin() + at, word);
        } else {
          wording[static_cast<std::size_t>(at)] = word;
        }
      }
      std::string joined;
      for (const std::string& word : wording) append_word(word, joined);
      if (wording.empty() || !seen.insert(joined).second) continue;
      row.add(joined, static_cast<std::uint32_t>(1 + random() % 3));
    }
    // The row's text need not be the commonest wording.
    const std::size_t own = random() % row.units.size();
    row.row.text = row.row.wordings[own].text;
    row.fill();
    if (row.row.slots.empty()) {
      for (const Wording& wording : row.row.wordings) ASSERT_TRUE(wording.slot_values.empty());
      continue;
    }
    ++filled;
    const std::vector<Values> pieces = fixed_text(row.row.slots);
    several += pieces.size() > 2 ? 1 : 0;
    std::size_t fixed = 0;
    for (const Values& piece : pieces) fixed += piece.size();
    ASSERT_GE(2 * fixed, row.units[own].size()) << row.row.slots;
    ASSERT_EQ(row.values(own).size() + 1, pieces.size());
    std::vector<std::set<std::string>> alternatives(pieces.size() - 1);
    for (const Wording& wording : row.row.wordings) {
      if (wording.slot_values.empty()) {
        ++unfilled;
        continue;
      }
      ASSERT_EQ(wording.slot_values.size() + 1, pieces.size()) << row.row.slots;
      std::string again;
      for (std::size_t s = 0; s < pieces.size(); ++s) {
        for (const std::string& word : pieces[s]) append_word(word, again);
        if (s + 1 == pieces.size()) continue;
        alternatives[s].insert(wording.slot_values[s]);
        if (!wording.slot_values[s].empty()) append_word(wording.slot_values[s], again);
      }
      ASSERT_EQ(again, wording.text) << row.row.slots;
    }
    for (const auto& of_slot : alternatives) ASSERT_GT(of_slot.size(), 1U) << row.row.slots;
  }
  EXPECT_GT(filled, 2500U);
  EXPECT_GT(several, 1000U);
  EXPECT_GT(unfilled, 500U);
}

}  // namespace
}  // namespace leitwort::formulations
