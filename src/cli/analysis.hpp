#pragma once

/// From a command line to an analysis, and from an analysis to the files of a folder: what
/// `report`, `formulations`, `timeline`, `passages` and `show` share.

#include "cli/output.hpp"
#include "cli/record.hpp"
#include "cli/session.hpp"
#include "cli/watch.hpp"
#include <leitwort/analysis.hpp>
#include <leitwort/tables.hpp>

#include <optional>
#include <string>
#include <vector>

namespace leitwort::cli {

/// What the command asks of its corpus.
AnalysisOptions analysis_options(const Settings& settings, const std::optional<Watch>& watch);

/// Throws Error where options ask for what no document has: a field of the metadata, a date.
void check_fields(Analysis& analysis, const Settings& settings);

/// Makes the files of a folder.
Folder files_of(OutputFolder& folder);

/// What the record of the folder tells of the corpus, and of what was done.
Account account_of(Analysis& analysis);
Record record_of(Analysis& analysis, const std::optional<Watch>& watch);

/// A line about boilerplate.csv, or what it is called in that format; empty where there is nothing
/// to say.
std::string boilerplate_note(Analysis& analysis, Format format);

/// Prints what an analysis explains to the output, and ends the session.
int print_explanation(const std::vector<std::string>& lines, Session& session);

}  // namespace leitwort::cli
