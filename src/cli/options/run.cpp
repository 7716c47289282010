#include "cli/options/run.hpp"

#include "cli/options/binding.hpp"

namespace leitwort::cli {

Option help_option() {
  return Option{"help", "", "", "print this and stop", [](Settings&, const Words&) {}}
      .with_letter('h')
      .leaving_results();
}

OptionGroup running_options() {
  return {
      "Running",
      {number_option(
           "threads", "N", "threads to use; 0: one a core. Results do not depend on it",
           [](auto& s) -> auto& { return s.run.threads; }, 0, 4096)
           .leaving_results(),
       flag_option("dry-run", "list what would be read, left out and written, and stop",
                   [](auto& s) -> auto& { return s.run.dry_run; })
           .leaving_results(),
       flag_option("quiet", "no progress, no summary, no warnings; what is left out is still named",
                   [](auto& s) -> auto& { return s.run.quiet; })
           .with_letter('q')
           .leaving_results(),
       flag_option("verbose", "all warnings, and how long each stage took",
                   [](auto& s) -> auto& { return s.run.verbose; })
           .with_letter('v')
           .leaving_results(),
       help_option()}};
}

}  // namespace leitwort::cli
