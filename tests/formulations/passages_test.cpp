#include "formulations/stages.hpp"
#include "oracle/copies.hpp"
#include "oracle/corpus.hpp"

#include <random>

#include <gtest/gtest.h>

namespace leitwort::formulations {
namespace {

/// Documents that copy stretches of each other.
oracle::RandomCorpus random_copies(std::mt19937& random, std::size_t alphabet) {
  oracle::RandomCorpus corpus = oracle::random_corpus(
      random, {.documents = random() % 8, .longest = 60, .alphabet = alphabet, .break_percent = 4});
  auto& ids = corpus.tokens.ids;
  for (std::size_t copies = random() % 8; copies > 0 && ids.size() > 40; --copies) {
    const std::size_t length = 2 + random() % 30;
    const std::size_t from = random() % (ids.size() - length),
                      to = random() % (ids.size() - length);
    for (std::size_t i = 0; i < length; ++i) ids[to + i] = ids[from + i];
  }
  return corpus;
}

/// Each group by the first position that has its number.
std::vector<std::uint32_t> by_first_position(const std::vector<std::uint32_t>& numbers) {
  std::map<std::uint32_t, std::uint32_t> first;
  std::vector<std::uint32_t> result;
  for (std::uint32_t p = 0; p < numbers.size(); ++p) {
    result.push_back(numbers[p] == 0 ? 0 : first.try_emplace(numbers[p], p + 1).first->second);
  }
  return result;
}

TEST(NumberCopies, AgreesWithGroupsThatAreJoinedOneByOne) {
  std::mt19937 random(21);
  std::size_t copied = 0, groups = 0;
  for (int round = 0; round < 1500; ++round) {
    const auto corpus = random_copies(random, round % 3 == 0 ? 3 : 200);
    const WordSequence words = exact_words(corpus.tokens, corpus.vocabulary);
    const Repeats repeats = find_repeats(words);
    const auto passage_words = static_cast<std::uint32_t>(3 + random() % 10);
    const auto numbers = by_first_position(number_copies(words, repeats, passage_words));
    ASSERT_EQ(numbers, by_first_position(oracle::copies(words, repeats, passage_words)))
        << "round " << round;
    copied += static_cast<std::size_t>(
        std::ranges::count_if(numbers, [](std::uint32_t n) { return n != 0; }));
    groups += std::set<std::uint32_t>(numbers.begin(), numbers.end()).size();
  }
  EXPECT_GT(copied, 5000U);
  EXPECT_GT(groups, 2000U);
}

TEST(FindVersions, AgreesWithComparingAllPairs) {
  std::mt19937 random(22);
  std::size_t later_versions = 0;
  for (int round = 0; round < 1500; ++round) {
    const auto corpus = random_copies(random, round % 3 == 0 ? 4 : 100);
    const WordSequence words = exact_words(corpus.tokens, corpus.vocabulary);
    const double share = 0.125 * static_cast<double>(random() % 9);
    const auto versions = find_versions(words, share);
    ASSERT_EQ(versions, oracle::versions(words, share)) << "round " << round;
    for (DocumentIndex d = 0; d < versions.size(); ++d) later_versions += versions[d] != d ? 1 : 0;
  }
  EXPECT_GT(later_versions, 1000U);
}

TEST(FindVersions, AreFoundAmongMoreThanSixteenToo) {
  for (const std::size_t documents : {std::size_t{16}, std::size_t{17}}) {
    oracle::RandomCorpus corpus;
    for (std::size_t d = 0; d < documents; ++d) {
      for (TokenId id = 0; id < 5; ++id) {
        corpus.tokens.ids.push_back(id);
        corpus.tokens.marks.push_back(id == 0 ? kBreakBefore : 0);
      }
      corpus.tokens.document_begin.push_back(static_cast<TokenIndex>(corpus.tokens.ids.size()));
      corpus.tokens.hard_wrapped.push_back(0);
    }
    for (const char* word : {"a", "b", "c", "d", "e"}) corpus.vocabulary.intern(word);
    const auto versions = find_versions(exact_words(corpus.tokens, corpus.vocabulary), 0.5);
    for (DocumentIndex d = 0; d < documents; ++d) EXPECT_EQ(versions[d], 0U);
  }
}

TEST(DocumentAt, IsTheDocumentOfEveryPosition) {
  std::mt19937 random(23);
  for (int round = 0; round < 100; ++round) {
    const auto corpus = oracle::random_corpus(
        random, {.documents = random() % 50, .longest = random() % 300, .break_percent = 20});
    const WordSequence words = exact_words(corpus.tokens, corpus.vocabulary);
    const DocumentAt document_at(words);
    for (Position p = 0; p < words.size(); ++p) {
      ASSERT_LE(words.document_begin[document_at(p)], p);
      ASSERT_LT(p, words.document_begin[document_at(p) + 1]);
    }
  }
}

}  // namespace
}  // namespace leitwort::formulations
