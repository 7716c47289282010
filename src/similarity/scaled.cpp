#include "similarity/pairs.hpp"
#include "similarity/postings.hpp"
#include <leitwort/similarity.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <omp.h>

namespace leitwort {
namespace {

using similarity::Postings;
using similarity::ratio;
using similarity::RowGroup;
using similarity::WantedScores;

/// Fills an estimate from a sample of both documents: `shared` of `sample_a` and `sample_b`.
void complete_sampled(PairScore& score, std::uint64_t shared, std::uint64_t sample_a,
                      std::uint64_t sample_b) {
  const auto s = static_cast<double>(shared);
  const auto a = static_cast<double>(sample_a), b = static_cast<double>(sample_b);
  const auto error = [](double share, double n) {
    return n > 0 ? std::sqrt(share * (1 - share) / n) : kUnknown;
  };
  score.method = Method::estimate;
  score.jaccard = ratio(s, a + b - s);
  score.standard_error = error(score.jaccard, a + b - s);
  score.interval = wilson_interval(s, a + b - s);
  score.containment_a = ratio(s, a);
  score.containment_b = ratio(s, b);
  // Of the smaller set, which need not be the smaller sample: always taking that one would estimate
  // too much.
  const double smaller = score.shingles_a <= score.shingles_b ? a : b;
  score.overlap = ratio(s, smaller);
  if (smaller > 0) score.overlap_error = error((s + 2) / (smaller + 4), smaller + 4);
  // As many of all as of the sample, and not more than the smaller set.
  const auto whole_a = static_cast<double>(score.shingles_a),
             whole_b = static_cast<double>(score.shingles_b);
  const double all = a + b > 0 ? s * (whole_a + whole_b) / (a + b) : 0;
  score.shared = static_cast<std::uint64_t>(std::llround(std::min({all, whole_a, whole_b})));
  score.united = score.shingles_a + score.shingles_b - score.shared;
}

class ScaledRows {
 public:
  explicit ScaledRows(const ScaledSketches& sketches)
      : sketches_(sketches), postings_(similarity::make_postings(sketches.sampled)) {}

  void operator()(const RowGroup& group) {
    auto& [shared, touched] = rooms_[static_cast<std::size_t>(omp_get_thread_num())];
    shared.resize(sketches_.documents());
    for (std::size_t i = 0; i < group.rows.size(); ++i) {
      const DocumentIndex a = group.first + static_cast<DocumentIndex>(i);
      const DocumentIndex first = group.column(i);
      WantedScores& wanted = group.rows[i];
      postings_.for_each_other(a, first, [&](DocumentIndex b, Postings::Group) {
        if (shared[b]++ == 0) touched.push_back(b);
      });
      if (wanted.wants_disjoint()) {
        for (DocumentIndex b = first; b < sketches_.documents(); ++b)
          score(a, b, shared[b], wanted);
      } else {
        std::ranges::sort(touched);
        for (const DocumentIndex b : touched) score(a, b, shared[b], wanted);
      }
      for (const DocumentIndex b : touched) shared[b] = 0;
      touched.clear();
    }
  }

 private:
  void score(DocumentIndex x, DocumentIndex y, std::uint64_t shared, WantedScores& wanted) const {
    if (x == y) return;
    PairScore pair = similarity::begin_score(x, y, sketches_.shingles[x], sketches_.shingles[y]);
    const std::uint64_t limit = std::min(sketches_.limits[pair.a], sketches_.limits[pair.b]);
    if (limit == ScaledSketches::kComplete) {
      pair.shared = shared;
      similarity::complete_exact(pair, kUnknown, kUnknown);
      pair.overlap_error = 0;
    } else {
      complete_sampled(pair, shared, count_below(pair.a, limit), count_below(pair.b, limit));
    }
    wanted.add(pair);
  }

  [[nodiscard]] std::uint64_t count_below(DocumentIndex d, std::uint64_t limit) const {
    const std::span<const std::uint64_t> kept = sketches_.sampled.of(d);
    if (sketches_.limits[d] == limit) return kept.size();
    return static_cast<std::uint64_t>(std::ranges::lower_bound(kept, limit) - kept.begin());
  }

  /// What one document's shared shingles are counted in; all zero between rows.
  struct Room {
    std::vector<std::uint32_t> shared;
    std::vector<DocumentIndex> touched;
  };

  const ScaledSketches& sketches_;
  Postings postings_;
  std::vector<Room> rooms_ = std::vector<Room>(static_cast<std::size_t>(omp_get_max_threads()));
};

}  // namespace

void append_scaled(std::span<const std::uint64_t> set, ScaledSketches& sketches) {
  const auto [scale, least] = sketches.options;
  std::vector<std::uint64_t>& kept = sketches.sampled.hashes;
  const auto begin = static_cast<std::ptrdiff_t>(kept.size());
  std::uint64_t limit = scale == 0 ? 0 : ScaledSketches::kComplete / scale;
  if (scale == 1 || set.size() <= least) {
    limit = ScaledSketches::kComplete;
    kept.insert(kept.end(), set.begin(), set.end());
  } else {
    std::ranges::copy_if(set, std::back_inserter(kept),
                         [limit](std::uint64_t hash) { return hash < limit; });
    if (kept.size() - static_cast<std::size_t>(begin) < least) {
      kept.resize(static_cast<std::size_t>(begin));
      kept.insert(kept.end(), set.begin(), set.end());
      // The limit is the smallest hash that is not kept.
      std::nth_element(kept.begin() + begin, kept.begin() + begin + least, kept.end());
      limit = kept[static_cast<std::size_t>(begin) + least];
      kept.resize(static_cast<std::size_t>(begin) + least);
    }
  }
  std::sort(kept.begin() + begin, kept.end());
  sketches.sampled.document_begin.push_back(kept.size());
  sketches.limits.push_back(limit);
  sketches.shingles.push_back(set.size());
}

void append(const ScaledSketches& from, ScaledSketches& to) {
  append(from.sampled, to.sampled);
  to.limits.insert(to.limits.end(), from.limits.begin(), from.limits.end());
  to.shingles.insert(to.shingles.end(), from.shingles.begin(), from.shingles.end());
}

double screening_threshold(double threshold, double n) {
  return std::max(0.0, threshold - 4 * std::sqrt(threshold * (1 - threshold) / n));
}

std::vector<PairScore> find_contained(const ScaledSketches& sketches, double threshold,
                                      bool for_verification, PairCount& count) {
  std::vector<PairScore> pairs;
  const auto least = [&](const PairScore& score) {
    if (!for_verification || score.method == Method::exact) return threshold;
    const auto smaller = static_cast<double>(std::min(score.shingles_a, score.shingles_b));
    const double kept = sketches.options.scale == 0 ? 1 : smaller / sketches.options.scale;
    return screening_threshold(threshold, std::max(1.0, kept));
  };
  // What shares nothing is not visited.
  const PairSelection sharing = {.threshold = std::numeric_limits<double>::min(),
                                 .measure = Measure::containment};
  count = visit_pairs(sketches, sharing, [&](const PairScore& score) {
    if (score.overlap >= least(score)) pairs.push_back(score);
  });
  return pairs;
}

PairCount visit_pairs(const ScaledSketches& sketches, PairSelection selection,
                      const PairVisitor& visit, const Observer& observer) {
  return similarity::visit_rows(sketches.documents(), selection, visit, observer,
                                ScaledRows(sketches));
}

}  // namespace leitwort
