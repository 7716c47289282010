#include "watchlist/watch.hpp"

#include "formulations/phrases.hpp"
#include "parallel.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace leitwort {
namespace {

using formulations::append_words;
using formulations::bytes_of;
using formulations::count_of;
using formulations::slot_of;
using watchlist::Nearest;
using watchlist::text_of;
using watchlist::WatchWork;

constexpr TokenIndex kNone = 0xFFFFFFFF;

/// A wording all of whose words the corpus has. It is looked for at the places of its rarest word,
/// the anchor, which stands from `least` to `most` tokens after the first.
struct Pattern {
  std::uint32_t row = 0;
  std::uint32_t wording = 0;  ///< index into WatchLine::wordings
  std::vector<TokenId> words;
  std::span<const std::uint32_t> most_after;
  TokenId anchor = 0;
  std::uint32_t least = 0, most = 0;
  std::uint32_t longest = 0;  ///< tokens that it can run over
  std::uint32_t stars = 0;
};

/// A place of a wording.
struct Hit {
  std::uint32_t pattern = 0;
  TokenIndex begin = 0, end = 0;
};

/// None where the corpus does not have all words.
std::optional<Pattern> make_pattern(const WatchedWording& wording, const Vocabulary& vocabulary,
                                    const std::vector<std::uint32_t>& frequency) {
  Pattern pattern;
  pattern.most_after = wording.most_after;
  for (std::size_t w = 0; w < wording.words.size(); ++w) {
    const TokenId id = vocabulary.find(wording.words[w]);
    if (id == Vocabulary::kUnknown) return std::nullopt;
    pattern.words.push_back(id);
    pattern.longest += 1 + wording.most_after[w];
    pattern.stars += wording.most_after[w] > 0 ? 1 : 0;
  }
  const auto rarest =
      std::ranges::min_element(pattern.words, {}, [&](TokenId id) { return frequency[id]; });
  pattern.anchor = *rarest;
  pattern.least = static_cast<std::uint32_t>(rarest - pattern.words.begin());
  pattern.most = pattern.least;
  for (std::uint32_t w = 0; w < pattern.least; ++w) pattern.most += pattern.most_after[w];
  return pattern;
}

/// Ordered by row, then as in the line.
std::vector<Pattern> make_patterns(const Tokens& tokens, const Vocabulary& vocabulary,
                                   const WatchList& list) {
  std::vector<std::uint32_t> frequency(vocabulary.size());
  for (const TokenId id : tokens.ids) ++frequency[id];
  std::vector<Pattern> patterns;
  for (std::uint32_t row = 0; row < list.lines.size(); ++row) {
    const std::vector<WatchedWording>& wordings = list.lines[row].wordings;
    for (std::uint32_t w = 0; w < wordings.size(); ++w) {
      std::optional<Pattern> pattern = make_pattern(wordings[w], vocabulary, frequency);
      if (!pattern) continue;
      pattern->row = row;
      pattern->wording = w;
      patterns.push_back(std::move(*pattern));
    }
  }
  return patterns;
}

/// Tells whether and how a wording stands at a place. What is known of one place helps at the next:
/// asked for ascending places of one wording, it takes at most twice as many steps a token as the
/// wording can run over.
class Matcher {
 public:
  explicit Matcher(const Tokens& tokens) : tokens_(tokens) {}

  /// The end of the wording that begins at `begin`, each gap as short as it can be, the first gap
  /// first; kNone if it does not stand there.
  TokenIndex end_of(const Pattern& pattern, TokenIndex begin) {
    if (pattern_ != &pattern || wanted_end_ != kNone) look_for(pattern, kNone);
    return end_from(begin);
  }
  /// Whether it stands there and ends at `end`.
  bool stands(const Pattern& pattern, TokenIndex begin, TokenIndex end) {
    look_for(pattern, end);
    return end_from(begin) != kNone;
  }
  /// How many words stand in each gap of the last wording found.
  [[nodiscard]] const std::vector<std::uint32_t>& gaps() const { return gaps_; }
  /// Words that were compared, and gaps that were tried.
  [[nodiscard]] std::uint64_t steps() const { return steps_; }

 private:
  void look_for(const Pattern& pattern, TokenIndex wanted_end) {
    pattern_ = &pattern;
    wanted_end_ = wanted_end;
    ++search_;
    ring_ = std::bit_ceil(std::size_t{pattern.longest} + 1);
    dead_ends_.resize(std::max(dead_ends_.size(), ring_ * pattern.stars));
  }
  TokenIndex end_from(TokenIndex begin) {
    begin_ = begin;
    gaps_.clear();
    return run(0, begin);
  }

  /// The end, if the words from number `word` on, the first or one after a gap, stand at `at` and
  /// after.
  TokenIndex run(std::size_t word, TokenIndex at) {
    if (gaps_.empty()) return run_anew(word, at);
    // Whether they do is the same for all places from which `at` is reached. These are less than
    // `ring_` apart, so that later ones may take the room of earlier ones.
    const std::uint64_t dead = (search_ << 32) | at;
    const std::size_t state = (gaps_.size() - 1) * ring_ + at % ring_;
    if (dead_ends_[state] == dead) return kNone;
    const TokenIndex end = run_anew(word, at);
    if (end == kNone) dead_ends_[state] = dead;
    return end;
  }
  TokenIndex run_anew(std::size_t word, TokenIndex at) {
    const Pattern& pattern = *pattern_;
    for (;;) {
      ++steps_;
      if (at >= tokens_.size() || tokens_.ids[at] != pattern.words[word]) return kNone;
      if (at > begin_ && breaks(at)) return kNone;
      ++at;
      if (word + 1 == pattern.words.size()) {
        return wanted_end_ == kNone || wanted_end_ == at ? at : kNone;
      }
      if (pattern.most_after[word] > 0) break;
      ++word;
    }
    for (std::uint32_t gap = 0; gap <= pattern.most_after[word]; ++gap) {
      if (gap > 0 && (at + gap > tokens_.size() || breaks(at + gap - 1))) break;
      ++steps_;
      gaps_.push_back(gap);
      const TokenIndex end = run(word + 1, at + gap);
      if (end != kNone) return end;
      gaps_.pop_back();
    }
    return kNone;
  }
  [[nodiscard]] bool breaks(TokenIndex t) const { return (tokens_.marks[t] & kBreakBefore) != 0; }

  const Tokens& tokens_;
  const Pattern* pattern_ = nullptr;
  TokenIndex begin_ = 0, wanted_end_ = kNone;
  std::vector<std::uint32_t> gaps_;
  std::uint64_t search_ = 0;  // number of the search that pattern_ and wanted_end_ are of
  std::size_t ring_ = 1;
  std::vector<std::uint64_t> dead_ends_;  // by gap, then by place modulo ring_: search and place
  std::uint64_t steps_ = 0;
};

/// Finds the places of patterns: one walk over the tokens, which stops where an anchor stands.
class HitSearch {
 public:
  /// Keeps views of its arguments.
  HitSearch(const Tokens& tokens, const std::vector<Pattern>& patterns, std::size_t vocabulary_size)
      : tokens_(tokens),
        patterns_(patterns),
        first_of_(vocabulary_size + 1),
        patterns_of_(patterns.size()) {
    for (const Pattern& pattern : patterns) ++first_of_[pattern.anchor + 1];
    for (std::size_t id = 0; id < vocabulary_size; ++id) first_of_[id + 1] += first_of_[id];
    std::vector<std::uint32_t> next = first_of_;
    for (std::uint32_t p = 0; p < patterns.size(); ++p) {
      patterns_of_[next[patterns[p].anchor]++] = p;
    }
  }

  /// All places in the documents [begin, end), in no order. Returns the steps that it took.
  std::uint64_t find(std::size_t begin, std::size_t end, std::vector<Hit>& hits) const {
    const TokenIndex first = tokens_.document_begin[begin], last = tokens_.document_begin[end];
    Matcher matcher(tokens_);
    std::map<std::uint32_t, std::vector<TokenIndex>> anchors;  // of patterns with gaps
    const auto look_at = [&](std::uint32_t p, TokenIndex at) {
      const TokenIndex stop = matcher.end_of(patterns_[p], at);
      if (stop != kNone) hits.push_back({p, at, stop});
    };
    for (TokenIndex t = first; t < last; ++t) {
      const TokenId id = tokens_.ids[t];
      for (std::uint32_t i = first_of_[id]; i < first_of_[id + 1]; ++i) {
        const Pattern& pattern = patterns_[patterns_of_[i]];
        if (pattern.stars > 0) {
          anchors[patterns_of_[i]].push_back(t);
          continue;
        }
        if (pattern.least <= t - first) look_at(patterns_of_[i], t - pattern.least);
      }
    }
    // One pattern after another, each place once and in order: see Matcher.
    for (const auto& [p, places] : anchors) {
      TokenIndex from = first;
      for (const TokenIndex t : places) {
        if (t - first < patterns_[p].least) continue;
        const TokenIndex nearest = t - patterns_[p].least;
        from = std::max(from, t - first > patterns_[p].most ? t - patterns_[p].most : first);
        for (; from <= nearest; ++from) look_at(p, from);
      }
    }
    return matcher.steps();
  }

 private:
  const Tokens& tokens_;
  const std::vector<Pattern>& patterns_;
  // patterns_of_[first_of_[id], first_of_[id + 1]) have the anchor id.
  std::vector<std::uint32_t> first_of_;
  std::vector<std::uint32_t> patterns_of_;
};

/// All places of all patterns. Order: by row, begin, longest first, then as in the line.
std::vector<Hit> find_hits(const Tokens& tokens, const std::vector<Pattern>& patterns,
                           std::size_t vocabulary_size, WatchWork& work) {
  constexpr std::size_t kGrain = 64;  // documents
  const HitSearch search(tokens, patterns, vocabulary_size);
  std::vector<std::vector<Hit>> parts((tokens.documents() + kGrain - 1) / kGrain);
  std::vector<std::uint64_t> steps(parts.size());
  parallel_ranges(tokens.documents(), kGrain, [&](std::size_t begin, std::size_t end) {
    steps[begin / kGrain] = search.find(begin, end, parts[begin / kGrain]);
  });
  work.words_compared += std::accumulate(steps.begin(), steps.end(), std::uint64_t{0});

  std::vector<Hit> hits;
  std::size_t count = 0;
  for (const std::vector<Hit>& part : parts) count += part.size();
  hits.reserve(count);
  for (std::vector<Hit>& part : parts) {
    hits.insert(hits.end(), part.begin(), part.end());
    std::vector<Hit>().swap(part);
  }
  // Patterns are numbered by row, then as in the line.
  std::ranges::sort(hits, [&](const Hit& a, const Hit& b) {
    if (patterns[a.pattern].row != patterns[b.pattern].row)
      return patterns[a.pattern].row < patterns[b.pattern].row;
    if (a.begin != b.begin) return a.begin < b.begin;
    if (a.end != b.end) return a.end > b.end;
    return a.pattern < b.pattern;
  });
  return hits;
}

/// One row under construction.
class RowMaker {
 public:
  RowMaker(const Tokens& tokens, const Vocabulary& vocabulary, const WatchLine& line,
           std::span<const Pattern> patterns, std::uint32_t first_pattern)
      : tokens_(tokens),
        vocabulary_(vocabulary),
        line_(line),
        patterns_(patterns),
        first_pattern_(first_pattern),
        matcher_(tokens) {
    std::uint32_t slots = 0;
    for (const WatchedWording& wording : line.wordings) {
      first_slot_.push_back(slots);
      for (const std::uint32_t most : wording.most_after) slots += most > 0 ? 1 : 0;
    }
    fillers_.resize(slots);
    for (std::uint32_t p = 0; p < patterns.size(); ++p) {
      by_ends_[{patterns[p].words.front(), patterns[p].words.back()}].push_back(p);
    }
  }

  /// Adds the row to the result, with its places: of `hits`, as they are ordered, those that do not
  /// overlap an earlier one.
  void add_to(Formulations& result, std::span<const Hit> hits) {
    row_.text = text_of(line_.wordings[0]);
    row_.score = std::numeric_limits<double>::quiet_NaN();
    row_.length = static_cast<std::uint32_t>(line_.wordings[0].words.size());
    row_.places_begin = result.places.size();
    std::vector<bool> stands(line_.wordings.size());
    DocumentIndex document = 0;
    TokenIndex document_end = 0, taken = 0;
    for (const Hit& hit : hits) {
      stands[pattern_of(hit).wording] = true;
      if (hit.begin < taken) continue;
      taken = hit.end;
      if (hit.begin >= document_end) {
        document = tokens_.document_of(hit.begin);
        document_end = tokens_.document_begin[document + 1];
        ++row_.documents;
      }
      const std::uint32_t wording = wording_of(hit);
      ++row_.wordings[wording].occurrences;
      if (last_document_[wording] != document) ++row_.wordings[wording].documents;
      last_document_[wording] = document;
      result.places.push_back({hit.begin, hit.end, wording});
    }
    row_.places_end = result.places.size();
    row_.occurrences = static_cast<std::uint32_t>(row_.places_end - row_.places_begin);
    row_.documents_alone = row_.documents;
    row_.occurrences_alone = row_.occurrences;
    row_.slots = slots();
    explain(stands);
    order_wordings(std::span(result.places).subspan(row_.places_begin));
    result.rows.push_back(std::move(row_));
  }

 private:
  [[nodiscard]] const Pattern& pattern_of(const Hit& hit) const {
    return patterns_[hit.pattern - first_pattern_];
  }

  /// The index of the wording that stands at a hit; a new one gets its slots from the first pattern
  /// of the line that it fits.
  std::uint32_t wording_of(const Hit& hit) {
    const auto [found, is_new] = index_.emplace(bytes_of(tokens_, hit.begin, hit.end),
                                                static_cast<std::uint32_t>(row_.wordings.size()));
    if (!is_new) return found->second;
    Wording& wording = row_.wordings.emplace_back();
    append_words(tokens_, vocabulary_, hit.begin, hit.end, wording.text);
    last_document_.push_back(kNone);
    // A pattern that fits begins and ends as this one does.
    const auto ends = std::pair(tokens_.ids[hit.begin], tokens_.ids[hit.end - 1]);
    for (const std::uint32_t p : by_ends_.at(ends)) {
      const Pattern& pattern = patterns_[p];
      if (!matcher_.stands(pattern, hit.begin, hit.end)) continue;
      fit_.push_back(pattern.wording);
      if (pattern.stars > 0) fill_slots(pattern, hit.begin, wording.slot_values);
      break;
    }
    return found->second;
  }

  void fill_slots(const Pattern& pattern, TokenIndex at, std::vector<std::string>& values) {
    values.resize(first_slot_[pattern.wording]);
    std::size_t gap = 0;
    for (const std::uint32_t most : pattern.most_after) {
      ++at;
      if (most == 0) continue;
      append_words(tokens_, vocabulary_, at, at + matcher_.gaps()[gap], values.emplace_back());
      at += matcher_.gaps()[gap++];
    }
  }

  /// Most places first, then by text.
  void order_wordings(std::span<Place> places) {
    std::vector<std::uint32_t> order(row_.wordings.size()), rank(row_.wordings.size());
    for (std::uint32_t w = 0; w < order.size(); ++w) order[w] = w;
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
      const Wording &x = row_.wordings[a], &y = row_.wordings[b];
      return x.occurrences != y.occurrences ? x.occurrences > y.occurrences : x.text < y.text;
    });
    std::vector<Wording> wordings;
    for (const std::uint32_t w : order) {
      rank[w] = static_cast<std::uint32_t>(wordings.size());
      wordings.push_back(std::move(row_.wordings[w]));
    }
    row_.wordings = std::move(wordings);
    for (Place& place : places) place.wording = rank[place.wording];
  }

  /// `the {growing|lasting|} work of peace`, the most frequent first; several wordings with bars.
  [[nodiscard]] std::string slots() {
    std::vector<bool> stands(line_.wordings.size());
    for (std::size_t w = 0; w < row_.wordings.size(); ++w) {
      const Wording& wording = row_.wordings[w];
      stands[fit_[w]] = true;
      for (std::size_t slot = first_slot_[fit_[w]]; slot < wording.slot_values.size(); ++slot) {
        fillers_[slot][wording.slot_values[slot]] += wording.occurrences;
      }
    }
    std::vector<std::string> parts;
    bool varies = false;
    for (std::size_t w = 0; w < line_.wordings.size(); ++w) {
      if (!stands[w]) continue;
      std::size_t slot = first_slot_[w];
      std::string text;
      const WatchedWording& wording = line_.wordings[w];
      for (std::size_t i = 0; i < wording.words.size(); ++i) {
        append_word(wording.words[i], text);
        if (wording.most_after[i] == 0) continue;
        append_word(slot_of(fillers_[slot++]), text);
        varies = true;
      }
      parts.push_back(std::move(text));
    }
    return varies || line_.wordings.size() > 1 ? fmt::format("{}", fmt::join(parts, " | ")) : "";
  }

  void explain(const std::vector<bool>& stands) {
    if (row_.occurrences == 0) return;  // the nearest wording does it
    row_.explanation =
        fmt::format("watch-list line {}: {}, {}", line_.line, count_of(row_.documents, "document"),
                    count_of(row_.occurrences, "place"));
    std::vector<std::string> missing;
    for (std::size_t w = 0; w < stands.size(); ++w) {
      if (!stands[w]) missing.push_back(fmt::format("\"{}\"", text_of(line_.wordings[w])));
    }
    if (!missing.empty()) {
      row_.explanation += fmt::format("; not found: {}", fmt::join(missing, ", "));
    }
  }

  const Tokens& tokens_;
  const Vocabulary& vocabulary_;
  const WatchLine& line_;
  std::span<const Pattern> patterns_;  // of the row
  std::uint32_t first_pattern_;        // number of the first of them among all
  Matcher matcher_;
  Formulation row_;
  std::vector<std::uint32_t> first_slot_;  // by wording of the line
  // By the first and the last word of patterns: their indices, as in the line.
  std::map<std::pair<TokenId, TokenId>, std::vector<std::uint32_t>> by_ends_;
  // By wording of the row: what it fits in the line, and the document where it stood last.
  std::vector<std::uint32_t> fit_;
  std::vector<DocumentIndex> last_document_;
  std::unordered_map<std::string_view, std::uint32_t> index_;  // by the words of the wording
  std::vector<std::map<std::string, std::uint32_t>> fillers_;  // by slot
};

std::string explain_missing(const WatchLine& line, const std::optional<Nearest>& nearest,
                            const Tokens& tokens, const Vocabulary& vocabulary,
                            std::span<const Document> documents) {
  std::string text = fmt::format("watch-list line {}: not found", line.line);
  if (!nearest) return text + "; nothing near it: no phrase shares more than frequent words";
  std::string words;
  append_words(tokens, vocabulary, nearest->begin, nearest->end, words);
  text += fmt::format("; nearest: \"{}\" (", words);
  if (nearest->places > 1) text += fmt::format("{} places, first in ", nearest->places);
  text +=
      fmt::format("document {}, {} of {} words", documents[tokens.document_of(nearest->begin)].id,
                  nearest->shared, nearest->words);
  if (nearest->similar > 0) text += fmt::format(", {} in another form", nearest->similar);
  return text + ")";
}

}  // namespace

Formulations find_watched(const Tokens& tokens, const Vocabulary& vocabulary, const WatchList& list,
                          std::span<const Document> documents) {
  WatchWork work;
  return watchlist::find_watched(tokens, vocabulary, list, documents, work);
}

Formulations watchlist::find_watched(const Tokens& tokens, const Vocabulary& vocabulary,
                                     const WatchList& list, std::span<const Document> documents,
                                     WatchWork& work) {
  const std::vector<Pattern> patterns = make_patterns(tokens, vocabulary, list);
  const std::vector<Hit> hits = find_hits(tokens, patterns, vocabulary.size(), work);
  Formulations result;
  std::vector<const WatchLine*> missing;
  std::uint32_t next_pattern = 0;
  std::size_t next_hit = 0;
  for (std::uint32_t row = 0; row < list.lines.size(); ++row) {
    const std::uint32_t first_pattern = next_pattern;
    const std::size_t first_hit = next_hit;
    while (next_pattern < patterns.size() && patterns[next_pattern].row == row) ++next_pattern;
    while (next_hit < hits.size() && hits[next_hit].pattern < next_pattern) ++next_hit;
    RowMaker(tokens, vocabulary, list.lines[row],
             std::span(patterns).subspan(first_pattern, next_pattern - first_pattern),
             first_pattern)
        .add_to(result, std::span(hits).subspan(first_hit, next_hit - first_hit));
    if (result.rows.back().occurrences == 0) missing.push_back(&list.lines[row]);
  }

  const auto nearest = watchlist::find_nearest(tokens, vocabulary, missing, work);
  std::size_t next_missing = 0;
  for (Formulation& row : result.rows) {
    if (row.occurrences > 0) continue;
    row.explanation = explain_missing(*missing[next_missing], nearest[next_missing], tokens,
                                      vocabulary, documents);
    ++next_missing;
  }
  return result;
}

}  // namespace leitwort
