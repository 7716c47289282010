/// MinHash with 32-bit multiply-add permutations. Deviation from Broder (1997): a·h + b with
/// wrapping multiplication is no permutation of the shingles' hashes chosen at random among all,
/// but its error is measured to be that of one (tests/similarity/minhash_test.cpp). Multiplying
/// without wrapping would be nearly monotone in h and make all slots one.

#include "kernel.hpp"
#include "parallel.hpp"
#include <leitwort/similarity.hpp>

#include <algorithm>
#include <cstdlib>
#include <new>
#include <utility>

#include <sys/mman.h>
#include <xxhash.h>

namespace leitwort {
namespace {

constexpr std::size_t kBlock = 64;  // slots worked on at a time: they stay in registers or in L1

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

void sketch_plain(std::span<const std::uint64_t> hashes, const std::uint32_t* a,
                  const std::uint32_t* b, std::uint32_t* minima) {
  sketch_block(hashes, a, b, minima);
}

#if defined(__x86_64__)
LEITWORT_AVX2 void sketch_avx2(std::span<const std::uint64_t> hashes, const std::uint32_t* a,
                               const std::uint32_t* b, std::uint32_t* minima) {
  sketch_block(hashes, a, b, minima);
}
LEITWORT_AVX512 void sketch_avx512(std::span<const std::uint64_t> hashes, const std::uint32_t* a,
                                   const std::uint32_t* b, std::uint32_t* minima) {
  sketch_block(hashes, a, b, minima);
}
#endif

using SketchFunction = void (*)(std::span<const std::uint64_t>, const std::uint32_t*,
                                const std::uint32_t*, std::uint32_t*);

SketchFunction sketch_function(Kernel kernel) {
#if defined(__x86_64__)
  if (kernel == Kernel::avx512) return sketch_avx512;
  if (kernel == Kernel::avx2) return sketch_avx2;
#endif
  (void)kernel;
  return sketch_plain;
}

}  // namespace

Sketcher::Sketcher(const SignatureOptions& options, Kernel kernel)
    : slots_(options.slots), kernel_(kernel) {
  const std::size_t padded = (options.slots + kBlock - 1) / kBlock * kBlock;
  for (std::uint64_t s = 0; s < padded; ++s) {
    const std::uint64_t random = XXH3_64bits_withSeed(&s, sizeof s, options.seed);
    a_.push_back(static_cast<std::uint32_t>(random) | 1);  // odd, so that it is a permutation
    b_.push_back(static_cast<std::uint32_t>(random >> 32));
  }
}

void Sketcher::operator()(std::span<const std::uint64_t> shingles, std::uint32_t* slots) const {
  const SketchFunction sketch = sketch_function(kernel_);
  for (std::size_t s = 0; s < slots_; s += kBlock) {
    std::uint32_t minima[kBlock];
    sketch(shingles, &a_[s], &b_[s], minima);
    std::copy_n(minima, std::min<std::size_t>(kBlock, slots_ - s), slots + s);
  }
}

RowMemory::RowMemory(RowMemory&& other) noexcept {
  *this = std::move(other);
}

RowMemory& RowMemory::operator=(RowMemory&& other) noexcept {
  blocks_ = std::exchange(other.blocks_, {});
  shared_ = std::exchange(other.shared_, 0);
  free_ = std::exchange(other.free_, nullptr);
  free_bytes_ = std::exchange(other.free_bytes_, 0);
  return *this;
}

void* RowMemory::take(std::size_t bytes) {
  constexpr std::size_t kHugePage = std::size_t{1} << 21, kSmallest = std::size_t{1} << 14;
  // Rows of different values lie side by side.
  constexpr std::size_t kAlignment = alignof(std::uint64_t);
  bytes = (bytes + kAlignment - 1) / kAlignment * kAlignment;
  if (free_bytes_ < bytes) {
    // Twice as large each, up to a huge page: few documents take little. A long row takes more.
    const std::size_t usual =
        std::min(kHugePage, kSmallest << std::min<std::size_t>(blocks_.size(), 7));
    const std::size_t size = (bytes + usual - 1) / usual * usual;
    void* const block = std::aligned_alloc(usual, size);
    if (block == nullptr) throw std::bad_alloc();
    blocks_.emplace_back(block, std::free);
#if defined(MADV_HUGEPAGE)
    // A wish; without it there are more page faults.
    if (usual == kHugePage) ::madvise(block, size, MADV_HUGEPAGE);
#endif
    free_ = static_cast<std::byte*>(block);
    free_bytes_ = size;
  }
  free_bytes_ -= bytes;
  return std::exchange(free_, free_ + bytes);
}

void RowMemory::share_with(RowMemory& other) {
  for (; shared_ < blocks_.size(); ++shared_) other.keep(blocks_[shared_]);
}

void append_signature(std::span<const std::uint64_t> set, const Sketcher& sketcher,
                      Signatures& signatures) {
  const unsigned slots = signatures.options.slots;
  const std::span<std::uint32_t> row = signatures.memory.make<std::uint32_t>(slots);
  sketcher(set, row.data());
  signatures.rows.push_back(row.data());
  signatures.shingles.push_back(set.size());
  signatures.small_sets.push_back(set.size() < slots ? signatures.memory.copy(set).data()
                                                     : nullptr);
}

void move_documents(Signatures& from, Signatures& to) {
  const auto move = [](auto& source, auto& target) {
    target.insert(target.end(), source.begin(), source.end());
    source.clear();
  };
  move(from.rows, to.rows);
  move(from.small_sets, to.small_sets);
  move(from.shingles, to.shingles);
  from.memory.share_with(to.memory);
}

void append_signatures(const Shingles& shingles, Signatures& signatures, Kernel kernel) {
  const Sketcher sketcher(signatures.options, kernel);
  // A round of documents at a time, each thread some of them, joined in order.
  constexpr std::size_t kRound = 1024, kGrain = 64;
  std::vector<Signatures> parts(kRound / kGrain);
  for (Signatures& part : parts) part.options = signatures.options;
  for (std::size_t round = 0; round < shingles.documents(); round += kRound) {
    const std::size_t size = std::min(kRound, shingles.documents() - round);
    parallel_ranges(size, kGrain, [&](std::size_t begin, std::size_t end) {
      for (std::size_t d = begin; d < end; ++d) {
        append_signature(shingles.of(static_cast<DocumentIndex>(round + d)), sketcher,
                         parts[begin / kGrain]);
      }
    });
    for (std::size_t p = 0; p * kGrain < size; ++p) move_documents(parts[p], signatures);
  }
}

}  // namespace leitwort
