#include "similarity/pairs.hpp"
#include "similarity/postings.hpp"
#include <leitwort/similarity.hpp>

#include <algorithm>
#include <cmath>

#include <omp.h>

namespace leitwort {
namespace {

using similarity::Postings;
using similarity::RowGroup;
using similarity::WantedScores;

/// ln(D / df) for every df.
std::vector<double> inverse_document_frequency(std::size_t documents) {
  std::vector<double> weights(documents + 1, 0);
  for (std::size_t df = 1; df <= documents; ++df) {
    weights[df] = std::log(static_cast<double>(documents) / static_cast<double>(df));
  }
  return weights;
}

/// What one document's shared shingles are counted in: an entry for every other document, zero
/// between rows, and the list of those that are not.
struct Counters {
  std::vector<std::uint32_t> shared;
  std::vector<double> weighted;
  std::vector<DocumentIndex> touched;
};

class ExactRows {
 public:
  explicit ExactRows(const Shingles& shingles)
      : shingles_(shingles),
        postings_(similarity::make_postings(shingles)),
        weights_(inverse_document_frequency(shingles.documents())),
        total_weight_(shingles.documents()) {
    for (DocumentIndex d = 0; d < shingles.documents(); ++d) {
      const std::uint64_t common = postings_.document_begin[d + 1] - postings_.document_begin[d];
      double weight = static_cast<double>(shingles.of(d).size() - common) * weights_[1];
      postings_.for_each_group(d, [&](Postings::Group group) { weight += weights_[group.size]; });
      total_weight_[d] = weight;
    }
  }

  void operator()(const RowGroup& group) {
    Counters& counters = counters_[static_cast<std::size_t>(omp_get_thread_num())];
    counters.shared.resize(shingles_.documents());
    counters.weighted.resize(shingles_.documents());
    for (std::size_t i = 0; i < group.rows.size(); ++i) {
      score_row(group.first + static_cast<DocumentIndex>(i), group.column(i), group.rows[i],
                counters);
    }
  }

 private:
  void score_row(DocumentIndex a, DocumentIndex first, WantedScores& wanted,
                 Counters& counters) const {
    const bool lists = !wanted.wants_disjoint();  // those that share something
    postings_.for_each_other(a, first, [&](DocumentIndex b, Postings::Group group) {
      if (counters.shared[b]++ == 0 && lists) counters.touched.push_back(b);
      counters.weighted[b] += weights_[group.size];
    });
    const auto score = [&](DocumentIndex b) {
      if (b == a) return;
      const double weighted = counters.weighted[b];
      PairScore pair =
          similarity::begin_score(a, b, shingles_.of(a).size(), shingles_.of(b).size());
      pair.shared = counters.shared[b];
      similarity::complete_exact(pair, weighted, total_weight_[a] + total_weight_[b] - weighted);
      wanted.add(pair);
    };
    if (!lists) {
      for (DocumentIndex b = first; b < shingles_.documents(); ++b) score(b);
      std::ranges::fill(counters.shared, 0);
      std::ranges::fill(counters.weighted, 0);
      return;
    }
    std::ranges::sort(counters.touched);
    for (const DocumentIndex b : counters.touched) {
      score(b);
      counters.shared[b] = 0;
      counters.weighted[b] = 0;
    }
    counters.touched.clear();
  }

  const Shingles& shingles_;
  Postings postings_;
  std::vector<double> weights_;       // by document frequency
  std::vector<double> total_weight_;  // of each document's shingles
  std::vector<Counters> counters_ =   // of each thread
      std::vector<Counters>(static_cast<std::size_t>(omp_get_max_threads()));
};

}  // namespace

namespace similarity {

void complete_exact(PairScore& score, double weighted_shared, double weighted_union) {
  const auto shared = static_cast<double>(score.shared);
  const auto a = static_cast<double>(score.shingles_a), b = static_cast<double>(score.shingles_b);
  score.united = score.shingles_a + score.shingles_b - score.shared;
  score.jaccard = ratio(shared, static_cast<double>(score.united));
  score.containment_a = ratio(shared, a);
  score.containment_b = ratio(shared, b);
  score.overlap = ratio(shared, std::min(a, b));
  score.weighted = ratio(weighted_shared, weighted_union);
  score.method = Method::exact;
  score.standard_error = 0;
  score.interval = {score.jaccard, score.jaccard};
}

void score_sets(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b,
                PairScore& score) {
  score.shingles_a = a.size();
  score.shingles_b = b.size();
  score.shared = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    score.shared += a[i] == b[j] ? 1 : 0;
    const bool first = a[i] <= b[j], second = b[j] <= a[i];
    i += first ? 1 : 0;
    j += second ? 1 : 0;
  }
  complete_exact(score, kUnknown, kUnknown);
  score.overlap_error = std::min(a.size(), b.size()) > 0 ? 0 : kUnknown;
}

}  // namespace similarity

PairCount visit_pairs(const Shingles& shingles, PairSelection selection, const PairVisitor& visit,
                      const Observer& observer) {
  return similarity::visit_rows(shingles.documents(), selection, visit, observer,
                                ExactRows(shingles));
}

std::uint64_t exact_bytes(std::uint64_t shingles) {
  // The sets (8), sorted with their documents (8 + 4), and both forms of the postings (4 + 8 + 4);
  // growing vectors may hold a half more.
  return shingles * 40;
}

}  // namespace leitwort
