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
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
    if (size.ws_col > 0) terminal.width = size.ws_col;
    terminal.height = size.ws_row;
  }
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string_view(value == nullptr ? "" : value);
  };
  terminal.plain = variable("TERM") == "dumb";
  terminal.colour = !terminal.plain && variable("NO_COLOR").empty();
  return terminal;
}

}  // namespace leitwort::cli
