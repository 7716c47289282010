#pragma once

/// Words that are likely forms of one word: they begin with the same four letters or more, three
/// fifths of the longer one at least, and not with a digit.

#include <cstddef>
#include <string_view>

namespace leitwort::watchlist {

/// Bytes of the first four letters; 0 where there are fewer, or the word is a number.
std::size_t stem_bytes(std::string_view word);

/// REQUIRES: both begin with the same four letters.
bool begin_alike(std::string_view a, std::string_view b);

bool are_similar(std::string_view a, std::string_view b);

}  // namespace leitwort::watchlist
