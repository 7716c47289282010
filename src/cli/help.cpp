// leitwort --help, and leitwort help COMMAND.

#include "cli/options.hpp"
#include <leitwort/reading.hpp>
#include <leitwort/version.hpp>

#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace leitwort::cli {
namespace {

/// The option, and beside it or below it what it does, wrapped.
std::string help_entry(const Option& option) {
  constexpr std::size_t kIndent = 26, kWidth = 92;
  std::string entry = "  ";
  if (option.letter != '\0') entry += fmt::format("-{}, ", option.letter);
  entry += fmt::format("--{}", option.name);
  if (!option.argument.empty()) entry += " " + option.argument;
  std::string meaning = option.help;
  if (!option.default_text.empty()) meaning += fmt::format(" [{}]", option.default_text);

  std::size_t column = display_width(entry);
  if (column + 2 > kIndent) {
    entry += '\n';
    column = 0;
  }
  entry.append(kIndent - column, ' ');
  column = kIndent;
  std::istringstream words(meaning);
  for (std::string word; words >> word;) {
    const std::size_t width = display_width(word);
    if (column > kIndent && column + 1 + width > kWidth) {
      entry += '\n' + std::string(kIndent, ' ');
      column = kIndent;
    } else if (column > kIndent) {
      entry += ' ';
      ++column;
    }
    entry += word;
    column += width;
  }
  return entry + '\n';
}

}  // namespace

std::string operands(const Command& command) {
  switch (command.operands) {
    case Operands::document:
      return "DOCUMENT [CORPUS...]";
    case Operands::table:
      return "[TABLE]";
    case Operands::shell:
      return fmt::format("{}", fmt::join(shells(), "|"));
    case Operands::corpus:
      break;
  }
  return "CORPUS...";
}

std::string help() {
  std::string text = fmt::format(
      "Leitwort {} finds what a body of texts keeps saying.\n\n"
      "  leitwort COMMAND CORPUS... [options]\n\nCommands:\n",
      kVersion);
  for (const Command& command : commands()) {
    text += fmt::format("  {:<14}{}\n", command.name, command.summary);
  }
  text +=
      "\nCORPUS is a folder (its .txt and .md files, or what its manifest.csv names), a text "
      "file,\n"
      "a .jsonl file (also .gz, .zst), a manifest .csv, or - for JSON Lines on standard input.\n\n"
      "  leitwort help COMMAND     the options of a command; so does leitwort COMMAND --help\n"
      "  leitwort --version        the version\n"
      "  leitwort --man            the manual page, for man -l -\n\n"
      "Exit status: 0 done; 1 done, but something was left out; 2 nothing could be done.\n";
  return text;
}

std::string help(const Command& command) {
  std::string text = fmt::format("leitwort {} {} [options]\n\n{}\n", command.name,
                                 operands(command), command.description);
  for (const OptionGroup& group : command.groups) {
    text += fmt::format("\n{}\n", group.title);
    for (const Option& option : group.options) text += help_entry(option);
  }
  return text;
}

}  // namespace leitwort::cli
