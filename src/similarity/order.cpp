#include <leitwort/similarity.hpp>

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
  const auto n = static_cast<std::size_t>(similarity.rows());
  std::vector<std::size_t> number(n), size(n, 1);  // by row: the cluster that lives there
  std::iota(number.begin(), number.end(), std::size_t{0});
  std::vector<bool> alive(n, true);
  std::vector<Merge> merges;
  std::vector<std::size_t> chain;
  const auto at = [&](std::size_t i, std::size_t j) -> double& {
    return similarity(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
  };
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
      if (nearest == n || at(tip, j) > at(tip, nearest)) nearest = j;
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
      at(keep, j) = at(j, keep) =
          (weight_keep * at(keep, j) + weight_gone * at(gone, j)) / (weight_keep + weight_gone);
    }
    size[keep] += size[gone];
    number[keep] = n + merges.size() - 1;
    alive[gone] = false;
  }
  return merges;
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
  const auto n = static_cast<std::size_t>(matrix.rows());
  if (n < 2) return order_by_input(n);
  SimilarityMatrix symmetric = (matrix + matrix.transpose()) / 2;
  symmetric = symmetric.array().isNaN().select(0, symmetric);

  std::vector<std::vector<DocumentIndex>> leaves(n);
  for (DocumentIndex d = 0; d < n; ++d) leaves[d] = {d};
  const auto likeness = [&](DocumentIndex x, DocumentIndex y) {
    return symmetric(static_cast<Eigen::Index>(x), static_cast<Eigen::Index>(y));
  };
  for (const Merge& merge : cluster(symmetric)) {
    std::vector<DocumentIndex> left = std::move(leaves[merge.first]);
    std::vector<DocumentIndex> right = std::move(leaves[merge.second]);
    // The four ways to lay two rows end to end; as they are, unless another is better.
    const double ways[] = {
        likeness(left.back(), right.front()), likeness(left.back(), right.back()),
        likeness(left.front(), right.front()), likeness(left.front(), right.back())};
    const auto best = std::max_element(std::begin(ways), std::end(ways)) - std::begin(ways);
    if (best >= 2) std::reverse(left.begin(), left.end());
    if (best == 1 || best == 3) std::reverse(right.begin(), right.end());
    left.insert(left.end(), right.begin(), right.end());
    leaves.push_back(std::move(left));
  }
  return std::move(leaves.back());
}

}  // namespace leitwort
