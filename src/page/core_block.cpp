#include "page/blocks.hpp"
#include "page/contract.hpp"
#include "page/life.hpp"
#include "report/passage_words.hpp"
#include <leitwort/measures.hpp>
#include <leitwort/version.hpp>

#include <algorithm>
#include <filesystem>
#include <ranges>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace leitwort::page {
namespace {

constexpr std::size_t kClosest = 10, kBest = 10;  // of the first view
constexpr std::size_t kTextColumns = 240;         // of a passage there

contract::Documents documents_of_page(const PageTables& tables) {
  const std::span<const Document> documents = tables.found.documents;
  const std::span<const Date> dates = tables.found.dates;
  const auto texts = [&](auto text_of) { return each<std::string>(documents, text_of); };
  const auto numbers = [&](auto number_of) {
    return each<std::uint64_t>(std::views::iota(std::size_t{0}, documents.size()), number_of);
  };
  return {.id = texts(&Document::id),
          .date = each<std::string>(dates, [](const Date& date) { return to_string(date); }),
          .precision = each<std::string>(
              dates, [](const Date& date) { return std::string(precision_name(date)); }),
          .title = texts(&Document::title),
          .author = texts(&Document::author),
          .institution = texts(&Document::institution),
          .genre = texts(&Document::genre),
          .language = each<std::string>(tables.languages),
          .series = texts(&Document::series),
          // Whoever mails a page does not mean to tell how his folders are called.
          .file = texts(
              [](const Document& d) { return std::filesystem::path(d.path).filename().string(); }),
          .source_url = texts(&Document::source_url),
          .bytes = numbers([=](std::size_t d) { return documents[d].text.size(); }),
          .tokens = numbers([tokens = &tables.found.tokens](std::size_t d) {
            return tokens->ids_of(static_cast<DocumentIndex>(d)).size();
          }),
          .body_begin = numbers([=](std::size_t d) { return documents[d].body_begin; }),
          .by_date = each<std::uint64_t>(places_by_date(dates))};
}

contract::Periods periods_of_page(const Periods& periods) {
  std::vector<std::string> names;
  for (std::size_t p = 0; p < periods.size(); ++p) names.push_back(periods.name(p));
  return {.length = length_name(periods.length),
          .names = each<std::string>(std::move(names)),
          .documents = each<std::uint64_t>(periods.documents),
          .tokens = each<std::uint64_t>(periods.tokens),
          .of_document = each<std::int64_t>(periods.of_document)};
}

contract::Attested attested(Attestation attestation) {
  return {.date = to_string(attestation.date),
          .documents = each<std::uint64_t>(std::move(attestation.documents))};
}

contract::HandOver hand_over(const SlotChange& told) {
  return {.slot = told.slot,
          .period = told.change.period,
          .told = told.told,
          .clear = told.clear,
          .from = each<std::string>(told.change.from),
          .to = each<std::string>(told.change.to)};
}

/// By period that has any.
std::vector<std::uint64_t> flat(std::span<const PeriodUse> uses) {
  std::vector<std::uint64_t> numbers;
  for (std::size_t p = 0; p < uses.size(); ++p) {
    if (uses[p].documents_with == 0) continue;
    numbers.insert(numbers.end(), {p, uses[p].documents_with, uses[p].occurrences});
  }
  return numbers;
}

contract::Formulation formulation(const ShownFormulation& f, const Authors& authors) {
  const FormulationTables& tables = *f.tables;
  const auto places = f.all_places();
  const std::vector<DocumentIndex> documents = documents_of(places, tables.tokens);
  const std::vector<PeriodUse> uses = use_over_time(places, tables.tokens, tables.periods);
  return {.rank = f.rank,
          .text = f.row->text,
          .slots = f.row->slots,
          .kind = std::string(kind_name(f.row->kind)),
          .score = f.row->score,
          .documents = f.row->documents,
          .occurrences = f.row->occurrences,
          .first = attested(first_attestation(documents, tables.dates)),
          .last = attested(last_attestation(documents, tables.dates)),
          .peak = peak(uses, tables.periods),
          .life = life_in_words(*f.row, places, tables.tokens, tables.periods),
          .became = each<contract::Became>(life_of(f, uses)),
          .authors = count_authors(documents, authors),
          .wordings = f.row->wordings.size(),
          .hand_overs = each<contract::HandOver>(f.changes, hand_over),
          .uses = each<std::uint64_t>(flat(uses))};
}

/// Those with a change that is told: those with a clear one first.
std::vector<std::size_t> changed(std::span<const ShownFormulation> formulations) {
  std::vector<std::size_t> clear, unclear;
  for (std::size_t i = 0; i < formulations.size(); ++i) {
    const auto& changes = formulations[i].changes;
    const auto clearest = std::ranges::find(changes, std::size_t{1}, &SlotChange::told);
    if (clearest != changes.end()) (clearest->clear ? clear : unclear).push_back(i);
  }
  clear.insert(clear.end(), unclear.begin(), unclear.end());
  return clear;
}

std::vector<PagePair> closest_pairs(const PageSimilarity& similarity) {
  std::vector<PagePair> pairs(std::min(kClosest, similarity.pairs.size()));
  std::ranges::partial_sort_copy(similarity.pairs, pairs, is_closer);
  return pairs;
}

contract::ClosePair close_pair(const PagePair& pair) {
  return {.a = pair.a,
          .b = pair.b,
          .jaccard = pair.jaccard,
          .shared = pair.shared,
          .error = pair.error};
}

std::vector<std::size_t> best_of_page(const PageTables& tables, const Shown& shown) {
  std::vector<std::size_t> best = best_first(tables.passages.passages, shown.passages);
  best.resize(std::min(kBest, best.size()));
  return best;
}

contract::BestPassage best_passage(const PageTables& tables, const Shown& shown,
                                   std::size_t index) {
  const Passage& p = tables.passages.passages.rows[index];
  const auto place = std::ranges::lower_bound(shown.passages, index) - shown.passages.begin();
  const std::string_view text = report::printed(tables.passages, p.a, p.begin_a, p.end_a);
  return {.passage = static_cast<std::uint64_t>(place),
          .a = p.a,
          .b = p.b,
          .tokens = std::max(p.end_a - p.begin_a, p.end_b - p.begin_b),
          .similarity = p.similarity,
          .text = cut_to_width(one_line(text), kTextColumns)};
}

/// By document: tokens in a formulation, or word for word in a passage, that another document has.
std::vector<std::uint64_t> shared_tokens(const PageTables& tables) {
  const Tokens& tokens = tables.found.tokens;
  std::vector<std::vector<std::pair<TokenIndex, TokenIndex>>> ranges(tokens.documents());
  for (const Formulation& f : tables.found.formulations.rows) {
    if (f.documents < 2) continue;
    for (const Place& place : tables.found.formulations.places_of(f)) {
      ranges[tokens.document_of(place.begin)].emplace_back(place.begin, place.end);
    }
  }
  for (const Passage& p : tables.passages.passages.rows) {
    if (p.a == p.b) continue;
    for (const DocumentIndex side : {p.a, p.b}) {
      const auto equal = equal_stretches(tables.passages.passages, p, side);
      ranges[side].insert(ranges[side].end(), equal.begin(), equal.end());
    }
  }
  std::vector<std::uint64_t> shared;
  for (auto& of_document : ranges) shared.push_back(covered_tokens(std::move(of_document)));
  return shared;
}

Each<contract::Warning> warnings(std::span<const Document> documents) {
  return Each<contract::Warning>([=](const Each<contract::Warning>::Take& take) {
    for (DocumentIndex d = 0; d < documents.size(); ++d) {
      if (documents[d].warnings.empty()) continue;
      take({.document = d, .text = fmt::format("{}", fmt::join(documents[d].warnings, "; "))});
    }
  });
}

contract::Limit limit(const PageLimit& of) {
  return {.kind = std::string(of.kind),
          .k = of.k,
          .what = of.what,
          .shown = of.shown,
          .all = of.all,
          .file = of.file};
}

}  // namespace

std::string core_block(const PageTables& tables, const Shown& shown) {
  const Authors authors = authors_of(tables.found.documents);
  const PageSimilarity& similarity = tables.similarity.front();
  const contract::Core core{
      .version = std::string(kVersion),
      .corpus = tables.corpus,
      .settings = each<contract::Setting>(tables.settings,
                                          [](const auto& setting) {
                                            return contract::Setting{.name = setting.first,
                                                                     .value = setting.second};
                                          }),
      .methods = each<std::string>(tables.methods),
      .documents = documents_of_page(tables),
      .periods = periods_of_page(tables.found.periods),
      .formulations = each<contract::Formulation>(
          shown.formulations, [&](const ShownFormulation& f) { return formulation(f, authors); }),
      .changed = each<std::uint64_t>(changed(shown.formulations)),
      .changes_at_first = kChangesAtFirst,
      .watched = shown.watched,
      .repeats = tables.found.formulations.counts.repeats,
      .closest = each<contract::ClosePair>(closest_pairs(similarity), close_pair),
      .closest_k = similarity.k,
      .closest_method = similarity.method == Method::exact ? "exact" : "estimate",
      .passages = {.all = tables.all_passages,
                   .clusters = tables.all_clusters,
                   .written = tables.passages.passages.rows.size()},
      .best_passages = each<contract::BestPassage>(
          best_of_page(tables, shown),
          [&](std::size_t index) { return best_passage(tables, shown, index); }),
      .limits = each<contract::Limit>(shown.limits, limit),
      .shared_tokens = each<std::uint64_t>(shared_tokens(tables)),
      .warnings = warnings(tables.found.documents)};
  JsonText json;
  write(json, core);
  return json.take();
}

}  // namespace leitwort::page
