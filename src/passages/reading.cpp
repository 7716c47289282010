#include "parallel.hpp"
#include "passages/spelling.hpp"
#include <leitwort/sequence.hpp>

#include <algorithm>
#include <array>
#include <numeric>
#include <string>

#include <xxhash.h>

namespace leitwort::passages {

/// G. Myers, "A fast bit-vector algorithm for approximate string matching", J. ACM 46(3), 1999, for
/// whole strings: H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit
/// distances", Nordic J. Computing 10, 2003.
unsigned edit_distance(std::u32string_view x, std::u32string_view y) {
  if (x.size() > y.size()) std::swap(x, y);
  if (x.empty()) return static_cast<unsigned>(y.size());
  // Where each letter stands in x: by its low bits, and those of another letter with the same bits
  // are found out by comparing.
  constexpr std::size_t kLetters = 128;
  std::array<char32_t, kLetters> letter{};
  std::array<std::uint64_t, kLetters> places{};
  const auto slot_of = [&](char32_t c) {
    std::size_t slot = c % kLetters;
    while (places[slot] != 0 && letter[slot] != c) slot = (slot + 1) % kLetters;
    return slot;
  };
  for (std::size_t i = 0; i < x.size(); ++i) {
    const std::size_t slot = slot_of(x[i]);
    letter[slot] = x[i];
    places[slot] |= std::uint64_t{1} << i;
  }
  const std::uint64_t last = std::uint64_t{1} << (x.size() - 1);
  std::uint64_t up = ~std::uint64_t{0}, down = 0;
  auto distance = static_cast<unsigned>(x.size());
  for (const char32_t c : y) {
    const std::uint64_t equal = places[slot_of(c)];
    const std::uint64_t vertical = equal | down;
    const std::uint64_t horizontal = (((equal & up) + up) ^ up) | equal;
    std::uint64_t plus = down | ~(horizontal | up);
    std::uint64_t minus = up & horizontal;
    if ((plus & last) != 0) ++distance;
    if ((minus & last) != 0) --distance;
    plus = plus << 1 | 1;
    minus <<= 1;
    up = minus | ~(vertical | plus);
    down = plus & vertical;
  }
  return distance;
}

std::u32string letters_of(std::string_view word) {
  std::u32string letters;
  for (std::size_t i = 0; i < word.size();) {
    const auto lead = static_cast<unsigned char>(word[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t letter = lead < 0x80 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < word.size(); ++k) {
      letter = letter << 6 | (static_cast<unsigned char>(word[i + k]) & 0x3FU);
    }
    letters += letter;
    i += length;
  }
  return letters;
}

namespace {

constexpr std::size_t kShortest = 3, kLongest = 40;  // letters of a word that is looked at
constexpr std::size_t kPrefix = 8;                   // letters that some are left out of
constexpr std::size_t kLeft = 2;                     // letters that must be left of them

/// Two words that differ in one or two letters agree in the prefix after one or two of its letters
/// are left out in each: the symmetric deletions of W. Garbe's SymSpell.
template <typename Visit>
void visit_deletions(const std::u32string& word, Visit visit) {
  const std::u32string prefix = word.substr(0, kPrefix);
  visit(prefix);
  for (std::size_t i = 0; i < prefix.size() && prefix.size() > kLeft; ++i) {
    std::u32string one = prefix;
    one.erase(i, 1);
    visit(one);
    for (std::size_t j = i; j < one.size() && one.size() > kLeft && word.size() >= 6; ++j) {
      std::u32string two = one;
      two.erase(j, 1);
      visit(two);
    }
  }
}

bool may_be_misread(const std::u32string& word) {
  return word.size() >= kShortest && word.size() <= kLongest &&
         !std::ranges::all_of(word, [](char32_t c) { return c >= U'0' && c <= U'9'; });
}

/// Whether `from`, which stands so many times, may be a misreading of `to`.
bool is_likely(std::u32string_view from, std::uint32_t from_count, std::u32string_view to,
               std::uint32_t to_count) {
  const std::size_t shorter = std::min(from.size(), to.size());
  const std::size_t longer = std::max(from.size(), to.size());
  const unsigned most = shorter >= 6 ? 2 : 1;
  if (longer - shorter > most) return false;
  // Short words are like many others; a misreading of one is far rarer than what it stands for.
  const std::uint32_t times = shorter <= 4 ? 16 : 4;
  const bool once = shorter >= 6 && from_count == 1 && to_count == 1;
  if (!once && to_count < times * from_count) return false;
  return edit_distance(from, to) <= most;
}

}  // namespace

std::vector<TokenId> find_readings(const Tokens& tokens, const Vocabulary& vocabulary) {
  std::vector<std::uint32_t> count(vocabulary.size());
  for (const TokenId id : tokens.ids) ++count[id];
  std::vector<TokenId> readings(vocabulary.size());
  std::iota(readings.begin(), readings.end(), TokenId{0});
  // The commonest first; of equally common ones the first in order, whatever the texts' order.
  const auto is_better = [&](TokenId x, TokenId y) {
    return count[x] != count[y] ? count[x] > count[y] : vocabulary[x] < vocabulary[y];
  };
  // Looks for the readings of words that agree in what is left of them.
  std::vector<TokenId> group;
  std::vector<std::u32string> spelled;
  const auto read_group = [&](std::span<const TokenId> ids) {
    constexpr std::size_t kCompared = 24;  // the commonest of them
    group.assign(ids.begin(), ids.end());
    std::ranges::sort(group, is_better);
    group.erase(std::unique(group.begin(), group.end()), group.end());
    spelled.clear();
    for (std::size_t i = 0; i < group.size(); ++i) {
      const TokenId from = group[i];
      std::u32string letters = letters_of(vocabulary[from]);
      for (std::size_t j = 0; j < std::min(i, kCompared); ++j) {
        const TokenId to = group[j];
        if (!is_better(to, readings[from])) break;
        if (!is_likely(letters, count[from], spelled[j], count[to])) continue;
        readings[from] = to;
        break;
      }
      if (i < kCompared) spelled.push_back(std::move(letters));
    }
  };

  // In parts by their keys, so that little memory is needed at a time.
  constexpr std::uint64_t kParts = 8;
  std::vector<std::uint64_t> keys, key_scratch;
  std::vector<TokenId> ids, id_scratch;
  for (std::uint64_t part = 0; part < kParts; ++part) {
    keys.clear();
    ids.clear();
    for (TokenId id = 0; id < vocabulary.size(); ++id) {
      const std::u32string letters = letters_of(vocabulary[id]);
      if (!may_be_misread(letters)) continue;
      visit_deletions(letters, [&](const std::u32string& rest) {
        const std::uint64_t key = XXH3_64bits(rest.data(), rest.size() * sizeof rest[0]);
        if (key % kParts != part) return;
        keys.push_back(key);
        ids.push_back(id);
      });
    }
    radix_sort(keys, ids, 64, key_scratch, id_scratch);
    for (std::size_t begin = 0, end = 0; begin < keys.size(); begin = end) {
      while (end < keys.size() && keys[end] == keys[begin]) ++end;
      if (end - begin > 1) read_group(std::span(ids).subspan(begin, end - begin));
    }
  }
  return readings;
}

}  // namespace leitwort::passages
