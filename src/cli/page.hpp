#pragma once

/// What the page of a report tells of the run.

#include "cli/settings.hpp"
#include <leitwort/page.hpp>

namespace leitwort::cli {

/// Names of what was read, without the folders that they lie in, and the options that matter to
/// results; of files the names only, so that the page is the same wherever they lie.
PageHead page_head(const Settings& settings);

}  // namespace leitwort::cli
