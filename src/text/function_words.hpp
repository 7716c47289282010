#pragma once

/// Private to text/: the languages that Leitwort knows something of, and their small words.

#include <cstddef>
#include <span>
#include <string_view>

namespace leitwort::text {

/// A language. Words are separated by white space and written as tokens are: NFKC case-folded (so
/// `ß` is `ss`), with plain apostrophes. Han words are units of several tokens.
struct LanguageWords {
  std::string_view code;            ///< ISO 639-1
  std::string_view names;           ///< what metadata may call it besides, in the form of tokens
  const char* stemmer;              ///< Snowball's name; nullptr: a word is its own stem
  std::string_view function_words;  ///< what a sentence needs and nothing is named by
  std::string_view light_words;     ///< times, quantities, titles, verbs that say little; empty:
                                    ///< the list of function words is short or missing, more of
                                    ///< them are recognised from the corpus
};

/// All of them, by code; at most kMostLanguages.
std::span<const LanguageWords> language_words();
inline constexpr std::size_t kMostLanguages = 40;

/// Calls use(word) for each word of a list.
template <typename Use>
void for_each_word(std::string_view list, const Use& use) {
  constexpr std::string_view kSpace = " \n";
  for (std::size_t begin = list.find_first_not_of(kSpace); begin != std::string_view::npos;) {
    const std::size_t end = list.find_first_of(kSpace, begin);
    use(list.substr(begin, end - begin));
    begin = list.find_first_not_of(kSpace, end);
  }
}

}  // namespace leitwort::text
