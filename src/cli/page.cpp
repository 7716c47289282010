#include "cli/page.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>

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

/// Whether the closest of the selected pairs are the closest of all, so that they need not be
/// sought again. A pair that is not among the n closest of either document has n closer ones with
/// it: if it were among the closest of all, these were too, and so n of the closest with one
/// document.
bool are_closest(const std::vector<PairScore>& pairs, const PairSelection& selection) {
  if (selection.wants_all()) return true;
  if (selection.closest == 0 || selection.threshold > 0) return false;
  std::map<DocumentIndex, std::size_t> pairs_with;
  for (const PairScore& pair : pairs) {
    if (++pairs_with[pair.a] >= selection.closest || ++pairs_with[pair.b] >= selection.closest) {
      return false;
    }
  }
  return true;
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
    // One of which Leitwort knows nothing is still the document's language.
    const bool foreign = !declared.empty() && language_code(declared).empty();
    languages.push_back(foreign ? declared : lexicons.languages[lexicons.of_document[d]].language);
  }
  return languages;
}

std::vector<PageSimilarity> similarity_of_page(const std::vector<OverlapIndex>& indexes,
                                               const std::vector<ClosestPairs>& closest,
                                               const Settings& settings) {
  std::vector<PageSimilarity> similarity;
  for (std::size_t i = 0; i < indexes.size(); ++i) {
    const OverlapIndex& index = indexes[i];
    const PairSelection selection = select_pairs(settings, index);
    const std::vector<PairScore> pairs = closest[i].pairs();
    if (index.documents() > PageLimits{}.compared_documents && are_closest(pairs, selection))
      similarity.push_back(take_closest(index, pairs));
    else
      similarity.push_back(compare_for_page(index));
    similarity.back().written = selection.wants_all();
  }
  return similarity;
}

void add_further_lengths(const Tokens& tokens, const Vocabulary& vocabulary,
                         const Settings& settings, std::vector<PageSimilarity>& similarity) {
  constexpr std::array<unsigned, 3> kLengths = {3, 5, 8};
  if (tokens.documents() > kAllPairsUpTo) return;
  for (const unsigned k : kLengths) {
    const auto& asked = settings.similarity.shingle;
    if (std::ranges::find(asked, k) != asked.end()) continue;
    OverlapIndex index(k, settings.similarity);
    index.add(tokens, vocabulary);
    if (index.method() == Method::exact) similarity.push_back(compare_for_page(index));
  }
}

}  // namespace leitwort::cli
