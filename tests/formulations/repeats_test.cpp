#include "oracle/repeats.hpp"

#include "oracle/corpus.hpp"
#include <leitwort/formulations.hpp>
#include <leitwort/sequence.hpp>

#include <random>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

void expect_maximal_repeats(const oracle::RandomCorpus& corpus, const RepeatOptions& options) {
  const WordSequence words = exact_words(corpus.tokens, corpus.vocabulary);
  const Repeats found = find_repeats(words, options);
  std::set<std::tuple<oracle::Phrase, std::size_t, std::size_t>> phrases;
  for (const Repeat& repeat : found.repeats) {
    oracle::Phrase phrase;
    const auto position = static_cast<std::uint32_t>(found.suffixes[repeat.first]);
    for (std::uint32_t i = 0; i < repeat.length; ++i) {
      const TokenId id = corpus.tokens.ids[words.begin[position] + i];
      ASSERT_EQ(words.symbols[position + i], static_cast<std::int32_t>(id) + 1);
      phrase.push_back(id);
    }
    ASSERT_TRUE(phrases.emplace(phrase, repeat.count, repeat.documents).second);
  }
  ASSERT_EQ(phrases,
            oracle::maximal_repeats(corpus.tokens, options.min_words, options.min_documents));
}

TEST(Repeats, AgreeWithAListOfAllPhrasesOnRandomCorpora) {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    const auto corpus =
        oracle::random_corpus(random, {.documents = random() % 6,
                                       .longest = 1 + random() % 25,
                                       .alphabet = 1 + random() % (round % 2 == 0 ? 2 : 6),
                                       .break_percent = round % 3 == 0 ? 0U : 20U});
    expect_maximal_repeats(corpus, {.min_words = 1 + static_cast<std::uint32_t>(random() % 3),
                                    .min_documents = 1 + static_cast<std::uint32_t>(random() % 3)});
  }
}

TEST(Repeats, OfEqualDocumentsAndOfOneWord) {
  std::mt19937 random(2);
  auto corpus = oracle::random_corpus(
      random, {.documents = 1, .longest = 200, .alphabet = 4, .break_percent = 10});
  const Tokens once = corpus.tokens;
  for (int copy = 0; copy < 3; ++copy) {
    corpus.tokens.ids.insert(corpus.tokens.ids.end(), once.ids.begin(), once.ids.end());
    corpus.tokens.marks.insert(corpus.tokens.marks.end(), once.marks.begin(), once.marks.end());
    corpus.tokens.document_begin.push_back(static_cast<TokenIndex>(corpus.tokens.ids.size()));
    corpus.tokens.hard_wrapped.push_back(0);
  }
  expect_maximal_repeats(corpus, {});
  expect_maximal_repeats(
      oracle::random_corpus(random, {.documents = 4, .longest = 40, .alphabet = 1}),
      {.min_words = 1, .min_documents = 1});
}

TEST(Repeats, OfNothing) {
  EXPECT_TRUE(find_repeats(WordSequence{}).repeats.empty());
  const oracle::RandomCorpus nothing;
  EXPECT_TRUE(find_repeats(exact_words(nothing.tokens, nothing.vocabulary)).repeats.empty());
}

TEST(Repeats, ComeByTheirFirstSuffixLongerBeforeShorter) {
  std::mt19937 random(4);
  const auto corpus = oracle::random_corpus(
      random, {.documents = 5, .longest = 300, .alphabet = 3, .break_percent = 5});
  const Repeats found = find_repeats(exact_words(corpus.tokens, corpus.vocabulary));
  ASSERT_GT(found.repeats.size(), 10U);
  for (std::size_t i = 1; i < found.repeats.size(); ++i) {
    const Repeat &x = found.repeats[i - 1], &y = found.repeats[i];
    EXPECT_TRUE(x.first < y.first || (x.first == y.first && x.length > y.length)) << i;
  }
}

TEST(ExactWords, AreTheTokensWithASeparatorAtEveryBreak) {
  std::mt19937 random(3);
  for (int round = 0; round < 50; ++round) {
    const auto corpus = oracle::random_corpus(
        random, {.documents = random() % 30, .longest = 60, .alphabet = 5, .break_percent = 40});
    const WordSequence words = exact_words(corpus.tokens, corpus.vocabulary);
    ASSERT_EQ(words.alphabet, 6);
    ASSERT_EQ(words.document_begin.size(), corpus.tokens.documents() + 1);
    ASSERT_EQ(words.begin.size(), words.size());
    ASSERT_EQ(words.length.size(), words.size());
    TokenIndex expected = 0;
    for (std::uint32_t p = 0; p < words.size(); ++p) {
      ASSERT_EQ(words.begin[p], expected);  // of a separator: the next word's
      const bool breaks = (corpus.tokens.marks[expected] & kBreakBefore) != 0;
      if (words.symbols[p] == kSeparator) {
        ASSERT_TRUE(breaks);
        ASSERT_EQ(words.length[p], 0);
        continue;
      }
      ASSERT_EQ(words.symbols[p], static_cast<std::int32_t>(corpus.tokens.ids[expected]) + 1);
      ASSERT_EQ(words.end(p), expected + 1);
      ASSERT_EQ(words.symbols[p - 1] == kSeparator, breaks);
      ++expected;
    }
    ASSERT_EQ(expected, corpus.tokens.size());
    for (DocumentIndex d = 0; d < corpus.tokens.documents(); ++d) {
      const std::uint32_t begin = words.document_begin[d], end = words.document_begin[d + 1];
      if (begin == end) {
        ASSERT_TRUE(corpus.tokens.ids_of(d).empty());
        continue;
      }
      ASSERT_EQ(words.symbols[begin], kSeparator);
      ASSERT_EQ(words.begin[begin], corpus.tokens.document_begin[d]);
      ASSERT_EQ(words.end(end - 1), corpus.tokens.document_begin[d + 1]);
    }
  }
}

}  // namespace
}  // namespace leitwort
