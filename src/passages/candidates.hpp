#pragma once

/// Private to passages/: which places of two documents are worth a closer look.

#include "passages/stages.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace leitwort::passages {

/// Two documents that are compared, in the order of their ranks: what is found does not depend on
/// which stands first in the corpus.
struct Pair {
  DocumentIndex x = 0, y = 0;
  bool exchanged = false;  ///< x is the later one of the corpus
};
inline Pair pair_of(const Words& words, DocumentIndex a, DocumentIndex b) {
  return words.rank(b) < words.rank(a) ? Pair{b, a, true} : Pair{a, b, false};
}

/// The seeds that one document shares with others. Keeps its buffers.
class SharedSeeds {
 public:
  SharedSeeds(const Words& words, const Seeds& seeds) : words_(words), seeds_(seeds) {}

  /// Finds the seeds that `a` has in common with the later ones of the documents [first, last), or
  /// with itself.
  void gather(DocumentIndex a, DocumentIndex first, DocumentIndex last);
  [[nodiscard]] bool has_next() const { return end_ < places_b_.size(); }
  /// The next document that has some.
  [[nodiscard]] DocumentIndex next_document();
  /// Goes on to the seeds shared with `b`: none if that is not the next document.
  void take(DocumentIndex b);
  [[nodiscard]] std::size_t size() const { return end_ - begin_; }

  /// Whether any of them lie so close to each other that a chain may join them: only a long one is
  /// worth a candidate by itself, and most pairs of documents end here.
  bool link(const Pair& pair);
  /// Takes all for linked.
  void link_all();
  /// The words of the linked ones, as anchors of the pair.
  void anchors(const Pair& pair, std::vector<Anchor>& anchors) const;

 private:
  void prefetch(std::uint64_t place, std::uint64_t end) const;
  void gather_long(DocumentIndex a, Place place, const Seeds::Group& group, DocumentIndex first,
                   DocumentIndex last);
  void pair_up(std::span<const Place> in_a, std::span<const Place> in_b);
  void pair_within(std::span<const Place> places);
  void add(Place in_a, Place in_b) {
    places_a_.push_back(in_a);
    places_b_.push_back(in_b);
  }

  const Words& words_;
  const Seeds& seeds_;
  std::vector<std::uint64_t> places_b_, key_scratch_;
  std::vector<Place> places_a_, place_scratch_;
  std::vector<std::uint8_t> linked_;
  DocumentIndex next_ = 0;
  std::size_t begin_ = 0, end_ = 0;  // those shared with the present document
};

/// All words that both documents have in the neighbourhood of the candidates.
void anchors_nearby(const Words& words, const Pair& pair, std::span<const Chain* const> candidates,
                    std::vector<Anchor>& anchors);

}  // namespace leitwort::passages
