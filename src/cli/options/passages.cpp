#include "cli/options/passages.hpp"

#include "cli/options/binding.hpp"
#include "cli/options/output.hpp"
#include <leitwort/text.hpp>

namespace leitwort::cli {
namespace {

Option series_option() {
  return text_option("passage-series", "FIELD",
                     "a field of the metadata, such as author or institution: what documents "
                     "share that have the same value is labelled same-series",
                     [](auto& s) -> auto& { return s.passages.series; });
}

/// An option that chooses among other documents.
Option not_within(Option option) {
  return std::move(option).refused_with(
      "within", "does nothing with --within, which compares every document with itself",
      "leave one of them out");
}

/// An option of tables.
Option not_explaining(Option option) {
  return std::move(option).refused_with(
      "explain", "does nothing with --explain, which prints lines", "leave it out");
}

Option format_option() {
  return choice_option("format",
                       "auto: by the ending of FILE (.html, .xml for tei, .tsv, .jsonl, else csv); "
                       "else a table on a terminal and CSV elsewhere. table: the passages, to be "
                       "read. html: the same as a page. pan: XML as PAN's task on text alignment "
                       "has it, offsets in characters; into a folder a file for each document that "
                       "has an earlier source. tei: a TEI P5 apparatus",
                       {{"auto", Format::automatic},
                        {"csv", Format::csv},
                        {"tsv", Format::tsv},
                        {"jsonl", Format::jsonl},
                        {"table", Format::table},
                        {"html", Format::html},
                        {"pan", Format::pan},
                        {"tei", Format::tei}},
                       [](auto& s) -> auto& { return s.output.format; })
      .leaving_results();
}

}  // namespace

OptionGroup passage_options(bool in_report) {
  OptionGroup group = {"Passages", {}};
  if (!in_report) {
    group.options = {
        number_option(
            "min-tokens", "N", "tokens that each side of a passage must have",
            [](auto& s) -> auto& { return s.passages.options.min_tokens; }, 1, 1U << 31),
        limit_option("limit",
                     "passages to write: those with the highest scores, in the order of the "
                     "corpus; with --explain chains and seeds to list, 20 unless it is given",
                     [](auto& s) -> auto& { return s.passages.limit; }),
        language_option()};
  }
  group.options.insert(
      group.options.end(),
      {number_option(
           "min-similarity", "S",
           "least similarity of a passage: tokens that are equal, and half of those nearly alike, "
           "of all tokens of both sides",
           [](auto& s) -> auto& { return s.passages.options.min_similarity; }, 0.0, 1.0),
       number_option(
           "max-places", "N",
           "a pair of words that stands at more places than this starts no passage; longer ones "
           "are looked for there",
           [](auto& s) -> auto& { return s.passages.options.max_places; }, 2, 1U << 31),
       flag_option("noisy",
                   "the texts have misread letters, as scanned ones do: words are compared by "
                   "their likeliest reading",
                   [](auto& s) -> auto& { return s.passages.options.noisy; })});
  if (in_report) group.options.push_back(series_option());
  return group;
}

OptionGroup passage_pair_options() {
  return {
      "Which documents are compared",
      {not_within(two_words_option("between", "A B",
                                   "two collections in place of CORPUS, each a path as CORPUS is: "
                                   "the documents of A with those of B, and no others",
                                   [](auto& s) -> auto& { return s.corpus.between; })
                      .naming_path()),
       flag_option("within", "every document with itself, and with no other",
                   [](auto& s) -> auto& { return s.passages.options.pairs.within; }),
       not_within(series_option()),
       not_within(flag_option("skip-series",
                              "documents of one --passage-series are not compared, and counted",
                              [](auto& s) -> auto& { return s.passages.options.pairs.skip_series; })
                      .needing("passage-series", "needs to know what a series is",
                               "add --passage-series FIELD")),
       not_within(number_option(
                      "window", "YEARS",
                      "only documents whose years differ by so much at most; undated ones are "
                      "compared with none, and counted",
                      [](auto& s) -> auto& { return s.passages.options.pairs.window_years; }, 1,
                      10000)
                      .without_default())}};
}

OptionGroup passage_output_options() {
  OptionGroup group = output_options(false);
  group.options.front().help =
      "write there instead of to standard output; a folder (existing, or ending in /) gets "
      "passages.csv, passages.clusters.csv, passages.html, documents.csv and run.json";
  group.options[1] = not_explaining(format_option());
  group.options.insert(
      group.options.begin() + 2,
      {not_explaining(choice_option("list",
                                    "what one file, or standard output, holds: pairs of passages, "
                                    "or clusters",
                                    {{"passages", PassageListing::passages},
                                     {"clusters", PassageListing::clusters}},
                                    [](auto& s) -> auto& { return s.passages.listing; })
                          .leaving_results()),
       not_explaining(text_option("network", "FILE",
                                  "write the documents as a network too, as GraphML: an edge for "
                                  "each pair that shares passages, from the earlier to the later "
                                  "document",
                                  [](auto& s) -> auto& { return s.output.network; })
                          .naming_path()
                          .leaving_results())});
  return group;
}

OptionGroup passage_explain_options() {
  return {
      "Asking",
      {two_words_option("explain", "A B",
                        "print, in place of a table, what was seen of the documents with these "
                        "ids, step by step, and what kept a stretch from becoming a passage, and "
                        "by how much; the same id twice: of a document within itself",
                        [](auto& s) -> auto& { return s.passages.explained; }),
       phrase_option(
           "at", "WORDS",
           "with --explain: tell of these words, as they stand in the documents, what became of "
           "each of their places: the passages that hold it, or what kept it from being in one",
           [](auto& s) -> auto& { return s.passages.at; },
           [](const std::string& text) { return !words_of(text).empty(); }, "some words")
           .needing("explain", "asks about words of two documents", "add --explain A B")}};
}

}  // namespace leitwort::cli
