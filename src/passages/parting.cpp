#include "passages/parting.hpp"

#include <algorithm>

namespace leitwort::passages {
namespace {

/// Aligned tokens next to each other that match; sums are of all blocks before.
struct Block {
  Extender::Stretch at;
  std::uint32_t equal_before = 0, near_before = 0;
  Bits alike_before = 0;  // of words spelled nearly alike
  std::size_t first_anchor = 0;
};

/// The blocks of an alignment, and one behind the last with the sums of all.
std::vector<Block> blocks_of(const Passage& whole, const std::vector<AlignmentRun>& runs,
                             Extender& extender) {
  std::vector<Block> blocks;
  TokenIndex a = whole.begin_a, b = whole.begin_b;
  std::uint32_t equal = 0, near = 0;
  Bits alike = 0;
  bool open = false;
  for (std::uint64_t r = whole.runs_begin; r < whole.runs_end; ++r) {
    const AlignmentRun& run = runs[r];
    const bool in_a = run.kind != AlignmentRun::Kind::only_b;
    const bool in_b = run.kind != AlignmentRun::Kind::only_a;
    if (!in_a || !in_b) {
      open = false;
      a += in_a ? run.length : 0;
      b += in_b ? run.length : 0;
      continue;
    }
    for (std::uint32_t i = 0; i < run.length; ++i, ++a, ++b) {
      const unsigned match = extender.match(a, b);
      if (match > 0 && !open) blocks.push_back({{a, a, b, b}, equal, near, alike, 0});
      open = match > 0;
      if (!open) continue;
      blocks.back().at.end_a = a + 1;
      blocks.back().at.end_b = b + 1;
      ++(match == 2 ? equal : near);
      if (match == 1) alike += extender.bits_of_alike(a, b);
    }
  }
  blocks.push_back({{whole.end_a, whole.end_a, whole.end_b, whole.end_b}, equal, near, alike, 0});
  return blocks;
}

/// Parts what lies between two blocks.
class Parting {
 public:
  Parting(std::vector<Block> blocks, std::vector<Anchor> anchors, const Words& words)
      : blocks_(std::move(blocks)), anchors_(std::move(anchors)) {
    std::size_t next = 0;
    for (Block& block : blocks_) {
      while (next < anchors_.size() && words.begin[anchors_[next].a] < block.at.begin_a) ++next;
      block.first_anchor = next;
    }
    blocks_.back().first_anchor = anchors_.size();
    Bits sum = 0;
    for (std::size_t i = 0; i < anchors_.size(); ++i) {
      if (i > 0) sum -= link_cost(anchors_[i - 1], anchors_[i]);
      sum += anchors_[i].weight;
      score_.push_back(sum);
    }
    build_tree();
  }

  /// Blocks [begin, end), and where they are parted: before block `at`, 0 where they are one.
  struct Node {
    std::uint32_t begin = 0, end = 0, at = 0;
  };
  [[nodiscard]] Node root() const { return {0, static_cast<std::uint32_t>(size()), root_}; }
  [[nodiscard]] Node left(const Node& node) const { return {node.begin, node.at, left_[node.at]}; }
  [[nodiscard]] Node right(const Node& node) const { return {node.at, node.end, right_[node.at]}; }

  /// The blocks that say most once each token between them that has no match costs a bit, as it
  /// does in a short passage (see needed_score). A running minimum: O(n).
  [[nodiscard]] Node densest() const {
    Node best;
    std::uint32_t begin = 0;
    Bits most = 0, least = 0, without = 0;  // tokens without a match so far, in Bits
    for (std::uint32_t block = 0; block < size(); ++block) {
      without += block > 0 ? kBit * gap(block) : 0;
      const std::size_t first = blocks_[block].first_anchor, next = blocks_[block + 1].first_anchor;
      if (first == anchors_.size()) break;
      const Bits before = score_[first] - anchors_[first].weight + blocks_[block].alike_before;
      if (block == 0 || before - without < least) {
        least = before - without;
        begin = block;
      }
      if (next == 0) continue;
      const Bits all = score_[next - 1] + blocks_[block + 1].alike_before - without - least;
      if (all <= most) continue;
      most = all;
      best = {begin, block + 1, 0};
    }
    return best;
  }

  /// Words that are merely alike make no chain.
  [[nodiscard]] bool has_anchors(const Node& node) const {
    return blocks_[node.begin].first_anchor < blocks_[node.end].first_anchor;
  }

  [[nodiscard]] Bits score(const Node& node) const {
    const std::size_t first = blocks_[node.begin].first_anchor,
                      last = blocks_[node.end].first_anchor;
    return first == last ? 0 : score_[last - 1] - score_[first] + anchors_[first].weight;
  }
  [[nodiscard]] std::vector<Anchor> anchors(const Node& node) const {
    const auto from = static_cast<std::ptrdiff_t>(blocks_[node.begin].first_anchor);
    const auto until = static_cast<std::ptrdiff_t>(blocks_[node.end].first_anchor);
    return {anchors_.begin() + from, anchors_.begin() + until};
  }
  /// What judges it.
  [[nodiscard]] Passage passage(const Node& node) const {
    const Extender::Stretch &first = blocks_[node.begin].at, &last = blocks_[node.end - 1].at;
    Passage p;
    p.begin_a = first.begin_a, p.end_a = last.end_a;
    p.begin_b = first.begin_b, p.end_b = last.end_b;
    p.equal = blocks_[node.end].equal_before - blocks_[node.begin].equal_before;
    p.near = blocks_[node.end].near_before - blocks_[node.begin].near_before;
    p.similarity = (2.0 * p.equal + p.near) / (p.end_a - p.begin_a + (p.end_b - p.begin_b));
    const Bits alike = blocks_[node.end].alike_before - blocks_[node.begin].alike_before;
    p.score = static_cast<double>(score(node) + alike) / kBit;
    return p;
  }

 private:
  [[nodiscard]] std::size_t size() const { return blocks_.size() - 1; }
  /// Tokens without a match before a block, of both sides.
  [[nodiscard]] TokenIndex gap(std::uint32_t block) const {
    const Extender::Stretch &before = blocks_[block - 1].at, &after = blocks_[block].at;
    return after.begin_a - before.end_a + (after.begin_b - before.end_b);
  }
  /// The gaps as a Cartesian tree: above each the longer ones, of equal ones the first.
  void build_tree() {
    left_.assign(size() + 1, 0);
    right_.assign(size() + 1, 0);
    std::vector<std::uint32_t> open;  // gaps that may still get a right child
    for (std::uint32_t block = 1; block < size(); ++block) {
      std::uint32_t below = 0;
      while (!open.empty() && gap(open.back()) < gap(block)) {
        below = open.back();
        open.pop_back();
      }
      left_[block] = below;
      if (!open.empty()) right_[open.back()] = block;
      open.push_back(block);
    }
    root_ = open.empty() ? 0 : open.front();
  }

  std::vector<Block> blocks_;
  std::vector<Anchor> anchors_;  // in order
  std::vector<Bits> score_;      // up to and with each anchor
  std::vector<std::uint32_t> left_, right_;
  std::uint32_t root_ = 0;
};

}  // namespace

std::vector<Chain> part_passage(const PassageOptions& options, const Thresholds& thresholds,
                                const Words& words, Extender& extender, const Passage& whole,
                                const Chain& chain, const std::vector<AlignmentRun>& runs) {
  std::vector<Chain> parts;
  std::vector<Block> blocks = blocks_of(whole, runs, extender);
  if (blocks.size() < 2) return parts;
  const Parting parting(std::move(blocks), in_order(chain), words);
  std::vector<Parting::Node> open{parting.root()};
  while (!open.empty()) {
    const Parting::Node node = open.back();
    open.pop_back();
    if (!parting.has_anchors(node)) continue;
    if (judge(parting.passage(node), options, thresholds) == Verdict::kept) {
      parts.push_back({parting.anchors(node), parting.score(node)});
    } else if (node.at != 0) {
      open.push_back(parting.right(node));
      open.push_back(parting.left(node));
    }
  }
  if (!parts.empty()) return parts;
  // What was shortened in the middle lacks more there than beyond its ends.
  const Parting::Node densest = parting.densest();
  if (densest.end > 0 && parting.has_anchors(densest) &&
      judge(parting.passage(densest), options, thresholds) == Verdict::kept)
    parts.push_back({parting.anchors(densest), parting.score(densest)});
  return parts;
}

}  // namespace leitwort::passages
