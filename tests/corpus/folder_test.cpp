#include "corpus/reading.hpp"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace leitwort::test {
namespace {

namespace fs = std::filesystem;

TEST(Folder, IdsAreThePathsBelowItWithoutTheirEnding) {
  const TemporaryFolder folder;
  folder.write("north/river.v2.txt", "x");
  folder.write("lake.md", "x");
  EXPECT_EQ(ids_of(load_corpus({folder.path()})), (Strings{"lake", "north/river.v2"}));
  EXPECT_EQ(ids_of(load_corpus({folder.path() + "/"})), (Strings{"lake", "north/river.v2"}));
  EXPECT_EQ(ids_of(load_corpus({folder / "north/.."})), (Strings{"lake", "north/river.v2"}));
}

TEST(Folder, PathsAreGivenAsTheUserGaveThem) {
  const TemporaryFolder folder;
  const std::string path = folder.write("a/lake.txt", "x");
  EXPECT_EQ(load_corpus({folder.path()}).documents.at(0).path, path);
}

TEST(Folder, DocumentsAreInTheBytewiseOrderOfTheirIds) {
  const TemporaryFolder folder;
  for (const char* name :
       {"é.txt", "b.txt", "a/z.txt", "a-b.txt", "B.txt", "a.txt", "10.txt", "9.txt"}) {
    folder.write(name, "x");
  }
  EXPECT_EQ(ids_of(load_corpus({folder.path()})),
            (Strings{"10", "9", "B", "a", "a-b", "a/z", "b", "é"}));
}

TEST(Folder, OnlyTextAndMarkdownFilesAreRead) {
  const TemporaryFolder folder;
  for (const char* name : {"a.txt", "b.md", "c.TXT", "d.Md", "e.pdf", "f.html", "g", "h.txt.bak"}) {
    folder.write(name, "x");
  }
  const Corpus corpus = load_corpus({folder.path()});
  EXPECT_EQ(ids_of(corpus), (Strings{"a", "b", "c", "d"}));
  EXPECT_EQ(left_out(corpus), Strings{});
}

TEST(Folder, HiddenFilesAndFoldersArePassedOver) {
  const TemporaryFolder folder;
  folder.write("a.txt", "x");
  folder.write(".draft.txt", "x");
  folder.write(".git/note.txt", "x");
  EXPECT_EQ(ids_of(load_corpus({folder.path()})), Strings{"a"});
}

TEST(Folder, ALinkToAFolderAboveIsNotFollowedAndNamed) {
  const TemporaryFolder folder;
  folder.write("a.txt", "x");
  folder.write("deep/b.txt", "x");
  fs::create_directory_symlink(folder.path(), folder / "deep/loop");
  const Corpus corpus = load_corpus({folder.path()});
  EXPECT_EQ(ids_of(corpus), (Strings{"a", "deep/b"}));
  EXPECT_EQ(
      containing(warnings(corpus), folder / "deep/loop: is a link to a folder that contains it"),
      1U);
  EXPECT_EQ(left_out(corpus), Strings{});
}

TEST(Folder, LinksToFilesAndOtherFoldersAreFollowed) {
  const TemporaryFolder folder, elsewhere;
  folder.write("a.txt", "x");
  elsewhere.write("b.txt", "x");
  fs::create_directory_symlink(elsewhere.path(), folder / "linked");
  fs::create_symlink(elsewhere / "b.txt", folder / "c.txt");
  EXPECT_EQ(ids_of(load_corpus({folder.path()})), (Strings{"a", "c", "linked/b"}));
}

TEST(Folder, ALinkToNothingIsLeftOut) {
  const TemporaryFolder folder;
  folder.write("a.txt", "12345");
  fs::create_symlink(folder / "nowhere", folder / "b.txt");
  const Corpus corpus = load_corpus({folder.path()});
  EXPECT_EQ(ids_of(corpus), Strings{"a"});
  EXPECT_EQ(left_out(corpus).size(), 1U);
  EXPECT_EQ(containing(left_out(corpus), folder / "b.txt"), 1U);
}

TEST(Folder, ALinkToNothingDoesNotSpoilTheSizeOfTheCorpus) {
  const TemporaryFolder folder;
  folder.write("a.txt", "12345");
  fs::create_symlink(folder / "nowhere", folder / "b.txt");
  EXPECT_EQ(CorpusReader({folder.path()}).bytes_total(), 5U);
}

TEST(Folder, AnUnreadableFileOrFolderIsLeftOut) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const TemporaryFolder folder;
  folder.write("a.txt", "x");
  const std::string file = folder.write("b.txt", "x");
  folder.write("c/d.txt", "x");
  ::chmod(file.c_str(), 0);
  ::chmod((folder / "c").c_str(), 0);
  const Corpus corpus = load_corpus({folder.path()});
  ::chmod((folder / "c").c_str(), 0700);
  EXPECT_EQ(ids_of(corpus), Strings{"a"});
  EXPECT_EQ(containing(left_out(corpus), file), 1U);
  EXPECT_EQ(containing(left_out(corpus), folder / "c"), 1U);
}

TEST(Folder, WithoutTextsSaysWhatLiesThere) {
  const TemporaryFolder folder;
  folder.write("a.pdf", "x");
  folder.write("b.pdf", "x");
  folder.write("c.docx", "x");
  const Corpus corpus = load_corpus({folder.path()});
  EXPECT_TRUE(corpus.documents.empty());
  EXPECT_EQ(containing(left_out(corpus), folder.path() + ": no .txt or .md file"), 1U);
  EXPECT_EQ(containing(left_out(corpus), "2 .pdf"), 1U);
  EXPECT_EQ(containing(left_out(corpus), "1 .docx"), 1U);
}

// --- ids that repeat ----------------------------------------------------------------------------

TEST(Ids, ThatRepeatAreNumberedAndWarnedOf) {
  const TemporaryFolder folder;
  folder.write("a.txt", "second");
  folder.write("a.md", "first");
  folder.write("b.txt", "---\nid: a\n---\nthird");
  const Corpus corpus = load_corpus({folder.path()});
  ASSERT_EQ(ids_of(corpus), (Strings{"a", "a#2", "a#3"}));
  EXPECT_EQ(corpus.documents[0].text, "first");
  EXPECT_EQ(corpus.documents[1].text, "second");
  EXPECT_TRUE(corpus.documents[0].warnings.empty());
  EXPECT_EQ(containing(corpus.documents[1].warnings, "renamed a#2"), 1U);
  EXPECT_EQ(left_out(corpus), Strings{});
}

TEST(Ids, ThatRepeatAcrossPathsAreNumbered) {
  const TemporaryFolder one, two;
  one.write("a.txt", "x");
  two.write("a.txt", "x");
  EXPECT_EQ(ids_of(load_corpus({one.path(), two.path()})), (Strings{"a", "a#2"}));
}

TEST(Ids, ThatLookNumberedAreNotTakenTwice) {
  const Corpus corpus = read_json_lines(
      "{\"id\": \"a\", \"text\": \"x\"}\n{\"id\": \"a#2\", \"text\": \"x\"}\n"
      "{\"id\": \"a\", \"text\": \"x\"}\n");
  EXPECT_EQ(ids_of(corpus), (Strings{"a", "a#2", "a#3"}));
}

// --- file names ---------------------------------------------------------------------------------

TEST(FileName, GivesADateAtItsStart) {
  EXPECT_EQ(to_string(read_one("x", "2017.txt").date), "2017");
  EXPECT_EQ(to_string(read_one("x", "2017 harbour.txt").date), "2017");
  EXPECT_EQ(to_string(read_one("x", "2017-07.txt").date), "2017-07");
  EXPECT_EQ(to_string(read_one("x", "2017-07-harbour.txt").date), "2017-07");
  EXPECT_EQ(to_string(read_one("x", "2017-07-04.txt").date), "2017-07-04");
  EXPECT_EQ(to_string(read_one("x", "2017-07-04 harbour.txt").date), "2017-07-04");
}

TEST(FileName, GivesNoDateWhereNumbersAreNone) {
  for (const char* name :
       {"0001_x.txt", "001_2017.txt", "20170704.txt", "20171.txt", "x-2017.txt"}) {
    EXPECT_FALSE(read_one("x", name).date.known()) << name;
  }
}

TEST(FileName, GivesAuthorAndTitleAfterAFullDate) {
  const Document full = read_one("x", "2017-07-04_Hedda Lorne_On_old_lakes.txt");
  EXPECT_EQ(to_string(full.date), "2017-07-04");
  EXPECT_EQ(full.author, "Hedda Lorne");
  EXPECT_EQ(full.title, "On old lakes");

  const Document no_title = read_one("x", "2017-07-04_Lorne.md");
  EXPECT_EQ(no_title.author, "Lorne");
  EXPECT_EQ(no_title.title, "");

  const Document year_only = read_one("x", "2017_Lorne_Lakes.txt");
  EXPECT_EQ(to_string(year_only.date), "2017");
  EXPECT_EQ(year_only.author, "");
}

// --- front matter -------------------------------------------------------------------------------

TEST(FrontMatter, SetsFieldsAndIsNoPartOfTheBody) {
  const Document document = read_one(
      "---\nid: lorne\ntitle: \"On: lakes\"\nauthor: 'Hedda Lorne'\ndate: 2019-05\n"
      "institution: Ministry\ngenre: speech\nlang: en\nseries: s\nsource_url: http://x.test/a?b=c\n"
      "mood: calm\n\n# a comment\n---\nThe lake.\n");
  EXPECT_EQ(document.id, "lorne");
  EXPECT_EQ(document.title, "On: lakes");
  EXPECT_EQ(document.author, "Hedda Lorne");
  EXPECT_EQ(to_string(document.date), "2019-05");
  EXPECT_EQ(document.institution, "Ministry");
  EXPECT_EQ(document.genre, "speech");
  EXPECT_EQ(document.language, "en");
  EXPECT_EQ(document.series, "s");
  EXPECT_EQ(document.source_url, "http://x.test/a?b=c");
  ASSERT_EQ(document.extra.size(), 1U);
  EXPECT_EQ(document.extra[0], std::pair(std::string("mood"), std::string("calm")));
  EXPECT_EQ(document.text.substr(document.body_begin), "The lake.\n");
  EXPECT_EQ(document.warnings, Strings{});
}

TEST(FrontMatter, MayHaveWindowsLineEnds) {
  const Document document = read_one("---\r\ntitle: Lakes\r\n---\r\nBody");
  EXPECT_EQ(document.title, "Lakes");
  EXPECT_EQ(document.body_begin, 24U);
  EXPECT_EQ(document.text.substr(document.body_begin), "Body");
}

TEST(FrontMatter, MayFollowAByteOrderMarkWhichCounts) {
  const Document document = read_one("\xEF\xBB\xBF---\ntitle: Lakes\n---\nBody");
  EXPECT_EQ(document.title, "Lakes");
  EXPECT_EQ(document.body_begin, 3U + 4U + 13U + 4U);
}

TEST(FrontMatter, MayEndInDots) {
  const Document document = read_one("---\ntitle: Lakes\n...\nBody");
  EXPECT_EQ(document.title, "Lakes");
  EXPECT_EQ(document.text.substr(document.body_begin), "Body");
}

TEST(FrontMatter, KeysAreReadInAnyCase) {
  const Document document = read_one("---\nTitle: Lakes\nDATE: 2019\n---\nBody");
  EXPECT_EQ(document.title, "Lakes");
  EXPECT_EQ(to_string(document.date), "2019");
}

TEST(FrontMatter, ListsAndNestedKeysArePassedOver) {
  const Document document = read_one("---\ntags:\n  - lake\n- shore\ntitle: Lakes\n---\nBody");
  EXPECT_EQ(document.title, "Lakes");
  EXPECT_TRUE(document.extra.empty());
}

TEST(FrontMatter, IsNothingElseBetweenRules) {
  for (const char* text : {
           "---\nThe lake is calm.\n---\nThe shore: is far.",  // prose
           "---\nA rule of prose: this is none\n---\nBody",    // more than a key before the colon
           "---\ntitle: Lakes\nBody",                          // never closed
           "\n---\ntitle: Lakes\n---\nBody",                   // not at the start
           "----\ntitle: Lakes\n----\nBody",                   // a rule of four
           "--- title: Lakes\n---\nBody",
           "title: Lakes\n---\nBody",
           "---",
       }) {
    const Document document = read_one(text);
    EXPECT_EQ(document.text, text);
    EXPECT_EQ(document.body_begin, 0U) << text;
    EXPECT_EQ(document.title, "") << text;
  }
}

TEST(FrontMatter, WithoutABodyLeavesAnEmptyDocument) {
  const Document document = read_one("---\ntitle: Lakes\n---\n \n");
  EXPECT_EQ(document.title, "Lakes");
  EXPECT_EQ(containing(document.warnings, "empty document"), 1U);
}

TEST(FrontMatter, ADateThatIsNoneBecomesAWarning) {
  const Document document = read_one("---\ndate: spring 2019\n---\nBody", "2018.txt");
  EXPECT_FALSE(document.date.known());
  EXPECT_EQ(containing(document.warnings, "\"spring 2019\" is not a date"), 1U);
}

TEST(FrontMatter, GoesBeforeTheFileName) {
  const Document document =
      read_one("---\ntitle: Inside\ndate: 2019\n---\nBody", "2017-07-04_Lorne_Outside.txt");
  EXPECT_EQ(document.title, "Inside");
  EXPECT_EQ(to_string(document.date), "2019");
  EXPECT_EQ(document.author, "Lorne");
}

TEST(FrontMatter, IdsPutTheDocumentsInOrder) {
  const TemporaryFolder folder;
  folder.write("a.txt", "---\nid: zebra\n---\nx");
  folder.write("b.txt", "x");
  folder.write("c.txt", "\xEF\xBB\xBF---\r\nid: \"apple\"\r\n---\r\nx");
  EXPECT_EQ(ids_of(load_corpus({folder.path()})), (Strings{"apple", "b", "zebra"}));
}

TEST(FrontMatter, IdsInCapitalsPutTheDocumentsInOrderToo) {
  const TemporaryFolder folder;
  folder.write("a.txt", "---\nID: zebra\n---\nx");
  folder.write("b.txt", "x");
  EXPECT_EQ(ids_of(load_corpus({folder.path()})), (Strings{"b", "zebra"}));
}

TEST(FileName, ThatGoesOnLikeADateAndIsNoneHasNoDate) {
  EXPECT_FALSE(read_one("x", "2017-13.txt").date.known());
  EXPECT_FALSE(read_one("x", "2017-07-99.txt").date.known());
  EXPECT_EQ(to_string(read_one("x", "2017-annual.txt").date), "2017");
}

TEST(FileName, ThatIsNotUtf8BecomesUtf8WithAWarning) {
  const Document document = read_one("x", "caf\xE9.txt");
  EXPECT_EQ(document.id, "café");
  ASSERT_EQ(document.warnings.size(), 1U);
  EXPECT_TRUE(document.warnings[0].starts_with("file name"));
}

TEST(FrontMatter, MayHaveSpacesInItsKeysAndAfterItsRules) {
  const Document document = read_one("--- \nsource url: here\ntitle: >\n  long\n---\t\nBody");
  EXPECT_EQ(document.text.substr(document.body_begin), "Body");
  EXPECT_EQ(document.title, "");
}

TEST(FrontMatter, ThatIsNoneThoughItBeginsLikeItIsWarnedOf) {
  const Document document = read_one("---\nid: x\nThis is prose\n---\nBody");
  EXPECT_EQ(document.body_begin, 0U);
  ASSERT_EQ(document.warnings.size(), 1U);
  EXPECT_NE(document.warnings[0].find("front matter"), std::string::npos);
}

}  // namespace
}  // namespace leitwort::test
