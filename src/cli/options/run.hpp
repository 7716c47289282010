#pragma once

/// How a run goes and what it says; results do not depend on it.

#include "cli/options/option.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace leitwort::cli {

/// What a run is at, for who must say why it ended.
struct Work {
  std::string stage;
  std::uint64_t bytes = 0;  ///< of the input, as far as it is known
};

struct RunPart {
  unsigned threads = 0;  ///< 0: one a core
  bool dry_run = false;
  bool quiet = false;
  bool verbose = false;
  bool no_pager = false;
  /// What the run is at. Commands change copies of settings, and the run is one.
  std::shared_ptr<Work> work = std::make_shared<Work>();
};

OptionGroup running_options();
/// Of commands that run nothing.
Option help_option();

}  // namespace leitwort::cli
