#include "page/data.hpp"

#include "page/choice.hpp"
#include "page/json.hpp"
#include "report/passage_words.hpp"
#include <leitwort/version.hpp>

#include <algorithm>
#include <filesystem>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace leitwort::page {
namespace {

constexpr std::size_t kClosest = 10, kBest = 10;  // of the first view
constexpr std::size_t kTextColumns = 240;         // of a passage there

// --- core -------------------------------------------------------------------------------------

void write_text(JsonText& json, std::string_view name, std::string_view value) {
  json.key(name);
  json.string(value);
}

void write_number(JsonText& json, std::string_view name, std::integral auto value) {
  json.key(name);
  json.number(value);
}

void write_documents(JsonText& json, const PageTables& tables) {
  const auto documents = tables.found.documents;
  const auto strings = [&](std::string_view name, auto text_of) {
    json.key(name);
    write_list(json, documents, [&](const Document& d) { json.string(text_of(d)); });
  };
  const auto numbers = [&](std::string_view name, auto number_of) {
    json.key(name);
    json.open('[');
    for (DocumentIndex d = 0; d < documents.size(); ++d) json.number(number_of(d));
    json.close(']');
  };
  json.open('{');
  strings("id", [](const Document& d) { return d.id; });
  json.key("date");
  write_list(json, tables.found.dates, [&](const Date& date) { json.string(to_string(date)); });
  json.key("precision");
  write_list(json, tables.found.dates, [&](const Date& d) { json.string(precision_name(d)); });
  strings("title", [](const Document& d) { return d.title; });
  strings("author", [](const Document& d) { return d.author; });
  strings("institution", [](const Document& d) { return d.institution; });
  strings("genre", [](const Document& d) { return d.genre; });
  json.key("language");
  write_strings(json, tables.languages);
  strings("series", [](const Document& d) { return d.series; });
  // Whoever mails a page does not mean to tell how his folders are called.
  strings("file",
          [](const Document& d) { return std::filesystem::path(d.path).filename().string(); });
  strings("source_url", [](const Document& d) { return d.source_url; });
  numbers("bytes", [&](DocumentIndex d) { return documents[d].text.size(); });
  numbers("tokens", [&](DocumentIndex d) { return tables.found.tokens.ids_of(d).size(); });
  numbers("body_begin", [&](DocumentIndex d) { return documents[d].body_begin; });
  json.key("by_date");
  write_numbers(json, places_by_date(tables.found.dates));
  json.close('}');
}

std::string_view length_name(PeriodLength length) {
  switch (length) {
    case PeriodLength::month:
      return "month";
    case PeriodLength::year:
      return "year";
    case PeriodLength::decade:
      break;
  }
  return "decade";
}

void write_periods(JsonText& json, const Periods& periods) {
  json.open('{');
  write_text(json, "length", length_name(periods.length));
  json.key("names");
  json.open('[');
  for (std::size_t p = 0; p < periods.size(); ++p) json.string(periods.name(p));
  json.close(']');
  json.key("documents");
  write_numbers(json, periods.documents);
  json.key("tokens");
  write_numbers(json, periods.tokens);
  json.key("of_document");
  write_numbers(json, periods.of_document);
  json.close('}');
}

void write_attested(JsonText& json, const Attestation& attestation) {
  json.open('{');
  write_text(json, "date", to_string(attestation.date));
  json.key("documents");
  write_numbers(json, attestation.documents);
  json.close('}');
}

void write_changes(JsonText& json, std::span<const SlotChange> changes) {
  write_list(json, changes, [&](const SlotChange& c) {
    json.open('{');
    write_number(json, "slot", c.slot);
    write_number(json, "period", c.change.period);
    json.key("strength");
    json.ratio(c.strength);
    json.key("replacement");
    json.boolean(c.replacement);
    json.key("from");
    write_strings(json, c.change.from);
    json.key("to");
    write_strings(json, c.change.to);
    json.close('}');
  });
}

void write_silence(JsonText& json, const Silence& silence) {
  if (!is_dormancy(silence)) return json.null();
  json.open('{');
  write_number(json, "begin", silence.begin);
  write_number(json, "end", silence.end);
  write_number(json, "revival", silence.revival);
  json.key("chance");
  json.ratio(silence.chance);
  json.close('}');
}

void write_burst(JsonText& json, const Burst& burst) {
  if (burst.g2 < kToldBurst) return json.null();
  json.open('{');
  write_number(json, "period", burst.period);
  json.key("g2");
  json.ratio(burst.g2);
  json.close('}');
}

void write_formulation(JsonText& json, const ShownFormulation& f, const Authors& authors) {
  const FormulationTables& tables = *f.tables;
  const auto places = f.all_places();
  const std::vector<DocumentIndex> documents = documents_of(places, tables.tokens);
  const std::vector<PeriodUse> uses = use_over_time(places, tables.tokens, tables.periods);
  json.open('{');
  write_number(json, "rank", f.rank);
  write_text(json, "text", f.row->text);
  write_text(json, "slots", f.row->slots);
  write_text(json, "kind", kind_name(f.row->kind));
  json.key("score");
  json.ratio(f.row->score);
  write_number(json, "documents", f.row->documents);
  write_number(json, "occurrences", f.row->occurrences);
  json.key("first");
  write_attested(json, first_attestation(documents, tables.dates));
  json.key("last");
  write_attested(json, last_attestation(documents, tables.dates));
  write_number(json, "peak", peak(uses, tables.periods));
  write_text(json, "life", life_in_words(*f.row, places, tables.tokens, tables.periods));
  json.key("silence");
  write_silence(json, longest_silence(uses, tables.periods));
  json.key("burst");
  write_burst(json, burst(uses, tables.periods));
  write_number(json, "authors", count_authors(documents, authors));
  write_number(json, "wordings", f.row->wordings.size());
  json.key("hand_overs");
  write_changes(json, f.changes);
  json.key("uses");
  json.open('[');
  for (std::size_t p = 0; p < uses.size(); ++p) {
    if (uses[p].documents_with == 0) continue;
    json.number(p);
    json.number(uses[p].documents_with);
    json.number(uses[p].occurrences);
  }
  json.close(']');
  json.close('}');
}

void write_closest(JsonText& json, const PageSimilarity& similarity) {
  std::vector<std::size_t> order(similarity.pairs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto closest =
      order.begin() + static_cast<std::ptrdiff_t>(std::min(kClosest, order.size()));
  std::ranges::partial_sort(order, closest, {}, [&](std::size_t i) {
    const PagePair& pair = similarity.pairs[i];  // as is_closer
    return std::tuple(-pair.jaccard, ~pair.shared, i);
  });
  order.erase(closest, order.end());
  write_list(json, order, [&](std::size_t i) {
    const PagePair& pair = similarity.pairs[i];
    json.open('{');
    write_number(json, "a", pair.a);
    write_number(json, "b", pair.b);
    json.key("jaccard");
    json.ratio(pair.jaccard);
    write_number(json, "shared", pair.shared);
    json.key("error");
    json.ratio(pair.error);
    json.close('}');
  });
}

void write_best_passages(JsonText& json, const PageTables& tables, const Shown& shown) {
  const Passages& passages = tables.passages.passages;
  std::vector<std::size_t> best = best_first(passages, shown.passages);
  best.resize(std::min(kBest, best.size()));
  write_list(json, best, [&](std::size_t index) {
    const Passage& p = passages.rows[index];
    const auto place = std::ranges::lower_bound(shown.passages, index) - shown.passages.begin();
    json.open('{');
    write_number(json, "passage", place);
    write_number(json, "a", p.a);
    write_number(json, "b", p.b);
    write_number(json, "tokens", std::max(p.end_a - p.begin_a, p.end_b - p.begin_b));
    json.key("similarity");
    json.decimal(p.similarity, 4);
    const std::string_view text = report::printed(tables.passages, p.a, p.begin_a, p.end_a);
    write_text(json, "text", cut_to_width(one_line(text), kTextColumns));
    json.close('}');
  });
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
      const auto equal = report::equal_stretches(tables.passages.passages, p, side);
      ranges[side].insert(ranges[side].end(), equal.begin(), equal.end());
    }
  }
  std::vector<std::uint64_t> shared;
  for (auto& of_document : ranges) shared.push_back(covered_tokens(std::move(of_document)));
  return shared;
}

void write_warnings(JsonText& json, std::span<const Document> documents) {
  json.open('[');
  for (DocumentIndex d = 0; d < documents.size(); ++d) {
    if (documents[d].warnings.empty()) continue;
    json.open('{');
    write_number(json, "document", d);
    write_text(json, "text", fmt::format("{}", fmt::join(documents[d].warnings, "; ")));
    json.close('}');
  }
  json.close(']');
}

std::string make_core(const PageTables& tables, const Shown& shown) {
  const Authors authors = authors_of(tables.found.documents);
  JsonText json;
  json.open('{');
  write_text(json, "version", kVersion);
  write_text(json, "corpus", tables.corpus);
  json.key("settings");
  write_list(json, tables.settings, [&](const auto& setting) {
    json.open('[');
    json.string(setting.first);
    json.string(setting.second);
    json.close(']');
  });
  json.key("methods");
  write_strings(json, tables.methods);
  json.key("documents");
  write_documents(json, tables);
  json.key("periods");
  write_periods(json, tables.found.periods);
  json.key("formulations");
  write_list(json, shown.formulations,
             [&](const ShownFormulation& f) { write_formulation(json, f, authors); });
  write_number(json, "watched", shown.watched);
  write_number(json, "repeats", tables.found.formulations.counts.repeats);
  json.key("closest");
  write_closest(json, tables.similarity.front());
  write_number(json, "closest_k", tables.similarity.front().k);
  write_text(json, "closest_method",
             tables.similarity.front().method == Method::exact ? "exact" : "estimate");
  json.key("passages");
  json.open('{');
  write_number(json, "all", tables.all_passages);
  write_number(json, "clusters", tables.all_clusters);
  write_number(json, "written", tables.passages.passages.rows.size());
  json.close('}');
  json.key("best_passages");
  write_best_passages(json, tables, shown);
  json.key("limits");
  write_list(json, shown.limits, [&](const PageLimit& limit) {
    json.open('{');
    write_text(json, "kind", limit.kind);
    write_number(json, "k", limit.k);
    write_text(json, "what", limit.what);
    write_number(json, "shown", limit.shown);
    write_number(json, "all", limit.all);
    write_text(json, "file", limit.file);
    json.close('}');
  });
  json.key("shared_tokens");
  write_numbers(json, shared_tokens(tables));
  json.key("warnings");
  write_warnings(json, tables.found.documents);
  json.close('}');
  return json.take();
}

// --- formulations -----------------------------------------------------------------------------

/// The numbers that the page shows with an interval.
struct Proportions {
  std::set<std::pair<std::uint32_t, std::uint32_t>> shares;  ///< documents with it, documents
  std::set<std::uint32_t> counts;                            ///< places
};

void write_places(JsonText& json, const ShownFormulation& f) {
  const Tokens& tokens = f.tables->tokens;
  DocumentIndex document = 0;
  std::int64_t end = 0;
  json.open('[');
  for (const Place& place : f.places) {
    const Span bytes = report::bytes_of(tokens, place.begin, place.end);
    const DocumentIndex here = tokens.document_of(place.begin);
    if (here != document) end = 0;
    json.number(here - document);
    json.number(std::int64_t{bytes.begin} - end);  // below 0 where ½ ends one and begins the next
    json.number(bytes.end - bytes.begin);
    json.number(place.wording);
    document = here;
    end = bytes.end;
  }
  json.close(']');
}

void write_detail(JsonText& json, const ShownFormulation& f, const Authors& authors) {
  const FormulationTables& tables = *f.tables;
  json.open('{');
  write_text(json, "explanation",
             f.row->explanation.empty() ? explain(*f.row) : f.row->explanation);
  json.key("wordings");
  write_list(json, f.row->wordings, [&](const Wording& wording) {
    json.open('{');
    write_text(json, "text", wording.text);
    json.key("values");
    write_strings(json, wording.slot_values);
    write_number(json, "documents", wording.documents);
    write_number(json, "occurrences", wording.occurrences);
    json.close('}');
  });
  json.key("places");
  write_places(json, f);
  json.key("adoption");
  if (authors.count == 0)
    write_numbers(json, std::vector<std::uint32_t>{});
  else
    write_numbers(json, adoption(f.all_places(), tables.tokens, tables.periods, authors));
  json.close('}');
}

void note_proportions(const ShownFormulation& f, Proportions& proportions) {
  const Periods& periods = f.tables->periods;
  const std::vector<PeriodUse> uses = use_over_time(f.all_places(), f.tables->tokens, periods);
  for (std::size_t p = 0; p < uses.size(); ++p) {
    if (periods.documents[p] == 0) continue;
    proportions.shares.emplace(uses[p].documents_with, periods.documents[p]);
    proportions.counts.insert(uses[p].occurrences);
  }
}

void write_interval(JsonText& json, const std::string& key, const Interval& interval) {
  json.key(key);
  json.open('[');
  json.ratio(interval.low);
  json.ratio(interval.high);
  json.close(']');
}

std::string make_formulations(const PageTables& tables, const Shown& shown) {
  const Authors authors = authors_of(tables.found.documents);
  Proportions proportions;
  JsonText json;
  json.open('{');
  json.key("rows");
  write_list(json, shown.formulations, [&](const ShownFormulation& f) {
    write_detail(json, f, authors);
    note_proportions(f, proportions);
  });
  json.key("intervals");
  json.open('{');
  json.key("share");
  json.open('{');
  for (const auto& [with, all] : proportions.shares) {
    write_interval(json, fmt::format("{}/{}", with, all), wilson_interval(with, all));
  }
  json.close('}');
  json.key("count");
  json.open('{');
  for (const std::uint32_t count : proportions.counts) {
    write_interval(json, fmt::format("{}", count), poisson_interval(count));
  }
  json.close('}');
  json.close('}');
  json.close('}');
  return json.take();
}

// --- similarity -------------------------------------------------------------------------------

void write_table(JsonText& json, const PageSimilarity& similarity) {
  const std::vector<PagePair>& pairs = similarity.pairs;
  const bool exact = similarity.method == Method::exact;
  const auto column = [&](std::string_view name, bool known, auto write) {
    json.key(name);
    if (!known) return json.null();
    write_list(json, pairs, write);
  };
  json.open('{');
  write_number(json, "k", similarity.k);
  write_text(json, "method", exact ? "exact" : "estimate");
  json.key("shingles");
  write_numbers(json, similarity.shingles);
  DocumentIndex a = 0, b = 0;
  column("a", true, [&](const PagePair& pair) { json.number(pair.a - std::exchange(a, pair.a)); });
  a = 0;
  column("b", true, [&](const PagePair& pair) {
    if (std::exchange(a, pair.a) != pair.a) b = 0;
    json.number(pair.b - std::exchange(b, pair.b));
  });
  column("shared", true, [&](const PagePair& pair) { json.number(pair.shared); });
  column("jaccard", !exact, [&](const PagePair& pair) { json.ratio(pair.jaccard); });
  column("containment_a", !exact, [&](const PagePair& pair) { json.ratio(pair.containment_a); });
  column("containment_b", !exact, [&](const PagePair& pair) { json.ratio(pair.containment_b); });
  column("overlap", !exact, [&](const PagePair& pair) { json.ratio(pair.overlap); });
  column("error", !exact, [&](const PagePair& pair) { json.ratio(pair.error); });
  column("weighted", exact, [&](const PagePair& pair) { json.ratio(pair.weighted); });
  json.key("by_similarity");
  write_numbers(json, similarity.by_similarity);
  json.close('}');
}

std::string make_similarity(const PageTables& tables) {
  JsonText json;
  json.open('{');
  json.key("tables");
  write_list(json, tables.similarity, [&](const PageSimilarity& s) { write_table(json, s); });
  json.key("complete");
  json.boolean(std::ranges::all_of(tables.similarity, &PageSimilarity::complete));
  json.close('}');
  return json.take();
}

// --- passages ---------------------------------------------------------------------------------

/// Where a step of an alignment begins that is the token `token` of a side, or its end.
std::uint32_t byte_of(const Tokens& tokens, TokenIndex token, TokenIndex end, const Span& side) {
  return token < end ? tokens.spans[token].begin : side.end;
}

void write_runs(JsonText& json, const PassageTables& tables, const Passage& p, const Span& a,
                const Span& b) {
  TokenIndex token_a = p.begin_a, token_b = p.begin_b;
  std::uint32_t byte_a = a.begin, byte_b = b.begin;
  json.open('[');
  for (const AlignmentRun& run : tables.passages.runs_of(p)) {
    token_a += run.kind == AlignmentRun::Kind::only_b ? 0 : run.length;
    token_b += run.kind == AlignmentRun::Kind::only_a ? 0 : run.length;
    json.number(static_cast<unsigned>(run.kind));
    const std::uint32_t next_a = byte_of(tables.tokens, token_a, p.end_a, a);
    const std::uint32_t next_b = byte_of(tables.tokens, token_b, p.end_b, b);
    json.number(next_a - std::exchange(byte_a, next_a));
    json.number(next_b - std::exchange(byte_b, next_b));
  }
  json.close(']');
}

void write_passage(JsonText& json, const PassageTables& tables, std::size_t index,
                   std::size_t cluster) {
  const Passage& p = tables.passages.rows[index];
  const Span a = report::bytes_of(tables.tokens, p.begin_a, p.end_a);
  const Span b = report::bytes_of(tables.tokens, p.begin_b, p.end_b);
  json.open('{');
  write_number(json, "number", index + 1);
  write_number(json, "a", p.a);
  write_number(json, "b", p.b);
  write_number(json, "a_begin", a.begin);
  write_number(json, "a_end", a.end);
  write_number(json, "b_begin", b.begin);
  write_number(json, "b_end", b.end);
  write_number(json, "tokens_a", p.end_a - p.begin_a);
  write_number(json, "tokens_b", p.end_b - p.begin_b);
  write_number(json, "matched", p.matched());
  json.key("similarity");
  json.decimal(p.similarity, 4);
  json.key("score");
  json.decimal(p.score, 1);
  write_text(json, "label", label_name(p.label));
  write_number(json, "cluster", cluster);
  json.key("runs");
  write_runs(json, tables, p, a, b);
  json.close('}');
}

void write_cluster(JsonText& json, const PassageTables& tables, std::uint32_t cluster) {
  json.open('{');
  write_number(json, "number", cluster + 1);
  json.key("versions");
  write_list(json, tables.passages.versions_of(tables.passages.clusters[cluster]),
             [&](const Version& version) {
               const Span bytes = report::bytes_of(tables.tokens, version.begin, version.end);
               json.open('{');
               write_number(json, "document", version.document);
               write_number(json, "begin", bytes.begin);
               write_number(json, "end", bytes.end);
               write_text(json, "order", report::order_name(version.order));
               json.close('}');
             });
  json.close('}');
}

std::string make_passages(const PageTables& tables, const Shown& shown) {
  const Passages& passages = tables.passages.passages;
  std::vector<std::uint32_t> clusters;
  for (const std::size_t i : shown.passages) clusters.push_back(passages.rows[i].cluster);
  std::ranges::sort(clusters);
  clusters.erase(std::unique(clusters.begin(), clusters.end()), clusters.end());
  JsonText json;
  json.open('{');
  json.key("rows");
  write_list(json, shown.passages, [&](std::size_t i) {
    const auto cluster = std::ranges::lower_bound(clusters, passages.rows[i].cluster);
    write_passage(json, tables.passages, i, static_cast<std::size_t>(cluster - clusters.begin()));
  });
  json.key("clusters");
  write_list(json, clusters,
             [&](std::uint32_t cluster) { write_cluster(json, tables.passages, cluster); });
  json.key("network");
  write_list(json, shown.links, [&](const PassageLink& link) {
    json.open('{');
    write_number(json, "a", link.a);
    write_number(json, "b", link.b);
    write_number(json, "passages", link.passages);
    write_number(json, "tokens", link.tokens);
    json.close('}');
  });
  write_number(json, "network_all", tables.links.size());
  json.close('}');
  return json.take();
}

// --- texts ------------------------------------------------------------------------------------

/// The block `stretches`, and the blocks that it tells of. A stretch lies in one block.
void append_texts(const PageTables& tables, const Shown& shown, const PageLimits& limits,
                  std::vector<PageBlock>& blocks) {
  std::vector<PageBlock> texts;
  JsonText json;
  json.open('{');
  json.key("of_document");
  json.open('[');
  for (std::size_t d = 0; d < shown.stretches.size(); ++d) {
    const std::string_view text = tables.found.documents[d].text;
    json.open('[');
    for (const Span& span : shown.stretches[d]) {
      const std::size_t size = span.end - span.begin;
      if (texts.empty() || texts.back().bytes.size() + size > limits.block_bytes) {
        texts.push_back({fmt::format("text-{}", texts.size()), ""});
      }
      json.number(span.begin);
      json.number(span.end);
      json.number(texts.size() - 1);
      json.number(texts.back().bytes.size());
      texts.back().bytes += text.substr(span.begin, size);
    }
    json.close(']');
  }
  json.close(']');
  json.close('}');
  blocks.push_back({"stretches", json.take()});
  std::ranges::move(texts, std::back_inserter(blocks));
}

}  // namespace

std::vector<PageBlock> make_page_blocks(const PageTables& tables, const PageLimits& limits) {
  const Shown shown = choose(tables, limits);
  std::vector<PageBlock> blocks;
  blocks.push_back({"core", make_core(tables, shown)});
  blocks.push_back({"formulations", make_formulations(tables, shown)});
  blocks.push_back({"similarity", make_similarity(tables)});
  blocks.push_back({"passages", make_passages(tables, shown)});
  append_texts(tables, shown, limits, blocks);
  return blocks;
}

}  // namespace leitwort::page
