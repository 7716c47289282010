/// The documents that the project was made for, where they are at hand. The numbers are those of
/// the contract, counted independently of this program.

#include "cli/program.hpp"

#include <map>
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

  /// The rows that have a wording with these words.
  static std::vector<CsvTable::Row> rows_with(const std::string& words) {
    std::set<std::string> ranks;
    for (const CsvTable::Row& place : report().occurrences.rows) {
      if (contains(place.at("variant"), words)) ranks.insert(place.at("rank"));
    }
    std::vector<CsvTable::Row> rows = report().formulations.rows;
    std::erase_if(rows, [&](const auto& row) { return !ranks.contains(row.at("rank")); });
    return rows;
  }

  static std::set<std::string> documents_of(const CsvTable::Row& row) {
    std::set<std::string> documents;
    for (const auto& place : Report::of_rank(report().occurrences, row.at("rank"))) {
      documents.insert(place.at("document"));
    }
    return documents;
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

using Documents = std::set<std::string>;

TEST_F(ChinaRussia, SpeaksOfEqualityAndTrustIn2017Only) {
  const auto rows = rows_with("trust mutual support common prosperity and");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(documents_of(rows[0]), (Documents{"000", "002"}));
  EXPECT_TRUE(rows[0].at("first_date").starts_with("2017"));
  EXPECT_TRUE(rows[0].at("last_date").starts_with("2017"));
  std::set<std::string> wordings;
  for (const auto& place : Report::of_rank(report().occurrences, rows[0].at("rank"))) {
    wordings.insert(place.at("variant"));
  }
  for (const char* wording :
       {"equality and trust mutual support common prosperity and long lasting friendship",
        "equality trust mutual support common prosperity and lasting friendship"}) {
    EXPECT_TRUE(wordings.contains(wording)) << wording;
  }
}

TEST_F(ChinaRussia, RaisesTheGreatestStrategicValueToTheHighest) {
  const auto rows = rows_with("strategic value");
  ASSERT_GE(rows.size(), 1U);
  EXPECT_TRUE(contains(rows[0].at("slots"), "{greatest|highest} strategic value"))
      << rows[0].at("slots");
  std::map<std::string, std::string> document_with;
  for (const auto& place : Report::of_rank(report().occurrences, rows[0].at("rank"))) {
    document_with[place.at("slot_values")] += place.at("document");
  }
  EXPECT_EQ(document_with["1=greatest"], "003");
  EXPECT_EQ(document_with["1=highest"], "001");
  EXPECT_TRUE(contains(rows[0].at("life"), "greatest → highest 2022")) << rows[0].at("life");
}

TEST_F(ChinaRussia, HasOneRowForTheSharedFuture) {
  const auto rows = rows_with("shared future");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(documents_of(rows[0]), (Documents{"000", "001", "003", "004"}));
  EXPECT_GE(std::stoul(rows[0].at("variants")), 3U);
}

TEST_F(ChinaRussia, SpeaksOfTheColdWarMentality) {
  const auto rows = rows_with("cold war mentality");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(documents_of(rows[0]), (Documents{"000", "001", "004"}));
}

TEST_F(ChinaRussia, JoinsBeltAndRoadWithTheEurasianUnionInOneRow) {
  for (const CsvTable::Row& row : rows_with("eurasian economic union")) {
    Documents belt;
    std::set<std::string> wordings;
    for (const auto& place : Report::of_rank(report().occurrences, row.at("rank"))) {
      if (!contains(place.at("variant"), "belt and road")) continue;
      belt.insert(place.at("document"));
      wordings.insert(place.at("variant"));
    }
    if (wordings.size() < 2) continue;
    EXPECT_EQ(belt, (Documents{"000", "001", "003"}));
    return;
  }
  ADD_FAILURE() << "no row with several wordings";
}

}  // namespace
}  // namespace leitwort::test
