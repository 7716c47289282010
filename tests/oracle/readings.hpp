#pragma once

/// Likeliest readings of misread words, by comparing every word with every other.

#include <leitwort/text.hpp>

#include <algorithm>
#include <numeric>
#include <string_view>
#include <vector>

namespace leitwort::oracle {

/// Levenshtein's distance, row by row.
inline unsigned edit_distance(std::string_view x, std::string_view y) {
  std::vector<unsigned> row(y.size() + 1);
  std::iota(row.begin(), row.end(), 0U);
  for (std::size_t i = 0; i < x.size(); ++i) {
    unsigned diagonal = row[0]++;
    for (std::size_t j = 0; j < y.size(); ++j) {
      const unsigned replaced = diagonal + (x[i] == y[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

/// Whether `from` may be a misreading of `to`: see find_readings.
inline bool may_be_read(std::string_view from, std::size_t from_count, std::string_view to,
                        std::size_t to_count) {
  const auto fits = [](std::string_view word) {
    return word.size() >= 3 && word.size() <= 40 &&
           word.find_first_not_of("0123456789") != std::string_view::npos;
  };
  if (!fits(from) || !fits(to)) return false;
  const std::size_t shorter = std::min(from.size(), to.size());
  if (edit_distance(from, to) > (shorter >= 6 ? 2U : 1U)) return false;
  if (shorter >= 6 && from_count == 1 && to_count == 1) return true;
  return to_count >= (shorter <= 4 ? 16 : 4) * from_count;
}

inline std::vector<TokenId> readings(const Tokens& tokens, const Vocabulary& vocabulary) {
  std::vector<std::size_t> count(vocabulary.size());
  for (const TokenId id : tokens.ids) ++count[id];
  std::vector<TokenId> readings(vocabulary.size());
  for (TokenId from = 0; from < vocabulary.size(); ++from) {
    readings[from] = from;
    for (TokenId to = 0; to < vocabulary.size(); ++to) {
      const TokenId known = readings[from];
      const bool better =
          count[to] != count[known] ? count[to] > count[known] : vocabulary[to] < vocabulary[known];
      if (better && may_be_read(vocabulary[from], count[from], vocabulary[to], count[to])) {
        readings[from] = to;
      }
    }
  }
  return readings;
}

}  // namespace leitwort::oracle
