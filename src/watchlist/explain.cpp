#include "formulations/assembly.hpp"
#include "formulations/phrases.hpp"
#include "formulations/selection.hpp"
#include <leitwort/error.hpp>
#include <leitwort/sequence.hpp>
#include <leitwort/watchlist.hpp>

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace leitwort {
namespace {

using formulations::count_of;
using formulations::Selection;
using formulations::Verdict;

std::string spread_of(std::uint32_t documents, std::uint32_t places) {
  return count_of(documents, "document") + ", " + count_of(places, "place");
}

/// The words of the skeleton inside a place, or none where a separator stands between them.
std::vector<std::int32_t> kept_words(const WordSequence& words, const Place& place) {
  auto position = static_cast<std::size_t>(std::ranges::lower_bound(words.begin, place.begin) -
                                           words.begin.begin());
  std::vector<std::int32_t> kept;
  for (; position < words.size() && words.begin[position] < place.end; ++position) {
    if (words.symbols[position] != kSeparator)
      kept.push_back(words.symbols[position]);
    else if (!kept.empty())
      return {};
  }
  return kept;
}

/// A row by its rank in salience.
std::string row_name(std::size_t row, std::size_t limit) {
  return fmt::format("row {}{}", row + 1, limit != 0 && row >= limit ? " (beyond --limit)" : "");
}

/// The rows that have places of the phrase, those with the most first.
void tell_rows(const Formulations& found, const FormulationOptions& options,
               std::span<const Place> places, std::string_view text,
               std::vector<std::string>& lines) {
  constexpr std::size_t kMostRows = 5;
  std::vector<std::pair<std::size_t, std::size_t>> shares;  // places, row
  for (std::size_t r = 0; r < found.rows.size(); ++r) {
    const auto row_places = found.places_of(found.rows[r]);
    std::size_t inside = 0;
    for (const Place& place : places) {
      // The row's last place that begins no later.
      auto other = std::ranges::upper_bound(row_places, place.begin, {}, &Place::begin);
      if (other == row_places.begin()) continue;
      --other;
      inside += place.end <= other->end ? 1 : 0;
    }
    if (inside > 0) shares.emplace_back(inside, r);
  }
  std::ranges::sort(shares, [](const auto& x, const auto& y) {
    return x.first != y.first ? x.first > y.first : x.second < y.second;
  });
  for (std::size_t i = 0; i < std::min(kMostRows, shares.size()); ++i) {
    const auto [inside, r] = shares[i];
    const Formulation& row = found.rows[r];
    const bool wording =
        std::ranges::any_of(row.wordings, [&](const Wording& w) { return w.text == text; });
    lines.push_back(
        fmt::format("{} of its {} {} {}, “{}” (score {:.3g}, {})", inside,
                    count_of(places.size(), "place"), wording ? "are a wording of" : "stand inside",
                    row_name(r, options.limit), row.text, row.score, kind_name(row.kind)));
  }
  if (shares.size() > kMostRows) {
    lines.push_back(count_of(shares.size() - kMostRows, "further row") + " with fewer of them");
  }
}

/// What keeps a phrase of the skeleton from being a row of its own, or would be its rank.
void tell_verdict(const Selection::Account& account, const Formulations& found,
                  const FormulationOptions& options, const Vocabulary& stems,
                  std::vector<std::string>& lines) {
  const auto word = [&](std::int32_t symbol) { return stems[static_cast<TokenId>(symbol - 1)]; };
  if (account.uses.documents < options.min_documents) {
    lines.push_back(fmt::format("a formulation must stand in {}: --min-documents",
                                count_of(options.min_documents, "document")));
    return;
  }
  if (!account.is_repeat) {
    if (account.before != kSeparator) {
      lines.push_back(fmt::format("“{}” (a stem) always stands before it: the longer phrase counts",
                                  word(account.before)));
    }
    if (account.after != kSeparator) {
      lines.push_back(fmt::format("“{}” (a stem) always follows: the longer phrase counts",
                                  word(account.after)));
    }
    return;
  }
  const double weight = account.judgement.evidence.weight;
  if (weight > 0 && weight < options.salience.needed_weight) {
    lines.push_back(fmt::format(
        "its words are light or frequent: they weigh {:.2g} together, and {:.2g} is needed", weight,
        options.salience.needed_weight));
    return;
  }
  if (account.verdict == Verdict::in_passage) {
    lines.emplace_back("it stands only in copies of one longer passage");
    return;
  }
  if (account.verdict == Verdict::subsumed) {
    lines.push_back(
        fmt::format("better formulations leave it {} in {}; a row of its own needs {} and "
                    "{:.0f}% of its places",
                    count_of(account.judgement.occurrences, "place"),
                    count_of(account.judgement.documents, "document"),
                    count_of(std::min<std::uint32_t>(2, options.min_documents), "document"),
                    100 * options.salience.alone_share));
    return;
  }
  if (account.judgement.tokens < options.min_tokens) {
    lines.push_back(fmt::format("its commonest wording has {}: --min-tokens",
                                count_of(account.judgement.tokens, "token")));
    return;
  }
  const double score = account.judgement.score;
  const std::size_t listed =
      options.limit == 0 ? found.rows.size() : std::min(options.limit, found.rows.size());
  if (listed == 0 || score >= found.rows[listed - 1].score) {
    lines.push_back(fmt::format("on its own its score is {:.3g}", score));
  } else {
    lines.push_back(fmt::format(
        "on its own its score is {:.3g}; row {}, the last that is listed, has {:.3g}: --limit",
        score, listed, found.rows[listed - 1].score));
  }
}

}  // namespace

std::vector<std::string> explain_phrase(const FormulationCorpus& corpus,
                                        const FormulationOptions& options,
                                        std::span<const Document> documents,
                                        std::string_view phrase) {
  std::string text;
  for (const std::string& word : words_of(phrase)) append_word(word, text);
  if (text.empty()) throw Error("has no words", "--explain", "name a phrase");

  FormulationCounts counts;
  Selection selection(corpus, options, counts);
  // More heads are made than rows are listed: places that go to one beyond the limit are told too.
  FormulationOptions unlimited = options;
  unlimited.limit = 0;
  const Formulations found =
      formulations::assemble_rows(corpus, unlimited, selection.run(), counts);
  const Formulations uses = find_watched(corpus.tokens, corpus.vocabulary,
                                         parse_watch_list(text, "--explain"), documents);
  const auto places = uses.places_of(uses.rows.front());
  std::vector<std::string> lines;
  if (places.empty()) {
    // `watch-list line 1: not found; nearest: …`
    const std::string& explanation = uses.rows.front().explanation;
    lines.push_back(fmt::format("“{}”: {}", text, explanation.substr(explanation.find(": ") + 2)));
    return lines;
  }
  lines.push_back(fmt::format(
      "“{}” stands in {}", text,
      spread_of(uses.rows.front().documents, static_cast<std::uint32_t>(places.size()))));
  tell_rows(found, options, places, text, lines);

  const std::vector<std::int32_t> words = kept_words(corpus.skeleton.words, places.front());
  if (words.size() < 2) {
    lines.push_back(fmt::format(
        "{} in it: a formulation is looked for by two content words at least, no break and no "
        "more than three other words between them",
        count_of(words.size(), "content word")));
    return lines;
  }
  const Selection::Account account = selection.account(words);
  std::string stems;
  for (const std::int32_t symbol : words) {
    stems += fmt::format("{}{}", stems.empty() ? "" : " · ",
                         corpus.skeleton.stems[static_cast<TokenId>(symbol - 1)]);
  }
  lines.push_back(fmt::format("by its content words, {}: {}", stems,
                              spread_of(account.uses.documents, account.uses.count)));
  const bool is_wording = std::ranges::any_of(found.rows, [&](const Formulation& row) {
    return std::ranges::any_of(row.wordings, [&](const Wording& w) { return w.text == text; });
  });
  if (!is_wording) tell_verdict(account, found, options, corpus.skeleton.stems, lines);
  return lines;
}

}  // namespace leitwort
