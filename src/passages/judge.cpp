#include "passages/judge.hpp"

#include <algorithm>

namespace leitwort::passages {

Thresholds choose_thresholds(const Words& words) {
  // A corpus of N words has N places for one stretch and N² pairs of them: so many bits tell one
  // from all others, and four more that chance did not make it (one in sixteen corpora).
  constexpr Bits kSure = 4 * kBit;
  const Bits size = log2_bits(words.size());
  return {size + kSure, 2 * size + kSure};
}

double needed_score(double similarity, TokenIndex tokens, const Thresholds& thresholds) {
  // 32: plagdet .889, 88 unplanted passages in speeches; 80: .891 and 35; at 64 .891 and 42.
  constexpr double kOfDifference = 64;
  // A short stretch that differs in a word has fewer neighbours to be chosen from: less than two
  // bits for a token that differs, up to 40 tokens a side. With 64 a quotation that was shortened
  // in the middle is lost, and 77 rows of State of the Union, all of them reworded; with 128
  // plagdet falls from .911 to .903.
  constexpr double kWhole = 80;  // tokens of both sides
  const double share = std::min(1.0, static_cast<double>(tokens) / kWhole);
  return static_cast<double>(thresholds.passage) / kBit + kOfDifference * share * (1 - similarity);
}

double needed_score(const Passage& passage, const Thresholds& thresholds) {
  return needed_score(passage.similarity,
                      passage.end_a - passage.begin_a + (passage.end_b - passage.begin_b),
                      thresholds);
}

Verdict judge(const Passage& passage, const PassageOptions& options, const Thresholds& thresholds) {
  const TokenIndex tokens =
      std::min(passage.end_a - passage.begin_a, passage.end_b - passage.begin_b);
  if (tokens < options.min_tokens) return Verdict::too_short;
  if (passage.similarity < options.min_similarity) return Verdict::too_different;
  return passage.score < needed_score(passage, thresholds) ? Verdict::too_weak : Verdict::kept;
}

void count(Verdict verdict, PassageCounts& counts) {
  if (verdict == Verdict::too_short) ++counts.too_short;
  if (verdict == Verdict::too_different) ++counts.too_different;
  if (verdict == Verdict::too_weak) ++counts.too_weak;
}

}  // namespace leitwort::passages
