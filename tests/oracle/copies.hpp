#pragma once

/// Copies of passages and versions of texts, found by comparing everything with everything.

#include <leitwort/formulations.hpp>
#include <leitwort/sequence.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <vector>

namespace leitwort::oracle {

/// By position: 0, or the smallest position that copies of long repeats join it to, plus one.
inline std::vector<std::uint32_t> copies(const WordSequence& words, const Repeats& repeats,
                                         std::uint32_t passage_words) {
  std::vector<std::uint32_t> group(words.size());
  const auto join = [&](std::uint32_t x, std::uint32_t y) {
    const std::uint32_t from = std::max(group[x], group[y]), to = std::min(group[x], group[y]);
    for (std::uint32_t& g : group) g = g == from ? to : g;
  };
  for (const Repeat& repeat : repeats.repeats) {
    if (repeat.length < passage_words) continue;
    const auto all = static_cast<std::uint32_t>(repeats.suffixes[repeat.first]);
    for (std::uint32_t i = repeat.first; i < repeat.first + repeat.count; ++i) {
      const auto begin = static_cast<std::uint32_t>(repeats.suffixes[i]);
      for (std::uint32_t p = begin; p < begin + repeat.length; ++p) {
        if (group[p] == 0) group[p] = p + 1;
        join(p, all);
      }
    }
  }
  return group;
}

/// The different runs of three words of each document.
inline std::vector<std::set<std::array<std::int32_t, 3>>> runs_of_three(const WordSequence& words) {
  std::vector<std::set<std::array<std::int32_t, 3>>> runs(words.document_begin.size() - 1);
  for (std::size_t d = 0; d < runs.size(); ++d) {
    for (std::uint32_t p = words.document_begin[d]; p + 2 < words.document_begin[d + 1]; ++p) {
      const std::array run = {words.symbols[p], words.symbols[p + 1], words.symbols[p + 2]};
      if (std::ranges::find(run, kSeparator) == run.end()) runs[d].insert(run);
    }
  }
  return runs;
}

inline std::vector<DocumentIndex> versions(const WordSequence& words, double share) {
  const auto runs = runs_of_three(words);
  std::map<std::array<std::int32_t, 3>, std::vector<DocumentIndex>> documents_with;
  for (DocumentIndex d = 0; d < runs.size(); ++d) {
    for (const auto& run : runs[d]) documents_with[run].push_back(d);
  }
  std::vector<DocumentIndex> first;
  for (DocumentIndex later = 0; later < runs.size(); ++later) {
    first.push_back(later);
    for (DocumentIndex earlier = 0; earlier < later; ++earlier) {
      if (first[earlier] != earlier) continue;  // versions do not chain
      std::size_t shared = 0;
      for (const auto& run : runs[later]) {
        // What more than sixteen share counts with the first of them only.
        const bool counts =
            documents_with[run].size() <= 16 || documents_with[run].front() == earlier;
        shared += runs[earlier].contains(run) && counts ? 1 : 0;
      }
      const auto shorter = static_cast<double>(std::min(runs[earlier].size(), runs[later].size()));
      if (shared == 0 || static_cast<double>(shared) < share * shorter) continue;
      first[later] = earlier;
      break;
    }
  }
  return first;
}

}  // namespace leitwort::oracle
