#include "cli/program.hpp"

#include <filesystem>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace leitwort::test {
namespace {

using nlohmann::json;

/// What is said of a command line that is refused.
std::string refusal(Strings words) {
  words.insert(words.begin(), "passages");
  const Outcome run = leitwort_runs(words);
  EXPECT_EQ(run.status, 2) << run.err;
  EXPECT_EQ(run.out, "");
  return run.err;
}

const char* const kHarbour =
    "The harbour commission resolved that every vessel entering the northern basin shall carry a "
    "lantern, two anchors and a pilot licensed by the guild of Lissen.";
const char* const kHarbourAgain =
    "It was resolved by the harbour commission that each vessel entering the northern basin shall "
    "carry one lantern, two anchors and a pilot licensed by the guild of Lissen.";

/// Two folders of a text each, of which one has a passage of the other.
struct TwoCollections {
  TemporaryFolder folder;
  std::string old_texts, new_texts;

  TwoCollections() {
    std::filesystem::create_directory(folder / "old");
    std::filesystem::create_directory(folder / "new");
    folder.write("old/1801_minutes.txt", std::string("Minutes of the spring.\n\n") + kHarbour);
    folder.write("old/1802_weather.txt", "Rain fell upon the orchards, and nobody complained.");
    folder.write("new/1850_statute.txt", std::string("Statute seven.\n\n") + kHarbourAgain);
    old_texts = folder / "old";
    new_texts = folder / "new";
  }
};

TEST(Passages, AreATableInAPipe) {
  const Outcome run = leitwort_runs({"passages", kLakeAccord});
  EXPECT_EQ(run.status, 0);
  const CsvTable table = parse_csv(run.out);
  ASSERT_FALSE(table.rows.empty());
  // The sessions are the longest of them.
  const auto longest = std::ranges::max_element(
      table.rows, {}, [](const CsvTable::Row& row) { return std::stoi(row.at("tokens_a")); });
  EXPECT_EQ(longest->at("a"), "commission-2018-session");
  EXPECT_EQ(longest->at("b"), "commission-2019-session");
  for (const CsvTable::Row& row : table.rows) {
    EXPECT_GE(std::max(std::stoi(row.at("tokens_a")), std::stoi(row.at("tokens_b"))), 10);
    EXPECT_GE(std::stod(row.at("similarity")), 0.25);
    EXPECT_EQ(std::stoi(row.at("matched")), std::stoi(row.at("equal")) + std::stoi(row.at("near")));
  }
  EXPECT_TRUE(contains(run.err, "13 documents, 3,292 tokens: ")) << run.err;
}

TEST(Passages, BytesQuoteTheFiles) {
  const CsvTable table = parse_csv(leitwort_runs({"passages", kLakeAccord}).out);
  for (const CsvTable::Row& row : table.rows) {
    const std::string path = kLakeAccord + "/" + row.at("a");
    const std::string file =
        read_file(std::filesystem::exists(path + ".md") ? path + ".md" : path + ".txt");
    const auto begin = std::stoul(row.at("a_begin_byte")), end = std::stoul(row.at("a_end_byte"));
    EXPECT_EQ(file.substr(begin, end - begin), row.at("text_a"));
  }
}

TEST(Passages, AFolderGetsTablesAndAPage) {
  const TemporaryFolder folder;
  const std::string network = folder / "network.graphml";
  const Outcome run =
      leitwort_runs({"passages", kLakeAccord, "-o", folder / "out/", "--network", network});
  EXPECT_EQ(run.status, 0);
  EXPECT_EQ(run.out, "");
  EXPECT_EQ(files_in(folder / "out"), (Strings{"documents.csv", "passages.clusters.csv",
                                               "passages.csv", "passages.html", "run.json"}));
  const CsvTable rows = parse_csv(read_file(folder / "out/passages.csv"));
  const CsvTable versions = parse_csv(read_file(folder / "out/passages.clusters.csv"));
  for (const CsvTable::Row& row : rows.rows) {
    EXPECT_TRUE(std::ranges::any_of(versions.rows, [&](const CsvTable::Row& version) {
      return version.at("cluster") == row.at("cluster") && version.at("document") == row.at("a");
    }));
  }
  EXPECT_TRUE(contains(read_file(folder / "out/passages.html"), "commission-2019-session"));
  EXPECT_TRUE(contains(read_file(network), "edgedefault=\"directed\""));
  const json record = json::parse(read_file(folder / "out/run.json"));
  EXPECT_EQ(record["command"], "passages");
  EXPECT_EQ(record["options"]["min-tokens"], "10");
  EXPECT_EQ(record["cut"]["passages beyond --limit"], 0);
}

TEST(Passages, TheFormatIsThatOfTheFileEnding) {
  const TemporaryFolder folder;
  const auto beginning = [&](const std::string& name, const Strings& options = {}) {
    Strings words = {"passages", kLakeAccord, "-o", folder / name};
    words.insert(words.end(), options.begin(), options.end());
    const Outcome run = leitwort_runs(words);
    EXPECT_EQ(run.status, 0) << run.err;
    return read_file(folder / name).substr(0, 60);
  };
  EXPECT_TRUE(beginning("p.html").starts_with("<!DOCTYPE html>"));
  EXPECT_TRUE(contains(beginning("p.xml"), "<TEI "));
  EXPECT_TRUE(beginning("p.tsv").starts_with("passage\tcluster\t"));
  EXPECT_TRUE(beginning("p.jsonl").starts_with("{\"passage\": 1, "));
  EXPECT_TRUE(beginning("p.txt").starts_with("passage,cluster,"));
  EXPECT_TRUE(contains(beginning("q.xml", {"--format", "pan"}), "<passages>"));
  EXPECT_TRUE(beginning("q.txt", {"--format", "table"}).starts_with("1. varn-2009-opening (2009-"));
  EXPECT_TRUE(beginning("c.csv", {"--list", "clusters"}).starts_with("cluster,document,date,"));
}

TEST(Passages, PanFillsAFolderWithAFileForEachLaterDocument) {
  const TemporaryFolder folder;
  const Outcome run =
      leitwort_runs({"passages", kLakeAccord, "--format", "pan", "-o", folder / "pan/"});
  EXPECT_EQ(run.status, 0) << run.err;
  const Strings files = files_in(folder / "pan");
  EXPECT_TRUE(std::ranges::count(files, "commission-2019-session.xml") == 1);
  EXPECT_TRUE(std::ranges::count(files, "run.json") == 1);
  EXPECT_TRUE(contains(read_file(folder / "pan/commission-2019-session.xml"),
                       "source_reference=\"commission-2018-session\""));
}

TEST(Passages, BetweenComparesTwoCollections) {
  const TwoCollections texts;
  const Outcome run = leitwort_runs({"passages", "--between", texts.old_texts, texts.new_texts});
  EXPECT_EQ(run.status, 0) << run.err;
  const CsvTable table = parse_csv(run.out);
  ASSERT_EQ(table.rows.size(), 1U);
  EXPECT_EQ(table.rows[0].at("a"), "1801_minutes");
  EXPECT_EQ(table.rows[0].at("b"), "1850_statute");
  EXPECT_TRUE(contains(run.err, "3 documents, ")) << run.err;
}

TEST(Passages, BetweenRenamesIdsThatBothCollectionsHave) {
  const TwoCollections texts;
  const std::string copy = texts.folder / "copy";
  std::filesystem::copy(texts.old_texts, copy);
  const TemporaryFolder out;
  const Outcome run =
      leitwort_runs({"passages", "--between", texts.old_texts, copy, "-o", out / "out/"});
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_TRUE(contains(run.err,
                       "the id 1801_minutes is taken by an earlier document; renamed "
                       "1801_minutes#2"))
      << run.err;
  const CsvTable table = parse_csv(read_file(out / "out/passages.csv"));
  ASSERT_FALSE(table.rows.empty());
  EXPECT_EQ(table.rows[0].at("b"), "1801_minutes#2");
  const json record = json::parse(read_file(out / "out/run.json"));
  EXPECT_EQ(record["options"]["between"], texts.old_texts + " " + copy);
  EXPECT_EQ(record["inputs"].size(), 4U);
}

TEST(Passages, BetweenTakesTheTwoWordsAfterIt) {
  EXPECT_TRUE(contains(refusal({"--between", kLakeAccord}),
                       "--between: takes the two words after it; write --between A B"));
  EXPECT_TRUE(contains(refusal({"--between", kLakeAccord, "--quiet"}), "takes the two words"));
  EXPECT_TRUE(contains(refusal({"--between=a", "b"}), "takes the two words"));
  EXPECT_TRUE(contains(refusal({"--between", "a", "b", "--between", "c", "d"}), "is given twice"));
  EXPECT_TRUE(contains(refusal({kLakeAccord, "--between", "a", "b"}),
                       "--between: takes the place of CORPUS; leave " + kLakeAccord + " out"));
  EXPECT_TRUE(contains(refusal({"--between", "a", "a"}), "and a is one"));
  const TwoCollections texts;
  EXPECT_TRUE(contains(refusal({"--between", texts.old_texts, texts.folder / "missing"}),
                       "no document could be read"));
}

TEST(Passages, LimitKeepsTheBest) {
  const CsvTable all = parse_csv(leitwort_runs({"passages", kLakeAccord, "--limit", "all"}).out);
  ASSERT_GE(all.rows.size(), 2U);
  const Outcome run = leitwort_runs({"passages", kLakeAccord, "--limit", "1"});
  EXPECT_TRUE(contains(run.err, " more beyond --limit")) << run.err;
  const CsvTable one = parse_csv(run.out);
  ASSERT_EQ(one.rows.size(), 1U);
  for (const CsvTable::Row& row : all.rows) {
    EXPECT_LE(std::stod(row.at("score")), std::stod(one.rows[0].at("score")));
  }
  EXPECT_EQ(one.rows[0].at("cluster"), "1");
}

TEST(Passages, OfOneSeriesAreLabelledOrSkipped) {
  const TemporaryFolder folder;
  const std::string corpus = folder.write(
      "texts.jsonl",
      json{{"id", "a"}, {"date", "1801"}, {"author", "Clerk"}, {"text", kHarbour}}.dump() + "\n" +
          json{{"id", "b"},
               {"date", "1850"},
               {"author", "Clerk"},
               {"text",
                std::string(
                    "Long before and after it there is other talk of bridges, mills and taxes. ") +
                    kHarbourAgain +
                    " Nothing else was settled in that year, nor was anybody asked about the price "
                    "of bread."}}
              .dump() +
          "\n");
  const CsvTable table = parse_csv(leitwort_runs({"passages", corpus, "--series", "author"}).out);
  ASSERT_EQ(table.rows.size(), 1U);
  EXPECT_EQ(table.rows[0].at("label"), "same-series");
  const Outcome skipped =
      leitwort_runs({"passages", corpus, "--series", "author", "--skip-series"});
  EXPECT_EQ(skipped.status, 0);
  EXPECT_TRUE(parse_csv(skipped.out).rows.empty());
  EXPECT_TRUE(contains(skipped.err, "no passages")) << skipped.err;
  EXPECT_TRUE(contains(skipped.err,
                       "1 pair of documents that share words not compared "
                       "(--skip-series)"))
      << skipped.err;
}

TEST(Passages, RefusesOptionsThatDoNothing) {
  EXPECT_TRUE(
      contains(refusal({kLakeAccord, "--skip-series"}),
               "--skip-series: needs to know what a series is; add --passage-series FIELD"));
  EXPECT_TRUE(contains(refusal({kLakeAccord, "--series", "colour"}),
                       "--series: no document has the field \"colour\""));
  for (const Strings& options : {Strings{"--passage-series", "author"},
                                 Strings{"--series", "author"}, Strings{"--window", "5"}}) {
    Strings words = {kLakeAccord, "--within"};
    words.insert(words.end(), options.begin(), options.end());
    EXPECT_TRUE(contains(refusal(words), options[0] + ": does nothing with --within"));
  }
  EXPECT_TRUE(contains(refusal({"--within", "--between", "a", "b"}), "does nothing with --within"));
  EXPECT_TRUE(contains(refusal({kLakeAccord, "--format", "tei", "--list", "clusters"}),
                       "--list: chooses between tables"));
  const TemporaryFolder folder;
  for (const char* format : {"table", "html", "tei"}) {
    EXPECT_TRUE(contains(refusal({kLakeAccord, "--format", format, "-o", folder / "out/"}),
                         std::string("--format ") + format + ": "));
  }
  EXPECT_TRUE(contains(refusal({kLakeAccord, "--list", "clusters", "-o", folder / "out/"}),
                       "--list: does nothing for a folder"));
  EXPECT_TRUE(contains(refusal({kLakeAccord, "-o", folder / "x", "--network", folder / "x"}),
                       "is the file of --output too"));
  EXPECT_TRUE(contains(refusal({kLakeAccord, "--network", folder.path()}), "is a folder"));
  EXPECT_TRUE(contains(refusal({kLakeAccord, "-o", folder / "x.npy"}), "holds matrices"));
  EXPECT_TRUE(files_in(folder.path()).empty());
  for (const Strings& options : {Strings{"--format", "csv"}, Strings{"--network", "x"}}) {
    Strings words = {kLakeAccord, "--explain", "a", "b"};
    words.insert(words.end(), options.begin(), options.end());
    EXPECT_TRUE(contains(refusal(words), options[0] + ": does nothing with --explain"));
  }
}

TEST(Passages, RefusesNumbersThatAreNone) {
  for (const Strings& options :
       {Strings{"--min-tokens", "0"}, Strings{"--min-similarity", "2"},
        Strings{"--max-places", "1"}, Strings{"--limit", "none"}, Strings{"--window", "0"}}) {
    Strings words = {kLakeAccord};
    words.insert(words.end(), options.begin(), options.end());
    EXPECT_TRUE(contains(refusal(words), options[0] + ": \"" + options[1] + "\" is not"));
  }
}

TEST(Passages, ExplainNamesIdsThatComeClose) {
  EXPECT_TRUE(
      contains(refusal({kLakeAccord, "--explain", "varn-2022-aniversary", "oster-2009-reply"}),
               "--explain: no document has the id \"varn-2022-aniversary\"; there is "
               "varn-2022-anniversary"));
  const Outcome run = leitwort_runs(
      {"passages", kLakeAccord, "--explain", "commission-2019-session", "commission-2018-session"});
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_FALSE(run.out.empty());
  EXPECT_FALSE(contains(run.out, "passage,cluster"));
}

TEST(Passages, SaysWhyThereAreNone) {
  const TemporaryFolder folder;
  const Outcome run = leitwort_runs(
      {"passages", folder.write("a.txt", "rain fell"), folder.write("b.txt", "nobody complained")});
  EXPECT_EQ(run.status, 0);
  EXPECT_TRUE(contains(run.err, "no passages: ")) << run.err;
  EXPECT_TRUE(contains(run.err, "--explain A B")) << run.err;
}

TEST(Passages, DoNotDependOnTheNumberOfThreads) {
  const auto output = [](const char* threads, const char* format) {
    return leitwort_runs({"passages", kLakeAccord, "--threads", threads, "--format", format}).out;
  };
  for (const char* format : {"csv", "table", "html", "pan", "tei"}) {
    EXPECT_EQ(output("1", format), output("3", format)) << format;
  }
}

TEST(Passages, XmlOfTheProgramIsWellFormed) {
  const TemporaryFolder folder;
  const std::string corpus = folder.write(
      "texts.jsonl",
      json{{"id", "a<&\"\u0001"}, {"text", std::string("]]> \u0001 & ") + kHarbour}}.dump() + "\n" +
          json{{"id", "b'>"}, {"text", std::string("<x> ") + kHarbour}}.dump() + "\n");
  const std::string network = folder / "network.xml";
  ASSERT_EQ(leitwort_runs({"passages", corpus, "--format", "tei", "-o", folder / "tei.xml",
                           "--network", network})
                .status,
            0);
  ASSERT_EQ(leitwort_runs({"passages", corpus, "--format", "pan", "-o", folder / "pan.xml"}).status,
            0);
  for (const std::string& path : {network, folder / "tei.xml", folder / "pan.xml"}) {
    const Outcome parsed = program_runs(
        {"python3", "-c", "import sys, xml.etree.ElementTree as e; e.parse(sys.argv[1])", path});
    EXPECT_EQ(parsed.status, 0) << parsed.err;
  }
}

}  // namespace
}  // namespace leitwort::test
