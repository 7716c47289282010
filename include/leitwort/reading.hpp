#pragma once

/// What people read: formulations and passages at a terminal, a page of passages for a browser, one
/// text with what it shares, and the words that all of these use.
///
///     leitwort::write_passages_for_people(tables, {.width = 80}, [](std::string_view bytes) {
///       std::cout << bytes;
///     });

#include <leitwort/sharing.hpp>
#include <leitwort/tables.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace leitwort {

/// Formulations over time for a terminal: a line each, and in it a cell a period.
struct StripOptions {
  std::size_t width = 100;     ///< columns of the terminal; below 40 as if 40
  bool colour = false;         ///< cells in the 256 colours of a terminal, as escape sequences
  std::size_t most_rows = 40;  ///< what this cuts is counted below
};

/// Blocks show the share of documents on the scale of their own row, whose highest share stands
/// beside it. Where periods outnumber the columns, a cell holds as many of them as the legend says.
void write_strips(const FormulationTables& tables, const StripOptions& options, const Sink& sink);

/// Passages for a terminal.
struct PassageReadingOptions {
  std::size_t width = 100;         ///< columns of the terminal; below 40 as if 40
  bool colour = false;             ///< differences by colour and underline, else by marks below
  std::size_t most_passages = 40;  ///< the best are shown; what this cuts is counted below
};

/// The two stretches of every passage under each other, word by word. Of long ones only what
/// surrounds their differences is shown, and what is left out is counted.
void write_passages_for_people(const PassageTables& tables, const PassageReadingOptions& options,
                               const Sink& sink);

/// One page of HTML that needs nothing else: no script, no network. The best passages are shown, in
/// clusters; what `most_passages` cuts is counted on it.
void write_passages_html(const PassageTables& tables, const Sink& sink,
                         std::size_t most_passages = 2000);

/// One text for a terminal.
struct SharedTextOptions {
  std::size_t width = 100;  ///< columns of the terminal; below 40 as if 40
  bool colour = false;      ///< highlights in the 256 colours of a terminal, else marks below
};

/// The text as it was printed, wrapped, with what it shares highlighted: by how many documents have
/// it, this one included. A head that names the document and explains the highlights, and at the
/// end the formulations, numbered as they are in the text, and the documents that share passages
/// with it. Control characters of the text come out as signs.
void write_shared_text(const SharingTables& tables, DocumentIndex document,
                       const SharedTextOptions& options, const Sink& sink);

// --- words for people --------------------------------------------------------------------------

/// `2017`, `c. 2021`, or `undated`.
std::string date_for_people(const Date& date);
/// `2017-07`, or `2017 (2 tie)` where no date says which of the documents was there first or last.
std::string attestation_for_people(const Attestation& attestation);
/// 1234567 → `1,234,567`.
std::string grouped(std::uint64_t number);
/// `1 pair`, `1,204 pairs`.
std::string counted(std::uint64_t number, std::string_view what);
/// Columns that a UTF-8 text takes in a terminal.
std::size_t display_width(std::string_view text);
/// The text cut to at most `columns`, with `…` where something is missing.
std::string cut_to_width(std::string_view text, std::size_t columns);
/// The text with every run of white space and control characters as one space.
std::string one_line(std::string_view text);
/// Likewise, as a terminal may be given it: what cannot be seen and could make a reader see
/// something else, or a terminal do something, is a sign; bytes that are not UTF-8 are U+FFFD.
std::string visible_line(std::string_view text);
/// The same of a text of several lines: line ends and tabs stay.
std::string visible_lines(std::string_view text);

}  // namespace leitwort
