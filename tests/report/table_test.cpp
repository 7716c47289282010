#include "csv_reader.hpp"
#include <leitwort/report.hpp>

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace leitwort::test {
namespace {

using Columns = std::vector<std::string>;

std::string table(const TableForm& form, const Columns& columns, const std::vector<Row>& rows,
                  std::size_t most_rows = 40) {
  std::string text;
  TableWriter writer([&](std::string_view bytes) { text += bytes; }, form, columns, most_rows);
  for (const Row& row : rows) writer.row(row);
  writer.finish();
  return text;
}

const Cell kNothing = std::monostate{};
const Cell kNan = std::numeric_limits<double>::quiet_NaN();
Cell text(const char* value) {
  return std::string(value);
}
Cell whole(std::uint64_t value) {
  return value;
}

TEST(Csv, QuotesWhatMustBeQuotedAndNothingElse) {
  EXPECT_EQ(table(TableFormat::csv, {"a", "b"},
                  {{text("plain words; here"), text("a,b")},
                   {text("say \"so\""), text("two\nlines")},
                   {text("a\rb"), text("湖\tx")}}),
            "a,b\r\n"
            "plain words; here,\"a,b\"\r\n"
            "\"say \"\"so\"\"\",\"two\nlines\"\r\n"
            "\"a\rb\",湖\tx\r\n");
}

TEST(Csv, QuotesSpacesAtTheEnds) {
  EXPECT_EQ(table(TableFormat::csv, {"a", "b"}, {{text(" x"), text("x ")}}),
            "a,b\r\n\" x\",\"x \"\r\n");
}

TEST(Csv, QuotesNamesOfColumnsToo) {
  EXPECT_EQ(table(TableFormat::csv, {"a,b", "c"}, {}), "\"a,b\",c\r\n");
}

TEST(Csv, IsReadBackAsItWas) {
  const Columns nasty = {"", "\"", "\"\"", ",", "\r\n", "a\"b,c\nd", " ", "\t", "湖，\"", "'"};
  Row row;
  for (const std::string& field : nasty) row.emplace_back(field);
  const auto records = parse_csv_records(table(TableFormat::csv, nasty, {row, row}));
  ASSERT_EQ(records.size(), 3U);
  for (const auto& record : records) EXPECT_EQ(record, nasty);
}

TEST(Csv, TheUnknownIsAnEmptyField) {
  EXPECT_EQ(table(TableFormat::csv, {"a", "b", "c"}, {{kNothing, kNan, text("")}}),
            "a,b,c\r\n,,\r\n");
}

TEST(Csv, NumbersHaveAPointAndSixSignificantDigits) {
  EXPECT_EQ(table(TableFormat::csv, {"a", "b", "c", "d"},
                  {{1.0 / 3, 0.000123456789, 12345.678, 0.5},
                   {0.0, 1.0, 2.0 / 3, whole(18446744073709551615U)}}),
            "a,b,c,d\r\n"
            "0.333333,0.000123457,12345.7,0.5\r\n"
            "0,1,0.666667,18446744073709551615\r\n");
}

TEST(CsvReader, OfTheTestsIsStrict) {
  for (const char* wrong : {"a\n", "a", "\"a\r\n", "a\"b\r\n", "\"a\"b\r\n", "a\rb\r\n"}) {
    EXPECT_THROW(parse_csv_records(wrong), std::runtime_error) << wrong;
  }
  EXPECT_THROW(parse_csv("a,b\r\n1\r\n"), std::runtime_error);
  EXPECT_THROW(parse_csv("a,a\r\n1,2\r\n"), std::runtime_error);
}

TEST(Tsv, EscapesTabsLineEndsAndBackslashes) {
  EXPECT_EQ(table(TableFormat::tsv, {"a", "b"},
                  {{text("x\ty\nz\r\\n"), text("\"q\", 'r'")}, {kNothing, whole(7)}}),
            "a\tb\n"
            "x\\ty\\nz\\r\\\\n\t\"q\", 'r'\n"
            "\t7\n");
}

TEST(JsonLines, AreAnObjectARowInTheOrderOfTheColumns) {
  EXPECT_EQ(table(TableFormat::jsonl, {"z", "n", "x", "u", "a"},
                  {{text("q\"\\\n\t湖"), whole(7), 0.5, kNothing, kNan}}),
            "{\"z\": \"q\\\"\\\\\\n\\t湖\", \"n\": 7, \"x\": 0.5, \"u\": null, \"a\": null}\n");
}

TEST(JsonLines, HaveNoHeader) {
  EXPECT_EQ(table(TableFormat::jsonl, {"a"}, {}), "");
}

TEST(JsonLines, AreReadByAParserWhateverTheBytes) {
  const std::string line = table(TableFormat::jsonl, {"a", "b", "c"},
                                 {{std::string("\x01\x7F\xFF\xC3", 4), 1.0 / 3, text("\u2028")}});
  const auto object = nlohmann::json::parse(line);
  EXPECT_EQ(object["a"], "\x01\x7F\uFFFD\uFFFD");
  EXPECT_DOUBLE_EQ(object["b"].get<double>(), 0.333333);
  EXPECT_EQ(object["c"], "\u2028");
}

TEST(Table, AlignsByTheWidthInATerminal) {
  EXPECT_EQ(table(TableFormat::table, {"name", "n"},
                  {{text("湖泊水"), whole(1)}, {text("ab"), whole(222)}}),
            "name      n\n"
            "──────  ───\n"
            "湖泊水    1\n"
            "ab      222\n");
}

TEST(Table, PutsNumbersRightAndWordsLeft) {
  EXPECT_EQ(table(TableFormat::table, {"number", "word"},
                  {{whole(5), text("a")}, {kNothing, text("bcdef")}, {0.123456, kNothing}}),
            "number  word\n"
            "──────  ─────\n"
            "     5  a\n"
            "        bcdef\n"
            "0.1235\n");
}

TEST(Table, KeepsARowOnOneLineAndCutsWhatIsLong) {
  const std::string written =
      table(TableFormat::table, {"a"}, {{std::string("two\nlines\tand ") + std::string(200, 'x')}});
  EXPECT_NE(written.find("two lines and xxx"), std::string::npos);
  EXPECT_NE(written.find("x…\n"), std::string::npos);
  EXPECT_EQ(std::count(written.begin(), written.end(), '\n'), 3);
  EXPECT_EQ(written.find(std::string(100, 'x')), std::string::npos);
}

TEST(Table, CountsTheRowsThatItCuts) {
  const std::vector<Row> rows(5, Row{whole(1)});
  const std::string cut = table(TableFormat::table, {"a"}, rows, 2);
  EXPECT_EQ(cut, "a\n─\n1\n1\n… 3 more rows (--format csv shows all)\n");
  EXPECT_EQ(table(TableFormat::table, {"a"}, rows, 5).find("more rows"), std::string::npos);
}

TEST(Table, OtherFormatsCutNothing) {
  const std::vector<Row> rows(100, Row{whole(1)});
  EXPECT_EQ(parse_csv(table(TableFormat::csv, {"a"}, rows, 2)).rows.size(), 100U);
}

// --- words for people ---------------------------------------------------------------------------

TEST(Words, DatesForPeopleSayCircaAndUndated) {
  EXPECT_EQ(date_for_people({}), "undated");
  EXPECT_EQ(date_for_people({2017, 7, 4, false}), "2017-07-04");
  EXPECT_EQ(date_for_people({2021, 0, 0, true}), "c. 2021");
}

TEST(Words, NumbersAreGroupedByThousands) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(1234567), "1,234,567");
  EXPECT_EQ(grouped(100000), "100,000");
}

TEST(Words, WidthCountsColumns) {
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("é"), 1U);
  EXPECT_EQ(display_width("e\u0301"), 1U);
  EXPECT_EQ(display_width("湖，"), 4U);
  EXPECT_EQ(display_width("co\u00ADop"), 4U);
}

TEST(Words, AreCutToAWidthOnCharacters) {
  EXPECT_EQ(cut_to_width("lake", 4), "lake");
  EXPECT_EQ(cut_to_width("lakes", 4), "lak…");
  EXPECT_EQ(cut_to_width("湖泊水", 6), "湖泊水");
  EXPECT_EQ(cut_to_width("湖泊水", 5), "湖泊…");
  EXPECT_EQ(cut_to_width("湖泊水", 4), "湖…");
}

TEST(Words, GoOnOneLine) {
  EXPECT_EQ(one_line(" a \r\n\t b\u00A0\u3000c\x01 "), "a b c");
  EXPECT_EQ(one_line("\n"), "");
}

// --- for spreadsheets ---------------------------------------------------------------------------

TableForm guarded(TableFormat format) {
  TableForm form = format;
  form.guarded = true;
  return form;
}

TEST(GuardedCell, IsWhatASpreadsheetWouldRun) {
  for (const std::string formula : {"=1+1",   "+1",   "-1",       "@SUM(A1)", "=cmd|'/c calc'!A1",
                                    " =1",    "\t=1", "\u00A0=1", "\uFEFF=1", "\"=1",
                                    "'=1",    "''=1", "' \"=1",   "\ttext",   "\rtext",
                                    "\ntext", "＝1",  "＋1",      "－1",      "＠A1",
                                    "="}) {
    EXPECT_EQ(guarded_cell(formula), "'" + formula);
  }
  for (const std::string harmless : {"", " ", "'", "words", "a=b", "1-1", "3.5", "'tis", "\"so\"",
                                     "(=1)", "– a dash", "\u2212 1"}) {
    EXPECT_EQ(guarded_cell(harmless), harmless);
  }
}

/// The way back: a ' goes where what follows it would have been given one.
TEST(GuardedCell, CanBeTakenBack) {
  const auto given_back = [](const std::string& cell) {
    const bool marked = cell.starts_with('\'') && guarded_cell(cell.substr(1)) != cell.substr(1);
    return marked ? cell.substr(1) : cell;
  };
  std::vector<std::string> texts = {""};
  for (std::size_t i = 0; i < texts.size() && texts[i].size() < 5; ++i) {
    for (const char c : std::string("'=a \"\t")) texts.push_back(texts[i] + c);
  }
  for (const std::string& text : texts) EXPECT_EQ(given_back(guarded_cell(text)), text);
}

TEST(Csv, ForASpreadsheetGuardsTextAndNoNumber) {
  const std::vector<Row> rows = {
      {text("=1+1"), -0.5}, {text("-a"), kNothing}, {text("b"), whole(1)}};
  EXPECT_EQ(table(guarded(TableFormat::csv), {"=name", "number"}, rows),
            "'=name,number\r\n'=1+1,-0.5\r\n'-a,\r\nb,1\r\n");
  EXPECT_EQ(table(guarded(TableFormat::tsv), {"=name", "number"}, rows),
            "'=name\tnumber\n'=1+1\t-0.5\n'-a\t\nb\t1\n");
  EXPECT_EQ(table(TableFormat::csv, {"=name", "number"}, rows),
            "=name,number\r\n=1+1,-0.5\r\n-a,\r\nb,1\r\n");
}

TEST(Csv, BeginsWithAByteOrderMarkIfAsked) {
  for (const TableFormat format : {TableFormat::csv, TableFormat::tsv}) {
    TableForm form = format;
    form.byte_order_mark = true;
    EXPECT_EQ(table(form, {"a"}, {{text("b")}}), "\uFEFF" + table(format, {"a"}, {{text("b")}}));
  }
}

// --- at a terminal ------------------------------------------------------------------------------

TableForm seen(TableFormat format) {
  TableForm form = format;
  form.visible = true;
  return form;
}

const char* const kOrders = "a\x1b[2J\u009b\u202e\x7f\r\nb\tc\xff 湖";

TEST(ATerminal, GetsSignsInPlaceOfControlCharacters) {
  EXPECT_EQ(visible_lines(kOrders), "a␛[2J[U+009B][U+202E][U+007F]␍\nb\tc\uFFFD 湖");
  EXPECT_EQ(visible_line(kOrders), "a␛[2J[U+009B][U+202E][U+007F] b c\uFFFD 湖");
  EXPECT_EQ(table(seen(TableFormat::csv), {"x"}, {{text("a\x1b\rb")}}), "x\r\na␛␍b\r\n");
  EXPECT_EQ(table(seen(TableFormat::tsv), {"x"}, {{text("a\x1b\tb")}}), "x\na␛\\tb\n");
}

TEST(ATerminal, GetsTheSameValuesOfJsonLines) {
  const Row row = {text("a\x1b\u009b\u202e\x7f 湖")};
  const std::string line = table(seen(TableFormat::jsonl), {"x"}, {row});
  EXPECT_EQ(line, "{\"x\": \"a\\u001b\\u009b\\u202e\\u007f 湖\"}\n");
  EXPECT_EQ(nlohmann::json::parse(line),
            nlohmann::json::parse(table(TableFormat::jsonl, {"x"}, {row})));
}

}  // namespace
}  // namespace leitwort::test
