#pragma once

/// Private to boilerplate/: the lines of a document, and what they look like.

#include <leitwort/corpus.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace leitwort::boilerplate {

/// A line with something on it, without white space at its ends.
struct Line {
  std::uint32_t begin = 0, end = 0;  ///< bytes of the text
  bool after_blank = false;          ///< the line before it is blank, or there is none
  bool before_blank = false;         ///< likewise the line after it
};

/// Appends the lines of a document's body; those that are cut are left out.
void read_lines(const Document& document, std::vector<Line>& lines);

/// What the rules compare: case folded, spaces single, apostrophes plain, without the marks that
/// begin and end headings, list items and emphasis in plain text.
std::string fold(std::string_view line);

/// Whether the line ends as sentences, or parts of them, do; quotes and brackets may follow.
bool ends_like_a_sentence(std::string_view line);

/// Characters of UTF-8, Han and kana counting two: about how wide it is.
std::size_t width(std::string_view text);

/// Words with a space between; a run of Han characters is one.
std::vector<std::string_view> words(std::string_view text);

}  // namespace leitwort::boilerplate
