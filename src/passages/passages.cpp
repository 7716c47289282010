#include "parallel.hpp"
#include "passages/pairs.hpp"
#include "passages/stages.hpp"

#include <algorithm>

namespace leitwort {

using namespace passages;

Passages find_passages(const PassageInput& input, const PassageOptions& options,
                       const std::function<void(std::uint64_t, std::uint64_t)>& advance) {
  Passages result;
  const Words words = find_words(input, options.noisy);
  const Seeds seeds = find_seeds(words, options.max_places, result.counts);
  const std::size_t documents = input.tokens.documents();
  std::vector<Found> found(documents);
  std::uint64_t done = 0;
  constexpr std::size_t kGrain = 16;
  parallel_ranges(documents, kGrain, [&](std::size_t begin, std::size_t end) {
    Search search(input, options, words, seeds);
    for (std::size_t d = begin; d < end; ++d) {
      search.compare(static_cast<DocumentIndex>(d), found[d]);
    }
    if (!advance) return;
#pragma omp critical
    {
      done += end - begin;
      advance(done, documents);
    }
  });
  for (Found& part : found) {
    for (Passage& passage : part.rows) {
      passage.runs_begin += result.runs.size();
      passage.runs_end += result.runs.size();
    }
    std::ranges::sort(part.rows, [](const Passage& x, const Passage& y) {
      if (x.b != y.b) return x.b < y.b;
      return x.begin_a != y.begin_a ? x.begin_a < y.begin_a : x.begin_b < y.begin_b;
    });
    result.rows.insert(result.rows.end(), part.rows.begin(), part.rows.end());
    result.runs.insert(result.runs.end(), part.runs.begin(), part.runs.end());
    result.counts.pairs += part.counts.pairs;
    result.counts.skipped_pairs += part.counts.skipped_pairs;
    result.counts.anchors += part.counts.anchors;
    result.counts.chains += part.counts.chains;
    result.counts.too_short += part.counts.too_short;
    result.counts.too_different += part.counts.too_different;
  }
  return result;
}

}  // namespace leitwort
