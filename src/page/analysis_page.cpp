// The page of an analysis.
#include <leitwort/page.hpp>

#include <algorithm>
#include <array>

namespace leitwort {
namespace {

/// Lengths of shingles that a reader may want to compare by.
constexpr std::array<unsigned, 3> kLengths = {3, 5, 8};

void add_further_lengths(Analysis& analysis, const PageLimits& limits,
                         std::vector<PageSimilarity>& similarity) {
  const SimilarityOptions& options = analysis.options().similarity;
  const Tokens& tokens = analysis.tokens();
  if (tokens.documents() > limits.compared_documents) return;
  for (const unsigned k : kLengths) {
    if (std::ranges::find(options.shingle, k) != options.shingle.end()) continue;
    OverlapIndex index(k, options);
    index.add(tokens, analysis.vocabulary());
    if (index.method() == Method::exact) similarity.push_back(compare_for_page(index, limits));
  }
}

/// By document: its language as found out, or as declared.
std::vector<std::string> languages_of(Analysis& analysis) {
  std::vector<std::string> languages;
  const Lexicons& lexicons = analysis.lexicons();
  const std::vector<Document>& documents = analysis.corpus().documents;
  for (std::size_t d = 0; d < documents.size(); ++d) {
    // What is no code, and where nothing else is known, is still what somebody said.
    const std::string& known = lexicons.known[d].code;
    languages.push_back(known.empty() ? documents[d].language : known);
  }
  return languages;
}

}  // namespace

std::vector<PageSimilarity> compare_for_page(Analysis& analysis, const PageLimits& limits) {
  std::vector<PageSimilarity> similarity;
  for (const OverlapIndex& index : analysis.shingles()) {
    similarity.push_back(compare_for_page(index, limits));
    similarity.back().written = select_pairs(analysis.options().pairs, index).wants_all();
  }
  add_further_lengths(analysis, limits, similarity);
  return similarity;
}

void write_page(Analysis& analysis, const PageHead& head,
                std::span<const PageSimilarity> similarity, const Sink& sink) {
  const FormulationTables found = formulation_tables(analysis);
  const bool watching = !analysis.options().watch_list.lines.empty();
  const FormulationTables watched = watching ? watch_tables(analysis) : found;
  const PassageTables passages = passage_tables(analysis);
  const PassageNetwork& network = analysis.network();
  const PageTables tables{head.corpus,
                          head.settings,
                          analysis.methods(),
                          languages_of(analysis),
                          found,
                          watching ? &watched : nullptr,
                          passages,
                          network.passages,
                          network.clusters,
                          network.links,
                          similarity};
  write_page(tables, sink);
}

void write_page(Analysis& analysis, const Sink& sink, const PageHead& head) {
  const std::vector<PageSimilarity> similarity = compare_for_page(analysis);
  write_page(analysis, head, similarity, sink);
}

}  // namespace leitwort
