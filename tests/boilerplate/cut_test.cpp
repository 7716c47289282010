#include <leitwort/boilerplate.hpp>
#include <leitwort/error.hpp>
#include <leitwort/text.hpp>

#include <random>

#include <gtest/gtest.h>
#include <omp.h>

namespace leitwort::test {
namespace {

using Strings = std::vector<std::string>;

Document document_of(std::string text) {
  Document document;
  document.text = std::move(text);
  return document;
}

/// What a list cuts from a text.
Strings pieces_cut(const std::string& list, const std::string& text) {
  std::vector<Document> documents = {document_of(text)};
  CutPatterns(list, "list").cut(documents);
  Strings pieces;
  for (const Span& span : documents[0].cut) {
    pieces.push_back(text.substr(span.begin, span.end - span.begin));
  }
  return pieces;
}

std::string message_of(const std::string& list, const std::string& text = "") {
  try {
    pieces_cut(list, text);
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

const std::string kPage = "Home\nShare this page\nThe heron waits. Share its patience.\nHome\n";

TEST(CutPatterns, CutWhatTheyMatch) {
  EXPECT_EQ(pieces_cut("Share", kPage), (Strings{"Share", "Share"}));
  EXPECT_EQ(pieces_cut("span:Share its \\w+", kPage), (Strings{"Share its patience"}));
}

TEST(CutPatterns, CutWholeLinesWithoutTheirEnds) {
  EXPECT_EQ(pieces_cut("line:Share", kPage),
            (Strings{"Share this page", "The heron waits. Share its patience."}));
  EXPECT_EQ(pieces_cut("line:^Share", kPage), (Strings{"Share this page"}));
  EXPECT_EQ(pieces_cut("line:^Home$", kPage), (Strings{"Home", "Home"}));
  EXPECT_EQ(pieces_cut("line:page\\s+The", kPage), Strings{});  // stands in no one line
}

TEST(CutPatterns, KnowEveryKindOfLineEnd) {
  EXPECT_EQ(pieces_cut("line:b", "ab\r\nbc\r\ncd\r\n"), (Strings{"ab", "bc"}));
  EXPECT_EQ(pieces_cut("line:b", "ab\rbc\rcd"), (Strings{"ab", "bc"}));
  EXPECT_EQ(pieces_cut("line:d$", "ab\ncd"), (Strings{"cd"}));
  EXPECT_EQ(pieces_cut("^b.$", "ab\r\nbc\r\ncd"), (Strings{"bc"}));
}

TEST(CutPatterns, RunOverLineEndsWhereTheySaySo) {
  EXPECT_EQ(pieces_cut("Share.*Home", kPage), Strings{});
  EXPECT_EQ(pieces_cut("(?s)Share this.*Home", kPage),
            (Strings{"Share this page\nThe heron waits. Share its patience.\nHome"}));
}

TEST(CutPatterns, MayIgnoreCase) {
  EXPECT_EQ(pieces_cut("home", kPage), Strings{});
  EXPECT_EQ(pieces_cut("(?i)home", kPage), (Strings{"Home", "Home"}));
}

TEST(CutPatterns, MayOverlapAndTouch) {
  EXPECT_EQ(pieces_cut("cd\nbc\nef\n", "abcdefg"), (Strings{"bcdef"}));
}

TEST(CutPatterns, CutNothingWhereTheyMatchNothing) {
  EXPECT_EQ(pieces_cut("x*", "abc"), Strings{});
  EXPECT_EQ(pieces_cut("x*", "axxbx"), (Strings{"xx", "x"}));
  EXPECT_EQ(pieces_cut("line:x*", "ab\ncx\n\n"), (Strings{"cx"}));
  EXPECT_EQ(pieces_cut("line:^$", "ab\n\ncd"), Strings{});
}

TEST(CutPatterns, CountBytesBeyondASCII) {
  EXPECT_EQ(pieces_cut("鹭", "湖边的鹭，鹭很耐心"), (Strings{"鹭", "鹭"}));
  EXPECT_EQ(pieces_cut("line:耐心", "湖边\r\n鹭很耐心\r\né"), (Strings{"鹭很耐心"}));
  EXPECT_EQ(pieces_cut("\\p{Han}+", "a𠀀湖b"), (Strings{"𠀀湖"}));  // beyond the BMP
  EXPECT_EQ(pieces_cut("b",
                       "é𠀀b\xFF"
                       "b\xE6\xB9"
                       "b"),
            (Strings{"b", "b", "b"}));  // no UTF-8
}

TEST(CutPatterns, LeaveTheFrontMatter) {
  std::vector<Document> documents = {document_of("---\ntitle: Home\n---\nHome\n")};
  documents[0].body_begin = 20;
  CutPatterns("^Home", "list").cut(documents);
  EXPECT_EQ(documents[0].cut, (std::vector<Span>{{20, 24}}));
}

TEST(CutPatterns, PassOverBlankLinesAndComments) {
  const CutPatterns patterns("# a comment\r\n\r\n  \t\nHome\r\nspan:# no comment\nline:x", "list");
  ASSERT_EQ(patterns.patterns().size(), 3U);
  EXPECT_EQ(patterns.patterns()[0].pattern, "Home");
  EXPECT_EQ(patterns.patterns()[0].line, 4U);
  EXPECT_EQ(patterns.patterns()[1].pattern, "# no comment");
  EXPECT_FALSE(patterns.patterns()[1].whole_lines);
  EXPECT_TRUE(patterns.patterns()[2].whole_lines);
}

TEST(CutPatterns, CountPlacesAndBytesEach) {
  std::vector<Document> documents = {document_of(kPage), document_of("Home, home")};
  CutPatterns patterns("Home\nline:Home\nnowhere", "list");
  patterns.cut(std::span(documents).first(1));
  patterns.cut(std::span(documents).subspan(1));
  EXPECT_EQ(patterns.patterns()[0].places, 3U);
  EXPECT_EQ(patterns.patterns()[0].bytes, 12U);
  EXPECT_EQ(patterns.patterns()[1].places, 3U);
  EXPECT_EQ(patterns.patterns()[1].bytes, 18U);
  EXPECT_EQ(patterns.patterns()[2].places, 0U);
  EXPECT_EQ(bytes_cut(documents[0]), 8U);
  EXPECT_EQ(bytes_cut(documents[1]), 10U);
}

TEST(CutPatterns, SayWhatIsWrongWithOne) {
  const std::string message = message_of("Home\n\n(unclosed\n");
  EXPECT_NE(message.find("list:3: \"(unclosed\""), std::string::npos) << message;
  EXPECT_NE(message.find("U_REGEX_MISMATCHED_PAREN"), std::string::npos) << message;
  EXPECT_NE(message_of("line:").find("list:1"), std::string::npos);
}

TEST(CutPatterns, GiveUpWhereThereIsNoEnd) {
  const std::string text(60, 'a');
  for (const std::string list : {"(a+)+b", "line:(a+)+b", "(?:a|a)*b"}) {
    const std::string message = message_of(list, text);
    EXPECT_NE(message.find("list:1"), std::string::npos) << message;
    EXPECT_NE(message.find("takes too long"), std::string::npos) << message;
  }
}

/// About a million steps of `(a+)+b`, as a line.
const std::string kHard = std::string(19, 'a') + "\n";

TEST(CutPatterns, HaveOneBudgetForAllLinesAndDocuments) {
  std::string lines;
  for (int i = 0; i < 100; ++i) lines += kHard;
  const std::string message = message_of("line:(a+)+b", lines);
  EXPECT_NE(message.find("takes too long"), std::string::npos) << message;
  EXPECT_NE(message.find("million steps in 2000 characters"), std::string::npos) << message;

  const auto fails_in = [](std::size_t together, int threads) {
    std::vector<Document> documents(100, document_of(kHard));
    for (std::size_t d = 0; d < documents.size(); ++d) documents[d].id = "d" + std::to_string(d);
    omp_set_num_threads(threads);
    CutPatterns patterns("nothing\nline:(a+)+b", "list");
    try {
      for (std::size_t d = 0; d < documents.size(); d += together) {
        patterns.cut(std::span(documents).subspan(d, std::min(together, documents.size() - d)));
      }
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string("no error");
  };
  const int threads = omp_get_max_threads();
  const std::string one_by_one = fails_in(1, 1);
  EXPECT_NE(one_by_one.find("list:2: \"(a+)+b\" takes too long"), std::string::npos) << one_by_one;
  const auto without_steps = [](const std::string& text) {
    return text.substr(0, text.find(" ("));
  };
  EXPECT_EQ(without_steps(fails_in(100, 4)), without_steps(one_by_one));
  EXPECT_EQ(without_steps(fails_in(7, 2)), without_steps(one_by_one));
  omp_set_num_threads(threads);
}

TEST(CutPatterns, CountTheirSteps) {
  std::vector<Document> documents = {document_of(kHard), document_of(kHard)};
  CutPatterns patterns("line:(a+)+b\nline:b", "list");
  patterns.cut(documents);
  const std::uint64_t steps = patterns.patterns()[0].steps;
  EXPECT_GT(steps, 100000U);
  EXPECT_EQ(patterns.patterns()[1].steps, 0U);  // what takes less than a unit is not seen
  patterns.cut(documents);
  EXPECT_EQ(patterns.patterns()[0].steps, 2 * steps);
}

TEST(CutPatterns, FinishOnLongTexts) {
  std::string text;
  for (int i = 0; i < 200000; ++i) text += "the heron waits in the reeds ";
  EXPECT_EQ(pieces_cut("(?i)\\b(?:the|in)\\s+\\w+s\\b", text).size(), 200000U);
}

TEST(CutPatterns, DoNotDependOnThreads) {
  std::mt19937 random(3);
  std::vector<Document> texts;
  for (int d = 0; d < 200; ++d) {
    std::string text;
    for (int i = 0; i < 300; ++i) text += "abé湖 \n"[random() % 9];
    texts.push_back(document_of(text));
  }
  const auto run = [&](int threads) {
    omp_set_num_threads(threads);
    std::vector<Document> documents = texts;
    CutPatterns patterns("a+b\nline:bb\n湖", "list");
    patterns.cut(documents);
    std::vector<std::vector<Span>> cuts;
    for (const Document& document : documents) cuts.push_back(document.cut);
    std::vector<std::uint64_t> counts;
    for (const CutPattern& pattern : patterns.patterns()) {
      counts.push_back(pattern.places);
      counts.push_back(pattern.bytes);
    }
    return std::pair(cuts, counts);
  };
  const auto one = run(1);
  EXPECT_EQ(run(4), one);
  omp_set_num_threads(omp_get_num_procs());
}

/// The way back to the bytes, for patterns so simple that std::string finds them too.
TEST(CutPatterns, FindWhatASearchFinds) {
  std::mt19937 random(5);
  const Strings pieces = {"a", "b", "é", "湖", "𠀀", "\n", "\r\n", " "};
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (std::size_t i = random() % 30; i > 0; --i) text += pieces[random() % pieces.size()];
    for (const std::string word : {"ab", "湖", "é湖", "𠀀"}) {
      std::size_t places = 0, at = 0;
      std::vector<bool> expected(text.size());
      for (; (at = text.find(word, at)) != std::string::npos; at += word.size(), ++places) {
        for (std::size_t i = 0; i < word.size(); ++i) expected[at + i] = true;
      }
      std::vector<Document> documents = {document_of(text)};
      CutPatterns patterns(word, "list");
      patterns.cut(documents);
      std::vector<bool> found(text.size());
      for (const Span& span : documents[0].cut) {
        for (std::size_t i = span.begin; i < span.end; ++i) found[i] = true;
      }
      ASSERT_EQ(found, expected) << text;
      ASSERT_EQ(patterns.patterns()[0].places, places) << text;
    }
  }
}

}  // namespace
}  // namespace leitwort::test
