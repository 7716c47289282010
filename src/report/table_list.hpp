#pragma once

/// Private to report/: what each table is, for the list of all of them.

#include <leitwort/tables.hpp>

namespace leitwort::report {

template <typename Record>
TableFacts facts_of(const Table<Record>& table) {
  return {std::string(table.name),
          std::string(table.about),
          {table.columns.begin(), table.columns.end()}};
}

TableFacts documents_facts();
TableFacts boilerplate_facts();
TableFacts similarity_facts();
TableFacts matrix_facts();
TableFacts matrix_ids_facts();
TableFacts duplicates_facts();
TableFacts duplicate_pairs_facts();
TableFacts formulations_facts();
TableFacts occurrences_facts();
TableFacts timeline_facts();
TableFacts passages_facts();
TableFacts clusters_facts();

/// Unknown where it is empty.
inline std::optional<std::string> known(std::string text) {
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

}  // namespace leitwort::report
