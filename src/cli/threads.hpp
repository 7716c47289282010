#pragma once

#include <cstddef>

namespace leitwort::cli {

/// Makes OpenMP use `wanted` threads, or as many as it would for 0; fewer where the system does not
/// start so many, for OpenMP would end the program then, in the middle of its work. All are started
/// here, once. Returns how many there are, this one included.
std::size_t start_threads(std::size_t wanted);

}  // namespace leitwort::cli
