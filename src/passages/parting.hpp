#pragma once

/// Private to passages/: passages that would be dropped as a whole, and of which a part stands.

#include "passages/extend.hpp"
#include "passages/judge.hpp"

#include <vector>

namespace leitwort::passages {

/// The chains of the parts of a passage that would be kept by themselves: a sentence taken over
/// word for word, and another one some lines on. The alignment is parted at its longest stretch
/// without a match, of equal ones the first; what would not be kept is parted again. Time: linear
/// in the alignment and the chain, since every stretch is looked at once, by sums from the
/// beginning.
std::vector<Chain> part_passage(const PassageOptions& options, const Thresholds& thresholds,
                                const Words& words, Extender& extender, const Passage& whole,
                                const Chain& chain, const std::vector<AlignmentRun>& runs);

}  // namespace leitwort::passages
