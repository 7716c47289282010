/// --cut and boilerplate.csv of the real program.

#include "cli/program.hpp"

#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace leitwort::test {
namespace {

using nlohmann::json;

/// Three pages of one site: the same lines around texts of their own, which share a phrase.
class Site {
 public:
  Site() {
    const Strings birds = {"heron", "bittern", "cormorant"};
    for (std::size_t i = 0; i < birds.size(); ++i) {
      std::string text = "Home\r\nNews\r\n\r\n";
      text +=
          "A " + birds[i] + " keeps the patient silence of reeds, as anglers here well know.\r\n";
      for (const char c : std::string_view("bdfgklmnprst")) {
        for (const char v : std::string_view("aeiou")) text += {birds[i][0], c, v, c, v, '.', ' '};
      }
      text += "\r\n\r\nHarbour Street 4, Oster\r\n";
      folder_.write("texts/200" + std::to_string(i) + "_" + birds[i] + ".txt", text);
    }
  }
  [[nodiscard]] std::string path() const { return folder_ / "texts"; }
  [[nodiscard]] std::string operator/(const std::string& name) const { return folder_ / name; }
  [[nodiscard]] std::string list(const std::string& lines) const {
    return folder_.write("cut.txt", lines);
  }
  /// A folder of results.
  [[nodiscard]] Outcome run(Strings words, const std::string& out) const {
    words.insert(words.end(), {path(), "-o", folder_ / (out + "/")});
    return leitwort_runs(words);
  }
  [[nodiscard]] std::string file(const std::string& name) const {
    return read_file(folder_ / name);
  }
  [[nodiscard]] CsvTable table(const std::string& name) const { return parse_csv(file(name)); }

 private:
  TemporaryFolder folder_;
};

const Strings kCommands = {"report", "similarity", "formulations", "timeline", "passages"};

bool has_phrase(const CsvTable& table, const std::string& phrase) {
  return std::ranges::any_of(table.rows, [&](const CsvTable::Row& row) {
    return contains(row.at("formulation"), phrase);
  });
}

TEST(Cut, KeepsLinesFromBeingCounted) {
  const Site site;
  ASSERT_EQ(site.run({"formulations"}, "all").status, 0);
  EXPECT_TRUE(has_phrase(site.table("all/formulations.csv"), "harbour street"));
  const std::string list = site.list("# the address\nline:^Harbour Street\n");
  const Outcome run = site.run({"formulations", "--cut", list}, "cut");
  ASSERT_EQ(run.status, 0) << run.err;
  EXPECT_TRUE(contains(run.err, "--cut left out 3 places (69 bytes) of 3 documents")) << run.err;
  EXPECT_FALSE(has_phrase(site.table("cut/formulations.csv"), "harbour street"));
  EXPECT_TRUE(has_phrase(site.table("cut/formulations.csv"), "patient silence of reeds"));
}

TEST(Cut, LeavesTheOffsets) {
  const Site site;
  const std::string list = site.list("line:^Home\n");
  ASSERT_EQ(site.run({"formulations"}, "all").status, 0);
  ASSERT_EQ(site.run({"formulations", "--cut", list}, "cut").status, 0);
  const auto places = [&](const std::string& name) {
    std::set<Strings> set;
    for (const CsvTable::Row& row : site.table(name).rows) {
      if (!contains(row.at("variant"), "patient silence")) continue;
      set.insert({row.at("document"), row.at("begin_byte"), row.at("end_byte"), row.at("line"),
                  row.at("surface")});
    }
    return set;
  };
  EXPECT_EQ(places("all/occurrences.csv").size(), 3U);
  EXPECT_EQ(places("cut/occurrences.csv"), places("all/occurrences.csv"));
}

TEST(Cut, WorksInEveryCommandAndIsOnRecord) {
  const Site site;
  const std::string list = site.list("line:^Harbour Street\r\nspan:Home\nnowhere\n");
  for (const std::string& command : kCommands) {
    const Outcome run = site.run({command, "--cut", list}, command);
    ASSERT_EQ(run.status, 0) << command << run.err;
    EXPECT_TRUE(contains(run.err, "warning: " + list + ":3: nothing matches \"nowhere\""))
        << run.err;
    const json record = json::parse(site.file(command + "/run.json"));
    EXPECT_EQ(record["options"]["cut"].get<std::string>(), list);
    const json& cut = record["cut_patterns"];
    EXPECT_EQ(cut["path"].get<std::string>(), list);
    EXPECT_EQ(cut["file_bytes"].get<std::size_t>(), 40U);
    EXPECT_EQ(cut["sha256"].get<std::string>().size(), 64U);
    EXPECT_EQ(cut["documents_cut"].get<int>(), 3);
    EXPECT_EQ(cut["bytes_cut"].get<int>(), 81);
    ASSERT_EQ(cut["patterns"].size(), 3U);
    EXPECT_EQ(cut["patterns"][0]["cuts"].get<std::string>(), "lines");
    EXPECT_EQ(cut["patterns"][0]["places"].get<int>(), 3);
    EXPECT_EQ(cut["patterns"][0]["bytes"].get<int>(), 69);
    EXPECT_EQ(cut["patterns"][1]["pattern"].get<std::string>(), "Home");
    EXPECT_EQ(cut["patterns"][1]["line"].get<int>(), 2);
    EXPECT_EQ(cut["patterns"][2]["places"].get<int>(), 0);
    EXPECT_EQ(site.table(command + "/documents.csv").rows[0].at("bytes_cut"), "27");
  }
}

TEST(Cut, IsNotOnRecordWhereNobodyAsked) {
  const Site site;
  ASSERT_EQ(site.run({"timeline"}, "out").status, 0);
  EXPECT_FALSE(json::parse(site.file("out/run.json")).contains("cut_patterns"));
  EXPECT_EQ(site.table("out/documents.csv").rows[0].at("bytes_cut"), "0");
}

TEST(Cut, RefusesWhatIsNoListOfPatterns) {
  const Site site;
  const std::string wrong = site.list("Home\n(News\n");
  for (const std::string& command : kCommands) {
    const Outcome run = site.run({command, "--cut", wrong}, "out");
    EXPECT_EQ(run.status, 2);
    EXPECT_TRUE(contains(run.err, wrong + ":2: \"(News\" is no regular expression (ICU: "))
        << run.err;
    EXPECT_EQ(site.run({command, "--cut", site / "missing.txt"}, "out").status, 2);
    EXPECT_FALSE(std::filesystem::exists(site / "out"));
  }
  const Outcome run = site.run({"timeline", "--cut", site.list("(\\w+\\s*)+#\n")}, "out");
  EXPECT_EQ(run.status, 2);
  EXPECT_TRUE(contains(run.err, "takes too long")) << run.err;
}

TEST(Cut, GivesTheSameWithAnyNumberOfThreads) {
  const Site site;
  const std::string list = site.list("line:^Home\nreeds\n\\d\n");
  ASSERT_EQ(site.run({"report", "--cut", list, "--threads", "1"}, "one").status, 0);
  ASSERT_EQ(site.run({"report", "--cut", list, "--threads", "3"}, "three").status, 0);
  for (const std::string& name : files_in(site / "one")) {
    if (name == "run.json" || name == "heatmap.png") continue;
    EXPECT_EQ(site.file("three/" + name), site.file("one/" + name)) << name;
  }
}

TEST(BoilerplateFile, ListsWhatLooksLikeItAndRemovesNothing) {
  const Site site;
  for (const Strings& command : {Strings{"report"}, {"formulations"}, {"timeline"}}) {
    const Outcome run = site.run(command, command[0]);
    ASSERT_EQ(run.status, 0) << run.err;
    EXPECT_TRUE(contains(run.err,
                         "9 lines look like boilerplate (boilerplate.csv); nothing was "
                         "removed"))
        << run.err;
    const CsvTable table = site.table(command[0] + "/boilerplate.csv");
    EXPECT_EQ(table.columns, (Strings{"document", "begin_byte", "end_byte", "text", "reason"}));
    ASSERT_EQ(table.rows.size(), 9U);
    for (const CsvTable::Row& row : table.rows) {
      const std::string text = read_file(site.path() + "/" + row.at("document") + ".txt");
      const std::size_t begin = std::stoul(row.at("begin_byte"));
      EXPECT_EQ(text.substr(begin, std::stoul(row.at("end_byte")) - begin), row.at("text"));
    }
    EXPECT_EQ(table.rows[0].at("text"), "Home");
    EXPECT_EQ(table.rows[0].at("reason"), "navigation; line repeated in 3 of 3 documents");
    EXPECT_EQ(table.rows[2].at("reason"), "line repeated in 3 of 3 documents");
  }
  EXPECT_TRUE(has_phrase(site.table("formulations/formulations.csv"), "harbour street"));
}

TEST(BoilerplateFile, NoLongerListsWhatIsCut) {
  const Site site;
  const std::string list = site.list("line:^(Home|News|Harbour Street.*)$\n");
  const Outcome run = site.run({"formulations", "--format", "jsonl", "--cut", list}, "out");
  EXPECT_FALSE(contains(run.err, "boilerplate")) << run.err;
  EXPECT_EQ(site.file("out/boilerplate.jsonl"), "");
}

}  // namespace
}  // namespace leitwort::test
