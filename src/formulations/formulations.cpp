#include "formulations/assembly.hpp"
#include "formulations/phrases.hpp"
#include "formulations/selection.hpp"
#include "parallel.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace leitwort {

using formulations::count_of;

std::string_view kind_name(FormulationKind kind) {
  switch (kind) {
    case FormulationKind::phrase:
      break;
    case FormulationKind::name:
      return "name";
    case FormulationKind::passage:
      return "passage";
    case FormulationKind::boilerplate:
      return "boilerplate";
  }
  return "phrase";
}

std::vector<DocumentIndex> documents_of(std::span<const Place> places, const Tokens& tokens) {
  std::vector<DocumentIndex> documents;
  for (const Place& place : places) {
    if (!documents.empty() && place.begin < tokens.document_begin[documents.back() + 1]) continue;
    documents.push_back(tokens.document_of(place.begin));
  }
  return documents;
}

Formulations find_formulations(const FormulationCorpus& corpus, const FormulationOptions& options,
                               const Observer& observer) {
  FormulationCounts counts;
  formulations::Selection selection(corpus, options, counts);
  const std::vector<formulations::Head> heads = selection.run(observer);
  return formulations::assemble_rows(corpus, options, heads, counts, observer);
}

Formulations formulations::assemble_rows(const FormulationCorpus& corpus,
                                         const FormulationOptions& options,
                                         const std::vector<Head>& heads,
                                         const FormulationCounts& counts,
                                         const Observer& observer) {
  Formulations result;
  result.counts = counts;
  std::vector<std::size_t> order(heads.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, [&](std::size_t x, std::size_t y) {
    return heads[x].score != heads[y].score ? heads[x].score > heads[y].score : x < y;
  });
  if (options.limit != 0 && order.size() > options.limit) {
    result.counts.beyond_limit += order.size() - options.limit;
    order.resize(options.limit);
  }
  const Assembly assembly(corpus, options);
  std::vector<std::vector<Place>> places(order.size());
  result.rows.resize(order.size());
  parallel_for(order.size(), [&](std::size_t i) {
    observer.check();
    result.rows[i] = assembly.assemble(heads[order[i]], places[i]);
  });
  std::vector<Formulation> rows;
  for (std::size_t i = 0; i < order.size(); ++i) {
    Formulation& row = result.rows[i];
    if (row.length < options.min_tokens) {  // the family's wordings are shorter than its head
      ++result.counts.too_short;
      continue;
    }
    row.places_begin = result.places.size();
    result.places.insert(result.places.end(), places[i].begin(), places[i].end());
    row.places_end = result.places.size();
    rows.push_back(std::move(row));
  }
  result.rows = std::move(rows);
  return result;
}

std::string explain(const Formulation& row) {
  std::string text = fmt::format("{}, {}; {} in {} tokens", count_of(row.documents, "document"),
                                 count_of(row.occurrences, "place"),
                                 count_of(row.content_words, "content word"), row.length);
  if (row.wordings.size() > 1) text += fmt::format("; {} wordings", row.wordings.size());
  if (row.repeated > 0) {
    text += fmt::format("; {} of the documents by a voice that uses it in another", row.repeated);
  }
  if (row.occurrences_alone < row.occurrences) {
    text += fmt::format("; {} of the places inside better formulations",
                        row.occurrences - row.occurrences_alone);
  }
  if (row.absorbed > 0) {
    text +=
        fmt::format("; holds {} without enough places of {} own",
                    count_of(row.absorbed, "other repeat"), row.absorbed == 1 ? "its" : "their");
  }
  if (row.kind == FormulationKind::name) text += "; capitalised like a name: ranked lower";
  if (row.kind == FormulationKind::passage) text += "; longer than a unit of speech: ranked lower";
  if (row.kind == FormulationKind::boilerplate) {
    text += "; stands where texts open or in suspected boilerplate: ranked lower";
  }
  return text;
}

}  // namespace leitwort
