#include "cli/program.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace leitwort::test {
namespace {

using nlohmann::json;

/// A watch-list for lake-accord, of which three lines are found.
const char* const kList =
    "# the accord\n"
    "Spirit of shared waters\n"
    "the * of the lake | the lake's waters\n"
    "both shores prosper together\n"
    "湖\n";

CsvTable watched(const std::string& command, const Strings& options = {}) {
  const TemporaryFolder folder;
  Strings words = {command, kLakeAccord, "--watch", folder.write("watch.txt", kList)};
  words.insert(words.end(), options.begin(), options.end());
  const Outcome run = leitwort_runs(words);
  EXPECT_EQ(run.status, 0) << run.err;
  return parse_csv(run.out);
}

TEST(Watch, ListsEveryLineFoundOrNot) {
  const CsvTable table = watched("formulations", {"--limit", "1", "--min-documents", "5"});
  ASSERT_EQ(table.rows.size(), 4U);
  const CsvTable::Row& found = table.rows[0];
  EXPECT_EQ(found.at("formulation"), "spirit of shared waters");
  EXPECT_EQ(found.at("documents"), "9");
  EXPECT_EQ(found.at("first_date"), "2009-03-12");
  EXPECT_EQ(found.at("score"), "");
  EXPECT_EQ(found.at("explanation"), "watch-list line 2: 9 documents, 9 places");
  EXPECT_EQ(table.rows[1].at("formulation"), "the * of the lake");
  EXPECT_EQ(table.rows[1].at("slots"),
            "the {stewardship|anniversary|establishment|level} of the lake");
  EXPECT_EQ(table.rows[1].at("variants"), "4");
  EXPECT_EQ(table.rows[3].at("documents"), "1");

  const CsvTable::Row& missing = table.rows[2];
  EXPECT_EQ(missing.at("rank"), "3");
  for (const char* zero : {"documents", "occurrences", "per_10k", "variants"}) {
    EXPECT_EQ(missing.at(zero), "0") << zero;
  }
  for (const char* empty : {"first_date", "first_document", "last_date", "last_document", "peak"}) {
    EXPECT_EQ(missing.at(empty), "") << empty;
  }
  EXPECT_EQ(missing.at("explanation"),
            "watch-list line 4: not found; nearest: \"both shores declining together\" (document "
            "courier-2011-column, 3 of 4 words)");
}

TEST(Watch, TheTimelineHasZerosForWhatIsNotFound) {
  const CsvTable table = watched("timeline");
  const auto rows = Report::of_rank(table, "3");
  ASSERT_EQ(rows.size(), 15U);  // 2009 to 2023
  ASSERT_EQ(Report::of_rank(table, "1").size(), 15U);
  for (const CsvTable::Row& row : rows) {
    EXPECT_EQ(row.at("documents_with"), "0");
    EXPECT_EQ(row.at("occurrences"), "0");
    const bool texts = row.at("documents_total") != "0";
    EXPECT_EQ(row.at("document_share"), texts ? "0" : "");
    EXPECT_EQ(row.at("low"), texts ? "0" : "");
    if (texts) {
      EXPECT_GT(std::stod(row.at("high")), 0.3);
    }
  }
}

TEST(Watch, AFolderGetsAllTablesAndTheListIsRecorded) {
  const TemporaryFolder folder;
  const std::string list = folder.write("watch.txt", kList);
  const Outcome run =
      leitwort_runs({"formulations", kLakeAccord, "--watch", list, "-o", folder / "out/"});
  EXPECT_EQ(run.status, 0);
  EXPECT_TRUE(contains(run.err, "3 of 4 watched formulations found; 1 document dated too vaguely"))
      << run.err;
  const CsvTable occurrences = parse_csv(read_file(folder / "out/occurrences.csv"));
  EXPECT_TRUE(Report::of_rank(occurrences, "3").empty());
  const auto places = Report::of_rank(occurrences, "2");
  ASSERT_EQ(places.size(), 8U);
  EXPECT_EQ(places[0].at("variant"), "the establishment of the lake");
  EXPECT_EQ(places[0].at("slot_values"), "1=establishment");

  const json record = json::parse(read_file(folder / "out/run.json"));
  EXPECT_EQ(record["options"]["watch"], list);
  EXPECT_EQ(record["watch_list"]["path"], list);
  EXPECT_EQ(record["watch_list"]["bytes"], std::string(kList).size());
  EXPECT_EQ(record["watch_list"]["sha256"],
            "85c656f32c0244cf8611a226570c1f3d151f4406b163eb61b88f2445bb46ce85");
}

TEST(Watch, ATableShowsZerosAndWhatComesNear) {
  const TemporaryFolder folder;
  std::string list = kList;
  for (int i = 0; i < 60; ++i) list += "shores " + std::to_string(1000 + i) + "\n";
  const Outcome run = leitwort_runs({"formulations", kLakeAccord, "--watch",
                                     folder.write("watch.txt", list), "--format", "table"});
  EXPECT_EQ(run.status, 0);
  EXPECT_TRUE(contains(run.out, "0       0  –           –           nearest: \"both shores"))
      << run.out;
  EXPECT_TRUE(contains(run.out, "shores 1059"));  // every line, not the first forty
}

TEST(Watch, AListThatCannotBeReadIsRefused) {
  const TemporaryFolder folder;
  const auto refusal = [&](const std::string& list) {
    const Outcome run = leitwort_runs({"timeline", kLakeAccord, "--watch", list});
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(run.out, "");
    return run.err;
  };
  const std::string missing = folder / "missing.txt";
  EXPECT_EQ(refusal(missing),
            "leitwort: --watch " + missing +
                ": there is no such file; it holds formulations to follow, one a line, wordings of "
                "one separated by |\n");
  const std::string star = folder.write("star.txt", "peace\nthe work *\n");
  EXPECT_EQ(refusal(star), "leitwort: " + star +
                               ":2: a wording ends with *; take it away: * stands for words "
                               "between two others\n");
  EXPECT_TRUE(contains(refusal(folder.write("empty.txt", "# none\n")), "holds no formulation"));
  EXPECT_TRUE(contains(refusal(folder.path()), "is a folder"));
}

TEST(Watch, AListMayComeFromStandardInputUnlessTheCorpusDoes) {
  const TemporaryFolder folder;
  const Outcome run = leitwort_runs({"formulations", kLakeAccord, "--watch", "-"},
                                    {.input = folder.write("watch.txt", kList)});
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_EQ(parse_csv(run.out).rows.size(), 4U);
  const Outcome both =
      leitwort_runs({"formulations", "-", "--watch", "-"}, {.input = folder / "watch.txt"});
  EXPECT_EQ(both.status, 2);
  EXPECT_TRUE(contains(both.err, "cannot be the corpus and the watch-list"));
}

TEST(Watch, DoesNotDependOnTheNumberOfThreads) {
  const TemporaryFolder folder;
  const std::string list = folder.write("watch.txt", kList);
  const auto output = [&](const char* threads) {
    return leitwort_runs({"formulations", kLakeAccord, "--watch", list, "--threads", threads}).out;
  };
  EXPECT_EQ(output("1"), output("3"));
}

}  // namespace
}  // namespace leitwort::test
