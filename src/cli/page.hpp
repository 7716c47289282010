#pragma once

/// What `report` puts into its page beside the tables.

#include "cli/session.hpp"
#include "cli/similarity.hpp"
#include <leitwort/page.hpp>
#include <leitwort/similarity.hpp>

#include <string>
#include <utility>
#include <vector>

namespace leitwort::cli {

/// Names of what was read, without the folders that they lie in.
std::string corpus_for_people(const std::vector<std::string>& paths);

/// The options that matter to results, with their values; of files the names only, so that the page
/// is the same wherever they lie.
std::vector<std::pair<std::string, std::string>> settings_of_page(const Settings& settings);

/// By document: its language as declared, or as found out.
std::vector<std::string> languages_of(const Reading& reading, const Lexicons& lexicons);

/// How the documents compare.
std::vector<PageSimilarity> similarity_of_page(const std::vector<OverlapIndex>& indexes,
                                               const Settings& settings);

/// Adds the lengths of shingles that a reader may want to compare by and that were not asked for,
/// as far as exact counting allows.
void add_further_lengths(const Tokens& tokens, const Vocabulary& vocabulary,
                         const Settings& settings, std::vector<PageSimilarity>& similarity);

}  // namespace leitwort::cli
