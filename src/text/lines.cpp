#include <leitwort/text.hpp>

#include <algorithm>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace leitwort {
namespace {

/// A line as far as the decision needs it.
struct Line {
  bool blank = true;
  bool starts_lower = false;     // its first character is a small letter
  bool starts_caseless = false;  // … or a letter of a script without capitals
  bool ends_open = false;        // its last character is a letter, a digit or a comma
  std::size_t bytes = 0;
};

Line read_line(std::string_view text) {
  Line line;
  const auto first = text.find_first_not_of(" \t\r\f\v");
  if (first == std::string_view::npos) return line;
  line.blank = false;
  text = text.substr(first, text.find_last_not_of(" \t\r\f\v") - first + 1);
  line.bytes = text.size();

  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const std::size_t size = text.size();
  std::size_t i = 0;
  UChar32 c = 0;
  U8_NEXT(bytes, i, size, c);
  line.starts_lower = c >= 0 && u_islower(c) != 0;
  line.starts_caseless =
      c >= 0 && u_isalpha(c) != 0 && !line.starts_lower && u_tolower(c) == u_toupper(c);
  auto end = static_cast<int32_t>(std::min<std::size_t>(size, 4));  // the last character at most
  U8_PREV(bytes + (size - static_cast<std::size_t>(end)), 0, end, c);
  line.ends_open = c >= 0 && (u_isalnum(c) != 0 || c == ',' || c == 0xFF0C || c == 0x3001);
  return line;
}

}  // namespace

bool is_hard_wrapped(std::string_view text) {
  // Nobody wraps at more than this, three bytes a character included; a longer line is a paragraph.
  constexpr std::size_t kLongestWrapped = 300;
  constexpr std::size_t kFewestLineEnds = 3;
  std::size_t line_ends = 0, inside = 0;
  Line previous;
  const char line_end = text.find('\n') == std::string_view::npos ? '\r' : '\n';
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(line_end, begin), text.size());
    const Line line = read_line(text.substr(begin, end - begin));
    if (!previous.blank && !line.blank) {
      ++line_ends;
      const bool goes_on = line.starts_lower || (line.starts_caseless && previous.ends_open);
      if (goes_on && previous.bytes <= kLongestWrapped) ++inside;
    }
    previous = line;
    begin = end + 1;
  }
  return line_ends >= kFewestLineEnds && 3 * inside >= line_ends;
}

}  // namespace leitwort
