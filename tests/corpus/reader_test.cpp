#include "corpus/compressed.hpp"
#include "corpus/reading.hpp"

#include <string>

#include <gtest/gtest.h>
#include <sys/resource.h>

namespace leitwort::test {
namespace {

TEST(Reader, CountsTheUndatedInOneWarning) {
  const Corpus corpus = read_json_lines(
      "{\"text\": \"a\", \"date\": 2017}\n{\"text\": \"b\"}\n{\"text\": \"c\", \"date\": "
      "\"soon\"}\n");
  EXPECT_EQ(
      containing(warnings(corpus), "2 of 3 documents have no date and stay out of the timeline"),
      1U);
  EXPECT_EQ(containing(warnings(corpus), "no date"), 1U);
  EXPECT_EQ(containing(warnings(corpus), "\"soon\" is not a date"), 1U);
  EXPECT_EQ(left_out(corpus), Strings{});
}

TEST(Reader, SaysNothingWhereAllIsWell) {
  EXPECT_TRUE(read_json_lines("{\"text\": \"a\", \"date\": 2017}\n").notices.empty());
}

TEST(Reader, KeepsEmptyDocumentsAndWarnsOfThem) {
  const Corpus corpus = read_json_lines(
      "{\"id\": \"a\", \"text\": \"\"}\n{\"id\": \"b\", \"text\": \" \\n\\t\"}\n"
      "{\"id\": \"c\", \"text\": \".\"}\n");
  ASSERT_EQ(ids_of(corpus), (Strings{"a", "b", "c"}));
  EXPECT_EQ(corpus.documents[0].warnings, Strings{"empty document"});
  EXPECT_EQ(corpus.documents[1].warnings, Strings{"empty document"});
  EXPECT_EQ(corpus.documents[2].warnings, Strings{});
  EXPECT_EQ(left_out(corpus), Strings{});
}

TEST(Reader, AByteOrderMarkAloneIsAnEmptyDocument) {
  EXPECT_EQ(containing(read_one("\xEF\xBB\xBF\n").warnings, "empty document"), 1U);
}

TEST(Reader, ReadsSeveralPathsAsTheyAreGiven) {
  const TemporaryFolder folder;
  const std::string lines = folder.write("lines.jsonl", kTwoLines);
  const std::string file = folder.write("alone.txt", "x");
  folder.write("texts/b.txt", "x");
  folder.write("texts/a.txt", "x");
  EXPECT_EQ(ids_of(load_corpus({lines, file, folder / "texts"})),
            (Strings{"one", "two", "alone", "a", "b"}));
  EXPECT_EQ(ids_of(load_corpus({folder / "texts", file, lines})),
            (Strings{"a", "b", "alone", "one", "two"}));
}

TEST(Reader, APathThatDoesNotExistIsLeftOutAndTheRestIsRead) {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.txt", "x");
  const Corpus corpus = load_corpus({folder / "nothing.jsonl", file});
  EXPECT_EQ(ids_of(corpus), Strings{"a"});
  ASSERT_EQ(left_out(corpus).size(), 1U);
  EXPECT_EQ(containing(left_out(corpus), folder / "nothing.jsonl: does not exist"), 1U);
}

TEST(Reader, NothingGivesAnEmptyCorpus) {
  const Corpus corpus = load_corpus({});
  EXPECT_TRUE(corpus.documents.empty());
  EXPECT_TRUE(corpus.notices.empty());
  EXPECT_TRUE(corpus.inputs.empty());
}

TEST(Reader, TellsSizeAndHashOfItsInputs) {
  const TemporaryFolder folder;
  const std::string a = folder.write("a.txt", "abc");
  const std::string b = folder.write("b.txt", "");
  const Corpus corpus = load_corpus({a, b});
  ASSERT_EQ(corpus.inputs.size(), 2U);
  EXPECT_EQ(corpus.inputs[0].path, a);
  EXPECT_EQ(corpus.inputs[0].bytes, 3U);
  EXPECT_EQ(corpus.inputs[0].sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(corpus.inputs[1].bytes, 0U);
  EXPECT_EQ(corpus.inputs[1].sha256,
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Reader, HashesCompressedInputsAsTheyLieOnTheDisk) {
  const Corpus corpus = read_json_lines(kTwoLinesGzip, "lines.jsonl.gz");
  ASSERT_EQ(corpus.inputs.size(), 1U);
  EXPECT_EQ(corpus.inputs[0].bytes, kTwoLinesGzip.size());
  // Of `gzip -9n`, by sha256sum.
  EXPECT_EQ(corpus.inputs[0].sha256,
            "fe44bfe8b9a0d80b151ad13de891666582ed1b817077248568a3d36a67c6bb20");
}

TEST(Reader, ListsManifestsAmongItsInputs) {
  const TemporaryFolder folder;
  folder.write("a.txt", "abc");
  const std::string manifest = folder.write("manifest.csv", "path\na.txt\n");
  const Corpus corpus = load_corpus({folder.path()});
  Strings paths;
  for (const Input& input : corpus.inputs) paths.push_back(input.path);
  std::sort(paths.begin(), paths.end());
  EXPECT_EQ(paths, (Strings{folder / "a.txt", manifest}));
}

TEST(Reader, CountsTheBytesThatItReads) {
  const TemporaryFolder folder;
  folder.write("a.txt", "abc");
  folder.write("b.txt", "defgh");
  CorpusReader reader({folder.path()});
  EXPECT_EQ(reader.bytes_total(), 8U);
  EXPECT_EQ(reader.bytes_read(), 0U);
  Document document;
  ASSERT_TRUE(reader.next(document));
  EXPECT_EQ(reader.bytes_read(), 3U);
  while (reader.next(document)) {
  }
  EXPECT_EQ(reader.bytes_read(), reader.bytes_total());
}

TEST(Reader, StaysAtTheEndAndWarnsOnce) {
  const TemporaryFolder folder;
  CorpusReader reader({folder.write("a.txt", "abc")});
  Document document;
  EXPECT_TRUE(reader.next(document));
  EXPECT_FALSE(reader.next(document));
  EXPECT_FALSE(reader.next(document));
  EXPECT_EQ(reader.notices().size(), 1U);
}

TEST(Reader, PutsTextFilesThatAreNamedInTheOrderOfTheirIds) {
  const TemporaryFolder folder;
  const std::string b = folder.write("b.txt", "x"), a = folder.write("a.txt", "x");
  EXPECT_EQ(ids_of(load_corpus({b, a})), (Strings{"a", "b"}));
}

TEST(Reader, ReadsStandardInputOnce) {
  // Standard input of a test is empty; a second "-" is not read at all.
  const Corpus corpus = load_corpus({"-", "-"});
  EXPECT_EQ(containing(left_out(corpus), "once only"), 1U);
}

TEST(Reader, HoldsOneFileOpenAtATime) {
  const TemporaryFolder folder;
  std::vector<std::string> paths;
  for (int i = 0; i < 300; ++i) {
    paths.push_back(folder.write(std::to_string(i) + ".jsonl", "{\"text\": \"a\"}\n"));
  }
  rlimit limit{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &limit), 0);
  rlimit low = limit;
  low.rlim_cur = 64;
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &low), 0);
  const Corpus corpus = load_corpus(paths);
  ::setrlimit(RLIMIT_NOFILE, &limit);
  EXPECT_EQ(corpus.documents.size(), 300U);
  EXPECT_EQ(left_out(corpus), Strings{});
}

TEST(Reader, RenamesAnIdThatRepeatsManyTimes) {
  std::string lines;
  for (int i = 0; i < 3000; ++i) lines += "{\"id\": \"x\", \"text\": \"a\"}\n";
  const Corpus corpus = read_json_lines(lines);
  EXPECT_EQ(corpus.documents[1].id, "x#2");
  EXPECT_EQ(corpus.documents[2999].id, "x#3000");
}

TEST(Reader, TakesThePathThatAJsonObjectNames) {
  EXPECT_EQ(read_json_lines("{\"path\": \"scans/a.pdf\", \"text\": \"a\"}\n").documents[0].path,
            "scans/a.pdf");
}

}  // namespace
}  // namespace leitwort::test
