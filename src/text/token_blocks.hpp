#pragma once

/// Private to text/: the bytes of a piece of text as bitmaps, a bit a byte.

#include "kernel.hpp"

#include <cstddef>
#include <cstdint>

namespace leitwort::text {

/// A piece of text, 64 bytes a block. Bit i of block b is byte 64·b + i; the bits behind the end of
/// the piece are those of separators.
struct TokenBlocks {
  static constexpr std::size_t kBlocks = 64;
  static constexpr std::size_t kBytes = 64 * kBlocks;

  std::uint64_t letters[kBlocks];      ///< of ASCII
  std::uint64_t digits[kBlocks];       ///< of ASCII
  std::uint64_t apostrophes[kBlocks];  ///< the plain one
  std::uint64_t wide[kBlocks];         ///< bytes beyond ASCII
  /// ASCII that ends a token whatever stands beside it. The characters < = > do not: together with
  /// a combining mark after them they become others.
  std::uint64_t separators[kBlocks];
  /// The bytes with their bit 0x20 set: the letters in lower case; digits and apostrophes have it.
  alignas(64) char lower[kBytes + 64];
};

/// Fills the first ⌈size / 64⌉ blocks. REQUIRES: size ≤ kBytes.
void fill_blocks(const char* bytes, std::size_t size, TokenBlocks& blocks, Kernel kernel);

/// Where the runs of set bits in `blocks` blocks begin and end, one after another: puts the
/// positions at `edges` and returns how many. A run that reaches the end ends there.
/// REQUIRES: bits[blocks] == 0; room for 64 · blocks + 8 positions.
std::size_t find_edges(const std::uint64_t* bits, std::size_t blocks, std::uint32_t* edges,
                       Kernel kernel);

}  // namespace leitwort::text
