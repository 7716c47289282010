#include "cli/mistakes.hpp"

#include "cli/close_words.hpp"
#include <leitwort/error.hpp>

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace leitwort::cli {
namespace {

namespace po = boost::program_options;

/// Without its dashes, and without a value behind =.
std::string bare(std::string option) {
  option.erase(0, std::min(option.find_first_not_of('-'), option.size()));
  return option.substr(0, option.find('='));
}

/// By its long or its short name; null where the command has none of that name.
const Option* find_option(const Command& command, const std::string& name) {
  const Option* found = nullptr;
  each_option(command, [&](const Option& option) {
    const bool is_short = name.size() == 1 && option.letter == name.front();
    if (option.name == name || is_short) found = &option;
  });
  return found;
}

std::vector<std::string> option_names(const Command& command) {
  std::vector<std::string> names;
  each_option(command, [&](const Option& option) { names.push_back(option.name); });
  return names;
}

std::string help_of(const Command& command) {
  return fmt::format("leitwort help {} lists the options", command.name);
}

[[noreturn]] void refuse_option(const Command& command, const std::string& word) {
  const std::string what = fmt::format("is no option of leitwort {}", command.name);
  const std::string name = bare(word);
  if (!name.empty() && (name[0] == '.' || (name[0] >= '0' && name[0] <= '9'))) {
    throw Error(what, word, "a value that begins with - is written behind =, as in --OPTION=-1");
  }
  if (const std::string others = commands_that_take(name); !others.empty()) {
    throw Error(what, word, fmt::format("leave it out; it is one of leitwort {}", others));
  }
  const std::string meant = did_you_mean(close_words(name, option_names(command)), "--");
  throw Error(what, word, meant.empty() ? help_of(command) : meant + " " + help_of(command));
}

/// The parser takes the next word for a value, whatever it is.
void refuse_option_as_value(const std::string& option, const std::string& value) {
  if (!value.starts_with("--")) return;
  throw Error(fmt::format("takes a value, and \"{}\" stands in its place", value), "--" + option,
              fmt::format("write --{} VALUE", option));
}

/// How an option is written, with its value.
std::string use_of(const Command& command, const std::string& name) {
  const Option* option = find_option(command, name);
  if (option == nullptr || option->argument.empty()) return fmt::format("write --{}", name);
  return fmt::format("write --{} {}", option->name, option->argument);
}

}  // namespace

std::string commands_that_take(const std::string& option) {
  std::vector<std::string> names;
  for (const Command& command : commands()) {
    if (find_option(command, option) != nullptr) names.push_back(command.name);
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

void refuse_command(const std::string& word) {
  const std::string list = "leitwort help lists the commands";
  if (word.starts_with('-') && word != "-") {
    throw Error("stands where the command is wanted", word,
                fmt::format("write leitwort COMMAND CORPUS {}; {}", word, list));
  }
  std::vector<std::string> names = {"help"};
  for (const Command& command : commands()) names.push_back(command.name);
  const std::string quoted = fmt::format("\"{}\"", word);
  if (const auto close = close_words(word, names); !close.empty()) {
    throw Error("is no command", quoted, did_you_mean(close, "leitwort ") + " " + list);
  }
  std::error_code error;
  if (word == "-" || std::filesystem::exists(word, error)) {
    throw Error("is no command, but a corpus may be meant", quoted,
                fmt::format("did you mean leitwort report {} -o OUT? {}", word, list));
  }
  throw Error("is no command", quoted, list);
}

void refuse_words(const Command& command, const po::error& error) {
  const auto* named = dynamic_cast<const po::error_with_option_name*>(&error);
  const std::string word = named == nullptr ? "" : named->get_option_name();
  if (dynamic_cast<const po::unknown_option*>(&error) != nullptr) refuse_option(command, word);
  const std::string name = bare(word);
  const std::string next = fmt::format("{}; {}", use_of(command, name), help_of(command));
  if (dynamic_cast<const po::multiple_occurrences*>(&error) != nullptr) {
    throw Error("is given twice", word, "give it once");
  }
  if (const auto* syntax = dynamic_cast<const po::invalid_command_line_syntax*>(&error)) {
    using Kind = po::invalid_syntax::kind_t;
    if (syntax->kind() == Kind::extra_parameter) throw Error("takes no value", word, next);
    if (syntax->kind() == Kind::missing_parameter ||
        syntax->kind() == Kind::empty_adjacent_parameter) {
      throw Error("takes a value, and there is none", word, next);
    }
  }
  throw Error(error.what(), fmt::format("leitwort {}", command.name), help_of(command));
}

void refuse(const std::string& option, const std::string& value, const std::string& wanted) {
  refuse_option_as_value(option, value);
  throw Error(
      fmt::format("\"{}\" is not {}", value, wanted), "--" + option,
      fmt::format("leitwort help COMMAND tells what it means ({})", commands_that_take(option)));
}

void refuse_choice(const std::string& option, const std::string& value,
                   const std::vector<std::string>& choices) {
  refuse_option_as_value(option, value);
  const std::string meant = did_you_mean(close_words(value, choices));
  throw Error(fmt::format("\"{}\" is not one of {}", value, fmt::join(choices, "|")), "--" + option,
              meant.empty() ? "give one of them" : meant);
}

}  // namespace leitwort::cli
