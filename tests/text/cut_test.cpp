#include <leitwort/text.hpp>

#include <algorithm>
#include <random>

#include <gtest/gtest.h>
#include <omp.h>

namespace leitwort::test {
namespace {

struct Tokenised {
  Tokens tokens;
  Vocabulary vocabulary;

  explicit Tokenised(std::vector<Document> documents) { tokenize(documents, tokens, vocabulary); }

  /// Words with `|` before each that begins a phrase.
  [[nodiscard]] std::string phrases() const {
    std::string text;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (i > 0) text += ' ';
      if ((tokens.marks[i] & kBreakBefore) != 0) text += '|';
      text += vocabulary[tokens.ids[i]];
    }
    return text;
  }
};

Document document_of(std::string text, std::vector<Span> cut) {
  Document document;
  document.text = std::move(text);
  document.cut = std::move(cut);
  return document;
}

std::string phrases(const std::string& text, const std::vector<Span>& cut) {
  return Tokenised({document_of(text, cut)}).phrases();
}

TEST(CutText, IsNotTokenisedAndBreaksThePhrase) {
  EXPECT_EQ(phrases("the heron waits in the reeds", {}), "|the heron waits in the reeds");
  EXPECT_EQ(phrases("the heron waits in the reeds", {{4, 9}}), "|the |waits in the reeds");
  EXPECT_EQ(phrases("the heron waits in the reeds", {{0, 4}}), "|heron waits in the reeds");
  EXPECT_EQ(phrases("the heron waits in the reeds", {{23, 28}}), "|the heron waits in the");
  EXPECT_EQ(phrases("the heron waits in the reeds", {{0, 28}}), "");
}

TEST(CutText, LeavesTheOffsetsOfTheRestAsTheyWere) {
  const Tokenised result({document_of("the heron waits", {{4, 10}})});
  ASSERT_EQ(result.tokens.size(), 2U);
  EXPECT_EQ(result.tokens.spans[0], (Span{0, 3}));
  EXPECT_EQ(result.tokens.spans[1], (Span{10, 15}));
}

TEST(CutText, TakesATokenThatItTouchesWhole) {
  EXPECT_EQ(phrases("the heron waits", {{6, 7}}), "|the |waits");  // inside
  EXPECT_EQ(phrases("the heron waits", {{8, 11}}), "|the");  // the end of one, the start of next
  EXPECT_EQ(phrases("the heron waits", {{3, 4}}), "|the |heron waits");  // neither: the space alone
}

TEST(CutText, BreaksThePhraseWhereItHeldNoWord) {
  EXPECT_EQ(phrases("calm, patient heron", {{4, 5}}), "|calm |patient heron");
  EXPECT_EQ(phrases("calm, patient heron", {{4, 5}, {5, 6}}), "|calm |patient heron");
}

TEST(CutText, MayBeHan) {
  const std::string text = "湖边的鹭很耐心";  // three bytes each
  EXPECT_EQ(phrases(text, {{6, 9}}), "|湖 边 |鹭 很 耐 心");
  EXPECT_EQ(phrases(text, {{7, 8}}), "|湖 边 |鹭 很 耐 心");
}

TEST(CutText, LeavesNoWordBehindInTheVocabulary) {
  const Tokenised result({document_of("the heron waits", {{4, 9}})});
  EXPECT_EQ(result.vocabulary.find("heron"), Vocabulary::kUnknown);
  EXPECT_EQ(result.vocabulary.size(), 2U);
}

TEST(CutText, MayFollowFrontMatter) {
  Document document = document_of("---\na: b\n---\nthe heron waits", {{17, 22}});
  document.body_begin = 13;
  EXPECT_EQ(Tokenised({document}).phrases(), "|the |waits");
}

/// The rule read out slowly: tokenise as if nothing were cut, and drop what shares a byte with a
/// cut.
std::string slow_phrases(const std::string& text, const std::vector<Span>& cut) {
  const Tokenised all({document_of(text, {})});
  std::string result;
  bool broken = false;
  std::uint32_t previous_end = 0;
  for (std::size_t i = 0; i < all.tokens.size(); ++i) {
    const Span token = all.tokens.spans[i];
    const auto overlaps = [&](const Span& c) { return c.begin < token.end && token.begin < c.end; };
    const auto before = [&](const Span& c) {
      return c.begin >= previous_end && c.end <= token.begin;
    };
    broken =
        broken || (all.tokens.marks[i] & kBreakBefore) != 0 || std::ranges::any_of(cut, before);
    if (std::ranges::any_of(cut, overlaps)) {
      broken = true;
    } else {
      result += result.empty() ? "" : " ";
      result += broken ? "|" : "";
      result += all.vocabulary[all.tokens.ids[i]];
      broken = false;
    }
    previous_end = token.end;
  }
  return result;
}

TEST(CutText, IsWhatTheSlowRuleLeaves) {
  std::mt19937 random(7);
  const auto up_to = [&](std::size_t n) { return random() % (n + 1); };
  const std::vector<std::string> pieces = {"a",  "heron", "½",  "湖", "é", "’", " ",  " ",
                                           ", ", ". ",    "\n", "-",  "Ω", "9", "ｶﾞ", "（"};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::size_t i = up_to(20); i > 0; --i) text += pieces[up_to(pieces.size() - 1)];
    std::vector<Span> cut;
    for (std::size_t at = up_to(6); at < text.size();) {
      const std::size_t end = std::min(text.size(), at + 1 + up_to(4));
      cut.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
      at = end + up_to(9);
    }
    ASSERT_EQ(phrases(text, cut), slow_phrases(text, cut)) << text;
  }
}

}  // namespace
}  // namespace leitwort::test
