#pragma once

/// Private to text/: what a character means to the tokeniser, and ICU's normalisation with its way
/// back to the original bytes.

#include <leitwort/text.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leitwort::text {

enum class CharacterClass : std::uint8_t {
  other,
  letter,
  mark,
  digit,
  single,  ///< Han and kana: a token of its own
  apostrophe,
};

/// The class of a code point of normalised text.
CharacterClass classify(char32_t c);

/// Whether the first, or last, character of valid UTF-8 is of the class `single`. A mark on the
/// last one hides it, which is rare and harmless.
bool begins_single(std::string_view text);
bool ends_single(std::string_view text);

/// Curly apostrophes as the plain one; every other code point as it is.
char32_t plain(char32_t c);

/// A code point after normalisation, and the bytes of the original that it came from.
struct NormalizedChar {
  char32_t c = 0;
  Span origin;
};

/// More combining marks in a row than this are no writing: the Stream-Safe Text Format allows so
/// many (Unicode Standard Annex #15, section 13).
inline constexpr std::size_t kMostMarks = 30;

/// The end of the first piece of a range that is normalised at once: before the mark that would be
/// one too many in a row, else the end of the range. ICU brings marks into their order by
/// insertion, which for a run of n is n² steps.
std::uint32_t end_of_piece(std::string_view text, Span range);

/// Appends the NFKC case folding of `text.substr(range)` to `out`, piece by piece, in linear time:
/// what more than kMostMarks marks in a row would become together is not seen. REQUIRES: the range
/// is valid UTF-8. Where several characters became several others together, each of these has all
/// of those as its origin.
void normalize(std::string_view text, Span range, std::vector<NormalizedChar>& out);

/// Whether the character of the original text at `begin` is a capital or title-case letter.
bool is_capital(std::string_view text, std::size_t begin);

}  // namespace leitwort::text
