#include "text/tokenize.hpp"

#include "oracle/tokens.hpp"
#include <leitwort/text.hpp>

#include <algorithm>
#include <random>
#include <string>

#include <gtest/gtest.h>
#include <unicode/utf8.h>

namespace leitwort {
namespace {

using Words = std::vector<std::string>;

TEST(Words, AreRunsOfLettersAndDigitsInSmallLetters) {
  EXPECT_EQ(words_of("Win-win: 4,300 Co-operations, 3rd"),
            (Words{"win", "win", "4", "300", "co", "operations", "3rd"}));
  EXPECT_EQ(words_of(""), Words{});
  EXPECT_EQ(words_of(" .,;'\"-- \n"), Words{});
}

TEST(Words, KeepAnApostropheBetweenLettersOnly) {
  EXPECT_EQ(words_of("don't"), Words{"don't"});
  EXPECT_EQ(words_of("don’t ‘quoted’ the states' 1990's o'"),
            (Words{"don't", "quoted", "the", "states", "1990", "s", "o"}));
  EXPECT_EQ(words_of("a''b"), (Words{"a", "b"}));
  EXPECT_EQ(words_of("l'été"), Words{"l'été"});
}

TEST(Words, AreFoldedByNfkc) {
  EXPECT_EQ(words_of("STRASSE Straße ﬁne Ⅳ ２０２２ co\u00ADop"),
            (Words{"strasse", "strasse", "fine", "iv", "2022", "coop"}));
  EXPECT_EQ(words_of("e\u0301tat ÉTAT"), (Words{"état", "état"}));
}

TEST(Words, OfTurkishHaveTheirOwnI) {
  EXPECT_EQ(words_of("İstanbul Işık IĞDIR"), (Words{"istanbul", "ışık", "ığdır"}));
  EXPECT_EQ(words_of("i\u0307 Iris Iaşi"), (Words{"i", "iris", "iaşi"}));
}

TEST(Words, OfHanAndKanaAreSingleCharacters) {
  EXPECT_EQ(words_of("以湖为邻。"), (Words{"以", "湖", "为", "邻"}));
  EXPECT_EQ(words_of("カーabc湖1"), (Words{"カ", "ー", "abc", "湖", "1"}));
  EXPECT_EQ(words_of("ｶﾞ"), Words{"ガ"});  // halfwidth letter and sound mark are one character
}

TEST(Words, AreJoinedWithSpacesExceptBetweenHan) {
  const auto joined = [](const Words& words) {
    std::string phrase;
    for (const std::string& word : words) append_word(word, phrase);
    return phrase;
  };
  EXPECT_EQ(joined({"mutual", "trust"}), "mutual trust");
  EXPECT_EQ(joined({"以", "湖", "为", "邻"}), "以湖为邻");
  EXPECT_EQ(joined({"第", "5", "届", "lake", "湖"}), "第 5 届 lake 湖");
  EXPECT_EQ(joined({"カ", "ー"}), "カー");
  EXPECT_EQ(joined({}), "");
}

TEST(Words, SkipAByteOrderMark) {
  EXPECT_EQ(words_of("\uFEFFone"), Words{"one"});
}

TEST(Words, AreSeparatedByBytesThatAreNotUtf8) {
  EXPECT_EQ(words_of("ab\xFF"
                     "cd"),
            (Words{"ab", "cd"}));
  EXPECT_EQ(words_of("\xE2\x80"), Words{});
  EXPECT_EQ(words_of("x\xC3"), Words{"x"});
}

/// The tokens of a text, with `|` where a phrase breaks.
std::string broken(const std::string& text, bool hard_wrapped = false) {
  Tokens tokens;
  Vocabulary vocabulary;
  text::tokenize_text(text, 0, hard_wrapped, tokens, vocabulary);
  std::string result;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i > 0) result += (tokens.marks[i] & kBreakBefore) != 0 ? " | " : " ";
    result += vocabulary[tokens.ids[i]];
  }
  return result;
}

TEST(Breaks, StandAtEndsOfSentences) {
  EXPECT_EQ(broken("One two. Three! Four? Five"), "one two | three | four | five");
  EXPECT_EQ(broken("He said “no.” Then left"), "he said no | then left");
  EXPECT_EQ(broken("One… two ... three"), "one | two | three");
  EXPECT_EQ(broken("第一。第二！第三"), "第 一 | 第 二 | 第 三");
}

TEST(Breaks, DoNotStandAtFullStopsInsideSentences) {
  EXPECT_EQ(broken("in the U.S. Senate, Mr. Doe, p. 4.5 etc. and so on"),
            "in the u s senate mr doe p 4 5 etc and so on");
  EXPECT_EQ(broken("John F. Doe; No. 5"), "john f doe | no 5");
  EXPECT_EQ(broken("Ж. Лот"), "ж лот");
  EXPECT_EQ(broken("In part 5. Then more"), "in part 5 | then more");
}

TEST(Breaks, StandAtDashesColonsAndBracketsButNotAtHyphensCommasQuotes) {
  EXPECT_EQ(broken("a, \"b\" c; d: e (f) g [h]"), "a b c | d | e | f | g | h");
  EXPECT_EQ(broken("win-win north–south now — then -- so - on – off"),
            "win win north south now | then | so | on | off");
}

TEST(Breaks, StandAtLineEndsUnlessWrapped) {
  EXPECT_EQ(broken("one\ntwo\r\nthree\rfour"), "one | two | three | four");
  EXPECT_EQ(broken("one\ntwo\r\nthree\rfour", true), "one two three four");
  EXPECT_EQ(broken("one\n\ntwo\r\n \r\nthree", true), "one | two | three");
  EXPECT_EQ(broken("co-\noperate in\ntruth", true), "co operate in truth");
}

TEST(Marks, KnowCapitals) {
  Tokens tokens;
  Vocabulary vocabulary;
  text::tokenize_text("The lake Élan élan 5A “Quoted", 0, false, tokens, vocabulary);
  std::string capitals;
  for (const auto marks : tokens.marks) capitals += (marks & kCapitalised) != 0 ? 'C' : '-';
  EXPECT_EQ(capitals, "C-C--C");
}

TEST(HardWrapped, IsSeenFromTheLines) {
  EXPECT_TRUE(
      is_hard_wrapped("The lake has grown\ntired of waiting for\nus, and so has\neverybody."));
  EXPECT_FALSE(is_hard_wrapped("The lake has grown tired.\nNobody waits.\nEverybody left.\n"));
  EXPECT_FALSE(is_hard_wrapped("Home\nNews\nAbout us\nContact\n"));
  EXPECT_FALSE(is_hard_wrapped("one line"));
  EXPECT_FALSE(is_hard_wrapped(""));
  // One in three is the least: at it, and just below.
  EXPECT_TRUE(is_hard_wrapped("A b\nc d.\nE f.\nG h."));
  EXPECT_FALSE(is_hard_wrapped("A b\nc d.\nE f.\nG h.\nI j."));
}

// --- random texts -------------------------------------------------------------------------------

/// Pieces that meet each other badly.
const std::vector<std::string> kPieces = {"a",
                                          "B",
                                          "z",
                                          "9",
                                          "'",
                                          "’",
                                          "-",
                                          "–",
                                          "—",
                                          " ",
                                          "\n",
                                          "\r",
                                          ".",
                                          ",",
                                          "\t",
                                          "é",
                                          "É",
                                          "ß",
                                          "ﬁ",
                                          "½",
                                          "㎏",
                                          "\u0301",
                                          "\u0308",
                                          "\u00AD",
                                          "\u200D",
                                          "\u200B",
                                          "\uFEFF",
                                          "İ",
                                          "Σ",
                                          "ς",
                                          "湖",
                                          "为",
                                          "〇",
                                          "々",
                                          "か",
                                          "カ",
                                          "ー",
                                          "\u3099",
                                          "ｶ",
                                          "ﾞ",
                                          "￦",
                                          "한",
                                          "\u1112\u1161\u11AB",
                                          "ا",
                                          "ﷺ",
                                          "अ",
                                          "\u0903",
                                          "𝔄",
                                          "𠀀",
                                          "😀",
                                          "\u2028",
                                          "\u3000",
                                          "…",
                                          "“",
                                          "´",
                                          "ʼ",
                                          "=",
                                          "\u0338",
                                          "･",
                                          "①",
                                          "٣"};

std::string random_text(std::mt19937& random, std::size_t pieces) {
  std::string text;
  for (std::size_t i = 0; i < pieces; ++i) text += kPieces[random() % kPieces.size()];
  return text;
}

TEST(Words, AgreeWithTheSlowRule) {
  std::mt19937 random(1);
  for (int round = 0; round < 20000; ++round) {
    const std::string text = random_text(random, random() % 12);
    ASSERT_EQ(words_of(text), oracle::tokens(text)) << "text: " << text;
  }
}

bool on_boundary(const std::string& text, std::size_t i) {
  // Not on a trailing byte of a character that is valid as a whole.
  if (i == 0 || i >= text.size()) return true;
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  for (std::size_t begin = i > 3 ? i - 3 : 0; begin < i; ++begin) {
    std::size_t end = begin;
    UChar32 c = 0;
    const std::size_t size = text.size();
    U8_NEXT(bytes, end, size, c);
    if (c >= 0 && begin < i && i < end) return false;
  }
  return true;
}

void expect_spans_slice(const std::string& text) {
  Tokens tokens;
  Vocabulary vocabulary;
  text::tokenize_text(text, 0, false, tokens, vocabulary);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto [begin, end] = tokens.spans[i];
    ASSERT_LT(begin, end);
    ASSERT_LE(end, text.size());
    ASSERT_TRUE(on_boundary(text, begin) && on_boundary(text, end)) << text;
    if (i > 0) {
      ASSERT_GE(begin, tokens.spans[i - 1].begin);
      ASSERT_GE(end, tokens.spans[i - 1].end);
    }
    const Words inside = words_of(text.substr(begin, end - begin));
    const std::string word(vocabulary[tokens.ids[i]]);
    ASSERT_NE(std::find(inside.begin(), inside.end(), word), inside.end())
        << "token " << word << " in " << testing::PrintToString(text);
  }
}

TEST(Spans, SliceTheOriginalOfValidText) {
  std::mt19937 random(2);
  for (int round = 0; round < 20000; ++round)
    expect_spans_slice(random_text(random, random() % 12));
}

TEST(Spans, SliceTheOriginalOfAnyBytes) {
  std::mt19937 random(3);
  for (int round = 0; round < 20000; ++round) {
    std::string text = random_text(random, random() % 6);
    for (auto flips = random() % 4; flips > 0; --flips) {
      text.insert(random() % (text.size() + 1), 1, static_cast<char>(random() % 256));
    }
    expect_spans_slice(text);
  }
}

TEST(Words, OfALongTextWithoutAsciiAreNotCut) {
  std::string text;
  for (int i = 0; i < 600000; ++i) text += i % 3 == 0 ? "湖" : "か";
  Tokens tokens;
  Vocabulary vocabulary;
  text::tokenize_text(text, 0, false, tokens, vocabulary);
  EXPECT_EQ(tokens.size(), 600000U);
  EXPECT_EQ(tokens.spans.back(), (Span{1799997, 1800000}));
}

// --- corpora ------------------------------------------------------------------------------------

std::vector<Document> random_documents(unsigned seed, std::size_t count) {
  std::mt19937 random(seed);
  std::vector<Document> documents(count);
  for (Document& document : documents) document.text = random_text(random, random() % 2000);
  return documents;
}

TEST(Tokenize, DoesNotDependOnHowDocumentsAreBatched) {
  const std::vector<Document> documents = random_documents(4, 200);
  Tokens whole, parts;
  Vocabulary whole_words, part_words;
  tokenize(documents, whole, whole_words);
  tokenize(std::span(documents).first(77), parts, part_words);
  tokenize(std::span(documents).subspan(77), parts, part_words);
  EXPECT_EQ(whole.ids, parts.ids);
  EXPECT_EQ(whole.spans, parts.spans);
  EXPECT_EQ(whole.marks, parts.marks);
  EXPECT_EQ(whole.document_begin, parts.document_begin);
  ASSERT_EQ(whole.documents(), 200U);
  for (DocumentIndex d = 0; d < 200; ++d) {
    Words words;
    for (const TokenId id : whole.ids_of(d)) words.emplace_back(whole_words[id]);
    ASSERT_EQ(words, words_of(documents[d].text));
    if (!words.empty()) {
      EXPECT_EQ(whole.document_of(whole.document_begin[d]), d);
    }
  }
}

TEST(Tokenize, LeavesFrontMatterAside) {
  Document document;
  document.text = "---\nid: x\n---\nBody";
  document.body_begin = 14;
  Tokens tokens;
  Vocabulary vocabulary;
  tokenize({&document, 1}, tokens, vocabulary);
  ASSERT_EQ(tokens.size(), 1U);
  EXPECT_EQ(tokens.spans[0], (Span{14, 18}));
}

TEST(Vocabulary, NumbersInOrderOfFirstAppearance) {
  Vocabulary vocabulary;
  for (int i = 0; i < 5000; ++i)
    EXPECT_EQ(vocabulary.intern("w" + std::to_string(i)), static_cast<TokenId>(i));
  for (int i = 0; i < 5000; ++i)
    EXPECT_EQ(vocabulary.intern("w" + std::to_string(i)), static_cast<TokenId>(i));
  EXPECT_EQ(vocabulary[4999], "w4999");
  EXPECT_EQ(vocabulary.find("w17"), 17U);
  EXPECT_EQ(vocabulary.find("x"), Vocabulary::kUnknown);
  EXPECT_EQ(Vocabulary().find("x"), Vocabulary::kUnknown);
  vocabulary.clear();
  EXPECT_EQ(vocabulary.find("w17"), Vocabulary::kUnknown);
  EXPECT_EQ(vocabulary.intern("new"), 0U);
}

}  // namespace
}  // namespace leitwort
