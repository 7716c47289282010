#include "cli/options/option.hpp"

#include "cli/settings.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace leitwort::cli {

Option Option::with_letter(char short_form) && {
  letter = short_form;
  return std::move(*this);
}

Option Option::without_default() && {
  default_text.clear();
  return std::move(*this);
}

Option Option::naming_path() && {
  is_path = true;
  return std::move(*this);
}

Option Option::naming_input() && {
  is_path = is_input = true;
  return std::move(*this);
}

Option Option::leaving_results() && {
  changes_results = false;
  return std::move(*this);
}

Option Option::refused_when(std::function<bool(const Settings&)> holds, std::string what,
                            std::string next) && {
  conflicts.push_back({std::move(holds), std::move(what), std::move(next)});
  return std::move(*this);
}

Option Option::refused_with(const std::string& other, std::string what, std::string next) && {
  return std::move(*this).refused_when(
      [other](const Settings& settings) { return settings.is_given(other); }, std::move(what),
      std::move(next));
}

Option Option::needing(const std::string& other, std::string what, std::string next) && {
  return std::move(*this).refused_when(
      [other](const Settings& settings) { return !settings.is_given(other); }, std::move(what),
      std::move(next));
}

std::size_t Option::words() const {
  if (argument.empty()) return 0;
  return 1 + static_cast<std::size_t>(std::ranges::count(argument, ' '));
}

Option old_name(const std::string& name, const std::string& argument,
                const std::vector<std::string>& of) {
  Option option{name, argument, "",
                fmt::format("what --{} {} called once", fmt::join(of, " and --"),
                            of.size() == 1 ? "was" : "were"),
                [](Settings&, const Words&) {}};  // the parser gives its value to them
  option.old_name_of = of;
  return option;
}

}  // namespace leitwort::cli
