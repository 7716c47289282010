#pragma once

/// Reads a page back: what lies in its blocks.

#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>
#include <zlib.h>

namespace leitwort::test {

inline std::string from_base64(std::string_view text) {
  static const std::string kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  if (text.size() % 4 != 0) throw std::runtime_error("base64 of a wrong length");
  std::string bytes;
  std::uint32_t group = 0;
  unsigned digits = 0, padding = 0;
  for (const char c : text) {
    const std::size_t digit = kDigits.find(c);
    if (c == '=')
      ++padding;
    else if (digit == std::string::npos || padding > 0)
      throw std::runtime_error("no base64");
    group = group << 6U | (c == '=' ? 0U : static_cast<std::uint32_t>(digit));
    if (++digits % 4 != 0) continue;
    for (unsigned i = 0; i < 3 - padding; ++i) {
      bytes += static_cast<char>(group >> (16U - 8U * i) & 0xFFU);
    }
    group = 0;
  }
  return bytes;
}

inline std::string gunzip(std::string packed) {
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 16) != Z_OK) throw std::runtime_error("no inflate");
  stream.next_in = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_in = static_cast<uInt>(packed.size());
  std::string bytes;
  int state = Z_OK;
  while (state == Z_OK) {
    std::string part(1 << 16, '\0');
    stream.next_out = reinterpret_cast<Bytef*>(part.data());
    stream.avail_out = static_cast<uInt>(part.size());
    state = inflate(&stream, Z_NO_FLUSH);
    bytes.append(part, 0, part.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  if (state != Z_STREAM_END || stream.avail_in != 0) throw std::runtime_error("no whole gzip");
  return bytes;
}

/// The blocks of a page, by name.
inline std::map<std::string, std::string> blocks_of(std::string_view page) {
  static constexpr std::string_view kOpen = "<script type=\"text/plain\" id=\"block-";
  std::map<std::string, std::string> blocks;
  for (std::size_t at = page.find(kOpen); at != std::string_view::npos; at = page.find(kOpen, at)) {
    at += kOpen.size();
    const std::size_t name_end = page.find("\">", at);
    const std::size_t end = page.find("</script>", at);
    const std::string name(page.substr(at, name_end - at));
    if (!blocks.emplace(name, gunzip(from_base64(page.substr(name_end + 2, end - name_end - 2))))
             .second) {
      throw std::runtime_error("a block twice: " + name);
    }
    at = end;
  }
  return blocks;
}

/// A page, read.
struct ReadPage {
  std::map<std::string, std::string> blocks;
  nlohmann::json core, formulations, similarity, passages, stretches;

  explicit ReadPage(std::string_view page) : blocks(blocks_of(page)) {
    // Strictly: what is not UTF-8 throws.
    core = nlohmann::json::parse(blocks.at("core"));
    formulations = nlohmann::json::parse(blocks.at("formulations"));
    similarity = nlohmann::json::parse(blocks.at("similarity"));
    passages = nlohmann::json::parse(blocks.at("passages"));
    stretches = nlohmann::json::parse(blocks.at("stretches"));
  }

  /// A part of a document's text that the page holds.
  struct Stretch {
    std::size_t begin = 0, end = 0;
    std::string_view text;
  };
  [[nodiscard]] std::vector<Stretch> stretches_of(std::size_t document) const {
    std::vector<Stretch> found;
    const nlohmann::json& flat = stretches.at("of_document").at(document);
    for (std::size_t i = 0; i < flat.size(); i += 4) {
      const auto begin = flat.at(i).get<std::size_t>(), end = flat.at(i + 1).get<std::size_t>();
      const std::string& block =
          blocks.at("text-" + std::to_string(flat.at(i + 2).get<std::size_t>()));
      const auto offset = flat.at(i + 3).get<std::size_t>();
      found.push_back({begin, end, std::string_view(block).substr(offset, end - begin)});
    }
    return found;
  }
  [[nodiscard]] bool holds(std::size_t document, std::size_t begin, std::size_t end) const {
    for (const Stretch& s : stretches_of(document)) {
      if (s.begin <= begin && end <= s.end) return true;
    }
    return begin == end;
  }

  struct Place {
    std::size_t document = 0, begin = 0, end = 0, wording = 0;
  };
  [[nodiscard]] std::vector<Place> places_of(std::size_t row) const {
    std::vector<Place> places;
    const nlohmann::json& flat = formulations.at("rows").at(row).at("places");
    std::int64_t document = 0, end = 0;
    for (std::size_t i = 0; i < flat.size(); i += 4) {
      const auto step = flat.at(i).get<std::int64_t>();
      if (step > 0) end = 0;
      document += step;
      const std::int64_t begin = end + flat.at(i + 1).get<std::int64_t>();
      end = begin + flat.at(i + 2).get<std::int64_t>();
      places.push_back({static_cast<std::size_t>(document), static_cast<std::size_t>(begin),
                        static_cast<std::size_t>(end), flat.at(i + 3).get<std::size_t>()});
    }
    return places;
  }

  struct Pair {
    std::size_t a = 0, b = 0, shared = 0;
  };
  [[nodiscard]] std::vector<Pair> pairs_of(std::size_t table) const {
    std::vector<Pair> pairs;
    const nlohmann::json& columns = similarity.at("tables").at(table);
    std::size_t a = 0, b = 0;
    for (std::size_t i = 0; i < columns.at("a").size(); ++i) {
      const auto step = columns.at("a").at(i).get<std::size_t>();
      if (step > 0) b = 0;
      a += step;
      b += columns.at("b").at(i).get<std::size_t>();
      pairs.push_back({a, b, columns.at("shared").at(i).get<std::size_t>()});
    }
    return pairs;
  }

  /// The limit that tells of something, or null.
  [[nodiscard]] const nlohmann::json* limit(const std::string& what) const {
    for (const nlohmann::json& limit : core.at("limits")) {
      if (limit.at("what") == what) return &limit;
    }
    return nullptr;
  }
};

}  // namespace leitwort::test
