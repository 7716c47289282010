/// How formulations move with the constants of their score.
///
///     sensitivity CORPUS DIR [NAME=VALUE|NAME*FACTOR]... [without=ID]...
///
/// writes formulations.csv and occurrences.csv into DIR, with the constants given set or
/// multiplied, and the documents given left out. Without arguments it lists the constants.

#include <leitwort/leitwort.hpp>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <string>

namespace {

using namespace leitwort;

/// Reads or writes a constant.
using Constant = std::function<double(FormulationOptions&, const double*)>;

template <typename Part, typename Value>
Constant constant(Part FormulationOptions::* part, Value Part::* member) {
  return [=](FormulationOptions& options, const double* value) {
    Value& place = (options.*part).*member;
    if (value != nullptr) {
      place = std::is_integral_v<Value> ? static_cast<Value>(std::lround(*value))
                                        : static_cast<Value>(*value);
    }
    return static_cast<double>(place);
  };
}

std::map<std::string, Constant> constants() {
  using S = SalienceOptions;
  using F = FamilyOptions;
  const auto s = [](auto member) { return constant(&FormulationOptions::salience, member); };
  const auto f = [](auto member) { return constant(&FormulationOptions::family, member); };
  return {{"free_bits", s(&S::free_bits)},           {"full_bits", s(&S::full_bits)},
          {"least_weight", s(&S::least_weight)},     {"light_share", s(&S::light_share)},
          {"needed_weight", s(&S::needed_weight)},   {"first_word", s(&S::first_word)},
          {"half_length", s(&S::half_length)},       {"least_cohesion", s(&S::least_cohesion)},
          {"most_cohesion", s(&S::most_cohesion)},   {"spread_power", s(&S::spread_power)},
          {"own_series", s(&S::own_series)},         {"variants_share", s(&S::variants_share)},
          {"function_words", s(&S::function_words)}, {"fixity_power", s(&S::fixity_power)},
          {"name_loss", s(&S::name_loss)},           {"aside_factor", s(&S::aside_factor)},
          {"passage_factor", s(&S::passage_factor)}, {"version_share", s(&S::version_share)},
          {"passage_words", s(&S::passage_words)},   {"opening_tokens", s(&S::opening_tokens)},
          {"passage_tokens", s(&S::passage_tokens)}, {"alone_share", s(&S::alone_share)},
          {"least_shared", f(&F::least_shared)},     {"most_foreign", f(&F::most_foreign)},
          {"least_own", f(&F::least_own)},           {"longer", f(&F::longer)},
          {"repeated_words", s(&S::repeated_words)}, {"agreeing_share", f(&F::agreeing_share)},
          {"foreign_run", f(&F::foreign_run)},       {"leading_words", f(&F::leading_words)}};
}

int run(int argc, char** argv) {
  const auto all = constants();
  FormulationOptions options;
  if (argc < 3) {
    for (const auto& [name, constant] : all) {
      std::cout << name << ' ' << constant(options, nullptr) << '\n';
    }
    return 0;
  }
  std::set<std::string> without;
  for (int i = 3; i < argc; ++i) {
    const std::string word = argv[i];
    const std::size_t sign = word.find_first_of("=*");
    if (word.starts_with("without=")) {
      without.insert(word.substr(8));
      continue;
    }
    const Constant& constant = all.at(word.substr(0, sign));
    double value = std::atof(word.c_str() + sign + 1);
    if (word[sign] == '*') value *= constant(options, nullptr);
    constant(options, &value);
  }

  std::vector<Document> documents;
  CorpusReader reader({argv[1]});
  for (Document document; reader.next(document);) {
    if (!without.contains(document.id)) documents.push_back(std::move(document));
  }
  Tokens tokens;
  Vocabulary vocabulary;
  tokenize(documents, tokens, vocabulary);
  std::vector<std::string> languages;
  std::vector<Date> dates;
  for (const Document& document : documents) {
    languages.push_back(document.language);
    dates.push_back(document.date);
  }
  const std::vector<std::uint32_t> series = number_series(documents, "author");
  const Skeleton skeleton =
      make_skeleton(tokens, vocabulary, make_lexicons(tokens, vocabulary, languages));
  const Formulations found = find_formulations({tokens, vocabulary, skeleton, series}, options);
  const Periods periods = make_periods(tokens, dates, PeriodLength::year);
  const FormulationTables tables{documents, dates, tokens, found, periods};
  const std::string folder = argv[2];
  std::ofstream rows(folder + "/formulations.csv"), places(folder + "/occurrences.csv");
  write_formulations(tables, TableFormat::csv, [&](std::string_view bytes) { rows << bytes; });
  write_occurrences(tables, TableFormat::csv, [&](std::string_view bytes) { places << bytes; });
  return rows && places ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& failure) {
    std::cerr << failure.what() << '\n';
    return 1;
  }
}
