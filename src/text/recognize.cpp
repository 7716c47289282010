// Function words of a language without a list, recognised by what they do. They are frequent, and
// they stand beside almost anything: what precedes or follows `the` is nearly as varied as words
// drawn at random, while `nations` follows `united` and little else.
//
// The measure, promiscuity: the different neighbours of a word on one side, over the number of
// different words expected among as many words drawn at random from the same texts; the larger of
// the two sides counts, because articles are free to the right, prepositions to the left. It would
// fall with the number of occurrences, so at most kSample of them are looked at, evenly spread.

#include "text/language.hpp"
#include "text/normalize.hpp"

#include <algorithm>
#include <cmath>

namespace leitwort::text {
namespace {

/// One token in so many, at least. Rarer words are recognised less surely: `great` and `new` are as
/// free in what they precede as articles are.
constexpr std::size_t kOneIn = 200;
/// Fewer occurrences show nothing.
constexpr std::size_t kFewest = 30;
constexpr std::size_t kSample = 500;
/// In English speeches, statements and Bible versions, and in Indonesian novels, words above it are
/// function words without exception; nouns reach 0.70 (`cooperation` in five statements).
constexpr double kLeastPromiscuity = 0.75;

/// The neighbours of a frequent word on one side.
struct Neighbours {
  std::size_t met = 0;  // occurrences with a neighbour
  std::vector<TokenId> sample;

  void add(TokenId neighbour, std::size_t step) {
    if (met++ % step == 0) sample.push_back(neighbour);
  }
  std::size_t different() {
    std::ranges::sort(sample);
    return static_cast<std::size_t>(std::ranges::unique(sample).begin() - sample.begin());
  }
};

struct FrequentWord {
  TokenId id = 0;
  std::size_t step = 1;  // every how many occurrences are looked at
  Neighbours left, right;
};

class Recognition {
 public:
  Recognition(const Tokens& tokens, const Vocabulary& vocabulary,
              std::span<const std::uint8_t> selected)
      : tokens_(tokens), selected_(selected), counts_(vocabulary.size(), 0) {
    for_each_document([&](TokenIndex begin, TokenIndex end) {
      for (TokenIndex t = begin; t < end; ++t) ++counts_[tokens_.ids[t]];
      total_ += end - begin;
    });
    place_.assign(vocabulary.size(), kRare);
    for (TokenId id = 0; id < counts_.size(); ++id) {
      if (counts_[id] < kFewest || counts_[id] * kOneIn < total_) continue;
      if (classify(first_character(vocabulary[id])) == CharacterClass::digit) continue;
      place_[id] = static_cast<std::uint32_t>(frequent_.size());
      frequent_.push_back({id, (counts_[id] + kSample - 1) / kSample, {}, {}});
    }
  }

  std::vector<TokenId> function_words() {
    collect_neighbours();
    std::vector<TokenId> found;
    for (FrequentWord& word : frequent_) {
      if (std::max(promiscuity(word.left), promiscuity(word.right)) >= kLeastPromiscuity) {
        found.push_back(word.id);
      }
    }
    return found;
  }

 private:
  template <typename Use>
  void for_each_document(const Use& use) {
    for (std::size_t d = 0; d < tokens_.documents(); ++d) {
      if (selected_[d] != 0) use(tokens_.document_begin[d], tokens_.document_begin[d + 1]);
    }
  }

  void collect_neighbours() {
    for_each_document([&](TokenIndex begin, TokenIndex end) {
      for (TokenIndex t = begin + 1; t < end; ++t) {
        if ((tokens_.marks[t] & kBreakBefore) != 0) continue;
        const TokenId before = tokens_.ids[t - 1], after = tokens_.ids[t];
        if (place_[before] != kRare) {
          FrequentWord& word = frequent_[place_[before]];
          word.right.add(after, word.step);
        }
        if (place_[after] != kRare) {
          FrequentWord& word = frequent_[place_[after]];
          word.left.add(before, word.step);
        }
      }
    });
  }

  /// Σ over words of the chance that at least one of `draws` is this word.
  [[nodiscard]] double expected_different(std::size_t draws) const {
    double expected = 0;
    for (const std::size_t count : counts_) {
      if (count == 0) continue;
      const double share = static_cast<double>(count) / static_cast<double>(total_);
      expected += 1 - std::exp(static_cast<double>(draws) * std::log1p(-share));
    }
    return expected;
  }

  [[nodiscard]] double promiscuity(Neighbours& side) const {
    const std::size_t draws = side.sample.size();
    if (draws < kFewest / 2) return 0;
    return static_cast<double>(side.different()) / expected_different(draws);
  }

  static constexpr std::uint32_t kRare = 0xFFFFFFFF;
  const Tokens& tokens_;
  std::span<const std::uint8_t> selected_;  // by document
  std::vector<std::size_t> counts_;         // by TokenId
  std::size_t total_ = 0;
  std::vector<std::uint32_t> place_;  // by TokenId; index into frequent_, or kRare
  std::vector<FrequentWord> frequent_;
};

}  // namespace

std::vector<TokenId> recognize_function_words(const Tokens& tokens, const Vocabulary& vocabulary,
                                              std::span<const std::uint8_t> selected) {
  return Recognition(tokens, vocabulary, selected).function_words();
}

}  // namespace leitwort::text
