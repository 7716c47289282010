#include "report/characters.hpp"
#include "report/passage_words.hpp"
#include <leitwort/report.hpp>
#include <leitwort/version.hpp>

#include <algorithm>
#include <span>
#include <utility>

#include <fmt/format.h>

namespace leitwort {
namespace {

using namespace report;

constexpr std::size_t kWordsOfARow = 40;   // of the table; the next one begins where both agree
constexpr std::size_t kContext = 25;       // words shown around a difference; the rest unfolds
constexpr std::size_t kWorthFolding = 80;  // words of a passage from which on some are folded

// Differences are told by line and weight as well as by colour, and named for those who hear them.
constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fdfdfb; --quiet: #595959;
  --line: #d0d0c8; --changed: #ffe9a8; --a: #ffd9d4; --b: #d3efd6; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e6e1; --paper: #1a1a1c; --quiet: #a9a7a1;
  --line: #45454a; --changed: #5c4a00; --a: #6b2a22; --b: #1f5030; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1rem; color: var(--ink);
  background: var(--paper); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin: 2.5rem 0 0.5rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 0.25rem; }
a { color: inherit; } .quiet { color: var(--quiet); margin: 0.25rem 0; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { width: 50%; padding: 0.35rem 0.6rem; vertical-align: top; text-align: start;
  border-top: 1px solid var(--line); }
td { font-family: Georgia, "Noto Serif", serif; }
mark, del, ins { color: inherit; border-radius: 2px; padding: 0 0.1em; }
mark { background: var(--changed); text-decoration: underline dotted; font-weight: 600; }
del { background: var(--a); text-decoration: line-through; }
ins { background: var(--b); text-decoration: underline; }
summary { color: var(--quiet); cursor: pointer; }
.told { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
@media (max-width: 40rem) { body { padding: 0.6rem; } thead { display: none; }
  table, tbody, tr, td { display: block; width: 100%; } tr { border-top: 1px solid var(--line); }
  td { border: 0; } td::before { content: attr(data-side); color: var(--quiet);
  font: 0.8rem system-ui, sans-serif; display: block; } }
@media print { body { max-width: none; font-size: 10pt; } tr, h2, h3 { break-inside: avoid; }
  h2, h3 { break-after: avoid; } mark, del, ins { print-color-adjust: exact; } }
)";

std::string language_attribute(const Document& document) {
  return fmt::format(" lang=\"{}\"", language_code(document.language));  // "": not known
}

/// How a run of words of one side is shown. What is told has a direction of its own, so that
/// dir="auto" looks at the words only.
struct Spelling {
  std::string_view element, told;
};

Spelling spelling_of(AlignmentRun::Kind kind) {
  switch (kind) {
    case AlignmentRun::Kind::different:
      return {"mark", R"(<span class="told" dir="ltr" lang="en">[different: </span>)"};
    case AlignmentRun::Kind::only_a:
      return {"del", R"(<span class="told" dir="ltr" lang="en">[only here: </span>)"};
    case AlignmentRun::Kind::only_b:
      return {"ins", R"(<span class="told" dir="ltr" lang="en">[only here: </span>)"};
    case AlignmentRun::Kind::equal:
      break;
  }
  return {};
}

using Pairs = std::span<const WordPair>;

/// One side of some steps.
std::string side(Pairs pairs, PrintedWord WordPair::* word) {
  std::string text;
  bool begun = false;
  for (std::size_t i = 0; i < pairs.size();) {
    const AlignmentRun::Kind kind = pairs[i].kind;
    std::string run;
    bool space = false;
    for (; i < pairs.size() && pairs[i].kind == kind; ++i) {
      const PrintedWord& printed = pairs[i].*word;
      if (printed.text.empty()) continue;
      if (run.empty())
        space = printed.space;
      else if (printed.space)
        run += ' ';
      run += html(printed.text);
    }
    if (run.empty()) continue;
    if (begun && space) text += ' ';
    begun = true;
    const Spelling spelling = spelling_of(kind);
    if (spelling.element.empty())
      text += run;
    else
      text += fmt::format("<{0}>{1}{2}<span class=\"told\" dir=\"ltr\">]</span></{0}>",
                          spelling.element, spelling.told, run);
  }
  return text;
}

/// Steps that make a row of the table.
struct RowOfPairs {
  Pairs pairs;
  bool folded = false;
};

std::vector<RowOfPairs> cut_into_rows(const std::vector<WordPair>& pairs) {
  const std::vector<bool> shown = pairs.size() < kWorthFolding
                                      ? std::vector<bool>(pairs.size(), true)
                                      : near_differences(pairs, kContext);
  std::vector<RowOfPairs> rows;
  for (std::size_t begin = 0; begin < pairs.size();) {
    std::size_t end = begin + 1;
    while (end < pairs.size() && shown[end] == shown[begin] &&
           !(shown[begin] && end - begin >= kWordsOfARow && pairs[end].equal())) {
      ++end;
    }
    rows.push_back({Pairs(pairs).subspan(begin, end - begin), !shown[begin]});
    begin = end;
  }
  return rows;
}

class Page {
 public:
  Page(const PassageTables& tables, const Sink& sink) : tables_(tables), sink_(sink) {}

  void head(std::size_t shown) {
    sink_(fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n"
        "<meta name=\"generator\" content=\"leitwort {}\">\n"
        "<title>Reused passages</title>\n<style>{}</style>\n</head>\n<body>\n"
        "<h1>Reused passages</h1>\n",
        kVersion, kStyle));
    const Passages& found = tables_.passages;
    sink_(fmt::format("<p>{} passages in {} clusters, of {} documents. ",
                      grouped(found.rows.size()), grouped(found.clusters.size()),
                      grouped(tables_.documents.size())));
    if (shown < found.rows.size()) {
      sink_(fmt::format("This page shows the {} with the highest scores; {} are left out. ",
                        grouped(shown), grouped(found.rows.size() - shown)));
    }
    sink_(
        "Earliest is meant of the documents at hand, not of where a passage comes from.</p>\n"
        "<p class=\"quiet\">Words: <mark>different</mark>, <del>only on the left</del>, "
        "<ins>only on the right</ins>.</p>\n");
  }

  void cluster(std::uint32_t number) {
    sink_(fmt::format("<h2 id=\"cluster-{0}\">Cluster {0}</h2>\n<p class=\"quiet\">{1}</p>\n",
                      number + 1,
                      html(cluster_for_people(tables_, tables_.passages.clusters[number]))));
  }

  void passage(std::size_t index) {
    const Passage& p = tables_.passages.rows[index];
    const std::string_view label = label_name(p.label);
    sink_(fmt::format(
        "<section aria-labelledby=\"passage-{0}\">\n<h3 id=\"passage-{0}\">Passage {0}{1}{2}</h3>\n"
        "<p class=\"quiet\">{3}</p>\n<table>\n<thead><tr>{4}{5}</tr></thead>\n<tbody>\n",
        index + 1, label.empty() ? "" : ": ", label, measures_for_people(p),
        column(p.a, p.begin_a, p.end_a), column(p.b, p.begin_b, p.end_b)));
    const std::vector<WordPair> pairs = word_pairs(tables_, p);
    for (const RowOfPairs& row : cut_into_rows(pairs)) {
      sink_(fmt::format("<tr>{}{}</tr>\n", cell(p.a, side(row.pairs, &WordPair::a), row),
                        cell(p.b, side(row.pairs, &WordPair::b), row)));
    }
    sink_("</tbody>\n</table>\n</section>\n");
  }

  void foot() { sink_("</body>\n</html>\n"); }

 private:
  [[nodiscard]] std::string column(DocumentIndex d, TokenIndex begin, TokenIndex end) const {
    const Span bytes = bytes_of(tables_.tokens, begin, end);
    const Document& document = tables_.documents[d];
    std::string about;
    for (const std::string* part : {&document.title, &document.author}) {
      if (!part->empty()) about += fmt::format("<br><bdi>{}</bdi>", html(*part));
    }
    return fmt::format(
        "<th scope=\"col\"><bdi>{}</bdi> <span class=\"quiet\">{}, bytes {}–{}{}</span></th>",
        html(document.id), date_for_people(tables_.dates[d]), bytes.begin, bytes.end, about);
  }

  [[nodiscard]] std::string cell(DocumentIndex d, const std::string& words,
                                 const RowOfPairs& row) const {
    const Document& document = tables_.documents[d];
    const std::string text = row.folded
                                 ? fmt::format(
                                       "<details><summary lang=\"en\" dir=\"ltr\">… {} equal words "
                                       "…</summary>{}</details>",
                                       grouped(row.pairs.size()), words)
                                 : words;
    return fmt::format("<td dir=\"auto\"{} data-side=\"{}\">{}</td>", language_attribute(document),
                       html(document.id), text);
  }

  const PassageTables& tables_;
  const Sink& sink_;
};

}  // namespace

void write_passages_html(const PassageTables& tables, const Sink& sink, std::size_t most_passages) {
  std::vector<std::size_t> shown = best_passages(tables.passages, most_passages);
  const std::vector<Passage>& rows = tables.passages.rows;
  std::ranges::sort(shown, {}, [&](std::size_t i) { return std::pair(rows[i].cluster, i); });
  Page page(tables, sink);
  page.head(shown.size());
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const std::uint32_t cluster = rows[shown[i]].cluster;
    if (i == 0 || cluster != rows[shown[i - 1]].cluster) page.cluster(cluster);
    page.passage(shown[i]);
  }
  page.foot();
}

}  // namespace leitwort
