/// Any text as a list of patterns, and texts that they cut. The list ends with a line `====`; the
/// texts behind it are parted by such lines.

#include "fuzz.hpp"
#include <leitwort/boilerplate.hpp>
#include <leitwort/error.hpp>
#include <leitwort/text.hpp>

namespace leitwort::fuzz {
namespace {

void require_sound_cuts(const Document& document) {
  std::size_t end = document.body_begin;
  for (const Span cut : document.cut) {
    require(cut.begin < cut.end && cut.end <= document.text.size(), "a cut has bytes of the text");
    require(cut.begin >= end, "cuts ascend, and no two overlap");
    require(on_boundary(document.text, cut.begin) && on_boundary(document.text, cut.end),
            "a cut has whole characters");
    end = cut.end;
  }
}

void require_not_cut(const std::vector<Document>& documents) {
  Tokens tokens;
  Vocabulary vocabulary;
  tokenize(documents, tokens, vocabulary);
  TokenHasher hasher;
  for (DocumentIndex d = 0; d < documents.size(); ++d) {
    const Document& document = documents[d];
    std::vector<std::uint64_t> hashes;
    hasher.append(document.text, document.body_begin, document.cut, hashes);
    require(hashes.size() == tokens.ids_of(d).size(), "TokenHasher cuts what tokenize cuts");
    for (TokenIndex t = tokens.document_begin[d]; t < tokens.document_begin[d + 1]; ++t) {
      for (const Span cut : document.cut) {
        require(tokens.spans[t].end <= cut.begin || cut.end <= tokens.spans[t].begin,
                "what is cut is no token");
      }
    }
  }
}

}  // namespace
}  // namespace leitwort::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leitwort;
  using namespace leitwort::fuzz;
  const std::vector<std::string> pieces = split(view(data, size), "====\n");
  std::vector<Document> documents;
  for (std::size_t i = 1; i < pieces.size(); ++i) {
    if (!is_utf8(pieces[i])) return -1;  // no reader gives such a text
    Document& document = documents.emplace_back();
    document.id = std::to_string(i);
    document.text = pieces[i];
  }
  try {
    CutPatterns patterns(pieces.front(), "list");
    std::vector<Document> once = documents;
    patterns.cut(once);
    for (const Document& document : once) require_sound_cuts(document);
    require_not_cut(once);
    std::vector<Document> twice = once;
    patterns.cut(twice);
    for (std::size_t d = 0; d < once.size(); ++d) {
      require(once[d].cut == twice[d].cut, "to cut again cuts no more");
    }
  } catch (const Error& error) {
    require(error.where().find("list") != std::string::npos, "an error says where");
  }
  find_boilerplate(documents);
  return 0;
}
