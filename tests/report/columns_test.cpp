// Columns make header, rows and types; the example is that of tables.hpp.

#include <leitwort/exchange.hpp>
#include <leitwort/reading.hpp>
#include <leitwort/tables.hpp>

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace leitwort::test {
namespace {

struct Town {
  std::string name;
  std::uint64_t people;
};
constexpr leitwort::Column<Town> kColumns[] = {
    {"town", "its name", [](const Town& t) { return t.name; }},
    {"people", "who live there", [](const Town& t) { return t.people; }},
};

std::string towns(const TableForm& form) {
  std::string text;
  const Sink sink = [&](std::string_view part) { text += part; };
  const leitwort::Table<Town> table = {"towns", "a town", kColumns};
  leitwort::RowWriter<Town> rows(table, form, sink);
  rows.write({"Varn", 41000});
  rows.finish();
  return text;
}

TEST(Columns, MakeHeaderAndRows) {
  EXPECT_EQ(towns(TableFormat::csv), "town,people\r\nVarn,41000\r\n");
  EXPECT_EQ(towns(TableFormat::jsonl), "{\"town\": \"Varn\", \"people\": 41000}\n");
}

/// What a cell may be.
struct Values {
  std::optional<std::string> text;
  std::optional<std::uint64_t> whole;
  double number;
};
constexpr Column<Values> kValues[] = {
    {"optional", "", [](const Values& v) { return v.text; }},
    {"view", "", [](const Values&) { return std::string_view("view"); }},
    {"literal", "", [](const Values&) { return "literal"; }},
    {"whole", "", [](const Values& v) { return v.whole; }},
    {"narrow", "", [](const Values&) { return std::uint32_t{7}; }},
    {"number", "", [](const Values& v) { return v.number; }},
    {"first", "", 10, [](const Values&, std::size_t which) { return std::uint64_t{which}; }},
    {"second", "", 20, [](const Values&, std::size_t which) { return std::uint64_t{which}; }},
};
static_assert(kValues[0].type == ColumnType::string && kValues[1].type == ColumnType::string &&
              kValues[2].type == ColumnType::string && kValues[3].type == ColumnType::integer &&
              kValues[4].type == ColumnType::integer && kValues[5].type == ColumnType::number &&
              kValues[6].type == ColumnType::integer);

TEST(Columns, AreOfTheTypeThatTheirFunctionsReturn) {
  std::string text;
  RowWriter<Values> rows({"values", "", kValues}, TableFormat::jsonl,
                         [&](std::string_view part) { text += part; });
  rows.write({"some", 3, 0.5});
  rows.write({std::nullopt, std::nullopt, kUnknown});
  rows.finish();
  EXPECT_EQ(text,
            "{\"optional\": \"some\", \"view\": \"view\", \"literal\": \"literal\", \"whole\": 3, "
            "\"narrow\": 7, \"number\": 0.5, \"first\": 10, \"second\": 20}\n"
            "{\"optional\": null, \"view\": \"view\", \"literal\": \"literal\", \"whole\": null, "
            "\"narrow\": 7, \"number\": null, \"first\": 10, \"second\": 20}\n");
}

TEST(Tables, HaveNamesOfTheirOwnAndSoHaveTheirColumns) {
  std::set<std::string> names;
  for (const TableFacts& table : tables()) {
    EXPECT_TRUE(names.insert(table.name).second) << table.name;
    EXPECT_FALSE(table.about.empty()) << table.name;
    std::set<std::string_view> columns;
    for (const ColumnFacts& column : table.columns) {
      EXPECT_TRUE(columns.insert(column.name).second) << table.name << " " << column.name;
      EXPECT_FALSE(column.about.empty()) << table.name << " " << column.name;
    }
  }
}

TEST(Duplicates, OfUnknownDateHaveNullInJson) {
  const std::vector<std::string> ids = {"early", "undated"};
  const std::vector<Date> dates = {{2001, 0, 0, false}, {}};
  PairScore pair;
  pair.b = 1, pair.jaccard = 1;
  std::string text;
  const std::vector<DocumentIndex> representatives = {0, 0};
  write_duplicates(std::span(&pair, 1), representatives, ids, dates, TableFormat::jsonl,
                   [&](std::string_view part) { text += part; });
  EXPECT_NE(text.find("\"date\": \"2001\"}"), std::string::npos) << text;
  EXPECT_NE(text.find("\"date\": null}"), std::string::npos) << text;
}

}  // namespace
}  // namespace leitwort::test
