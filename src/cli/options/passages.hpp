#pragma once

/// Which passages are found and written, and what is asked about two documents.

#include "cli/options/corpus.hpp"
#include "cli/options/option.hpp"
#include <leitwort/passages.hpp>

#include <cstddef>
#include <cstdint>
#include <string>

namespace leitwort::cli {

enum class PassageListing : std::uint8_t { passages, clusters };

struct PassagesPart {
  PassageOptions options;
  std::size_t limit = 100000;  ///< rows to write, the best; 0: all
  PassageListing listing = PassageListing::passages;
  /// Field whose value labels what documents share; empty: nothing is labelled by it.
  std::string series;
  TwoWords explained;  ///< ids of two documents to explain in place of a table
  std::string at;      ///< words of them, what became of which is told; empty: of all
};

OptionGroup passage_options(bool in_report);
/// Which documents are compared.
OptionGroup passage_pair_options();
OptionGroup passage_output_options();
/// What is asked about two documents.
OptionGroup passage_explain_options();

}  // namespace leitwort::cli
