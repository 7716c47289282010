#include "boilerplate/lines.hpp"

#include <algorithm>

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace leitwort::boilerplate {
namespace {

/// White space that stands at the ends of lines, no-break and ideographic spaces among it.
constexpr std::string_view kSpaces[] = {" ", "\t", "\r", "\f", "\v", "\xC2\xA0", "\xE3\x80\x80"};

/// Removes any of `pieces` from both ends.
template <typename Pieces>
std::string_view strip(std::string_view text, const Pieces& pieces) {
  for (bool changed = true; changed;) {
    changed = false;
    for (const std::string_view piece : pieces) {
      while (text.starts_with(piece)) text.remove_prefix(piece.size()), changed = true;
      while (text.ends_with(piece)) text.remove_suffix(piece.size()), changed = true;
    }
  }
  return text;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string fold_case(std::string_view text) {
  std::string folded;
  if (is_ascii(text)) {
    for (const char c : text) folded += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    return folded;
  }
  UErrorCode status = U_ZERO_ERROR;
  icu::StringByteSink<std::string> sink(&folded);
  icu::CaseMap::utf8Fold(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink,
                         nullptr, status);
  return U_FAILURE(status) ? std::string(text) : folded;
}

}  // namespace

void read_lines(const Document& document, std::vector<Line>& lines) {
  const std::string_view text = document.text;
  auto cut = document.cut.begin();
  const char line_end =
      text.find('\n', document.body_begin) == std::string_view::npos ? '\r' : '\n';
  bool blank = true;
  for (std::size_t begin = document.body_begin; begin < text.size();) {
    const std::size_t end = std::min(text.find(line_end, begin), text.size());
    const std::string_view line = strip(text.substr(begin, end - begin), kSpaces);
    begin = end + 1;
    if (line.empty()) {
      if (!lines.empty()) lines.back().before_blank = true;
      blank = true;
      continue;
    }
    const auto first = static_cast<std::uint32_t>(line.data() - text.data());
    const auto last = static_cast<std::uint32_t>(first + line.size());
    while (cut != document.cut.end() && cut->end < last) ++cut;
    if (cut != document.cut.end() && cut->begin <= first) continue;
    lines.push_back({first, last, blank, false});
    blank = false;
  }
  if (!lines.empty()) lines.back().before_blank = true;
}

std::string fold(std::string_view line) {
  // Of Markdown and of lists typed by hand.
  constexpr std::string_view kMarks[] = {"*", "#", "_", "•", "·", "▪", "–", "-", " ", "\t"};
  const std::string folded = fold_case(strip(line, kMarks));
  std::string result;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const auto byte = static_cast<unsigned char>(folded[i]);
    if (byte > ' ' && byte < 0x80) {
      result += folded[i];
      continue;
    }
    const std::string_view rest = std::string_view(folded).substr(i);
    std::size_t space = 0;
    for (const std::string_view piece : kSpaces) {
      if (rest.starts_with(piece)) space = piece.size();
    }
    if (space > 0) {
      if (!result.ends_with(' ')) result += ' ';
      i += space - 1;
    } else if (rest.starts_with("’")) {
      result += '\'';
      i += std::string_view("’").size() - 1;
    } else {
      result += folded[i];
    }
  }
  return result;
}

bool ends_like_a_sentence(std::string_view line) {
  constexpr std::string_view kClosing[] = {"\"", "'", ")",  "]",  "*",  "_",  "”",
                                           "’",  "»", "）", "」", "』", "》", " "};
  constexpr std::string_view kEnds[] = {".",  "!",  "?",  ":",  ";", ",", "…", "。", "！", "？",
                                        "：", "；", "，", "、", "।", "؟", "،", "-",  "—",  "–"};
  for (bool changed = true; changed;) {
    changed = false;
    for (const std::string_view piece : kClosing) {
      if (line.ends_with(piece)) line.remove_suffix(piece.size()), changed = true;
    }
  }
  return std::ranges::any_of(kEnds, [&](std::string_view end) { return line.ends_with(end); });
}

std::size_t width(std::string_view text) {
  std::size_t columns = 0;
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  for (std::size_t i = 0; i < text.size();) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, i, text.size(), c);
    columns += c >= 0x2E80 && c < 0xFB00 ? 2 : 1;
  }
  return columns;
}

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> result;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    if (end > begin) result.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return result;
}

}  // namespace leitwort::boilerplate
