#include "cli/program.hpp"

#include <gtest/gtest.h>

namespace leitwort::test {
namespace {

const std::string kText = "The old harbour pilots refuse to guide foreign ships after the bell.";

std::string lines_of(int documents) {
  std::string lines;
  for (int d = 0; d < documents; ++d) {
    lines += "{\"id\": \"" + std::to_string(d) + "\", \"text\": \"" + kText + "\"}\n";
  }
  return lines;
}

/// A command line for bash.
Outcome bash_runs(const std::string& line) {
  return program_runs({"bash", "-c", line});
}

const std::string kPairs = std::string(LEITWORT_PROGRAM) + " similarity -q ";

TEST(Reading, APipeThatIsNamedIsReadOnceAndWhole) {
  // 60 documents of 9 KB: twice what is read at a time.
  const TemporaryFolder folder;
  std::string lines;
  for (int d = 0; d < 60; ++d) {
    lines += "{\"id\": \"" + std::to_string(d) + "\", \"text\": \"" + std::to_string(d) + " " +
             kText + std::string(9000, ' ') + "\"}\n";
  }
  const std::string path = folder.write("lines.jsonl", lines);
  const std::string expected = leitwort_runs({"similarity", "-q", path, "--format", "csv"}).out;
  EXPECT_GT(expected.size(), 1000U);
  for (const std::string& way :
       {kPairs + "<(cat " + path + ")", "cat " + path + " | " + kPairs + "/dev/stdin",
        "cat " + path + " | " + kPairs + "-", kPairs + "/dev/stdin <" + path}) {
    const Outcome outcome = bash_runs(way);
    EXPECT_EQ(outcome.status, 0) << way << "\n" << outcome.err;
    EXPECT_TRUE(outcome.out == expected) << way;
  }
}

TEST(Reading, WhatReadsTwiceRefusesAPipe) {
  const TemporaryFolder folder;
  const std::string path = folder.write("lines.jsonl", lines_of(2));
  const Outcome outcome =
      bash_runs(std::string(LEITWORT_PROGRAM) + " duplicates --verify exact <(cat " + path + ")");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_TRUE(contains(outcome.err, "reads the corpus twice")) << outcome.err;
  EXPECT_TRUE(contains(outcome.err, "give a file in place of /dev/fd/")) << outcome.err;
}

TEST(Reading, StandardInputThatIsNotJsonLinesIsRefused) {
  const TemporaryFolder folder;
  const std::string path = folder.write("a.txt", kText);
  const Outcome outcome = leitwort_runs({"similarity", "-"}, {.input = path});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_TRUE(contains(outcome.err, "standard input is not JSON Lines")) << outcome.err;
  EXPECT_TRUE(contains(outcome.err, "a field \"text\"")) << outcome.err;
}

TEST(Reading, DevicesWithoutEndAreRefused) {
  for (const Outcome& outcome :
       {leitwort_runs({"similarity", "/dev/zero"}), leitwort_runs({"similarity", "/dev/stdin"}),
        leitwort_runs({"similarity", "-"}, {.input = "/dev/zero"})}) {
    EXPECT_EQ(outcome.status, 2);
    EXPECT_TRUE(contains(outcome.err, "is a device, and no text")) << outcome.err;
  }
}

TEST(Reading, WhatIsNoTextIsLeftOutAndTheRestIsRead) {
  const TemporaryFolder folder;
  folder.write("texts/a.txt", kText);
  folder.write("texts/b.txt", kText);
  folder.write("texts/c.txt", "%PDF-1.4\n1 0 obj\n");
  const Outcome some = leitwort_runs({"similarity", folder / "texts"});
  EXPECT_EQ(some.status, 1);
  EXPECT_TRUE(contains(some.err, "c.txt: is a PDF document, no text; pdftotext ")) << some.err;
  const Outcome none = leitwort_runs({"similarity", folder / "texts/c.txt"});
  EXPECT_EQ(none.status, 2);
  EXPECT_TRUE(contains(none.err, "is a PDF document, no text; pdftotext ")) << none.err;
}

TEST(Reading, ListsOfOptionsAreLookedAtToo) {
  const TemporaryFolder folder;
  const std::string corpus = folder.write("lines.jsonl", lines_of(3));
  const std::string list = folder.write("list.txt", "PK\3\4\x14 word/document.xml");
  for (const Outcome& outcome : {leitwort_runs({"similarity", corpus, "--cut", list}),
                                 leitwort_runs({"timeline", corpus, "--watch", list})}) {
    EXPECT_EQ(outcome.status, 2);
    EXPECT_TRUE(contains(outcome.err, list + ": is a Word document, no text; pandoc "))
        << outcome.err;
  }
}

TEST(Reading, ExpansionIsBoundedByAnOption) {
  const TemporaryFolder folder;
  const std::string lines = folder.write(
      "lines.jsonl", lines_of(3) + "{\"text\": \"" + std::string(3 << 20, 'a') + "\"}\n");
  ASSERT_EQ(program_runs({"gzip", "-9", lines}).status, 0);
  const auto run = [&](const Strings& option) {
    Strings words = {"similarity", "--format", "csv", lines + ".gz"};
    words.insert(words.end(), option.begin(), option.end());
    return leitwort_runs(words);
  };
  EXPECT_EQ(run({}).status, 0);
  EXPECT_EQ(run({"--max-expansion", "100"}).status, 0) << "64 MiB are free";
  EXPECT_EQ(run({"--max-expansion", "none"}).status, 0);
  const Outcome bounded = run({"--max-expansion", "100,1"});
  EXPECT_EQ(bounded.status, 1);
  EXPECT_TRUE(contains(bounded.err, "lines.jsonl.gz: expands to ")) << bounded.err;
  EXPECT_TRUE(contains(bounded.err, "--max-expansion")) << bounded.err;
  EXPECT_TRUE(contains(bounded.out, "0,1,")) << "what comes before is kept";
  for (const char* wrong : {"", "0", "-1", "1,", "x", "1,2,3", "all"}) {
    const Outcome refused = run({"--max-expansion", wrong});
    EXPECT_EQ(refused.status, 2) << wrong;
    EXPECT_TRUE(contains(refused.err, "--max-expansion")) << refused.err;
  }
}

TEST(Reading, AnyCaseOfAnotherKindIsNamed) {
  const std::string cases = LEITWORT_SHARED "/cases";
  if (!std::filesystem::exists(cases + "/kinds")) GTEST_SKIP() << "no " << cases;
  const std::vector<std::pair<std::string, std::string>> wanted = {
      {"kinds/1906-page.html", "is HTML"},
      {"kinds/1908-report.pdf", "is a PDF document"},
      {"kinds/1909-letter.docx", "is a Word document"},
      {"kinds/ok.jsonl.bz2", "is bzip2 data, no text; bzcat "},
      {"kinds/utf16le-without-bom.txt", "is UTF-16LE without a byte order mark; iconv "},
      {"tables/semicolon.csv", "is a table with semicolons"},
      {"tables/tab.tsv", "is a table with tabs"},
      {"tables/array.json", "is a JSON array; jq "},
  };
  for (const auto& [file, what] : wanted) {
    const Outcome outcome = leitwort_runs({"similarity", cases + "/" + file});
    EXPECT_EQ(outcome.status, 2) << file;
    EXPECT_TRUE(contains(outcome.err, cases + "/" + file + ": " + what)) << outcome.err;
  }
  const Outcome quote = leitwort_runs({"similarity", cases + "/tables/unclosed-quote.csv"});
  EXPECT_EQ(quote.status, 1);
  EXPECT_TRUE(contains(quote.err, "row 3: malformed row: a quote is opened")) << quote.err;
  const Outcome nan = leitwort_runs({"similarity", cases + "/tables/nan.jsonl"});
  EXPECT_TRUE(contains(nan.err, "nan.jsonl:1: malformed JSON line (NaN at byte ")) << nan.err;
  const Outcome list = leitwort_runs({"similarity", cases + "/tables/front-matter-list.txt"});
  EXPECT_TRUE(contains(list.err, "\"author\" is a list")) << list.err;
}

}  // namespace
}  // namespace leitwort::test
