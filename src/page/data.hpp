#pragma once

/// The data of the page: what schema.json says, which is its manual.

#include <leitwort/page.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace leitwort::page {

/// A part of the data, before it is packed.
struct PageBlock {
  std::string name;
  std::string bytes;
};

/// `core` first, then `formulations`, `similarity`, `passages`, `stretches`, `text-0`, `text-1`, …
std::vector<PageBlock> make_page_blocks(const PageTables& tables, const PageLimits& limits);

/// The element that stands for a block in the page: gzip, in base64. The same bytes give the same
/// element on every machine with the same zlib.
std::string pack(const PageBlock& block);

/// A page with all blocks in the places that it has for them. `page`: as page_template().
void fill_page(std::string_view page, const PageTables& tables, const PageLimits& limits,
               const Sink& sink);

}  // namespace leitwort::page
