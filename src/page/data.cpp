#include "page/data.hpp"

#include "page/blocks.hpp"
#include "page/choice.hpp"
#include "page/contract.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace leitwort::page {
namespace {

/// The block `stretches`, and the blocks that it tells of. A stretch lies in one block.
void append_texts(const PageTables& tables, const Shown& shown, const PageLimits& limits,
                  std::vector<PageBlock>& blocks) {
  std::vector<PageBlock> texts;
  std::vector<std::vector<std::uint64_t>> stretches(shown.stretches.size());
  for (std::size_t d = 0; d < shown.stretches.size(); ++d) {
    const std::string_view text = tables.found.documents[d].text;
    for (const Span& span : shown.stretches[d]) {
      const std::size_t size = span.end - span.begin;
      if (texts.empty() || texts.back().bytes.size() + size > limits.block_bytes) {
        texts.push_back({fmt::format("text-{}", texts.size()), ""});
      }
      stretches[d].insert(stretches[d].end(),
                          {span.begin, span.end, texts.size() - 1, texts.back().bytes.size()});
      texts.back().bytes += text.substr(span.begin, size);
    }
  }
  const contract::StretchesBlock block{
      .of_document = each<Each<std::uint64_t>>(
          stretches, [](const auto& flat) { return each<std::uint64_t>(flat); })};
  JsonText json;
  write(json, block);
  blocks.push_back({"stretches", json.take()});
  std::ranges::move(texts, std::back_inserter(blocks));
}

}  // namespace

std::vector<PageBlock> make_page_blocks(const PageTables& tables, const PageLimits& limits) {
  const Shown shown = choose(tables, limits);
  std::vector<PageBlock> blocks;
  blocks.push_back({"core", core_block(tables, shown)});
  blocks.push_back({"formulations", formulations_block(tables, shown)});
  blocks.push_back({"similarity", similarity_block(tables)});
  blocks.push_back({"passages", passages_block(tables, shown)});
  append_texts(tables, shown, limits, blocks);
  return blocks;
}

}  // namespace leitwort::page
