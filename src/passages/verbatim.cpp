#include "passages/verbatim.hpp"

#include <leitwort/sequence.hpp>

#include <algorithm>
#include <bit>

namespace leitwort::passages {
namespace {

/// What is rolled over the tokens: odd, so that no token is forgotten.
constexpr std::uint64_t kBase = 0x9E3779B97F4A7C15U;

std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 31)) * 0xBF58476D1CE4E5B9U;
  return x ^ (x >> 29);
}

/// Calls visit(token, key) for every window of `length` tokens of every document.
template <typename Visit>
void for_each_window(const Tokens& tokens, const Vocabulary& vocabulary, unsigned length,
                     Visit visit) {
  std::uint64_t leaves = 1;  // what the first token of a window has been multiplied by
  for (unsigned i = 1; i < length; ++i) leaves *= kBase;
  for (std::size_t d = 0; d < tokens.documents(); ++d) {
    const TokenIndex begin = tokens.document_begin[d], end = tokens.document_begin[d + 1];
    if (end - begin < length) continue;
    std::uint64_t sum = 0;
    for (TokenIndex t = begin; t < end; ++t) {
      if (t - begin >= length) sum -= leaves * vocabulary.hash(tokens.ids[t - length]);
      sum = sum * kBase + vocabulary.hash(tokens.ids[t]);
      if (t - begin + 1 >= length) visit(t + 1 - length, mixed(sum));
    }
  }
}

/// Which keys were met once, and which more often: two bits for each of many slots.
class Met {
 public:
  explicit Met(std::size_t keys)
      : shift_(64 - std::max(10U, static_cast<unsigned>(std::bit_width(keys)) + 1U)),
        bits_((std::size_t{1} << (64 - shift_)) / kSlots) {}

  void meet(std::uint64_t key) {
    const auto [word, bit] = place_of(key);
    bits_[word] |= (bits_[word] & bit) << 1 | bit;
  }
  /// True for every key that was met twice, and for others in their slots.
  [[nodiscard]] bool may_be_repeated(std::uint64_t key) const {
    const auto [word, bit] = place_of(key);
    return (bits_[word] & bit << 1) != 0;
  }

 private:
  static constexpr std::size_t kSlots = 32;  // in a word
  [[nodiscard]] std::pair<std::size_t, std::uint64_t> place_of(std::uint64_t key) const {
    const std::uint64_t slot = key >> shift_;
    return {slot / kSlots, std::uint64_t{1} << 2 * (slot % kSlots)};
  }
  unsigned shift_;
  std::vector<std::uint64_t> bits_;
};

/// The keys and places of windows that may stand twice: most stand once.
void collect_windows(const Tokens& tokens, const Vocabulary& vocabulary, unsigned length,
                     std::vector<std::uint64_t>& keys, std::vector<TokenIndex>& places) {
  Met met(tokens.size());
  for_each_window(tokens, vocabulary, length,
                  [&](TokenIndex, std::uint64_t key) { met.meet(key); });
  for_each_window(tokens, vocabulary, length, [&](TokenIndex token, std::uint64_t key) {
    if (!met.may_be_repeated(key)) return;
    keys.push_back(key);
    places.push_back(token);
  });
}

/// Puts windows with equal keys into classes; those at too many places are returned, by place.
std::vector<std::pair<TokenIndex, std::uint32_t>> classify(std::vector<std::uint64_t>& keys,
                                                           std::vector<TokenIndex>& tokens,
                                                           std::size_t max_places,
                                                           Windows& windows) {
  std::vector<std::uint64_t> key_scratch;
  std::vector<TokenIndex> token_scratch;
  radix_sort(keys, tokens, 64, key_scratch, token_scratch);
  std::vector<std::pair<TokenIndex, std::uint32_t>> frequent;
  for (std::size_t begin = 0, end = 0; begin < keys.size(); begin = end) {
    while (end < keys.size() && keys[end] == keys[begin]) ++end;
    if (end - begin < 2) continue;
    const auto number = static_cast<std::uint32_t>(windows.classes.size());
    windows.classes.push_back({static_cast<std::uint32_t>(windows.places.size()),
                               static_cast<std::uint32_t>(end - begin)});
    auto& list = end - begin <= max_places ? windows.begins : frequent;
    for (std::size_t i = begin; i < end; ++i) {
      windows.places.push_back(tokens[i]);
      list.emplace_back(tokens[i], number);
    }
  }
  std::ranges::sort(frequent);
  return frequent;
}

}  // namespace

Windows find_windows(const Tokens& tokens, const Vocabulary& vocabulary, unsigned min_tokens,
                     unsigned max_places) {
  // What carries the needed bits has three words at least: none says more than log₂ of all.
  constexpr unsigned kShortest = 3;
  Windows windows;
  windows.length = std::max(min_tokens, kShortest);
  std::vector<std::uint64_t> keys;
  std::vector<TokenIndex> places;
  collect_windows(tokens, vocabulary, windows.length, keys, places);
  windows.frequent = classify(keys, places, max_places, windows);
  // Where windows are too frequent, those that they make two and two.
  std::vector<std::pair<TokenIndex, std::uint32_t>> shorter = windows.frequent;
  for (std::uint64_t length = windows.length; !shorter.empty(); length *= 2) {
    keys.clear();
    places.clear();
    std::size_t d = 0, other = 0;
    for (const auto& [token, number] : shorter) {
      while (tokens.document_begin[d + 1] <= token) ++d;
      while (other < shorter.size() && shorter[other].first < token + length) ++other;
      if (other == shorter.size()) break;
      if (shorter[other].first != token + length) continue;
      if (shorter[other].first >= tokens.document_begin[d + 1]) continue;
      keys.push_back(mixed(std::uint64_t{number} << 32 | shorter[other].second));
      places.push_back(token);
    }
    shorter = classify(keys, places, max_places, windows);
  }
  std::ranges::sort(windows.begins);
  return windows;
}

VerbatimRun run_around(const Tokens& tokens, const Range& in_a, const Range& in_b, TokenIndex a,
                       TokenIndex b) {
  const std::vector<TokenId>& ids = tokens.ids;
  TokenIndex back = 0, on = 0;
  while (a - back > in_a.begin && b - back > in_b.begin && ids[a - back - 1] == ids[b - back - 1]) {
    ++back;
  }
  while (a + on < in_a.end && b + on < in_b.end && ids[a + on] == ids[b + on]) ++on;
  return {a - back, b - back, back + on, 0};
}

void anchors_of_run(const Words& words, DocumentIndex a, DocumentIndex b, const VerbatimRun& run,
                    std::vector<Anchor>& anchors) {
  anchors.clear();
  const auto first = [&](DocumentIndex d, TokenIndex token) {
    return static_cast<WordIndex>(std::lower_bound(words.begin.begin() + words.document_begin[d],
                                                   words.begin.begin() + words.end(d), token) -
                                  words.begin.begin());
  };
  WordIndex i = first(a, run.a), j = first(b, run.b);
  while (i < words.end(a) && j < words.end(b)) {
    const TokenIndex in_a = words.begin[i] - run.a, in_b = words.begin[j] - run.b;
    if (std::max(in_a, in_b) >= run.length) break;
    if (in_a == in_b) {
      if (in_a + std::max(words.length[i], words.length[j]) <= run.length) {
        anchors.push_back({i, j, std::min<Bits>(words.information[i], words.information[j])});
      }
      ++i, ++j;
    } else {
      ++(in_a < in_b ? i : j);
    }
  }
}

void RunFinder::gather(DocumentIndex a, DocumentIndex first, DocumentIndex last) {
  shared_.clear();
  next_ = 0;
  const TokenIndex least = tokens_.document_begin[first], most = tokens_.document_begin[last];
  const TokenIndex end = tokens_.document_begin[a + 1];
  auto at = std::ranges::lower_bound(windows_.begins, std::pair(tokens_.document_begin[a], 0U));
  for (; at != windows_.begins.end() && at->first < end; ++at) {
    const auto places = windows_.places_of(at->second);
    for (auto place = places.end(); place != places.begin();) {
      const TokenIndex in_b = *--place;
      if (in_b < least || in_b <= at->first) break;
      if (in_b < most) shared_.emplace_back(in_b, at->first);
    }
  }
  std::ranges::sort(shared_);
}

DocumentIndex RunFinder::next_document() const {
  return tokens_.document_of(shared_[next_].first);
}

void RunFinder::take_runs(DocumentIndex a, DocumentIndex b, Bits least,
                          std::vector<VerbatimRun>& runs) {
  runs.clear();
  diagonals_.clear();
  const std::vector<TokenIndex>& begin = tokens_.document_begin;
  const Range all_of_a{begin[a], begin[a + 1]}, all_of_b{begin[b], begin[b + 1]};
  for (; next_ < shared_.size() && shared_[next_].first < all_of_b.end; ++next_) {
    const auto& [in_b, in_a] = shared_[next_];
    diagonals_.emplace_back(in_b - in_a, in_a);
  }
  std::ranges::sort(diagonals_);
  std::uint32_t diagonal = 0;
  TokenIndex until = 0;  // of a, on the present diagonal
  for (const auto& [between, in_a] : diagonals_) {
    if (between == diagonal && in_a < until) continue;
    VerbatimRun run = run_around(tokens_, all_of_a, all_of_b, in_a, in_a + between);
    diagonal = between;
    until = run.a + run.length;
    if (a == b) run.length = std::min(run.length, run.b - run.a);
    if (run.length < windows_.length) continue;
    anchors_of_run(words_, a, b, run, anchors_);
    run.bits = weight_of(anchors_);
    if (run.bits >= least) runs.push_back(run);
  }
}

}  // namespace leitwort::passages
