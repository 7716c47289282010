#pragma once

/// Short texts, read and searched as the program does it.

#include <leitwort/formulations.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace leitwort::test {

struct Texts {
  std::vector<Document> documents;
  Tokens tokens;
  Vocabulary vocabulary;
  std::vector<std::uint32_t> series{};

  explicit Texts(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) documents.emplace_back().text = text;
    tokenize(documents, tokens, vocabulary);
  }
  [[nodiscard]] Skeleton skeleton(const std::string& language = "en") const {
    return make_skeleton(tokens, vocabulary, make_lexicons(tokens, vocabulary, {}, language));
  }
  [[nodiscard]] Formulations find(const FormulationOptions& options = {.limit = 0},
                                  const std::string& language = "en") const {
    return find_formulations({tokens, vocabulary, skeleton(language), series, {}}, options);
  }
  /// The tokens of a place, as a wording spells them.
  [[nodiscard]] std::string text_of(TokenIndex begin, TokenIndex end) const {
    std::string text;
    for (TokenIndex t = begin; t < end; ++t) append_word(vocabulary[tokens.ids[t]], text);
    return text;
  }
};

/// Unlike sentences, so that the words of a test are rare enough to have content.
inline std::string filler(std::mt19937& random, int sentences) {
  std::string text;
  for (int s = 0; s < sentences; ++s) {
    for (int w = 0; w < 9; ++w) {
      const auto n = random() % 4 == 0 ? random() % 5 : 100 + random() % 100000;
      text += w == 0 ? "Filler" : " w";
      text += std::to_string(n) + "x";
    }
    text += ". ";
  }
  return text;
}

inline std::vector<std::string> with_filler(std::vector<std::string> texts) {
  std::mt19937 random(1);
  for (std::string& text : texts) {
    const std::string before = filler(random, 30);
    text = before + text;
    text += " ";
    text += filler(random, 30);
  }
  return texts;
}

inline const Formulation* row_of(const Formulations& found, const std::string& text) {
  const auto row = std::ranges::find(found.rows, text, &Formulation::text);
  return row == found.rows.end() ? nullptr : &*row;
}

/// The first row that has this wording.
inline const Formulation* row_with(const Formulations& found, const std::string& wording) {
  const auto row = std::ranges::find_if(found.rows, [&](const Formulation& r) {
    return std::ranges::find(r.wordings, wording, &Wording::text) != r.wordings.end();
  });
  return row == found.rows.end() ? nullptr : &*row;
}

inline const Wording* wording_of(const Formulation& row, const std::string& text) {
  const auto wording = std::ranges::find(row.wordings, text, &Wording::text);
  return wording == row.wordings.end() ? nullptr : &*wording;
}

}  // namespace leitwort::test
