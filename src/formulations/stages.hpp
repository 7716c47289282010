#pragma once

/// Private to formulations/: what the stages between the repeats and the rows hand on.

#include <leitwort/formulations.hpp>

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace leitwort::formulations {

/// An index into a WordSequence.
using Position = std::uint32_t;

/// Which document holds a position of the sequence, in O(1) for documents of ordinary length.
class DocumentAt {
 public:
  /// Keeps a view of `words`.
  explicit DocumentAt(const WordSequence& words);
  DocumentIndex operator()(Position position) const {
    DocumentIndex document = of_block_[position / kBlock];
    while (begin_[document + 1] <= position) ++document;
    return document;
  }

 private:
  static constexpr Position kBlock = 64;
  std::span<const std::uint32_t> begin_;  // D + 1
  std::vector<DocumentIndex> of_block_;
};

// --- passages: long stretches that are copied --------------------------------------------------

/// By position: 0, or the number that all copies of the long repeat around it share. Repeats of at
/// least `passage_words` words count; overlapping ones become one.
std::vector<std::uint32_t> number_copies(const WordSequence& words, const Repeats& repeats,
                                         std::uint32_t passage_words);

/// By document: the first document, in corpus order, of which it is another version; itself where
/// there is none. A version shares at least `version_share` of the runs of three words that the
/// shorter of the two has; what more than sixteen documents share is counted with the first of them
/// only. Documents are compared with first versions only: versions do not chain.
std::vector<DocumentIndex> find_versions(const WordSequence& words, double version_share);

// --- salience ----------------------------------------------------------------------------------

/// What the words of a corpus weigh. By symbol of the skeleton.
struct WordStatistics {
  std::vector<std::uint32_t> frequency;
  std::vector<float> bits;    ///< −log₂ of the share of all tokens
  std::vector<float> weight;  ///< SalienceOptions::least_weight to 1, less for light words
  double tokens = 0;          ///< of all documents, at least 2,048
};
WordStatistics make_statistics(const Skeleton& skeleton, std::size_t tokens,
                               const SalienceOptions& options);

/// The weights of a phrase's words; a repeated word counts half each time.
double weight_of(std::span<const std::int32_t> symbols, const WordStatistics& statistics);

/// How much more often the words stand together than by chance: pointwise mutual information over
/// −(n − 1) log₂ p, 0 for independence, 1 where they never stand alone (G. Bouma 2009, for n
/// words).
double cohesion_of(std::span<const std::int32_t> symbols, std::uint32_t count,
                   const WordStatistics& statistics);

/// Documents that have a phrase, over those that chance would give it: its occurrences strewn over
/// all tokens. Below 1 where it clusters, as the words of a topic do (K. Church, W. Gale, "Poisson
/// mixtures", 1995: residual inverse document frequency is −log₂ of this).
class Dispersion {
 public:
  explicit Dispersion(const Tokens& tokens);
  double operator()(std::uint32_t documents, std::uint32_t occurrences);

 private:
  std::vector<double> share_;  // of all tokens, by document
  std::unordered_map<std::uint32_t, double> expected_;
};

/// What a score is made of.
struct Evidence {
  double spread = 0;  ///< independent documents; see SalienceOptions::own_series
  double weight = 0;  ///< of the words
  double cohesion = 0;
  double dispersion = 1;
  double function_words = 0;  ///< between the words, per word
  double fixity = 1;          ///< share of the commonest wording
  double capitalised = 0;     ///< share of capitalised words
  FormulationKind kind = FormulationKind::phrase;
};
double score(const Evidence& evidence, const SalienceOptions& options);

// --- families ----------------------------------------------------------------------------------

/// The phrase that a family is made around.
struct Pattern {
  std::vector<std::int32_t> words;
  /// The tokens between its words in its commonest wording; empty if its words do not stand one
  /// after another on the skeleton.
  std::vector<std::vector<TokenId>> between;
  std::uint32_t tokens = 0;  ///< of its commonest wording
};

/// A wording of a family: positions of its first and last word.
struct Window {
  Position first = 0, last = 0;
  std::uint32_t missing = 0;  ///< which words of the head it lacks: a hash, 0 for none
  bool in_order = false;      ///< its words of the head stand in the head's order
};

/// Finds the wordings of heads.
class FamilySearch {
 public:
  /// Keeps views of its arguments.
  FamilySearch(const Tokens& tokens, const WordSequence& words, const DocumentAt& document_at,
               const WordStatistics& statistics, const FamilyOptions& options);

  /// All wordings of a pattern, ascending, none overlapping another: the windows of `shared`, and
  /// those of `replaced` that overlap none with all words of the head. Of what lacks the same words
  /// of the head, or has the same word in place of one, none is left if that is more than what
  /// lacks nothing: it is a formulation of its own.
  std::vector<Window> find(const Pattern& head);

  /// The best set of windows that do not overlap: those whose words of the head, less their other
  /// words, weigh the most together. Ascending.
  ///
  /// A window begins and ends with a word of the head and runs across no separator. It holds
  /// least_shared of the head's weight and at least two of its words (each as often as the head
  /// does), most_foreign of it at most in other words, and at most foreign_run of those in a row.
  /// It has at most longer · tokens + 1 tokens (of the head's commonest wording), out of order
  /// tokens + 1.
  std::vector<Window> shared(const Pattern& head);

  /// The head word for word but for one, in whose place another stands, between the same tokens.
  /// The head's own word must hold least_own of these places; in heads of up to three words a
  /// replacement must stand in two documents, and all those that do must make up half of what
  /// stands there: a closed set, and not just any word. Not sorted; they may overlap.
  std::vector<Window> replaced(const Pattern& head);

 private:
  void cluster_around(Position position, std::uint32_t foreign_run, Position floor);
  [[nodiscard]] std::uint32_t missing_from(const std::vector<std::uint32_t>& seen) const;
  /// A window that grows to the right, one word of the head after another.
  struct Growth {
    std::vector<std::uint32_t> seen;  ///< by number: how often the window has the word
    double shared = 0, foreign = 0;   ///< weights of the words of the head, and of the others
    std::uint32_t matched = 0;        ///< words of the head
    bool in_order = true;
    std::size_t reached = 0;  ///< one past the head's last word that was matched

    void restart(std::size_t distinct) {
      seen.assign(distinct, 0);
      shared = foreign = 0;
      matched = 0;
      in_order = true;
      reached = 0;
    }
  };
  [[nodiscard]] double weight_at(Position p) const {
    return static_cast<double>(statistics_.weight[static_cast<std::size_t>(words_.symbols[p])]);
  }
  /// Grows a window by a hit. False where the head has the word less often than the window would.
  bool take(const Pattern& head, Position hit, Growth& growth) const;
  /// Whether a window of `length` tokens shares enough with a head that weighs `total`.
  [[nodiscard]] bool is_wording(const Pattern& head, double total, const Growth& growth,
                                TokenIndex length) const;
  /// Appends the best windows among the hits.
  void choose(const Pattern& head, double total, std::vector<Window>& windows);
  [[nodiscard]] bool stands_between(Position position, std::span<const TokenId> tokens) const;

  const Tokens& tokens_;
  const WordSequence& words_;
  const DocumentAt& document_at_;
  const WordStatistics& statistics_;
  const FamilyOptions& options_;
  std::vector<std::uint32_t> postings_begin_;  // by symbol
  std::vector<Position> postings_;
  std::vector<std::int16_t> number_;    // by symbol: number among the head's distinct words, or −1
  std::vector<std::int32_t> distinct_;  // the head's
  std::vector<std::uint32_t> times_;    // by number: how often the head has the word
  std::vector<Position> hits_;          // positions of words of the head, near each other
};

// --- slots -------------------------------------------------------------------------------------

/// A wording cut into units: words of the skeleton, and the single tokens between them.
struct Unit {
  std::string text;
  std::int32_t symbol = 0;  ///< of the skeleton; 0 between its words
};

/// Aligns every wording with the row's text (`units[0]`), and fills in `slots` of the row and
/// `slot_values` of its wordings. `units` are in the order of the row's wordings.
void fill_slots(const std::vector<std::vector<Unit>>& units, Formulation& row);

}  // namespace leitwort::formulations
