#include "cli/page.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace leitwort::cli {
namespace {

std::string name_of_path(const std::string& path) {
  namespace fs = std::filesystem;
  if (path == "-") return "standard input";
  fs::path whole = fs::absolute(path).lexically_normal();
  if (!whole.has_filename()) whole = whole.parent_path();
  return whole.has_filename() ? whole.filename().string() : path;
}

std::string corpus_for_people(const std::vector<std::string>& paths) {
  std::vector<std::string> names;
  for (const std::string& path : paths) names.push_back(name_of_path(path));
  return fmt::format("{}", fmt::join(names, ", "));
}

std::vector<std::pair<std::string, std::string>> settings_of_page(const Settings& settings) {
  // They choose where results go, and how fast, and what is said of them.
  constexpr std::array<std::string_view, 5> kLeftOut = {"output", "matrix", "threads", "quiet",
                                                        "verbose"};
  std::vector<std::pair<std::string, std::string>> chosen;
  for (const auto& [name, value] : settings.option_values) {
    if (std::ranges::find(kLeftOut, name) != kLeftOut.end()) continue;
    const bool names_file = name == "cut" || name == "watch";
    chosen.emplace_back(name, names_file ? name_of_path(value) : value);
  }
  return chosen;
}

}  // namespace

PageHead page_head(const Settings& settings) {
  return {corpus_for_people(settings.corpus.paths), settings_of_page(settings)};
}

}  // namespace leitwort::cli
