#include "parallel.hpp"
#include "passages/stages.hpp"

#include <algorithm>
#include <numeric>

namespace leitwort::passages {

std::uint64_t hash_of(std::span<const TokenId> ids, const Vocabulary& vocabulary) {
  constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15U;  // odd, so that no token is forgotten
  std::uint64_t hash = 0;
  for (const TokenId id : ids) hash = (hash ^ (hash >> 29)) * kFactor + vocabulary.hash(id);
  return hash;
}

std::vector<std::uint32_t> rank_documents(const PassageInput& input) {
  const std::size_t documents = input.tokens.documents();
  std::vector<std::uint64_t> hashes(documents);
  parallel_ranges(documents, 64, [&](std::size_t begin, std::size_t end) {
    for (std::size_t d = begin; d < end; ++d) {
      hashes[d] = hash_of(input.tokens.ids_of(static_cast<DocumentIndex>(d)), input.vocabulary);
    }
  });
  std::vector<DocumentIndex> order(documents);
  std::iota(order.begin(), order.end(), DocumentIndex{0});
  std::ranges::sort(order, [&](DocumentIndex x, DocumentIndex y) {
    if (hashes[x] != hashes[y]) return hashes[x] < hashes[y];
    const int ids = input.documents[x].id.compare(input.documents[y].id);
    return ids != 0 ? ids < 0 : x < y;
  });
  std::vector<std::uint32_t> ranks(documents);
  for (std::size_t i = 0; i < documents; ++i) ranks[order[i]] = static_cast<std::uint32_t>(i);
  return ranks;
}

}  // namespace leitwort::passages
