#include "oracle/repeats.hpp"

#include "oracle/corpus.hpp"
#include <leitwort/formulations.hpp>

#include <random>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

void expect_maximal_repeats(const oracle::RandomCorpus& corpus, const RepeatOptions& options) {
  const Repeats found = find_repeats(corpus.tokens, corpus.vocabulary.size(), options);
  std::set<std::tuple<oracle::Phrase, std::size_t, std::size_t>> phrases;
  for (const Repeat& repeat : found.repeats) {
    oracle::Phrase phrase;
    const auto position = static_cast<std::uint32_t>(found.suffixes[repeat.first]);
    const TokenIndex token = found.sequence.token_at(position);
    for (std::uint32_t i = 0; i < repeat.length; ++i) {
      ASSERT_EQ(found.sequence.symbols()[position + i],
                static_cast<std::int32_t>(corpus.tokens.ids[token + i]) + 1);
      phrase.push_back(corpus.tokens.ids[token + i]);
    }
    ASSERT_TRUE(phrases.emplace(phrase, repeat.count, repeat.documents).second);
  }
  ASSERT_EQ(phrases,
            oracle::maximal_repeats(corpus.tokens, options.min_tokens, options.min_documents));
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

TEST(BrokenSequence, FindsTheTokenOfEveryPosition) {
  std::mt19937 random(3);
  const auto corpus = oracle::random_corpus(
      random, {.documents = 30, .longest = 60, .alphabet = 5, .break_percent = 40});
  const BrokenSequence sequence(corpus.tokens);
  TokenIndex expected = 0;
  for (std::uint32_t p = 0; p < sequence.symbols().size(); ++p) {
    if (sequence.symbols()[p] == 0) continue;
    ASSERT_EQ(sequence.token_at(p), expected);
    ++expected;
  }
  EXPECT_EQ(expected, corpus.tokens.size());
}

}  // namespace
}  // namespace leitwort
