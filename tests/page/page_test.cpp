#include "csv_reader.hpp"
#include "page/blocks.hpp"
#include "page/choice.hpp"
#include "page/data.hpp"
#include "page_blocks.hpp"
#include "page_schema.hpp"
#include <leitwort/error.hpp>
#include <leitwort/page.hpp>
#include <leitwort/watchlist.hpp>

#include <algorithm>
#include <cmath>
#include <random>
#include <regex>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <omp.h>

namespace leitwort::test {
namespace {

using nlohmann::json;

constexpr const char* kTemplate =
    "<!doctype html><!--leitwort:core--><script>say('<!--leitwort:core-->', "
    "'<!--leitwort:blocks-->')</script>\n<!--leitwort:blocks--></body>";

template <typename Write>
CsvTable table_of(Write write) {
  std::string text;
  write(Sink([&](std::string_view part) { text += part; }));
  return parse_csv(text);
}

/// A corpus with all that is found in it.
struct Findings {
  std::vector<Document> documents;
  std::vector<Date> dates;
  Tokens tokens;
  Vocabulary vocabulary;
  Formulations found, watched;
  bool watches = false;
  Periods periods;
  Passages passages;
  std::vector<PassageLink> links;
  std::vector<PageSimilarity> similarity;

  void add(const std::string& id, const std::string& date, const std::string& text) {
    Document& document = documents.emplace_back();
    document.id = id;
    document.text = text;
    document.date = parse_date(date).value_or(Date{});
  }
  /// `limits`: of what is compared.
  void find(const PageLimits& limits = {}, const SimilarityOptions& options = {},
            const std::string& watch_list = "") {
    for (const Document& document : documents) dates.push_back(document.date);
    tokenize(documents, tokens, vocabulary);
    const Lexicons lexicons = make_lexicons(tokens, vocabulary, {}, "en");
    const Skeleton skeleton = make_skeleton(tokens, vocabulary, lexicons);
    found = find_formulations({tokens, vocabulary, skeleton, {}, {}}, {.limit = 0});
    periods = make_periods(tokens, dates, PeriodLength::year);
    passages = find_passages({tokens, vocabulary, lexicons, dates, documents}, {.min_tokens = 6});
    links = link_documents(passages);
    for (const unsigned k : options.shingle) {
      OverlapIndex index(k, options);
      index.add(tokens, vocabulary);
      similarity.push_back(compare_for_page(index, limits));
    }
    watches = !watch_list.empty();
    if (watches) {
      watched = find_watched(tokens, vocabulary, parse_watch_list(watch_list, "list"), documents);
    }
  }

  [[nodiscard]] FormulationTables formulations() const {
    return {documents, dates, tokens, found, periods};
  }
  [[nodiscard]] FormulationTables watch() const {
    return {documents, dates, tokens, watched, periods};
  }
  [[nodiscard]] PassageTables passage_tables() const {
    return {documents, dates, tokens, vocabulary, passages};
  }
  /// What a function makes of all tables.
  template <typename Use>
  auto use_tables(Use use) const {
    const FormulationTables of_found = formulations(), of_watched = watch();
    const PassageTables of_passages = passage_tables();
    const PageTables tables{"texts",
                            {{"shingle", "5"}},
                            {"k=5: exact"},
                            std::vector<std::string>(documents.size(), "en"),
                            of_found,
                            watches ? &of_watched : nullptr,
                            of_passages,
                            passages.rows.size(),
                            passages.clusters.size(),
                            links,
                            similarity};
    return use(tables);
  }
  [[nodiscard]] std::string page(const PageLimits& limits = {}) const {
    std::string text;
    use_tables([&](const PageTables& tables) {
      page::fill_page(kTemplate, tables, limits, [&](std::string_view part) { text += part; });
    });
    return text;
  }
  [[nodiscard]] ReadPage read(const PageLimits& limits = {}) const {
    return ReadPage(page(limits));
  }
  [[nodiscard]] std::size_t index_of(const std::string& id) const {
    return static_cast<std::size_t>(std::ranges::find(documents, id, &Document::id) -
                                    documents.begin());
  }
};

/// Texts that repeat each other's sentences, some with a word changed, left out or added.
Findings random_findings(unsigned seed, std::size_t size, const PageLimits& limits = {},
                         const SimilarityOptions& options = {.shingle = {2, 5}},
                         const std::string& watch_list = "") {
  std::mt19937 random(seed);
  const auto word = [&] { return fmt::format("wörd{}", random() % 4000); };
  std::vector<std::vector<std::string>> sentences(25);
  for (auto& sentence : sentences) {
    for (std::size_t w = 0; w < 6 + random() % 14; ++w) sentence.push_back(word());
  }
  const std::vector<std::string> gaps = {" ", ", ", "\n", " “", "  "};
  const std::vector<std::string> dates = {"2001",       "2001-05", "2001-05-06", "2003",
                                          "2004-02-29", "",        "c. 2006",    "2009-12"};
  Findings findings;
  for (std::size_t d = 0; d < size; ++d) {
    std::string text;
    for (std::size_t s = 0; s < random() % 14; ++s) {
      std::vector<std::string> sentence = sentences[random() % sentences.size()];
      if (random() % 2 == 0) sentence[random() % sentence.size()] = word();
      if (random() % 3 == 0) sentence.erase(sentence.begin() + 2);
      if (random() % 3 == 0) sentence.insert(sentence.begin() + 3, word());
      for (const std::string& w : sentence) text += w + gaps[random() % gaps.size()];
      text += ". ";
    }
    findings.add(fmt::format("d{}", d), dates[random() % dates.size()], text);
    if (random() % 2 == 0) findings.documents.back().author = fmt::format("A{}", random() % 4);
  }
  findings.find(limits, options, watch_list);
  return findings;
}

// --- the file -----------------------------------------------------------------------------------

TEST(Page, HasItsBlocksWhereTheyBelong) {
  Findings findings;
  findings.add("a", "2001", "The patient heron waits.");
  findings.find();
  const std::string page = findings.page();
  const std::string core = "<!doctype html><script type=\"text/plain\" id=\"block-core\">";
  // gzip without a name, a time or a system
  EXPECT_TRUE(page.starts_with(core + "H4sIAAAAAAAC/"));
  const std::size_t program = page.find("<script>say('<!--leitwort:core-->', '<!--leitwort:blocks");
  const std::size_t second = page.find("id=\"block-formulations\"");
  ASSERT_NE(program, std::string::npos);
  EXPECT_LT(page.find("id=\"block-core\""), program);
  EXPECT_LT(program, second);
  EXPECT_TRUE(page.ends_with("</script>\n</body>"));
}

TEST(Page, WithoutPlacesForItsDataIsRefused) {
  Findings findings;
  findings.add("a", "2001", "The patient heron waits.");
  findings.find();
  const FormulationTables of_found = findings.formulations();
  const PassageTables of_passages = findings.passage_tables();
  const PageTables tables{"",          {}, {}, {""},           of_found,           nullptr,
                          of_passages, 0,  0,  findings.links, findings.similarity};
  for (const char* page :
       {"", "<!--leitwort:core-->", "<!--leitwort:blocks--><!--leitwort:core-->"}) {
    EXPECT_THROW(page::fill_page(page, tables, {}, [](std::string_view) {}), Error) << page;
  }
}

TEST(Page, DoesNotDependOnTheNumberOfThreads) {
  const int before = omp_get_max_threads();
  std::set<std::string> pages;
  for (const int threads : {1, 4}) {
    omp_set_num_threads(threads);
    const Findings findings = random_findings(3, 30);
    pages.insert(findings.page());
    pages.insert(findings.page());
  }
  omp_set_num_threads(before);
  EXPECT_EQ(pages.size(), 1U);
}

// --- what the tables say ------------------------------------------------------------------------

class RandomPage : public testing::TestWithParam<unsigned> {
 protected:
  Findings findings = random_findings(GetParam(), 24);
  ReadPage page = findings.read();
};
INSTANTIATE_TEST_SUITE_P(Seeds, RandomPage, testing::Range(1U, 9U));

TEST_P(RandomPage, HoldsEverything) {
  EXPECT_EQ(page.core.at("limits").size(), 0U) << page.core.at("limits");
  EXPECT_EQ(page.core.at("formulations").size(), findings.found.rows.size());
  EXPECT_EQ(page.passages.at("rows").size(), findings.passages.rows.size());
  EXPECT_GT(findings.found.rows.size(), 5U);
  EXPECT_GT(findings.passages.rows.size(), 5U);
}

TEST_P(RandomPage, IsWhatTheSchemaSays) {
  const PageSchema schema(LEITWORT_TEST_CORPORA "/../../src/page/schema.json");
  // Estimates have columns that counts have not.
  const ReadPage estimated =
      random_findings(GetParam(), 24, {}, {.shingle = {2}, .method = MethodChoice::estimate})
          .read();
  for (const ReadPage* read : {&std::as_const(page), &estimated}) {
    for (const auto& [block, type] : schema.blocks().items()) {
      const json data = json::parse(read->blocks.at(block));
      EXPECT_EQ(schema.wrong(data, type.get<std::string>()), "") << block;
    }
  }
}

TEST_P(RandomPage, HasTheWholeTexts) {
  for (std::size_t d = 0; d < findings.documents.size(); ++d) {
    const std::string& text = findings.documents[d].text;
    const auto stretches = page.stretches_of(d);
    ASSERT_EQ(stretches.size(), text.empty() ? 0U : 1U);
    if (!text.empty()) {
      EXPECT_EQ(stretches[0].text, text);
    }
  }
}

TEST_P(RandomPage, HasTheDocuments) {
  const json& columns = page.core.at("documents");
  const std::size_t size = findings.documents.size();
  for (const auto& [name, column] : columns.items()) EXPECT_EQ(column.size(), size) << name;
  std::vector<DocumentIndex> order(size);
  for (std::size_t d = 0; d < size; ++d) {
    const Document& document = findings.documents[d];
    EXPECT_EQ(columns.at("id").at(d), document.id);
    EXPECT_EQ(columns.at("date").at(d), to_string(document.date));
    EXPECT_EQ(columns.at("precision").at(d), std::string(precision_name(document.date)));
    EXPECT_EQ(columns.at("author").at(d), document.author);
    EXPECT_EQ(columns.at("bytes").at(d), document.text.size());
    order.at(columns.at("by_date").at(d).get<std::size_t>()) = static_cast<DocumentIndex>(d);
  }
  EXPECT_EQ(order, order_by_date(findings.dates));
  EXPECT_EQ(page.core.at("warnings").size(), 0U);
}

TEST(Page, HasTheWarningsOfItsDocuments) {
  Findings findings;
  for (const char* id : {"a", "b", "c"}) findings.add(id, "2001", "The patient heron waits.");
  findings.documents[1].warnings = {"read as Windows-1252", "its date is <odd>"};
  findings.find();
  EXPECT_EQ(findings.read().core.at("warnings"),
            json::parse(R"([{"document": 1, "text": "read as Windows-1252; its date is <odd>"}])"));
}

/// The brief words of what became of a formulation, of one kind.
std::vector<std::string> became(const json& f, std::string_view kind) {
  std::vector<std::string> briefs;
  for (const json& part : f.at("became")) {
    if (part.at("kind") == kind) briefs.push_back(part.at("brief"));
  }
  return briefs;
}

/// The silence and the burst of a row are those of the table.
void expect_life_of_table(const json& f) {
  using Briefs = std::vector<std::string>;
  const auto life = f.at("life").get<std::string>();
  const std::string told = f.at("became").dump();
  std::smatch found;
  static const std::regex kDormant(R"(dormant (\S+) \(chance <?([^)]+)\); revived ([^ ;]+))");
  const bool dormant = std::regex_search(life, found, kDormant);
  EXPECT_EQ(became(f, "silent"), dormant ? Briefs{"silent " + found[1].str()} : Briefs{}) << life;
  if (dormant) {
    EXPECT_NE(told.find("No document of " + found[1].str()), std::string::npos) << told;
    EXPECT_NE(told.find("came back in " + found[3].str() + ". "), std::string::npos) << told;
    EXPECT_NE(told.find(found[2].str() + " of cases."), std::string::npos) << told;
  }
  static const std::regex kBurst(R"(burst (\S+) \(G2 ([^)]+)\))");
  const bool burst = std::regex_search(life, found, kBurst);
  EXPECT_EQ(became(f, "burst"), burst ? Briefs{"most in " + found[1].str()} : Briefs{}) << life;
  if (burst) {
    EXPECT_NE(told.find("(G² " + found[2].str() + ";"), std::string::npos) << told;
  }
}

TEST(Page, HasTheSilencesAndTheBursts) {
  Findings findings;
  for (int year = 2000; year < 2020; ++year) {
    for (int n = 0; n < 3; ++n) {
      std::string text =
          fmt::format("Year{} brought guest{} and {} tales. ", year, n, 3 * year + n);
      if (year < 2004 || year == 2016) text += "The patient heron guards the silver weir. ";
      if (year == 2010)
        text += "A lantern burns above the quiet harbour. A lantern burns above it. ";
      if (year == 2011 && n == 0) text += "A lantern burns above the quiet harbour. ";
      findings.add(fmt::format("{}-{}", year, n), std::to_string(year), text);
    }
  }
  findings.find();
  const ReadPage page = findings.read();
  std::size_t silences = 0, bursts = 0;
  for (const json& f : page.core.at("formulations")) {
    expect_life_of_table(f);
    silences += became(f, "silent").size();
    bursts += became(f, "burst").size();
  }
  EXPECT_GT(silences, 0U);
  EXPECT_GT(bursts, 0U);
  EXPECT_LT(silences, page.core.at("formulations").size());
}

TEST(Page, TellsOfClearChangesFirst) {
  Findings findings = random_findings(3, 20);
  const json core = findings.use_tables([](const PageTables& tables) {
    page::Shown shown = page::choose(tables, {});
    for (page::ShownFormulation& f : shown.formulations) f.changes.clear();
    const auto change = [&](std::size_t row, std::size_t told, bool clear) {
      shown.formulations.at(row).changes.push_back({0, {0, {"old"}, {"new"}}, told, clear});
    };
    change(0, 1, false);
    change(1, 0, true);  // not told
    change(2, 2, false);
    change(2, 1, true);
    change(3, 1, false);
    change(4, 1, true);
    return json::parse(page::core_block(tables, shown));
  });
  EXPECT_EQ(core.at("changed"), json::array({2, 4, 0, 3}));
}

TEST_P(RandomPage, HasTheFormulationsOfTheTable) {
  const CsvTable table = table_of([&](const Sink& sink) {
    write_formulations(findings.formulations(), TableFormat::csv, sink);
  });
  const json& names = page.core.at("periods").at("names");
  const auto ids = [&](const json& attested) {
    std::string text;
    for (const json& d : attested.at("documents")) {
      text += (text.empty() ? "" : ";") + findings.documents[d.get<std::size_t>()].id;
    }
    return text;
  };
  ASSERT_EQ(page.core.at("formulations").size(), table.rows.size());
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const CsvTable::Row& row = table.rows[i];
    const json& f = page.core.at("formulations").at(i);
    const json& detail = page.formulations.at("rows").at(i);
    for (const char* name : {"rank", "documents", "occurrences"}) {
      EXPECT_EQ(f.at(name).dump(), row.at(name)) << name;
    }
    EXPECT_EQ(f.at("text"), row.at("formulation"));
    EXPECT_EQ(f.at("slots"), row.at("slots"));
    EXPECT_EQ(f.at("kind"), row.at("kind"));
    EXPECT_NEAR(f.at("score").get<double>(), std::stod(row.at("score")),
                1e-4 * std::stod(row.at("score")));
    EXPECT_EQ(f.at("first").at("date"), row.at("first_date"));
    EXPECT_EQ(ids(f.at("first")), row.at("first_document"));
    EXPECT_EQ(f.at("last").at("date"), row.at("last_date"));
    EXPECT_EQ(ids(f.at("last")), row.at("last_document"));
    const int top = f.at("peak").get<int>();
    EXPECT_EQ(top < 0 ? "" : names.at(static_cast<std::size_t>(top)), row.at("peak"));
    EXPECT_EQ(f.at("life"), row.at("life"));
    expect_life_of_table(f);
    EXPECT_EQ(f.at("authors").get<int>() == 0 ? "" : f.at("authors").dump(), row.at("authors"));
    EXPECT_EQ(f.at("wordings").dump(), row.at("variants"));
    EXPECT_EQ(detail.at("wordings").size(), f.at("wordings").get<std::size_t>());
    EXPECT_EQ(detail.at("explanation"), row.at("explanation"));
  }
}

TEST_P(RandomPage, HasThePlacesOfTheTable) {
  const CsvTable table = table_of([&](const Sink& sink) {
    write_occurrences(findings.formulations(), TableFormat::csv, sink);
  });
  std::size_t next = 0;
  for (std::size_t i = 0; i < page.core.at("formulations").size(); ++i) {
    for (const ReadPage::Place& place : page.places_of(i)) {
      ASSERT_LT(next, table.rows.size());
      const CsvTable::Row& row = table.rows[next++];
      EXPECT_EQ(row.at("rank"), std::to_string(i + 1));
      EXPECT_EQ(row.at("document"), findings.documents.at(place.document).id);
      EXPECT_EQ(row.at("begin_byte"), std::to_string(place.begin));
      EXPECT_EQ(row.at("end_byte"), std::to_string(place.end));
      EXPECT_EQ(page.formulations.at("rows").at(i).at("wordings").at(place.wording).at("text"),
                row.at("variant"));
      EXPECT_EQ(row.at("surface"), page.stretches_of(place.document)[0].text.substr(
                                       place.begin, place.end - place.begin));
    }
  }
  EXPECT_EQ(next, table.rows.size());
}

TEST_P(RandomPage, HasTheTimelineOfTheTable) {
  const CsvTable table = table_of(
      [&](const Sink& sink) { write_timeline(findings.formulations(), TableFormat::csv, sink); });
  const json& periods = page.core.at("periods");
  const json& intervals = page.formulations.at("intervals");
  std::size_t next = 0;
  for (std::size_t i = 0; i < page.core.at("formulations").size(); ++i) {
    std::map<std::size_t, std::pair<std::string, std::string>> used;
    const json& uses = page.core.at("formulations").at(i).at("uses");
    for (std::size_t u = 0; u < uses.size(); u += 3) {
      used[uses.at(u).get<std::size_t>()] = {uses.at(u + 1).dump(), uses.at(u + 2).dump()};
    }
    for (std::size_t p = 0; p < periods.at("names").size(); ++p) {
      const CsvTable::Row& row = table.rows.at(next++);
      const auto [documents, places] =
          used.contains(p) ? used.at(p) : std::pair<std::string, std::string>("0", "0");
      EXPECT_EQ(periods.at("names").at(p), row.at("period"));
      EXPECT_EQ(row.at("documents_with"), documents);
      EXPECT_EQ(row.at("occurrences"), places);
      EXPECT_EQ(row.at("documents_total"), periods.at("documents").at(p).dump());
      EXPECT_EQ(row.at("tokens_total"), periods.at("tokens").at(p).dump());
      EXPECT_EQ(row.at("authors"), page.formulations.at("rows").at(i).at("adoption").at(p).dump());
      if (row.at("low").empty()) continue;
      const json& share =
          intervals.at("share").at(fmt::format("{}/{}", documents, row.at("documents_total")));
      EXPECT_NEAR(share.at(0).get<double>(), std::stod(row.at("low")), 1e-5);
      EXPECT_NEAR(share.at(1).get<double>(), std::stod(row.at("high")), 1e-5);
      const double scale = 1e4 / std::stod(row.at("tokens_total"));
      const double high = std::stod(row.at("per_10k_high"));
      EXPECT_NEAR(scale * intervals.at("count").at(places).at(1).get<double>(), high, 1e-4 * high);
    }
  }
  EXPECT_EQ(next, table.rows.size());
}

TEST_P(RandomPage, HasThePassagesOfTheTable) {
  const CsvTable table = table_of(
      [&](const Sink& sink) { write_passages(findings.passage_tables(), TableFormat::csv, sink); });
  const json& clusters = page.passages.at("clusters");
  ASSERT_EQ(page.passages.at("rows").size(), table.rows.size());
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const CsvTable::Row& row = table.rows[i];
    const json& p = page.passages.at("rows").at(i);
    EXPECT_EQ(p.at("number").dump(), row.at("passage"));
    EXPECT_EQ(clusters.at(p.at("cluster").get<std::size_t>()).at("number").dump(),
              row.at("cluster"));
    for (const std::string side : {"a", "b"}) {
      const auto document = p.at(side).get<std::size_t>();
      const auto begin = p.at(side + "_begin").get<std::size_t>();
      const auto end = p.at(side + "_end").get<std::size_t>();
      EXPECT_EQ(findings.documents[document].id, row.at(side));
      EXPECT_EQ(std::to_string(begin), row.at(side + "_begin_byte"));
      EXPECT_EQ(std::to_string(end), row.at(side + "_end_byte"));
      EXPECT_EQ(p.at("tokens_" + side).dump(), row.at("tokens_" + side));
      EXPECT_EQ(page.stretches_of(document)[0].text.substr(begin, end - begin),
                row.at("text_" + side));
    }
    EXPECT_EQ(p.at("matched").dump(), row.at("matched"));
    EXPECT_EQ(p.at("similarity").get<double>(), std::stod(row.at("similarity")));
    EXPECT_EQ(p.at("score").get<double>(), std::stod(row.at("score")));
    EXPECT_EQ(p.at("label"), row.at("label"));
  }
}

/// Tokens of a document that begin in a range of bytes.
std::size_t tokens_in(const Findings& findings, std::size_t document, std::size_t begin,
                      std::size_t end) {
  std::size_t count = 0;
  for (TokenIndex t = findings.tokens.document_begin[document];
       t < findings.tokens.document_begin[document + 1]; ++t) {
    const std::size_t byte = findings.tokens.spans[t].begin;
    count += begin <= byte && byte < end ? 1 : 0;
  }
  return count;
}

/// What stands between two runs belongs to the first of them.
void expect_begin_of_token(const Findings& findings, std::size_t document, std::size_t byte) {
  const auto& begin = findings.tokens.document_begin;
  EXPECT_TRUE(std::any_of(findings.tokens.spans.begin() + begin[document],
                          findings.tokens.spans.begin() + begin[document + 1],
                          [&](const Span& span) { return span.begin == byte; }));
}

TEST_P(RandomPage, HasAlignmentsThatCoverBothSides) {
  std::size_t kinds = 0;
  for (std::size_t i = 0; i < findings.passages.rows.size(); ++i) {
    const Passage& passage = findings.passages.rows[i];
    const json& row = page.passages.at("rows").at(i);
    const json& flat = row.at("runs");
    const auto runs = findings.passages.runs_of(passage);
    ASSERT_EQ(flat.size(), 3 * runs.size());
    auto a = row.at("a_begin").get<std::size_t>(), b = row.at("b_begin").get<std::size_t>();
    for (std::size_t r = 0; r < runs.size(); ++r) {
      const auto kind = flat.at(3 * r).get<std::size_t>();
      const auto next_a = a + flat.at(3 * r + 1).get<std::size_t>();
      const auto next_b = b + flat.at(3 * r + 2).get<std::size_t>();
      EXPECT_EQ(kind, static_cast<std::size_t>(runs[r].kind));
      EXPECT_EQ(tokens_in(findings, passage.a, a, next_a), kind == 3 ? 0 : runs[r].length);
      EXPECT_EQ(tokens_in(findings, passage.b, b, next_b), kind == 2 ? 0 : runs[r].length);
      a = next_a;
      b = next_b;
      if (a < row.at("a_end").get<std::size_t>()) expect_begin_of_token(findings, passage.a, a);
      if (b < row.at("b_end").get<std::size_t>()) expect_begin_of_token(findings, passage.b, b);
      kinds |= std::size_t{1} << kind;
    }
    EXPECT_EQ(a, row.at("a_end").get<std::size_t>());
    EXPECT_EQ(b, row.at("b_end").get<std::size_t>());
  }
  EXPECT_EQ(kinds, 15U) << "the texts lack a kind of difference";
}

TEST_P(RandomPage, HasTheClustersOfTheTable) {
  const CsvTable table = table_of(
      [&](const Sink& sink) { write_clusters(findings.passage_tables(), TableFormat::csv, sink); });
  std::size_t next = 0;
  for (const json& cluster : page.passages.at("clusters")) {
    for (const json& version : cluster.at("versions")) {
      const CsvTable::Row& row = table.rows.at(next++);
      EXPECT_EQ(cluster.at("number").dump(), row.at("cluster"));
      EXPECT_EQ(findings.documents[version.at("document").get<std::size_t>()].id,
                row.at("document"));
      EXPECT_EQ(version.at("begin").dump(), row.at("begin_byte"));
      EXPECT_EQ(version.at("end").dump(), row.at("end_byte"));
      EXPECT_EQ(version.at("order"), row.at("order"));
    }
  }
  EXPECT_EQ(next, table.rows.size());
}

TEST_P(RandomPage, HasTheNetworkOfAllPassages) {
  const json& network = page.passages.at("network");
  std::map<std::pair<std::size_t, std::size_t>, std::pair<std::uint64_t, std::uint64_t>> shared;
  for (const Passage& p : findings.passages.rows) {
    shared[{p.a, p.b}].first += 1;
    shared[{p.a, p.b}].second += p.matched();
  }
  EXPECT_EQ(page.passages.at("network_all"), shared.size());
  ASSERT_EQ(network.size(), shared.size());
  for (const json& link : network) {
    const auto tokens = link.at("tokens").get<std::uint64_t>();
    const auto& of_pair =
        shared.at({link.at("a").get<std::size_t>(), link.at("b").get<std::size_t>()});
    EXPECT_EQ(link.at("passages"), of_pair.first);
    EXPECT_EQ(tokens, of_pair.second);
  }
  EXPECT_TRUE(std::ranges::is_sorted(network, std::greater<>{}, [](const json& link) {
    return link.at("tokens").get<std::uint64_t>();
  }));
}

/// In the order of the tables: by Jaccard, then by what is shared, then as in the corpus.
void expect_closest_first(const json& table, const std::vector<PagePair>& pairs) {
  auto closest = table.at("closest").get<std::vector<std::size_t>>();
  for (std::size_t i = 1; i < closest.size(); ++i) {
    const PagePair &x = pairs.at(closest[i - 1]), &y = pairs.at(closest[i]);
    EXPECT_LT(std::tuple(-x.jaccard, ~x.shared, x.a, x.b),
              std::tuple(-y.jaccard, ~y.shared, y.a, y.b));
  }
  std::ranges::sort(closest);
  ASSERT_EQ(closest.size(), pairs.size());
  for (std::size_t i = 0; i < closest.size(); ++i) EXPECT_EQ(closest[i], i);
}

TEST_P(RandomPage, HasEveryPairThatSharesSomething) {
  EXPECT_EQ(page.similarity.at("complete"), true);
  ASSERT_EQ(page.similarity.at("tables").size(), 2U);
  for (std::size_t t = 0; t < 2; ++t) {
    const json& table = page.similarity.at("tables").at(t);
    OverlapIndex index(table.at("k").get<unsigned>(), {});
    index.add(findings.tokens, findings.vocabulary);
    const auto pairs = page.pairs_of(t);
    std::size_t next = 0;
    index.visit({}, [&](const PairScore& score) {
      EXPECT_EQ(table.at("shingles").at(score.a), score.shingles_a);
      EXPECT_EQ(table.at("shingles").at(score.b), score.shingles_b);
      if (score.shared == 0) return;
      ASSERT_LT(next, pairs.size());
      EXPECT_EQ(pairs[next].a, score.a);
      EXPECT_EQ(pairs[next].b, score.b);
      EXPECT_EQ(pairs[next].shared, score.shared);
      EXPECT_NEAR(table.at("weighted").at(next).get<double>(), score.weighted, 1e-5);
      ++next;
    });
    EXPECT_EQ(next, pairs.size());
    expect_closest_first(table, findings.similarity[t].pairs);
    EXPECT_EQ(table.at("method"), "exact");
    EXPECT_TRUE(table.at("jaccard").is_null());
    EXPECT_TRUE(table.at("error").is_null());
    auto order = table.at("by_similarity").get<std::vector<DocumentIndex>>();
    std::ranges::sort(order);
    EXPECT_EQ(order, order_by_input(findings.documents.size()));
  }
  EXPECT_EQ(page.core.at("closest_k"), 2);
  const json& closest = page.core.at("closest");
  const json& order = page.similarity.at("tables").at(0).at("closest");
  ASSERT_EQ(closest.size(), std::min<std::size_t>(10, order.size()));
  for (std::size_t i = 0; i < closest.size(); ++i) {
    const ReadPage::Pair pair = page.pairs_of(0).at(order.at(i).get<std::size_t>());
    EXPECT_EQ(closest.at(i).at("a"), pair.a);
    EXPECT_EQ(closest.at(i).at("b"), pair.b);
  }
}

TEST_P(RandomPage, CountsTheTokensThatOthersHaveToo) {
  std::vector<std::uint8_t> marked(findings.tokens.size());
  const auto mark = [&](TokenIndex begin, TokenIndex end) {
    for (TokenIndex t = begin; t < end; ++t) marked[t] = 1;
  };
  for (const Formulation& f : findings.found.rows) {
    for (const Place& p : findings.found.places_of(f)) mark(p.begin, p.end);
  }
  // Word for word: three steps of the alignment or more in a row that are equal.
  for (const Passage& p : findings.passages.rows) {
    std::string steps;
    for (const AlignmentRun& run : findings.passages.runs_of(p)) {
      constexpr std::string_view kKinds = "=XDI";
      steps.append(run.length, kKinds[static_cast<std::size_t>(run.kind)]);
    }
    TokenIndex a = p.begin_a, b = p.begin_b;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const std::size_t begin = steps.substr(0, i).find_last_not_of('=') + 1;
      const std::size_t end = std::min(steps.find_first_not_of('=', i), steps.size());
      if (steps[i] == '=' && end - begin >= 3) {
        mark(a, a + 1);
        mark(b, b + 1);
      }
      if (steps[i] != 'I') ++a;
      if (steps[i] != 'D') ++b;
    }
  }
  for (std::size_t d = 0; d < findings.documents.size(); ++d) {
    const auto& begin = findings.tokens.document_begin;
    const auto count = std::count(marked.begin() + begin[d], marked.begin() + begin[d + 1], 1);
    EXPECT_EQ(page.core.at("shared_tokens").at(d), count) << d;
  }
}

TEST_P(RandomPage, ShowsTheBestPassagesFirst) {
  const json& best = page.core.at("best_passages");
  ASSERT_EQ(best.size(), std::min<std::size_t>(10, findings.passages.rows.size()));
  double before = std::numeric_limits<double>::infinity();
  for (const json& b : best) {
    const auto index = b.at("passage").get<std::size_t>();
    const Passage& passage = findings.passages.rows.at(index);
    EXPECT_LE(passage.score, before);
    before = passage.score;
    EXPECT_EQ(b.at("a"), passage.a);
    EXPECT_EQ(b.at("text").get<std::string>().find('\n'), std::string::npos);
  }
}

TEST_P(RandomPage, HasWhatAWatchListFindsFirst) {
  const Findings watching =
      random_findings(GetParam(), 24, {}, {}, "wörd1 | wörd2\nnothing like this\n");
  const ReadPage read = watching.read();
  EXPECT_EQ(read.core.at("watched"), 2);
  const json& rows = read.core.at("formulations");
  ASSERT_EQ(rows.size(), 2 + watching.found.rows.size());
  EXPECT_EQ(rows.at(0).at("text"), "wörd1");
  EXPECT_TRUE(rows.at(0).at("score").is_null());
  EXPECT_EQ(rows.at(1).at("rank"), 2);
  EXPECT_EQ(rows.at(1).at("documents"), 0);
  EXPECT_EQ(rows.at(1).at("peak"), -1);
  EXPECT_EQ(rows.at(1).at("first").at("documents").size(), 0U);
  EXPECT_EQ(rows.at(2).at("rank"), 1);
  EXPECT_EQ(read.formulations.at("rows").at(1).at("places").size(), 0U);
  EXPECT_TRUE(read.formulations.at("rows")
                  .at(1)
                  .at("explanation")
                  .get<std::string>()
                  .starts_with("watch-list line 2: not found"));
  EXPECT_EQ(read.places_of(0).size(), watching.watched.rows[0].occurrences);
}

// --- limits -------------------------------------------------------------------------------------

void expect_limit(const ReadPage& page, const std::string& what, std::uint64_t shown,
                  std::uint64_t all, const std::string& file) {
  const json* limit = page.limit(what);
  ASSERT_NE(limit, nullptr) << what << " in " << page.core.at("limits");
  EXPECT_EQ(limit->at("shown"), shown) << what;
  EXPECT_EQ(limit->at("all"), all) << what;
  EXPECT_EQ(limit->at("file"), file) << what;
}

TEST(PageLimits, CutRowsAndAreStated) {
  const Findings findings = random_findings(5, 30);
  const ReadPage page = findings.read({.formulations = 3, .passages = 4, .links = 2});
  const Passages& passages = findings.passages;
  ASSERT_EQ(page.core.at("formulations").size(), 3U);
  EXPECT_EQ(page.formulations.at("rows").size(), 3U);
  expect_limit(page, "formulations", 3, findings.found.rows.size(), "formulations.csv");
  expect_limit(page, "passages", 4, passages.rows.size(), "passages.csv");
  expect_limit(page, "pairs of documents that share passages", 2, findings.links.size(),
               "passages.csv");
  EXPECT_EQ(page.core.at("limits").size(), 3U);
  const std::vector<std::size_t> best = best_passages(passages, 4);
  ASSERT_EQ(page.passages.at("rows").size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) {
    const json& row = page.passages.at("rows").at(i);
    EXPECT_EQ(row.at("number"), best[i] + 1);
    EXPECT_EQ(page.passages.at("clusters").at(row.at("cluster").get<std::size_t>()).at("number"),
              passages.rows[best[i]].cluster + 1);
  }
  EXPECT_EQ(page.passages.at("network").size(), 2U);
  EXPECT_EQ(page.passages.at("network_all"), findings.links.size());
  EXPECT_EQ(page.core.at("passages").at("all"), passages.rows.size());
  for (const json& b : page.core.at("best_passages")) EXPECT_LT(b.at("passage"), 4U);
}

TEST(PageLimits, LeaveEveryFormulationItsShareOfThePlaces) {
  const Findings findings = random_findings(6, 30);
  const std::size_t rows = findings.found.rows.size();
  const std::size_t most = 3 * rows;
  const ReadPage page = findings.read({.places = most});
  std::size_t all = 0, held = 0, largest = 0;
  for (std::size_t i = 0; i < rows; ++i) {
    const Formulation& f = findings.found.rows[i];
    const auto places = page.places_of(i);
    all += f.occurrences;
    held += places.size();
    largest = std::max(largest, places.size());
    EXPECT_GE(places.size(), std::min<std::size_t>(3, f.occurrences));
    for (const ReadPage::Place& place : places) {
      EXPECT_TRUE(std::ranges::any_of(findings.found.places_of(f), [&](const Place& p) {
        return findings.tokens.document_of(p.begin) == place.document &&
               findings.tokens.spans[p.begin].begin == place.begin && p.wording == place.wording;
      }));
    }
  }
  for (std::size_t i = 0; i < rows; ++i) {
    const std::size_t had = findings.found.rows[i].occurrences;
    EXPECT_EQ(page.places_of(i).size(), std::min(had, largest));
  }
  EXPECT_LE(held, most);
  ASSERT_LT(held, all);
  expect_limit(page, "places of formulations", held, all, "occurrences.csv");
}

/// No stretch touches the next, and each is what stands there.
void expect_true_stretches(const Findings& findings, const ReadPage& page) {
  for (std::size_t d = 0; d < findings.documents.size(); ++d) {
    const std::string& text = findings.documents[d].text;
    std::size_t end = 0;
    bool first = true;
    for (const ReadPage::Stretch& s : page.stretches_of(d)) {
      EXPECT_TRUE(first || s.begin > end);
      EXPECT_LT(s.begin, s.end);
      EXPECT_EQ(s.text, text.substr(s.begin, s.end - s.begin));
      first = false;
      end = s.end;
    }
    EXPECT_LE(end, text.size());
  }
}

std::size_t bytes_held(const ReadPage& page) {
  std::size_t bytes = 0;
  for (const auto& [name, block] : page.blocks)
    bytes += name.starts_with("text-") ? block.size() : 0;
  return bytes;
}

TEST(PageLimits, HoldWhatSurroundsPlacesAndPassages) {
  for (unsigned seed = 10; seed < 20; ++seed) {
    const Findings findings = random_findings(seed, 40);
    std::size_t all = 0;
    for (const Document& document : findings.documents) all += document.text.size();
    for (const std::size_t part : {1U, 2U, 3U, 10U, 100U}) {
      // Small blocks: several stretches lie in one, and several blocks are there.
      const PageLimits limits{.text_bytes = all - all / part / 3,
                              .block_bytes = 500,
                              .evidence_places = 2,
                              .margin = 7};
      const ReadPage page = findings.read(limits);
      expect_true_stretches(findings, page);
      EXPECT_LE(bytes_held(page), limits.text_bytes);
      // Nothing that fits is left out.
      std::size_t smallest = all;
      std::size_t complete = 0;
      for (std::size_t d = 0; d < findings.documents.size(); ++d) {
        const std::size_t size = findings.documents[d].text.size();
        std::size_t held = 0;
        for (const ReadPage::Stretch& s : page.stretches_of(d)) held += s.text.size();
        if (held < size)
          smallest = std::min(smallest, size - held);
        else
          ++complete;
      }
      EXPECT_GT(bytes_held(page) + smallest, limits.text_bytes);
      expect_limit(page, "documents with all of their text", complete, findings.documents.size(),
                   "");
      // Every limit is true.
      std::uint64_t held = 0, places = 0;
      for (std::size_t i = 0; i < findings.found.rows.size(); ++i) {
        for (const ReadPage::Place& p : page.places_of(i)) {
          held += page.holds(p.document, p.begin, p.end) ? 1 : 0;
          ++places;
        }
      }
      if (held < places)
        expect_limit(page, "places with the text around them", held, places, "occurrences.csv");
      else
        EXPECT_EQ(page.limit("places with the text around them"), nullptr);
    }
  }
}

TEST(PageLimits, HoldEvidenceBeforeWholeTexts) {
  Findings findings;
  const std::string filler(4000, '-');
  for (int d = 0; d < 50; ++d) {
    findings.add(fmt::format("d{:02}", d), std::to_string(1950 + d),
                 fmt::format("{}é{}the patient heron waits for the silver minnow{}é{}",
                             std::string(1000, '-'), filler, filler, std::string(1000, '-')));
  }
  findings.find();
  const std::size_t size = findings.documents[0].text.size();
  const PageLimits limits{.passages = 0, .text_bytes = 3 * size, .evidence_places = 10};
  const ReadPage page = findings.read(limits);
  ASSERT_EQ(page.core.at("formulations").size(), 1U);
  // Ten places, the first and the last among them, and whole documents with what remains: places
  // take a tenth of three documents.
  std::vector<std::size_t> held, whole;
  for (std::size_t d = 0; d < 50; ++d) {
    const auto stretches = page.stretches_of(d);
    if (stretches.empty()) continue;
    held.push_back(d);
    if (stretches[0].text.size() == size) {
      whole.push_back(d);
    } else {
      EXPECT_EQ(stretches[0].begin + 240, page.places_of(0)[d].begin);
      EXPECT_EQ(stretches[0].end, page.places_of(0)[d].end + 240);
    }
  }
  EXPECT_EQ(held, (std::vector<std::size_t>{0, 5, 10, 16, 21, 27, 32, 38, 43, 49}));
  EXPECT_EQ(whole, (std::vector<std::size_t>{0, 5}));
}

TEST(PageLimits, CutNoWords) {
  Findings findings;
  std::string before, after;
  for (int i = 0; i < 400; ++i) {
    before += fmt::format("gravel{} ", i % 7 == 0 ? "" : "stones");
    after += fmt::format(" pebble{}", i % 5 == 0 ? "" : "s");
  }
  for (const char* id : {"a", "b"}) {
    findings.add(id, "2001", fmt::format("{}the patient heron waits for minnows{}", before, after));
  }
  findings.find();
  for (std::size_t margin = 0; margin < 60; ++margin) {
    const ReadPage page = findings.read({.passages = 0, .text_bytes = 900, .margin = margin});
    expect_true_stretches(findings, page);
    for (const auto& stretch : page.stretches_of(0)) {
      if (stretch.text.size() == findings.documents[0].text.size()) continue;
      const std::string text(stretch.text);
      const std::string& whole = findings.documents[0].text;
      EXPECT_TRUE(stretch.begin == 0 || whole[stretch.begin - 1] == ' ') << text;
      EXPECT_TRUE(stretch.end == whole.size() || whole[stretch.end] == ' ') << text;
    }
  }
}

TEST(PageLimits, HoldWhatShowsAChange) {
  Findings findings;
  for (int d = 0; d < 60; ++d) {
    std::string own;  // words that no other document has, so that it is no version of another
    for (int i = 0; i < 200; ++i) own += fmt::format(" q{}z{}", d, i);
    findings.add(fmt::format("d{:02}", d), std::to_string(1950 + d),
                 fmt::format("{0}. The highest degree of mutual trust and {1} strategic value.{0}",
                             own, d < 33 ? "silver" : "golden"));
  }
  findings.find();
  const ReadPage page =
      findings.read({.passages = 0, .text_bytes = 2000, .evidence_places = 2, .margin = 60});
  const auto& changes = page.core.at("formulations").at(0).at("hand_overs");
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(page.core.at("periods").at("names").at(changes[0].at("period").get<std::size_t>()),
            "1983");
  EXPECT_EQ(changes[0].at("told"), 1);
  EXPECT_EQ(changes[0].at("clear"), true);
  EXPECT_EQ(page.core.at("changed"), json::array({0}));
  // The first and the last place, and those on both sides of the change.
  for (std::size_t d = 0; d < 60; ++d) {
    const bool held = d == 0 || d == 32 || d == 33 || d == 59;
    EXPECT_EQ(page.stretches_of(d).size(), held ? 1U : 0U) << d;
  }
}

TEST(PageLimits, CutCharactersWhole) {
  Findings findings;
  const std::string spaces(3000, ' ');
  for (const char* id : {"a", "b"}) {
    // The margin ends inside of characters of two and three bytes.
    findings.add(id, "2001",
                 fmt::format("{0}ééé the patient heron waits for minnows 湖湖 {0}", spaces));
  }
  findings.find();
  for (std::size_t margin = 0; margin < 12; ++margin) {
    const ReadPage page = findings.read({.text_bytes = 200, .margin = margin});
    expect_true_stretches(findings, page);
    for (std::size_t d = 0; d < 2; ++d) {
      ASSERT_EQ(page.stretches_of(d).size(), 1U);
      const std::string text(page.stretches_of(d)[0].text);
      EXPECT_NO_THROW(static_cast<void>(json(text).dump()))
          << margin;  // throws where it is not UTF-8
    }
  }
}

TEST(PageLimits, GiveTheClosestPairsOfManyDocuments) {
  const PageLimits limits{.compared_documents = 10, .closest_pairs = 6};
  const Findings findings = random_findings(8, 25, limits, {.shingle = {2}});
  const ReadPage page = findings.read(limits);
  EXPECT_EQ(page.similarity.at("complete"), false);
  EXPECT_EQ(page.similarity.at("tables").at(0).at("by_similarity").size(), 0U);
  expect_limit(page, "pairs of documents compared by 2-token shingles", 6, 300, "similarity.csv");
  std::vector<double> jaccard;
  OverlapIndex index(2, {});
  index.add(findings.tokens, findings.vocabulary);
  index.visit(
      {}, [&](const PairScore& s) { jaccard.push_back(std::isnan(s.jaccard) ? 0 : s.jaccard); });
  std::ranges::sort(jaccard, std::greater<>{});
  const auto pairs = page.pairs_of(0);
  ASSERT_EQ(pairs.size(), 6U);
  for (const ReadPage::Pair& pair : pairs) {
    const auto& shingles = page.similarity.at("tables").at(0).at("shingles");
    const double both = shingles.at(pair.a).get<double>() + shingles.at(pair.b).get<double>();
    const auto shared = static_cast<double>(pair.shared);
    EXPECT_GE(shared / (both - shared), jaccard[5] - 1e-12);
  }
}

TEST(PageSimilarity, OfEstimatesHasTheirErrors) {
  const Findings findings = random_findings(
      9, 20, {}, {.shingle = {2}, .method = MethodChoice::estimate, .signature = {.slots = 64}});
  const ReadPage page = findings.read();
  const json& table = page.similarity.at("tables").at(0);
  EXPECT_EQ(table.at("method"), "estimate");
  EXPECT_TRUE(table.at("weighted").is_null());
  const std::vector<PagePair>& pairs = findings.similarity[0].pairs;
  ASSERT_GT(pairs.size(), 10U);
  ASSERT_EQ(table.at("jaccard").size(), pairs.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    EXPECT_NEAR(table.at("jaccard").at(i).get<double>(), pairs[i].jaccard, 1e-5);
    EXPECT_NEAR(table.at("error").at(i).get<double>(), pairs[i].error, 1e-5);
  }
  expect_closest_first(table, pairs);
}

// --- what nobody expects ------------------------------------------------------------------------

TEST(Page, SurvivesHostileNamesAndTexts) {
  const std::string hostile =
      "</script><!--leitwort:blocks--><script>alert(\"1\")</script>\\ \t\x01\x7F \xE2\x80\xA8 "
      "\xFF\xC3 &amp; ½ tail";
  Findings findings;
  for (int d = 0; d < 4; ++d) {
    findings.add(fmt::format("{}{}", d, hostile), d == 0 ? "" : "2001",
                 fmt::format("{} the patient heron waits ½ half for the silver minnow {}", hostile,
                             std::string("\xE6\xB9", 2)));
    findings.documents.back().title = findings.documents.back().author = hostile;
  }
  findings.add("empty", "2002", "");
  findings.find({}, {}, "½ half\nwaits ½\n");
  const std::string page = findings.page();
  const ReadPage read(page);
  const std::string id = read.core.at("documents").at("id").at(1);
  EXPECT_TRUE(
      id.starts_with("1</script><!--leitwort:blocks--><script>alert(\"1\")</script>\\ \t"
                     "\x01\x7F \xE2\x80\xA8 \xEF\xBF\xBD"))
      << id;
  expect_true_stretches(findings, read);
  EXPECT_EQ(read.stretches_of(1).at(0).text, findings.documents[1].text);
  EXPECT_EQ(read.stretches_of(4).size(), 0U);
  EXPECT_GE(read.core.at("formulations").size(), 3U);
  // Each block is one element, whatever the texts say.
  std::size_t elements = 0;
  for (std::size_t at = page.find("</script>"); at != std::string::npos;
       at = page.find("</script>", at + 1)) {
    ++elements;
  }
  EXPECT_EQ(elements, read.blocks.size() + 1);
  for (std::size_t i = 0; i < read.passages.at("rows").size(); ++i) {
    const json& row = read.passages.at("rows").at(i);
    for (const std::string side : {"a", "b"}) {
      std::uint64_t bytes = 0;
      for (std::size_t r = side == "a" ? 1 : 2; r < row.at("runs").size(); r += 3) {
        bytes += row.at("runs").at(r).get<std::uint64_t>();
      }
      EXPECT_EQ(bytes, row.at(side + "_end").get<std::uint64_t>() -
                           row.at(side + "_begin").get<std::uint64_t>());
    }
  }
}

TEST(Page, OfOneDocumentWithoutADateHasNothingToCompare) {
  Findings findings;
  findings.add("only", "", "The patient heron waits for the silver minnow.");
  findings.find();
  const ReadPage page = findings.read();
  EXPECT_EQ(page.core.at("formulations").size(), 0U);
  EXPECT_EQ(page.core.at("closest").size(), 0U);
  EXPECT_EQ(page.core.at("best_passages").size(), 0U);
  EXPECT_EQ(page.core.at("limits").size(), 0U);
  EXPECT_EQ(page.core.at("periods").at("names").size(), 0U);
  EXPECT_EQ(page.core.at("periods").at("of_document"), json::array({-1}));
  EXPECT_EQ(page.core.at("shared_tokens"), json::array({0}));
  EXPECT_EQ(page.similarity.at("tables").at(0).at("shingles"), json::array({4}));
  EXPECT_EQ(page.similarity.at("tables").at(0).at("by_similarity"), json::array({0}));
  EXPECT_EQ(page.stretches_of(0).at(0).text, "The patient heron waits for the silver minnow.");
}

TEST(Page, OfEmptyDocumentsHasNoTexts) {
  Findings findings;
  findings.add("a", "2001", "");
  findings.add("b", "", "");
  findings.find();
  const ReadPage page = findings.read();
  EXPECT_FALSE(page.blocks.contains("text-0"));
  EXPECT_EQ(page.stretches.at("of_document"), json::array({json::array(), json::array()}));
  EXPECT_EQ(page.core.at("limits").size(), 0U);
}

}  // namespace
}  // namespace leitwort::test
