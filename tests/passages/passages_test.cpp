#include "passages/texts.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include <gtest/gtest.h>
#include <omp.h>

namespace leitwort {
namespace {

using test::join;
using test::made_up;
using test::Texts;
using test::WordList;
using test::Writer;
using Kind = AlignmentRun::Kind;

/// Where a passage lies, in tokens of its documents.
struct Where {
  DocumentIndex a = 0;
  TokenIndex begin_a = 0, end_a = 0;
  DocumentIndex b = 0;
  TokenIndex begin_b = 0, end_b = 0;
  auto operator<=>(const Where&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Where& w) {
  return out << w.a << " [" << w.begin_a << ", " << w.end_a << ") and " << w.b << " [" << w.begin_b
             << ", " << w.end_b << ")";
}

Where where(const Texts& texts, const Passage& p) {
  const TokenIndex a = texts.tokens.document_begin[p.a], b = texts.tokens.document_begin[p.b];
  return {p.a, p.begin_a - a, p.end_a - a, p.b, p.begin_b - b, p.end_b - b};
}

std::vector<Where> where(const Texts& texts, const Passages& passages) {
  std::vector<Where> all;
  for (const Passage& p : passages.rows) all.push_back(where(texts, p));
  return all;
}

/// What holds of all passages.
void expect_sound(const Texts& texts, const PassageOptions& options, const Passages& found) {
  const std::vector<TokenIndex>& begin = texts.tokens.document_begin;
  std::uint64_t runs = 0;
  for (std::size_t i = 0; i < found.rows.size(); ++i) {
    const Passage& p = found.rows[i];
    SCOPED_TRACE(testing::Message() << where(texts, p));
    if (i > 0) {
      const Passage& q = found.rows[i - 1];
      EXPECT_LT(std::tie(q.a, q.b, q.begin_a, q.begin_b), std::tie(p.a, p.b, p.begin_a, p.begin_b));
    }
    EXPECT_LE(p.a, p.b);
    if (p.a == p.b) {
      EXPECT_LT(p.begin_a, p.begin_b);
      EXPECT_LE(p.end_a, p.begin_b) << "overlaps itself";
    }
    ASSERT_LT(p.begin_a, p.end_a);
    ASSERT_LT(p.begin_b, p.end_b);
    ASSERT_GE(p.begin_a, begin[p.a]);
    ASSERT_LE(p.end_a, begin[p.a + 1]);
    ASSERT_GE(p.begin_b, begin[p.b]);
    ASSERT_LE(p.end_b, begin[p.b + 1]);
    ASSERT_LT(p.runs_begin, p.runs_end);
    ASSERT_LE(p.runs_end, found.runs.size());
    runs += p.runs_end - p.runs_begin;
    TokenIndex a = p.begin_a, b = p.begin_b;
    std::uint32_t equal = 0;
    const auto list = found.runs_of(p);
    for (std::size_t r = 0; r < list.size(); ++r) {
      const AlignmentRun& run = list[r];
      EXPECT_GT(run.length, 0U);
      EXPECT_TRUE(r == 0 || list[r - 1].kind != run.kind) << "neighbours are of different kinds";
      if (run.kind == Kind::equal || run.kind == Kind::different) {
        ASSERT_LE(a + run.length, p.end_a);
        ASSERT_LE(b + run.length, p.end_b);
        for (std::uint32_t t = 0; t < run.length; ++t) {
          EXPECT_EQ(texts.tokens.ids[a + t] == texts.tokens.ids[b + t], run.kind == Kind::equal);
        }
      }
      if (run.kind == Kind::equal) equal += run.length;
      if (run.kind != Kind::only_b) a += run.length;
      if (run.kind != Kind::only_a) b += run.length;
    }
    EXPECT_EQ(a, p.end_a);
    EXPECT_EQ(b, p.end_b);
    EXPECT_GE(p.equal, equal);
    EXPECT_LE(p.equal, equal + p.moved);
    EXPECT_LE(p.moved, p.matched());
    EXPECT_LE(p.matched(), std::min(p.end_a - p.begin_a, p.end_b - p.begin_b));
    EXPECT_DOUBLE_EQ(p.similarity,
                     (2.0 * p.equal + p.near) / (p.end_a - p.begin_a + p.end_b - p.begin_b));
    EXPECT_GE(p.similarity, options.min_similarity);
    EXPECT_GE(std::min(p.end_a - p.begin_a, p.end_b - p.begin_b), options.min_tokens);
    EXPECT_GE(p.score, found.counts.least_score);
    ASSERT_LT(p.cluster, found.clusters.size());
  }
  EXPECT_EQ(runs, found.runs.size()) << "none is left of what was dropped";
}

Passages find(const Texts& texts, const PassageOptions& options = {}) {
  Passages found = texts.find(options);
  expect_sound(texts, options, found);
  return found;
}

void expect_equal(const Passages& x, const Passages& y) {
  const auto row = [](const Passage& p) {
    return std::tuple(p.a, p.b, p.begin_a, p.end_a, p.begin_b, p.end_b, p.equal, p.near, p.moved,
                      p.similarity, p.score, p.runs_begin, p.runs_end, p.cluster, p.label);
  };
  ASSERT_EQ(x.rows.size(), y.rows.size());
  for (std::size_t i = 0; i < x.rows.size(); ++i) EXPECT_EQ(row(x.rows[i]), row(y.rows[i]));
  EXPECT_EQ(x.runs, y.runs);
  ASSERT_EQ(x.versions.size(), y.versions.size());
  for (std::size_t i = 0; i < x.versions.size(); ++i) {
    EXPECT_EQ(x.versions[i].document, y.versions[i].document);
    EXPECT_EQ(x.versions[i].begin, y.versions[i].begin);
    EXPECT_EQ(x.versions[i].end, y.versions[i].end);
    EXPECT_EQ(x.versions[i].order, y.versions[i].order);
  }
  ASSERT_EQ(x.clusters.size(), y.clusters.size());
  for (std::size_t i = 0; i < x.clusters.size(); ++i) {
    EXPECT_EQ(x.clusters[i].begin, y.clusters[i].begin);
    EXPECT_EQ(x.clusters[i].centre, y.clusters[i].centre);
  }
  const auto counts = [](const PassageCounts& c) {
    return std::tuple(c.words, c.seeds, c.shared_seeds, c.frequent_seeds, c.frequent_kinds,
                      c.long_seeds, c.thinned_words, c.pairs, c.skipped_pairs, c.undated, c.anchors,
                      c.chains, c.repeated, c.too_short, c.too_weak, c.too_different,
                      c.least_score);
  };
  EXPECT_EQ(counts(x.counts), counts(y.counts));
}

/// Two documents that share words, `at` words into each.
struct Planted {
  WordList a, b;
};
Planted plant(Writer& writer, const WordList& in_a, const WordList& in_b) {
  return {join({writer.fresh(100), in_a, writer.fresh(80)}),
          join({writer.fresh(50), in_b, writer.fresh(120)})};
}

// --- what is found ------------------------------------------------------------------------------

TEST(Passages, OfACopyAreFoundToTheToken) {
  Writer writer(1);
  for (const std::size_t size : {12U, 20U, 100U, 700U}) {
    const WordList copy = writer.fresh(size);
    const auto [a, b] = plant(writer, copy, copy);
    const Texts texts(std::vector{a, b});
    const Passages found = find(texts);
    const auto n = static_cast<TokenIndex>(size);
    ASSERT_EQ(where(texts, found), (std::vector<Where>{{0, 100, 100 + n, 1, 50, 50 + n}}));
    const Passage& p = found.rows[0];
    EXPECT_EQ(p.equal, n);
    EXPECT_EQ(p.near, 0U);
    EXPECT_EQ(p.moved, 0U);
    EXPECT_EQ(p.similarity, 1);
    EXPECT_EQ(p.label, PassageLabel::none);
    ASSERT_EQ(found.runs_of(p).size(), 1U);
    EXPECT_EQ(found.runs_of(p)[0], (AlignmentRun{Kind::equal, n}));
    ASSERT_EQ(found.clusters.size(), 1U);
    EXPECT_EQ(found.versions_of(found.clusters[0]).size(), 2U);
  }
}

TEST(Passages, OfACopyWithFunctionWordsAreFoundToTheToken) {
  Writer writer(2);
  // Between content words, so that the ends are certain.
  const WordList copy = join({writer.fresh(2), writer.prose(60), writer.fresh(2)});
  const auto [a, b] = plant(writer, copy, copy);
  const Texts texts(std::vector{a, b});
  const Passages found = find(texts);
  EXPECT_EQ(where(texts, found), (std::vector<Where>{{0, 100, 164, 1, 50, 114}}));
}

TEST(Passages, AtTheEndsOfDocumentsAreFoundToTheToken) {
  Writer writer(3);
  const WordList copy = writer.fresh(30);
  const Texts texts(std::vector{join({copy, writer.fresh(40)}), join({writer.fresh(40), copy}),
                                writer.fresh(50)});
  EXPECT_EQ(where(texts, find(texts)), (std::vector<Where>{{0, 0, 30, 1, 40, 70}}));
  const Texts back(std::vector{join({writer.fresh(40), copy}), join({copy, writer.fresh(40)})});
  EXPECT_EQ(where(back, find(back)), (std::vector<Where>{{0, 40, 70, 1, 0, 30}}));
}

TEST(Passages, OfACopyWithWordsDroppedInsertedAndReplaced) {
  Writer writer(4);
  for (int round = 0; round < 40; ++round) {
    const WordList copy = writer.fresh(60);
    WordList changed;
    std::uint32_t kept = 0;
    for (std::size_t i = 0; i < copy.size(); ++i) {
      const bool inner = i >= 5 && i + 5 < copy.size();
      const std::uint64_t change = inner ? test::below(writer.random(), 12) : 9;
      if (change == 0) changed.push_back(writer.fresh(1)[0]);
      if (change == 1) changed = join({changed, writer.fresh(1)});
      if (change >= 2) ++kept;
      if (change == 2) changed = join({changed, writer.fresh(1)});
      if (change >= 2) changed.push_back(copy[i]);
    }
    const auto [a, b] = plant(writer, copy, changed);
    const Texts texts(std::vector{a, b});
    const Passages found = find(texts);
    ASSERT_EQ(
        where(texts, found),
        (std::vector<Where>{{0, 100, 160, 1, 50, 50 + static_cast<TokenIndex>(changed.size())}}));
    EXPECT_EQ(found.rows[0].equal, kept);
    EXPECT_EQ(found.rows[0].moved, 0U);
  }
}

TEST(Passages, TellDroppedInsertedAndReplacedWordsApart) {
  Writer writer(5);
  const WordList x = writer.fresh(12), y = writer.fresh(12), z = writer.fresh(12),
                 w = writer.fresh(12);
  // A word replaced by another of its kind, two dropped, three inserted.
  const WordList a = join({writer.fresh(40), x, {"bridge"}, y, writer.fresh(2), z, w});
  const WordList b = join({writer.fresh(40), x, {"violin"}, y, z, writer.fresh(3), w});
  const Texts texts(std::vector{a, b});
  const Passages found = find(texts);
  ASSERT_EQ(found.rows.size(), 1U);
  const auto runs = found.runs_of(found.rows[0]);
  EXPECT_EQ(std::vector(runs.begin(), runs.end()), (std::vector<AlignmentRun>{{Kind::equal, 12},
                                                                              {Kind::different, 1},
                                                                              {Kind::equal, 12},
                                                                              {Kind::only_a, 2},
                                                                              {Kind::equal, 12},
                                                                              {Kind::only_b, 3},
                                                                              {Kind::equal, 12}}));
  EXPECT_EQ(found.rows[0].equal, 48U);
  EXPECT_EQ(found.rows[0].near, 0U);
}

TEST(Passages, OfShuffledSentencesAreOne) {
  Writer writer(6);
  std::vector<WordList> sentences;
  for (int i = 0; i < 5; ++i) sentences.push_back(writer.fresh(12));
  const WordList original =
      join({sentences[0], sentences[1], sentences[2], sentences[3], sentences[4]});
  const WordList shuffled =
      join({sentences[2], sentences[0], sentences[4], sentences[1], sentences[3]});
  const auto [a, b] = plant(writer, original, shuffled);
  const Texts texts(std::vector{a, b});
  const Passages found = find(texts);
  ASSERT_EQ(where(texts, found), (std::vector<Where>{{0, 100, 160, 1, 50, 110}}));
  EXPECT_EQ(found.rows[0].equal, 60U);
  EXPECT_EQ(found.rows[0].similarity, 1);
  // Three sentences at most are in the same order.
  EXPECT_EQ(found.rows[0].moved, 24U);
}

TEST(Passages, HaveInflectedAndRespelledWordsThatAreNear) {
  Writer writer(7);
  const WordList in_a = {"lantern",  "harbour", "mountain", "rivers",  "bridge", "garden",
                         "colour",   "winter",  "thunder",  "copper",  "silver", "marble",
                         "organise", "forest",  "meadow",   "islands", "candle", "mirror"};
  WordList in_b = in_a;
  in_b[3] = "river";
  in_b[6] = "color";
  in_b[12] = "organize";
  in_b[15] = "island";
  in_b[9] = "tin";
  const auto [a, b] = plant(writer, in_a, in_b);
  const Texts texts(std::vector{a, b});
  const Passages found = find(texts);
  ASSERT_EQ(where(texts, found), (std::vector<Where>{{0, 100, 118, 1, 50, 68}}));
  EXPECT_EQ(found.rows[0].equal, 13U);
  EXPECT_EQ(found.rows[0].near, 4U);
  EXPECT_EQ(found.rows[0].moved, 0U);
  EXPECT_DOUBLE_EQ(found.rows[0].similarity, (2.0 * 13 + 4) / 36);
}

TEST(Passages, HaveMisspelledWordsThatAreNear) {
  Writer writer(41);
  const WordList x = writer.fresh(12), y = writer.fresh(12);
  // Alone, and with a word before or after it that only one has.
  for (const WordList& other : {WordList{"thundreous"}, WordList{"thundreous", "violin"},
                                WordList{"violin", "thundreous"}}) {
    for (const bool swapped : {false, true}) {
      auto [a, b] = plant(writer, join({x, {"thunderous"}, y}), join({x, other, y}));
      if (swapped) std::swap(a, b);
      const Texts texts(std::vector{a, b});
      const Passages found = find(texts);
      ASSERT_EQ(found.rows.size(), 1U);
      EXPECT_EQ(found.rows[0].equal, 24U);
      EXPECT_EQ(found.rows[0].near, 1U);
    }
  }
}

TEST(Passages, OfShuffledSentencesHaveTheirFunctionWordsToo) {
  Writer writer(42);
  const std::vector<std::string> first = {"the", "of", "and", "to", "in"};
  std::vector<WordList> sentences;
  for (const std::string& word : first) {
    sentences.push_back(join({writer.fresh(1), {word}, writer.fresh(10)}));
    std::swap(sentences.back()[0], sentences.back()[1]);
  }
  const WordList original =
      join({sentences[0], sentences[1], sentences[2], sentences[3], sentences[4]});
  const WordList shuffled =
      join({sentences[2], sentences[0], sentences[4], sentences[1], sentences[3]});
  const auto [a, b] = plant(writer, original, shuffled);
  const Texts texts(std::vector{a, b});
  const Passages found = find(texts);
  ASSERT_EQ(found.rows.size(), 1U);
  // That which a sentence begins with too, where the sentence was moved to an end.
  EXPECT_EQ(where(texts, found), (std::vector<Where>{{0, 100, 160, 1, 50, 110}}));
  EXPECT_EQ(found.rows[0].equal, 60U);
  EXPECT_EQ(found.rows[0].moved, 24U);
}

TEST(Passages, OfParagraphsThatChangePlacesAreOne) {
  Writer writer(43);
  // Further apart than a chain may step back.
  const WordList x = writer.fresh(120), y = writer.fresh(120);
  const auto [a, b] = plant(writer, join({x, y}), join({y, x}));
  const Texts texts(std::vector{a, b});
  const Passages found = find(texts);
  ASSERT_EQ(where(texts, found), (std::vector<Where>{{0, 100, 340, 1, 50, 290}}));
  EXPECT_EQ(found.rows[0].moved, 120U);
  EXPECT_EQ(found.rows[0].similarity, 1);
}

TEST(Passages, OfMisreadWordsAreFoundWhereTextsAreNoisy) {
  Writer writer(8);
  const WordList copy = writer.fresh(40);
  WordList misread = copy;
  for (std::size_t i = 1; i < misread.size(); i += 2) misread[i][3] = 'x';
  WordList common;  // the right words are the commoner ones
  for (int i = 0; i < 4; ++i) {
    WordList mixed = copy;
    std::shuffle(mixed.begin(), mixed.end(), writer.random());
    for (const std::string& word : mixed) common = join({common, {word}, writer.fresh(20)});
  }
  const auto [a, b] = plant(writer, copy, misread);
  const Texts texts(std::vector{a, b, common});
  PassageOptions options;
  options.noisy = true;
  const Passages found = find(texts, options);
  ASSERT_EQ(where(texts, found), (std::vector<Where>{{0, 100, 140, 1, 50, 90}}));
  EXPECT_EQ(found.rows[0].equal, 20U);
  EXPECT_EQ(found.rows[0].near, 20U);
  const Passages plain = find(texts);
  EXPECT_LT(plain.rows.empty() ? 0 : plain.rows[0].score, found.rows[0].score);
}

TEST(Passages, OfChineseAreFoundToTheToken) {
  // Characters that make no words of each other, in an order of chance.
  std::mt19937_64 random(9);
  const auto characters = [&](int count) {
    std::string text;
    for (int i = 0; i < count; ++i) {
      const auto c = static_cast<std::uint32_t>(0x4E00 + random() % 4000);
      text += static_cast<char>(0xE0 | c >> 12);
      text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
      text += static_cast<char>(0x80 | (c & 0x3F));
    }
    return text;
  };
  const std::string copy = characters(40);
  const Texts texts({characters(90) + "。" + copy + "。" + characters(60),
                     characters(30) + "。" + copy + "。" + characters(80)},
                    "zh");
  EXPECT_EQ(where(texts, find(texts)), (std::vector<Where>{{0, 90, 130, 1, 30, 70}}));
}

TEST(Passages, ThatADocumentRepeatsAreFoundTwiceInTheOther) {
  Writer writer(10);
  const WordList copy = writer.fresh(30);
  const Texts texts(std::vector{join({writer.fresh(60), copy, writer.fresh(60)}),
                                join({copy, writer.fresh(300), copy, writer.fresh(20)})});
  EXPECT_EQ(where(texts, find(texts)),
            (std::vector<Where>{{0, 60, 90, 1, 0, 30}, {0, 60, 90, 1, 330, 360}}));
  const Texts back(std::vector{join({copy, writer.fresh(300), copy, writer.fresh(20)}),
                               join({writer.fresh(60), copy, writer.fresh(60)})});
  EXPECT_EQ(where(back, find(back)),
            (std::vector<Where>{{0, 0, 30, 1, 60, 90}, {0, 330, 360, 1, 60, 90}}));
}

TEST(Passages, OfDifferentOrderFarApartAreSeparate) {
  Writer writer(11);
  const WordList x = writer.fresh(30), y = writer.fresh(30);
  const Texts texts(std::vector{join({x, writer.fresh(200), y}), join({y, writer.fresh(200), x})});
  EXPECT_EQ(where(texts, find(texts)),
            (std::vector<Where>{{0, 0, 30, 1, 230, 260}, {0, 230, 260, 1, 0, 30}}));
}

// --- which pairs --------------------------------------------------------------------------------

PassageOptions with_pairs(const PassagePairs& pairs) {
  PassageOptions options;
  options.pairs = pairs;
  return options;
}

TEST(PassagePairs, WithinFindsWhatADocumentRepeats) {
  Writer writer(12);
  const WordList copy = writer.fresh(30);
  const Texts texts(std::vector{join({writer.fresh(20), copy, writer.fresh(100), copy}),
                                join({copy, writer.fresh(80)}), writer.fresh(10)});
  EXPECT_EQ(where(texts, find(texts, with_pairs({.within = true}))),
            (std::vector<Where>{{0, 20, 50, 0, 150, 180}}));
  EXPECT_EQ(find(texts).rows.size(), 2U) << "the others only";
  const Passages found = find(texts, with_pairs({.within = true, .series = {1, 1, 1}}));
  EXPECT_EQ(found.counts.pairs, 1U) << "no place is compared with itself";
  ASSERT_EQ(found.rows.size(), 1U);
  EXPECT_EQ(found.rows[0].label, PassageLabel::none);
}

TEST(PassagePairs, WithinFindsNeighboursThatAreAlike) {
  Writer writer(13);
  for (const TokenIndex size : {15U, 30U}) {
    const WordList copy = writer.fresh(size);
    const Texts texts(
        std::vector<WordList>{join({writer.fresh(20), copy, copy, writer.fresh(20)})});
    EXPECT_EQ(where(texts, find(texts, with_pairs({.within = true}))),
              (std::vector<Where>{{0, 20, 20 + size, 0, 20 + size, 20 + 2 * size}}));
  }
}

TEST(PassagePairs, WithinOfATextThatGoesRoundIsSound) {
  Writer writer(14);
  for (const std::size_t period : {1U, 2U, 3U, 5U, 9U, 15U, 40U}) {
    for (const int times : {2, 3, 4, 7, 20}) {
      const WordList round = writer.fresh(period);
      WordList all = writer.fresh(10);
      for (int i = 0; i < times; ++i) all = join({all, round});
      all = join({all, writer.fresh(10)});
      const Texts texts(std::vector{all, writer.fresh(200)});
      const Passages found = find(texts, with_pairs({.within = true}));
      EXPECT_TRUE(period != 40 || times != 3 || !found.rows.empty());
      if (HasFailure()) FAIL() << times << " times " << period << " words";
    }
  }
}

TEST(PassagePairs, WithinOfProseWithRefrainsIsSound) {
  Writer writer(15);
  for (int round = 0; round < 30; ++round) {
    const WordList refrain = writer.prose(8 + test::below(writer.random(), 20));
    WordList all;
    for (int i = 0; i < 12; ++i) {
      WordList verse = refrain;
      if (i % 3 == 2) std::shuffle(verse.begin(), verse.end(), writer.random());
      all = join({all, writer.prose(test::below(writer.random(), 12)), verse});
    }
    const Texts texts(std::vector{all, join({refrain, writer.prose(300)})});
    find(texts, with_pairs({.within = true}));
    find(texts);
    if (HasFailure()) FAIL() << "round " << round;
  }
}

TEST(PassagePairs, BetweenComparesTheFirstWithTheOthers) {
  Writer writer(16);
  const WordList copy = writer.fresh(30);
  std::vector<WordList> documents;
  for (int d = 0; d < 5; ++d) documents.push_back(join({writer.fresh(50), copy, writer.fresh(9)}));
  const Texts texts(documents);
  const auto pairs = [&](const PassageOptions& options) {
    std::set<std::pair<DocumentIndex, DocumentIndex>> met;
    for (const Passage& p : find(texts, options).rows) met.emplace(p.a, p.b);
    return met;
  };
  using Pairs = std::set<std::pair<DocumentIndex, DocumentIndex>>;
  EXPECT_EQ(pairs({}).size(), 10U);
  EXPECT_EQ(pairs(with_pairs({.between = 2})),
            (Pairs{{0, 2}, {0, 3}, {0, 4}, {1, 2}, {1, 3}, {1, 4}}));
  EXPECT_EQ(pairs(with_pairs({.between = 1})), (Pairs{{0, 1}, {0, 2}, {0, 3}, {0, 4}}));
  EXPECT_EQ(pairs(with_pairs({.between = 4})), (Pairs{{0, 4}, {1, 4}, {2, 4}, {3, 4}}));
  EXPECT_TRUE(pairs(with_pairs({.between = 5})).empty());
}

TEST(PassagePairs, OfASeriesAreLabelledOrLeftOut) {
  Writer writer(17);
  const WordList copy = writer.fresh(30);
  std::vector<WordList> documents;
  for (int d = 0; d < 4; ++d) documents.push_back(join({writer.fresh(50), copy, writer.fresh(9)}));
  const Texts texts(documents);
  const Passages all = find(texts, with_pairs({.series = {7, 8, 7, 7}}));
  ASSERT_EQ(all.rows.size(), 6U);
  for (const Passage& p : all.rows) {
    EXPECT_EQ(p.label, p.a != 1 && p.b != 1 ? PassageLabel::same_series : PassageLabel::none);
  }
  EXPECT_EQ(all.counts.pairs, 6U);
  EXPECT_EQ(all.counts.skipped_pairs, 0U);
  const Passages others = find(texts, with_pairs({.series = {7, 8, 7, 7}, .skip_series = true}));
  ASSERT_EQ(others.rows.size(), 3U);
  for (const Passage& p : others.rows) {
    EXPECT_TRUE(p.a == 1 || p.b == 1);
    EXPECT_EQ(p.label, PassageLabel::none);
  }
  EXPECT_EQ(others.counts.pairs, 6U);
  EXPECT_EQ(others.counts.skipped_pairs, 3U);
  EXPECT_EQ(find(texts, with_pairs({.skip_series = true})).rows.size(), 6U) << "there are none";
}

TEST(PassagePairs, WithADocumentAreThoseOfAllThatHaveIt) {
  Writer writer(19);
  const WordList copy = writer.fresh(30);
  std::vector<WordList> documents;
  for (int d = 0; d < 5; ++d) documents.push_back(join({writer.fresh(50), copy, writer.fresh(9)}));
  const Texts texts(documents);
  const Passages all = find(texts, {});
  ASSERT_EQ(all.rows.size(), 10U);
  for (DocumentIndex d = 0; d < 5; ++d) {
    std::vector<Where> expected = where(texts, all);
    std::erase_if(expected, [&](const Where& w) { return w.a != d && w.b != d; });
    const Passages found = find(texts, with_pairs({.with = d}));
    EXPECT_EQ(where(texts, found), expected) << "document " << d;
    EXPECT_EQ(found.counts.pairs, 4U) << "others are not even looked at";
  }
}

TEST(PassagePairs, OfAWindowAreOfDatedDocuments) {
  Writer writer(18);
  const WordList copy = writer.fresh(30);
  std::vector<Document> documents(5);
  for (Document& document : documents) {
    document.text = test::text_of(join({writer.fresh(50), copy, writer.fresh(9)}));
  }
  documents[0].date = {2010};
  documents[1].date = {2012, 12, 31};
  documents[3].date = {2013, 1};
  documents[4].date = {2007};
  const Texts texts(documents);
  const auto pairs = [&](unsigned years) {
    std::vector<std::pair<DocumentIndex, DocumentIndex>> met;
    for (const Passage& p : find(texts, with_pairs({.window_years = years})).rows) {
      met.emplace_back(p.a, p.b);
    }
    return met;
  };
  using Pairs = std::vector<std::pair<DocumentIndex, DocumentIndex>>;
  EXPECT_EQ(pairs(0).size(), 10U);
  EXPECT_EQ(pairs(1), (Pairs{{1, 3}}));
  EXPECT_EQ(pairs(2), (Pairs{{0, 1}, {1, 3}}));
  EXPECT_EQ(pairs(3), (Pairs{{0, 1}, {0, 3}, {0, 4}, {1, 3}}));
  EXPECT_EQ(pairs(100).size(), 6U);
  const Passages found = find(texts, with_pairs({.window_years = 2}));
  EXPECT_EQ(found.counts.undated, 1U);
  EXPECT_EQ(found.counts.skipped_pairs, 8U);
  EXPECT_EQ(find(texts).counts.undated, 0U);
}

// --- thresholds and labels ----------------------------------------------------------------------

TEST(PassageThresholds, AreTokensOfTheShorterSide) {
  Writer writer(19);
  const WordList x = writer.fresh(10), y = writer.fresh(10);
  // 20 tokens, and 25 of the other document.
  const auto [a, b] = plant(writer, join({x, y}), join({x, writer.fresh(5), y}));
  const Texts texts(std::vector{a, b});
  for (const unsigned least : {1U, 19U, 20U, 21U, 25U}) {
    const Passages found = find(texts, {.min_tokens = least});
    EXPECT_EQ(found.rows.size(), least <= 20 ? 1U : 0U) << least;
    EXPECT_EQ(found.counts.too_short, least <= 20 ? 0U : 1U);
    EXPECT_EQ(found.counts.chains, 1U);
    EXPECT_EQ(found.runs.empty(), found.rows.empty());
  }
}

TEST(PassageThresholds, AreSimilarity) {
  Writer writer(20);
  const WordList copy = writer.fresh(40);
  WordList changed = copy;
  for (std::size_t i = 6; i + 6 < changed.size(); i += 4) changed[i] = writer.fresh(1)[0];
  const auto [a, b] = plant(writer, copy, changed);
  const Texts texts(std::vector{a, b});
  const double similarity = 33.0 / 40;
  ASSERT_EQ(find(texts).rows.size(), 1U);
  EXPECT_DOUBLE_EQ(find(texts).rows[0].similarity, similarity);
  EXPECT_EQ(find(texts, {.min_similarity = similarity - 1e-9}).rows.size(), 1U);
  EXPECT_EQ(find(texts, {.min_similarity = 2.0 * 33 / 80}).rows.size(), 1U);
  const Passages none = find(texts, {.min_similarity = similarity + 1e-9});
  EXPECT_TRUE(none.rows.empty());
  EXPECT_TRUE(none.runs.empty());
  EXPECT_TRUE(none.clusters.empty());
  EXPECT_EQ(none.counts.too_different, 1U);
}

TEST(PassageThresholds, AreBits) {
  // One word more and more in common; the rest is new.
  Writer writer(21);
  std::size_t found_from = 0;
  bool found_before = false;
  for (std::size_t size = 1; size <= 12; ++size) {
    const WordList copy = writer.fresh(size);
    const auto [a, b] = plant(writer, copy, copy);
    const Texts texts(std::vector{a, b});
    const Passages found = find(texts, {.min_tokens = 1});
    EXPECT_TRUE(!found_before || !found.rows.empty()) << size;
    if (!found_before && !found.rows.empty()) found_from = size;
    found_before = !found.rows.empty();
    EXPECT_NEAR(found.counts.least_score,
                4 + 2 * std::log2(static_cast<double>(found.counts.words)), 0.2);
  }
  // 20 bits are needed and some 7 in each word, of which two are for the seed.
  EXPECT_GE(found_from, 3U);
  EXPECT_LE(found_from, 5U);
}

TEST(PassageLabels, OfNearDuplicatesAreOfDocumentsThatAreNearlyWhole) {
  Writer writer(22);
  const WordList copy = writer.fresh(80);
  for (const std::size_t more : {19U, 20U, 21U}) {
    const Texts texts(std::vector{join({copy, writer.fresh(more)}),
                                  join({writer.fresh(10), copy, writer.fresh(10)})});
    const Passages found = find(texts);
    ASSERT_EQ(found.rows.size(), 1U);
    EXPECT_EQ(found.rows[0].label, more <= 20 ? PassageLabel::near_duplicate : PassageLabel::none);
    const Texts back(std::vector{join({writer.fresh(10), copy, writer.fresh(10)}),
                                 join({copy, writer.fresh(more)})});
    EXPECT_EQ(find(back).rows[0].label,
              more <= 20 ? PassageLabel::near_duplicate : PassageLabel::none);
  }
}

TEST(PassageLabels, CountEachTokenOnce) {
  Writer writer(23);
  const WordList x = writer.fresh(40), y = writer.fresh(40);
  // Two passages make up both; and one that the other repeats does not.
  const Texts two(std::vector{join({x, writer.fresh(100), y}), join({y, writer.fresh(100), x})});
  for (const Passage& p : find(two).rows) EXPECT_EQ(p.label, PassageLabel::none);
  const Texts halves(std::vector{join({x, y}), join({y, x})});
  for (const Passage& p : find(halves).rows) EXPECT_EQ(p.label, PassageLabel::near_duplicate);
  const Texts repeated(std::vector{join({x, writer.fresh(40)}), join({x, writer.fresh(15), x})});
  const Passages found = find(repeated);
  EXPECT_EQ(found.rows.size(), 2U);
  for (const Passage& p : found.rows) EXPECT_EQ(p.label, PassageLabel::none);
}

TEST(PassageLabels, OfNearDuplicatesOfOneSeriesAreNearDuplicates) {
  Writer writer(24);
  const WordList copy = writer.fresh(80);
  const Texts texts(std::vector{copy, copy});
  const Passages found = find(texts, with_pairs({.series = {1, 1}}));
  ASSERT_EQ(found.rows.size(), 1U);
  EXPECT_EQ(found.rows[0].label, PassageLabel::near_duplicate);
}

// --- odd corpora --------------------------------------------------------------------------------

TEST(PassagesOfOddCorpora, AreNone) {
  EXPECT_TRUE(find(Texts(std::vector<std::string>{})).rows.empty());
  EXPECT_TRUE(find(Texts(std::vector<std::string>{""})).rows.empty());
  EXPECT_TRUE(find(Texts(std::vector<std::string>{"", "", ""})).rows.empty());
  EXPECT_TRUE(find(Texts(std::vector<std::string>{"lantern"})).rows.empty());
  EXPECT_TRUE(find(Texts(std::vector<std::string>(50, "lantern"))).rows.empty());
  EXPECT_TRUE(find(Texts(std::vector<std::string>(3, "the of and"))).rows.empty());
  Writer writer(25);
  EXPECT_TRUE(find(Texts(std::vector<WordList>{writer.prose(2000)})).rows.empty());
  EXPECT_TRUE(find(Texts(std::vector<WordList>{writer.fresh(300)}), with_pairs({.within = true}))
                  .rows.empty());
}

TEST(PassagesOfOddCorpora, OfCopiesAreAll) {
  Writer writer(26);
  const WordList copy = writer.prose(120);
  const Texts texts(std::vector<WordList>(20, copy));
  const Passages found = find(texts);
  ASSERT_EQ(found.rows.size(), 190U);
  for (const Passage& p : found.rows) {
    EXPECT_EQ(p.label, PassageLabel::near_duplicate);
    EXPECT_GE(p.similarity, 1);
    EXPECT_EQ(p.end_a - p.begin_a, 120U);
    EXPECT_EQ(p.end_b - p.begin_b, 120U);
  }
  ASSERT_EQ(found.clusters.size(), 1U);
  EXPECT_EQ(found.versions.size(), 20U);
}

TEST(PassagesOfOddCorpora, OfMoreCopiesThanSeedsMayHavePlacesAreAll) {
  Writer writer(27);
  const WordList copy = writer.fresh(60);
  const Texts texts(std::vector<WordList>(12, copy));
  const Passages found = find(texts, {.max_places = 4});
  EXPECT_EQ(found.rows.size(), 66U) << "by longer seeds";
  EXPECT_GT(found.counts.long_seeds, 0U);
  EXPECT_EQ(found.counts.thinned_words, 0U);
  // More than long ones may have: each is compared with some, and none is lost.
  const Passages thinned = find(texts, {.max_places = 1});
  EXPECT_GT(thinned.counts.thinned_words, 0U);
  EXPECT_LT(thinned.rows.size(), 66U);
  std::set<DocumentIndex> seen;
  for (const Passage& p : thinned.rows) seen.insert({p.a, p.b});
  EXPECT_EQ(seen.size(), 12U);
}

TEST(PassagesOfOddCorpora, OfVeryManyCopiesAreFoundAmongNeighbours) {
  Writer writer(28);
  const std::size_t copies = 8 * 4 + 3;  // more than long seeds may have places
  const Texts texts(std::vector<WordList>(copies, writer.fresh(40)));
  const Passages found = find(texts, {.max_places = 4});
  EXPECT_GT(found.counts.thinned_words, 0U);
  std::set<DocumentIndex> seen;
  for (const Passage& p : found.rows) {
    EXPECT_EQ(p.equal, 40U);
    seen.insert({p.a, p.b});
  }
  EXPECT_EQ(seen.size(), copies) << "each with some";
}

TEST(PassagesOfOddCorpora, OfShortDocumentsAreFound) {
  // Each of a dozen words; one of them stands twice.
  Writer writer(29);
  std::vector<WordList> documents;
  for (int d = 0; d < 3000; ++d) documents.push_back(writer.prose(12));
  const WordList verse = writer.fresh(12);
  documents[17] = documents[2500] = verse;
  const Texts texts(documents);
  const Passages found = find(texts);
  ASSERT_EQ(found.rows.size(), 1U);
  EXPECT_EQ(where(texts, found.rows[0]), (Where{17, 0, 12, 2500, 0, 12}));
}

TEST(Passages, ThatMeetAreOne) {
  // A stretch in the middle that no chain crosses, but an alignment does.
  Writer writer(30);
  const WordList before = writer.fresh(30), middle = writer.fresh(40), after = writer.fresh(30);
  WordList misread = middle;
  for (std::string& word : misread) word[3] = 'y';
  const Texts texts(std::vector{join({before, middle, after}), join({before, misread, after})});
  const Passages found = find(texts);
  ASSERT_EQ(found.rows.size(), 1U);
  EXPECT_EQ(where(texts, found.rows[0]), (Where{0, 0, 100, 1, 0, 100}));
  EXPECT_EQ(found.rows[0].equal, 60U);
  EXPECT_EQ(found.rows[0].near, 40U);
}

TEST(Passages, GoOnWhileWordsAreNear) {
  // Beyond the only words that are equal, many boxes of words that are merely near.
  Writer writer(31);
  const WordList same = writer.fresh(30), rest = writer.fresh(300);
  WordList misread = rest;
  for (std::string& word : misread) word[3] = 'y';
  for (const bool left : {false, true}) {
    const Texts texts(left ? std::vector{join({rest, same}), join({misread, same})}
                           : std::vector{join({same, rest}), join({same, misread})});
    const Passages found = find(texts);
    ASSERT_EQ(found.rows.size(), 1U);
    EXPECT_EQ(found.rows[0].equal, 30U);
    EXPECT_EQ(found.rows[0].near, 300U);
  }
}

TEST(Passages, ThatStandTwiceInSuccessionAreTwo) {
  Writer writer(32);
  const WordList copy = writer.fresh(20);
  const Texts texts(std::vector{join({writer.fresh(50), copy, writer.fresh(50)}),
                                join({writer.fresh(50), copy, copy, writer.fresh(50)})});
  const Passages found = find(texts);
  EXPECT_EQ(where(texts, found),
            (std::vector<Where>{{0, 50, 70, 1, 50, 70}, {0, 50, 70, 1, 70, 90}}));
  ASSERT_EQ(found.rows.size(), 2U);
  EXPECT_EQ(found.rows[0].score, found.rows[1].score);
}

TEST(Passages, ThatOthersFollowFarOffStandByThemselves) {
  // Two sentences taken over word for word, with much between them that differs: together they are
  // too different, and the first stands by itself.
  Writer writer(34);
  const WordList first = writer.fresh(14), second = writer.fresh(4);
  const Texts texts(
      std::vector{join({writer.fresh(300), first, writer.fresh(14), second, writer.fresh(300)}),
                  join({writer.fresh(300), first, writer.fresh(15), second, writer.fresh(300)})});
  const Passages found = find(texts, {.min_similarity = 0.9});
  ASSERT_EQ(found.rows.size(), 1U);
  EXPECT_EQ(where(texts, found.rows[0]), (Where{0, 300, 314, 1, 300, 314}));
}

TEST(Passages, HaveLettersAndNotBytesThatAreNear) {
  // Half of the letters differ, three quarters of the bytes agree.
  const std::vector<std::string> first = {"лига", "роза", "небо", "вода"};
  const std::vector<std::string> second = {"нога", "коса", "сено", "беда"};
  Writer writer(33);
  const WordList before = writer.fresh(20), after = writer.fresh(20);
  const Texts texts(std::vector{join({before, first, after}), join({before, second, after})});
  const Passages found = find(texts, {.noisy = true});
  ASSERT_EQ(found.rows.size(), 1U);
  EXPECT_EQ(found.rows[0].near, 0U);
}

TEST(PassagesOfOddCorpora, OfOneWordSaidOverAndOverEndSoon) {
  const WordList word(5000, "lantern");
  WordList pair;
  for (int i = 0; i < 2500; ++i) pair.insert(pair.end(), {"lantern", "harbour"});
  for (const bool within : {false, true}) {
    for (const auto& documents :
         {std::vector{word, word}, std::vector{pair, pair}, std::vector{pair, word}}) {
      const Texts texts(documents);
      const Passages found = find(texts, with_pairs({.within = within}));
      EXPECT_LE(found.rows.size(), 2U);
      PassageOptions many = with_pairs({.within = within});
      many.max_places = 200;
      EXPECT_LE(find(texts, many).rows.size(), 2U);
    }
  }
}

TEST(PassagesOfOddCorpora, OfUnrelatedDocumentsAreNone) {
  Writer writer(28);
  std::vector<WordList> documents;
  for (int d = 0; d < 40; ++d) documents.push_back(writer.prose(600));
  const Texts texts(documents);
  const Passages found = find(texts);
  EXPECT_GT(found.counts.pairs, 400U);
  EXPECT_EQ(where(texts, found), std::vector<Where>{});
  for (int pair = 0; pair < 100; ++pair) {
    const Texts two(std::vector{writer.prose(400), writer.prose(400)});
    EXPECT_EQ(where(two, find(two)), std::vector<Where>{}) << "pair " << pair;
  }
}

// --- the whole ----------------------------------------------------------------------------------

/// Prose with copies of all kinds.
std::vector<WordList> planted_corpus(std::uint64_t seed) {
  Writer writer(seed);
  std::vector<WordList> documents;
  for (int d = 0; d < 40; ++d) documents.push_back(writer.prose(300));
  for (int copy = 0; copy < 40; ++copy) {
    WordList words = writer.prose(15 + test::below(writer.random(), 80));
    for (std::uint64_t n = 2 + test::below(writer.random(), 3); n > 0; --n) {
      for (std::string& word : words) {
        if (test::below(writer.random(), 10) == 0) word = writer.prose(1)[0];
      }
      WordList& document = documents[test::below(writer.random(), documents.size())];
      const auto at = static_cast<std::ptrdiff_t>(test::below(writer.random(), document.size()));
      document.insert(document.begin() + at, words.begin(), words.end());
    }
  }
  return documents;
}

class Threads {
 public:
  explicit Threads(int number) : before_(omp_get_max_threads()) { omp_set_num_threads(number); }
  ~Threads() { omp_set_num_threads(before_); }
  Threads(const Threads&) = delete;
  Threads& operator=(const Threads&) = delete;

 private:
  int before_;
};

TEST(Passages, AreTheSameWithAnyNumberOfThreads) {
  const Texts texts(planted_corpus(29));
  for (const bool noisy : {false, true}) {
    for (const bool within : {false, true}) {
      PassageOptions options = with_pairs({.within = within});
      options.noisy = noisy;
      const Passages one = [&] {
        const Threads threads(1);
        return find(texts, options);
      }();
      EXPECT_FALSE(one.rows.empty());
      for (const int number : {2, 7}) {
        const Threads threads(number);
        expect_equal(find(texts, options), one);
      }
    }
  }
}

TEST(Passages, AreFoundWhereTheyWerePlanted) {
  std::size_t rows = 0;
  for (std::uint64_t seed = 30; seed < 34; ++seed)
    rows += find(Texts(planted_corpus(seed))).rows.size();
  EXPECT_GT(rows, 200U);
}

TEST(Passages, OfTwoDocumentsStayWhereOthersAreAdded) {
  Writer writer(35);
  const WordList copy = writer.fresh(40);
  const auto [a, b] = plant(writer, copy, copy);
  std::vector<WordList> documents = {a, b};
  const Texts two(documents);
  const std::vector<Where> expected = where(two, find(two));
  ASSERT_EQ(expected.size(), 1U);
  for (int more = 0; more < 20; ++more) documents.push_back(writer.fresh(100));
  const Texts all(documents);
  const Passages found = find(all);
  EXPECT_EQ(where(all, found), expected);
  EXPECT_EQ(found.rows[0].equal, 40U);
  EXPECT_GT(found.counts.least_score, find(two).counts.least_score) << "more is due to chance";
}

TEST(Passages, TellOfTheirProgress) {
  const Texts texts(planted_corpus(36));
  std::vector<std::uint64_t> done;
  const auto advance = [&](std::uint64_t n, std::uint64_t all) {
    done.push_back(n);
    EXPECT_EQ(all, 40U);
  };
  find_passages(texts.input(), {}, {.advance = advance});
  ASSERT_FALSE(done.empty());
  EXPECT_TRUE(std::ranges::is_sorted(done));
  EXPECT_EQ(done.back(), 40U);
}

// --- what differs -------------------------------------------------------------------------------

/// A corpus in which two documents hold one stretch each, among others that hold neither.
Texts with_stretches(const std::string& one, const std::string& other) {
  Writer writer(31);
  std::vector<std::string> texts;
  for (int d = 0; d < 20; ++d) {
    std::string text = test::text_of(writer.prose(200));
    if (d == 4) text += ". " + one + ". ";
    if (d == 11) text += ". " + other + ". ";
    texts.push_back(text + test::text_of(writer.prose(200)));
  }
  return Texts(texts);
}

TEST(Passages, OfAnOldSpellingAreFoundByWhatIsNearlyAlike) {
  // Six words are as they were; of them alone there are too few.
  const Texts texts = with_stretches(
      "The auncient custome of the parrishe requyreth that everie householdere shal bringe breade "
      "and ale unto the chappelle upon the festivalle daye",
      "The ancient custom of the parish requireth that every householder shall bring bread and ale "
      "unto the chapel upon the festival day");
  const Passages found = texts.find();
  ASSERT_EQ(found.rows.size(), 1U);
  EXPECT_EQ(found.rows[0].a, 4U);
  EXPECT_EQ(found.rows[0].b, 11U);
  EXPECT_GE(found.rows[0].near, 8U);
}

TEST(Passages, OfAQuotationThatWasShortenedInTheMiddleAreFound) {
  const Texts texts = with_stretches(
      "He wrote that no lantern is lit to be hidden, that each was given by its maker a polished "
      "glass and a copper ring, and that among its purposes are warning, comfort and remembrance",
      "We hold that no lantern is lit to be hidden, that each one serves for warning, comfort and "
      "remembrance");
  const Passages found = texts.find();
  ASSERT_EQ(found.rows.size(), 1U);
  EXPECT_GE(found.rows[0].equal, 14U);
}

// --- languages ----------------------------------------------------------------------------------

TEST(Passages, OfWhatIsQuotedInATextOfAnotherLanguage) {
  // Every sixth word is another one, so that no verbatim run is long enough.
  const std::string chronicle =
      "Veteres huius oppidi custodes portas argenteas nocte claudere solebant neque peregrinos "
      "mercatores ante lucem intrare patiebantur quoniam fures saepe vestimentis alienis induti "
      "vigiles fefellerant";
  const std::string quoted =
      "Veteres huius oppidi custodes portas aeneas nocte claudere solebant neque peregrinos "
      "viatores ante lucem intrare patiebantur quoniam latrones saepe vestimentis alienis induti "
      "milites fefellerant";
  const std::string letter =
      "In the chronicle of the town, which the clerk has copied for me, we find these words about "
      "the gate: " +
      quoted +
      ". It was the only time that he wrote of the thieves, and he never "
      "said what had become of them. ";
  const std::string brief =
      "In der Chronik der Stadt, die der Schreiber mir geschickt hat, stehen diese Worte: " +
      quoted + ". Es war das erste Mal, dass er von ihnen schrieb, und er hat es nicht vergessen.";
  Texts texts(std::vector<std::string>{chronicle, letter, brief});
  for (const std::vector<std::string>& declared :
       {std::vector<std::string>{"la", "en", "de"}, {"", "", ""}, {"fr", "it", "es"}}) {
    texts.lexicons = make_lexicons(texts.tokens, texts.vocabulary, declared);
    const Passages found = texts.find({.min_tokens = 20});
    ASSERT_EQ(found.rows.size(), 3U) << declared.front();
    EXPECT_GE(found.rows[0].end_a - found.rows[0].begin_a, 22U) << declared.front();
    EXPECT_EQ(found.rows[2].equal, found.rows[2].end_a - found.rows[2].begin_a);
  }
}

}  // namespace
}  // namespace leitwort
