/// Any bytes as a sketch file. Its checksum is mended first, or hardly any would be read.

#include "fuzz.hpp"
#include <leitwort/error.hpp>
#include <leitwort/similarity.hpp>

#include <cstring>

#include <xxhash.h>

namespace leitwort::fuzz {
namespace {

// As src/similarity/sketch_file.cpp has them.
constexpr std::string_view kMagic = "leitwort sketch\n";
constexpr std::size_t kFormat = 16, kChecksum = 24, kSummed = 32;

std::string mended(std::string_view bytes) {
  std::string file(bytes);
  if (file.size() < kSummed) return file;
  const std::uint64_t format = 1;  // and the zero behind it
  std::memcpy(file.data(), kMagic.data(), kMagic.size());
  std::memcpy(file.data() + kFormat, &format, sizeof format);
  const std::uint64_t sum = XXH3_64bits(file.data() + kSummed, file.size() - kSummed);
  std::memcpy(file.data() + kChecksum, &sum, sizeof sum);
  return file;
}

std::string written(const Sketches& sketches) {
  std::string bytes;
  write_sketches(sketches, [&](std::string_view part) { bytes += part; });
  return bytes;
}

void compare_all(const Sketches& sketches) {
  if (sketches.documents() > 64) return;
  const Ages ages{sketches.dates, sketches.ids};
  if (sketches.options.measure == Measure::jaccard) {
    const Duplicates found = find_duplicates(sketches.signatures, ages, {.banding = {4, 2}}, 0.5);
    for (const PairScore& pair : found.pairs) {
      require(pair.a < pair.b && pair.b < sketches.documents(), "a pair is of two documents");
    }
    group_duplicates(found.pairs, ages);
  }
}

}  // namespace
}  // namespace leitwort::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace leitwort;
  using namespace leitwort::fuzz;
  static const ScratchFile file("input.sketch"), again("again.sketch");
  try {
    const auto read = [](const std::string& path) {
      return read_sketches(std::make_shared<const WholeFile>(path), "input.sketch");
    };
    const Sketches sketches = read(file.write(mended(view(data, size))));
    const std::string bytes = written(sketches);
    require(written(read(again.write(bytes))) == bytes, "sketches are read as they are written");
    compare_all(sketches);
    OverlapIndex index(read(file.write(bytes)));
    if (index.documents() <= 64) {
      index.visit(PairSelection{}, [&](const PairScore& score) {
        require(score.a < index.documents() && score.b < index.documents(),
                "a pair is of two documents");
      });
    }
  } catch (const Error& error) {
    require(error.where() == "input.sketch", "an error says where");
    require(!error.problem().empty(), "an error says what");
  }
  return 0;
}
