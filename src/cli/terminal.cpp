#include "cli/terminal.hpp"

#include "cli/streams.hpp"
#include <leitwort/report.hpp>

#include <cstdlib>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
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

bool is_terminal(const std::string& path) {
  if (path.empty()) return ::isatty(STDOUT_FILENO) != 0;
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0 || !S_ISCHR(status.st_mode)) return false;
  const int file = ::open(path.c_str(), O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) return false;
  const bool is_one = ::isatty(file) != 0;
  ::close(file);
  return is_one;
}

void say(std::string_view line) {
  // Without a line end in it, and so never two lines.
  std::string text = visible_lines(line);
  for (char& c : text) c = c == '\n' ? ' ' : c;
  to_standard_error(text + "\n");
}

}  // namespace leitwort::cli
