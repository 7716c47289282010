#include "passages/stages.hpp"
#include "passages/reading.hpp"
#include <leitwort/error.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace leitwort::passages {

Bits log2_bits(std::uint64_t n) {
  if (n <= 1) return 0;
  // Of the number's upper bits, so that it is the same on every machine.
  const int exponent = static_cast<int>(std::bit_width(n)) - 1;
  const std::uint64_t mantissa = exponent >= 8 ? n >> (exponent - 8) : n << (8 - exponent);
  static const auto kTable = [] {
    std::array<Bits, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
      table[i] = static_cast<Bits>(std::lround(kBit * std::log2(1 + static_cast<double>(i) / 256)));
    }
    return table;
  }();
  return kBit * exponent + kTable[mantissa & 255];
}

namespace {

/// What the tokens of a class of words are worth in an alignment.
std::uint8_t weight_of(WordClass word_class) {
  return word_class == WordClass::function ? 2 : 4;
}

}  // namespace

Words find_words(const PassageInput& input, bool noisy) {
  const Tokens& tokens = input.tokens;
  const Lexicons& lexicons = input.lexicons;
  Words words;
  words.classes.resize(tokens.size());
  words.weights.resize(tokens.size());
  Vocabulary stems = lexicons.stems;
  const std::vector<TokenId> readings = noisy ? find_readings(input) : std::vector<TokenId>{};
  const auto read = [&](TokenId stem) {
    return stem < readings.size() ? readings[stem] : stem;
  };
  for (DocumentIndex d = 0; d < tokens.documents(); ++d) {
    const Lexicon& lexicon = lexicons.languages[lexicons.of_document[d]];
    for (TokenIndex t = tokens.document_begin[d]; t < tokens.document_begin[d + 1]; ++t) {
      words.classes[t] = read(lexicon.stem[tokens.ids[t]]);
      words.weights[t] = weight_of(lexicon.word_class[tokens.ids[t]]);
    }
  }
  DocumentIndex document = 0;
  const auto end_documents = [&](DocumentIndex before) {
    for (; document < before; ++document) {
      words.document_begin.push_back(static_cast<WordIndex>(words.size()));
    }
  };
  visit_words(tokens, input.vocabulary, lexicons, stems, [&](DocumentIndex d, const Word& word) {
    end_documents(d);
    if (word.word_class == WordClass::function) return;
    words.symbols.push_back(read(word.stem));
    words.begin.push_back(word.begin);
    words.length.push_back(static_cast<std::uint8_t>(word.end - word.begin));
  });
  end_documents(static_cast<DocumentIndex>(tokens.documents()));
  if (words.size() >= (std::size_t{1} << 32) / kSlots) {
    throw Error("has too many words for one search of passages (2^30)", "corpus",
                "compare it in parts");
  }
  std::vector<std::uint32_t> count(stems.size());
  for (const std::uint32_t symbol : words.symbols) ++count[symbol];
  words.information.resize(words.size());
  const Bits all = log2_bits(words.size());
  std::vector<std::uint32_t> count_here(stems.size());
  for (DocumentIndex d = 0; d < tokens.documents(); ++d) {
    const WordIndex begin = words.document_begin[d], end = words.document_begin[d + 1];
    for (WordIndex i = begin; i < end; ++i) ++count_here[words.symbols[i]];
    const Bits here = log2_bits(end - begin);
    for (WordIndex i = begin; i < end; ++i) {
      const std::uint32_t symbol = words.symbols[i];
      words.information[i] = static_cast<std::uint16_t>(
          std::min(all - log2_bits(count[symbol]), here - log2_bits(count_here[symbol])));
    }
    for (WordIndex i = begin; i < end; ++i) count_here[words.symbols[i]] = 0;
  }
  return words;
}

}  // namespace leitwort::passages
