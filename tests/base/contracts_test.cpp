/// What a caller may not do is told where contracts are checked.

#include "require.hpp"
#include <leitwort/leitwort.hpp>

#include <vector>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

class Contracts : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!kChecksContracts) GTEST_SKIP() << "this build does not check contracts";
    // Other tests of this program leave threads of OpenMP behind.
    GTEST_FLAG_SET(death_test_style, "threadsafe");
  }
  const Sink nowhere_ = [](std::string_view) {};
};

TEST_F(Contracts, SuffixArraysAreOfSymbolsOfTheAlphabet) {
  const std::vector<std::int32_t> text = {1, 2, 3};
  EXPECT_EQ(suffix_array(text, 4).size(), 3U);
  EXPECT_DEATH(suffix_array(text, 3), "suffix_array requires: 0 ≤ text");
}

TEST_F(Contracts, PrefixesAreOfTheSuffixArrayOfTheText) {
  const std::vector<std::int32_t> text = {2, 1, 3, 1, 3, 1};
  std::vector<std::int32_t> suffixes = suffix_array(text, 4);
  EXPECT_EQ(lcp_array(text, suffixes).size(), 6U);
  std::swap(suffixes[1], suffixes[2]);  // "ana" before "anana" must not turn round
  EXPECT_DEATH(lcp_array(text, suffixes), "lcp_array requires");
  suffixes.assign(6, 5);
  EXPECT_DEATH(lcp_array(text, suffixes), "lcp_array requires");
  suffixes.pop_back();
  EXPECT_DEATH(lcp_array(text, suffixes), "lcp_array requires");
}

TEST_F(Contracts, KeysAreSortedByAllTheBitsThatDiffer) {
  std::vector<std::uint64_t> keys = {1U << 10, 3}, key_scratch;
  std::vector<std::uint32_t> values = {0, 1}, value_scratch;
  EXPECT_DEATH(radix_sort(keys, values, 8, key_scratch, value_scratch), "agree in the bits above");
  values.pop_back();
  EXPECT_DEATH(radix_sort(keys, values, 64, key_scratch, value_scratch), "values.size");
}

TEST_F(Contracts, AlignmentsHaveRoom) {
  const std::vector<std::uint32_t> one(1), many(std::size_t{1} << 20);
  const std::vector<std::uint8_t> weights = {2};
  Aligner aligner;
  EXPECT_DEATH(aligner.align(AlignmentMode::global, {one, one, weights}, {many, many}, {}),
               "align requires: a.size\\(\\) \\+ b.size\\(\\) < 2²⁰");
  EXPECT_DEATH(aligner.align(AlignmentMode::global, {one, one, {}}, {one, one}, {}), "one size");
}

TEST_F(Contracts, SharesAreNoMoreThanAll) {
  EXPECT_DEATH(wilson_interval(4, 3), "wilson_interval requires");
  EXPECT_DEATH(log_likelihood_ratio(1, -1, 1, 1), "no exposure is negative");
}

TEST_F(Contracts, RowsHaveACellForEachColumn) {
  TableWriter table(nowhere_, TableFormat::csv, {"a", "b"});
  table.row({std::string("x"), std::uint64_t{1}});
  EXPECT_DEATH(table.row({std::string("x")}), "row requires: row.size");
}

TEST_F(Contracts, ShinglesHaveTokens) {
  const std::vector<std::uint64_t> tokens = {1, 2, 3};
  EXPECT_DEATH(Shingler(0)(tokens), "k ≥ 1");
}

TEST_F(Contracts, StretchesAreOfASideOfThePassage) {
  Passages passages;
  passages.rows.push_back({.a = 1, .b = 2});
  EXPECT_TRUE(equal_stretches(passages, passages.rows[0], 2).empty());
  EXPECT_DEATH(equal_stretches(passages, passages.rows[0], 3), "one of two different sides");
}

TEST_F(Contracts, BatchesNeedASlot) {
  CorpusReader reader({LEITWORT_TEST_CORPORA "/lake-accord"});
  EXPECT_DEATH(reader.read_batches(0, {}), "slots ≥ 1");
}

}  // namespace
}  // namespace leitwort
