#include <leitwort/report.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace leitwort {
namespace {

Cell text_or_unknown(const std::string& text) {
  return text.empty() ? Cell(std::monostate{}) : Cell(text);
}

std::string joined_ids(const Attestation& attestation, std::span<const Document> documents) {
  std::string ids;
  for (const DocumentIndex d : attestation.documents) {
    if (!ids.empty()) ids += ';';
    ids += documents[d].id;
  }
  return ids;
}

double per_10k(std::uint64_t occurrences, std::uint64_t tokens) {
  return tokens == 0 ? kUnknown
                     : 10000.0 * static_cast<double>(occurrences) / static_cast<double>(tokens);
}

Interval per_10k(const Interval& occurrences, std::uint64_t tokens) {
  if (tokens == 0) return {kUnknown, kUnknown};
  const double scale = 10000.0 / static_cast<double>(tokens);
  return {scale * occurrences.low, scale * occurrences.high};
}

/// The text between two tokens of one document, on one line.
std::string stretch(const FormulationTables& tables, DocumentIndex document, TokenIndex begin,
                    TokenIndex end) {
  if (begin >= end) return "";
  const std::uint32_t first = tables.tokens.spans[begin].begin;
  const std::uint32_t last = tables.tokens.spans[end - 1].end;
  return one_line(std::string_view(tables.documents[document].text).substr(first, last - first));
}

/// Line ends in a stretch of text: \n, \r\n, or \r alone.
std::uint64_t line_ends(std::string_view text) {
  std::uint64_t ends = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool lone_return = text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
    ends += text[i] == '\n' || lone_return ? 1 : 0;
  }
  return ends;
}

/// `1=greatest;2=value`; unknown where the row has no slots.
Cell slot_values(const Wording& wording) {
  std::string text;
  for (std::size_t slot = 0; slot < wording.slot_values.size(); ++slot) {
    text += fmt::format("{}{}={}", slot == 0 ? "" : ";", slot + 1, wording.slot_values[slot]);
  }
  return text_or_unknown(text);
}

/// `1=greatest|highest;2=value`: who leads in each slot in one period.
Cell leading(const std::vector<std::vector<Leaders>>& leaders, std::size_t period) {
  std::vector<std::string> slots;
  for (std::size_t slot = 0; slot < leaders.size(); ++slot) {
    const Leaders& values = leaders[slot][period];
    if (!values.empty()) slots.push_back(fmt::format("{}={}", slot + 1, fmt::join(values, "|")));
  }
  return text_or_unknown(fmt::format("{}", fmt::join(slots, ";")));
}

/// The language of a document, and how it is known; unknown where nobody looked.
std::pair<Cell, Cell> language_cells(const Document& document, const DocumentFacts& facts) {
  const std::string& declared = document.language;
  const std::string code = iso_language(declared);
  if (!facts.language) {
    return {text_or_unknown(declared), code.empty() ? Cell{} : Cell(std::string("given"))};
  }
  const DocumentLanguage& known = *facts.language;
  static constexpr std::array<const char*, 4> kSources = {"none", "given", "found", "corpus"};
  // As the metadata spell it where they say the same, or nothing is known but what they say.
  const bool is_declared = known.code.empty() || known.code == code;
  return {text_or_unknown(is_declared && !declared.empty() ? declared : known.code),
          std::string(kSources.at(static_cast<std::size_t>(known.source)))};
}

/// Unknown where none is named.
Cell author_count(std::uint32_t authors) {
  return authors == 0 ? Cell{} : Cell(std::uint64_t{authors});
}

}  // namespace

void write_documents(std::span<const Document> documents, std::span<const DocumentFacts> facts,
                     const TableForm& form, const Sink& sink) {
  std::set<std::string> extra;
  for (const Document& document : documents) {
    for (const auto& [key, value] : document.extra) extra.insert(key);
  }
  std::vector<std::string> columns = {
      "document", "path",   "date",       "date_precision", "author",         "title",
      "language", "bytes",  "tokens",     "warnings",       "hard_wrapped",   "institution",
      "genre",    "series", "source_url", "bytes_cut",      "language_source"};
  // Metadata may be called like a column of ours.
  std::set<std::string> taken(columns.begin(), columns.end());
  taken.insert(extra.begin(), extra.end());
  const std::set<std::string> fixed(columns.begin(), columns.end());
  for (const std::string& key : extra) {
    std::string name = key;
    while (fixed.contains(name) || (name != key && taken.contains(name))) {
      name.insert(0, "metadata.");
    }
    columns.push_back(name);
  }
  TableWriter table(sink, form, columns);
  for (std::size_t d = 0; d < documents.size(); ++d) {
    const Document& document = documents[d];
    const auto [language, language_source] = language_cells(document, facts[d]);
    Row row = {document.id,
               document.path,
               text_or_unknown(to_string(document.date)),
               text_or_unknown(std::string(precision_name(document.date))),
               text_or_unknown(document.author),
               text_or_unknown(document.title),
               language,
               facts[d].bytes,
               facts[d].tokens,
               text_or_unknown(fmt::format("{}", fmt::join(document.warnings, "; "))),
               std::string(facts[d].hard_wrapped ? "yes" : "no"),
               text_or_unknown(document.institution),
               text_or_unknown(document.genre),
               text_or_unknown(document.series),
               text_or_unknown(document.source_url),
               facts[d].bytes_cut,
               language_source};
    for (const std::string& key : extra) {
      const auto found =
          std::ranges::find(document.extra, key, [](const auto& e) { return e.first; });
      row.emplace_back(found == document.extra.end() ? Cell{} : Cell(found->second));
    }
    table.row(row);
  }
  table.finish();
}

void write_boilerplate(std::span<const SuspectedBoilerplate> suspected,
                       std::span<const Document> documents, const TableForm& form,
                       const Sink& sink) {
  TableWriter table(sink, form, {"document", "begin_byte", "end_byte", "text", "reason"});
  for (const SuspectedBoilerplate& s : suspected) {
    const Document& document = documents[s.document];
    table.row({document.id, std::uint64_t{s.begin}, std::uint64_t{s.end},
               document.text.substr(s.begin, s.end - s.begin), s.reason});
  }
  table.finish();
}

std::vector<std::string> similarity_columns() {
  return {"a",     "b",       "shingle",       "shingles_a",    "shingles_b", "shared",
          "union", "jaccard", "containment_a", "containment_b", "method",     "standard_error",
          "low",   "high",    "overlap",       "weighted"};
}

Row similarity_row(const PairScore& score, unsigned k, std::span<const Document> documents) {
  return {documents[score.a].id,
          documents[score.b].id,
          std::uint64_t{k},
          score.shingles_a,
          score.shingles_b,
          score.shared,
          score.united,
          score.jaccard,
          score.containment_a,
          score.containment_b,
          std::string(score.method == Method::exact ? "exact" : "estimate"),
          score.standard_error,
          score.interval.low,
          score.interval.high,
          score.overlap,
          score.weighted};
}

void write_formulations(const FormulationTables& tables, const TableForm& form, const Sink& sink) {
  TableWriter table(
      sink, form,
      {"rank", "score", "formulation", "kind", "documents", "occurrences", "first_date",
       "first_document", "last_date", "last_document", "peak", "per_10k", "variants", "slots",
       "explanation", "life", "authors", "voices", "repeats"});
  const Authors authors = authors_of(tables.documents);
  std::uint64_t rank = 0;
  for (const Formulation& f : tables.formulations.rows) {
    const auto places = tables.formulations.places_of(f);
    const std::vector<DocumentIndex> documents = documents_of(places, tables.tokens);
    const Attestation first = first_attestation(documents, tables.dates);
    const Attestation last = last_attestation(documents, tables.dates);
    const std::ptrdiff_t top =
        peak(use_over_time(places, tables.tokens, tables.periods), tables.periods);
    table.row({++rank, f.score, f.text, std::string(kind_name(f.kind)), std::uint64_t{f.documents},
               std::uint64_t{f.occurrences}, text_or_unknown(to_string(first.date)),
               text_or_unknown(joined_ids(first, tables.documents)),
               text_or_unknown(to_string(last.date)),
               text_or_unknown(joined_ids(last, tables.documents)),
               top < 0 ? Cell{} : Cell(tables.periods.name(static_cast<std::size_t>(top))),
               per_10k(f.occurrences, tables.tokens.size()), std::uint64_t{f.wordings.size()},
               text_or_unknown(f.slots), f.explanation.empty() ? explain(f) : f.explanation,
               text_or_unknown(life_in_words(f, places, tables.tokens, tables.periods)),
               author_count(count_authors(documents, authors)), std::uint64_t{f.series},
               std::uint64_t{f.repeated}});
  }
  table.finish();
}

void write_occurrences(const FormulationTables& tables, const TableForm& form, const Sink& sink) {
  TableWriter table(sink, form,
                    {"rank", "variant", "document", "date", "begin_byte", "end_byte", "line",
                     "surface", "left", "right", "slot_values"});
  const Tokens& tokens = tables.tokens;
  const auto context = static_cast<TokenIndex>(tables.context);
  std::uint64_t rank = 0;
  for (const Formulation& f : tables.formulations.rows) {
    ++rank;
    DocumentIndex document = 0;
    TokenIndex document_end = 0;
    std::uint64_t line = 1;
    std::uint32_t counted = 0;  // `line` holds at this byte
    for (const Place& place : tables.formulations.places_of(f)) {
      const Wording& wording = f.wordings[place.wording];
      if (place.begin >= document_end) {
        document = tokens.document_of(place.begin);
        document_end = tokens.document_begin[document + 1];
        line = 1;
        counted = 0;
      }
      const std::string_view text = tables.documents[document].text;
      const std::uint32_t begin = tokens.spans[place.begin].begin;
      const std::uint32_t end = tokens.spans[place.end - 1].end;
      line += line_ends(text.substr(counted, begin - counted));
      counted = begin;
      const TokenIndex document_begin = tokens.document_begin[document];
      const TokenIndex left = place.begin - std::min(context, place.begin - document_begin);
      const TokenIndex after = place.end;
      const TokenIndex right = after + std::min(context, document_end - after);
      table.row({rank, wording.text, tables.documents[document].id,
                 text_or_unknown(to_string(tables.dates[document])), std::uint64_t{begin},
                 std::uint64_t{end}, line, std::string(text.substr(begin, end - begin)),
                 stretch(tables, document, left, place.begin),
                 stretch(tables, document, after, right), slot_values(wording)});
    }
  }
  table.finish();
}

void write_timeline(const FormulationTables& tables, const TableForm& form, const Sink& sink) {
  TableWriter table(sink, form,
                    {"rank", "formulation", "period", "documents_with", "documents_total",
                     "occurrences", "tokens_total", "document_share", "per_10k", "low", "high",
                     "per_10k_low", "per_10k_high", "authors", "leading"});
  const Periods& periods = tables.periods;
  const Authors authors = authors_of(tables.documents);
  std::vector<std::string> names;
  for (std::size_t p = 0; p < periods.size(); ++p) names.push_back(periods.name(p));
  std::uint64_t rank = 0;
  for (const Formulation& f : tables.formulations.rows) {
    ++rank;
    const auto places = tables.formulations.places_of(f);
    const auto uses = use_over_time(places, tables.tokens, periods);
    const auto adopted = adoption(places, tables.tokens, periods, authors);
    const auto leaders = slot_leaders(f, places, tables.tokens, periods);
    for (std::size_t p = 0; p < periods.size(); ++p) {
      // No documents, no rates: the absence of texts is not the absence of a phrase.
      const bool empty = periods.documents[p] == 0;
      const double with = uses[p].documents_with, total = periods.documents[p];
      const Interval share = wilson_interval(with, total);
      const Interval rate = per_10k(poisson_interval(uses[p].occurrences), periods.tokens[p]);
      table.row({rank, f.text, names[p], std::uint64_t{uses[p].documents_with},
                 std::uint64_t{periods.documents[p]}, std::uint64_t{uses[p].occurrences},
                 periods.tokens[p], empty ? Cell{} : Cell(with / total),
                 empty ? Cell{} : Cell(per_10k(uses[p].occurrences, periods.tokens[p])),
                 empty ? Cell{} : Cell(share.low), empty ? Cell{} : Cell(share.high), rate.low,
                 rate.high, authors.count == 0 ? Cell{} : Cell(std::uint64_t{adopted[p]}),
                 leading(leaders, p)});
    }
  }
  table.finish();
}

}  // namespace leitwort
