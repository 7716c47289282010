#include "formulations/stages.hpp"
#include <leitwort/sequence.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace leitwort::formulations {
namespace {

constexpr double kRounding = 1e-6;  // sums of weights are compared with this tolerance

}  // namespace

FamilySearch::FamilySearch(const Tokens& tokens, const WordSequence& words,
                           const DocumentAt& document_at, const WordStatistics& statistics,
                           const FamilyOptions& options)
    : tokens_(tokens),
      words_(words),
      document_at_(document_at),
      statistics_(statistics),
      options_(options) {
  postings_begin_.resize(statistics.frequency.size() + 1);
  std::partial_sum(statistics.frequency.begin(), statistics.frequency.end(),
                   postings_begin_.begin() + 1);
  postings_.resize(words.size());
  std::vector<std::uint32_t> next(postings_begin_.begin(), postings_begin_.end() - 1);
  for (Position p = 0; p < words.size(); ++p) {
    postings_[next[static_cast<std::size_t>(words.symbols[p])]++] = p;
  }
  number_.assign(statistics.frequency.size(), -1);
}

void FamilySearch::cluster_around(Position position, std::uint32_t foreign_run, Position floor) {
  const auto is_hit = [&](Position p) {
    return number_[static_cast<std::size_t>(words_.symbols[p])] >= 0;
  };
  hits_.clear();
  for (Position p = position, foreign = 0; p-- > floor && words_.symbols[p] != kSeparator;) {
    if (is_hit(p)) {
      hits_.push_back(p);
      foreign = 0;
    } else if (++foreign > foreign_run) {
      break;
    }
  }
  std::ranges::reverse(hits_);
  hits_.push_back(position);
  for (Position p = position + 1, foreign = 0; p < words_.size() && words_.symbols[p] != kSeparator;
       ++p) {
    if (is_hit(p)) {
      hits_.push_back(p);
      foreign = 0;
    } else if (++foreign > foreign_run) {
      break;
    }
  }
}

/// A hash of the words of the head that were not seen as often as it has them; 0 if all were.
std::uint32_t FamilySearch::missing_from(const std::vector<std::uint32_t>& seen) const {
  std::uint32_t hash = 0;
  for (std::size_t number = 0; number < distinct_.size(); ++number) {
    if (seen[number] == times_[number]) continue;
    const auto lack = static_cast<std::uint32_t>(number * 64 + times_[number] - seen[number]);
    hash = (hash ^ (lack + 1)) * 0x9E3779B1U;
  }
  return hash;
}

bool FamilySearch::take(const Pattern& head, Position p, Growth& growth) const {
  const std::int32_t symbol = words_.symbols[p];
  const auto number = static_cast<std::size_t>(number_[static_cast<std::size_t>(symbol)]);
  if (growth.seen[number] == times_[number]) {
    growth.foreign += weight_at(p);  // more often than the head has it
    return false;
  }
  // The k-th time a word stands here it is the head's k-th.
  std::size_t at = 0;
  for (std::uint32_t k = 0;; ++at) {
    if (head.words[at] == symbol && k++ == growth.seen[number]) break;
  }
  ++growth.seen[number];
  ++growth.matched;
  growth.shared += weight_at(p);
  growth.in_order = growth.in_order && at >= growth.reached;
  growth.reached = at + 1;
  return true;
}

bool FamilySearch::is_wording(const Pattern& head, double total, const Growth& growth,
                              TokenIndex length) const {
  const auto longest = static_cast<std::uint32_t>(options_.longer * head.tokens) + 1;
  return growth.matched >= 2 && growth.shared >= options_.least_shared * total - kRounding &&
         growth.foreign <= options_.most_foreign * total + kRounding &&
         length <= (growth.in_order ? longest : head.tokens + 1);
}

void FamilySearch::choose(const Pattern& pattern, double total, std::vector<Window>& windows) {
  struct Choice {
    double value = 0;
    std::size_t last = 0;  // index into hits_; none where `taken` is false
    bool taken = false;
    Window window;
  };
  const std::size_t n = hits_.size();
  std::vector<Choice> best(n + 1);
  Growth growth;
  for (std::size_t i = n; i-- > 0;) {
    best[i].value = best[i + 1].value;
    growth.restart(distinct_.size());
    for (std::size_t j = i; j < n; ++j) {
      const Position p = hits_[j];
      if (p - hits_[i] > 2 * pattern.words.size() + 1) break;
      if (j > i) {
        for (Position q = hits_[j - 1] + 1; q < p; ++q) growth.foreign += weight_at(q);
      }
      if (!take(pattern, p, growth)) continue;
      const TokenIndex length = words_.end(p) - words_.begin[hits_[i]];
      if (!is_wording(pattern, total, growth, length)) continue;
      // Words in another order say the same less surely.
      const double value =
          (growth.in_order ? 1.0 : 0.8) * (growth.shared - growth.foreign) + best[j + 1].value;
      if (value > best[i].value + kRounding) {
        best[i] = {value, j, true, {hits_[i], p, missing_from(growth.seen), growth.in_order}};
      }
    }
  }
  for (std::size_t i = 0; i < n;) {
    if (best[i].taken) windows.push_back(best[i].window);
    i = best[i].taken ? best[i].last + 1 : i + 1;
  }
}

std::vector<Window> FamilySearch::shared(const Pattern& pattern) {
  const std::vector<std::int32_t>& head = pattern.words;
  double total = 0;
  for (const std::int32_t symbol : head) {
    total += statistics_.weight[static_cast<std::size_t>(symbol)];
    std::int16_t& number = number_[static_cast<std::size_t>(symbol)];
    if (number < 0) {
      number = static_cast<std::int16_t>(distinct_.size());
      distinct_.push_back(symbol);
      times_.push_back(0);
    }
    ++times_[static_cast<std::size_t>(number)];
  }

  // A window without any of `rare` shares too little. The rarer they are the less is looked at.
  std::vector<std::int32_t> rare = distinct_;
  std::ranges::sort(rare, {}, [&](std::int32_t symbol) {
    return std::pair(statistics_.frequency[static_cast<std::size_t>(symbol)], symbol);
  });
  double without = 0;
  while (rare.size() > 1) {
    const auto symbol = static_cast<std::size_t>(rare.back());
    without += static_cast<double>(statistics_.weight[symbol]) *
               times_[static_cast<std::size_t>(number_[symbol])];
    if (without >= options_.least_shared * total - kRounding) break;
    rare.pop_back();
  }
  std::vector<Position> starts;
  for (const std::int32_t symbol : rare) {
    const auto begin = postings_.begin() + postings_begin_[static_cast<std::size_t>(symbol)];
    starts.insert(starts.end(), begin,
                  begin + statistics_.frequency[static_cast<std::size_t>(symbol)]);
  }
  if (rare.size() > 1) std::ranges::sort(starts);

  const std::uint32_t foreign_run = head.size() <= 3 ? 1 : options_.foreign_run;
  std::vector<Window> windows;
  Position done = 0;
  for (const Position position : starts) {
    if (position < done) continue;
    cluster_around(position, foreign_run, done);
    choose(pattern, total, windows);
    done = hits_.back() + 1;
  }
  for (const std::int32_t symbol : distinct_) number_[static_cast<std::size_t>(symbol)] = -1;
  distinct_.clear();
  times_.clear();
  return windows;
}

/// Whether exactly these tokens stand between the word at a position and the next.
bool FamilySearch::stands_between(Position position, std::span<const TokenId> tokens) const {
  const TokenIndex begin = words_.end(position), end = words_.begin[position + 1];
  return std::ranges::equal(std::span(tokens_.ids).subspan(begin, end - begin), tokens);
}

std::vector<Window> FamilySearch::replaced(const Pattern& pattern) {
  constexpr std::size_t kShort = 3;
  const std::vector<std::int32_t>& head = pattern.words;
  const std::size_t n = head.size();
  std::vector<Window> windows;
  if (pattern.between.size() + 1 != n) return windows;
  const auto frequency = [&](std::size_t at) {
    return statistics_.frequency[static_cast<std::size_t>(head[at])];
  };
  for (std::size_t k = 0; k < n; ++k) {
    // Two words side by side say too little of what might stand in place of one of them.
    if (n == 2 && pattern.between.front().empty()) break;
    std::size_t anchor = k == 0 ? 1 : 0;
    for (std::size_t at = 0; at < n; ++at) {
      if (at != k && frequency(at) < frequency(anchor)) anchor = at;
    }
    std::map<std::int32_t, std::vector<Position>> found;  // first words, by replacement
    const Position* posting =
        postings_.data() + postings_begin_[static_cast<std::size_t>(head[anchor])];
    std::size_t all = 0, own = 0;
    for (const Position* end = posting + frequency(anchor); posting != end; ++posting) {
      if (*posting < anchor || *posting - anchor + n > words_.size()) continue;
      const auto first = static_cast<Position>(*posting - anchor);
      bool fits = words_.symbols[first + k] != kSeparator;
      for (std::size_t at = 0; fits && at < n; ++at) {
        fits = at == k || words_.symbols[first + at] == head[at];
      }
      fits = fits && (k == 0 ||
                      stands_between(static_cast<Position>(first + k - 1), pattern.between[k - 1]));
      fits = fits &&
             (k + 1 == n || stands_between(static_cast<Position>(first + k), pattern.between[k]));
      if (!fits) continue;
      if (words_.symbols[first + k] == head[k]) {
        ++own;
        continue;
      }
      found[words_.symbols[first + k]].push_back(first);
      ++all;
    }
    if (static_cast<double>(own) < options_.least_own * static_cast<double>(own + all)) continue;
    std::size_t recurring = 0;
    if (n <= kShort) {
      std::erase_if(found, [&](const auto& replacement) {
        const std::vector<Position>& firsts = replacement.second;
        return document_at_(firsts.front()) == document_at_(firsts.back());
      });
      for (const auto& [symbol, firsts] : found) recurring += firsts.size();
      if (2 * recurring < all) continue;
    }
    for (const auto& [symbol, firsts] : found) {
      const auto missing = (static_cast<std::uint64_t>(symbol) * 64 + k + 1) * 0x9E3779B1U | 1U;
      for (const Position first : firsts) {
        windows.push_back({first, static_cast<Position>(first + n - 1),
                           static_cast<std::uint32_t>(missing), true});
      }
    }
  }
  return windows;
}

std::vector<Window> FamilySearch::find(const Pattern& pattern) {
  std::vector<Window> windows = shared(pattern);
  std::vector<Window> others = replaced(pattern);
  if (!others.empty()) {
    // What holds all words goes before a replacement, and that before what merely lacks the word.
    const auto standing = [](const Window& w) { return std::tie(w.first, w.last, w.missing); };
    std::ranges::sort(others, {}, standing);
    std::vector<Window> merged;
    const auto overlaps = [](const Window& x, const Window& y) {
      return x.first <= y.last && y.first <= x.last;
    };
    auto next = windows.begin();
    for (const Window& other : others) {
      while (next != windows.end() && next->last < other.first) ++next;
      bool free = merged.empty() || !overlaps(merged.back(), other);
      for (auto w = next; w != windows.end() && w->first <= other.last; ++w) {
        free = free && w->missing != 0;
      }
      if (free) merged.push_back(other);
    }
    auto replacement = merged.cbegin();
    std::erase_if(windows, [&](const Window& window) {
      while (replacement != merged.cend() && replacement->last < window.first) ++replacement;
      return replacement != merged.cend() && overlaps(*replacement, window);
    });
    windows.insert(windows.end(), merged.begin(), merged.end());
    std::ranges::sort(windows, {}, &Window::first);
  }
  std::map<std::uint32_t, std::uint32_t> lacking;  // windows by what is missing
  for (const Window& window : windows) ++lacking[window.missing];
  std::erase_if(windows,
                [&](const Window& window) { return lacking[window.missing] > lacking[0]; });
  return windows;
}

}  // namespace leitwort::formulations
