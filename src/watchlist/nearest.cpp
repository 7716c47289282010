#include "formulations/phrases.hpp"
#include "parallel.hpp"
#include "watchlist/similar_words.hpp"
#include "watchlist/watch.hpp"

#include <algorithm>
#include <cmath>
#include <compare>
#include <numeric>
#include <unordered_map>

namespace leitwort::watchlist {
namespace {

/// Weights are whole numbers of 1/1024, so that a tie is a tie.
using Weight = std::uint64_t;
constexpr Weight kOne = 1024;
constexpr Weight kLeast = kOne / 16;

/// A run of words may be so much longer than the wording that it comes near to.
constexpr std::uint32_t kLonger = 3;

Weight whole(float weight) {
  return std::max(kLeast, static_cast<Weight>(std::lround(weight * static_cast<float>(kOne))));
}

/// The words of a corpus as in a dictionary: words with the same beginning stand together.
class Dictionary {
 public:
  Dictionary(const Vocabulary& vocabulary, const std::vector<std::uint32_t>& frequency)
      : vocabulary_(vocabulary) {
    for (TokenId id = 0; id < vocabulary.size(); ++id) {
      if (frequency[id] > 0 && stem_bytes(vocabulary[id]) > 0) ids_.push_back(id);
    }
    std::ranges::sort(ids_, {}, [&](TokenId id) { return vocabulary_[id]; });
  }

  /// The words of the corpus that are similar to `word`, itself not among them.
  [[nodiscard]] std::vector<TokenId> similar_to(std::string_view word) const {
    std::vector<TokenId> similar;
    const std::string_view stem = word.substr(0, stem_bytes(word));
    if (stem.empty()) return similar;
    auto at = std::ranges::lower_bound(ids_, stem, {}, [&](TokenId id) { return vocabulary_[id]; });
    for (; at != ids_.end() && vocabulary_[*at].starts_with(stem); ++at) {
      if (vocabulary_[*at] != word && begin_alike(vocabulary_[*at], word)) similar.push_back(*at);
    }
    return similar;
  }

 private:
  const Vocabulary& vocabulary_;
  std::vector<TokenId> ids_;
};

// --- a wording that is not found ---

/// A word of a wording, and how often the wording has it.
struct SoughtWord {
  TokenId id = Vocabulary::kUnknown;
  std::vector<TokenId> similar;
  Weight weight = kOne;
  std::uint32_t count = 0;
};

struct Sought {
  std::vector<SoughtWord> words;  ///< in the order in which the wording has them first
  Weight weight = 0;              ///< of all
  std::size_t size = 0;           ///< words, repeated ones included
  std::uint32_t longest = 0;      ///< tokens of a run that comes near
};

/// Dice's coefficient as a fraction.
struct Likeness {
  Weight above = 0, below = 1;
  /// Compares without division.
  [[nodiscard]] std::strong_ordering operator<=>(const Likeness& other) const {
    return above * other.below <=> other.above * below;
  }
  [[nodiscard]] bool operator==(const Likeness& other) const {
    return above * other.below == other.above * below;
  }
};

/// A run of words that is as near as any yet.
struct Run {
  Nearest nearest;
  std::uint32_t sought = 0;  ///< to which wording of the line
};

/// Where some words of the corpus stand.
struct Places {
  std::vector<std::size_t> first_of;  ///< places[first_of[id], first_of[id + 1]) are those of id
  std::vector<TokenIndex> places;

  [[nodiscard]] std::span<const TokenIndex> of(TokenId id) const {
    return std::span(places).subspan(first_of[id], first_of[id + 1] - first_of[id]);
  }
};

struct Corpus {
  const Tokens& tokens;
  std::vector<Weight> weights;  ///< by word
  Places places;                ///< of the anchors
};

/// A run must share one of these, which spares a look at the places of the most frequent words.
bool is_anchor(Weight weight) {
  return weight > kLeast;
}

Sought make_sought(const WatchedWording& wording, const Vocabulary& vocabulary,
                   const std::vector<std::uint32_t>& frequency, const std::vector<Weight>& weights,
                   const Dictionary& dictionary) {
  Sought sought;
  sought.size = wording.words.size();
  sought.longest = kLonger;
  std::vector<std::string_view> distinct;
  for (std::size_t w = 0; w < wording.words.size(); ++w) {
    const std::string& word = wording.words[w];
    sought.longest += 1 + wording.most_after[w];
    const auto at = static_cast<std::size_t>(std::ranges::find(distinct, word) - distinct.begin());
    if (at == distinct.size()) {
      distinct.emplace_back(word);
      SoughtWord& added = sought.words.emplace_back();
      const TokenId id = vocabulary.find(word);
      if (id != Vocabulary::kUnknown && frequency[id] > 0) {
        added.id = id;
        added.weight = weights[id];
      }
      added.similar = dictionary.similar_to(word);
    }
    ++sought.words[at].count;
    sought.weight += sought.words[at].weight;
  }
  return sought;
}

/// Looks for the runs nearest to the wordings of one line after another.
class Search {
 public:
  explicit Search(const Corpus& corpus) : corpus_(corpus), role_of_(corpus.weights.size(), 0) {}

  std::optional<Nearest> nearest(std::span<const Sought> wordings) {
    best_ = {};
    work_ = {};
    runs_.clear();
    for (number_ = 0; number_ < wordings.size(); ++number_) {
      sought_ = &wordings[number_];
      cast();
      search();
      for (const Role& role : roles_) role_of_[role.id] = 0;
    }
    const Nearest* chosen = nullptr;
    const auto better = [](const Nearest& x, const Nearest& y) {
      if (x.places != y.places) return x.places > y.places;
      return x.begin != y.begin ? x.begin < y.begin : x.end < y.end;
    };
    for (const auto& [words, run] : runs_) {
      if (chosen == nullptr || better(run.nearest, *chosen)) chosen = &run.nearest;
    }
    return chosen == nullptr ? std::nullopt : std::optional(*chosen);
  }

  /// What the last line took.
  [[nodiscard]] const WatchWork& work() const { return work_; }

 private:
  static constexpr std::uint32_t kNobody = 0xFFFFFFFF;

  /// What a word of the corpus can be to the wording: indices into Sought::words.
  struct Role {
    TokenId id = 0;
    std::uint32_t equal = kNobody;
    std::vector<std::uint32_t> similar{};
    std::uint32_t turn = kNobody;  ///< when its places were looked at
  };

  Role& role(TokenId id) {
    if (role_of_[id] == 0) {
      roles_.push_back({.id = id});
      role_of_[id] = static_cast<std::uint32_t>(roles_.size());
    }
    return roles_[role_of_[id] - 1];
  }
  [[nodiscard]] const Role& role_at(TokenIndex t) const {
    return roles_[role_of_[corpus_.tokens.ids[t]] - 1];
  }
  void cast() {
    roles_.clear();
    for (std::uint32_t w = 0; w < sought_->words.size(); ++w) {
      const SoughtWord& word = sought_->words[w];
      if (word.id != Vocabulary::kUnknown) role(word.id).equal = w;
      for (const TokenId id : word.similar) role(id).similar.push_back(w);
    }
  }

  /// The words of the corpus that can be word `w` of the wording.
  [[nodiscard]] std::vector<TokenId> players_of(std::size_t w) const {
    std::vector<TokenId> players = sought_->words[w].similar;
    if (sought_->words[w].id != Vocabulary::kUnknown) players.push_back(sought_->words[w].id);
    return players;
  }

  /// Goes from the words with the fewest places to those with the most, until what is left could
  /// not be as near as what was found (MaxScore; H. Turtle, J. Flood, Information Processing &
  /// Management 31, 1995).
  void search() {
    const std::vector<SoughtWord>& words = sought_->words;
    std::vector<std::size_t> places(words.size()), order(words.size());
    std::vector<bool> all_anchors(words.size(), true);
    for (std::size_t w = 0; w < words.size(); ++w) {
      order[w] = w;
      for (const TokenId id : players_of(w)) {
        places[w] += corpus_.places.of(id).size();
        if (!is_anchor(corpus_.weights[id])) all_anchors[w] = false;
      }
    }
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
      return places[a] != places[b] ? places[a] < places[b] : a < b;
    });
    Weight left = sought_->weight;
    std::uint32_t turn = 0;
    for (const std::size_t w : order) {
      if (!could_be_best(left)) return;
      for (const TokenId id : players_of(w)) {
        Role& anchor = role(id);
        if (anchor.turn != kNobody || !is_anchor(corpus_.weights[id])) continue;
        anchor.turn = turn++;
        for (const TokenIndex place : corpus_.places.of(id)) look_around(place);
      }
      // A word that is no anchor may still be shared by runs that were not looked at.
      if (all_anchors[w]) left -= words[w].weight * words[w].count;
    }
  }

  /// Whether a run that shares words of this weight at most can be one of the nearest. It is no
  /// nearer than if it had nothing else and shared them as they are.
  [[nodiscard]] bool could_be_best(Weight shared) const {
    return is_enough(2 * shared) && !(Likeness{2 * shared, sought_->weight + shared} < best_);
  }
  [[nodiscard]] bool is_enough(Weight twice_shared) const {
    return twice_shared >= kOne || 2 * twice_shared >= sought_->weight;
  }

  /// Compares the runs that hold the anchor at `place`, and begin and end with words that could be
  /// shared: other words at the ends would only take away. Runs that hold an anchor whose turn
  /// came before, or the same one before this, have been compared.
  void look_around(TokenIndex place) {
    const Tokens& tokens = corpus_.tokens;
    const std::uint32_t turn = role_at(place).turn;
    const auto breaks = [&](TokenIndex t) { return (tokens.marks[t] & kBreakBefore) != 0; };
    near_.clear();
    for (TokenIndex t = place; t > 0 && !breaks(t) && place - t + 1 < sought_->longest;) {
      if (role_of_[tokens.ids[--t]] == 0) continue;
      if (role_at(t).turn <= turn) break;
      near_.push_back(t);
    }
    std::ranges::reverse(near_);
    const std::size_t middle = near_.size();
    near_.push_back(place);
    for (TokenIndex t = place + 1; t < tokens.size() && !breaks(t) && t - place < sought_->longest;
         ++t) {
      if (role_of_[tokens.ids[t]] == 0) continue;
      if (role_at(t).turn < turn) break;
      near_.push_back(t);
    }
    if (!could_be_best(weight_near())) return;
    weigh_near();
    for (std::size_t i = 0; i <= middle; ++i) {
      if (!could_be_best(most_of_.back() - most_of_[i])) return;
      compare_from(i, middle);
    }
  }

  /// Fills in what the words nearby weigh, so that any run of them can be weighed at once.
  void weigh_near() {
    const std::vector<SoughtWord>& words = sought_->words;
    most_of_.assign(1, 0);
    for (const TokenIndex t : near_) {
      const Role& role = role_at(t);
      const Weight own = corpus_.weights[role.id];
      Weight most = role.equal != kNobody ? 2 * own : 0;
      for (const std::uint32_t w : role.similar)
        most = std::max(most, std::min(own, words[w].weight));
      most_of_.push_back(most_of_.back() + (most + 1) / 2);
    }
    weight_to_.assign(1, 0);
    for (TokenIndex t = near_.front(); t <= near_.back(); ++t) {
      weight_to_.push_back(weight_to_.back() + corpus_.weights[corpus_.tokens.ids[t]]);
    }
  }

  /// Compares the runs that begin at near_[i], hold near_[middle], and may be as near as the best.
  /// Adding one word after another gives a bound of each in O(1): equal words are known, and those
  /// left over share at most what they weigh, and at most half of what is left of the wording.
  void compare_from(std::size_t i, std::size_t middle) {
    const std::vector<SoughtWord>& words = sought_->words;
    free_.resize(words.size());
    for (std::size_t w = 0; w < words.size(); ++w) free_[w] = words[w].count;
    bounds_.clear();
    Weight equal = 0, others = 0;  // doubled, as in compare
    for (std::size_t j = i; j < near_.size() && near_[j] - near_[i] < sought_->longest; ++j) {
      const Role& role = role_at(near_[j]);
      const Weight own = corpus_.weights[role.id];
      if (role.equal != kNobody && free_[role.equal] > 0) {
        --free_[role.equal];
        equal += 2 * own;
      } else {
        Weight most = 0;
        for (const std::uint32_t w : role.similar) {
          most = std::max(most, std::min(own, words[w].weight));
        }
        others += most;
      }
      if (j < middle) continue;
      ++work_.runs_bounded;
      const Weight twice = equal + std::min(others, sought_->weight - equal / 2);
      const Weight all = sought_->weight + weight_to_[near_[j] + 1 - near_.front()] -
                         weight_to_[near_[i] - near_.front()];
      bounds_.push_back({{twice, all}, j});
    }
    const auto nearest = std::ranges::max_element(bounds_, {}, &Bound::likeness);
    if (nearest == bounds_.end()) return;
    const std::size_t first = nearest->last;
    compare_if_near(i, *nearest);
    for (const Bound& bound : bounds_) {
      if (bound.last != first) compare_if_near(i, bound);
    }
  }

  /// How near a run can be.
  struct Bound {
    Likeness likeness;
    std::size_t last = 0;  ///< index into near_
  };
  void compare_if_near(std::size_t i, const Bound& bound) {
    if (is_enough(bound.likeness.above) && !(bound.likeness < best_)) compare(i, bound.last);
  }

  /// The weight of the words of the wording that stand nearby in some form.
  Weight weight_near() {
    met_.assign(sought_->words.size(), false);
    Weight weight = 0;
    const auto meet = [&](std::uint32_t w) {
      if (met_[w]) return;
      met_[w] = true;
      weight += sought_->words[w].weight * sought_->words[w].count;
    };
    for (const TokenIndex t : near_) {
      const Role& role = role_at(t);
      if (role.equal != kNobody) meet(role.equal);
      std::ranges::for_each(role.similar, meet);
    }
    return weight;
  }

  /// Compares the run from near_[i] to near_[j] with the wording.
  void compare(std::size_t i, std::size_t j) {
    const std::vector<SoughtWord>& words = sought_->words;
    Nearest run{.begin = near_[i], .end = near_[j] + 1, .places = 1, .words = sought_->size};
    work_.run_words += j + 1 - i;
    Weight twice = 0;  // what is shared, doubled: halves stay whole
    bool has_anchor = false;
    const auto share = [&](Weight weight, Weight amount) {
      twice += amount;
      has_anchor = has_anchor || is_anchor(weight);
      ++run.shared;
    };
    free_.resize(words.size());
    for (std::size_t w = 0; w < words.size(); ++w) free_[w] = words[w].count;
    left_over_.clear();
    for (std::size_t n = i; n <= j; ++n) {
      const Role& role = role_at(near_[n]);
      if (role.equal != kNobody && free_[role.equal] > 0) {
        --free_[role.equal];
        share(corpus_.weights[role.id], 2 * corpus_.weights[role.id]);
      } else {
        left_over_.push_back(&role);
      }
    }
    for (const Role* role : left_over_) {
      const auto w = std::ranges::find_if(role->similar, [&](auto s) { return free_[s] > 0; });
      if (w == role->similar.end()) continue;
      --free_[*w];
      share(corpus_.weights[role->id], std::min(corpus_.weights[role->id], words[*w].weight));
      ++run.similar;
    }
    const Weight all = sought_->weight + weight_to_[run.end - near_.front()] -
                       weight_to_[run.begin - near_.front()];
    if (has_anchor && is_enough(twice)) keep(run, {twice, all});
  }

  void keep(const Nearest& run, const Likeness& likeness) {
    if (likeness < best_) return;
    if (best_ < likeness) runs_.clear();
    best_ = likeness;
    const std::string_view words = formulations::bytes_of(corpus_.tokens, run.begin, run.end);
    const auto [found, is_new] = runs_.emplace(words, Run{run, number_});
    if (is_new || found->second.sought != number_) return;
    Nearest& known = found->second.nearest;
    known.begin = std::min(known.begin, run.begin);
    known.end = static_cast<TokenIndex>(known.begin + words.size() / sizeof(TokenId));
    ++known.places;
  }

  const Corpus& corpus_;
  WatchWork work_;                      // of the last line
  std::vector<std::uint32_t> role_of_;  // by word: index into roles_ plus one; 0: none
  std::vector<Role> roles_;
  const Sought* sought_ = nullptr;
  std::uint32_t number_ = 0;
  Likeness best_;
  std::unordered_map<std::string_view, Run> runs_;  // the nearest, by their words

  // Kept from place to place for their memory.
  std::vector<TokenIndex> near_;
  std::vector<Weight> most_of_;    // what near_[0, n) can share at most
  std::vector<Weight> weight_to_;  // of the n tokens from near_.front() on
  std::vector<Bound> bounds_;
  std::vector<bool> met_;
  std::vector<std::uint32_t> free_;
  std::vector<const Role*> left_over_;
};

/// The places of all anchors.
Places places_of_anchors(const Tokens& tokens, const std::vector<Sought>& all,
                         const std::vector<Weight>& weights) {
  std::vector<bool> wanted(weights.size());
  const auto want = [&](TokenId id) {
    if (id != Vocabulary::kUnknown && is_anchor(weights[id])) wanted[id] = true;
  };
  for (const Sought& sought : all) {
    for (const SoughtWord& word : sought.words) {
      want(word.id);
      std::ranges::for_each(word.similar, want);
    }
  }
  Places result;
  result.first_of.assign(weights.size() + 1, 0);
  for (const TokenId id : tokens.ids) result.first_of[id + 1] += wanted[id] ? 1 : 0;
  std::partial_sum(result.first_of.begin(), result.first_of.end(), result.first_of.begin());
  result.places.resize(result.first_of.back());
  std::vector<std::size_t> next = result.first_of;
  for (TokenIndex t = 0; t < tokens.size(); ++t) {
    if (wanted[tokens.ids[t]]) result.places[next[tokens.ids[t]]++] = t;
  }
  return result;
}

}  // namespace

std::vector<std::optional<Nearest>> find_nearest(const Tokens& tokens, const Vocabulary& vocabulary,
                                                 std::span<const WatchLine* const> lines,
                                                 WatchWork& work) {
  std::vector<std::optional<Nearest>> result(lines.size());
  std::vector<WatchWork> of_line(lines.size());
  if (lines.empty()) return result;
  std::vector<std::uint32_t> frequency(vocabulary.size());
  for (const TokenId id : tokens.ids) ++frequency[id];
  Corpus corpus{tokens, {}, {}};
  for (const float w : word_weights(tokens, vocabulary)) corpus.weights.push_back(whole(w));

  const Dictionary dictionary(vocabulary, frequency);
  std::vector<Sought> all;
  std::vector<std::size_t> first_of{0};  // all[first_of[l], first_of[l + 1]) are of line l
  for (std::size_t l = 0; l < lines.size(); ++l) {
    for (const WatchedWording& wording : lines[l]->wordings) {
      all.push_back(make_sought(wording, vocabulary, frequency, corpus.weights, dictionary));
    }
    first_of.push_back(all.size());
  }
  corpus.places = places_of_anchors(tokens, all, corpus.weights);

  constexpr std::size_t kGrain = 8;  // lines that share the memory of a search
  parallel_ranges(lines.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    Search search(corpus);
    for (std::size_t l = begin; l < end; ++l) {
      result[l] =
          search.nearest(std::span(all).subspan(first_of[l], first_of[l + 1] - first_of[l]));
      of_line[l] = search.work();
    }
  });
  for (const WatchWork& line : of_line) {
    work.runs_bounded += line.runs_bounded;
    work.run_words += line.run_words;
  }
  return result;
}

}  // namespace leitwort::watchlist
