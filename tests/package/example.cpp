// A complete program that uses the library: the formulations that recur in a corpus, with their
// years.

#include <leitwort/leitwort.hpp>

#include <iostream>

int main(int argc, char** argv) {
  const leitwort::Corpus corpus = leitwort::load_corpus({argv + 1, argv + argc});

  leitwort::Tokens tokens;
  leitwort::Vocabulary vocabulary;
  leitwort::tokenize(corpus.documents, tokens, vocabulary);

  std::vector<leitwort::Date> dates;
  for (const auto& document : corpus.documents) dates.push_back(document.date);

  const leitwort::Skeleton skeleton =
      leitwort::make_skeleton(tokens, vocabulary, leitwort::make_lexicons(tokens, vocabulary, {}));
  const auto found = leitwort::find_formulations({tokens, vocabulary, skeleton}, {.limit = 5});
  for (const auto& row : found.rows) {
    const auto documents = leitwort::documents_of(found.places_of(row), tokens);
    std::cout << row.text << " (" << row.documents << " documents, since "
              << leitwort::to_string(leitwort::first_attestation(documents, dates).date) << ")\n";
  }
  return found.rows.empty() ? 1 : 0;
}
