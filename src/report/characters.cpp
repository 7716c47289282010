#include "report/characters.hpp"

#include <leitwort/report.hpp>

#include <fmt/format.h>
#include <unicode/uchar.h>

namespace leitwort::report {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// Overrides, embeddings and isolates. Marks (U+200E, U+200F) are left: honest texts need them, and
/// they turn nothing but punctuation.
bool turns_direction(UChar32 c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// Empty: the character itself.
std::string_view entity(UChar32 c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

bool is_forbidden_in_xml(UChar32 c) {
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xFFFE || c == 0xFFFF ||
         c == 0xFFFD;
}

/// The character, or a sign for it: where it is a control character, or is to be `hidden`.
void append_seen(UChar32 c, std::string_view bytes, bool hidden, std::string& out) {
  if (c < 0x20)
    out += fmt::format("\xE2\x90{}", static_cast<char>(0x80 + c));  // U+2400 on: their pictures
  else if (hidden || is_control(c))
    out += fmt::format("[U+{:04X}]", static_cast<unsigned>(c));
  else if (c == 0xFFFD)
    out += kReplacement;
  else
    out += bytes;
}

std::string escaped(std::string_view text, bool keep_lines) {
  std::string out;
  for_each_character(text, [&](UChar32 c, std::size_t begin, std::size_t end) {
    const bool kept = keep_lines && (c == '\n' || c == '\t');
    if (is_forbidden_in_xml(c))
      out += kReplacement;
    else if (const std::string_view name = entity(c); !name.empty())
      out += name;
    else if (!kept && is_control(c))
      out += fmt::format("&#{};", c);  // else readers make other white space of it
    else
      out += text.substr(begin, end - begin);
    return true;
  });
  return out;
}

}  // namespace

bool is_control(UChar32 c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || turns_direction(c);
}

std::string visible(std::string_view text) {
  std::string out;
  for_each_character(text, [&](UChar32 c, std::size_t begin, std::size_t end) {
    if (c == '\t' || c == '\n' || c == '\r')
      out += ' ';
    else
      append_seen(c, text.substr(begin, end - begin), u_iscntrl(c) != 0, out);
    return true;
  });
  return out;
}

std::string xml(std::string_view text) {
  return escaped(text, true);
}
std::string xml_value(std::string_view text) {
  return escaped(text, false);
}

std::string html(std::string_view text) {
  std::string out;
  for (const char c : visible(text)) {
    const std::string_view name = entity(static_cast<unsigned char>(c));
    if (name.empty())
      out += c;
    else
      out += name;
  }
  return out;
}

}  // namespace leitwort::report

namespace leitwort {

std::string visible_line(std::string_view text) {
  std::string line;
  report::for_each_character(text, [&](UChar32 c, std::size_t begin, std::size_t end) {
    if (u_isUWhiteSpace(c) == 0)
      report::append_seen(c, text.substr(begin, end - begin), false, line);
    else if (!line.empty() && line.back() != ' ')
      line += ' ';
    return true;
  });
  if (line.ends_with(' ')) line.pop_back();
  return line;
}

std::string visible_lines(std::string_view text) {
  std::string lines;
  report::for_each_character(text, [&](UChar32 c, std::size_t begin, std::size_t end) {
    if (c == '\n' || c == '\t')
      lines += static_cast<char>(c);
    else
      report::append_seen(c, text.substr(begin, end - begin), false, lines);
    return true;
  });
  return lines;
}

}  // namespace leitwort
