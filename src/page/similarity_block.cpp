#include "page/blocks.hpp"
#include "page/contract.hpp"
#include <leitwort/measures.hpp>

#include <algorithm>
#include <numeric>
#include <utility>

namespace leitwort::page {
namespace {

using Pairs = std::vector<PagePair>;

/// The first documents of the pairs, each as the difference to the one before.
Each<std::uint64_t> firsts(const Pairs& pairs) {
  return Each<std::uint64_t>([&](const auto& take) {
    DocumentIndex a = 0;
    for (const PagePair& pair : pairs) take(pair.a - std::exchange(a, pair.a));
  });
}

/// The second ones, likewise where the first is the same.
Each<std::uint64_t> seconds(const Pairs& pairs) {
  return Each<std::uint64_t>([&](const auto& take) {
    DocumentIndex a = 0, b = 0;
    for (const PagePair& pair : pairs) {
      if (std::exchange(a, pair.a) != pair.a) b = 0;
      take(pair.b - std::exchange(b, pair.b));
    }
  });
}

/// Where the pairs stand when the closest come first.
std::vector<std::size_t> closest_first(const Pairs& pairs) {
  std::vector<std::size_t> order(pairs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, is_closer, [&](std::size_t i) -> const PagePair& { return pairs[i]; });
  return order;
}

contract::SimilarityTable table(const PageSimilarity& similarity) {
  const Pairs& pairs = similarity.pairs;
  const bool exact = similarity.method == Method::exact;
  const auto column = [&](bool known, double PagePair::* measure) {
    return known ? std::optional(each<Ratio>(pairs, measure)) : std::nullopt;
  };
  return {.k = similarity.k,
          .method = exact ? "exact" : "estimate",
          .shingles = each<std::uint64_t>(similarity.shingles),
          .a = firsts(pairs),
          .b = seconds(pairs),
          .shared = each<std::uint64_t>(pairs, &PagePair::shared),
          .jaccard = column(!exact, &PagePair::jaccard),
          .containment_a = column(!exact, &PagePair::containment_a),
          .containment_b = column(!exact, &PagePair::containment_b),
          .overlap = column(!exact, &PagePair::overlap),
          .error = column(!exact, &PagePair::error),
          .weighted = column(exact, &PagePair::weighted),
          .closest = each<std::uint64_t>(closest_first(pairs)),
          .by_similarity = each<std::uint64_t>(similarity.by_similarity)};
}

}  // namespace

std::string similarity_block(const PageTables& tables) {
  const contract::SimilarityBlock block{
      .tables = each<contract::SimilarityTable>(tables.similarity, table),
      .complete = std::ranges::all_of(tables.similarity, &PageSimilarity::complete)};
  JsonText json;
  write(json, block);
  return json.take();
}

}  // namespace leitwort::page
