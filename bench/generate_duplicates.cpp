/// Random documents with planted near-duplicates whose Jaccard similarity is known.
///
///     generate_duplicates DOCUMENTS TOKENS SEED OUT.jsonl TRUTH.csv [PAIRS]
///
/// writes DOCUMENTS documents of TOKENS words, among them PAIRS pairs at each of the similarities
/// below (a 500th of the documents, at least 200, at most what there is room for), at random places
/// of the file. TRUTH.csv has a, b and the exact Jaccard similarity of their sets of 5-shingles.
///
/// The partner of a pair is a copy whose last r tokens are others. A document has N = TOKENS − 4
/// shingles and r tokens at the end destroy exactly r of them, so that J = (N − r) / (N + r).
///
/// The same arguments give the same bytes: words are drawn from the bits of std::mt19937_64, which
/// the standard lays down, and not by its distributions, which it does not.

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <limits>
#include <numeric>
#include <random>
#include <string>
#include <unordered_set>
#include <vector>

namespace {

constexpr double kSimilarities[] = {0.5, 0.7, 0.8, 0.9, 0.95};
constexpr std::size_t kLevels = std::size(kSimilarities);
constexpr std::size_t kShingle = 5;
constexpr std::size_t kWords = 50000;
constexpr unsigned kBits = 20;  // of randomness a word: half a rank a step where steps are widest

/// Neighbouring seeds, and the same number for another purpose, must not give related streams.
std::uint64_t mixed(std::uint64_t seed, std::uint64_t purpose, std::uint64_t number) {
  std::uint64_t x = seed * 0x9E3779B97F4A7C15u + purpose * 0xD1B54A32D192ED03u + number;
  for (const std::uint64_t factor : {0xBF58476D1CE4E5B9u, 0x94D049BB133111EBu}) {
    x = (x ^ (x >> 31)) * factor;
  }
  return x ^ (x >> 31);
}

/// A uniform number below `limit`: the upper half of a product, off by less than limit / 2⁶⁴.
std::uint64_t below(std::mt19937_64& random, std::uint64_t limit) {
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::uint64_t>((static_cast<Wide>(random()) * limit) >> 64);
}

/// Different words of three to nine letters, each with a space in front.
std::vector<std::string> make_words(std::uint64_t seed) {
  std::mt19937_64 random(mixed(seed, 1, 0));
  std::unordered_set<std::string> known;
  std::vector<std::string> words;
  while (words.size() < kWords) {
    std::string word = " ";
    for (auto letters = 3 + below(random, 7); letters > 0; --letters)
      word += static_cast<char>('a' + below(random, 26));
    if (known.insert(word).second) words.push_back(word);
  }
  return words;
}

/// Zipf-distributed numbers of words: the word of every value of `kBits` random bits.
std::vector<std::uint16_t> make_ranks() {
  static_assert(kWords <= std::numeric_limits<std::uint16_t>::max());
  std::vector<std::uint16_t> ranks(std::size_t{1} << kBits);
  for (std::size_t i = 0; i < ranks.size(); ++i) {
    const double uniform = (static_cast<double>(i) + 0.5) / static_cast<double>(ranks.size());
    ranks[i] = static_cast<std::uint16_t>(std::pow(static_cast<double>(kWords), uniform) - 1);
  }
  return ranks;
}

/// The words of one document, the same again for the same seed.
class Stream {
 public:
  Stream(std::uint64_t seed, const std::vector<std::uint16_t>& ranks)
      : random_(seed), ranks_(ranks) {}

  std::uint16_t next() {
    if (left_ < kBits) {
      bits_ = random_();
      left_ = 64;
    }
    const std::uint64_t value = bits_ & ((std::uint64_t{1} << kBits) - 1);
    bits_ >>= kBits;
    left_ -= kBits;
    return ranks_[value];
  }

 private:
  std::mt19937_64 random_;
  const std::vector<std::uint16_t>& ranks_;
  std::uint64_t bits_ = 0;
  unsigned left_ = 0;
};

/// What a document is made of: the words of the document `original` up to its last `replaced`.
struct Recipe {
  std::uint32_t original = 0;
  std::uint32_t replaced = 0;
};

struct Pair {
  std::uint32_t a = 0, b = 0;
  double jaccard = 0;
};

struct Plan {
  std::vector<Recipe> recipes;
  std::vector<Pair> pairs;
};

Plan make_plan(std::size_t documents, std::size_t tokens, std::uint64_t seed, std::size_t pairs) {
  Plan plan;
  plan.recipes.resize(documents);
  for (std::size_t d = 0; d < documents; ++d)
    plan.recipes[d].original = static_cast<std::uint32_t>(d);
  std::vector<std::uint32_t> places(documents);
  std::iota(places.begin(), places.end(), 0U);
  std::mt19937_64 random(mixed(seed, 2, 0));
  std::size_t used = 0;
  const auto place = [&] {  // one step of a shuffle
    std::swap(places[used], places[used + below(random, documents - used)]);
    return places[used++];
  };
  const auto shingles = static_cast<double>(tokens - kShingle + 1);
  for (const double similarity : kSimilarities) {
    const double replaced =
        std::max(1.0, std::round(shingles * (1 - similarity) / (1 + similarity)));
    for (std::size_t i = 0; i < pairs; ++i) {
      const std::uint32_t original = place(), copy = place();
      plan.recipes[copy] = {original, static_cast<std::uint32_t>(replaced)};
      plan.pairs.push_back({std::min(original, copy), std::max(original, copy),
                            (shingles - replaced) / (shingles + replaced)});
    }
  }
  return plan;
}

std::string id_of(std::size_t document) {
  char text[24];
  std::snprintf(text, sizeof text, "d%07zu", document);
  return text;
}

void append_document(std::size_t d, const Recipe& recipe, std::size_t tokens, std::uint64_t seed,
                     const std::vector<std::string>& words, const std::vector<std::uint16_t>& ranks,
                     std::string& out) {
  Stream original(mixed(seed, 3, recipe.original), ranks);
  out += "{\"id\": \"" + id_of(d) + "\", \"text\": \"";
  std::size_t start = 1;  // of a word: the first has no space in front
  for (std::size_t t = 0; t + recipe.replaced < tokens; ++t) {
    out.append(words[original.next()], start);
    start = 0;
  }
  if (recipe.replaced > 0) {
    Stream fresh(mixed(seed, 4, d), ranks);
    for (std::size_t t = 0; t < recipe.replaced; ++t) {
      const std::uint16_t old = original.next();
      std::uint16_t word = fresh.next();
      while (word == old) word = fresh.next();  // else a shingle could survive
      out.append(words[word], start);
      start = 0;
    }
  }
  out += "\"}\n";
}

bool read_number(const char* text, std::uint64_t& number) {
  const char* end = text + std::strlen(text);
  const auto [rest, error] = std::from_chars(text, end, number);
  return error == std::errc() && rest == end;
}

int run(int argc, char** argv) {
  std::uint64_t documents = 0, tokens = 0, seed = 0, pairs = 0;
  bool understood = (argc == 6 || argc == 7) && read_number(argv[1], documents) &&
                    read_number(argv[2], tokens) && read_number(argv[3], seed);
  understood = understood && documents <= 100'000'000 && tokens > kShingle && tokens <= 1'000'000;
  const std::uint64_t room = documents / (2 * kLevels);
  if (argc == 7) {
    understood = understood && read_number(argv[6], pairs) && pairs <= room;
  } else {
    pairs = std::min(room, std::max<std::uint64_t>(200, documents / 500));
  }
  if (!understood) {
    std::cerr << "usage: generate_duplicates DOCUMENTS TOKENS SEED OUT.jsonl TRUTH.csv [PAIRS]\n"
                 "with TOKENS above 5 and at most DOCUMENTS / 10 PAIRS a similarity\n";
    return 2;
  }
  const Plan plan = make_plan(documents, tokens, seed, pairs);
  const std::vector<std::string> words = make_words(seed);
  const std::vector<std::uint16_t> ranks = make_ranks();

  std::ofstream out(argv[4], std::ios::binary), truth(argv[5], std::ios::binary);
  std::string buffer;
  for (std::size_t d = 0; d < documents; ++d) {
    append_document(d, plan.recipes[d], tokens, seed, words, ranks, buffer);
    if (buffer.size() > (1U << 20) || d + 1 == documents) {
      out.write(buffer.data(), static_cast<std::streamsize>(buffer.size()));
      buffer.clear();
    }
  }
  truth << "a,b,jaccard\n";
  for (const Pair& pair : plan.pairs) {
    char jaccard[16];
    std::snprintf(jaccard, sizeof jaccard, "%.6f", pair.jaccard);
    truth << id_of(pair.a) << ',' << id_of(pair.b) << ',' << jaccard << '\n';
  }
  out.close();
  truth.close();
  if (!out || !truth) {
    std::cerr << "generate_duplicates: cannot write " << (out ? argv[5] : argv[4]) << '\n';
    return 2;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  return run(argc, argv);
}
