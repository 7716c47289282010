#pragma once

/// Private to formulations/: what the stages between the repeats and the rows hand on.

#include <leitwort/formulations.hpp>

#include <algorithm>
#include <span>
#include <vector>

namespace leitwort::formulations {

/// A repeat without the frequent words at its ends. 32 bytes: a large corpus has millions.
struct Candidate {
  std::uint64_t hash = 0;   ///< of its tokens
  std::uint32_t first = 0;  ///< of the repeat: its occurrences are suffixes[first, first + count)
  std::uint32_t count = 0;
  std::uint32_t skip = 0;    ///< tokens cut from the repeat's front
  std::uint32_t length = 0;  ///< tokens left
  std::uint32_t documents = 0;
  float weight = 0;  ///< of its words, a repeated one counting half each time
};

/// A word is cut from the ends of a phrase below this weight: it is one word in 76 or more.
inline constexpr float kEdgeWeight = 0.25F;
/// A word counts as a content word from this weight on: it is one word in 181 or fewer.
inline constexpr float kContentWeight = 0.5F;
/// A phrase needs this much weight: one rare word, or two middling ones.
inline constexpr float kLeastWeight = 1.0F;

/// What the words of a corpus weigh, and phrases made of them.
class Salience {
 public:
  Salience(const Tokens& tokens, const Vocabulary& vocabulary)
      : weights_(word_weights(tokens, vocabulary)) {}

  /// By symbol of a BrokenSequence (token id plus one).
  [[nodiscard]] float word(std::int32_t symbol) const {
    return weights_[static_cast<std::size_t>(symbol) - 1];
  }
  [[nodiscard]] bool is_content(std::int32_t symbol) const {
    return word(symbol) >= kContentWeight;
  }
  [[nodiscard]] float phrase(std::span<const std::int32_t> symbols) const;

 private:
  std::vector<float> weights_;
};

/// The score of a row from what is left of it outside longer rows.
double score(std::uint32_t documents_alone, float weight, FormulationKind kind);

/// Repeats → candidates: cuts the ends, drops what has no content, and of those that became equal
/// keeps the one with the most occurrences (whose occurrences include those of the others).
/// Order: ascending by hash. Takes the repeats out of `repeats`, to spare the memory of both.
std::vector<Candidate> make_candidates(Repeats& repeats, const Salience& salience,
                                       std::uint32_t min_tokens, FormulationCounts& counts);

/// So many documents must use a phrase by itself for it to be one, beside what holds it. (One where
/// the user looks inside single documents.)
inline std::uint32_t margin_of(const RepeatOptions& options) {
  return std::min<std::uint32_t>(options.min_documents, 2);
}

/// Drops a candidate that adds fewer than two content words to one that stands in it and in at
/// least `margin` more documents. Keeps the order.
void drop_extensions(const Repeats& repeats, const Salience& salience, std::uint32_t margin,
                     std::vector<Candidate>& candidates, FormulationCounts& counts);

/// What stands outside the longer candidates that were kept.
struct Standing {
  Candidate candidate;
  std::uint32_t documents_alone = 0;
  std::uint32_t occurrences_alone = 0;
  std::uint32_t occurrences = 0;  ///< overlapping ones counted once
  FormulationKind kind = FormulationKind::phrase;
};

/// Goes through the candidates from the longest to the shortest and keeps those that at least
/// `margin` documents use outside the longer ones kept before (passages apart). Order: as gone
/// through (ties: by first place in the corpus).
std::vector<Standing> subsume(const Repeats& repeats, const Tokens& tokens,
                              const Salience& salience, std::uint32_t margin,
                              std::vector<Candidate> candidates, FormulationCounts& counts);

/// The first tokens of a candidate's occurrences, ascending, overlapping ones once (the earlier).
void places_of(const Candidate& candidate, const Repeats& repeats, std::vector<TokenIndex>& places);

/// The symbols of a candidate.
std::span<const std::int32_t> symbols_of(const Candidate& candidate, const Repeats& repeats);

}  // namespace leitwort::formulations
