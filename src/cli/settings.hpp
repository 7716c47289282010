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
#include <vector>

namespace leitwort::cli {

/// The value of an option, for the record of the run and for the page.
struct OptionValue {
  std::string option;
  std::string text;
  std::string typed;  ///< its name on the command line; empty: not given
  bool changes_results = true;
  bool names_input = false;
};

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
  std::string topic;    ///< of a command that reads no corpus: what it tells of; empty: of all
  std::string command_line;
  std::vector<OptionValue> values;  ///< of every option that has one, in the order of the help

  [[nodiscard]] const OptionValue* find(std::string_view option) const {
    const auto found = std::ranges::find(values, option, &OptionValue::option);
    return found == values.end() ? nullptr : &*found;
  }
  /// The value of an option as text; empty where it has none.
  [[nodiscard]] std::string value_of(std::string_view option) const {
    const OptionValue* value = find(option);
    return value == nullptr ? "" : value->text;
  }
  [[nodiscard]] bool is_given(std::string_view option) const {
    const OptionValue* value = find(option);
    return value != nullptr && !value->typed.empty();
  }
  /// `--option`, or the older name that the command line has for it.
  [[nodiscard]] std::string typed(std::string_view option) const {
    return "--" + (is_given(option) ? find(option)->typed : std::string(option));
  }
};

}  // namespace leitwort::cli
