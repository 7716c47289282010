/// Orders, voices and explanations of the formulations of the sample corpus.

#include "cli/program.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace leitwort::test {
namespace {

CsvTable rows_of(Strings options) {
  options.insert(options.begin(), {"formulations", kLakeAccord, "--limit", "all"});
  const Outcome run = leitwort_runs(options);
  EXPECT_EQ(run.status, 0) << run.err;
  return parse_csv(run.out);
}

/// The values of a column, in the order of the rows.
Strings column(const CsvTable& table, const std::string& name) {
  Strings values;
  for (const CsvTable::Row& row : table.rows) values.push_back(row.at(name));
  return values;
}

std::vector<double> numbers(const CsvTable& table, const std::string& name) {
  std::vector<double> values;
  for (const std::string& value : column(table, name)) values.push_back(std::stod(value));
  return values;
}

TEST(Sort, OrdersTheRowsThatTheLimitLetIn) {
  const CsvTable salient = rows_of({});
  Strings all = column(salient, "formulation");
  EXPECT_TRUE(std::ranges::is_sorted(numbers(salient, "score"), std::greater<>{}));
  std::ranges::sort(all);
  for (const std::string name : {"documents", "occurrences"}) {
    const CsvTable sorted = rows_of({"--sort", name});
    EXPECT_TRUE(std::ranges::is_sorted(numbers(sorted, name), std::greater<>{})) << name;
    Strings same = column(sorted, "formulation");
    std::ranges::sort(same);
    EXPECT_EQ(same, all) << name;
  }
  const Strings first = column(rows_of({"--sort", "first"}), "first_date");
  EXPECT_TRUE(
      std::ranges::is_sorted(first, {}, [](const std::string& date) { return date.substr(0, 4); }));
  const Strings last = column(rows_of({"--sort", "last"}), "last_date");
  EXPECT_TRUE(std::ranges::is_sorted(last, std::greater<>{},
                                     [](const std::string& date) { return date.substr(0, 4); }));
  const Strings longest = column(rows_of({"--sort", "length"}), "formulation");
  const auto spaces = [](const std::string& text) { return std::ranges::count(text, ' '); };
  EXPECT_TRUE(std::ranges::is_sorted(longest, std::greater<>{}, spaces));
  EXPECT_NE(column(rows_of({"--sort", "burst"}), "formulation"), column(salient, "formulation"));
}

TEST(Series, TellsVoicesApartByTheFieldAskedFor) {
  const CsvTable by_author = rows_of({});
  for (const CsvTable::Row& row : by_author.rows) {
    EXPECT_EQ(std::stoul(row.at("voices")) + std::stoul(row.at("repeats")),
              std::stoul(row.at("documents")))
        << row.at("formulation");
  }
  EXPECT_NE(column(rows_of({"--series", "title"}), "voices"), column(by_author, "voices"));
  const Outcome unknown = leitwort_runs({"formulations", kLakeAccord, "--series", "colour"});
  EXPECT_EQ(unknown.status, 2);
  EXPECT_TRUE(contains(unknown.err, "no document has the field \"colour\"")) << unknown.err;
}

std::string explained(const std::string& phrase, Strings options = {}) {
  options.insert(options.begin(), {"formulations", kLakeAccord, "--explain", phrase, "--quiet"});
  const Outcome run = leitwort_runs(options);
  EXPECT_EQ(run.status, 0) << run.err;
  return run.out;
}

TEST(Explain, NamesTheRowsThatHaveThePlaces) {
  const std::string text = explained("the unbreakable consensus on the stewardship of the lake");
  EXPECT_TRUE(contains(text, "stands in 2 documents, 2 places")) << text;
  EXPECT_TRUE(contains(text, "2 of its 2 places are a wording of row 1, “the broad consensus"))
      << text;
}

TEST(Explain, SaysWhatAlwaysStandsBeside) {
  const std::string text = explained("unbreakable consensus");
  EXPECT_TRUE(contains(text, "always follows: the longer phrase counts")) << text;
}

TEST(Explain, SaysWhichThresholdIsFailed) {
  EXPECT_TRUE(contains(explained("of the"), "0 content words in it"));
  const std::string seldom = explained("shared waters", {"--min-documents", "12"});
  EXPECT_TRUE(contains(seldom, "must stand in 12 documents: --min-documents")) << seldom;
  const std::string listed = explained("the customs house", {"--limit", "1"});
  EXPECT_TRUE(contains(listed, "(beyond --limit), “the customs house”")) << listed;
}

TEST(Explain, TellsWhatComesNearWhereNothingIsFound) {
  const std::string text = explained("both shores prosper together");
  EXPECT_TRUE(contains(text, "not found; nearest: ")) << text;
}

TEST(Explain, RefusesWhatItCannotDo) {
  const Outcome folder =
      leitwort_runs({"formulations", kLakeAccord, "--explain", "lake", "-o", "folder/"});
  EXPECT_EQ(folder.status, 2);
  EXPECT_TRUE(contains(folder.err, "neither a table nor a folder")) << folder.err;
  const Outcome nothing = leitwort_runs({"formulations", kLakeAccord, "--explain", "…"});
  EXPECT_EQ(nothing.status, 2);
  EXPECT_TRUE(contains(nothing.err, "has no words")) << nothing.err;
}

TEST(Ends, WordsThatAFormulationMostlyEndsWithAreTakenIn) {
  const TemporaryFolder folder;
  std::string corpus;
  const Strings ends = {"for mankind", "for mankind", "for humankind", "for mankind", ""};
  for (std::size_t d = 0; d < ends.size(); ++d) {
    std::string other;  // or the documents would be versions of one text
    for (int word = 0; word < 40; ++word) other += fmt::format("w{}x{} ", d, word);
    corpus += fmt::format(
        "{{\"id\": \"{}\", \"lang\": \"en\", \"text\": \"{}. They praise a harbour with a shared "
        "horizon {}.\"}}\n",
        d, other, ends[d]);
  }
  const Outcome run =
      leitwort_runs({"formulations", folder.write("corpus.jsonl", corpus), "--limit", "1"});
  const CsvTable table = parse_csv(run.out);
  ASSERT_EQ(table.rows.size(), 1U);
  EXPECT_TRUE(contains(table.rows[0].at("slots"), "{for mankind|")) << run.out;
  EXPECT_TRUE(contains(table.rows[0].at("slots"), "for humankind")) << run.out;
  EXPECT_EQ(table.rows[0].at("documents"), "5");
}

}  // namespace
}  // namespace leitwort::test
