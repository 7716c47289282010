#include "cli/files.hpp"
#include "cli/interrupt.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/streams.hpp"
#include <leitwort/version.hpp>

#include <algorithm>
#include <csignal>
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

/// What is printed for people, wholly or not at all.
int print(const std::string& text) {
  OutputFile out("");
  out.write(text);
  out.commit();
  return 0;
}

int run(const std::vector<std::string>& words) {
  if (words.empty()) {
    say(help());
    return 2;
  }
  if (words[0] == "--help" || words[0] == "-h" || words[0] == "help") return print(help());
  if (words[0] == "--version") return print(fmt::format("leitwort {}\n", leitwort::kVersion));
  if (words[0] == "--man") return print(manual());
  const auto command = std::ranges::find(commands(), words[0], &Command::name);
  if (command == commands().end()) {
    say(fmt::format("leitwort: there is no command \"{}\"; see leitwort --help\n", words[0]));
    return 2;
  }
  const std::vector<std::string> rest(words.begin() + 1, words.end());
  for (const std::string& word : rest) {
    if (word == "--") break;
    if (word == "--help" || word == "-h") return print(help(*command));
  }
  Settings settings = parse(*command, rest);
  settings.command_line = quoted(words);
  if (settings.dry_run) return print_plan(*command, settings);
  const std::string mended = check_files(*command, settings);
  if (!mended.empty() && !settings.quiet) say(mended + "\n");
  return command->run(settings);
}

/// As a program that writes into a pipe which nobody reads is expected to end.
int end_with_pipe() {
  std::signal(SIGPIPE, SIG_DFL);
  std::raise(SIGPIPE);
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  fill_closed_streams();
  remove_begun_on_signals();
  try {
    return run({argv + 1, argv + argc});
  } catch (const ReaderGone&) {
    return end_with_pipe();
  } catch (const std::bad_alloc&) {
    say("leitwort: out of memory; analyse the corpus in parts\n");
  } catch (const std::exception& error) {
    say(fmt::format("leitwort: {}\n", error.what()));
  }
  return 2;
}
