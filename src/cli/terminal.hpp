#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace leitwort::cli {

/// What standard output is.
struct Terminal {
  bool is_one = false;
  std::size_t width = 100;  ///< columns; so many where it is none or does not tell
  std::size_t height = 0;   ///< rows; 0 where it is none or does not tell
  bool plain = false;       ///< a terminal that knows no escape sequences (TERM=dumb)
  bool colour = false;      ///< another one, and its user has not set NO_COLOR (no-color.org)
};

Terminal standard_output();

/// Whether what is written to `path`, or to standard output where it is empty, arrives at a
/// terminal.
bool is_terminal(const std::string& path);

/// A line to standard error. Whoever named a file or wrote a text has no say over a terminal:
/// control characters and line ends come out as signs and spaces.
void say(std::string_view line);

}  // namespace leitwort::cli
