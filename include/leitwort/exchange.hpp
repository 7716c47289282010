#pragma once

/// What other programs read: passages as PAN and TEI have them, documents as a network (GraphML)
/// and as JSON Lines, the square form for NumPy.
///
///     std::ofstream file("passages.xml");
///     leitwort::write_tei(tables, [&](std::string_view bytes) { file << bytes; });

#include <leitwort/tables.hpp>

#include <span>
#include <string>
#include <string_view>

namespace leitwort {

/// A document as a line of JSON: what is known of it, and its text. Bytes that are not UTF-8 are
/// replaced. Ends with a line end.
std::string json_line(const Document& document, std::string_view text);

/// The XML of PAN's shared task on text alignment: what a document has from which sources. Offsets
/// and lengths are in characters (code points) of Document::text.
void write_pan_document(const PassageTables& tables, const LaterDocument& later, const Sink& sink);
/// The same for all documents, as one XML document with the root `passages`.
void write_pan(const PassageTables& tables, const Sink& sink);

/// TEI P5: the documents as witnesses, and for every cluster an `app` with a reading for each of
/// its versions. Offsets are in bytes of Document::text.
void write_tei(const PassageTables& tables, const Sink& sink);

/// What a network of documents is made of.
struct NetworkTables {
  std::span<const Document> documents;
  std::span<const Date> dates;  ///< theirs
  const Tokens& tokens;
  const PassageNetwork& network;
};
NetworkTables network_tables(Analysis& analysis);

/// The documents and what they share as GraphML: an edge a pair, from the earlier to the later
/// document; where no date tells, in corpus order, and `direction` says so.
void write_network(const NetworkTables& tables, const Sink& sink);

/// NumPy's .npy, version 1.0: little-endian 64-bit floats, row by row.
void write_npy(const SimilarityMatrix& matrix, const Sink& sink);

}  // namespace leitwort
