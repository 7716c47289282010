#pragma once

/// run.json: what was done, to what, with which settings, and what was left out.

#include "cli/session.hpp"

#include <map>
#include <string>
#include <vector>

namespace leitwort::cli {

/// What a command left out or cut, and how much of it.
using Cuts = std::vector<std::pair<std::string, std::uint64_t>>;

std::string run_record(const Session& session, const Reading& reading, const Cuts& cuts);

}  // namespace leitwort::cli
