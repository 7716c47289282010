#include "text/token_blocks.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace leitwort::text {
namespace {

enum ByteClass : std::uint8_t {
  kLetter = 1,
  kDigit = 2,
  kApostrophe = 4,
  kWide = 8,
  kSeparator = 16
};

constexpr auto kClasses = [] {
  std::array<std::uint8_t, 256> classes{};
  for (unsigned c = 0; c < 256; ++c) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
      classes[c] = kLetter;
    else if (c >= '0' && c <= '9')
      classes[c] = kDigit;
    else if (c == '\'')
      classes[c] = kApostrophe;
    else if (c >= 0x80)
      classes[c] = kWide;
    else if (c < '<' || c > '>')
      classes[c] = kSeparator;
  }
  return classes;
}();

void fill_block_plain(const char* bytes, std::size_t b, TokenBlocks& blocks) {
  std::uint64_t letters = 0, digits = 0, apostrophes = 0, wide = 0, separators = 0;
  for (unsigned i = 0; i < 64; ++i) {
    const auto c = static_cast<unsigned char>(bytes[i]);
    const std::uint64_t kind = kClasses[c];
    letters |= (kind & 1) << i;
    digits |= (kind >> 1 & 1) << i;
    apostrophes |= (kind >> 2 & 1) << i;
    wide |= (kind >> 3 & 1) << i;
    separators |= (kind >> 4 & 1) << i;
    blocks.lower[64 * b + i] = static_cast<char>(c | 0x20);
  }
  blocks.letters[b] = letters;
  blocks.digits[b] = digits;
  blocks.apostrophes[b] = apostrophes;
  blocks.wide[b] = wide;
  blocks.separators[b] = separators;
}

#if defined(__x86_64__)
/// The bytes of x from `first` to `last`: one where x − first ≤ last − first, without sign.
LEITWORT_AVX2 inline std::uint32_t between(__m256i x, char first, char last) {
  const __m256i offset = _mm256_sub_epi8(x, _mm256_set1_epi8(first));
  const __m256i most = _mm256_set1_epi8(static_cast<char>(last - first));
  return static_cast<std::uint32_t>(
      _mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_max_epu8(offset, most), most)));
}

LEITWORT_AVX2 void fill_block_avx2(const char* bytes, std::size_t b, TokenBlocks& blocks) {
  std::uint64_t letters = 0, digits = 0, apostrophes = 0, wide = 0, relations = 0;
  for (std::size_t half = 0; half < 2; ++half) {
    const __m256i x = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + 32 * half));
    const __m256i lower = _mm256_or_si256(x, _mm256_set1_epi8(0x20));
    _mm256_store_si256(reinterpret_cast<__m256i*>(blocks.lower + 64 * b + 32 * half), lower);
    const std::size_t shift = 32 * half;
    letters |= std::uint64_t{between(lower, 'a', 'z')} << shift;
    digits |= std::uint64_t{between(x, '0', '9')} << shift;
    relations |= std::uint64_t{between(x, '<', '>')} << shift;
    apostrophes |= std::uint64_t{static_cast<std::uint32_t>(
                       _mm256_movemask_epi8(_mm256_cmpeq_epi8(x, _mm256_set1_epi8('\''))))}
                   << shift;
    wide |= std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(x))} << shift;
  }
  blocks.letters[b] = letters;
  blocks.digits[b] = digits;
  blocks.apostrophes[b] = apostrophes;
  blocks.wide[b] = wide;
  blocks.separators[b] = ~(letters | digits | apostrophes | wide | relations);
}

LEITWORT_AVX512 inline std::uint64_t between(__m512i x, char first, char last) {
  const __m512i offset = _mm512_sub_epi8(x, _mm512_set1_epi8(first));
  return _mm512_cmple_epu8_mask(offset, _mm512_set1_epi8(static_cast<char>(last - first)));
}

LEITWORT_AVX512 void fill_block_avx512(const char* bytes, std::size_t b, TokenBlocks& blocks) {
  const __m512i x = _mm512_loadu_si512(bytes);
  const __m512i lower = _mm512_or_si512(x, _mm512_set1_epi8(0x20));
  _mm512_store_si512(blocks.lower + 64 * b, lower);
  const std::uint64_t letters = between(lower, 'a', 'z'), digits = between(x, '0', '9');
  const std::uint64_t apostrophes = _mm512_cmpeq_epi8_mask(x, _mm512_set1_epi8('\''));
  const std::uint64_t wide = _mm512_movepi8_mask(x);
  blocks.letters[b] = letters;
  blocks.digits[b] = digits;
  blocks.apostrophes[b] = apostrophes;
  blocks.wide[b] = wide;
  blocks.separators[b] = ~(letters | digits | apostrophes | wide | between(x, '<', '>'));
}
#endif

using FillBlock = void (*)(const char*, std::size_t, TokenBlocks&);

template <FillBlock fill>
[[gnu::always_inline]] inline void fill_all(const char* bytes, std::size_t size,
                                            TokenBlocks& blocks) {
  const std::size_t whole = size / 64;
  for (std::size_t b = 0; b < whole; ++b) fill(bytes + 64 * b, b, blocks);
  if (size % 64 == 0) return;
  char last[64];  // nothing behind the end is read
  std::memset(last, ' ', sizeof last);
  std::memcpy(last, bytes + 64 * whole, size % 64);
  fill(last, whole, blocks);
}

[[gnu::always_inline]] inline std::size_t list_edges(const std::uint64_t* bits, std::size_t blocks,
                                                     std::uint32_t* edges) {
  std::uint32_t* out = edges;
  std::uint64_t before = 0;
  for (std::size_t b = 0; b <= blocks; ++b) {
    std::uint64_t changes = bits[b] ^ (bits[b] << 1 | before);
    before = bits[b] >> 63;
    const auto base = static_cast<std::uint32_t>(64 * b);
    const int count = std::popcount(changes);
    // Eight at a time without asking, for the number is hard to guess.
    for (int i = 0; i < count; i += 8) {
      for (int j = 0; j < 8; ++j) {
        out[i + j] = base + static_cast<std::uint32_t>(std::countr_zero(changes));
        changes &= changes - 1;
      }
    }
    out += count;
  }
  return static_cast<std::size_t>(out - edges);
}

#if defined(__x86_64__)
LEITWORT_AVX2 void fill_avx2(const char* bytes, std::size_t size, TokenBlocks& blocks) {
  fill_all<fill_block_avx2>(bytes, size, blocks);
}
LEITWORT_AVX512 void fill_avx512(const char* bytes, std::size_t size, TokenBlocks& blocks) {
  fill_all<fill_block_avx512>(bytes, size, blocks);
}
LEITWORT_AVX2 std::size_t list_edges_avx2(const std::uint64_t* bits, std::size_t blocks,
                                          std::uint32_t* edges) {
  return list_edges(bits, blocks, edges);
}
#endif

}  // namespace

void fill_blocks(const char* bytes, std::size_t size, TokenBlocks& blocks, Kernel kernel) {
#if defined(__x86_64__)
  if (kernel == Kernel::avx512) return fill_avx512(bytes, size, blocks);
  if (kernel == Kernel::avx2) return fill_avx2(bytes, size, blocks);
#endif
  (void)kernel;
  fill_all<fill_block_plain>(bytes, size, blocks);
}

std::size_t find_edges(const std::uint64_t* bits, std::size_t blocks, std::uint32_t* edges,
                       Kernel kernel) {
#if defined(__x86_64__)
  if (kernel != Kernel::plain) return list_edges_avx2(bits, blocks, edges);  // its bit counting
#endif
  (void)kernel;
  return list_edges(bits, blocks, edges);
}

}  // namespace leitwort::text
