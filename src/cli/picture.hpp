#pragma once

#include <string>
#include <vector>

namespace leitwort::cli {

/// Runs one of scripts/ (`heatmap.py`) with these arguments. Empty on success, else why there is no
/// picture.
std::string draw_picture(const std::string& script, const std::vector<std::string>& arguments);

}  // namespace leitwort::cli
