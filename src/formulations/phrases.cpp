#include "formulations/candidates.hpp"
#include <leitwort/formulations.hpp>

#include <algorithm>

#include <fmt/format.h>

namespace leitwort {
namespace {

using formulations::Standing;

std::string text_of(std::span<const std::int32_t> symbols, const Vocabulary& vocabulary) {
  std::string text;
  for (const std::int32_t symbol : symbols) {
    append_word(vocabulary[static_cast<TokenId>(symbol - 1)], text);
  }
  return text;
}

/// The best rows first: by score, then by what is certain, then by their words.
std::vector<Formulation> rank(const std::vector<Standing>& standings, const Repeats& repeats,
                              const formulations::Salience& salience, const Vocabulary& vocabulary,
                              std::size_t limit, std::vector<std::size_t>& order) {
  std::vector<double> scores(standings.size());
  for (std::size_t i = 0; i < standings.size(); ++i) {
    const Standing& s = standings[i];
    scores[i] = formulations::score(s.documents_alone, s.candidate.weight, s.kind);
    order.push_back(i);
  }
  const auto better = [&](std::size_t x, std::size_t y) {
    const Standing &a = standings[x], &b = standings[y];
    if (scores[x] != scores[y]) return scores[x] > scores[y];
    if (a.candidate.documents != b.candidate.documents)
      return a.candidate.documents > b.candidate.documents;
    if (a.occurrences != b.occurrences) return a.occurrences > b.occurrences;
    return text_of(symbols_of(a.candidate, repeats), vocabulary) <
           text_of(symbols_of(b.candidate, repeats), vocabulary);
  };
  const std::size_t rows = limit == 0 ? order.size() : std::min(limit, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(rows), order.end(),
                    better);
  order.resize(rows);

  std::vector<Formulation> ranked;
  for (const std::size_t i : order) {
    const Standing& s = standings[i];
    const std::span<const std::int32_t> symbols = symbols_of(s.candidate, repeats);
    const auto content = std::ranges::count_if(
        symbols, [&](std::int32_t symbol) { return salience.is_content(symbol); });
    ranked.push_back({.text = text_of(symbols, vocabulary),
                      .kind = s.kind,
                      .score = scores[i],
                      .length = s.candidate.length,
                      .content_words = static_cast<std::uint32_t>(content),
                      .documents = s.candidate.documents,
                      .occurrences = s.occurrences,
                      .documents_alone = s.documents_alone,
                      .occurrences_alone = s.occurrences_alone});
  }
  return ranked;
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
  }
  return "phrase";
}

Formulations find_formulations(const Tokens& tokens, const Vocabulary& vocabulary,
                               const FormulationOptions& options) {
  Repeats repeats = find_repeats(tokens, vocabulary.size(), options.repeats);
  const formulations::Salience salience(tokens, vocabulary);
  Formulations result;
  auto candidates =
      formulations::make_candidates(repeats, salience, options.repeats.min_tokens, result.counts);
  const std::uint32_t margin = formulations::margin_of(options.repeats);
  formulations::drop_extensions(repeats, salience, margin, candidates, result.counts);
  const std::vector<Standing> standings = formulations::subsume(
      repeats, tokens, salience, margin, std::move(candidates), result.counts);

  std::vector<std::size_t> order;
  result.rows = rank(standings, repeats, salience, vocabulary, options.limit, order);
  result.counts.beyond_limit = standings.size() - result.rows.size();
  std::vector<TokenIndex> places;
  for (std::size_t i = 0; i < order.size(); ++i) {
    formulations::places_of(standings[order[i]].candidate, repeats, places);
    result.rows[i].places_begin = result.places.size();
    Formulation& row = result.rows[i];
    for (const TokenIndex place : places) result.places.push_back({place, place + row.length, 0});
    row.wordings = {{row.text, {}, row.documents, row.occurrences}};
    result.rows[i].places_end = result.places.size();
  }
  return result;
}

std::string explain(const Formulation& row) {
  std::string text =
      fmt::format("{}, {}; {} content word{} in {} tokens", count_of(row.documents, "document"),
                  count_of(row.occurrences, "place"), row.content_words,
                  row.content_words == 1 ? "" : "s", row.length);
  if (row.occurrences_alone < row.occurrences) {
    text += fmt::format(
        "; {} of the places inside longer formulations, ranked by the {} that {} it alone",
        row.occurrences - row.occurrences_alone, count_of(row.documents_alone, "document"),
        row.documents_alone == 1 ? "uses" : "use");
  }
  if (row.kind == FormulationKind::name) text += "; capitalised like a name: score halved";
  if (row.kind == FormulationKind::passage) text += "; longer than a unit of speech: score halved";
  return text;
}

}  // namespace leitwort
