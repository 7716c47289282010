#include "oracle/verbatim.hpp"

#include "passages/texts.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

using test::join;
using test::Texts;
using test::WordList;
using test::Writer;

/// A passage by ids, places within its documents and what was counted; the lesser id first.
using Named = std::tuple<std::string, std::string, TokenIndex, TokenIndex, TokenIndex, TokenIndex,
                         std::uint32_t, std::uint32_t, std::uint32_t, int, std::uint32_t, double>;

std::multiset<Named> named(const Texts& texts, const Passages& found) {
  std::multiset<Named> all;
  for (const Passage& p : found.rows) {
    const TokenIndex a = texts.tokens.document_begin[p.a], b = texts.tokens.document_begin[p.b];
    const std::string &id_a = texts.documents[p.a].id, &id_b = texts.documents[p.b].id;
    const auto label = static_cast<int>(p.label);
    if (id_a <= id_b) {
      all.emplace(id_a, id_b, p.begin_a - a, p.end_a - a, p.begin_b - b, p.end_b - b, p.equal,
                  p.near, p.moved, label, p.places, p.score);
    } else {
      all.emplace(id_b, id_a, p.begin_b - b, p.end_b - b, p.begin_a - a, p.end_a - a, p.equal,
                  p.near, p.moved, label, p.places, p.score);
    }
  }
  return all;
}

std::vector<Document> documents_of(const std::vector<WordList>& texts) {
  std::vector<Document> documents;
  for (std::size_t d = 0; d < texts.size(); ++d) {
    Document& document = documents.emplace_back();
    document.id = "text " + std::to_string(d);
    document.text = test::text_of(texts[d]);
  }
  return documents;
}

/// Finds, and expects that nothing is lost.
Passages find_all(const Texts& texts, const PassageOptions& options = {}) {
  Passages found = texts.find(options);
  const oracle::Recall recall = oracle::recall_of(texts.input(), options, found);
  EXPECT_TRUE(recall.lost.empty()) << recall.lost.size() << " of " << recall.runs << " runs";
  return found;
}

/// Stretches that two texts or more have, crossed, nested, repeated, overlapping and adjacent.
std::vector<WordList> planted(std::uint64_t seed, std::size_t documents) {
  Writer writer(seed);
  std::vector<WordList> stretches;
  for (int s = 0; s < 8; ++s)
    stretches.push_back(writer.prose(12 + test::below(writer.random(), 30)));
  // One lies in another, and one begins in the middle of another.
  stretches.emplace_back(stretches[0].begin() + 1, stretches[0].end() - 1);
  stretches.push_back(
      join({WordList(stretches[1].begin() + 5, stretches[1].end()), writer.prose(9)}));
  std::vector<WordList> texts;
  for (std::size_t d = 0; d < documents; ++d) {
    WordList text = writer.prose(20);
    for (std::uint64_t n = 4 + test::below(writer.random(), 8); n > 0; --n) {
      text = join({text, stretches[test::below(writer.random(), stretches.size())]});
      if (test::below(writer.random(), 3) > 0) {
        text = join({text, writer.prose(test::below(writer.random(), 60))});
      }
    }
    texts.push_back(std::move(text));
  }
  return texts;
}

TEST(VerbatimRuns, AreAllFoundWhateverElseThePairShares) {
  std::uint64_t runs = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const Texts texts(documents_of(planted(seed, 2)));
    const Passages found = find_all(texts);
    runs += oracle::recall_of(texts.input(), {}, found).runs;
    if (HasFailure()) FAIL() << "seed " << seed;
  }
  EXPECT_GT(runs, 300U);
}

TEST(VerbatimRuns, AreAllFoundWhereStretchesAreFrequent) {
  // Few places make windows too frequent, so that formulas stand for what is not compared.
  std::uint64_t formulas = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const Texts texts(documents_of(planted(seed, 30)));
    for (const unsigned places : {2U, 5U, 64U}) {
      PassageOptions options;
      options.max_places = places;
      formulas += find_all(texts, options).counts.formulas;
    }
    if (HasFailure()) FAIL() << "seed " << seed;
  }
  EXPECT_GT(formulas, 20U);
}

TEST(VerbatimRuns, RepeatedInBothAreCoveredAtEveryPlace) {
  Writer writer(3);
  for (const std::size_t k : {1U, 2U, 3U, 7U, 70U}) {
    for (const std::size_t m : {1U, 2U, 5U, 80U}) {
      const WordList stretch = writer.fresh(16);
      WordList a, b;
      for (std::size_t i = 0; i < k; ++i) a = join({a, writer.fresh(40), stretch});
      for (std::size_t i = 0; i < m; ++i) b = join({b, writer.fresh(50), stretch});
      const Texts texts(documents_of({a, b}));
      find_all(texts);
      if (HasFailure()) FAIL() << k << " and " << m;
    }
  }
}

TEST(VerbatimRuns, AreFoundWhateverTheLanguages) {
  // A quotation in a text of another language: its stems are others, its words are the same.
  Writer writer(4);
  const WordList quoted = join({{"the"}, writer.fresh(8), {"of", "the"}, writer.fresh(12)});
  std::vector<Document> documents =
      documents_of({join({writer.fresh(60), quoted}), join({quoted, writer.fresh(60)})});
  Texts texts(documents);
  std::vector<std::string> declared = {"en", "de"};
  texts.lexicons = make_lexicons(texts.tokens, texts.vocabulary, declared, {});
  EXPECT_EQ(find_all(texts).rows.size(), 1U);
}

TEST(PassageOrder, OfTwoDocumentsDoesNotMatter) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    std::vector<Document> documents = documents_of(planted(seed, 2));
    const Texts texts(documents);
    std::ranges::reverse(documents);
    const Texts exchanged(documents);
    ASSERT_EQ(named(texts, texts.find()), named(exchanged, exchanged.find())) << "seed " << seed;
  }
}

TEST(PassageOrder, OfACorpusDoesNotMatter) {
  std::vector<WordList> lists = planted(7, 25);
  lists.push_back(lists[3]);  // two that are equal
  std::vector<Document> documents = documents_of(lists);
  std::mt19937_64 random(5);
  for (const unsigned places : {3U, 64U}) {
    PassageOptions options;
    options.max_places = places;
    const Texts texts(documents);
    const std::multiset<Named> expected = named(texts, texts.find(options));
    EXPECT_GT(expected.size(), 20U);
    for (int round = 0; round < 12; ++round) {
      std::vector<Document> shuffled = documents;
      std::shuffle(shuffled.begin(), shuffled.end(), random);
      const Texts other(shuffled);
      ASSERT_EQ(named(other, other.find(options)), expected) << "round " << round;
    }
  }
}

TEST(Formulas, StandOnceWithAllTheirPlaces) {
  Writer writer(8);
  const WordList salutation = writer.fresh(12);
  std::vector<WordList> lists;
  for (int d = 0; d < 30; ++d) {
    lists.push_back(join({writer.fresh(30), salutation, writer.fresh(60)}));
  }
  const Texts texts(documents_of(lists));
  for (const unsigned places : {64U, 8U}) {
    PassageOptions options;
    options.max_places = places;
    const Passages found = find_all(texts, options);
    ASSERT_EQ(found.rows.size(), 1U);
    const Passage& formula = found.rows[0];
    EXPECT_EQ(formula.label, PassageLabel::formula);
    EXPECT_EQ(formula.places, 30U);
    EXPECT_EQ(formula.equal, 12U);
    const auto versions = found.versions_of(found.clusters[formula.cluster]);
    ASSERT_EQ(versions.size(), 30U);
    std::set<DocumentIndex> documents;
    for (const Version& v : versions) {
      documents.insert(v.document);
      EXPECT_EQ(v.begin, texts.tokens.document_begin[v.document] + 30);
      EXPECT_EQ(v.end, v.begin + 12);
    }
    EXPECT_EQ(documents.size(), 30U);
  }
}

/// A salutation that no two speakers word alike, each like some others and none like all.
TEST(Formulas, AreOneWhereEveryPlaceDiffers) {
  Writer writer(12);
  const WordList salutation = writer.fresh(20);
  std::vector<WordList> lists;
  for (int d = 0; d < 30; ++d) {
    WordList own = salutation;
    for (std::size_t w = 0; w < 3; ++w)
      own[(static_cast<std::size_t>(d) + 7 * w) % 20] = writer.fresh(1)[0];
    lists.push_back(join({writer.fresh(30), own, writer.fresh(60)}));
  }
  const Texts texts(documents_of(lists));
  const Passages found = find_all(texts, {});
  ASSERT_EQ(found.rows.size(), 1U);
  const Passage& formula = found.rows[0];
  EXPECT_EQ(formula.label, PassageLabel::formula);
  EXPECT_EQ(formula.places, 30U);
  EXPECT_GT(found.counts.formula_rows, 100U);
  std::set<DocumentIndex> documents;
  for (const Version& v : found.versions_of(found.clusters[formula.cluster])) {
    documents.insert(v.document);
    EXPECT_LE(v.end - v.begin, 22U);
  }
  EXPECT_EQ(documents.size(), 30U);
}

TEST(Formulas, OfTwoSentencesSideBySideStayApart) {
  // Two documents have both sentences, one after the other; that makes them no formula.
  Writer writer(14);
  const WordList first = writer.fresh(12), second = writer.fresh(12);
  std::vector<WordList> lists;
  const auto add = [&](const WordList& stretch) {
    lists.push_back(join({writer.fresh(40), stretch, writer.fresh(40)}));
  };
  for (int d = 0; d < 6; ++d) add(first), add(second);
  add(join({first, second})), add(join({first, second}));
  const Texts texts(documents_of(lists));
  for (const Passage& p : find_all(texts, {}).rows) {
    EXPECT_NE(p.label, PassageLabel::formula);
  }
}

TEST(Formulas, AreNotListedTwice) {
  // Stretches of few kinds in every order: their windows are frequent, and overlap.
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Texts texts(documents_of(planted(seed, 16)));
    PassageOptions options;
    options.max_places = 3;
    std::set<std::tuple<TokenIndex, TokenIndex, TokenIndex, TokenIndex>> seen;
    for (const Passage& p : find_all(texts, options).rows) {
      if (p.label != PassageLabel::formula) continue;
      ASSERT_TRUE(seen.emplace(p.begin_a, p.end_a, p.begin_b, p.end_b).second) << "seed " << seed;
    }
    if (HasFailure()) {
      FAIL() << "seed " << seed;
    }
  }
}

TEST(Formulas, AreNotWhatFewOrLongTextsShare) {
  Writer writer(9);
  const auto label = [&](int documents, std::size_t size) {
    const WordList stretch = writer.fresh(size);
    std::vector<WordList> lists;
    for (int d = 0; d < documents; ++d) {
      lists.push_back(join({writer.fresh(70), stretch, writer.fresh(60)}));
    }
    const Passages found = Texts(documents_of(lists)).find();
    return found.rows.size();
  };
  EXPECT_EQ(label(10, 20), 45U);
  EXPECT_EQ(label(11, 20), 1U);
  EXPECT_EQ(label(11, 32), 1U);
  EXPECT_EQ(label(11, 33), 55U);
}

/// The work of a corpus of two documents.
std::vector<std::uint64_t> work(const std::vector<WordList>& lists) {
  const PassageCounts counts = Texts(documents_of(lists)).find().counts;
  return {counts.anchors, counts.links, counts.cells};
}

void append(WordList& list, const std::vector<WordList>& parts) {
  for (const WordList& part : parts) list.insert(list.end(), part.begin(), part.end());
}

void expect_linear(const std::vector<std::uint64_t>& once,
                   const std::vector<std::uint64_t>& twice) {
  for (std::size_t i = 0; i < once.size(); ++i) {
    EXPECT_LE(static_cast<double>(twice[i]), 2.2 * static_cast<double>(once[i]) + 20'000) << i;
  }
}

using Lists = std::function<std::vector<WordList>(std::size_t)>;

TEST(PassageWork, GrowsWithTheText) {
  const auto registers = [](std::size_t n) {
    Writer writer(10);
    const WordList sentence = writer.fresh(9);
    std::vector<WordList> lists(2);
    for (WordList& list : lists) {
      for (std::size_t i = 0; i < n; ++i)
        append(list, {sentence, {test::made_up(test::below(writer.random(), 5000))}});
    }
    return lists;
  };
  const auto reshuffled = [](std::size_t n) {
    Writer writer(11);
    std::vector<WordList> sentences;
    for (std::size_t i = 0; i < n; ++i) sentences.push_back(writer.fresh(12));
    std::vector<WordList> lists(2);
    for (WordList& list : lists) {
      for (const WordList& sentence : sentences)
        list.insert(list.end(), sentence.begin(), sentence.end());
      std::shuffle(sentences.begin(), sentences.end(), writer.random());
    }
    return lists;
  };
  const auto parallel = [](std::size_t n) {
    Writer writer(12);
    std::vector<WordList> lists(2);
    for (std::size_t i = 0; i < n; ++i) {
      const WordList pair = writer.fresh(2);
      for (WordList& list : lists) append(list, {pair, writer.fresh(7)});
    }
    return lists;
  };
  for (const std::size_t n : {400U, 800U}) {
    expect_linear(work(registers(n)), work(registers(2 * n)));
    expect_linear(work(reshuffled(n)), work(reshuffled(2 * n)));
    expect_linear(work(parallel(n)), work(parallel(2 * n)));
  }
  const auto in_all = [](const std::vector<std::uint64_t>& parts) {
    return static_cast<double>(std::accumulate(parts.begin(), parts.end(), std::uint64_t{0}));
  };
  for (const auto& lists_of : {Lists(registers), Lists(reshuffled), Lists(parallel)}) {
    double before = in_all(work(lists_of(1250)));
    for (const std::size_t n : {2500U, 5000U}) {
      const double now = in_all(work(lists_of(n)));
      EXPECT_LE(now, 2.2 * before) << n;
      before = now;
    }
  }
}

TEST(PassageWork, OfARegisterLeavesItWhole) {
  Writer writer(13);
  for (const std::size_t n : {250U, 260U, 600U}) {
    const WordList sentence = writer.fresh(18);
    std::vector<WordList> lists(2);
    for (WordList& list : lists) {
      for (std::size_t i = 0; i < n; ++i) list = join({list, sentence, writer.fresh(1)});
    }
    const Passages found = Texts(documents_of(lists)).find();
    ASSERT_EQ(found.rows.size(), 1U) << n;
    EXPECT_GT(found.rows[0].similarity, 0.94);
  }
}

}  // namespace
}  // namespace leitwort
