#pragma once

/// Which documents are duplicates.

#include "cli/options/option.hpp"
#include <leitwort/similarity.hpp>

#include <cstdint>

namespace leitwort::cli {

/// How the candidates of `duplicates` are judged. automatic: exactly for containment where there
/// are texts, else by the sketches.
enum class Verify : std::uint8_t { automatic, signature, exact };
enum class Listing : std::uint8_t { groups, pairs };

struct DuplicatesPart {
  DuplicateOptions options;
  Verify verify = Verify::automatic;
  Listing listing = Listing::groups;
};

OptionGroup sketch_options();
OptionGroup duplicate_options();
OptionGroup duplicate_output_options();

}  // namespace leitwort::cli
