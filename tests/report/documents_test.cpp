#include "csv_reader.hpp"
#include <leitwort/report.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace leitwort::test {
namespace {

using Strings = std::vector<std::string>;

std::string documents_csv(const std::vector<Document>& documents,
                          const std::vector<DocumentFacts>& facts) {
  std::string text;
  write_documents(documents, facts, TableFormat::csv, [&](std::string_view part) { text += part; });
  return text;
}

Document full_document() {
  Document document;
  document.id = "lorne/1";
  document.path = "texts/lorne/1.txt";
  document.date = {2021, 3, 0, true};
  document.title = "Lakes, and shores";
  document.author = "Hedda Lorne";
  document.institution = "Presidency";
  document.genre = "speech";
  document.language = "en";
  document.series = "harbour";
  document.source_url = "http://x.test/";
  document.warnings = {"empty document", "read as Windows-1252"};
  return document;
}

TEST(Documents, HaveTheColumnsOfTheContractFirst) {
  const CsvTable table = parse_csv(documents_csv({}, {}));
  const Strings contract = {"document", "path",     "date",  "date_precision", "author",
                            "title",    "language", "bytes", "tokens",         "warnings"};
  ASSERT_GE(table.columns.size(), contract.size());
  EXPECT_EQ(Strings(table.columns.begin(), table.columns.begin() + 10), contract);
}

TEST(Documents, SayHowTheLanguageIsKnown) {
  const Document undeclared = [] {
    Document document = full_document();
    document.language.clear();
    return document;
  }();
  Document british = full_document();
  british.language = "en-GB";
  const auto cells = [](const Document& document, std::optional<DocumentLanguage> language) {
    const CsvTable table = parse_csv(documents_csv({document}, {{1, 2, false, 0, language}}));
    EXPECT_EQ(table.columns.back(), "language_source");
    return table.rows.at(0).at("language") + " " + table.rows.at(0).at("language_source");
  };
  EXPECT_EQ(cells(british, {}), "en-GB given");
  EXPECT_EQ(cells(undeclared, {}), " ");
  EXPECT_EQ(cells(british, DocumentLanguage{"en", LanguageSource::given}), "en-GB given");
  EXPECT_EQ(cells(british, DocumentLanguage{"la", LanguageSource::given}), "la given");
  EXPECT_EQ(cells(undeclared, DocumentLanguage{"de", LanguageSource::found}), "de found");
  EXPECT_EQ(cells(undeclared, DocumentLanguage{"de", LanguageSource::corpus}), "de corpus");
  EXPECT_EQ(cells(undeclared, DocumentLanguage{}), " none");
}

TEST(Documents, SayWhatIsKnownOfEach) {
  const CsvTable table = parse_csv(documents_csv({full_document()}, {{120, 34, true, 17}}));
  ASSERT_EQ(table.rows.size(), 1U);
  CsvTable::Row row = table.rows[0];
  EXPECT_EQ(row["document"], "lorne/1");
  EXPECT_EQ(row["path"], "texts/lorne/1.txt");
  EXPECT_EQ(row["date"], "2021-03");
  EXPECT_EQ(row["date_precision"], "circa");
  EXPECT_EQ(row["author"], "Hedda Lorne");
  EXPECT_EQ(row["title"], "Lakes, and shores");
  EXPECT_EQ(row["language"], "en");
  EXPECT_EQ(row["bytes"], "120");
  EXPECT_EQ(row["tokens"], "34");
  EXPECT_EQ(row["warnings"], "empty document; read as Windows-1252");
  EXPECT_EQ(row["hard_wrapped"], "yes");
  EXPECT_EQ(row["bytes_cut"], "17");
  EXPECT_EQ(row["institution"], "Presidency");
  EXPECT_EQ(row["genre"], "speech");
  EXPECT_EQ(row["series"], "harbour");
  EXPECT_EQ(row["source_url"], "http://x.test/");
}

TEST(Documents, LeaveTheUnknownEmpty) {
  Document document;
  document.id = "x";
  document.path = "x.txt";
  const CsvTable table = parse_csv(documents_csv({document}, {{0, 0, false}}));
  ASSERT_EQ(table.rows.size(), 1U);
  for (const char* column : {"date", "date_precision", "author", "title", "language", "warnings"}) {
    EXPECT_EQ(table.rows[0].at(column), "") << column;
  }
  EXPECT_EQ(table.rows[0].at("bytes"), "0");
  EXPECT_EQ(table.rows[0].at("hard_wrapped"), "no");
}

TEST(Documents, CarriedMetadataGetsColumnsAtTheEndInOrder) {
  Document one = full_document(), two = full_document();
  one.extra = {{"label", "7"}, {"zone", "north"}};
  two.extra = {{"amount", "3"}, {"label", "8"}};
  const Strings fixed = parse_csv(documents_csv({}, {})).columns;
  const CsvTable table = parse_csv(documents_csv({one, two}, {{}, {}}));
  Strings expected = fixed;
  expected.insert(expected.end(), {"amount", "label", "zone"});
  EXPECT_EQ(table.columns, expected);
  EXPECT_EQ(table.rows[0].at("label"), "7");
  EXPECT_EQ(table.rows[0].at("amount"), "");
  EXPECT_EQ(table.rows[0].at("zone"), "north");
  EXPECT_EQ(table.rows[1].at("amount"), "3");
}

TEST(Documents, CarriedMetadataNeverSharesANameWithAFixedColumn) {
  Document document = full_document();
  document.extra = {{"document", "x"}, {"tokens", "many"}, {"warnings", "none"}};
  const auto records = parse_csv_records(documents_csv({document}, {{120, 34, true}}));
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(std::set(records[0].begin(), records[0].end()).size(), records[0].size());
  EXPECT_EQ(records[1].at(8), "34");
  for (const char* value : {"x", "many", "none"}) {
    EXPECT_EQ(std::count(records[1].begin(), records[1].end(), value), 1) << value;
  }
}

/// similarity.csv with one pair in it.
CsvTable similarity_csv(const PairScore& score, const std::vector<Document>& documents) {
  std::string text;
  RowWriter<SimilarityRow> rows(similarity_table(), TableFormat::csv,
                                [&](std::string_view part) { text += part; });
  rows.write({score, 5, documents});
  rows.finish();
  return parse_csv(text);
}

TEST(SimilarityTable, HasTheColumnsOfTheContract) {
  const std::vector<Document> documents(2, full_document());
  EXPECT_EQ(similarity_csv({}, documents).columns,
            (Strings{"a", "b", "shingle", "shingles_a", "shingles_b", "shared", "union", "jaccard",
                     "containment_a", "containment_b", "method", "standard_error", "low", "high",
                     "overlap", "weighted"}));
}

TEST(SimilarityTable, HasNothingWhereARatioIsUnknown) {
  const std::vector<Document> documents(2, full_document());
  PairScore score;
  score.b = 1;
  const CsvTable table = similarity_csv(score, documents);
  for (const char* column : {"jaccard", "containment_a", "containment_b", "overlap", "weighted"}) {
    EXPECT_EQ(table.rows.at(0).at(column), "") << column;
  }
  EXPECT_EQ(table.rows[0].at("method"), "exact");
  EXPECT_EQ(table.rows[0].at("shingle"), "5");
}

TEST(SimilarityTable, HasTheNumberOfEachMeasureInItsColumn) {
  const std::vector<Document> documents(2, full_document());
  PairScore score;
  score.b = 1;
  score.jaccard = 0.125, score.containment_a = 0.25, score.containment_b = 0.5;
  score.overlap = 0.75, score.weighted = 0.0625;
  const CsvTable table = similarity_csv(score, documents);
  const CsvTable::Row& row = table.rows.at(0);
  for (const Measure& measure : kMeasures) {
    const std::string name(measure.name);
    if (measure.directed()) {
      EXPECT_EQ(std::stod(row.at(name + "_a")), measure.a_in_b(score)) << name;
      EXPECT_EQ(std::stod(row.at(name + "_b")), measure.b_in_a(score)) << name;
    } else {
      EXPECT_EQ(std::stod(row.at(name)), measure.of(score)) << name;
    }
  }
}

}  // namespace
}  // namespace leitwort::test
