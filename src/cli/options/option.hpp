#pragma once

/// What an option is. Each is defined once, in the file of the part of the settings that it fills:
/// parser, checks, help, manual, completions, run.json and the page's list of settings are made of
/// that definition.

#include <functional>
#include <string>
#include <vector>

namespace leitwort::cli {

struct Settings;

/// The words that an option is given: none for a switch, one, or two.
using Words = std::vector<std::string>;

/// When an option that is given is refused, and what is said then.
struct Conflict {
  std::function<bool(const Settings&)> holds;
  std::string what;  ///< what is wrong with it
  std::string next;  ///< what to do
};

struct Option {
  std::string name;
  std::string
      argument;  ///< what the help calls its value, `A B` if it takes two words; empty: a switch
  std::string default_text;  ///< empty where there is none
  std::string help;
  /// Puts the value where it belongs. Throws Error if it cannot be one.
  std::function<void(Settings&, const Words&)> set;
  char letter = '\0';                  ///< its short form
  std::vector<std::string> choices{};  ///< all values that it may have; empty: not a few words
  bool is_path = false;                ///< its words name files or folders
  /// Whether that file is read: what it is called matters to people, where it lies to nobody.
  bool is_input = false;
  /// Whether results depend on it, and not just where they go and what is said of them.
  bool changes_results = true;
  std::vector<Conflict> conflicts{};
  /// The options that it sets, if it is what they were called once.
  std::vector<std::string> old_name_of{};

  // They give the option back, so that a definition reads as one expression.
  Option with_letter(char short_form) &&;
  Option without_default() &&;
  Option naming_path() &&;
  Option naming_input() &&;
  Option leaving_results() &&;
  Option refused_when(std::function<bool(const Settings&)> holds, std::string what,
                      std::string next) &&;
  /// Refused if the option of that name is given too.
  Option refused_with(const std::string& other, std::string what, std::string next) &&;
  /// Refused unless the option of that name is given too.
  Option needing(const std::string& other, std::string what, std::string next) &&;

  /// How many words it takes.
  [[nodiscard]] std::size_t words() const;
};

struct OptionGroup {
  std::string title;
  std::vector<Option> options;
};

/// What some options were once called together.
Option old_name(const std::string& name, const std::string& argument,
                const std::vector<std::string>& of);

}  // namespace leitwort::cli
