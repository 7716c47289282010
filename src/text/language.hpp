#pragma once

/// Private to text/: which language a document is written in, what its words contribute, and what
/// their stems are.

#include "text/function_words.hpp"
#include <leitwort/text.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leitwort::text {

/// The known language of a code; nullptr where there is none.
const LanguageWords* find_language(std::string_view code);

/// The first code point of a token.
char32_t first_character(std::string_view word);

/// The length of what is elided at the front of a word, apostrophe included: 2 in French `l'union`.
/// 0 where nothing is.
std::size_t elided_length(std::string_view word, std::string_view code);

/// A word as the lists have it and as it is stemmed: without the English possessive `'s`, without
/// elided words in French and Italian; Russian ё as е.
std::string bare(std::string_view word, std::string_view code);

/// What a document's own words say of its language, or that of most others in the corpus does.
inline constexpr std::uint8_t kUndecided = 0xFF;
struct Detected {
  std::uint8_t language = kUndecided;  ///< index into language_words()
  bool of_corpus = false;
};

/// By document, from its tokens; kUndecided where nothing is certain.
std::vector<Detected> detect_languages(const Tokens& tokens, const Vocabulary& vocabulary);

/// The function words of the documents that are selected (size D, 1), recognised by what they do;
/// ascending. See recognize.cpp for the rule.
std::vector<TokenId> recognize_function_words(const Tokens& tokens, const Vocabulary& vocabulary,
                                              std::span<const std::uint8_t> selected);

/// The stems of all words of the vocabulary, interned into `stems` in the order of their ids.
/// Function words and numbers are their own stems; so is every word where `language` is nullptr or
/// has no stemmer.
std::vector<TokenId> stems_of(const Vocabulary& vocabulary, const LanguageWords* language,
                              std::span<const WordClass> word_class, Vocabulary& stems);

}  // namespace leitwort::text
