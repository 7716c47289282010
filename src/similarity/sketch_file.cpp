#include <leitwort/error.hpp>
#include <leitwort/similarity.hpp>

#include <algorithm>
#include <bit>
#include <cstring>
#include <functional>

#include <fmt/format.h>
#include <xxhash.h>

namespace leitwort {
namespace {

constexpr char kMagic[16] = {'l', 'e', 'i', 't', 'w', 'o', 'r', 't',
                             ' ', 's', 'k', 'e', 't', 'c', 'h', '\n'};
constexpr std::uint32_t kFormat = 1;  // of the file; raised when its layout or the hashes change
constexpr std::size_t kAlignment = 64;

/// What follows the header, in this order.
enum Section : std::uint8_t {
  kIdBegin,       // D + 1 × u64, into kIds
  kIds,           // bytes
  kDates,         // D × PackedDate
  kShingles,      // D × u64
  kSmallSets,     // u64, those of documents with fewer shingles than slots
  kValues,        // D × slots × u32
  kSampledBegin,  // D + 1 × u64, into kSampled
  kSampled,       // u64
  kLimits,        // D × u64
  kSections,
};

struct PackedDate {
  std::int16_t year;
  std::uint8_t month, day, circa, zero[3];
};

struct Header {
  char magic[sizeof kMagic];
  std::uint32_t format;
  std::uint32_t zero;
  std::uint64_t checksum;  // XXH3 of the bytes behind this field
  std::uint32_t measure, k, slots, scale, least, zero_too;
  std::uint64_t seed, documents, tokens;
  std::uint64_t offset[kSections], bytes[kSections];
};
constexpr std::size_t kUnsummed = offsetof(Header, checksum) + sizeof(Header::checksum);

static_assert(std::endian::native == std::endian::little, "sketch files are little-endian");

template <typename T>
std::string_view bytes_of(const T* data, std::size_t count) {
  return {reinterpret_cast<const char*>(data), count * sizeof(T)};
}
template <typename T>
std::string_view bytes_of(const std::vector<T>& values) {
  return bytes_of(values.data(), values.size());
}

std::size_t padded(std::size_t bytes) {
  return (bytes + kAlignment - 1) / kAlignment * kAlignment;
}

/// Reads the parts of a file, none of which it believes to be there.
class Reader {
 public:
  Reader(std::string_view bytes, std::string name) : bytes_(bytes), name_(std::move(name)) {
    if (bytes.size() < sizeof header_ || std::memcmp(bytes.data(), kMagic, sizeof kMagic) != 0) {
      throw Error("is not a sketch file", name_, "make one with leitwort sketch");
    }
    std::memcpy(&header_, bytes.data(), sizeof header_);
    if (header_.format != kFormat) {
      throw Error(fmt::format("is a sketch file of format {}; this version reads format {}",
                              header_.format, kFormat),
                  name_, "make it again with this version of leitwort sketch");
    }
    if (header_.zero != 0 ||
        XXH3_64bits(bytes.data() + kUnsummed, bytes.size() - kUnsummed) != header_.checksum) {
      damaged();
    }
  }

  [[nodiscard]] const Header& header() const { return header_; }

  /// A part of `count` values.
  template <typename T>
  [[nodiscard]] std::span<const T> section(Section s, std::uint64_t count) const {
    if (header_.bytes[s] != count * sizeof(T)) damaged();
    return section<T>(s);
  }
  /// A part of as many values as there are.
  template <typename T>
  [[nodiscard]] std::span<const T> section(Section s) const {
    const std::uint64_t offset = header_.offset[s], size = header_.bytes[s];
    if (offset % kAlignment != 0 || offset > bytes_.size() || size > bytes_.size() - offset ||
        size % sizeof(T) != 0) {
      damaged();
    }
    return {reinterpret_cast<const T*>(bytes_.data() + offset), size / sizeof(T)};
  }
  /// Where each document's values begin in another part of `total` values.
  [[nodiscard]] std::span<const std::uint64_t> begins(Section s, std::uint64_t total) const {
    const auto begin = section<std::uint64_t>(s, header_.documents + 1);
    if (begin.front() != 0 || begin.back() != total || !std::ranges::is_sorted(begin)) damaged();
    return begin;
  }

  [[noreturn]] void damaged() const {
    throw Error("is damaged, or was not written to its end", name_,
                "make it again with leitwort sketch");
  }

 private:
  std::string_view bytes_;
  std::string name_;
  Header header_{};
};

}  // namespace

void write_sketches(const Sketches& sketches, const std::function<void(std::string_view)>& sink) {
  const bool sampled = sketches.options.measure == Measure::containment;
  const Signatures& signatures = sketches.signatures;
  const ScaledSketches& scaled = sketches.scaled;
  const std::size_t documents = sketches.documents();
  const unsigned slots = sketches.options.signature.slots;

  std::vector<std::uint64_t> id_begin = {0};
  std::string ids;
  for (const std::string& id : sketches.ids) {
    ids += id;
    id_begin.push_back(ids.size());
  }
  std::vector<PackedDate> dates;
  for (const Date& date : sketches.dates) {
    dates.push_back({date.year, date.month, date.day, date.circa, {}});
  }
  std::string_view parts[kSections];  // kValues and kSmallSets are written row by row
  parts[kIdBegin] = bytes_of(id_begin);
  parts[kIds] = ids;
  parts[kDates] = bytes_of(dates);
  parts[kShingles] = bytes_of(sketches.shingles());
  if (sampled) {
    parts[kSampledBegin] = bytes_of(scaled.sampled.document_begin);
    parts[kSampled] = bytes_of(scaled.sampled.hashes);
    parts[kLimits] = bytes_of(scaled.limits);
  }
  std::uint64_t small_shingles = 0;
  for (DocumentIndex d = 0; d < signatures.documents(); ++d) {
    small_shingles += signatures.is_small(d) ? signatures.shingles[d] : 0;
  }

  Header header{};
  std::ranges::copy(kMagic, header.magic);
  header.format = kFormat;
  header.measure = sampled ? 1 : 0;
  header.k = sketches.options.k;
  header.slots = slots;
  header.scale = sketches.options.scale.scale;
  header.least = sketches.options.scale.least;
  header.seed = sketches.options.signature.seed;
  header.documents = documents;
  header.tokens = sketches.tokens;
  std::uint64_t offset = padded(sizeof header);
  for (std::size_t s = 0; s < kSections; ++s) {
    header.offset[s] = offset;
    header.bytes[s] = parts[s].size();
    if (s == kValues && !sampled) header.bytes[s] = documents * slots * sizeof(std::uint32_t);
    if (s == kSmallSets && !sampled) header.bytes[s] = small_shingles * sizeof(std::uint64_t);
    offset += padded(header.bytes[s]);
  }

  const auto write_all = [&](const std::function<void(std::string_view)>& out) {
    const std::string zeros(kAlignment, '\0');
    const auto pad = [&](std::uint64_t bytes) {
      out(std::string_view(zeros).substr(0, padded(bytes) - bytes));
    };
    out(bytes_of(&header, 1));
    pad(sizeof header);
    for (std::size_t s = 0; s < kSections; ++s) {
      if (s == kValues && !sampled) {
        for (const std::uint32_t* row : signatures.rows) out(bytes_of(row, slots));
      } else if (s == kSmallSets && !sampled) {
        for (DocumentIndex d = 0; d < documents; ++d) {
          if (signatures.is_small(d))
            out(bytes_of(signatures.small_sets[d], signatures.shingles[d]));
        }
      } else {
        out(parts[s]);
      }
      pad(header.bytes[s]);
    }
  };
  // Once for the checksum, once for the file.
  const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> sum(XXH3_createState(),
                                                                     XXH3_freeState);
  XXH3_64bits_reset(sum.get());
  std::size_t skip = kUnsummed;
  write_all([&](std::string_view bytes) {
    const std::size_t skipped = std::min(skip, bytes.size());
    skip -= skipped;
    bytes.remove_prefix(skipped);
    XXH3_64bits_update(sum.get(), bytes.data(), bytes.size());
  });
  header.checksum = XXH3_64bits_digest(sum.get());
  write_all(sink);
}

Sketches read_sketches(std::shared_ptr<const WholeFile> bytes, const std::string& name) {
  const Reader reader(bytes->bytes(), name);
  const Header& header = reader.header();
  const std::uint64_t documents = header.documents;
  const bool sampled = header.measure == 1;
  constexpr unsigned kMost = 1U << 20;  // of any parameter that makes sense
  if (documents >= ~DocumentIndex{0} || header.measure > 1 || header.k == 0 || header.k > kMost ||
      header.slots == 0 || header.slots > kMost || header.scale > kMost || header.least > kMost) {
    reader.damaged();
  }

  Sketches sketches;
  sketches.options.k = header.k;
  sketches.options.measure = sampled ? Measure::containment : Measure::jaccard;
  sketches.options.signature = {header.slots, header.seed};
  sketches.options.scale = {header.scale, header.least};
  sketches.tokens = header.tokens;

  const auto ids = reader.section<char>(kIds);
  const auto id_begin = reader.begins(kIdBegin, ids.size());
  const auto dates = reader.section<PackedDate>(kDates, documents);
  const auto shingles = reader.section<std::uint64_t>(kShingles, documents);
  for (std::size_t d = 0; d < documents; ++d) {
    sketches.ids.emplace_back(ids.data() + id_begin[d], id_begin[d + 1] - id_begin[d]);
    sketches.dates.push_back({dates[d].year, dates[d].month, dates[d].day, dates[d].circa != 0});
  }
  if (sampled) {
    ScaledSketches& scaled = sketches.scaled;
    scaled.options = sketches.options.scale;
    scaled.sampled.k = header.k;
    const auto hashes = reader.section<std::uint64_t>(kSampled);
    const auto begin = reader.begins(kSampledBegin, hashes.size());
    const auto limits = reader.section<std::uint64_t>(kLimits, documents);
    scaled.sampled.hashes.assign(hashes.begin(), hashes.end());
    scaled.sampled.document_begin.assign(begin.begin(), begin.end());
    scaled.limits.assign(limits.begin(), limits.end());
    scaled.shingles.assign(shingles.begin(), shingles.end());
    for (DocumentIndex d = 0; d < documents; ++d) {
      const std::span<const std::uint64_t> kept = scaled.sampled.of(d);
      const bool complete = limits[d] == ScaledSketches::kComplete;
      const bool strictly_ascending =
          std::ranges::adjacent_find(kept, std::greater_equal{}) == kept.end();
      if (complete ? kept.size() != shingles[d]
                   : kept.size() > shingles[d] || (!kept.empty() && kept.back() >= limits[d])) {
        reader.damaged();
      }
      if (!strictly_ascending) reader.damaged();
    }
    return sketches;
  }
  Signatures& signatures = sketches.signatures;
  signatures.options = sketches.options.signature;
  signatures.k = header.k;
  signatures.shingles.assign(shingles.begin(), shingles.end());
  auto small = reader.section<std::uint64_t>(kSmallSets);
  const auto values = reader.section<std::uint32_t>(kValues, documents * header.slots);
  for (std::size_t d = 0; d < documents; ++d) {
    signatures.rows.push_back(values.data() + d * header.slots);
    const bool is_small = shingles[d] < header.slots;
    if (is_small && shingles[d] > small.size()) reader.damaged();
    signatures.small_sets.push_back(is_small ? small.data() : nullptr);
    if (is_small) small = small.subspan(shingles[d]);
  }
  if (!small.empty()) reader.damaged();
  signatures.memory.keep(std::move(bytes));
  return sketches;
}

}  // namespace leitwort
