#pragma once

/// Private to boilerplate/: the words that give boilerplate away, and how they are looked for. All
/// functions take folded lines (see fold).

#include <cstdint>
#include <string_view>

namespace leitwort::boilerplate {

/// What a line is by how it begins or by what it holds, wherever a line of its own stands at an end
/// of the text; empty if nothing.
std::string_view cue_of(std::string_view folded);

/// Whether the line announces a citation that follows it.
bool announces_citation(std::string_view folded);

/// How much of a menu a line is.
enum class Menu : unsigned char {
  none,
  item,  ///< one word that menus have, but headings may have too
  sure,  ///< several such words and nothing else, or one that only menus have
};
Menu menu_of(std::string_view folded);

/// Whether the words in brackets are a note of a translator, interpreter or editor. `folded` begins
/// after the bracket.
bool is_note(std::string_view folded);

/// Whether somebody is being introduced: `Ada Byron is a professor …`. Takes the line as printed.
bool introduces_author(std::string_view line);

/// Whether the line is `By Ada Byron`, as printed.
bool is_byline(std::string_view line);

/// Whether the line is nothing but an address on the web.
bool is_address(std::string_view folded);

/// Whether it holds an e-mail address.
bool has_mail_address(std::string_view folded);

/// The number, if the line is nothing but that of a page, with or without that of a document: `7`,
/// `Page 7 of 9`, `97-86038 7`; else 0.
std::uint32_t page_number(std::string_view line);

/// Whether such a line holds the number of a document too: digits with one hyphen, `97-86038`.
bool has_document_number(std::string_view line);

/// Whether the line begins like a numbered note: `[12] …`.
bool is_numbered_note(std::string_view line);

/// Whether the line is `name: value`, both short.
bool is_field(std::string_view folded);

}  // namespace leitwort::boilerplate
