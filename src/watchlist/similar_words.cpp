#include "watchlist/similar_words.hpp"

#include "utf8.hpp"

#include <algorithm>

namespace leitwort::watchlist {
namespace {

std::size_t letters_of(std::string_view word) {
  return word.size() - static_cast<std::size_t>(std::ranges::count_if(word, continues_character));
}

constexpr std::size_t kStem = 4;  // letters

}  // namespace

std::size_t stem_bytes(std::string_view word) {
  if (word.empty() || (word[0] >= '0' && word[0] <= '9')) return 0;
  std::size_t letters = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (continues_character(word[i])) continue;
    if (letters++ == kStem) return i;
  }
  return letters == kStem ? word.size() : 0;
}

bool begin_alike(std::string_view a, std::string_view b) {
  const auto splits_letter = [](std::string_view word, std::size_t at) {
    return at < word.size() && continues_character(word[at]);
  };
  auto end = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
  while (splits_letter(a, end) || splits_letter(b, end)) --end;
  const std::size_t longer = std::max(letters_of(a), letters_of(b));
  return 5 * letters_of(a.substr(0, end)) >= 3 * longer;
}

bool are_similar(std::string_view a, std::string_view b) {
  const std::size_t stem = stem_bytes(a);
  return stem > 0 && b.starts_with(a.substr(0, stem)) && begin_alike(a, b);
}

}  // namespace leitwort::watchlist
