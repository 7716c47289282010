#include "cli/page.hpp"

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
  std::vector<std::pair<std::string, std::string>> chosen;
  for (const OptionValue& value : settings.values) {
    if (!value.changes_results) continue;
    chosen.emplace_back(value.option, value.names_input ? name_of_path(value.text) : value.text);
  }
  return chosen;
}

}  // namespace

PageHead page_head(const Settings& settings) {
  return {corpus_for_people(settings.corpus.paths), settings_of_page(settings)};
}

}  // namespace leitwort::cli
