#pragma once

/// In which format results are written, and by which ending of a file's name it goes.

#include "cli/options.hpp"
#include "cli/settings.hpp"
#include <leitwort/report.hpp>

#include <string>

namespace leitwort::cli {

/// The format to write, `automatic` resolved. `terminal`: standard output is one.
Format resolve_format(const Settings& settings, bool terminal);
/// How tables of that format are spelled.
TableForm table_form(Format format, const Settings& settings);
/// Throws Error where options for spreadsheets are given and nothing is written for one.
void check_spreadsheet_options(const Settings& settings);
/// Throws Error where a folder would get tables for a terminal.
void refuse_table(Format format);
/// Of a file of that format: `.csv`, `.tsv` or `.jsonl`.
std::string ending_of(Format format);

/// What is added to the name of a .npy file, which has no room for the names of its rows.
inline constexpr const char* kMatrixIds = ".ids.csv";
/// Whether a file of ids comes beside the one that --output names.
bool writes_matrix_ids(const Settings& settings);

/// Throws Error where the name of --output, --keep or --network has the ending of another format
/// than will be written there.
void require_fitting_endings(const Command& command, const Settings& settings);

}  // namespace leitwort::cli
