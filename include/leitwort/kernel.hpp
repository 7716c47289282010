#pragma once

/// The machine's instructions that inner loops are written for.
///
///     const leitwort::Kernel kernel = leitwort::best_kernel();
///     assert(leitwort::has_kernel(kernel) && leitwort::has_kernel(leitwort::Kernel::plain));

#include <cstdint>

namespace leitwort {

/// Which version of an inner loop runs. All give the same bits.
enum class Kernel : std::uint8_t { plain, avx2, avx512 };
/// The fastest that this machine has.
Kernel best_kernel();
/// Whether this machine has it. avx512: F, VL, BW and DQ.
bool has_kernel(Kernel kernel);

}  // namespace leitwort
