#pragma once

/// Which version this is.
///
///     std::cout << "leitwort " << leitwort::kVersion << '\n';

#include <string_view>

namespace leitwort {

/// Semantic version of the library and the program; the build reads it from this line.
inline constexpr std::string_view kVersion = "0.1.0";

}  // namespace leitwort
