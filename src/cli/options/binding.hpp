#pragma once

/// Options bound to fields of the settings. `field` gives the field of settings, so that an option
/// and its default are of one place and of one type:
///
///     number_option("threads", "N", "threads to use", [](auto& s) -> auto& { return s.run.threads;
///     },
///                   0, 4096)

#include "cli/mistakes.hpp"
#include "cli/options/option.hpp"
#include "cli/settings.hpp"

#include <algorithm>
#include <charconv>
#include <concepts>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace leitwort::cli {

inline const Settings& default_settings() {
  static const Settings kDefaults;
  return kDefaults;
}

/// The type of a field.
template <typename Field>
using ValueOf = std::remove_cvref_t<std::invoke_result_t<Field, Settings&>>;

/// The number that a word is. Throws Error if it is none, or not in the range.
template <typename Number>
Number number_in(const std::string& option, const std::string& word, Number least, Number most) {
  Number value{};
  const char* end = word.data() + word.size();
  const auto [stop, error] = std::from_chars(word.data(), end, value);
  // Written so that not-a-number is refused too.
  if (error != std::errc{} || stop != end || !(value >= least && value <= most)) {
    refuse(option, word,
           fmt::format("a {} from {} to {}", std::is_integral_v<Number> ? "whole number" : "number",
                       least, most));
  }
  return value;
}

template <typename Field>
Option number_option(const std::string& name, const std::string& argument, const std::string& help,
                     Field field, std::type_identity_t<ValueOf<Field>> least,
                     std::type_identity_t<ValueOf<Field>> most) {
  return {name, argument, fmt::format("{}", field(default_settings())), help,
          [=](Settings& settings, const Words& words) {
            field(settings) = number_in(name, words[0], least, most);
          }};
}

/// A number of rows, where 0 stands for all of them.
template <typename Field>
Option limit_option(const std::string& name, const std::string& help, Field field) {
  return {name, "N|all", fmt::format("{}", field(default_settings())), help,
          [=](Settings& settings, const Words& words) {
            constexpr std::size_t kMost = std::size_t{1} << 40;
            const std::string& word = words[0];
            if (word == "all") {
              field(settings) = 0;
              return;
            }
            if (word.empty() || word.find_first_not_of("0123456789") != std::string::npos) {
              refuse(name, word, "a whole number, or all");
            }
            field(settings) = number_in<std::size_t>(name, word, 1, kMost);
          }};
}

template <typename Field>
Option text_option(const std::string& name, const std::string& argument, const std::string& help,
                   Field field) {
  return {name, argument, field(default_settings()), help,
          [=](Settings& settings, const Words& words) { field(settings) = words[0]; }};
}

/// A text that may not be empty, such as a phrase.
template <typename Field>
Option phrase_option(const std::string& name, const std::string& argument, const std::string& help,
                     Field field, bool (*is_one)(const std::string&), const std::string& wanted) {
  return {name, argument, "", help, [=](Settings& settings, const Words& words) {
            if (!is_one(words[0])) refuse(name, words[0], wanted);
            field(settings) = words[0];
          }};
}

template <typename Field>
Option two_words_option(const std::string& name, const std::string& argument,
                        const std::string& help, Field field) {
  return {name, argument, "", help,
          [=](Settings& settings, const Words& words) { field(settings) = {words[0], words[1]}; }};
}

template <typename Field>
Option flag_option(const std::string& name, const std::string& help, Field field) {
  return {name, "", "", help, [=](Settings& settings, const Words&) { field(settings) = true; }};
}

/// Values and what they are called.
template <typename Value>
using Choices = std::vector<std::pair<std::string, Value>>;

/// An option whose value is one of a few words.
template <typename Field>
Option choice_option(const std::string& name, const std::string& help,
                     const Choices<ValueOf<Field>>& choices, Field field) {
  std::vector<std::string> names;
  std::string default_name;
  for (const auto& [word, value] : choices) {
    names.push_back(word);
    if (value == field(default_settings())) default_name = word;
  }
  Option option{name, fmt::format("{}", fmt::join(names, "|")), default_name, help,
                [=](Settings& settings, const Words& words) {
                  const auto found = std::ranges::find(names, words[0]);
                  if (found == names.end()) refuse_choice(name, words[0], names);
                  field(settings) = choices[static_cast<std::size_t>(found - names.begin())].second;
                }};
  option.choices = names;
  return option;
}

}  // namespace leitwort::cli
