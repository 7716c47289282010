#include "oracle/readings.hpp"
#include "passages/spelling.hpp"
#include "passages/stages.hpp"
#include "passages/texts.hpp"

#include <cmath>
#include <map>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

using passages::Bits;
using passages::find_words;
using passages::kBit;
using passages::Words;
using test::Texts;

std::vector<std::string> repeated(const std::string& word, std::size_t times) {
  return std::vector<std::string>(times, word);
}

// --- bits ---------------------------------------------------------------------------------------

TEST(Log2Bits, IsTheLogarithmInSixteenths) {
  EXPECT_EQ(passages::log2_bits(0), 0);
  EXPECT_EQ(passages::log2_bits(1), 0);
  for (int exponent = 0; exponent < 64; ++exponent) {
    EXPECT_EQ(passages::log2_bits(std::uint64_t{1} << exponent), kBit * exponent);
  }
  std::mt19937_64 random(1);
  for (std::uint64_t n = 2; n < 5000; ++n) {
    EXPECT_NEAR(double(passages::log2_bits(n)), 16 * std::log2(static_cast<double>(n)), 0.6) << n;
    EXPECT_GE(passages::log2_bits(n), passages::log2_bits(n - 1)) << n;
    const std::uint64_t large = random() >> (random() % 60);
    EXPECT_NEAR(double(passages::log2_bits(large | 1)),
                16 * std::log2(static_cast<double>(large | 1)), 0.6)
        << large;
  }
}

// --- content words ------------------------------------------------------------------------------

TEST(Words, AreWhatNamesSomething) {
  const Texts texts({"The lantern and the lanterns of 1945 burned"});
  const Words words = find_words(texts.input(), false);
  EXPECT_EQ(words.begin, (std::vector<TokenIndex>{1, 4, 6, 7}));
  EXPECT_EQ(words.length, (std::vector<std::uint8_t>{1, 1, 1, 1}));
  EXPECT_EQ(words.document_begin, (std::vector<passages::WordIndex>{0, 4}));
  EXPECT_EQ(words.symbols[0], words.symbols[1]) << "an ending";
  EXPECT_NE(words.symbols[1], words.symbols[2]);
  EXPECT_EQ(words.weights, (std::vector<std::uint8_t>{2, 4, 2, 2, 4, 2, 4, 4}));
  ASSERT_EQ(words.classes.size(), 8U);
  EXPECT_EQ(words.classes[1], words.classes[4]);
  EXPECT_EQ(words.classes[0], words.classes[3]);
  EXPECT_NE(words.classes[0], words.classes[2]);
}

TEST(Words, OfChineseAreOfSeveralTokens) {
  const Texts texts({"人民支持和平。人民！"}, "zh");
  const Words words = find_words(texts.input(), false);
  EXPECT_EQ(words.begin, (std::vector<TokenIndex>{0, 2, 4, 6}));
  EXPECT_EQ(words.length, (std::vector<std::uint8_t>{2, 2, 2, 2}));
  EXPECT_EQ(words.symbols[0], words.symbols[3]);
  EXPECT_NE(words.symbols[0], words.symbols[1]);
  EXPECT_EQ(words.classes[0], words.classes[6]) << "tokens have classes of their own";
  EXPECT_NE(words.classes[0], words.classes[1]);
}

TEST(Words, OfEmptyDocumentsAreNone) {
  for (const std::vector<std::string>& texts :
       {std::vector<std::string>{}, {""}, {"", ""}, {"the of"}, {"", "the", "", "lantern", ""}}) {
    const Texts corpus(texts);
    const Words words = find_words(corpus.input(), false);
    ASSERT_EQ(words.document_begin.size(), texts.size() + 1);
    EXPECT_EQ(words.document_begin.front(), 0U);
    EXPECT_EQ(words.document_begin.back(), words.size());
    EXPECT_EQ(words.classes.size(), corpus.tokens.size());
  }
  const Texts mixed(std::vector<std::string>{"", "the", "", "lantern", ""});
  EXPECT_EQ(find_words(mixed.input(), false).document_begin,
            (std::vector<passages::WordIndex>{0, 0, 0, 0, 1, 1}));
}

TEST(Words, AreNotThoseThatAreCut) {
  Document document;
  document.text = "lantern harbour castle meadow";
  document.cut = {{8, 15}};
  const Texts texts({document});
  const Words words = find_words(texts.input(), false);
  EXPECT_EQ(words.begin, (std::vector<TokenIndex>{0, 1, 2}));
  EXPECT_EQ(words.classes.size(), 3U);
  EXPECT_EQ(texts.vocabulary.find("harbour"), Vocabulary::kUnknown);
}

TEST(Words, SayHowRareTheyAre) {
  std::mt19937_64 random(2);
  std::vector<std::string> corpus;
  for (int d = 0; d < 12; ++d) {
    test::WordList words;
    for (std::uint64_t i = random() % 200; i > 0; --i) {
      words.push_back(test::made_up(random() % (1 + random() % 50)));
    }
    corpus.push_back(test::text_of(words));
  }
  const Texts texts(corpus);
  const Words words = find_words(texts.input(), false);
  std::map<std::uint32_t, double> count;
  for (const std::uint32_t symbol : words.symbols) ++count[symbol];
  for (std::size_t d = 0; d < corpus.size(); ++d) {
    const std::size_t begin = words.document_begin[d], end = words.document_begin[d + 1];
    std::map<std::uint32_t, double> here;
    for (std::size_t i = begin; i < end; ++i) ++here[words.symbols[i]];
    for (std::size_t i = begin; i < end; ++i) {
      const double share =
          std::max(count[words.symbols[i]] / static_cast<double>(words.size()),
                   here[words.symbols[i]] / std::max(1000.0, static_cast<double>(end - begin)));
      EXPECT_NEAR(words.information[i], -16 * std::log2(share), 1.2);
    }
  }
}

// --- noisy texts --------------------------------------------------------------------------------

TEST(EditDistance, AgreesWithTheTable) {
  std::mt19937_64 random(3);
  const auto word = [&](std::size_t longest) {
    std::string text;
    for (std::size_t i = random() % (longest + 1); i > 0; --i) {
      text += static_cast<char>('a' + random() % (1 + random() % 4));
    }
    return text;
  };
  for (int i = 0; i < 3000; ++i) {
    const std::string x = word(i % 2 == 0 ? 8 : 64), y = word(i % 3 == 0 ? 8 : 90);
    // As they are, and with each letter another one of four bytes, some of which share low bits.
    for (const char32_t far : {U'\0', U'\x10000'}) {
      std::u32string u = passages::letters_of(x), v = passages::letters_of(y);
      for (std::u32string* letters : {&u, &v}) {
        for (char32_t& c : *letters) c += far * (c % 3 + 1) / 3 * 128;
      }
      EXPECT_EQ(passages::edit_distance(u, v), oracle::edit_distance(x, y)) << x << ", " << y;
      EXPECT_EQ(passages::edit_distance(v, u), oracle::edit_distance(x, y)) << x << ", " << y;
    }
  }
  EXPECT_EQ(passages::edit_distance(std::u32string(64, U'x'), std::u32string(64, U'y')), 64U);
}

TEST(EditDistance, CountsLettersAndNotBytes) {
  EXPECT_EQ(passages::letters_of("né語𝔸"), U"né語𝔸");
  const auto distance = [](std::string_view x, std::string_view y) {
    return passages::edit_distance(passages::letters_of(x), passages::letters_of(y));
  };
  EXPECT_EQ(distance("лига", "нога"), 2U);
  EXPECT_EQ(distance("größe", "grosse"), 3U);
  EXPECT_EQ(distance("説", "会"), 1U);
}

/// What `word` is read as where each word stands so many times.
std::string reading(const std::vector<std::pair<std::string, std::size_t>>& counts,
                    const std::string& word) {
  test::WordList words;
  for (const auto& [text, times] : counts) words = test::join({words, repeated(text, times)});
  const Texts texts({test::text_of(words)});
  const std::vector<TokenId> readings = passages::find_readings(texts.tokens, texts.vocabulary);
  EXPECT_EQ(readings, oracle::readings(texts.tokens, texts.vocabulary));
  return std::string(texts.vocabulary[readings[texts.vocabulary.find(word)]]);
}

TEST(Readings, AreTheCommonestOfTheWordsThatAreAlike) {
  EXPECT_EQ(reading({{"natlonal", 1}, {"national", 4}}, "natlonal"), "national");
  EXPECT_EQ(reading({{"natlonal", 1}, {"national", 4}}, "national"), "national");
  EXPECT_EQ(reading({{"national", 3}, {"natlonal", 1}}, "natlonal"), "natlonal") << "not so common";
  EXPECT_EQ(reading({{"national", 8}, {"natlonal", 2}}, "natlonal"), "national");
  EXPECT_EQ(reading({{"national", 7}, {"natlonal", 2}}, "natlonal"), "natlonal");
  EXPECT_EQ(reading({{"lantern", 100}, {"pattern", 100}}, "pattern"), "pattern");
  EXPECT_EQ(reading({{"national", 100}, {"nation", 60}}, "nation"), "nation");
  EXPECT_EQ(reading({{"hand", 15}, {"hond", 1}}, "hond"), "hond") << "a short word";
  EXPECT_EQ(reading({{"hand", 16}, {"hond", 1}}, "hond"), "hand");
  EXPECT_EQ(reading({{"house", 9}, {"hovso", 1}}, "hovso"), "hovso") << "two letters of five";
  EXPECT_EQ(reading({{"houses", 9}, {"hovsos", 1}}, "hovsos"), "houses") << "two of six";
  EXPECT_EQ(reading({{"houses", 9}, {"hovsas", 1}, {"houzas", 36}}, "hovsas"), "houzas");
  EXPECT_EQ(reading({{"1945", 99}, {"1946", 1}}, "1946"), "1946") << "numbers are not read";
  EXPECT_EQ(reading({{"of", 99}, {"oi", 1}}, "oi"), "oi");
}

TEST(Readings, OfEquallyCommonWordsAreTheFirstInOrder) {
  EXPECT_EQ(reading({{"castles", 4}, {"cattles", 4}, {"cawtles", 1}}, "cawtles"), "castles");
  EXPECT_EQ(reading({{"cattles", 4}, {"castles", 4}, {"cawtles", 1}}, "cawtles"), "castles");
  EXPECT_EQ(reading({{"cawtles", 1}, {"castles", 1}}, "cawtles"), "castles") << "each stands once";
  EXPECT_EQ(reading({{"cawtl", 1}, {"castl", 1}}, "castl"), "castl") << "once, and short";
}

TEST(Readings, AgreeWithComparingAllWords) {
  std::mt19937_64 random(4);
  std::size_t read = 0;
  for (int round = 0; round < 400; ++round) {
    test::WordList words;
    // As many as are compared with each other in any case.
    std::string last = "lanternmaker";
    for (int kind = 0; kind < 20; ++kind) {
      std::string word = last;
      for (std::uint64_t i = random() % 3; i > 0; --i) {
        const std::size_t at = random() % word.size();
        const char letter = static_cast<char>('a' + random() % 3);
        const std::uint64_t change = random() % 3;
        if (change == 0 && word.size() > 2) word.erase(at, 1);
        if (change == 1) word[at] = letter;
        if (change == 2) word.insert(at, 1, letter);
      }
      if (random() % 4 == 0) word.resize(2 + random() % (word.size() - 1));
      if (random() % 3 == 0) last = word;
      words = test::join({words, repeated(word, 1 + (random() % 2) * (random() % 20))});
    }
    std::shuffle(words.begin(), words.end(), random);
    std::vector<Document> documents(1);
    documents[0].text = test::text_of(words);
    Tokens tokens;
    Vocabulary vocabulary;
    tokenize(documents, tokens, vocabulary);
    const std::vector<TokenId> expected = oracle::readings(tokens, vocabulary);
    ASSERT_EQ(passages::find_readings(tokens, vocabulary), expected) << round;
    for (TokenId id = 0; id < expected.size(); ++id) read += expected[id] != id ? 1 : 0;
  }
  EXPECT_GT(read, 1000U);
}

TEST(NoisyWords, HaveTheClassOfTheirReading) {
  const std::string text = test::text_of(repeated("national", 9)) + " the natlonal thc";
  const Texts texts({text + test::text_of(repeated(" the", 20))});
  const Words plain = find_words(texts.input(), false), noisy = find_words(texts.input(), true);
  EXPECT_NE(plain.classes[10], plain.classes[0]);
  EXPECT_EQ(noisy.classes[10], noisy.classes[0]);
  EXPECT_EQ(plain.size(), 11U);
  EXPECT_EQ(noisy.size(), 10U) << "what is read as a function word is one";
  EXPECT_EQ(noisy.symbols[9], noisy.symbols[0]);
  EXPECT_EQ(noisy.weights[11], 2);
  EXPECT_EQ(plain.weights[11], 4);
}

/// The first tokens of the words of a text, and their lengths.
using Places = std::vector<std::pair<TokenIndex, int>>;
Places places(const std::vector<std::string>& documents, bool noisy) {
  const Texts texts(documents);
  const Words words = find_words(texts.input(), noisy);
  Places places;
  for (std::size_t i = 0; i < words.size(); ++i)
    places.emplace_back(words.begin[i], words.length[i]);
  return places;
}

TEST(NoisyWords, DividedAtALineEndAreOne) {
  const Places divided = {{0, 1}, {1, 2}, {3, 1}}, apart = {{0, 1}, {1, 1}, {2, 1}, {3, 1}};
  for (const std::string hyphen :
       {"-\n", "- \n", "-\r\n", "-\n  ", "-\n\t", "\u2010\n", "\u00ac\n"}) {
    EXPECT_EQ(places({"castle natio" + hyphen + "nal meadow"}, true), divided) << hyphen;
    EXPECT_EQ(places({"castle natio" + hyphen + "nal meadow"}, false), apart) << hyphen;
  }
  for (const std::string other :
       {"-", " - ", "\n", " ", "- ", ".\n", "--\n", "-\n-", " -\n", "-\n("}) {
    EXPECT_EQ(places({"castle natio" + other + "nal meadow"}, true), apart) << other;
  }
  EXPECT_EQ(places({"castle natio-\n", "nal meadow"}, true), apart) << "another document";
  EXPECT_EQ(places({"castle natio-\n", "", "nal meadow"}, true), apart);
}

TEST(NoisyWords, DividedAtASoftHyphenAndALineEndAreOne) {
  EXPECT_EQ(places({"castle natio\u00ad\nnal meadow"}, true), (Places{{0, 1}, {1, 2}, {3, 1}}));
}

TEST(NoisyWords, ThatAreDividedHaveTheSymbolOfTheWhole) {
  const Texts texts({"national lantern natio-\nnal",
                     "natlo-\nnal national national national natlonal",
                     "fo-\nr wi-\nth income in-\ncome and for with for with"});
  const Words words = find_words(texts.input(), true);
  EXPECT_EQ(words.symbols[0], words.symbols[2]);
  EXPECT_EQ(words.symbols[0], words.symbols[3]) << "misread and divided";
  const passages::WordIndex begin = words.document_begin[2];
  ASSERT_EQ(words.size() - begin, 2U) << "of function words nothing is left";
  EXPECT_EQ(words.symbols[begin], words.symbols[begin + 1]);
  EXPECT_EQ(words.length[begin + 1], 2);
}

TEST(NoisyWords, ThatAreDividedTwiceAreJoinedPairByPair) {
  const Texts texts({"castle na-\ntio-\nnal meadow"});
  const Words words = find_words(texts.input(), true);
  for (std::size_t i = 1; i < words.size(); ++i) EXPECT_LT(words.begin[i - 1], words.begin[i]);
}

// --- languages ----------------------------------------------------------------------------------

/// Texts of which each has its language.
Texts texts_in(const std::vector<std::string>& texts, const std::vector<std::string>& languages) {
  Texts result(texts);
  result.lexicons = make_lexicons(result.tokens, result.vocabulary, languages);
  return result;
}

TEST(Words, AreTheSameInTextsOfAllLanguages) {
  const std::string quoted = "the trustees publish what was said in the register of vessels";
  const std::string more = " and the trustees with their trustee";  // decides for English
  const Texts texts =
      texts_in({quoted + more, "das war alles " + quoted, quoted}, {"en", "de", "la"});
  ASSERT_EQ(texts.lexicons.languages.size(), 3U);
  const Words words = find_words(texts.input(), false);
  const auto symbols = [&](DocumentIndex d, std::size_t skip) {
    const auto begin = words.symbols.begin() + words.document_begin[d];
    return std::vector<std::uint32_t>(begin + static_cast<std::ptrdiff_t>(skip),
                                      begin + static_cast<std::ptrdiff_t>(skip + 5));
  };
  // trustees publish said register vessels; `war` and `alles` are no function words of English,
  // but stand in the German text only.
  EXPECT_EQ(words.document_begin.back() - words.document_begin[2], 5U);
  EXPECT_EQ(symbols(0, 0), symbols(2, 0));
  EXPECT_EQ(symbols(1, words.document_begin[2] - words.document_begin[1] - 5), symbols(2, 0));
  EXPECT_EQ(words.symbols[words.document_begin[1] - 1], symbols(0, 0).front()) << "an ending";
}

TEST(Words, AreReadInTheLanguageOfMostOfTheirPlaces) {
  // `die` is an article of German and a word of English.
  const std::vector<std::string> mostly_german = {"men die", "die Stadt die Hafen die"};
  const std::vector<std::string> mostly_english = {"men die women die children die", "die Stadt"};
  const auto sizes = [](const Words& words) {
    return std::pair(words.document_begin[1], words.document_begin[2] - words.document_begin[1]);
  };
  EXPECT_EQ(sizes(find_words(texts_in(mostly_german, {"en", "de"}).input(), false)),
            (std::pair<passages::WordIndex, passages::WordIndex>(1, 2)));
  EXPECT_EQ(sizes(find_words(texts_in(mostly_english, {"en", "de"}).input(), false)),
            (std::pair<passages::WordIndex, passages::WordIndex>(6, 2)));
  // Of equally many places those of a function word count.
  EXPECT_EQ(sizes(find_words(texts_in({"men die", "die Stadt"}, {"en", "de"}).input(), false)),
            (std::pair<passages::WordIndex, passages::WordIndex>(1, 1)));
}

}  // namespace
}  // namespace leitwort
