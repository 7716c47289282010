#include "cli/program.hpp"

#include <sstream>

#include <gtest/gtest.h>

namespace leitwort::test {
namespace {

/// Runs scripts/score_passages.py.
Outcome scores(Strings words) {
  return script_runs("score_passages.py", std::move(words));
}

/// Runs scripts/plant_reuse.py.
Outcome plants(Strings words) {
  return script_runs("plant_reuse.py", std::move(words));
}

/// A feature of PAN XML. `begin` and `length` are this side's, the others the source's.
std::string feature(const std::string& attributes, int begin, int length, const std::string& source,
                    int source_begin, int source_length) {
  const auto with = [](const std::string& key, const std::string& value) {
    return " " + key + "=\"" + value + "\"";
  };
  return "<feature " + attributes + with("this_offset", std::to_string(begin)) +
         with("this_length", std::to_string(length)) + with("source_reference", source) +
         with("source_offset", std::to_string(source_begin)) +
         with("source_length", std::to_string(source_length)) + "/>\n";
}

/// The value of an attribute in a line of XML that has it.
std::string value_of(const std::string& line, const std::string& attribute) {
  const std::size_t begin = line.find(attribute + "=\"") + attribute.size() + 2;
  return line.substr(begin, line.find('"', begin) - begin);
}

std::string document(const std::string& reference, const std::string& features) {
  return "<document reference=\"" + reference + "\">\n" + features + "</document>\n";
}

const std::string kDetected = "name=\"detected-plagiarism\"";
const std::string kVerbatim = "name=\"plagiarism\" type=\"artificial\" obfuscation=\"none\"";
const std::string kSimulated = "name=\"plagiarism\" type=\"simulated\"";
const std::string kCsvHeader = "passage,a,a_begin_byte,a_end_byte,b,b_begin_byte,b_end_byte\r\n";

/// The row of an average and a kind; fails the test where there is none.
CsvTable::Row row_of(const Outcome& run, const std::string& average, const std::string& kind) {
  EXPECT_EQ(run.status, 0) << run.err;
  for (const CsvTable::Row& row : parse_csv(run.out).rows) {
    if (row.at("average") == average && row.at("kind") == kind) return row;
  }
  ADD_FAILURE() << "no row " << average << ", " << kind << ":\n" << run.out;
  return {};
}

void expect_row(const CsvTable::Row& row, const CsvTable::Row& expected) {
  for (const auto& [column, value] : expected) {
    const auto found = row.find(column);
    EXPECT_EQ(found == row.end() ? "no such column" : found->second, value) << column;
  }
}

/// Two cases: characters 0–100 of copy from 0–100 of original, 200–300 from 300–400.
class ScorePassages : public testing::Test {
 protected:
  TemporaryFolder folder;
  std::string truth = folder / "truth";
  std::string cases = folder.write(
      "truth/part/copy.xml",
      document("copy.txt", feature(kVerbatim, 0, 100, "original.txt", 0, 100) +
                               feature(kSimulated, 200, 100, "original.txt", 300, 100)));
};

TEST_F(ScorePassages, AreThoseOfThePaper) {
  // The first case is found in two pieces, the second not at all, and one detection is false.
  const std::string found = folder.write(
      "found.xml",
      document("copy.txt", feature(kDetected, 0, 50, "original.txt", 0, 50) +
                               feature(kDetected, 60, 40, "original.txt", 60, 40) +
                               feature(kDetected, 500, 100, "original.txt", 500, 100)));
  const Outcome run = scores({truth, found, "--format", "csv"});
  // P = (1 + 1 + 0) / 3, R = (180 / 200 + 0) / 2, F1 = 2PR / (P + R), plagdet = F1 / log2(1 + 2)
  expect_row(row_of(run, "macro", "all"), {{"cases", "2"},
                                           {"cases_detected", "1"},
                                           {"detections", "3"},
                                           {"precision", "0.666667"},
                                           {"recall", "0.450000"},
                                           {"f1", "0.537313"},
                                           {"granularity", "2.000000"},
                                           {"plagdet", "0.339007"}});
  // P = 180 / 380, R = 180 / 400
  expect_row(row_of(run, "micro", "all"), {{"precision", "0.473684"}, {"recall", "0.450000"}});
  expect_row(row_of(run, "macro", "none"), {{"cases", "1"},
                                            {"detections", "2"},
                                            {"precision", "1.000000"},
                                            {"recall", "0.900000"},
                                            {"granularity", "2.000000"}});
  expect_row(
      row_of(run, "macro", "simulated"),
      {{"cases", "1"}, {"detections", "0"}, {"recall", "0.000000"}, {"plagdet", "0.000000"}});
}

TEST_F(ScorePassages, CountOnlyWhatOverlapsOnBothSides) {
  const std::string found = folder.write(
      "found.xml", document("copy.txt", feature(kDetected, 0, 100, "original.txt", 500, 100) +
                                            feature(kDetected, 0, 100, "another.txt", 0, 100) +
                                            feature(kDetected, 50, 100, "original.txt", 99, 100)));
  expect_row(row_of(scores({truth, found, "--format", "csv"}), "macro", "all"),
             {{"precision", "0.085000"},  // (0 + 0 + 51 / 200) / 3
              {"recall", "0.127500"},     // (51 / 200 + 0) / 2
              {"granularity", "1.000000"}});
}

TEST_F(ScorePassages, OfTheTruthItselfAreOne) {
  const Outcome run = scores({truth, truth, "--format", "csv"});
  for (const char* average : {"macro", "micro"}) {
    for (const char* kind : {"all", "none", "simulated"}) {
      expect_row(row_of(run, average, kind),
                 {{"precision", "1.000000"}, {"recall", "1.000000"}, {"plagdet", "1.000000"}});
    }
  }
}

TEST_F(ScorePassages, OfSeveralDocumentsInOneFile) {
  const std::string found = folder.write(
      "found.xml",
      "<passages>\n" + document("copy.txt", feature(kDetected, 0, 100, "original.txt", 0, 100)) +
          document("more.txt", feature(kDetected, 0, 100, "original.txt", 0, 100)) + "</passages>");
  expect_row(row_of(scores({truth, found, "--all-pairs", "--format", "csv"}), "macro", "all"),
             {{"detections", "2"}, {"precision", "0.500000"}, {"recall", "0.500000"}});
}

TEST_F(ScorePassages, OfNothing) {
  const std::string nothing = folder.write("nothing.xml", document("copy.txt", ""));
  const Outcome missed = scores({truth, nothing, "--format", "csv"});
  expect_row(row_of(missed, "macro", "all"),
             {{"precision", "0.000000"}, {"recall", "0.000000"}, {"plagdet", "0.000000"}});
  EXPECT_TRUE(contains(missed.err, "precision is 0 by convention")) << missed.err;
  const Outcome alarm = scores({nothing, truth, "--format", "csv"});
  expect_row(row_of(alarm, "macro", "all"),
             {{"precision", "0.000000"}, {"recall", ""}, {"f1", ""}, {"plagdet", ""}});
  EXPECT_TRUE(contains(alarm.err, "the truth has no cases")) << alarm.err;
}

TEST_F(ScorePassages, TellWhatIsLeftOutOrCountedOnce) {
  const std::string twice = feature(kDetected, 0, 100, "original.txt", 0, 100);
  const std::string found = folder.write(
      "found.xml",
      document("copy.txt", twice + twice + feature(kDetected, 7, 0, "original.txt", 7, 0) +
                               feature(kDetected, 7, 0, "original.txt", 7, 9) +
                               "<feature name=\"detected-plagiarism\" "
                               "this_offset=\"1\" this_length=\"2\"/>"));
  const Outcome run = scores({truth, found});
  EXPECT_EQ(run.status, 0) << run.err;
  for (const char* note :
       {"1 detection standing twice, counted once", "1 detection without a character left out",
        "1 detection with an empty side", "1 detection without a source left out"}) {
    EXPECT_TRUE(contains(run.out, note)) << note << "\n" << run.out;
  }
}

/// Documents whose bytes are not their characters, and passages as Leitwort writes them.
class ScoreOfBytes : public testing::Test {
 protected:
  /// Writes the rows of passages.csv.
  std::string found(const std::string& rows) const {
    return folder.write("passages.csv", kCsvHeader + rows);
  }
  TemporaryFolder folder;
  std::string copy = folder.write("texts/suspicious/copy.txt", "ééé—漢 drei Wörter hier, ja");
  std::string original = folder.write("texts/sources/original.txt", "漢字 drei Wörter hier.");
  std::string other = folder.write("texts/suspicious/other.txt", "Nichts.");
  std::string texts = folder / "texts";
  std::string cases = folder.write(
      "truth/copy.xml", document("copy.txt", feature(kVerbatim, 6, 16, "original.txt", 3, 16)));
  std::string no_case = folder.write("truth/other.xml", document("other.txt", ""));
  std::string truth = folder / "truth";
};

TEST_F(ScoreOfBytes, AreOfCharacters) {
  // "drei Wörter hier" is 17 bytes from byte 13 of the one and from byte 7 of the other.
  for (const char* row : {"1,suspicious/copy,13,30,sources/original,7,24\r\n",
                          "1,sources/original,7,24,suspicious/copy,13,30\r\n"}) {
    const Outcome run = scores({truth, found(row), "--texts", texts, "--format", "csv"});
    expect_row(row_of(run, "macro", "all"),
               {{"precision", "1.000000"}, {"recall", "1.000000"}, {"plagdet", "1.000000"}});
  }
}

TEST_F(ScoreOfBytes, TakeTheTextsFromJsonLinesToo) {
  const std::string lines =
      folder.write("texts.jsonl", "{\"id\": \"suspicious/copy\", \"text\": \"" + read_file(copy) +
                                      "\"}\n" + "{\"id\": \"sources/original\", \"text\": \"" +
                                      read_file(original) + "\"}\n");
  const std::string row = "1,suspicious/copy,13,30,sources/original,7,24\r\n";
  expect_row(
      row_of(scores({truth, found(row), "--texts", lines, "--format", "csv"}), "macro", "all"),
      {{"plagdet", "1.000000"}});
}

TEST_F(ScoreOfBytes, LeaveOutPairsTheTruthDoesNotSpeakOf) {
  const std::string rows =
      "1,suspicious/copy,13,30,sources/original,7,24\r\n2,suspicious/copy,0,5,suspicious/"
      "other,0,5\r\n";
  const Outcome run = scores({truth, found(rows), "--texts", texts});
  EXPECT_TRUE(
      contains(run.out, "1 detection between documents the truth says nothing about left out"))
      << run.out << run.err;
  // Nor does their text have to be there or to fit.
  const std::string strangers =
      "1,suspicious/copy,13,30,sources/original,7,24\r\n2,sources/absent,0,5,sources/"
      "original,0,999\r\n";
  EXPECT_EQ(scores({truth, found(strangers), "--texts", texts}).status, 0);
  const Outcome all = scores({truth,
                              found("1,suspicious/copy,13,30,sources/original,7,24\r\n"
                                    "2,suspicious/copy,0,2,suspicious/other,0,5\r\n"),
                              "--texts", texts, "--all-pairs", "--format", "csv"});
  expect_row(row_of(all, "macro", "all"), {{"detections", "2"}, {"precision", "0.500000"}});
}

TEST_F(ScoreOfBytes, RefuseWhatCannotBeTrue) {
  const std::string good = "1,suspicious/copy,13,30,sources/original,7,24\r\n";
  folder.write("two/a/copy.txt", "x");
  folder.write("two/b/copy.txt", "y");
  folder.write("broken/copy.xml", "<document reference=\"copy.txt\"><feature");
  folder.write("odd/copy.xml",
               document("copy.txt", feature(kVerbatim, -6, 16, "original.txt", 3, 16)));
  folder.write("far/copy.xml",
               document("copy.txt", feature(kVerbatim, 6, 99, "original.txt", 3, 16)));
  const struct {
    Strings words;
    std::string rows, message;
  } refusals[] = {
      {{truth, "CSV"}, good, "the text of 'sources/original' is missing"},
      {{truth, "CSV", "--texts", texts},
       "1,suspicious/copy,13,99,sources/original,7,24\r\n",
       "a detection goes to byte 99"},
      {{truth, "CSV", "--texts", texts},
       "1,suspicious/copy,1,30,sources/original,7,24\r\n",
       "inside a character"},
      {{truth, "CSV", "--texts", texts},
       "1,suspicious/copy,30,13,sources/original,7,24\r\n",
       "row 2: a passage ends before it begins"},
      {{truth, "CSV", "--texts", texts},
       "1,suspicious/copy,x,13,sources/original,7,24\r\n",
       "row 2: 'x, 13, 7, 24' are no four whole numbers"},
      {{truth, "CSV", "--texts", texts},
       good + "2,more/copy,1,2,sources/original,3,4\r\n",
       "both would be the truth's 'copy'"},
      {{truth, "CSV", "--texts", texts, "--texts", folder / "two"},
       "1,copy,13,30,sources/original,7,24\r\n",
       "the text of 'copy.txt' could be "},
      {{truth, folder / "broken"}, "", "copy.xml is not well-formed XML"},
      {{folder / "odd", truth}, "", "copy.xml, feature 1: this_offset is '-6'"},
      {{folder / "far", truth, "--texts", texts}, "", "names character 105 of 'copy.txt'"},
      {{texts, truth}, "", "has no .xml file"},
      {{folder / "absent", truth}, "", "cannot read"},
      {{truth, truth, "--texts", original}, "", "no folder and no .jsonl file"},
  };
  for (const auto& [words, rows, message] : refusals) {
    Strings with = words;
    std::replace(with.begin(), with.end(), std::string("CSV"), found(rows));
    const Outcome run = scores(with);
    EXPECT_EQ(run.status, 2) << message;
    EXPECT_TRUE(contains(run.err, "score_passages.py: ")) << run.err;
    EXPECT_TRUE(contains(run.err, message)) << message << "\n" << run.err;
    EXPECT_FALSE(contains(run.err, "Traceback")) << run.err;
    EXPECT_EQ(run.out, "");
  }
}

TEST(ScorePassagesTwin, AgreesOnRandomInputs) {
  const Outcome run =
      program_runs({"python3", LEITWORT_TEST_CORPORA "/../cli/score_passages_twin.py"});
  EXPECT_EQ(run.status, 0) << run.err;
}

class PlantReuse : public testing::Test {
 protected:
  /// All files below a folder with their bytes, in order of their paths.
  static std::string all_of(const std::string& path) {
    Strings files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
      if (entry.is_regular_file())
        files.push_back(std::filesystem::relative(entry.path(), path).string());
    }
    std::sort(files.begin(), files.end());
    std::string all;
    for (const std::string& file : files) all += file + "\n" + read_file(path + "/" + file);
    return all;
  }
  TemporaryFolder folder;
};

TEST_F(PlantReuse, OfTheSameSeedIsTheSameBytes) {
  const Outcome run = plants({folder / "a", "--unrelated", "1"});
  ASSERT_EQ(run.status, 0) << run.err;
  EXPECT_TRUE(contains(run.out, "60 cases")) << run.out;
  ASSERT_EQ(plants({folder / "b", "--unrelated", "1"}).status, 0);
  ASSERT_EQ(plants({folder / "c", "--unrelated", "1", "--seed", "2"}).status, 0);
  EXPECT_EQ(all_of(folder / "a"), all_of(folder / "b"));
  EXPECT_NE(all_of(folder / "a"), all_of(folder / "c"));
  EXPECT_EQ(files_in(folder / "a/suspicious").size(), 21U);
  EXPECT_EQ(files_in(folder / "a/truth").size(), 21U);
}

TEST_F(PlantReuse, SaysWhereTheCopiesStand) {
  // Made-up text has letters of one byte only, so that bytes are characters.
  for (const Strings& from : {Strings{}, Strings{"--from", folder / "a/source"}}) {
    const std::string out = folder / (from.empty() ? "a" : "b");
    Strings words = {out,       "--kinds", "verbatim",  "--documents", from.empty() ? "6" : "2",
                     "--cases", "7",       "--lengths", "20-60"};
    words.insert(words.end(), from.begin(), from.end());
    const Outcome run = plants(words);
    ASSERT_EQ(run.status, 0) << run.err;
    int cases = 0;
    for (const std::string& file : files_in(out + "/truth")) {
      const std::string xml = read_file(out + "/truth/" + file);
      const std::string copy =
          read_file(out + "/suspicious/" + std::filesystem::path(file).stem().string() + ".txt");
      std::istringstream lines(xml);
      for (std::string line; std::getline(lines, line);) {
        if (!contains(line, "<feature ")) continue;
        ++cases;
        const auto number = [&line](const std::string& key) {
          return std::stoul(value_of(line, key));
        };
        const std::string source = read_file(out + "/source/" + value_of(line, "source_reference"));
        const std::string planted = copy.substr(number("this_offset"), number("this_length"));
        EXPECT_EQ(planted, source.substr(number("source_offset"), number("source_length")));
        EXPECT_GE(std::count(planted.begin(), planted.end(), ' '), 15);
      }
    }
    EXPECT_EQ(cases, 7);
  }
}

TEST_F(PlantReuse, OfEveryKindIsWhatItsTruthSays) {
  ASSERT_EQ(plants({folder / "out"}).status, 0);
  const std::string truth = folder / "out/truth";
  const Outcome run = scores({truth, truth, "--texts", folder / "out", "--format", "csv"});
  for (const char* kind : {"verbatim", "dropped", "inserted", "changed", "shuffled", "synonyms",
                           "ocr2", "ocr5", "ocr10"}) {
    expect_row(row_of(run, "macro", kind), {{"plagdet", "1.000000"}});
  }
}

TEST_F(PlantReuse, RefusesWhatItCannotDo) {
  const std::string out = folder / "out";
  const std::string full = folder.write("full/file.txt", "Some words.");
  const std::string table = folder.write("table.tsv", "word\n");
  const struct {
    Strings words;
    std::string message;
  } refusals[] = {
      {{folder / "full"}, "exists and is not an empty folder"},
      {{out, "--from", folder / "full"}, "has 0 documents of 600 words or more (of 1)"},
      {{out, "--from", folder / "full", "--kinds", "synonyms"}, "give one with --synonyms FILE"},
      {{out, "--from", folder / "absent"}, "no folder and no .jsonl file"},
      {{out, "--synonyms", table}, "table.tsv, line 1: not a word, a tab and a synonym"},
      {{out, "--kinds", "verbatim,magic"}, "'magic' is no kind"},
      {{out, "--lengths", "60-20"}, "'60-20' is not MIN-MAX"},
      {{out, "--rate", "1"}, "'1' is not a share"},
      {{out, "--documents", "2"}, "--documents 2 are too few"},
      {{out, "--cases", "5000"}, "has no room for"},
  };
  for (const auto& [words, message] : refusals) {
    const Outcome run = plants(words);
    EXPECT_EQ(run.status, 2) << message;
    EXPECT_TRUE(contains(run.err, "plant_reuse.py: ")) << run.err;
    EXPECT_TRUE(contains(run.err, message)) << message << "\n" << run.err;
    EXPECT_FALSE(contains(run.err, "Traceback")) << run.err;
  }
  EXPECT_FALSE(std::filesystem::exists(out));
  EXPECT_EQ(read_file(full), "Some words.");
}

}  // namespace
}  // namespace leitwort::test
