#pragma once

/// What a command line asks for.

#include <leitwort/formulations.hpp>
#include <leitwort/history.hpp>
#include <leitwort/passages.hpp>
#include <leitwort/report.hpp>
#include <leitwort/similarity.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leitwort::cli {

enum class Format : std::uint8_t { automatic, csv, tsv, jsonl, table, npy, matrix, html, pan, tei };
enum class Order : std::uint8_t { input, date, similarity };
/// How the candidates of `duplicates` are judged. automatic: exactly for containment where there
/// are texts, else by the sketches.
enum class Verify : std::uint8_t { automatic, signature, exact };
enum class Listing : std::uint8_t { groups, pairs };
enum class PassageListing : std::uint8_t { passages, clusters };

/// Up to so many documents every pair is written unasked.
inline constexpr std::size_t kAllPairsUpTo = 1000;

inline constexpr const char* kDefaultSeries = "author";

/// What a run is at, for who must say why it ended.
struct Work {
  std::string stage;
  std::uint64_t bytes = 0;  ///< of the input, as far as it is known
};

/// The value of an option that takes two; both empty: not given.
using TwoWords = std::pair<std::string, std::string>;

struct Settings {
  std::string command;   ///< its name
  std::string document;  ///< to show: an id or a path
  std::string table;     ///< whose columns are listed; empty: the tables
  std::vector<std::string> corpus;
  std::string cut_list;  ///< file of patterns to cut; empty: nothing is cut

  ExpansionLimit expansion;  ///< of compressed input

  std::string output;  ///< empty: standard output
  /// Patterns of the files that a folder gets (files.hpp).
  std::vector<std::string> folder_files;
  Format format = Format::automatic;
  bool csv_safe = false;  ///< text that a spreadsheet would run as a formula is guarded
  bool csv_bom = false;

  SimilarityOptions similarity;
  std::size_t closest = 20;  ///< pairs a document above kAllPairsUpTo documents
  bool all_pairs = false;
  std::size_t top = 0;   ///< pairs of all; 0: no matter
  double threshold = 0;  ///< of a pair that is written; 0: no matter
  Measure measure = Measure::jaccard;
  Order order = Order::date;
  bool matrix = false;  ///< report: write the square form too

  DuplicateOptions duplicates;
  Verify verify = Verify::automatic;
  Listing listing = Listing::groups;
  std::string keep;  ///< file for the corpus without duplicates; empty: not written

  PassageOptions passages;
  std::size_t passage_limit = 100000;  ///< rows to write, the best; 0: all
  PassageListing passage_listing = PassageListing::passages;
  std::string network;  ///< file for the network of documents; empty: not written
  TwoWords between;     ///< two collections in place of a corpus, of which it is made then
  TwoWords explained;   ///< ids of two documents to explain in place of a table
  std::string at;       ///< words of them, what became of which is told; empty: of all

  FormulationOptions formulations;
  FormulationSort sort = FormulationSort::salience;
  std::string series = kDefaultSeries;  ///< field whose value tells voices apart
  std::string explain;                  ///< a phrase to explain in place of the table; empty: none
  std::string watch;                    ///< path of a watch-list; empty: none
  std::size_t context = 8;              ///< tokens beside an occurrence
  PeriodLength period = PeriodLength::year;

  bool no_pager = false;
  bool dry_run = false;

  unsigned threads = 0;  ///< 0: one a core
  /// What the run is at. Commands change copies of settings, and the run is one.
  std::shared_ptr<Work> work = std::make_shared<Work>();
  bool quiet = false;
  bool verbose = false;

  /// Every option of the command with its value as text, for run.json.
  std::vector<std::pair<std::string, std::string>> option_values;
  std::string command_line;
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
