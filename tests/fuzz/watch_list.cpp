/// Any text as a watch-list, and texts in which it is looked for. The list ends with a line `====`;
/// the texts behind it are parted by such lines.

#include "fuzz.hpp"
#include "oracle/watch.hpp"
#include <leitwort/error.hpp>
#include <leitwort/watchlist.hpp>

namespace leitwort::fuzz {
namespace {

/// Whether the slow twin, which tries every length of every gap, can follow.
bool is_small(const WatchLine& line) {
  std::size_t stars = 0, words = 0;
  for (const WatchedWording& wording : line.wordings) {
    words += wording.words.size();
    for (const std::uint32_t most : wording.most_after) stars += most;
  }
  return stars <= 6 && words <= 12;
}

void require_sound(const Formulations& found, const WatchList& list, const Tokens& tokens,
                   const Vocabulary& vocabulary) {
  require(found.rows.size() == list.lines.size(), "a row a line");
  for (std::size_t l = 0; l < list.lines.size(); ++l) {
    const Formulation& row = found.rows[l];
    const auto places = found.places_of(row);
    require(row.occurrences == places.size(), "a row counts its places");
    require(!row.explanation.empty(), "a row is explained");
    std::size_t occurrences = 0;
    for (const Wording& wording : row.wordings) occurrences += wording.occurrences;
    require(occurrences == places.size(), "wordings count the places");
    for (const Place& place : places) {
      require(place.begin < place.end && place.end <= tokens.size() &&
                  place.wording < row.wordings.size(),
              "a place has tokens and a wording");
      std::string text;
      for (TokenIndex t = place.begin; t < place.end; ++t) {
        append_word(vocabulary[tokens.ids[t]], text);
      }
      require(text == row.wordings[place.wording].text, "a place has its wording");
    }
    if (tokens.size() > 150 || !is_small(list.lines[l])) continue;
    const auto twin = oracle::watched_places(tokens, vocabulary, list.lines[l]);
    require(twin.size() == places.size(), "the places are those of the slow twin");
    for (std::size_t p = 0; p < twin.size(); ++p) {
      require(twin[p].begin == places[p].begin && twin[p].end == places[p].end,
              "the places are those of the slow twin");
      require(twin[p].slot_values == row.wordings[places[p].wording].slot_values,
              "slots are those of the slow twin");
    }
  }
}

}  // namespace
}  // namespace leitwort::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leitwort;
  using namespace leitwort::fuzz;
  const std::vector<std::string> pieces = split(view(data, size), "====\n");
  try {
    const WatchList list = parse_watch_list(pieces.front(), "list");
    require(!list.lines.empty(), "a list has lines");
    std::vector<Document> documents;
    for (std::size_t i = 1; i < pieces.size(); ++i) {
      Document& document = documents.emplace_back();
      document.id = std::to_string(i);
      document.text = pieces[i];
    }
    Tokens tokens;
    Vocabulary vocabulary;
    tokenize(documents, tokens, vocabulary);
    require_sound(find_watched(tokens, vocabulary, list, documents), list, tokens, vocabulary);
  } catch (const Error& error) {
    require(error.where().starts_with("list"), "an error says where");
    require(error.problem().find("; ") != std::string::npos, "an error says what to do next");
  }
  return 0;
}
