#pragma once

/// What `passages` and `report` share.

#include "cli/output.hpp"
#include "cli/record.hpp"
#include "cli/session.hpp"

#include <string>
#include <vector>

namespace leitwort::cli {

/// The passages of what was read, the best of them as --limit says. What was left out goes into
/// the record.
Passages find_passages_of(const Reading& reading, const Tokens& tokens,
                          const Vocabulary& vocabulary, Session& session, Record& record);

/// Makes passages.csv and passages.clusters.csv, or the same as TSV or JSON Lines.
void write_passage_tables(OutputFolder& folder, const PassageTables& tables, Format format);

/// Lines about them for the user.
std::vector<std::string> passage_notes(const PassageTables& tables, const Settings& settings);

}  // namespace leitwort::cli
