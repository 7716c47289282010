#pragma once

/// The sequence room: algorithms on sequences of integers that several rooms need. It knows no
/// documents and no words.
///
///     const std::vector<std::int32_t> banana = {2, 1, 3, 1, 3, 1};
///     const std::vector<std::int32_t> suffixes = leitwort::suffix_array(banana, 4);
///     assert((suffixes == std::vector<std::int32_t>{5, 3, 1, 0, 4, 2}));
///     const std::vector<std::int32_t> shared = leitwort::lcp_array(banana, suffixes);
///     assert((shared == std::vector<std::int32_t>{0, 1, 3, 0, 0, 2}));

#include <leitwort/kernel.hpp>

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace leitwort {

/// The symbol that matches nothing, not even itself, where a function says so.
inline constexpr std::int32_t kSeparator = 0;

/// The starting positions of all suffixes of `text` in lexicographic order; a suffix that is a
/// prefix of another comes first. O(n + alphabet) time; 4 bytes a symbol for the result, and in
/// passing at most 4 more (for ordinary text about 1).
///
/// SA-IS: G. Nong, S. Zhang, W. H. Chan, "Two Efficient Algorithms for Linear Time Suffix Array
/// Construction", IEEE Trans. Computers 60(10), 2011.
///
/// REQUIRES: 0 ≤ text[i] < alphabet, text.size() < 2³¹ − 1.
std::vector<std::int32_t> suffix_array(std::span<const std::int32_t> text, std::int32_t alphabet);

/// lcp[i] = length of the longest common prefix of the suffixes suffixes[i − 1] and suffixes[i],
/// counted only up to the first kSeparator; lcp[0] = 0. O(n) time; 4 bytes a symbol for the result
/// and 4 in passing.
///
/// J. Kärkkäinen, G. Manzini, S. J. Puglisi, "Permuted Longest-Common-Prefix Array", CPM 2009. That
/// lengths are cut at separators changes nothing in its argument: the cut length of a suffix is at
/// least that of the suffix before it less one.
///
/// REQUIRES: `suffixes` is the suffix array of `text`.
std::vector<std::int32_t> lcp_array(std::span<const std::int32_t> text,
                                    std::span<const std::int32_t> suffixes);

/// Sorts `keys` ascending and moves `values` along; equal keys keep their order. O(n) for keys that
/// are hashes: least-significant-digit radix sort on the upper 24 of the `bits` low bits, then
/// insertion. The scratch vectors are resized as needed; pass the same ones again to spare
/// allocations.
///
/// REQUIRES: keys.size() == values.size(); keys agree in the bits above `bits`.
void radix_sort(std::span<std::uint64_t> keys, std::span<std::uint32_t> values, unsigned bits,
                std::vector<std::uint64_t>& key_scratch, std::vector<std::uint32_t>& value_scratch);

// --- alignment --------------------------------------------------------------------------------

/// What two aligned symbols are worth: `weight` of the symbol of `a` where they are equal, half of
/// it where only their classes are, else −mismatch. A gap of n symbols costs gap_open + n ·
/// gap_extend. All are in [0, 1000].
struct AlignmentScores {
  std::int32_t mismatch = 3;
  std::int32_t gap_open = 3;
  std::int32_t gap_extend = 1;
};

/// A sequence to align. All spans have one size; `weights` are even and in [0, 64], and the first
/// sequence only needs them.
struct AlignmentSide {
  std::span<const std::uint32_t> symbols;
  std::span<const std::uint32_t> classes;  ///< equal symbols have equal classes
  std::span<const std::uint8_t> weights{};
};

/// A run of aligned symbols.
struct AlignmentRun {
  enum class Kind : std::uint8_t {
    equal,      ///< `=`
    different,  ///< `X`: aligned, and not equal
    only_a,     ///< `D`
    only_b,     ///< `I`
  };
  Kind kind = Kind::equal;
  std::uint32_t length = 0;
  bool operator==(const AlignmentRun&) const = default;
};

enum class AlignmentMode : std::uint8_t {
  global,  ///< all of `a` with all of `b`
  prefix,  ///< a prefix of `a` with a prefix of `b`: what lies beyond the end of a chain
  local,   ///< a stretch of `a` with a stretch of `b`
};

/// Where the alignment lies, its runs, first to last, neighbours of different kinds, and its score.
struct Alignment {
  std::uint32_t begin_a = 0, end_a = 0;
  std::uint32_t begin_b = 0, end_b = 0;
  std::int32_t score = 0;
  std::vector<AlignmentRun> runs;
};

/// Best alignments with affine gaps: O. Gotoh, "An improved algorithm for matching biological
/// sequences", J. Mol. Biol. 162, 1982; by anti-diagonals, many cells at once. Keeps its buffers
/// from one call to the next. Not thread-safe.
///
/// Of equally good prefix and local alignments it takes the one that ends first in `a`, then first
/// in `b`; a local one begins where the score was last 0. Of equally good ways to a cell, seen from
/// the end, aligned symbols come before a gap in `b` (`only_a`) before one in `a`, and a longer gap
/// before a new one. An empty alignment has score 0 and no runs; a prefix or local one lies at the
/// beginning of both.
///
/// Time: tens of nanoseconds for a few symbols; with AVX2 or AVX-512, about one at most for each of
/// the a.size() · b.size() cells from 30 by 30 on, and less the more there are. Memory: a byte for
/// each cell, and for those of up to 15 symbols more of `a` and 18 of `b`.
///
/// REQUIRES: a.size() · b.size() < 2³¹; a.size() + b.size() < 2²⁰.
class Aligner {
 public:
  explicit Aligner(Kernel kernel = best_kernel());
  ~Aligner();
  Aligner(Aligner&&) noexcept;
  Aligner& operator=(Aligner&&) noexcept;

  /// Valid until the next call.
  const Alignment& align(AlignmentMode mode, const AlignmentSide& a, const AlignmentSide& b,
                         const AlignmentScores& scores);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace leitwort
