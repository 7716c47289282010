#include "oracle/corpus.hpp"
#include "oracle/repeats.hpp"
#include <leitwort/formulations.hpp>

#include <algorithm>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

/// Documents from their sentences, as the program would read them.
struct Texts {
  std::vector<Document> documents;
  Tokens tokens;
  Vocabulary vocabulary;

  explicit Texts(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) documents.emplace_back().text = text;
    tokenize(documents, tokens, vocabulary);
  }
  [[nodiscard]] Formulations find(const FormulationOptions& options = {.limit = 0}) const {
    return find_formulations(tokens, vocabulary, options);
  }
};

/// Filler of unlike sentences, so that the words of a test are rare enough to have content.
std::string filler(std::mt19937& random, int sentences) {
  std::string text;
  for (int s = 0; s < sentences; ++s) {
    for (int w = 0; w < 9; ++w) {
      const auto n = random() % 4 == 0 ? random() % 5 : 100 + random() % 100000;
      text += (w == 0 ? "Filler" : " w") + std::to_string(n) + "x";
    }
    text += ". ";
  }
  return text;
}

std::vector<std::string> with_filler(std::vector<std::string> texts) {
  std::mt19937 random(1);
  for (std::string& text : texts) text = filler(random, 30) + text + " " + filler(random, 30);
  return texts;
}

const Formulation* row_of(const Formulations& found, const std::string& text) {
  const auto row = std::ranges::find(found.rows, text, &Formulation::text);
  return row == found.rows.end() ? nullptr : &*row;
}

TEST(Formulations, KeepANestedPhraseOnlyIfTwoDocumentsUseItAlone) {
  const std::string longer = "So we chose patient lanterns above silver harbours quietly.";
  const std::string nested = "They saw patient lanterns again.";
  const Formulations one = Texts(with_filler({longer, longer, nested})).find();
  EXPECT_EQ(row_of(one, "patient lanterns"), nullptr);
  EXPECT_NE(row_of(one, "so we chose patient lanterns above silver harbours quietly"), nullptr);

  const Formulations two =
      Texts(with_filler({longer, longer, nested, nested + " Patient lanterns!"})).find();
  const Formulation* row = row_of(two, "they saw patient lanterns again");
  ASSERT_NE(row, nullptr);
  const std::string other = "No patient lanterns burned.";
  const Formulations three = Texts(with_filler({longer, longer, nested, other})).find();
  row = row_of(three, "patient lanterns");
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->documents, 4U);
  EXPECT_EQ(row->occurrences, 4U);
  EXPECT_EQ(row->documents_alone, 2U);
  EXPECT_EQ(row->occurrences_alone, 2U);
}

TEST(Formulations, DropAnExtensionByOneContentWord) {
  const std::string core = "Brave patient lanterns glow.";
  const std::string wide = "Tell of brave patient lanterns first.";
  const Formulations found =
      Texts(with_filler({core, core, wide, "No brave patient lanterns there."})).find();
  ASSERT_NE(row_of(found, "brave patient lanterns"), nullptr);
  EXPECT_EQ(row_of(found, "brave patient lanterns glow"), nullptr);
  EXPECT_EQ(row_of(found, "brave patient lanterns")->occurrences, 4U);
  EXPECT_GT(found.counts.extensions, 0U);
}

TEST(Formulations, NamesAndPassagesAreLabelled) {
  std::string passage = "and then";
  for (int i = 0; i < 30; ++i) passage += " unlike" + std::to_string(i) + "word";
  const Formulations found = Texts(with_filler({"we met Corvin Aldhal there. " + passage + ".",
                                                "after Corvin Aldhal spoke. " + passage + "."}))
                                 .find();
  ASSERT_NE(row_of(found, "corvin aldhal"), nullptr);
  EXPECT_EQ(row_of(found, "corvin aldhal")->kind, FormulationKind::name);
  const auto passages =
      std::ranges::count(found.rows, FormulationKind::passage, &Formulation::kind);
  EXPECT_EQ(passages, 1);
}

TEST(Formulations, OverlappingPlacesCountOnce) {
  const Formulations found =
      Texts(with_filler({"drum beat drum beat drum.", "drum beat drum beat drum!"})).find();
  const Formulation* row = row_of(found, "drum beat drum beat drum");
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->occurrences, 2U);
}

TEST(Formulations, LimitCutsAndCounts) {
  const Texts texts(with_filler({"alpha beacons shine. gentle rivers rest. amber towers fall.",
                                 "alpha beacons shine! gentle rivers rest! amber towers fall!"}));
  const Formulations all = texts.find();
  ASSERT_GE(all.rows.size(), 3U);
  const Formulations one = texts.find({.limit = 1});
  ASSERT_EQ(one.rows.size(), 1U);
  EXPECT_EQ(one.rows[0].text, all.rows[0].text);
  EXPECT_EQ(one.counts.beyond_limit, all.rows.size() - 1);
}

TEST(Formulations, OfNothing) {
  EXPECT_TRUE(Texts({}).find().rows.empty());
  EXPECT_TRUE(Texts({""}).find().rows.empty());
  EXPECT_TRUE(Texts({"word", "", "word"}).find().rows.empty());
}

/// Greedily, from the left: the places of a phrase that do not overlap.
std::vector<TokenIndex> apart(const std::vector<TokenIndex>& places, std::size_t length) {
  std::vector<TokenIndex> result;
  for (const TokenIndex place : places) {
    if (result.empty() || place >= result.back() + length) result.push_back(place);
  }
  return result;
}

TEST(Formulations, CountEveryPlaceOnRandomCorpora) {
  std::mt19937 random(5);
  std::size_t rows = 0;
  for (int round = 0; round < 1000; ++round) {
    // Zipf-like: a few frequent words and many rare ones, or nothing would have content.
    auto corpus = oracle::random_corpus(
        random,
        {.documents = 2 + random() % 5, .longest = 400, .alphabet = 2000, .break_percent = 10});
    for (TokenId& id : corpus.tokens.ids) {
      if (random() % 2 == 0) id = static_cast<TokenId>(random() % 3);
    }
    for (int copy = 0; copy < 12 && corpus.tokens.size() > 10; ++copy) {  // something to find
      const std::size_t length = 2 + random() % 8;
      const auto from = random() % (corpus.tokens.size() - length);
      const auto to = random() % (corpus.tokens.size() - length);
      for (std::size_t i = 0; i < length; ++i)
        corpus.tokens.ids[to + i] = corpus.tokens.ids[from + i];
    }
    const Formulations found = find_formulations(corpus.tokens, corpus.vocabulary, {.limit = 0});
    const auto phrases = oracle::all_phrases(corpus.tokens);

    const FormulationCounts& c = found.counts;
    ASSERT_EQ(c.repeats, c.without_content + c.same_core + c.extensions + c.subsumed +
                             c.beyond_limit + found.rows.size());
    for (const Formulation& row : found.rows) {
      ++rows;
      oracle::Phrase phrase;
      for (const std::string& word : words_of(row.text))
        phrase.push_back(corpus.vocabulary.find(word));
      const oracle::PhraseUse& use = phrases.at(phrase);
      ASSERT_EQ(row.documents, use.documents.size()) << row.text;
      std::vector<TokenIndex> places;
      for (const Place& place : found.places_of(row)) places.push_back(place.begin);
      ASSERT_EQ(places, apart(use.places, row.length));

      std::set<DocumentIndex> documents_alone;
      std::size_t alone = 0;
      for (const TokenIndex place : places) {
        const bool inside = std::ranges::any_of(found.rows, [&](const Formulation& longer) {
          return longer.length > row.length && longer.kind != FormulationKind::passage &&
                 std::ranges::any_of(found.places_of(longer), [&](const Place& p) {
                   return p.begin <= place && place + row.length <= p.end;
                 });
        });
        if (inside) continue;
        ++alone;
        documents_alone.insert(corpus.tokens.document_of(place));
      }
      ASSERT_EQ(row.occurrences_alone, alone) << row.text;
      ASSERT_EQ(row.documents_alone, documents_alone.size());
      ASSERT_GE(row.documents_alone, 2U);
    }
    ASSERT_TRUE(std::ranges::is_sorted(found.rows, std::greater<>{}, &Formulation::score));
  }
  EXPECT_GT(rows, 1000U);
}

TEST(WordWeights, RunFromOneIn32ToOneIn1024) {
  Tokens tokens;
  Vocabulary vocabulary;
  const auto add = [&](const std::string& word, int times) {
    for (int i = 0; i < times; ++i) tokens.ids.push_back(vocabulary.intern(word));
  };
  add("every", 1024);  // 1 in 32 of 32,768
  add("seldom", 32);   // 1 in 1,024
  add("middle", 181);  // about half way
  add("1984", 1);
  add("rest", 32768 - 1024 - 32 - 181 - 1);
  const std::vector<float> weights = word_weights(tokens, vocabulary);
  EXPECT_FLOAT_EQ(weights[vocabulary.find("every")], 0);
  EXPECT_FLOAT_EQ(weights[vocabulary.find("seldom")], 1);
  EXPECT_NEAR(weights[vocabulary.find("middle")], 0.5, 0.001);
  EXPECT_FLOAT_EQ(weights[vocabulary.find("1984")], 0);
  EXPECT_FLOAT_EQ(weights[vocabulary.find("rest")], 0);
}

TEST(Formulations, AreFoundInACorpusOfTwoSentences) {
  const Formulations found = Texts({"We stand shoulder to shoulder for mutual trust.",
                                    "They want mutual trust, shoulder to shoulder."})
                                 .find();
  EXPECT_NE(row_of(found, "mutual trust"), nullptr);
  EXPECT_NE(row_of(found, "shoulder to shoulder"), nullptr);
}

TEST(Formulations, DoNotVanishWhenMoreDocumentsAreAskedFor) {
  std::vector<std::string> texts;
  for (int i = 0; i < 8; ++i) texts.push_back("They hung patient lanterns above silver harbours.");
  for (const char* alone : {"Dim patient lanterns burned.", "Where are patient lanterns now?",
                            "Ten patient lanterns fell."}) {
    texts.emplace_back(alone);
  }
  const Texts corpus(with_filler(texts));
  for (const std::uint32_t documents : {2U, 4U, 9U, 11U}) {
    const Formulations found =
        corpus.find({.repeats = {.min_tokens = 2, .min_documents = documents}, .limit = 0});
    EXPECT_NE(row_of(found, "patient lanterns"), nullptr) << documents;
  }
  EXPECT_EQ(row_of(corpus.find({.repeats = {.min_tokens = 2, .min_documents = 12}, .limit = 0}),
                   "patient lanterns"),
            nullptr);
}

TEST(Formulations, QuotedInAPassageAreNotSubsumedByIt) {
  std::string passage = "they hung patient lanterns";
  for (int i = 0; i < 20; ++i) passage += " unlike" + std::to_string(i) + "word";
  const Formulations found =
      Texts(with_filler({passage + ".", passage + "!", "no patient lanterns burned."})).find();
  const Formulation* row = row_of(found, "patient lanterns");
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->documents_alone, 3U);
}

TEST(Formulations, KeepAnExtensionByTwoContentWords) {
  // Two documents more use the core alone. One word more is dropped, two are not.
  const std::string core = "patient lanterns glow";
  std::vector<std::string> texts = {"Dim " + core + " now.", "Where " + core + " again."};
  for (const char* end : {".", "!"}) {
    texts.push_back("brave " + core + end);
    texts.push_back("amber harbours " + core + end);
    texts.push_back(core + " beyond silver" + end);
  }
  const Formulations found = Texts(with_filler(texts)).find();
  EXPECT_NE(row_of(found, core), nullptr);
  EXPECT_EQ(row_of(found, "brave " + core), nullptr);
  EXPECT_NE(row_of(found, "amber harbours " + core), nullptr);
  EXPECT_NE(row_of(found, core + " beyond silver"), nullptr);
}

TEST(Formulations, CountARepeatedWordHalfEachTime) {
  const Formulations found =
      Texts(with_filler({"drums, drums, bells, drums.", "drums, drums, bells, drums!"})).find();
  const Formulation* row = row_of(found, "drums drums bells drums");
  ASSERT_NE(row, nullptr);
  // The corpus is smaller than 2,048 tokens; drums stand in it six times, bells twice.
  const double drums = (std::log2(2048.0 / 6) - 5) / 5, bells = 1;
  const double weight = drums * (1 + 0.5 + 0.25) + bells;
  EXPECT_NEAR(row->score, std::log2(3.0) * weight / (1 + weight / 4), 1e-6);
}

}  // namespace
}  // namespace leitwort
