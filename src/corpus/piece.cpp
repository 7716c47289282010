#include "corpus/source.hpp"

#include <fmt/format.h>

namespace leitwort::corpus {

void Log::finish(ByteSource& source) {
  inputs.push_back(source.finish());
  if (source.ignored() == 0) return;
  leave_out(source.path(), fmt::format("{} byte{} behind its compressed data {} none and not read",
                                       source.ignored(), source.ignored() == 1 ? "" : "s",
                                       source.ignored() == 1 ? "is" : "are"));
}

void clear(Document& document) {
  for (std::string* field : {&document.id, &document.path, &document.title, &document.author,
                             &document.institution, &document.genre, &document.language,
                             &document.series, &document.source_url, &document.text}) {
    field->clear();
  }
  document.date = {};
  document.extra.clear();
  document.body_begin = 0;
  document.cut.clear();
  document.warnings.clear();
}

Document& Piece::next_document() {
  if (count == documents.size()) documents.emplace_back();
  corpus::clear(documents[count]);
  return documents[count++];
}

bool Source::next_piece(Piece& piece, const Log& log) {
  constexpr std::size_t kBytes = std::size_t{1} << 19;
  for (std::size_t bytes = 0; bytes < kBytes;) {
    Document& document = piece.next_document();
    if (!next(document)) {
      --piece.count;
      break;
    }
    piece.notices_before.push_back(log.notices.size());
    bytes += document.text.size() + 1;
  }
  return piece.count > 0;
}

void Source::parse(Piece& piece, const PieceVisitor& visit) const {
  for (std::size_t d = 0; d < piece.count; ++d) {
    visit(piece.documents[d], piece.documents[d].text, {});
  }
}

}  // namespace leitwort::corpus
