#pragma once

/// What `passages` and `report` say of passages.

#include "cli/settings.hpp"
#include <leitwort/analysis.hpp>
#include <leitwort/tables.hpp>

#include <string>
#include <vector>

namespace leitwort::cli {

/// How many passages the limit left out, for the user; empty: none.
std::string beyond_limit_note(Analysis& analysis, const Settings& settings);

/// Lines about the others.
std::vector<std::string> passage_notes(const PassageTables& tables, const Settings& settings);

}  // namespace leitwort::cli
