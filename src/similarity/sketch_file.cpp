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

/// A sketch file that is being written. Its parts are views of the sketches and of itself.
class Writer {
 public:
  using Sink = std::function<void(std::string_view)>;

  /// Keeps a view of `sketches`.
  explicit Writer(const Sketches& sketches) : sketches_(sketches) {
    view_parts();
    lay_out();
    header_.checksum = checksum();
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// The header and all parts, each filled up to the alignment.
  void write(const Sink& out) const {
    const std::string zeros(kAlignment, '\0');
    const auto pad = [&](std::uint64_t bytes) {
      out(std::string_view(zeros).substr(0, padded(bytes) - bytes));
    };
    const Signatures& signatures = sketches_.signatures;
    out(bytes_of(&header_, 1));
    pad(sizeof header_);
    for (std::size_t s = 0; s < kSections; ++s) {
      if (s == kValues && !sampled_) {
        for (const std::uint32_t* row : signatures.rows) out(bytes_of(row, header_.slots));
      } else if (s == kSmallSets && !sampled_) {
        for (DocumentIndex d = 0; d < header_.documents; ++d) {
          if (signatures.is_small(d))
            out(bytes_of(signatures.small_sets[d], signatures.shingles[d]));
        }
      } else {
        out(parts_[s]);
      }
      pad(header_.bytes[s]);
    }
  }

 private:
  void view_parts() {
    for (const std::string& id : sketches_.ids) {
      ids_ += id;
      id_begin_.push_back(ids_.size());
    }
    for (const Date& date : sketches_.dates) {
      dates_.push_back({date.year, date.month, date.day, date.circa, {}});
    }
    parts_[kIdBegin] = bytes_of(id_begin_);
    parts_[kIds] = ids_;
    parts_[kDates] = bytes_of(dates_);
    parts_[kShingles] = bytes_of(sketches_.shingles());
    if (!sampled_) return;
    parts_[kSampledBegin] = bytes_of(sketches_.scaled.sampled.document_begin);
    parts_[kSampled] = bytes_of(sketches_.scaled.sampled.hashes);
    parts_[kLimits] = bytes_of(sketches_.scaled.limits);
  }

  /// Fills the header, but for the checksum: the parameters, and where each part lies.
  void lay_out() {
    const SketchOptions& options = sketches_.options;
    std::ranges::copy(kMagic, header_.magic);
    header_.format = kFormat;
    header_.measure = sampled_ ? 1 : 0;
    header_.k = options.k;
    header_.slots = options.signature.slots;
    header_.scale = options.scale.scale;
    header_.least = options.scale.least;
    header_.seed = options.signature.seed;
    header_.documents = sketches_.documents();
    header_.tokens = sketches_.tokens;
    std::uint64_t offset = padded(sizeof header_);
    for (std::size_t s = 0; s < kSections; ++s) {
      header_.offset[s] = offset;
      header_.bytes[s] = parts_[s].size();
      if (s == kValues && !sampled_) {
        header_.bytes[s] = header_.documents * header_.slots * sizeof(std::uint32_t);
      }
      if (s == kSmallSets && !sampled_) {
        header_.bytes[s] = small_shingles() * sizeof(std::uint64_t);
      }
      offset += padded(header_.bytes[s]);
    }
  }

  [[nodiscard]] std::uint64_t small_shingles() const {
    const Signatures& signatures = sketches_.signatures;
    std::uint64_t count = 0;
    for (DocumentIndex d = 0; d < signatures.documents(); ++d) {
      count += signatures.is_small(d) ? signatures.shingles[d] : 0;
    }
    return count;
  }

  /// Of all that is written behind the field that holds it.
  [[nodiscard]] std::uint64_t checksum() const {
    const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> sum(XXH3_createState(),
                                                                       XXH3_freeState);
    XXH3_64bits_reset(sum.get());
    std::size_t skip = kUnsummed;
    write([&](std::string_view bytes) {
      const std::size_t skipped = std::min(skip, bytes.size());
      skip -= skipped;
      bytes.remove_prefix(skipped);
      XXH3_64bits_update(sum.get(), bytes.data(), bytes.size());
    });
    return XXH3_64bits_digest(sum.get());
  }

  const Sketches& sketches_;
  const bool sampled_ = sketches_.options.measure == Measure::containment;
  std::vector<std::uint64_t> id_begin_ = {0};
  std::string ids_;
  std::vector<PackedDate> dates_;
  std::string_view parts_[kSections];  // kValues and kSmallSets are written row by row
  Header header_{};
};

void check_parameters(const Reader& reader) {
  constexpr unsigned kMost = 1U << 20;  // of any parameter that makes sense
  const Header& header = reader.header();
  if (header.documents >= ~DocumentIndex{0} || header.measure > 1 || header.k == 0 ||
      header.k > kMost || header.slots == 0 || header.slots > kMost || header.scale > kMost ||
      header.least > kMost) {
    reader.damaged();
  }
}

/// The ids and dates.
void read_documents(const Reader& reader, Sketches& sketches) {
  const std::uint64_t documents = reader.header().documents;
  const auto ids = reader.section<char>(kIds);
  const auto id_begin = reader.begins(kIdBegin, ids.size());
  const auto dates = reader.section<PackedDate>(kDates, documents);
  for (std::size_t d = 0; d < documents; ++d) {
    sketches.ids.emplace_back(ids.data() + id_begin[d], id_begin[d + 1] - id_begin[d]);
    sketches.dates.push_back({dates[d].year, dates[d].month, dates[d].day, dates[d].circa != 0});
  }
}

/// Copies the sampled hashes. `shingles`: how many each document has.
void read_scaled(const Reader& reader, std::span<const std::uint64_t> shingles,
                 ScaledSketches& scaled) {
  const Header& header = reader.header();
  scaled.options = {header.scale, header.least};
  scaled.sampled.k = header.k;
  const auto hashes = reader.section<std::uint64_t>(kSampled);
  const auto begin = reader.begins(kSampledBegin, hashes.size());
  const auto limits = reader.section<std::uint64_t>(kLimits, header.documents);
  scaled.sampled.hashes.assign(hashes.begin(), hashes.end());
  scaled.sampled.document_begin.assign(begin.begin(), begin.end());
  scaled.limits.assign(limits.begin(), limits.end());
  scaled.shingles.assign(shingles.begin(), shingles.end());
  for (DocumentIndex d = 0; d < header.documents; ++d) {
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
}

/// The rows and small sets, which are views of the file: whoever has them keeps its bytes.
void read_signatures(const Reader& reader, std::span<const std::uint64_t> shingles,
                     Signatures& signatures) {
  const Header& header = reader.header();
  signatures.options = {header.slots, header.seed};
  signatures.k = header.k;
  signatures.shingles.assign(shingles.begin(), shingles.end());
  auto small = reader.section<std::uint64_t>(kSmallSets);
  const auto values = reader.section<std::uint32_t>(kValues, header.documents * header.slots);
  for (std::size_t d = 0; d < header.documents; ++d) {
    signatures.rows.push_back(values.data() + d * header.slots);
    const bool is_small = shingles[d] < header.slots;
    if (is_small && shingles[d] > small.size()) reader.damaged();
    signatures.small_sets.push_back(is_small ? small.data() : nullptr);
    if (is_small) small = small.subspan(shingles[d]);
  }
  if (!small.empty()) reader.damaged();
}

}  // namespace

void write_sketches(const Sketches& sketches, const std::function<void(std::string_view)>& sink) {
  Writer(sketches).write(sink);
}

Sketches read_sketches(std::shared_ptr<const WholeFile> bytes, const std::string& name) {
  const Reader reader(bytes->bytes(), name);
  check_parameters(reader);
  const Header& header = reader.header();
  const bool sampled = header.measure == 1;
  Sketches sketches;
  sketches.options.k = header.k;
  sketches.options.measure = sampled ? Measure::containment : Measure::jaccard;
  sketches.options.signature = {header.slots, header.seed};
  sketches.options.scale = {header.scale, header.least};
  sketches.tokens = header.tokens;
  read_documents(reader, sketches);
  const auto shingles = reader.section<std::uint64_t>(kShingles, header.documents);
  if (sampled) {
    read_scaled(reader, shingles, sketches.scaled);
  } else {
    read_signatures(reader, shingles, sketches.signatures);
    sketches.signatures.memory.keep(std::move(bytes));
  }
  return sketches;
}

}  // namespace leitwort
