/// passage_growth CORPUS…: what the search of passages does for each corpus: anchors, links tried,
/// cells aligned, processor seconds and the peak of memory so far. Of corpora that double in size
/// the work must grow about twofold.

#include <leitwort/corpus.hpp>
#include <leitwort/passages.hpp>

#include <cstdio>
#include <ctime>
#include <vector>

#include <fmt/format.h>
#include <sys/resource.h>

namespace {

using namespace leitwort;

void measure(const char* path) {
  std::vector<Document> documents;
  CorpusReader reader({path}, {});
  Document document;
  while (reader.next(document)) documents.push_back(document);
  std::vector<Date> dates;
  for (const Document& each : documents) dates.push_back(each.date);
  Tokens tokens;
  Vocabulary vocabulary;
  tokenize(documents, tokens, vocabulary);
  const Lexicons lexicons = make_lexicons(tokens, vocabulary, {}, "en");
  const std::clock_t begin = std::clock();
  const Passages found = find_passages({tokens, vocabulary, lexicons, dates, documents}, {});
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const PassageCounts& counts = found.counts;
  fmt::print(
      "{}: {} documents, {} tokens; {} seeds gathered, {} links, {} cells; {} rows ({} formulas), "
      "{} restored, similarity of the first {:.3f}; {:.2f} processor s, peak {} MB\n",
      path, documents.size(), tokens.size(), counts.anchors, counts.links, counts.cells,
      found.rows.size(), counts.formulas, counts.restored,
      found.rows.empty() ? 0 : found.rows[0].similarity, seconds, usage.ru_maxrss / 1024);
}

}  // namespace

int main(int count, char** arguments) {
  try {
    for (int i = 1; i < count; ++i) measure(arguments[i]);
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
}
