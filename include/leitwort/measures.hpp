#pragma once

/// What two documents share, and the measures of it: each is defined once, here. Options, tables,
/// the square form and what is said of errors are made from the list.
///
///     for (const leitwort::Measure& measure : leitwort::kMeasures)
///       std::cout << measure.name << ": " << measure.of(score) << '\n';

#include <leitwort/statistics.hpp>
#include <leitwort/text.hpp>

#include <array>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>

namespace leitwort {

enum class Method : std::uint8_t { exact, estimate };

inline constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// What two documents share. A ratio whose denominator is 0 is kUnknown (NaN).
struct PairScore {
  DocumentIndex a = 0, b = 0;  ///< a < b
  std::uint64_t shingles_a = 0, shingles_b = 0;
  /// |A ∩ B| and |A ∪ B|. With estimates derived from `jaccard` and rounded; their error is its.
  std::uint64_t shared = 0, united = 0;
  double jaccard = kUnknown;
  /// shared / shingles_a, shared / shingles_b. With estimates derived from `jaccard`, at most 1,
  /// and biased by O(1 / slots).
  double containment_a = kUnknown, containment_b = kUnknown;
  double overlap = kUnknown;   ///< shared / smaller set
  double weighted = kUnknown;  ///< Σ w over shared / Σ w over union, w = ln(D / df); exact only
  Method method = Method::exact;
  double standard_error = 0;        ///< of jaccard; 0 when exact
  double overlap_error = kUnknown;  ///< standard error of overlap, where it was not derived
  Interval interval;                ///< 95%, of jaccard; empty width when exact
};

/// A number for how much two documents share.
struct Measure {
  /// Of a pair, from a score.
  using Of = double (*)(const PairScore&);

  std::string_view name;   ///< of the option, of the column, and in the page
  std::string_view about;  ///< of a directed one with `a` for the document that is looked at
  Of of;                   ///< the number a pair is judged by; of containment the larger of both
  bool estimable = true;   ///< whether sketches tell it too
  /// Of a directed measure how much of a is in b, and the other way round; else null.
  Of a_in_b = nullptr, b_in_a = nullptr;

  [[nodiscard]] constexpr bool directed() const { return a_in_b != nullptr; }
  constexpr bool operator==(const Measure& other) const { return name == other.name; }

  static const Measure jaccard, containment, overlap, weighted;
};

inline constexpr Measure Measure::jaccard = {
    .name = "jaccard",
    .about = "shared shingles / those of either document",
    .of = [](const PairScore& s) { return s.jaccard; },
};
inline constexpr Measure Measure::containment = {
    .name = "containment",
    .about =
        "shared shingles / those of a; estimates derived from jaccard are biased by O(1/slots)",
    .of = [](const PairScore& s) { return s.overlap; },  // the larger divides by the smaller set
    .a_in_b = [](const PairScore& s) { return s.containment_a; },
    .b_in_a = [](const PairScore& s) { return s.containment_b; },
};
inline constexpr Measure Measure::overlap = {
    .name = "overlap",
    .about = "shared shingles / those of the document with fewer",
    .of = [](const PairScore& s) { return s.overlap; },
};
inline constexpr Measure Measure::weighted = {
    .name = "weighted",
    .about = "as jaccard, each shingle weighing ln(documents / documents with it); exact only",
    .of = [](const PairScore& s) { return s.weighted; },
    .estimable = false,
};

/// All measures, in the order of options and columns. A new one goes to the end.
inline constexpr std::array kMeasures = {Measure::jaccard, Measure::containment, Measure::overlap,
                                         Measure::weighted};

/// Whether `x` is closer than `y`: a higher Jaccard; of equal ones more shared shingles, then the
/// first in corpus order. The order of pairs everywhere, of scores and of what is made of them.
inline constexpr auto is_closer = [](const auto& x, const auto& y) {
  if (x.jaccard != y.jaccard) return x.jaccard > y.jaccard;
  if (x.shared != y.shared) return x.shared > y.shared;
  return std::pair(x.a, x.b) < std::pair(y.a, y.b);
};

}  // namespace leitwort
