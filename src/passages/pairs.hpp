#pragma once

/// Private to passages/: the search of one document for what it shares with the others.

#include "passages/candidates.hpp"
#include "passages/judge.hpp"
#include "passages/resolution.hpp"
#include "passages/verbatim.hpp"

#include <vector>

namespace leitwort::passages {

/// What the search of one document found.
struct Found {
  std::vector<Passage> rows;
  std::vector<AlignmentRun> runs;
  PassageCounts counts;
};

/// What the stages saw of two documents. The runs of its passages are not kept.
struct Trace {
  std::vector<Chain> candidates;  ///< of rare seeds
  std::vector<Passage> passages;  ///< kept
  std::vector<Passage> dropped;   ///< of the chains near strong candidates
  std::vector<Passage> weak;      ///< of chains that say too little
  std::uint64_t repeated = 0;     ///< chains dropped because better ones cover both their sides
};

/// Whether the options let two documents be compared.
bool may_compare(const PassageInput& input, const PassagePairs& pairs, DocumentIndex a,
                 DocumentIndex b);

/// Compares documents. One for each thread.
class Search {
 public:
  Search(const PassageInput& input, const PassageOptions& options, const Words& words,
         const Seeds& seeds, const Windows& windows);

  /// Document `a` with all later ones, or with itself.
  void compare(DocumentIndex a, Found& found);
  /// What the stages make of a pair of documents, a ≤ b; chains of at least `least` Bits.
  Trace trace(DocumentIndex a, DocumentIndex b, Bits least);
  [[nodiscard]] const Thresholds& thresholds() const { return thresholds_; }

 private:
  bool resolve(const Pair& pair, PassageCounts& counts);
  void keep(const Pair& pair, Passage passage, Found& found) const;

  const PassageInput& input_;
  const PassageOptions& options_;
  const Words& words_;
  Thresholds thresholds_;
  SharedSeeds seeds_;
  RunFinder run_finder_;
  Resolver resolver_;
  std::vector<Anchor> anchors_;
  std::vector<Chain> candidates_;
  std::vector<VerbatimRun> verbatim_;
  Resolved resolved_;
};

}  // namespace leitwort::passages
