#pragma once

/// The places of a row, found again by laying every wording beside every token.

#include <leitwort/formulations.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace leitwort::oracle {

struct Stretch {
  TokenIndex begin = 0, end = 0;
  auto operator<=>(const Stretch&) const = default;
};

/// Every place where the tokens of a wording of the row stand inside one phrase, ascending; the
/// longer before the shorter where they begin together.
inline std::vector<Stretch> all_stretches(const Tokens& tokens, const Vocabulary& vocabulary,
                                          const Formulation& row) {
  std::vector<std::vector<TokenId>> wordings;
  for (const Wording& wording : row.wordings) {
    std::vector<TokenId>& ids = wordings.emplace_back();
    for (const std::string& word : words_of(wording.text)) ids.push_back(vocabulary.find(word));
  }
  std::vector<Stretch> stretches;
  for (TokenIndex t = 0; t < tokens.size(); ++t) {
    for (const std::vector<TokenId>& ids : wordings) {
      bool stands = t + ids.size() <= tokens.size();
      for (std::size_t i = 0; stands && i < ids.size(); ++i) {
        stands =
            tokens.ids[t + i] == ids[i] && (i == 0 || (tokens.marks[t + i] & kBreakBefore) == 0);
      }
      if (stands) stretches.push_back({t, static_cast<TokenIndex>(t + ids.size())});
    }
  }
  std::ranges::sort(stretches, [](const Stretch& x, const Stretch& y) {
    return x.begin != y.begin ? x.begin < y.begin : x.end > y.end;
  });
  return stretches;
}

/// From left to right, the longest of those that begin first.
inline std::vector<Stretch> without_overlaps(const std::vector<Stretch>& stretches) {
  std::vector<Stretch> apart;
  for (const Stretch& s : stretches) {
    if (apart.empty() || s.begin >= apart.back().end) apart.push_back(s);
  }
  return apart;
}

}  // namespace leitwort::oracle
