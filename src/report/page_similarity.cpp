#include <leitwort/report.hpp>

namespace leitwort {

PageSimilarity compare_for_page(const OverlapIndex& index, const PageLimits& limits) {
  const std::size_t documents = index.documents();
  PageSimilarity result;
  result.k = index.k();
  result.method = index.method();
  for (DocumentIndex d = 0; d < documents; ++d) result.shingles.push_back(index.shingles(d));
  result.complete = documents <= limits.compared_documents;
  SimilarityMatrix matrix;
  if (result.complete) matrix = empty_matrix(documents);
  PairSelection selection;
  if (!result.complete) selection.top = limits.closest_pairs;
  const PairCount count = index.visit(selection, [&](const PairScore& s) {
    if (result.complete) enter(s, Measure::jaccard, matrix);
    if (s.jaccard > 0) {
      result.pairs.push_back({s.a, s.b, s.shared, s.jaccard, s.standard_error, s.weighted});
    }
  });
  result.compared = count.compared;
  if (result.complete) result.by_similarity = order_by_similarity(matrix);
  return result;
}

}  // namespace leitwort
