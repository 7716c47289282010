#include "formulations/stages.hpp"
#include "parallel.hpp"
#include <leitwort/sequence.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>
#include <queue>
#include <set>

#include <fmt/format.h>
#include <xxhash.h>

namespace leitwort {
namespace {

using formulations::DocumentAt;
using formulations::Evidence;
using formulations::FamilySearch;
using formulations::Position;
using formulations::Unit;
using formulations::Window;
using formulations::WordStatistics;

/// A repeat that has become the head of a family.
struct Head {
  Repeat repeat;
  Evidence evidence;
  std::vector<Window> windows{};
  std::uint32_t documents_alone = 0, occurrences_alone = 0;
  std::uint32_t absorbed = 0;
  double score = 0;
};

/// What the unclaimed places of a repeat amount to.
struct Judgement {
  Evidence evidence;
  std::uint32_t documents = 0, occurrences = 0;  // unclaimed
  std::uint32_t series = 0;                      // different authors of the unclaimed places
  std::uint32_t tokens = 0;                      // of the commonest wording …
  Position example = 0;                          // … and a place of it
  double score = 0;
};

enum class Verdict : std::uint8_t { stands, in_passage, subsumed };

/// Goes through the repeats from the best to the worst and makes families of them. What a family
/// claims is no longer evidence for others: they are judged anew when their turn comes (lazy greedy
/// evaluation, M. Minoux 1978: a score can only fall).
class Selection {
 public:
  Selection(const FormulationCorpus& corpus, const FormulationOptions& options,
            FormulationCounts& counts)
      : corpus_(corpus),
        words_(corpus.skeleton.words),
        options_(options),
        counts_(counts),
        repeats_(find_repeats(words_, {2, options.min_documents})),
        copies_(formulations::number_copies(words_, repeats_, options.salience.passage_words)),
        versions_(formulations::find_versions(words_, options.salience.version_share)),
        statistics_(
            formulations::make_statistics(corpus.skeleton, corpus.tokens.size(), options.salience)),
        document_at_(words_),
        dispersion_(corpus.tokens),
        search_(corpus.tokens, words_, document_at_, statistics_, options.family),
        claimed_by_(words_.size()) {}

  std::vector<Head> run();

 private:
  struct Entry {
    double score;
    std::uint32_t repeat;
    std::uint32_t judged_after;  // families; kBound: the score is an upper bound
    bool operator<(const Entry& other) const {
      return score != other.score ? score < other.score : repeat > other.repeat;
    }
  };
  static constexpr std::uint32_t kBound = 0xFFFFFFFF;
  static constexpr std::uint64_t kCopies = std::uint64_t{1} << 32;  // sources above are passages

  [[nodiscard]] std::span<const std::int32_t> symbols_of(const Repeat& repeat) const {
    return std::span(words_.symbols)
        .subspan(static_cast<std::size_t>(repeats_.suffixes[repeat.first]), repeat.length);
  }
  [[nodiscard]] bool is_claimed(Position first, Position last) const {
    std::uint32_t claimed = 0;
    for (Position p = first; p <= last; ++p) claimed += claimed_by_[p] != 0 ? 1 : 0;
    return 2 * claimed >= last - first + 1;
  }
  /// Where a place counts for spread: its document, or what it is copied with.
  [[nodiscard]] std::uint64_t source_of(Position first, Position last) const {
    if (copies_[first] != 0 && copies_[first] == copies_[last]) {
      return kCopies + copies_[first];
    }
    return versions_[document_at_(first)];
  }
  [[nodiscard]] std::uint32_t series_of(const std::vector<DocumentIndex>& documents,
                                        std::uint32_t n) const;
  [[nodiscard]] double spread_of(std::vector<std::uint64_t>& sources);
  [[nodiscard]] std::uint32_t minimum() const {
    return std::min<std::uint32_t>(options_.min_documents, 2);
  }
  void read_wordings(const std::vector<Position>& firsts, std::uint32_t length,
                     Judgement& judgement);
  [[nodiscard]] double bound(const Repeat& repeat);
  Verdict judge(const Repeat& repeat, Judgement& judgement);
  [[nodiscard]] formulations::Pattern pattern_of(const Repeat& repeat,
                                                 const Judgement& judgement) const;
  [[nodiscard]] std::optional<formulations::Pattern> widened(
      const Repeat& repeat, const formulations::Pattern& narrow) const;
  [[nodiscard]] std::vector<std::int32_t> beyond(std::vector<Position> edges, int step,
                                                 std::size_t length) const;
  Head make_head(const Repeat& repeat, const Judgement& judgement);

  const FormulationCorpus& corpus_;
  const WordSequence& words_;
  const FormulationOptions& options_;
  FormulationCounts& counts_;
  Repeats repeats_;
  std::vector<std::uint32_t> copies_;
  std::vector<DocumentIndex> versions_;  // by document: the one that it is a version of
  WordStatistics statistics_;
  DocumentAt document_at_;
  formulations::Dispersion dispersion_;
  FamilySearch search_;
  std::vector<std::uint32_t> claimed_by_;  // by position: number of the family, from 1; 0: none
};

double Selection::spread_of(std::vector<std::uint64_t>& sources) {
  std::ranges::sort(sources);
  sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
  const auto all = static_cast<double>(sources.size());
  if (corpus_.series.empty()) return all;
  std::vector<std::uint64_t> series = sources;
  for (std::uint64_t& source : series) {
    if (source < kCopies) source = corpus_.series[source];
  }
  std::ranges::sort(series);
  const auto different =
      static_cast<double>(std::unique(series.begin(), series.end()) - series.begin());
  return different + (all - different) * options_.salience.own_series;
}

std::uint32_t Selection::series_of(const std::vector<DocumentIndex>& documents,
                                   std::uint32_t n) const {
  if (corpus_.series.empty()) return n;
  std::set<std::uint32_t> series;
  for (std::uint32_t i = 0; i < n; ++i) series.insert(corpus_.series[documents[i]]);
  return static_cast<std::uint32_t>(series.size());
}

/// What can be known of a repeat's score without looking at its places. Never below the score.
double Selection::bound(const Repeat& repeat) {
  const std::span<const std::int32_t> symbols = symbols_of(repeat);
  Evidence evidence{.spread = static_cast<double>(repeat.documents),
                    .weight = formulations::weight_of(symbols, statistics_),
                    .cohesion = formulations::cohesion_of(symbols, repeat.count, statistics_),
                    .function_words = 1};
  if (repeat.length >= options_.salience.passage_words) evidence.kind = FormulationKind::passage;
  return evidence.weight < 1 ? 0 : score(evidence, options_.salience);
}

/// How a phrase is worded: on up to kSample of its places, evenly spread.
void Selection::read_wordings(const std::vector<Position>& firsts, std::uint32_t length,
                              Judgement& judgement) {
  constexpr std::size_t kSample = 1024;
  const std::size_t step = firsts.size() / kSample + 1;
  const Tokens& tokens = corpus_.tokens;
  struct Wording {
    std::uint32_t tokens = 0;
    Position example = 0;
  };
  std::map<std::uint64_t, std::pair<std::uint32_t, Wording>> wordings;  // with their uses
  std::uint32_t sampled = 0;
  std::uint64_t function_words = 0, inside = 0, capitalised = 0, opening = 0, aside = 0;
  for (std::size_t i = 0; i < firsts.size(); i += step) {
    const Position first = firsts[i], last = first + length - 1;
    const TokenIndex begin = words_.begin[first], end = words_.end(last);
    ++sampled;
    auto& wording = wordings[XXH3_64bits(&tokens.ids[begin], (end - begin) * sizeof(TokenId))];
    if (wording.first++ == 0) wording.second = {end - begin, first};
    function_words += end - begin;
    for (Position p = first; p <= last; ++p) {
      function_words -= words_.length[p];
      const std::uint8_t marks = tokens.marks[words_.begin[p]];
      if ((marks & kBreakBefore) != 0) continue;  // begins a sentence
      ++inside;
      capitalised += (marks & kCapitalised) != 0 ? 1 : 0;
    }
    const DocumentIndex document = document_at_(first);
    opening += begin - tokens.document_begin[document] < options_.salience.opening_tokens ? 1 : 0;
    aside += !corpus_.aside.empty() && corpus_.aside[begin] != 0 ? 1 : 0;
  }
  std::uint32_t most = 0;
  for (const auto& [hash, wording] : wordings) {
    if (wording.first <= most) continue;
    most = wording.first;
    judgement.tokens = wording.second.tokens;
    judgement.example = wording.second.example;
  }
  const double n = sampled;
  Evidence& evidence = judgement.evidence;
  evidence.fixity = most / n;
  evidence.function_words = static_cast<double>(function_words) / (n * length);
  evidence.capitalised =
      inside == 0 ? 0 : static_cast<double>(capitalised) / static_cast<double>(inside);
  const SalienceOptions& salience = options_.salience;
  if (length >= salience.passage_words || judgement.tokens > salience.passage_tokens ||
      (judgement.series == 1 && length >= salience.repeated_words)) {
    evidence.kind = FormulationKind::passage;
  } else if (2 * aside >= sampled || 5 * opening >= 4 * std::uint64_t{sampled}) {
    evidence.kind = FormulationKind::boilerplate;
  } else if (inside > 0 && 10 * capitalised >= 9 * inside) {
    evidence.kind = FormulationKind::name;
  }
}

Verdict Selection::judge(const Repeat& repeat, Judgement& judgement) {
  const std::span<const std::int32_t> symbols = symbols_of(repeat);
  std::vector<Position> firsts;
  std::vector<std::uint64_t> sources;
  std::vector<DocumentIndex> documents;
  for (std::uint32_t i = repeat.first; i < repeat.first + repeat.count; ++i) {
    const auto first = static_cast<Position>(repeats_.suffixes[i]);
    firsts.push_back(first);
    const Position last = first + repeat.length - 1;
    if (is_claimed(first, last)) continue;
    ++judgement.occurrences;
    sources.push_back(source_of(first, last));
    documents.push_back(document_at_(first));
  }
  const bool is_passage = repeat.length >= options_.salience.passage_words;
  if (is_passage) sources.assign(documents.begin(), documents.end());
  std::ranges::sort(firsts);
  std::ranges::sort(documents);
  judgement.documents = static_cast<std::uint32_t>(std::unique(documents.begin(), documents.end()) -
                                                   documents.begin());
  judgement.evidence.spread = spread_of(sources);
  if (judgement.documents < minimum() ||
      judgement.occurrences < options_.salience.alone_share * repeat.count) {
    return Verdict::subsumed;
  }
  const bool in_copies = !is_passage && sources.size() < minimum();
  if (in_copies && sources.front() >= kCopies) return Verdict::in_passage;
  judgement.series = series_of(documents, judgement.documents);
  read_wordings(firsts, repeat.length, judgement);
  if (in_copies) judgement.evidence.kind = FormulationKind::passage;
  judgement.evidence.weight = formulations::weight_of(symbols, statistics_);
  judgement.evidence.cohesion = formulations::cohesion_of(symbols, repeat.count, statistics_);
  judgement.evidence.dispersion = dispersion_(repeat.documents, repeat.count);
  judgement.score = score(judgement.evidence, options_.salience);
  return Verdict::stands;
}

formulations::Pattern Selection::pattern_of(const Repeat& repeat,
                                            const Judgement& judgement) const {
  formulations::Pattern pattern;
  const std::span<const std::int32_t> symbols = symbols_of(repeat);
  pattern.words.assign(symbols.begin(), symbols.end());
  pattern.tokens = judgement.tokens;
  const Position first = judgement.example, last = first + repeat.length - 1;
  for (Position p = first; p < last; ++p) {
    const auto between =
        std::span(corpus_.tokens.ids).subspan(words_.end(p), words_.begin[p + 1] - words_.end(p));
    pattern.between.emplace_back(between.begin(), between.end());
  }
  return pattern;
}

/// The repeat with what follows and precedes it beyond one word that changes: of `trust,
/// coordination, {greatest|highest} strategic value` only what does not change is a repeat. None
/// where nothing does.
std::optional<formulations::Pattern> Selection::widened(const Repeat& repeat,
                                                        const formulations::Pattern& narrow) const {
  if (repeat.length < 3) return std::nullopt;  // two words are no ground to build on
  formulations::Pattern pattern = narrow;
  std::vector<Position> edges;
  for (std::uint32_t i = repeat.first; i < repeat.first + repeat.count; ++i) {
    edges.push_back(static_cast<Position>(repeats_.suffixes[i]));
  }
  const std::vector<std::int32_t> before = beyond(edges, -1, pattern.words.size());
  for (Position& edge : edges) edge += repeat.length - 1;
  const std::vector<std::int32_t> after = beyond(edges, 1, pattern.words.size() + before.size());
  if (before.empty() && after.empty()) return std::nullopt;
  pattern.words.insert(pattern.words.begin(), before.rbegin(), before.rend());
  pattern.words.insert(pattern.words.end(), after.begin(), after.end());
  // The words between are about as many as before.
  pattern.tokens += static_cast<std::uint32_t>(
      (before.size() + after.size()) * pattern.tokens / repeat.length + 1);
  pattern.between.clear();
  return pattern;
}

/// The words that go on a phrase from its edges, in the direction of `step`, on which most
/// documents agree though one word before them changes. They are taken one after another; nothing
/// is taken unless there is such a change.
std::vector<std::int32_t> Selection::beyond(std::vector<Position> edges, int step,
                                            std::size_t length) const {
  const double least_share = 2.0 / 3;
  std::vector<std::int32_t> taken;
  bool changed = false;
  while (length + taken.size() + 1 < options_.salience.passage_words) {
    std::map<std::int32_t, std::set<DocumentIndex>> documents_with;  // by word
    std::set<DocumentIndex> documents;
    // The next word, and the one after it: where they stand, by edge.
    const auto next = [&](Position edge, int k) {
      Position p = edge;
      for (int i = 0; i < k; ++i) {
        if (words_.symbols[p] == kSeparator && i > 0) return edge;
        p = static_cast<Position>(static_cast<std::int64_t>(p) + step);
        if (p >= words_.size() || words_.symbols[p] == kSeparator) return edge;
      }
      return p;
    };
    for (const Position edge : edges) {
      const DocumentIndex document = versions_[document_at_(edge)];
      documents.insert(document);
      for (int k = 1; k <= 2; ++k) {
        const Position p = next(edge, k);
        if (p != edge) documents_with[words_.symbols[p]].insert(document);
      }
    }
    std::int32_t best = kSeparator;
    std::size_t most = 1;
    for (const auto& [symbol, with] : documents_with) {
      if (with.size() <= most ||
          static_cast<double>(with.size()) < least_share * static_cast<double>(documents.size())) {
        continue;
      }
      most = with.size();
      best = symbol;
    }
    if (best == kSeparator) break;
    std::vector<Position> moved;
    for (const Position edge : edges) {
      for (int k = 1; k <= 2; ++k) {
        const Position p = next(edge, k);
        if (p == edge || words_.symbols[p] != best) continue;
        changed = changed || k == 2;
        moved.push_back(p);
        break;
      }
    }
    edges = std::move(moved);
    taken.push_back(best);
  }
  if (!changed) taken.clear();
  return taken;
}

Head Selection::make_head(const Repeat& repeat, const Judgement& judgement) {
  Head head{.repeat = repeat, .evidence = judgement.evidence};
  if (judgement.evidence.kind == FormulationKind::passage) {
    // Versions of a passage are the business of another command: here only its copies.
    std::vector<Position> firsts;
    for (std::uint32_t i = repeat.first; i < repeat.first + repeat.count; ++i) {
      firsts.push_back(static_cast<Position>(repeats_.suffixes[i]));
    }
    std::ranges::sort(firsts);
    for (const Position first : firsts) {
      if (!head.windows.empty() && first <= head.windows.back().last) continue;
      head.windows.push_back({first, first + repeat.length - 1, 0, true});
    }
  } else {
    formulations::Pattern pattern = pattern_of(repeat, judgement);
    if (std::optional<formulations::Pattern> wider = widened(repeat, pattern)) {
      head.windows = search_.find(*wider);
      std::set<DocumentIndex> documents;
      for (const Window& window : head.windows) {
        if (window.missing == 0) documents.insert(versions_[document_at_(window.first)]);
      }
      if (documents.size() < minimum()) head.windows.clear();
    }
    if (head.windows.empty()) head.windows = search_.find(pattern);
  }

  std::vector<std::uint64_t> full, all;
  std::vector<DocumentIndex> documents;
  std::uint32_t documents_with = 0;
  DocumentIndex last_document = std::numeric_limits<DocumentIndex>::max();
  for (const Window& window : head.windows) {
    const DocumentIndex document = document_at_(window.first);
    if (document != std::exchange(last_document, document)) ++documents_with;
    if (is_claimed(window.first, window.last)) continue;
    ++head.occurrences_alone;
    if (documents.empty() || documents.back() != document) documents.push_back(document);
    all.push_back(head.evidence.kind == FormulationKind::passage
                      ? document
                      : source_of(window.first, window.last));
    if (window.missing == 0) full.push_back(all.back());
  }
  head.documents_alone = static_cast<std::uint32_t>(documents.size());
  const double share = options_.salience.variants_share;
  head.evidence.spread = (1 - share) * spread_of(full) + share * spread_of(all);
  head.evidence.dispersion =
      dispersion_(documents_with, static_cast<std::uint32_t>(head.windows.size()));
  head.score = score(head.evidence, options_.salience);
  return head;
}

std::vector<Head> Selection::run() {
  std::vector<Head> heads;
  std::vector<Entry> entries;
  counts_.repeats = repeats_.repeats.size();
  for (std::uint32_t i = 0; i < repeats_.repeats.size(); ++i) {
    const double most = bound(repeats_.repeats[i]);
    if (most > 0)
      entries.push_back({most, i, kBound});
    else
      ++counts_.without_content;
  }
  // A family's score is not that of its head: some are made beyond the limit, to choose from.
  const std::size_t most_heads =
      options_.limit == 0 ? std::numeric_limits<std::size_t>::max() : 2 * options_.limit + 100;
  std::priority_queue<Entry> queue(std::less<Entry>{}, std::move(entries));
  while (!queue.empty() && heads.size() < most_heads) {
    const Entry entry = queue.top();
    queue.pop();
    const Repeat& repeat = repeats_.repeats[entry.repeat];
    const auto families = static_cast<std::uint32_t>(heads.size());
    Judgement judgement;
    const Verdict verdict = judge(repeat, judgement);
    if (verdict == Verdict::stands && judgement.tokens < options_.min_tokens) {
      ++counts_.without_content;
      continue;
    }
    if (verdict != Verdict::stands) {
      ++(verdict == Verdict::subsumed ? counts_.subsumed : counts_.in_passages);
      // The family that claimed the most of its first place has it.
      const auto first = static_cast<Position>(repeats_.suffixes[repeat.first]);
      if (const std::uint32_t owner = claimed_by_[first]; owner != 0) ++heads[owner - 1].absorbed;
      continue;
    }
    if (entry.judged_after != families) {
      queue.push({judgement.score, entry.repeat, families});
      continue;
    }
    heads.push_back(make_head(repeat, judgement));
    for (const Window& window : heads.back().windows) {
      for (Position p = window.first; p <= window.last; ++p) {
        if (claimed_by_[p] == 0) claimed_by_[p] = families + 1;
      }
    }
  }
  counts_.beyond_limit = queue.size();
  return heads;
}

/// Turns the windows of a head into wordings, slots and places.
class Assembly {
 public:
  Assembly(const FormulationCorpus& corpus, const FormulationOptions& options)
      : corpus_(corpus), words_(corpus.skeleton.words), options_(options) {}

  Formulation assemble(const Head& head, std::vector<Place>& places) const;

 private:
  [[nodiscard]] std::string text_of(TokenIndex begin, TokenIndex end) const {
    std::string text;
    for (TokenIndex t = begin; t < end; ++t) {
      append_word(corpus_.vocabulary[corpus_.tokens.ids[t]], text);
    }
    return text;
  }
  [[nodiscard]] std::vector<Unit> units_of(const Window& window, const Place& place) const;
  /// The places of the windows, with the function words that belong to them.
  [[nodiscard]] std::vector<Place> places_of(const Head& head) const;
  void widen(const std::vector<Window>& windows, std::vector<Place>& places) const;
  void count_series(std::span<const Place> places, Formulation& row) const;

  const FormulationCorpus& corpus_;
  const WordSequence& words_;
  const FormulationOptions& options_;
};

/// Whether a word joins what follows to something before it, and so begins no formulation.
bool joins(std::string_view word) {
  static constexpr std::array<std::string_view, 22> kJoining = {
      "and", "or", "but", "of", "und", "oder", "aber", "von", "et",  "ou", "mais",
      "de",  "y",  "o",   "e",  "i",   "di",   "ma",   "en",  "van", "и",  "или"};
  return std::ranges::find(kJoining, word) != kJoining.end();
}

/// Function words that usually stand before a formulation belong to it: `on the right side of
/// history`. They are taken in, one after another, while at least `leading_words` of the full
/// wordings agree on the next. No place grows over a word of the skeleton, a break, or another
/// place.
void Assembly::widen(const std::vector<Window>& windows, std::vector<Place>& places) const {
  constexpr int kMostTokens = 4;
  const Tokens& tokens = corpus_.tokens;
  std::vector<TokenIndex> limit(places.size());
  std::uint32_t full = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    full += windows[i].missing == 0 ? 1 : 0;
    Position before = windows[i].first - 1;  // every document begins with a separator
    if (words_.symbols[before] == kSeparator && before > 0) --before;
    const TokenIndex floor =
        i > 0 ? std::max(words_.end(before), places[i - 1].end) : words_.end(before);
    limit[i] = places[i].begin;
    while (limit[i] > floor && (tokens.marks[limit[i]] & kBreakBefore) == 0) --limit[i];
  }
  std::vector<std::uint8_t> open(places.size(), 1);  // widened by every token so far
  std::vector<Place> best = places;
  for (int step = 1; step <= kMostTokens; ++step) {
    const auto before = [&](std::size_t i) {
      if (open[i] == 0 || places[i].begin == limit[i]) return Vocabulary::kUnknown;
      return tokens.ids[places[i].begin - 1];
    };
    std::map<TokenId, std::uint32_t> uses;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (windows[i].missing == 0 && before(i) != Vocabulary::kUnknown) ++uses[before(i)];
    }
    const auto most = std::ranges::max_element(
        uses, [](const auto& x, const auto& y) { return x.second < y.second; });
    if (most == uses.end() || most->second < 2 ||
        most->second < options_.family.leading_words * full) {
      break;
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
      open[i] = before(i) == most->first ? 1 : 0;
      places[i].begin -= open[i];
    }
    if (joins(corpus_.vocabulary[most->first])) continue;
    best = places;
  }
  places = std::move(best);
}

std::vector<Place> Assembly::places_of(const Head& head) const {
  std::vector<Place> places;
  for (const Window& window : head.windows) {
    places.push_back({words_.begin[window.first], words_.end(window.last)});
  }
  if (head.evidence.kind == FormulationKind::passage) return places;
  widen(head.windows, places);
  return places;
}

std::vector<Unit> Assembly::units_of(const Window& window, const Place& place) const {
  std::vector<Unit> units;
  TokenIndex next = place.begin;
  for (Position p = window.first; p <= window.last; ++p) {
    for (; next < words_.begin[p]; ++next) units.push_back({text_of(next, next + 1), 0});
    next = words_.end(p);
    units.push_back({text_of(words_.begin[p], next), words_.symbols[p]});
  }
  for (; next < place.end; ++next) units.push_back({text_of(next, next + 1), 0});
  return units;
}

void Assembly::count_series(std::span<const Place> places, Formulation& row) const {
  std::vector<std::uint32_t> series;
  for (const DocumentIndex d : documents_of(places, corpus_.tokens)) {
    series.push_back(corpus_.series.empty() ? d : corpus_.series[d]);
  }
  row.documents = static_cast<std::uint32_t>(series.size());
  std::ranges::sort(series);
  row.series =
      static_cast<std::uint32_t>(std::unique(series.begin(), series.end()) - series.begin());
  row.repeated = row.documents - row.series;
}

Formulation Assembly::assemble(const Head& head, std::vector<Place>& places) const {
  struct Group {
    std::size_t example = 0;  // index of a window
    std::uint32_t uses = 0, full_uses = 0;
    std::uint32_t documents = 0;
    DocumentIndex last_document = std::numeric_limits<DocumentIndex>::max();
    std::uint32_t number = 0;
    std::string text;
  };
  const Tokens& tokens = corpus_.tokens;
  std::map<std::uint64_t, Group> groups;
  std::vector<Group*> group_of;
  DocumentIndex document = 0;
  places = places_of(head);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Window& window = head.windows[i];
    const TokenIndex begin = places[i].begin, end = places[i].end;
    while (tokens.document_begin[document + 1] <= begin) ++document;
    Group& group = groups[XXH3_64bits(&tokens.ids[begin], (end - begin) * sizeof(TokenId))];
    if (group.uses++ == 0) group.example = i;
    if (window.missing == 0 && window.in_order) ++group.full_uses;
    if (std::exchange(group.last_document, document) != document) ++group.documents;
    group_of.push_back(&group);
  }
  std::vector<Group*> order;
  for (auto& [hash, group] : groups) {
    group.text = text_of(places[group.example].begin, places[group.example].end);
    order.push_back(&group);
  }
  std::ranges::sort(order, [](const Group* x, const Group* y) {
    return std::tie(y->uses, y->documents, x->text) < std::tie(x->uses, x->documents, y->text);
  });

  Formulation row{.text = {},
                  .kind = head.evidence.kind,
                  .score = head.score,
                  .occurrences = static_cast<std::uint32_t>(head.windows.size()),
                  .documents_alone = head.documents_alone,
                  .occurrences_alone = head.occurrences_alone,
                  .absorbed = head.absorbed};
  const Group* text = nullptr;
  std::vector<std::vector<Unit>> units;
  for (Group* group : order) {
    group->number = static_cast<std::uint32_t>(row.wordings.size());
    row.wordings.push_back({group->text, {}, group->documents, group->uses});
    if (group->full_uses > 0 && (text == nullptr || group->full_uses > text->full_uses)) {
      text = group;
    }
  }
  if (text == nullptr) text = order.front();
  row.text = text->text;
  const Window& example = head.windows[text->example];
  row.length = places[text->example].end - places[text->example].begin;
  row.content_words = example.last - example.first + 1;
  if (head.evidence.kind != FormulationKind::passage) {
    for (const Group* group : order) {
      units.push_back(units_of(head.windows[group->example], places[group->example]));
    }
    formulations::fill_slots(units, row);
  }
  for (std::size_t i = 0; i < places.size(); ++i) places[i].wording = group_of[i]->number;
  count_series(places, row);
  return row;
}

std::string count_of(std::uint64_t n, std::string_view noun) {
  return fmt::format("{} {}{}", n, noun, n == 1 ? "" : "s");
}

}  // namespace

std::string_view kind_name(FormulationKind kind) {
  switch (kind) {
    case FormulationKind::phrase:
      break;
    case FormulationKind::name:
      return "name";
    case FormulationKind::passage:
      return "passage";
    case FormulationKind::boilerplate:
      return "boilerplate";
  }
  return "phrase";
}

Formulations find_formulations(const FormulationCorpus& corpus, const FormulationOptions& options) {
  Formulations result;
  std::vector<Head> heads = Selection(corpus, options, result.counts).run();
  std::vector<std::size_t> order(heads.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, [&](std::size_t x, std::size_t y) {
    return heads[x].score != heads[y].score ? heads[x].score > heads[y].score : x < y;
  });
  if (options.limit != 0 && order.size() > options.limit) {
    result.counts.beyond_limit += order.size() - options.limit;
    order.resize(options.limit);
  }
  const Assembly assembly(corpus, options);
  std::vector<std::vector<Place>> places(order.size());
  result.rows.resize(order.size());
  parallel_for(order.size(), [&](std::size_t i) {
    result.rows[i] = assembly.assemble(heads[order[i]], places[i]);
  });
  for (std::size_t i = 0; i < order.size(); ++i) {
    result.rows[i].places_begin = result.places.size();
    result.places.insert(result.places.end(), places[i].begin(), places[i].end());
    result.rows[i].places_end = result.places.size();
  }
  return result;
}

std::string explain(const Formulation& row) {
  std::string text = fmt::format("{}, {}; {} in {} tokens", count_of(row.documents, "document"),
                                 count_of(row.occurrences, "place"),
                                 count_of(row.content_words, "content word"), row.length);
  if (row.wordings.size() > 1) text += fmt::format("; {} wordings", row.wordings.size());
  if (row.repeated > 0) {
    text += fmt::format("; {} of the documents repeat their own author", row.repeated);
  }
  if (row.occurrences_alone < row.occurrences) {
    text += fmt::format("; {} of the places inside better formulations",
                        row.occurrences - row.occurrences_alone);
  }
  if (row.absorbed > 0) {
    text += fmt::format("; holds {} that {} of its own", count_of(row.absorbed, "other repeat"),
                        row.absorbed == 1 ? "has too few places" : "have too few places");
  }
  if (row.kind == FormulationKind::name) text += "; capitalised like a name: ranked lower";
  if (row.kind == FormulationKind::passage) text += "; longer than a unit of speech: ranked lower";
  if (row.kind == FormulationKind::boilerplate) {
    text += "; stands where texts open or in suspected boilerplate: ranked lower";
  }
  return text;
}

}  // namespace leitwort
