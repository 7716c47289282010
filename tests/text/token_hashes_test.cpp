#include "text/tokenize.hpp"
#include <leitwort/text.hpp>

#include <random>
#include <string>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

/// The twin: the tokeniser that keeps everything.
std::vector<std::uint64_t> hashes_of_tokens(const std::string& text, std::size_t begin = 0,
                                            std::span<const Span> cut = {}) {
  Tokens tokens;
  Vocabulary vocabulary;
  text::tokenize_text(text, begin, false, tokens, vocabulary, cut);
  std::vector<std::uint64_t> hashes;
  for (const TokenId id : tokens.ids) hashes.push_back(vocabulary.hash(id));
  return hashes;
}

class TokenHashes : public testing::TestWithParam<Kernel> {
 protected:
  void SetUp() override {
    if (!has_kernel(GetParam())) GTEST_SKIP() << "not on this machine";
  }
  std::vector<std::uint64_t> hashes(const std::string& text, std::size_t begin = 0,
                                    std::span<const Span> cut = {}) {
    std::vector<std::uint64_t> result;
    hasher_.append(text, begin, cut, result);
    return result;
  }
  void expect_equal(const std::string& text) {
    ASSERT_EQ(hashes(text), hashes_of_tokens(text)) << testing::PrintToString(text);
  }

 private:
  TokenHasher hasher_{GetParam()};  // one for all texts: nothing must be left of the one before
};

TEST_P(TokenHashes, AreThoseOfTheTokens) {
  for (const char* text : {"",
                           " ",
                           "a",
                           "'",
                           "a'b",
                           "a''b",
                           "'a'",
                           "9'a",
                           "a'9",
                           "Win-win: 4,300 don't O'Neill's x'",
                           "don’t ‘quoted’ the states’ 1990’s",
                           "l'été ÉTÉ e\u0301tat =\u0338x <\u0338 >\u0338y",
                           "以湖为邻, and カーabc湖1",
                           "co\u00ADop ﬁne Ⅳ ２０２２ ½",
                           "\xFFone\xC3 two\x80three \xE2\x80",
                           "\uFEFFone",
                           "a\u0301'b",
                           "a'\u0301b",
                           "x\u0301",
                           " \u0301x",
                           ".\u0338x"}) {
    expect_equal(text);
  }
}

TEST_P(TokenHashes, AreTheSameWhereverAPieceOrABlockEnds) {
  // A word, an apostrophe, and a run beyond ASCII are moved over the ends of blocks and pieces.
  for (const std::string middle :
       {"word", "don't", "d’état", "a'", "=\u0338z", "湖", "x", "\xC3"}) {
    for (const std::size_t end : {64U, 128U, 4096U, 8192U}) {
      for (std::size_t before = end - 12; before <= end + 1; ++before) {
        std::string text(before, 'a');
        for (std::size_t i = 5; i < before; i += 7) text[i] = ' ';
        expect_equal(text + middle + " and more");
        expect_equal(text + middle);
        expect_equal(text + " " + middle + std::string(5000, 'b'));
      }
    }
  }
}

TEST_P(TokenHashes, OfWordsLongerThanAnyPiece) {
  for (const std::size_t length : {4095U, 4096U, 4097U, 8192U, 20000U}) {
    expect_equal(std::string(length, 'x'));
    expect_equal("one " + std::string(length, 'X') + " two");
    expect_equal(std::string(length, 'x') + "’s end");
    std::string han;
    for (std::size_t i = 0; i < length; ++i) han += "湖";
    expect_equal(han + " end");
  }
}

TEST_P(TokenHashes, OfRandomTexts) {
  const std::vector<std::string> pieces = {
      "a",  "B",  "z", "'",      "'",      " ",    " ",        "\n",     "7",
      ".",  "-",  "<", "=",      ">",      "’",    "é",        "\u0301", "\u0338",
      "湖", "カ", "ﬁ", "\u00AD", "\u2003", "\xFF", "\xE2\x80", "“",      "—",
      "ß",  "İ",  "Ω", "ب",      "\u200D", "the ", "of ",      "word"};
  std::mt19937 random(7);
  for (int trial = 0; trial < 3000; ++trial) {
    // Mostly ASCII, so that both ways are walked and meet.
    const unsigned ascii = random() % 4;
    std::string text;
    for (auto length = random() % 400; length > 0; --length) {
      text += random() % 4 < ascii ? pieces[random() % 14] : pieces[random() % pieces.size()];
    }
    expect_equal(text);
  }
}

TEST_P(TokenHashes, OfRandomBytes) {
  std::mt19937 random(8);
  for (int trial = 0; trial < 1000; ++trial) {
    std::string text;
    for (auto length = random() % 300; length > 0; --length) text += static_cast<char>(random());
    expect_equal(text);
  }
}

TEST_P(TokenHashes, BeginWhereTheBodyDoesAndLeaveOutWhatIsCut) {
  const std::string text = "---\ndate: 2001\n---\nThe lake, the shore; l’île and the lake.";
  EXPECT_EQ(hashes(text, 19), hashes_of_tokens(text, 19));
  EXPECT_EQ(hashes(text, 19), hashes(text.substr(19)));
  const std::vector<Span> cut = {{24, 30}, {40, 41}};
  EXPECT_EQ(hashes(text, 19, cut), hashes_of_tokens(text, 19, cut));
  EXPECT_LT(hashes(text, 19, cut).size(), hashes(text, 19).size());
}

INSTANTIATE_TEST_SUITE_P(Kernels, TokenHashes,
                         testing::Values(Kernel::plain, Kernel::avx2, Kernel::avx512));

}  // namespace
}  // namespace leitwort
