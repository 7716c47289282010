#pragma once

/// Private to formulations/: from the heads of families to rows.

#include "formulations/phrases.hpp"
#include "formulations/selection.hpp"

#include <span>
#include <string>
#include <vector>

namespace leitwort::formulations {

/// Turns the windows of a head into wordings, slots and places.
class Assembly {
 public:
  Assembly(const FormulationCorpus& corpus, const FormulationOptions& options)
      : corpus_(corpus), words_(corpus.skeleton.words), options_(options) {}

  Formulation assemble(const Head& head, std::vector<Place>& places) const;

 private:
  [[nodiscard]] std::string text_of(TokenIndex begin, TokenIndex end) const {
    std::string text;
    append_words(corpus_.tokens, corpus_.vocabulary, begin, end, text);
    return text;
  }
  [[nodiscard]] std::vector<Unit> units_of(const Window& window, const Place& place) const;
  /// The places of the windows, with the function words that belong to them.
  [[nodiscard]] std::vector<Place> places_of(const Head& head) const;
  void widen(const std::vector<Window>& windows, std::vector<Place>& places) const;
  void complete(const std::vector<Window>& windows, std::vector<Place>& places) const;
  struct Group;
  struct Groups;
  /// The wordings that stand at the places of the windows.
  [[nodiscard]] Groups group(const Head& head, std::span<const Place> places) const;
  /// The wording that is the row's text: the commonest that has all words; a shorter one than rows
  /// may have only if there is no other. REQUIRES: there is a wording.
  [[nodiscard]] const Group& text_among(const std::vector<Group*>& order,
                                        std::span<const Place> places) const;
  void count_series(std::span<const Place> places, Formulation& row) const;

  const FormulationCorpus& corpus_;
  const WordSequence& words_;
  const FormulationOptions& options_;
};

/// The rows of the best heads, as many as the options let in, best first.
Formulations assemble_rows(const FormulationCorpus& corpus, const FormulationOptions& options,
                           const std::vector<Head>& heads, const FormulationCounts& counts,
                           const Observer& observer = {});

}  // namespace leitwort::formulations
