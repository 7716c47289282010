/// What was planted in tests/corpora/lake-accord must come out of a report on it.

#include "cli/program.hpp"
#include <leitwort/text.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <stdexcept>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace leitwort::test {
namespace {

using nlohmann::json;

json plant(const std::string& id) {
  std::ifstream file(kLakeAccord + ".planted.json");
  const json planted = json::parse(file);
  for (const json& p : planted.at("plants")) {
    if (p.at("id") == id) return p;
  }
  throw std::runtime_error("no plant " + id);
}

/// The report with every formulation of two documents or more.
const Report& report() {
  static const Report made({kLakeAccord, "--limit", "all"});
  return made;
}

std::set<std::string> documents_of_wording(const json& wording) {
  return wording.at("documents").get<std::set<std::string>>();
}

const CsvTable::Row& row_of(const Report& of, const std::string& formulation) {
  const CsvTable::Row* row = of.formulations.find("formulation", formulation);
  if (row == nullptr) throw std::runtime_error("formulations.csv has no row: " + formulation);
  return *row;
}

std::set<std::string> documents_of_rank(const Report& of, const std::string& rank) {
  std::set<std::string> documents;
  for (const auto& row : Report::of_rank(of.occurrences, rank))
    documents.insert(row.at("document"));
  return documents;
}

/// The rows of occurrences.csv that show a wording of a row.
std::vector<CsvTable::Row> places_of_wording(const Report& of, const std::string& rank,
                                             const std::string& wording) {
  std::vector<CsvTable::Row> places = Report::of_rank(of.occurrences, rank);
  std::erase_if(places, [&](const auto& place) { return place.at("variant") != wording; });
  return places;
}

/// The formula of all four voices.
const std::string kNeitherShore = "neither shore can prosper against the other";

/// The row of formulations.csv says of its wording what was planted.
void expect_as_planted(const Report& of, const std::string& formulation, const json& wording) {
  const CsvTable::Row& row = row_of(of, formulation);
  EXPECT_EQ(row.at("documents"), std::to_string(wording.at("documents").size()));
  EXPECT_EQ(row.at("occurrences"), wording.at("occurrences").dump());
  EXPECT_EQ(row.at("first_date"), wording.at("first_date").get<std::string>());
  EXPECT_EQ(row.at("last_date"), wording.at("last_date").get<std::string>());
  EXPECT_EQ(documents_of_rank(of, row.at("rank")), documents_of_wording(wording));
}

/// Where a wording stands, as the concordance of the report shows it: within the words left of an
/// occurrence, its surface and the words right of it.
struct Attested {
  std::set<std::string> documents;
  std::string first_date, last_date;
};

Attested in_concordance(const std::string& wording) {
  Attested attested;
  for (const CsvTable::Row& row : report().occurrences.rows) {
    std::string words = " ";
    for (const std::string& word :
         words_of(row.at("left") + " " + row.at("surface") + " " + row.at("right"))) {
      words += word + " ";
    }
    if (!contains(words, " " + wording + " ")) continue;
    attested.documents.insert(row.at("document"));
    const std::string& date = row.at("date");
    if (date.empty()) continue;
    if (attested.first_date.empty() || date < attested.first_date) attested.first_date = date;
    attested.last_date = std::max(attested.last_date, date);
  }
  return attested;
}

void expect_attested_as_planted(const json& wording) {
  SCOPED_TRACE(wording.at("text").get<std::string>());
  const Attested attested = in_concordance(wording.at("text").get<std::string>());
  EXPECT_EQ(attested.documents, documents_of_wording(wording));
  EXPECT_EQ(attested.first_date, wording.at("first_date").get<std::string>());
  EXPECT_EQ(attested.last_date, wording.at("last_date").get<std::string>());
}

TEST(Planted, TheFormulaOfAllFourVoicesIsListed) {
  const json wording = plant("neither-shore")["wordings"][0];
  ASSERT_EQ(wording["text"], kNeitherShore);
  expect_as_planted(report(), kNeitherShore, wording);
  expect_attested_as_planted(wording);
}

TEST(Planted, TheFourFormulasAreTheFirst) {
  std::set<std::string> first;
  for (std::size_t i = 0; i < 4; ++i) {
    const CsvTable::Row& row = report().formulations.rows.at(i);
    EXPECT_EQ(row.at("rank"), std::to_string(i + 1));
    EXPECT_EQ(row.at("kind"), "phrase");
    first.insert(row.at("formulation"));
  }
  EXPECT_EQ(first,
            (std::set<std::string>{kNeitherShore, "patience is the first treaty between neighbours",
                                   "the broad consensus on the stewardship of the lake",
                                   "the spirit of shared waters and shared duties"}));
}

TEST(Planted, FormulasOverALineEndAndInQuotesAreQuotedAsTheyStand) {
  std::map<std::string, std::string> surfaces;
  const std::string rank =
      row_of(report(), "the broad consensus on the stewardship of the lake").at("rank");
  for (const auto& row : Report::of_rank(report().occurrences, rank)) {
    surfaces[row.at("document")] = row.at("surface");
  }
  EXPECT_TRUE(contains(surfaces["commission-2010-founding"], "on the\nstewardship"));
  for (const auto& row :
       Report::of_rank(report().occurrences, row_of(report(), kNeitherShore).at("rank"))) {
    surfaces[row.at("document")] = row.at("surface");
  }
  EXPECT_TRUE(contains(surfaces["commission-2010-founding"], "the\nother"));
  EXPECT_TRUE(surfaces["courier-2011-column"].starts_with("Neither"));
}

TEST(Planted, TheGrowingFormulaIsListedAsItGrew) {
  const json wordings = plant("shared-waters")["wordings"];
  expect_as_planted(report(), wordings[1]["text"], wordings[1]);
  expect_attested_as_planted(wordings[1]);
  expect_attested_as_planted(wordings[2]);
}

TEST(Planted, TheGrowingFormulaIsShownFromItsFirstStep) {
  expect_attested_as_planted(plant("shared-waters")["wordings"][0]);
}

TEST(Planted, TheChangingWordIsShownInBothWordingsWithTheirDates) {
  const json wordings = plant("stewardship")["wordings"];
  ASSERT_EQ(wordings.size(), 2U);
  for (const json& wording : wordings) expect_attested_as_planted(wording);
}

TEST(Planted, TheChangingWordIsASlotOfOneRow) {
  const json wordings = plant("stewardship")["wordings"];
  const CsvTable::Row& row = row_of(report(), wordings[0]["text"]);
  EXPECT_EQ(row.at("slots"), "the {broad|unbreakable} consensus on the stewardship of the lake");
  EXPECT_EQ(row.at("documents"), "5");
  EXPECT_EQ(row.at("occurrences"), "5");
  EXPECT_EQ(row.at("variants"), "2");
  EXPECT_EQ(row.at("first_date"), wordings[0]["first_date"].get<std::string>());
  EXPECT_EQ(row.at("last_date"), wordings[1]["last_date"].get<std::string>());
  EXPECT_TRUE(contains(row.at("life"), "slot 1: broad → unbreakable 2019")) << row.at("life");
  for (const auto& [wording, value] :
       {std::pair(wordings[0], "1=broad"), std::pair(wordings[1], "1=unbreakable")}) {
    std::set<std::string> documents;
    std::string first = "9", last;
    for (const auto& place : places_of_wording(report(), row.at("rank"), wording["text"])) {
      EXPECT_EQ(place.at("slot_values"), value);
      documents.insert(place.at("document"));
      first = std::min(first, place.at("date"));
      last = std::max(last, place.at("date"));
    }
    EXPECT_EQ(documents, documents_of_wording(wording));
    EXPECT_EQ(first, wording["first_date"].get<std::string>());
    EXPECT_EQ(last, wording["last_date"].get<std::string>());
  }
}

TEST(Planted, TheNearDuplicatesDoNotLeadTheList) {
  const std::set<std::string> pair = {"commission-2018-session", "commission-2019-session"};
  double best = 0;
  for (const CsvTable::Row& row : report().formulations.rows) {
    if (documents_of_rank(report(), row.at("rank")) != pair) continue;
    EXPECT_NE(row.at("kind"), "phrase") << row.at("formulation");
    best = std::max(best, std::stod(row.at("score")));
  }
  EXPECT_LT(2 * best, std::stod(row_of(report(), kNeitherShore).at("score")));
}

TEST(Planted, TheReturningFormulaIsListedWithItsDates) {
  const json wording = plant("first-treaty")["wordings"][0];
  expect_as_planted(report(), wording["text"], wording);
}

TEST(Planted, TheReturningFormulaHasEmptyYearsInTheTimeline) {
  const std::string rank =
      row_of(report(), plant("first-treaty")["wordings"][0]["text"]).at("rank");
  const std::map<std::string, std::string> with = {{"2009", "2"}, {"2022", "1"}, {"2023", "1"}};
  const std::set<std::string> without_texts = {"2013", "2017", "2020", "2021"};
  const auto periods = Report::of_rank(report().timeline, rank);
  ASSERT_EQ(periods.size(), 15U);
  for (const CsvTable::Row& row : periods) {
    const std::string& year = row.at("period");
    EXPECT_EQ(row.at("documents_with"), with.contains(year) ? with.at(year) : "0") << year;
    const bool empty = without_texts.contains(year);
    EXPECT_EQ(row.at("documents_total") == "0", empty) << year;
    for (const char* rate : {"document_share", "per_10k", "low", "high"}) {
      EXPECT_EQ(row.at(rate).empty(), empty) << year << " " << rate;
    }
    if (!empty && !with.contains(year)) {
      EXPECT_EQ(row.at("document_share"), "0") << year;
    }
  }
}

TEST(Planted, TheNearDuplicatesAreTheClosestPair) {
  const json p = plant("ordinary-sessions");
  const auto& rows = report().similarity.rows;
  ASSERT_EQ(rows.size(), 13U * 12U / 2U);
  const auto closest = std::max_element(rows.begin(), rows.end(), [](const auto& x, const auto& y) {
    return std::stod(x.at("jaccard")) < std::stod(y.at("jaccard"));
  });
  EXPECT_EQ(closest->at("a"), p["documents"][0].get<std::string>());
  EXPECT_EQ(closest->at("b"), p["documents"][1].get<std::string>());
  EXPECT_EQ(closest->at("shingle"), p["shingle_size"].dump());
  EXPECT_EQ(closest->at("shared"), p["common_shingles"].dump());
  EXPECT_EQ(closest->at("union"), p["all_shingles"].dump());
  EXPECT_NEAR(std::stod(closest->at("jaccard")), p["jaccard"].get<double>(), 0.00005);
  EXPECT_TRUE(
      contains(report().outcome.out, "0.68531  commission-2018-session – commission-2019-session"));
}

TEST(Planted, TheChineseFormulaIsListedWhereOneDocumentIsEnough) {
  const json wording = plant("lake-as-neighbour")["wordings"][0];
  const Report each({kLakeAccord, "--limit", "all", "--min-documents", "1"});
  for (const CsvTable::Row& row : each.formulations.rows) {
    std::string text = row.at("formulation");
    std::erase(text, ' ');
    if (text != wording["text"].get<std::string>()) continue;
    expect_as_planted(each, row.at("formulation"), wording);
    for (const auto& place : Report::of_rank(each.occurrences, row.at("rank"))) {
      EXPECT_EQ(place.at("surface"), wording["text"].get<std::string>());
    }
    return;
  }
  ADD_FAILURE() << "no row " << wording["text"];
}

TEST(Planted, TheUndatedTextIsInTheDocumentsAndInNoTimeline) {
  const std::string undated = plant("leaflet")["documents"][0];
  const CsvTable::Row* document = report().documents.find("document", undated);
  ASSERT_NE(document, nullptr);
  EXPECT_EQ(document->at("date"), "");
  EXPECT_EQ(document->at("date_precision"), "");

  const CsvTable::Row& row = row_of(report(), kNeitherShore);
  EXPECT_TRUE(documents_of_rank(report(), row.at("rank")).contains(undated));
  EXPECT_EQ(row.at("documents"), "6");
  unsigned long with = 0, total = 0, tokens = 0, all_tokens = 0;
  for (const CsvTable::Row& period : Report::of_rank(report().timeline, row.at("rank"))) {
    with += std::stoul(period.at("documents_with"));
    total += std::stoul(period.at("documents_total"));
    tokens += std::stoul(period.at("tokens_total"));
  }
  for (const CsvTable::Row& d : report().documents.rows) all_tokens += std::stoul(d.at("tokens"));
  EXPECT_EQ(with, 5U);
  EXPECT_EQ(total, report().documents.rows.size() - 1);
  EXPECT_EQ(tokens, all_tokens - std::stoul(document->at("tokens")));
  EXPECT_TRUE(contains(report().outcome.err, "1 of 13 documents has no date"));
}

}  // namespace
}  // namespace leitwort::test
