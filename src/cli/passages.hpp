#pragma once

/// What `passages` and `report` share.

#include "cli/output.hpp"
#include "cli/record.hpp"
#include "cli/session.hpp"

#include <string>
#include <vector>

namespace leitwort::cli {

/// The languages of what was read, and their words.
Lexicons find_lexicons(Reading& reading, const Tokens& tokens, const Vocabulary& vocabulary,
                       Session& session);

/// All passages of what was read.
Passages find_passages_of(const Reading& reading, const Tokens& tokens,
                          const Vocabulary& vocabulary, const Lexicons& lexicons, Session& session,
                          Record& record);

/// Keeps the best of them, as --limit says. What was left out, here and before, goes into the
/// record.
void limit_passages(Passages& found, Session& session, Record& record);

/// Makes passages.csv and passages.clusters.csv, or the same as TSV or JSON Lines.
void write_passage_tables(OutputFolder& folder, const PassageTables& tables, Format format,
                          const Settings& settings);

/// Lines about them for the user.
std::vector<std::string> passage_notes(const PassageTables& tables, const Settings& settings);

}  // namespace leitwort::cli
