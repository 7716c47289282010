#pragma once

/// Private to passages/: the likeliest readings of misread words.

#include <leitwort/passages.hpp>

#include <vector>

namespace leitwort::passages {

/// By stem: the stem of the word that it most likely is a misreading of, or itself.
std::vector<TokenId> find_readings(const PassageInput& input);

}  // namespace leitwort::passages
