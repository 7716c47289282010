// Options are defined once: help, manual, completions and run.json have the same, and a name of
// before still means what it meant.

#include "program.hpp"

#include <regex>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace leitwort::test {
namespace {

using Json = nlohmann::json;
using Names = std::set<std::string>;

/// The first groups of all that matches.
Strings found_in(const std::string& text, const std::string& pattern) {
  const std::regex expression(pattern);
  Strings found;
  for (std::sregex_iterator it(text.begin(), text.end(), expression), end; it != end; ++it) {
    found.push_back((*it)[1]);
  }
  return found;
}

/// Of all commands, from the list that help prints.
Strings command_names() {
  const std::string help = leitwort_runs({"help"}).out;
  const std::size_t begin = help.find("Commands:\n");
  return found_in(help.substr(begin, help.find("\n\n", begin) - begin), "\n  ([a-z]+) ");
}

/// Those that the help of a command lists.
Names option_names(const std::string& command) {
  const Strings found =
      found_in(leitwort_runs({"help", command}).out, "\n  (?:-[a-z], )?--([a-z-]+)");
  return {found.begin(), found.end()};
}

/// What bash offers for the last of the words.
Strings bash_offers(const Strings& words) {
  const TemporaryFolder folder;
  const std::string file = folder.write("completions", leitwort_runs({"completions", "bash"}).out);
  std::string script = ". '" + file + "'\nCOMP_WORDS=(leitwort";
  for (const std::string& word : words) script += " '" + word + "'";
  script += ")\nCOMP_CWORD=" + std::to_string(words.size()) +
            "\n_leitwort\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n";
  const Outcome run = program_runs({"bash", "-c", script});
  EXPECT_EQ(run.err, "");
  Strings offers = found_in(run.out, "([^\n]+)\n");
  return offers;
}

/// Whether a shell is on this machine.
bool has_shell(const std::string& shell) {
  return program_runs({"bash", "-c", "command -v " + shell}).status == 0;
}

std::string whole_report(const std::string& corpus, const Strings& options) {
  const TemporaryFolder folder;
  Strings words = {"report", corpus, "-q", "-o", folder / "out"};
  words.insert(words.end(), options.begin(), options.end());
  const Outcome run = leitwort_runs(words);
  EXPECT_EQ(run.status, 0) << run.err;
  std::string all;
  for (const char* table : {"documents.csv", "similarity.csv", "formulations.csv", "timeline.csv",
                            "passages.csv", "passages.clusters.csv"}) {
    all += read_file(folder / (std::string("out/") + table));
  }
  return all;
}

/// Two authors, one of whom says the same in two years.
std::string two_voices(const TemporaryFolder& folder) {
  const std::string said =
      " The council will keep the old bridge open for all who carry bread to the mill, and it "
      "will ask nobody for a toll while the water stands high.";
  const Strings beside = {
      "Nobody had seen the lamps of the harbour burn so late, and a boy was sent to count them.",
      "Seven carts of lime stood before the chapel, whose tower leaned towards the west again.",
      "Winter came early, with snow upon the orchards and wolves heard beyond the quarry.",
      "A new clock was ordered from the coast; its hands are of brass, its face of slate."};
  std::string lines;
  for (std::size_t i = 0; i < beside.size(); ++i) {
    lines += Json{{"date", std::to_string(1990 + i)},
                  {"author", i < 3 ? "Ames" : "Birk"},
                  {"text", beside[i] + said}}
                 .dump() +
             "\n";
  }
  return folder.write("corpus.jsonl", lines);
}

TEST(Options, StandInEveryPlaceThatIsMadeOfThem) {
  const Strings commands = command_names();
  ASSERT_GT(commands.size(), 8U);
  const std::string manual = leitwort_runs({"--man"}).out;
  const std::string bash = leitwort_runs({"completions", "bash"}).out;
  const std::string zsh = leitwort_runs({"completions", "zsh"}).out;
  const std::string fish = leitwort_runs({"completions", "fish"}).out;
  for (const std::string& command : commands) {
    const Names options = option_names(command);
    EXPECT_TRUE(options.contains("help")) << command;
    const Strings offered = bash_offers({command, "--"});
    const std::size_t at = zsh.find("    " + command + ")\n");
    const std::string of_zsh = zsh.substr(at, zsh.find(";;\n", at) - at);
    for (const std::string& option : options) {
      EXPECT_EQ(std::ranges::count(offered, "--" + option), 1) << command << " " << option;
      EXPECT_TRUE(std::regex_search(of_zsh, std::regex("--" + option + "[='\\[,}]")))
          << command << " " << option;
      EXPECT_TRUE(contains(fish, "_from " + command + "' -l " + option + " "))
          << command << " " << option;
      EXPECT_TRUE(contains(manual, "\\-\\-" + std::regex_replace(option, std::regex("-"), "\\-")))
          << option;
    }
    EXPECT_EQ(offered.size(), options.size()) << command;
  }
}

TEST(Options, AreRecordedWithTheirValues) {
  const TemporaryFolder folder;
  ASSERT_EQ(leitwort_runs({"report", kLakeAccord, "-q", "-o", folder / "out"}).status, 0);
  const Json record = Json::parse(read_file(folder / "out/run.json"));
  const Names options = option_names("report");
  for (const auto& [name, value] : record.at("options").items()) {
    EXPECT_TRUE(options.contains(name)) << name;
  }
  EXPECT_EQ(record.at("options").at("voices"), "author");
  EXPECT_EQ(record.at("options").at("all-pairs"), "no");
  EXPECT_FALSE(record.at("options").contains("series"));
}

TEST(Options, TheDefaultSaidAloudChangesNothing) {
  const TemporaryFolder folder;
  const std::string corpus = two_voices(folder);
  EXPECT_EQ(whole_report(corpus, {"--voices", "author"}), whole_report(corpus, {}));
}

TEST(Options, AnOldNameSetsWhatItSet) {
  const TemporaryFolder folder;
  const std::string corpus = two_voices(folder);
  const std::string old_way = whole_report(corpus, {"--series", "author"});
  EXPECT_EQ(old_way, whole_report(corpus, {"--voices", "author", "--passage-series", "author"}));
  EXPECT_TRUE(contains(old_way, "same-series"));
  EXPECT_EQ(leitwort_runs({"passages", corpus, "--series", "author"}).out,
            leitwort_runs({"passages", corpus, "--passage-series", "author"}).out);
  EXPECT_EQ(leitwort_runs({"formulations", corpus, "--series", "date"}).out,
            leitwort_runs({"formulations", corpus, "--voices", "date"}).out);
  const Outcome both =
      leitwort_runs({"formulations", corpus, "--series", "date", "--voices", "author"});
  EXPECT_EQ(both.status, 2);
  EXPECT_TRUE(contains(both.err, "--series: is the old name of --voices, which is given too"));
}

TEST(Options, ThatDoNothingAreRefusedBeforeTheWork) {
  // Those that --dry-run would plan, too.
  const Outcome run = leitwort_runs({"passages", kLakeAccord, "--dry-run", "--skip-series"});
  EXPECT_EQ(run.status, 2);
  EXPECT_TRUE(contains(run.err, "add --passage-series FIELD")) << run.err;
  const Outcome sketch = leitwort_runs({"duplicates", kLakeAccord, "--rows", "4"});
  EXPECT_TRUE(contains(sketch.err, "--rows: goes with --bands; give both")) << sketch.err;
}

TEST(Completions, OfferWhatFits) {
  EXPECT_EQ(bash_offers({"pass"}), Strings{"passages"});
  EXPECT_EQ(bash_offers({"help", "time"}), Strings{"timeline"});
  EXPECT_EQ(bash_offers({"report", "--measure", "con"}), Strings{"containment"});
  EXPECT_EQ(bash_offers({"report", "--measure", "=", "con"}), Strings{"containment"});
  EXPECT_EQ(bash_offers({"report", "--measure", "="}),
            (Strings{"jaccard", "containment", "overlap", "weighted"}));
  EXPECT_EQ(bash_offers({"columns", "simil"}),
            (Strings{"similarity", "similarity.matrix", "similarity.npy.ids"}));
  EXPECT_EQ(bash_offers({"completions", "f"}), Strings{"fish"});
  EXPECT_EQ(bash_offers({"report", "--threads", ""}), Strings{});
  // Of paths the shell itself offers what there is.
  EXPECT_EQ(bash_offers({"passages", "--between", ""}), Strings{});
  EXPECT_EQ(bash_offers({"passages", "--between", "a", ""}), Strings{});
}

TEST(Completions, AreScriptsOfTheirShells) {
  const TemporaryFolder folder;
  std::string without;
  for (const std::string shell : {"bash", "zsh", "fish"}) {
    const Outcome run = leitwort_runs({"completions", shell});
    ASSERT_EQ(run.status, 0) << run.err;
    folder.write(shell, run.out);
    if (!has_shell(shell)) {
      without += " " + shell;
      continue;
    }
    const Outcome checked = program_runs({shell, "-n", folder / shell});
    EXPECT_EQ(checked.status, 0) << shell << ": " << checked.err;
  }
  if (!without.empty()) GTEST_SKIP() << "not on this machine:" << without;
}

TEST(Completions, AreRefusedForOtherShells) {
  const Outcome run = leitwort_runs({"completions", "zhs"});
  EXPECT_EQ(run.status, 2);
  EXPECT_TRUE(contains(run.err, "did you mean leitwort completions zsh")) << run.err;
  EXPECT_TRUE(contains(leitwort_runs({"completions"}).err, "name one of bash, zsh, fish"));
  EXPECT_TRUE(
      contains(leitwort_runs({"completions", "bash", "zsh"}).err, "tells of one shell at a time"));
}

}  // namespace
}  // namespace leitwort::test
