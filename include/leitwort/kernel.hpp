#pragma once

/// The machine's instructions that inner loops are written for.

#include <cstdint>

namespace leitwort {

/// Which version of an inner loop runs. All give the same bits.
enum class Kernel : std::uint8_t { plain, avx2, avx512 };
/// The fastest that this machine has.
Kernel best_kernel();
/// Whether this machine has it. avx512: F, VL, BW and DQ.
bool has_kernel(Kernel kernel);

}  // namespace leitwort
