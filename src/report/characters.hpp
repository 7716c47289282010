#pragma once

/// The characters of a UTF-8 text, and spellings of them.

#include <cstdint>
#include <string>
#include <string_view>

#include <unicode/utf8.h>

namespace leitwort::report {

/// Calls visit(code point, first byte, end byte) until it returns false. Bytes that are not UTF-8
/// are U+FFFD.
template <typename Visit>
void for_each_character(std::string_view text, Visit visit) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const std::size_t size = text.size();
  for (std::size_t i = 0; i < size;) {
    const std::size_t begin = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (!visit(c < 0 ? 0xFFFD : c, begin, i)) return;
  }
}

/// Whether it may not go to a terminal as it is: a control character, or one that turns the
/// direction of writing.
bool is_control(UChar32 c);

/// The text with what cannot be seen, and could make a reader see something else, as a sign:
/// control characters (white space as a space), and characters that turn the direction of writing.
std::string visible(std::string_view text);

/// The text as content of XML 1.0. What XML forbids is U+FFFD.
std::string xml(std::string_view text);
/// The text as a value between double quotes.
std::string xml_value(std::string_view text);

/// The same for HTML, visible.
std::string html(std::string_view text);

}  // namespace leitwort::report
