#include "report/table_list.hpp"
#include <leitwort/reading.hpp>

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace leitwort {
namespace {

using report::known;

std::optional<std::string> joined_ids(const Attestation& attestation,
                                      std::span<const Document> documents) {
  std::string ids;
  for (const DocumentIndex d : attestation.documents) {
    if (!ids.empty()) ids += ';';
    ids += documents[d].id;
  }
  return known(std::move(ids));
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
std::optional<std::string> slot_values(const Wording& wording) {
  std::string text;
  for (std::size_t slot = 0; slot < wording.slot_values.size(); ++slot) {
    text += fmt::format("{}{}={}", slot == 0 ? "" : ";", slot + 1, wording.slot_values[slot]);
  }
  return known(std::move(text));
}

/// `1=greatest|highest;2=value`: who leads in each slot in one period.
std::optional<std::string> leading(const std::vector<std::vector<Leaders>>& leaders,
                                   std::size_t period) {
  std::vector<std::string> slots;
  for (std::size_t slot = 0; slot < leaders.size(); ++slot) {
    const Leaders& values = leaders[slot][period];
    if (!values.empty()) slots.push_back(fmt::format("{}={}", slot + 1, fmt::join(values, "|")));
  }
  return known(fmt::format("{}", fmt::join(slots, ";")));
}

/// Unknown where none is named.
std::optional<std::uint64_t> author_count(std::uint32_t authors) {
  return authors == 0 ? std::nullopt : std::optional<std::uint64_t>(authors);
}

/// A row of formulations.csv.
struct FormulationRow {
  const FormulationTables& tables;
  const Formulation& formulation;
  std::uint64_t rank;
  std::span<const Place> places;
  Attestation first, last;
  std::uint32_t authors;
};

std::optional<std::string> peak_of(const FormulationRow& row) {
  const Periods& periods = row.tables.periods;
  const std::ptrdiff_t top = peak(use_over_time(row.places, row.tables.tokens, periods), periods);
  return top < 0 ? std::nullopt : std::optional(periods.name(static_cast<std::size_t>(top)));
}

constexpr Column<FormulationRow> kFormulationColumns[] = {
    {"rank", "number of the row, by which the other tables name it",
     [](const FormulationRow& row) { return row.rank; }},
    {"score", "salience: what --sort salience goes by; unknown for a watch-list",
     [](const FormulationRow& row) { return row.formulation.score; }},
    {"formulation", "the commonest wording that holds all of its words, normalised",
     [](const FormulationRow& row) { return row.formulation.text; }},
    {"kind",
     "phrase, name (capitalised inside sentences), passage (long, or copied) or boilerplate (where "
     "texts open, or in boilerplate.csv)",
     [](const FormulationRow& row) { return kind_name(row.formulation.kind); }},
    {"documents", "documents with a place",
     [](const FormulationRow& row) { return row.formulation.documents; }},
    {"occurrences",
     "places of all wordings, also inside longer formulations; overlapping ones once",
     [](const FormulationRow& row) { return row.formulation.occurrences; }},
    {"first_date", "of first_document, as precise as is known of all of them",
     [](const FormulationRow& row) { return known(to_string(row.first.date)); }},
    {"first_document", "the earliest document with it; several with ; between where dates tie",
     [](const FormulationRow& row) { return joined_ids(row.first, row.tables.documents); }},
    {"last_date", "of last_document, likewise",
     [](const FormulationRow& row) { return known(to_string(row.last.date)); }},
    {"last_document", "the latest document with it, likewise",
     [](const FormulationRow& row) { return joined_ids(row.last, row.tables.documents); }},
    {"peak", "the period in which the largest share of documents has it, the earlier on a tie",
     [](const FormulationRow& row) { return peak_of(row); }},
    {"per_10k", "occurrences in 10,000 tokens of all documents",
     [](const FormulationRow& row) {
       return per_10k(row.formulation.occurrences, row.tables.tokens.size());
     }},
    {"variants", "different wordings",
     [](const FormulationRow& row) { return std::uint64_t{row.formulation.wordings.size()}; }},
    {"slots", "the formulation with what varies in place: the {greatest|highest} value",
     [](const FormulationRow& row) { return known(row.formulation.slots); }},
    {"explanation", "what there is to the row, in words",
     [](const FormulationRow& row) {
       const Formulation& f = row.formulation;
       return f.explanation.empty() ? explain(f) : f.explanation;
     }},
    {"life",
     "what became of it, parts with ; between: dormant, revived, slot (who took the lead), burst",
     [](const FormulationRow& row) {
       return known(
           life_in_words(row.formulation, row.places, row.tables.tokens, row.tables.periods));
     }},
    {"authors", "different authors who use it, as far as authors are known",
     [](const FormulationRow& row) { return author_count(row.authors); }},
    {"voices", "different values of --voices among its documents",
     [](const FormulationRow& row) { return row.formulation.series; }},
    {"repeats", "documents whose voice had used it in another one",
     [](const FormulationRow& row) { return row.formulation.repeated; }},
};
constexpr Table<FormulationRow> kFormulations = {
    "formulations", "a recurring formulation with its wordings, the most telling first",
    kFormulationColumns};

/// A row of occurrences.csv.
struct OccurrenceRow {
  const FormulationTables& tables;
  const Wording& wording;
  const Place& place;
  std::uint64_t rank;
  DocumentIndex document;
  Span bytes;
  std::uint64_t line;

  [[nodiscard]] TokenIndex context() const { return static_cast<TokenIndex>(tables.context); }
  /// The text left and right of it.
  [[nodiscard]] std::string left() const {
    const TokenIndex begin = tables.tokens.document_begin[document];
    return stretch(tables, document, place.begin - std::min(context(), place.begin - begin),
                   place.begin);
  }
  [[nodiscard]] std::string right() const {
    const TokenIndex end = tables.tokens.document_begin[document + 1];
    return stretch(tables, document, place.end, place.end + std::min(context(), end - place.end));
  }
};

constexpr Column<OccurrenceRow> kOccurrenceColumns[] = {
    {"rank", "of the formulation in formulations.csv",
     [](const OccurrenceRow& row) { return row.rank; }},
    {"variant", "the wording that stands there, normalised",
     [](const OccurrenceRow& row) { return row.wording.text; }},
    {"document", "its id",
     [](const OccurrenceRow& row) { return row.tables.documents[row.document].id; }},
    {"date", "of the document",
     [](const OccurrenceRow& row) { return known(to_string(row.tables.dates[row.document])); }},
    {"begin_byte",
     "first byte in the text: of the file, of a JSON string decoded, else of the text in UTF-8",
     [](const OccurrenceRow& row) { return row.bytes.begin; }},
    {"end_byte", "byte after the last", [](const OccurrenceRow& row) { return row.bytes.end; }},
    {"line", "in which it begins, from 1", [](const OccurrenceRow& row) { return row.line; }},
    {"surface", "what stands there, as printed",
     [](const OccurrenceRow& row) {
       return row.tables.documents[row.document].text.substr(row.bytes.begin,
                                                             row.bytes.end - row.bytes.begin);
     }},
    {"left", "what stands before it, --context tokens, on one line",
     [](const OccurrenceRow& row) { return row.left(); }},
    {"right", "what stands behind it, likewise",
     [](const OccurrenceRow& row) { return row.right(); }},
    {"slot_values",
     "what fills each slot: 1=greatest;2=value; unknown for wordings too different to be aligned",
     [](const OccurrenceRow& row) { return slot_values(row.wording); }},
};
constexpr Table<OccurrenceRow> kOccurrences = {
    "occurrences", "a place of a formulation of formulations.csv", kOccurrenceColumns};

/// A row of timeline.csv: a formulation in a period.
struct TimelineRow {
  std::uint64_t rank;
  const Formulation& formulation;
  const std::string& period_name;
  std::size_t period;
  const Periods& periods;
  const PeriodUse& use;
  std::optional<std::uint64_t> authors;
  const std::vector<std::vector<Leaders>>& leaders;

  /// No documents, no rates: the absence of texts is not the absence of a phrase.
  [[nodiscard]] std::optional<double> rate(double value) const {
    return documents() == 0 ? std::nullopt : std::optional(value);
  }
  [[nodiscard]] std::uint32_t documents() const { return periods.documents[period]; }
  [[nodiscard]] std::uint64_t tokens() const { return periods.tokens[period]; }
  [[nodiscard]] Interval share() const { return wilson_interval(use.documents_with, documents()); }
  [[nodiscard]] Interval rates() const {
    return per_10k(poisson_interval(use.occurrences), tokens());
  }
};

constexpr Column<TimelineRow> kTimelineColumns[] = {
    {"rank", "of the formulation in formulations.csv",
     [](const TimelineRow& row) { return row.rank; }},
    {"formulation", "its text", [](const TimelineRow& row) { return row.formulation.text; }},
    {"period", "2017-07, 2017 or 2010s; FIRST..LAST for a run of more than 100 without documents",
     [](const TimelineRow& row) { return row.period_name; }},
    {"documents_with", "documents of the period with a place",
     [](const TimelineRow& row) { return row.use.documents_with; }},
    {"documents_total", "documents of the period; 0 tells of absent texts, not of disuse",
     [](const TimelineRow& row) { return row.documents(); }},
    {"occurrences", "places in the period",
     [](const TimelineRow& row) { return row.use.occurrences; }},
    {"tokens_total", "tokens of the period", [](const TimelineRow& row) { return row.tokens(); }},
    {"document_share", "documents_with / documents_total",
     [](const TimelineRow& row) {
       return row.rate(static_cast<double>(row.use.documents_with) / row.documents());
     }},
    {"per_10k", "occurrences in 10,000 tokens of the period",
     [](const TimelineRow& row) { return row.rate(per_10k(row.use.occurrences, row.tokens())); }},
    {"low", "lower end of the 95% interval of document_share (Wilson)",
     [](const TimelineRow& row) { return row.rate(row.share().low); }},
    {"high", "upper end of it", [](const TimelineRow& row) { return row.rate(row.share().high); }},
    {"per_10k_low",
     "lower end of the 95% interval of per_10k (Garwood); too narrow where a document repeats "
     "itself",
     [](const TimelineRow& row) { return row.rates().low; }},
    {"per_10k_high", "upper end of it", [](const TimelineRow& row) { return row.rates().high; }},
    {"authors", "different authors who have used it up to the end of the period",
     [](const TimelineRow& row) { return row.authors; }},
    {"leading",
     "the most frequent value of each slot: 1=highest;2=value; several with | where they tie",
     [](const TimelineRow& row) { return leading(row.leaders, row.period); }},
};
constexpr Table<TimelineRow> kTimeline = {
    "timeline", "a formulation of formulations.csv in a period, used or not", kTimelineColumns};

}  // namespace

namespace report {

TableFacts formulations_facts() {
  return facts_of(kFormulations);
}
TableFacts occurrences_facts() {
  return facts_of(kOccurrences);
}
TableFacts timeline_facts() {
  return facts_of(kTimeline);
}

}  // namespace report

void write_formulations(const FormulationTables& tables, const TableForm& form, const Sink& sink) {
  RowWriter<FormulationRow> rows(kFormulations, form, sink);
  const Authors authors = authors_of(tables.documents);
  std::uint64_t rank = 0;
  for (const Formulation& f : tables.formulations.rows) {
    const auto places = tables.formulations.places_of(f);
    const std::vector<DocumentIndex> documents = documents_of(places, tables.tokens);
    rows.write({tables, f, ++rank, places, first_attestation(documents, tables.dates),
                last_attestation(documents, tables.dates), count_authors(documents, authors)});
  }
  rows.finish();
}

void write_occurrences(const FormulationTables& tables, const TableForm& form, const Sink& sink) {
  RowWriter<OccurrenceRow> rows(kOccurrences, form, sink);
  const Tokens& tokens = tables.tokens;
  std::uint64_t rank = 0;
  for (const Formulation& f : tables.formulations.rows) {
    ++rank;
    DocumentIndex document = 0;
    TokenIndex document_end = 0;
    std::uint64_t line = 1;
    std::uint32_t counted = 0;  // `line` holds at this byte
    for (const Place& place : tables.formulations.places_of(f)) {
      if (place.begin >= document_end) {
        document = tokens.document_of(place.begin);
        document_end = tokens.document_begin[document + 1];
        line = 1;
        counted = 0;
      }
      const Span bytes = {tokens.spans[place.begin].begin, tokens.spans[place.end - 1].end};
      line += line_ends(
          std::string_view(tables.documents[document].text).substr(counted, bytes.begin - counted));
      counted = bytes.begin;
      rows.write({tables, f.wordings[place.wording], place, rank, document, bytes, line});
    }
  }
  rows.finish();
}

void write_timeline(const FormulationTables& tables, const TableForm& form, const Sink& sink) {
  RowWriter<TimelineRow> rows(kTimeline, form, sink);
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
      const auto so_far =
          authors.count == 0 ? std::nullopt : std::optional<std::uint64_t>(adopted[p]);
      rows.write({rank, f, names[p], p, periods, uses[p], so_far, leaders});
    }
  }
  rows.finish();
}

}  // namespace leitwort
