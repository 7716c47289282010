#include "formulations/stages.hpp"
#include <leitwort/sequence.hpp>

#include <algorithm>
#include <compare>
#include <numeric>

#include <xxhash.h>

namespace leitwort::formulations {

DocumentAt::DocumentAt(const WordSequence& words) : begin_(words.document_begin) {
  of_block_.reserve(words.size() / kBlock + 1);
  DocumentIndex document = 0;
  for (Position p = 0; p < words.size(); p += kBlock) {
    while (begin_[document + 1] <= p) ++document;
    of_block_.push_back(document);
  }
}

namespace {

/// By rank: the length of the longest long repeat that has the suffix among its occurrences; 0:
/// none has. Repeats are nested or apart, and an inner one is longer.
std::vector<std::uint32_t> longest_by_rank(const Repeats& repeats, std::uint32_t passage_words) {
  std::vector<std::uint32_t> longest(repeats.suffixes.size());
  std::vector<const Repeat*> open;
  const auto fill = [&](std::uint32_t& rank, std::uint32_t end) {
    while (rank < end) {
      while (!open.empty() && open.back()->first + open.back()->count <= rank) open.pop_back();
      if (open.empty()) {
        rank = end;
        continue;
      }
      const std::uint32_t until = std::min(end, open.back()->first + open.back()->count);
      std::fill(longest.begin() + rank, longest.begin() + until, open.back()->length);
      rank = until;
    }
  };
  std::uint32_t rank = 0;
  const auto& all = repeats.repeats;
  for (auto begin = all.begin(); begin != all.end();) {
    const auto end =
        std::find_if(begin, all.end(), [&](const Repeat& r) { return r.first != begin->first; });
    fill(rank, begin->first);
    for (auto repeat = end; repeat != begin;) {  // the outermost first
      if ((--repeat)->length >= passage_words) open.push_back(&*repeat);
    }
    begin = end;
  }
  fill(rank, static_cast<std::uint32_t>(longest.size()));
  return longest;
}

}  // namespace

/// Linear in words and repeats, even where the text repeats itself all along and repeats overlap
/// their own copies.
std::vector<std::uint32_t> number_copies(const WordSequence& words, const Repeats& repeats,
                                         std::uint32_t passage_words) {
  const std::vector<std::uint32_t> longest = longest_by_rank(repeats, passage_words);
  std::vector<std::uint32_t> reach(words.size());  // by position: words of a copy from here on
  for (std::size_t rank = 0; rank < longest.size(); ++rank) {
    reach[static_cast<std::size_t>(repeats.suffixes[rank])] = longest[rank];
  }
  // Stretches of positions that copies cover without a gap, …
  std::vector<std::uint32_t> numbers(words.size());
  std::uint32_t stretches = 0, left = 0;
  for (Position p = 0; p < words.size(); ++p) {
    if (left == 0 && reach[p] > 0) ++stretches;
    left = std::max(left, reach[p]);
    if (left == 0) continue;
    numbers[p] = stretches;
    --left;
  }
  // … joined where the same repeat stands.
  std::vector<std::uint32_t> parent(stretches + 1);
  std::iota(parent.begin(), parent.end(), 0U);
  const auto root = [&](std::uint32_t number) {
    while (parent[number] != number) number = parent[number] = parent[parent[number]];
    return number;
  };
  std::uint32_t joined = 0;  // ranks below are one with the one before as far as they can be
  for (const Repeat& repeat : repeats.repeats) {
    if (repeat.length < passage_words) continue;
    const std::uint32_t end = repeat.first + repeat.count;
    for (std::uint32_t rank = std::max(joined, repeat.first + 1); rank < end; ++rank) {
      const std::uint32_t x = root(numbers[static_cast<std::size_t>(repeats.suffixes[rank - 1])]);
      const std::uint32_t y = root(numbers[static_cast<std::size_t>(repeats.suffixes[rank])]);
      parent[std::max(x, y)] = std::min(x, y);
    }
    joined = std::max(joined, end);
  }
  for (std::uint32_t& number : numbers) number = root(number);
  return numbers;
}

namespace {

/// A run of three words and where it stands.
struct Run {
  std::uint64_t hash = 0;
  DocumentIndex document = 0;
  auto operator<=>(const Run&) const = default;
};

/// The different runs of three words of each document, sorted. In a large corpus a sample of them,
/// the same in every document.
std::vector<Run> sample_runs(const WordSequence& words) {
  constexpr std::size_t kMostRuns = std::size_t{1} << 22;
  const std::uint64_t one_in = words.size() / kMostRuns + 1;
  std::vector<Run> runs;
  for (DocumentIndex d = 0; d + 1 < words.document_begin.size(); ++d) {
    for (Position p = words.document_begin[d]; p + 2 < words.document_begin[d + 1]; ++p) {
      const std::int32_t* run = &words.symbols[p];
      if (run[0] == kSeparator || run[1] == kSeparator || run[2] == kSeparator) continue;
      const std::uint64_t hash = XXH3_64bits(run, 3 * sizeof(*run));
      if (hash % one_in == 0) runs.push_back({hash, d});
    }
  }
  std::ranges::sort(runs);
  runs.erase(std::unique(runs.begin(), runs.end()), runs.end());
  return runs;
}

}  // namespace

std::vector<DocumentIndex> find_versions(const WordSequence& words, double version_share) {
  constexpr std::ptrdiff_t kMostSharers = 16;
  const std::vector<Run> runs = sample_runs(words);
  std::vector<std::uint32_t> runs_of(words.document_begin.size() - 1);
  std::vector<std::uint64_t> pairs;  // later document, earlier document
  for (auto begin = runs.begin(); begin != runs.end();) {
    auto end = begin;
    while (end != runs.end() && end->hash == begin->hash) ++runs_of[(end++)->document];
    // All pairs of a few sharers; of many, each with the first of them.
    for (auto x = begin; x != end; ++x) {
      const auto last = end - begin <= kMostSharers ? x : std::min(x, begin + 1);
      for (auto y = begin; y != last; ++y) {
        pairs.push_back((std::uint64_t{x->document} << 32) + y->document);
      }
    }
    begin = end;
  }
  std::ranges::sort(pairs);
  std::vector<DocumentIndex> first(runs_of.size());
  std::iota(first.begin(), first.end(), DocumentIndex{0});
  for (auto begin = pairs.begin(); begin != pairs.end();) {
    const auto end = std::upper_bound(begin, pairs.end(), *begin);
    const auto later = static_cast<DocumentIndex>(*begin >> 32);
    const auto earlier = static_cast<DocumentIndex>(*begin & 0xFFFFFFFF);
    const double least = version_share * std::min(runs_of[later], runs_of[earlier]);
    if (first[later] == later && first[earlier] == earlier &&
        static_cast<double>(end - begin) >= least) {
      first[later] = earlier;
    }
    begin = end;
  }
  return first;
}

}  // namespace leitwort::formulations
