#pragma once

/// Maximal repeats by listing every stretch of every sentence.

#include <leitwort/text.hpp>

#include <map>
#include <set>
#include <tuple>
#include <vector>

namespace leitwort::oracle {

using Phrase = std::vector<TokenId>;

struct PhraseUse {
  std::vector<TokenIndex> places;  ///< ascending, overlapping ones included
  std::set<DocumentIndex> documents;
};

inline std::map<Phrase, PhraseUse> all_phrases(const Tokens& tokens) {
  std::map<Phrase, PhraseUse> phrases;
  for (TokenIndex begin = 0; begin < tokens.size(); ++begin) {
    Phrase phrase;
    for (TokenIndex end = begin; end < tokens.size(); ++end) {
      if (end > begin && (tokens.marks[end] & kBreakBefore) != 0) break;
      phrase.push_back(tokens.ids[end]);
      PhraseUse& use = phrases[phrase];
      use.places.push_back(begin);
      use.documents.insert(tokens.document_of(begin));
    }
  }
  return phrases;
}

/// Whether all places have the same neighbour, and none has a break there.
inline bool same_neighbour(const Tokens& tokens, const PhraseUse& use, std::size_t length,
                           bool left) {
  std::set<TokenId> neighbours;
  for (const TokenIndex place : use.places) {
    const std::size_t at = left ? place : place + length;
    if (at >= tokens.size() || (tokens.marks[at] & kBreakBefore) != 0) return false;
    neighbours.insert(tokens.ids[left ? at - 1 : at]);
  }
  return neighbours.size() == 1;
}

/// (tokens, occurrences, documents) of every maximal repeat that passes the thresholds.
inline std::set<std::tuple<Phrase, std::size_t, std::size_t>> maximal_repeats(
    const Tokens& tokens, std::size_t min_tokens, std::size_t min_documents) {
  std::set<std::tuple<Phrase, std::size_t, std::size_t>> result;
  for (const auto& [phrase, use] : all_phrases(tokens)) {
    if (use.places.size() < 2 || phrase.size() < min_tokens ||
        use.documents.size() < min_documents || same_neighbour(tokens, use, phrase.size(), true) ||
        same_neighbour(tokens, use, phrase.size(), false)) {
      continue;
    }
    result.emplace(phrase, use.places.size(), use.documents.size());
  }
  return result;
}

}  // namespace leitwort::oracle
