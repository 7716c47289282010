#include "text/normalize.hpp"

#include <leitwort/text.hpp>

#include <random>
#include <string>

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

namespace leitwort::text {
namespace {

const std::vector<std::string> kMarks = {"\u0301", "\u0323", "\u0345",
                                         "\u0334", "\u05B0", "\u0344"};

std::string repeated(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

Span whole(const std::string& text) {
  return {0, static_cast<std::uint32_t>(text.size())};
}

std::u32string normalized(const std::string& text) {
  std::vector<NormalizedChar> characters;
  normalize(text, whole(text), characters);
  std::u32string all;
  for (const NormalizedChar& character : characters) all += character.c;
  return all;
}

/// ICU, of the whole text at once.
std::u32string by_icu(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString folded = icu::Normalizer2::getNFKCCasefoldInstance(status)->normalize(
      icu::UnicodeString::fromUTF8(text), status);
  std::u32string all;
  for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    all += plain(static_cast<char32_t>(folded.char32At(i)));
  }
  return all;
}

std::vector<std::string> pieces_of(const std::string& text) {
  std::vector<std::string> pieces;
  for (Span rest = whole(text); rest.begin < rest.end;) {
    const std::uint32_t end = end_of_piece(text, rest);
    pieces.push_back(text.substr(rest.begin, end - rest.begin));
    rest.begin = end;
  }
  return pieces;
}

TEST(Normalize, AgreesWithIcuWhereMarksAreFew) {
  std::mt19937 random(1);
  const std::vector<std::string> others = {"a", "É", "湖", "ﬁ", "\u00AD", "\u200D", "가", "ά"};
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (std::size_t i = 0; i < random() % 12; ++i) {
      text += others[random() % others.size()];
      // At most kMostMarks in all, since some of the others part no marks.
      for (std::size_t m = 0; m < random() % 3; ++m) text += kMarks[random() % kMarks.size()];
    }
    ASSERT_EQ(pieces_of(text).size(), text.empty() ? 0U : 1U);
    ASSERT_EQ(normalized(text), by_icu(text)) << text;
  }
}

TEST(Normalize, CutsARunOfTooManyMarks) {
  const std::string most = "a" + repeated("\u0301\u0323", kMostMarks / 2);
  EXPECT_EQ(pieces_of(most).size(), 1U);
  EXPECT_EQ(normalized(most), by_icu(most));
  const std::string longer = most + "\u0323" + "b";
  EXPECT_EQ(pieces_of(longer), (std::vector<std::string>{most,
                                                         "\u0323"
                                                         "b"}));
  EXPECT_EQ(normalized(longer), by_icu(most) + by_icu("\u0323"
                                                      "b"));
}

TEST(Normalize, KeepsTheBytesOfEveryPiece) {
  std::string text = "a" + repeated("\u0301\u0323", 1000);
  std::vector<NormalizedChar> characters;
  normalize(text, whole(text), characters);
  std::uint32_t last = 0;
  for (const NormalizedChar& character : characters) {
    ASSERT_LE(last, character.origin.end);
    ASSERT_LE(character.origin.end - character.origin.begin, 2 * kMostMarks + 1);
    last = character.origin.end;
  }
  EXPECT_EQ(last, text.size());
  EXPECT_EQ(words_of(text).size(), 1U);  // a word as before, however many marks it has
}

/// ICU moves a mark over at most those before it in its piece.
std::size_t most_moves(const std::string& text) {
  std::size_t moves = 0;
  for (const std::string& piece : pieces_of(text)) moves += piece.size() * piece.size() / 4;
  return moves;
}

TEST(Normalize, IsLinearInMarks) {
  // What ICU drops parts no marks, so it must not begin a new count.
  for (const std::string& unit : {std::string("\u0301\u0323"), std::string("\u0301\u00AD\u0323"),
                                  std::string("\u0301\u034F\u0323"), std::string("\u0345")}) {
    const std::size_t once = most_moves("a" + repeated(unit, 5000));
    EXPECT_LE(once, std::size_t{5000} * 4 * 64);
    EXPECT_LE(most_moves("a" + repeated(unit, 10000)), 2 * once + 10000);
    EXPECT_LE(most_moves("a" + repeated(unit, 20000)), 4 * once + 20000);
  }
}

}  // namespace
}  // namespace leitwort::text
