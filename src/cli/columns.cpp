#include "cli/close_words.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/formats.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/terminal.hpp"
#include <leitwort/error.hpp>
#include <leitwort/reading.hpp>
#include <leitwort/tables.hpp>

#include <algorithm>
#include <limits>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace leitwort::cli {
namespace {

/// The commands that write a table, as `report, similarity`.
std::string writers_of(const TableFacts& table) {
  std::vector<std::string> writers;
  for (const Command& command : commands()) {
    if (may_write(command.files, fmt::format("{}.csv", table.name)))
      writers.push_back(command.name);
  }
  return fmt::format("{}", fmt::join(writers, ", "));
}

constexpr Column<TableFacts> kOfTables[] = {
    {"table", "name of its file, without the ending", [](const TableFacts& t) { return t.name; }},
    {"columns", "how many it has", [](const TableFacts& t) { return t.columns.size(); }},
    {"commands", "which write it", [](const TableFacts& t) { return writers_of(t); }},
    {"about", "what a row is", [](const TableFacts& t) { return t.about; }},
};
constexpr Column<ColumnFacts> kOfColumns[] = {
    {"column", "its name; * stands for those whose names come from the corpus",
     [](const ColumnFacts& c) { return c.name; }},
    {"type", "of its values in JSON Lines, where they are known: string, integer or number",
     [](const ColumnFacts& c) { return type_name(c.type); }},
    {"about", "what it holds", [](const ColumnFacts& c) { return c.about; }},
};

/// The name of a table, or of a file of it.
const TableFacts& find_table(const std::string& word) {
  std::string name = word;
  for (const std::string_view ending : {".csv", ".tsv", ".jsonl"}) {
    if (name.ends_with(ending)) name.resize(name.size() - ending.size());
  }
  const auto found = std::ranges::find(tables(), name, &TableFacts::name);
  if (found != tables().end()) return *found;
  std::vector<std::string> names;
  for (const TableFacts& table : tables()) names.push_back(table.name);
  const std::string meant = did_you_mean(close_words(name, names), "leitwort columns ");
  throw Error("is no table", fmt::format("\"{}\"", word),
              fmt::format("{}leitwort columns lists the tables", meant.empty() ? "" : meant + " "));
}

/// Names and what stands beside them, as help is printed: nothing is cut.
void write_for_people(const std::vector<std::pair<std::string, std::string_view>>& lines,
                      std::size_t width, const Sink& sink) {
  constexpr std::size_t kGap = 2, kNarrow = 20;
  std::size_t indent = 0;
  for (const auto& [name, about] : lines) indent = std::max(indent, display_width(name) + kGap);
  for (const auto& [name, about] : lines) {
    std::string line = name + std::string(indent - kGap - display_width(name), ' ');
    std::size_t column = indent;
    std::istringstream words{std::string(about)};
    for (std::string word; words >> word;) {
      const std::size_t size = display_width(word) + 1;
      const bool fits = column + size <= std::max(width, indent + kNarrow) || column == indent;
      if (!fits)
        line.append(1, '\n').append(indent, ' ');
      else
        line += column == indent ? "  " : " ";
      line += word;
      column = (fits ? column : indent) + size;
    }
    sink(line + "\n");
  }
}

template <typename Record>
void write_all(const Table<Record>& table, const std::vector<Record>& records,
               const TableForm& form, const Sink& sink) {
  RowWriter<Record> rows(table, form, sink);
  for (const Record& record : records) rows.write(record);
  rows.finish();
}

void list_tables(const Settings& settings, Format format, const Sink& sink) {
  if (format != Format::table) {
    return write_all<TableFacts>({"tables", "a table", kOfTables}, tables(),
                                 table_form(format, settings), sink);
  }
  std::vector<std::pair<std::string, std::string_view>> lines;
  for (const TableFacts& table : tables()) lines.emplace_back(table.name, table.about);
  write_for_people(lines, standard_output().width, sink);
}

void list_columns(const TableFacts& table, const Settings& settings, Format format,
                  const Sink& sink) {
  if (format != Format::table) {
    return write_all<ColumnFacts>({"columns", "a column", kOfColumns}, table.columns,
                                  table_form(format, settings), sink);
  }
  std::size_t widest = 0;
  for (const ColumnFacts& column : table.columns) widest = std::max(widest, column.name.size());
  std::vector<std::pair<std::string, std::string_view>> lines;
  for (const ColumnFacts& column : table.columns) {
    lines.emplace_back(fmt::format("{:<{}}  {:<7}", column.name, widest, type_name(column.type)),
                       column.about);
  }
  sink(fmt::format("{}: {}\n\n", table.name, table.about));
  write_for_people(lines, standard_output().width, sink);
}

}  // namespace

int run_columns(const Settings& settings) {
  check_spreadsheet_options(settings);
  const Format format = resolve_format(settings, standard_output().is_one);
  const TableFacts* table = settings.topic.empty() ? nullptr : &find_table(settings.topic);
  OutputFile file(settings.output.path);
  if (table == nullptr)
    list_tables(settings, format, file.sink());
  else
    list_columns(*table, settings, format, file.sink());
  file.commit();
  return 0;
}

}  // namespace leitwort::cli
