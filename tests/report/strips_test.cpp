#include "csv_reader.hpp"
#include <leitwort/report.hpp>

#include <algorithm>
#include <random>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

namespace leitwort::test {
namespace {

/// Documents of ten tokens and formulations of one token that stand in some of them.
struct Sample {
  std::vector<Document> documents;
  std::vector<Date> dates;
  Tokens tokens;
  Formulations found;
  Periods periods;

  explicit Sample(std::vector<Date> of_documents, PeriodLength length = PeriodLength::year)
      : dates(std::move(of_documents)) {
    for (std::size_t d = 0; d < dates.size(); ++d) {
      documents.emplace_back().id = "d" + std::to_string(d);
      tokens.ids.resize(10 * (d + 1));
      tokens.document_begin.push_back(static_cast<TokenIndex>(tokens.ids.size()));
      tokens.hard_wrapped.push_back(0);
    }
    periods = make_periods(tokens, dates, length);
  }
  /// The documents that have it, each with the wording that it uses.
  Formulation& add(const std::string& text, const std::vector<DocumentIndex>& in,
                   const std::vector<std::uint32_t>& wordings = {}) {
    Formulation& row = found.rows.emplace_back();
    row.text = text;
    row.wordings = {{.text = text, .slot_values = {}}};
    row.places_begin = found.places.size();
    const auto shift = static_cast<TokenIndex>(found.rows.size() % 10);
    for (std::size_t i = 0; i < in.size(); ++i) {
      const TokenIndex begin = 10 * in[i] + shift;
      found.places.push_back({begin, begin + 1, wordings.empty() ? 0 : wordings[i]});
    }
    row.places_end = found.places.size();
    return row;
  }
  [[nodiscard]] FormulationTables tables() const {
    return {documents, dates, tokens, found, periods};
  }
  [[nodiscard]] std::string strips(const StripOptions& options) const {
    std::string text;
    write_strips(tables(), options, [&](std::string_view part) { text += part; });
    return text;
  }
  template <typename Write>
  [[nodiscard]] CsvTable csv(Write write) const {
    std::string text;
    write(tables(), TableFormat::csv, [&](std::string_view part) { text += part; });
    return parse_csv(text);
  }
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

Date year(int value) {
  return {.year = static_cast<std::int16_t>(value)};
}

/// 2000 to 2009 but 2003; two documents in 2001.
Sample decade() {
  return Sample({year(2000), year(2001), year(2001), year(2002), year(2004), year(2005), year(2006),
                 year(2007), year(2008), year(2009)});
}

TEST(Strips, AreALineEach) {
  Sample sample = decade();
  sample.add("shared waters", {0, 1, 9});
  sample.add("patience", {4});
  EXPECT_EQ(sample.strips({.width = 60}),
            "rank  formulation    first  last  2000 2005   most\n"
            "────  ─────────────  ─────  ────  ┬────┬────  ────\n"
            "   1  shared waters  2000   2009  █▄·╱·····█  100%\n"
            "   2  patience       2004   2004  ···╱█·····  100%\n"
            "▁▄█ share of documents, █ the row's most   · in none\n"
            "╱ there are no documents\n");
}

TEST(Strips, DrawALongRunWithoutDocumentsAsOneCell) {
  Sample sample({year(2000), year(2001), year(2003), year(9999)});
  sample.add("shared waters", {0, 2, 3});
  EXPECT_EQ(sample.strips({.width = 60}),
            "rank  formulation    first  last  2000    most\n"
            "────  ─────────────  ─────  ────  ┬─────  ────\n"
            "   1  shared waters  2000   9999  █·╱█≈█  100%\n"
            "▁▄█ share of documents, █ the row's most   · in none\n"
            "╱ there are no documents   ≈ nor any of 2004..9998\n");
}

TEST(Strips, WithManyRunsStillFit) {
  std::vector<Date> dates;
  for (int y = 100; y < 9999; y += 150) dates.push_back(year(y));
  Sample sample(dates);
  sample.add("patience", {0, 7, 60});
  for (const std::string& line : lines_of(sample.strips({.width = 80}))) {
    EXPECT_LE(display_width(line), 80U) << line;
  }
}

TEST(Strips, ShowTiesAndCirca) {
  Sample sample({year(2000), year(2000), {.year = 2002, .circa = true}});
  sample.add("patience", {0, 1, 2});
  const auto lines = lines_of(sample.strips({.width = 80}));
  EXPECT_EQ(lines.at(2), "   1  patience     2000 (2 tie)  c. 2002  █╱█   100%");
}

TEST(Strips, PutSeveralPeriodsIntoACellWhereThereIsNoRoom) {
  std::vector<Date> dates;
  for (int y = 1789; y <= 2021; ++y) dates.push_back(year(y));
  Sample sample(dates);
  sample.add("fellow citizens", {0, 1, 100, 101, 102, 103, 104, 232});
  const auto lines = lines_of(sample.strips({.width = 80}));
  // Cells of ten years begin at round ones: 1789 is one of its own.
  EXPECT_EQ(lines.at(0), "rank  formulation      first  last    1800 1850 1900 1950      most");
  EXPECT_EQ(lines.at(2), "   1  fellow citizens  1789   2021  █▁········▁▄············▄  100%");
  EXPECT_TRUE(lines.back().ends_with("1 cell = 10 years")) << lines.back();
}

TEST(Strips, OfMonthsBeginTheirCellsWithYears) {
  std::vector<Date> dates;
  for (std::int16_t y = 2000; y < 2020; ++y) {
    for (std::uint8_t m = 1; m <= 12; ++m) dates.push_back({.year = y, .month = m});
  }
  Sample sample(dates, PeriodLength::month);
  sample.add("patience", {0, 239});
  const auto lines = lines_of(sample.strips({.width = 70}));
  EXPECT_TRUE(lines.at(0).find("2000-01") != std::string::npos) << lines.at(0);
  EXPECT_TRUE(lines.back().ends_with("1 cell = 1 year")) << lines.back();
}

TEST(Strips, NeverAreWiderThanTheTerminal) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::vector<Date> dates;
    const unsigned span = 1 + static_cast<unsigned>(random() % 300);
    for (std::size_t d = 0; d < 1 + random() % 40; ++d) {
      dates.push_back(year(static_cast<int>(1700 + random() % span)));
    }
    Sample sample(dates, random() % 4 == 0 ? PeriodLength::decade : PeriodLength::year);
    for (int row = 0; row < 5; ++row) {
      std::string text;
      for (std::size_t i = 0; i < 1 + random() % 30; ++i) text += random() % 2 == 0 ? "湖" : "a ";
      std::vector<DocumentIndex> in;
      for (DocumentIndex d = 0; d < dates.size(); ++d) {
        if (random() % 3 == 0) in.push_back(d);
      }
      sample.add(text, in);
    }
    const std::size_t width = 40 + random() % 120;
    const auto lines = lines_of(sample.strips({.width = width}));
    for (const std::string& line : lines) {
      ASSERT_LE(display_width(line), width) << line;
    }
    // Every strip ends where the rule does, whatever the words' width.
    for (std::size_t i = 2; i < 7; ++i) {
      if (lines[i].ends_with('%')) {
        ASSERT_EQ(display_width(lines[i]), display_width(lines[1])) << lines[i];
      }
    }
  }
}

TEST(Strips, CutWhatIsTooLongAndAlignHan) {
  Sample sample = decade();
  sample.add("湖水共享湖水共享湖水共享湖水共享", {0});
  sample.add("neither shore can prosper against the other", {1});
  EXPECT_EQ(sample.strips({.width = 56}),
            "rank  formulation          first  last  2000 2005   most\n"
            "────  ───────────────────  ─────  ────  ┬────┬────  ────\n"
            "   1  湖水共享湖水共享湖…  2000   2000  █··╱······  100%\n"
            "   2  neither shore can …  2001   2001  ·█·╱······   50%\n"
            "▁▄█ share of documents, █ the row's most   · in none\n"
            "╱ there are no documents\n");
}

TEST(Strips, ColoursAreOnlyAddedToTheSameText) {
  Sample sample = decade();
  sample.add("shared waters", {0, 1, 9});
  std::string coloured = sample.strips({.width = 60, .colour = true});
  EXPECT_NE(coloured.find("\x1b[38;5;220;48;5;220m█\x1b[0m"), std::string::npos);
  for (std::size_t at = 0; (at = coloured.find('\x1b')) != std::string::npos;) {
    coloured.erase(at, coloured.find('m', at) - at + 1);
  }
  EXPECT_EQ(coloured, sample.strips({.width = 60}));
}

TEST(Strips, CountTheRowsThatTheyLeaveOut) {
  Sample sample = decade();
  for (int i = 0; i < 5; ++i) sample.add("patience", {0});
  const auto lines = lines_of(sample.strips({.width = 80, .most_rows = 3}));
  EXPECT_EQ(lines.at(5), "… 2 more rows (--format csv shows all)");
}

TEST(Strips, WithoutDatesSaySo) {
  Sample sample(std::vector<Date>(2));
  sample.add("patience", {0, 1});
  EXPECT_EQ(
      sample.strips({.width = 80}),
      "rank  formulation  first    last\n"
      "────  ───────────  ───────  ───────\n"
      "   1  patience     undated  undated\n"
      "No document is dated as precisely as a period, so there is nothing to show over time.\n");
  // A date that is coarser than a period is a date all the same.
  Sample coarse({year(2000), {.year = 2001, .month = 3}}, PeriodLength::month);
  coarse.add("patience", {0});
  EXPECT_EQ(lines_of(coarse.strips({.width = 80})).at(2), "   1  patience     2000   2000  ·");
}

TEST(Strips, OfNothingAreAHeader) {
  EXPECT_EQ(lines_of(decade().strips({.width = 80})).size(), 2U);
  EXPECT_EQ(lines_of(Sample(std::vector<Date>{}).strips({.width = 80})).size(), 2U);
}

// --- columns ------------------------------------------------------------------------------------

TEST(TimelineColumns, SayWhoLeadsAndWhoHasUsedIt) {
  Sample sample({year(2019), year(2020), year(2022), year(2022), year(2023)});
  const char* authors[] = {"Lorne", "", "Lorne", "Aldhal", ""};
  for (std::size_t d = 0; d < 5; ++d) sample.documents[d].author = authors[d];
  Formulation& row = sample.add("the {greatest|highest} value", {0, 2, 3}, {0, 0, 1});
  row.wordings = {{.text = "", .slot_values = {"greatest", "value"}},
                  {.text = "", .slot_values = {"highest", "value"}}};
  const CsvTable table = sample.csv(write_timeline);
  ASSERT_EQ(table.rows.size(), 5U);
  const std::vector<std::string> leading = {"1=greatest;2=value", "", "",
                                            "1=greatest|highest;2=value", ""};
  const std::vector<std::string> cumulative = {"1", "1", "1", "2", "2"};
  for (std::size_t p = 0; p < 5; ++p) {
    EXPECT_EQ(table.rows[p].at("leading"), leading[p]) << p;
    EXPECT_EQ(table.rows[p].at("authors"), cumulative[p]) << p;
  }
  // One place in ten tokens; 0.0253 to 5.57 are as many times as likely.
  EXPECT_EQ(table.rows[0].at("per_10k"), "1000");
  EXPECT_EQ(table.rows[0].at("per_10k_low"), "25.3178");
  EXPECT_EQ(table.rows[0].at("per_10k_high"), "5571.64");
  EXPECT_EQ(table.rows[1].at("per_10k_low"), "0");
  EXPECT_EQ(table.rows[2].at("per_10k_low"), "") << "no documents, no rates";
  EXPECT_EQ(table.rows[2].at("per_10k_high"), "");
  const CsvTable rows = sample.csv(write_formulations);
  EXPECT_EQ(rows.rows.at(0).at("authors"), "2");
}

TEST(TimelineColumns, KnowNoAuthorsWhereNoneIsNamed) {
  Sample sample = decade();
  sample.add("patience", {0, 5});
  for (const auto& row : sample.csv(write_timeline).rows) EXPECT_EQ(row.at("authors"), "");
  EXPECT_EQ(sample.csv(write_formulations).rows.at(0).at("authors"), "");
  EXPECT_EQ(sample.csv(write_formulations).rows.at(0).at("life"), "");
}

TEST(WordsForPeople, SayThatDatesTie) {
  EXPECT_EQ(attestation_for_people({}), "undated");
  EXPECT_EQ(attestation_for_people({year(2017), {3}}), "2017");
  EXPECT_EQ(attestation_for_people({{.year = 2021, .circa = true}, {3, 4}}), "c. 2021 (2 tie)");
}

}  // namespace
}  // namespace leitwort::test
