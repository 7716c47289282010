#pragma once

/// Near-duplicates by looking at every pair of documents.

#include <leitwort/similarity.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace leitwort::oracle {

using Place = std::pair<DocumentIndex, DocumentIndex>;

inline Place place_of(const PairScore& score) {
  return {score.a, score.b};
}

// --- sets ---

struct SetCounts {
  std::size_t a = 0, b = 0, shared = 0, united = 0;

  [[nodiscard]] double jaccard() const { return ratio(shared, united); }
  [[nodiscard]] double containment_a() const { return ratio(shared, a); }
  [[nodiscard]] double containment_b() const { return ratio(shared, b); }

 private:
  static double ratio(std::size_t part, std::size_t whole) {
    return whole == 0 ? kUnknown : static_cast<double>(part) / static_cast<double>(whole);
  }
};

inline SetCounts count_sets(std::span<const std::uint64_t> x, std::span<const std::uint64_t> y) {
  const std::set<std::uint64_t> a(x.begin(), x.end()), b(y.begin(), y.end());
  std::set<std::uint64_t> united = a;
  united.insert(b.begin(), b.end());
  return {a.size(), b.size(), a.size() + b.size() - united.size(), united.size()};
}

// --- signatures ---

inline unsigned equal_slots(const Signatures& signatures, DocumentIndex a, DocumentIndex b) {
  unsigned equal = 0;
  for (std::size_t s = 0; s < signatures.options.slots; ++s) {
    if (signatures.of(a)[s] == signatures.of(b)[s]) ++equal;
  }
  return equal;
}

/// The share of equal slots; 0 where one document is empty, unknown where both are.
inline double estimate(const Signatures& signatures, DocumentIndex a, DocumentIndex b) {
  const std::uint64_t x = signatures.shingles[a], y = signatures.shingles[b];
  if (x == 0 && y == 0) return kUnknown;
  if (x == 0 || y == 0) return 0;
  return static_cast<double>(equal_slots(signatures, a, b)) / signatures.options.slots;
}

inline bool sets_are_known(const Signatures& signatures, DocumentIndex a, DocumentIndex b) {
  const unsigned slots = signatures.options.slots;
  return signatures.shingles[a] < slots && signatures.shingles[b] < slots;
}

/// The estimate, or the exact coefficient where both sets are known.
inline double best_jaccard(const Signatures& signatures, DocumentIndex a, DocumentIndex b) {
  if (!sets_are_known(signatures, a, b)) return estimate(signatures, a, b);
  return count_sets(signatures.small_set(a), signatures.small_set(b)).jaccard();
}

inline bool agree_in_band(const Signatures& signatures, DocumentIndex a, DocumentIndex b,
                          unsigned rows, unsigned band) {
  for (unsigned s = band * rows; s < (band + 1) * rows; ++s) {
    if (signatures.of(a)[s] != signatures.of(b)[s]) return false;
  }
  return true;
}

/// Whether LSH brings two documents together.
inline bool are_candidates(const Signatures& signatures, DocumentIndex a, DocumentIndex b,
                           Banding banding) {
  if (signatures.shingles[a] == 0 || signatures.shingles[b] == 0) return false;
  for (unsigned band = 0; band < banding.bands; ++band) {
    if (agree_in_band(signatures, a, b, banding.rows, band)) return true;
  }
  return false;
}

struct FoundPair {
  DocumentIndex a = 0, b = 0;
  double jaccard = 0;
  bool exact = false;
  bool operator==(const FoundPair&) const = default;
  friend void PrintTo(const FoundPair& pair, std::ostream* out) {
    *out << fmt::format("{}-{}: {}{}", pair.a, pair.b, pair.jaccard, pair.exact ? " exact" : "");
  }
};

inline FoundPair found_pair(const PairScore& score) {
  return {score.a, score.b, score.jaccard, score.method == Method::exact};
}

/// All candidates whose coefficient reaches `least`, ascending by (a, b).
inline std::vector<FoundPair> candidates_above(const Signatures& signatures, Banding banding,
                                               double least) {
  std::vector<FoundPair> pairs;
  for (DocumentIndex a = 0; a < signatures.documents(); ++a) {
    for (DocumentIndex b = a + 1; b < signatures.documents(); ++b) {
      if (!are_candidates(signatures, a, b, banding)) continue;
      const double jaccard = best_jaccard(signatures, a, b);
      if (jaccard >= least) pairs.push_back({a, b, jaccard, sets_are_known(signatures, a, b)});
    }
  }
  return pairs;
}

// --- groups ---

/// Whether x is earlier than y: by the first day that it can be of, undated documents last; then by
/// id.
inline bool is_earlier(const Ages& ages, DocumentIndex x, DocumentIndex y) {
  const auto key = [&](DocumentIndex d) {
    const Date& date = ages.dates[d];
    const bool undated = date.year == 0;
    return std::tuple(undated, static_cast<int>(date.year), std::max<int>(date.month, 1),
                      std::max<int>(date.day, 1), ages.ids[d], d);
  };
  return key(x) < key(y);
}

/// What is wrong with a grouping; empty: nothing. A document is represented by the earliest of its
/// neighbours that are earlier than itself and represent themselves, and by itself where there is
/// none. There is only one such grouping.
inline std::string wrong_with(std::span<const DocumentIndex> representatives,
                              std::span<const PairScore> pairs, const Ages& ages) {
  if (representatives.size() != ages.ids.size()) return "a document has no representative";
  std::set<Place> edges;
  for (const PairScore& pair : pairs) {
    edges.emplace(pair.a, pair.b);
    edges.emplace(pair.b, pair.a);
  }
  for (DocumentIndex d = 0; d < representatives.size(); ++d) {
    DocumentIndex expected = d;
    for (DocumentIndex other = 0; other < representatives.size(); ++other) {
      const bool may = other != d && edges.contains({d, other}) &&
                       representatives[other] == other && is_earlier(ages, other, d);
      if (may && (expected == d || is_earlier(ages, other, expected))) expected = other;
    }
    if (representatives[d] != expected) {
      return fmt::format("{} is represented by {} in place of {}", d, representatives[d], expected);
    }
  }
  return "";
}

}  // namespace leitwort::oracle
