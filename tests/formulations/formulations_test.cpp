#include "formulations/stages.hpp"
#include "formulations/texts.hpp"
#include <leitwort/formulations.hpp>

#include <cmath>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

using test::row_of;
using test::row_with;
using test::Texts;
using test::with_filler;
using test::wording_of;

TEST(Formulations, OfNothing) {
  for (const std::vector<std::string>& texts : std::vector<std::vector<std::string>>{
           {}, {""}, {"word"}, {"word", "", "word"}, {"...", "!", "\n\n"}}) {
    const Formulations found = Texts(texts).find();
    EXPECT_TRUE(found.rows.empty());
    EXPECT_TRUE(found.places.empty());
    EXPECT_EQ(found.counts.repeats, 0U);
  }
}

TEST(Formulations, AreFoundInACorpusOfTwoSentences) {
  const Formulations found = Texts({"We stand shoulder by shoulder for mutual trust.",
                                    "They want mutual trust, shoulder by shoulder."})
                                 .find();
  EXPECT_NE(row_of(found, "mutual trust"), nullptr);
  EXPECT_NE(row_of(found, "shoulder by shoulder"), nullptr);
}

TEST(Formulations, AWordThatChangesIsASlotOfOneRow) {
  const std::string before = "They praised the patient lantern of silver harbours.";
  const std::string after = "They praised the eternal lantern of silver harbours.";
  const Formulations found = Texts(with_filler({before, before, before, after, after})).find();
  const Formulation* row = row_with(found, "they praised the patient lantern of silver harbours");
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row, row_with(found, "they praised the eternal lantern of silver harbours"));
  EXPECT_EQ(row->text, "they praised the patient lantern of silver harbours");
  EXPECT_EQ(row->slots, "they praised the {patient|eternal} lantern of silver harbours");
  EXPECT_EQ(row->documents, 5U);
  EXPECT_EQ(row->occurrences, 5U);
  ASSERT_EQ(row->wordings.size(), 2U);
  EXPECT_EQ(row->wordings[0].slot_values, std::vector<std::string>{"patient"});
  EXPECT_EQ(row->wordings[1].slot_values, std::vector<std::string>{"eternal"});
  EXPECT_EQ(row->wordings[1].documents, 2U);
}

/// Of a head whose wider form has no place that a better one has no part of, the narrower is a row.
TEST(Formulations, AHeadIsAsWideAsLeavesItPlacesOfItsOwn) {
  const Texts texts(with_filler({"Patient lanterns silver old harbours gates towers bells.",
                                 "Patient lanterns silver new harbours gates towers bells.",
                                 "Patient lanterns silver bridges."}));
  const Formulations found = texts.find({.min_documents = 2, .limit = 0});
  const Formulation* better = row_of(found, "harbours gates towers bells");
  ASSERT_NE(better, nullptr);
  EXPECT_EQ(better->documents, 2U);
  const Formulation* row = row_of(found, "patient lanterns silver");
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->documents, 3U);
  for (const Formulation& each : found.rows) EXPECT_GT(each.score, 0) << each.text;
}

/// What a head goes on with beyond a word that changes may leave out documents that it needs.
TEST(Formulations, ARowHasAsManyDocumentsAsAreAskedFor) {
  const Texts texts(with_filler({"Patient lanterns silver old harbours gates.",
                                 "Patient lanterns silver new harbours gates.",
                                 "Patient lanterns silver bridges."}));
  const Formulations of_two = texts.find({.min_documents = 2, .limit = 0});
  EXPECT_NE(row_with(of_two, "patient lanterns silver old harbours gates"), nullptr);
  const Formulations of_three = texts.find({.min_documents = 3, .limit = 0});
  const Formulation* row = row_of(of_three, "patient lanterns silver");
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->documents, 3U);
}

TEST(Formulations, EveryRowHasAsManyDocumentsAsAreAskedFor) {
  std::mt19937 random(4);
  std::size_t rows = 0;
  for (int round = 0; round < 6; ++round) {
    std::vector<std::string> sentences(8);
    for (std::string& sentence : sentences) {
      for (std::size_t w = 0; w < 4 + random() % 6; ++w) {
        sentence += "word" + std::to_string(random() % 40) + "y ";
      }
    }
    std::vector<std::string> documents(9);
    for (std::string& text : documents) {
      for (int s = 0; s < 10; ++s) {
        std::string sentence = sentences[random() % sentences.size()];
        if (random() % 2 == 0)
          sentence.insert(sentence.find(' '), " word" + std::to_string(random() % 60) + "y");
        text += sentence.substr(0, sentence.size() - random() % 12) + ". ";
      }
    }
    const Texts texts(with_filler(documents));
    for (const std::uint32_t least : {2U, 3U, 4U, 6U}) {
      for (const Formulation& row : texts.find({.min_documents = least, .limit = 0}).rows) {
        ASSERT_GE(row.documents, least) << row.text;
        ++rows;
      }
    }
  }
  EXPECT_GT(rows, 100U);
}

TEST(Formulations, InflectedFormsAreWordingsOfOneRow) {
  const Formulations found =
      Texts(
          with_filler({"a burning lantern above harbours.", "a burning lantern above harbours!",
                       "burning lanterns above the harbour.", "a burned lantern above harbours."}))
          .find();
  const Formulation* row = row_with(found, "a burning lantern above harbours");
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->documents, 4U);
  EXPECT_NE(wording_of(*row, "burning lanterns above the harbour"), nullptr);
  EXPECT_NE(wording_of(*row, "a burned lantern above harbours"), nullptr);
}

TEST(Formulations, FunctionWordsBeforeBelongToThemWhereTheyUsuallyStand) {
  const Formulations found =
      Texts(with_filler({"It stands on the amber side of mountains.",
                         "Stay on the amber side of mountains!",
                         "None on the amber side of mountains", "Their amber side of mountains."}))
          .find();
  const Formulation* row = row_of(found, "on the amber side of mountains");
  ASSERT_NE(row, nullptr);
  EXPECT_NE(wording_of(*row, "amber side of mountains"), nullptr);
  EXPECT_EQ(row->occurrences, 4U);
}

TEST(Formulations, AWordThatJoinsThemToWhatPrecedesDoesNotBeginThem) {
  const Formulations found = Texts(with_filler({"Makers of amber lanterns above mountains.",
                                                "Friends of amber lanterns above mountains!",
                                                "None of amber lanterns above mountains?"}))
                                 .find();
  EXPECT_NE(row_of(found, "amber lanterns above mountains"), nullptr);
}

TEST(Formulations, FunctionWordsThatEndASentenceWithThemBelongToThem) {
  const Formulations found = Texts(with_filler({"amber lanterns glow against the other.",
                                                "amber lanterns glow against the other!",
                                                "amber lanterns glow against the other, friend.",
                                                "amber lanterns glow above towers."}))
                                 .find();
  const Formulation* row = row_of(found, "amber lanterns glow against the other");
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->occurrences, 4U);
  EXPECT_EQ(row->wordings[0].occurrences, 3U);
  EXPECT_NE(wording_of(*row, "amber lanterns glow"), nullptr);
}

TEST(Formulations, NoPlaceGrowsOverAnother) {
  const std::string twice = "of the amber lantern of the amber lantern of the amber lantern";
  const Texts texts(with_filler({twice, twice, twice}));
  const Formulations found = texts.find();
  for (const Formulation& row : found.rows) {
    const auto places = found.places_of(row);
    for (std::size_t i = 1; i < places.size(); ++i) {
      EXPECT_LE(places[i - 1].end, places[i].begin) << row.text;
    }
  }
}

TEST(Formulations, NestedOnesStandAloneOnlyWhereTheyAreUsedAlone) {
  const std::string longer = "quietly choosing patient lanterns above silver harbours nightly.";
  const std::string nested = "They saw patient lanterns again.";
  const Formulations one = Texts(with_filler({longer, longer, longer, longer, nested})).find();
  EXPECT_EQ(row_of(one, "patient lanterns"), nullptr);

  const Formulations many =
      Texts(with_filler({longer, longer, nested, "No patient lanterns burned.",
                         "Where patient lanterns went.", "Ten patient lanterns fell."}))
          .find();
  const Formulation* row = row_of(many, "patient lanterns");
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->documents, 6U);
  EXPECT_EQ(row->occurrences, 6U);
  EXPECT_GE(row->documents_alone, 4U);
}

TEST(Formulations, NamesAndPassagesAreLabelled) {
  std::string passage = "and then";
  for (int i = 0; i < 30; ++i) {
    passage += " unlike";
    passage += std::to_string(i) + "word";
  }
  const Formulations found = Texts(with_filler({"we met Corvin Aldhal there. " + passage + ".",
                                                "after Corvin Aldhal spoke. " + passage + "."}))
                                 .find();
  ASSERT_NE(row_of(found, "corvin aldhal"), nullptr);
  EXPECT_EQ(row_of(found, "corvin aldhal")->kind, FormulationKind::name);
  EXPECT_EQ(std::ranges::count(found.rows, FormulationKind::passage, &Formulation::kind), 1);
}

TEST(Formulations, QuotedFromAPassageAndUsedElsewhereAreFound) {
  std::string passage = "hung patient lanterns";
  for (int i = 0; i < 20; ++i) {
    passage += " unlike";
    passage += std::to_string(i) + "word";
  }
  const Formulations found =
      Texts(with_filler({passage + ".", passage + "!", "no patient lanterns burned.",
                         "ten patient lanterns fell."}))
          .find();
  const Formulation* row = row_of(found, "patient lanterns");
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->documents, 4U);
}

TEST(Formulations, LinesThatOpenTextsAreBoilerplate) {
  std::mt19937 random(2);
  std::vector<std::string> texts;
  for (int i = 0; i < 5; ++i) {
    texts.push_back("Distinguished lanterns of amber harbours! " + test::filler(random, 30));
    texts.back() += "Stay among copper mountains. " + test::filler(random, 30);
  }
  const Formulations found = Texts(texts).find();
  const Formulation* opening = row_of(found, "distinguished lanterns of amber harbours");
  ASSERT_NE(opening, nullptr);
  EXPECT_EQ(opening->kind, FormulationKind::boilerplate);
  const Formulation* inside = row_with(found, "stay among copper mountains");
  ASSERT_NE(inside, nullptr);
  EXPECT_EQ(inside->kind, FormulationKind::phrase);
  EXPECT_GT(inside->score, opening->score);
}

TEST(Formulations, WhatIsAsideIsBoilerplate) {
  const Texts texts(with_filler({"copper mountains glow.", "copper mountains glow!"}));
  std::vector<std::uint8_t> aside(texts.tokens.size(), 1);
  const Skeleton skeleton = texts.skeleton();
  const Formulations found =
      find_formulations({texts.tokens, texts.vocabulary, skeleton, {}, aside}, {.limit = 0});
  ASSERT_NE(row_of(found, "copper mountains glow"), nullptr);
  EXPECT_EQ(row_of(found, "copper mountains glow")->kind, FormulationKind::boilerplate);
}

TEST(Formulations, OneAuthorCountsLessThanSeveral) {
  std::vector<std::string> parts;
  for (int i = 0; i < 4; ++i) parts.emplace_back("Amber lanterns glow. Copper rivers sleep.");
  for (int i = 0; i < 4; ++i) parts[static_cast<std::size_t>(i)] += i < 2 ? "" : " Again.";
  Texts texts(with_filler(parts));
  const double different = row_of(texts.find(), "amber lanterns glow")->score;
  texts.series = {0, 0, 0, 0};
  const Formulations found = texts.find();
  const Formulation* row = row_of(found, "amber lanterns glow");
  ASSERT_NE(row, nullptr);
  EXPECT_LT(row->score, different);
  EXPECT_EQ(row->documents, 4U);
  EXPECT_EQ(row->series, 1U);
  EXPECT_EQ(row->repeated, 3U);
}

TEST(Formulations, AreRankedBestFirstAndTheLimitCutsAndCounts) {
  const std::vector<std::string> parts(
      3, "Alpha beacons shine. Gentle rivers rest. Amber towers fall. Copper bells toll slowly.");
  const Texts texts(with_filler(parts));
  const Formulations all = texts.find();
  ASSERT_GE(all.rows.size(), 4U);
  EXPECT_TRUE(std::ranges::is_sorted(all.rows, std::greater<>{}, &Formulation::score));
  const Formulations one = texts.find({.limit = 1});
  ASSERT_EQ(one.rows.size(), 1U);
  EXPECT_EQ(one.rows[0].text, all.rows[0].text);
  EXPECT_EQ(one.counts.beyond_limit, all.rows.size() - 1);
}

TEST(Formulations, EveryRepeatIsARowOrCounted) {
  std::mt19937 random(6);
  std::vector<std::string> parts;
  const std::vector<std::string> words = {"amber",  "lantern", "copper", "river",
                                          "silver", "harbour", "tower",  "bell"};
  for (int d = 0; d < 6; ++d) {
    std::string& part = parts.emplace_back();
    for (int i = 0; i < 60; ++i) {
      part += words[random() % words.size()];
      part += random() % 5 == 0 ? ". " : " ";
    }
  }
  for (const std::size_t limit : {std::size_t{0}, std::size_t{1}, std::size_t{5}}) {
    const Formulations found = Texts(with_filler(parts)).find({.limit = limit});
    const FormulationCounts& c = found.counts;
    EXPECT_EQ(c.repeats,
              c.without_content + c.in_passages + c.subsumed + c.beyond_limit + found.rows.size());
  }
}

TEST(Formulations, DoNotVanishWhenMoreDocumentsAreAskedFor) {
  std::vector<std::string> parts(8, "They hung patient lanterns above silver harbours.");
  for (const char* alone :
       {"Dim patient lanterns burned.", "Where are patient lanterns now?",
        "Ten patient lanterns fell.", "Why patient lanterns?", "Six patient lanterns, friend."}) {
    parts.emplace_back(alone);
  }
  const Texts corpus(with_filler(parts));
  for (const std::uint32_t documents : {2U, 4U, 9U, 13U}) {
    const Formulations found = corpus.find({.min_documents = documents, .limit = 0});
    EXPECT_NE(row_with(found, "patient lanterns"), nullptr) << documents;
  }
  EXPECT_TRUE(corpus.find({.min_documents = 14, .limit = 0}).rows.empty());
}

TEST(Formulations, OfFewerTokensThanAskedForAreNotListed) {
  const Texts texts(
      with_filler({"Amber lanterns glow. Copper rivers.", "Amber lanterns glow! Copper rivers!"}));
  const Formulations found = texts.find({.min_tokens = 3, .limit = 0});
  EXPECT_NE(row_of(found, "amber lanterns glow"), nullptr);
  EXPECT_EQ(row_of(found, "copper rivers"), nullptr);
  EXPECT_GT(found.counts.without_content, 0U);
}

TEST(Formulations, OfOneDocumentAreFoundWhereThatIsEnough) {
  const Texts texts(with_filler({"amber lanterns glow. And amber lanterns glow again."}));
  EXPECT_TRUE(texts.find().rows.empty());
  const Formulations found = texts.find({.min_documents = 1, .limit = 0});
  const Formulation* row = row_of(found, "amber lanterns glow");
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->documents, 1U);
  EXPECT_EQ(row->occurrences, 2U);
}

TEST(Formulations, ExplainThemselves) {
  Formulation row{.text = "amber lanterns glow"};
  row.length = 3;
  row.content_words = 3;
  row.documents = 1;
  row.occurrences = 4;
  row.occurrences_alone = 4;
  row.wordings.resize(1);
  EXPECT_EQ(explain(row), "1 document, 4 places; 3 content words in 3 tokens");
  row.occurrences_alone = 3;
  row.wordings.resize(2);
  row.repeated = 2;
  row.absorbed = 1;
  row.kind = FormulationKind::boilerplate;
  EXPECT_EQ(
      explain(row),
      "1 document, 4 places; 3 content words in 3 tokens; 2 wordings; 2 of the documents "
      "by a voice that uses it in another; 1 of the places inside better formulations; holds 1 "
      "other repeat without enough places of its own; stands where texts open or in suspected "
      "boilerplate: ranked lower");
}

TEST(Salience, CountsARepeatedWordHalfEachTime) {
  formulations::WordStatistics statistics;
  statistics.weight = {0, 1, 0.5F};
  const std::vector<std::int32_t> words = {1, 1, 2, 1};
  EXPECT_DOUBLE_EQ(formulations::weight_of(words, statistics), 1 + 0.5 + 0.5 + 0.25);
}

TEST(Salience, NeverGrowsWithLessEvidence) {
  const SalienceOptions options;
  const formulations::Evidence full{
      .spread = 5, .weight = 3, .cohesion = 0.4, .dispersion = 1, .function_words = 0.5};
  const double most = score(full, options);
  EXPECT_GT(most, 0);
  const auto expect_less = [&](auto change) {
    formulations::Evidence less = full;
    change(less);
    EXPECT_LT(score(less, options), most);
  };
  expect_less([](auto& e) { e.spread = 4; });
  expect_less([](auto& e) { e.weight = 2; });
  expect_less([](auto& e) { e.cohesion = 0.3; });
  expect_less([](auto& e) { e.dispersion = 0.5; });
  expect_less([](auto& e) { e.function_words = 0; });
  expect_less([](auto& e) { e.fixity = 0.5; });
  expect_less([](auto& e) { e.capitalised = 1; });
  expect_less([](auto& e) { e.kind = FormulationKind::passage; });
  expect_less([](auto& e) { e.kind = FormulationKind::boilerplate; });
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

}  // namespace
}  // namespace leitwort
