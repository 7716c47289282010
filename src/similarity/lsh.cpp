/// Locality-sensitive hashing of signatures. Each band of slots is a key; documents with equal keys
/// are brought together by sorting, and every pair brought together is compared, so that bands only
/// decide what is looked at, never what is a duplicate.

#include "parallel.hpp"
#include "similarity/compare.hpp"
#include <leitwort/error.hpp>
#include <leitwort/sequence.hpp>
#include <leitwort/similarity.hpp>

#include <algorithm>
#include <bit>
#include <cmath>

#include <fmt/format.h>
#include <omp.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace leitwort {
namespace {

using similarity::compare_signatures;
using similarity::count_equal;
using similarity::equal_mask;
using similarity::least_equal;

/// The documents that share a key with another, for one band.
struct Buckets {
  std::vector<std::uint32_t> begin{0};
  std::vector<DocumentIndex> documents;  // of each bucket, ascending
};

/// What a thread sorts in, from one band to the next.
struct SortingRoom {
  std::vector<std::uint64_t> seen, again;  // bitmaps
  std::vector<std::uint64_t> keys;
  std::vector<DocumentIndex> documents;
  std::vector<std::uint64_t> key_scratch;
  std::vector<std::uint32_t> document_scratch;
};

/// What one thread found.
struct Findings {
  std::vector<PairScore> pairs;
  std::uint64_t candidates = 0, below = 0, not_compared = 0;
};

class Search {
 public:
  Search(const Signatures& signatures, const Ages& ages, const DuplicateOptions& options,
         double least, Kernel kernel)
      : signatures_(signatures),
        ages_(ages),
        options_(options),
        kernel_(kernel),
        least_slots_(least_equal(least, signatures.options.slots)) {
    for (DocumentIndex d = 0; d < signatures.documents(); ++d) {
      if (signatures.shingles[d] > 0) documents_.push_back(d);
    }
  }

  Duplicates run() {
    const Banding banding = options_.banding;
    std::vector<Buckets> bands(banding.bands);
    {
      const std::vector<std::uint32_t> keys = make_keys();
      std::vector<SortingRoom> rooms(static_cast<std::size_t>(omp_get_max_threads()));
      parallel_for(banding.bands, [&](std::size_t band) {
        bands[band] =
            find_buckets(std::span(keys).subspan(band * documents_.size(), documents_.size()),
                         rooms[static_cast<std::size_t>(omp_get_thread_num())]);
      });
    }

    Duplicates result;
    struct Task {
      std::size_t band, first, last;
    };
    std::vector<Task> tasks;
    constexpr std::size_t kBuckets = 512;
    for (std::size_t band = 0; band < bands.size(); ++band) {
      const std::size_t count = bands[band].begin.size() - 1;
      for (std::size_t first = 0; first < count; first += kBuckets) {
        tasks.push_back({band, first, std::min(first + kBuckets, count)});
      }
      for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t size = bands[band].begin[i + 1] - bands[band].begin[i];
        if (size <= options_.largest_bucket) continue;
        ++result.large_buckets;
        result.largest_bucket = std::max<std::uint64_t>(result.largest_bucket, size);
        for (std::uint32_t r = bands[band].begin[i]; r < bands[band].begin[i + 1]; ++r) {
          note_large_bucket(bands[band].documents[r], band);
        }
      }
    }

    std::vector<Findings> findings(tasks.size());
    parallel_for(tasks.size(), [&](std::size_t t) {
      const Buckets& buckets = bands[tasks[t].band];
      for (std::size_t i = tasks[t].first; i < tasks[t].last; ++i) {
        const auto bucket = std::span(buckets.documents)
                                .subspan(buckets.begin[i], buckets.begin[i + 1] - buckets.begin[i]);
        if (bucket.size() <= options_.largest_bucket)
          compare_all(bucket, tasks[t].band, findings[t]);
        else
          compare_with_representatives(bucket, findings[t]);
      }
    });
    for (const Findings& found : findings) {
      result.pairs.insert(result.pairs.end(), found.pairs.begin(), found.pairs.end());
      result.candidates += found.candidates;
      result.below += found.below;
      result.not_compared += found.not_compared;
    }
    const auto place = [](const PairScore& s) { return std::pair(s.a, s.b); };
    std::ranges::sort(result.pairs, {}, place);
    const auto repeated = std::ranges::unique(result.pairs, {}, place);
    result.pairs.erase(repeated.begin(), repeated.end());
    return result;
  }

 private:
  /// A key for every document and band, band by band: hashes of the band's slots.
  [[nodiscard]] std::vector<std::uint32_t> make_keys() const {
    const std::size_t n = documents_.size();
    const std::size_t bands = options_.banding.bands, rows = options_.banding.rows;
    std::vector<std::uint32_t> keys(n * bands);
    parallel_ranges(n, 1024, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        const std::uint32_t* const row = signatures_.rows[documents_[i]];
        for (std::size_t band = 0; band < bands; ++band) {
          keys[band * n + i] =
              static_cast<std::uint32_t>(XXH3_64bits(row + band * rows, rows * sizeof *row));
        }
      }
    });
    return keys;
  }

  /// Documents with equal keys. Most have a key of their own: two bitmaps tell who may share one,
  /// and only they are sorted.
  Buckets find_buckets(std::span<const std::uint32_t> keys, SortingRoom& room) const {
    // 16 bits a document: one in sixteen is sorted for nothing.
    const unsigned bits =
        std::clamp(static_cast<unsigned>(std::bit_width(16 * keys.size())), 6U, 32U);
    const auto cell = [bits](std::uint32_t key) { return key >> (32 - bits); };
    room.seen.assign(std::size_t{1} << (bits - 6), 0);
    room.again.assign(std::size_t{1} << (bits - 6), 0);
    for (const std::uint32_t key : keys) {
      const std::uint32_t c = cell(key);
      const std::uint64_t bit = std::uint64_t{1} << (c % 64);
      room.again[c / 64] |= room.seen[c / 64] & bit;
      room.seen[c / 64] |= bit;
    }
    room.keys.clear();
    room.documents.clear();
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const std::uint32_t c = cell(keys[i]);
      if ((room.again[c / 64] >> (c % 64) & 1) == 0) continue;
      room.keys.push_back(keys[i]);
      room.documents.push_back(documents_[i]);
    }
    radix_sort(room.keys, room.documents, 32, room.key_scratch, room.document_scratch);

    Buckets buckets;
    const std::size_t size = room.keys.size();
    for (std::size_t first = 0, last = 0; first < size; first = last) {
      while (last < size && room.keys[last] == room.keys[first]) ++last;
      if (last - first < 2) continue;
      const auto bucket = std::span(room.documents).subspan(first, last - first);
      buckets.documents.insert(buckets.documents.end(), bucket.begin(), bucket.end());
      buckets.begin.push_back(static_cast<std::uint32_t>(buckets.documents.size()));
    }
    return buckets;
  }

  void compare_all(std::span<const DocumentIndex> bucket, std::size_t band,
                   Findings& findings) const {
    const unsigned slots = signatures_.options.slots;
    std::vector<std::uint64_t> mask((slots + 63) / 64);
    for (std::size_t i = 0; i < bucket.size(); ++i) {
      for (std::size_t j = i + 1; j < bucket.size(); ++j) {
        const DocumentIndex a = bucket[i], b = bucket[j];
        const unsigned equal =
            equal_mask(signatures_.rows[a], signatures_.rows[b], slots, mask.data(), kernel_);
        // Different bands may have one key; it is 32 bits.
        if (!agree(mask, band)) continue;
        if (compared_before(mask, band, a)) continue;
        ++findings.candidates;
        keep(a, b, equal, findings);
      }
    }
  }

  /// Every document is compared with the earliest of the bucket, and with those that were like none
  /// of the earlier ones, up to a number.
  void compare_with_representatives(std::span<const DocumentIndex> bucket,
                                    Findings& findings) const {
    constexpr std::size_t kMost = 16;
    const unsigned slots = signatures_.options.slots;
    std::vector<DocumentIndex> representatives;
    std::uint64_t compared = 0;
    std::vector<DocumentIndex> by_age(bucket.begin(), bucket.end());
    ages_.sort(by_age);
    for (const DocumentIndex d : by_age) {
      bool alike = false;
      for (const DocumentIndex other : representatives) {
        ++compared;
        const unsigned equal =
            count_equal(signatures_.rows[d], signatures_.rows[other], slots, kernel_);
        alike = keep(other, d, equal, findings) || alike;
      }
      if (!alike && representatives.size() < kMost) representatives.push_back(d);
    }
    findings.candidates += compared;
    findings.not_compared += std::uint64_t{bucket.size()} * (bucket.size() - 1) / 2 - compared;
  }

  /// Keeps a pair that is near enough; whether it is at the threshold.
  bool keep(DocumentIndex a, DocumentIndex b, unsigned equal, Findings& findings) const {
    const bool known = signatures_.is_small(a) && signatures_.is_small(b);
    if (!known && equal < least_slots_) {
      ++findings.below;
      return false;
    }
    const PairScore score = compare_signatures(signatures_, a, b, equal);
    const bool is_duplicate = score.jaccard >= options_.threshold;
    findings.below += is_duplicate ? 0 : 1;
    if (is_duplicate || !known) findings.pairs.push_back(score);
    return is_duplicate;
  }

  /// Whether all slots of a band are equal.
  [[nodiscard]] bool agree(const std::vector<std::uint64_t>& mask, std::size_t band) const {
    const std::size_t rows = options_.banding.rows;
    for (std::size_t s = band * rows; s < (band + 1) * rows; ++s) {
      if ((mask[s / 64] >> (s % 64) & 1) == 0) return false;
    }
    return true;
  }
  /// Whether an earlier band brought a pair, one of which is `a`, together in a small bucket, where
  /// all pairs are compared.
  [[nodiscard]] bool compared_before(const std::vector<std::uint64_t>& mask, std::size_t band,
                                     DocumentIndex a) const {
    for (std::size_t earlier = 0; earlier < band; ++earlier) {
      if (agree(mask, earlier) && !is_in_large_bucket(a, earlier)) return true;
    }
    return false;
  }

  [[nodiscard]] std::size_t band_words() const { return (options_.banding.bands + 63) / 64; }
  void note_large_bucket(DocumentIndex d, std::size_t band) {
    if (large_bands_.empty()) large_bands_.resize(signatures_.documents() * band_words());
    large_bands_[d * band_words() + band / 64] |= std::uint64_t{1} << (band % 64);
  }
  [[nodiscard]] bool is_in_large_bucket(DocumentIndex d, std::size_t band) const {
    return !large_bands_.empty() &&
           (large_bands_[d * band_words() + band / 64] >> (band % 64) & 1) != 0;
  }

  const Signatures& signatures_;
  Ages ages_;
  DuplicateOptions options_;
  Kernel kernel_;
  unsigned least_slots_;
  std::vector<DocumentIndex> documents_;  // those with shingles
  // By document, a bit for every band in which it lies in a large bucket; empty if there is none.
  std::vector<std::uint64_t> large_bands_;
};

/// The mean of f over [from, to], by the midpoint rule.
template <typename Function>
double mean(double from, double to, Function f) {
  constexpr int kSteps = 200;
  double sum = 0;
  for (int i = 0; i < kSteps; ++i) sum += f(from + (to - from) * (i + 0.5) / kSteps);
  return sum / kSteps;
}

/// The banding to use: what was given, or what is best; it must fit the signatures.
Banding banding_of(const Signatures& signatures, const DuplicateOptions& options) {
  const unsigned slots = signatures.options.slots;
  if (options.banding.bands == 0) return choose_banding(slots, options.threshold);
  const auto [bands, rows] = options.banding;
  if (std::uint64_t{bands} * rows > slots || rows == 0) {
    throw Error(fmt::format("{} bands of {} rows do not fit into signatures of {} slots", bands,
                            rows, slots),
                "bands", "take fewer, or longer signatures");
  }
  return options.banding;
}

/// Some documents, at equal distances through the collection, with more of them: of all pairs those
/// whose documents are a row and a column, or both.
class PairSample {
 public:
  /// REQUIRES: n >= 2 documents.
  explicit PairSample(std::size_t n) : is_row_(n), is_column_(n) {
    constexpr std::size_t kComparisons = std::size_t{1} << 20, kColumns = std::size_t{1} << 13;
    columns_ = spread(n, std::min(n, kColumns));
    rows_ = spread(n, std::min(n, kComparisons / columns_.size()));
    for (const DocumentIndex a : rows_) is_row_[a] = 1;
    for (const DocumentIndex b : columns_) is_column_[b] = 1;
  }
  [[nodiscard]] const std::vector<DocumentIndex>& rows() const { return rows_; }
  [[nodiscard]] const std::vector<DocumentIndex>& columns() const { return columns_; }
  /// Whether the pair of a row and a column is taken there: one that lies in the sample both ways
  /// is taken once.
  [[nodiscard]] bool takes(DocumentIndex row, DocumentIndex column) const {
    const bool twice = is_row_[column] != 0 && is_column_[row] != 0 && column < row;
    return row != column && !twice;
  }

 private:
  static std::vector<DocumentIndex> spread(std::size_t n, std::size_t count) {
    std::vector<DocumentIndex> documents;
    for (std::size_t i = 0; i < count; ++i) {
      documents.push_back(static_cast<DocumentIndex>(i * n / count));
    }
    return documents;
  }

  std::vector<DocumentIndex> rows_, columns_;
  std::vector<std::uint8_t> is_row_, is_column_;
};

/// Compares the pairs of a sample: which reach the threshold, and how many of the others would be
/// candidates.
class SampleComparison {
 public:
  /// What some columns give.
  struct Part {
    std::vector<PairScore> pairs;  ///< those at least at the threshold
    double false_candidates = 0;   ///< expected number
    std::uint64_t compared = 0;
  };

  /// Keeps a view of `signatures`.
  SampleComparison(const Signatures& signatures, double threshold, Banding banding, Kernel kernel)
      : signatures_(signatures),
        threshold_(threshold),
        kernel_(kernel),
        slots_(signatures.options.slots),
        least_slots_(least_equal(threshold, slots_)),
        chance_(slots_ + 1) {
    // Sets that are known are counted where the estimate is not far below.
    const double error = std::sqrt(threshold * (1 - threshold) / slots_);
    least_near_ = least_equal(std::max(0.0, threshold - 6 * error), slots_);
    for (unsigned equal = 0; equal <= slots_; ++equal) {
      chance_[equal] = candidate_probability(static_cast<double>(equal) / slots_, banding);
    }
  }

  /// Each column is compared with all rows, which stay in the cache. In the order of the columns.
  [[nodiscard]] std::vector<Part> compare(const PairSample& sample) const {
    constexpr std::size_t kGrain = 256;
    const std::vector<DocumentIndex>& columns = sample.columns();
    std::vector<Part> parts((columns.size() + kGrain - 1) / kGrain);
    parallel_ranges(columns.size(), kGrain, [&](std::size_t begin, std::size_t end) {
      for (std::size_t column = begin; column < end; ++column) {
        const DocumentIndex b = columns[column];
        if (signatures_.shingles[b] == 0) continue;
        for (const DocumentIndex a : sample.rows()) {
          if (!sample.takes(a, b) || signatures_.shingles[a] == 0) continue;
          compare(a, b, parts[begin / kGrain]);
        }
      }
    });
    return parts;
  }

 private:
  void compare(DocumentIndex a, DocumentIndex b, Part& part) const {
    ++part.compared;
    const unsigned equal = count_equal(signatures_.rows[a], signatures_.rows[b], slots_, kernel_);
    const bool both_small = signatures_.is_small(a) && signatures_.is_small(b);
    bool above = equal >= least_slots_;
    if (both_small ? equal >= least_near_ : above) {
      const PairScore score = compare_signatures(signatures_, a, b, equal);
      above = score.jaccard >= threshold_;
      if (above) part.pairs.push_back(score);
    }
    if (!above) part.false_candidates += chance_[equal];
  }

  const Signatures& signatures_;
  double threshold_;
  Kernel kernel_;
  unsigned slots_;
  unsigned least_slots_;
  unsigned least_near_ = 0;
  std::vector<double> chance_;  // to be a candidate, by the number of equal slots
};

}  // namespace

double candidate_probability(double jaccard, Banding banding) {
  // 1 − (1 − x)ᵇ without loss where x is small.
  const double band = std::pow(jaccard, banding.rows);
  return -std::expm1(banding.bands * std::log1p(-band));
}

Banding choose_banding(unsigned slots, double threshold) {
  constexpr double kMissWeight = 50;
  Banding best;
  double least = 0;
  for (unsigned rows = 1; rows <= slots; ++rows) {
    const Banding banding = {slots / rows, rows};
    const double missed =
        mean(threshold, 1, [&](double j) { return 1 - candidate_probability(j, banding); });
    const double taken =
        mean(0, threshold, [&](double j) { return candidate_probability(j, banding); });
    const double error = kMissWeight * missed + taken;
    if (rows == 1 || error < least) {
      least = error;
      best = banding;
    }
  }
  return best;
}

DuplicateForecast forecast_duplicates(const Signatures& signatures, const DuplicateOptions& options,
                                      Kernel kernel) {
  DuplicateForecast forecast;
  forecast.banding = banding_of(signatures, options);
  forecast.recall_at_threshold = candidate_probability(options.threshold, forecast.banding);
  if (signatures.documents() < 2) return forecast;
  const PairSample sample(signatures.documents());
  const SampleComparison comparison(signatures, options.threshold, forecast.banding, kernel);
  for (const SampleComparison::Part& part : comparison.compare(sample)) {
    forecast.sampled_pairs.insert(forecast.sampled_pairs.end(), part.pairs.begin(),
                                  part.pairs.end());
    forecast.false_candidates += part.false_candidates;
    forecast.sampled += part.compared;
  }
  std::ranges::sort(forecast.sampled_pairs, {},
                    [](const PairScore& s) { return std::pair(s.a, s.b); });
  // Only documents with shingles were compared, and only they can be candidates.
  const auto full = static_cast<double>(
      std::ranges::count_if(signatures.shingles, [](std::uint64_t count) { return count > 0; }));
  if (forecast.sampled > 0) {
    forecast.false_candidates *= full * (full - 1) / 2 / static_cast<double>(forecast.sampled);
  }
  return forecast;
}

Duplicates find_duplicates(const Signatures& signatures, const Ages& ages,
                           const DuplicateOptions& options, double least, Kernel kernel) {
  DuplicateOptions given = options;
  given.banding = banding_of(signatures, options);
  return Search(signatures, ages, given, least, kernel).run();
}

RecallEstimate estimate_recall(std::span<const PairScore> found, Banding banding,
                               double threshold) {
  double pairs = 0, all = 0, variance = 0;
  for (const PairScore& score : found) {
    if (!(score.jaccard >= threshold)) continue;
    const double chance = candidate_probability(score.jaccard, banding);
    pairs += 1;
    all += 1 / chance;
    variance += (1 - chance) / (chance * chance);
  }
  if (pairs == 0) return {};
  return {pairs / all, pairs / (all * all) * std::sqrt(variance)};
}

std::uint64_t count_found(const DuplicateForecast& forecast, std::span<const PairScore> found) {
  const auto place = [](const PairScore& s) { return std::pair(s.a, s.b); };
  return static_cast<std::uint64_t>(
      std::ranges::count_if(forecast.sampled_pairs, [&](const PairScore& pair) {
        return std::ranges::binary_search(found, place(pair), {}, place);
      }));
}

}  // namespace leitwort
