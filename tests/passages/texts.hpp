#pragma once

/// Texts of made-up words, read and compared as the program does it.

#include <leitwort/passages.hpp>

#include <array>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace leitwort::test {

using WordList = std::vector<std::string>;

inline std::uint64_t below(std::mt19937_64& random, std::uint64_t n) {
  return random() % n;
}

/// The n-th word of a language that has no endings: four syllables and a `k`. Two of them are
/// hardly ever spelled alike.
inline std::string made_up(std::uint64_t n) {
  static constexpr std::string_view kConsonants = "bdfghjklmnprtvz", kVowels = "aiou";
  std::uint64_t bits = n;
  for (const std::uint64_t factor : {0xBF58476D1CE4E5B9U, 0x94D049BB133111EBU}) {
    bits = (bits + 0x9E3779B97F4A7C15U) * factor;
    bits ^= bits >> 29;
  }
  std::string word;
  for (int syllable = 0; syllable < 4; ++syllable) {
    word += kConsonants[bits % kConsonants.size()];
    bits /= kConsonants.size();
    word += kVowels[bits % kVowels.size()];
    bits /= kVowels.size();
  }
  return word + 'k';
}

/// Writes words.
class Writer {
 public:
  explicit Writer(std::uint64_t seed) : random_(seed) {}

  /// Words that it wrote nowhere else.
  WordList fresh(std::size_t count) {
    WordList words;
    for (std::size_t i = 0; i < count; ++i) words.push_back(made_up(next_++));
    return words;
  }
  /// Words of which some are frequent, with function words between them.
  WordList prose(std::size_t count) {
    static constexpr std::array<const char*, 8> kFunction = {"the", "of",  "and",  "to",
                                                             "in",  "for", "with", "that"};
    WordList words;
    while (words.size() < count) {
      if (below(random_, 10) < 4) {
        words.emplace_back(kFunction[below(random_, kFunction.size())]);
      } else {
        const std::uint64_t most = 1 + below(random_, 3000);
        words.push_back(made_up(below(random_, most)));
      }
    }
    return words;
  }
  std::mt19937_64& random() { return random_; }

 private:
  std::mt19937_64 random_;
  std::uint64_t next_ = 1'000'000;
};

/// One after another.
inline WordList join(std::initializer_list<WordList> lists) {
  WordList all;
  for (const WordList& list : lists) all.insert(all.end(), list.begin(), list.end());
  return all;
}

inline std::string text_of(const WordList& words) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += ' ';
    text += word;
  }
  return text;
}

/// A corpus in one language.
struct Texts {
  std::vector<Document> documents;
  std::vector<Date> dates;
  Tokens tokens;
  Vocabulary vocabulary;
  Lexicons lexicons;

  explicit Texts(std::vector<Document> given, const std::string& language = "en")
      : documents(std::move(given)) {
    for (std::size_t d = 0; d < documents.size(); ++d) {
      if (documents[d].id.empty()) documents[d].id = "document " + std::to_string(d);
      dates.push_back(documents[d].date);
    }
    tokenize(documents, tokens, vocabulary);
    lexicons = make_lexicons(tokens, vocabulary, {}, language);
  }
  explicit Texts(const std::vector<std::string>& texts, const std::string& language = "en")
      : Texts(documents_of(texts), language) {}
  explicit Texts(const std::vector<WordList>& texts) : Texts(texts_of(texts)) {}

  [[nodiscard]] PassageInput input() const {
    return {tokens, vocabulary, lexicons, dates, documents};
  }
  [[nodiscard]] Passages find(const PassageOptions& options = {}) const {
    return find_passages(input(), options);
  }

 private:
  static std::vector<Document> documents_of(const std::vector<std::string>& texts) {
    std::vector<Document> documents;
    for (const std::string& text : texts) documents.emplace_back().text = text;
    return documents;
  }
  static std::vector<std::string> texts_of(const std::vector<WordList>& texts) {
    std::vector<std::string> joined;
    for (const WordList& words : texts) joined.push_back(text_of(words));
    return joined;
  }
};

}  // namespace leitwort::test
