#include "report/table_list.hpp"

namespace leitwort {
namespace {

/// The same table of what a watch-list asks for.
TableFacts watched(TableFacts table) {
  table.name.insert(0, "watch.");
  table.about += ", of the formulations of a watch-list";
  return table;
}

}  // namespace

std::string_view type_name(ColumnType type) {
  switch (type) {
    case ColumnType::string:
      break;
    case ColumnType::integer:
      return "integer";
    case ColumnType::number:
      return "number";
  }
  return "string";
}

const std::vector<TableFacts>& tables() {
  using namespace report;
  static const std::vector<TableFacts> all = {documents_facts(),
                                              similarity_facts(),
                                              matrix_facts(),
                                              matrix_ids_facts(),
                                              formulations_facts(),
                                              occurrences_facts(),
                                              timeline_facts(),
                                              watched(formulations_facts()),
                                              watched(occurrences_facts()),
                                              watched(timeline_facts()),
                                              passages_facts(),
                                              clusters_facts(),
                                              duplicates_facts(),
                                              duplicate_pairs_facts(),
                                              boilerplate_facts()};
  return all;
}

}  // namespace leitwort
