#include "passages/explain.hpp"

#include "passages/stages.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include <fmt/format.h>

namespace leitwort {

namespace passages {

double in_bits(Bits bits) {
  return static_cast<double>(bits) / kBit;
}

std::string counted(std::uint64_t number, const char* one, const char* many) {
  return fmt::format("{} {}", number, number == 1 ? one : many);
}

std::string missing(double bits) {
  return bits < 0.05 ? "less than 0.1" : fmt::format("{:.1f}", bits);
}

std::string excerpt(const PassageInput& input, DocumentIndex d, TokenIndex begin, TokenIndex end) {
  constexpr TokenIndex kMost = 12;  // tokens at each end
  const auto text = [&](TokenIndex from, TokenIndex until) {
    std::string words;
    const Span &first = input.tokens.spans[from], &last = input.tokens.spans[until - 1];
    bool space = false;
    for (const char c : input.documents[d].text.substr(first.begin, last.end - first.begin)) {
      const bool is_space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
      if (!is_space || !space) words += is_space ? ' ' : c;
      space = is_space;
    }
    return words;
  };
  if (end - begin <= 2 * kMost + 2) return text(begin, end);
  return fmt::format("{} … {}", text(begin, begin + kMost), text(end - kMost, end));
}

std::string describe(const Passage& passage) {
  return fmt::format("{:.1f} bits, {} and {} tokens, similarity {:.3f}", passage.score,
                     passage.end_a - passage.begin_a, passage.end_b - passage.begin_b,
                     passage.similarity);
}

std::string outcome(const Passage& passage, const PassageOptions& options,
                    const Thresholds& thresholds) {
  const TokenIndex tokens =
      std::min(passage.end_a - passage.begin_a, passage.end_b - passage.begin_b);
  switch (judge(passage, options, thresholds)) {
    case Verdict::too_short:
      return fmt::format("dropped: {} of the {} tokens that are asked for (--min-tokens)", tokens,
                         options.min_tokens);
    case Verdict::too_different:
      return fmt::format(
          "dropped: {:.3f} below the similarity that is asked for, {} "
          "(--min-similarity)",
          options.min_similarity - passage.similarity, options.min_similarity);
    case Verdict::too_weak:
      return fmt::format(
          "dropped: {} bits below the {:.1f} that a passage of this similarity needs, or chance "
          "could have made it",
          missing(needed_score(passage, thresholds) - passage.score),
          needed_score(passage, thresholds));
    case Verdict::kept:
      break;
  }
  return fmt::format("a passage: {:.1f} bits more than it needs",
                     passage.score - needed_score(passage, thresholds));
}

}  // namespace passages

using namespace passages;

namespace {

/// The seeds of two documents, and how they stand in the corpus.
void explain_seeds(const PassageInput& input, const PassageOptions& options, const Words& words,
                   DocumentIndex a, DocumentIndex b, std::size_t most,
                   std::vector<std::string>& lines) {
  using Pair = std::pair<std::uint32_t, std::uint32_t>;
  const auto visit = [&](DocumentIndex d, const auto& use) {
    for_each_pair(words, d, [&](WordIndex i, WordIndex reach) {
      use(Pair(std::minmax(words.symbols[i], words.symbols[i + reach])), i, i + reach);
    });
  };
  struct Seen {
    std::uint64_t in_a = 0, in_b = 0, places = 0;
    WordIndex first = 0, second = 0;
  };
  std::map<Pair, Seen> seeds;
  visit(a, [&](const Pair& pair, WordIndex i, WordIndex j) {
    Seen& seen = seeds[pair];
    if (seen.in_a++ == 0) seen.first = i, seen.second = j;
  });
  visit(b, [&](const Pair& pair, WordIndex, WordIndex) {
    if (const auto found = seeds.find(pair); found != seeds.end()) ++found->second.in_b;
  });
  std::erase_if(seeds, [&](const auto& entry) {
    return entry.second.in_b == 0 || (a == b && entry.second.in_a < 2);
  });
  for (DocumentIndex d = 0; d < input.tokens.documents(); ++d) {
    visit(d, [&](const Pair& pair, WordIndex, WordIndex) {
      if (const auto found = seeds.find(pair); found != seeds.end()) ++found->second.places;
    });
  }
  std::vector<const Seen*> frequent;
  for (const auto& [pair, seen] : seeds) {
    if (seen.places > options.max_places) frequent.push_back(&seen);
  }
  std::ranges::sort(frequent, [](const Seen* x, const Seen* y) {
    return x->places != y->places ? x->places > y->places : x->first < y->first;
  });
  lines.push_back(
      fmt::format("seeds: {} (two content words at most {} apart) in both; {} of them at more than "
                  "{} places of "
                  "the corpus, which start nothing (--max-places)",
                  counted(seeds.size(), "pair of words", "pairs of words"), kReach, frequent.size(),
                  options.max_places));
  for (std::size_t i = 0; i < std::min(most, frequent.size()); ++i) {
    const auto word = [&](WordIndex w) {
      return excerpt(input, a, words.begin[w], words.begin[w] + words.length[w]);
    };
    lines.push_back(fmt::format("  \"{}\" and \"{}\": {} places", word(frequent[i]->first),
                                word(frequent[i]->second), frequent[i]->places));
  }
  if (frequent.size() > most) {
    lines.push_back(fmt::format("  … {} more (--limit)", frequent.size() - most));
  }
}

/// The places of a chain, with how far it gets.
std::string describe(const PassageInput& input, const Words& words, DocumentIndex a,
                     DocumentIndex b, const Chain& chain) {
  const auto [first, last] = std::ranges::minmax(chain.anchors, {}, &Anchor::b);
  const WordIndex end_a = chain.anchors.back().a, end_b = last.b;
  return fmt::format(
      "    a: {}\n    b: {}",
      excerpt(input, a, words.begin[chain.anchors.front().a],
              words.begin[end_a] + words.length[end_a]),
      excerpt(input, b, words.begin[first.b], words.begin[end_b] + words.length[end_b]));
}

void explain_candidates(const PassageInput& input, const Words& words, DocumentIndex a,
                        DocumentIndex b, const std::vector<Chain>& candidates, Bits needed,
                        std::vector<std::string>& lines) {
  const auto strong = static_cast<std::uint64_t>(
      std::ranges::count_if(candidates, [&](const Chain& chain) { return chain.score >= needed; }));
  lines.push_back(
      fmt::format("candidates: {} of seeds; {} with the {:.1f} bits that are needed to "
                  "look closer",
                  counted(candidates.size(), "chain", "chains"), strong, in_bits(needed)));
  if (strong > 0 || candidates.empty()) return;
  const Chain& best = candidates.front();
  lines.push_back(fmt::format("  the best has {:.1f} bits, {} too few:", in_bits(best.score),
                              missing(in_bits(needed - best.score))));
  lines.push_back(describe(input, words, a, b, best));
}

void explain_chains(const PassageInput& input, const PassageOptions& options,
                    const Thresholds& thresholds, const Trace& trace, std::size_t most,
                    std::vector<std::string>& lines) {
  lines.push_back(fmt::format(
      "chains near the candidates, of all words: {} with the {:.1f} bits that are the least, {} "
      "with "
      "fewer; {} more dropped, because better ones cover the same words on both sides",
      trace.passages.size() + trace.dropped.size(), in_bits(thresholds.passage), trace.weak.size(),
      trace.repeated));
  std::size_t found = 0, shown = 0;
  const auto show = [&](const Passage& passage, const std::string& fate) {
    if (++shown > most) return;
    lines.push_back(fmt::format("  {}: {}", passages::describe(passage), fate));
    lines.push_back(fmt::format("    a: {}\n    b: {}",
                                excerpt(input, passage.a, passage.begin_a, passage.end_a),
                                excerpt(input, passage.b, passage.begin_b, passage.end_b)));
  };
  for (const Passage& passage : trace.passages) {
    ++found;
    show(passage, outcome(passage, options, thresholds));
  }
  for (const Passage& passage : trace.dropped) {
    show(passage, outcome(passage, options, thresholds));
  }
  for (const Passage& passage : trace.weak) {
    show(passage, fmt::format("dropped: {} bits too few",
                              missing(in_bits(thresholds.passage) - passage.score)));
  }
  if (shown > most) lines.push_back(fmt::format("  … {} more (--limit)", shown - most));
  lines.push_back(fmt::format("found: {}", counted(found, "passage", "passages")));
}

}  // namespace

std::vector<std::string> explain_passages(const PassageInput& input, const PassageOptions& options,
                                          DocumentIndex a, DocumentIndex b,
                                          const PassageQuestion& question) {
  if (a > b) std::swap(a, b);
  std::vector<std::string> lines;
  const Words words = find_words(input, options.noisy);
  PassageCounts counts;
  const Seeds seeds = find_seeds(words, options.max_places, counts);
  for (const auto& [name, d] :
       std::initializer_list<std::pair<const char*, DocumentIndex>>{{"a", a}, {"b", b}}) {
    const auto& begin = input.tokens.document_begin;
    lines.push_back(fmt::format(
        "{}: {}, {}, {}", name, input.documents[d].id,
        counted(begin[d + 1] - begin[d], "token", "tokens"),
        counted(words.end(d) - words.document_begin[d], "content word", "content words")));
  }
  const std::size_t most =
      question.most == 0 ? std::numeric_limits<std::size_t>::max() : question.most;
  if (question.at.empty()) explain_seeds(input, options, words, a, b, most, lines);
  const Windows windows =
      find_windows(input.tokens, input.vocabulary, options.min_tokens, options.max_places);
  Search search(input, options, words, seeds, windows);
  if (a != b && !may_compare(input, options.pairs, a, b)) {
    lines.emplace_back(
        "the two are not compared: --within, one side of --between, one series (--skip-series), or "
        "too far apart or undated (--window)");
    return lines;
  }
  if (a == b && !options.pairs.within) {
    lines.emplace_back("the document with itself, as --within compares it:");
  }
  constexpr Bits kLeast = 8 * kBit;  // weaker ones are everywhere
  const Trace trace = search.trace(a, b, kLeast);
  if (!question.at.empty()) {
    explain_stretch({input, options, words, search.thresholds(), trace, a, b}, question.at, most,
                    lines);
    return lines;
  }
  explain_candidates(input, words, a, b, trace.candidates, search.thresholds().candidate, lines);
  explain_chains(input, options, search.thresholds(), trace, most, lines);
  return lines;
}

}  // namespace leitwort
