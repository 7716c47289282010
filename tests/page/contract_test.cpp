#include "page/contract.hpp"

#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace leitwort::page {
namespace {

template <typename Value>
std::string written(const Value& value) {
  JsonText json;
  write(json, value);
  return json.take();
}

TEST(Each, WritesWhatIsMadeOfEach) {
  const std::vector<std::string> words = {"one", "three"};
  EXPECT_EQ(written(each<std::uint64_t>(words, &std::string::size)), "[3,5]");
  EXPECT_EQ(written(each<std::string>(words)), R"(["one","three"])");
  EXPECT_EQ(written(each<std::string>(std::vector<std::string>{})), "[]");
}

TEST(Each, KeepsWhatHasNoName) {
  const auto list = [] { return each<std::uint64_t>(std::vector<std::uint32_t>{1, 2}); }();
  EXPECT_EQ(written(list), "[1,2]");
}

TEST(Each, KeepsViewsThatHaveANameToo) {
  const std::vector<std::uint32_t> numbers = {7, 8};
  const auto list = [&] {
    const std::span<const std::uint32_t> named = numbers;
    return each<std::uint64_t>(named);
  }();
  EXPECT_EQ(written(list), "[7,8]");
}

TEST(Each, IsAnObjectWhereItHasKeys) {
  const std::vector<Keyed<Ratio>> shares = {{"1/3", 1.0 / 3}, {"0/3", 0.0}};
  EXPECT_EQ(written(each<Keyed<Ratio>>(shares)), R"({"1/3":0.333333,"0/3":0})");
}

TEST(Contract, WritesTheFieldsInTheirOrder) {
  const contract::ClosePair pair{.a = 1, .b = 4, .jaccard = 0.0012345678, .shared = 4, .error = 0};
  EXPECT_EQ(written(pair), R"({"a":1,"b":4,"jaccard":0.00123457,"shared":4,"error":0})");
  EXPECT_EQ(written(contract::Interval{.low = 0, .high = 0.5}), "[0,0.5]");
  EXPECT_EQ(written(std::optional<contract::ClosePair>{}), "null");
}

TEST(Contract, WhatIsUnknownIsNull) {
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(written(Ratio(unknown)), "null");
  EXPECT_EQ(written(Decimal<1>(unknown)), "null");
  EXPECT_EQ(written(Decimal<1>(3.14)), "3.1");
}

}  // namespace
}  // namespace leitwort::page
