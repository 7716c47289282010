#include "require.hpp"
#include <leitwort/sequence.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace leitwort {
namespace {

constexpr unsigned kDigitBits = 8;
constexpr unsigned kPasses = 3;

bool agree_above(unsigned bits, std::span<const std::uint64_t> keys) {
  return bits >= 64 || std::ranges::all_of(keys, [&](std::uint64_t key) {
           return key >> bits == keys.front() >> bits;
         });
}

}  // namespace

void radix_sort(std::span<std::uint64_t> keys, std::span<std::uint32_t> values, unsigned bits,
                std::vector<std::uint64_t>& key_scratch,
                std::vector<std::uint32_t>& value_scratch) {
  LEITWORT_REQUIRE(keys.size() == values.size(), "keys.size() == values.size()");
  LEITWORT_REQUIRE(agree_above(bits, keys), "keys agree in the bits above `bits`");
  const std::size_t n = keys.size();
  key_scratch.resize(n);
  value_scratch.resize(n);
  std::uint64_t* from_keys = keys.data();
  std::uint32_t* from_values = values.data();
  std::uint64_t* to_keys = key_scratch.data();
  std::uint32_t* to_values = value_scratch.data();

  const unsigned lowest = bits > kPasses * kDigitBits ? bits - kPasses * kDigitBits : 0;
  for (unsigned shift = lowest; shift < bits; shift += kDigitBits) {
    std::array<std::size_t, std::size_t{1} << kDigitBits> place{};
    const auto digit = [&](std::uint64_t key) { return (key >> shift) & (place.size() - 1); };
    for (std::size_t i = 0; i < n; ++i) ++place[digit(from_keys[i])];
    std::size_t sum = 0;
    for (std::size_t& p : place) sum += std::exchange(p, sum);
    for (std::size_t i = 0; i < n; ++i) {
      const std::size_t to = place[digit(from_keys[i])]++;
      to_keys[to] = from_keys[i];
      to_values[to] = from_values[i];
    }
    std::swap(from_keys, to_keys);
    std::swap(from_values, to_values);
  }
  if (from_keys != keys.data()) {
    std::copy_n(from_keys, n, keys.data());
    std::copy_n(from_values, n, values.data());
  }

  // Different hashes rarely agree in 24 bits, so little is left to move.
  for (std::size_t i = 1; i < n; ++i) {
    if (keys[i - 1] <= keys[i]) continue;
    const std::uint64_t key = keys[i];
    const std::uint32_t value = values[i];
    std::size_t j = i;
    for (; j > 0 && keys[j - 1] > key; --j) {
      keys[j] = keys[j - 1];
      values[j] = values[j - 1];
    }
    keys[j] = key;
    values[j] = value;
  }
}

}  // namespace leitwort
