#pragma once

/// What `formulations`, `timeline` and `report` share.

#include "cli/record.hpp"
#include "cli/session.hpp"

namespace leitwort::cli {

/// The formulations of what was read, in the order that was asked for, and the periods they are
/// counted in, and what looks like boilerplate.
struct Found {
  Formulations formulations;
  Periods periods;
  std::vector<SuspectedBoilerplate> boilerplate;
};
Found find(Reading& reading, const Tokens& tokens, const Vocabulary& vocabulary, Session& session);

/// A row for people: with its slots where they fit into `width` columns.
std::string shown_text(const Formulation& row, std::size_t width);

/// Adds what is not in the tables, and why.
void count_cuts(const FormulationCounts& counts, const Periods& periods, Cuts& cuts);

/// A line about it for the user.
std::string formulations_note(const Formulations& formulations, const Periods& periods);

/// What that line adds about the periods; empty where nothing is wrong with them.
std::string periods_note(const Periods& periods);

}  // namespace leitwort::cli
