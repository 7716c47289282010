#include "report/characters.hpp"
#include <leitwort/report.hpp>

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace leitwort {
namespace {

using report::xml;

void declare(std::string_view name, std::string_view of, std::string_view type, const Sink& sink) {
  sink(fmt::format("<key id=\"{0}\" for=\"{1}\" attr.name=\"{0}\" attr.type=\"{2}\"/>\n", name, of,
                   type));
}

template <typename Value>
std::string datum(std::string_view key, const Value& value) {
  return fmt::format("<data key=\"{}\">{}</data>", key, value);
}

std::string text_datum(std::string_view key, std::string_view text) {
  return text.empty() ? "" : datum(key, xml(text));
}

void write_node(const NetworkTables& tables, DocumentIndex d, std::uint64_t shared,
                const Sink& sink) {
  const Document& document = tables.documents[d];
  sink(fmt::format(
      "<node id=\"d{}\">{}{}{}{}{}{}</node>\n", d + 1, text_datum("document", document.id),
      text_datum("title", document.title), text_datum("author", document.author),
      text_datum("date", to_string(tables.dates[d])),
      datum("tokens", tables.tokens.ids_of(d).size()), datum("tokens_shared", shared)));
}

void write_edge(const NetworkTables& tables, const PassageLink& link, const Sink& sink) {
  auto [a, b, passages, tokens] = link;
  const std::partial_ordering order = compare_dates(tables.dates[a], tables.dates[b]);
  // All edges are directed, because not every reader of GraphML takes both kinds in one graph.
  if (order > 0) std::swap(a, b);
  std::string_view direction = "early-late";
  if (a == b)
    direction = "within";
  else if (order == 0)
    direction = "tie";
  else if (order == std::partial_ordering::unordered)
    direction = "unknown";
  sink(fmt::format("<edge source=\"d{}\" target=\"d{}\">{}{}{}</edge>\n", a + 1, b + 1,
                   datum("weight", tokens), datum("passages", passages),
                   datum("direction", direction)));
}

}  // namespace

NetworkTables network_tables(Analysis& analysis) {
  const PassageNetwork& network = analysis.network();
  return {analysis.corpus().documents, analysis.dates(), analysis.tokens(), network};
}

void write_network(const NetworkTables& tables, const Sink& sink) {
  sink(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
  for (const char* name : {"document", "title", "author", "date"}) {
    declare(name, "node", "string", sink);
  }
  declare("tokens", "node", "long", sink);
  declare("tokens_shared", "node", "long", sink);
  declare("weight", "edge", "long", sink);
  declare("passages", "edge", "long", sink);
  declare("direction", "edge", "string", sink);
  sink("<graph id=\"passages\" edgedefault=\"directed\">\n");
  const std::vector<std::uint64_t>& shared = tables.network.tokens_shared;
  for (DocumentIndex d = 0; d < shared.size(); ++d) write_node(tables, d, shared[d], sink);
  for (const PassageLink& link : tables.network.links) write_edge(tables, link, sink);
  sink("</graph>\n</graphml>\n");
}

}  // namespace leitwort
