/// Formulations of small corpora. The first byte chooses the options, the others are the corpus.

#include "fuzz.hpp"
#include "generated.hpp"
#include "oracle/repeats.hpp"
#include <leitwort/watchlist.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace leitwort::fuzz {
namespace {

void require_sound_places(const Generated& corpus, const Formulations& found,
                          const Formulation& row) {
  const Tokens& tokens = corpus.tokens;
  const auto places = found.places_of(row);
  std::vector<std::uint32_t> occurrences(row.wordings.size());
  std::vector<std::set<DocumentIndex>> documents(row.wordings.size());
  std::set<DocumentIndex> all;
  TokenIndex end = 0;
  for (const Place& place : places) {
    require(place.begin < place.end && place.end <= tokens.size(), "a place has tokens");
    require(place.begin >= end, "places ascend, and no two of a row overlap");
    end = place.end;
    require(place.wording < row.wordings.size(), "a place has a wording");
    const DocumentIndex document = tokens.document_of(place.begin);
    require(place.end <= tokens.document_begin[document + 1], "a place is in one document");
    std::string words;
    for (TokenIndex t = place.begin; t < place.end; ++t) {
      require(t == place.begin || (tokens.marks[t] & kBreakBefore) == 0,
              "no place runs across a break");
      append_word(corpus.vocabulary[tokens.ids[t]], words);
    }
    require(words == row.wordings[place.wording].text, "a place has its wording");
    const Span first = tokens.spans[place.begin], last = tokens.spans[place.end - 1];
    const std::string bytes =
        corpus.documents[document].text.substr(first.begin, last.end - first.begin);
    std::string sliced;
    for (const std::string& word : words_of(bytes)) append_word(word, sliced);
    require(sliced == words, "the bytes of a place are its wording");
    ++occurrences[place.wording];
    documents[place.wording].insert(document);
    all.insert(document);
  }
  require(row.occurrences == places.size(), "a row counts its places");
  require(row.documents == all.size(), "a row counts its documents");
  for (std::size_t w = 0; w < row.wordings.size(); ++w) {
    require(row.wordings[w].occurrences == occurrences[w], "a wording counts its places");
    require(row.wordings[w].documents == documents[w].size(), "a wording counts its documents");
  }
}

void require_sound(const Generated& corpus, const Formulations& found,
                   const FormulationOptions& options) {
  double score = 1e300;
  require(options.limit == 0 || found.rows.size() <= options.limit, "the limit is kept");
  for (const Formulation& row : found.rows) {
    require(row.score > 0, "a row has a score");
    require(row.score <= score, "rows descend by score");
    score = row.score;
    require(row.documents >= options.min_documents, "a row has --min-documents documents");
    require(row.length >= options.min_tokens, "a row has --min-tokens tokens");
    require(row.length == words_of(row.text).size(), "a row counts its tokens");
    require(row.documents_alone <= row.documents && row.occurrences_alone <= row.occurrences,
            "what a row has alone it has");
    require(row.documents_alone >= 1, "a row has a document that no better one has claimed");
    require(!explain(row).empty(), "a row is explained");
    require(std::ranges::find(row.wordings, row.text, &Wording::text) != row.wordings.end(),
            "the text of a row is one of its wordings");
    require_sound_places(corpus, found, row);
  }
}

/// Every maximal repeat, against every stretch of every sentence.
void require_all_repeats(const Generated& corpus) {
  if (corpus.tokens.size() > 60) return;
  const WordSequence words = exact_words(corpus.tokens, corpus.vocabulary);
  const Repeats found = find_repeats(words, {.min_words = 2, .min_documents = 1});
  std::set<std::tuple<oracle::Phrase, std::size_t, std::size_t>> repeats;
  for (const Repeat& repeat : found.repeats) {
    oracle::Phrase phrase;
    const auto first = static_cast<std::size_t>(found.suffixes[repeat.first]);
    for (std::size_t i = 0; i < repeat.length; ++i) {
      phrase.push_back(static_cast<TokenId>(words.symbols[first + i] - 1));
    }
    repeats.emplace(phrase, repeat.count, repeat.documents);
  }
  require(repeats.size() == found.repeats.size(), "no repeat is there twice");
  require(repeats == oracle::maximal_repeats(corpus.tokens, 2, 1),
          "repeats are those of the slow twin");
}

}  // namespace
}  // namespace leitwort::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leitwort;
  using namespace leitwort::fuzz;
  if (size == 0) return 0;
  const Generated corpus(view(data, size).substr(1));
  require_all_repeats(corpus);
  const FormulationOptions options{.min_documents = 1U + (data[0] & 3U),
                                   .min_tokens = 1U + ((data[0] >> 2U) & 3U),
                                   .limit = (data[0] & 16U) != 0 ? 3U : 0U};
  const Lexicons lexicons = make_lexicons(corpus.tokens, corpus.vocabulary, {}, "en");
  const Skeleton skeleton = make_skeleton(corpus.tokens, corpus.vocabulary, lexicons);
  const FormulationCorpus input{corpus.tokens, corpus.vocabulary, skeleton, {}, {}};
  const Formulations found = find_formulations(input, options);
  require_sound(corpus, found, options);
  if (!found.rows.empty()) {
    const auto lines = explain_phrase(input, options, corpus.documents, found.rows[0].text);
    require(!lines.empty(), "a phrase is explained");
  }
  return 0;
}
