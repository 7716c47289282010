#pragma once

/// Which formulations are found and listed, and what is asked about one.

#include "cli/options/option.hpp"
#include <leitwort/formulations.hpp>
#include <leitwort/history.hpp>

#include <cstddef>
#include <string>

namespace leitwort::cli {

inline constexpr const char* kDefaultVoices = "author";

struct FormulationsPart {
  FormulationOptions options;
  FormulationSort sort = FormulationSort::salience;
  std::string voices = kDefaultVoices;  ///< field whose value tells voices apart
  std::size_t context = 8;              ///< tokens beside an occurrence
  std::string explain;                  ///< a phrase to explain in place of the table; empty: none
};

OptionGroup formulation_options(bool with_context);
/// What is asked about a phrase.
OptionGroup explain_options();
/// The same options for a command that shows formulations, and lists none.
OptionGroup show_formulation_options();

}  // namespace leitwort::cli
