#pragma once

/// Private to passages/: what its stages hand on. Words are counted from 0 over all documents.

#include <leitwort/passages.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace leitwort::passages {

/// Index of a content word of the corpus, counted from 0 over all documents.
using WordIndex = std::uint32_t;

/// Information in sixteenths of a bit.
using Bits = std::int64_t;
inline constexpr Bits kBit = 16;

/// log₂(n) in Bits; 0 for n ≤ 1.
Bits log2_bits(std::uint64_t n);

// --- words: content words, and what counts as nearly alike -------------------------------------

/// What is seen of a word's spelling at a glance.
struct Shape {
  std::uint64_t letters = 0;  ///< bit c mod 64 for each letter c
  std::uint32_t length = 0;   ///< letters
};

/// The content words and numbers of all documents, in order. 9 bytes a word, 5 a token.
struct Words {
  std::vector<std::uint32_t> symbols;        ///< equal for words that are nearly alike everywhere
  std::vector<TokenIndex> begin;             ///< first token
  std::vector<std::uint8_t> length;          ///< tokens
  std::vector<WordIndex> document_begin{0};  ///< size D + 1
  /// By word: −log₂ of its share of all words, or of its document's, whichever is larger.
  std::vector<std::uint16_t> information;
  /// By token: its class (equal where tokens are nearly alike everywhere), and what it is worth in
  /// an alignment.
  std::vector<std::uint32_t> classes;
  std::vector<std::uint8_t> weights;
  std::vector<Shape> shapes;  ///< by token of the vocabulary
  /// By document: its place in an order that the texts and their ids decide and their order in the
  /// corpus does not. What must be chosen among documents is chosen by it; empty: corpus order.
  std::vector<std::uint32_t> ranks;

  [[nodiscard]] std::size_t size() const { return symbols.size(); }
  [[nodiscard]] WordIndex end(DocumentIndex d) const { return document_begin[d + 1]; }
  [[nodiscard]] std::uint32_t rank(DocumentIndex d) const { return ranks.empty() ? d : ranks[d]; }
  /// The document of a word. O(log D).
  [[nodiscard]] DocumentIndex document_of(WordIndex word) const;
};

/// Words by their stems, each in the language of most of its places: equal words are equal in texts
/// of different languages too. If `noisy`, by the stems of their likeliest reading, and what a
/// hyphen at a line end divides is one word.
Words find_words(const PassageInput& input, bool noisy);

/// Of the spellings of some tokens, in their order, whatever their ids are.
std::uint64_t hash_of(std::span<const TokenId> ids, const Vocabulary& vocabulary);

/// By document: its place in the order of what the texts hash to, and their ids.
std::vector<std::uint32_t> rank_documents(const PassageInput& input);

// --- seeds: two words close to each other ------------------------------------------------------

/// A seed is a pair of words at most kReach words apart, in either order; or, where those are too
/// frequent, a run of kLongSeed words. A place is the index of its first word times kSlots, plus
/// the distance of the second (0: a long seed).
inline constexpr unsigned kReach = 3;
inline constexpr unsigned kSlots = kReach + 1;
inline constexpr unsigned kLongSeed = 6;
inline constexpr TokenIndex kReachTokens = 16;  ///< from the first to the last word of a pair
/// A long seed may stand in so many times the places of a short one for all its documents to be
/// compared with each other. Of one that stands at more, all documents are compared with some
/// representatives, the fewer the more documents there are: as many pairs as at the limit.
inline constexpr unsigned kLongPlaces = 8;

using Place = std::uint32_t;

/// Calls visit(first, distance) for the pairs of words of a document that may be seeds.
template <typename Visit>
void for_each_pair(const Words& words, DocumentIndex d, Visit visit) {
  const WordIndex end = words.end(d);
  for (WordIndex i = words.document_begin[d]; i < end; ++i) {
    for (WordIndex reach = 1; reach <= kReach && i + reach < end; ++reach) {
      if (words.begin[i + reach] - words.begin[i] > kReachTokens) break;
      visit(i, reach);
    }
  }
}

/// The seeds that stand at two places or more.
struct Seeds {
  /// 16 bytes: they are looked up at random, once for each place of a seed.
  struct Group {
    std::uint32_t begin = 0, size = 0;  ///< a range of `places`
    std::int32_t weight = 0;            ///< Bits of each of its two words, or of a long seed in all
    std::uint32_t compared = kPairs;    ///< kPairs, kAll, or an index into `representatives`

    [[nodiscard]] bool is_long() const { return compared != kPairs; }
  };
  static constexpr std::uint32_t kPairs = 0xFFFFFFFF;  ///< a pair of words, each place with each
  static constexpr std::uint32_t kAll = 0xFFFFFFFE;    ///< a long seed, each document with each
  std::vector<Place> places;                           ///< of each group, ascending
  std::vector<Group> groups;
  /// Of long seeds in too many documents: those that all are compared with, ascending.
  std::vector<std::vector<DocumentIndex>> representatives;
  std::vector<std::uint32_t> group_of;  ///< by place; kNone or an index into `groups`
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  [[nodiscard]] std::span<const Place> places_of(const Group& group) const {
    return std::span(places).subspan(group.begin, group.size);
  }
};

Seeds find_seeds(const Words& words, unsigned max_places, PassageCounts& counts);

// --- chains: anchors that lie close to each other in both documents ----------------------------

/// Two words that may correspond. Words are counted over the corpus.
struct Anchor {
  WordIndex a = 0, b = 0;
  Bits weight = 0;
};

/// What a chain may bridge. Where the words lie in another order in `b`, or far from where they
/// should, that costs; beyond these limits it is another chain.
struct ChainLimits {
  std::uint32_t gap = 32;    ///< words of `a`
  std::uint32_t jump = 160;  ///< words of `b`, either way
};

/// Some anchors, ascending in `a`, each used once, and what they say together.
struct Chain {
  std::vector<Anchor> anchors;
  Bits score = 0;
};

/// What it costs to go from an anchor to a later one.
Bits link_cost(const Anchor& from, const Anchor& to);

/// What anchors say together where nothing lies between them.
Bits weight_of(std::span<const Anchor> anchors);

/// What anchors, ascending in `a`, say together: their weights less what it costs to go from each
/// to the next.
Bits score_of(const std::vector<Anchor>& anchors);

/// Finds chains. Keeps its buffers from one call to the next.
class Chainer {
 public:
  /// The chains of at least `least` Bits, best first. `anchors`: ascending in (a, b), different.
  /// No two chains share an anchor; what is cut off a chain is free for others. A chain that falls
  /// short is gone: freeing it too took 2.23 times the links at twice the size of a register,
  /// and found 11 rows of 556 more on State of the Union.
  void find(std::span<const Anchor> anchors, const ChainLimits& limits, Bits least,
            std::vector<Chain>& chains);
  /// Links that were tried, in all calls.
  [[nodiscard]] std::uint64_t links() const { return links_; }

 private:
  void link(std::span<const Anchor> anchors, const ChainLimits& limits);
  Bits collect(std::span<const Anchor> anchors, Bits least, std::vector<Chain>& chains);
  Chain trace_back(std::span<const Anchor> anchors, std::uint32_t end);
  Bits release(std::span<const Anchor> anchors, const Chain& chain);

  std::uint64_t links_ = 0;
  std::vector<Bits> best_;
  std::vector<std::int32_t> previous_;
  std::vector<std::uint32_t> order_, path_, freed_;
  std::vector<std::uint8_t> used_;
};

/// Of a document compared with itself: cuts chains where their two sides would overlap, as those of
/// a text that goes round do. Drops parts of less than `least` Bits.
void part_overlaps(std::vector<Chain>& chains, Bits least);

// --- clusters ----------------------------------------------------------------------------------

/// Groups the versions of the rows, fills Passage::cluster. `ranks`: see Words::ranks.
void cluster_versions(Passages& passages, std::span<const Date> dates,
                      std::span<const std::uint32_t> ranks = {});

/// Appends versions as a cluster, by date.
void add_cluster(std::vector<Version> versions, const Version& centre, std::span<const Date> dates,
                 Passages& passages);

}  // namespace leitwort::passages
