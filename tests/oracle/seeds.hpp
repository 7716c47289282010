#pragma once

/// Seeds of passages by ordered maps.

#include "passages/stages.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace leitwort::oracle {

/// All seeds by what they are, and what is counted.
struct Seeds {
  using Pair = std::pair<std::uint32_t, std::uint32_t>;
  std::map<Pair, std::vector<passages::Place>> pairs;                       ///< all
  std::map<std::vector<std::uint32_t>, std::vector<passages::Place>> runs;  ///< all looked at
  /// Those that are used: places, and whether of a long seed.
  std::set<std::pair<std::vector<passages::Place>, bool>> groups;
  /// Of long ones at too many places of too many documents: the first documents by rank.
  std::map<std::vector<passages::Place>, std::vector<DocumentIndex>> representatives;
  PassageCounts counts;
};

inline Seeds seeds(const passages::Words& words, std::size_t max_places) {
  Seeds found;
  std::vector<std::set<bool>> usable(words.size());  // by word: of the pairs that begin there
  for (std::size_t d = 0; d + 1 < words.document_begin.size(); ++d) {
    for (std::size_t i = words.document_begin[d]; i < words.document_begin[d + 1]; ++i) {
      for (std::size_t j = i + 1; j < words.document_begin[d + 1] && j <= i + 3; ++j) {
        if (words.begin[j] > words.begin[i] + 16) continue;
        found.pairs[std::minmax(words.symbols[i], words.symbols[j])].push_back(
            static_cast<passages::Place>(4 * i + (j - i)));
        ++found.counts.seeds;
      }
    }
  }
  found.counts.words = words.size();
  for (const auto& [pair, places] : found.pairs) {
    if (places.size() < 2) continue;
    found.counts.shared_seeds += places.size();
    const bool few = places.size() <= max_places;
    for (const passages::Place place : places) usable[place / 4].insert(few);
    if (few) {
      found.groups.insert({places, false});
    } else {
      found.counts.frequent_seeds += places.size();
      ++found.counts.frequent_kinds;
    }
  }
  for (std::size_t d = 0; d + 1 < words.document_begin.size(); ++d) {
    for (std::size_t i = words.document_begin[d]; i + 6 <= words.document_begin[d + 1]; ++i) {
      if (usable[i] != std::set<bool>{false}) continue;
      const auto first = words.symbols.begin() + static_cast<std::ptrdiff_t>(i);
      found.runs[{first, first + 6}].push_back(static_cast<passages::Place>(4 * i));
    }
  }
  for (const auto& [run, places] : found.runs) {
    if (places.size() < 2) continue;
    found.counts.long_seeds += places.size();
    if (places.size() <= 8 * max_places) {
      found.groups.insert({places, true});
      continue;
    }
    found.groups.insert({places, true});
    std::set<std::pair<std::uint32_t, DocumentIndex>> documents;  // by rank
    for (const passages::Place place : places) {
      DocumentIndex d = 0;
      while (words.document_begin[d + 1] <= place / 4) ++d;
      documents.emplace(words.rank(d), d);
    }
    const std::size_t most = 8 * max_places;
    if (documents.size() <= most) continue;
    found.counts.thinned_words += places.size();
    // As many representatives as make no more pairs than there are at the limit.
    std::vector<DocumentIndex>& chosen = found.representatives[places];
    double pairs = 0;
    for (const auto& [rank, d] : documents) {
      const double n = static_cast<double>(documents.size()),
                   r = static_cast<double>(chosen.size() + 1);
      pairs = n * r - r * r / 2;
      if (!chosen.empty() && pairs > static_cast<double>(most) * static_cast<double>(most) / 2)
        break;
      chosen.push_back(d);
    }
    std::ranges::sort(chosen);
  }
  return found;
}

}  // namespace leitwort::oracle
