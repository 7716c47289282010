#include "kernel.hpp"
#include "parallel.hpp"
#include "require.hpp"
#include <leitwort/similarity.hpp>

#include <algorithm>
#include <bit>

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

/// Applies `mix` to all.
[[gnu::always_inline]] inline void mix_all(std::uint64_t* hashes, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) hashes[i] = mix(hashes[i]);
}
#if defined(__x86_64__)
LEITWORT_AVX512 void mix_avx512(std::uint64_t* hashes, std::size_t n) {
  mix_all(hashes, n);
}
#endif

void mix_hashes(std::uint64_t* hashes, std::size_t n, Kernel kernel) {
#if defined(__x86_64__)
  if (kernel == Kernel::avx512) return mix_avx512(hashes, n);  // AVX2 has no such product
#endif
  (void)kernel;
  mix_all(hashes, n);
}

}  // namespace

std::span<const std::uint64_t> Shingler::operator()(std::span<const std::uint64_t> tokens) {
  LEITWORT_REQUIRE(k_ >= 1, "k ≥ 1");
  if (tokens.size() < k_) return {};
  const std::size_t n = tokens.size() - k_ + 1;
  if (hashes_.size() < n) hashes_.resize(2 * n);
  std::uint64_t leaving_power = 1;  // kBase^k: the weight of the token that leaves the window
  for (unsigned i = 0; i < k_; ++i) leaving_power *= kBase;
  std::uint64_t rolling = 0;
  for (std::size_t i = 0; i + 1 < k_; ++i) rolling = rolling * kBase + tokens[i];
  hashes_[0] = rolling = rolling * kBase + tokens[k_ - 1];
  for (std::size_t i = 1; i < n; ++i) {
    rolling = rolling * kBase + tokens[i + k_ - 1] - leaving_power * tokens[i - 1];
    hashes_[i] = rolling;
  }
  mix_hashes(hashes_.data(), n, kernel_);
  return std::span(hashes_).first(drop_repeated(n));
}

std::size_t Shingler::drop_repeated(std::size_t n) {
  // An open hash table of places in `hashes_`, less than half full; 0 is free.
  const std::size_t size = std::bit_ceil(2 * n);
  if (table_.size() < size) table_.resize(size);
  std::fill_n(table_.begin(), size, 0);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint64_t hash = hashes_[i];
    std::size_t slot = hash & (size - 1);
    while (table_[slot] != 0 && hashes_[table_[slot] - 1] != hash) slot = (slot + 1) & (size - 1);
    if (table_[slot] != 0) continue;
    hashes_[kept++] = hash;
    table_[slot] = static_cast<std::uint32_t>(kept);
  }
  return kept;
}

void append_set(std::span<const std::uint64_t> set, Shingles& shingles) {
  shingles.hashes.insert(shingles.hashes.end(), set.begin(), set.end());
  shingles.document_begin.push_back(shingles.hashes.size());
}

void append(const Shingles& from, Shingles& to) {
  const std::uint64_t before = to.hashes.size();
  to.hashes.insert(to.hashes.end(), from.hashes.begin(), from.hashes.end());
  for (std::size_t d = 0; d < from.documents(); ++d) {
    to.document_begin.push_back(before + from.document_begin[d + 1]);
  }
}

void append_shingles(const Tokens& tokens, const Vocabulary& vocabulary, Shingles& shingles) {
  LEITWORT_REQUIRE(shingles.k >= 1, "shingles.k ≥ 1");
  // A round of documents at a time: their sets are made side by side, then joined in order.
  constexpr std::size_t kRound = 256;
  std::vector<std::vector<std::uint64_t>> sets(std::min(kRound, tokens.documents()));
  for (std::size_t round = 0; round < tokens.documents(); round += kRound) {
    const std::size_t size = std::min(kRound, tokens.documents() - round);
    parallel_ranges(size, 16, [&](std::size_t begin, std::size_t end) {
      Shingler shingler(shingles.k);
      std::vector<std::uint64_t> hashes;
      for (std::size_t i = begin; i < end; ++i) {
        hashes.clear();
        for (const TokenId id : tokens.ids_of(static_cast<DocumentIndex>(round + i))) {
          hashes.push_back(vocabulary.hash(id));
        }
        const std::span<const std::uint64_t> set = shingler(hashes);
        sets[i].assign(set.begin(), set.end());
      }
    });
    for (std::size_t i = 0; i < size; ++i) append_set(sets[i], shingles);
  }
}

}  // namespace leitwort
