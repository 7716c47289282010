#pragma once

/// The commands; each returns the exit status.

#include "cli/settings.hpp"

namespace leitwort::cli {

int run_report(const Settings& settings);
int run_similarity(const Settings& settings);
int run_duplicates(const Settings& settings);
int run_sketch(const Settings& settings);
int run_formulations(const Settings& settings);
int run_timeline(const Settings& settings);
int run_passages(const Settings& settings);
int run_show(const Settings& settings);
int run_columns(const Settings& settings);
int run_completions(const Settings& settings);

}  // namespace leitwort::cli
