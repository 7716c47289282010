#pragma once

/// What a mistyped word may have meant.

#include <string>
#include <string_view>
#include <vector>

namespace leitwort::cli {

/// In small letters, as far as they are ASCII.
std::string folded(std::string_view text);

/// Bytes to be changed, left out or put in, or neighbours to be exchanged, to make one of the other
/// (Levenshtein's distance with exchanges). O(|a| |b|).
std::size_t distance(std::string_view a, std::string_view b);

/// The candidates that are as near to the word as any and near enough to be meant: a letter in
/// three is wrong at most, or they begin with it. In the order of the candidates.
std::vector<std::string> close_words(std::string_view word,
                                     const std::vector<std::string>& candidates);

/// `did you mean csv or tsv?`, each behind `before`; empty where there is none.
std::string did_you_mean(const std::vector<std::string>& words, std::string_view before = "");

}  // namespace leitwort::cli
