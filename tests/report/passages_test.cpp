#include "csv_reader.hpp"
#include "temporary_folder.hpp"
#include <leitwort/report.hpp>

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace leitwort::test {
namespace {

/// The network of all passages of these tables.
void write_their_network(const PassageTables& tables, const Sink& sink) {
  const PassageNetwork network = network_of(tables.passages, tables.documents.size());
  write_network({tables.documents, tables.dates, tables.tokens, network}, sink);
}

using Kind = AlignmentRun::Kind;

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// A corpus made by hand, and passages in it.
struct Sample {
  std::vector<Document> documents;
  std::vector<Date> dates;
  Tokens tokens;
  Vocabulary vocabulary;
  Passages passages;

  void add(const std::string& id, const std::string& date, const std::string& text) {
    Document& document = documents.emplace_back();
    document.id = id;
    document.text = text;
    document.date = parse_date(date).value_or(Date{});
    dates.push_back(document.date);
  }
  void tokenise() { tokenize(documents, tokens, vocabulary); }

  /// A passage from token `a` and `b` of the documents on, with a cluster of its own.
  Passage& passage(DocumentIndex a, TokenIndex begin_a, DocumentIndex b, TokenIndex begin_b,
                   const std::vector<AlignmentRun>& runs) {
    Passage p;
    p.a = a;
    p.b = b;
    p.begin_a = p.end_a = tokens.document_begin[a] + begin_a;
    p.begin_b = p.end_b = tokens.document_begin[b] + begin_b;
    p.runs_begin = passages.runs.size();
    for (const AlignmentRun& run : runs) {
      passages.runs.push_back(run);
      if (run.kind != Kind::only_b) p.end_a += run.length;
      if (run.kind != Kind::only_a) p.end_b += run.length;
      if (run.kind == Kind::equal) p.equal += run.length;
    }
    p.runs_end = passages.runs.size();
    p.similarity =
        p.equal / static_cast<double>(std::min(p.end_a - p.begin_a, p.end_b - p.begin_b));
    p.score = 10.26 * p.equal;
    p.cluster = static_cast<std::uint32_t>(passages.clusters.size());
    const auto version = static_cast<std::uint32_t>(passages.versions.size());
    passages.versions.push_back({a, p.begin_a, p.end_a, VersionOrder::earliest});
    passages.versions.push_back({b, p.begin_b, p.end_b, VersionOrder::later});
    passages.clusters.push_back({version, version + 2, version});
    return passages.rows.emplace_back(p);
  }
  [[nodiscard]] PassageTables tables() const {
    return {documents, dates, tokens, vocabulary, passages};
  }
};

/// What a writer writes.
template <typename Write>
std::string written(Write write) {
  std::string text;
  write(Sink([&](std::string_view part) { text += part; }));
  return text;
}

/// Three documents; the first two share a passage of 8 and 7 tokens that begins behind characters
/// of several bytes.
Sample small() {
  Sample sample;
  sample.add("früh", "2010", "Ünïcödé — “The spirit of shared waters, and shared duties!” End");
  sample.add("late/one", "2012-05-01",
             "He said: the spirit of quiet waters; shared duties remain.");
  sample.add("undated", "", "the spirit of shared waters");
  sample.tokenise();
  // the spirit of [shared] waters [and] shared duties
  sample.passage(0, 1, 1, 2,
                 {{Kind::equal, 3},
                  {Kind::different, 1},
                  {Kind::equal, 1},
                  {Kind::only_a, 1},
                  {Kind::equal, 2}});
  return sample;
}

TEST(Passages, TableHasTheBytesThatItQuotes) {
  const Sample sample = small();
  const CsvTable table = parse_csv(
      written([&](const Sink& sink) { write_passages(sample.tables(), TableFormat::csv, sink); }));
  ASSERT_EQ(table.rows.size(), 1U);
  const CsvTable::Row& row = table.rows[0];
  EXPECT_EQ(row.at("passage"), "1");
  EXPECT_EQ(row.at("cluster"), "1");
  EXPECT_EQ(row.at("a"), "früh");
  EXPECT_EQ(row.at("b_date"), "2012-05-01");
  EXPECT_EQ(row.at("tokens_a"), "8");
  EXPECT_EQ(row.at("tokens_b"), "7");
  EXPECT_EQ(row.at("matched"), "6");
  EXPECT_EQ(row.at("similarity"), "0.8571");
  EXPECT_EQ(row.at("score"), "61.6");
  EXPECT_EQ(row.at("text_a"), "The spirit of shared waters, and shared duties");
  EXPECT_EQ(row.at("text_b"), "the spirit of quiet waters; shared duties");
  EXPECT_EQ(row.at("alignment"), "3=1X1=1D2=");
  EXPECT_EQ(row.at("label"), "");
  EXPECT_EQ(row.at("equal"), "6");
  for (const std::size_t d : {0U, 1U}) {
    const std::string side = d == 0 ? "a" : "b";
    const auto begin = std::stoul(row.at(side + "_begin_byte"));
    const auto end = std::stoul(row.at(side + "_end_byte"));
    EXPECT_EQ(sample.documents[d].text.substr(begin, end - begin), row.at("text_" + side));
  }
}

TEST(Passages, TableKeepsTheColumnsOfTheContract) {
  const Sample sample = small();
  const std::string csv =
      written([&](const Sink& sink) { write_passages(sample.tables(), TableFormat::csv, sink); });
  EXPECT_EQ(csv.substr(0, csv.find('\r')),
            "passage,cluster,a,a_date,a_begin_byte,a_end_byte,b,b_date,b_begin_byte,b_end_byte,"
            "tokens_a,tokens_b,matched,similarity,score,text_a,text_b,alignment,label,equal,near,"
            "moved,places");
}

TEST(Passages, ClustersListTheirVersions) {
  Sample sample = small();
  Passages& found = sample.passages;
  const TokenIndex begin = sample.tokens.document_begin[2];
  found.versions.push_back({2, begin, begin + 5, VersionOrder::unknown});
  found.clusters[0].end = 3;
  const CsvTable table = parse_csv(
      written([&](const Sink& sink) { write_clusters(sample.tables(), TableFormat::csv, sink); }));
  ASSERT_EQ(table.rows.size(), 3U);
  EXPECT_EQ(table.rows[0].at("order"), "earliest");
  EXPECT_EQ(table.rows[0].at("passages"), "1");
  EXPECT_EQ(table.rows[0].at("begin_byte"), "19");
  EXPECT_EQ(table.rows[2].at("document"), "undated");
  EXPECT_EQ(table.rows[2].at("date"), "");
  EXPECT_EQ(table.rows[2].at("order"), "unknown");
  EXPECT_EQ(table.rows[2].at("passages"), "0");
  EXPECT_EQ(table.rows[2].at("text"), "the spirit of shared waters");
}

std::string reading(const Sample& sample, const PassageReadingOptions& options) {
  return written(
      [&](const Sink& sink) { write_passages_for_people(sample.tables(), options, sink); });
}

TEST(Passages, TheBestAreThoseWithTheHighestScoresAndOfEqualOnesTheFirst) {
  using Indices = std::vector<std::size_t>;
  Passages passages;
  for (const double score : {3.0, 9.0, 5.0, 9.0, 5.0}) passages.rows.emplace_back().score = score;
  EXPECT_EQ(best_passages(passages, 0), Indices{});
  EXPECT_EQ(best_passages(passages, 1), Indices{1});
  EXPECT_EQ(best_passages(passages, 3), (Indices{1, 2, 3}));
  EXPECT_EQ(best_passages(passages, 9), (Indices{0, 1, 2, 3, 4}));
  EXPECT_EQ(best_first(passages, {4, 3, 2, 1, 0}), (Indices{1, 3, 2, 4, 0}));
  EXPECT_EQ(best_first(passages, {}), Indices{});
}

TEST(PassagesForPeople, StandUnderEachOther) {
  EXPECT_EQ(reading(small(), {.width = 80}),
            "1. früh (2010) ↔ late/one (2012-05-01)\n"
            "    8 and 7 tokens, 6 matched, similarity 0.8571, score 61.6\n"
            "    cluster 1: 2 versions in 2 documents, the earliest in früh (2010)\n"
            "a │ The spirit of shared waters, and shared duties\n"
            "b │ the spirit of quiet  waters;     shared duties\n"
            "                  ^^^^^^         ---\n"
            "\n");
}

TEST(PassagesForPeople, HaveColourInPlaceOfMarks) {
  const std::string text = reading(small(), {.width = 80, .colour = true});
  EXPECT_TRUE(has(text, "of \x1b[4;33mshared\x1b[0m waters, \x1b[4;31mand\x1b[0m shared")) << text;
  EXPECT_FALSE(has(text, "^"));
}

TEST(PassagesForPeople, AreCutIntoLinesOfTheTerminal) {
  for (const std::size_t width : {40U, 41U, 50U, 60U}) {
    std::istringstream lines(reading(small(), {.width = width}));
    for (std::string line; std::getline(lines, line);)
      EXPECT_LE(display_width(line), width) << line;
  }
}

/// Two documents of the same words, every one of them another, but for some.
Sample long_copies(std::size_t words, const std::vector<std::size_t>& different) {
  Sample sample;
  std::string a, b;
  for (std::size_t i = 0; i < words; ++i) {
    a += fmt::format("word{} ", i);
    b += fmt::format("{}{} ", std::ranges::count(different, i) > 0 ? "other" : "word", i);
  }
  sample.add("a", "2001", a);
  sample.add("b", "2001", b);
  sample.tokenise();
  std::vector<AlignmentRun> runs;
  for (std::size_t i = 0; i < words; ++i) {
    const Kind kind = std::ranges::count(different, i) > 0 ? Kind::different : Kind::equal;
    if (runs.empty() || runs.back().kind != kind) runs.push_back({kind, 0});
    ++runs.back().length;
  }
  sample.passage(0, 0, 1, 0, runs);
  for (Version& version : sample.passages.versions) version.order = VersionOrder::tie;
  return sample;
}

TEST(PassagesForPeople, LeaveOutWhatIsEqualInLongOnes) {
  const std::string text = reading(long_copies(400, {200}), {.width = 80});
  EXPECT_TRUE(has(text, "… 184 equal words …")) << text;
  EXPECT_TRUE(has(text, "… 183 equal words …")) << text;
  EXPECT_TRUE(has(text, "other200"));
  EXPECT_FALSE(has(text, "word100"));
  EXPECT_TRUE(
      has(text, "documents; no date tells which of a (2001), b\n    (2001) is the earliest\n"))
      << text;
  EXPECT_TRUE(has(reading(long_copies(60, {20}), {.width = 80}), "word40"));
}

TEST(PassagesForPeople, CountWhatIsBeyondTheMostLines) {
  std::vector<std::size_t> different;
  for (std::size_t i = 0; i < 2000; i += 3) different.push_back(i);
  const std::string text = reading(long_copies(2000, different), {.width = 80});
  EXPECT_LT(std::ranges::count(text, '\n'), 90);
  EXPECT_TRUE(has(text, "… 1,")) << text;
  EXPECT_TRUE(has(text, " more words, ")) << text;
  EXPECT_TRUE(has(text, " of them different …")) << text;
}

TEST(PassagesForPeople, LeaveOutTheInsideOfWhatOnlyOneSideHas) {
  Sample sample;
  std::string b = "one two";
  for (int i = 0; i < 40; ++i) b += fmt::format(" more{}", i);
  sample.add("a", "2001", "one two three four");
  sample.add("b", "2002", b + " three four");
  sample.tokenise();
  sample.passage(0, 0, 1, 0, {{Kind::equal, 2}, {Kind::only_b, 40}, {Kind::equal, 2}});
  const std::string text = reading(sample, {.width = 100});
  EXPECT_TRUE(has(text,
                  "a │ one two\n"
                  "b │ one two more0 more1 more2 more3 more4 more5\n"
                  "            +++++++++++++++++++++++++++++++++++\n"
                  "    … 28 words only in b …\n"
                  "a │                                           three four\n"))
      << text;
}

TEST(PassagesForPeople, NameADocumentOnceWhereItHasTwoVersions) {
  Sample sample = small();
  sample.passages.versions = {
      {0, 1, 9, VersionOrder::tie}, {0, 1, 5, VersionOrder::tie}, {1, 12, 19, VersionOrder::later}};
  sample.passages.clusters = {{0, 3, 0}};
  EXPECT_TRUE(has(reading(sample, {.width = 100}),
                  "3 versions in 2 documents, the earliest in früh (2010)\n"));
}

TEST(PassagesForPeople, ShowTheBestOnes) {
  Sample sample = small();
  sample.passage(0, 1, 2, 0, {{Kind::equal, 5}});
  const std::string text = reading(sample, {.most_passages = 1});
  EXPECT_TRUE(text.starts_with("1. früh")) << text;
  EXPECT_TRUE(text.ends_with("… 1 more passages of lower scores (--format csv shows all)\n"));
}

/// What breaks markup, terminals and readers, in ids, metadata and texts.
Sample hostile() {
  Sample sample;
  const std::string evil = "<script>alert('x')</script> & \"q\" ]]> \x01 \x1b[31m \u202Eabc \u200F";
  sample.add(evil, "2001", evil + " one two three \x01 four <b>five</b> six");
  sample.add("b&<>\"'\n\t\x02", "2000", "ä\u202Ezwei one two \u05D0\u05D1 three four five six ]]>");
  for (Document& document : sample.documents) {
    document.title = evil;
    document.author = evil;
    document.language = "\"><script>";
  }
  sample.tokenise();
  const auto at = [&](DocumentIndex d, std::string_view word) {
    const auto ids = sample.tokens.ids_of(d);
    return static_cast<TokenIndex>(std::ranges::find(ids, sample.vocabulary.find(word)) -
                                   ids.begin());
  };
  sample.passage(0, at(0, "one") - 1, 1, at(1, "one") - 1,
                 {{Kind::different, 1},
                  {Kind::equal, 2},
                  {Kind::only_b, 1},
                  {Kind::equal, 2},
                  {Kind::only_a, 1},
                  {Kind::equal, 1}});
  return sample;
}

/// Whether python3 reads it as XML.
::testing::AssertionResult is_well_formed(const std::string& xml) {
  const TemporaryFolder folder;
  const std::string path = folder.write("x.xml", xml);
  const std::string command = fmt::format(
      "python3 -c 'import sys, xml.etree.ElementTree as e; e.parse(sys.argv[1])' '{}' 2>'{}'", path,
      folder / "err");
  if (std::system(command.c_str()) == 0) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << read_file(folder / "err") << "\n" << xml;
}

TEST(PassagesAsXml, AreWellFormedWhateverTheTextsHold) {
  for (const Sample& sample : {small(), hostile(), long_copies(300, {7, 100})}) {
    for (const auto write : {write_pan, write_tei, write_their_network}) {
      EXPECT_TRUE(is_well_formed(written([&](const Sink& sink) { write(sample.tables(), sink); })));
    }
    for (const LaterDocument& later :
         later_documents(sample.tables().passages, sample.tables().dates)) {
      EXPECT_TRUE(is_well_formed(
          written([&](const Sink& sink) { write_pan_document(sample.tables(), later, sink); })));
    }
  }
}

TEST(PassagesAsXml, AreWellFormedWhereThereAreNone) {
  Sample sample = small();
  sample.passages = {};
  for (const auto write : {write_pan, write_tei, write_their_network}) {
    EXPECT_TRUE(is_well_formed(written([&](const Sink& sink) { write(sample.tables(), sink); })));
  }
}

TEST(PassagesAsPan, CountCharactersAndNotBytes) {
  const Sample sample = small();
  EXPECT_EQ(written([&](const Sink& sink) { write_pan(sample.tables(), sink); }),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<passages>\n"
            "<document reference=\"late/one\">\n"
            "  <feature name=\"detected-plagiarism\" this_offset=\"9\" this_length=\"41\" "
            "source_reference=\"früh\" source_offset=\"11\" source_length=\"46\"/>\n"
            "</document>\n</passages>\n");
}

TEST(PassagesAsPan, CountCharactersInLongTexts) {
  Sample sample;
  std::string umlauts;
  for (int i = 0; i < 5000; ++i) umlauts += "ö ";
  sample.add("a", "2002", umlauts + "one two");
  sample.add("b", "", "one two");
  sample.tokenise();
  sample.passage(0, 5000, 1, 0, {{Kind::equal, 2}});
  const std::string pan = written([&](const Sink& sink) { write_pan(sample.tables(), sink); });
  EXPECT_TRUE(has(pan,
                  "this_offset=\"0\" this_length=\"7\" source_reference=\"a\" "
                  "source_offset=\"10000\" source_length=\"7\""))
      << pan;
}

TEST(PassagesAsPan, TheLaterDocumentHasThem) {
  const auto later = [](const std::string& a, const std::string& b) {
    Sample sample;
    sample.add("a", a, "one two");
    sample.add("b", b, "one two");
    sample.tokenise();
    sample.passage(0, 0, 1, 0, {{Kind::equal, 2}});
    return sample
        .documents[later_documents(sample.tables().passages, sample.tables().dates).at(0).document]
        .id;
  };
  EXPECT_EQ(later("2001", "2002"), "b");
  EXPECT_EQ(later("2003", "2002"), "a");
  EXPECT_EQ(later("2002", "2002-05"), "b");  // a tie
  EXPECT_EQ(later("2002", ""), "b");
}

TEST(PassagesAsTei, AreEntriesWithReadings) {
  const Sample sample = small();
  const std::string tei = written([&](const Sink& sink) { write_tei(sample.tables(), sink); });
  EXPECT_TRUE(has(tei, "<witness xml:id=\"d2\" n=\"late/one\"><bibl><date when=\"2012-05-01\">"));
  EXPECT_TRUE(has(tei,
                  "<app xml:id=\"c1\" n=\"1\" loc=\"c1\">\n"
                  "<rdg xml:id=\"c1v1\" wit=\"#d1\" type=\"earliest\" n=\"19-65\">The spirit"))
      << tei;
}

TEST(PassagesAsNetwork, GoFromEarlyToLate) {
  Sample sample = small();
  sample.passage(0, 1, 2, 0, {{Kind::equal, 5}});
  const std::string graph =
      written([&](const Sink& sink) { write_their_network(sample.tables(), sink); });
  EXPECT_TRUE(has(graph,
                  "<edge source=\"d1\" target=\"d2\"><data key=\"weight\">6</data>"
                  "<data key=\"passages\">1</data><data key=\"direction\">early-late"))
      << graph;
  EXPECT_TRUE(has(graph, "<edge source=\"d1\" target=\"d3\">"));
  EXPECT_TRUE(has(graph, "<data key=\"direction\">unknown</data>"));
  // Passages overlap: a token counts once.
  EXPECT_TRUE(has(graph, "<data key=\"tokens\">10</data><data key=\"tokens_shared\">8</data>"))
      << graph;
}

std::string page(const Sample& sample, std::size_t most = 2000) {
  return written([&](const Sink& sink) { write_passages_html(sample.tables(), sink, most); });
}

/// Whether every < begins a tag, and every element that is opened is closed in its turn.
bool is_balanced(const std::string& markup) {
  std::vector<std::string> open;
  for (std::size_t i = markup.find('<'); i != std::string::npos; i = markup.find('<', i + 1)) {
    const std::size_t end = markup.find_first_of("<>", i + 1);
    if (end == std::string::npos || markup[end] != '>') return false;
    const std::string tag = markup.substr(i + 1, end - i - 1);
    const std::string name = tag.substr(0, tag.find(' '));
    if (name == "br") continue;
    if (!name.starts_with('/')) {
      open.push_back(name);
      continue;
    }
    if (open.empty() || name.substr(1) != open.back()) return false;
    open.pop_back();
  }
  return open.empty();
}

TEST(PassagesPage, LetsNoMarkupOfTextsThrough) {
  const std::string text = page(hostile());
  for (const char* bad : {"<script", "<b>", "\x01", "\x02", "\x1b", "\u202E", "]]> \"q\""}) {
    EXPECT_FALSE(has(text, bad)) << bad;
  }
  EXPECT_TRUE(has(text, "&lt;script&gt;"));
  EXPECT_TRUE(has(text, "␁")) << text;
  EXPECT_TRUE(has(text, "[U+202E]"));
  EXPECT_TRUE(has(text, "default-src 'none'; style-src 'unsafe-inline'"));
  const std::size_t begin = text.find("<body>"), end = text.find("</html>");
  EXPECT_TRUE(is_balanced(text.substr(begin, end - begin)));
}

TEST(PassagesPage, MarksWhatDiffersAndFoldsWhatDoesNot) {
  const std::string text = page(small());
  EXPECT_TRUE(has(text, "[different: </span>shared<")) << text;
  EXPECT_TRUE(has(text, "[only here: </span>and<"));
  EXPECT_TRUE(has(text, "Passage 1</h3>"));
  const std::string folded = page(long_copies(400, {200}));
  EXPECT_TRUE(has(folded, "… 150 equal words …</summary>word25 word26")) << folded;
}

TEST(PassagesPage, SaysWhatItLeavesOut) {
  Sample sample = small();
  sample.passage(0, 1, 2, 0, {{Kind::equal, 5}});
  EXPECT_TRUE(has(page(sample, 1), "shows the 1 with the highest scores; 1 are left out"));
}

TEST(PassagesForPeople, LetNoControlCharactersThrough) {
  const std::string text = reading(hostile(), {.width = 200});
  for (const char* bad : {"\x01", "\x02", "\x1b", "\u202E", "\t"})
    EXPECT_FALSE(has(text, bad)) << bad;
}

TEST(PassagesForPeople, DoNotPutSpacesBetweenCharactersThatHaveNone) {
  Sample sample;
  sample.add("a", "2001", "他说：共同的水，win-win");
  sample.add("b", "2002", "他说：共有的水，win-win");
  sample.tokenise();
  sample.passage(0, 0, 1, 0, {{Kind::equal, 3}, {Kind::different, 1}, {Kind::equal, 4}});
  EXPECT_TRUE(has(reading(sample, {.width = 80}), "a │ 他说：共同的水，win-win\n"))
      << reading(sample, {.width = 80});
}

}  // namespace
}  // namespace leitwort::test
