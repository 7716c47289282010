// Which pairs are listed, the closest of them, and the square of all.
#include <leitwort/error.hpp>
#include <leitwort/similarity.hpp>

#include <algorithm>

#include <fmt/format.h>

namespace leitwort {
namespace {

/// Throws Error where an index cannot tell a measure.
void check_estimable(const Measure& measure, const OverlapIndex& index) {
  if (measure.estimable || index.method() == Method::exact) return;
  throw Error("cannot be estimated from signatures", fmt::format("--measure {}", measure.name),
              "use --method exact, or another measure");
}

}  // namespace

std::string method_in_words(unsigned k, Method method) {
  return fmt::format("k={}: {}", k, method == Method::exact ? "exact" : "estimate");
}

PairSelection select_pairs(const PairOptions& options, const OverlapIndex& index) {
  if (options.threshold > 0) check_estimable(options.measure, index);
  const bool all =
      options.all || options.top > 0 || options.threshold > 0 || index.documents() <= kAllPairsUpTo;
  return {all ? 0 : options.closest, options.top, options.threshold, options.measure};
}

void ClosestPairs::add(const PairScore& score) {
  if (!(score.jaccard > 0)) return;
  if (heap_.size() == most_) {
    if (!is_closer(score, heap_.front())) return;
    std::ranges::pop_heap(heap_, is_closer);
    heap_.pop_back();
  }
  heap_.push_back(score);
  std::ranges::push_heap(heap_, is_closer);
}

std::vector<PairScore> ClosestPairs::pairs() const {
  std::vector<PairScore> sorted = heap_;
  std::ranges::sort(sorted, is_closer);
  return sorted;
}

SimilarityMatrix full_matrix(const OverlapIndex& index, const Measure& measure, PairCount& count) {
  check_estimable(measure, index);
  SimilarityMatrix matrix = empty_matrix(index.documents());
  count = index.visit({}, [&](const PairScore& score) { enter(score, measure, matrix); });
  return matrix;
}

std::vector<DocumentIndex> order_documents(DocumentOrder order, const SimilarityMatrix& matrix,
                                           std::span<const Date> dates) {
  switch (order) {
    case DocumentOrder::date:
      return order_by_date(dates);
    case DocumentOrder::similarity:
      return order_by_similarity(matrix);
    case DocumentOrder::input:
      break;
  }
  return order_by_input(dates.size());
}

}  // namespace leitwort
