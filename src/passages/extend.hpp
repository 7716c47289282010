#pragma once

/// Private to passages/: from a chain of words to an alignment of tokens.

#include "passages/ranges.hpp"
#include "passages/stages.hpp"

#include <vector>

namespace leitwort::passages {

/// The best of the chain's anchors that lie in the same order in both documents.
std::vector<Anchor> in_order(const Chain& chain);

/// Aligns chains. Keeps its buffers; one for each thread.
class Extender {
 public:
  Extender(const PassageInput& input, const Words& words)
      : input_(input), words_(words), alike_(kRemembered) {}

  /// The passage around the chain: aligned between the anchors and beyond both ends, as far as the
  /// alignment gains or until it is well inside one of `others`, which will be joined to it: or
  /// each of the chains of a long text would be aligned to its end. Its runs are appended to
  /// `runs`, and their range is counted from there.
  Passage extend(DocumentIndex a, DocumentIndex b, const Chain& chain,
                 std::vector<AlignmentRun>& runs, const BoxSet* others = nullptr);

  /// A range of tokens of each document.
  struct Stretch {
    TokenIndex begin_a = 0, end_a = 0, begin_b = 0, end_b = 0;
  };
  /// Two stretches that are equal to the token.
  Passage copy(DocumentIndex a, DocumentIndex b, const Stretch& equal, const Chain& chain,
               std::vector<AlignmentRun>& runs);

  /// Whether two tokens that are aligned are equal (2), nearly alike (1) or neither (0).
  [[nodiscard]] unsigned match(TokenIndex x, TokenIndex y);
  /// What two words say that are aligned and spelled nearly alike, and are no anchor.
  [[nodiscard]] Bits bits_of_alike(TokenIndex x, TokenIndex y) const;
  /// Cells of alignments, in all calls.
  [[nodiscard]] std::uint64_t cells() const { return cells_; }

 private:
  struct Side {
    std::vector<std::uint32_t> symbols, classes;
    std::vector<std::uint8_t> weights;
  };

  Passage finish(DocumentIndex a, DocumentIndex b, const Stretch& all, const Chain& chain,
                 std::vector<AlignmentRun>& runs);
  void grow_moved(DocumentIndex a, DocumentIndex b, const Chain& chain, Stretch& all) const;
  void add(AlignmentRun run);
  void add_pair(TokenIndex a, TokenIndex b);
  void align_words(const Anchor& anchor, Stretch& done);
  void align_between(const Stretch& gap);
  void extend_right(Stretch& done, TokenIndex limit_a, TokenIndex limit_b);
  void extend_left(Stretch& done, TokenIndex limit_a, TokenIndex limit_b);
  const Alignment& align_prefix();
  void load(const Stretch& box, bool reversed);
  void find_alike();
  [[nodiscard]] bool alike(TokenId x, TokenId y);
  void count_matches(Passage& passage, const Chain& chain);

  /// Whether a place lies inside one of the others.
  [[nodiscard]] bool reaches_other(TokenIndex a, TokenIndex b) const;

  const PassageInput& input_;
  const Words& words_;
  const BoxSet* others_ = nullptr;  // of the present call
  std::uint64_t cells_ = 0;
  Aligner aligner_;
  Side a_, b_;
  std::vector<AlignmentRun> runs_, left_;
  /// What was found of two tokens, at a place of their own or of two others.
  struct Alike {
    TokenId x = 0, y = 0;
    bool alike = false;
  };
  static constexpr std::uint32_t kRemembered = 1U << 14;
  std::vector<Alike> alike_;
  std::vector<std::uint8_t> matched_a_, matched_b_;
};

}  // namespace leitwort::passages
