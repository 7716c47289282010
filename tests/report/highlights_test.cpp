#include "oracle/highlights.hpp"

#include <random>

#include <gtest/gtest.h>

namespace leitwort {

/// For messages of failed tests.
void PrintTo(const Highlight& h, std::ostream* out) {
  *out << '[' << h.begin << ", " << h.end << ") "
       << (h.kind == HighlightKind::passage ? "passage" : "formulation") << ' ' << h.stretch
       << " in " << h.documents;
}

namespace test {
namespace {

constexpr auto kFormulation = HighlightKind::formulation;
constexpr auto kPassage = HighlightKind::passage;

FormulationStretch formulation(std::uint32_t begin, std::uint32_t end, std::uint32_t documents,
                               std::uint32_t row = 0) {
  return {{begin, end}, documents, row};
}
PassageStretch passage(std::uint32_t begin, std::uint32_t end, DocumentIndex other) {
  return {{begin, end}, other};
}

TEST(Highlights, OfNothingAreNone) {
  EXPECT_TRUE(highlights_of({}).empty());
  EXPECT_TRUE(highlights_of({{formulation(3, 3, 5)}, {passage(0, 0, 1)}}).empty());
}

TEST(Highlights, TheMostWidelySharedWins) {
  const SharedText shared{{formulation(0, 20, 1), formulation(5, 9, 4), formulation(7, 12, 2)}, {}};
  const std::vector<Highlight> expected = {{0, 5, 1, kFormulation, 0},
                                           {5, 9, 4, kFormulation, 1},
                                           {9, 12, 2, kFormulation, 2},
                                           {12, 20, 1, kFormulation, 0}};
  EXPECT_EQ(highlights_of(shared), expected);
}

TEST(Highlights, OfFormulationsThatTieTheFirstStays) {
  const SharedText shared{{formulation(0, 6, 2), formulation(3, 9, 2)}, {}};
  const std::vector<Highlight> expected = {{0, 6, 2, kFormulation, 0}, {6, 9, 2, kFormulation, 1}};
  EXPECT_EQ(highlights_of(shared), expected);
}

TEST(Highlights, CountTheOtherDocumentsOfPassagesOnce) {
  const SharedText shared{{}, {passage(0, 10, 7), passage(5, 15, 7), passage(8, 20, 9)}};
  const std::vector<Highlight> expected = {
      {0, 8, 1, kPassage, 0}, {8, 15, 2, kPassage, 0}, {15, 20, 1, kPassage, 0}};
  EXPECT_EQ(highlights_of(shared), expected);
}

TEST(Highlights, AFormulationStaysWhereAPassageIsNotMoreWidelyShared) {
  SharedText shared{{formulation(4, 8, 2)},
                    {passage(0, 12, 1), passage(0, 12, 2), passage(6, 12, 3)}};
  std::vector<Highlight> expected = {
      {0, 4, 2, kPassage, 0}, {4, 6, 2, kFormulation, 0}, {6, 12, 3, kPassage, 0}};
  EXPECT_EQ(highlights_of(shared), expected);
  // Unless it is itself a passage.
  shared.formulations[0].passage = true;
  expected = {{0, 6, 2, kPassage, 0}, {6, 12, 3, kPassage, 0}};
  EXPECT_EQ(highlights_of(shared), expected);
}

TEST(Highlights, OfNeighboursStayApart) {
  const SharedText shared{{formulation(0, 4, 2), formulation(4, 8, 2)}, {}};
  EXPECT_EQ(highlights_of(shared).size(), 2U);
  const SharedText one{{}, {passage(0, 4, 2), passage(4, 8, 2)}};
  EXPECT_EQ(highlights_of(one).size(), 1U);
}

TEST(Highlights, MayBeOfNoOtherDocument) {
  const std::vector<Highlight> expected = {{2, 5, 0, kFormulation, 0}};
  EXPECT_EQ(highlights_of({{formulation(2, 5, 0)}, {}}), expected);
}

TEST(Highlights, AreThoseOfTheSlowTwin) {
  std::mt19937 random(11);
  const auto below = [&](std::uint32_t bound) {
    return static_cast<std::uint32_t>(random() % bound);
  };
  for (int round = 0; round < 3000; ++round) {
    const std::uint32_t size = 1 + below(60);
    const auto stretch = [&] {
      const std::uint32_t begin = below(size);
      return Span{begin, begin + below(1 + size - begin)};
    };
    SharedText shared;
    for (std::uint32_t i = below(12); i > 0; --i) {
      shared.formulations.push_back({stretch(), below(4), below(5), below(2) == 0});
    }
    for (std::uint32_t i = below(12); i > 0; --i) {
      shared.passages.push_back({stretch(), below(4), below(3)});
    }
    const std::vector<Highlight> highlights = highlights_of(shared);
    ASSERT_EQ(highlights, oracle::highlights_of(shared)) << "round " << round;
  }
}

// --- what a document shares ---------------------------------------------------------------------

/// Documents of one-letter words, two bytes each.
struct Sample {
  std::vector<Document> documents;
  std::vector<Date> dates;
  Tokens tokens;
  Vocabulary vocabulary;
  Formulations formulations;
  Passages passages;

  explicit Sample(const std::vector<std::string>& texts) : dates(texts.size()) {
    for (const std::string& text : texts) documents.emplace_back().text = text;
    tokenize(documents, tokens, vocabulary);
  }
  [[nodiscard]] SharedText of(DocumentIndex document) const {
    return shared_text({documents, dates, tokens, formulations, passages}, document);
  }
};

TEST(SharedTexts, HavePlacesOfFormulationsInBytes) {
  Sample sample({"a b c d", "b c x b c"});
  Formulation& row = sample.formulations.rows.emplace_back();
  row.documents = 2;
  row.places_end = 3;
  sample.formulations.places = {{1, 3, 0}, {4, 6, 0}, {7, 9, 0}};
  const SharedText first = sample.of(0), second = sample.of(1);
  ASSERT_EQ(first.formulations.size(), 1U);
  EXPECT_EQ(first.formulations[0].bytes, (Span{2, 5}));
  EXPECT_EQ(first.formulations[0].documents, 1U);
  ASSERT_EQ(second.formulations.size(), 2U);
  EXPECT_EQ(second.formulations[0].bytes, (Span{0, 3}));
  EXPECT_EQ(second.formulations[1].bytes, (Span{6, 9}));
}

TEST(SharedTexts, HaveOfPassagesOnlyWhatIsEqual) {
  using Kind = AlignmentRun::Kind;
  Sample sample({"a b c d e f g h", "a b c y e f z g h i"});
  Passage& row = sample.passages.rows.emplace_back();
  row.b = 1;
  row.end_a = 8;
  row.begin_b = 8;
  row.end_b = 17;
  sample.passages.runs = {{Kind::equal, 3},
                          {Kind::different, 1},
                          {Kind::equal, 2},
                          {Kind::only_b, 1},
                          {Kind::equal, 2}};
  row.runs_end = 5;
  // Two words in a row are too few.
  ASSERT_EQ(sample.of(0).passages.size(), 1U);
  EXPECT_EQ(sample.of(0).passages[0].bytes, (Span{0, 5}));
  EXPECT_EQ(sample.of(0).passages[0].other, 1U);
  EXPECT_EQ(sample.of(1).passages[0].other, 0U);
  sample.passages.runs = {
      {Kind::only_b, 1}, {Kind::equal, 3}, {Kind::only_a, 2}, {Kind::equal, 3}, {Kind::only_b, 2}};
  ASSERT_EQ(sample.of(0).passages.size(), 2U);
  EXPECT_EQ(sample.of(0).passages[0].bytes, (Span{0, 5}));
  EXPECT_EQ(sample.of(0).passages[1].bytes, (Span{10, 15}));
  ASSERT_EQ(sample.of(1).passages.size(), 2U);
  EXPECT_EQ(sample.of(1).passages[0].bytes, (Span{2, 7}));
  EXPECT_EQ(sample.of(1).passages[1].bytes, (Span{8, 13}));
  // Within one document it is shared with nobody.
  row.b = 0;
  EXPECT_TRUE(sample.of(0).passages.empty());
}

TEST(SharedTexts, HaveAllPlacesOfAFormulaWithAllItsDocuments) {
  Sample sample({"a b c d", "x a b c", "a b c a b c", "y y y y"});
  Passage& row = sample.passages.rows.emplace_back();
  row.b = 1;
  row.label = PassageLabel::formula;
  sample.passages.versions = {{0, 0, 3, {}}, {1, 5, 8, {}}, {2, 8, 11, {}}, {2, 11, 14, {}}};
  sample.passages.clusters = {{0, 4, 0}};
  const SharedText shared = sample.of(2);
  ASSERT_EQ(shared.passages.size(), 4U) << "two places, each with two documents";
  EXPECT_EQ(shared.passages[0].bytes, (Span{0, 5}));
  EXPECT_EQ(shared.passages[1].other, 1U);
  EXPECT_EQ(shared.passages[2].bytes, (Span{6, 11}));
  EXPECT_TRUE(sample.of(3).passages.empty());
}

}  // namespace
}  // namespace test
}  // namespace leitwort
