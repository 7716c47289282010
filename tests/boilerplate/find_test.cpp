#include <leitwort/boilerplate.hpp>

#include <algorithm>
#include <random>

#include <gtest/gtest.h>
#include <omp.h>

namespace leitwort::test {
namespace {

using Strings = std::vector<std::string>;
using Documents = std::vector<Document>;

Document document_of(std::string text) {
  Document document;
  document.text = std::move(text);
  return document;
}

/// Each finding as `reason: text`.
Strings found_in(const Documents& documents) {
  Strings found;
  for (const SuspectedBoilerplate& s : find_boilerplate(documents)) {
    found.push_back(s.reason + ": " + documents[s.document].text.substr(s.begin, s.end - s.begin));
  }
  return found;
}

Strings found_in(const std::string& text) {
  return found_in(Documents{document_of(text)});
}

/// Paragraphs of an article, with words of their own.
std::string prose(int seed = 0, int paragraphs = 3) {
  std::mt19937 random(static_cast<unsigned>(seed) + 1);
  std::string text;
  for (int p = 0; p < paragraphs; ++p) {
    text += "The angler";
    for (int i = 0; i < 30; ++i) {
      text += ' ';
      for (int c = 0; c < 5; ++c) text += static_cast<char>('a' + random() % 26);
    }
    text += ".\n\n";
  }
  return text;
}

TEST(Boilerplate, IsNotInPlainProse) {
  EXPECT_EQ(found_in(""), Strings{});
  EXPECT_EQ(found_in(prose()), Strings{});
  EXPECT_EQ(found_in("Mr Harbourmaster,\n\n" + prose() + "Thank you.\n"), Strings{});
}

TEST(Boilerplate, MayBeNavigation) {
  EXPECT_EQ(found_in("Home\nNews\nContact\n\nOf herons\n\n" + prose() + "Back to top\n"),
            (Strings{"navigation: Home", "navigation: News", "navigation: Contact",
                     "navigation: Back to top"}));
  EXPECT_EQ(found_in("Of herons\nShareTweetEmailPrint\n" + prose()),
            (Strings{"navigation: ShareTweetEmailPrint"}));
  EXPECT_EQ(found_in("Lakes > Shores > Reeds\nOf herons\n\n" + prose()),
            (Strings{"navigation: Lakes > Shores > Reeds"}));
  EXPECT_EQ(found_in("首页\n鹭\n" + prose() + "打印\n"),
            (Strings{"navigation: 首页", "navigation: 打印"}));
}

TEST(Boilerplate, MayBeAShortLineBetweenTwoOfAMenu) {
  EXPECT_EQ(found_in("Copy link\nLarger type\nReturn to the index\nOf herons\n\n" + prose()),
            (Strings{"navigation: Copy link", "navigation: Larger type",
                     "navigation: Return to the index"}));
  Document titled = document_of("Copy link\nOf herons\nReturn to the index\n\n" + prose());
  titled.title = "Of herons";
  EXPECT_EQ(found_in(Documents{titled}),
            (Strings{"navigation: Copy link", "navigation: Return to the index"}));
}

TEST(Boilerplate, IsNoHeadingThatMenusHaveToo) {
  EXPECT_EQ(found_in("News\n\n" + prose() + "Contact\n\n" + prose(2)), Strings{});
  EXPECT_EQ(found_in("Return to growth\n\n" + prose()), Strings{});
  EXPECT_EQ(found_in("The harbour | the lake\n\n" + prose()), Strings{});
  EXPECT_EQ(found_in(prose(1, 20) + "Facebook\n\n" + prose(2, 20)), Strings{});  // far inside
}

TEST(Boilerplate, MayBeACitation) {
  const std::string lines =
      "Cite this page\n\nLorne, H. Of herons. Harbour Press, 2019\n\n"
      "DOI: 10.1000/182\n\nRetrieved from the archive of the harbour\n";
  EXPECT_EQ(found_in(prose() + lines),
            (Strings{"citation line: Cite this page",
                     "citation line: Lorne, H. Of herons. Harbour Press, 2019",
                     "citation line: DOI: 10.1000/182",
                     "citation line: Retrieved from the archive of the harbour"}));
  EXPECT_EQ(found_in(prose() + "来源：湖边日报\n"), (Strings{"citation line: 来源：湖边日报"}));
  EXPECT_EQ(found_in("Doing what herons do\n\n" + prose()), Strings{});  // not a DOI
}

TEST(Boilerplate, MayBeARightsNotice) {
  EXPECT_EQ(found_in(prose() + "© 2019 Harbour Press\n"),
            (Strings{"notice of rights: © 2019 Harbour Press"}));
  EXPECT_EQ(found_in(prose() + "Copyright must serve the readers of the lake.\n"), Strings{});
}

TEST(Boilerplate, MayBeAnAddressAnywhere) {
  EXPECT_EQ(found_in(prose(1, 20) + "https://lake.test/herons\n\n" + prose(2, 20)),
            (Strings{"web address: https://lake.test/herons"}));
  EXPECT_EQ(found_in(prose(1, 20) + "See https://lake.test/herons\n\n" + prose(2, 20)), Strings{});
}

TEST(Boilerplate, MayBeAListOfNumberedNotes) {
  EXPECT_EQ(found_in("[1] is a note that the text begins with\n\n" + prose() +
                     "[1] Lorne, Herons\n[2] Varn, Reeds\n"),
            (Strings{"numbered note: [1] Lorne, Herons", "numbered note: [2] Varn, Reeds"}));
}

TEST(Boilerplate, MayBeANoteInBracketsAnywhere) {
  EXPECT_EQ(found_in(prose(1, 20) + "It waits [Translator’s note: 鹭, a heron] for long.\n" +
                     prose(2, 20)),
            (Strings{"translator's or editor's note: [Translator’s note: 鹭, a heron]"}));
  EXPECT_EQ(found_in(prose() + "耐心（译者注：patience）的鹭。\n"),
            (Strings{"translator's or editor's note: （译者注：patience）"}));
  EXPECT_EQ(found_in("(spoke in Varnish)\n" + prose()),
            (Strings{"translator's or editor's note: (spoke in Varnish)"}));
  EXPECT_EQ(found_in("It waits (translators know why) and [sic] waits (.\n" + prose()), Strings{});
}

TEST(Boilerplate, MayBeATranslatorsLine) {
  EXPECT_EQ(found_in("Of herons\nTranslated by Hedda Lorne\n\n" + prose()),
            (Strings{"translator's or editor's note: Translated by Hedda Lorne"}));
  EXPECT_EQ(found_in(prose() + "Traduit par Hedda Lorne\n"),
            (Strings{"translator's or editor's note: Traduit par Hedda Lorne"}));
}

TEST(Boilerplate, MayBeAboutTheAuthor) {
  EXPECT_EQ(found_in("Of herons\nBy Hedda Lorne\n\n" + prose() +
                     "Hedda Lorne is a senior fellow of the Institute of Lakes.\n"),
            (Strings{"byline: By Hedda Lorne",
                     "author's note: Hedda Lorne is a senior fellow of the Institute of Lakes."}));
  EXPECT_EQ(found_in(prose() + "The author is a former harbourmaster.\n"),
            (Strings{"author's note: The author is a former harbourmaster."}));
  EXPECT_EQ(found_in(prose() + "Greater Varnland is a member of the Lake Union.\n"), Strings{});
  EXPECT_EQ(found_in("By patience and by Hope\n\n" + prose()), Strings{});
}

TEST(Boilerplate, MayBeAFactBox) {
  EXPECT_EQ(
      found_in("Fact box\n\nDepth: 31 m\n\nArea: 12 km²\n\nFish: perch\n\nOf herons\n\n" + prose()),
      (Strings{"fact box: Fact box", "fact box: Depth: 31 m", "fact box: Area: 12 km²",
               "fact box: Fish: perch"}));
  EXPECT_EQ(found_in("Depth: 31 m\n\nArea: 12 km²\n\nOf herons\n\n" + prose()), Strings{});  // two
}

TEST(Boilerplate, MayBeAContact) {
  EXPECT_EQ(found_in(prose() + "Write to heron@lake.test\n"),
            (Strings{"contact line: Write to heron@lake.test"}));
}

TEST(Boilerplate, MayBeTheNumberOfAPage) {
  const auto pages = [](const Strings& numbers) {
    std::string text;
    for (std::size_t i = 0; i < numbers.size(); ++i)
      text += prose(static_cast<int>(i), 1) + numbers[i] + "\n\n";
    return found_in(text + prose(9));
  };
  EXPECT_EQ(pages({"6", "7", "8"}),
            (Strings{"page number: 6", "page number: 7", "page number: 8"}));
  EXPECT_EQ(pages({"Page 6 of 9", "Page 7 of 9", "Page 8 of 9"}).size(), 3U);
  EXPECT_EQ(pages({"6", "7"}), Strings{});             // too few
  EXPECT_EQ(pages({"1990", "1960", "8"}), Strings{});  // do not rise
  EXPECT_EQ(pages({"6\n7\n8"}), Strings{});            // a table
  EXPECT_EQ(pages({"97-86038 6"}), (Strings{"page number: 97-86038 6"}));
  EXPECT_EQ(pages({"1997-08-03", "01/28/2000"}), Strings{});
}

TEST(Boilerplate, MayInterruptAWrappedSentence) {
  std::string text;
  for (int i = 0; i < 10; ++i)
    text += "The heron waits in the reeds\nand the angler waits for it,\n";
  const std::string end = "until the evening comes\nand both go home.\n";
  EXPECT_EQ(found_in(text + "12\n\n" + end), (Strings{"page number: 12"}));
  EXPECT_EQ(found_in(text + "1912\n" + end), Strings{});
  EXPECT_EQ(found_in(text + "12\n\n\fLake Papers 4/1912\n" + end), (Strings{"page number: 12"}));
  EXPECT_EQ(found_in(text + "12\n\n\f4/1912 LP\n" + end),
            (Strings{"page number: 12", "running head: 4/1912 LP"}));
}

TEST(Boilerplate, IsNoPieceOfAWrappedParagraph) {
  std::string text;
  for (int i = 0; i < 10; ++i)
    text += "The heron waits in the reeds and what it does\nis known to ";
  EXPECT_EQ(found_in(text + "\nsource: the lake\nand its shores\n"), Strings{});
  EXPECT_EQ(found_in(text + "\n\nSource: the lake\n"),
            (Strings{"citation line: Source: the lake"}));
}

// --- repeated lines -----------------------------------------------------------------------------

/// Articles of a paper, with the same lines around them.
Documents articles(int count, const std::string& head, const std::string& foot) {
  Documents documents;
  for (int i = 0; i < count; ++i) {
    documents.push_back(document_of(head + prose(i) + foot));
    documents.back().id = std::to_string(i);
  }
  return documents;
}

TEST(RepeatedLines, AreFoundAtTheEndsOfDocuments) {
  const Documents documents = articles(3, "The Lake Gazette\n\n", "Harbour Street 4, Oster\n");
  EXPECT_EQ(found_in(documents),
            (Strings{"line repeated in 3 of 3 documents: The Lake Gazette",
                     "line repeated in 3 of 3 documents: Harbour Street 4, Oster",
                     "line repeated in 3 of 3 documents: The Lake Gazette",
                     "line repeated in 3 of 3 documents: Harbour Street 4, Oster",
                     "line repeated in 3 of 3 documents: The Lake Gazette",
                     "line repeated in 3 of 3 documents: Harbour Street 4, Oster"}));
  EXPECT_EQ(found_in(articles(2, "The Lake Gazette\n\n", "")), Strings{});
}

TEST(RepeatedLines, NeedNotAgreeInCaseSpaceAndNumbers) {
  Documents documents = articles(3, "", "");
  documents[0].text += "Gazette No. 14\n";
  documents[1].text += "GAZETTE  no. 2\r\n";
  documents[2].text += "Gazette no. 115\n";
  EXPECT_EQ(found_in(documents).size(), 3U);
}

TEST(RepeatedLines, AreNoSentencesNorForms) {
  EXPECT_EQ(found_in(articles(5, "Mr President,\n\n", "Thank you.\n")), Strings{});
  EXPECT_EQ(found_in(articles(5, "各位代表：\n\n", "谢谢大家！\n")), Strings{});
  EXPECT_EQ(found_in(articles(5, std::string(101, 'a') + "\n\n", "")), Strings{});  // a paragraph
}

TEST(RepeatedLines, AreNoHeadingsWithTextOnBothSides) {
  Documents documents = articles(5, "", "Conclusion\n\n");
  for (Document& document : documents) document.text += prose(77, 1);
  EXPECT_EQ(found_in(documents), Strings{});
}

TEST(RepeatedLines, BelongToASource) {
  Documents documents = articles(3, "The Lake Gazette\n\n", "");
  for (Document& document : documents) document.series = "Gazette";
  Documents others = articles(17, "", "");
  documents.insert(documents.end(), others.begin(), others.end());
  // Three in twenty would be too few.
  EXPECT_EQ(
      found_in(documents),
      Strings(3, "line repeated in 3 of 3 documents of source \"Gazette\": The Lake Gazette"));
  for (Document& document : documents) document.series = "";
  EXPECT_EQ(found_in(documents), Strings{});
  for (std::size_t d = 0; d < 3; ++d) {
    documents[d].author = "Author " + std::to_string(d);  // as good as none
    documents[d].source_url = "https://gazette.test/" + std::to_string(d);
  }
  EXPECT_EQ(
      found_in(documents),
      Strings(3, "line repeated in 3 of 3 documents of source \"gazette.test\": The Lake Gazette"));
}

TEST(RepeatedLines, MustStandInAQuarterOfTheSource) {
  Documents documents = articles(12, "", "");
  for (std::size_t d = 0; d < 3; ++d) documents[d].text += "Harbour Street 4, Oster\n";
  EXPECT_EQ(found_in(documents).size(), 3U);
  documents.push_back(document_of(prose(40)));
  EXPECT_EQ(found_in(documents), Strings{});
}

TEST(RepeatedLines, GiveTheirReasonBesideAnother) {
  const Strings found = found_in(articles(3, "", "Back to top\n"));
  EXPECT_EQ(found, Strings(3, "navigation; line repeated in 3 of 3 documents: Back to top"));
}

// --- all of it ----------------------------------------------------------------------------------

TEST(Boilerplate, IsNotListedWhereItIsCut) {
  Documents documents = articles(3, "Home\nNews\n\n", "Harbour Street 4, Oster\n");
  ASSERT_EQ(found_in(documents).size(), 9U);
  CutPatterns("line:^Harbour Street\nHome", "list").cut(documents);
  EXPECT_EQ(found_in(documents).size(), 3U);  // "News" stands on top of three documents
  documents = {document_of("It waits [Translator's note: a heron].\n")};
  CutPatterns("\\[Translator.*?\\]", "list").cut(documents);
  EXPECT_EQ(found_in(documents), Strings{});
}

TEST(Boilerplate, IsNotInTheFrontMatter) {
  Document document = document_of("---\na: b\nc: d\ne: f\n---\n" + prose());
  document.body_begin = document.text.find(prose());
  EXPECT_EQ(found_in(Documents{document}), Strings{});
}

TEST(Boilerplate, HasTheSameOffsetsWithEveryKindOfLineEnd) {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    const std::string text =
        "Of herons" + end + "It waits by the lake." + end + "  © 2019 Press " + end;
    EXPECT_EQ(found_in(text), (Strings{"notice of rights: © 2019 Press"}));
  }
}

TEST(Boilerplate, IsInOrderAndDoesNotOverlapWhateverTheText) {
  const Strings pieces = {
      "Home",     "\n",     "\n",          "\n\n",         "(spoke in ", ")",      "7",
      "[1] a",    " | ",    "Source: ",    "By Ada Lorne", "© ",         "\r\n",   ". ",
      "分享",     "（译注", "）",          "a: b",         "\f",         "[",      "]",
      "\xE6\xB9", "\xFF",   "x@lake.test", "https://a.b",  " ",          "Cite as"};
  std::mt19937 random(11);
  Documents documents;
  for (int d = 0; d < 2000; ++d) {
    std::string text;
    for (std::size_t i = random() % 60; i > 0; --i) text += pieces[random() % pieces.size()];
    documents.push_back(document_of(text));
    if (random() % 2 == 0) documents.back().author = "Lorne";
  }
  omp_set_num_threads(1);
  const auto found = find_boilerplate(documents);
  omp_set_num_threads(4);
  EXPECT_EQ(find_boilerplate(documents), found);
  omp_set_num_threads(omp_get_num_procs());
  ASSERT_GT(found.size(), 1000U);
  for (std::size_t i = 0; i < found.size(); ++i) {
    ASSERT_LT(found[i].begin, found[i].end);
    ASSERT_LE(found[i].end, documents[found[i].document].text.size());
    ASSERT_FALSE(found[i].reason.empty());
    if (i == 0 || found[i - 1].document != found[i].document) continue;
    ASSERT_LE(found[i - 1].end, found[i].begin);
  }
  EXPECT_TRUE(std::ranges::is_sorted(found, {}, &SuspectedBoilerplate::document));
}

}  // namespace
}  // namespace leitwort::test
