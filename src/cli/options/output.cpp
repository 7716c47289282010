#include "cli/options/output.hpp"

#include "cli/options/binding.hpp"

namespace leitwort::cli {
namespace {

Option output_option(const std::string& argument, const std::string& help) {
  return text_option("output", argument, help, [](auto& s) -> auto& { return s.output.path; })
      .with_letter('o')
      .naming_path()
      .leaving_results();
}

}  // namespace

void add_spreadsheet_options(OptionGroup& group) {
  group.options.push_back(flag_option(
      "csv-safe",
      "for spreadsheets: in CSV and TSV, put a ' before text that one would run as a formula, "
      "because it begins with = + - @ (also behind spaces and quotes), a tab or a line end. "
      "Numbers stay; without it text is written as it is",
      [](auto& s) -> auto& { return s.output.csv_safe; }));
  group.options.push_back(
      flag_option("csv-bom", "begin CSV and TSV with a byte order mark, by which Excel knows UTF-8",
                  [](auto& s) -> auto& { return s.output.csv_bom; }));
}

OptionGroup output_options(bool with_matrix_forms) {
  Choices<Format> formats = {{"auto", Format::automatic},
                             {"csv", Format::csv},
                             {"tsv", Format::tsv},
                             {"jsonl", Format::jsonl},
                             {"table", Format::table}};
  std::string meaning = "auto: by the ending of FILE; else a table on a terminal and CSV elsewhere";
  if (with_matrix_forms) {
    formats.emplace_back("matrix", Format::matrix);
    formats.emplace_back("npy", Format::npy);
    meaning +=
        ". matrix: the square form as CSV. npy: the same for NumPy, with the ids beside it in "
        "FILE.ids.csv";
  }
  OptionGroup group = {
      "Output",
      {output_option("FILE",
                     "write there instead of to standard output; a folder (existing, or ending in "
                     "/) gets all tables of the command with documents.csv and run.json"),
       choice_option("format", meaning, formats, [](auto& s) -> auto& {
         return s.output.format;
       }).leaving_results()}};
  add_spreadsheet_options(group);
  return group;
}

OptionGroup columns_output_options() {
  OptionGroup group = output_options(false);
  group.options.front() = output_option("FILE", "write there instead of to standard output");
  return group;
}

OptionGroup report_output_options() {
  OptionGroup group = {
      "Output",
      {output_option("DIR",
                     "the folder to write; its tables are replaced all together, and files of "
                     "others stay")}};
  add_spreadsheet_options(group);
  return group;
}

OptionGroup sketch_output_options() {
  return {"Output", {output_option("FILE", "the file to write; its name ends in .sketch")}};
}

OptionGroup show_output_options() {
  return {
      "Output",
      {output_option("FILE", "write there instead of to standard output"),
       flag_option("no-pager",
                   "print at once. At a terminal, a text longer than it has rows is shown through "
                   "the program that PAGER names, or less",
                   [](auto& s) -> auto& { return s.run.no_pager; })
           .leaving_results()}};
}

}  // namespace leitwort::cli
