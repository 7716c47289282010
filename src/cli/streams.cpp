#include "cli/streams.hpp"

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace leitwort::cli {

void fill_closed_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) >= 0 || errno != EBADF) continue;
    // The lowest free number is this one. Opened the wrong way round, so that what is read from or
    // written to it is refused, as it would be if it were closed.
    const int filled = ::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    // Else a data file might become standard error, and warnings be written into it.
    if (filled != stream) ::_exit(2);
  }
}

void to_standard_error(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace leitwort::cli
