#pragma once

/// Formulations that a reader names.

#include <string>

namespace leitwort::cli {

struct WatchPart {
  std::string list;  ///< path of a watch-list; empty: none
};

}  // namespace leitwort::cli
