#include "cli/formats.hpp"

#include "cli/terminal.hpp"
#include <leitwort/error.hpp>

#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace leitwort::cli {
namespace {

struct Named {
  const char* ending;
  Format format;       ///< that it stands for where --format says nothing
  const char* choice;  ///< the same as a value of --format
};

/// The first ending of a format is the one to advise.
constexpr Named kEndings[] = {
    {".csv", Format::csv, "csv"},       {".tsv", Format::tsv, "tsv"},
    {".jsonl", Format::jsonl, "jsonl"}, {".ndjson", Format::jsonl, "jsonl"},
    {".npy", Format::npy, "npy"},       {".html", Format::html, "html"},
    {".htm", Format::html, "html"},     {".xml", Format::tei, "tei"},
    {".tei", Format::tei, "tei"},       {".txt", Format::table, "table"},
};

/// Endings of formats that Leitwort does not write, so that none of them is a name for something
/// else.
constexpr const char* kForeign[] = {
    ".bmp",  ".bz2",  ".db",   ".doc",    ".docx", ".epub", ".feather", ".gif",     ".gml",  ".gz",
    ".jpeg", ".jpg",  ".json", ".md",     ".odf",  ".ods",  ".odt",     ".parquet", ".pdf",  ".png",
    ".ps",   ".rds",  ".rtf",  ".sqlite", ".svg",  ".tar",  ".tex",     ".tiff",    ".webp", ".xls",
    ".xlsm", ".xlsx", ".xz",   ".yaml",   ".yml",  ".zip",  ".zst"};

/// The ending of a name in small letters; empty where what follows the last dot is none, as in
/// `results.2026-11`.
std::string ending_in(const std::string& path) {
  std::string ending = std::filesystem::path(path).extension().string();
  constexpr std::size_t kLongest = 9;
  const auto is_alphanumeric = [](unsigned char c) { return std::isalnum(c) != 0; };
  const auto is_letter = [](unsigned char c) { return std::isalpha(c) != 0; };
  const std::string_view letters =
      std::string_view(ending).substr(std::min<std::size_t>(1, ending.size()));
  if (ending.size() > kLongest || !std::ranges::all_of(letters, is_alphanumeric) ||
      std::ranges::none_of(letters, is_letter)) {
    return "";
  }
  std::ranges::transform(ending, ending.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return ending;
}

const Named* find_ending(const std::string& ending) {
  const auto* found = std::ranges::find(kEndings, ending, &Named::ending);
  return found == std::end(kEndings) ? nullptr : found;
}

[[noreturn]] void refuse_ending(const std::string& option, const std::string& path,
                                const std::string& ending, const std::string& written,
                                const std::string& next) {
  throw Error(fmt::format("ends in {}, and what is written is {}", ending, written),
              fmt::format("{} {}", option, path), next);
}

/// Of a file that has one format only, whose `endings` are given.
void require_ending(const std::string& option, const std::string& path, const std::string& written,
                    std::initializer_list<const char*> endings) {
  const std::string ending = ending_in(path);
  const bool foreign = std::ranges::count(kForeign, ending) > 0 || find_ending(ending) != nullptr;
  if (path.empty() || !foreign || std::ranges::count(endings, ending) > 0) return;
  refuse_ending(option, path, ending, written,
                fmt::format("name it {}", fmt::join(endings, " or ")));
}

/// The values of --format that a command has.
std::string formats_of(const Command& command) {
  for (const OptionGroup& group : command.groups) {
    for (const Option& option : group.options) {
      if (option.name == "format") return fmt::format("|{}|", option.argument);
    }
  }
  return "";
}

bool has_format(const Command& command, const char* choice) {
  return formats_of(command).find(fmt::format("|{}|", choice)) != std::string::npos;
}

/// The endings by which a file gets its format unasked.
std::string endings_of(const Command& command) {
  std::vector<std::string> endings;
  for (const Named& named : kEndings) {
    if (named.format != Format::table && has_format(command, named.choice)) {
      endings.emplace_back(named.ending);
    }
  }
  return fmt::format("{}", fmt::join(endings, ", "));
}

/// Whether a name may have an ending where --format is given.
bool fits(const std::string& ending, Format format) {
  const Named* named = find_ending(ending);
  if (named == nullptr) return std::ranges::count(kForeign, ending) == 0;
  switch (format) {
    case Format::matrix:
      return named->format == Format::csv;
    case Format::pan:
      return ending == ".xml";
    default:
      return named->format == format;
  }
}

void require_fitting_table(const Command& command, const Settings& settings) {
  const std::string ending = ending_in(settings.output.path);
  if (ending.empty()) return;
  if (settings.output.format != Format::automatic) {
    if (fits(ending, settings.output.format)) return;
    refuse_ending("--output", settings.output.path, ending,
                  fmt::format("what --format {} says", settings.value_of("format")),
                  "leave --format out, or name the file otherwise");
  }
  const Named* named = find_ending(ending);
  // CSV is text too.
  if (named != nullptr && has_format(command, named->choice)) return;
  const std::string npy =
      named != nullptr && named->format == Format::npy ? "holds matrices, not tables, and " : "";
  throw Error(fmt::format("{}{} is none of the formats that leitwort {} writes: {}", npy, ending,
                          command.name, endings_of(command)),
              fmt::format("--output {}", settings.output.path),
              "name it by one of these, or say --format");
}

}  // namespace

Format resolve_format(const Settings& settings, bool terminal) {
  if (settings.output.format != Format::automatic) return settings.output.format;
  if (settings.output.path.empty()) return terminal ? Format::table : Format::csv;
  const Named* named = find_ending(ending_in(settings.output.path));
  return named == nullptr || named->format == Format::table ? Format::csv : named->format;
}

std::string ending_of(Format format) {
  if (format == Format::tsv) return ".tsv";
  return format == Format::jsonl ? ".jsonl" : ".csv";
}

void refuse_table(Format format) {
  if (format != Format::table) return;
  throw Error("a table is for a terminal", "--format table",
              "choose csv, tsv or jsonl for a folder");
}

TableForm table_form(Format format, const Settings& settings) {
  TableForm form = TableFormat::csv;
  if (format == Format::tsv) form = TableFormat::tsv;
  if (format == Format::jsonl) form = TableFormat::jsonl;
  if (format == Format::table) form = TableFormat::table;
  form.guarded = settings.output.csv_safe;
  form.byte_order_mark = settings.output.csv_bom;
  form.visible = is_terminal(settings.output.path);
  return form;
}

void check_spreadsheet_options(const Settings& settings) {
  // What is a table because it goes to a terminal may be CSV the next time.
  const Format format = resolve_format(settings, false);
  const bool separated = format == Format::csv || format == Format::tsv ||
                         format == Format::matrix ||
                         format == Format::npy;  // with its ids as CSV beside it
  if (separated) return;
  for (const auto& [given, option] : {std::pair(settings.output.csv_safe, "--csv-safe"),
                                      std::pair(settings.output.csv_bom, "--csv-bom")}) {
    if (!given) continue;
    throw Error("is for CSV and TSV", option, "leave it out, or choose --format csv");
  }
}

bool writes_matrix_ids(const Settings& settings) {
  return !settings.output.path.empty() && resolve_format(settings, false) == Format::npy;
}

void require_fitting_endings(const Command& command, const Settings& settings) {
  require_ending("--keep", settings.output.keep, "JSON Lines", {".jsonl", ".ndjson"});
  require_ending("--network", settings.output.network, "GraphML", {".graphml", ".xml"});
  if (settings.output.path.empty() || command.name == "sketch")
    return;  // which has one ending only
  const bool lines = formats_of(command).empty() || !settings.formulations.explain.empty() ||
                     !settings.passages.explained.first.empty();
  if (lines)
    require_ending("--output", settings.output.path, "text", {".txt", ".md"});
  else
    require_fitting_table(command, settings);
}

}  // namespace leitwort::cli
