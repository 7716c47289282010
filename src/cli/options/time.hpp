#pragma once

/// How time is cut into periods.

#include <leitwort/history.hpp>

namespace leitwort::cli {

struct TimePart {
  PeriodLength period = PeriodLength::year;
};

}  // namespace leitwort::cli
