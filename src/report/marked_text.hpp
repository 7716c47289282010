#pragma once

/// A text with its highlights, wrapped for a terminal.

#include <leitwort/report.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace leitwort::report {

/// A step of the scale, by documents that have a highlight, the shown one included.
struct Level {
  std::uint32_t least;
  std::string_view name;
  /// Of the 256 of a terminal, as in the strips, with letters that stand out.
  std::string_view colour;
  std::string_view mark;  ///< below a formulation
};
inline constexpr std::array<Level, 5> kLevels = {{{0, "1", "48;5;240;38;5;231", "·"},
                                                  {2, "2", "48;5;60;38;5;231", "┄"},
                                                  {3, "3–5", "48;5;30;38;5;231", "─"},
                                                  {6, "6–20", "48;5;71;38;5;16", "━"},
                                                  {21, "more", "48;5;220;38;5;16", "▀"}}};
inline constexpr std::string_view kPassageMark = "═";
inline constexpr std::string_view kReset = "\x1b[0m";
inline constexpr std::size_t kNarrowest = 40;  ///< columns of a terminal

/// By documents that have it, the shown one included.
const Level& level_of(std::uint32_t documents);
/// As an escape sequence; passages are underlined.
std::string colour_of(const Level& level, HighlightKind kind);

/// What is highlighted in a text.
struct Marked {
  std::vector<Highlight> highlights{};
  std::vector<std::size_t> numbers{};  ///< by highlight, what stands at it; 0: nothing
};

/// Writes a text from a byte on. Lines end where its own do, or where there is no room.
void write_marked(std::string_view text, std::size_t begin, const Marked& marked,
                  const SharedTextOptions& options, const Sink& sink);
/// The same of a text in which nothing is highlighted.
void write_wrapped(std::string_view text, const SharedTextOptions& options, const Sink& sink);

}  // namespace leitwort::report
