#include "report/characters.hpp"
#include "report/passage_words.hpp"
#include <leitwort/report.hpp>
#include <leitwort/version.hpp>

#include <fmt/format.h>

// TEI P5, chapter "Critical Apparatus": the documents are the witnesses. The texts themselves are
// elsewhere, so an entry is referred to by location: `loc` names the cluster, and a reading says in
// `n` which bytes of its witness it is.

namespace leitwort {
namespace {

using namespace report;

/// `<name>text</name>`, nothing where there is no text.
std::string element(std::string_view name, std::string_view text) {
  return text.empty() ? "" : fmt::format("<{0}>{1}</{0}>", name, xml(text));
}

std::string date_element(const Date& date) {
  if (!date.known()) return "";
  return fmt::format("<date when=\"{}\"{}>{}</date>", to_string(date),
                     date.circa ? " cert=\"low\"" : "", date_for_people(date));
}

/// xml:lang, for what language_code knows.
std::string language_attribute(const Document& document) {
  const std::string code = language_code(document.language);
  return code.empty() ? "" : fmt::format(" xml:lang=\"{}\"", code);
}

void write_witnesses(const PassageTables& tables, const Sink& sink) {
  if (tables.documents.empty()) return sink("<p>No documents.</p>\n");
  sink("<listWit>\n");
  for (std::size_t d = 0; d < tables.documents.size(); ++d) {
    const Document& document = tables.documents[d];
    sink(fmt::format(
        "<witness xml:id=\"d{}\" n=\"{}\"><bibl>{}{}{}<idno>{}</idno></bibl></witness>\n", d + 1,
        xml_value(document.id), element("author", document.author),
        element("title", document.title), date_element(tables.dates[d]), xml(document.id)));
  }
  sink("</listWit>\n");
}

void write_header(const PassageTables& tables, const Sink& sink) {
  sink(
      "<teiHeader>\n<fileDesc>\n"
      "<titleStmt><title>Passages that the documents share</title></titleStmt>\n"
      "<publicationStmt><p>Not published.</p></publicationStmt>\n"
      "<sourceDesc>\n");
  write_witnesses(tables, sink);
  sink(fmt::format(
      "</sourceDesc>\n</fileDesc>\n<encodingDesc>\n"
      "<appInfo><application ident=\"leitwort\" version=\"{}\"><label>Leitwort</label>"
      "</application></appInfo>\n"
      "<editorialDecl><p>Each entry of the apparatus is a cluster of passages that are alike. The "
      "attribute n of a reading gives its bytes in the UTF-8 text of its witness, the first and "
      "the one after the last; its type says whether it is the earliest by the dates of these "
      "documents (earliest, tie, later, unknown).</p></editorialDecl>\n"
      "<variantEncoding method=\"location-referenced\" location=\"external\"/>\n"
      "</encodingDesc>\n</teiHeader>\n",
      kVersion));
}

void write_entry(const PassageTables& tables, std::size_t number, const Cluster& cluster,
                 const Sink& sink) {
  sink(fmt::format("<app xml:id=\"c{0}\" n=\"{0}\" loc=\"c{0}\">\n", number));
  std::size_t version_number = 0;
  for (const Version& v : tables.passages.versions_of(cluster)) {
    const Span bytes = bytes_of(tables.tokens, v.begin, v.end);
    sink(fmt::format("<rdg xml:id=\"c{}v{}\" wit=\"#d{}\" type=\"{}\" n=\"{}-{}\"{}>{}</rdg>\n",
                     number, ++version_number, v.document + 1, report::order_name(v.order),
                     bytes.begin, bytes.end, language_attribute(tables.documents[v.document]),
                     xml(printed(tables, v.document, v.begin, v.end))));
  }
  sink("</app>\n");
}

}  // namespace

void write_tei(const PassageTables& tables, const Sink& sink) {
  sink("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n");
  write_header(tables, sink);
  if (tables.passages.clusters.empty()) {  // a list of nothing is not valid
    sink("<text><body><p>No passages were found.</p></body></text>\n");
  } else {
    sink("<standOff>\n<listApp>\n");
    std::size_t number = 0;
    for (const Cluster& cluster : tables.passages.clusters) {
      write_entry(tables, ++number, cluster, sink);
    }
    sink("</listApp>\n</standOff>\n");
  }
  sink("</TEI>\n");
}

}  // namespace leitwort
