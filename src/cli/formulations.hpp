#pragma once

/// What `formulations`, `timeline`, `show` and `report` say of formulations.

#include <leitwort/formulations.hpp>
#include <leitwort/history.hpp>

#include <cstddef>
#include <string>

namespace leitwort::cli {

/// A row for people: with its slots where they fit into `width` columns.
std::string shown_text(const Formulation& row, std::size_t width);

/// A line about what was found, for the user.
std::string formulations_note(const Formulations& formulations, const Periods& periods);

/// What that line adds about the periods; empty where nothing is wrong with them.
std::string periods_note(const Periods& periods);

}  // namespace leitwort::cli
