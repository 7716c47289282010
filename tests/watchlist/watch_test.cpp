#include "oracle/watch.hpp"

#include "oracle/corpus.hpp"
#include "watchlist/watch.hpp"
#include <leitwort/error.hpp>
#include <leitwort/watchlist.hpp>

#include <cmath>
#include <map>
#include <random>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

namespace leitwort {
namespace {

using Strings = std::vector<std::string>;

// --- the list -----------------------------------------------------------------------------------

TEST(WatchList, HoldsALineForEachFormulation) {
  const WatchList list = parse_watch_list(
      "\xEF\xBB\xBF# promises\r\n"
      "\n"
      "  Mutual Trust | trust in each other|mutual TRUST\r\n"
      " \t\n"
      "the * of Peace; now",
      "list");
  ASSERT_EQ(list.lines.size(), 2U);
  EXPECT_EQ(list.lines[0].line, 3U);
  EXPECT_EQ(list.lines[0].wordings,
            (std::vector<WatchedWording>{{{"mutual", "trust"}, {0, 0}},
                                         {{"trust", "in", "each", "other"}, {0, 0, 0, 0}}}));
  EXPECT_EQ(list.lines[1].line, 5U);
  EXPECT_EQ(list.lines[1].wordings,
            (std::vector<WatchedWording>{{{"the", "of", "peace", "now"}, {3, 0, 0, 0}}}));
}

TEST(WatchList, HasStarsAnywhereInside) {
  const WatchList list = parse_watch_list("a * b*c ** d * ; * e\n和平＊友谊｜peace", "list");
  EXPECT_EQ(list.lines[0].wordings,
            (std::vector<WatchedWording>{{{"a", "b", "c", "d", "e"}, {3, 3, 6, 6, 0}}}));
  EXPECT_EQ(
      list.lines[1].wordings,
      (std::vector<WatchedWording>{{{"和", "平", "友", "谊"}, {0, 3, 0, 0}}, {{"peace"}, {0}}}));
}

TEST(WatchList, RefusesWhatItCannotFollow) {
  const auto refusal = [](const std::string& text) -> std::string {
    try {
      parse_watch_list(text, "list.txt");
    } catch (const Error& error) {
      return error.what();
    }
    return "accepted";
  };
  EXPECT_EQ(refusal("fine\n\npeace | ; | trust"),
            "list.txt:3: a wording has no words; write words beside the |, or take it away");
  EXPECT_EQ(refusal("peace |"),
            "list.txt:1: a wording has no words; write words beside the |, or take it away");
  EXPECT_EQ(refusal("*"),
            "list.txt:1: a wording has no words; write the words between which * stands");
  EXPECT_EQ(refusal("# x\n* of peace"),
            "list.txt:2: a wording begins with *; take it away: * stands for words between two "
            "others");
  EXPECT_EQ(refusal("peace | the work * "),
            "list.txt:1: a wording ends with *; take it away: * stands for words between two "
            "others");
  EXPECT_EQ(refusal("\n# only this\n\xE3\x80\x80\n"),
            "list.txt: holds no formulation; write one a line, wordings of it separated by |");
  std::string longest = "word";
  for (int i = 1; i < 1000; ++i) longest += " word";
  EXPECT_EQ(refusal(longest), "accepted");
  EXPECT_NE(refusal(longest + " word").find("1001 words"), std::string::npos);
}

// --- what is found ------------------------------------------------------------------------------

struct Texts {
  std::vector<Document> documents;
  Tokens tokens;
  Vocabulary vocabulary;

  explicit Texts(const Strings& texts) {
    for (const std::string& text : texts) {
      documents.emplace_back().text = text;
      documents.back().id = fmt::format("{:03}", documents.size());
    }
    tokenize(documents, tokens, vocabulary);
  }
  [[nodiscard]] Formulations watch(const std::string& list) const {
    return find_watched(tokens, vocabulary, parse_watch_list(list, "list"), documents);
  }
  [[nodiscard]] Formulation row(const std::string& line) const { return watch(line).rows.at(0); }
};

TEST(Watched, RowsFollowTheListFoundOrNot) {
  const Texts texts({"Peace and friendship. Peace!", "No Peace, no friendship"});
  const Formulations found = texts.watch("friendship\nwar chariot\npeace\nfriendship");
  ASSERT_EQ(found.rows.size(), 4U);
  EXPECT_EQ(found.rows[0].text, "friendship");
  EXPECT_EQ(found.rows[1].text, "war chariot");
  EXPECT_EQ(found.rows[1].documents, 0U);
  EXPECT_EQ(found.rows[1].occurrences, 0U);
  EXPECT_TRUE(found.rows[1].wordings.empty());
  EXPECT_TRUE(found.places_of(found.rows[1]).empty());
  EXPECT_EQ(found.rows[2].documents, 2U);
  EXPECT_EQ(found.rows[2].occurrences, 3U);
  EXPECT_EQ(found.rows[2].explanation, "watch-list line 3: 2 documents, 3 places");
  EXPECT_EQ(found.rows[3].occurrences, 2U);
  for (const Formulation& row : found.rows) {
    EXPECT_TRUE(std::isnan(row.score));
    EXPECT_EQ(row.kind, FormulationKind::phrase);
  }
}

TEST(Watched, StarsStandForUpToThreeWordsInsideAPhrase) {
  const Texts texts({"The work of peace. The long work of peace. The one two three four of peace.",
                     "The of peace; the one two three of peace. The house; of peace."});
  const Formulation row = texts.row("the * of peace");
  EXPECT_EQ(row.occurrences, 4U);
  EXPECT_EQ(row.documents, 2U);
  EXPECT_EQ(row.text, "the * of peace");
  EXPECT_EQ(row.slots, "the {|long work|one two three|work} of peace");
  ASSERT_EQ(row.wordings.size(), 4U);
  EXPECT_EQ(row.wordings[1].text, "the of peace");
  EXPECT_EQ(row.wordings[1].slot_values, Strings{""});
  EXPECT_EQ(row.wordings[0].slot_values, Strings{"long work"});
}

TEST(Watched, OverlappingWordingsCountOnceTheLeftmostThenTheLongest) {
  const Texts texts({"Peace and friendship and peace and friendship. A friendship. Peace peace."});
  const Formulation row =
      texts.row("friendship | peace | peace and friendship | friendship * peace");
  EXPECT_EQ(row.occurrences, 5U);  // peace and friendship, the same, friendship, peace, peace
  ASSERT_EQ(row.wordings.size(), 3U);
  EXPECT_EQ(row.wordings[0].text, "peace");
  EXPECT_EQ(row.wordings[1].text, "peace and friendship");
  EXPECT_EQ(row.wordings[2].text, "friendship");
  EXPECT_EQ(row.slots, "friendship | peace | peace and friendship");
  // It stands there, though something else that begins before it was counted.
  EXPECT_EQ(row.explanation, "watch-list line 1: 1 document, 5 places");
}

TEST(Watched, SlotsAreNumberedAlongTheLine) {
  const Texts texts({"A calm lake, a deep lake, a deep lake. Lake of glass, lake of black glass."});
  const Formulation row = texts.row("a * lake | a calm lake | lake of * glass | lake");
  EXPECT_EQ(row.slots, "a {deep|calm} lake | lake of {|black} glass");
  std::map<std::string, Strings> values;
  for (const Wording& wording : row.wordings) values[wording.text] = wording.slot_values;
  EXPECT_EQ(values["a deep lake"], Strings{"deep"});
  EXPECT_EQ(values["a calm lake"], Strings{"calm"});  // fits the first wording of the line
  EXPECT_EQ(values["lake of black glass"], (Strings{"", "black"}));
  EXPECT_EQ(row.wordings[0].text, "a deep lake");
}

TEST(Watched, ALongListOfFillersIsCutAndCounted) {
  std::string text;
  for (char c = 'a'; c <= 'z'; ++c) text += std::string("the ") + c + "x lake. ";
  const Formulation row = Texts({text + "the zx lake."}).row("the * lake");
  EXPECT_EQ(row.slots, "the {zx|ax|bx|cx|dx|ex|fx|gx|hx|ix|jx|kx|… 14 more} lake");
  EXPECT_EQ(row.wordings.size(), 26U);
}

TEST(Watched, FindsHanTextWithoutSpaces) {
  const Texts texts({"各国和平友谊万岁。和平与友谊。", "和平、合作、友谊"});
  const Formulation row = texts.row("和平＊友谊");
  EXPECT_EQ(row.occurrences, 3U);
  EXPECT_EQ(row.documents, 2U);
  EXPECT_EQ(row.slots, "和平 {|与|合作} 友谊");
}

TEST(Watched, SaysWhichWordingsAreMissing) {
  const Texts texts({"Mutual trust."});
  EXPECT_EQ(texts.row("mutual trust | deep trust | the * trust").explanation,
            "watch-list line 1: 1 document, 1 place; not found: \"deep trust\", \"the * trust\"");
}

// --- what comes near ----------------------------------------------------------------------------

TEST(Nearest, IsFoundInAnyOrderAndForm) {
  const Texts texts({"Friendship, peace and trust. A friendly peace.", "Trusted peaceful friends"});
  EXPECT_EQ(texts.row("trust and friendship").explanation,
            "watch-list line 1: not found; nearest: \"friendship peace and trust\" (document 001, "
            "3 of 3 words)");
  EXPECT_EQ(texts.row("peaces of trusting").explanation,
            "watch-list line 1: not found; nearest: \"trusted peaceful\" (document 002, 2 of 3 "
            "words, 2 in another form)");
  EXPECT_EQ(texts.row("zebra moons").explanation,
            "watch-list line 1: not found; nothing near it: no phrase shares more than frequent "
            "words");
}

TEST(Nearest, IsTheMostFrequentOfTheNearest) {
  const Texts texts({"Old lake. New lake.", "Red lake; new lake. Blue"});
  EXPECT_EQ(texts.row("lake zebra").explanation,
            "watch-list line 1: not found; nearest: \"lake\" (4 places, first in document 001, 1 "
            "of 2 words)");
  EXPECT_EQ(texts.row("old zebra | zebra new").explanation,
            "watch-list line 1: not found; nearest: \"new\" (2 places, first in document 001, 1 of "
            "2 words)");
}

TEST(Nearest, CountsLettersNotBytes) {
  const Texts texts({"Дружбы народов, мира, été étés été-là."});
  EXPECT_EQ(texts.row("дружба миру").explanation,
            "watch-list line 1: not found; nearest: \"дружбы\" (document 001, 1 of 2 words, 1 in "
            "another form)");
  EXPECT_EQ(texts.row("étéx").explanation,  // three letters in common, five bytes
            "watch-list line 1: not found; nothing near it: no phrase shares more than frequent "
            "words");
}

TEST(Nearest, StaysInsideAPhrase) {
  const Texts texts({"They spoke of peace; freedom came."});
  EXPECT_EQ(texts.row("peace freedom").explanation,
            "watch-list line 1: not found; nearest: \"peace\" (document 001, 1 of 2 words)");
}

// --- against the slow twin ----------------------------------------------------------------------

std::string pick(std::mt19937& random, const Strings& words) {
  return words[random() % words.size()];
}

std::string random_line(std::mt19937& random, const Strings& words) {
  std::string line;
  const auto wordings = 1 + random() % 3;
  for (std::size_t w = 0; w < wordings; ++w) {
    if (w > 0) line += " | ";
    line += pick(random, words);
    const auto more = random() % 4;
    for (std::size_t i = 0; i < more; ++i) {
      if (random() % 4 == 0) line += random() % 4 == 0 ? " * *" : " *";
      line += " " + pick(random, words);
    }
  }
  return line;
}

Texts random_texts(std::mt19937& random, const Strings& words) {
  Strings texts(1 + random() % 4);
  for (std::string& text : texts) {
    const auto size = random() % 40;
    for (std::size_t i = 0; i < size; ++i) {
      text += pick(random, words);
      text += random() % 8 == 0 ? "; " : " ";
    }
  }
  return Texts(texts);
}

TEST(Watched, AgreesWithLayingEveryWordingBesideEveryStretch) {
  std::mt19937 random(1);
  const std::vector<Strings> alphabets = {
      {"a", "b"}, {"a", "b", "c", "d"}, {"和", "平", "友", "和平", "x"}};
  std::size_t places = 0;
  for (int round = 0; round < 300; ++round) {
    const Strings& words = alphabets[random() % alphabets.size()];
    const Texts texts = random_texts(random, words);
    std::string lines;
    for (int l = 0; l < 4; ++l) lines += random_line(random, words) + "\n";
    const WatchList list = parse_watch_list(lines, "list");
    const Formulations found = texts.watch(lines);
    for (std::size_t l = 0; l < list.lines.size(); ++l) {
      const Formulation& row = found.rows[l];
      const auto expected = oracle::watched_places(texts.tokens, texts.vocabulary, list.lines[l]);
      std::vector<oracle::WatchedPlace> actual;
      std::map<std::string, std::pair<std::set<DocumentIndex>, std::uint32_t>> uses;
      std::set<DocumentIndex> documents;
      for (const Place& place : found.places_of(row)) {
        const Wording& wording = row.wordings[place.wording];
        actual.push_back({place.begin, place.end, wording.text, wording.slot_values});
        uses[wording.text].first.insert(texts.tokens.document_of(place.begin));
        ++uses[wording.text].second;
        documents.insert(texts.tokens.document_of(place.begin));
      }
      ASSERT_EQ(actual, expected) << lines << "line " << l;
      ASSERT_EQ(row.documents, documents.size());
      ASSERT_EQ(row.occurrences, expected.size());
      ASSERT_EQ(row.wordings.size(), uses.size());
      for (std::size_t w = 0; w < row.wordings.size(); ++w) {
        const Wording& wording = row.wordings[w];
        ASSERT_EQ(wording.occurrences, uses[wording.text].second);
        ASSERT_EQ(wording.documents, uses[wording.text].first.size());
        if (w == 0) continue;
        const Wording& before = row.wordings[w - 1];
        ASSERT_TRUE(before.occurrences > wording.occurrences ||
                    (before.occurrences == wording.occurrences && before.text < wording.text));
      }
      places += expected.size();
    }
  }
  EXPECT_GT(places, 2000U);
}

/// Few words and many gaps: what is known of one place is used at the next.
TEST(Watched, OfManyGapsAgreesWithLayingEveryWordingBesideEveryStretch) {
  std::mt19937 random(3);
  std::size_t places = 0;
  for (int round = 0; round < 60; ++round) {
    const Strings words = {"a", round % 2 == 0 ? "b" : "a", "c"};
    const Texts texts = random_texts(random, words);
    std::string line = pick(random, words);
    for (std::size_t gap = 0; gap < 2 + random() % 4; ++gap) {
      line += random() % 4 == 0 ? " " : " * ";
      line += pick(random, words);
    }
    const Formulations found = texts.watch(line);
    std::vector<oracle::WatchedPlace> actual;
    for (const Place& place : found.places_of(found.rows[0])) {
      const Wording& wording = found.rows[0].wordings[place.wording];
      actual.push_back({place.begin, place.end, wording.text, wording.slot_values});
    }
    const WatchList list = parse_watch_list(line, "list");
    ASSERT_EQ(actual, oracle::watched_places(texts.tokens, texts.vocabulary, list.lines[0]))
        << line;
    places += actual.size();
  }
  EXPECT_GT(places, 100U);
}

TEST(Nearest, AgreesWithComparingEveryStretch) {
  std::mt19937 random(2);
  // In 2,048 tokens and fewer "a", ten times in twelve, is too frequent to count.
  Strings words = {"trust", "trusted", "trusting", "peace", "peaceful", "peaces", "lake", "2019x"};
  Strings sought = words;
  sought.insert(sought.end(), {"zebra", "lakes", "peacefully", "trus", "a", "of"});
  words.insert(words.end(), {"of", "of", "of", "and", "and", "2019"});
  std::string frequent;
  for (int i = 0; i < 90; ++i) frequent += "a; of; ";
  std::size_t near = 0, missing = 0, with_similar = 0, several = 0;
  for (int round = 0; round < 250; ++round) {
    Texts texts = random_texts(random, words);
    std::vector<Document> documents = texts.documents;
    documents.back().text += "; " + frequent;
    texts.tokens.clear();
    tokenize(documents, texts.tokens, texts.vocabulary);
    std::string lines;
    for (int l = 0; l < 4; ++l) lines += random_line(random, sought) + "\n";
    const WatchList list = parse_watch_list(lines, "list");
    const Formulations found = texts.watch(lines);
    for (std::size_t l = 0; l < list.lines.size(); ++l) {
      if (found.rows[l].occurrences > 0) continue;
      ++missing;
      const auto nearest = oracle::nearest_wording(texts.tokens, texts.vocabulary, list.lines[l]);
      std::string expected = fmt::format("watch-list line {}: not found; ", l + 1);
      if (nearest) {
        const std::string document = texts.documents[texts.tokens.document_of(nearest->begin)].id;
        expected += fmt::format("nearest: \"{}\" (", nearest->text);
        if (nearest->places > 1) expected += fmt::format("{} places, first in ", nearest->places);
        expected +=
            fmt::format("document {}, {} of {} words", document, nearest->shared, nearest->words);
        if (nearest->similar > 0) expected += fmt::format(", {} in another form", nearest->similar);
        expected += ")";
        ++near;
        with_similar += nearest->similar > 0 ? 1 : 0;
        several += nearest->shared > 1 ? 1 : 0;
      } else {
        expected += "nothing near it: no phrase shares more than frequent words";
      }
      ASSERT_EQ(found.rows[l].explanation, expected) << lines << texts.documents[0].text;
    }
  }
  EXPECT_GT(near, 200U);
  EXPECT_GT(missing - near, 10U);
  EXPECT_GT(with_similar, 100U);
  EXPECT_GT(several, 100U);
}

// --- what it takes ------------------------------------------------------------------------------

std::string repeated(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

watchlist::WatchWork work_of(const Texts& texts, const std::string& list) {
  watchlist::WatchWork work;
  watchlist::find_watched(texts.tokens, texts.vocabulary, parse_watch_list(list, "list"),
                          texts.documents, work);
  return work;
}

/// Each of these lines once took more than it can run over for every token.
TEST(Watched, IsLinearInTheTextForAnyLine) {
  const Strings lines = {
      "a" + repeated(" * a", 200),                             // found everywhere
      "a" + repeated(" * a", 200) + " b",                      // nowhere, but nearly everywhere
      "a " + repeated("*", 150) + repeated(" a", 200) + " b",  // one wide gap, many words
      "a * b" + repeated(" | a * a * b", 1),
  };
  for (const std::string& line : lines) {
    std::uint64_t before = 0;
    for (const std::size_t n : {2000U, 4000U, 8000U}) {
      const Texts texts({repeated("a ", n) + "; " + repeated("b ", n)});
      const std::uint64_t steps = work_of(texts, line).words_compared;
      EXPECT_LE(steps, 2 * 1000 * 2 * n) << line;
      if (before > 0) {
        EXPECT_LE(steps, 2.2 * static_cast<double>(before)) << line;
      }
      before = steps;
    }
  }
}

/// Texts that each have a line but for a word of their own.
TEST(Nearest, GrowsWithTheLineAndTheTexts) {
  const auto work = [](std::size_t words, std::size_t texts) {
    Strings line;
    for (std::size_t w = 0; w < words; ++w) line.push_back(fmt::format("w{}x", w));
    Strings all;
    for (std::size_t t = 0; t < texts; ++t) {
      Strings changed = line;
      changed[(t + 1) * words / (texts + 1)] = fmt::format("other{}", t);
      all.push_back(fmt::format("{}.", fmt::join(changed, " ")));
    }
    const watchlist::WatchWork taken =
        work_of(Texts(all), fmt::format("{} missing", fmt::join(line, " ")));
    return static_cast<double>(taken.runs_bounded + taken.run_words);
  };
  const double once = work(100, 10);
  EXPECT_GT(once, 0);
  EXPECT_LE(work(200, 10), 2.5 * once);
  EXPECT_LE(work(400, 10), 5 * once);
  // The first texts are cheaper: each teaches how near the next must be.
  EXPECT_LE(work(100, 40), 2.2 * work(100, 20));
  EXPECT_LE(work(100, 80), 2.2 * work(100, 40));
}

}  // namespace
}  // namespace leitwort
