#include "formulations/candidates.hpp"

#include <algorithm>
#include <cmath>

namespace leitwort {
namespace {

bool is_number(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::vector<float> word_weights(const Tokens& tokens, const Vocabulary& vocabulary) {
  std::vector<std::uint64_t> frequency(vocabulary.size());
  for (const TokenId id : tokens.ids) ++frequency[id];
  std::vector<float> weights(vocabulary.size());
  // In a corpus of a few sentences every word is one in a few dozen. It is weighed as if it stood
  // in 2,048 tokens, where a word that occurs twice has full weight.
  const double read = std::max(2048.0, static_cast<double>(tokens.size()));
  for (TokenId id = 0; id < weights.size(); ++id) {
    if (frequency[id] == 0 || is_number(vocabulary[id])) continue;
    const double p = static_cast<double>(frequency[id]) / read;
    weights[id] = static_cast<float>(std::clamp((-std::log2(p) - 5) / 5, 0.0, 1.0));
  }
  return weights;
}

namespace formulations {

float Salience::phrase(std::span<const std::int32_t> symbols) const {
  // The sum saturates long before this many words.
  constexpr std::size_t kEnough = 64;
  symbols = symbols.first(std::min(symbols.size(), kEnough));
  float sum = 0;
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    const auto before =
        std::count(symbols.begin(), symbols.begin() + static_cast<std::ptrdiff_t>(i), symbols[i]);
    sum += std::ldexp(word(symbols[i]), -static_cast<int>(before));
  }
  return sum;
}

double score(std::uint32_t documents_alone, float weight, FormulationKind kind) {
  // Half of all that length can give is reached at four content words, about what is held in mind
  // at once (N. Cowan, Behavioral and Brain Sciences 24, 2001).
  constexpr double kHalf = 4;
  const double w = weight;
  const double rank = std::log2(1.0 + documents_alone) * w / (1 + w / kHalf);
  return kind == FormulationKind::phrase ? rank : rank / 2;
}

}  // namespace formulations
}  // namespace leitwort
