#pragma once

/// What is read, and what of it counts.

#include "cli/options/option.hpp"
#include <leitwort/corpus.hpp>

#include <string>
#include <utility>
#include <vector>

namespace leitwort::cli {

/// The value of an option that takes two; both empty: not given.
using TwoWords = std::pair<std::string, std::string>;

struct CorpusPart {
  std::vector<std::string> paths;
  std::string document;      ///< to show: an id or a path
  TwoWords between;          ///< two collections in place of a corpus, of which it is made then
  std::string cut_list;      ///< file of patterns to cut; empty: nothing is cut
  ExpansionLimit expansion;  ///< of compressed input
  std::string language;      ///< of all documents; empty: as metadata or words tell
};

OptionGroup corpus_options();
/// Of the commands in which language matters.
Option language_option();

}  // namespace leitwort::cli
