#pragma once

/// Private to passages/: from the candidates of two documents to their passages. Nothing is lost on
/// the way: what a chain gives up is free for others, and a verbatim run that no passage covers in
/// the end becomes one.

#include "passages/candidates.hpp"
#include "passages/extend.hpp"
#include "passages/joining.hpp"
#include "passages/judge.hpp"
#include "passages/verbatim.hpp"

#include <vector>

namespace leitwort::passages {

/// What became of two documents; `a` is Pair::x.
struct Resolved {
  std::vector<Passage> kept, dropped;
  std::vector<Chain> chains;  ///< of those kept
  std::vector<AlignmentRun> runs;
  std::uint64_t restored = 0;  ///< verbatim runs that no chain had

  void clear();
};

/// One for each thread.
class Resolver {
 public:
  Resolver(const PassageInput& input, const PassageOptions& options, const Words& words,
           const Thresholds& thresholds)
      : input_(input),
        options_(options),
        words_(words),
        thresholds_(thresholds),
        extender_(input, words) {}

  /// The passages of a pair from its candidates, best first, and its verbatim runs.
  void resolve(const Pair& pair, const std::vector<Chain>& candidates,
               std::vector<VerbatimRun>& runs, PassageCounts& counts, Resolved& result);
  /// Two documents of the same tokens: false where they are not, or say too little.
  bool resolve_copies(const Pair& pair, Resolved& result);
  /// Aligns chains as they are.
  std::vector<Passage> align(const Pair& pair, const std::vector<Chain>& chains);

  Chainer& chainer() { return chainer_; }
  [[nodiscard]] std::uint64_t cells() const { return extender_.cells(); }

 private:
  void search(const Pair& pair, std::span<const Chain* const> candidates, PassageCounts& counts,
              Resolved& result);
  void settle_chains(const Pair& pair, std::vector<Chain> chains, PassageCounts& counts,
                     Resolved& result);
  void settle(const Pair& pair, std::vector<Chain> chains, PassageCounts& counts, Resolved& result);
  bool settle_parts(const Pair& pair, const Passage& whole, const Chain& chain, Resolved& result);
  void join_meeting(const Pair& pair, std::vector<Chain>& chains, std::vector<Passage>& passages,
                    Resolved& result);
  void drop_twins(Resolved& result);
  void restore(const Pair& pair, std::vector<VerbatimRun>& runs, Resolved& result);
  void restore_run(const Pair& pair, const VerbatimRun& run, Resolved& result);
  bool join_to_kept(const Pair& pair, const VerbatimRun& run, const Chain& chain, Resolved& result);
  void forget();
  void keep(const Passage& passage, const Chain& chain, Resolved& result);
  [[nodiscard]] bool is_kept(const Passage& passage) const {
    return judge(passage, options_, thresholds_) == Verdict::kept;
  }
  [[nodiscard]] Box tokens_of(const Box& words) const;

  const PassageInput& input_;
  const PassageOptions& options_;
  const Words& words_;
  Thresholds thresholds_;
  Chainer chainer_;
  Extender extender_;
  std::vector<Anchor> anchors_;
  Cover covered_;  // tokens of the passages kept
  BoxSet kept_;    // and those, as boxes
};

}  // namespace leitwort::passages
