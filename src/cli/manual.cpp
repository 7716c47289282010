#include "cli/options.hpp"
#include <leitwort/tables.hpp>
#include <leitwort/version.hpp>

#include <fmt/format.h>

namespace leitwort::cli {
namespace {

/// Text in which roff sees no commands.
std::string roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else if (c == '.' && (out.empty() || out.back() == '\n'))
      out += "\\&.";
    else if (c == '\'' && (out.empty() || out.back() == '\n'))
      out += "\\&'";
    else
      out += c;
  }
  return out;
}

std::string option_entry(const Option& option) {
  std::string name = fmt::format("\\-\\-{}", roff(option.name));
  if (option.letter != '\0') name = fmt::format("\\-{}, {}", option.letter, name);
  std::string entry = fmt::format(".TP\n\\fB{}\\fR", name);
  if (!option.argument.empty()) entry += fmt::format(" \\fI{}\\fR", roff(option.argument));
  entry += fmt::format("\n{}.", roff(option.help));
  if (!option.default_text.empty()) {
    entry += fmt::format(" Default: {}.", roff(option.default_text));
  }
  return entry + "\n";
}

/// Of the tables that --output and standard output get.
std::string table_entries() {
  std::string text =
      ".SH TABLES\nHeader and rows are made from the definitions that stand here; leitwort columns "
      "prints them too. In JSON Lines a value is of the type that is given, or null where it is "
      "unknown; in CSV and TSV it is empty then. \\fB*\\fR stands for columns whose names come "
      "from the corpus.\n";
  for (const TableFacts& table : tables()) {
    text += fmt::format(".SS {}\n{}.\n", roff(table.name), roff(table.about));
    for (const ColumnFacts& column : table.columns) {
      text += fmt::format(".TP\n\\fB{}\\fR \\fI{}\\fR\n{}.\n", roff(column.name),
                          type_name(column.type), roff(column.about));
    }
  }
  return text;
}

}  // namespace

std::string manual() {
  std::string page = fmt::format(
      ".TH LEITWORT 1 \"\" \"leitwort {}\"\n"
      ".SH NAME\nleitwort \\- finds what a body of texts keeps saying\n"
      ".SH SYNOPSIS\n.B leitwort\n.I COMMAND CORPUS... \n[options]\n"
      ".SH DESCRIPTION\n"
      "Measures how much every document of a corpus shares with every other, finds the "
      "formulations "
      "that recur, and shows when each appeared and disappeared.\n.PP\n"
      "CORPUS is a folder (its .txt and .md files, or what its manifest.csv names), a text file, a "
      ".jsonl file (also .gz, .zst), a manifest .csv, or \\- for JSON Lines on standard input.\n",
      roff(std::string(kVersion)));
  for (const Command& command : commands()) {
    page += fmt::format(".SH LEITWORT {0}\n.B leitwort {0}\n.I {1}\n[options]\n.PP\n{2}\n",
                        roff(command.name), roff(operands(command)), roff(command.description));
    for (const OptionGroup& group : command.groups) {
      page += fmt::format(".SS {}\n", roff(group.title));
      for (const Option& option : group.options) page += option_entry(option);
    }
  }
  page += table_entries();
  page +=
      ".SH EXIT STATUS\n.TP\n0\nDone, nothing left out.\n"
      ".TP\n1\nDone, but something was left out; it is named on standard error.\n"
      ".TP\n2\nNothing could be done.\n";
  return page;
}

}  // namespace leitwort::cli
