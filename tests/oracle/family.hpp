#pragma once

/// Families of wordings by looking at every window of the sequence.

#include "formulations/stages.hpp"
#include <leitwort/sequence.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

namespace leitwort::oracle {

using formulations::Pattern;
using formulations::Position;
using formulations::Window;
using formulations::WordStatistics;

constexpr double kNearly = 1e-6;

/// A window that may stand for a head, and what it is worth.
struct ValuedWindow {
  Position first = 0, last = 0;
  double value = 0;
  bool complete = false;  ///< holds every word of the head
  bool in_order = false;
};

inline double weight(const WordStatistics& statistics, std::int32_t symbol) {
  return static_cast<double>(statistics.weight[static_cast<std::size_t>(symbol)]);
}

/// The rule of FamilySearch::shared for one window, read out.
inline std::optional<ValuedWindow> window_of(const WordSequence& words,
                                             const WordStatistics& statistics,
                                             const FamilyOptions& options, const Pattern& head,
                                             Position first, Position last) {
  if (last - first > 2 * head.words.size() + 1) return std::nullopt;
  std::vector<std::uint8_t> used(head.words.size());
  std::vector<std::size_t> matched;  // indices into the head, as the window has them
  double total = 0, shared = 0, foreign = 0;
  for (const std::int32_t symbol : head.words) total += weight(statistics, symbol);
  const std::uint32_t longest_run = head.words.size() <= 3 ? 1 : options.foreign_run;
  std::uint32_t run = 0;
  bool is_shared = false;
  for (Position p = first; p <= last; ++p) {
    const std::int32_t symbol = words.symbols[p];
    if (symbol == kSeparator) return std::nullopt;
    std::size_t at = 0;
    while (at < head.words.size() && (used[at] != 0 || head.words[at] != symbol)) ++at;
    is_shared = at < head.words.size();
    if (p == first && !is_shared) return std::nullopt;
    if (is_shared) {
      used[at] = 1;
      matched.push_back(at);
      shared += weight(statistics, symbol);
    } else {
      foreign += weight(statistics, symbol);
    }
    const bool strange = std::ranges::find(head.words, symbol) == head.words.end();
    run = strange ? run + 1 : 0;
    if (run > longest_run) return std::nullopt;
  }
  const bool in_order = std::ranges::is_sorted(matched);
  const TokenIndex tokens = words.end(last) - words.begin[first];
  const auto longest =
      in_order ? static_cast<TokenIndex>(options.longer * head.tokens) + 1 : head.tokens + 1;
  if (!is_shared || matched.size() < 2 || shared < options.least_shared * total - kNearly ||
      foreign > options.most_foreign * total + kNearly || tokens > longest) {
    return std::nullopt;
  }
  return ValuedWindow{first, last, (in_order ? 1.0 : 0.8) * (shared - foreign),
                      matched.size() == head.words.size(), in_order};
}

inline std::vector<ValuedWindow> all_windows(const WordSequence& words,
                                             const WordStatistics& statistics,
                                             const FamilyOptions& options, const Pattern& head) {
  std::vector<ValuedWindow> windows;
  for (Position first = 0; first < words.size(); ++first) {
    for (Position last = first; last < words.size(); ++last) {
      if (const auto window = window_of(words, statistics, options, head, first, last)) {
        windows.push_back(*window);
      }
    }
  }
  return windows;
}

/// The most that a set of windows without overlaps is worth, and how many sets are worth that much.
struct BestSet {
  double value = 0;
  std::uint64_t sets = 1;
  std::vector<ValuedWindow> windows{};  ///< one of the sets, ascending
};

inline BestSet best_set(const std::vector<ValuedWindow>& windows, std::size_t size) {
  std::vector<BestSet> best(size + 1);  // of windows that begin here or later
  for (std::size_t p = size; p-- > 0;) {
    best[p] = best[p + 1];
    for (const ValuedWindow& window : windows) {
      if (window.first != p || window.value <= kNearly) continue;
      const BestSet& rest = best[window.last + 1];
      const double value = window.value + rest.value;
      if (value > best[p].value + kNearly) {
        best[p] = {value, rest.sets, {window}};
        best[p].windows.insert(best[p].windows.end(), rest.windows.begin(), rest.windows.end());
      } else if (value > best[p].value - kNearly) {
        best[p].sets += rest.sets;
      }
    }
  }
  return best[0];
}

/// A place where a head stands with one word replaced: which word, and by what.
struct Replacement {
  Position first = 0;
  std::size_t word = 0;
  std::int32_t symbol = 0;
  auto operator<=>(const Replacement&) const = default;
};

/// The rule of FamilySearch::replaced, at every position.
inline std::vector<Replacement> replacements(const Tokens& tokens, const WordSequence& words,
                                             const FamilyOptions& options, const Pattern& head) {
  const std::size_t n = head.words.size();
  std::vector<Replacement> result;
  if (head.between.size() + 1 != n || (n == 2 && head.between[0].empty())) return result;
  const auto gap = [&](Position p) {
    return std::vector<TokenId>(tokens.ids.begin() + words.end(p),
                                tokens.ids.begin() + words.begin[p + 1]);
  };
  for (std::size_t k = 0; k < n; ++k) {
    std::vector<Replacement> here;
    std::size_t own = 0;
    for (Position first = 0; first + n <= words.size(); ++first) {
      bool fits = true;
      for (std::size_t i = 0; i < n; ++i) {
        const std::int32_t symbol = words.symbols[first + i];
        fits = fits && symbol != kSeparator && (i == k || symbol == head.words[i]);
      }
      if (!fits) continue;
      const auto at = static_cast<Position>(first + k);
      if (k > 0 && gap(at - 1) != head.between[k - 1]) continue;
      if (k + 1 < n && gap(at) != head.between[k]) continue;
      if (words.symbols[at] == head.words[k]) {
        ++own;
      } else {
        here.push_back({first, k, words.symbols[at]});
      }
    }
    const double places = static_cast<double>(own) + static_cast<double>(here.size());
    if (static_cast<double>(own) < options.least_own * places) continue;
    if (n <= 3) {
      const std::size_t all = here.size();
      std::map<std::int32_t, std::set<DocumentIndex>> documents;
      for (const Replacement& r : here) {
        documents[r.symbol].insert(tokens.document_of(words.begin[r.first]));
      }
      std::erase_if(here, [&](const Replacement& r) { return documents[r.symbol].size() < 2; });
      if (2 * here.size() < all) here.clear();
    }
    result.insert(result.end(), here.begin(), here.end());
  }
  std::ranges::sort(result);
  return result;
}

/// FamilySearch::find from what `shared` and `replaced` give, by comparing everything with
/// everything.
inline std::vector<Window> find_family(const std::vector<Window>& shared,
                                       std::vector<Window> replaced) {
  const auto overlap = [](const Window& x, const Window& y) {
    return x.first <= y.last && y.first <= x.last;
  };
  std::ranges::sort(replaced, {},
                    [](const Window& w) { return std::tuple(w.first, w.last, w.missing); });
  std::vector<Window> all;
  for (const Window& r : replaced) {
    const bool taken = std::ranges::any_of(all, [&](const Window& w) { return overlap(w, r); }) ||
                       std::ranges::any_of(shared, [&](const Window& w) {
                         return w.missing == 0 && overlap(w, r);
                       });
    if (!taken) all.push_back(r);
  }
  const std::vector<Window> chosen = all;
  for (const Window& s : shared) {
    if (std::ranges::none_of(chosen, [&](const Window& w) { return overlap(w, s); })) {
      all.push_back(s);
    }
  }
  std::ranges::sort(all, {}, &Window::first);
  std::map<std::uint32_t, std::size_t> lacking;
  for (const Window& w : all) ++lacking[w.missing];
  const std::size_t complete = lacking[0];
  std::erase_if(all, [&](const Window& w) { return lacking[w.missing] > complete; });
  return all;
}

}  // namespace leitwort::oracle
