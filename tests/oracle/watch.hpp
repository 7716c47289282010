#pragma once

/// The watch-list, read out slowly: every stretch of every phrase is laid beside every wording.

#include <leitwort/watchlist.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace leitwort::oracle {

using Words = std::vector<std::string>;

/// The words of tokens [begin, end); none where a break stands inside.
inline std::optional<Words> words_of_run(const Tokens& tokens, const Vocabulary& vocabulary,
                                         TokenIndex begin, TokenIndex end) {
  Words words;
  for (TokenIndex t = begin; t < end; ++t) {
    if (t > begin && (tokens.marks[t] & kBreakBefore) != 0) return std::nullopt;
    words.emplace_back(vocabulary[tokens.ids[t]]);
  }
  return words;
}

/// Every way of filling the gaps, in dictionary order.
inline std::vector<std::vector<std::uint32_t>> all_gaps(const WatchedWording& wording) {
  std::vector<std::vector<std::uint32_t>> all = {{}};
  for (const std::uint32_t most : wording.most_after) {
    std::vector<std::vector<std::uint32_t>> longer;
    for (const auto& gaps : all) {
      for (std::uint32_t gap = 0; gap <= most; ++gap) {
        longer.push_back(gaps);
        longer.back().push_back(gap);
      }
    }
    all = longer;
  }
  return all;
}

/// Whether the words stand in the run with these gaps, and the run is over then.
inline bool fits(const WatchedWording& wording, const std::vector<std::uint32_t>& gaps,
                 const Words& run) {
  std::size_t at = 0;
  for (std::size_t w = 0; w < wording.words.size(); ++w) {
    if (at >= run.size() || run[at] != wording.words[w]) return false;
    at += 1 + gaps[w];
  }
  return at == run.size();
}

struct WatchedPlace {
  TokenIndex begin = 0, end = 0;
  std::string text;
  Words slot_values;
  bool operator==(const WatchedPlace&) const = default;
};

/// What stands in the gaps of the first wording of the line that is this run.
inline Words slot_values(const WatchLine& line, const Words& run) {
  Words values;
  for (const WatchedWording& wording : line.wordings) {
    for (const auto& gaps : all_gaps(wording)) {
      if (!fits(wording, gaps, run)) continue;
      const bool has_star = std::ranges::count(wording.most_after, 0U) <
                            static_cast<std::ptrdiff_t>(wording.most_after.size());
      if (!has_star) return {};
      std::size_t at = 0;
      for (std::size_t w = 0; w < gaps.size(); ++w) {
        ++at;
        if (wording.most_after[w] > 0) {
          std::string& value = values.emplace_back();
          for (std::uint32_t g = 0; g < gaps[w]; ++g) append_word(run[at + g], value);
        }
        at += gaps[w];
      }
      return values;
    }
    for (const std::uint32_t most : wording.most_after) {
      if (most > 0) values.emplace_back();
    }
  }
  return values;
}

inline std::vector<WatchedPlace> watched_places(const Tokens& tokens, const Vocabulary& vocabulary,
                                                const WatchLine& line) {
  std::vector<WatchedPlace> places;
  for (TokenIndex begin = 0; begin < tokens.size();) {
    TokenIndex longest = begin;
    for (const WatchedWording& wording : line.wordings) {
      for (const auto& gaps : all_gaps(wording)) {
        TokenIndex end = begin;
        for (const std::uint32_t gap : gaps) end += 1 + gap;
        if (end > tokens.size()) continue;
        const auto run = words_of_run(tokens, vocabulary, begin, end);
        if (!run || !fits(wording, gaps, *run)) continue;
        longest = std::max(longest, end);
        break;  // the shortest gaps
      }
    }
    if (longest == begin) {
      ++begin;
      continue;
    }
    const Words run = *words_of_run(tokens, vocabulary, begin, longest);
    std::string text;
    for (const std::string& word : run) append_word(word, text);
    places.push_back({begin, longest, text, slot_values(line, run)});
    begin = longest;
  }
  return places;
}

// --- the nearest wording, of words in ASCII ---

struct NearestWording {
  std::string text;
  TokenIndex begin = 0;
  std::size_t places = 0, shared = 0, words = 0, similar = 0;
};

inline bool similar(const std::string& a, const std::string& b) {
  std::size_t common = 0;
  while (common < std::min(a.size(), b.size()) && a[common] == b[common]) ++common;
  const bool number = a[0] >= '0' && a[0] <= '9';
  return a != b && !number && common >= 4 && 5 * common >= 3 * std::max(a.size(), b.size());
}

inline std::optional<NearestWording> nearest_wording(const Tokens& tokens,
                                                     const Vocabulary& vocabulary,
                                                     const WatchLine& line) {
  const std::vector<float> weights = word_weights(tokens, vocabulary);
  const auto weight = [&](const std::string& word) {
    const TokenId id = vocabulary.find(word);
    const bool known =
        id != Vocabulary::kUnknown && std::ranges::find(tokens.ids, id) != tokens.ids.end();
    return known ? std::max(64L, std::lround(1024.0F * weights[id])) : 1024L;
  };
  struct Candidate {
    std::size_t wording = 0;
    TokenIndex begin = 0;
    Words run;
    std::size_t shared = 0, similar = 0;
  };
  std::vector<Candidate> best;
  std::int64_t best_above = 0, best_below = 1;
  for (std::size_t w = 0; w < line.wordings.size(); ++w) {
    const WatchedWording& wording = line.wordings[w];
    TokenIndex longest = 3;
    std::int64_t all = 0;
    for (std::size_t i = 0; i < wording.words.size(); ++i) {
      longest += 1 + wording.most_after[i];
      all += weight(wording.words[i]);
    }
    for (TokenIndex begin = 0; begin < tokens.size(); ++begin) {
      for (TokenIndex end = begin + 1; end <= tokens.size() && end - begin <= longest; ++end) {
        const auto run = words_of_run(tokens, vocabulary, begin, end);
        if (!run) break;
        Words left = wording.words, over;
        Candidate candidate{w, begin, *run, 0, 0};
        std::int64_t twice = 0, below = all, rarest = 0;
        for (const std::string& y : *run) {
          below += weight(y);
          const auto x = std::ranges::find(left, y);
          if (x == left.end()) {
            over.push_back(y);
            continue;
          }
          left.erase(x);
          twice += 2 * weight(y);
          rarest = std::max<std::int64_t>(rarest, weight(y));
          ++candidate.shared;
        }
        for (const std::string& y : over) {
          const auto x = std::ranges::find_if(left, [&](const auto& l) { return similar(l, y); });
          if (x == left.end()) continue;
          twice += std::min(weight(*x), weight(y));
          rarest = std::max<std::int64_t>(rarest, weight(y));
          left.erase(x);
          ++candidate.shared;
          ++candidate.similar;
        }
        if (rarest <= 64 || (twice < 1024 && 2 * twice < all)) continue;
        if (twice * best_below < best_above * below) continue;
        if (twice * best_below > best_above * below) best.clear();
        best_above = twice;
        best_below = below;
        best.push_back(candidate);
      }
    }
  }
  const auto places = [&](const Candidate& c) {
    std::size_t count = 0;
    for (TokenIndex t = 0; t + c.run.size() <= tokens.size(); ++t) {
      const auto end = static_cast<TokenIndex>(t + c.run.size());
      count += words_of_run(tokens, vocabulary, t, end) == c.run ? 1 : 0;
    }
    return count;
  };
  const Candidate* chosen = nullptr;
  for (const Candidate& c : best) {
    const auto rank = [&](const Candidate& x) {
      return std::tuple(-static_cast<std::int64_t>(places(x)), x.begin, x.run.size(), x.wording);
    };
    if (chosen == nullptr || rank(c) < rank(*chosen)) chosen = &c;
  }
  if (chosen == nullptr) return std::nullopt;
  NearestWording result{.text = {},
                        .begin = chosen->begin,
                        .places = places(*chosen),
                        .shared = chosen->shared,
                        .words = line.wordings[chosen->wording].words.size(),
                        .similar = chosen->similar};
  for (const std::string& word : chosen->run) append_word(word, result.text);
  return result;
}

}  // namespace leitwort::oracle
