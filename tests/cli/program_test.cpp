#include "cli/program.hpp"

#include "sanitized.hpp"
#include <leitwort/page.hpp>
#include <leitwort/text.hpp>
#include <leitwort/version.hpp>

#include <array>
#include <cstdlib>
#include <map>
#include <set>
#include <sstream>
#include <thread>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/ioctl.h>
#include <sys/stat.h>

namespace leitwort::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const Strings kCommands = {"report", "similarity", "formulations", "timeline", "passages"};

/// 180 words that stand nowhere else, one a sentence: among few words all are frequent, and phrases
/// of frequent words are not listed.
std::string filler(char ending) {
  std::string text;
  for (const char first : std::string_view("bdfgklmnprst")) {
    for (const char second : std::string_view("aeiou")) {
      for (const char third : std::string_view("bkz")) {
        text += {first, second, third, 'a', ending, '.', ' '};
      }
    }
  }
  return text;
}

/// A small corpus: two dated files that share a phrase.
class Corpus {
 public:
  Corpus() {
    folder_.write("texts/a.txt",
                  "---\ndate: 2001\n---\nThe patient heron waits in the reeds. " + filler('n'));
    folder_.write("texts/b.txt",
                  "---\ndate: 2003\n---\nA patient heron waits, the angler hopes. " + filler('r'));
  }
  [[nodiscard]] std::string path() const { return folder_ / "texts"; }
  /// A place for outputs.
  [[nodiscard]] std::string operator/(const std::string& name) const { return folder_ / name; }
  [[nodiscard]] const TemporaryFolder& folder() const { return folder_; }

 private:
  TemporaryFolder folder_;
};

Strings lines_of(const std::string& text) {
  Strings lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// All files of a folder by name.
std::map<std::string, std::string> contents(const std::string& folder) {
  std::map<std::string, std::string> files;
  for (const std::string& name : files_in(folder)) files[name] = read_file(folder + "/" + name);
  return files;
}

bool has_partial(const std::string& folder) {
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (contains(entry.path().filename().string(), ".partial")) return true;
  }
  return false;
}

// --- help ---------------------------------------------------------------------------------------

TEST(Help, ListsTheCommands) {
  for (const char* word : {"--help", "-h", "help"}) {
    const Outcome run = leitwort_runs({word});
    EXPECT_EQ(run.status, 0) << word;
    EXPECT_EQ(run.err, "");
    for (const std::string& command : kCommands) EXPECT_TRUE(contains(run.out, "  " + command));
  }
}

TEST(Help, OfEveryCommandListsItsOptions) {
  for (const std::string& command : kCommands) {
    for (const char* word : {"--help", "-h"}) {
      const Outcome run = leitwort_runs({command, word});
      EXPECT_EQ(run.status, 0) << command;
      EXPECT_EQ(run.err, "");
      EXPECT_TRUE(run.out.starts_with("leitwort " + command));
      for (const char* option : {"--output", "--threads", "--quiet", "--verbose"}) {
        EXPECT_TRUE(contains(run.out, option)) << command << " " << option;
      }
    }
  }
}

TEST(Help, IsGivenWhateverElseIsWrong) {
  EXPECT_EQ(leitwort_runs({"similarity", "--nonsense", "--help"}).status, 0);
}

TEST(Help, ComesWithoutACommandAsAnError) {
  const Outcome run = leitwort_runs({});
  EXPECT_EQ(run.status, 2);
  EXPECT_EQ(run.out, "");
  EXPECT_TRUE(contains(run.err, "COMMAND"));
}

TEST(Help, KnowsTheVersion) {
  const Outcome run = leitwort_runs({"--version"});
  EXPECT_EQ(run.status, 0);
  EXPECT_EQ(run.out, "leitwort " + std::string(kVersion) + "\n");
}

TEST(Help, HasAManualPageWithEveryOption) {
  const Outcome run = leitwort_runs({"--man"});
  EXPECT_EQ(run.status, 0);
  EXPECT_EQ(run.err, "");
  EXPECT_TRUE(run.out.starts_with(".TH LEITWORT 1"));
  for (const char* option : {"\\-\\-shingle", "\\-\\-limit", "\\-\\-period", "\\-\\-threads"}) {
    EXPECT_TRUE(contains(run.out, option)) << option;
  }
}

// --- wrong command lines ------------------------------------------------------------------------

/// The run must fail, write no output and say `part`.
void expect_refusal(const Strings& words, const std::string& part) {
  const Outcome run = leitwort_runs(words);
  std::string line;
  for (const std::string& word : words) line += word + " ";
  EXPECT_EQ(run.status, 2) << line;
  EXPECT_EQ(run.out, "") << line;
  EXPECT_TRUE(contains(run.err, part)) << line << "said: " << run.err;
}

TEST(Usage, AnUnknownCommandIsRefused) {
  expect_refusal({"frobnicate", kLakeAccord}, "frobnicate");
}

TEST(Usage, AnUnknownOptionIsRefused) {
  for (const std::string& command : kCommands) {
    expect_refusal({command, kLakeAccord, "--frobnicate"}, "--frobnicate");
  }
  expect_refusal({"similarity", kLakeAccord, "-x"}, "-x");
  expect_refusal({"timeline", kLakeAccord, "--shingle", "5"}, "--shingle");
}

TEST(Usage, OptionsMayNotBeAbbreviated) {
  expect_refusal({"similarity", kLakeAccord, "--shing", "5"}, "--shing");
}

TEST(Usage, AWrongValueIsRefused) {
  const std::vector<std::pair<std::string, Strings>> wrong = {
      {"similarity", {"--shingle", "x"}},         {"similarity", {"--shingle", "0"}},
      {"similarity", {"--shingle", "65"}},        {"similarity", {"--shingle", "3,,5"}},
      {"similarity", {"--shingle", ""}},          {"similarity", {"--format", "xml"}},
      {"similarity", {"--method", "best"}},       {"similarity", {"--measure", "cosine"}},
      {"similarity", {"--order", "size"}},        {"similarity", {"--threads", "two"}},
      {"similarity", {"--threads", "1.5"}},       {"similarity", {"--closest", "0"}},
      {"similarity", {"--memory", "lots"}},       {"formulations", {"--format", "npy"}},
      {"formulations", {"--limit", "0"}},         {"formulations", {"--limit", "many"}},
      {"formulations", {"--language", "Elvish"}}, {"timeline", {"--language", ""}},
      {"formulations", {"--context", "-"}},       {"formulations", {"--min-documents", "0"}},
      {"timeline", {"--period", "week"}},         {"timeline", {"--min-tokens", "2x"}},
  };
  for (const auto& [command, option] : wrong) {
    expect_refusal({command, kLakeAccord, option[0], option[1]}, option[0]);
  }
}

TEST(Usage, AValueThatIsNotANumberAtAllIsRefused) {
  const Corpus corpus;
  expect_refusal({"similarity", corpus.path(), "--memory", "nan"}, "--memory");
}

TEST(Usage, AMissingValueIsRefused) {
  expect_refusal({"similarity", kLakeAccord, "--shingle"}, "shingle");
  expect_refusal({"similarity", kLakeAccord, "-o"}, "output");
}

TEST(Usage, AnOptionGivenTwiceIsRefused) {
  expect_refusal({"similarity", kLakeAccord, "-k", "3", "-k", "5"}, "shingle");
}

TEST(Usage, ACorpusIsWanted) {
  for (const std::string& command : kCommands) expect_refusal({command}, "CORPUS");
}

TEST(Usage, AReportWantsAFolder) {
  expect_refusal({"report", kLakeAccord}, "-o DIR");
  const Corpus corpus;
  expect_refusal({"report", corpus.path(), "-o", corpus.folder().write("file", "x")},
                 "not a folder");
  EXPECT_EQ(read_file(corpus / "file"), "x");
}

TEST(Usage, TheSquareFormHoldsOneLengthOfShingles) {
  expect_refusal({"similarity", kLakeAccord, "-k", "3,5", "--format", "matrix"}, "--shingle");
}

TEST(Usage, WordsAfterTwoDashesArePaths) {
  const TemporaryFolder folder;
  folder.write("--help/a.txt", "x");
  const Outcome run = leitwort_runs({"similarity", "--", "--help"}, {.folder = folder.path()});
  EXPECT_EQ(run.status, 0) << run.err;
}

// --- exit status --------------------------------------------------------------------------------

TEST(ExitStatus, Is2WhereNoDocumentCanBeRead) {
  const TemporaryFolder folder;
  fs::create_directory(folder / "empty");
  folder.write("scans/a.pdf", "x");
  for (const std::string& path :
       {folder / "empty", folder / "nothing", folder / "scans",
        folder.write("bad.jsonl", "nonsense\n"), folder.write("no.jsonl", "")}) {
    for (const std::string& command : kCommands) {
      expect_refusal({command, path, "-o", folder / "out"}, "no document could be read");
    }
  }
  expect_refusal({"similarity", folder / "nothing"}, folder / "nothing");
  expect_refusal({"similarity", folder / "scans"}, "1 .pdf");
  EXPECT_FALSE(fs::exists(folder / "out"));
  EXPECT_FALSE(has_partial(folder.path()));
}

TEST(ExitStatus, Is1WhereSomethingWasLeftOutAndNamed) {
  const Corpus corpus;
  const std::string lines = corpus.folder().write(
      "lines.jsonl",
      "{\"text\": \"a\", \"date\": 2001}\n{\"text\": \n{\"text\": \"b\", \"date\": 2001}\n");
  const std::string manifest =
      corpus.folder().write("list.csv", "path,date\ntexts/a.txt,2001\nno.txt,\n");
  const std::vector<std::pair<Strings, std::string>> cases = {
      {{lines}, lines + ":2: "},
      {{manifest}, corpus / "no.txt"},
      {{corpus.path(), corpus / "nowhere"}, (corpus / "nowhere") + ": does not exist"},
  };
  for (const auto& [paths, named] : cases) {
    for (const std::string& command : kCommands) {
      for (const bool quiet : {false, true}) {
        Strings words = {command};
        words.insert(words.end(), paths.begin(), paths.end());
        if (command == "report") words.insert(words.end(), {"-o", corpus / "out"});
        if (quiet) words.emplace_back("--quiet");
        const Outcome run = leitwort_runs(words);
        EXPECT_EQ(run.status, 1) << command << " " << named;
        EXPECT_TRUE(contains(run.err, "left out: ")) << run.err;
        EXPECT_TRUE(contains(run.err, named)) << run.err;
      }
    }
  }
}

TEST(ExitStatus, Is0WhereThereAreOnlyWarnings) {
  const TemporaryFolder folder;
  folder.write("texts/undated.txt", "A lake.");
  folder.write("texts/2001 empty.txt", "");
  folder.write("texts/2002 old.txt", "caf\xE9");
  folder.write("texts/2003 broken.txt", "a\x81");
  folder.write("texts/2004 same.txt", "---\nid: undated\n---\nA shore.");
  folder.write("texts/none.txt", "---\ndate: spring\n---\nA reed.");
  for (const std::string& command : kCommands) {
    Strings words = {command, folder / "texts"};
    if (command == "report") words.insert(words.end(), {"-o", folder / "out"});
    const Outcome run = leitwort_runs(words);
    EXPECT_EQ(run.status, 0) << command;
    for (const char* part : {"no date", "empty document", "Windows-1252", "1 byte replaced",
                             "renamed undated#2", "\"spring\" is not a date"}) {
      EXPECT_TRUE(contains(run.err, part)) << command << ": " << part;
    }
    EXPECT_FALSE(contains(run.err, "left out: "));
  }
}

TEST(ExitStatus, Is0WhereTheManifestDoesNotNameAFileWhichIsCounted) {
  const Corpus corpus;
  corpus.folder().write("texts/manifest.csv", "path\na.txt\n");
  const Outcome run = leitwort_runs({"similarity", corpus.path()});
  EXPECT_EQ(run.status, 0);
  EXPECT_TRUE(contains(run.err, "1 text file of the folder is not named here")) << run.err;
}

TEST(ExitStatus, Is2WhereTheOutputCannotBeWritten) {
  const Corpus corpus;
  for (const std::string& command : Strings{"similarity", "formulations", "timeline", "passages"}) {
    expect_refusal({command, corpus.path(), "-o", corpus / "no/such/out.csv"}, "cannot be written");
    const Outcome run = leitwort_runs({command, corpus.path()}, {.output = "/dev/full"});
    EXPECT_EQ(run.status, 2) << command;
    EXPECT_TRUE(contains(run.err, "standard output: cannot be written")) << run.err;
  }
}

TEST(ExitStatus, WarningsAreCappedUnlessAskedFor) {
  const TemporaryFolder folder;
  std::string lines;
  for (int i = 0; i < 30; ++i) lines += "{\"text\": \"\", \"date\": 2001}\n";
  folder.write("lines.jsonl", lines);
  const auto warned = [&](const Strings& more) {
    Strings words = {"similarity", folder / "lines.jsonl"};
    words.insert(words.end(), more.begin(), more.end());
    const Strings said = lines_of(leitwort_runs(words).err);
    return std::count_if(said.begin(), said.end(),
                         [](const std::string& line) { return line.starts_with("warning: "); });
  };
  EXPECT_EQ(warned({}), 11) << "ten, and how many more";
  EXPECT_EQ(warned({"--verbose"}), 30);
  EXPECT_EQ(warned({"--quiet"}), 0);
}

// --- tables -------------------------------------------------------------------------------------

TEST(SimilarityCsv, HasTheColumnsOfTheContractAndExactValues) {
  const TemporaryFolder folder;
  folder.write("a.txt", "One two three four.");
  folder.write("b.txt", "Two, three: four five!");
  folder.write("c.txt", "Six.");
  const Outcome run = leitwort_runs({"similarity", folder.path(), "-k", "2"});
  EXPECT_EQ(run.status, 0);
  EXPECT_EQ(run.out,
            "a,b,shingle,shingles_a,shingles_b,shared,union,jaccard,containment_a,containment_b,"
            "method,standard_error,low,high,overlap,weighted\r\n"
            // weighted: 2 ln(3/2) / (2 ln(3/2) + 2 ln 3)
            "a,b,2,3,3,2,4,0.5,0.666667,0.666667,exact,0,0.5,0.5,0.666667,0.269577\r\n"
            "a,c,2,3,0,0,3,0,0,,exact,0,0,0,,0\r\n"
            "b,c,2,3,0,0,3,0,0,,exact,0,0,0,,0\r\n");
}

TEST(SimilarityCsv, EstimatesComeWithTheirError) {
  const CsvTable table =
      parse_csv(leitwort_runs({"similarity", kLakeAccord, "--method", "estimate"}).out);
  ASSERT_EQ(table.rows.size(), 13U * 12U / 2U);
  for (const CsvTable::Row& row : table.rows) {
    EXPECT_EQ(row.at("method"), "estimate");
    EXPECT_EQ(row.at("weighted"), "");
    EXPECT_LE(std::stod(row.at("low")), std::stod(row.at("jaccard")));
    EXPECT_GE(std::stod(row.at("high")), std::stod(row.at("jaccard")));
    EXPECT_GT(std::stod(row.at("high")), std::stod(row.at("low")));
  }
}

TEST(Tables, HaveTheColumnsOfTheContractFirst) {
  const Corpus corpus;
  const std::map<std::string, std::string> headers = {
      {"documents.csv",
       "document,path,date,date_precision,author,title,language,bytes,tokens,warnings"},
      {"similarity.csv",
       "a,b,shingle,shingles_a,shingles_b,shared,union,jaccard,containment_a,containment_b,method,"
       "standard_error,low,high,overlap,weighted"},
      {"formulations.csv",
       "rank,score,formulation,kind,documents,occurrences,first_date,first_document,last_date,"
       "last_document,peak,per_10k,variants,slots,explanation,life,authors"},
      {"occurrences.csv",
       "rank,variant,document,date,begin_byte,end_byte,line,surface,left,right,slot_values"},
      {"boilerplate.csv", "document,begin_byte,end_byte,text,reason"},
      {"timeline.csv",
       "rank,formulation,period,documents_with,documents_total,occurrences,tokens_total,"
       "document_share,per_10k,low,high,per_10k_low,per_10k_high,authors,leading\r\n"}};
  ASSERT_EQ(leitwort_runs({"report", corpus.path(), "-o", corpus / "out"}).status, 0);
  for (const auto& [name, header] : headers) {
    EXPECT_TRUE(read_file(corpus / ("out/" + name)).starts_with(header)) << name;
  }
}

TEST(Formats, CsvIsWhatAPipeGets) {
  const Corpus corpus;
  for (const std::string& command : Strings{"similarity", "formulations", "timeline"}) {
    const std::string unasked = leitwort_runs({command, corpus.path()}).out;
    EXPECT_EQ(leitwort_runs({command, corpus.path(), "--format", "csv"}).out, unasked);
    EXPECT_GE(parse_csv(unasked).rows.size(), 1U) << command;
  }
}

TEST(Formats, AllHoldTheSameRows) {
  const Corpus corpus;
  for (const std::string& command : Strings{"similarity", "formulations", "timeline"}) {
    const auto records = parse_csv_records(leitwort_runs({command, corpus.path()}).out);
    const Strings tsv = lines_of(leitwort_runs({command, corpus.path(), "--format", "tsv"}).out);
    const Strings jsonl =
        lines_of(leitwort_runs({command, corpus.path(), "--format", "jsonl"}).out);
    ASSERT_EQ(tsv.size(), records.size());
    ASSERT_EQ(jsonl.size(), records.size() - 1);
    for (std::size_t r = 0; r < records.size(); ++r) {
      std::string line;  // nothing here needs an escape
      for (const std::string& field : records[r])
        line += (&field == &records[r][0] ? "" : "\t") + field;
      EXPECT_EQ(tsv[r], line);
      if (r == 0) continue;
      const json object = json::parse(jsonl[r - 1]);
      ASSERT_EQ(object.size(), records[0].size());
      for (std::size_t c = 0; c < records[0].size(); ++c) {
        const json& value = object.at(records[0][c]);
        if (value.is_null())
          EXPECT_EQ(records[r][c], "");
        else if (value.is_string())
          EXPECT_EQ(value, records[r][c]);
        else
          EXPECT_DOUBLE_EQ(value.get<double>(), std::stod(records[r][c]));
      }
    }
  }
}

TEST(Formats, TableIsForPeople) {
  for (const std::string& command : Strings{"similarity", "formulations", "timeline"}) {
    const Outcome run = leitwort_runs({command, kLakeAccord, "--format", "table"});
    EXPECT_EQ(run.status, 0);
    EXPECT_TRUE(contains(run.out, "──")) << command;
    EXPECT_FALSE(contains(run.out, "\r"));
  }
}

TEST(Formats, MatrixIsSquareWithIdsAndOnesOnTheDiagonal) {
  const Outcome run = leitwort_runs({"similarity", kLakeAccord, "--format", "matrix"});
  const auto records = parse_csv_records(run.out);
  ASSERT_EQ(records.size(), 14U);
  EXPECT_EQ(records[0][0], "document");
  for (std::size_t i = 1; i < records.size(); ++i) {
    ASSERT_EQ(records[i].size(), 14U);
    EXPECT_EQ(records[i][0], records[0][i]);
    EXPECT_EQ(records[i][i], "1");
    for (std::size_t j = 1; j < i; ++j) EXPECT_EQ(records[i][j], records[j][i]);
  }
}

TEST(Formats, MatrixOfContainmentIsOfTheRowInTheColumn) {
  const TemporaryFolder folder;
  folder.write("a.txt", "one two three four five");
  folder.write("b.txt", "one two three");
  const Outcome run = leitwort_runs({"similarity", folder.path(), "-k", "2", "--format", "matrix",
                                     "--measure", "containment", "--order", "input"});
  EXPECT_EQ(run.out, "document,a,b\r\na,1,0.5\r\nb,1,1\r\n");
}

TEST(Formats, NpyIsTheMatrixWithTheIdsBesideIt) {
  const Corpus corpus;
  const std::string file = corpus / "out.npy";
  EXPECT_EQ(leitwort_runs({"similarity", corpus.path(), "-k", "2", "-o", file}).status, 0);
  const std::string bytes = read_file(file);
  EXPECT_TRUE(bytes.starts_with("\x93NUMPY"));
  EXPECT_TRUE(contains(bytes, "'shape': (2, 2)"));
  EXPECT_EQ(bytes.size() % 64, 4 * sizeof(double));
  EXPECT_EQ(read_file(file + ".ids.csv"), "document\r\na\r\nb\r\n");
  EXPECT_EQ(leitwort_runs({"similarity", corpus.path(), "-k", "2", "--format", "npy"}).out, bytes);
}

TEST(Formats, TheEndingOfTheFileChooses) {
  const Corpus corpus;
  for (const std::string& format : Strings{"csv", "tsv", "jsonl"}) {
    const std::string file = corpus / ("out." + format);
    EXPECT_EQ(leitwort_runs({"formulations", corpus.path(), "-o", file}).status, 0);
    EXPECT_EQ(read_file(file),
              leitwort_runs({"formulations", corpus.path(), "--format", format}).out);
  }
}

TEST(Limit, CutsFormulationsAndSaysSo) {
  const Outcome all = leitwort_runs({"formulations", kLakeAccord, "--limit", "all"});
  const Outcome few = leitwort_runs({"formulations", kLakeAccord, "--limit", "3"});
  ASSERT_GT(parse_csv(all.out).rows.size(), 3U);
  EXPECT_EQ(parse_csv(few.out).rows.size(), 3U);
  EXPECT_TRUE(all.out.starts_with(few.out)) << "the best come first";
  EXPECT_TRUE(contains(few.err,
                       std::to_string(parse_csv(all.out).rows.size() - 3) + " more beyond --limit"))
      << few.err;
}

// --- files --------------------------------------------------------------------------------------

TEST(OutputFile, StaysAsItWasWhenTheRunFails) {
  const Corpus corpus;
  const std::string file = corpus.folder().write("out/table.csv", "old");
  for (const Strings& words : std::vector<Strings>{
           {"similarity", corpus / "nothing"},
           {"formulations", corpus / "nothing"},
           {"timeline", corpus.path(), "--period", "week"},
           {"similarity", corpus.path(), "-k", "3,5", "--format", "matrix"},
           {"similarity", corpus.path(), "--method", "estimate", "--format", "npy", "--measure",
            "weighted"},
       }) {
    Strings line = words;
    line.insert(line.end(), {"-o", file});
    EXPECT_EQ(leitwort_runs(line).status, 2) << words[0];
    EXPECT_EQ(read_file(file), "old");
    EXPECT_EQ(files_in(corpus / "out"), Strings{"table.csv"});
  }
}

TEST(OutputFile, IsReplacedWhenTheRunSucceeds) {
  const Corpus corpus;
  const std::string file = corpus.folder().write("out/table.csv", std::string(100000, 'x'));
  const Outcome run = leitwort_runs({"similarity", corpus.path(), "-o", file});
  EXPECT_EQ(run.status, 0);
  EXPECT_EQ(run.out, "");
  EXPECT_EQ(read_file(file), leitwort_runs({"similarity", corpus.path()}).out);
  EXPECT_EQ(files_in(corpus / "out"), Strings{"table.csv"});
}

TEST(OutputFile, ThatIsAPipeIsWrittenToAndNotReplaced) {
  const Corpus corpus;
  const std::string pipe = corpus / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  const int reader = ::open(pipe.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
  ASSERT_GE(reader, 0);
  EXPECT_EQ(leitwort_runs({"similarity", corpus.path(), "-o", pipe}).status, 0);
  EXPECT_TRUE(fs::is_fifo(pipe)) << "a run of root with -o /dev/null must not replace the device";
  std::string got(1 << 16, '\0');
  const ssize_t size = ::read(reader, got.data(), got.size());
  got.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
  ::close(reader);
  EXPECT_EQ(got, leitwort_runs({"similarity", corpus.path()}).out);
}

const Strings kReportFiles = {"boilerplate.csv", "documents.csv",         "formulations.csv",
                              "occurrences.csv", "passages.clusters.csv", "passages.csv",
                              "run.json",        "similarity.csv",        "timeline.csv"};

TEST(ReportFolder, HoldsAllTables) {
  const Corpus corpus;
  const Outcome run = leitwort_runs({"report", corpus.path(), "-o", corpus / "new/out/"});
  ASSERT_EQ(run.status, 0) << run.err;
  Strings files = files_in(corpus / "new/out");
  // The pictures need Python with Matplotlib; where they are missing the user is told.
  if (std::erase(files, "heatmap.png") == 0) {
    EXPECT_TRUE(contains(run.err, "no heatmap")) << run.err;
  }
  if (std::erase(files, "timeline.png") == 0) {
    EXPECT_TRUE(contains(run.err, "no picture of the timeline")) << run.err;
  }
  EXPECT_EQ(std::erase(files, "index.html"), has_page() ? 1U : 0U);  // report_page_test.cpp
  EXPECT_EQ(files, kReportFiles);
  EXPECT_EQ(files_in(corpus / "new"), Strings{"out"});
  for (const std::string& file : kReportFiles) EXPECT_TRUE(contains(run.out, file)) << file;
  EXPECT_TRUE(contains(run.out, "patient heron waits")) << run.out;
}

TEST(ReportFolder, IsSummedUpWithItsStrongestPassagesFirst) {
  const Corpus corpus;
  const Outcome run = leitwort_runs({"report", kLakeAccord, "-o", corpus / "out"});
  ASSERT_EQ(run.status, 0) << run.err;
  const std::size_t longest = run.out.find("247 tokens"), spirit = run.out.find("12 tokens");
  ASSERT_NE(longest, std::string::npos) << run.out;
  ASSERT_NE(spirit, std::string::npos) << run.out;
  EXPECT_LT(longest, spirit) << run.out;
}

TEST(ReportFolder, HoldsTheMatrixWhenAsked) {
  const Corpus corpus;
  ASSERT_EQ(leitwort_runs({"report", corpus.path(), "--matrix", "-o", corpus / "out"}).status, 0);
  EXPECT_TRUE(read_file(corpus / "out/similarity.matrix.csv").starts_with("document,a,b\r\n"));
}

TEST(ReportFolder, ThatExistsIsRenewedAndForeignFilesStay) {
  const Corpus corpus;
  for (const std::string& file : kReportFiles) corpus.folder().write("out/" + file, "old");
  corpus.folder().write("out/similarity.matrix.csv", "mine, whatever it is called");
  corpus.folder().write("out/notes.txt", "mine");
  corpus.folder().write("out/deep/notes.txt", "mine");
  ASSERT_EQ(leitwort_runs({"report", corpus.path(), "-o", corpus / "out"}).status, 0);
  for (const std::string& file : kReportFiles) {
    // A run.json that is no record of Leitwort's is somebody's; the new one has another name.
    const std::string made = file == "run.json" ? "leitwort.run.json" : file;
    EXPECT_GT(read_file(corpus / ("out/" + made)).size(), 3U) << file;
  }
  EXPECT_EQ(read_file(corpus / "out/run.json"), "old");
  EXPECT_TRUE(fs::exists(corpus / "out/similarity.matrix.csv"));
  EXPECT_EQ(read_file(corpus / "out/notes.txt"), "mine");
  EXPECT_EQ(read_file(corpus / "out/deep/notes.txt"), "mine");
  EXPECT_FALSE(has_partial(corpus / "."));
}

TEST(ReportFolder, LosesWhatAnEarlierRunMadeAndThisOneDidNot) {
  const Corpus corpus;
  const Strings report = {"report", corpus.path(), "-o", corpus / "out"};
  Strings with_matrix = report;
  with_matrix.emplace_back("--matrix");
  ASSERT_EQ(leitwort_runs(with_matrix).status, 0);
  EXPECT_TRUE(fs::exists(corpus / "out/similarity.matrix.csv"));
  ASSERT_EQ(leitwort_runs(report).status, 0);
  EXPECT_FALSE(fs::exists(corpus / "out/similarity.matrix.csv")) << "it would contradict the rest";
  // Another command's results are no contradiction.
  ASSERT_EQ(leitwort_runs({"formulations", corpus.path(), "-o", corpus / "out"}).status, 0);
  EXPECT_TRUE(fs::exists(corpus / "out/similarity.csv"));
}

TEST(ReportFolder, IsNoPlaceForATableOfTheTerminal) {
  const Corpus corpus;
  for (const char* command : {"similarity", "formulations", "timeline"}) {
    const Outcome run =
        leitwort_runs({command, corpus.path(), "--format", "table", "-o", corpus / "out/"});
    EXPECT_EQ(run.status, 2);
    EXPECT_TRUE(contains(run.err, "terminal")) << run.err;
  }
}

TEST(ReportFolder, StaysAsItWasWhenTheRunFails) {
  const Corpus corpus;
  for (const std::string& file : kReportFiles) corpus.folder().write("out/" + file, "old");
  EXPECT_EQ(leitwort_runs({"report", corpus / "nothing", "-o", corpus / "out"}).status, 2);
  // This one fails after reading: signatures know nothing of weights.
  EXPECT_EQ(leitwort_runs({"similarity", corpus.path(), "--format", "matrix", "--method",
                           "estimate", "--measure", "weighted", "-o", corpus / "out"})
                .status,
            2);
  for (const std::string& file : kReportFiles)
    EXPECT_EQ(read_file(corpus / ("out/" + file)), "old");
  EXPECT_EQ(files_in(corpus / "out"), kReportFiles);
  EXPECT_FALSE(has_partial(corpus / "."));
}

TEST(ReportFolder, IsNotBegunWhenTheRunFails) {
  const Corpus corpus;
  EXPECT_EQ(leitwort_runs({"report", corpus / "nothing", "-o", corpus / "new/out"}).status, 2);
  EXPECT_EQ(files_in(corpus / "."), Strings{"texts"});
}

TEST(OutputFolder, OfOtherCommandsGetsTheirTables) {
  const Corpus corpus;
  const auto files = [&](const Strings& words, const std::string& out) {
    Strings line = words;
    line.insert(line.end(), {corpus.path(), "-o", corpus / (out + "/")});
    EXPECT_EQ(leitwort_runs(line).status, 0);
    return files_in(corpus / out);
  };
  EXPECT_EQ(files({"similarity"}, "1"), (Strings{"documents.csv", "run.json", "similarity.csv"}));
  EXPECT_EQ(files({"similarity", "--format", "npy"}, "2"),
            (Strings{"documents.csv", "run.json", "similarity.npy", "similarity.npy.ids.csv"}));
  EXPECT_EQ(files({"similarity", "--format", "matrix"}, "3"),
            (Strings{"documents.csv", "run.json", "similarity.matrix.csv"}));
  EXPECT_EQ(files({"timeline", "--format", "tsv"}, "4"),
            (Strings{"boilerplate.tsv", "documents.csv", "formulations.tsv", "occurrences.tsv",
                     "run.json", "timeline.tsv"}));
}

TEST(RunRecord, SaysWhatWasDoneToWhat) {
  const Corpus corpus;
  corpus.folder().write("texts/c.txt", "");
  ASSERT_EQ(leitwort_runs(
                {"report", corpus.path(), corpus / "it's not", "-k", "3,2", "-o", corpus / "out"})
                .status,
            1);
  const json record = json::parse(read_file(corpus / "out/run.json"));
  EXPECT_EQ(record["version"], kVersion);
  EXPECT_TRUE(contains(record["command_line"], "leitwort report " + corpus.path()));
  EXPECT_TRUE(contains(record["command_line"], "'\\''s not'"));
  EXPECT_EQ(record["options"]["shingle"], "3,2");
  EXPECT_EQ(record["options"]["limit"], "1000");
  EXPECT_EQ(record["options"]["all-pairs"], "no");
  EXPECT_EQ(record["documents"], 3);
  ASSERT_EQ(record["inputs"].size(), 3U);
  EXPECT_EQ(record["inputs"][2]["path"], corpus.path() + "/c.txt");
  EXPECT_EQ(record["inputs"][2]["bytes"], 0);
  EXPECT_EQ(record["inputs"][2]["sha256"],
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  const std::string notices = record["notices"].dump();
  EXPECT_TRUE(contains(notices, "left out"));
  EXPECT_TRUE(contains(notices, "empty document"));
  EXPECT_TRUE(record["cut"].is_object());
  EXPECT_TRUE(record["seconds"].is_object());
  EXPECT_GT(record["peak_memory_bytes"], 0);
}

// --- the same every time ------------------------------------------------------------------------

/// What a report writes and prints, run.json excepted.
std::map<std::string, std::string> everything(const Strings& words, const std::string& folder) {
  const TemporaryFolder out;
  Strings line = {"report"};
  line.insert(line.end(), words.begin(), words.end());
  line.insert(line.end(), {"-o", out / "out"});
  const Outcome run = leitwort_runs(line, {.folder = folder});
  EXPECT_EQ(run.status, 0) << run.err;
  auto files = contents(out / "out");
  files.erase("run.json");
  // Its first and last lines name the folder.
  const std::size_t begin = has_page() ? run.out.find("\n\n") : 0;
  files["standard output"] = run.out.substr(begin, run.out.find("\nWritten to ") - begin);
  files["standard error"] = run.err;
  return files;
}

TEST(Bytes, DoNotDependOnTheNumberOfThreads) {
  for (const Strings& words : std::vector<Strings>{
           {kLakeAccord, "--limit", "all", "-k", "2,5"},
           {kLakeAccord, "--limit", "all", "--method", "estimate", "--min-documents", "1"}}) {
    const auto with = [&](const char* threads) {
      Strings line = words;
      line.insert(line.end(), {"--threads", threads});
      return everything(line, "");
    };
    const auto one = with("1");
    EXPECT_GE(one.size(), 7U);
    EXPECT_EQ(one, with("2"));
    EXPECT_EQ(one, with("0"));
  }
}

TEST(Bytes, DoNotDependOnTheOrderOfFilesOnTheDisk) {
  const TemporaryFolder one, two;
  const auto write = [](const TemporaryFolder& folder, int i) {
    const std::string n = std::to_string(i);
    folder.write("texts/" + n + ".txt", "---\ndate: 20" + std::to_string(10 + i) +
                                            "\n---\nThe patient heron waits for minnow " + n +
                                            ".\n" + filler(static_cast<char>('a' + i)));
  };
  for (int i = 0; i < 20; ++i) write(one, i);
  for (int i = 19; i >= 0; --i) write(two, (i * 7) % 20);
  const auto first = everything({"texts"}, one.path());
  EXPECT_EQ(first, everything({"texts"}, two.path()));
  EXPECT_TRUE(contains(first.at("documents.csv"), "\r\n10,texts/10.txt,2020,"));
  EXPECT_TRUE(contains(first.at("formulations.csv"), "patient heron waits for minnow"));
}

// --- standard input and standard error ----------------------------------------------------------

TEST(StandardInput, IsReadAsJsonLines) {
  const TemporaryFolder folder;
  const std::string lines = folder.write(
      "lines", "{\"id\": \"x\", \"text\": \"one two three\"}\n{\"text\": \"one two four\"}\n");
  const Outcome run = leitwort_runs({"similarity", "-", "-k", "2"}, {.input = lines});
  EXPECT_EQ(run.status, 0) << run.err;
  const CsvTable table = parse_csv(run.out);
  ASSERT_EQ(table.rows.size(), 1U);
  EXPECT_EQ(table.rows[0].at("a"), "x");
  EXPECT_EQ(table.rows[0].at("b"), "2");
  EXPECT_EQ(table.rows[0].at("shared"), "1");
}

TEST(StandardInput, ThatIsEmptyIsNoCorpus) {
  const Outcome run = leitwort_runs({"similarity", "-"});
  EXPECT_EQ(run.status, 2);
  EXPECT_TRUE(contains(run.err, "no document could be read"));
}

TEST(Quiet, SaysNothingWhereAllIsWell) {
  const Corpus corpus;
  corpus.folder().write("texts/undated.txt", "");
  for (const std::string& command : kCommands) {
    Strings words = {command, corpus.path(), "--quiet"};
    if (command == "report") words.insert(words.end(), {"-o", corpus / "out"});
    const Outcome run = leitwort_runs(words);
    EXPECT_EQ(run.status, 0);
    EXPECT_EQ(run.err, "") << command;
    EXPECT_EQ(run.out.empty(), command == "report");
  }
}

TEST(NotQuiet, NeverDrawsAProgressBarIntoAFile) {
  for (const std::string& command : Strings{"similarity", "formulations"}) {
    const Outcome run = leitwort_runs({command, kLakeAccord, "--verbose"});
    EXPECT_FALSE(contains(run.err, "\r")) << command;
    EXPECT_FALSE(contains(run.err, "\x1b")) << command;
  }
}

// --- what the tables say of each other ----------------------------------------------------------

/// Every row of occurrences.csv points at its surface, and the surface reads as the wording.
void expect_occurrences_in_their_files(const Report& report) {
  std::map<std::string, std::string> texts;
  for (const CsvTable::Row& row : report.documents.rows) {
    texts[row.at("document")] = read_file(row.at("path"));
  }
  ASSERT_FALSE(report.occurrences.rows.empty());
  for (const CsvTable::Row& row : report.occurrences.rows) {
    const std::string& text = texts.at(row.at("document"));
    const std::size_t begin = std::stoul(row.at("begin_byte")),
                      end = std::stoul(row.at("end_byte"));
    ASSERT_LT(begin, end);
    ASSERT_LE(end, text.size());
    EXPECT_EQ(text.substr(begin, end - begin), row.at("surface"));
    EXPECT_EQ(
        std::to_string(
            1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(begin), '\n')),
        row.at("line"));
    std::string words;
    for (const std::string& word : words_of(row.at("surface"))) append_word(word, words);
    EXPECT_EQ(words, row.at("variant"));
  }
}

/// The counts of formulations.csv are those of occurrences.csv.
void expect_counts_of_the_occurrences(const Report& report) {
  ASSERT_FALSE(report.formulations.rows.empty());
  for (const CsvTable::Row& row : report.formulations.rows) {
    const auto places = Report::of_rank(report.occurrences, row.at("rank"));
    std::set<std::string> documents;
    for (const CsvTable::Row& place : places) documents.insert(place.at("document"));
    EXPECT_EQ(row.at("occurrences"), std::to_string(places.size())) << row.at("formulation");
    EXPECT_EQ(row.at("documents"), std::to_string(documents.size())) << row.at("formulation");
  }
}

TEST(Occurrences, OfLakeAccordSliceTheirFilesToTheirSurfaces) {
  expect_occurrences_in_their_files(Report({kLakeAccord, "--limit", "all"}));
  expect_occurrences_in_their_files(
      Report({kLakeAccord, "--limit", "all", "--min-documents", "1"}));
}

TEST(Occurrences, OfLakeAccordAreCountedInTheFormulations) {
  expect_counts_of_the_occurrences(Report({kLakeAccord, "--limit", "all"}));
}

TEST(Occurrences, OfChinaRussiaSliceTheirFilesToTheirSurfaces) {
  if (!fs::exists(kChinaRussia)) GTEST_SKIP() << kChinaRussia << " is not there";
  const Report report({kChinaRussia, "--limit", "all"});
  expect_occurrences_in_their_files(report);
  expect_counts_of_the_occurrences(report);
}

TEST(Timeline, HoldsEveryPeriodOfEveryFormulation) {
  const Report report({kLakeAccord, "--limit", "5"});
  for (const CsvTable::Row& formulation : report.formulations.rows) {
    const auto periods = Report::of_rank(report.timeline, formulation.at("rank"));
    ASSERT_EQ(periods.size(), 15U) << "2009 to 2023";
    for (std::size_t p = 0; p < periods.size(); ++p) {
      const CsvTable::Row& row = periods[p];
      EXPECT_EQ(row.at("period"), std::to_string(2009 + p));
      EXPECT_EQ(row.at("formulation"), formulation.at("formulation"));
      if (row.at("documents_total") == "0") continue;
      const double share = std::stod(row.at("document_share"));
      EXPECT_NEAR(share, std::stod(row.at("documents_with")) / std::stod(row.at("documents_total")),
                  1e-6);
      EXPECT_LE(std::stod(row.at("low")), share);
      EXPECT_GE(std::stod(row.at("high")), share);
      EXPECT_LE(std::stod(row.at("per_10k_low")), std::stod(row.at("per_10k")));
      EXPECT_GT(std::stod(row.at("per_10k_high")), std::stod(row.at("per_10k")));
      EXPECT_NEAR(std::stod(row.at("per_10k")),
                  10000 * std::stod(row.at("occurrences")) / std::stod(row.at("tokens_total")),
                  1e-3);
    }
  }
}

TEST(Timeline, LeavesOutDatesCoarserThanItsPeriodAndCountsThem) {
  const Outcome run = leitwort_runs({"timeline", kLakeAccord, "--period", "month", "--limit", "1"});
  EXPECT_EQ(run.status, 0);
  // Two dates are years, one is missing.
  EXPECT_TRUE(contains(run.err, "3 documents dated too vaguely, or not at all")) << run.err;
  const CsvTable table = parse_csv(run.out);
  ASSERT_FALSE(table.rows.empty());
  EXPECT_EQ(table.rows.front().at("period"), "2009-03");
  EXPECT_EQ(table.rows.back().at("period"), "2023-10");
}

/// What a program prints at a terminal of so many columns.
std::string printed_at_terminal(const Strings& words, unsigned short columns) {
  const int master = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (master < 0 || ::grantpt(master) != 0 || ::unlockpt(master) != 0)
    throw std::runtime_error("no pseudo-terminal");
  // Held open, or the terminal hangs up before it has been read.
  const int slave = ::open(::ptsname(master), O_RDWR | O_NOCTTY | O_CLOEXEC);
  const winsize size{.ws_row = 50, .ws_col = columns, .ws_xpixel = 0, .ws_ypixel = 0};
  ::ioctl(master, TIOCSWINSZ, &size);
  std::string text;
  std::thread reader([&] {
    std::array<char, 4096> block{};
    // The terminal's own end of file cannot be waited for while the slave is held.
    while (text.find('\x04') == std::string::npos) {
      const ssize_t got = ::read(master, block.data(), block.size());
      if (got <= 0) break;
      text.append(block.data(), static_cast<std::size_t>(got));
    }
  });
  leitwort_runs(words, {.output = ::ptsname(master)});
  EXPECT_EQ(::write(slave, "\x04", 1), 1);
  reader.join();
  ::close(slave);
  ::close(master);
  std::erase(text, '\r');
  std::erase(text, '\x04');
  return text;
}

std::string without_colours(std::string text) {
  for (std::size_t at = 0; (at = text.find('\x1b')) != std::string::npos;)
    text.erase(at, text.find('m', at) - at + 1);
  return text;
}

TEST(TimelineTable, IsAStripEach) {
  const Strings lines =
      lines_of(leitwort_runs({"timeline", kLakeAccord, "--format", "table", "--quiet"}).out);
  ASSERT_GT(lines.size(), 4U);
  const auto line = std::find_if(lines.begin(), lines.end(), [](const std::string& l) {
    return contains(l, "neither shore can prosper");
  });
  ASSERT_NE(line, lines.end());
  EXPECT_TRUE(contains(*line, "2009-03-12  2023-10-27  ▄███╱···╱··╱╱·█  100%")) << *line;
  EXPECT_FALSE(contains(*line, "\x1b")) << "no terminal, no colour";
  EXPECT_TRUE(contains(lines.back(), "╱ there are no documents"));
  // To a file just as well, if it is asked for.
  const TemporaryFolder folder;
  leitwort_runs({"timeline", kLakeAccord, "--format", "table", "-o", folder / "strips.txt"});
  EXPECT_EQ(lines_of(read_file(folder / "strips.txt")), lines);
}

TEST(TimelineTable, FitsTheTerminalAndHasItsColours) {
  const Strings words = {"timeline", kLakeAccord, "--quiet"};
  const std::string coloured = printed_at_terminal(words, 64);
  EXPECT_TRUE(contains(coloured, "\x1b[38;5;220;48;5;220m█\x1b[0m")) << coloured;
  const std::string plain = without_colours(coloured);
  std::size_t widest = 0;
  for (const std::string& line : lines_of(plain)) widest = std::max(widest, display_width(line));
  EXPECT_LE(widest, 64U) << plain;
  EXPECT_GE(widest, 60U) << plain;
  ::setenv("NO_COLOR", "1", 1);
  EXPECT_EQ(printed_at_terminal(words, 64), plain);
  ::unsetenv("NO_COLOR");
}

TEST(TimelineTable, DoesNotDependOnTheNumberOfThreads) {
  const Strings words = {"timeline", kLakeAccord, "--format", "table", "--quiet", "--threads"};
  Strings one = words, three = words;
  one.emplace_back("1");
  three.emplace_back("3");
  EXPECT_EQ(leitwort_runs(one).out, leitwort_runs(three).out);
}

TEST(Overview, ShowsTiesAsTiesAndCircaAsCirca) {
  const TemporaryFolder folder;
  folder.write("lines.jsonl",
               R"({"id": "a", "date": "2017", "text": "The patient heron waits."}
{"id": "b", "date": "2017-07", "text": "The patient heron waits."}
{"id": "c", "date": "c. 2021", "text": "The patient heron waits."}
)");
  for (const char* command : {"formulations", "timeline"}) {
    const std::string out = leitwort_runs({command, folder / "lines.jsonl", "--format", "table",
                                           "--min-tokens", "2", "--quiet"})
                                .out;
    EXPECT_TRUE(contains(out, "2017 (2 tie)  c. 2021")) << out;
  }
  const Outcome report =
      leitwort_runs({"report", folder / "lines.jsonl", "-o", folder / "out", "--min-tokens", "2"});
  EXPECT_TRUE(contains(report.out, "2017 (2 tie) to c. 2021")) << report.out;
  const CsvTable table = parse_csv(read_file(folder / "out/formulations.csv"));
  EXPECT_EQ(table.rows.at(0).at("first_document"), "a;b");
  EXPECT_EQ(table.rows.at(0).at("first_date"), "2017");
  EXPECT_EQ(table.rows.at(0).at("last_date"), "2021");
}

TEST(Estimates, AreMadeWithoutHoldingTheTexts) {
  if (kSanitized) GTEST_SKIP() << "the address sanitizer holds on to freed memory";
  const TemporaryFolder folder;
  constexpr std::size_t kBytes = 120'000'000;
  {
    std::ofstream lines(folder / "lines.jsonl");
    unsigned word = 1;
    for (std::size_t written = 0; written < kBytes;) {
      std::string text;
      while (text.size() < 100'000) {
        word = word * 1664525 + 1013904223;
        text += "w" + std::to_string(word % 20'000) + " ";
      }
      lines << "{\"text\": \"" << text << "\"}\n";
      written += text.size();
    }
  }
  ASSERT_EQ(leitwort_runs({"similarity", folder / "lines.jsonl", "--method", "estimate", "-o",
                           folder / "out/"})
                .status,
            0);
  const auto run = nlohmann::json::parse(read_file(folder / "out/run.json"));
  EXPECT_LT(run.at("peak_memory_bytes").get<std::size_t>(), kBytes);
  EXPECT_EQ(run.at("methods").at(0), "k=5: estimate");
}

}  // namespace
}  // namespace leitwort::test
