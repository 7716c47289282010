#include <leitwort/page.hpp>

#include <algorithm>
#include <utility>

namespace leitwort {
namespace {

PageSimilarity begin(const OverlapIndex& index) {
  PageSimilarity similarity;
  similarity.k = index.k();
  similarity.method = index.method();
  const std::size_t documents = index.documents();
  for (DocumentIndex d = 0; d < documents; ++d) similarity.shingles.push_back(index.shingles(d));
  similarity.compared = std::uint64_t{documents} * (std::uint64_t{documents} - 1) / 2;
  return similarity;
}

void add(const PairScore& s, PageSimilarity& similarity) {
  if (!(s.jaccard > 0)) return;
  similarity.pairs.push_back({s.a, s.b, s.shared, s.jaccard, s.standard_error, s.weighted,
                              s.containment_a, s.containment_b, s.overlap});
}

}  // namespace

PageSimilarity compare_for_page(const OverlapIndex& index, const PageLimits& limits) {
  PageSimilarity similarity = begin(index);
  if (index.documents() > limits.compared_documents) {
    index.visit({.top = limits.closest_pairs}, [&](const PairScore& s) { add(s, similarity); });
    // Fewer than were asked for: no other pair shares anything.
    similarity.complete = similarity.pairs.size() < limits.closest_pairs;
    return similarity;
  }
  SimilarityMatrix matrix = empty_matrix(index.documents());
  index.visit({}, [&](const PairScore& s) {
    enter(s, Measure::jaccard, matrix);
    add(s, similarity);
  });
  similarity.by_similarity = order_by_similarity(matrix);
  return similarity;
}

}  // namespace leitwort
