#include "cli/files.hpp"
#include "cli/interrupt.hpp"
#include "cli/mistakes.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"
#include "cli/streams.hpp"
#include "cli/terminal.hpp"
#include "shell_word.hpp"
#include <leitwort/error.hpp>
#include <leitwort/report.hpp>
#include <leitwort/version.hpp>

#include <algorithm>
#include <csignal>
#include <exception>
#include <memory>
#include <new>
#include <stdexcept>

#include <fmt/format.h>

namespace {

using namespace leitwort::cli;

/// The command line as it could be typed again.
std::string quoted(const std::vector<std::string>& words) {
  std::string line = "leitwort";
  for (const std::string& word : words) line += fmt::format(" {}", leitwort::shell_word(word));
  return line;
}

/// What is printed for people, wholly or not at all.
int print(const std::string& text) {
  OutputFile out("");
  out.write(text);
  out.commit();
  return 0;
}

const Command& find_command(const std::string& word) {
  const auto command = std::ranges::find(commands(), word, &Command::name);
  if (command == commands().end()) refuse_command(word);
  return *command;
}

/// `leitwort help [COMMAND]`.
std::string help_asked_for(const std::vector<std::string>& words) {
  if (words.size() == 1 || words[1] == "help") return help();
  if (words.size() > 2) {
    throw leitwort::Error("tells of one command at a time", "leitwort help",
                          "write leitwort help COMMAND");
  }
  if (words[1].starts_with("--")) {
    const std::string takers = commands_that_take(words[1].substr(2));
    if (!takers.empty()) {
      throw leitwort::Error("is an option, and help tells of commands", words[1],
                            fmt::format("see leitwort help COMMAND; those with it: {}", takers));
    }
  }
  return help(find_command(words[1]));
}

int run(const std::vector<std::string>& words, const std::shared_ptr<Work>& work) {
  if (words.empty()) {
    to_standard_error(help());
    return 2;
  }
  if (words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
    return print(help_asked_for(words));
  }
  if (words[0] == "--version") return print(fmt::format("leitwort {}\n", leitwort::kVersion));
  if (words[0] == "--man") return print(manual());
  const Command& command = find_command(words[0]);
  const std::vector<std::string> rest(words.begin() + 1, words.end());
  for (const std::string& word : rest) {
    if (word == "--") break;
    if (word == "--help" || word == "-h") return print(help(command));
  }
  Settings settings = parse(command, rest);
  settings.command_line = quoted(words);
  if (settings.run.dry_run) return print_plan(command, settings);
  const std::string mended = check_files(command, settings);
  if (!mended.empty() && !settings.run.quiet) say(mended);
  settings.run.work = work;
  return command.run(settings);
}

/// Nothing is held any more when this is said.
void say_out_of_memory(const Work& work) {
  constexpr std::uint64_t kMegabyte = 1000000;
  const std::string stage =
      work.stage.empty() ? "" : fmt::format(", at the stage \"{}\"", work.stage);
  const std::string size =
      work.bytes == 0 ? "" : fmt::format(" of an input of {} MB", 1 + work.bytes / kMegabyte);
  say(
      fmt::format("leitwort: memory ran out{}{}. Allow it more memory (ulimit "
                  "-v, the limit of a container), use fewer --threads, or analyse the corpus in "
                  "parts",
                  stage, size));
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
  const auto work = std::make_shared<Work>();
  try {
    return run({argv + 1, argv + argc}, work);
  } catch (const ReaderGone&) {
    return end_with_pipe();
  } catch (const std::bad_alloc&) {
    say_out_of_memory(*work);
  } catch (const std::length_error&) {  // a table larger than any memory
    say_out_of_memory(*work);
  } catch (const NothingRead& nothing) {
    say(fmt::format("leitwort: {}", leitwort::visible_line(nothing.what())));
    for (const std::string& reason : nothing.reasons()) {
      say(fmt::format("  {}", leitwort::visible_line(reason)));
    }
  } catch (const std::exception& error) {
    say(fmt::format("leitwort: {}", leitwort::visible_line(error.what())));
  }
  return 2;
}
