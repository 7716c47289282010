#pragma once

/// The blocks of the page's data, as JSON: schema.json says what stands in them.

#include "page/choice.hpp"
#include <leitwort/page.hpp>

#include <string>

namespace leitwort::page {

std::string core_block(const PageTables& tables, const Shown& shown);
std::string formulations_block(const PageTables& tables, const Shown& shown);
std::string similarity_block(const PageTables& tables);
std::string passages_block(const PageTables& tables, const Shown& shown);

}  // namespace leitwort::page
