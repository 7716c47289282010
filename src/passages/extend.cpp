#include "passages/extend.hpp"

#include "passages/spelling.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace leitwort::passages {
namespace {

constexpr AlignmentScores kScores{.mismatch = 3, .gap_open = 2, .gap_extend = 1};
/// Beyond the ends nothing but the tokens themselves speaks for them.
constexpr AlignmentScores kBeyond{.mismatch = 4, .gap_open = 4, .gap_extend = 1};
constexpr TokenIndex kFirstBox = 16, kLargestBox = 64;  // tokens looked at beyond an end at a time
constexpr TokenIndex kEdge = 6;  // an alignment that ends so near the edge of them may go on

/// Letters that may differ of a word of so many: three in ten.
std::uint32_t tolerance(std::uint32_t letters) {
  return 3 * letters / 10;
}

/// Whether seven letters in ten may agree: each letter that differs takes one away and puts one in.
bool may_be_alike(const Shape& x, const Shape& y) {
  constexpr std::uint32_t kShortest = 4, kLongest = 64;
  const std::uint32_t longer = std::max(x.length, y.length);
  const std::uint32_t shorter = std::min(x.length, y.length);
  const auto most = static_cast<int>(tolerance(longer));
  return shorter >= kShortest && shorter <= kLongest && 10 * shorter >= 7 * longer &&
         std::popcount(x.letters & ~y.letters) <= most &&
         std::popcount(y.letters & ~x.letters) <= most;
}

/// The best way to end in a word of `b` or before it: a Fenwick tree of maxima.
class BestBefore {
 public:
  explicit BestBefore(std::size_t size) : best_(size + 1) {}

  struct End {
    Bits weight = 0;
    std::int32_t anchor = -1;
  };
  /// The heaviest end among the first `count` words; of equal ones the first that was set.
  [[nodiscard]] End find(std::size_t count) const {
    End best;
    for (std::size_t i = count; i > 0; i -= i & (~i + 1)) {
      if (is_better(best_[i], best)) best = best_[i];
    }
    return best;
  }
  void set(std::size_t word, const End& end) {
    for (std::size_t i = word + 1; i < best_.size(); i += i & (~i + 1)) {
      if (is_better(end, best_[i])) best_[i] = end;
    }
  }

 private:
  static bool is_better(const End& x, const End& y) {
    if (x.weight != y.weight) return x.weight > y.weight;
    return x.anchor >= 0 && (y.anchor < 0 || x.anchor < y.anchor);
  }
  std::vector<End> best_;
};

}  // namespace

// Each anchor with the best that ends before it: O(n log n).
std::vector<Anchor> in_order(const Chain& chain) {
  const std::vector<Anchor>& anchors = chain.anchors;
  bool ascends = true;
  for (std::size_t i = 1; ascends && i < anchors.size(); ++i) {
    ascends = anchors[i - 1].b < anchors[i].b;
  }
  if (ascends) return anchors;
  const auto [least, most] = std::ranges::minmax(anchors, {}, &Anchor::b);
  const WordIndex first = least.b;
  BestBefore best(most.b - first + 1);
  std::vector<std::int32_t> previous(anchors.size());
  for (std::size_t i = 0; i < anchors.size(); ++i) {
    const std::size_t word = anchors[i].b - first;
    const BestBefore::End before = best.find(word);
    previous[i] = before.anchor;
    // A word that says nothing still counts a little, or it would be left out.
    best.set(word,
             {before.weight + std::max<Bits>(anchors[i].weight, 1), static_cast<std::int32_t>(i)});
  }
  std::vector<Anchor> kept;
  for (std::int32_t i = best.find(most.b - first + 1).anchor; i >= 0;
       i = previous[static_cast<std::size_t>(i)]) {
    kept.push_back(anchors[static_cast<std::size_t>(i)]);
  }
  std::ranges::reverse(kept);
  return kept;
}

bool Extender::alike(TokenId x, TokenId y) {
  const Shape &u = words_.shapes[x], &v = words_.shapes[y];
  if (!may_be_alike(u, v)) return false;
  const std::uint64_t hash = std::uint64_t{x} * 0x9E3779B1U ^ std::uint64_t{y} * 0x85EBCA77U;
  Alike& known = alike_[(hash >> 16) % kRemembered];
  if (known.x != x || known.y != y) {
    const unsigned distance =
        edit_distance(letters_of(input_.vocabulary[x]), letters_of(input_.vocabulary[y]));
    known = {x, y, distance <= tolerance(std::max(u.length, v.length))};
  }
  return known.alike;
}

void Extender::add(AlignmentRun run) {
  if (run.length == 0) return;
  if (!runs_.empty() && runs_.back().kind == run.kind)
    runs_.back().length += run.length;
  else
    runs_.push_back(run);
}

void Extender::load(const Stretch& box, bool reversed) {
  const auto fill = [&](TokenIndex begin, TokenIndex end, Side& side) {
    side.symbols.assign(input_.tokens.ids.begin() + begin, input_.tokens.ids.begin() + end);
    side.classes.assign(words_.classes.begin() + begin, words_.classes.begin() + end);
    side.weights.assign(words_.weights.begin() + begin, words_.weights.begin() + end);
    if (!reversed) return;
    std::ranges::reverse(side.symbols);
    std::ranges::reverse(side.classes);
    std::ranges::reverse(side.weights);
  };
  fill(box.begin_a, box.end_a, a_);
  fill(box.begin_b, box.end_b, b_);
  cells_ += std::uint64_t{a_.symbols.size()} * b_.symbols.size();
  find_alike();
}

/// Gives words of `a` the class of a word of `b` that is spelled alike, where neither has an equal
/// or a relative on the other side.
void Extender::find_alike() {
  constexpr std::size_t kMost = 256;  // tokens of a side; between anchors there are hardly more
  if (a_.symbols.size() > kMost || b_.symbols.size() > kMost) return;
  const auto has = [](const Side& side, std::uint32_t c) {
    return std::ranges::find(side.classes, c) != side.classes.end();
  };
  std::array<std::uint8_t, kMost> lonely{};
  for (std::size_t j = 0; j < b_.symbols.size(); ++j) {
    lonely[j] = b_.weights[j] > 2 && !has(a_, b_.classes[j]) ? 1 : 0;
  }
  for (std::size_t i = 0; i < a_.symbols.size(); ++i) {
    if (a_.weights[i] <= 2 || has(b_, a_.classes[i])) continue;
    for (std::size_t j = 0; j < b_.symbols.size(); ++j) {
      if (lonely[j] == 0 || !alike(a_.symbols[i], b_.symbols[j])) continue;
      a_.classes[i] = b_.classes[j];
      break;
    }
  }
}

void Extender::add_pair(TokenIndex a, TokenIndex b) {
  add({input_.tokens.ids[a] == input_.tokens.ids[b] ? AlignmentRun::Kind::equal
                                                    : AlignmentRun::Kind::different,
       1});
}

void Extender::align_between(const Stretch& gap) {
  const TokenIndex in_a = gap.end_a - gap.begin_a, in_b = gap.end_b - gap.begin_b;
  // A stretch as long as that between two anchors has hardly a word that counts; it stays apart.
  constexpr std::uint64_t kMostCells = std::uint64_t{1} << 24;
  constexpr std::uint64_t kTooManyTokens = std::uint64_t{1} << 20;  // of both, for the aligner
  if (in_a == 0 || in_b == 0 || std::uint64_t{in_a} * in_b > kMostCells ||
      std::uint64_t{in_a} + in_b >= kTooManyTokens) {
    add({AlignmentRun::Kind::only_a, in_a});
    add({AlignmentRun::Kind::only_b, in_b});
    return;
  }
  load(gap, false);
  const Alignment& best =
      aligner_.align(AlignmentMode::global, {a_.symbols, a_.classes, a_.weights},
                     {b_.symbols, b_.classes, b_.weights}, kScores);
  for (const AlignmentRun& run : best.runs) add(run);
}

/// Aligns up to the words of the anchor, and them.
void Extender::align_words(const Anchor& anchor, Stretch& done) {
  const TokenIndex a = words_.begin[anchor.a], b = words_.begin[anchor.b];
  if (a < done.end_a || b < done.end_b) return;  // words of several tokens that overlap
  align_between({done.end_a, a, done.end_b, b});
  const TokenIndex in_a = words_.length[anchor.a], in_b = words_.length[anchor.b];
  if (in_a == in_b) {
    for (TokenIndex i = 0; i < in_a; ++i) add_pair(a + i, b + i);
  } else {
    align_between({a, a + in_a, b, b + in_b});
  }
  done.end_a = a + in_a;
  done.end_b = b + in_b;
}

/// Goes on from the end, a box of tokens after another, each larger than the last, as long as the
/// alignment reaches the edge.
void Extender::extend_right(Stretch& done, TokenIndex limit_a, TokenIndex limit_b) {
  for (TokenIndex box = kFirstBox; done.end_a < limit_a && done.end_b < limit_b;
       box = std::min(2 * box, kLargestBox)) {
    load({done.end_a, std::min(limit_a, done.end_a + box), done.end_b,
          std::min(limit_b, done.end_b + box)},
         false);
    const Alignment& best = align_prefix();
    for (const AlignmentRun& run : best.runs) add(run);
    done.end_a += best.end_a;
    done.end_b += best.end_b;
    if (std::max(best.end_a, best.end_b) + kEdge < box) return;
    if (box == kLargestBox && reaches_other(done.end_a - 1, done.end_b - 1)) return;
  }
}

void Extender::extend_left(Stretch& done, TokenIndex limit_a, TokenIndex limit_b) {
  left_.clear();
  for (TokenIndex box = kFirstBox; done.begin_a > limit_a && done.begin_b > limit_b;
       box = std::min(2 * box, kLargestBox)) {
    load({done.begin_a - std::min(box, done.begin_a - limit_a), done.begin_a,
          done.begin_b - std::min(box, done.begin_b - limit_b), done.begin_b},
         true);
    const Alignment& best = align_prefix();
    left_.insert(left_.end(), best.runs.begin(), best.runs.end());
    done.begin_a -= best.end_a;
    done.begin_b -= best.end_b;
    if (std::max(best.end_a, best.end_b) + kEdge < box) return;
    if (box == kLargestBox && reaches_other(done.begin_a, done.begin_b)) return;
  }
}

bool Extender::reaches_other(TokenIndex a, TokenIndex b) const {
  return others_ != nullptr && others_->holds(a, b);
}

const Alignment& Extender::align_prefix() {
  return aligner_.align(AlignmentMode::prefix, {a_.symbols, a_.classes, a_.weights},
                        {b_.symbols, b_.classes, b_.weights}, kBeyond);
}

unsigned Extender::match(TokenIndex x, TokenIndex y) {
  const std::vector<TokenId>& ids = input_.tokens.ids;
  if (ids[x] == ids[y]) return 2;
  return words_.classes[x] == words_.classes[y] || alike(ids[x], ids[y]) ? 1 : 0;
}

// Of all words a few in a thousand are spelled nearly like a given one: half of what the rarer word
// says, 5 to 8 bits, and nothing for what only begins or ends a compound of several tokens.
Bits Extender::bits_of_alike(TokenIndex x, TokenIndex y) const {
  if (words_.classes[x] == words_.classes[y]) return 0;
  const auto information = [&](TokenIndex token) -> Bits {
    const auto word = std::ranges::lower_bound(words_.begin, token);
    if (word == words_.begin.end() || *word != token) return 0;
    return words_.information[static_cast<std::size_t>(word - words_.begin.begin())];
  };
  return std::min(information(x), information(y)) / 2;
}

/// Counts equal tokens and those nearly alike, in the alignment and moved.
void Extender::count_matches(Passage& passage, const Chain& chain) {
  const std::vector<TokenId>& ids = input_.tokens.ids;
  matched_a_.assign(passage.end_a - passage.begin_a, 0);
  matched_b_.assign(passage.end_b - passage.begin_b, 0);
  const auto take = [&](TokenIndex a, TokenIndex b) {
    matched_a_[a - passage.begin_a] = matched_b_[b - passage.begin_b] = 1;
    ids[a] == ids[b] ? ++passage.equal : ++passage.near;
  };
  TokenIndex a = passage.begin_a, b = passage.begin_b;
  Bits of_alike = 0;
  for (const AlignmentRun& run : runs_) {
    if (run.kind == AlignmentRun::Kind::equal || run.kind == AlignmentRun::Kind::different) {
      for (std::uint32_t i = 0; i < run.length; ++i) {
        const unsigned matches = match(a + i, b + i);
        if (matches > 0) take(a + i, b + i);
        if (matches == 1) of_alike += bits_of_alike(a + i, b + i);
      }
    }
    if (run.kind != AlignmentRun::Kind::only_b) a += run.length;
    if (run.kind != AlignmentRun::Kind::only_a) b += run.length;
  }
  passage.score += static_cast<double>(of_alike) / kBit;
  const auto is_free = [&](TokenIndex x, TokenIndex y) {
    return x >= passage.begin_a && x < passage.end_a && y >= passage.begin_b && y < passage.end_b &&
           matched_a_[x - passage.begin_a] == 0 && matched_b_[y - passage.begin_b] == 0 &&
           words_.classes[x] == words_.classes[y];
  };
  const std::uint32_t aligned = passage.matched();
  for (const Anchor& anchor : chain.anchors) {
    const TokenIndex x = words_.begin[anchor.a], y = words_.begin[anchor.b];
    if (!is_free(x, y)) continue;
    for (TokenIndex i = 0; is_free(x + i, y + i); ++i) take(x + i, y + i);
    for (TokenIndex i = 1; i <= x && i <= y && is_free(x - i, y - i); ++i) take(x - i, y - i);
  }
  passage.moved = passage.matched() - aligned;
  const std::uint32_t tokens = passage.end_a - passage.begin_a + (passage.end_b - passage.begin_b);
  passage.similarity = (2.0 * passage.equal + passage.near) / tokens;
}

/// Where what was moved lies at an end of the passage, no alignment goes on from there: takes the
/// equal tokens beyond it.
void Extender::grow_moved(DocumentIndex a, DocumentIndex b, const Chain& chain,
                          Stretch& all) const {
  if (a == b) return;
  const std::vector<TokenId>& ids = input_.tokens.ids;
  const std::vector<TokenIndex>& document_begin = input_.tokens.document_begin;
  const Stretch hull = all;
  for (const Anchor& anchor : chain.anchors) {
    TokenIndex x = words_.begin[anchor.a], y = words_.begin[anchor.b];
    if (x == hull.begin_a || y == hull.begin_b) {
      while (x > document_begin[a] && y > document_begin[b] && ids[x - 1] == ids[y - 1]) --x, --y;
      all.begin_a = std::min(all.begin_a, x);
      all.begin_b = std::min(all.begin_b, y);
    }
    x = words_.begin[anchor.a] + words_.length[anchor.a];
    y = words_.begin[anchor.b] + words_.length[anchor.b];
    if (x == hull.end_a || y == hull.end_b) {
      while (x < document_begin[a + 1] && y < document_begin[b + 1] && ids[x] == ids[y]) ++x, ++y;
      all.end_a = std::max(all.end_a, x);
      all.end_b = std::max(all.end_b, y);
    }
  }
}

Passage Extender::extend(DocumentIndex a, DocumentIndex b, const Chain& chain,
                         std::vector<AlignmentRun>& runs, const BoxSet* others) {
  const std::vector<TokenIndex>& document_begin = input_.tokens.document_begin;
  const std::vector<Anchor> anchors = in_order(chain);
  others_ = others;
  runs_.clear();
  const TokenIndex first_a = words_.begin[anchors.front().a],
                   first_b = words_.begin[anchors.front().b];
  Stretch done{first_a, first_a, first_b, first_b};
  for (const Anchor& anchor : anchors) align_words(anchor, done);
  Stretch all = done;
  for (const Anchor& anchor : chain.anchors) {
    all.begin_a = std::min(all.begin_a, words_.begin[anchor.a]);
    all.end_a = std::max(all.end_a, words_.begin[anchor.a] + words_.length[anchor.a]);
    all.begin_b = std::min(all.begin_b, words_.begin[anchor.b]);
    all.end_b = std::max(all.end_b, words_.begin[anchor.b] + words_.length[anchor.b]);
  }
  // Of one document compared with itself, the first stretch ends before the second begins.
  extend_right(done, a == b ? std::max(done.end_a, all.begin_b) : document_begin[a + 1],
               document_begin[b + 1]);
  all.end_a = std::max(all.end_a, done.end_a);
  all.end_b = std::max(all.end_b, done.end_b);
  extend_left(done, document_begin[a],
              a == b ? std::min(done.begin_b, all.end_a) : document_begin[b]);
  all.begin_a = std::min(all.begin_a, done.begin_a);
  all.begin_b = std::min(all.begin_b, done.begin_b);
  grow_moved(a, b, chain, all);
  // From the first of all anchors to the last of all, in one alignment.
  std::vector<AlignmentRun> middle;
  middle.swap(runs_);
  add({AlignmentRun::Kind::only_a, done.begin_a - all.begin_a});
  add({AlignmentRun::Kind::only_b, done.begin_b - all.begin_b});
  for (auto run = left_.rbegin(); run != left_.rend(); ++run) add(*run);
  for (const AlignmentRun& run : middle) add(run);
  add({AlignmentRun::Kind::only_a, all.end_a - done.end_a});
  add({AlignmentRun::Kind::only_b, all.end_b - done.end_b});
  return finish(a, b, all, chain, runs);
}

Passage Extender::finish(DocumentIndex a, DocumentIndex b, const Stretch& all, const Chain& chain,
                         std::vector<AlignmentRun>& runs) {
  Passage passage;
  passage.a = a;
  passage.b = b;
  passage.begin_a = all.begin_a;
  passage.end_a = all.end_a;
  passage.begin_b = all.begin_b;
  passage.end_b = all.end_b;
  passage.score = static_cast<double>(chain.score) / kBit;
  count_matches(passage, chain);
  passage.runs_begin = runs.size();
  runs.insert(runs.end(), runs_.begin(), runs_.end());
  passage.runs_end = runs.size();
  return passage;
}

Passage Extender::copy(DocumentIndex a, DocumentIndex b, const Stretch& equal, const Chain& chain,
                       std::vector<AlignmentRun>& runs) {
  runs_.clear();
  add({AlignmentRun::Kind::equal, equal.end_a - equal.begin_a});
  return finish(a, b, equal, chain, runs);
}

}  // namespace leitwort::passages
