// What leitwort columns says is what the commands write.

#include "program.hpp"

#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace leitwort::test {
namespace {

using Json = nlohmann::ordered_json;

struct Listed {
  std::string column, type;
};

/// By table.
const std::map<std::string, std::vector<Listed>>& listed_columns() {
  static const auto all = [] {
    std::map<std::string, std::vector<Listed>> tables;
    for (const auto& row : parse_csv(leitwort_runs({"columns", "--format", "csv"}).out).rows) {
      const Outcome run = leitwort_runs({"columns", row.at("table"), "--format", "csv"});
      std::vector<Listed>& columns = tables[row.at("table")];
      for (const auto& column : parse_csv(run.out).rows) {
        columns.push_back({column.at("column"), column.at("type")});
        EXPECT_FALSE(column.at("about").empty()) << row.at("table") << " " << columns.back().column;
      }
      EXPECT_EQ(std::to_string(columns.size()), row.at("columns")) << row.at("table");
      EXPECT_FALSE(row.at("commands").empty()) << row.at("table");
    }
    return tables;
  }();
  return all;
}

/// The listed column of the one that stands at `place`; null where there is none.
const Listed* listed_at(const std::vector<Listed>& listed, std::size_t place,
                        const std::string& name) {
  const bool further = listed.back().column == "*";  // those that the corpus names
  if (further && place + 1 >= listed.size()) return &listed.back();
  return place < listed.size() && listed[place].column == name ? &listed[place] : nullptr;
}

void expect_header(const std::vector<Listed>& listed, const Strings& header,
                   const std::string& file) {
  const std::size_t fixed = listed.size() - (listed.back().column == "*" ? 1 : 0);
  EXPECT_GE(header.size(), fixed) << file;
  for (std::size_t i = 0; i < header.size(); ++i) {
    EXPECT_NE(listed_at(listed, i, header[i]), nullptr) << file << ": " << header[i];
  }
}

bool is_of(const Json& value, const std::string& type) {
  if (value.is_null()) return true;
  if (type == "string") return value.is_string();
  return type == "integer" ? value.is_number_unsigned() : type == "number" && value.is_number();
}

void expect_types(const std::vector<Listed>& listed, const std::string& text,
                  const std::string& file) {
  std::istringstream lines(text);
  std::size_t rows = 0;
  for (std::string line; std::getline(lines, line); ++rows) {
    Strings header;
    const Json row = Json::parse(line);
    for (const auto& [name, value] : row.items()) {
      const Listed* column = listed_at(listed, header.size(), name);
      ASSERT_NE(column, nullptr) << file << ": " << name;
      EXPECT_TRUE(is_of(value, column->type)) << file << ": " << name << " is " << value;
      header.push_back(name);
    }
    expect_header(listed, header, file);
  }
  EXPECT_GT(rows, 0U) << file << " says nothing";
}

/// Runs a command into a folder and compares what it writes; returns the tables.
std::set<std::string> expect_listed(Strings words) {
  const TemporaryFolder folder;
  words.insert(words.end(), {"-o", folder / "out/", "--quiet"});
  const Outcome run = leitwort_runs(words);
  EXPECT_EQ(run.status, 0) << run.err;
  std::set<std::string> seen;
  for (const std::string& file : files_in(folder / "out")) {
    const std::string ending = std::filesystem::path(file).extension();
    if (ending != ".csv" && ending != ".tsv" && ending != ".jsonl") continue;
    const std::string table = file.substr(0, file.size() - ending.size());
    const auto listed = listed_columns().find(table);
    if (listed == listed_columns().end()) {
      ADD_FAILURE() << file << " is not listed";
      continue;
    }
    seen.insert(table);
    const std::string text = read_file(folder / ("out/" + file));
    if (ending == ".csv") expect_header(listed->second, parse_csv(text).columns, file);
    if (ending == ".jsonl") expect_types(listed->second, text, file);
  }
  return seen;
}

TEST(Columns, AreThoseThatEveryCommandWrites) {
  const TemporaryFolder folder;
  const std::string watch = folder.write("watch.txt", "the broad consensus\nno such words here\n");
  std::set<std::string> seen;
  for (const Strings& words : std::vector<Strings>{
           {"report", kLakeAccord, "--matrix", "--watch", watch},
           {"report", kLakeAccord, "--measure", "containment", "--matrix", "--shingle", "2,3"},
           {"similarity", kLakeAccord, "--format", "jsonl"},
           {"similarity", kLakeAccord, "--method", "estimate", "--format", "jsonl"},
           {"similarity", kLakeAccord, "--format", "npy"},
           {"formulations", kLakeAccord, "--format", "jsonl"},
           {"timeline", kLakeAccord, "--watch", watch, "--format", "jsonl"},
           {"passages", kLakeAccord, "--format", "jsonl"},
           {"duplicates", kLakeAccord, "--threshold", "0.1", "--format", "jsonl"},
           {"duplicates", kLakeAccord, "--measure", "containment", "--threshold", "0.2", "--format",
            "jsonl"}}) {
    seen.merge(expect_listed(words));
  }
  for (const auto& [table, columns] : listed_columns()) {
    EXPECT_TRUE(seen.contains(table)) << table << " is listed, and no run has it";
  }
}

TEST(Columns, OfAFileAreThoseOfItsTable) {
  const Outcome table = leitwort_runs({"columns", "passages.clusters"});
  EXPECT_EQ(table.status, 0) << table.err;
  for (const char* file : {"passages.clusters.csv", "passages.clusters.jsonl"}) {
    EXPECT_EQ(leitwort_runs({"columns", file}).out, table.out) << file;
  }
}

TEST(Columns, ForPeopleAreWholeAndFitTheLine) {
  const Outcome run = leitwort_runs({"columns", "formulations", "--format", "table"});
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_TRUE(contains(run.out, "formulations: a recurring formulation"));
  EXPECT_TRUE(contains(run.out, "in boilerplate.csv)"));
  EXPECT_FALSE(contains(run.out, "…"));
  std::istringstream lines(run.out);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 100U) << line;
}

TEST(Columns, OfNoTableAreRefusedWithWhatMayBeMeant) {
  const Outcome run = leitwort_runs({"columns", "formulation"});
  EXPECT_EQ(run.status, 2);
  EXPECT_TRUE(contains(run.err, "did you mean leitwort columns formulations?")) << run.err;
  const Outcome far = leitwort_runs({"columns", "zebra"});
  EXPECT_EQ(far.status, 2);
  EXPECT_TRUE(contains(far.err, "leitwort columns lists the tables")) << far.err;
  EXPECT_EQ(leitwort_runs({"columns", "passages", "documents"}).status, 2);
}

TEST(Columns, ReadNothingEvenWhereTheyReplaceAFile) {
  const TemporaryFolder folder;
  const std::string file = folder.write("columns.csv", "old");
  EXPECT_EQ(leitwort_runs({"columns", "documents", "-o", file}).status, 0);
  EXPECT_EQ(parse_csv(read_file(file)).columns, (Strings{"column", "type", "about"}));
}

TEST(Manual, HasEveryTableAndColumn) {
  const std::string page = leitwort_runs({"--man"}).out;
  for (const auto& [table, columns] : listed_columns()) {
    EXPECT_TRUE(contains(page, ".SS " + table + "\n")) << table;
    for (const Listed& column : columns) {
      EXPECT_TRUE(contains(page, "\\fB" + column.column + "\\fR \\fI" + column.type + "\\fR"))
          << column.column;
    }
  }
}

}  // namespace
}  // namespace leitwort::test
