#pragma once

/// What a command line asks for: a part for each thing that options are about.

#include "cli/options/corpus.hpp"
#include "cli/options/duplicates.hpp"
#include "cli/options/formulations.hpp"
#include "cli/options/output.hpp"
#include "cli/options/passages.hpp"
#include "cli/options/run.hpp"
#include "cli/options/similarity.hpp"
#include "cli/options/time.hpp"
#include "cli/options/watch.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leitwort::cli {

struct Settings {
  CorpusPart corpus;
  OutputPart output;
  SimilarityPart similarity;
  DuplicatesPart duplicates;
  FormulationsPart formulations;
  WatchPart watch;
  TimePart time;
  PassagesPart passages;
  RunPart run;

  std::string command;  ///< its name
  std::string table;    ///< whose columns are listed; empty: the tables
  std::string command_line;
  /// Every option of the command with its value as text, for run.json.
  std::vector<std::pair<std::string, std::string>> option_values;
  std::vector<std::string> given;  ///< names of the options on the command line

  /// The value of an option as text; empty where the command has none of that name.
  [[nodiscard]] std::string value_of(std::string_view option) const {
    const auto found =
        std::ranges::find(option_values, option, &std::pair<std::string, std::string>::first);
    return found == option_values.end() ? "" : found->second;
  }
  [[nodiscard]] bool is_given(std::string_view option) const {
    return std::ranges::find(given, option) != given.end();
  }
};

}  // namespace leitwort::cli
