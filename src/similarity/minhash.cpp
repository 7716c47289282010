/// MinHash with 32-bit multiply-add permutations. Deviation from Broder (1997): a·h + b with
/// wrapping multiplication is no permutation of the shingles' hashes chosen at random among all,
/// but its error is measured to be that of one (tests/similarity/minhash_test.cpp). Multiplying
/// without wrapping would be nearly monotone in h and make all slots one.

#include "kernel.hpp"
#include "parallel.hpp"
#include "similarity/pairs.hpp"
#include <leitwort/error.hpp>
#include <leitwort/similarity.hpp>

#include <algorithm>
#include <cmath>

#include <xxhash.h>

namespace leitwort {
namespace {

constexpr std::size_t kBlock = 64;  // slots worked on at a time: they stay in registers or in L1

/// The permutations, padded to whole blocks.
struct Permutations {
  std::vector<std::uint32_t> a, b;

  explicit Permutations(const SignatureOptions& options) {
    const std::size_t padded = (options.slots + kBlock - 1) / kBlock * kBlock;
    for (std::uint64_t s = 0; s < padded; ++s) {
      const std::uint64_t random = XXH3_64bits_withSeed(&s, sizeof s, options.seed);
      a.push_back(static_cast<std::uint32_t>(random) | 1);  // odd, so that it is a permutation
      b.push_back(static_cast<std::uint32_t>(random >> 32));
    }
  }
};

/// The minima of one block of slots. The body of all kernels; each compiles it for its machine.
[[gnu::always_inline]] inline void sketch_block(std::span<const std::uint64_t> hashes,
                                                const std::uint32_t* a, const std::uint32_t* b,
                                                std::uint32_t* minima) {
  std::uint32_t m[kBlock];
  std::fill_n(m, kBlock, 0xFFFFFFFFU);
  for (const std::uint64_t hash : hashes) {
    const auto h = static_cast<std::uint32_t>(hash >> 32);
    for (std::size_t s = 0; s < kBlock; ++s) m[s] = std::min(m[s], a[s] * h + b[s]);
  }
  std::copy_n(m, kBlock, minima);
}

/// How many slots of two signatures are equal. Likewise.
[[gnu::always_inline]] inline unsigned count_equal(const std::uint32_t* x, const std::uint32_t* y,
                                                   std::size_t slots) {
  unsigned equal = 0;
  for (std::size_t s = 0; s < slots; ++s) equal += x[s] == y[s] ? 1U : 0U;
  return equal;
}

/// One machine's versions of both.
struct KernelFunctions {
  void (*sketch)(std::span<const std::uint64_t>, const std::uint32_t*, const std::uint32_t*,
                 std::uint32_t*);
  unsigned (*equal)(const std::uint32_t*, const std::uint32_t*, std::size_t);
};

void sketch_plain(std::span<const std::uint64_t> hashes, const std::uint32_t* a,
                  const std::uint32_t* b, std::uint32_t* minima) {
  sketch_block(hashes, a, b, minima);
}
unsigned equal_plain(const std::uint32_t* x, const std::uint32_t* y, std::size_t slots) {
  return count_equal(x, y, slots);
}

#if defined(__x86_64__)
LEITWORT_AVX2 void sketch_avx2(std::span<const std::uint64_t> hashes, const std::uint32_t* a,
                               const std::uint32_t* b, std::uint32_t* minima) {
  sketch_block(hashes, a, b, minima);
}
LEITWORT_AVX2 unsigned equal_avx2(const std::uint32_t* x, const std::uint32_t* y,
                                  std::size_t slots) {
  return count_equal(x, y, slots);
}
LEITWORT_AVX512 void sketch_avx512(std::span<const std::uint64_t> hashes, const std::uint32_t* a,
                                   const std::uint32_t* b, std::uint32_t* minima) {
  sketch_block(hashes, a, b, minima);
}
LEITWORT_AVX512 unsigned equal_avx512(const std::uint32_t* x, const std::uint32_t* y,
                                      std::size_t slots) {
  return count_equal(x, y, slots);
}
#endif

KernelFunctions functions_of(Kernel kernel) {
#if defined(__x86_64__)
  if (kernel == Kernel::avx512) return {sketch_avx512, equal_avx512};
  if (kernel == Kernel::avx2) return {sketch_avx2, equal_avx2};
#endif
  (void)kernel;
  return {sketch_plain, equal_plain};
}

}  // namespace

void append_signatures(const Shingles& shingles, Signatures& signatures, Kernel kernel) {
  const Permutations permutations(signatures.options);
  const auto sketch = functions_of(kernel).sketch;
  const std::size_t slots = signatures.options.slots;
  const std::size_t before = signatures.documents();
  signatures.values.resize((before + shingles.documents()) * slots);
  signatures.shingles.resize(before + shingles.documents());
  parallel_for(shingles.documents(), [&](std::size_t d) {
    const std::span<const std::uint64_t> hashes = shingles.of(static_cast<DocumentIndex>(d));
    signatures.shingles[before + d] = hashes.size();
    std::uint32_t* values = signatures.values.data() + (before + d) * slots;
    for (std::size_t s = 0; s < slots; s += kBlock) {
      std::uint32_t minima[kBlock];
      sketch(hashes, &permutations.a[s], &permutations.b[s], minima);
      std::copy_n(minima, std::min<std::size_t>(kBlock, slots - s), values + s);
    }
  });
}

namespace similarity {

void complete_estimate(PairScore& score, unsigned equal, unsigned slots) {
  score.method = Method::estimate;
  const auto a = static_cast<double>(score.shingles_a), b = static_cast<double>(score.shingles_b);
  if (a + b == 0) {
    score.standard_error = kUnknown;
    score.interval = {kUnknown, kUnknown};
    return;
  }
  // Empty sets have equal signatures only with each other; with any other set J is exactly 0.
  const double j = a == 0 || b == 0 ? 0 : static_cast<double>(equal) / slots;
  score.jaccard = j;
  score.standard_error = std::sqrt(j * (1 - j) / slots);
  score.interval = wilson_interval(j * slots, slots);
  // |A ∩ B| = J (|A| + |B|) / (1 + J), and it cannot exceed the smaller set.
  const double shared = std::min(j * (a + b) / (1 + j), std::min(a, b));
  score.shared = static_cast<std::uint64_t>(std::llround(shared));
  score.united = static_cast<std::uint64_t>(std::llround(a + b - shared));
  score.containment_a = a > 0 ? shared / a : kUnknown;
  score.containment_b = b > 0 ? shared / b : kUnknown;
  score.overlap = std::min(a, b) > 0 ? shared / std::min(a, b) : kUnknown;
}

}  // namespace similarity

PairCount visit_pairs(const Signatures& signatures, PairSelection selection,
                      const PairVisitor& visit, Kernel kernel) {
  const auto equal_slots = functions_of(kernel).equal;
  const unsigned slots = signatures.options.slots;
  const auto row = [&](DocumentIndex a, DocumentIndex first, const auto& emit) {
    for (auto b = first; b < signatures.documents(); ++b) {
      if (b == a) continue;
      const unsigned equal = equal_slots(signatures.of(a).data(), signatures.of(b).data(), slots);
      // Nobody wants the closest pairs for what they do not share.
      if (selection.closest > 0 && equal == 0) continue;
      PairScore score;
      score.a = std::min(a, b);
      score.b = std::max(a, b);
      score.shingles_a = signatures.shingles[score.a];
      score.shingles_b = signatures.shingles[score.b];
      similarity::complete_estimate(score, equal, slots);
      emit(score);
    }
  };
  return similarity::visit_rows(signatures.documents(), selection, visit, row);
}

}  // namespace leitwort
