#include "formulations/stages.hpp"
#include <leitwort/sequence.hpp>

#include <algorithm>
#include <utility>

namespace leitwort {
namespace {

/// An LCP interval that is not closed yet.
struct OpenInterval {
  std::uint32_t length;
  std::uint32_t first;        // rank of its first suffix
  std::uint32_t repetitions;  // suffixes of a document already counted in it
  std::int32_t left;          // the symbol before all of its suffixes, or kVaries
};

constexpr std::int32_t kVaries = -1;

/// REQUIRES: a separator, which differs from everything, is already kVaries.
std::int32_t join(std::int32_t left, std::int32_t other) {
  return left == other ? left : kVaries;
}

}  // namespace

Repeats find_repeats(const WordSequence& words, const RepeatOptions& options) {
  Repeats result;
  const auto& symbols = words.symbols;
  if (symbols.empty()) return result;
  result.suffixes = suffix_array(symbols, words.alphabet);
  const std::vector<std::int32_t> lcp = lcp_array(symbols, result.suffixes);
  const formulations::DocumentAt document_at(words);

  constexpr std::uint32_t kNever = 0xFFFFFFFF;
  std::vector<std::uint32_t> last_rank(words.document_begin.size() - 1, kNever);
  std::vector<OpenInterval> open = {{0, 0, 0, kVaries}};
  const auto n = static_cast<std::uint32_t>(symbols.size());

  const auto close = [&](std::uint32_t end) {
    const OpenInterval interval = open.back();
    open.pop_back();
    const std::uint32_t count = end - interval.first;
    const std::uint32_t documents = count - interval.repetitions;
    if (interval.left == kVaries && interval.length >= options.min_words &&
        documents >= options.min_documents) {
      result.repeats.push_back({interval.first, count, interval.length, documents});
    }
    return interval;
  };

  // Separators sort first; no repeat begins with one.
  const auto rank_of_first_word =
      static_cast<std::uint32_t>(std::count(symbols.begin(), symbols.end(), kSeparator));
  for (std::uint32_t rank = rank_of_first_word; rank <= n; ++rank) {
    if (rank + 64 < n) {
      __builtin_prefetch(&symbols[static_cast<std::size_t>(result.suffixes[rank + 64]) - 1]);
    }
    const std::uint32_t length =
        rank == n || rank == rank_of_first_word ? 0 : static_cast<std::uint32_t>(lcp[rank]);
    // The suffix before belongs to every interval that is open now.
    std::uint32_t first = rank - 1;
    std::int32_t left = kVaries;
    std::uint32_t repetitions = 0;
    if (rank > rank_of_first_word) {
      const auto previous = static_cast<std::size_t>(result.suffixes[rank - 1]);
      left = symbols[previous - 1] == kSeparator ? kVaries : symbols[previous - 1];
    }
    if (length <= open.back().length) open.back().left = join(open.back().left, left);
    while (length < open.back().length) {
      const OpenInterval closed = close(rank);
      first = closed.first;
      left = closed.left;
      repetitions = closed.repetitions;
      if (length <= open.back().length) {
        open.back().repetitions += repetitions;
        open.back().left = join(open.back().left, left);
      }
    }
    if (length > open.back().length) {
      // What was just closed, or the suffix before alone, is the first part of a new interval.
      open.push_back({length, first, repetitions, left});
    }
    if (rank == n) break;

    const auto position = static_cast<std::uint32_t>(result.suffixes[rank]);
    const DocumentIndex document = document_at(position);
    if (const std::uint32_t seen = std::exchange(last_rank[document], rank); seen != kNever) {
      const auto after = std::upper_bound(
          open.begin(), open.end(), seen,
          [](std::uint32_t value, const OpenInterval& interval) { return value < interval.first; });
      ++std::prev(after)->repetitions;
    }
  }
  std::ranges::sort(result.repeats, {},
                    [](const Repeat& r) { return std::pair(r.first, ~r.length); });
  return result;
}

}  // namespace leitwort
