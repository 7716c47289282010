#include "report/characters.hpp"
#include "report/marked_text.hpp"
#include "report/passage_words.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace leitwort {
namespace {

using namespace report;

constexpr std::size_t kMostSources = 20;  // documents that share passages, at the end

/// A formulation of the document, as the list at the end has it.
struct Listed {
  std::uint32_t row = 0;  // of Formulations::rows
  std::uint32_t here = 0;
};

/// What is told of one document.
struct Portrait {
  SharedText shared;
  std::size_t formulations = 0;  // different ones
  std::vector<Listed> rows;      // those that are to be seen, the most widely shared first
  Marked marked;
};

/// Whether a token begins in it.
bool holds_word(const Highlight& highlight, const Tokens& tokens, DocumentIndex document) {
  const auto spans = std::span(tokens.spans)
                         .subspan(tokens.document_begin[document], tokens.ids_of(document).size());
  const auto next = std::ranges::lower_bound(spans, highlight.begin, {}, &Span::begin);
  return next != spans.end() && next->begin < highlight.end;
}

/// One highlight for every place of a formulation that is to be seen: its last one in colour, where
/// the number follows a word, and its first where marks stand below.
std::vector<std::size_t> numbered_highlights(const std::vector<Highlight>& highlights, bool last) {
  std::map<std::uint32_t, std::size_t> of_stretch;
  for (std::size_t h = 0; h < highlights.size(); ++h) {
    const Highlight& highlight = highlights[h];
    if (highlight.kind == HighlightKind::passage) continue;
    const auto [entry, is_first] = of_stretch.try_emplace(highlight.stretch, h);
    if (!is_first && last) entry->second = h;
  }
  std::vector<std::size_t> numbered;
  for (const auto& [stretch, h] : of_stretch) numbered.push_back(h);
  return numbered;
}

Portrait portrait_of(const SharingTables& tables, DocumentIndex document, bool colour) {
  Portrait portrait;
  portrait.shared = shared_text(tables, document);
  const std::vector<FormulationStretch>& stretches = portrait.shared.formulations;
  portrait.marked.highlights = highlights_of(portrait.shared);
  // A comma between two of them is none.
  std::erase_if(portrait.marked.highlights, [&](const Highlight& highlight) {
    return !holds_word(highlight, tables.tokens, document);
  });
  const std::vector<Highlight>& highlights = portrait.marked.highlights;
  const auto numbered = numbered_highlights(highlights, colour);

  std::map<std::uint32_t, Listed> places;  // by row
  for (const FormulationStretch& stretch : stretches) {
    places.try_emplace(stretch.row, Listed{stretch.row, 0}).first->second.here += 1;
  }
  portrait.formulations = places.size();
  std::set<std::uint32_t> seen;  // rows
  for (const std::size_t h : numbered) seen.insert(stretches[highlights[h].stretch].row);
  for (const std::uint32_t row : seen) portrait.rows.push_back(places.at(row));
  std::ranges::sort(portrait.rows, {}, [&](const Listed& listed) {
    return std::pair(~tables.formulations.rows[listed.row].documents, listed.row);
  });

  std::map<std::uint32_t, std::size_t> number_of_row;
  for (std::size_t i = 0; i < portrait.rows.size(); ++i) {
    number_of_row[portrait.rows[i].row] = i + 1;
  }
  portrait.marked.numbers.resize(highlights.size());
  for (const std::size_t h : numbered) {
    portrait.marked.numbers[h] = number_of_row.at(stretches[highlights[h].stretch].row);
  }
  return portrait;
}

/// The tokens of a document that stretches cover. REQUIRES: ascending by begin.
std::uint64_t tokens_in(const std::vector<Span>& stretches, const Tokens& tokens,
                        DocumentIndex document) {
  std::uint64_t covered = 0;
  std::uint32_t reach = 0;
  auto next = stretches.begin();
  for (TokenIndex t = tokens.document_begin[document]; t < tokens.document_begin[document + 1];
       ++t) {
    const std::uint32_t begin = tokens.spans[t].begin;
    for (; next != stretches.end() && next->begin <= begin; ++next) {
      reach = std::max(reach, next->end);
    }
    covered += begin < reach ? 1 : 0;
  }
  return covered;
}

template <typename Stretch>
std::vector<Span> spans_of(const std::vector<Stretch>& stretches) {
  std::vector<Span> spans;
  for (const Stretch& stretch : stretches) spans.push_back(stretch.bytes);
  return spans;
}

/// Another document, and how much of this one it has in passages.
struct Source {
  DocumentIndex document = 0;
  std::size_t passages = 0;
  std::uint64_t tokens = 0;  // of this one
};

/// Those with most first.
std::vector<Source> sources_of(const SharedText& shared, const Tokens& tokens,
                               DocumentIndex document) {
  std::map<DocumentIndex, std::vector<Span>> stretches;
  std::map<DocumentIndex, std::set<std::uint32_t>> passages;
  for (const PassageStretch& s : shared.passages) {
    stretches[s.other].push_back(s.bytes);
    passages[s.other].insert(s.row);
  }
  std::vector<Source> sources;
  for (const auto& [other, spans] : stretches) {
    sources.push_back({other, passages[other].size(), tokens_in(spans, tokens, document)});
  }
  std::ranges::sort(
      sources, {}, [](const Source& source) { return std::pair(~source.tokens, source.document); });
  return sources;
}

/// `312 (28%)`.
std::string part_of(std::uint64_t part, std::uint64_t all) {
  const double share = 100 * static_cast<double>(part) / static_cast<double>(all);
  if (part < all && share > 99) return fmt::format("{} (>99%)", grouped(part));
  if (part == 0 || share >= 0.5) return fmt::format("{} ({:.0f}%)", grouped(part), share);
  return fmt::format("{} (<1%)", grouped(part));
}

std::string heading(const Document& document, const Date& date) {
  std::string text = fmt::format("{} · {}", visible(one_line(document.id)), date_for_people(date));
  for (const std::string* field : {&document.author, &document.title}) {
    if (!field->empty()) text += fmt::format(" · {}", visible(one_line(*field)));
  }
  return text;
}

std::string measures(const SharingTables& tables, DocumentIndex document,
                     const Portrait& portrait) {
  const Tokens& tokens = tables.tokens;
  const std::uint64_t all = tokens.ids_of(document).size();
  const std::string size = counted(all, "token");
  const auto& [formulations, passages] = portrait.shared;
  if (formulations.empty() && passages.empty()) {
    return fmt::format("{}, none of them in a shared formulation or passage", size);
  }
  std::string text = size;
  if (!formulations.empty()) {
    text +=
        fmt::format(", {} in {}", part_of(tokens_in(spans_of(formulations), tokens, document), all),
                    counted(portrait.formulations, "formulation"));
  }
  if (!passages.empty()) {
    const std::size_t others = sources_of(portrait.shared, tokens, document).size();
    text += fmt::format(", {} word for word in passages of {}",
                        part_of(tokens_in(spans_of(passages), tokens, document), all),
                        counted(others, "other document"));
  }
  return text;
}

/// Parts of a line that are not broken, with what may stand before them and takes no room.
class Legend {
 public:
  Legend(std::size_t width, const Sink& sink) : sink_(sink), width_(width) {}
  void add(const std::string& part, std::size_t wide) {
    if (used_ > 0 && used_ + 2 + wide > width_) end();
    if (used_ > 0) line_ += "  ";
    used_ += wide + (used_ > 0 ? 2 : 0);
    line_ += part;
  }
  void add(const std::string& part) { add(part, display_width(part)); }
  void end() {
    if (used_ > 0) sink_(fmt::format("{}\n", line_));
    line_.clear();
    used_ = 0;
  }

 private:
  const Sink& sink_;
  std::size_t width_, used_ = 0;
  std::string line_;
};

void write_legend(const Portrait& portrait, const SharedTextOptions& options, const Sink& sink) {
  const std::vector<Highlight>& highlights = portrait.marked.highlights;
  if (highlights.empty()) return;
  const bool alone =
      std::ranges::any_of(highlights, [](const Highlight& h) { return h.documents == 0; });
  const bool passages = std::ranges::any_of(
      highlights, [](const Highlight& h) { return h.kind == HighlightKind::passage; });
  Legend legend(std::max(options.width, kNarrowest), sink);
  for (const Level& level : kLevels) {
    if (level.least == 0 && !alone) continue;
    const std::string name = fmt::format(" {} ", level.name);
    if (options.colour)
      legend.add(fmt::format("{}{}{}", colour_of(level, HighlightKind::formulation), name, kReset),
                 display_width(name));
    else
      legend.add(fmt::format("{0}{0} {1}", level.mark, level.name));
  }
  legend.add("documents have it, this one included");
  if (passages && options.colour) {
    const std::string name = " passage ";
    legend.add(fmt::format("{}{}{}", colour_of(kLevels[1], HighlightKind::passage), name, kReset),
               display_width(name));
  } else if (passages) {
    legend.add(fmt::format("{0}{0} passage", kPassageMark));
  }
  if (!portrait.rows.empty()) {
    legend.add(options.colour
                   ? "¹ its number in the list below"
                   : fmt::format("1{0}{0} its number in the list below", kLevels[2].mark));
  }
  legend.end();
}

void write_rule(const SharedTextOptions& options, const Sink& sink) {
  std::string line;
  for (std::size_t i = 0; i < std::max(options.width, kNarrowest); ++i) line += "─";
  sink(fmt::format("{}\n", line));
}

std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(width - std::min(width, display_width(text)), ' ');
}

/// First date, and whether it is that of this document alone.
std::string first_use(const Formulation& row, const SharingTables& tables, DocumentIndex document) {
  const auto documents = documents_of(tables.formulations.places_of(row), tables.tokens);
  const Attestation first = first_attestation(documents, tables.dates);
  std::string text = attestation_for_people(first);
  if (first.documents == std::vector{document}) text += ", here";
  return text;
}

std::string wording_of(const Formulation& row, std::size_t room) {
  const std::string kind = row.kind == FormulationKind::phrase
                               ? std::string()
                               : fmt::format(" ({})", kind_name(row.kind));
  const std::size_t left = room - std::min(room, kind.size());
  const bool slots = !row.slots.empty() && display_width(row.slots) <= left;
  return fmt::format("{}{}", cut_to_width(visible(one_line(slots ? row.slots : row.text)), left),
                     kind);
}

void write_formulation_list(const SharingTables& tables, DocumentIndex document,
                            const Portrait& portrait, const SharedTextOptions& options,
                            const Sink& sink) {
  if (portrait.rows.empty()) return;
  std::vector<std::string> firsts;
  std::size_t wide = std::string_view("first").size();
  for (const Listed& listed : portrait.rows) {
    firsts.push_back(first_use(tables.formulations.rows[listed.row], tables, document));
    wide = std::max(wide, display_width(firsts.back()));
  }
  const std::size_t width = std::max(options.width, kNarrowest);
  std::size_t taken = 4 + 2 + 9 + 2;
  const std::size_t more = 6 + 2 + wide + 2;
  const bool all_columns = width >= taken + more + kNarrowest / 2;
  if (all_columns) taken += more;
  sink(fmt::format("   #  documents  {}formulation\n",
                   all_columns ? fmt::format("places  {}  ", padded("first", wide)) : ""));
  for (std::size_t i = 0; i < portrait.rows.size(); ++i) {
    const Listed& listed = portrait.rows[i];
    const Formulation& formulation = tables.formulations.rows[listed.row];
    const std::string documents = fmt::format("{:>9}", grouped(formulation.documents));
    std::string number = fmt::format("{:>4}", i + 1);
    if (options.colour)
      number = fmt::format("{}{}{}",
                           colour_of(level_of(formulation.documents), HighlightKind::formulation),
                           number, kReset);
    const std::string use =
        all_columns ? fmt::format("{:>6}  {}  ", listed.here, padded(firsts[i], wide)) : "";
    sink(fmt::format("{}  {}  {}{}\n", number, documents, use,
                     wording_of(formulation, width - taken)));
  }
  if (portrait.formulations > portrait.rows.size()) {
    const std::size_t hidden = portrait.formulations - portrait.rows.size();
    write_wrapped(fmt::format("… {} only inside what is highlighted as something else",
                              counted(hidden, "more formulation")),
                  options, sink);
  }
}

void write_source_list(const SharingTables& tables, DocumentIndex document,
                       const Portrait& portrait, const SharedTextOptions& options,
                       const Sink& sink) {
  const std::vector<Source> sources = sources_of(portrait.shared, tables.tokens, document);
  if (sources.empty()) return;
  if (!portrait.rows.empty()) sink("\n");
  sink("passages  tokens  of\n");
  const std::size_t width = std::max(options.width, kNarrowest);
  for (std::size_t i = 0; i < std::min(sources.size(), kMostSources); ++i) {
    const Source& source = sources[i];
    const std::string name =
        heading(tables.documents[source.document], tables.dates[source.document]);
    sink(fmt::format("{:>8}  {:>6}  {}\n", grouped(source.passages), grouped(source.tokens),
                     cut_to_width(name, width - 18)));
  }
  if (sources.size() > kMostSources) {
    sink(fmt::format("… {} with fewer tokens\n",
                     counted(sources.size() - kMostSources, "more document")));
  }
}

/// Without blank lines around it.
std::pair<std::size_t, std::size_t> body_of(const Document& document) {
  const auto is_blank = [](char c) { return c == '\n' || c == '\r'; };
  std::size_t begin = document.body_begin, end = document.text.size();
  while (end > begin && (is_blank(document.text[end - 1]) || document.text[end - 1] == ' ')) --end;
  while (begin < end && is_blank(document.text[begin])) ++begin;
  return {begin, end};
}

}  // namespace

void write_shared_text(const SharingTables& tables, DocumentIndex document,
                       const SharedTextOptions& options, const Sink& sink) {
  const Document& shown = tables.documents[document];
  const Portrait portrait = portrait_of(tables, document, options.colour);
  write_wrapped(heading(shown, tables.dates[document]), options, sink);
  write_wrapped(measures(tables, document, portrait), options, sink);
  write_legend(portrait, options, sink);
  write_rule(options, sink);
  const auto [begin, end] = body_of(shown);
  write_marked(std::string_view(shown.text).substr(0, end), begin, portrait.marked, options, sink);
  if (portrait.marked.highlights.empty()) return;
  write_rule(options, sink);
  write_formulation_list(tables, document, portrait, options, sink);
  write_source_list(tables, document, portrait, options, sink);
}

}  // namespace leitwort
