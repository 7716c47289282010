#pragma once

/// Suffixes sorted by comparing them whole, and what neighbours share, counted symbol by symbol.

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

namespace leitwort::oracle {

inline std::vector<std::int32_t> suffix_array(const std::vector<std::int32_t>& text) {
  std::vector<std::int32_t> order(text.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
    return std::lexicographical_compare(text.begin() + a, text.end(), text.begin() + b, text.end());
  });
  return order;
}

inline std::vector<std::int32_t> lcp_array(const std::vector<std::int32_t>& text,
                                           const std::vector<std::int32_t>& suffixes) {
  std::vector<std::int32_t> lcp(text.size(), 0);
  for (std::size_t i = 1; i < suffixes.size(); ++i) {
    auto a = static_cast<std::size_t>(suffixes[i - 1]), b = static_cast<std::size_t>(suffixes[i]);
    while (a < text.size() && b < text.size() && text[a] == text[b] && text[a] != 0) {
      ++a, ++b, ++lcp[i];
    }
  }
  return lcp;
}

}  // namespace leitwort::oracle
