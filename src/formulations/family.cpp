#include "formulations/stages.hpp"
#include <leitwort/sequence.hpp>

#include <algorithm>
#include <map>
#include <numeric>

namespace leitwort::formulations {
namespace {

constexpr double kRounding = 1e-6;  // sums of weights are compared with this tolerance

}  // namespace

FamilySearch::FamilySearch(const WordSequence& words, const WordStatistics& statistics,
                           const FamilyOptions& options)
    : words_(words), statistics_(statistics), options_(options) {
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

void FamilySearch::choose(std::span<const std::int32_t> head, std::uint32_t tokens, double total,
                          std::vector<Window>& windows) {
  const auto weight_at = [&](Position p) {
    return static_cast<double>(statistics_.weight[static_cast<std::size_t>(words_.symbols[p])]);
  };
  struct Choice {
    double value = 0;
    std::size_t last = 0;  // index into hits_; none where `taken` is false
    bool taken = false;
    Window window;
  };
  const auto longest = static_cast<std::uint32_t>(options_.longer * tokens) + 1;
  const std::size_t n = hits_.size();
  std::vector<Choice> best(n + 1);
  std::vector<std::uint32_t> seen(distinct_.size());
  for (std::size_t i = n; i-- > 0;) {
    best[i].value = best[i + 1].value;
    std::ranges::fill(seen, 0);
    double shared = 0, foreign = 0;
    std::uint32_t matched = 0;
    bool in_order = true;
    std::size_t reached = 0;  // one past the head's last word that was matched
    for (std::size_t j = i; j < n; ++j) {
      const Position p = hits_[j];
      if (p - hits_[i] > 2 * head.size() + 1) break;
      if (j > i) {
        for (Position q = hits_[j - 1] + 1; q < p; ++q) foreign += weight_at(q);
      }
      const auto number =
          static_cast<std::size_t>(number_[static_cast<std::size_t>(words_.symbols[p])]);
      if (seen[number] == times_[number]) {
        foreign += weight_at(p);  // more often than the head has it
        continue;
      }
      // The k-th time a word stands here it is the head's k-th.
      std::size_t at = 0;
      for (std::uint32_t k = 0;; ++at) {
        if (head[at] == words_.symbols[p] && k++ == seen[number]) break;
      }
      ++seen[number];
      ++matched;
      shared += weight_at(p);
      in_order = in_order && at >= reached;
      reached = at + 1;
      const TokenIndex length = words_.end(p) - words_.begin[hits_[i]];
      if (matched < 2 || shared < options_.least_shared * total - kRounding ||
          foreign > options_.most_foreign * total + kRounding ||
          length > (in_order ? longest : tokens + 1)) {
        continue;
      }
      const double value = shared - foreign + best[j + 1].value;
      if (value > best[i].value + kRounding) {
        best[i] = {value, j, true, {hits_[i], p, missing_from(seen), in_order}};
      }
    }
  }
  for (std::size_t i = 0; i < n;) {
    if (best[i].taken) windows.push_back(best[i].window);
    i = best[i].taken ? best[i].last + 1 : i + 1;
  }
}

std::vector<Window> FamilySearch::find(std::span<const std::int32_t> head, std::uint32_t tokens) {
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
    choose(head, tokens, total, windows);
    done = hits_.back() + 1;
  }
  std::map<std::uint32_t, std::uint32_t> lacking;  // windows by what is missing
  for (const Window& window : windows) ++lacking[window.missing];
  std::erase_if(windows,
                [&](const Window& window) { return lacking[window.missing] > lacking[0]; });
  for (const std::int32_t symbol : distinct_) number_[static_cast<std::size_t>(symbol)] = -1;
  distinct_.clear();
  times_.clear();
  return windows;
}

}  // namespace leitwort::formulations
