#include "formulations/selection.hpp"

#include <leitwort/sequence.hpp>

#include <algorithm>
#include <compare>
#include <limits>
#include <map>
#include <queue>
#include <set>
#include <utility>

#include <xxhash.h>

namespace leitwort::formulations {

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
                    .weight = weight_of(symbols, statistics_),
                    .cohesion = options_.salience.most_cohesion,
                    .function_words = 1};
  if (repeat.length >= options_.salience.passage_words) {
    evidence.kind = FormulationKind::passage;  // may be as long as the text: its words are not read
  } else {
    evidence.cohesion = cohesion_of(symbols, repeat.count, statistics_);
  }
  return evidence.weight < options_.salience.needed_weight ? 0 : score(evidence, options_.salience);
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
  const bool is_passage = repeat.length >= options_.salience.passage_words;
  if (is_passage) {  // long ones that overlap would be read over and over
    for (const Window& copy : copies_of(repeat)) firsts.push_back(copy.first);
  } else {
    firsts = firsts_of(repeat);
  }
  for (const Position first : firsts) {
    const Position last = first + repeat.length - 1;
    if (is_claimed(first, last)) continue;
    ++judgement.occurrences;
    sources.push_back(source_of(first, last));
    documents.push_back(document_at_(first));
  }
  if (is_passage) sources.assign(documents.begin(), documents.end());
  std::ranges::sort(documents);
  judgement.documents = static_cast<std::uint32_t>(std::unique(documents.begin(), documents.end()) -
                                                   documents.begin());
  // A document that has a copy and a place of its own is still one: the bound relies on it.
  judgement.evidence.spread =
      std::min(spread_of(sources), static_cast<double>(judgement.documents));
  if (judgement.documents < minimum() ||
      judgement.occurrences < options_.salience.alone_share * static_cast<double>(firsts.size())) {
    return Verdict::subsumed;
  }
  const bool in_copies = !is_passage && sources.size() < minimum();
  if (in_copies && sources.front() >= kCopies) return Verdict::in_passage;
  judgement.series = series_of(documents, judgement.documents);
  read_wordings(firsts, repeat.length, judgement);
  if (in_copies) judgement.evidence.kind = FormulationKind::passage;
  judgement.evidence.weight = weight_of(symbols, statistics_);
  judgement.evidence.cohesion = cohesion_of(symbols, repeat.count, statistics_);
  judgement.evidence.dispersion = dispersion_(repeat.documents, repeat.count);
  judgement.score = score(judgement.evidence, options_.salience);
  return Verdict::stands;
}

Pattern Selection::pattern_of(const Repeat& repeat, const Judgement& judgement) const {
  Pattern pattern;
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
std::optional<Pattern> Selection::widened(const Repeat& repeat, const Pattern& narrow) const {
  if (repeat.length < 3) return std::nullopt;  // two words are no ground to build on
  Pattern pattern = narrow;
  std::vector<Position> edges = firsts_of(repeat);
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
  std::vector<std::int32_t> taken;
  bool changed = false;
  while (length + taken.size() + 1 < options_.salience.passage_words) {
    std::map<std::int32_t, std::set<DocumentIndex>> documents_with;  // by word
    std::set<DocumentIndex> documents;
    // The next word, and the one after it: where they stand, by edge.
    const auto next = [&](Position edge, int k) {
      Position p = edge;
      for (int i = 0; i < k; ++i) {
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
          static_cast<double>(with.size()) <
              options_.family.agreeing_share * static_cast<double>(documents.size())) {
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

/// A head that mostly goes on does not end there: `a shared future for {mankind|humankind}`. Where
/// at least half of the full wordings go on with one word more before other words or a break, and
/// at least half of those with words that do so in two documents, that word is taken in, unless a
/// better formulation has it.
void Selection::take_in_ends(std::vector<Window>& windows) const {
  constexpr TokenIndex kMostBetween = 2;
  std::map<std::int32_t, std::pair<std::size_t, std::set<DocumentIndex>>> ends;  // with their uses
  std::size_t full = 0, going_on = 0, recurring = 0;
  const auto is_word = [&](Position p) {
    return p < words_.size() && words_.symbols[p] != kSeparator;
  };
  const auto end_of = [&](std::size_t i) {
    const Position p = windows[i].last + 1;
    const bool goes_on = windows[i].missing == 0 && is_word(p) && claimed_by_[p] == 0 &&
                         (i + 1 == windows.size() || p < windows[i + 1].first) &&
                         words_.begin[p] - words_.end(p - 1) <= kMostBetween;
    const bool is_end = goes_on && (!is_word(p + 1) || words_.begin[p + 1] > words_.end(p));
    return is_end ? words_.symbols[p] : kSeparator;
  };
  for (std::size_t i = 0; i < windows.size(); ++i) {
    full += windows[i].missing == 0 ? 1 : 0;
    const std::int32_t word = end_of(i);
    if (word == kSeparator) continue;
    ++going_on;
    ++ends[word].first;
    ends[word].second.insert(versions_[document_at_(windows[i].first)]);
  }
  for (const auto& [word, use] : ends) recurring += use.second.size() > 1 ? use.first : 0;
  if (recurring == 0 || 2 * going_on < full || 2 * recurring < going_on) return;
  for (std::size_t i = 0; i < windows.size(); ++i) {
    if (end_of(i) != kSeparator) ++windows[i].last;
  }
}

/// Where the occurrences of a repeat begin, ascending.
std::vector<Position> Selection::firsts_of(const Repeat& repeat) const {
  std::vector<Position> firsts;
  for (std::uint32_t i = repeat.first; i < repeat.first + repeat.count; ++i) {
    firsts.push_back(static_cast<Position>(repeats_.suffixes[i]));
  }
  std::ranges::sort(firsts);
  return firsts;
}

/// The occurrences of a repeat, overlapping ones once.
std::vector<Window> Selection::copies_of(const Repeat& repeat) const {
  std::vector<Window> windows;
  for (const Position first : firsts_of(repeat)) {
    if (!windows.empty() && first <= windows.back().last) continue;
    windows.push_back({first, first + repeat.length - 1, 0, true});
  }
  return windows;
}

/// Whether as many documents as rows must have, copies once, have all words of a pattern.
bool Selection::has_enough_full(const std::vector<Window>& windows) const {
  std::set<DocumentIndex> documents;
  for (const Window& window : windows) {
    if (window.missing == 0) documents.insert(versions_[document_at_(window.first)]);
  }
  return documents.size() >= minimum();
}

/// Whether a row of these places has as many documents as rows must have.
bool Selection::in_enough_documents(const std::vector<Window>& windows) const {
  std::uint32_t documents = 0;
  DocumentIndex last = std::numeric_limits<DocumentIndex>::max();
  for (const Window& window : windows) {
    const DocumentIndex document = document_at_(window.first);
    if (document != std::exchange(last, document)) ++documents;
  }
  return documents >= std::max(options_.min_documents, 1U);
}

/// The windows of a head, the widest that rows may have and that leave it places of its own: beyond
/// a word that changes a head may run into what better ones have, or leave out documents that it
/// needs. The repeat itself has enough. Score 0: of all its places better heads have a part.
Head Selection::make_head(const Repeat& repeat, const Judgement& judgement) {
  // Versions of a passage are the business of another command: here only its copies.
  const bool is_passage = judgement.evidence.kind == FormulationKind::passage;
  std::vector<Pattern> patterns;
  if (!is_passage) {
    patterns.push_back(pattern_of(repeat, judgement));
    if (std::optional<Pattern> wider = widened(repeat, patterns.front())) {
      patterns.insert(patterns.begin(), std::move(*wider));
    }
  }
  for (const Pattern& pattern : patterns) {
    std::vector<Window> windows = search_.find(pattern);
    if (!has_enough_full(windows) || !in_enough_documents(windows)) continue;
    take_in_ends(windows);
    Head head = head_of(std::move(windows), judgement);
    if (head.score > 0) return head;
  }
  std::vector<Window> copies = copies_of(repeat);
  if (!is_passage) take_in_ends(copies);
  return head_of(std::move(copies), judgement);
}

/// A head of these windows, judged by those that better heads have no part of.
Head Selection::head_of(std::vector<Window> windows, const Judgement& judgement) {
  Head head{.evidence = judgement.evidence};
  head.windows = std::move(windows);
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

std::vector<Head> Selection::run(const Observer& observer) {
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
    observer.check();
    const Entry entry = queue.top();
    queue.pop();
    const Repeat& repeat = repeats_.repeats[entry.repeat];
    const auto families = static_cast<std::uint32_t>(heads.size());
    Judgement judgement;
    const Verdict verdict = judge(repeat, judgement);
    if (verdict == Verdict::stands && judgement.tokens < options_.min_tokens) {
      ++counts_.too_short;
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
    Head head = make_head(repeat, judgement);
    if (!(head.score > 0)) {  // of all its places better heads have a part
      ++counts_.subsumed;
      continue;
    }
    heads.push_back(std::move(head));
    for (const Window& window : heads.back().windows) {
      for (Position p = window.first; p <= window.last; ++p) {
        if (claimed_by_[p] == 0) claimed_by_[p] = families + 1;
      }
    }
  }
  counts_.beyond_limit = queue.size();
  return heads;
}

Selection::Account Selection::account(std::span<const std::int32_t> phrase) {
  const auto& suffixes = repeats_.suffixes;
  const auto compare = [&](std::int32_t suffix) {  // the suffix's beginning with the phrase
    const auto rest = std::span(words_.symbols).subspan(static_cast<std::size_t>(suffix));
    return std::lexicographical_compare_three_way(
        rest.begin(),
        rest.begin() + static_cast<std::ptrdiff_t>(std::min(rest.size(), phrase.size())),
        phrase.begin(), phrase.end());
  };
  const auto first = std::partition_point(suffixes.begin(), suffixes.end(),
                                          [&](std::int32_t s) { return compare(s) < 0; });
  const auto last =
      std::partition_point(first, suffixes.end(), [&](std::int32_t s) { return compare(s) == 0; });
  Account account{.uses = {.first = static_cast<std::uint32_t>(first - suffixes.begin()),
                           .count = static_cast<std::uint32_t>(last - first),
                           .length = static_cast<std::uint32_t>(phrase.size())}};
  std::set<DocumentIndex> documents;
  for (auto suffix = first; suffix != last; ++suffix) {
    const auto position = static_cast<Position>(*suffix);
    documents.insert(document_at_(position));
    const auto end = static_cast<std::size_t>(position) + phrase.size();
    const std::int32_t before = words_.symbols[position - 1];
    const std::int32_t after = end < words_.size() ? words_.symbols[end] : kSeparator;
    if (suffix == first) {
      account.before = before;
      account.after = after;
    }
    if (before != account.before) account.before = kSeparator;
    if (after != account.after) account.after = kSeparator;
  }
  account.uses.documents = static_cast<std::uint32_t>(documents.size());
  const auto same = [&](const Repeat& repeat) {
    return repeat.first == account.uses.first && repeat.length == account.uses.length;
  };
  account.is_repeat = std::ranges::any_of(repeats_.repeats, same);
  if (account.uses.count > 0) account.verdict = judge(account.uses, account.judgement);
  return account;
}

}  // namespace leitwort::formulations
