// What a run may do to the disk: nothing that is read, or somebody else's, is ever touched.

#include "cli/program.hpp"

#include <atomic>
#include <chrono>
#include <csignal>
#include <functional>
#include <map>
#include <thread>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

namespace leitwort::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const std::string kFirst = "The patient heron waits in the quiet reeds of the northern shore.";
const std::string kSecond = "A patient heron waits in the quiet reeds, and the angler hopes.";
constexpr const char* kPartial = ".leitwort-0123456789abcdef.partial";
constexpr const char* kCommit = ".leitwort-0123456789abcdef.commit";

std::string json_line(const std::string& id, const std::string& text) {
  return json{{"id", id}, {"date", "2001"}, {"text", text}}.dump() + "\n";
}

/// Every file below a folder with its bytes; of a link what it points to.
std::map<std::string, std::string> contents(const std::string& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files[entry.path()] = read_file(entry.path());
  }
  return files;
}

/// A corpus in its own folder, in several forms, and room for outputs.
class Place : public TemporaryFolder {
 public:
  Place() {
    write("in/a.txt", "---\ndate: 2001\n---\n" + kFirst);
    write("in/b.txt", "---\ndate: 2003\n---\n" + kSecond);
    write("in/LOUD.TXT", kFirst);
    write("in/lines.jsonl", json_line("a", kFirst) + json_line("b", kSecond));
    write("in/documents.csv", "path\r\na.txt\r\nb.txt\r\nreport.data\r\n");
    write("in/report.data", kSecond);
    write("in/patterns.csv", "# nothing\nheron\n");
    write("in/watch.tsv", "patient heron\n");
    fs::create_directories(*this / "out");
    fs::create_symlink(*this / "in", *this / "link");
    fs::create_symlink(*this / "in/lines.jsonl", *this / "also.jsonl");
    fs::create_hard_link(*this / "in/lines.jsonl", *this / "hard.jsonl");
  }
};

/// Words in which `@` stands for the place.
Strings in_place(Strings words, const Place& place) {
  for (std::string& word : words) {
    for (std::size_t at = 0; (at = word.find('@', at)) != std::string::npos;) {
      word.replace(at, 1, place.path());
    }
  }
  return words;
}

struct Clash {
  Strings words;
  std::string written, read;  ///< as the message must name them
};

TEST(OutputFiles, NeverReplaceAnInputOrEachOther) {
  const std::vector<Clash> clashes = {
      // A manifest that is called as a table is, and its folder.
      {{"report", "@/in/documents.csv", "-o", "@/in"}, "in/documents.csv", "in/documents.csv"},
      {{"report", "@/in/documents.csv", "-o", "@/link/"}, "link/documents.csv", "in/documents.csv"},
      {{"similarity", "@/link/documents.csv", "-o", "@/in/"}, "in/documents.csv", "link/documents"},
      {{"passages", "@/in/documents.csv", "-o", "@/in"}, "in/documents.csv", "in/documents.csv"},
      // What a manifest names, whatever its ending.
      {{"similarity", "@/in/documents.csv", "-o", "@/in/report.data"},
       "in/report.data",
       "in/report"},
      {{"similarity", "@/in/documents.csv", "-o", "@/in/a.txt", "--format", "table"},
       "a.txt",
       "a.txt"},
      // Lists.
      {{"formulations", "@/in/a.txt", "--watch", "@/in/watch.tsv", "-o", "@/in/watch.tsv"},
       "watch.tsv",
       "--watch"},
      {{"similarity", "@/in/a.txt", "--cut", "@/in/patterns.csv", "-o", "@/link/patterns.csv"},
       "link/patterns.csv",
       "--cut"},
      // Texts of a folder.
      {{"timeline", "@/in", "--format", "table", "-o", "@/in/LOUD.TXT"}, "LOUD.TXT", "LOUD.TXT"},
      {{"show", "a", "@/in", "-o", "@/in/b.txt"}, "in/b.txt", "in/b.txt"},
      {{"show", "@/in/a.txt", "-o", "@/in/b.txt"}, "in/b.txt", "in/b.txt"},
      // The same file by other names.
      {{"similarity", "@/in/lines.jsonl", "-o", "@/also.jsonl"}, "also.jsonl", "in/lines.jsonl"},
      {{"similarity", "@/in/lines.jsonl", "-o", "@/hard.jsonl"}, "hard.jsonl", "in/lines.jsonl"},
      {{"similarity", "@/hard.jsonl", "-o", "@/in/../in/./lines.jsonl"},
       "lines.jsonl",
       "hard.jsonl"},
      {{"duplicates", "@/in/lines.jsonl", "--keep", "@/hard.jsonl"},
       "hard.jsonl",
       "in/lines.jsonl"},
      {{"passages", "--between", "@/in/a.txt", "@/in/lines.jsonl", "-o", "@/also.jsonl"},
       "also.jsonl",
       "lines.jsonl"},
      // Outputs and each other, whether they exist or not.
      {{"duplicates", "@/in/lines.jsonl", "-o", "@/x.jsonl", "--keep", "@/./x.jsonl"},
       "--keep",
       "--output"},
      {{"duplicates", "@/in/lines.jsonl", "-o", "@/new/", "--keep", "@/new/duplicates.jsonl"},
       "--keep",
       "--output"},
      {{"duplicates", "@/in/lines.jsonl", "-o", "@/out/", "--keep", "@/out/run.json"}, "", ""},
      {{"passages", "@/in/lines.jsonl", "-o", "@/x.xml", "--network", "@/link/../x.xml"},
       "--network",
       "--output"},
  };
  const Place place;
  const auto before = contents(place.path());
  for (const Clash& clash : clashes) {
    const Strings words = in_place(clash.words, place);
    const Outcome run = leitwort_runs(words);
    std::string line;
    for (const std::string& word : words) line += word + " ";
    EXPECT_EQ(run.status, 2) << line << run.err;
    EXPECT_TRUE(contains(run.err, clash.written) && contains(run.err, clash.read))
        << line << run.err;
    EXPECT_EQ(contents(place.path()), before) << line;
  }
}

TEST(OutputFiles, NeverReplaceStandardInput) {
  const Place place;
  const std::string before = read_file(place / "in/lines.jsonl");
  for (const char* name : {"in/lines.jsonl", "also.jsonl", "hard.jsonl"}) {
    const Outcome run =
        leitwort_runs({"similarity", "-", "-o", place / name}, {.input = place / "in/lines.jsonl"});
    EXPECT_EQ(run.status, 2) << name << run.err;
    EXPECT_EQ(read_file(place / "in/lines.jsonl"), before);
  }
}

TEST(OutputFiles, NeverBecomeTextsOfTheCorpus) {
  const Place place;
  const Outcome shown = leitwort_runs({"show", place / "in/a.txt", "-o", place / "in/shown.txt"});
  const Outcome read = leitwort_runs(
      {"formulations", place / "in", "--explain", "heron", "-o", place / "in/new/explained.md"});
  EXPECT_EQ(read.status, 2) << read.err;
  EXPECT_TRUE(contains(read.err, "would be read as a text")) << read.err;
  EXPECT_FALSE(fs::exists(place / "in/new"));
  EXPECT_EQ(shown.status, 0) << "of one document there is no folder that is read again";
}

/// What is printed beside a folder may go into a file too.
TEST(OutputFiles, NeverMixWithWhatIsPrinted) {
  const Place place;
  const std::string input = place / "in/a.txt";
  const std::string before = read_file(input);
  const Outcome run = program_runs({"sh", "-c",
                                    std::string(LEITWORT_PROGRAM) + " report " + (place / "in") +
                                        " -o " + (place / "new") + " >>" + input});
  EXPECT_EQ(run.status, 2) << run.err;
  EXPECT_EQ(read_file(input), before);
}

TEST(OutputFiles, ThatNobodyMayWriteAreNotReplaced) {
  const Place place;
  place.write("out/kept.csv", "mine\n");
  fs::permissions(place / "out/kept.csv", fs::perms::owner_read);
  const Outcome run = leitwort_runs({"similarity", place / "in", "-o", place / "out/kept.csv"});
  EXPECT_EQ(run.status, 2);
  EXPECT_TRUE(contains(run.err, "read-only")) << run.err;
  EXPECT_EQ(read_file(place / "out/kept.csv"), "mine\n");
}

/// Runs in one folder remove what killed ones have left, and nothing that is being finished.
TEST(OutputFiles, OfParallelRunsAllArrive) {
  const Place place;
  std::atomic<int> failed = 0;
  std::vector<std::thread> runs;
  for (int k = 0; k < 4; ++k) {
    runs.emplace_back([&, k] {
      for (int i = 0; i < 40; ++i) {
        const std::string name = "out/" + std::to_string(k) + "-" + std::to_string(i) + ".csv";
        const Outcome run =
            leitwort_runs({"similarity", place / "in/lines.jsonl", "-o", place / name});
        if (run.status != 0 || !fs::exists(place / name)) ++failed;
      }
    });
  }
  for (std::thread& run : runs) run.join();
  EXPECT_EQ(failed, 0);
}

TEST(OutputFolder, IsSweptWhereItsNameEndsInASlash) {
  const Place place;
  place.write(std::string(kPartial) + "/documents.csv", "half");
  const Outcome run = leitwort_runs({"similarity", place / "in", "-o", place / "fresh/"});
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_FALSE(fs::exists(place / kPartial));
  constexpr auto kOpen = fs::perms::owner_all;
  EXPECT_EQ(fs::status(place / "fresh").permissions() & kOpen, kOpen);
}

TEST(Inputs, APipeIsReadOnlyOnce) {
  const Place place;
  const Outcome run = program_runs({"sh", "-c",
                                    "cat " + (place / "in/lines.jsonl") + " | " + LEITWORT_PROGRAM +
                                        " formulations - --watch /dev/stdin"});
  EXPECT_EQ(run.status, 2);
  EXPECT_TRUE(contains(run.err, "can be read only once")) << run.err;
}

TEST(OutputFiles, MayStandBesideTheInputs) {
  const Place place;
  const auto before = contents(place.path());
  EXPECT_EQ(leitwort_runs({"similarity", place / "in/lines.jsonl", "-o", place / "in/"}).status, 0);
  for (const auto& [path, bytes] : before) {
    // Which is a table of the folder.
    if (path.ends_with("documents.csv")) continue;
    EXPECT_EQ(read_file(path), bytes) << path;
  }
}

TEST(OutputFiles, ThatCannotBeWrittenAreFoundOutBeforeTheWork) {
  const Place place;
  place.write("file", "x");
  fs::create_directories(place / "out/passages.csv");
  for (const Strings& words : std::vector<Strings>{
           {"similarity", "@/no corpus", "-o", "@/missing/x.csv"},
           {"similarity", "@/no corpus", "-o", "@/file/x.csv"},
           {"report", "@/no corpus", "-o", "@/file/x"},
           {"report", "@/no corpus", "-o", "@/file"},
           {"report", "@/no corpus", "-o", "@/out"},
           {"sketch", "@/no corpus", "-o", "@/missing/x.sketch"},
           {"duplicates", "@/no corpus", "--keep", "@/missing/x.jsonl"},
           {"passages", "@/no corpus", "--network", "@/missing/x.graphml"},
           {"show", "a", "@/no corpus", "-o", "@/missing/x.txt"},
       }) {
    const Outcome run = leitwort_runs(in_place(words, place));
    EXPECT_EQ(run.status, 2);
    EXPECT_TRUE(contains(run.err, "cannot be written")) << words[0] << run.err;
    EXPECT_FALSE(contains(run.err, "no corpus")) << run.err;
  }
  EXPECT_EQ(files_in(place / "out"), Strings{"passages.csv"});
  EXPECT_EQ(leitwort_runs({"report", place / "no corpus", "-o", place / "new/deep/er"}).status, 2);
  EXPECT_FALSE(fs::exists(place / "new"));
}

TEST(OutputFiles, AreNamedByTheirFormat) {
  const Place place;
  const std::string corpus = place / "in/lines.jsonl";
  struct Row {
    std::string command, name, format;
    int status;
  };
  for (const Row& row : std::vector<Row>{
           {"similarity", "x.xlsx", "", 2},      {"similarity", "x.html", "", 2},
           {"similarity", "x.txt", "", 0},       {"similarity", "x.csv.gz", "", 2},
           {"similarity", "x.CSV", "", 0},       {"similarity", "x", "", 0},
           {"similarity", "x.2026-11", "", 0},   {"similarity", "x.npy", "", 0},
           {"similarity", "x.csv", "matrix", 0}, {"similarity", "x.npy", "csv", 2},
           {"similarity", "x.csv", "tsv", 2},    {"similarity", "x.dat", "csv", 0},
           {"similarity", "x.dat", "", 2},       {"similarity", "x.txt", "table", 0},
           {"formulations", "x.npy", "", 2},     {"formulations", "x.ndjson", "", 0},
           {"timeline", "x.json", "", 2},        {"timeline", "x.png", "", 2},
           {"passages", "x.html", "", 0},        {"passages", "x.xml", "", 0},
           {"passages", "x.xml", "pan", 0},      {"passages", "x.pdf", "", 2},
           {"passages", "x.html", "tei", 2},     {"duplicates", "x.parquet", "", 2},
       }) {
    Strings words = {row.command, corpus, "-o", place / ("out/" + row.name)};
    if (!row.format.empty()) words.insert(words.end(), {"--format", row.format});
    const Outcome run = leitwort_runs(words);
    EXPECT_EQ(run.status, row.status) << row.command << " " << row.name << ": " << run.err;
    if (row.status == 2 && row.format.empty()) {
      EXPECT_TRUE(contains(run.err, ".jsonl")) << run.err;
    }
    EXPECT_EQ(fs::exists(place / ("out/" + row.name)), row.status == 0) << row.name;
    fs::remove(place / ("out/" + row.name));
  }
  EXPECT_EQ(leitwort_runs({"duplicates", corpus, "--keep", place / "x.csv"}).status, 2);
  EXPECT_EQ(leitwort_runs({"passages", corpus, "--network", place / "x.csv"}).status, 2);
  EXPECT_EQ(leitwort_runs({"show", "a", corpus, "-o", place / "x.html"}).status, 2);
}

// --- run.json is data ---------------------------------------------------------------------------

Strings report_of(const Place& place, const std::string& out = "out") {
  return {"formulations", place / "in/lines.jsonl", "--min-tokens", "2", "-o", place / (out + "/")};
}

TEST(RunRecord, RemovesOnlyWhatItsCommandWrites) {
  const Place place;
  fs::create_directories(place / "out/timeline.tsv");
  place.write("out/thesis.docx", "years of work");
  place.write("out/.bashrc", "alias");
  place.write("elsewhere.csv", "mine");
  place.write("out/occurrences.tsv", "stale");
  fs::create_symlink(place / "elsewhere.csv", place / "out/formulations.tsv");
  place.write("out/run.json",
              json{{"program", "leitwort"},
                   {"command", "formulations"},
                   {"files",
                    {"thesis.docx", ".bashrc", "../elsewhere.csv", "", ".", "..", 7, "timeline.tsv",
                     "formulations.tsv", "occurrences.tsv", "passages.csv"}}}
                  .dump());
  place.write("out/passages.csv", "of another command");
  // The folder timeline.tsv stands where a table of the command would: it says so before the work.
  EXPECT_EQ(leitwort_runs(report_of(place)).status, 2);
  fs::remove(place / "out/timeline.tsv");
  EXPECT_EQ(leitwort_runs(report_of(place)).status, 0);
  EXPECT_EQ(read_file(place / "out/thesis.docx"), "years of work");
  EXPECT_EQ(read_file(place / "out/.bashrc"), "alias");
  EXPECT_EQ(read_file(place / "elsewhere.csv"), "mine");
  EXPECT_EQ(read_file(place / "out/passages.csv"), "of another command");
  EXPECT_TRUE(fs::is_symlink(place / "out/formulations.tsv")) << "no regular file";
  EXPECT_FALSE(fs::exists(place / "out/occurrences.tsv")) << "its own, of an earlier run";
}

TEST(RunRecord, ThatIsNoneOfOursStaysAndIsTold) {
  for (const std::string& record :
       {std::string("{\"broken"), std::string("{\"program\": 5, \"files\": 1}"), std::string("[]"),
        std::string("\x00\xff", 2), std::string("{\"program\":\"other\",\"files\":[\"a\"]}")}) {
    const Place place;
    place.write("out/run.json", record);
    for (int run = 0; run < 2; ++run) {
      const Outcome outcome = leitwort_runs(report_of(place));
      EXPECT_EQ(outcome.status, 0) << outcome.err;
      EXPECT_TRUE(contains(outcome.err, "run.json is no record of leitwort")) << outcome.err;
      EXPECT_EQ(read_file(place / "out/run.json"), record);
      EXPECT_EQ(json::parse(read_file(place / "out/leitwort.run.json"))["program"], "leitwort");
    }
  }
}

TEST(RunRecord, OfAnyShapeEndsNoRun) {
  for (const char* record :
       {R"({"program":"leitwort","command":7,"files":{"a":1}})",
        R"({"program":"leitwort","command":"formulations"})",
        R"({"program":"leitwort","command":"formulations","files":[[],null]})"}) {
    const Place place;
    place.write("out/run.json", record);
    EXPECT_EQ(leitwort_runs(report_of(place)).status, 0) << record;
    EXPECT_TRUE(json::parse(read_file(place / "out/run.json")).contains("version"));
  }
}

// --- folders ------------------------------------------------------------------------------------

TEST(OutputFolder, MayBeALinkOrTheFolderOneStandsIn) {
  const Place place;
  place.write("real/notes.odt", "mine");
  fs::create_symlink("real", place / "to-real");
  EXPECT_EQ(leitwort_runs(report_of(place, "to-real")).status, 0);
  EXPECT_TRUE(fs::is_symlink(place / "to-real"));
  EXPECT_TRUE(fs::exists(place / "real/run.json"));
  EXPECT_EQ(read_file(place / "real/notes.odt"), "mine");

  Strings here = report_of(place);
  here.back() = ".";
  EXPECT_EQ(leitwort_runs(here, {.folder = place / "out"}).status, 0);
  EXPECT_TRUE(fs::exists(place / "out/run.json"));

  fs::create_symlink(place / "not-yet", place / "dangling");
  EXPECT_EQ(leitwort_runs(report_of(place, "dangling")).status, 0);
  EXPECT_TRUE(fs::exists(place / "not-yet/run.json"));
}

TEST(OutputFolder, KeepsTheModesOfWhatItReplaces) {
  const Place place;
  ASSERT_EQ(leitwort_runs(report_of(place)).status, 0);
  constexpr auto kPrivate = fs::perms::owner_read | fs::perms::owner_write;
  fs::permissions(place / "out/formulations.csv", kPrivate);
  ASSERT_EQ(leitwort_runs(report_of(place)).status, 0);
  EXPECT_EQ(fs::status(place / "out/formulations.csv").permissions(), kPrivate);
  EXPECT_NE(fs::status(place / "out/timeline.csv").permissions(), kPrivate);

  place.write("x.csv", "old");
  fs::permissions(place / "x.csv", kPrivate);
  ASSERT_EQ(leitwort_runs({"similarity", place / "in/lines.jsonl", "-o", place / "x.csv"}).status,
            0);
  EXPECT_EQ(fs::status(place / "x.csv").permissions(), kPrivate);
}

/// A set of files as a run leaves it that is killed after it counts and before it is in place.
void leave_unfinished(const Place& place) {
  const std::string commit = std::string("out/") + kCommit + "/";
  place.write(commit + "passages.csv", "new passages");
  place.write(commit + "run.json", R"({"program":"leitwort","command":"passages","files":[]})");
  place.write(commit + "thesis.docx", "planted");
  place.write(commit + "leitwort.list", "run.json\npassages.tsv\nthesis.docx\n../in/a.txt\n");
}

TEST(OutputFolder, FinishesWhatAKilledRunLeft) {
  const Place place;
  place.write("out/passages.tsv", "stale");
  place.write("out/passages.csv", "old");
  place.write("out/thesis.docx", "years of work");
  leave_unfinished(place);
  place.write(std::string("out/") + kPartial + "/passages.csv", "half");
  place.write(std::string(".leitwort-fedcba9876543210.partial"), "half");
  place.write("out/.leitwort-notours.partial", "mine");
  const Outcome run = leitwort_runs(report_of(place));
  EXPECT_EQ(run.status, 0);
  EXPECT_TRUE(contains(run.err, "an earlier run was ended")) << run.err;
  EXPECT_EQ(read_file(place / "out/passages.csv"), "new passages");
  EXPECT_FALSE(fs::exists(place / "out/passages.tsv"));
  EXPECT_EQ(read_file(place / "out/thesis.docx"), "years of work");
  EXPECT_TRUE(fs::exists(place / "in/a.txt"));
  EXPECT_FALSE(fs::exists(place / (std::string("out/") + kPartial)));
  EXPECT_EQ(read_file(place / "out/.leitwort-notours.partial"), "mine");
  EXPECT_EQ(json::parse(read_file(place / "out/run.json"))["command"], "formulations");
}

TEST(OutputFolder, FinishesNothingThatWouldReplaceAnInput) {
  const Place place;
  place.write("out/passages.csv",
              "path\r\n" + (place / "in/a.txt") + "\r\n" + (place / "in/b.txt") + "\r\n");
  leave_unfinished(place);
  const auto before = contents(place.path());
  EXPECT_EQ(leitwort_runs({"similarity", place / "out/passages.csv", "-o", place / "out/"}).status,
            2);
  EXPECT_EQ(contents(place.path()), before);
}

// --- signals and streams ------------------------------------------------------------------------

/// Starts a report, waits until it has begun a folder, and ends it.
void interrupt_report(int signal) {
  const Place place;
  const std::string parent = place / "results";
  fs::create_directories(parent);
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    const int null = ::open("/dev/null", O_RDWR);
    for (const int stream : {0, 1, 2}) ::dup2(null, stream);
    ::execl(LEITWORT_PROGRAM, "leitwort", "report", kLakeAccord.c_str(), "-o",
            (parent + "/out").c_str(), nullptr);
    ::_exit(127);
  }
  for (int i = 0; i < 10000 && files_in(parent).empty(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  ::kill(child, signal);
  int status = 0;
  ::waitpid(child, &status, 0);
  if (WIFSIGNALED(status)) {
    EXPECT_EQ(WTERMSIG(status), signal);
    EXPECT_EQ(files_in(parent), Strings{});
  } else {
    EXPECT_EQ(files_in(parent), Strings{"out"}) << "it was as fast as the signal";
  }
}

TEST(Signals, RemoveWhatWasBegun) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) interrupt_report(signal);
}

Outcome shell_runs(const std::string& line) {
  return program_runs({"/bin/sh", "-c", line});
}

std::string quoted(const std::string& word) {
  return "'" + word + "'";
}

TEST(Signals, AFileThatMayNotGrowIsAnError) {
  const Place place;
  const Outcome run = shell_runs("ulimit -f 1; exec " + quoted(LEITWORT_PROGRAM) + " report " +
                                 quoted(kLakeAccord) + " -o " + quoted(place / "out"));
  EXPECT_EQ(run.status, 2) << run.err;
  EXPECT_TRUE(contains(run.err, "cannot be written")) << run.err;
  EXPECT_EQ(files_in(place / "out"), Strings{});
}

TEST(Streams, ThatAreClosedGetNothingAndHoldNothingUp) {
  const Place place;
  place.write("in/bad.jsonl", json_line("a", kFirst) + "no JSON\n" + json_line("b", kSecond));
  const std::string sketch =
      quoted(LEITWORT_PROGRAM) + std::string(" sketch ") + quoted(place / "in/bad.jsonl") + " -o ";
  EXPECT_EQ(shell_runs(sketch + quoted(place / "open.sketch")).status, 1);
  for (const char* closed : {"2>&-", "0<&-", "1>&-", "0<&- 2>&-", "0<&- 1>&- 2>&-"}) {
    EXPECT_EQ(shell_runs(sketch + quoted(place / "closed.sketch") + " " + closed).status, 1);
    EXPECT_EQ(read_file(place / "closed.sketch"), read_file(place / "open.sketch")) << closed;
  }
  const std::string table =
      quoted(LEITWORT_PROGRAM) + std::string(" similarity ") + quoted(place / "in/bad.jsonl");
  EXPECT_EQ(shell_runs(table + " 1>&-").status, 2) << "the table went nowhere";
  EXPECT_EQ(shell_runs(table + " 2>&-").out, shell_runs(table).out);
  EXPECT_EQ(shell_runs(table + " 2>/dev/full").status, 1) << "the table is whole";
  EXPECT_EQ(shell_runs(quoted(LEITWORT_PROGRAM) + " similarity - 0<&-").status, 2);
}

TEST(Streams, ThatAreFullAreAnError) {
  for (const char* words : {"--help", "--version", "--man", "report --help", "help"}) {
    const Outcome run = shell_runs(quoted(LEITWORT_PROGRAM) + " " + words + " >/dev/full");
    EXPECT_EQ(run.status, 2) << words;
    EXPECT_TRUE(contains(run.err, "standard output: cannot be written")) << run.err;
  }
}

TEST(Streams, ThatNobodyReadsEndTheRunQuietly) {
  const Place place;
  const std::string head = " | head -c 1";
  for (const std::string& words :
       {std::string("--man"),
        "similarity " + quoted(kLakeAccord) + " -k 1,2,3,4,5,6,7,8,9,10,11,12",
        "formulations " + quoted(kLakeAccord) + " --quiet",
        "duplicates --quiet --list pairs --threshold 0.01 " + quoted(kLakeAccord) + " --keep " +
            quoted(place / "out/kept.jsonl")}) {
    const Outcome run = shell_runs(quoted(LEITWORT_PROGRAM) + " " + words + head);
    EXPECT_EQ(run.status, 0);
    EXPECT_FALSE(contains(run.err, "cannot be written")) << run.err;
  }
  for (const std::string& name : files_in(place / "out")) EXPECT_EQ(name, "kept.jsonl");
}

// --- --dry-run ----------------------------------------------------------------------------------

TEST(DryRun, ListsWhatWouldHappenAndDoesNothing) {
  const Place place;
  place.write("in/picture.png", "x");
  place.write("out/formulations.csv", "old");
  const auto before = contents(place.path());
  const Outcome run = leitwort_runs({"formulations", place / "in", "--watch",
                                     place / "in/watch.tsv", "-o", place / "out/", "--dry-run"});
  EXPECT_EQ(contents(place.path()), before);
  EXPECT_EQ(files_in(place / "out"), Strings{"formulations.csv"});
  const CsvTable table = parse_csv(run.out);
  std::map<std::string, std::string> what;
  for (const auto& row : table.rows) what[row.at("path")] = row.at("what");
  EXPECT_EQ(what[place / "in/a.txt"], "read");
  EXPECT_EQ(what[place / "in/LOUD.TXT"], "read");
  EXPECT_EQ(what[place / "in/watch.tsv"], "read");
  EXPECT_EQ(what[place / "out/formulations.csv"], "replace or remove");
  EXPECT_EQ(what[place / "out/run.json"], "may write");
  EXPECT_TRUE(contains(run.out, ".png")) << "what is not read is named";
  EXPECT_EQ(run.status, 0);
  place.write("in/paper.txt", "%PDF-1.4 and so on");
  const Outcome foreign = leitwort_runs({"similarity", place / "in", "--dry-run"});
  EXPECT_EQ(foreign.status, 1);
  for (const auto& row : parse_csv(foreign.out).rows) {
    if (row.at("path") != place / "in/paper.txt") continue;
    EXPECT_EQ(row.at("what"), "leave out");
    EXPECT_TRUE(contains(row.at("why"), "pdftotext"));
  }
  EXPECT_EQ(leitwort_runs({"similarity", place / "missing", "--dry-run"}).status, 1);
}

}  // namespace
}  // namespace leitwort::test
