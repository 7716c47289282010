#pragma once

/// Formulations that a reader names.

#include "cli/options/option.hpp"

#include <string>

namespace leitwort::cli {

struct WatchPart {
  std::string list;  ///< path of a watch-list; empty: none
};

OptionGroup watch_options(bool in_report);
OptionGroup show_watch_options();

}  // namespace leitwort::cli
