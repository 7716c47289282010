#include "passages/pairs.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <iterator>

namespace leitwort::passages {
namespace {

/// Words beside the anchors of a candidate in which other shared words are looked for.
constexpr std::int64_t kNearby = 24;

}  // namespace

Thresholds choose_thresholds(const Words& words) {
  const Bits size = log2_bits(words.size());
  return {size + 4 * kBit, 2 * size + 4 * kBit};
}

Search::Search(const PassageInput& input, const PassageOptions& options, const Words& words,
               const Seeds& seeds)
    : input_(input),
      options_(options),
      words_(words),
      seeds_(seeds),
      thresholds_(choose_thresholds(words)),
      extender_(input, words) {}

bool Search::may_compare(DocumentIndex a, DocumentIndex b) const {
  const PassagePairs& pairs = options_.pairs;
  if (pairs.within) return a == b;
  if (pairs.between > 0 && (a < pairs.between) == (b < pairs.between)) return false;
  if (pairs.skip_series && !pairs.series.empty() && pairs.series[a] == pairs.series[b]) {
    return false;
  }
  if (pairs.window_years == 0) return true;
  const Date& x = input_.dates[a];
  const Date& y = input_.dates[b];
  return x.known() && y.known() &&
         static_cast<unsigned>(std::abs(x.year - y.year)) <= pairs.window_years;
}

/// The places of the documents [first, last) that have a seed of `a`, ascending, and those in `a`.
void Search::gather(DocumentIndex a, DocumentIndex first, DocumentIndex last) {
  places_a_.clear();
  places_b_.clear();
  const std::uint64_t least = std::uint64_t{words_.document_begin[first]} * kSlots;
  const std::uint64_t most = std::uint64_t{words_.document_begin[last]} * kSlots;
  const std::uint64_t end = std::uint64_t{words_.end(a)} * kSlots;
  for (std::uint64_t p = std::uint64_t{words_.document_begin[a]} * kSlots; p < end; ++p) {
    const std::uint32_t number = seeds_.group_of[p];
    if (number == Seeds::kNone) continue;
    const Seeds::Group& group = seeds_.groups[number];
    const auto places = std::span(seeds_.places).subspan(group.begin, group.size);
    for (auto at = places.end(); at != places.begin();) {
      const Place place = *--at;
      if (place < least || place <= p) break;
      if (place >= most) continue;
      places_b_.push_back(place);
      places_a_.push_back(static_cast<Place>(p));
    }
  }
  radix_sort(places_b_, places_a_, static_cast<unsigned>(std::bit_width(words_.size() * kSlots)),
             key_scratch_, place_scratch_);
  linked_.resize(places_b_.size());
}

/// Marks those of the seeds [begin, end) that lie so close to another that a chain may join them,
/// and tells whether there are any: only a long one is worth a candidate by itself, and most pairs
/// of documents end here.
bool Search::link_seeds(std::size_t begin, std::size_t end) {
  constexpr ChainLimits kLimits;
  constexpr std::uint64_t kInB = (std::uint64_t{kLimits.jump} + kLongSeed) * kSlots;
  constexpr std::int64_t kInA = (std::int64_t{kLimits.gap} + kLongSeed) * kSlots;
  constexpr std::size_t kMany = 128;  // of so many seeds some are close, and few are not
  if (end - begin > kMany) {
    std::fill_n(linked_.begin() + static_cast<std::ptrdiff_t>(begin), end - begin, 1);
    return true;
  }
  bool any = false;
  for (std::size_t s = begin; s < end; ++s) {
    linked_[s] = places_a_[s] % kSlots == 0 ? 1 : 0;
    any = any || linked_[s] != 0;
  }
  for (std::size_t s = begin; s < end; ++s) {
    for (std::size_t t = s + 1; t < end && places_b_[t] - places_b_[s] <= kInB; ++t) {
      if (linked_[s] != 0 && linked_[t] != 0) continue;
      if (std::abs(std::int64_t{places_a_[t]} - std::int64_t{places_a_[s]}) > kInA) continue;
      linked_[s] = linked_[t] = 1;
      any = true;
    }
  }
  return any;
}

void Search::sort_anchors() {
  std::ranges::sort(anchors_, [](const Anchor& x, const Anchor& y) {
    if (x.a != y.a) return x.a < y.a;
    return x.b != y.b ? x.b < y.b : x.weight > y.weight;
  });
  const auto [begin, end] = std::ranges::unique(
      anchors_, [](const Anchor& x, const Anchor& y) { return x.a == y.a && x.b == y.b; });
  anchors_.erase(begin, end);
}

/// The words of the linked ones of the seeds [begin, end) of a pair of documents.
void Search::anchors_of_seeds(std::size_t begin, std::size_t end) {
  anchors_.clear();
  for (std::size_t s = begin; s < end; ++s) {
    if (linked_[s] == 0) continue;
    const Place in_a = places_a_[s], in_b = static_cast<Place>(places_b_[s]);
    const WordIndex a = in_a / kSlots, b = in_b / kSlots;
    const WordIndex next_a = a + in_a % kSlots, next_b = b + in_b % kSlots;
    const Bits weight = seeds_.groups[seeds_.group_of[in_a]].weight;
    if (next_a == a) {
      anchors_.push_back({a, b, weight});  // the words after it come with the neighbourhood
    } else if (words_.symbols[a] == words_.symbols[b]) {
      anchors_.push_back({a, b, weight});
      anchors_.push_back({next_a, next_b, weight});
    } else {
      anchors_.push_back({a, next_b, weight});
      anchors_.push_back({next_a, b, weight});
    }
  }
  sort_anchors();
}

/// All words that both documents have in the neighbourhood of the candidates.
void Search::anchors_nearby(DocumentIndex a, DocumentIndex b) {
  anchors_.clear();
  const std::int64_t begin_b = words_.document_begin[b], end_b = words_.end(b);
  std::int64_t searched_until = 0;  // of b, for the present word of a
  const auto search = [&](std::int64_t word, std::int64_t centre) {
    const std::uint32_t symbol = words_.symbols[static_cast<std::size_t>(word)];
    const std::int64_t from = std::max({begin_b, centre - kNearby, searched_until});
    const std::int64_t until = std::min(end_b, centre + kNearby + 1);
    for (std::int64_t i = from; i < until; ++i) {
      if (words_.symbols[static_cast<std::size_t>(i)] != symbol) continue;
      if (a == b && i <= word) continue;
      anchors_.push_back({static_cast<WordIndex>(word), static_cast<WordIndex>(i),
                          std::min<Bits>(words_.information[static_cast<std::size_t>(word)],
                                         words_.information[static_cast<std::size_t>(i)])});
    }
    searched_until = std::max(searched_until, until);
  };
  for (const Chain& chain : candidates_) {
    const std::vector<Anchor>& known = chain.anchors;
    const std::int64_t first =
        std::max<std::int64_t>(words_.document_begin[a], std::int64_t{known.front().a} - kNearby);
    const std::int64_t last =
        std::min<std::int64_t>(words_.end(a), std::int64_t{known.back().a} + kNearby + 1);
    std::size_t next = 0;
    for (std::int64_t word = first; word < last; ++word) {
      while (next < known.size() && known[next].a < word) ++next;
      // Where the word should be, seen from the anchors on both sides.
      std::int64_t centres[2];
      std::size_t count = 0;
      if (next > 0) {
        const Anchor& before = known[next - 1];
        centres[count++] = std::int64_t{before.b} + (word - std::int64_t{before.a});
      }
      if (next < known.size()) {
        centres[count++] = std::int64_t{known[next].b} - (std::int64_t{known[next].a} - word);
      }
      if (count == 2 && centres[1] < centres[0]) std::swap(centres[0], centres[1]);
      searched_until = 0;
      for (std::size_t c = 0; c < count; ++c) search(word, centres[c]);
    }
  }
  sort_anchors();
}

namespace {

/// The words that a chain covers in one document, half-open.
struct Range {
  WordIndex begin = 0, end = 0;
};
Range range_in_a(const Chain& chain) {
  return {chain.anchors.front().a, chain.anchors.back().a + 1};
}
Range range_in_b(const Chain& chain) {
  const auto [first, last] = std::ranges::minmax(chain.anchors, {}, &Anchor::b);
  return {first.b, last.b + 1};
}

/// Words between two ranges; 0 where they touch or overlap.
WordIndex distance(const Range& x, const Range& y) {
  if (x.end < y.begin) return y.begin - x.end;
  return y.end < x.begin ? x.begin - y.end : 0;
}

/// Whether half of a range or more lies in the others, which are ascending and disjoint.
bool covers_half(const std::vector<Range>& known, const Range& range) {
  WordIndex covered = 0;
  for (const Range& other : known) {
    const WordIndex begin = std::max(other.begin, range.begin);
    const WordIndex end = std::min(other.end, range.end);
    if (begin < end) covered += end - begin;
  }
  return 2 * covered >= range.end - range.begin;
}

/// Adds a range to disjoint ones, ascending.
void add_range(std::vector<Range>& known, Range range) {
  std::erase_if(known, [&](const Range& other) {
    if (other.end < range.begin || range.end < other.begin) return false;
    range.begin = std::min(range.begin, other.begin);
    range.end = std::max(range.end, other.end);
    return true;
  });
  known.insert(std::ranges::upper_bound(known, range.begin, {}, &Range::begin), range);
}

}  // namespace

/// Drops chains whose words better chains have on both sides: a text that repeats itself is like
/// itself in more than one way. A place that only this chain has stays.
void Search::drop_repeated(Found& found) {
  std::vector<Range> in_a, in_b;
  std::erase_if(chains_, [&](const Chain& chain) {
    const Range a = range_in_a(chain), b = range_in_b(chain);
    if (covers_half(in_a, a) && covers_half(in_b, b)) {
      ++found.counts.repeated;
      return true;
    }
    add_range(in_a, a);
    add_range(in_b, b);
    return false;
  });
}

/// Puts the anchors of another chain into one, each word of `a` used once.
void Search::join(Chain& chain, const Chain& other) {
  std::vector<Anchor>& anchors = chain.anchors;
  anchors.insert(anchors.end(), other.anchors.begin(), other.anchors.end());
  std::ranges::sort(anchors, [](const Anchor& x, const Anchor& y) {
    if (x.a != y.a) return x.a < y.a;
    return x.weight != y.weight ? x.weight > y.weight : x.b < y.b;
  });
  const auto [begin, end] = std::ranges::unique(anchors, {}, &Anchor::a);
  anchors.erase(begin, end);
  chain.score = std::max({chain.score, other.score, score_of(anchors)});
}

/// Makes one of chains that lie next to each other in both documents, in whatever order. Two that
/// have the same words on one side are two copies, and stay apart.
void Search::join_neighbours() {
  constexpr WordIndex kNeighbours = 12;  // words between them
  const auto are_copies = [](const Chain& x, const Chain& y, WordIndex Anchor::* side) {
    std::vector<WordIndex> of_x, of_y, both;
    for (const Anchor& anchor : x.anchors) of_x.push_back(anchor.*side);
    for (const Anchor& anchor : y.anchors) of_y.push_back(anchor.*side);
    std::ranges::sort(of_x);
    std::ranges::sort(of_y);
    std::ranges::set_intersection(of_x, of_y, std::back_inserter(both));
    return 2 * both.size() >= std::min(of_x.size(), of_y.size());
  };
  for (std::size_t i = 0; i < chains_.size(); ++i) {
    for (std::size_t j = i + 1; j < chains_.size();) {
      const Chain &x = chains_[i], &y = chains_[j];
      if (distance(range_in_a(x), range_in_a(y)) > kNeighbours ||
          distance(range_in_b(x), range_in_b(y)) > kNeighbours || are_copies(x, y, &Anchor::a) ||
          are_copies(x, y, &Anchor::b)) {
        ++j;
        continue;
      }
      join(chains_[i], chains_[j]);
      chains_.erase(chains_.begin() + static_cast<std::ptrdiff_t>(j));
      j = i + 1;  // the joined one may reach others
    }
  }
}

/// Where a passage would be dropped for what differs in it, a part of it may stand by itself: a
/// sentence taken over word for word, and another one some lines on. The chain is parted at its
/// costliest link, and what still says enough is judged anew.
void Search::part_if_dropped(const Chain& chain, const Passage& passage,
                             std::vector<AlignmentRun>& runs, std::vector<Passage>& parts) {
  const Verdict verdict = judge(passage, options_, thresholds_);
  const std::vector<Anchor>& anchors = chain.anchors;
  if ((verdict != Verdict::too_weak && verdict != Verdict::too_different) || anchors.size() < 2) {
    parts.push_back(passage);
    return;
  }
  std::size_t at = 1;
  for (std::size_t i = 2; i < anchors.size(); ++i) {
    if (link_cost(anchors[i - 1], anchors[i]) > link_cost(anchors[at - 1], anchors[at])) at = i;
  }
  const auto middle = anchors.begin() + static_cast<std::ptrdiff_t>(at);
  std::vector<Passage> smaller;
  for (Chain part : {Chain{{anchors.begin(), middle}, 0}, Chain{{middle, anchors.end()}, 0}}) {
    part.score = score_of(part.anchors);
    if (part.score < thresholds_.passage) continue;
    part_if_dropped(part, extender_.extend(passage.a, passage.b, part, runs), runs, smaller);
  }
  const bool pays = std::ranges::any_of(smaller, [&](const Passage& part) {
    return judge(part, options_, thresholds_) == Verdict::kept;
  });
  if (pays)
    parts.insert(parts.end(), smaller.begin(), smaller.end());
  else
    parts.push_back(passage);
}

/// Aligns the chains. Those whose alignments meet on both sides become one; those that would be
/// dropped are parted.
std::vector<Passage> Search::align_chains(DocumentIndex a, DocumentIndex b,
                                          std::vector<AlignmentRun>& runs) {
  std::vector<Passage> passages;
  for (const Chain& chain : chains_) passages.push_back(extender_.extend(a, b, chain, runs));
  const auto meet = [](const Passage& x, const Passage& y) {
    return std::max(x.begin_a, y.begin_a) < std::min(x.end_a, y.end_a) &&
           std::max(x.begin_b, y.begin_b) < std::min(x.end_b, y.end_b);
  };
  // Of a document with itself they are cut where they would meet.
  for (std::size_t i = 0; a != b && i < passages.size(); ++i) {
    for (std::size_t j = i + 1; j < passages.size();) {
      if (!meet(passages[i], passages[j])) {
        ++j;
        continue;
      }
      join(chains_[i], chains_[j]);
      passages[i] = extender_.extend(a, b, chains_[i], runs);
      chains_.erase(chains_.begin() + static_cast<std::ptrdiff_t>(j));
      passages.erase(passages.begin() + static_cast<std::ptrdiff_t>(j));
      j = i + 1;
    }
  }
  std::vector<Passage> parts;
  for (std::size_t i = 0; i < passages.size(); ++i) {
    part_if_dropped(chains_[i], passages[i], runs, parts);
  }
  return parts;
}

double needed_score(double similarity, const Thresholds& thresholds) {
  constexpr double kOfDifference = 64;
  return static_cast<double>(thresholds.passage) / kBit + kOfDifference * (1 - similarity);
}

Verdict judge(const Passage& passage, const PassageOptions& options, const Thresholds& thresholds) {
  const TokenIndex tokens =
      std::min(passage.end_a - passage.begin_a, passage.end_b - passage.begin_b);
  if (tokens < options.min_tokens) return Verdict::too_short;
  if (passage.similarity < options.min_similarity) return Verdict::too_different;
  return passage.score < needed_score(passage.similarity, thresholds) ? Verdict::too_weak
                                                                      : Verdict::kept;
}

void Search::keep(const Passage& passage, Found& found) {
  switch (judge(passage, options_, thresholds_)) {
    case Verdict::too_short:
      ++found.counts.too_short;
      return;
    case Verdict::too_different:
      ++found.counts.too_different;
      return;
    case Verdict::too_weak:
      ++found.counts.too_weak;
      return;
    case Verdict::kept:
      break;
  }
  Passage& row = found.rows.emplace_back(passage);
  const auto runs = runs_.begin();
  row.runs_begin = found.runs.size();
  found.runs.insert(found.runs.end(), runs + static_cast<std::ptrdiff_t>(passage.runs_begin),
                    runs + static_cast<std::ptrdiff_t>(passage.runs_end));
  row.runs_end = found.runs.size();
}

/// The chains that passages are made of.
void Search::find_chains(DocumentIndex a, DocumentIndex b, Found& found) {
  chainer_.find(anchors_, {}, thresholds_.passage, chains_);
  found.counts.chains += chains_.size();
  drop_repeated(found);
  join_neighbours();
  if (a == b) part_overlaps(chains_, thresholds_.passage);
}

void Search::compare_pair(DocumentIndex a, DocumentIndex b, std::size_t begin, std::size_t end,
                          Found& found) {
  ++found.counts.pairs;
  if (!may_compare(a, b)) {
    ++found.counts.skipped_pairs;
    return;
  }
  found.counts.anchors += end - begin;
  if (!link_seeds(begin, end)) return;
  anchors_of_seeds(begin, end);
  chainer_.find(anchors_, {}, thresholds_.candidate, candidates_);
  if (candidates_.empty()) return;
  anchors_nearby(a, b);
  find_chains(a, b, found);
  runs_.clear();
  for (const Passage& passage : align_chains(a, b, runs_)) keep(passage, found);
}

void Search::compare(DocumentIndex a, Found& found) {
  const PassagePairs& pairs = options_.pairs;
  const DocumentIndex first = pairs.within ? a : std::max(a + 1, pairs.between);
  const DocumentIndex last =
      pairs.within ? a + 1 : static_cast<DocumentIndex>(input_.tokens.documents());
  if (first >= last || (pairs.between > 0 && a >= pairs.between)) return;
  gather(a, first, last);
  for (std::size_t begin = 0, end = 0; begin < places_b_.size(); begin = end) {
    const auto word = static_cast<WordIndex>(places_b_[begin] / kSlots);
    const auto after = std::ranges::upper_bound(words_.document_begin, word);
    const auto b = static_cast<DocumentIndex>(after - words_.document_begin.begin() - 1);
    const std::uint64_t stop = std::uint64_t{*after} * kSlots;
    end = static_cast<std::size_t>(
        std::lower_bound(places_b_.begin() + static_cast<std::ptrdiff_t>(begin), places_b_.end(),
                         stop) -
        places_b_.begin());
    compare_pair(a, b, begin, end, found);
  }
}

Trace Search::trace(DocumentIndex a, DocumentIndex b, Bits least) {
  Trace trace;
  gather(a, b, b + 1);
  // As `compare` finds them, and then the weaker ones, which take other seeds too.
  link_seeds(0, places_b_.size());
  anchors_of_seeds(0, places_b_.size());
  chainer_.find(anchors_, {}, thresholds_.candidate, candidates_);
  linked_.assign(places_b_.size(), 1);
  anchors_of_seeds(0, places_b_.size());
  chainer_.find(anchors_, {}, least, chains_);
  trace.candidates = candidates_;
  std::ranges::copy_if(chains_, std::back_inserter(trace.candidates),
                       [&](const Chain& chain) { return chain.score < thresholds_.candidate; });
  anchors_nearby(a, b);
  Found found;
  find_chains(a, b, found);
  trace.repeated = found.counts.repeated;
  trace.passages = align_chains(a, b, runs_);
  // And what `compare` does not look at.
  chainer_.find(anchors_, {}, least, chains_);
  std::erase_if(chains_, [&](const Chain& chain) { return chain.score >= thresholds_.passage; });
  if (a == b) part_overlaps(chains_, least);
  trace.weak = align_chains(a, b, runs_);
  return trace;
}

}  // namespace leitwort::passages
