#pragma once

/// Private to passages/: the search of one document for what it shares with the others.

#include "passages/extend.hpp"
#include "passages/stages.hpp"

#include <vector>

namespace leitwort::passages {

/// Bits that chains need.
struct Thresholds {
  Bits candidate = 0;  ///< of rare seeds, to look closer
  Bits passage = 0;    ///< of all words
};
Thresholds choose_thresholds(const Words& words);

/// What became of a chain.
enum class Verdict : std::uint8_t { kept, too_short, too_different, too_weak };
Verdict judge(const Passage& passage, const PassageOptions& options, const Thresholds& thresholds);
/// Bits that a passage of this similarity needs: the more that differs, the more ways there are to
/// find something alike by chance.
double needed_score(double similarity, const Thresholds& thresholds);

/// What the search of one document found.
struct Found {
  std::vector<Passage> rows;
  std::vector<AlignmentRun> runs;
  PassageCounts counts;
};

/// What the stages saw of two documents. The runs of its passages are not kept.
struct Trace {
  std::vector<Chain> candidates;  ///< of rare seeds
  std::vector<Passage> passages;  ///< of the chains near strong candidates, judged or not
  std::vector<Passage> weak;      ///< of chains that say too little
  std::uint64_t repeated = 0;     ///< chains dropped because better ones cover both their sides
};

/// Compares documents. One for each thread.
class Search {
 public:
  Search(const PassageInput& input, const PassageOptions& options, const Words& words,
         const Seeds& seeds);

  /// Document `a` with all later ones, or with itself.
  void compare(DocumentIndex a, Found& found);
  /// What the stages make of a pair of documents, a ≤ b; chains of at least `least` Bits.
  Trace trace(DocumentIndex a, DocumentIndex b, Bits least);
  /// Whether the options let the two be compared.
  [[nodiscard]] bool may_compare(DocumentIndex a, DocumentIndex b) const;
  [[nodiscard]] const Thresholds& thresholds() const { return thresholds_; }

 private:
  void gather(DocumentIndex a, DocumentIndex first, DocumentIndex last);
  void compare_pair(DocumentIndex a, DocumentIndex b, std::size_t begin, std::size_t end,
                    Found& found);
  void anchors_of_seeds(std::size_t begin, std::size_t end);
  void anchors_nearby(DocumentIndex a, DocumentIndex b);
  void sort_anchors();
  bool link_seeds(std::size_t begin, std::size_t end);
  void find_chains(DocumentIndex a, DocumentIndex b, Found& found);
  void drop_repeated(Found& found);
  static void join(Chain& chain, const Chain& other);
  void join_neighbours();
  std::vector<Passage> align_chains(DocumentIndex a, DocumentIndex b,
                                    std::vector<AlignmentRun>& runs);
  void part_if_dropped(const Chain& chain, const Passage& passage, std::vector<AlignmentRun>& runs,
                       std::vector<Passage>& parts);
  void keep(const Passage& passage, Found& found);

  const PassageInput& input_;
  const PassageOptions& options_;
  const Words& words_;
  const Seeds& seeds_;
  Thresholds thresholds_;
  Chainer chainer_;
  Extender extender_;
  std::vector<std::uint64_t> places_b_, key_scratch_;
  std::vector<Place> places_a_, place_scratch_;
  std::vector<std::uint8_t> linked_;  // by seed: see link_seeds
  std::vector<Anchor> anchors_;
  std::vector<Chain> candidates_, chains_;
  std::vector<AlignmentRun> runs_;  // of the present pair
};

}  // namespace leitwort::passages
