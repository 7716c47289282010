#pragma once

/// Shared shingles by comparing sets of token sequences.

#include <leitwort/text.hpp>

#include <cmath>
#include <map>
#include <set>
#include <vector>

namespace leitwort::oracle {

using Shingle = std::vector<TokenId>;

struct PairCounts {
  std::size_t shingles_a = 0, shingles_b = 0, shared = 0, united = 0;
  double weighted_shared = 0, weighted_union = 0;
};

class SharedShingles {
 public:
  SharedShingles(const Tokens& tokens, unsigned k) {
    for (DocumentIndex d = 0; d < tokens.documents(); ++d) {
      const auto ids = tokens.ids_of(d);
      std::set<Shingle>& set = sets_.emplace_back();
      for (std::size_t i = 0; i + k <= ids.size(); ++i) {
        set.emplace(ids.begin() + static_cast<std::ptrdiff_t>(i),
                    ids.begin() + static_cast<std::ptrdiff_t>(i + k));
      }
      for (const Shingle& shingle : set) ++document_frequency_[shingle];
    }
  }

  [[nodiscard]] PairCounts count(DocumentIndex a, DocumentIndex b) const {
    PairCounts counts;
    counts.shingles_a = sets_[a].size();
    counts.shingles_b = sets_[b].size();
    std::set<Shingle> both = sets_[a];
    both.insert(sets_[b].begin(), sets_[b].end());
    counts.united = both.size();
    for (const Shingle& shingle : both) {
      const double weight = std::log(static_cast<double>(sets_.size()) /
                                     static_cast<double>(document_frequency_.at(shingle)));
      counts.weighted_union += weight;
      if (!sets_[a].contains(shingle) || !sets_[b].contains(shingle)) continue;
      ++counts.shared;
      counts.weighted_shared += weight;
    }
    return counts;
  }

 private:
  std::vector<std::set<Shingle>> sets_;
  std::map<Shingle, std::size_t> document_frequency_;
};

}  // namespace leitwort::oracle
