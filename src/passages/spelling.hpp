#pragma once

/// Private to passages/: how alike words are by their letters.

#include <leitwort/passages.hpp>

#include <string_view>
#include <vector>

namespace leitwort::passages {

/// Levenshtein's distance in bytes, the shorter word of at most 64.
unsigned edit_distance(std::string_view x, std::string_view y);

/// By token of the vocabulary: the token that it most likely is a misreading of, or itself. It is
/// the commonest of those that differ in a letter, or in two of a word of six letters or more, and
/// are several times as common; of words that stand only once, the first of those that are alike.
std::vector<TokenId> find_readings(const Tokens& tokens, const Vocabulary& vocabulary);

}  // namespace leitwort::passages
