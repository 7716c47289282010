#include "cli/options/time.hpp"

#include "cli/options/binding.hpp"

namespace leitwort::cli {

OptionGroup time_options() {
  return {"Time",
          {choice_option("period",
                         "length of a period of the timeline; documents dated less precisely are "
                         "left out of it",
                         {{"month", PeriodLength::month},
                          {"year", PeriodLength::year},
                          {"decade", PeriodLength::decade}},
                         [](auto& s) -> auto& { return s.time.period; })}};
}

}  // namespace leitwort::cli
