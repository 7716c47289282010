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

}  // namespace

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

std::vector<std::string> languages_of(const Reading& reading, const Lexicons& lexicons) {
  std::vector<std::string> languages;
  for (std::size_t d = 0; d < reading.documents.size(); ++d) {
    const std::string& declared = reading.documents[d].language;
    // What is no code, and where nothing else is known, is still what somebody said.
    const std::string& known = lexicons.known[d].code;
    languages.push_back(known.empty() ? declared : known);
  }
  return languages;
}

std::vector<PageSimilarity> similarity_of_page(const std::vector<OverlapIndex>& indexes,
                                               const Settings& settings) {
  std::vector<PageSimilarity> similarity;
  for (const OverlapIndex& index : indexes) {
    similarity.push_back(compare_for_page(index));
    similarity.back().written = select_pairs(settings, index).wants_all();
  }
  return similarity;
}

void add_further_lengths(const Tokens& tokens, const Vocabulary& vocabulary,
                         const Settings& settings, std::vector<PageSimilarity>& similarity) {
  constexpr std::array<unsigned, 3> kLengths = {3, 5, 8};
  if (tokens.documents() > PageLimits{}.compared_documents) return;
  for (const unsigned k : kLengths) {
    const auto& asked = settings.similarity.options.shingle;
    if (std::ranges::find(asked, k) != asked.end()) continue;
    OverlapIndex index(k, settings.similarity.options);
    index.add(tokens, vocabulary);
    if (index.method() == Method::exact) similarity.push_back(compare_for_page(index));
  }
}

}  // namespace leitwort::cli
