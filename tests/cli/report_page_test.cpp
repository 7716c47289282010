#include "cli/program.hpp"
#include "page_blocks.hpp"
#include <leitwort/page.hpp>

#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace leitwort::test {
namespace {

using nlohmann::json;

/// Runs `leitwort report` into a folder, where it finds no Python: pictures take long.
Outcome report_into(const std::string& folder, Strings words) {
  words.insert(words.begin(), {"env", "PATH=/nonexistent", LEITWORT_PROGRAM, "report"});
  words.insert(words.end(), {"-o", folder});
  return program_runs(words);
}

TEST(ReportWithoutPage, SaysWhy) {
  if (has_page()) GTEST_SKIP() << "this build has a page";
  const TemporaryFolder folder;
  const Outcome run = report_into(folder / "out", {kLakeAccord});
  EXPECT_EQ(run.status, 0);
  EXPECT_TRUE(contains(run.err, "no index.html: this leitwort was built without Node")) << run.err;
  EXPECT_FALSE(std::filesystem::exists(folder / "out/index.html"));
}

class ReportPage : public testing::Test {
 protected:
  void SetUp() override {
    if (!has_page()) GTEST_SKIP() << "built without Node";
  }
  const TemporaryFolder folder;
};

TEST_F(ReportPage, IsWrittenAndNamedFirst) {
  const Outcome run = report_into(folder / "out", {kLakeAccord});
  ASSERT_EQ(run.status, 0) << run.err;
  const std::string path = folder / "out/index.html";
  EXPECT_TRUE(run.out.starts_with("Open " + path + " in a browser\n\n")) << run.out;
  const json record = json::parse(read_file(folder / "out/run.json"));
  EXPECT_TRUE(record["files"].dump().find("index.html") != std::string::npos);
  EXPECT_TRUE(record["seconds"].contains("page"));
}

TEST_F(ReportPage, AgreesWithTheTables) {
  ASSERT_EQ(report_into(folder / "out", {kLakeAccord, "-k", "4,5"}).status, 0);
  const ReadPage page(read_file(folder / "out/index.html"));
  const auto table = [&](const std::string& name) {
    return parse_csv(read_file(folder / ("out/" + name + ".csv")));
  };
  EXPECT_EQ(page.core["corpus"], "lake-accord");
  const CsvTable documents = table("documents");
  ASSERT_EQ(page.core["documents"]["id"].size(), documents.rows.size());
  std::map<std::string, std::size_t> index;
  for (std::size_t d = 0; d < documents.rows.size(); ++d) {
    const CsvTable::Row& row = documents.rows[d];
    const json& columns = page.core["documents"];
    EXPECT_EQ(columns["id"][d], row.at("document"));
    EXPECT_EQ(columns["tokens"][d].dump(), row.at("tokens"));
    ASSERT_EQ(page.stretches_of(d).size(), 1U);
    EXPECT_EQ(page.stretches_of(d)[0].text, read_file(row.at("path")));
    index[row.at("document")] = d;
  }
  const std::set<std::string> languages(page.core["documents"]["language"].begin(),
                                        page.core["documents"]["language"].end());
  EXPECT_EQ(languages, (std::set<std::string>{"en", "zh"}));
  const CsvTable occurrences = table("occurrences");
  std::size_t next = 0;
  for (std::size_t i = 0; i < page.core["formulations"].size(); ++i) {
    for (const ReadPage::Place& place : page.places_of(i)) {
      const CsvTable::Row& row = occurrences.rows.at(next++);
      EXPECT_EQ(row.at("rank"), std::to_string(i + 1));
      EXPECT_EQ(index.at(row.at("document")), place.document);
      EXPECT_EQ(row.at("begin_byte"), std::to_string(place.begin));
      EXPECT_EQ(row.at("end_byte"), std::to_string(place.end));
    }
  }
  EXPECT_EQ(next, occurrences.rows.size());

  // What was asked for comes first; then what the page adds, which is in no table.
  const json& tables = page.similarity["tables"];
  Strings lengths;
  for (const json& t : tables) lengths.push_back(t["k"].dump());
  EXPECT_EQ(lengths, (Strings{"4", "5", "3", "8"}));
  const CsvTable similarity = table("similarity");
  std::map<std::string, std::size_t> rows;
  for (const CsvTable::Row& row : similarity.rows)
    rows[row.at("shingle")] += row.at("shared") != "0";
  EXPECT_EQ(rows, (std::map<std::string, std::size_t>{{"4", page.pairs_of(0).size()},
                                                      {"5", page.pairs_of(1).size()}}));
  next = 0;
  for (const CsvTable::Row& row : similarity.rows) {
    if (row.at("shingle") != "4" || row.at("shared") == "0") continue;
    const ReadPage::Pair pair = page.pairs_of(0).at(next++);
    EXPECT_EQ(index.at(row.at("a")), pair.a);
    EXPECT_EQ(index.at(row.at("b")), pair.b);
    EXPECT_EQ(row.at("shared"), std::to_string(pair.shared));
  }
  EXPECT_EQ(page.passages["rows"].size(), table("passages").rows.size());
  EXPECT_EQ(page.passages["clusters"].size(),
            std::stoul(table("passages.clusters").rows.back().at("cluster")));
}

TEST_F(ReportPage, StatesTheSettingsThatMatter) {
  const std::string list = folder.write("deep/watch.txt", "shared waters\n");
  const std::string cut = folder.write("deep/cut.txt", "line:nothing\n");
  ASSERT_EQ(report_into(folder / "out", {kLakeAccord, "--watch", list, "--cut", cut, "--threads",
                                         "1", "--period", "decade", "--quiet"})
                .status,
            0);
  const ReadPage page(read_file(folder / "out/index.html"));
  std::map<std::string, std::string> settings;
  for (const json& setting : page.core["settings"]) {
    settings[setting[0].get<std::string>()] = setting[1].get<std::string>();
  }
  EXPECT_EQ(settings["watch"], "watch.txt");
  EXPECT_EQ(settings["cut"], "cut.txt");
  EXPECT_EQ(settings["period"], "decade");
  EXPECT_EQ(settings["limit"], "1000");
  for (const char* left_out : {"output", "threads", "quiet", "verbose", "matrix"}) {
    EXPECT_FALSE(settings.contains(left_out)) << left_out;
  }
  EXPECT_EQ(page.core["methods"][0], "k=5: exact");
}

TEST_F(ReportPage, HasTheSameBytesForAnyThreadsAndFolder) {
  const std::string list = folder.write("watch.txt", "shared waters\n");
  const auto page = [&](const std::string& out, const char* threads) {
    EXPECT_EQ(
        report_into(folder / out, {kLakeAccord, "--watch", list, "--threads", threads}).status, 0);
    return read_file(folder / (out + "/index.html"));
  };
  const std::string one = page("out", "1");
  EXPECT_GT(one.size(), 10000U);
  EXPECT_TRUE(one == page("another/folder", "4"));
  EXPECT_TRUE(one == page("out", "2"));  // which is there already
}

TEST_F(ReportPage, OfSeveralPathsNamesThemAll) {
  folder.write("speeches/a.txt", "The patient heron waits for the silver minnow.");
  const std::string lines =
      folder.write("more.jsonl", "{\"text\": \"The patient heron waits.\"}\n");
  ASSERT_EQ(report_into(folder / "out", {folder / "speeches/", lines}).status, 0);
  const ReadPage page(read_file(folder / "out/index.html"));
  EXPECT_EQ(page.core["corpus"], "speeches, more.jsonl");
}

TEST_F(ReportPage, ShowsTheWatchListFirst) {
  const std::string list = folder.write("watch.txt", "nothing of that\nspirit of shared waters\n");
  ASSERT_EQ(report_into(folder / "out", {kLakeAccord, "--watch", list}).status, 0);
  const ReadPage page(read_file(folder / "out/index.html"));
  EXPECT_EQ(page.core["watched"], 2);
  EXPECT_EQ(page.core["formulations"][0]["occurrences"], 0);
  EXPECT_EQ(page.core["formulations"][1]["text"], "spirit of shared waters");
  EXPECT_EQ(page.core["formulations"][2]["rank"], 1);
}

/// 1,100 documents in groups of as many as `group`, whose members are nearly the same.
std::string many_documents(int group) {
  std::string lines;
  for (int d = 0; d < 1100; ++d) {
    std::string text;
    for (int w = 0; w < 12; ++w) text += fmt::format("w{}x{} ", d / group, w);
    text += fmt::format("o{}", d);
    lines += json({{"text", text}}).dump() + "\n";
  }
  return lines;
}

TEST_F(ReportPage, OfManyDocumentsHasTheClosestPairsOfAll) {
  // In small groups fewer than 2,000 pairs share anything; in large ones many more.
  for (const int group : {4, 90}) {
    const std::string corpus = folder.write("many.jsonl", many_documents(group));
    ASSERT_EQ(report_into(folder / "out", {corpus, "--min-documents", "90"}).status, 0);
    const ReadPage page(read_file(folder / "out/index.html"));
    const CsvTable table =
        parse_csv(leitwort_runs({"similarity", corpus, "--top", "2000", "--format", "csv"}).out);
    const auto pairs = page.pairs_of(0);
    EXPECT_GT(pairs.size(), 1500U);
    ASSERT_EQ(pairs.size(), table.rows.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      EXPECT_EQ(std::to_string(pairs[i].a + 1), table.rows[i].at("a"));
      EXPECT_EQ(std::to_string(pairs[i].b + 1), table.rows[i].at("b"));
      EXPECT_EQ(std::to_string(pairs[i].shared), table.rows[i].at("shared"));
    }
    EXPECT_EQ(page.similarity["tables"].size(), 1U);
    const json* limit = page.limit("pairs of documents compared by 5-token shingles");
    EXPECT_EQ(page.similarity["complete"], group == 4);
    EXPECT_EQ(pairs.size() < 2000, group == 4);
    ASSERT_EQ(limit == nullptr, group == 4);
    if (limit == nullptr) continue;  // nothing is cut
    EXPECT_EQ(limit->at("kind"), "pairs");
    EXPECT_EQ(limit->at("k"), 5);
    EXPECT_EQ(limit->at("shown"), 2000);
    EXPECT_EQ(limit->at("all"), 1100 * 1099 / 2);
    EXPECT_EQ(limit->at("file"), "");  // similarity.csv has the 20 closest of each document
  }
}

// --- report --watch, with a page or without -----------------------------------------------------

TEST(ReportWatch, WritesTablesOfItsOwnBesideTheFoundOnes) {
  const TemporaryFolder folder;
  const std::string list = folder.write("watch.txt", "nothing of that\nspirit of shared waters\n");
  ASSERT_EQ(report_into(folder / "plain", {kLakeAccord}).status, 0);
  const Outcome run = report_into(folder / "out", {kLakeAccord, "--watch", list});
  ASSERT_EQ(run.status, 0) << run.err;
  EXPECT_TRUE(contains(run.err, "1 of 2 watched formulations found")) << run.err;
  for (const char* file : {"formulations.csv", "occurrences.csv", "timeline.csv", "passages.csv"}) {
    const std::string path = std::string("/") + file;
    EXPECT_EQ(read_file(folder / ("plain" + path)), read_file(folder / ("out" + path))) << file;
  }
  const std::string watched = folder / "watched/";
  ASSERT_EQ(leitwort_runs({"formulations", kLakeAccord, "--watch", list, "-o", watched}).status, 0);
  for (const char* file : {"formulations.csv", "occurrences.csv", "timeline.csv"}) {
    EXPECT_EQ(read_file(watched + file), read_file(folder / (std::string("out/watch.") + file)))
        << file;
    EXPECT_TRUE(contains(run.out, std::string("watch.") + file)) << file;
  }
  const json record = json::parse(read_file(folder / "out/run.json"));
  EXPECT_EQ(record["watch_list"]["path"], list);
  // A list that cannot be read is told before the work.
  const Outcome missing =
      report_into(folder / "none", {kLakeAccord, "--watch", folder / "missing"});
  EXPECT_EQ(missing.status, 2);
  EXPECT_FALSE(std::filesystem::exists(folder / "none"));
}

}  // namespace
}  // namespace leitwort::test
