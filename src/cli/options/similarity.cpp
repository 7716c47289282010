#include "cli/options/similarity.hpp"

#include "cli/options/binding.hpp"

#include <limits>
#include <sstream>

namespace leitwort::cli {
namespace {

std::vector<unsigned> shingle_lengths(const std::string& word) {
  std::vector<unsigned> lengths;
  std::istringstream parts(word);
  for (std::string part; std::getline(parts, part, ',');) {
    const auto length = number_in<unsigned>("shingle", part, 1, 64);
    if (std::ranges::find(lengths, length) == lengths.end()) lengths.push_back(length);
  }
  if (lengths.empty()) refuse("shingle", word, "a list of numbers");
  return lengths;
}

Option shingle_option() {
  return Option{"shingle", "K,…", fmt::format("{}", fmt::join(SimilarityOptions{}.shingle, ",")),
                "tokens a shingle; several values give several rows a pair, and the first is "
                "summarised and drawn",
                [](Settings& s, const Words& words) {
                  s.similarity.options.shingle = shingle_lengths(words[0]);
                }}
      .with_letter('k');
}

Choices<Measure> measures() {
  Choices<Measure> choices;
  for (const Measure& measure : kMeasures) choices.emplace_back(measure.name, measure);
  return choices;
}

}  // namespace

Option signature_option() {
  return number_option(
      "signature", "N",
      "slots of a MinHash signature, 16 to 1024: the standard error is √(J(1−J)/N)",
      [](auto& s) -> auto& { return s.similarity.options.signature.slots; }, 16, 1024);
}

Option scale_option() {
  return number_option(
      "scale", "N",
      fmt::format("for estimates of containment keep one shingle in N, and at least {} of a "
                  "document; 1 keeps all",
                  ScaleOptions{}.least),
      [](auto& s) -> auto& { return s.similarity.options.scale.scale; }, 1, 1U << 20);
}

Option seed_option() {
  return number_option(
      "seed", "N", "chooses the hash functions of the signatures",
      [](auto& s) -> auto& { return s.similarity.options.signature.seed; }, 0,
      std::numeric_limits<std::uint64_t>::max());
}

Option memory_option(const std::string& help) {
  return {"memory", "GIB", fmt::format("{}", SimilarityOptions{}.memory_bytes >> 30), help,
          [](Settings& s, const Words& words) {
            const auto gib = number_in<double>("memory", words[0], 0.0, 1e6);
            s.similarity.options.memory_bytes = static_cast<std::uint64_t>(gib * (1ULL << 30));
          }};
}

OptionGroup similarity_options() {
  return {"Similarity",
          {shingle_option(),
           choice_option("method",
                         "exact counts of shared shingles, or estimates from MinHash signatures "
                         "with their error; auto: exact while it fits --memory",
                         {{"auto", MethodChoice::automatic},
                          {"exact", MethodChoice::exact},
                          {"estimate", MethodChoice::estimate}},
                         [](auto& s) -> auto& { return s.similarity.options.method; }),
           memory_option("memory that --method auto may use for exact counting"),
           signature_option(), scale_option(), seed_option()}};
}

OptionGroup pair_options(bool in_report) {
  OptionGroup group = {
      "Pairs and matrix",
      {number_option(
           "closest", "N",
           fmt::format("above {} documents, write only the N closest of each", kAllPairsUpTo),
           [](auto& s) -> auto& { return s.similarity.pairs.closest; }, 1, 1000000),
       flag_option("all-pairs", "write every pair, however many documents there are",
                   [](auto& s) -> auto& { return s.similarity.pairs.all; }),
       number_option(
           "top", "N",
           "write only the N closest pairs of all, by Jaccard, in the order of the corpus",
           [](auto& s) -> auto& { return s.similarity.pairs.top; }, 1, std::size_t{1} << 32)
           .without_default(),
       number_option(
           "threshold", "T",
           "write only pairs whose --measure is at least this; of containment the larger of both",
           [](auto& s) -> auto& { return s.similarity.pairs.threshold; }, 0.0, 1.0)
           .without_default(),
       choice_option("measure",
                     "what the square form holds; containment: of the row in the column, and "
                     "estimates are made for it (--scale)",
                     measures(), [](auto& s) -> auto& { return s.similarity.pairs.measure; }),
       choice_option("order", "order of the documents in the square form",
                     {{"input", DocumentOrder::input},
                      {"date", DocumentOrder::date},
                      {"similarity", DocumentOrder::similarity}},
                     [](auto& s) -> auto& { return s.similarity.order; })}};
  if (in_report) {
    group.options.push_back(
        flag_option("matrix", "write similarity.matrix.csv too", [](auto& s) -> auto& {
          return s.similarity.matrix;
        }).leaving_results());
  }
  return group;
}

}  // namespace leitwort::cli
