/// Any bytes as JSON Lines: read one by one and in batches, and what was read is written and read
/// again.

#include "fuzz.hpp"
#include <leitwort/report.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leitwort;
  using namespace leitwort::fuzz;
  static const ScratchFile file("input.jsonl"), again("again.jsonl");
  const Corpus corpus = read_all_ways(file, view(data, size));
  std::string lines;
  for (const Document& document : corpus.documents) lines += json_line(document, document.text);
  const Corpus second = load_corpus({again.write(lines)});
  require(second.documents.size() == corpus.documents.size(), "json_line is read again");
  for (std::size_t d = 0; d < second.documents.size(); ++d) {
    const Document &a = corpus.documents[d], &b = second.documents[d];
    require(a.text == b.text && a.id == b.id && a.title == b.title && a.author == b.author &&
                a.date.year == b.date.year && a.date.month == b.date.month &&
                a.date.day == b.date.day,
            "json_line keeps what is known of a document");
  }
  return 0;
}
