#include "passages/joining.hpp"

#include "disjoint_sets.hpp"

#include <algorithm>

namespace leitwort::passages {
namespace {

/// The words of a chain in one document, ascending.
std::vector<WordIndex> words_of(const Chain& chain, WordIndex Anchor::* side) {
  std::vector<WordIndex> words;
  words.reserve(chain.anchors.size());
  for (const Anchor& anchor : chain.anchors) words.push_back(anchor.*side);
  std::ranges::sort(words);
  return words;
}

/// The words of chains that may be joined, so that each is sorted once.
class WordLists {
 public:
  explicit WordLists(std::size_t size) : lists_(size) {}

  /// Whether half of the words of the smaller chain are in the other, in either document.
  bool are_copies(const std::vector<Chain>& chains, std::uint32_t i, std::uint32_t j) {
    for (const bool in_b : {false, true}) {
      const std::vector<WordIndex>*smaller = &list(chains, i, in_b),
            *larger = &list(chains, j, in_b);
      if (smaller->size() > larger->size()) std::swap(smaller, larger);
      const auto both = std::ranges::count_if(
          *smaller, [&](WordIndex word) { return std::ranges::binary_search(*larger, word); });
      if (2 * static_cast<std::size_t>(both) >= smaller->size()) return true;
    }
    return false;
  }
  void forget(std::uint32_t i) { lists_[i] = {}; }

 private:
  struct Lists {
    std::vector<WordIndex> in_a, in_b;
  };
  const std::vector<WordIndex>& list(const std::vector<Chain>& chains, std::uint32_t i, bool in_b) {
    if (lists_[i].in_a.empty()) {
      lists_[i] = {words_of(chains[i], &Anchor::a), words_of(chains[i], &Anchor::b)};
    }
    return in_b ? lists_[i].in_b : lists_[i].in_a;
  }
  std::vector<Lists> lists_;
};

}  // namespace

Box box_of(const Chain& chain) {
  const auto [first, last] = std::ranges::minmax(chain.anchors, {}, &Anchor::b);
  return {{chain.anchors.front().a, chain.anchors.back().a + 1}, {first.b, last.b + 1}};
}

std::vector<Chain> take_repeated(std::vector<Chain>& chains, Cover better) {
  std::vector<Chain> first, repeated;
  for (Chain& chain : chains) {
    const Box box = box_of(chain);
    const bool is_repeated = better.covers_half(box);
    if (!is_repeated) better.add(box);
    (is_repeated ? repeated : first).push_back(std::move(chain));
  }
  chains = std::move(first);
  return repeated;
}

void join(Chain& chain, const Chain& other) {
  std::vector<Anchor>& anchors = chain.anchors;
  anchors.insert(anchors.end(), other.anchors.begin(), other.anchors.end());
  std::ranges::sort(anchors, [](const Anchor& x, const Anchor& y) {
    if (x.a != y.a) return x.a < y.a;
    return x.weight != y.weight ? x.weight > y.weight : x.b < y.b;
  });
  const auto [begin, end] = std::ranges::unique(anchors, {}, &Anchor::a);
  anchors.erase(begin, end);
  chain.score = std::max({chain.score, other.score, score_of(anchors)});
}

void join_neighbours(std::vector<Chain>& chains) {
  constexpr std::uint32_t kNeighbours = 12;  // words between them: a sentence that was put in
  for (bool joined = chains.size() > 1; joined;) {
    joined = false;
    std::vector<Box> boxes;
    for (const Chain& chain : chains) boxes.push_back(box_of(chain));
    DisjointSets groups(chains.size());
    WordLists words(chains.size());
    for (const auto& [x, y] : close_pairs(boxes, kNeighbours + 1)) {
      const auto [i, j] = std::minmax({groups.first_of(x), groups.first_of(y)});
      if (i == j || words.are_copies(chains, i, j)) continue;
      join(chains[i], chains[j]);
      words.forget(i);
      groups.unite(i, j);
      joined = true;
    }
    std::size_t kept = 0;
    for (std::uint32_t i = 0; i < chains.size(); ++i) {
      if (groups.first_of(i) != i) continue;
      if (kept != i) chains[kept] = std::move(chains[i]);
      ++kept;
    }
    chains.resize(kept);
  }
}

std::vector<std::uint32_t> grouped_by(
    std::span<const std::pair<std::uint32_t, std::uint32_t>> pairs, std::size_t size) {
  DisjointSets groups(size);
  for (const auto& [x, y] : pairs) groups.unite(x, y);
  std::vector<std::uint32_t> group(size);
  for (std::uint32_t i = 0; i < size; ++i) group[i] = groups.first_of(i);
  return group;
}

}  // namespace leitwort::passages
