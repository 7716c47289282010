#pragma once

/// The commands, each with the groups of options that it is made of, and what is made of these
/// definitions: the parser, the help, the manual page and completions.

#include "cli/settings.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leitwort::cli {

/// The words that a command takes beside its options.
enum class Operands : std::uint8_t {
  corpus,
  document,  ///< the first word is a DOCUMENT; CORPUS may then be left out
  table,     ///< none, or the name of a table
  shell      ///< the name of a shell
};

struct Command {
  std::string name;
  std::string summary;      ///< one line
  std::string description;  ///< a paragraph
  std::vector<OptionGroup> groups;
  /// Patterns of the files that it writes where --output names a folder (files.hpp); empty: it
  /// writes none.
  std::vector<std::string> files;
  int (*run)(const Settings&);
  Operands operands = Operands::corpus;
  /// Whether --output is always a folder.
  bool only_folder = false;

  [[nodiscard]] bool reads_corpus() const {
    return operands == Operands::corpus || operands == Operands::document;
  }
};

/// All commands, in the order of the help.
const std::vector<Command>& commands();

/// Calls back for each option of a command, in the order of the help.
template <typename Visit>
void each_option(const Command& command, const Visit& visit) {
  for (const OptionGroup& group : command.groups) {
    for (const Option& option : group.options) visit(option);
  }
}

/// Those that a command takes, as the help names them.
std::string operands(const Command& command);

/// Reads the words after the command's name. Throws Error on what it does not understand.
Settings parse(const Command& command, const std::vector<std::string>& words);

/// `leitwort --help` and `leitwort <command> --help`.
std::string help();
std::string help(const Command& command);
/// The manual page, in roff.
std::string manual();
/// The script that completes command lines in a shell, one of shells().
std::string completions(std::string_view shell);
const std::vector<std::string>& shells();

}  // namespace leitwort::cli
