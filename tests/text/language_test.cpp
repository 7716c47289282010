#include <leitwort/text.hpp>

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace leitwort {
namespace {

/// A corpus of texts.
struct Texts {
  explicit Texts(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
      documents.emplace_back();
      documents.back().text = text;
    }
    tokenize(documents, tokens, vocabulary);
  }
  [[nodiscard]] Lexicons lexicons(const std::vector<std::string>& declared = {},
                                  const std::string& language = {}) const {
    return make_lexicons(tokens, vocabulary, declared, language);
  }
  [[nodiscard]] std::vector<std::string> languages(const std::vector<std::string>& declared = {}) {
    const Lexicons found = lexicons(declared);
    std::vector<std::string> codes;
    for (const std::uint8_t l : found.of_document) codes.push_back(found.languages[l].language);
    return codes;
  }

  std::vector<Document> documents;
  Tokens tokens;
  Vocabulary vocabulary;
};

const std::string kEnglish =
    "We have come to the lake because it is ours, and we will not leave it to those who would sell "
    "it. What our mothers built with their own hands shall be kept for every child.";
const std::string kChinese = "我们在湖边生活，也要为子孙保护这片湖水。这是大家的责任。";
const std::string kJapanese = "私たちは湖のそばで暮らし、この水を子どもたちのために守ります。";

TEST(Language, IsDetected) {
  EXPECT_EQ(Texts({kEnglish, kChinese, kJapanese}).languages(),
            (std::vector<std::string>{"en", "zh", "ja"}));
}

TEST(WordsOfHan, AreJoinedByTheDictionary) {
  Texts texts({"我们保护湖水。经济发展"});
  const std::vector<std::uint8_t> continues = continues_word(texts.tokens, texts.vocabulary);
  EXPECT_EQ(continues, (std::vector<std::uint8_t>{0, 1, 0, 1, 0, 1, 0, 1, 0, 1}));
}

}  // namespace
}  // namespace leitwort
