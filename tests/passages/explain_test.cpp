#include "passages/texts.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

using test::join;
using test::text_of;
using test::Texts;
using test::WordList;
using test::Writer;

std::string explained(const Texts& texts, const PassageOptions& options = {}, DocumentIndex a = 0,
                      DocumentIndex b = 1) {
  std::string text;
  for (const std::string& line : explain_passages(texts.input(), options, a, b)) {
    text += line + "\n";
  }
  return text;
}

void expect_line(const std::string& text, const std::string& part) {
  EXPECT_NE(text.find(part), std::string::npos) << "no \"" << part << "\" in\n" << text;
}

/// What find_passages finds for two documents, as the last line has it.
std::string expected_end(const Texts& texts, const PassageOptions& options, DocumentIndex a,
                         DocumentIndex b) {
  const Passages found = texts.find(options);
  const auto n =
      std::ranges::count_if(found.rows, [&](const Passage& p) { return p.a == a && p.b == b; });
  return "found: " + std::to_string(n) + (n == 1 ? " passage\n" : " passages\n");
}

TEST(ExplainPassages, TellsOfACopy) {
  Writer writer(1);
  const WordList copy = writer.fresh(20);
  const Texts texts(std::vector{join({writer.fresh(40), copy}), join({copy, writer.fresh(30)})});
  const std::string text = explained(texts);
  expect_line(text, "a: document 0, 60 tokens, 60 content words\n");
  expect_line(text, "b: document 1, 50 tokens, 50 content words\n");
  expect_line(text, "seeds: 54 pairs of words (");
  expect_line(text, "0 of them at more than 64 places");
  expect_line(text, "20 and 20 tokens, similarity 1.000: a passage: ");
  expect_line(text, copy[0] + " " + copy[1]);
  EXPECT_TRUE(text.ends_with("\nfound: 1 passage\n")) << text;
  EXPECT_EQ(explained(texts, {}, 1, 0), text);
}

TEST(ExplainPassages, NamesFrequentSeeds) {
  Writer writer(2);
  std::vector<WordList> documents;
  for (int d = 0; d < 6; ++d) {
    documents.push_back(join({writer.fresh(10), {"lantern", "harbour"}, writer.fresh(10)}));
  }
  documents[0] = join({documents[0], writer.fresh(10), {"harbour", "lantern"}});
  const Texts texts(documents);
  const std::string many = explained(texts, {.max_places = 6});
  expect_line(many, "seeds: 1 pair of words (");
  expect_line(many, "1 of them at more than 6 places");
  expect_line(many, "  \"lantern\" and \"harbour\": 7 places\n");
  const std::string few = explained(texts, {.max_places = 7});
  expect_line(few, "0 of them at more than 7 places");
  EXPECT_EQ(few.find("7 places\n"), std::string::npos);
}

TEST(ExplainPassages, SaysHowManyBitsACandidateLacks) {
  Writer writer(3);
  const WordList copy = writer.fresh(2);
  std::vector<WordList> documents = {join({writer.fresh(90), copy, writer.fresh(90)}),
                                     join({writer.fresh(50), copy, writer.fresh(70)})};
  for (int d = 0; d < 30; ++d) documents.push_back(writer.fresh(60));
  const Texts texts(documents);
  const std::string text = explained(texts);
  // 2104 words: 11.1 bits and 4 are needed; a seed at two places has one less.
  expect_line(text, "candidates: 1 chain of seeds; 0 with the 15.1 bits that are needed");
  expect_line(text, "  the best has 10.0 bits, 5.1 too few:\n");
  expect_line(text, "    a: " + copy[0] + " " + copy[1] + "\n    b: " + copy[0] + " " + copy[1]);
  EXPECT_TRUE(text.ends_with("\nfound: 0 passages\n")) << text;
}

TEST(ExplainPassages, CountsTheCostOfAnotherOrder) {
  Writer writer(3);
  const WordList copy = writer.fresh(2);
  std::vector<WordList> documents = {
      join({writer.fresh(90), copy, writer.fresh(90)}),
      join({writer.fresh(50), {copy[1], copy[0]}, writer.fresh(70)})};
  for (int d = 0; d < 30; ++d) documents.push_back(writer.fresh(60));
  // A step back costs more bits than let a single word dangle.
  expect_line(explained(Texts(documents)), "candidates: 0 chains of seeds");
}

TEST(ExplainPassages, SaysWhyAChainIsDropped) {
  Writer writer(4);
  const WordList copy = writer.fresh(20);
  WordList changed = copy;
  for (std::size_t i = 4; i < 16; i += 3) changed[i] = writer.fresh(1)[0];
  const Texts texts(std::vector{join({writer.fresh(40), copy, writer.fresh(40)}),
                                join({writer.fresh(40), changed, writer.fresh(40)})});
  expect_line(explained(texts, {.min_tokens = 21}),
              "dropped: 20 of the 21 tokens that are asked for (--min-tokens)\n");
  expect_line(explained(texts, {.min_similarity = 0.9}),
              "dropped: 0.100 below the similarity that is asked for, 0.9 (--min-similarity)\n");
  expect_line(explained(texts), "similarity 0.800: a passage: ");
}

TEST(ExplainPassages, SaysWhatIsNotCompared) {
  Writer writer(5);
  const WordList copy = writer.fresh(30);
  const Texts texts(std::vector{copy, copy});
  PassageOptions options;
  options.pairs.series = {1, 1};
  expect_line(explained(texts, options), "found: 1 passage\n");
  options.pairs.skip_series = true;
  expect_line(explained(texts, options), "the two are not compared: ");
  options = {};
  options.pairs.window_years = 1;
  expect_line(explained(texts, options), "the two are not compared: ");
}

TEST(ExplainPassages, ShortensLongStretches) {
  Writer writer(6);
  const WordList copy = writer.fresh(60);
  const Texts texts(std::vector{copy, copy});
  const std::string text = explained(texts);
  expect_line(text, copy[11] + " … " + copy[48]);
  EXPECT_EQ(text.find(copy[12]), std::string::npos);
}

TEST(ExplainPassages, FindsWhatFindPassagesFinds) {
  std::size_t passages = 0, none = 0, chance = 0, weak = 0;
  for (std::uint64_t seed = 10; seed < 210; ++seed) {
    Writer writer(seed);
    std::vector<WordList> documents;
    for (int d = 0; d < 3; ++d) documents.push_back(writer.prose(150));
    // Short pieces in common, some next to each other.
    for (int piece = 0; piece < 24; ++piece) {
      const WordList words = writer.prose(2 + test::below(writer.random(), 9));
      const std::uint64_t place = test::below(writer.random(), 140);
      for (WordList& document : documents) {
        if (test::below(writer.random(), 3) == 0) continue;
        const auto at = static_cast<std::ptrdiff_t>(place + test::below(writer.random(), 10));
        document.insert(document.begin() + at, words.begin(), words.end());
      }
    }
    const Texts texts(documents);
    for (const bool within : {false, true}) {
      PassageOptions options;
      options.min_tokens = 4;
      options.pairs.within = within;
      for (DocumentIndex a = 0; a < 3; ++a) {
        for (DocumentIndex b = within ? a : a + 1; b < (within ? a + 1 : 3); ++b) {
          const std::string end = expected_end(texts, options, a, b);
          const std::string text = explained(texts, options, a, b);
          EXPECT_TRUE(text.ends_with(end)) << seed << ": " << end << text;
          (end == "found: 0 passages\n" ? none : passages) += 1;
          if (text.find("needs, or chance could have made it\n") != std::string::npos) ++chance;
          if (text.find(": dropped: ") < text.find(" bits too few\n")) ++weak;
        }
      }
    }
  }
  EXPECT_GT(passages, 50U);
  EXPECT_GT(none, 20U);
  EXPECT_GE(std::min(chance, weak), 3U) << "both reasons were met";
}

// --- of some words ------------------------------------------------------------------------------

std::string explained_at(const Texts& texts, const std::string& at, std::size_t most = 20,
                         const PassageOptions& options = {}) {
  std::string text;
  for (const std::string& line : explain_passages(texts.input(), options, 0, 1, {at, most})) {
    text += line + "\n";
  }
  return text;
}

TEST(ExplainPassages, TellsWhatHoldsAStretch) {
  Writer writer(21);
  const WordList copy = writer.fresh(20), last = writer.fresh(1);
  const Texts texts(
      std::vector{join({writer.fresh(40), copy, last}), join({copy, writer.fresh(30)})});
  const std::string text = explained_at(texts, copy[3] + " " + copy[4]);
  expect_line(text, "at: 2 tokens: 1 place in a, 1 in b\n");
  expect_line(text, "\na, bytes ");
  expect_line(text, "\nb, bytes ");
  expect_line(text, "  in a passage (");
  expect_line(text, "20 and 20 tokens, similarity 1.000): \"" + copy[0]);
  expect_line(explained_at(texts, copy[19] + " " + last[0]), ", which has 1 of its 2 tokens: ");
  expect_line(explained_at(texts, last[0]), "in no passage: the other document does not have");
  expect_line(explained_at(texts, "unheard"), "at: 1 token: 0 places in a, 0 in b\n");
}

TEST(ExplainPassages, TellsWhatAStretchLacks) {
  Writer writer(22);
  const WordList pair = writer.fresh(1), few = writer.fresh(8);
  std::vector<WordList> lists = {
      join({writer.fresh(60), pair, writer.fresh(60), few, writer.fresh(60)}),
      join({writer.fresh(60), few, writer.fresh(60), pair, writer.fresh(60)})};
  const Texts texts(lists);
  expect_line(explained_at(texts, pair[0]), "bits too few of the ");
  expect_line(explained_at(texts, text_of(few)),
              "dropped: 8 of the 10 tokens that are asked for (--min-tokens)");
  for (const char* never : {"-0.", "0.0 bits too few", " 0.0 bits below"}) {
    EXPECT_EQ(explained(texts).find(never), std::string::npos) << never;
  }
}

TEST(ExplainPassages, TellsOfFormulasAndOfAsManyPlacesAsAsked) {
  Writer writer(23);
  const WordList copy = writer.fresh(12);
  std::vector<WordList> lists(9);
  for (WordList& list : lists) {
    for (int i = 0; i < 3; ++i) list = join({list, writer.fresh(25), copy});
  }
  const Texts texts(lists);
  const std::string text = explained_at(texts, text_of(copy), 20, {.max_places = 6});
  expect_line(text, "at: 12 tokens: 3 places in a, 3 in b\n");
  expect_line(text, "  in a formula of ");
  expect_line(text, " places: \"" + copy[0]);
  const std::string two = explained_at(texts, text_of(copy), 2, {.max_places = 6});
  expect_line(two, "… 4 places more (--limit)\n");
}

}  // namespace
}  // namespace leitwort
