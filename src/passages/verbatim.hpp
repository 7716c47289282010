#pragma once

/// Private to passages/: runs of tokens, equal by surface, that stand at several places. They are
/// what must be found, whatever becomes of seeds and chains.

#include "passages/ranges.hpp"
#include "passages/stages.hpp"

#include <span>
#include <utility>
#include <vector>

namespace leitwort::passages {

/// The windows of the corpus: runs of `length` tokens (at first; twice, four times as many where
/// shorter ones stand at too many places) that stand at two places or more.
///
/// A run of `length` tokens or more that two documents share holds a window that both have. If one
/// of its windows is not too frequent the run is found from there; if all are, each of them, and so
/// all of the run, lies in places that are listed as a formula.
struct Windows {
  struct Class {
    std::uint32_t begin = 0, size = 0;  ///< a range of `places`
  };
  unsigned length = 0;
  /// Those not too frequent: where they begin, by place, and their class. A place may begin
  /// several.
  std::vector<std::pair<TokenIndex, std::uint32_t>> begins;
  /// Those of `length` tokens that are too frequent, likewise; with their classes.
  std::vector<std::pair<TokenIndex, std::uint32_t>> frequent;
  std::vector<Class> classes;
  std::vector<TokenIndex> places;  ///< of each class, ascending

  [[nodiscard]] std::span<const TokenIndex> places_of(std::uint32_t number) const {
    return std::span(places).subspan(classes[number].begin, classes[number].size);
  }
};

/// Windows of at least `min_tokens`; those at more than `max_places` places are too frequent.
/// 16 bytes for each place of a window, and in passing half a byte a token.
Windows find_windows(const Tokens& tokens, const Vocabulary& vocabulary, unsigned min_tokens,
                     unsigned max_places);

/// A run of equal tokens in two documents that can be lengthened at neither end, and what its
/// content words say together. Of one document with itself the two stretches do not overlap.
struct VerbatimRun {
  TokenIndex a = 0, b = 0, length = 0;
  Bits bits = 0;
};

/// The longest run of equal tokens around two places, inside a range of each.
VerbatimRun run_around(const Tokens& tokens, const Range& in_a, const Range& in_b, TokenIndex a,
                       TokenIndex b);

/// The content words that stand at the same place of a run in both, as anchors.
void anchors_of_run(const Words& words, DocumentIndex a, DocumentIndex b, const VerbatimRun& run,
                    std::vector<Anchor>& anchors);

/// Finds the runs of pairs of documents. Keeps its buffers.
class RunFinder {
 public:
  RunFinder(const Tokens& tokens, const Words& words, const Windows& windows)
      : tokens_(tokens), words_(words), windows_(windows) {}

  /// The windows that document `a` has in common with later ones of [first, last), or with itself.
  void gather(DocumentIndex a, DocumentIndex first, DocumentIndex last);
  /// Of what was gathered, the documents, ascending; and those from place `at` on.
  [[nodiscard]] bool has_next() const { return next_ < shared_.size(); }
  [[nodiscard]] DocumentIndex next_document() const;
  /// The runs with the next document that have at least so many Bits.
  void take_runs(DocumentIndex a, DocumentIndex b, Bits least, std::vector<VerbatimRun>& runs);

 private:
  const Tokens& tokens_;
  const Words& words_;
  const Windows& windows_;
  std::vector<std::pair<TokenIndex, TokenIndex>> shared_;  // in b, in a
  std::size_t next_ = 0;
  std::vector<std::pair<std::uint32_t, TokenIndex>> diagonals_;  // b − a, and in a
  std::vector<Anchor> anchors_;
};

}  // namespace leitwort::passages
