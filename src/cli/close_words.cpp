#include "cli/close_words.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include <fmt/format.h>

namespace leitwort::cli {

std::string folded(std::string_view text) {
  std::string small(text);
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return small;
}

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1), above(b.size() + 1), two_above;
  std::iota(above.begin(), above.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = above[j] + (a[i] == b[j] ? 0 : 1);
      row[j + 1] = std::min({changed, above[j + 1] + 1, row[j] + 1});
      const bool exchanged = i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j];
      if (exchanged) row[j + 1] = std::min(row[j + 1], two_above[j - 1] + 1);
    }
    two_above = std::exchange(above, row);
  }
  return above.back();
}

std::vector<std::string> close_words(std::string_view word,
                                     const std::vector<std::string>& candidates) {
  constexpr std::size_t kLongest = 64;  // nobody means a command by more
  constexpr std::size_t kBeginning = 3;
  if (word.empty() || word.size() > kLongest) return {};
  const std::string wanted = folded(word);
  std::vector<std::string> close;
  std::size_t nearest = std::max<std::size_t>(1, wanted.size() / 3);
  for (const std::string& candidate : candidates) {
    const bool begins = wanted.size() >= kBeginning && candidate.starts_with(wanted);
    const std::size_t away = begins ? 1 : distance(wanted, folded(candidate));
    if (away > nearest) continue;
    if (away < nearest) close.clear();
    nearest = away;
    close.push_back(candidate);
  }
  return close;
}

std::string did_you_mean(const std::vector<std::string>& words, std::string_view before) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view gap = i + 1 == words.size() ? " or " : ", ";
    text += fmt::format("{}{}{}", i == 0 ? "did you mean " : gap, before, words[i]);
  }
  return text.empty() ? text : text + "?";
}

}  // namespace leitwort::cli
