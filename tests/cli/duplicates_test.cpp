#include "cli/program.hpp"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <thread>
#include <tuple>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace leitwort::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using Words = std::vector<std::string>;

const std::string kGroupColumns =
    "group,document,representative,jaccard,method,standard_error,containment,"
    "containment_of_representative,containment_error,date\r\n";
const std::string kPairColumns =
    "a,b,jaccard,method,standard_error,low,high,containment_a,containment_b,containment_error\r\n";

// --- corpora ------------------------------------------------------------------------------------

/// Sentences that say nothing twice.
Words random_words(unsigned seed, std::size_t count) {
  const std::vector<std::string> nouns = {"heron", "reed",  "pier", "ferry", "otter", "weir",
                                          "mill",  "shore", "oar",  "net",   "mist",  "sluice"};
  std::mt19937_64 random(seed);
  Words words;
  while (words.size() < count) {
    words.push_back(nouns[random() % nouns.size()] + std::string(1, "abcdefgh"[random() % 8]));
  }
  return words;
}

std::string text_of(const Words& words) {
  std::string text;
  for (std::size_t w = 0; w < words.size(); ++w) {
    text += (w == 0 ? "" : w % 10 == 0 ? ". " : " ") + words[w];
  }
  return text + ".";
}

/// The words with `count` of them, here and there, replaced by others.
Words edited(Words words, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    words[(2 * i + 1) * words.size() / (2 * count)] = fmt::format("edit{}", i);
  }
  return words;
}

/// A line of JSON Lines; no date where it is empty.
std::string line(const std::string& id, const std::string& date, const Words& words) {
  json object = {{"id", id}, {"text", text_of(words)}};
  if (!date.empty()) object["date"] = date;
  return object.dump() + "\n";
}

/// The letter of 600 words: a copy, two that were edited a little, one that was edited much, a
/// short one (an exact copy and an edited one), and strangers. Not in the order of their dates.
struct Letters {
  std::vector<std::string> lines;

  Letters() {
    const Words letter = random_words(1, 600), note = random_words(2, 40);
    lines = {
        line("undated copy", "", letter),
        line("stranger", "1990", random_words(3, 500)),
        line("late copy", "2005-03", letter),
        line("original", "2001-05-17", letter),
        line("proof", "2003", edited(letter, 8)),       // about 560 of 636 shingles
        line("rewritten", "2000", edited(letter, 90)),  // about a quarter
        line("note b", "2011", note),
        line("note a", "2011", note),
        line("note edited", "2012", edited(note, 1)),  // 31 of 41
        line("other stranger", "", random_words(4, 300)),
        line("nothing", "1980", {}),
        line("nothing either", "1981", {}),
    };
  }
  [[nodiscard]] std::string text() const {
    std::string all;
    for (const std::string& one : lines) all += one;
    return all;
  }
};

/// Some thousand documents in families, with dates of every kind.
std::string many_lines(std::size_t documents, std::size_t words) {
  std::mt19937_64 random(5);
  std::string lines;
  Words head;
  for (std::size_t d = 0; d < documents; ++d) {
    if (head.empty() || random() % 3 == 0) {
      head = random_words(static_cast<unsigned>(random()), words / 2 + random() % words);
    }
    const std::string date = random() % 3 == 0 ? "" : fmt::format("20{:02}", random() % 20);
    lines += line(fmt::format("d{}", d), date, edited(head, 1 + random() % (words / 20)));
  }
  return lines;
}

CsvTable groups_of(const Words& words) {
  const Outcome run = leitwort_runs(words);
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_TRUE(run.out.starts_with(kGroupColumns)) << run.out;
  return parse_csv(run.out);
}

/// document → representative.
std::map<std::string, std::string> representatives_in(const CsvTable& table) {
  std::map<std::string, std::string> all;
  for (const auto& row : table.rows) all[row.at("document")] = row.at("representative");
  return all;
}

Words with(Words words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

// --- groups -------------------------------------------------------------------------------------

TEST(DuplicatesCsv, HasTheColumnsOfTheContractFirst) {
  const TemporaryFolder folder;
  const std::string corpus = folder.write("lines.jsonl", Letters().text());
  const Outcome run = leitwort_runs({"duplicates", corpus, "-o", folder / "out/"});
  ASSERT_EQ(run.status, 0) << run.err;
  EXPECT_EQ(run.out, "");
  EXPECT_EQ(files_in(folder / "out"),
            (Strings{"duplicates.csv", "duplicates.pairs.csv", "run.json"}));
  const std::string groups = read_file(folder / "out/duplicates.csv");
  const std::string pairs = read_file(folder / "out/duplicates.pairs.csv");
  EXPECT_TRUE(groups.starts_with(kGroupColumns));
  EXPECT_TRUE(pairs.starts_with(kPairColumns));
  EXPECT_EQ(leitwort_runs({"duplicates", corpus}).out, groups);
  EXPECT_EQ(leitwort_runs({"duplicates", corpus, "--list", "pairs"}).out, pairs);
  const json record = json::parse(read_file(folder / "out/run.json"));
  EXPECT_EQ(record.at("documents"), 12);
  EXPECT_EQ(record.at("inputs").at(0).at("sha256").get<std::string>().size(), 64U);
}

TEST(DuplicatesCsv, GroupsCopiesAndNearCopiesUnderTheEarliest) {
  const TemporaryFolder folder;
  const std::string corpus = folder.write("lines.jsonl", Letters().text());
  const CsvTable table = groups_of({"duplicates", corpus, "--threshold", "0.7"});
  // Groups in the order of their representatives in the corpus; the representative first.
  Strings order;
  for (const auto& row : table.rows) order.push_back(row.at("group") + " " + row.at("document"));
  EXPECT_EQ(order, (Strings{"1 original", "1 undated copy", "1 late copy", "1 proof", "2 note a",
                            "2 note b", "2 note edited"}));
  EXPECT_EQ(representatives_in(table),
            (std::map<std::string, std::string>{{"original", "original"},
                                                {"undated copy", "original"},
                                                {"late copy", "original"},
                                                {"proof", "original"},
                                                {"note a", "note a"},
                                                {"note b", "note a"},
                                                {"note edited", "note a"}}))
      << "the dates are the same, and the id decides";
  EXPECT_EQ(table.find("document", "late copy")->at("date"), "2005-03");
  EXPECT_EQ(table.find("document", "late copy")->at("jaccard"), "1");
  EXPECT_EQ(table.find("document", "late copy")->at("method"), "estimate");
  EXPECT_EQ(table.find("document", "late copy")->at("containment"), "") << "signatures do not tell";
  EXPECT_EQ(table.find("document", "late copy")->at("containment_of_representative"), "");
  EXPECT_EQ(table.find("document", "late copy")->at("containment_error"), "");
  EXPECT_EQ(table.find("document", "undated copy")->at("date"), "");
  // 36 shingles, five of which were edited; both sets are known.
  EXPECT_EQ(table.find("document", "note edited")->at("method"), "exact");
  EXPECT_EQ(table.find("document", "note edited")->at("jaccard"), fmt::format("{:.6g}", 31.0 / 41));
  EXPECT_EQ(table.find("document", "note edited")->at("standard_error"), "0");

  EXPECT_EQ(representatives_in(groups_of({"duplicates", corpus, "--threshold", "0.76"}))
                .contains("note edited"),
            false)
      << "31 of 41 is less";
  EXPECT_EQ(groups_of({"duplicates", corpus, "--threshold", "1"}).rows.size(), 5U);
}

TEST(DuplicatesCsv, IsEmptyWhereThereAreNone) {
  const TemporaryFolder folder;
  const std::string corpus = folder.write(
      "lines.jsonl", line("a", "", random_words(1, 100)) + line("b", "", random_words(2, 100)));
  EXPECT_EQ(leitwort_runs({"duplicates", corpus}).out, kGroupColumns);
  EXPECT_EQ(leitwort_runs({"duplicates", corpus, "--list", "pairs"}).out, kPairColumns);
}

/// What `similarity --method exact` says of every pair, by both ids.
std::map<std::pair<std::string, std::string>, CsvTable::Row> exact_pairs(
    const std::string& corpus) {
  std::map<std::pair<std::string, std::string>, CsvTable::Row> pairs;
  for (const auto& row :
       parse_csv(leitwort_runs({"similarity", corpus, "--method", "exact", "--all-pairs"}).out)
           .rows) {
    pairs[{row.at("a"), row.at("b")}] = row;
  }
  return pairs;
}

TEST(Verify, ExactlyGivesTheExactCoefficientOfEveryPair) {
  const TemporaryFolder folder;
  const std::string corpus = folder.write("lines.jsonl", Letters().text() + many_lines(150, 200));
  const auto exact = exact_pairs(corpus);
  for (const Words& memory : {Words{}, Words{"--memory", "0"}}) {
    for (const std::string& threshold : Strings{"0.5", "0.7"}) {
      const Outcome run = leitwort_runs(with(
          {"duplicates", corpus, "--list", "pairs", "--verify", "exact", "--threshold", threshold},
          memory));
      ASSERT_EQ(run.status, 0) << run.err;
      const CsvTable table = parse_csv(run.out);
      ASSERT_GT(table.rows.size(), 20U);
      for (const auto& row : table.rows) {
        const auto& expected = exact.at({row.at("a"), row.at("b")});
        EXPECT_EQ(row.at("jaccard"), expected.at("jaccard"));
        EXPECT_EQ(row.at("containment_a"), expected.at("containment_a"));
        EXPECT_EQ(row.at("containment_b"), expected.at("containment_b"));
        EXPECT_EQ(row.at("method"), "exact");
        EXPECT_EQ(row.at("standard_error"), "0");
        EXPECT_GE(std::stod(row.at("jaccard")), std::stod(threshold));
      }
      // Nearly all pairs above are found: bands are chosen for that.
      std::size_t above = 0;
      for (const auto& [ids, row] : exact) {
        above += !row.at("jaccard").empty() && std::stod(row.at("jaccard")) >= std::stod(threshold);
      }
      EXPECT_GE(static_cast<double>(table.rows.size()), 0.95 * static_cast<double>(above));
    }
  }
}

TEST(Measure, ContainmentFindsAShortTextInALongOne) {
  const TemporaryFolder folder;
  const Words letter = random_words(1, 900);
  const Words quotation(letter.begin() + 300, letter.begin() + 420);
  const std::string corpus = folder.write(
      "lines.jsonl", line("quotation", "2010", quotation) + line("letter", "2001", letter) +
                         line("other", "2001", random_words(2, 900)));
  EXPECT_TRUE(groups_of({"duplicates", corpus}).rows.empty());
  for (const Words& verify :
       {Words{}, Words{"--verify", "exact"}, Words{"--verify", "signature"}}) {
    const CsvTable table =
        groups_of(with({"duplicates", corpus, "--measure", "containment"}, verify));
    EXPECT_EQ(representatives_in(table),
              (std::map<std::string, std::string>{{"letter", "letter"}, {"quotation", "letter"}}));
    const CsvTable::Row& row = *table.find("document", "quotation");
    EXPECT_EQ(row.at("containment"), "1");
    const bool exactly = verify.empty() || verify[1] == "exact";
    EXPECT_EQ(row.at("method"), exactly ? "exact" : "estimate");
    if (exactly) {
      EXPECT_EQ(row.at("containment_of_representative"), fmt::format("{:.6g}", 116.0 / 896));
      EXPECT_EQ(row.at("jaccard"), fmt::format("{:.6g}", 116.0 / 896));
      EXPECT_EQ(row.at("containment_error"), "0");
    }
  }
}

// --- what is kept -------------------------------------------------------------------------------

TEST(Keep, WritesTheLinesThatStayAsTheyAre) {
  const TemporaryFolder folder;
  const Letters letters;
  Strings lines = letters.lines;
  lines[1] =
      "  {\"text\" : \"\\u0061 lake, \\ud83d\\ude80\", \"id\":\"stranger\",\t\"x\": [1, 2]}  \n";
  std::string text = "\n";
  for (const std::string& one : lines) text += one + (one == lines[4] ? " \n" : "");
  text.pop_back();  // no line end at the end
  const std::string corpus = folder.write("lines.jsonl", text);
  const Outcome run =
      leitwort_runs({"duplicates", corpus, "--threshold", "0.7", "--keep", folder / "kept.jsonl"});
  ASSERT_EQ(run.status, 0) << run.err;
  std::string expected;
  for (const std::size_t l : {1U, 3U, 5U, 7U, 9U, 10U, 11U}) expected += lines[l];
  EXPECT_EQ(read_file(folder / "kept.jsonl"), expected);
  EXPECT_TRUE(groups_of({"duplicates", folder / "kept.jsonl", "--threshold", "0.7"}).rows.empty());
  // Never in place of the corpus itself.
  const std::string before = read_file(corpus);
  for (const std::string option : {"--keep", "-o"}) {
    const Outcome refused = leitwort_runs({"duplicates", corpus, option, corpus});
    EXPECT_EQ(refused.status, 2);
    EXPECT_TRUE(contains(refused.err, "would replace a part of the corpus")) << refused.err;
  }
  EXPECT_EQ(read_file(corpus), before);
}

TEST(Keep, WritesObjectsForFilesThatAreReadAsTheFilesAre) {
  const TemporaryFolder folder;
  const Words words = random_words(1, 200);
  folder.write(
      "texts/a.txt",
      "---\ndate: c. 2004\ntitle: A \"title\"\nauthor: Ann\nplace: pier\n---\n" + text_of(words));
  folder.write("texts/b.txt", "---\ndate: 2001-02\nlanguage: en\n---\n" + text_of(words) + "\n\n");
  folder.write("texts/c.txt", "caf\xE9 " + text_of(random_words(2, 100)));
  folder.write("texts/d.txt", "---\ndate: ca. 1999\n---\n" + text_of(random_words(3, 100)));
  const std::string kept = folder / "kept.jsonl";
  ASSERT_EQ(leitwort_runs({"duplicates", folder / "texts", "--keep", kept}).status, 0);
  std::istringstream stream(read_file(kept));
  std::map<std::string, json> objects;
  for (std::string one; std::getline(stream, one);) {
    const json object = json::parse(one);
    objects[object.at("id")] = object;
  }
  ASSERT_EQ(objects.size(), 3U);
  EXPECT_EQ(objects.count("a"), 0U) << "the later one";
  EXPECT_EQ(objects.at("b").at("date"), "2001-02");
  EXPECT_EQ(objects.at("b").at("language"), "en");
  EXPECT_EQ(objects.at("d").at("date_precision"), "circa");
  EXPECT_TRUE(objects.at("c").at("text").get<std::string>().starts_with("caf\u00E9 "));

  // Read again, the documents are what they were: no front matter among the words.
  const auto documents = [&](const std::string& corpus) {
    EXPECT_EQ(leitwort_runs({"similarity", corpus, "-o", folder / "table/"}).status, 0);
    std::map<std::string, Strings> rows;
    for (const auto& row : parse_csv(read_file(folder / "table/documents.csv")).rows) {
      rows[row.at("document")] = {row.at("date"), row.at("date_precision"), row.at("language"),
                                  row.at("tokens")};
    }
    return rows;
  };
  auto before = documents(folder / "texts");
  before.erase("a");
  EXPECT_EQ(documents(kept), before);
}

// --- the same in every way ----------------------------------------------------------------------

TEST(Duplicates, DoNotDependOnTheThreadsOrOnShards) {
  const TemporaryFolder folder;
  const std::string lines = Letters().text() + many_lines(400, 150);
  const std::string corpus = folder.write("lines.jsonl", lines);
  const std::size_t middle = lines.find('\n', lines.size() / 2) + 1;
  const std::string first = folder.write("1.jsonl", lines.substr(0, middle));
  const std::string second = folder.write("2.jsonl", lines.substr(middle));
  for (const std::string& measure : Strings{"jaccard", "containment"}) {
    const Words options = {"--threshold", "0.6", "--measure", measure, "--verify", "signature"};
    const auto out = [&](const Words& inputs, const Words& more = {}) {
      std::string all;
      for (const char* listing : {"groups", "pairs"}) {
        const Outcome run = leitwort_runs(
            with(with(with({"duplicates"}, inputs), with(options, more)), {"--list", listing}));
        EXPECT_EQ(run.status, 0) << run.err;
        all += run.out;
      }
      return all;
    };
    const std::string expected = out({corpus});
    EXPECT_GT(parse_csv_records(expected).size(), 300U);
    EXPECT_EQ(out({corpus}, {"--threads", "1"}), expected);
    EXPECT_EQ(out({corpus}, {"--threads", "4"}), expected);
    EXPECT_EQ(out({first, second}), expected);

    const auto sketch = [&](const std::string& input, const std::string& name,
                            const Words& more = {}) {
      const Outcome run =
          leitwort_runs(with({"sketch", input, "-o", folder / name, "--measure", measure}, more));
      EXPECT_EQ(run.status, 0) << run.err;
      return folder / name;
    };
    const std::string whole = sketch(corpus, "whole.sketch", {"--threads", "1"});
    EXPECT_EQ(read_file(sketch(corpus, "again.sketch", {"--threads", "4"})), read_file(whole));
    EXPECT_EQ(leitwort_runs({"sketch", corpus, "--measure", measure}).out, read_file(whole));
    const std::string shard1 = sketch(first, "1.sketch"), shard2 = sketch(second, "2.sketch");
    EXPECT_EQ(out({whole}), expected);
    EXPECT_EQ(out({shard1, shard2}), expected);
    EXPECT_EQ(out({shard1, shard2}, {"--threads", "1"}), expected);
    EXPECT_EQ(out({shard1, shard2}, {"--threads", "4"}), expected);

    // And what similarity makes of them.
    const auto similar = [&](const Words& inputs, const Words& more) {
      const Outcome run = leitwort_runs(
          with(with(with({"similarity"}, inputs), {"--measure", measure, "--top", "500"}), more));
      EXPECT_EQ(run.status, 0) << run.err;
      return run.out;
    };
    const std::string table = similar({corpus}, {"--method", "estimate"});
    EXPECT_EQ(parse_csv_records(table).size(), 501U);
    EXPECT_EQ(similar({whole}, {}), table);
    EXPECT_EQ(similar({shard1, shard2}, {}), table);
    EXPECT_EQ(similar({whole}, {"--method", "estimate", "--threads", "1"}), table);
  }
}

TEST(Duplicates, AreReadFromStandardInput) {
  const TemporaryFolder folder;
  const std::string corpus = folder.write("lines.jsonl", Letters().text());
  for (const char* measure : {"jaccard", "containment"}) {
    const Words options = {"--measure", measure, "--threshold", "0.7"};
    const Outcome run =
        leitwort_runs(with({"duplicates", "-"}, options), Surroundings{.input = corpus});
    ASSERT_EQ(run.status, 0) << run.err;
    EXPECT_EQ(run.out,
              leitwort_runs(with({"duplicates", corpus, "--verify", "signature"}, options)).out);
  }
}

TEST(Sketches, WithTheSameIdsAreRenamedAndSaid) {
  const TemporaryFolder folder;
  const std::string corpus = folder.write(
      "lines.jsonl", line("a", "", random_words(1, 300)) + line("b", "", random_words(2, 300)));
  const std::string sketch = folder / "a.sketch";
  ASSERT_EQ(leitwort_runs({"sketch", corpus, "-o", sketch}).status, 0);
  const Outcome twice = leitwort_runs({"duplicates", sketch, sketch});
  EXPECT_EQ(twice.status, 2);
  EXPECT_TRUE(contains(twice.err, "is given twice")) << twice.err;
  const std::string copy = folder.write("b.sketch", read_file(sketch));
  const Outcome run = leitwort_runs({"duplicates", sketch, copy});
  EXPECT_EQ(run.status, 0);
  EXPECT_TRUE(contains(run.err, "renamed a#2")) << run.err;
  EXPECT_EQ(
      representatives_in(parse_csv(run.out)),
      (std::map<std::string, std::string>{{"a", "a"}, {"a#2", "a"}, {"b", "b"}, {"b#2", "b"}}));
}

// --- what is refused ----------------------------------------------------------------------------

TEST(Duplicates, RefuseWhatCannotBeDoneAndSayWhy) {
  const TemporaryFolder folder;
  const std::string corpus = folder.write("lines.jsonl", Letters().text());
  const std::string sketch = folder / "a.sketch", samples = folder / "b.sketch",
                    longer = folder / "c.sketch", seeded = folder / "d.sketch",
                    slotted = folder / "e.sketch";
  ASSERT_EQ(leitwort_runs({"sketch", corpus, "-o", sketch}).status, 0);
  ASSERT_EQ(leitwort_runs({"sketch", corpus, "-o", samples, "--measure", "containment"}).status, 0);
  ASSERT_EQ(leitwort_runs({"sketch", corpus, "-o", longer, "-k", "7"}).status, 0);
  ASSERT_EQ(leitwort_runs({"sketch", corpus, "-o", seeded, "--seed", "7"}).status, 0);
  ASSERT_EQ(leitwort_runs({"sketch", corpus, "-o", slotted, "--signature", "64"}).status, 0);
  const std::string bytes = read_file(sketch);
  std::string wrong = bytes;
  wrong[bytes.size() / 2] = static_cast<char>(wrong[bytes.size() / 2] ^ 4);
  const std::string damaged = folder.write("damaged.sketch", wrong);
  const std::string cut_off = folder.write("cut.sketch", bytes.substr(0, bytes.size() - 1));
  const std::string foreign = folder.write("foreign.sketch", Letters().text());
  const std::string empty = folder.write("empty.sketch", "");
  const std::string kept = folder / "kept.jsonl", out = folder / "out.csv";

  const std::vector<std::pair<Words, Strings>> refused = {
      {{sketch, corpus}, {"lines.jsonl", "a.sketch", "either texts or sketches"}},
      {{corpus, sketch}, {"lines.jsonl", "a.sketch"}},
      {{sketch, "--keep", kept}, {"--keep", "sketches do not hold"}},
      {{sketch, "--verify", "exact"}, {"--verify exact", "sketches do not hold"}},
      {{"-", "--keep", kept}, {"--keep", "standard input"}},
      {{"-", "--verify", "exact"}, {"--verify exact", "standard input"}},
      {{sketch, "--measure", "containment"}, {"a.sketch", "--measure"}},
      {{samples}, {"b.sketch", "--measure"}},
      {{sketch, samples}, {"b.sketch", "--measure"}},
      {{sketch, longer}, {"c.sketch", "--shingle", "7"}},
      {{sketch, seeded}, {"d.sketch", "--seed"}},
      {{sketch, slotted}, {"e.sketch", "--signature", "64"}},
      {{corpus, "--bands", "4"}, {"--bands", "--rows"}},
      {{corpus, "--rows", "4"}, {"--bands", "--rows"}},
      {{corpus, "--bands", "43", "--rows", "3"}, {"43 bands of 3 rows", "128"}},
      {{corpus, "--signature", "64", "--bands", "65", "--rows", "1"}, {"64 slots"}},
      {{damaged}, {"damaged.sketch", "damaged"}},
      {{cut_off}, {"cut.sketch", "damaged"}},
      {{foreign}, {"foreign.sketch", "not a sketch file"}},
      {{empty}, {"empty.sketch", "not a sketch file"}},
      {{sketch, damaged}, {"damaged.sketch", "damaged"}},
      {{folder / "missing.sketch"}, {"missing.sketch"}},
      {{sketch, "--cut", folder.write("list", "the\n")}, {"--cut"}},
      {{corpus, "--threshold", "0"}, {"--threshold"}},
      {{corpus, "--threshold", "1.1"}, {"--threshold"}},
      {{corpus, "--measure", "overlap"}, {"--measure"}},
      {{corpus, "--verify", "perhaps"}, {"--verify"}},
      {{corpus, "--bucket", "1"}, {"--bucket"}},
      {{corpus, "--signature", "8"}, {"--signature"}},
      {{corpus, "--scale", "0"}, {"--scale"}},
      {{corpus, "--keep", folder / "no/such/kept.jsonl"}, {"kept.jsonl", "cannot be written"}},
  };
  for (const auto& [words, parts] : refused) {
    const Outcome run = leitwort_runs(with(with({"duplicates"}, words), {"-o", out}));
    std::string all;
    for (const std::string& word : words) all += word + " ";
    EXPECT_EQ(run.status, 2) << all;
    for (const std::string& part : parts) {
      EXPECT_TRUE(contains(run.err, part)) << all << "said " << run.err;
    }
    EXPECT_FALSE(fs::exists(out)) << all;
    EXPECT_FALSE(fs::exists(kept)) << all;
  }
  EXPECT_EQ(leitwort_runs({"duplicates", corpus, "--bands", "42", "--rows", "3"}).status, 0);

  for (const std::string& file : {damaged, cut_off, foreign, empty}) {
    const Outcome run = leitwort_runs({"similarity", file});
    EXPECT_EQ(run.status, 2) << file;
    EXPECT_TRUE(contains(run.err, file)) << run.err;
  }
  EXPECT_EQ(leitwort_runs({"similarity", sketch, corpus}).status, 2);
  EXPECT_TRUE(
      contains(leitwort_runs({"similarity", sketch, "--method", "exact"}).err, "--method exact"));
  EXPECT_TRUE(contains(leitwort_runs({"sketch", sketch, "-o", out + ".sketch"}).err,
                       "sketches are no texts"));
  EXPECT_EQ(leitwort_runs({"similarity", corpus, "--top", "3", "--all-pairs"}).status, 2);
  // No option does nothing.
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"duplicates", corpus, "--measure", "containment", "--bands", "4", "--rows", "4"},
           {"duplicates", corpus, "--measure", "containment", "--signature", "64"},
           {"duplicates", corpus, "--scale", "4"},
           {"duplicates", corpus, "--memory", "1"},
           {"duplicates", sketch, "-k", "5"},
           {"similarity", sketch, "--signature", "128"},
           {"similarity", corpus, "--format", "matrix", "--top", "3"},
           {"similarity", corpus, "--format", "npy", "--threshold", "0.5"},
           {"duplicates", corpus, "--keep", out, "-o", out},
           {"sketch", corpus, "-o", out + ".other"}}) {
    EXPECT_EQ(leitwort_runs(words).status, 2) << testing::PrintToString(words);
  }
}

// --- killed -------------------------------------------------------------------------------------

/// Starts a run and kills it after a time, if it is not over by then.
void run_and_kill(Words words, std::chrono::microseconds after) {
  words.insert(words.begin(), LEITWORT_PROGRAM);
  words.emplace_back("--quiet");
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  pid_t child = 0;
  ASSERT_EQ(::posix_spawn(&child, argv[0], nullptr, nullptr, argv.data(), environ), 0);
  std::this_thread::sleep_for(after);
  ::kill(child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
}

TEST(AKilledRun, LeavesNoFileOrAWholeOne) {
  using Clock = std::chrono::steady_clock;
  const TemporaryFolder folder;
  const std::string corpus = folder.write("lines.jsonl", many_lines(1500, 60));
  const Words sketch = {"sketch", corpus, "--signature", "1024", "-o"};
  const Words duplicates = {"duplicates", corpus, "--threshold", "0.5", "-o"};

  auto start = Clock::now();
  ASSERT_EQ(leitwort_runs(with(sketch, {folder / "whole.sketch"})).status, 0);
  const auto sketching =
      std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
  start = Clock::now();
  ASSERT_EQ(leitwort_runs(with(duplicates, {folder / "whole/"})).status, 0);
  const auto comparing =
      std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
  const std::string whole = read_file(folder / "whole.sketch");

  constexpr int kRuns = 16;
  for (int run = 0; run < kRuns; ++run) {
    const std::string file = fmt::format("{}/{}.sketch", folder.path(), run);
    run_and_kill(with(sketch, {file}), sketching * run / kRuns);
    if (fs::exists(file)) {
      EXPECT_TRUE(read_file(file) == whole) << "run " << run;
      EXPECT_EQ(leitwort_runs({"duplicates", file}).status, 0);
    }
    // What was there stays until it is replaced.
    const std::string old = folder.write("old.sketch", "old");
    run_and_kill(with(sketch, {old}), sketching * run / kRuns);
    const std::string now = read_file(old);
    EXPECT_TRUE(now == "old" || now == whole) << "run " << run;

    const std::string results = fmt::format("{}/{}", folder.path(), run);
    run_and_kill(with(duplicates, {results + "/"}), comparing * run / kRuns);
    if (fs::exists(results)) {
      EXPECT_EQ(files_in(results), files_in(folder / "whole")) << "run " << run;
      for (const char* name : {"duplicates.csv", "duplicates.pairs.csv"}) {
        EXPECT_TRUE(read_file(results + "/" + name) == read_file(folder / "whole/" + name));
      }
      EXPECT_TRUE(json::accept(read_file(results + "/run.json")));
    }
  }
}

// --- selected pairs of similarity ---------------------------------------------------------------

TEST(SimilarityCsv, OfTheTopOrAboveAThresholdIsAPartOfTheTable) {
  const TemporaryFolder folder;
  const std::string corpus = folder.write("lines.jsonl", Letters().text() + many_lines(60, 100));
  for (const std::string& method : Strings{"exact", "estimate"}) {
    for (const std::string& measure : Strings{"jaccard", "containment"}) {
      const Words words = {"similarity", corpus, "--method", method, "--measure", measure};
      const auto records = parse_csv_records(leitwort_runs(with(words, {"--all-pairs"})).out);
      ASSERT_EQ(records.size(), 1U + 72 * 71 / 2);
      const auto column = [&](const std::string& name) {
        return static_cast<std::size_t>(std::ranges::find(records[0], name) - records[0].begin());
      };
      const std::size_t jaccard = column("jaccard"), shared = column("shared"),
                        judged = measure == "jaccard" ? jaccard : column("overlap");
      const auto number = [](const std::string& field) {
        return field.empty() ? -1.0 : std::stod(field);
      };
      for (const double threshold : {0.05, 0.3, 0.8, 1.0}) {
        auto expected = records;
        // Values are written with six digits; none here is that near to a threshold.
        std::erase_if(expected, [&](const auto& record) {
          return record != records[0] && number(record[judged]) < threshold;
        });
        EXPECT_GT(expected.size(), 1U);
        EXPECT_LT(expected.size(), records.size());
        EXPECT_EQ(
            parse_csv_records(
                leitwort_runs(with(words, {"--threshold", fmt::format("{}", threshold)})).out),
            expected)
            << method << " " << measure << " " << threshold;
      }
      std::vector<std::size_t> order;
      for (std::size_t r = 1; r < records.size(); ++r) {
        if (number(records[r][jaccard]) > 0) order.push_back(r);
      }
      // The closest first, ties in the order of the table.
      std::ranges::sort(order, {}, [&](std::size_t r) {
        return std::tuple(-number(records[r][jaccard]), -number(records[r][shared]), r);
      });
      for (const std::size_t top : {1U, 7U, 40U, 100'000U}) {
        std::vector<std::size_t> best(
            order.begin(),
            order.begin() + static_cast<std::ptrdiff_t>(std::min(top, order.size())));
        std::ranges::sort(best);
        std::vector<Strings> expected = {records[0]};
        for (const std::size_t r : best) expected.push_back(records[r]);
        const Outcome run = leitwort_runs(with(words, {"--top", fmt::format("{}", top)}));
        EXPECT_EQ(parse_csv_records(run.out), expected) << method << " " << measure << " " << top;
        EXPECT_TRUE(contains(run.err, fmt::format("{} written", best.size()))) << run.err;
      }
    }
  }
}

}  // namespace
}  // namespace leitwort::test
