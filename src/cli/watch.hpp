#pragma once

/// What --watch adds to `formulations` and `timeline`.

#include "cli/settings.hpp"
#include <leitwort/corpus.hpp>
#include <leitwort/report.hpp>
#include <leitwort/watchlist.hpp>

#include <optional>
#include <string>

namespace leitwort::cli {

/// A watch-list and the file that it came from.
struct Watch {
  WatchList list;
  Input file;
};

/// The watch-list that the settings name; none where they name none. Throws Error if it cannot be
/// one.
std::optional<Watch> read_watch_list(const Settings& settings);

/// What a person reads at a terminal: every line, and beside those that are not found what comes
/// near.
void write_watch_overview(const FormulationTables& tables, const Sink& sink);

/// A line about it for the user.
std::string watch_note(const Formulations& watched, const Periods& periods);

}  // namespace leitwort::cli
