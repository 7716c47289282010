#include "cli/options.hpp"
#include <leitwort/version.hpp>

#include <algorithm>
#include <exception>

#include <fmt/format.h>

namespace {

using namespace leitwort::cli;

/// The command line as it could be typed again.
std::string quoted(const std::vector<std::string>& words) {
  std::string line = "leitwort";
  for (const std::string& word : words) {
    const bool plain = !word.empty() && std::ranges::all_of(word, [](unsigned char c) {
      return std::isalnum(c) != 0 || c >= 0x80 ||
             std::string_view("-_./,=:+@%").find(static_cast<char>(c)) != std::string_view::npos;
    });
    line += ' ';
    if (plain) {
      line += word;
      continue;
    }
    line += '\'';
    for (const char c : word) line += c == '\'' ? std::string("'\\''") : std::string(1, c);
    line += '\'';
  }
  return line;
}

int run(const std::vector<std::string>& words) {
  const bool asks_help =
      words.empty() || words[0] == "--help" || words[0] == "-h" || words[0] == "help";
  if (asks_help) {
    fmt::print(words.empty() ? stderr : stdout, "{}", help());
    return words.empty() ? 2 : 0;
  }
  if (words[0] == "--version") {
    fmt::print("leitwort {}\n", leitwort::kVersion);
    return 0;
  }
  if (words[0] == "--man") {
    fmt::print("{}", manual());
    return 0;
  }
  const auto command = std::ranges::find(commands(), words[0], &Command::name);
  if (command == commands().end()) {
    fmt::print(stderr, "leitwort: there is no command \"{}\"; see leitwort --help\n", words[0]);
    return 2;
  }
  const std::vector<std::string> rest(words.begin() + 1, words.end());
  for (const std::string& word : rest) {
    if (word == "--") break;
    if (word == "--help" || word == "-h") {
      fmt::print("{}", help(*command));
      return 0;
    }
  }
  Settings settings = parse(*command, rest);
  settings.command_line = quoted(words);
  return command->run(settings);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run({argv + 1, argv + argc});
  } catch (const std::bad_alloc&) {
    fmt::print(stderr, "leitwort: out of memory; analyse the corpus in parts\n");
  } catch (const std::exception& error) {
    fmt::print(stderr, "leitwort: {}\n", error.what());
  }
  return 2;
}
