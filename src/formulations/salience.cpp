#include "formulations/stages.hpp"

#include <algorithm>
#include <cmath>

namespace leitwort {
namespace {

/// In a corpus of a few sentences every word is one in a few dozen. It is weighed as if it stood in
/// so many tokens, where a word that occurs twice has full weight.
constexpr double kLeastTokens = 2048;

bool is_number(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::vector<float> word_weights(const Tokens& tokens, const Vocabulary& vocabulary) {
  std::vector<std::uint64_t> frequency(vocabulary.size());
  for (const TokenId id : tokens.ids) ++frequency[id];
  std::vector<float> weights(vocabulary.size());
  const double read = std::max(kLeastTokens, static_cast<double>(tokens.size()));
  for (TokenId id = 0; id < weights.size(); ++id) {
    if (frequency[id] == 0 || is_number(vocabulary[id])) continue;
    const double p = static_cast<double>(frequency[id]) / read;
    weights[id] = static_cast<float>(std::clamp((-std::log2(p) - 5) / 5, 0.0, 1.0));
  }
  return weights;
}

namespace formulations {

WordStatistics make_statistics(const Skeleton& skeleton, std::size_t tokens,
                               const SalienceOptions& options) {
  const auto alphabet = static_cast<std::size_t>(skeleton.words.alphabet);
  WordStatistics statistics;
  statistics.tokens = std::max(kLeastTokens, static_cast<double>(tokens));
  statistics.frequency.resize(alphabet);
  statistics.bits.resize(alphabet);
  statistics.weight.resize(alphabet);
  for (const std::int32_t symbol : skeleton.words.symbols) {
    ++statistics.frequency[static_cast<std::size_t>(symbol)];
  }
  for (std::size_t symbol = 1; symbol < alphabet; ++symbol) {
    if (statistics.frequency[symbol] == 0) continue;
    const double bits = -std::log2(statistics.frequency[symbol] / statistics.tokens);
    const double share = (bits - options.free_bits) / (options.full_bits - options.free_bits);
    const double weight = std::clamp(share, options.least_weight, 1.0);
    statistics.bits[symbol] = static_cast<float>(bits);
    statistics.weight[symbol] =
        static_cast<float>(skeleton.light[symbol] != 0 ? options.light_share * weight : weight);
  }
  return statistics;
}

double weight_of(std::span<const std::int32_t> symbols, const WordStatistics& statistics) {
  // The score saturates long before this many words.
  constexpr std::size_t kEnough = 64;
  symbols = symbols.first(std::min(symbols.size(), kEnough));
  double sum = 0;
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    const auto before =
        std::count(symbols.begin(), symbols.begin() + static_cast<std::ptrdiff_t>(i), symbols[i]);
    const double weight = statistics.weight[static_cast<std::size_t>(symbols[i])];
    sum += std::ldexp(weight, -static_cast<int>(before));
  }
  return sum;
}

double cohesion_of(std::span<const std::int32_t> symbols, std::uint32_t count,
                   const WordStatistics& statistics) {
  double expected = 0;  // in bits
  for (const std::int32_t symbol : symbols) {
    expected += statistics.bits[static_cast<std::size_t>(symbol)];
  }
  const double observed = -std::log2(count / statistics.tokens);
  const auto n = static_cast<double>(symbols.size());
  if (n < 2 || observed <= 0) return 0;
  return (expected - observed) / ((n - 1) * observed);
}

Dispersion::Dispersion(const Tokens& tokens) {
  for (DocumentIndex d = 0; d < tokens.documents(); ++d) {
    share_.push_back((tokens.document_begin[d + 1] - tokens.document_begin[d]) /
                     static_cast<double>(std::max<std::size_t>(1, tokens.size())));
  }
}

double Dispersion::operator()(std::uint32_t documents, std::uint32_t occurrences) {
  const auto [place, is_new] = expected_.try_emplace(occurrences);
  if (is_new) {
    for (const double share : share_) place->second += 1 - std::exp(-share * occurrences);
  }
  return documents / place->second;
}

double score(const Evidence& evidence, const SalienceOptions& options) {
  const double spread = std::pow(std::log2(1 + evidence.spread), options.spread_power);
  const double weight = std::max(evidence.weight - options.first_word, options.least_weight / 2);
  const double content = weight / (1 + weight / options.half_length);
  const double cohesion =
      std::clamp(evidence.cohesion, options.least_cohesion, options.most_cohesion);
  double result = spread * content * cohesion * std::min(1.0, evidence.dispersion) *
                  (1 + options.function_words * std::min(1.0, evidence.function_words)) *
                  std::pow(evidence.fixity, options.fixity_power) *
                  (1 - options.name_loss * evidence.capitalised);
  if (evidence.kind == FormulationKind::passage) result *= options.passage_factor;
  if (evidence.kind == FormulationKind::boilerplate) result *= options.aside_factor;
  return result;
}

}  // namespace formulations
}  // namespace leitwort
