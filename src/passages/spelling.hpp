#pragma once

/// Private to passages/: how alike words are by their letters.

#include <leitwort/passages.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace leitwort::passages {

/// The letters (code points) of a word in UTF-8.
std::u32string letters_of(std::string_view word);

/// Levenshtein's distance of two words, the shorter of at most 64 letters.
unsigned edit_distance(std::u32string_view x, std::u32string_view y);

/// By token of the vocabulary: the token that it most likely is a misreading of, or itself. It is
/// the commonest of those that differ in a letter, or in two of a word of six letters or more, and
/// are several times as common; of words that stand only once, the first of those that are alike.
/// Words of fewer than three letters, such as Han characters, are what they are.
std::vector<TokenId> find_readings(const Tokens& tokens, const Vocabulary& vocabulary);

}  // namespace leitwort::passages
