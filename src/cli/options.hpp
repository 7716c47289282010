#pragma once

/// The options of all commands, each defined once: parser, help and manual page are made from it.

#include "cli/settings.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace leitwort::cli {

struct Option {
  std::string name;          ///< "output,o" for a short form too
  std::string argument;      ///< what the help calls its value; empty for a switch
  std::string default_text;  ///< empty where there is none
  std::string help;
  /// Puts the value where it belongs. Throws Error if it cannot be one.
  std::function<void(Settings&, const std::string&)> set;
  /// Of an option whose value is the two words after it, in place of `set`.
  std::function<void(Settings&, const std::string&, const std::string&)> set_two{};
};

struct OptionGroup {
  std::string title;
  std::vector<Option> options;
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
  /// Whether the first word is a DOCUMENT; CORPUS may then be left out.
  bool takes_document = false;
  /// Whether --output is always a folder.
  bool only_folder = false;
  /// Whether its only word is the name of a table, which may be left out: it reads no corpus.
  bool takes_table = false;
};

/// All commands, in the order of the help.
const std::vector<Command>& commands();

/// The words that it takes beside options, as the help names them.
std::string operands(const Command& command);

/// Its name without the short form.
std::string long_name(const Option& option);

/// The groups that the commands are made of.
OptionGroup corpus_options();
OptionGroup output_options(bool with_matrix_forms);
OptionGroup report_output_options();
OptionGroup similarity_options();
OptionGroup pair_options(bool in_report);
OptionGroup sketch_options();
OptionGroup duplicate_options();
OptionGroup duplicate_output_options();
OptionGroup sketch_output_options();
OptionGroup formulation_options(bool with_context);
OptionGroup passage_options(bool in_report);
OptionGroup passage_pair_options();
OptionGroup passage_output_options();
OptionGroup passage_explain_options();
OptionGroup watch_options(bool in_report);
OptionGroup explain_options();
OptionGroup show_output_options();
OptionGroup show_formulation_options();
OptionGroup show_watch_options();
OptionGroup time_options();
OptionGroup running_options();
OptionGroup columns_options();

/// Reads the words after the command's name. Throws Error on what it does not understand.
Settings parse(const Command& command, const std::vector<std::string>& words);

/// `leitwort --help` and `leitwort <command> --help`.
std::string help();
std::string help(const Command& command);
/// The manual page, in roff.
std::string manual();

}  // namespace leitwort::cli
