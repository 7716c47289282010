#include "parallel.hpp"
#include <leitwort/similarity.hpp>

#include <algorithm>

namespace leitwort {
namespace {

// Rolling polynomial hash over the tokens' own hashes, modulo 2⁶⁴. The base is odd and 3 modulo 8,
// so that differences of its powers lose at most a few bits.
constexpr std::uint64_t kBase = 0x9E3779B97F4A7C13;

/// The finaliser of MurmurHash3: every bit of the input moves every bit of the output.
std::uint64_t mix(std::uint64_t h) {
  h = (h ^ (h >> 33)) * 0xFF51AFD7ED558CCD;
  h = (h ^ (h >> 33)) * 0xC4CEB9FE1A85EC53;
  return h ^ (h >> 33);
}

/// The distinct shingles of one document, ascending.
void shingle_document(std::span<const TokenId> ids, const Vocabulary& vocabulary, unsigned k,
                      std::vector<std::uint64_t>& out) {
  out.clear();
  if (ids.size() < k) return;
  std::uint64_t leaving_power = 1;  // kBase^k: the weight of the token that leaves the window
  for (unsigned i = 0; i < k; ++i) leaving_power *= kBase;
  std::uint64_t rolling = 0;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    rolling = rolling * kBase + vocabulary.hash(ids[i]);
    if (i >= k) rolling -= leaving_power * vocabulary.hash(ids[i - k]);
    if (i + 1 >= k) out.push_back(mix(rolling));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

}  // namespace

void append_shingles(const Tokens& tokens, const Vocabulary& vocabulary, Shingles& shingles) {
  // A round of documents at a time: their sets are made side by side, then joined in order.
  constexpr std::size_t kRound = 256;
  std::vector<std::vector<std::uint64_t>> sets(std::min(kRound, tokens.documents()));
  for (std::size_t round = 0; round < tokens.documents(); round += kRound) {
    const std::size_t size = std::min(kRound, tokens.documents() - round);
    parallel_for(size, [&](std::size_t i) {
      shingle_document(tokens.ids_of(static_cast<DocumentIndex>(round + i)), vocabulary, shingles.k,
                       sets[i]);
    });
    for (std::size_t i = 0; i < size; ++i) {
      shingles.hashes.insert(shingles.hashes.end(), sets[i].begin(), sets[i].end());
      shingles.document_begin.push_back(shingles.hashes.size());
    }
  }
}

}  // namespace leitwort
