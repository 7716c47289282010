#include "passages/pairs.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <utility>

namespace leitwort::passages {

bool may_compare(const PassageInput& input, const PassagePairs& pairs, DocumentIndex a,
                 DocumentIndex b) {
  if (pairs.within) return a == b;
  if (a == b) return false;
  if (pairs.with && a != *pairs.with && b != *pairs.with) return false;
  if (pairs.between > 0 && (a < pairs.between) == (b < pairs.between)) return false;
  if (pairs.skip_series && !pairs.series.empty() && pairs.series[a] == pairs.series[b]) {
    return false;
  }
  if (pairs.window_years == 0) return true;
  const Date& x = input.dates[a];
  const Date& y = input.dates[b];
  return x.known() && y.known() &&
         static_cast<unsigned>(std::abs(x.year - y.year)) <= pairs.window_years;
}

Search::Search(const PassageInput& input, const PassageOptions& options, const Words& words,
               const Seeds& seeds, const Windows& windows)
    : input_(input),
      options_(options),
      words_(words),
      thresholds_(choose_thresholds(words)),
      seeds_(words, seeds),
      run_finder_(input.tokens, words, windows),
      resolver_(input, options, words, thresholds_) {}

/// Finds the passages of a pair whose seeds and runs were taken; false where there is nothing.
bool Search::resolve(const Pair& pair, PassageCounts& counts) {
  if (resolver_.resolve_copies(pair, resolved_)) {
    ++counts.chains;
    return true;
  }
  const bool is_linked = seeds_.link(pair);
  if (!is_linked && verbatim_.empty()) return false;
  candidates_.clear();
  if (is_linked) {
    seeds_.anchors(pair, anchors_);
    resolver_.chainer().find(anchors_, {}, thresholds_.candidate, candidates_);
  }
  if (candidates_.empty() && verbatim_.empty()) return false;
  for (VerbatimRun& run : verbatim_) {
    if (pair.exchanged) std::swap(run.a, run.b);
  }
  resolver_.resolve(pair, candidates_, verbatim_, counts, resolved_);
  return true;
}

/// As the order of the corpus has it.
void Search::keep(const Pair& pair, Passage passage, Found& found) const {
  const auto runs = resolved_.runs.begin();
  const std::size_t first = found.runs.size();
  found.runs.insert(found.runs.end(), runs + static_cast<std::ptrdiff_t>(passage.runs_begin),
                    runs + static_cast<std::ptrdiff_t>(passage.runs_end));
  passage.runs_begin = first;
  passage.runs_end = found.runs.size();
  if (pair.exchanged) {
    std::swap(passage.a, passage.b);
    std::swap(passage.begin_a, passage.begin_b);
    std::swap(passage.end_a, passage.end_b);
    for (std::size_t r = first; r < found.runs.size(); ++r) {
      using Kind = AlignmentRun::Kind;
      Kind& kind = found.runs[r].kind;
      if (kind == Kind::only_a)
        kind = Kind::only_b;
      else if (kind == Kind::only_b)
        kind = Kind::only_a;
    }
  }
  found.rows.push_back(passage);
}

void Search::compare(DocumentIndex a, Found& found) {
  const PassagePairs& pairs = options_.pairs;
  DocumentIndex first = pairs.within ? a : std::max(a + 1, pairs.between);
  DocumentIndex last = pairs.within ? a + 1 : static_cast<DocumentIndex>(input_.tokens.documents());
  if (pairs.with && a != *pairs.with) {
    first = std::max(first, *pairs.with);
    last = std::min(last, *pairs.with + 1);
  }
  if (first >= last || (pairs.between > 0 && a >= pairs.between)) return;
  seeds_.gather(a, first, last);
  run_finder_.gather(a, first, last);
  const std::uint64_t links = resolver_.chainer().links(), cells = resolver_.cells();
  while (seeds_.has_next() || run_finder_.has_next()) {
    DocumentIndex b = last;
    if (seeds_.has_next()) b = seeds_.next_document();
    if (run_finder_.has_next()) b = std::min(b, run_finder_.next_document());
    seeds_.take(b);
    run_finder_.take_runs(a, b, thresholds_.passage, verbatim_);
    ++found.counts.pairs;
    if (!may_compare(input_, pairs, a, b)) {
      ++found.counts.skipped_pairs;
      continue;
    }
    found.counts.anchors += seeds_.size();
    const Pair pair = pair_of(words_, a, b);
    if (!resolve(pair, found.counts)) continue;
    found.counts.restored += resolved_.restored;
    for (const Passage& passage : resolved_.kept) keep(pair, passage, found);
  }
  found.counts.links += resolver_.chainer().links() - links;
  found.counts.cells += resolver_.cells() - cells;
}

Trace Search::trace(DocumentIndex a, DocumentIndex b, Bits least) {
  Trace trace;
  const Pair pair = pair_of(words_, a, b);
  seeds_.gather(a, b, b + 1);
  seeds_.take(b);
  run_finder_.gather(a, b, b + 1);
  run_finder_.take_runs(a, b, thresholds_.passage, verbatim_);
  // As `compare` finds them, and then the weaker ones, which take other seeds too.
  Found found;
  resolved_.clear();
  candidates_.clear();
  resolve(pair, found.counts);
  trace.candidates = candidates_;
  trace.repeated = found.counts.repeated;
  for (const Passage& passage : resolved_.kept) keep(pair, passage, found);
  trace.passages = std::exchange(found.rows, {});
  for (const Passage& passage : resolved_.dropped) keep(pair, passage, found);
  trace.dropped = std::exchange(found.rows, {});
  seeds_.link_all();
  seeds_.anchors(pair, anchors_);
  std::vector<Chain> chains;
  resolver_.chainer().find(anchors_, {}, least, chains);
  std::ranges::copy_if(chains, std::back_inserter(trace.candidates),
                       [&](const Chain& chain) { return chain.score < thresholds_.candidate; });
  // And what `compare` does not look at.
  std::vector<const Chain*> all;
  for (const Chain& chain : trace.candidates) all.push_back(&chain);
  anchors_nearby(words_, pair, all, anchors_);
  resolver_.chainer().find(anchors_, {}, least, chains);
  std::erase_if(chains, [&](const Chain& chain) { return chain.score >= thresholds_.passage; });
  if (pair.x == pair.y) part_overlaps(chains, least);
  resolved_.runs.clear();
  for (const Passage& passage : resolver_.align(pair, chains)) {
    Passage plain = passage;
    plain.runs_begin = plain.runs_end = 0;
    keep(pair, plain, found);
  }
  trace.weak = std::exchange(found.rows, {});
  return trace;
}

}  // namespace leitwort::passages
