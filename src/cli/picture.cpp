#include "cli/picture.hpp"

#include "cli/interrupt.hpp"
#include <leitwort/report.hpp>

#include <array>
#include <filesystem>

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace leitwort::cli {
namespace {

namespace fs = std::filesystem;

/// Beside the program: as installed, or in the source tree that it was built in.
fs::path find_script(const std::string& name) {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (error) return {};
  const fs::path folder = program.parent_path();
  for (const char* place : {"../share/leitwort", "../../../scripts"}) {
    const fs::path script = (folder / place / name).lexically_normal();
    if (fs::exists(script, error)) return script;
  }
  return {};
}

std::string read_to_end(int descriptor) {
  std::string text;
  std::array<char, 4096> block{};
  for (ssize_t got = 0; (got = ::read(descriptor, block.data(), block.size())) > 0;) {
    text.append(block.data(), static_cast<std::size_t>(got));
  }
  return text;
}

}  // namespace

std::string draw_picture(const std::string& name, const std::vector<std::string>& arguments) {
  const fs::path script = find_script(name);
  if (script.empty()) return fmt::format("{} is not installed beside the program", name);

  std::vector<std::string> words = {"python3", script.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);

  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return "no pipe could be opened";
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, pipe[1], STDERR_FILENO);
  pid_t child = 0;
  const int failure = ::posix_spawnp(&child, "python3", &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(pipe[1]);
  const BegunChild in_work(failure == 0 ? child : 0);
  const std::string said = failure == 0 ? read_to_end(pipe[0]) : "";
  ::close(pipe[0]);
  if (failure != 0) return "python3 is not installed";
  int status = 0;
  ::waitpid(child, &status, 0);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return "";
  return said.empty() ? fmt::format("{} failed", name) : one_line(said);
}

}  // namespace leitwort::cli
