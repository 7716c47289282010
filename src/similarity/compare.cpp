/// Comparing signatures: two by their slots, and all with all.

#include "similarity/compare.hpp"

#include "kernel.hpp"
#include "similarity/pairs.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace leitwort::similarity {
namespace {

[[gnu::always_inline]] inline unsigned count_all(const std::uint32_t* x, const std::uint32_t* y,
                                                 std::size_t slots) {
  unsigned equal = 0;
  for (std::size_t s = 0; s < slots; ++s) equal += x[s] == y[s] ? 1U : 0U;
  return equal;
}

unsigned mask_plain(const std::uint32_t* x, const std::uint32_t* y, std::size_t slots,
                    std::uint64_t* mask) {
  unsigned equal = 0;
  for (std::size_t s = 0; s < slots; s += 64) {
    std::uint64_t bits = 0;
    for (std::size_t i = s; i < std::min(s + 64, slots); ++i) {
      bits |= std::uint64_t{x[i] == y[i]} << (i - s);
    }
    *mask++ = bits;
    equal += static_cast<unsigned>(std::popcount(bits));
  }
  return equal;
}

[[gnu::always_inline]] inline unsigned count_bytes(const std::uint8_t* x, const std::uint8_t* y,
                                                   std::size_t n) {
  unsigned equal = 0;
  for (std::size_t i = 0; i < n; i += 64) {
    std::uint8_t part = 0;  // at most 64
    for (std::size_t j = i; j < i + 64; ++j)
      part = static_cast<std::uint8_t>(part + (x[j] == y[j]));
    equal += part;
  }
  return equal;
}

std::size_t screen_plain(const std::uint8_t* row, const std::uint8_t* rows, std::size_t count,
                         std::size_t stride, unsigned least, std::uint32_t* found) {
  std::size_t n = 0;
  for (std::size_t i = 0; i < count; ++i) {
    found[n] = static_cast<std::uint32_t>(i);
    n += count_bytes(row, rows + i * stride, stride) >= least ? 1 : 0;
  }
  return n;
}

#if defined(__x86_64__)
LEITWORT_AVX2 unsigned count_avx2(const std::uint32_t* x, const std::uint32_t* y,
                                  std::size_t slots) {
  return count_all(x, y, slots);
}
LEITWORT_AVX512 unsigned count_avx512(const std::uint32_t* x, const std::uint32_t* y,
                                      std::size_t slots) {
  unsigned equal = 0;
  std::size_t s = 0;
  for (; s + 16 <= slots; s += 16) {
    equal += static_cast<unsigned>(std::popcount(static_cast<unsigned>(
        _mm512_cmpeq_epi32_mask(_mm512_loadu_si512(x + s), _mm512_loadu_si512(y + s)))));
  }
  return equal + count_all(x + s, y + s, slots - s);
}

LEITWORT_AVX2 unsigned mask_avx2(const std::uint32_t* x, const std::uint32_t* y, std::size_t slots,
                                 std::uint64_t* mask) {
  unsigned equal = 0;
  std::size_t s = 0;
  for (; s + 64 <= slots; s += 64) {
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 64; i += 8) {
      const __m256i a = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(x + s + i));
      const __m256i b = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(y + s + i));
      const int lanes = _mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpeq_epi32(a, b)));
      bits |= static_cast<std::uint64_t>(static_cast<unsigned>(lanes)) << i;
    }
    *mask++ = bits;
    equal += static_cast<unsigned>(std::popcount(bits));
  }
  return s < slots ? equal + mask_plain(x + s, y + s, slots - s, mask) : equal;
}

LEITWORT_AVX512 unsigned mask_avx512(const std::uint32_t* x, const std::uint32_t* y,
                                     std::size_t slots, std::uint64_t* mask) {
  unsigned equal = 0;
  std::size_t s = 0;
  for (; s + 64 <= slots; s += 64) {
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 64; i += 16) {
      bits |= std::uint64_t{_mm512_cmpeq_epi32_mask(_mm512_loadu_si512(x + s + i),
                                                    _mm512_loadu_si512(y + s + i))}
              << i;
    }
    *mask++ = bits;
    equal += static_cast<unsigned>(std::popcount(bits));
  }
  return s < slots ? equal + mask_plain(x + s, y + s, slots - s, mask) : equal;
}

LEITWORT_AVX2 std::size_t screen_avx2(const std::uint8_t* row, const std::uint8_t* rows,
                                      std::size_t count, std::size_t stride, unsigned least,
                                      std::uint32_t* found) {
  std::size_t n = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint8_t* other = rows + i * stride;
    unsigned equal = 0;
    for (std::size_t j = 0; j < stride; j += 32) {
      const __m256i a = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(row + j));
      const __m256i b = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(other + j));
      equal += static_cast<unsigned>(
          std::popcount(static_cast<unsigned>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(a, b)))));
    }
    found[n] = static_cast<std::uint32_t>(i);
    n += equal >= least ? 1 : 0;
  }
  return n;
}

/// `vectors`: stride / 64, which lets the row stay in registers.
template <std::size_t vectors>
LEITWORT_AVX512 std::size_t screen_vectors(const std::uint8_t* row, const std::uint8_t* rows,
                                           std::size_t count, unsigned least,
                                           std::uint32_t* found) {
  __m512i part[vectors];
  for (std::size_t v = 0; v < vectors; ++v) part[v] = _mm512_loadu_si512(row + 64 * v);
  std::size_t n = 0;
  for (std::size_t i = 0; i < count; ++i) {
    unsigned equal = 0;
    for (std::size_t v = 0; v < vectors; ++v) {
      equal += static_cast<unsigned>(std::popcount(static_cast<std::uint64_t>(
          _mm512_cmpeq_epi8_mask(part[v], _mm512_loadu_si512(rows + (i * vectors + v) * 64)))));
    }
    found[n] = static_cast<std::uint32_t>(i);
    n += equal >= least ? 1 : 0;
  }
  return n;
}

LEITWORT_AVX512 std::size_t screen_avx512(const std::uint8_t* row, const std::uint8_t* rows,
                                          std::size_t count, std::size_t stride, unsigned least,
                                          std::uint32_t* found) {
  if (stride == 64) return screen_vectors<1>(row, rows, count, least, found);
  if (stride == 128) return screen_vectors<2>(row, rows, count, least, found);
  if (stride == 256) return screen_vectors<4>(row, rows, count, least, found);
  std::size_t n = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint8_t* other = rows + i * stride;
    unsigned equal = 0;
    for (std::size_t j = 0; j < stride; j += 64) {
      equal += static_cast<unsigned>(std::popcount(static_cast<std::uint64_t>(
          _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(row + j), _mm512_loadu_si512(other + j)))));
    }
    found[n] = static_cast<std::uint32_t>(i);
    n += equal >= least ? 1 : 0;
  }
  return n;
}
#endif

}  // namespace

unsigned count_equal(const std::uint32_t* x, const std::uint32_t* y, std::size_t slots,
                     Kernel kernel) {
#if defined(__x86_64__)
  if (kernel == Kernel::avx512) return count_avx512(x, y, slots);
  if (kernel == Kernel::avx2) return count_avx2(x, y, slots);
#endif
  (void)kernel;
  return count_all(x, y, slots);
}

unsigned equal_mask(const std::uint32_t* x, const std::uint32_t* y, std::size_t slots,
                    std::uint64_t* mask, Kernel kernel) {
#if defined(__x86_64__)
  if (kernel == Kernel::avx512) return mask_avx512(x, y, slots, mask);
  if (kernel == Kernel::avx2) return mask_avx2(x, y, slots, mask);
#endif
  (void)kernel;
  return mask_plain(x, y, slots, mask);
}

std::size_t screen(const std::uint8_t* row, const std::uint8_t* rows, std::size_t count,
                   std::size_t stride, unsigned least, std::uint32_t* found, Kernel kernel) {
#if defined(__x86_64__)
  if (kernel == Kernel::avx512) return screen_avx512(row, rows, count, stride, least, found);
  if (kernel == Kernel::avx2) return screen_avx2(row, rows, count, stride, least, found);
#endif
  (void)kernel;
  return screen_plain(row, rows, count, stride, least, found);
}

ByteSlots::ByteSlots(const Signatures& signatures)
    : stride_((std::size_t{signatures.options.slots} + 63) / 64 * 64),
      bytes_(signatures.documents() * stride_) {
  parallel_ranges(signatures.documents(), 1024, [&](std::size_t begin, std::size_t end) {
    for (std::size_t d = begin; d < end; ++d) {
      std::ranges::transform(signatures.of(static_cast<DocumentIndex>(d)),
                             bytes_.begin() + static_cast<std::ptrdiff_t>(d * stride_),
                             [](std::uint32_t value) { return static_cast<std::uint8_t>(value); });
    }
  });
}

unsigned least_equal(double jaccard, unsigned slots) {
  // A share that was computed from whole slots must come back to them.
  return static_cast<unsigned>(std::ceil(jaccard * slots - 1e-6));
}

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

namespace {

PairScore estimate_pair(const Signatures& signatures, DocumentIndex a, DocumentIndex b,
                        unsigned equal) {
  PairScore score = begin_score(a, b, signatures.shingles[a], signatures.shingles[b]);
  complete_estimate(score, equal, signatures.options.slots);
  return score;
}

}  // namespace

PairScore compare_signatures(const Signatures& signatures, DocumentIndex a, DocumentIndex b,
                             unsigned equal) {
  if (!signatures.is_small(a) || !signatures.is_small(b)) {
    return estimate_pair(signatures, a, b, equal);
  }
  PairScore score = begin_score(a, b, signatures.shingles[a], signatures.shingles[b]);
  const auto sorted = [&](DocumentIndex d) {
    const std::span<const std::uint64_t> set = signatures.small_set(d);
    std::vector<std::uint64_t> hashes(set.begin(), set.end());
    std::ranges::sort(hashes);
    return hashes;
  };
  score_sets(sorted(score.a), sorted(score.b), score);
  return score;
}

namespace {

/// Scores rows of all pairs of signatures.
class EstimatedRows {
 public:
  EstimatedRows(const Signatures& signatures, const PairSelection& selection, Kernel kernel)
      : signatures_(signatures), kernel_(kernel) {
    if (!selection.wants_all()) bytes_.emplace(signatures);
  }

  void operator()(const RowGroup& group) const {
    const auto documents = static_cast<DocumentIndex>(signatures_.documents());
    for (DocumentIndex block = group.column(0) / kBlock * kBlock; block < documents;
         block += kBlock) {
      const DocumentIndex end = std::min(documents, block + kBlock);
      for (std::size_t i = 0; i < group.rows.size(); ++i) {
        const DocumentIndex a = group.first + static_cast<DocumentIndex>(i);
        const DocumentIndex begin = std::max(block, group.column(i));
        if (begin < end) score_block(a, begin, end, group.rows[i]);
      }
    }
  }

 private:
  static constexpr DocumentIndex kBlock = 256;  // 32 KiB of bytes of 128 slots

  void score_block(DocumentIndex a, DocumentIndex begin, DocumentIndex end,
                   WantedScores& wanted) const {
    const unsigned slots = signatures_.options.slots;
    // Nobody wants the closest pairs for what they do not share.
    const unsigned least =
        wanted.wants_disjoint() ? 0 : std::max(1U, least_equal(wanted.least_jaccard(), slots));
    std::uint32_t found[kBlock];
    std::size_t count = end - begin;
    if (bytes_) {
      const auto padding = static_cast<unsigned>(bytes_->stride()) - slots;
      count = screen(bytes_->of(a), bytes_->of(begin), count, bytes_->stride(), least + padding,
                     found, kernel_);
    }
    for (std::size_t i = 0; i < count; ++i) {
      const DocumentIndex b = begin + (bytes_ ? found[i] : static_cast<DocumentIndex>(i));
      if (a == b) continue;
      const unsigned equal = count_equal(signatures_.rows[a], signatures_.rows[b], slots, kernel_);
      if (equal < least) continue;
      wanted.add(estimate_pair(signatures_, a, b, equal));
    }
  }

  const Signatures& signatures_;
  Kernel kernel_;
  std::optional<ByteSlots> bytes_;
};

}  // namespace
}  // namespace leitwort::similarity

namespace leitwort {

PairCount visit_pairs(const Signatures& signatures, PairSelection selection,
                      const PairVisitor& visit, const Observer& observer, Kernel kernel) {
  return similarity::visit_rows(signatures.documents(), selection, visit, observer,
                                similarity::EstimatedRows(signatures, selection, kernel));
}

}  // namespace leitwort
