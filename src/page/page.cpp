#include "page/data.hpp"
#include "page/template.hpp"
#include "parallel.hpp"
#include "require.hpp"
#include <leitwort/error.hpp>
#include <leitwort/page.hpp>

#include <array>
#include <limits>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <zlib.h>

namespace leitwort {
namespace page {
namespace {

constexpr std::string_view kCoreMarker = "<!--leitwort:core-->";
constexpr std::string_view kBlocksMarker = "<!--leitwort:blocks-->";

std::string gzip(std::string_view bytes) {
  const Error failure("cannot be compressed", "the page", "");
  if (bytes.size() > std::numeric_limits<int>::max()) throw failure;
  z_stream stream{};
  constexpr int kWindow = 15, kGzip = 16, kMemory = 9;
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, kWindow + kGzip, kMemory,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    throw failure;
  }
  gz_header header{};  // time 0
  header.os = 255;     // unknown: the page is the same everywhere
  deflateSetHeader(&stream, &header);
  std::string packed(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  // zlib does not write there.
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int end = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (end != Z_STREAM_END) throw failure;
  return packed;
}

std::string base64(std::string_view bytes) {
  const auto* from = reinterpret_cast<const unsigned char*>(bytes.data());
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');  // it writes a zero behind
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), from,
                                     static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

}  // namespace

std::string pack(const PageBlock& block) {
  return fmt::format("<script type=\"text/plain\" id=\"block-{}\">{}</script>\n", block.name,
                     base64(gzip(block.bytes)));
}

void fill_page(std::string_view page, const PageTables& tables, const PageLimits& limits,
               const Sink& sink) {
  // The program of the page stands between them, and may speak of either.
  const std::size_t core = page.find(kCoreMarker), rest = page.rfind(kBlocksMarker);
  if (core == std::string_view::npos || rest == std::string_view::npos || rest < core) {
    throw Error("has no place for its data", "the page", "build Leitwort again, with Node");
  }
  std::vector<PageBlock> blocks = make_page_blocks(tables, limits);
  std::vector<std::string> packed(blocks.size());
  parallel_for(blocks.size(), [&](std::size_t i) {
    packed[i] = pack(blocks[i]);
    std::string().swap(blocks[i].bytes);
  });
  sink(page.substr(0, core));
  sink(packed.front());
  const std::size_t program = core + kCoreMarker.size();
  sink(page.substr(program, rest - program));
  for (std::size_t i = 1; i < packed.size(); ++i) sink(packed[i]);
  sink(page.substr(rest + kBlocksMarker.size()));
}

}  // namespace page

bool has_page() {
  return !page::page_template().empty();
}

void write_page(const PageTables& tables, const Sink& sink, const PageLimits& limits) {
  LEITWORT_REQUIRE(has_page(), "has_page()");
  page::fill_page(page::page_template(), tables, limits, sink);
}

}  // namespace leitwort
