#include "formulations/texts.hpp"
#include <leitwort/formulations.hpp>
#include <leitwort/sequence.hpp>

#include <random>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

using test::Texts;

/// The skeleton in words: stems, with a bar for every separator.
std::string read(const Skeleton& skeleton) {
  std::string text;
  for (const std::int32_t symbol : skeleton.words.symbols) {
    if (!text.empty()) text += " ";
    text += symbol == kSeparator ? std::string_view("|")
                                 : skeleton.stems[static_cast<TokenId>(symbol - 1)];
  }
  return text;
}

TEST(Skeleton, HoldsTheStemsOfContentWords) {
  EXPECT_EQ(read(Texts({"The lanterns of 1999 were burning."}).skeleton()), "| lantern burn");
}

TEST(Skeleton, BreaksWherePhrasesDo) {
  const Texts texts({"Lanterns, amber. Rivers: copper; bells", "Towers\n\nfell"});
  EXPECT_EQ(read(texts.skeleton()), "| lantern amber | river | copper | bell | tower | fell");
}

TEST(Skeleton, BreaksAtABreakWithinWhatIsLeftOut) {
  EXPECT_EQ(read(Texts({"amber lanterns. The rivers"}).skeleton()), "| amber lantern | river");
  EXPECT_EQ(read(Texts({"amber lanterns of the. 1999 rivers"}).skeleton()),
            "| amber lantern | river");
}

TEST(Skeleton, BreaksWhereTooMuchIsLeftOut) {
  const Texts three({"amber of the the lantern"}), four({"amber of the of the lantern"});
  EXPECT_EQ(read(three.skeleton()), "| amber lantern");
  EXPECT_EQ(read(four.skeleton()), "| amber | lantern");
  const auto lexicons = [](const Texts& t) {
    return make_lexicons(t.tokens, t.vocabulary, {}, "en");
  };
  EXPECT_EQ(read(make_skeleton(four.tokens, four.vocabulary, lexicons(four), 4)),
            "| amber lantern");
  EXPECT_EQ(read(make_skeleton(three.tokens, three.vocabulary, lexicons(three), 2)),
            "| amber | lantern");
  EXPECT_EQ(read(make_skeleton(three.tokens, three.vocabulary, lexicons(three), 0)),
            "| amber | lantern");
}

TEST(Skeleton, MarksLightWords) {
  const Skeleton skeleton = Texts({"A million lanterns"}).skeleton();
  ASSERT_EQ(read(skeleton), "| million lantern");
  EXPECT_EQ(skeleton.light.size(), static_cast<std::size_t>(skeleton.words.alphabet));
  EXPECT_EQ(skeleton.light[static_cast<std::size_t>(skeleton.words.symbols[1])], 1);
  EXPECT_EQ(skeleton.light[static_cast<std::size_t>(skeleton.words.symbols[2])], 0);
}

TEST(Skeleton, JoinsHanCharactersToWords) {
  const Texts texts({"我们支持全面战略协作伙伴关系。", "全面战略"});
  const Skeleton skeleton = texts.skeleton("zh");
  bool joined = false;
  for (std::uint32_t p = 0; p < skeleton.words.size(); ++p) {
    if (skeleton.words.symbols[p] == kSeparator) continue;
    const TokenIndex begin = skeleton.words.begin[p], end = skeleton.words.end(p);
    joined = joined || end - begin > 1;
    const auto stem = static_cast<TokenId>(skeleton.words.symbols[p] - 1);
    EXPECT_EQ(skeleton.stems[stem], texts.text_of(begin, end));
  }
  EXPECT_TRUE(joined);
}

TEST(Skeleton, OfNothing) {
  EXPECT_EQ(Texts({}).skeleton().words.size(), 0U);
  const Skeleton skeleton = Texts({"", "of the", ""}).skeleton();
  EXPECT_EQ(skeleton.words.size(), 0U);
  EXPECT_EQ(skeleton.words.document_begin, (std::vector<std::uint32_t>{0, 0, 0, 0}));
}

/// Symbols and positions read out slowly from what a word contributes.
TEST(Skeleton, AgreesWithTheRuleOnRandomTexts) {
  const std::vector<std::string> words = {"the",  "of",      "1999",   "amber",   "lanterns",
                                          "bell", "burning", "burned", "million", "and"};
  std::mt19937 random(3);
  for (int round = 0; round < 50; ++round) {
    std::vector<std::string> parts(1 + random() % 4);
    for (std::string& part : parts) {
      for (std::size_t i = random() % 40; i > 0; --i) {
        part += words[random() % words.size()];
        part += random() % 10 == 0 ? "; " : " ";
      }
    }
    const Texts texts(parts);
    const auto max_gap = static_cast<std::uint32_t>(random() % 5);
    const Lexicons lexicons = make_lexicons(texts.tokens, texts.vocabulary, {}, "en");
    const Skeleton skeleton = make_skeleton(texts.tokens, texts.vocabulary, lexicons, max_gap);
    std::vector<std::int32_t> symbols;
    std::vector<TokenIndex> begin;
    for (DocumentIndex d = 0; d < parts.size(); ++d) {
      ASSERT_EQ(skeleton.words.document_begin[d], symbols.size());
      std::uint32_t left_out = 1000;
      for (TokenIndex t = texts.tokens.document_begin[d]; t < texts.tokens.document_begin[d + 1];
           ++t) {
        if ((texts.tokens.marks[t] & kBreakBefore) != 0) left_out = 1000;
        const TokenId id = texts.tokens.ids[t];
        const WordClass word_class = lexicons.languages[0].word_class[id];
        if (word_class == WordClass::function || word_class == WordClass::number) {
          ++left_out;
          continue;
        }
        if (left_out > max_gap) {
          symbols.push_back(kSeparator);
          begin.push_back(t);
        }
        left_out = 0;
        symbols.push_back(static_cast<std::int32_t>(lexicons.languages[0].stem[id]) + 1);
        begin.push_back(t);
      }
    }
    ASSERT_EQ(skeleton.words.symbols, symbols);
    ASSERT_EQ(skeleton.words.begin, begin);
    for (std::size_t p = 0; p < symbols.size(); ++p) {
      ASSERT_EQ(skeleton.words.length[p], symbols[p] == kSeparator ? 0 : 1);
      ASSERT_LT(symbols[p], skeleton.words.alphabet);
    }
  }
}

}  // namespace
}  // namespace leitwort
