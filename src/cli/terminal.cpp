#include "cli/terminal.hpp"

#include <cstdlib>
#include <string_view>

#include <sys/ioctl.h>
#include <unistd.h>

namespace leitwort::cli {

Terminal standard_output() {
  Terminal terminal;
  terminal.is_one = ::isatty(STDOUT_FILENO) != 0;
  if (!terminal.is_one) return terminal;
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    terminal.width = size.ws_col;
  const char* no_colour = std::getenv("NO_COLOR");
  terminal.colour = no_colour == nullptr || std::string_view(no_colour).empty();
  return terminal;
}

}  // namespace leitwort::cli
