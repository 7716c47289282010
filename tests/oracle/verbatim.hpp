#pragma once

/// The twin of what must be found: every maximal run of equal tokens that two documents share and
/// that says enough, and whether it was. It knows nothing of how passages are looked for.

#include "passages/judge.hpp"
#include "passages/stages.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <utility>
#include <vector>

namespace leitwort::oracle {

/// Tokens [begin_a, begin_a + length) of `a` and those from begin_b on of `b`.
struct VerbatimRun {
  DocumentIndex a = 0, b = 0;
  TokenIndex begin_a = 0, begin_b = 0, length = 0;
  double bits = 0;
};

/// What the content words say that both documents have at the same places of a run.
inline double bits_of(const passages::Words& words, const VerbatimRun& run) {
  std::map<TokenIndex, std::pair<unsigned, unsigned>> in_a;  // by place: length, information
  const auto visit = [&](DocumentIndex d, TokenIndex begin, const auto& use) {
    const auto first = std::lower_bound(words.begin.begin() + words.document_begin[d],
                                        words.begin.begin() + words.end(d), begin);
    for (auto w = static_cast<std::size_t>(first - words.begin.begin());
         w < words.end(d) && words.begin[w] < begin + run.length; ++w) {
      if (words.begin[w] + words.length[w] > begin + run.length) continue;
      use(words.begin[w] - begin, words.length[w], words.information[w]);
    }
  };
  visit(run.a, run.begin_a, [&](TokenIndex at, unsigned length, unsigned information) {
    in_a[at] = {length, information};
  });
  double bits = 0;
  visit(run.b, run.begin_b, [&](TokenIndex at, unsigned, unsigned information) {
    const auto found = in_a.find(at);
    if (found != in_a.end()) bits += std::min(found->second.second, information);
  });
  return bits / static_cast<double>(passages::kBit);
}

/// Calls visit(run) for the maximal runs of `least` tokens or more of the pairs that `may` allows.
/// All runs of `least` tokens are looked up in one sorted list of all of the corpus.
inline void for_each_run(const Tokens& tokens, TokenIndex least,
                         const std::function<bool(DocumentIndex, DocumentIndex)>& may,
                         const std::function<void(const VerbatimRun&)>& visit) {
  std::vector<std::pair<TokenIndex, DocumentIndex>> starts;
  for (DocumentIndex d = 0; d < tokens.documents(); ++d) {
    for (TokenIndex t = tokens.document_begin[d]; t + least <= tokens.document_begin[d + 1]; ++t) {
      starts.emplace_back(t, d);
    }
  }
  const auto compare = [&](TokenIndex x, TokenIndex y) {
    for (TokenIndex i = 0; i < least; ++i) {
      if (tokens.ids[x + i] != tokens.ids[y + i])
        return tokens.ids[x + i] < tokens.ids[y + i] ? -1 : 1;
    }
    return 0;
  };
  std::ranges::sort(starts, [&](const auto& x, const auto& y) {
    const int order = compare(x.first, y.first);
    return order != 0 ? order < 0 : x.first < y.first;
  });
  for (std::size_t begin = 0, end = 0; begin < starts.size(); begin = end) {
    while (end < starts.size() && compare(starts[begin].first, starts[end].first) == 0) ++end;
    for (std::size_t i = begin; i < end; ++i) {
      for (std::size_t j = i + 1; j < end; ++j) {
        const auto [x, a] = starts[i];
        const auto [y, b] = starts[j];
        if (a == b || !may(a, b)) continue;
        // Only where it cannot be lengthened to the left.
        if (x > tokens.document_begin[a] && y > tokens.document_begin[b] &&
            tokens.ids[x - 1] == tokens.ids[y - 1]) {
          continue;
        }
        TokenIndex length = least;
        while (x + length < tokens.document_begin[a + 1] &&
               y + length < tokens.document_begin[b + 1] &&
               tokens.ids[x + length] == tokens.ids[y + length]) {
          ++length;
        }
        visit({a, b, x, y, length, 0});
      }
    }
  }
}

/// What became of a run.
enum class Fate { found, formula, lost };

/// What passages and formulas cover.
class Coverage {
 public:
  explicit Coverage(const Passages& passages) {
    for (const Passage& p : passages.rows) {
      auto& [in_a, in_b] = rows_[{p.a, p.b}];
      in_a.emplace_back(p.begin_a, p.end_a);
      in_b.emplace_back(p.begin_b, p.end_b);
      if (p.label != PassageLabel::formula) continue;
      for (const Version& v : passages.versions_of(passages.clusters[p.cluster])) {
        formulas_[v.document].insert(p.cluster);
        places_[{p.cluster, v.document}].emplace_back(v.begin, v.end);
      }
    }
  }

  [[nodiscard]] Fate fate_of(const VerbatimRun& run) const {
    const auto rows = rows_.find({run.a, run.b});
    static const std::pair<Ranges, Ranges> none;
    const auto& [in_a, in_b] = rows == rows_.end() ? none : rows->second;
    if (covers(in_a, run.begin_a, run.length) && covers(in_b, run.begin_b, run.length)) {
      return Fate::found;
    }
    if (!covers(with_places(in_a, run.a), run.begin_a, run.length) ||
        !covers(with_places(in_b, run.b), run.begin_b, run.length)) {
      return Fate::lost;
    }
    const auto formulas = formulas_of(run.a);
    const bool has_one = std::ranges::any_of(formulas, [&](std::uint32_t formula) {
      const TokenIndex a = covered(join(in_a, places_of(formula, run.a)), run.begin_a, run.length);
      const TokenIndex b = covered(join(in_b, places_of(formula, run.b)), run.begin_b, run.length);
      return 2 * std::min(a, b) > run.length;
    });
    return has_one ? Fate::formula : Fate::lost;
  }

 private:
  using Ranges = std::vector<std::pair<TokenIndex, TokenIndex>>;
  [[nodiscard]] std::set<std::uint32_t> formulas_of(DocumentIndex d) const {
    const auto found = formulas_.find(d);
    return found == formulas_.end() ? std::set<std::uint32_t>() : found->second;
  }
  [[nodiscard]] Ranges places_of(std::uint32_t formula, DocumentIndex d) const {
    const auto found = places_.find({formula, d});
    return found == places_.end() ? Ranges() : found->second;
  }
  /// The ranges, and the places of all formulas in a document.
  [[nodiscard]] Ranges with_places(Ranges ranges, DocumentIndex d) const {
    for (const std::uint32_t formula : formulas_of(d)) {
      ranges = join(std::move(ranges), places_of(formula, d));
    }
    return ranges;
  }
  static Ranges join(Ranges ranges, const Ranges& more) {
    ranges.insert(ranges.end(), more.begin(), more.end());
    return ranges;
  }
  /// How many of the tokens the ranges together hold.
  static TokenIndex covered(Ranges ranges, TokenIndex begin, TokenIndex length) {
    std::ranges::sort(ranges);
    TokenIndex until = begin, sum = 0;
    for (const auto& [from, end] : ranges) {
      const TokenIndex last = std::min(end, begin + length);
      if (last <= until) continue;
      sum += last - std::max(from, until);
      until = last;
    }
    return sum;
  }
  static bool covers(Ranges ranges, TokenIndex begin, TokenIndex length) {
    return covered(std::move(ranges), begin, length) == length;
  }

  std::map<std::pair<DocumentIndex, DocumentIndex>, std::pair<Ranges, Ranges>> rows_;
  std::map<DocumentIndex, std::set<std::uint32_t>> formulas_;
  std::map<std::pair<std::uint32_t, DocumentIndex>, Ranges> places_;
};

/// How many runs there are that must be found, and what became of them.
struct Recall {
  std::uint64_t runs = 0, found = 0, formula = 0;
  std::vector<VerbatimRun> lost;
};

inline Recall recall_of(const PassageInput& input, const PassageOptions& options,
                        const Passages& found) {
  const passages::Words words = passages::find_words(input, false);
  const double needed = static_cast<double>(passages::choose_thresholds(words).passage) /
                        static_cast<double>(passages::kBit);
  const Coverage coverage(found);
  Recall recall;
  for_each_run(
      input.tokens, std::max(options.min_tokens, 1U),
      [](DocumentIndex, DocumentIndex) { return true; },
      [&](VerbatimRun run) {
        run.bits = bits_of(words, run);
        if (run.bits < needed) return;
        ++recall.runs;
        const Fate fate = coverage.fate_of(run);
        if (fate == Fate::found) ++recall.found;
        if (fate == Fate::formula) ++recall.formula;
        if (fate == Fate::lost) recall.lost.push_back(run);
      });
  return recall;
}

}  // namespace leitwort::oracle
