#include "corpus/compressed.hpp"
#include "corpus/reading.hpp"

#include <string>

#include <gtest/gtest.h>

namespace leitwort::test {
namespace {

TEST(JsonLines, GiveADocumentALine) {
  const TemporaryFolder folder;
  const std::string path = folder.write(
      "lines.jsonl",
      "{\"id\": \"x\", \"text\": \"The lake.\", \"date\": \"2017-07\", \"author\": \"Lorne\", "
      "\"title\": \"T\", \"institution\": \"I\", \"genre\": \"G\", \"series\": \"S\", "
      "\"source_url\": \"U\", \"language\": \"en\"}\r\n{\"text\": \"No line end\"}");
  const Corpus corpus = load_corpus({path});
  ASSERT_EQ(ids_of(corpus), (Strings{"x", "2"}));
  const Document& first = corpus.documents[0];
  EXPECT_EQ(first.path, path);
  EXPECT_EQ(first.text, "The lake.");
  EXPECT_EQ(first.body_begin, 0U);
  EXPECT_EQ(to_string(first.date), "2017-07");
  EXPECT_EQ(first.author, "Lorne");
  EXPECT_EQ(first.title, "T");
  EXPECT_EQ(first.institution, "I");
  EXPECT_EQ(first.genre, "G");
  EXPECT_EQ(first.series, "S");
  EXPECT_EQ(first.source_url, "U");
  EXPECT_EQ(first.language, "en");
  EXPECT_TRUE(first.extra.empty());
  EXPECT_EQ(corpus.documents[1].text, "No line end");
}

TEST(JsonLines, KeepTheirOwnOrder) {
  EXPECT_EQ(ids_of(read_json_lines(
                "{\"id\": \"z\", \"text\": \"x\"}\n{\"id\": \"a\", \"text\": \"x\"}\n")),
            (Strings{"z", "a"}));
}

TEST(JsonLines, DecodeTheStringsOfJson) {
  const Corpus corpus =
      read_json_lines("{\"text\": \"a\\n\\u6e56\\ud83c\\udf0a\\t\\\"q\\\"\\u0000z\"}\n");
  ASSERT_EQ(corpus.documents.size(), 1U);
  EXPECT_EQ(corpus.documents[0].text, "a\n湖\U0001F30A\t\"q\"\0z"s);
}

TEST(JsonLines, FrontMatterInAStringIsText) {
  const Corpus corpus = read_json_lines("{\"text\": \"---\\ntitle: T\\n---\\nBody\"}\n");
  ASSERT_EQ(corpus.documents.size(), 1U);
  EXPECT_EQ(corpus.documents[0].body_begin, 0U);
  EXPECT_EQ(corpus.documents[0].title, "");
}

TEST(JsonLines, TheNumberOfTheLineIsTheDefaultId) {
  const Corpus corpus = read_json_lines("{\"text\": \"a\"}\n\n  \n{\"text\": \"b\"}\n");
  EXPECT_EQ(ids_of(corpus), (Strings{"1", "4"}));
  EXPECT_EQ(left_out(corpus), Strings{});
}

TEST(JsonLines, AMalformedLineIsLeftOutWithItsNumber) {
  const TemporaryFolder folder;
  const std::string path = folder.write(
      "lines.jsonl",
      "{\"text\": \"a\"}\n\n{\"text\": \"b\n[\"text\"]\n\"text\"\n{\"text\": \"c\"} x\n"
      "{\"text\": \"d\"}\n");
  const Corpus corpus = load_corpus({path});
  EXPECT_EQ(ids_of(corpus), (Strings{"1", "7"}));
  ASSERT_EQ(left_out(corpus).size(), 4U);
  for (std::size_t line = 3; line <= 6; ++line) {
    EXPECT_EQ(containing(left_out(corpus), path + ":" + std::to_string(line) + ": malformed"), 1U)
        << line;
  }
}

TEST(JsonLines, AMalformedFirstLineLeavesTheOthers) {
  const Corpus corpus = read_json_lines("{\"text\": \"a\"\n{\"text\": \"b\"}\n");
  EXPECT_EQ(ids_of(corpus), Strings{"2"});
  EXPECT_EQ(containing(left_out(corpus), "lines.jsonl:1: malformed"), 1U);
}

TEST(JsonLines, ALineWithoutTextIsLeftOut) {
  const Corpus corpus = read_json_lines(
      "{\"id\": \"a\"}\n{\"id\": \"b\", \"text\": null}\n{\"id\": \"c\", \"text\": 7}\n"
      "{\"id\": \"d\", \"text\": \"\"}\n");
  EXPECT_EQ(ids_of(corpus), Strings{"d"});
  EXPECT_EQ(containing(left_out(corpus), "without a string field \"text\""), 3U);
  EXPECT_EQ(containing(left_out(corpus), "lines.jsonl:2: "), 1U);
}

TEST(JsonLines, NothingOfALineThatFailedStaysInTheNext) {
  const Corpus corpus = read_json_lines(
      "{\"text\": \"left over\", \"author\": \"A\", \"date\": \"2017\", \"broken\": }\n"
      "{\"text\": \"b\"}\n");
  ASSERT_EQ(corpus.documents.size(), 1U);
  EXPECT_EQ(corpus.documents[0].text, "b");
  EXPECT_EQ(corpus.documents[0].author, "");
  EXPECT_FALSE(corpus.documents[0].date.known());
}

TEST(JsonLines, MayBeginWithAByteOrderMark) {
  const Corpus corpus = read_json_lines("\xEF\xBB\xBF{\"text\": \"a\"}\n");
  EXPECT_EQ(ids_of(corpus), Strings{"1"});
  EXPECT_EQ(left_out(corpus), Strings{});
}

TEST(JsonLines, NumbersMayBeDatesAndIds) {
  const Corpus corpus = read_json_lines("{\"id\": 17, \"date\": 2017, \"text\": \"a\"}\n");
  ASSERT_EQ(ids_of(corpus), Strings{"17"});
  EXPECT_EQ(to_string(corpus.documents[0].date), "2017");
  EXPECT_EQ(precision_name(corpus.documents[0].date), "year");
}

TEST(JsonLines, NullsAndEmptyStringsAreUnknown) {
  const Corpus corpus = read_json_lines(
      "{\"id\": null, \"date\": null, \"author\": \"\", \"label\": null, \"text\": \"a\"}\n");
  ASSERT_EQ(ids_of(corpus), Strings{"1"});
  EXPECT_FALSE(corpus.documents[0].date.known());
  EXPECT_TRUE(corpus.documents[0].extra.empty());
  EXPECT_TRUE(corpus.documents[0].warnings.empty());
}

TEST(JsonLines, LangIsShortForLanguage) {
  const Corpus corpus = read_json_lines("{\"lang\": \"zh\", \"text\": \"a\"}\n");
  ASSERT_EQ(corpus.documents.size(), 1U);
  EXPECT_EQ(corpus.documents[0].language, "zh");
  EXPECT_TRUE(corpus.documents[0].extra.empty());
}

TEST(JsonLines, OtherKeysAreCarriedThroughInOrder) {
  const Corpus corpus = read_json_lines(
      "{\"text\": \"a\", \"nested\": {\"a\": [1, 2]}, \"label\": 3, \"flag\": true, \"about\": "
      "\"x\"}\n");
  ASSERT_EQ(corpus.documents.size(), 1U);
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  EXPECT_EQ(corpus.documents[0].extra,
            (Pairs{{"about", "x"}, {"flag", "true"}, {"label", "3"}, {"nested", "{\"a\":[1,2]}"}}));
}

TEST(JsonLines, ALineThatIsNotUtf8IsDecodedAndWarnedOf) {
  const Corpus corpus = read_json_lines("{\"text\": \"caf\xE9\"}\n{\"text\": \"b\"}\n");
  ASSERT_EQ(corpus.documents.size(), 2U);
  EXPECT_EQ(corpus.documents[0].text, "café");
  EXPECT_EQ(corpus.documents[0].warnings, Strings{"not valid UTF-8: read as Windows-1252"});
  EXPECT_TRUE(corpus.documents[1].warnings.empty());
  EXPECT_EQ(left_out(corpus), Strings{});
}

TEST(JsonLines, MayBeLongerThanABlockOfTheDisk) {
  std::string bytes;
  for (int i = 0; i < 3; ++i) bytes += "{\"text\": \"" + std::string(300000, 'a') + "\"}\n";
  const Corpus corpus = read_json_lines(bytes);
  ASSERT_EQ(ids_of(corpus), (Strings{"1", "2", "3"}));
  for (const Document& document : corpus.documents) EXPECT_EQ(document.text.size(), 300000U);
}

// --- compressed ---------------------------------------------------------------------------------

TEST(CompressedJsonLines, AreReadFromGzip) {
  const Corpus corpus = read_json_lines(kTwoLinesGzip, "lines.jsonl.gz");
  ASSERT_EQ(ids_of(corpus), (Strings{"one", "two"}));
  EXPECT_EQ(corpus.documents[1].text, "The lamp is out.");
  EXPECT_EQ(left_out(corpus), Strings{});
}

TEST(CompressedJsonLines, AreReadFromZstandard) {
  const Corpus corpus = read_json_lines(kTwoLinesZstd, "lines.jsonl.zst");
  ASSERT_EQ(ids_of(corpus), (Strings{"one", "two"}));
  EXPECT_EQ(corpus.documents[1].text, "The lamp is out.");
  EXPECT_EQ(left_out(corpus), Strings{});
}

TEST(CompressedJsonLines, AreReadFromZstandardWithALongWindow) {
  const Corpus corpus = read_json_lines(kTwoLinesZstdLongWindow, "lines.jsonl.zst");
  EXPECT_EQ(ids_of(corpus), (Strings{"one", "two"}));
  EXPECT_EQ(left_out(corpus), Strings{});
}

TEST(CompressedJsonLines, MayBeSeveralFilesInARow) {
  EXPECT_EQ(ids_of(read_json_lines(kTwoLinesGzip + kThirdLineGzip, "lines.jsonl.gz")),
            (Strings{"one", "two", "three"}));
  EXPECT_EQ(ids_of(read_json_lines(kTwoLinesZstd + kThirdLineZstd, "lines.jsonl.zst")),
            (Strings{"one", "two", "three"}));
}

TEST(CompressedJsonLines, MayBeMuchLargerThanTheirFile) {
  const Corpus corpus = read_json_lines(kThreeLongLinesZstd, "lines.jsonl.zst");
  ASSERT_EQ(ids_of(corpus), (Strings{"0", "1", "2"}));
  for (const Document& document : corpus.documents) EXPECT_EQ(document.text.size(), 440000U);
  EXPECT_EQ(left_out(corpus), Strings{});
}

TEST(CompressedJsonLines, AreToldByTheirBytesAndNotByTheirName) {
  EXPECT_EQ(ids_of(read_json_lines(kTwoLinesZstd, "lines.jsonl.gz")), (Strings{"one", "two"}));
  EXPECT_EQ(ids_of(read_json_lines(kTwoLinesGzip, "lines.jsonl")), (Strings{"one", "two"}));
  EXPECT_EQ(ids_of(read_json_lines(kTwoLines, "lines.jsonl.zst")), (Strings{"one", "two"}));
}

/// What must hold of a file that ends within its third line.
void expect_two_lines_and_a_notice(const std::string& bytes, const std::string& name) {
  const TemporaryFolder folder;
  const std::string path = folder.write(name, bytes);
  const Corpus corpus = load_corpus({path});
  EXPECT_EQ(ids_of(corpus), (Strings{"one", "two"}));
  ASSERT_EQ(left_out(corpus).size(), 1U);
  EXPECT_EQ(containing(left_out(corpus), path + ": ends in the middle of its compressed data"), 1U);
  EXPECT_EQ(containing(left_out(corpus), "read up to line 2"), 1U);
  EXPECT_TRUE(corpus.inputs.empty()) << "an input is a file that was read to its end";
}

TEST(CompressedJsonLines, WhereTruncatedGiveTheLinesBefore) {
  for (const std::size_t missing : {5U, 9U, 20U}) {
    SCOPED_TRACE(missing);
    const std::string gzip =
        stored_gzip({kTwoLines, kThirdLine.substr(0, 9), kThirdLine.substr(9)});
    expect_two_lines_and_a_notice(gzip.substr(0, gzip.size() - 8 - missing), "lines.jsonl.gz");
    const std::string zstd = raw_zstd({kTwoLines, kThirdLine.substr(0, 9), kThirdLine.substr(9)});
    expect_two_lines_and_a_notice(zstd.substr(0, zstd.size() - missing), "lines.jsonl.zst");
  }
}

TEST(CompressedJsonLines, WholeFilesOfTheTestsAreSound) {
  EXPECT_EQ(ids_of(read_json_lines(stored_gzip({kTwoLines, kThirdLine}), "lines.jsonl.gz")),
            (Strings{"one", "two", "three"}));
  EXPECT_EQ(ids_of(read_json_lines(raw_zstd({kTwoLines, kThirdLine}), "lines.jsonl.zst")),
            (Strings{"one", "two", "three"}));
}

TEST(CompressedJsonLines, WhereDamagedAreLeftOut) {
  std::string gzip = kTwoLinesGzip, zstd = kTwoLinesZstd;
  gzip[gzip.size() - 6] ^= 1;  // checksums
  zstd[zstd.size() - 2] ^= 1;
  EXPECT_EQ(containing(left_out(read_json_lines(gzip, "lines.jsonl.gz")), "damaged"), 1U);
  EXPECT_EQ(containing(left_out(read_json_lines(zstd, "lines.jsonl.zst")), "damaged"), 1U);
}

}  // namespace
}  // namespace leitwort::test
