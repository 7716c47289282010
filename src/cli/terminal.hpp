#pragma once

#include <cstddef>

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

}  // namespace leitwort::cli
