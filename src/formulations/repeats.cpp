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

/// The LCP intervals along a suffix array: opened and closed from rank to rank, and counted.
class Intervals {
 public:
  /// Keeps views of its arguments; closed intervals that are repeats are appended to `repeats`.
  Intervals(std::size_t documents, const RepeatOptions& options, std::vector<Repeat>& repeats)
      : options_(options), repeats_(repeats), last_rank_(documents, kNever) {}

  /// The suffixes at `rank` and before it share `length` symbols; before the latter stands `left`.
  void step(std::uint32_t rank, std::uint32_t length, std::int32_t left) {
    // The suffix before belongs to every interval that is open now.
    std::uint32_t first = rank - 1;
    std::uint32_t repetitions = 0;
    if (length <= open_.back().length) open_.back().left = join(open_.back().left, left);
    while (length < open_.back().length) {
      const OpenInterval closed = close(rank);
      first = closed.first;
      left = closed.left;
      repetitions = closed.repetitions;
      if (length <= open_.back().length) {
        open_.back().repetitions += repetitions;
        open_.back().left = join(open_.back().left, left);
      }
    }
    if (length > open_.back().length) {
      // What was just closed, or the suffix before alone, is the first part of a new interval.
      open_.push_back({length, first, repetitions, left});
    }
  }

  /// The suffix at `rank` is of a document: where that has another one in an open interval, it is
  /// a repetition there.
  void count(std::uint32_t rank, DocumentIndex document) {
    if (const std::uint32_t seen = std::exchange(last_rank_[document], rank); seen != kNever) {
      const auto after = std::upper_bound(
          open_.begin(), open_.end(), seen,
          [](std::uint32_t value, const OpenInterval& interval) { return value < interval.first; });
      ++std::prev(after)->repetitions;
    }
  }

 private:
  static constexpr std::uint32_t kNever = 0xFFFFFFFF;

  /// Takes the innermost interval off, whose suffixes end before the rank `end`.
  OpenInterval close(std::uint32_t end) {
    const OpenInterval interval = open_.back();
    open_.pop_back();
    const std::uint32_t count = end - interval.first;
    const std::uint32_t documents = count - interval.repetitions;
    if (interval.left == kVaries && interval.length >= options_.min_words &&
        documents >= options_.min_documents) {
      repeats_.push_back({interval.first, count, interval.length, documents});
    }
    return interval;
  }

  const RepeatOptions& options_;
  std::vector<Repeat>& repeats_;
  std::vector<std::uint32_t> last_rank_;  // by document
  std::vector<OpenInterval> open_ = {{0, 0, 0, kVaries}};
};

}  // namespace

Repeats find_repeats(const WordSequence& words, const RepeatOptions& options) {
  Repeats result;
  const auto& symbols = words.symbols;
  if (symbols.empty()) return result;
  result.suffixes = suffix_array(symbols, words.alphabet);
  const std::vector<std::int32_t> lcp = lcp_array(symbols, result.suffixes);
  const formulations::DocumentAt document_at(words);
  Intervals intervals(words.document_begin.size() - 1, options, result.repeats);
  const auto n = static_cast<std::uint32_t>(symbols.size());
  // Separators sort first; no repeat begins with one.
  const auto rank_of_first_word =
      static_cast<std::uint32_t>(std::count(symbols.begin(), symbols.end(), kSeparator));
  for (std::uint32_t rank = rank_of_first_word; rank <= n; ++rank) {
    if (rank + 64 < n) {
      __builtin_prefetch(&symbols[static_cast<std::size_t>(result.suffixes[rank + 64]) - 1]);
    }
    const std::uint32_t length =
        rank == n || rank == rank_of_first_word ? 0 : static_cast<std::uint32_t>(lcp[rank]);
    std::int32_t left = kVaries;
    if (rank > rank_of_first_word) {
      const auto previous = static_cast<std::size_t>(result.suffixes[rank - 1]);
      left = symbols[previous - 1] == kSeparator ? kVaries : symbols[previous - 1];
    }
    intervals.step(rank, length, left);
    if (rank == n) break;
    intervals.count(rank, document_at(static_cast<std::uint32_t>(result.suffixes[rank])));
  }
  std::ranges::sort(result.repeats, {},
                    [](const Repeat& r) { return std::pair(r.first, ~r.length); });
  return result;
}

}  // namespace leitwort
