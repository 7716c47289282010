/// SA-IS after Nong, Zhang and Chan (2011), with Yuta Mori's way (sais-lite, 2008) of keeping the
/// type of a suffix in the sign of its entry, so that an entry costs one random access to the text.
/// Deviation from both: entries that will be needed soon are prefetched.
///
/// Vocabulary: suffix i is of type S if it is smaller than suffix i + 1, of type L if larger (the
/// end of the text is smaller than everything). It is LMS if it is of type S and suffix i − 1 is of
/// type L. A bucket is the stretch of the suffix array whose suffixes begin with the same symbol;
/// in it the L suffixes stand before the S suffixes.

#include "require.hpp"
#include <leitwort/sequence.hpp>

#include <algorithm>
#include <limits>

namespace leitwort {
namespace {

using Index = std::int32_t;

constexpr Index kAhead = 48;  // entries; far enough to cover a miss, near enough to stay in cache

/// The ends of the buckets.
class Buckets {
 public:
  Buckets(std::span<const Index> text, Index alphabet)
      : sizes_(static_cast<std::size_t>(alphabet)), at_(sizes_.size()) {
    for (const Index c : text) ++sizes_[static_cast<std::size_t>(c)];
  }
  void to_heads() {
    Index sum = 0;
    for (std::size_t c = 0; c < sizes_.size(); ++c) {
      at_[c] = sum;
      sum += sizes_[c];
    }
  }
  void to_tails() {
    Index sum = 0;
    for (std::size_t c = 0; c < sizes_.size(); ++c) at_[c] = sum += sizes_[c];
  }
  /// The next free place from the head, or the last one taken from the tail.
  Index& operator[](Index c) { return at_[static_cast<std::size_t>(c)]; }

 private:
  std::vector<Index> sizes_, at_;
};

/// One level of the recursion: `suffixes` has the length of `text`.
class Level {
 public:
  Level(std::span<const Index> text, Index* suffixes, Index alphabet)
      : t_(text.data()),
        n_(static_cast<Index>(text.size())),
        sa_(suffixes),
        buckets_(text, alphabet) {}

  void sort() {
    if (n_ == 0) return;
    const Index lms = sort_lms_substrings();
    if (lms > 1) sort_lms_suffixes(lms);
    place_lms_suffixes(lms);
    induce(Keep::all);
  }

 private:
  enum class Keep : std::uint8_t { all, lms_only };

  /// Calls visit(i) for every LMS position, from right to left.
  template <typename Visit>
  void for_each_lms(Visit visit) const {
    bool right_is_s = false;  // the last suffix is of type L
    for (Index i = n_ - 2; i >= 0; --i) {
      const bool is_s = t_[i] < t_[i + 1] || (t_[i] == t_[i + 1] && right_is_s);
      if (!is_s && right_is_s) visit(i + 1);
      right_is_s = is_s;
    }
  }

  void prefetch(Index i) const {
    // An entry may be complemented; its position is then the complement.
    const Index entry = sa_[i];
    __builtin_prefetch(t_ + std::max<Index>((entry < 0 ? ~entry : entry) - 2, 0));
  }

  /// From sorted LMS entries at the tails of their buckets to all L, then all S entries. An entry
  /// j > 0 is active: the suffix j − 1 is of the type that the pass is placing. ~j is at rest.
  /// With Keep::lms_only just the LMS entries are left, complemented; everything else is 0 or
  /// positive.
  void induce(Keep keep) {
    buckets_.to_heads();
    place_l(n_ - 1);
    for (Index i = 0; i < n_; ++i) {
      if (i + kAhead < n_) prefetch(i + kAhead);
      const Index j = sa_[i];
      // At rest and active change places for the pass to come; what is done with is cleared where
      // only LMS entries are wanted.
      sa_[i] = keep == Keep::all || j < 0 ? ~j : 0;
      if (j > 0) place_l(j - 1);
    }
    buckets_.to_tails();
    for (Index i = n_ - 1; i >= 0; --i) {
      if (i >= kAhead) prefetch(i - kAhead);
      const Index j = sa_[i];
      if (j > 0) {
        place_s(j - 1);
        if (keep == Keep::lms_only) sa_[i] = 0;
      } else if (keep == Keep::all) {
        sa_[i] = ~j;
      }
    }
  }

  void place_l(Index p) {
    const bool next_is_s = p > 0 && t_[p - 1] < t_[p];
    sa_[buckets_[t_[p]]++] = next_is_s ? ~p : p;
  }
  void place_s(Index p) {
    const bool next_is_l = p == 0 || t_[p - 1] > t_[p];
    sa_[--buckets_[t_[p]]] = next_is_l ? ~p : p;
  }

  /// Leaves the LMS positions in sa_[0, m), sorted by their LMS substrings, and returns m.
  Index sort_lms_substrings() {
    std::fill_n(sa_, n_, 0);
    buckets_.to_tails();
    for_each_lms([&](Index i) { sa_[--buckets_[t_[i]]] = i; });
    induce(Keep::lms_only);
    Index lms = 0;
    for (Index i = 0; i < n_; ++i) {
      const Index j = sa_[i];
      // ~0 stands for the suffix 0, which nothing precedes: it is not LMS.
      if (j < -1) sa_[lms++] = ~j;
    }
    return lms;
  }

  /// Replaces the order by substrings in sa_[0, m) by the order of the whole suffixes.
  void sort_lms_suffixes(Index lms) {
    // Names go to sa_[m + p / 2]: LMS positions are at least two apart, and m ≤ n / 2.
    Index* names = sa_ + lms;
    const Index room = n_ - lms;
    std::fill_n(names, room, -1);
    Index end = n_;
    for_each_lms([&](Index i) {  // first their lengths
      names[i / 2] = end - i + (end == n_ ? 0 : 1);
      end = i;
    });
    Index name = -1, previous = -1, previous_length = 0;
    for (Index i = 0; i < lms; ++i) {
      const Index p = sa_[i], length = names[p / 2];
      // One that reaches the end of the text may share its name with others: in the reduced text it
      // stands at the end too, and so before them.
      const bool same = previous >= 0 && length == previous_length &&
                        std::equal(t_ + p, t_ + p + length, t_ + previous);
      if (!same) ++name;
      names[p / 2] = name;
      previous = p;
      previous_length = length;
    }
    if (name + 1 == lms) return;  // all different: sorted already

    Index* reduced = sa_ + n_ - lms;
    for (Index i = room - 1, k = lms; i >= 0; --i) {
      if (names[i] >= 0) reduced[--k] = names[i];
    }
    Level({reduced, static_cast<std::size_t>(lms)}, sa_, name + 1).sort();
    Index k = lms;
    for_each_lms([&](Index i) { reduced[--k] = i; });
    for (Index i = 0; i < lms; ++i) sa_[i] = reduced[sa_[i]];
  }

  /// Moves the sorted LMS suffixes from sa_[0, m) to the tails of their buckets.
  void place_lms_suffixes(Index lms) {
    std::fill(sa_ + lms, sa_ + n_, 0);
    buckets_.to_tails();
    for (Index i = lms - 1; i >= 0; --i) {
      const Index p = sa_[i];
      sa_[i] = 0;
      sa_[--buckets_[t_[p]]] = p;
    }
  }

  const Index* t_;
  Index n_;
  Index* sa_;
  Buckets buckets_;
};

}  // namespace

namespace {

/// Each suffix once, and each larger than the one before it: it begins with a larger symbol, or
/// with the same one and goes on as a larger suffix. O(n) time, 4 bytes a symbol.
bool is_suffix_array(std::span<const std::int32_t> suffixes, std::span<const std::int32_t> text) {
  const std::size_t n = text.size();
  if (suffixes.size() != n) return false;
  constexpr Index kNone = -1;  // of the empty suffix behind the text too
  std::vector<Index> rank(n + 1, kNone);
  for (std::size_t i = 0; i < n; ++i) {
    if (suffixes[i] < 0 || static_cast<std::size_t>(suffixes[i]) >= n) return false;
    Index& mine = rank[static_cast<std::size_t>(suffixes[i])];
    if (mine != kNone) return false;
    mine = static_cast<Index>(i);
  }
  for (std::size_t i = 1; i < n; ++i) {
    const auto before = static_cast<std::size_t>(suffixes[i - 1]);
    const auto here = static_cast<std::size_t>(suffixes[i]);
    if (text[before] > text[here]) return false;
    if (text[before] == text[here] && rank[before + 1] > rank[here + 1]) return false;
  }
  return true;
}

}  // namespace

std::vector<std::int32_t> suffix_array(std::span<const std::int32_t> text, std::int32_t alphabet) {
  LEITWORT_REQUIRE(text.size() < std::numeric_limits<std::int32_t>::max(), "text.size() < 2³¹ − 1");
  LEITWORT_REQUIRE(std::ranges::all_of(text, [&](auto c) { return 0 <= c && c < alphabet; }),
                   "0 ≤ text[i] < alphabet");
  std::vector<Index> suffixes(text.size());
  Level(text, suffixes.data(), alphabet).sort();
  return suffixes;
}

std::vector<std::int32_t> lcp_array(std::span<const std::int32_t> text,
                                    std::span<const std::int32_t> suffixes) {
  LEITWORT_REQUIRE(is_suffix_array(suffixes, text), "suffixes is the suffix array of text");
  const std::size_t n = text.size();
  std::vector<Index> lcp(n);
  if (n == 0) return lcp;
  constexpr std::size_t ahead = kAhead;

  // by_position[p]: first the suffix before p in the array, then the length they share.
  std::vector<Index> by_position(n);
  by_position[static_cast<std::size_t>(suffixes[0])] = -1;
  for (std::size_t i = 1; i < n; ++i) {
    if (i + ahead < n)
      __builtin_prefetch(&by_position[static_cast<std::size_t>(suffixes[i + ahead])], 1);
    by_position[static_cast<std::size_t>(suffixes[i])] = suffixes[i - 1];
  }
  std::size_t length = 0;
  for (std::size_t p = 0; p < n; ++p) {
    if (p + ahead < n && by_position[p + ahead] >= 0) {
      __builtin_prefetch(&text[static_cast<std::size_t>(by_position[p + ahead])]);
    }
    if (by_position[p] < 0) {
      length = 0;
    } else {
      const auto q = static_cast<std::size_t>(by_position[p]);
      while (p + length < n && q + length < n && text[p + length] == text[q + length] &&
             text[p + length] != kSeparator) {
        ++length;
      }
    }
    by_position[p] = static_cast<Index>(length);
    if (length > 0) --length;
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (i + ahead < n)
      __builtin_prefetch(&by_position[static_cast<std::size_t>(suffixes[i + ahead])]);
    lcp[i] = by_position[static_cast<std::size_t>(suffixes[i])];
  }
  lcp[0] = 0;
  return lcp;
}

}  // namespace leitwort
