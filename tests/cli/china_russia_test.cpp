/// The documents that the project was made for, where they are at hand. The numbers are those of
/// the contract, counted independently of this program.

#include "cli/program.hpp"

#include <set>
#include <stdexcept>

#include <gtest/gtest.h>

namespace leitwort::test {
namespace {

class ChinaRussia : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kChinaRussia)) GTEST_SKIP() << kChinaRussia << " is not there";
  }

  static const Report& report() {
    static const Report made({kChinaRussia, "--limit", "all", "-k", "3,5,8"});
    return made;
  }

  static CsvTable::Row pair(const std::string& a, const std::string& b, const std::string& k) {
    for (const CsvTable::Row& row : report().similarity.rows) {
      if (row.at("a") == a && row.at("b") == b && row.at("shingle") == k) return row;
    }
    throw std::runtime_error("no pair " + a + ", " + b + " for k = " + k);
  }

  static double jaccard(const std::string& a, const std::string& b, const std::string& k) {
    return std::stod(pair(a, b, k).at("jaccard"));
  }
};

TEST_F(ChinaRussia, HasSoManyTokens) {
  Strings ids, tokens;
  for (const CsvTable::Row& row : report().documents.rows) {
    ids.push_back(row.at("document"));
    tokens.push_back(row.at("tokens"));
  }
  EXPECT_EQ(ids, (Strings{"000", "001", "002", "003", "004"}));
  EXPECT_EQ(tokens, (Strings{"4007", "4470", "631", "2851", "1128"}));
}

TEST_F(ChinaRussia, SharesShinglesOfThree) {
  EXPECT_EQ(pair("000", "001", "3").at("shared"), "293");
  EXPECT_NEAR(jaccard("000", "001", "3"), 0.04045, 0.000005);
}

TEST_F(ChinaRussia, SharesShinglesOfFive) {
  EXPECT_EQ(pair("000", "001", "5").at("shared"), "76");
  EXPECT_NEAR(jaccard("000", "001", "5"), 0.00926, 0.000005);
  EXPECT_NEAR(jaccard("001", "003", "5"), 0.00885, 0.000005);
}

TEST_F(ChinaRussia, SharesShinglesOfEight) {
  EXPECT_EQ(pair("000", "001", "8").at("shared"), "12");
  EXPECT_NEAR(jaccard("000", "001", "8"), 0.00143, 0.000005);
  EXPECT_NEAR(jaccard("001", "003", "8"), 0.00289, 0.000005);
}

TEST_F(ChinaRussia, ContainsTheShortestTextInTheLongByAnEighth) {
  EXPECT_NEAR(std::stod(pair("000", "002", "3").at("containment_b")), 0.1151, 0.00005);
}

TEST_F(ChinaRussia, RaisesTrustAndCoordinationFromJanuary2020) {
  const std::string core = "highest degree of mutual trust the highest level of coordination";
  std::size_t found = 0;
  for (const CsvTable::Row& row : report().formulations.rows) {
    if (!contains(row.at("formulation"), core)) continue;
    ++found;
    std::set<std::string> documents;
    for (const auto& place : Report::of_rank(report().occurrences, row.at("rank"))) {
      documents.insert(place.at("document"));
    }
    EXPECT_EQ(documents, (std::set<std::string>{"001", "003"}));
    EXPECT_EQ(row.at("first_date"), "2020-01-31");
    EXPECT_EQ(row.at("first_document"), "003");
    EXPECT_EQ(row.at("last_document"), "001");
  }
  EXPECT_GE(found, 1U);
}

TEST_F(ChinaRussia, SpeaksOfANewEraNotYetIn2017) {
  std::size_t found = 0;
  for (const CsvTable::Row& row : report().occurrences.rows) {
    if (!contains(row.at("variant"), "for a new era")) continue;
    ++found;
    EXPECT_FALSE(row.at("date").starts_with("2017"))
        << row.at("document") << ": " << row.at("surface");
  }
  EXPECT_GE(found, 1U);
}

}  // namespace
}  // namespace leitwort::test
