/// Tokens as hashes only, for those who do not ask where they stood. Text in ASCII is cut by
/// bitmaps, 64 bytes at a time; a run that holds anything else goes to the tokeniser proper, once
/// for each run that recurs.

#include "require.hpp"
#include "text/token_blocks.hpp"
#include "text/tokenize.hpp"
#include <leitwort/text.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <memory>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace leitwort {
namespace {

using text::TokenBlocks;

/// The hashes of the tokens of short runs that were met before.
class RunMemory {
 public:
  /// The hashes of `run`, or null where they are not known.
  [[nodiscard]] const std::vector<std::uint64_t>* find(std::string_view run) const {
    const Entry& entry = entries_[place(run)];
    return entry.run == run ? &entry.hashes : nullptr;
  }
  /// Forgets another run where the two want the same place. REQUIRES: `run` is not empty.
  void put(std::string_view run, std::span<const std::uint64_t> hashes) {
    Entry& entry = entries_[place(run)];
    entry.run = run;
    entry.hashes.assign(hashes.begin(), hashes.end());
  }

 private:
  struct Entry {
    std::string run;
    std::vector<std::uint64_t> hashes;
  };
  [[nodiscard]] std::size_t place(std::string_view run) const {
    return XXH3_64bits(run.data(), run.size()) % entries_.size();
  }
  std::vector<Entry> entries_ = std::vector<Entry>(std::size_t{1} << 12);
};

}  // namespace

struct TokenHasher::State {
  explicit State(Kernel k) : kernel(k) {}

  Kernel kernel;
  TokenBlocks blocks;
  std::uint64_t words[TokenBlocks::kBlocks + 1];  // bit i: byte i belongs to a token, or to a run
  std::vector<std::uint32_t> runs;  // where runs with bytes beyond ASCII begin, ascending
  // Begin and end of every token and run, one after another; their hashes, those of runs
  // meaningless; their numbers by range of length.
  static constexpr std::size_t kMostWords = TokenBlocks::kBytes / 2 + 1;
  std::vector<std::uint32_t> edges = std::vector<std::uint32_t>(TokenBlocks::kBytes + 64);
  std::vector<std::uint64_t> word_hashes = std::vector<std::uint64_t>(kMostWords);
  std::vector<std::uint32_t> by_length = std::vector<std::uint32_t>(3 * kMostWords);
  RunMemory memory;
  Tokens tokens;
  Vocabulary vocabulary;

  void append_slowly(std::string_view text, std::size_t begin, std::span<const Span> cut,
                     std::vector<std::uint64_t>& hashes) {
    tokens.clear();
    vocabulary.clear();
    text::tokenize_text(text, begin, false, tokens, vocabulary, cut);
    for (const TokenId id : tokens.ids) hashes.push_back(vocabulary.hash(id));
  }

  void append_run(std::string_view run, std::vector<std::uint64_t>& hashes) {
    constexpr std::size_t kLongest = 64;  // longer ones hardly recur
    if (run.size() > kLongest) return append_slowly(run, 0, {}, hashes);
    if (const auto* known = memory.find(run)) {
      hashes.insert(hashes.end(), known->begin(), known->end());
      return;
    }
    const std::size_t before = hashes.size();
    append_slowly(run, 0, {}, hashes);
    memory.put(run, std::span(hashes).subspan(before));
  }

  /// The last separator before `end`; `end` itself if there is none.
  [[nodiscard]] std::size_t last_separator(std::size_t end) const {
    for (std::size_t b = (end + 63) / 64; b-- > 0;) {
      std::uint64_t bits = blocks.separators[b];
      if (64 * b + 64 > end) bits &= ~std::uint64_t{0} >> (64 * b + 64 - end);
      if (bits != 0) return 64 * b + 63 - static_cast<std::size_t>(std::countl_zero(bits));
    }
    return end;
  }
  /// The first separator at `begin` or behind it, before `end`; `end` if there is none.
  [[nodiscard]] std::size_t next_separator(std::size_t begin, std::size_t end) const {
    for (std::size_t b = begin / 64; 64 * b < end; ++b) {
      std::uint64_t bits = blocks.separators[b];
      if (64 * b < begin) bits &= ~std::uint64_t{0} << (begin % 64);
      if (bits != 0) {
        return std::min(end, 64 * b + static_cast<std::size_t>(std::countr_zero(bits)));
      }
    }
    return end;
  }

  /// Letters, digits, and apostrophes between letters.
  void mark_words(std::size_t block_count) {
    std::uint64_t before = 0;  // the letter bit of the byte before the block
    for (std::size_t b = 0; b < block_count; ++b) {
      const std::uint64_t letters = blocks.letters[b];
      const std::uint64_t after = b + 1 < block_count ? blocks.letters[b + 1] << 63 : 0;
      const std::uint64_t inside =
          blocks.apostrophes[b] & (letters << 1 | before) & (letters >> 1 | after);
      words[b] = letters | blocks.digits[b] | inside;
      before = letters >> 63;
    }
    words[block_count] = 0;
  }

  /// What stands around a byte beyond ASCII, up to the separators on both sides, becomes one run.
  void mark_runs(std::size_t block_count, std::size_t end) {
    runs.clear();
    std::size_t done = 0;
    for (std::size_t b = 0; b < block_count; ++b) {
      for (std::uint64_t wide = blocks.wide[b]; wide != 0; wide &= wide - 1) {
        const std::size_t at = 64 * b + static_cast<std::size_t>(std::countr_zero(wide));
        if (at < done) continue;
        if (at >= end) return;
        const std::size_t separator = last_separator(at);
        const std::size_t first = separator == at ? 0 : separator + 1;
        done = next_separator(at, end);
        runs.push_back(static_cast<std::uint32_t>(first));
        for (std::size_t i = first; i < done; ++i) words[i / 64] |= std::uint64_t{1} << (i % 64);
      }
    }
  }

  /// Hashes the `count` words between `edges` into `word_hashes`. XXH3 takes another way for each
  /// of four ranges of length; words are hashed range by range, for guessing the way of each would
  /// take longer than hashing it.
  void hash_words(std::size_t count) {
    std::uint32_t* const shorter = by_length.data();
    std::uint32_t* const middle = shorter + kMostWords;
    std::uint32_t* const longer = middle + kMostWords;
    std::size_t s = 0, m = 0, l = 0;
    for (std::size_t t = 0; t < count; ++t) {
      const std::uint32_t length = edges[2 * t + 1] - edges[2 * t];
      shorter[s] = middle[m] = longer[l] = static_cast<std::uint32_t>(t);
      // Comparisons without branches: the sign bits of length − 4 and length − 9.
      const std::uint32_t up_to_3 = (length - 4) >> 31, up_to_8 = (length - 9) >> 31;
      s += up_to_3;
      m += up_to_8 - up_to_3;
      l += 1 - up_to_8;
    }
    hash_range<1, 3>({shorter, s});
    hash_range<4, 8>({middle, m});
    hash_range<9, TokenBlocks::kBytes>({longer, l});
  }

  template <std::size_t least, std::size_t most>
  void hash_range(std::span<const std::uint32_t> words_of_range) {
    for (const std::size_t t : words_of_range) {
      const std::size_t length = edges[2 * t + 1] - edges[2 * t];
      if (length < least || length > most) __builtin_unreachable();
      word_hashes[t] = XXH3_64bits(blocks.lower + edges[2 * t], length);
    }
  }

  /// Takes as many bytes of `text` from `begin` on as it can; returns where it stopped: at a place
  /// where no token stands on both sides.
  std::size_t append_piece(std::string_view text, std::size_t begin,
                           std::vector<std::uint64_t>& hashes) {
    const std::size_t size = std::min(text.size() - begin, TokenBlocks::kBytes);
    text::fill_blocks(text.data() + begin, size, blocks, kernel);
    std::size_t end = size;
    if (begin + size < text.size()) {
      const std::size_t separator = last_separator(size);
      if (separator == size) return append_long_run(text, begin, hashes);
      end = separator + 1;
    }
    const std::size_t block_count = (end + 63) / 64;
    if (end % 64 != 0) {  // what lies behind the end is left to the next piece
      const std::uint64_t keep = ~std::uint64_t{0} >> (64 - end % 64);
      blocks.letters[block_count - 1] &= keep;
      blocks.digits[block_count - 1] &= keep;
    }
    mark_words(block_count);
    mark_runs(block_count, end);
    const std::size_t count = text::find_edges(words, block_count, edges.data(), kernel) / 2;
    hash_words(count);
    const auto first = word_hashes.begin();
    std::size_t done = 0;
    for (std::size_t t = 0; const std::uint32_t run : runs) {
      while (edges[2 * t] != run) ++t;
      hashes.insert(hashes.end(), first + static_cast<std::ptrdiff_t>(done),
                    first + static_cast<std::ptrdiff_t>(t));
      append_run(text.substr(begin + run, edges[2 * t + 1] - run), hashes);
      done = t + 1;
    }
    hashes.insert(hashes.end(), first + static_cast<std::ptrdiff_t>(done),
                  first + static_cast<std::ptrdiff_t>(count));
    return begin + end;
  }

  /// A run longer than all blocks.
  std::size_t append_long_run(std::string_view text, std::size_t begin,
                              std::vector<std::uint64_t>& hashes) {
    std::size_t end = begin + TokenBlocks::kBytes;
    for (; end < text.size(); end += TokenBlocks::kBytes) {
      const std::size_t size = std::min(text.size() - end, TokenBlocks::kBytes);
      text::fill_blocks(text.data() + end, size, blocks, kernel);
      const std::size_t separator = next_separator(0, size);
      if (separator < size) {
        end += separator;
        break;
      }
    }
    end = std::min(end, text.size());
    append_slowly(text.substr(begin, end - begin), 0, {}, hashes);
    return end;
  }
};

TokenHasher::TokenHasher(Kernel kernel) : state_(std::make_unique<State>(kernel)) {}
TokenHasher::~TokenHasher() = default;
TokenHasher::TokenHasher(TokenHasher&&) noexcept = default;
TokenHasher& TokenHasher::operator=(TokenHasher&&) noexcept = default;

void TokenHasher::append(std::string_view text, std::size_t begin, std::span<const Span> cut,
                         std::vector<std::uint64_t>& hashes) {
  LEITWORT_REQUIRE(text.size() < std::uint64_t{1} << 32, "text.size() < 2³²");
  if (!cut.empty()) return state_->append_slowly(text, begin, cut, hashes);
  while (begin < text.size()) begin = state_->append_piece(text, begin, hashes);
}

}  // namespace leitwort
