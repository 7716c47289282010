#include "oracle/suffixes.hpp"
#include <leitwort/sequence.hpp>

#include <random>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

using Text = std::vector<std::int32_t>;

void expect_sorted(const Text& text, std::int32_t alphabet) {
  const Text suffixes = suffix_array(text, alphabet);
  ASSERT_EQ(suffixes, oracle::suffix_array(text));
  ASSERT_EQ(lcp_array(text, suffixes), oracle::lcp_array(text, suffixes));
}

TEST(SuffixArray, OfNothingAndOfOne) {
  expect_sorted({}, 1);
  expect_sorted({0}, 1);
  expect_sorted({5}, 6);
}

TEST(SuffixArray, OfRegularTexts) {
  expect_sorted(Text(1000, 0), 1);
  expect_sorted(Text(1000, 3), 4);
  Text rising(500), falling(500), alternating(500), fibonacci = {1}, previous = {2};
  for (std::int32_t i = 0; i < 500; ++i) {
    rising[static_cast<std::size_t>(i)] = i;
    falling[static_cast<std::size_t>(i)] = 499 - i;
    alternating[static_cast<std::size_t>(i)] = i % 2;
  }
  while (fibonacci.size() < 1000) {
    Text next = fibonacci;
    next.insert(next.end(), previous.begin(), previous.end());
    previous = std::exchange(fibonacci, next);
  }
  expect_sorted(rising, 500);
  expect_sorted(falling, 500);
  expect_sorted(alternating, 2);
  expect_sorted(fibonacci, 3);
}

TEST(SuffixArray, AgreesWithAPlainSortOnRandomTexts) {
  std::mt19937 random(1);
  for (int round = 0; round < 5000; ++round) {
    const auto alphabet = static_cast<std::int32_t>(1 + random() % (round % 10 == 0 ? 1000 : 4));
    Text text(random() % 80);
    for (auto& c : text) c = static_cast<std::int32_t>(random()) & 0x7FFFFFFF, c %= alphabet;
    expect_sorted(text, alphabet);
  }
}

TEST(SuffixArray, AgreesWithAPlainSortOnTextsWithLongRepeats) {
  std::mt19937 random(2);
  for (int round = 0; round < 300; ++round) {
    Text part(1 + random() % 40), text;
    for (auto& c : part) c = static_cast<std::int32_t>(random() % 3);
    while (text.size() < 400) {
      text.insert(text.end(), part.begin(), part.end());
      if (random() % 4 == 0) text.push_back(static_cast<std::int32_t>(random() % 3));
    }
    expect_sorted(text, 3);
  }
}

TEST(RadixSort, IsStableAndAgreesWithStableSort) {
  std::mt19937_64 random(3);
  std::vector<std::uint64_t> key_scratch;
  std::vector<std::uint32_t> value_scratch;
  for (int round = 0; round < 500; ++round) {
    const unsigned bits = 1 + static_cast<unsigned>(random() % 64);
    const std::uint64_t mask = bits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
    const std::uint64_t common = random() & ~mask;
    std::vector<std::uint64_t> keys(random() % 300);
    std::vector<std::uint32_t> values;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> expected;
    for (auto& key : keys) {
      // Few different low bits, so that keys repeat and digits above decide.
      key = common | (random() & mask & (round % 2 == 0 ? ~std::uint64_t{0} : 0x3));
      values.push_back(static_cast<std::uint32_t>(values.size()));
      expected.emplace_back(key, values.back());
    }
    std::sort(expected.begin(), expected.end());  // values ascend, so that this is stable
    radix_sort(keys, values, bits, key_scratch, value_scratch);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      ASSERT_EQ(keys[i], expected[i].first);
      ASSERT_EQ(values[i], expected[i].second);
    }
  }
}

}  // namespace
}  // namespace leitwort
