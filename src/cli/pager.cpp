#include "cli/pager.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace leitwort::cli {
namespace {

/// Signals that this process passes over while a pager runs: Ctrl-C is meant for the pager, and one
/// that is quit early closes its pipe.
class SignalsLeftToPager {
 public:
  SignalsLeftToPager() {
    struct sigaction ignore{};
    ignore.sa_handler = SIG_IGN;
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
      ::sigaction(kSignals[i], &ignore, &before_[i]);
    }
  }
  ~SignalsLeftToPager() {
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
      ::sigaction(kSignals[i], &before_[i], nullptr);
    }
  }
  SignalsLeftToPager(const SignalsLeftToPager&) = delete;
  SignalsLeftToPager& operator=(const SignalsLeftToPager&) = delete;

  static constexpr std::array kSignals = {SIGPIPE, SIGINT, SIGQUIT};

 private:
  std::array<struct sigaction, kSignals.size()> before_{};
};

/// The words to start; empty: no pager is wanted.
std::vector<std::string> pager_command() {
  const char* pager = std::getenv("PAGER");
  if (pager == nullptr) return {"less", "-R"};
  const std::string command = pager;
  const bool blank = command.find_first_not_of(" \t") == std::string::npos;
  if (blank || command == "cat") return {};
  return {"/bin/sh", "-c", command};  // it may have options
}

/// What a pager needs to leave short texts on the screen and to pass colours on, unless the user
/// has said otherwise: as git does it.
std::vector<std::string> pager_environment() {
  std::vector<std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    variables.emplace_back(*variable);
  }
  if (std::getenv("LESS") == nullptr) variables.emplace_back("LESS=FRX");
  if (std::getenv("LV") == nullptr) variables.emplace_back("LV=-c");
  return variables;
}

std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

/// Starts it with `input` as its standard input.
std::optional<pid_t> start(std::vector<std::string> command, int input) {
  std::vector<std::string> environment = pager_environment();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  sigset_t defaults;
  sigemptyset(&defaults);
  for (const int signal : SignalsLeftToPager::kSignals) sigaddset(&defaults, signal);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  pid_t child = 0;
  const int failure = ::posix_spawnp(&child, command[0].c_str(), &actions, &attributes,
                                     pointers_to(command).data(), pointers_to(environment).data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return failure == 0 ? std::optional(child) : std::nullopt;
}

/// Until all is written, or nobody reads it.
void write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

int status_of(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace

bool show_through_pager(std::string_view text) {
  const std::vector<std::string> command = pager_command();
  std::array<int, 2> ends{};
  if (command.empty() || ::pipe2(ends.data(), O_CLOEXEC) != 0) return false;
  const SignalsLeftToPager left;
  const std::optional<pid_t> child = start(command, ends[0]);
  ::close(ends[0]);
  if (child) write_all(ends[1], text);
  ::close(ends[1]);
  if (!child) return false;
  const int status = status_of(*child);
  // So says the shell, or what stands for exec in a child, that there is no such program.
  constexpr int kNotExecutable = 126, kNotFound = 127;
  const bool started = !WIFEXITED(status) ||
                       (WEXITSTATUS(status) != kNotExecutable && WEXITSTATUS(status) != kNotFound);
  return started;
}

}  // namespace leitwort::cli
