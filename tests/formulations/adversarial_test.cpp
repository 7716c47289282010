/// Input that nobody wants, and that the result is the same however it is come by.

#include "formulations/texts.hpp"
#include "oracle/planted.hpp"
#include <leitwort/formulations.hpp>

#include <gtest/gtest.h>
#include <omp.h>

namespace leitwort {
namespace {

using test::row_of;
using test::row_with;
using test::Texts;

std::string times(std::size_t n, const std::string& text) {
  std::string all;
  for (std::size_t i = 0; i < n; ++i) all += text;
  return all;
}

TEST(Adversarial, AllTokensEqual) {
  for (const std::uint32_t min_documents : {1U, 2U, 3U}) {
    const Formulations found = Texts({times(3000, "lantern "), times(2000, "lantern ")})
                                   .find({.min_documents = min_documents, .limit = 0});
    for (const Formulation& row : found.rows) EXPECT_GT(row.occurrences, 0U);
  }
}

TEST(Adversarial, AllTokensDifferent) {
  std::vector<std::string> texts(3);
  for (std::size_t i = 0; i < 30000; ++i) texts[i % 3] += "w" + std::to_string(i) + "x ";
  EXPECT_TRUE(Texts(texts).find().rows.empty());
}

TEST(Adversarial, AHundredThousandLinesOfOnePhrase) {
  const std::string line = "Amber lanterns above the silver harbours.\n\n";
  const Formulations found = Texts({times(60000, line), times(40000, line)}).find({.limit = 10});
  ASSERT_EQ(found.rows.size(), 1U);
  EXPECT_EQ(found.rows[0].occurrences, 100000U);
  EXPECT_EQ(found.rows[0].documents, 2U);
  EXPECT_EQ(found.rows[0].wordings.size(), 1U);
}

/// Every stretch of it is a repeat that overlaps its own copies. Quadratic work is much, cubic work
/// would not end.
TEST(Adversarial, APhraseRepeatedWithoutABreak) {
  const std::string phrase = "amber lanterns above the silver harbours ";
  const Formulations found =
      Texts({times(2000, phrase), times(1500, phrase)}).find({.min_documents = 1, .limit = 10});
  EXPECT_GT(found.counts.repeats, 1900U);
  for (const Formulation& row : found.rows) EXPECT_EQ(row.documents, 2U);
}

TEST(Adversarial, FiftyCopiesOfOneDocument) {
  std::mt19937 random(3);
  const std::string text = test::filler(random, 60) + " Amber lanterns above silver harbours.";
  const Formulations found = Texts(std::vector<std::string>(50, text)).find();
  ASSERT_FALSE(found.rows.empty());
  for (const Formulation& row : found.rows) EXPECT_EQ(row.documents, 50U) << row.text;
}

TEST(Adversarial, FunctionWordsOnly) {
  EXPECT_TRUE(
      Texts({times(500, "of the and to "), times(500, "of the and to ")}).find().rows.empty());
}

TEST(Adversarial, HanTextOnly) {
  const std::string phrase = "构建人类命运共同体。";
  const Texts texts({"世界各国人民" + phrase + "维护世界和平。", "中国坚持" + phrase,
                     "我们主张共同发展，" + phrase});
  const Formulations found = texts.find({.limit = 0}, "zh");
  const Formulation* row = row_with(found, "构建人类命运共同体");
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->documents, 3U);
  for (const Place& place : found.places_of(*row)) {
    EXPECT_EQ(texts.text_of(place.begin, place.end), row->wordings[place.wording].text);
  }
}

TEST(Adversarial, SeveralLanguages) {
  const std::string english =
      "We have come to the place where they are. The amber lantern of the harbour is what we want. "
      "It was there when you were with us and they had been here before.";
  const std::string french =
      "Nous sommes dans la ville et ils ont vu les lanternes du port. La lanterne ambrée du port "
      "est ce que nous voulons. Elle était là quand vous étiez avec nous et ils avaient été ici.";
  const std::string chinese = "我们的世界和平与发展。人类命运共同体是我们的目标。";
  const Texts texts({english, french, chinese, english, french, chinese, english + chinese});
  const Skeleton skeleton = make_skeleton(texts.tokens, texts.vocabulary,
                                          make_lexicons(texts.tokens, texts.vocabulary, {}));
  const Formulations found =
      find_formulations({texts.tokens, texts.vocabulary, skeleton}, {.limit = 0});
  EXPECT_FALSE(found.rows.empty());
  for (const Formulation& row : found.rows) {
    for (const Place& place : found.places_of(row)) {
      EXPECT_EQ(texts.text_of(place.begin, place.end), row.wordings[place.wording].text);
    }
  }
}

TEST(Adversarial, ReplacementCharactersOfBadEncodings) {
  const std::string bad = "amber \xEF\xBF\xBD lanterns glow\xEF\xBF\xBD\xEF\xBF\xBD harbours.";
  const Formulations found = Texts(test::with_filler({bad, bad, bad})).find();
  EXPECT_NE(row_with(found, "amber lanterns glow harbours"), nullptr);
}

TEST(Adversarial, Limits) {
  const std::vector<std::string> parts(
      3, "Alpha beacons shine. Gentle rivers rest. Amber towers fall. Copper bells toll slowly.");
  const Texts texts(test::with_filler(parts));
  EXPECT_EQ(texts.find({.limit = 1}).rows.size(), 1U);
  const std::size_t all = texts.find({.limit = 0}).rows.size();
  EXPECT_EQ(texts.find({.limit = 1000}).rows.size(), all);
  EXPECT_FALSE(texts.find({.min_documents = 3, .limit = 0}).rows.empty());
  EXPECT_TRUE(texts.find({.min_documents = 4, .limit = 0}).rows.empty());
  EXPECT_TRUE(texts.find({.min_documents = 0xFFFFFFFF, .limit = 0}).rows.empty());
  EXPECT_GE(texts.find({.min_documents = 1, .limit = 0}).rows.size(), all);
  EXPECT_TRUE(texts.find({.min_tokens = 1000, .limit = 0}).rows.empty());
  EXPECT_GE(texts.find({.min_tokens = 0, .limit = 0}).rows.size(), all);
}

TEST(Adversarial, PhrasesOf500Words) {
  std::string phrase;
  for (int i = 0; i < 500; ++i) phrase += "w" + std::to_string(i) + "x ";
  const Texts texts({phrase + ".", phrase + ".", phrase + "."});
  const Formulations found = texts.find();
  ASSERT_EQ(found.rows.size(), 1U);
  EXPECT_EQ(found.rows[0].kind, FormulationKind::passage);
  EXPECT_EQ(found.rows[0].length, 500U);
  // Where nothing is too long for a unit of speech they are searched like any other.
  FormulationOptions options{.limit = 0};
  options.salience.passage_words = 1000;
  options.salience.repeated_words = 1000;
  options.salience.passage_tokens = 1000;
  const Formulations long_heads = texts.find(options);
  ASSERT_FALSE(long_heads.rows.empty());
  EXPECT_EQ(long_heads.rows[0].length, 500U);
  EXPECT_EQ(long_heads.rows[0].occurrences, 3U);
}

TEST(Adversarial, WordsOfMoreTokensThanALengthCanHold) {
  // Kana without spaces, longer than any word of a skeleton can be.
  const std::string run = times(600, "ー");
  const Texts texts({"カ" + run, "カ" + run});
  const Formulations found = texts.find({.limit = 0}, "ja");
  for (const Formulation& row : found.rows) {
    for (const Place& place : found.places_of(row)) {
      EXPECT_EQ(texts.text_of(place.begin, place.end), row.wordings[place.wording].text);
    }
  }
}

/// Everything that a result holds, in words.
std::string in_words(const Formulations& found) {
  std::string text;
  for (const Formulation& row : found.rows) {
    text += std::to_string(row.score) + " " + row.slots + " " + explain(row) + "\n";
    for (const Wording& wording : row.wordings) {
      text += "  " + wording.text + " " + std::to_string(wording.occurrences);
      for (const std::string& value : wording.slot_values) text += " [" + value + "]";
      text += "\n";
    }
    for (const Place& place : found.places_of(row)) {
      text += " " + std::to_string(place.begin) + "-" + std::to_string(place.end) + "/" +
              std::to_string(place.wording);
    }
  }
  return text;
}

TEST(Determinism, OfThreadsAndRuns) {
  const oracle::PlantedCorpus corpus = oracle::Planter(9).plant();
  Texts texts({});
  tokenize(corpus.documents, texts.tokens, texts.vocabulary);
  const int threads = omp_get_max_threads();
  std::string first;
  for (const int n : {1, 2, 4, 1}) {
    omp_set_num_threads(n);
    const std::string result = in_words(texts.find());
    if (first.empty()) first = result;
    EXPECT_EQ(result, first) << n;
  }
  omp_set_num_threads(threads);
  EXPECT_GT(first.size(), 10000U);
}

}  // namespace
}  // namespace leitwort
