#pragma once

/// Where results go, and how they are spelled.

#include "cli/options/option.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace leitwort::cli {

enum class Format : std::uint8_t { automatic, csv, tsv, jsonl, table, npy, matrix, html, pan, tei };

struct OutputPart {
  std::string path;  ///< empty: standard output
  /// Patterns of the files that a folder gets (files.hpp).
  std::vector<std::string> folder_files;
  Format format = Format::automatic;
  bool csv_safe = false;  ///< text that a spreadsheet would run as a formula is guarded
  bool csv_bom = false;
  std::string keep;     ///< file for the corpus without duplicates; empty: not written
  std::string network;  ///< file for the network of documents; empty: not written
};

/// Of commands that write tables.
OptionGroup output_options(bool with_matrix_forms);
OptionGroup report_output_options();
OptionGroup sketch_output_options();
OptionGroup show_output_options();
OptionGroup columns_output_options();
/// How CSV and TSV are written for spreadsheets.
void add_spreadsheet_options(OptionGroup& group);

}  // namespace leitwort::cli
