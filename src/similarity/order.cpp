#include "similarity/views.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace leitwort {
namespace {

/// Two clusters that became one, by their numbers: 0 to D − 1 are the documents, D + i the cluster
/// made by merge i.
struct Merge {
  std::size_t first, second;
};

/// Average linkage by nearest-neighbour chains.
std::vector<Merge> cluster(SimilarityMatrix similarity) {
  const std::size_t n = similarity.size();
  std::vector<std::size_t> number(n), size(n, 1);  // by row: the cluster that lives there
  std::iota(number.begin(), number.end(), std::size_t{0});
  std::vector<bool> alive(n, true);
  std::vector<Merge> merges;
  std::vector<std::size_t> chain;
  while (merges.size() + 1 < n) {
    if (chain.empty()) {
      chain.push_back(
          static_cast<std::size_t>(std::find(alive.begin(), alive.end(), true) - alive.begin()));
    }
    const std::size_t tip = chain.back();
    // The one before the tip wins ties, or the chain would run in circles.
    const bool has_previous = chain.size() > 1;
    std::size_t nearest = has_previous ? chain[chain.size() - 2] : n;
    for (std::size_t j = 0; j < n; ++j) {
      if (!alive[j] || j == tip) continue;
      if (nearest == n || similarity(tip, j) > similarity(tip, nearest)) nearest = j;
    }
    if (!has_previous || nearest != chain[chain.size() - 2]) {
      chain.push_back(nearest);
      continue;
    }
    chain.resize(chain.size() - 2);
    const std::size_t keep = std::min(tip, nearest), gone = std::max(tip, nearest);
    merges.push_back({number[keep], number[gone]});
    const auto weight_keep = static_cast<double>(size[keep]),
               weight_gone = static_cast<double>(size[gone]);
    for (std::size_t j = 0; j < n; ++j) {
      if (!alive[j] || j == keep || j == gone) continue;
      similarity(keep, j) = similarity(j, keep) =
          (weight_keep * similarity(keep, j) + weight_gone * similarity(gone, j)) /
          (weight_keep + weight_gone);
    }
    size[keep] += size[gone];
    number[keep] = n + merges.size() - 1;
    alive[gone] = false;
  }
  return merges;
}

/// (matrix + its transpose) / 2; what is unknown is 0.
SimilarityMatrix symmetric_form(const SimilarityMatrix& matrix) {
  SimilarityMatrix symmetric(matrix.size());
  const auto given = similarity::view(matrix);
  const auto mean = (given + given.transpose()) / 2;
  similarity::view(symmetric) = mean.array().isNaN().select(0, mean);
  return symmetric;
}

}  // namespace

std::vector<DocumentIndex> order_by_input(std::size_t documents) {
  std::vector<DocumentIndex> order(documents);
  std::iota(order.begin(), order.end(), DocumentIndex{0});
  return order;
}

std::vector<DocumentIndex> order_by_date(std::span<const Date> dates) {
  std::vector<DocumentIndex> order = order_by_input(dates.size());
  std::ranges::sort(order, {}, [&](DocumentIndex d) {
    return std::tuple(!dates[d].known(), dates[d].year, dates[d].month, dates[d].day, d);
  });
  return order;
}

std::vector<DocumentIndex> order_by_similarity(const SimilarityMatrix& matrix) {
  const std::size_t n = matrix.size();
  if (n < 2) return order_by_input(n);
  const SimilarityMatrix symmetric = symmetric_form(matrix);

  std::vector<std::vector<DocumentIndex>> leaves(n);
  for (DocumentIndex d = 0; d < n; ++d) leaves[d] = {d};
  for (const Merge& merge : cluster(symmetric)) {
    std::vector<DocumentIndex> left = std::move(leaves[merge.first]);
    std::vector<DocumentIndex> right = std::move(leaves[merge.second]);
    // The four ways to lay two rows end to end; as they are, unless another is better.
    const double ways[] = {
        symmetric(left.back(), right.front()), symmetric(left.back(), right.back()),
        symmetric(left.front(), right.front()), symmetric(left.front(), right.back())};
    const auto best = std::max_element(std::begin(ways), std::end(ways)) - std::begin(ways);
    if (best >= 2) std::reverse(left.begin(), left.end());
    if (best == 1 || best == 3) std::reverse(right.begin(), right.end());
    left.insert(left.end(), right.begin(), right.end());
    leaves.push_back(std::move(left));
  }
  return std::move(leaves.back());
}

}  // namespace leitwort
