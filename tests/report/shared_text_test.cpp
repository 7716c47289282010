#include "report/characters.hpp"
#include <leitwort/report.hpp>
#include <leitwort/watchlist.hpp>

#include <random>
#include <sstream>

#include <gtest/gtest.h>
#include <unicode/uchar.h>

namespace leitwort::test {
namespace {

/// Documents, and what a watch-list finds in them.
struct Sample {
  std::vector<Document> documents;
  std::vector<Date> dates;
  Tokens tokens;
  Vocabulary vocabulary;
  Formulations formulations;
  Passages passages;

  Sample(const std::vector<std::string>& texts, const std::string& list) {
    for (const std::string& text : texts) {
      Document& document = documents.emplace_back();
      document.id = "d" + std::to_string(documents.size() - 1);
      document.text = text;
      dates.push_back({.year = static_cast<std::int16_t>(1999 + documents.size())});
    }
    tokenize(documents, tokens, vocabulary);
    formulations = find_watched(tokens, vocabulary, parse_watch_list(list, "list"), documents);
  }
  /// Two documents have these tokens in a passage, word for word.
  void add_passage(DocumentIndex a, TokenIndex begin_a, DocumentIndex b, TokenIndex begin_b,
                   std::uint32_t length) {
    Passage& row = passages.rows.emplace_back();
    row.a = a;
    row.b = b;
    row.begin_a = tokens.document_begin[a] + begin_a;
    row.begin_b = tokens.document_begin[b] + begin_b;
    row.end_a = row.begin_a + length;
    row.end_b = row.begin_b + length;
    row.runs_begin = passages.runs.size();
    passages.runs.push_back({AlignmentRun::Kind::equal, length});
    row.runs_end = passages.runs.size();
  }
  [[nodiscard]] std::string shown(DocumentIndex document, const SharedTextOptions& options) const {
    std::string text;
    write_shared_text({documents, dates, tokens, formulations, passages}, document, options,
                      [&](std::string_view part) { text += part; });
    return text;
  }
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string replaced(std::string text, std::string_view old, std::string_view with) {
  for (std::size_t at = 0; (at = text.find(old, at)) != std::string::npos; at += with.size()) {
    text.replace(at, old.size(), with);
  }
  return text;
}

std::string without_colours(std::string text) {
  for (std::size_t at = 0; (at = text.find("\x1b[")) != std::string::npos;) {
    text.erase(at, text.find('m', at) - at + 1);
  }
  return text;
}

/// The lines between the two rules.
std::vector<std::string> body_of(const std::string& shown) {
  std::vector<std::string> lines = lines_of(shown);
  const auto is_rule = [](const std::string& line) { return line.starts_with("────"); };
  const auto first = std::ranges::find_if(lines, is_rule);
  const auto second = std::find_if(first + 1, lines.end(), is_rule);
  return {first + 1, second};
}

Sample lake() {
  Sample sample({"The spirit of shared waters guides us,\n\nand patience is a treaty.\n",
                 "Shared waters. They say that patience is a treaty with time.", "Shared waters."},
                "shared waters\nspirit of shared waters\npatience\nnowhere\n");
  sample.add_passage(0, 8, 1, 5, 4);
  return sample;
}

TEST(SharedTextForPeople, HasMarksBelow) {
  EXPECT_EQ(lake().shown(0, {.width = 60}),
            "d0 · 2000\n"
            "12 tokens, 5 (42%) in 3 formulations, 4 (33%) word for word\n"
            "in passages of 1 other document\n"
            "·· 1  ┄┄ 2  ── 3–5  ━━ 6–20  ▀▀ more\n"
            "documents have it, this one included  ══ passage\n"
            "1── its number in the list below\n"
            "────────────────────────────────────────────────────────────\n"
            "The spirit of shared waters guides us,\n"
            "    3········ 1────────────\n"
            "\n"
            "and patience is a treaty.\n"
            "    2┄┄┄┄┄┄┄ ═══════════\n"
            "────────────────────────────────────────────────────────────\n"
            "   #  documents  places  first       formulation\n"
            "   1          3       1  2000, here  shared waters\n"
            "   2          2       1  2000, here  patience\n"
            "   3          1       1  2000, here  spirit of shared waters\n"
            "\n"
            "passages  tokens  of\n"
            "       1       4  d1 · 2001\n");
}

TEST(SharedTextForPeople, HasColoursAndNumbersBehindWords) {
  const std::string shown = lake().shown(0, {.width = 60, .colour = true});
  const std::vector<std::string> body = body_of(shown);
  ASSERT_EQ(body.size(), 3U);
  EXPECT_EQ(body[0],
            "The \x1b[48;5;240;38;5;231mspirit of³\x1b[0m "
            "\x1b[48;5;30;38;5;231mshared waters¹\x1b[0m guides us,");
  EXPECT_EQ(body[2],
            "and \x1b[48;5;60;38;5;231mpatience²\x1b[0m \x1b[4;48;5;60;38;5;231mis a "
            "treaty\x1b[0m.");
}

TEST(SharedTextForPeople, OfATextThatSharesNothingIsTheText) {
  const Sample sample({"Alone.\n", "Other."}, "nowhere\n");
  EXPECT_EQ(sample.shown(0, {.width = 40}),
            "d0 · 2000\n"
            "1 token, none of them in a shared\n"
            "formulation or passage\n"
            "────────────────────────────────────────\n"
            "Alone.\n");
}

TEST(SharedTextForPeople, OfAnEmptyTextIsAHead) {
  for (const char* text : {"", "\n\n", " \r\n"}) {
    const Sample sample({text, "Other."}, "other\n");
    EXPECT_TRUE(sample.shown(0, {.width = 40}).ends_with("─\n")) << text;
    EXPECT_TRUE(sample.shown(0, {.width = 40}).starts_with("d0 · 2000\n0 tokens, none")) << text;
  }
}

TEST(SharedTextForPeople, LeavesFrontMatterOut) {
  Sample sample({"---\ntitle: A\n---\nshared text", "shared text"}, "shared text\n");
  sample.documents[0].body_begin = sample.documents[0].text.find("shared");
  sample.documents[0].title = "The \x1b[31mtitle";
  sample.documents[0].author = "N. N.";
  const std::string shown = sample.shown(0, {.width = 60});
  EXPECT_TRUE(shown.starts_with("d0 · 2000 · N. N. · The [31mtitle\n")) << shown;
  EXPECT_EQ(body_of(shown), (std::vector<std::string>{"shared text", "1┄┄┄┄┄┄┄┄┄┄"}));
}

TEST(SharedTextForPeople, MarksHanByItsWidthAndWrapsIt) {
  std::string text;
  for (int i = 0; i < 12; ++i) text += "湖水共享，";
  const Sample sample({text, "湖水"}, "湖水\n");
  const std::vector<std::string> body = body_of(sample.shown(0, {.width = 40}));
  ASSERT_EQ(body.size(), 6U);
  EXPECT_EQ(body[0], "湖水共享，湖水共享，湖水共享，湖水共享，");
  EXPECT_EQ(body[1], "1┄┄┄      1┄┄┄      1┄┄┄      1┄┄┄");
}

TEST(SharedTextForPeople, BreaksAWordThatHasNoRoom) {
  const Sample sample({std::string(100, 'a'), std::string(100, 'a')}, std::string(100, 'a') + "\n");
  const std::vector<std::string> body = body_of(sample.shown(0, {.width = 40}));
  ASSERT_EQ(body.size(), 6U);
  EXPECT_EQ(body[0], std::string(40, 'a'));
  EXPECT_EQ(body[4], std::string(20, 'a'));
  EXPECT_EQ(body[1], "1" + replaced(std::string(39, '-'), "-", "┄"));
  EXPECT_EQ(body[5], replaced(std::string(20, '-'), "-", "┄")) << "one number a place";
}

TEST(SharedTextForPeople, KeepsTabsAndAllKindsOfLineEnds) {
  const Sample sample({"a\tb\r\nc\rd\xE2\x80\xA8"
                       "e\n\nx\ty z",
                       "y z"},
                      "y z\n");
  const std::vector<std::string> expected = {"a       b", "c",           "d",          "e",
                                             "",          "x       y z", "        1┄┄"};
  EXPECT_EQ(body_of(sample.shown(0, {.width = 40})), expected);
}

TEST(SharedTextForPeople, ShowsNoControlCharacter) {
  // Escapes, a bell, C1's CSI, an override of direction, bytes that are no UTF-8, a soft hyphen.
  const Sample sample({"pass\x1b]0;title\x07 words\x1b[2J \xC2\x9B"
                       "1m \xE2\x80\xAE"
                       "abc \xFF\xC3( "
                       "co\xC2\xADop",
                       "words"},
                      "words\n");
  const std::vector<std::string> body = body_of(sample.shown(0, {.width = 80}));
  EXPECT_EQ(body.at(0), "pass␛]0;title␇ words␛[2J [U+009B]1m [U+202E]abc ��( coop");
  EXPECT_EQ(body.at(1), "               1┄┄┄┄");
}

TEST(SharedTextForPeople, LetsThroughWhatJoinsLetters) {
  const std::string persian = "می\xE2\x80\x8Cخواهم";
  const Sample sample({persian, persian}, persian + "\n");
  EXPECT_EQ(body_of(sample.shown(0, {.width = 40})).at(0), persian);
}

/// Words of several scripts, with what is hostile between them.
std::string random_text(std::mt19937& random) {
  static const std::vector<std::string> kParts = {"a",
                                                  "lake",
                                                  "waters",
                                                  "湖",
                                                  "水",
                                                  "，",
                                                  " ",
                                                  " ",
                                                  " ",
                                                  "\n",
                                                  "\t",
                                                  "-",
                                                  "\x1b",
                                                  "\x07",
                                                  "\xFF",
                                                  "\xE2\x80",
                                                  "\xC3",
                                                  "é",
                                                  "e\xCC\x81",
                                                  "שלום",
                                                  "\xF0\x9F\x98\x80",
                                                  "\r\n",
                                                  "…",
                                                  "½",
                                                  "\xC2\xAD",
                                                  "\xE2\x80\x8B",
                                                  "ﷺ",
                                                  "\xEF\xBB\xBF"};
  std::string text;
  for (std::size_t i = random() % 120; i > 0; --i) text += kParts[random() % kParts.size()];
  return text;
}

std::string without_spaces(std::string_view text) {
  std::string rest;
  report::for_each_character(text, [&](UChar32 c, std::size_t, std::size_t) {
    const bool hint = c == 0xAD || c == 0x200B || c == 0xFEFF;
    if (u_isUWhiteSpace(c) == 0 && !hint) {
      char bytes[4];
      int32_t size = 0;
      U8_APPEND_UNSAFE(bytes, size, c);
      rest.append(bytes, static_cast<std::size_t>(size));
    }
    return true;
  });
  return rest;
}

TEST(SharedTextForPeople, OfRandomTextsIsAllOfThemWithinTheWidth) {
  std::mt19937 random(5);
  for (int round = 0; round < 400; ++round) {
    Sample sample({random_text(random), random_text(random), random_text(random)},
                  "lake\na lake\n湖\n湖水\nwaters | lake waters\n1\n");
    const auto size = static_cast<std::uint32_t>(sample.tokens.ids_of(0).size());
    const auto other = static_cast<std::uint32_t>(sample.tokens.ids_of(1).size());
    for (int i = 0; i < 3 && std::min(size, other) > 4; ++i) {
      const std::uint32_t length =
          3 + static_cast<std::uint32_t>(random() % (std::min(size, other) - 3));
      sample.add_passage(0, static_cast<std::uint32_t>(random() % (size - length + 1)), 1,
                         static_cast<std::uint32_t>(random() % (other - length + 1)), length);
    }
    const std::size_t width = 40 + random() % 60;
    const std::string plain = sample.shown(0, {.width = width});
    for (const std::string& line : lines_of(plain)) {
      ASSERT_LE(display_width(line), width) << line;
    }
    const std::string coloured = sample.shown(0, {.width = width, .colour = true});
    const std::string seen = without_colours(coloured);
    for (const std::string& output : {plain, seen}) {
      for (const char c : output) {
        ASSERT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << "round " << round;
      }
    }
    for (const std::string& line : lines_of(seen)) ASSERT_LE(display_width(line), width) << line;
    // Of what is printed in colour the text is what is no number.
    std::string letters = without_spaces(seen.substr(seen.find("──")));
    for (const char* digit : {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "─"}) {
      letters = replaced(letters, digit, "");
    }
    const std::string text = without_spaces(report::visible(
        replaced(replaced(replaced(sample.documents[0].text, "\xC2\xAD", ""), "\xE2\x80\x8B", ""),
                 "\xEF\xBB\xBF", "")));
    ASSERT_EQ(letters.substr(0, text.size()), text) << "round " << round;
  }
}

}  // namespace
}  // namespace leitwort::test
