#pragma once

/// Private to passages/: what a passage needs to be one.

#include "passages/stages.hpp"

namespace leitwort::passages {

/// Bits that chains need.
struct Thresholds {
  Bits candidate = 0;  ///< of rare seeds, to look closer
  Bits passage = 0;    ///< of all words
};
Thresholds choose_thresholds(const Words& words);

/// Bits that a passage of this similarity needs, of so many tokens on both sides together: the more
/// that differs, the more ways there are to find something alike by chance.
double needed_score(double similarity, TokenIndex tokens, const Thresholds& thresholds);
double needed_score(const Passage& passage, const Thresholds& thresholds);

/// What became of a chain.
enum class Verdict : std::uint8_t { kept, too_short, too_different, too_weak };
Verdict judge(const Passage& passage, const PassageOptions& options, const Thresholds& thresholds);

/// Counts what was dropped.
void count(Verdict verdict, PassageCounts& counts);

}  // namespace leitwort::passages
