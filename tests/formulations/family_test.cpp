#include "oracle/family.hpp"

#include "formulations/stages.hpp"

#include <random>

#include <gtest/gtest.h>

namespace leitwort::formulations {
namespace {

/// A sequence of words as a skeleton has it, with other tokens between some of them.
struct Sequence {
  Tokens tokens;
  WordSequence words;
  WordStatistics statistics;

  void begin_document() { broken_ = true; }
  void end_document() {
    tokens.document_begin.push_back(static_cast<TokenIndex>(tokens.ids.size()));
    tokens.hard_wrapped.push_back(0);
    words.document_begin.push_back(static_cast<std::uint32_t>(words.size()));
  }
  void add_break() { broken_ = true; }
  /// A token that is no word of the skeleton.
  void add_other(TokenId id) { add_token(id); }
  void add_word(std::int32_t symbol) {
    const auto at = static_cast<TokenIndex>(tokens.ids.size());
    if (open_break()) add(kSeparator, at, 0);
    add_token(static_cast<TokenId>(symbol));
    add(symbol, at, 1);
  }
  void finish(std::int32_t alphabet, const std::vector<float>& weights) {
    words.alphabet = alphabet;
    statistics.frequency.resize(static_cast<std::size_t>(alphabet));
    for (const std::int32_t s : words.symbols) {
      ++statistics.frequency[static_cast<std::size_t>(s)];
    }
    statistics.weight = weights;
    statistics.bits.resize(static_cast<std::size_t>(alphabet));
  }
  [[nodiscard]] std::vector<Window> shared(const Pattern& head,
                                           const FamilyOptions& options) const {
    const DocumentAt document_at(words);
    return FamilySearch(tokens, words, document_at, statistics, options).shared(head);
  }
  [[nodiscard]] std::vector<Window> replaced(const Pattern& head,
                                             const FamilyOptions& options) const {
    const DocumentAt document_at(words);
    return FamilySearch(tokens, words, document_at, statistics, options).replaced(head);
  }
  [[nodiscard]] std::vector<Window> find(const Pattern& head, const FamilyOptions& options) const {
    const DocumentAt document_at(words);
    return FamilySearch(tokens, words, document_at, statistics, options).find(head);
  }

 private:
  bool open_break() { return std::exchange(broken_, false); }
  void add_token(TokenId id) {
    tokens.ids.push_back(id);
    tokens.marks.push_back(0);
  }
  void add(std::int32_t symbol, TokenIndex begin, std::uint8_t length) {
    words.symbols.push_back(symbol);
    words.begin.push_back(begin);
    words.length.push_back(length);
  }
  bool broken_ = true;
};

struct Shape {
  std::size_t documents = 3;
  std::size_t longest = 25;
  std::int32_t alphabet = 6;
  unsigned others_percent = 30;
  unsigned break_percent = 8;
};

Sequence random_sequence(std::mt19937& random, const Shape& shape) {
  Sequence sequence;
  for (std::size_t d = 0; d < shape.documents; ++d) {
    sequence.begin_document();
    for (std::size_t i = random() % (shape.longest + 1); i > 0; --i) {
      while (random() % 100 < shape.others_percent) {
        sequence.add_other(static_cast<TokenId>(1000 + random() % 2));
      }
      if (random() % 100 < shape.break_percent) sequence.add_break();
      sequence.add_word(
          static_cast<std::int32_t>(1 + random() % static_cast<unsigned>(shape.alphabet - 1)));
    }
    sequence.end_document();
  }
  // In steps in which sums are exact: ties are ties.
  std::vector<float> weights;
  for (std::int32_t s = 0; s < shape.alphabet; ++s) {
    weights.push_back(static_cast<float>(1 + random() % 256) / 256);
  }
  sequence.finish(shape.alphabet, weights);
  return sequence;
}

/// Words that stand somewhere in the sequence, or any.
Pattern random_head(std::mt19937& random, const Sequence& sequence) {
  Pattern head;
  const auto alphabet = static_cast<unsigned>(sequence.words.alphabet - 1);
  const std::size_t length = 2 + random() % 5;
  const std::size_t size = sequence.words.size();
  const std::size_t from = size == 0 ? 0 : random() % size;
  for (std::size_t p = from; p < std::min(size, from + length); ++p) {
    if (sequence.words.symbols[p] == kSeparator) break;
    head.words.push_back(sequence.words.symbols[p]);
  }
  if (head.words.size() >= 2) {
    const auto last = static_cast<Position>(from + head.words.size() - 1);
    for (auto p = static_cast<Position>(from); p < last; ++p) {
      head.between.emplace_back(sequence.tokens.ids.begin() + sequence.words.end(p),
                                sequence.tokens.ids.begin() + sequence.words.begin[p + 1]);
    }
    head.tokens = sequence.words.end(last) - sequence.words.begin[from];
    return head;
  }
  while (head.words.size() < length) {
    head.words.push_back(static_cast<std::int32_t>(1 + random() % alphabet));
  }
  head.between.resize(head.words.size() - 1);
  head.tokens = static_cast<std::uint32_t>(length + random() % 3);
  return head;
}

FamilyOptions random_options(std::mt19937& random) {
  FamilyOptions options;
  options.least_shared = 0.3 + 0.1 * static_cast<double>(random() % 7);
  options.most_foreign = 0.1 * static_cast<double>(random() % 12);
  options.longer = 1 + 0.25 * static_cast<double>(random() % 5);
  options.foreign_run = static_cast<std::uint32_t>(random() % 4);
  return options;
}

TEST(FamilyShared, IsTheBestSetOfAllWindows) {
  std::mt19937 random(11);
  std::size_t windows_seen = 0, compared = 0, out_of_order = 0;
  for (int round = 0; round < 4000; ++round) {
    const Sequence sequence =
        random_sequence(random, {.documents = 1 + random() % 4,
                                 .longest = 40,
                                 .alphabet = static_cast<std::int32_t>(3 + random() % 8),
                                 .others_percent = static_cast<unsigned>(random() % 50)});
    const Pattern head = random_head(random, sequence);
    const FamilyOptions options = random_options(random);
    const std::vector<Window> found = sequence.shared(head, options);
    const auto windows = oracle::all_windows(sequence.words, sequence.statistics, options, head);

    double value = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (i > 0) {
        ASSERT_LT(found[i - 1].last, found[i].first);
      }
      const auto window = std::ranges::find_if(windows, [&](const oracle::ValuedWindow& w) {
        return w.first == found[i].first && w.last == found[i].last;
      });
      ASSERT_NE(window, windows.end()) << "round " << round << ": no window of the rule";
      ASSERT_EQ(found[i].missing == 0, window->complete);
      ASSERT_EQ(found[i].in_order, window->in_order);
      out_of_order += window->in_order ? 0 : 1;
      value += window->value;
    }
    const oracle::BestSet best = oracle::best_set(windows, sequence.words.size());
    ASSERT_NEAR(value, best.value, 1e-4) << "round " << round;
    windows_seen += found.size();
    if (best.sets != 1) continue;
    ++compared;
    ASSERT_EQ(found.size(), best.windows.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      ASSERT_EQ(found[i].first, best.windows[i].first);
      ASSERT_EQ(found[i].last, best.windows[i].last);
    }
  }
  EXPECT_GT(windows_seen, 5000U);
  EXPECT_GT(compared, 1000U);
  EXPECT_GT(out_of_order, 500U);
}

/// A wording of every bound, at it and just beyond it.
class Bounds : public testing::Test {
 protected:
  static constexpr std::int32_t kA = 1, kB = 2, kC = 3, kD = 4, kX = 5, kY = 6;
  /// Windows of the head `a b c d` in one sentence. All words weigh 1, x and y a quarter.
  static std::size_t found(const std::vector<std::int32_t>& sentence, const FamilyOptions& options,
                           const std::vector<std::int32_t>& head = {kA, kB, kC, kD}) {
    Sequence sequence;
    sequence.begin_document();
    for (const std::int32_t word : sentence) {
      word > 0 ? sequence.add_word(word) : sequence.add_other(1000);
    }
    sequence.end_document();
    sequence.finish(7, {0, 1, 1, 1, 1, 0.25F, 0.25F});
    return sequence.shared({head, {}, static_cast<std::uint32_t>(head.size())}, options).size();
  }
};

TEST_F(Bounds, LeastShared) {
  const FamilyOptions options{.least_shared = 0.75};
  EXPECT_EQ(found({kA, kB, kC}, options), 1U);
  EXPECT_EQ(found({kB, kD, kA}, options), 1U);
  EXPECT_EQ(found({kA, kB}, options), 0U);
  EXPECT_EQ(found({kA, kB, kC}, {.least_shared = 0.76}), 0U);
}

TEST_F(Bounds, MostForeign) {
  const std::vector<std::int32_t> sentence = {kA, kX, kB, kY, kC, kD};
  EXPECT_EQ(found(sentence, {.most_foreign = 0.125}), 1U);
  EXPECT_EQ(found(sentence, {.least_shared = 0.8, .most_foreign = 0.12}), 0U);
}

TEST_F(Bounds, ForeignRun) {
  const std::vector<std::int32_t> sentence = {kA, kB, kX, kY, kC, kD};
  EXPECT_EQ(found(sentence, {.least_shared = 0.8, .foreign_run = 2}), 1U);
  EXPECT_EQ(found(sentence, {.least_shared = 0.8, .foreign_run = 1}), 0U);
}

TEST_F(Bounds, ForeignRunIsOneInShortHeads) {
  const FamilyOptions options{.longer = 3, .foreign_run = 2};
  EXPECT_EQ(found({kA, kX, kB, kC}, options, {kA, kB, kC}), 1U);
  EXPECT_EQ(found({kA, kX, kY, kB, kC}, options, {kA, kB, kC}), 0U);
  EXPECT_EQ(found({kA, kX, kY, kB, kC, kD}, options), 1U);
}

TEST_F(Bounds, Longer) {
  const FamilyOptions options{.least_shared = 1, .longer = 1.5};  // 7 tokens
  EXPECT_EQ(found({kA, -1, -1, -1, kB, kC, kD}, options), 1U);
  EXPECT_EQ(found({kA, -1, -1, -1, -1, kB, kC, kD}, options), 0U);
}

TEST_F(Bounds, OutOfOrderOneTokenMore) {
  const FamilyOptions options{.least_shared = 1, .longer = 1.5};
  EXPECT_EQ(found({kA, -1, kC, kB, kD}, options), 1U);
  EXPECT_EQ(found({kA, -1, -1, kC, kB, kD}, options), 0U);
}

TEST_F(Bounds, ARepeatedWordCountsAsOftenAsTheHeadHasIt) {
  const FamilyOptions options{.least_shared = 1, .most_foreign = 0};
  EXPECT_EQ(found({kA, kB, kA}, options, {kA, kB, kA}), 1U);
  EXPECT_EQ(found({kA, kB}, options, {kA, kB, kA}), 0U);
  EXPECT_EQ(found({kA, kA, kB, kB}, {.least_shared = 1, .most_foreign = 0}, {kA, kB}), 1U);
  EXPECT_EQ(found({kA, kB, kB, kA}, options, {kA, kB}), 2U);
}

TEST_F(Bounds, NothingRunsAcrossASeparator) {
  Sequence sequence;
  for (int d = 0; d < 2; ++d) {
    sequence.begin_document();
    sequence.add_word(kA);
    sequence.add_break();
    sequence.add_word(kB);
    sequence.end_document();
  }
  sequence.finish(3, {0, 1, 1});
  EXPECT_TRUE(sequence.shared({{kA, kB}, {}, 2}, {}).empty());
}

TEST_F(Bounds, LongHeads) {
  Sequence sequence;
  std::vector<float> weights = {0};
  Pattern head;
  for (std::int32_t word = 1; word <= 500; ++word) {
    head.words.push_back(word);
    weights.push_back(1);
  }
  for (int d = 0; d < 3; ++d) {
    sequence.begin_document();
    for (const std::int32_t word : head.words) {
      if (word % 10 != d) sequence.add_word(word);
    }
    sequence.end_document();
  }
  sequence.finish(501, weights);
  head.tokens = 500;
  const std::vector<Window> windows = sequence.shared(head, {});
  ASSERT_EQ(windows.size(), 3U);
  EXPECT_NE(windows[0].missing, 0U);
  EXPECT_NE(windows[0].missing, windows[1].missing);
}

/// Sequences full of one head with words replaced and lost.
struct Family {
  Sequence sequence;
  Pattern head;
};

Family random_family(std::mt19937& random) {
  Family family;
  const std::int32_t alphabet = 12;
  const std::size_t n = 2 + random() % 4;
  for (std::size_t i = 0; i < n; ++i) {
    family.head.words.push_back(static_cast<std::int32_t>(1 + random() % 11));
    if (i == 0) continue;
    family.head.between.emplace_back(random() % 3, TokenId{1000});
  }
  family.head.tokens = static_cast<std::uint32_t>(n);
  for (const auto& between : family.head.between) {
    family.head.tokens += static_cast<std::uint32_t>(between.size());
  }
  for (std::size_t d = 1 + random() % 5; d > 0; --d) {
    family.sequence.begin_document();
    for (std::size_t uses = random() % 6; uses > 0; --uses) {
      const std::size_t replaced = random() % (n + 2), lost = random() % (3 * n);
      for (std::size_t i = 0; i < n; ++i) {
        if (i > 0) {
          for (const TokenId id : family.head.between[i - 1]) family.sequence.add_other(id);
          if (random() % 12 == 0) family.sequence.add_other(1001);
        }
        if (i == lost) continue;
        family.sequence.add_word(i == replaced ? static_cast<std::int32_t>(1 + random() % 11)
                                               : family.head.words[i]);
      }
      if (random() % 3 == 0) family.sequence.add_break();
      if (random() % 3 == 0) {
        family.sequence.add_word(static_cast<std::int32_t>(1 + random() % 11));
      }
    }
    family.sequence.end_document();
  }
  std::vector<float> weights = {0};
  for (std::int32_t s = 1; s < alphabet; ++s) {
    weights.push_back(static_cast<float>(64 + random() % 193) / 256);
  }
  family.sequence.finish(alphabet, weights);
  return family;
}

TEST(FamilyReplaced, IsEveryStartWithOneOtherWord) {
  std::mt19937 random(12);
  std::size_t seen = 0;
  for (int round = 0; round < 5000; ++round) {
    const Family family = random_family(random);
    const FamilyOptions options{.least_own = 0.1 * static_cast<double>(random() % 6)};
    const std::vector<Window> found = family.sequence.replaced(family.head, options);
    const auto expected =
        oracle::replacements(family.sequence.tokens, family.sequence.words, options, family.head);
    seen += expected.size();
    std::vector<std::pair<Position, Position>> places, expected_places;
    for (const Window& w : found) {
      places.emplace_back(w.first, w.last);
      ASSERT_NE(w.missing, 0U);
      ASSERT_TRUE(w.in_order);
    }
    // One hash for one replacement of one word, another for others.
    std::map<std::pair<std::size_t, std::int32_t>, std::set<std::uint32_t>> hashes;
    std::set<std::uint32_t> different;
    for (const oracle::Replacement& r : expected) {
      expected_places.emplace_back(r.first,
                                   static_cast<Position>(r.first + family.head.words.size() - 1));
      std::set<std::uint32_t>& of = hashes[{r.word, r.symbol}];
      for (const Window& w : found) {
        if (w.first == r.first) of.insert(w.missing);
      }
      different.insert(of.begin(), of.end());
    }
    std::ranges::sort(places);
    std::ranges::sort(expected_places);
    ASSERT_EQ(places, expected_places) << "round " << round;
    ASSERT_EQ(different.size(), hashes.size());
  }
  EXPECT_GT(seen, 2000U);
}

TEST(FamilyReplaced, AreNoneWherePatternsDoNotSayWhatStandsBetween) {
  std::mt19937 random(14);
  for (int round = 0; round < 50; ++round) {
    Family family = random_family(random);
    family.head.between.clear();
    EXPECT_TRUE(family.sequence.replaced(family.head, {}).empty());
  }
}

TEST(Family, IsMadeOfBoth) {
  std::mt19937 random(13);
  std::size_t seen = 0, dropped = 0;
  for (int round = 0; round < 5000; ++round) {
    const Family family = random_family(random);
    const FamilyOptions options = random_options(random);
    const std::vector<Window> shared = family.sequence.shared(family.head, options);
    const std::vector<Window> replaced = family.sequence.replaced(family.head, options);
    const std::vector<Window> found = family.sequence.find(family.head, options);
    const std::vector<Window> expected = oracle::find_family(shared, replaced);
    const auto key = [](const Window& w) { return std::tuple(w.first, w.last, w.missing); };
    std::vector<std::tuple<Position, Position, std::uint32_t>> a, b;
    for (const Window& w : found) a.push_back(key(w));
    for (const Window& w : expected) b.push_back(key(w));
    ASSERT_EQ(a, b) << "round " << round;
    for (std::size_t i = 1; i < found.size(); ++i) ASSERT_LT(found[i - 1].last, found[i].first);
    seen += found.size();
    dropped += shared.size() > found.size() ? 1 : 0;
  }
  EXPECT_GT(seen, 5000U);
  EXPECT_GT(dropped, 300U);
}

}  // namespace
}  // namespace leitwort::formulations
