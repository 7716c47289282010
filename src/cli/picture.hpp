#pragma once

#include <string>
#include <vector>

namespace leitwort::cli {

/// Runs scripts/heatmap.py with these arguments. Empty on success, else why there is no picture.
std::string draw_heatmap(const std::vector<std::string>& arguments);

}  // namespace leitwort::cli
