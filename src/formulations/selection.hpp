#pragma once

/// Private to formulations/: from repeats to the heads of families.

#include "formulations/stages.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace leitwort::formulations {

/// A repeat that has become the head of a family.
struct Head {
  Evidence evidence;
  std::vector<Window> windows{};
  std::uint32_t documents_alone = 0, occurrences_alone = 0;
  std::uint32_t absorbed = 0;
  double score = 0;
};

/// What the unclaimed places of a repeat amount to.
struct Judgement {
  Evidence evidence;
  std::uint32_t documents = 0, occurrences = 0;  // unclaimed
  std::uint32_t series = 0;                      // different authors of the unclaimed places
  std::uint32_t tokens = 0;                      // of the commonest wording …
  Position example = 0;                          // … and a place of it
  double score = 0;
};

enum class Verdict : std::uint8_t { stands, in_passage, subsumed };

/// Goes through the repeats from the best to the worst and makes families of them. What a family
/// claims is no longer evidence for others: they are judged anew when their turn comes (lazy greedy
/// evaluation, M. Minoux 1978: a score can only fall).
class Selection {
 public:
  Selection(const FormulationCorpus& corpus, const FormulationOptions& options,
            FormulationCounts& counts)
      : corpus_(corpus),
        words_(corpus.skeleton.words),
        options_(options),
        counts_(counts),
        repeats_(find_repeats(words_, {2, options.min_documents})),
        copies_(number_copies(words_, repeats_, options.salience.passage_words)),
        versions_(find_versions(words_, options.salience.version_share)),
        statistics_(make_statistics(corpus.skeleton, corpus.tokens.size(), options.salience)),
        document_at_(words_),
        dispersion_(corpus.tokens),
        search_(corpus.tokens, words_, document_at_, statistics_, options.family),
        claimed_by_(words_.size()) {}

  /// The heads, in the order in which they were found to be the best of what was left.
  std::vector<Head> run(const Observer& observer = {});

  /// How a phrase of the skeleton stands after `run`.
  struct Account {
    Repeat uses;                         ///< of the words, stem by stem and one after another
    bool is_repeat = false;              ///< it is a maximal repeat of enough documents
    std::int32_t before = 0, after = 0;  ///< the word that always stands there; 0: none does
    Verdict verdict = Verdict::stands;
    Judgement judgement{};
  };
  [[nodiscard]] Account account(std::span<const std::int32_t> phrase);

 private:
  struct Entry {
    double score;
    std::uint32_t repeat;
    std::uint32_t judged_after;  // families; kBound: the score is an upper bound
    bool operator<(const Entry& other) const {
      return score != other.score ? score < other.score : repeat > other.repeat;
    }
  };
  static constexpr std::uint32_t kBound = 0xFFFFFFFF;
  static constexpr std::uint64_t kCopies = std::uint64_t{1} << 32;  // sources above are passages

  [[nodiscard]] std::span<const std::int32_t> symbols_of(const Repeat& repeat) const {
    return std::span(words_.symbols)
        .subspan(static_cast<std::size_t>(repeats_.suffixes[repeat.first]), repeat.length);
  }
  [[nodiscard]] bool is_claimed(Position first, Position last) const {
    std::uint32_t claimed = 0;
    for (Position p = first; p <= last; ++p) claimed += claimed_by_[p] != 0 ? 1 : 0;
    return 2 * claimed >= last - first + 1;
  }
  /// Where a place counts for spread: its document, or what it is copied with.
  [[nodiscard]] std::uint64_t source_of(Position first, Position last) const {
    if (copies_[first] != 0 && copies_[first] == copies_[last]) {
      return kCopies + copies_[first];
    }
    return versions_[document_at_(first)];
  }
  [[nodiscard]] std::uint32_t series_of(const std::vector<DocumentIndex>& documents,
                                        std::uint32_t n) const;
  [[nodiscard]] double spread_of(std::vector<std::uint64_t>& sources);
  [[nodiscard]] std::uint32_t minimum() const {
    return std::min<std::uint32_t>(options_.min_documents, 2);
  }
  void read_wordings(const std::vector<Position>& firsts, std::uint32_t length,
                     Judgement& judgement);
  [[nodiscard]] double bound(const Repeat& repeat);
  Verdict judge(const Repeat& repeat, Judgement& judgement);
  [[nodiscard]] Pattern pattern_of(const Repeat& repeat, const Judgement& judgement) const;
  [[nodiscard]] std::optional<Pattern> widened(const Repeat& repeat, const Pattern& narrow) const;
  [[nodiscard]] std::vector<std::int32_t> beyond(std::vector<Position> edges, int step,
                                                 std::size_t length) const;
  [[nodiscard]] std::vector<Position> firsts_of(const Repeat& repeat) const;
  [[nodiscard]] std::vector<Window> copies_of(const Repeat& repeat) const;
  void take_in_ends(std::vector<Window>& windows) const;
  [[nodiscard]] bool in_enough_documents(const std::vector<Window>& windows) const;
  [[nodiscard]] bool has_enough_full(const std::vector<Window>& windows) const;
  Head make_head(const Repeat& repeat, const Judgement& judgement);
  Head head_of(std::vector<Window> windows, const Judgement& judgement);

  const FormulationCorpus& corpus_;
  const WordSequence& words_;
  const FormulationOptions& options_;
  FormulationCounts& counts_;
  Repeats repeats_;
  std::vector<std::uint32_t> copies_;
  std::vector<DocumentIndex> versions_;  // by document: the one that it is a version of
  WordStatistics statistics_;
  DocumentAt document_at_;
  Dispersion dispersion_;
  FamilySearch search_;
  std::vector<std::uint32_t> claimed_by_;  // by position: number of the family, from 1; 0: none
};

}  // namespace leitwort::formulations
