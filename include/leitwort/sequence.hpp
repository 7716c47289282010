#pragma once

/// The sequence room: algorithms on sequences of integers that several rooms need. It knows no
/// documents and no words.

#include <cstdint>
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

}  // namespace leitwort
