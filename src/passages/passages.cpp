#include "parallel.hpp"
#include "passages/folding.hpp"
#include "passages/formulas.hpp"
#include "passages/pairs.hpp"
#include "passages/stages.hpp"

#include <algorithm>
#include <memory>
#include <mutex>

#include <omp.h>

namespace leitwort {

using namespace passages;

namespace {

/// The rows of one document, in order.
void sort_rows(std::vector<Passage>& rows) {
  std::ranges::sort(rows, [](const Passage& x, const Passage& y) {
    if (x.b != y.b) return x.b < y.b;
    return x.begin_a != y.begin_a ? x.begin_a < y.begin_a : x.begin_b < y.begin_b;
  });
}

void add(const PassageCounts& part, PassageCounts& counts) {
  counts.pairs += part.pairs;
  counts.skipped_pairs += part.skipped_pairs;
  counts.anchors += part.anchors;
  counts.chains += part.chains;
  counts.repeated += part.repeated;
  counts.too_short += part.too_short;
  counts.too_different += part.too_different;
  counts.too_weak += part.too_weak;
  counts.restored += part.restored;
  counts.links += part.links;
  counts.cells += part.cells;
}

/// Appends what the documents found, in their order.
void collect(std::vector<Found>& found, Passages& passages) {
  std::size_t rows = 0, runs = 0;
  for (const Found& part : found) {
    rows += part.rows.size();
    runs += part.runs.size();
  }
  passages.rows.reserve(rows);
  passages.runs.reserve(runs);
  for (Found& part : found) {
    sort_rows(part.rows);
    for (Passage& passage : part.rows) {
      passage.runs_begin += passages.runs.size();
      passage.runs_end += passages.runs.size();
      passages.rows.push_back(passage);
    }
    passages.runs.insert(passages.runs.end(), part.runs.begin(), part.runs.end());
    add(part.counts, passages.counts);
    part = {};
  }
}

/// Labels the rows [begin, end), which are those of one pair of documents.
void label_pair(std::span<Passage> rows, const PassageInput& input, const PassagePairs& pairs) {
  const DocumentIndex a = rows.front().a, b = rows.front().b;
  if (a == b) return;
  std::vector<std::pair<TokenIndex, TokenIndex>> in_a, in_b;
  for (const Passage& p : rows) {
    in_a.emplace_back(p.begin_a, p.end_a);
    in_b.emplace_back(p.begin_b, p.end_b);
  }
  const auto nearly_whole = [&](const auto& ranges, DocumentIndex d) {
    return 5 * covered_tokens(ranges) >=
           4 * std::uint64_t{input.tokens.document_begin[d + 1] - input.tokens.document_begin[d]};
  };
  PassageLabel label = PassageLabel::none;
  if (!pairs.series.empty() && pairs.series[a] == pairs.series[b])
    label = PassageLabel::same_series;
  if (nearly_whole(in_a, a) && nearly_whole(in_b, b)) label = PassageLabel::near_duplicate;
  for (Passage& p : rows) p.label = label;
}

void label_rows(Passages& passages, const PassageInput& input, const PassagePairs& pairs) {
  std::vector<Passage>& rows = passages.rows;
  for (std::size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
    while (end < rows.size() && rows[end].a == rows[begin].a && rows[end].b == rows[begin].b) ++end;
    label_pair(std::span(rows).subspan(begin, end - begin), input, pairs);
  }
}

/// What every document has in common with later ones. Seeds are gone once it is known.
std::vector<Found> compare_documents(const PassageInput& input, const PassageOptions& options,
                                     const Words& words, const Windows& windows,
                                     PassageCounts& counts, const Observer& observer) {
  const Seeds seeds = find_seeds(words, options.max_places, counts);
  const std::size_t documents = input.tokens.documents();
  std::vector<Found> found(documents);
  std::uint64_t done = 0;
  std::mutex advancing;
  // Early documents are compared with more others; few documents are dealt one by one.
  const std::size_t grain = std::clamp<std::size_t>(documents / 256, 1, 16);
  std::vector<std::unique_ptr<Search>> searches(static_cast<std::size_t>(omp_get_max_threads()));
  parallel_ranges(documents, grain, [&](std::size_t begin, std::size_t end) {
    auto& search = searches[static_cast<std::size_t>(omp_get_thread_num())];
    if (!search) search = std::make_unique<Search>(input, options, words, seeds, windows);
    for (std::size_t d = begin; d < end; ++d) {
      observer.check();
      search->compare(static_cast<DocumentIndex>(d), found[d]);
    }
    if (!observer.advance) return;
    const std::lock_guard lock(advancing);
    done += end - begin;
    observer.advance(done, documents);
  });
  return found;
}

}  // namespace

std::uint64_t covered_tokens(std::vector<std::pair<TokenIndex, TokenIndex>> ranges) {
  std::ranges::sort(ranges);
  std::uint64_t sum = 0;
  TokenIndex until = 0;
  for (const auto& [begin, end] : ranges) {
    sum += std::max(end, until) - std::max(begin, until);
    until = std::max(end, until);
  }
  return sum;
}

Passages find_passages(const PassageInput& input, const PassageOptions& options,
                       const Observer& observer) {
  Passages result;
  const Words words = find_words(input, options.noisy);
  const Windows windows =
      find_windows(input.tokens, input.vocabulary, options.min_tokens, options.max_places);
  std::vector<Found> found =
      compare_documents(input, options, words, windows, result.counts, observer);
  observer.check();
  collect(found, result);
  label_rows(result, input, options.pairs);
  const Thresholds thresholds = choose_thresholds(words);
  Passages formulas = find_formulas(input, options, words, windows, thresholds, result);
  observer.check();
  fold_rows(input, words, result, formulas);
  cluster_versions(result, input.dates, words.ranks);
  append_formulas(std::move(formulas), result);
  result.counts.least_score = static_cast<double>(thresholds.passage) / kBit;
  if (options.pairs.window_years > 0) {
    result.counts.undated = static_cast<std::uint64_t>(
        std::ranges::count_if(input.dates, [](const Date& date) { return !date.known(); }));
  }
  return result;
}

}  // namespace leitwort
