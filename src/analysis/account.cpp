// What there is to tell of a run: how it counted, and what was cut, dropped or skipped.
#include <leitwort/analysis.hpp>

#include <fmt/format.h>

namespace leitwort {
namespace {

void count_pairs(const std::vector<Comparison>& comparisons, Cuts& cuts) {
  for (const Comparison& comparison : comparisons) {
    cuts.emplace_back(fmt::format("pairs not written (k={})", comparison.k),
                      comparison.count.compared - comparison.count.visited);
  }
}

void count_passages(const PassageCounts& counts, std::uint64_t beyond_limit, Cuts& cuts) {
  cuts.emplace_back("seeds that stand at more places than --max-places", counts.frequent_seeds);
  cuts.emplace_back("kinds of such seeds", counts.frequent_kinds);
  cuts.emplace_back("longer seeds too frequent to be compared with all others",
                    counts.thinned_words);
  cuts.emplace_back("pairs of documents not compared for --skip-series or --window",
                    counts.skipped_pairs);
  cuts.emplace_back("undated documents left out by --window", counts.undated);
  cuts.emplace_back("stretches shorter than --min-tokens", counts.too_short);
  cuts.emplace_back("stretches less similar than --min-similarity", counts.too_different);
  cuts.emplace_back("stretches that chance could have made alike", counts.too_weak);
  cuts.emplace_back("alignments of what better ones align on both sides", counts.repeated);
  cuts.emplace_back("passages between places of formulas, which the formulas stand for",
                    counts.formula_rows);
  cuts.emplace_back("runs of words at more places than --max-places of which not all were tried",
                    counts.untried_formulas);
  cuts.emplace_back("passages beyond --limit", beyond_limit);
}

void count_formulations(const FormulationCounts& counts, const Periods& periods, Cuts& cuts) {
  cuts.emplace_back("repeats of words that say little", counts.without_content);
  cuts.emplace_back("repeats of fewer tokens than --min-tokens", counts.too_short);
  cuts.emplace_back("repeats that stand only in copies of one longer passage", counts.in_passages);
  cuts.emplace_back("repeats that better formulations leave too few places", counts.subsumed);
  cuts.emplace_back("repeats and formulations beyond --limit", counts.beyond_limit);
  cuts.emplace_back("documents without a period in the timeline", periods.left_out);
}

}  // namespace

std::vector<std::string> Analysis::methods() const {
  std::vector<std::string> methods;
  for (const Comparison& comparison : comparisons_) {
    methods.push_back(method_in_words(comparison.k, comparison.method));
  }
  if (passages_) {
    methods.push_back(
        fmt::format("passages: chains of at least {:.1f} bits", passages_->counts.least_score));
  }
  return methods;
}

Cuts Analysis::cuts() {
  Cuts cuts;
  count_pairs(comparisons_, cuts);
  if (passages_) {
    count_passages(passages_->counts, network_.passages - passages_->rows.size(), cuts);
  }
  // Of a watch-list nothing is cut; its repeats are none.
  if (formulations_ || watched_) {
    count_formulations((formulations_ ? *formulations_ : *watched_).counts, periods(), cuts);
  }
  return cuts;
}

}  // namespace leitwort
