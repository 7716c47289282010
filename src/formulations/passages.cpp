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

std::vector<std::uint32_t> number_copies(const WordSequence& words, const Repeats& repeats,
                                         std::uint32_t passage_words) {
  std::vector<std::uint32_t> numbers(words.size());
  std::vector<std::uint32_t> parent = {0};  // of each number
  const auto root = [&](std::uint32_t number) {
    while (parent[number] != number) number = parent[number] = parent[parent[number]];
    return number;
  };
  for (const Repeat& repeat : repeats.repeats) {
    if (repeat.length < passage_words) continue;
    const auto number = static_cast<std::uint32_t>(parent.size());
    parent.push_back(number);
    for (std::uint32_t i = repeat.first; i < repeat.first + repeat.count; ++i) {
      const auto begin = static_cast<Position>(repeats.suffixes[i]);
      for (Position p = begin; p < begin + repeat.length; ++p) {
        if (numbers[p] == 0) numbers[p] = number;
        const std::uint32_t x = root(numbers[p]), y = root(number);
        parent[std::max(x, y)] = std::min(x, y);
      }
    }
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
    if (end - begin <= kMostSharers) {
      for (auto x = begin; x != end; ++x) {
        for (auto y = begin; y != x; ++y) {
          pairs.push_back((std::uint64_t{x->document} << 32) + y->document);
        }
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
