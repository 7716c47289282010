#pragma once

/// How time is cut into periods.

#include "cli/options/option.hpp"
#include <leitwort/history.hpp>

namespace leitwort::cli {

struct TimePart {
  PeriodLength period = PeriodLength::year;
};

OptionGroup time_options();

}  // namespace leitwort::cli
