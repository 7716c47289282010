#pragma once

/// Private to formulations/: runs of tokens as text and as keys, and counts in words.

#include <leitwort/text.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace leitwort::formulations {

/// Appends the words of a range of tokens, as they are written.
inline void append_words(const Tokens& tokens, const Vocabulary& vocabulary, TokenIndex begin,
                         TokenIndex end, std::string& text) {
  for (TokenIndex t = begin; t < end; ++t) append_word(vocabulary[tokens.ids[t]], text);
}

/// The words of a range of tokens as bytes, to tell them apart.
inline std::string_view bytes_of(const Tokens& tokens, TokenIndex begin, TokenIndex end) {
  return {reinterpret_cast<const char*>(tokens.ids.data() + begin),
          (end - begin) * sizeof(TokenId)};
}

/// What stands in a slot, the most used first: `{greatest|highest}`. A long list is cut; the slot
/// values of wordings have all of it.
std::string slot_of(const std::map<std::string, std::uint32_t>& uses);

/// `1 place`, `7 places`.
inline std::string count_of(std::uint64_t n, std::string_view noun) {
  return fmt::format("{} {}{}", n, noun, n == 1 ? "" : "s");
}

}  // namespace leitwort::formulations
