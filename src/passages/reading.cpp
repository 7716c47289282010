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
unsigned edit_distance(std::string_view x, std::string_view y) {
  if (x.size() > y.size()) std::swap(x, y);
  if (x.empty()) return static_cast<unsigned>(y.size());
  std::array<std::uint64_t, 256> match{};
  for (std::size_t i = 0; i < x.size(); ++i) {
    match[static_cast<unsigned char>(x[i])] |= std::uint64_t{1} << i;
  }
  const std::uint64_t last = std::uint64_t{1} << (x.size() - 1);
  std::uint64_t up = ~std::uint64_t{0}, down = 0;
  auto distance = static_cast<unsigned>(x.size());
  for (const char c : y) {
    const std::uint64_t equal = match[static_cast<unsigned char>(c)];
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

namespace {

constexpr std::size_t kShortest = 3, kLongest = 40;  // bytes of a word that is looked at
constexpr std::size_t kPrefix = 8;                   // bytes that letters are left out of
constexpr std::size_t kLeft = 2;                     // bytes that must be left of them

/// Two words that differ in one or two letters agree in the prefix after one or two of its letters
/// are left out in each: the symmetric deletions of W. Garbe's SymSpell.
template <typename Visit>
void visit_deletions(std::string_view word, Visit visit) {
  const std::string prefix(word.substr(0, kPrefix));
  visit(prefix);
  for (std::size_t i = 0; i < prefix.size() && prefix.size() > kLeft; ++i) {
    std::string one = prefix;
    one.erase(i, 1);
    visit(one);
    for (std::size_t j = i; j < one.size() && one.size() > kLeft && word.size() >= 6; ++j) {
      std::string two = one;
      two.erase(j, 1);
      visit(two);
    }
  }
}

bool may_be_misread(std::string_view word) {
  return word.size() >= kShortest && word.size() <= kLongest &&
         !std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

/// Whether `from`, which stands so many times, may be a misreading of `to`.
bool is_likely(std::string_view from, std::uint32_t from_count, std::string_view to,
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
  std::vector<std::uint64_t> keys, key_scratch;
  std::vector<TokenId> ids, id_scratch;
  for (TokenId id = 0; id < vocabulary.size(); ++id) {
    if (!may_be_misread(vocabulary[id])) continue;
    visit_deletions(vocabulary[id], [&](const std::string& rest) {
      keys.push_back(XXH3_64bits(rest.data(), rest.size()));
      ids.push_back(id);
    });
  }
  radix_sort(keys, ids, 64, key_scratch, id_scratch);

  // The commonest first; of equally common ones the first of the vocabulary.
  const auto is_better = [&](TokenId x, TokenId y) {
    return count[x] != count[y] ? count[x] > count[y] : x < y;
  };
  constexpr std::size_t kCompared = 24;  // of the words that agree in what is left
  std::vector<TokenId> readings(vocabulary.size());
  std::iota(readings.begin(), readings.end(), TokenId{0});
  std::vector<TokenId> group;
  for (std::size_t begin = 0, end = 0; begin < keys.size(); begin = end) {
    while (end < keys.size() && keys[end] == keys[begin]) ++end;
    if (end - begin == 1) continue;
    group.assign(ids.begin() + static_cast<std::ptrdiff_t>(begin),
                 ids.begin() + static_cast<std::ptrdiff_t>(end));
    std::ranges::sort(group, is_better);
    group.erase(std::unique(group.begin(), group.end()), group.end());
    for (std::size_t i = 1; i < group.size(); ++i) {
      for (std::size_t j = 0; j < std::min(i, kCompared); ++j) {
        const TokenId from = group[i], to = group[j];
        if (!is_better(to, readings[from])) break;
        if (is_likely(vocabulary[from], count[from], vocabulary[to], count[to])) {
          readings[from] = to;
          break;
        }
      }
    }
  }
  return readings;
}

}  // namespace leitwort::passages
