#include "corpus/reading.hpp"

#include <string>

#include <gtest/gtest.h>

namespace leitwort::test {
namespace {

TEST(Manifest, NamesFilesRelativeToItself) {
  const TemporaryFolder folder;
  folder.write("texts/b.txt", "second");
  folder.write("texts/a.txt", "first");
  const std::string manifest =
      folder.write("list.csv", "id,path,date\r\nx,texts/b.txt,2017-07\r\n,texts/a.txt,\r\n");
  const Corpus corpus = load_corpus({manifest});
  ASSERT_EQ(ids_of(corpus), (Strings{"x", "texts/a"}));
  EXPECT_EQ(corpus.documents[0].text, "second");
  EXPECT_EQ(corpus.documents[0].path, folder / "texts/b.txt");
  EXPECT_EQ(to_string(corpus.documents[0].date), "2017-07");
  EXPECT_FALSE(corpus.documents[1].date.known());
  EXPECT_EQ(left_out(corpus), Strings{});
}

TEST(Manifest, OfAFolderIsUsedUnasked) {
  const TemporaryFolder folder;
  folder.write("a.txt", "first");
  folder.write("b.txt", "second");
  folder.write("manifest.csv", "path,title\nb.txt,Two\na.txt,One\n");
  const Corpus corpus = load_corpus({folder.path()});
  ASSERT_EQ(ids_of(corpus), (Strings{"b", "a"}));
  EXPECT_EQ(corpus.documents[0].title, "Two");
  EXPECT_EQ(left_out(corpus), Strings{});
}

TEST(Manifest, DefaultIdsArePathsBelowTheFolderHoweverTheyAreWritten) {
  const TemporaryFolder folder;
  folder.write("a.txt", "x");
  folder.write("deep/b.txt", "x");
  folder.write("manifest.csv", "path\n./a.txt\ndeep/../deep/b.txt\n");
  const Corpus corpus = load_corpus({folder.path()});
  EXPECT_EQ(ids_of(corpus), (Strings{"a", "deep/b"}));
  EXPECT_EQ(containing(warnings(corpus), "not named here"), 0U);
}

TEST(Manifest, FilesThatItDoesNotNameAreCountedInAWarning) {
  const TemporaryFolder folder;
  for (const char* name : {"a.txt", "b.txt", "deep/c.md"}) folder.write(name, "x");
  folder.write("manifest.csv", "path\na.txt\n");
  const Corpus corpus = load_corpus({folder.path()});
  EXPECT_EQ(ids_of(corpus), Strings{"a"});
  EXPECT_EQ(containing(warnings(corpus), "2 text files of the folder are not named here"), 1U);
  EXPECT_EQ(left_out(corpus), Strings{});
}

TEST(Manifest, MayHoldTheTextsItself) {
  const TemporaryFolder folder;
  const std::string manifest = folder.write(
      "list.csv",
      "id,text,author\nx,\"A lake, \"\"calm\"\".\nA shore.\",Lorne\n,\"Two\r\nlines\",\n");
  const Corpus corpus = load_corpus({manifest});
  ASSERT_EQ(ids_of(corpus), (Strings{"x", "2"}));
  EXPECT_EQ(corpus.documents[0].text, "A lake, \"calm\".\nA shore.");
  EXPECT_EQ(corpus.documents[0].author, "Lorne");
  EXPECT_EQ(corpus.documents[0].path, manifest);
  EXPECT_EQ(corpus.documents[1].text, "Two\r\nlines");
}

TEST(Manifest, FieldsMayBeQuotedOverSeveralLines) {
  const TemporaryFolder folder;
  folder.write("a.txt", "x");
  const Corpus corpus =
      load_corpus({folder.write("list.csv", "path,title\na.txt,\"Lakes,\nand \"\"shores\"\"\"\n")});
  ASSERT_EQ(corpus.documents.size(), 1U);
  EXPECT_EQ(corpus.documents[0].title, "Lakes,\nand \"shores\"");
}

TEST(Manifest, MayBeginWithAByteOrderMark) {
  const TemporaryFolder folder;
  folder.write("a.txt", "x");
  const Corpus corpus = load_corpus({folder.write("list.csv", "\xEF\xBB\xBFpath,id\na.txt,y\n")});
  EXPECT_EQ(ids_of(corpus), Strings{"y"});
}

TEST(Manifest, AFileThatIsMissingIsLeftOutWithItsRow) {
  const TemporaryFolder folder;
  folder.write("a.txt", "x");
  const std::string manifest = folder.write("list.csv", "path\na.txt\nb.txt\na.txt\n");
  const Corpus corpus = load_corpus({manifest});
  EXPECT_EQ(ids_of(corpus), (Strings{"a", "a#2"}));
  ASSERT_EQ(left_out(corpus).size(), 1U);
  EXPECT_EQ(containing(left_out(corpus), manifest + ": row 3: "), 1U);
  EXPECT_EQ(containing(left_out(corpus), folder / "b.txt"), 1U);
}

TEST(Manifest, ARowWithTooManyFieldsIsLeftOut) {
  const TemporaryFolder folder;
  folder.write("a.txt", "x");
  const std::string manifest =
      folder.write("list.csv", "path,title\na.txt,One,two,three\na.txt,Good\na.txt\n");
  const Corpus corpus = load_corpus({manifest});
  ASSERT_EQ(corpus.documents.size(), 2U);
  EXPECT_EQ(corpus.documents[0].title, "Good");
  ASSERT_EQ(left_out(corpus).size(), 1U);
  EXPECT_EQ(
      containing(left_out(corpus), manifest + ": row 2: malformed row: 4 fields under 2 columns"),
      1U);
}

TEST(Manifest, AQuoteThatIsNeverClosedLeavesOutOnlyItsRow) {
  const TemporaryFolder folder;
  folder.write("a.txt", "x");
  const std::string manifest = folder.write("list.csv", "path,title\na.txt,Good\na.txt,\"Bad\n");
  const Corpus corpus = load_corpus({manifest});
  ASSERT_EQ(corpus.documents.size(), 1U);
  EXPECT_EQ(corpus.documents[0].title, "Good");
  ASSERT_EQ(left_out(corpus).size(), 1U);
  EXPECT_EQ(containing(left_out(corpus), "malformed row 3: a quote is opened and never closed"),
            1U);
}

TEST(Manifest, WithoutPathAndTextIsLeftOut) {
  const TemporaryFolder folder;
  const std::string manifest = folder.write("list.csv", "file,title\na.txt,T\n");
  const Corpus corpus = load_corpus({manifest});
  EXPECT_TRUE(corpus.documents.empty());
  ASSERT_EQ(left_out(corpus).size(), 1U);
  EXPECT_EQ(containing(left_out(corpus), manifest + ": has neither a column \"path\""), 1U);
}

TEST(Manifest, GoesBeforeFrontMatterWhichGoesBeforeTheFileName) {
  const TemporaryFolder folder;
  const std::string name = "2001-02-03_Name_From name.txt";
  folder.write(name, "---\ndate: 2002\ntitle: From front\ngenre: front\nmood: front\n---\nx");
  const std::string manifest =
      folder.write("list.csv", "path,date,genre,mood\n" + name + ",2003,manifest,\n");
  const Corpus corpus = load_corpus({manifest});
  ASSERT_EQ(corpus.documents.size(), 1U);
  const Document& document = corpus.documents[0];
  EXPECT_EQ(to_string(document.date), "2003");
  EXPECT_EQ(document.genre, "manifest");
  EXPECT_EQ(document.title, "From front");
  EXPECT_EQ(document.author, "Name");
  ASSERT_EQ(document.extra.size(), 1U);
  EXPECT_EQ(document.extra[0].second, "front") << "an empty field is no value";
}

TEST(Manifest, DatePrecisionMakesADateCoarserOrApproximate) {
  const TemporaryFolder folder;
  const std::string manifest = folder.write(
      "list.csv",
      "text,date,date_precision\na,2022-01,circa\nb,2017-07-04,month\nc,2017-07-04,year\n"
      "d,2017-07-04,day\ne,2017-07,Circa\nf,2017,fuzzy\n");
  const Corpus corpus = load_corpus({manifest});
  ASSERT_EQ(corpus.documents.size(), 6U);
  Strings dates;
  for (const Document& document : corpus.documents) {
    dates.push_back(to_string(document.date) + " " + std::string(precision_name(document.date)));
  }
  EXPECT_EQ(dates, (Strings{"2022-01 circa", "2017-07 month", "2017 year", "2017-07-04 day",
                            "2017-07 circa", "2017 year"}));
  EXPECT_EQ(containing(corpus.documents[5].warnings, "date_precision \"fuzzy\""), 1U);
  for (std::size_t d = 0; d < 5; ++d) EXPECT_TRUE(corpus.documents[d].warnings.empty()) << d;
}

TEST(Manifest, DatePrecisionIsOnlyTakenWithItsDate) {
  const TemporaryFolder folder;
  folder.write("a.txt", "---\ndate: 2001\ndate_precision: circa\n---\nx");
  const Corpus corpus = load_corpus({folder.write("list.csv", "path,date\na.txt,2017-07-04\n")});
  ASSERT_EQ(corpus.documents.size(), 1U);
  EXPECT_EQ(to_string(corpus.documents[0].date), "2017-07-04");
  EXPECT_EQ(precision_name(corpus.documents[0].date), "day");
}

TEST(Manifest, OtherColumnsAreCarriedThrough) {
  const TemporaryFolder folder;
  const Corpus corpus = load_corpus({folder.write("list.csv", "text,Mood,lang\nx,calm,en\n")});
  ASSERT_EQ(corpus.documents.size(), 1U);
  ASSERT_EQ(corpus.documents[0].extra.size(), 1U);
  EXPECT_EQ(corpus.documents[0].extra[0], std::pair(std::string("mood"), std::string("calm")));
  EXPECT_EQ(corpus.documents[0].language, "en");
}

TEST(Manifest, ThatIsNotUtf8IsDecodedAndWarnedOf) {
  const TemporaryFolder folder;
  const Corpus corpus = load_corpus({folder.write("list.csv", "text,author\nx,Andr\xE9\n")});
  ASSERT_EQ(corpus.documents.size(), 1U);
  EXPECT_EQ(corpus.documents[0].author, "André");
  EXPECT_EQ(containing(corpus.documents[0].warnings, "Windows-1252"), 1U);
}

}  // namespace
}  // namespace leitwort::test
