#pragma once

/// The similarity room: how much every document shares with every other, counted in shingles (sets
/// of k consecutive tokens over the whole document). measures.hpp holds what a pair is measured by.
///
///     Shingles → exact counts            → PairScore
///     Shingles → Signatures → estimates  → PairScore → SimilarityMatrix → order for a heatmap
///
///     leitwort::Shingles shingles;
///     leitwort::append_shingles(tokens, vocabulary, shingles);
///     leitwort::visit_pairs(shingles, {.top = 10}, [&](const leitwort::PairScore& score) {
///       std::cout << documents[score.a].id << ' ' << documents[score.b].id << ' ';
///       std::cout << score.jaccard << '\n';
///     });

#include <leitwort/kernel.hpp>
#include <leitwort/measures.hpp>
#include <leitwort/statistics.hpp>
#include <leitwort/text.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leitwort {

// --- shingles ---------------------------------------------------------------------------------

/// The sets of shingles of documents, as 64-bit hashes. 8 bytes a distinct shingle of a document.
/// Two different shingles share a hash with probability 2⁻⁶⁴: among the 31 million of 10,000
/// speeches, one chance in 40,000 that any two do.
struct Shingles {
  unsigned k = 5;                     ///< tokens a shingle
  std::vector<std::uint64_t> hashes;  ///< of each document: distinct, as they first occur
  std::vector<std::uint64_t> document_begin{0};  ///< size D + 1

  [[nodiscard]] std::size_t documents() const { return document_begin.size() - 1; }
  [[nodiscard]] std::span<const std::uint64_t> of(DocumentIndex d) const {
    return std::span(hashes).subspan(document_begin[d], document_begin[d + 1] - document_begin[d]);
  }
  /// Forgets all documents and keeps the memory.
  void clear() {
    hashes.clear();
    document_begin.assign(1, 0);
  }
};

/// Appends a document with these distinct shingles.
void append_set(std::span<const std::uint64_t> set, Shingles& shingles);
/// Appends the documents of another one with the same k.
void append(const Shingles& from, Shingles& to);

/// Makes the set of a document's shingles. Keeps its buffers from one document to the next. Not
/// thread-safe. REQUIRES: k ≥ 1.
class Shingler {
 public:
  explicit Shingler(unsigned k, Kernel kernel = best_kernel()) : k_(k), kernel_(kernel) {}

  /// The distinct shingles of a document with these hashes of its tokens (Vocabulary::hash,
  /// TokenHasher), as they first occur; none for fewer than k tokens. Valid until the next call.
  /// Equal shingles have equal hashes in every corpus and every run. O(tokens).
  std::span<const std::uint64_t> operator()(std::span<const std::uint64_t> tokens);

 private:
  std::size_t drop_repeated(std::size_t n);

  unsigned k_;
  Kernel kernel_;
  std::vector<std::uint64_t> hashes_;
  std::vector<std::uint32_t> table_;
};

/// Appends the shingles of all documents of `tokens`. Parallel over documents.
/// REQUIRES: shingles.k ≥ 1.
void append_shingles(const Tokens& tokens, const Vocabulary& vocabulary, Shingles& shingles);

// --- signatures -------------------------------------------------------------------------------

struct SignatureOptions {
  unsigned slots = 128;    ///< minima a document; the standard error is √(J(1 − J) / slots)
  std::uint64_t seed = 1;  ///< chooses the permutations; compare only signatures of one seed
};

/// Makes MinHash signatures (A. Z. Broder, "On the resemblance and containment of documents",
/// 1997): slot s holds the minimum over a document's shingles of h ↦ a·h + b mod 2³², h being the
/// upper half of the shingle's hash, a odd. The share of equal slots estimates the Jaccard
/// coefficient without bias. Thread-safe.
class Sketcher {
 public:
  explicit Sketcher(const SignatureOptions& options, Kernel kernel = best_kernel());

  /// Puts the signature of a set of shingles at `slots`; of none, the largest value in every slot.
  /// O(shingles · slots).
  void operator()(std::span<const std::uint64_t> shingles, std::uint32_t* slots) const;

 private:
  unsigned slots_;
  Kernel kernel_;
  std::vector<std::uint32_t> a_, b_;  // padded to whole blocks
};

/// Memory for rows of values that stay where they are. Huge pages where the system has them:
/// touching fresh memory page by page would take as long as computing what is put there.
class RowMemory {
 public:
  RowMemory() = default;
  RowMemory(RowMemory&& other) noexcept;
  RowMemory& operator=(RowMemory&& other) noexcept;
  ~RowMemory() = default;
  RowMemory(const RowMemory&) = delete;
  RowMemory& operator=(const RowMemory&) = delete;

  /// Room for a copy of `values`, and the copy.
  template <typename Value>
  std::span<const Value> copy(std::span<const Value> values) {
    const std::span<Value> row = make<Value>(values.size());
    std::ranges::copy(values, row.begin());
    return row;
  }
  /// Room for `count` values.
  template <typename Value>
  std::span<Value> make(std::size_t count) {
    return {static_cast<Value*>(take(count * sizeof(Value))), count};
  }
  /// Keeps rows that lie elsewhere, such as in a file that was read, alive.
  void keep(std::shared_ptr<const void> rows) { blocks_.push_back(std::move(rows)); }
  /// Lets `other` keep all rows of this one alive too.
  void share_with(RowMemory& other);

 private:
  void* take(std::size_t bytes);

  std::vector<std::shared_ptr<const void>> blocks_;
  std::size_t shared_ = 0;  // of the blocks, those that another one keeps too
  std::byte* free_ = nullptr;
  std::size_t free_bytes_ = 0;
};

/// The signatures of documents. 4 bytes a slot, 24 a document, and 8 a shingle of the documents
/// with fewer shingles than slots.
struct Signatures {
  SignatureOptions options{};
  unsigned k = 5;                            ///< tokens a shingle
  std::vector<const std::uint32_t*> rows{};  ///< D; `slots` values each
  /// D; the shingles themselves, as they first occur, of documents that have fewer than slots:
  /// pairs of them can be compared exactly. Null for others.
  std::vector<const std::uint64_t*> small_sets{};
  std::vector<std::uint64_t> shingles{};  ///< D, the exact number of shingles of each document
  RowMemory memory{};                     ///< what the pointers point into

  [[nodiscard]] std::size_t documents() const { return rows.size(); }
  [[nodiscard]] std::span<const std::uint32_t> of(DocumentIndex d) const {
    return {rows[d], options.slots};
  }
  /// Whether the set of d is known.
  [[nodiscard]] bool is_small(DocumentIndex d) const { return shingles[d] < options.slots; }
  /// REQUIRES: is_small(d).
  [[nodiscard]] std::span<const std::uint64_t> small_set(DocumentIndex d) const {
    return {small_sets[d], shingles[d]};
  }
};

/// Appends the signature of a document with this set, and the set if it is a small one.
void append_signature(std::span<const std::uint64_t> set, const Sketcher& sketcher,
                      Signatures& signatures);

/// Moves the documents of `from` behind those of `to`, which has the same options. Rows stay where
/// they are; both own their memory from then on, and `from` goes on filling it.
void move_documents(Signatures& from, Signatures& to);

/// Appends the signatures of all documents of `shingles`. Parallel over documents.
void append_signatures(const Shingles& shingles, Signatures& signatures,
                       Kernel kernel = best_kernel());

// --- scores of pairs --------------------------------------------------------------------------

/// Which pairs a visitor wants; what is set must hold together.
struct PairSelection {
  /// n: for each document the n others with the highest Jaccard (ties: more shared shingles, then
  /// corpus order), pairs that share nothing left aside. 0: no matter.
  std::size_t closest = 0;
  /// n: the n pairs of all with the highest Jaccard (ties likewise), pairs that share nothing left
  /// aside. 0: no matter. Not together with `closest`.
  std::size_t top = 0;
  /// Pairs whose `measure` is at least this, if it is more than 0.
  double threshold = 0;
  Measure measure = Measure::jaccard;

  [[nodiscard]] bool wants_all() const { return closest == 0 && top == 0 && !(threshold > 0); }
};

using PairVisitor = std::function<void(const PairScore&)>;

/// What a visit covered.
struct PairCount {
  std::uint64_t compared = 0;
  std::uint64_t visited = 0;
};

/// Calls `visit` for the selected pairs, ascending by (a, b), from this thread; the work is done by
/// all. Exact: shingles are sorted, the documents of each are listed, and the lists are walked
/// document by document (Gustavson's order of a sparse matrix times its transpose), O(N + Σ df²)
/// with Σ over shingles of two documents or more. Memory: `exact_bytes`.
PairCount visit_pairs(const Shingles& shingles, PairSelection selection, const PairVisitor& visit,
                      const Observer& observer = {});

/// The same from signatures. O(D² · slots); memory: a few rows of scores, and D · slots bytes.
/// Pairs are screened by the lowest byte of every slot, in blocks that stay in the cache: equal
/// slots have equal bytes, so no pair is missed that whole slots would find, and what passes is
/// counted in whole slots. Nothing about the result is changed by it.
PairCount visit_pairs(const Signatures& signatures, PairSelection selection,
                      const PairVisitor& visit, const Observer& observer = {},
                      Kernel kernel = best_kernel());

/// An upper bound on the bytes that exact counting needs for `shingles` shingles, themselves
/// included.
std::uint64_t exact_bytes(std::uint64_t shingles);

// --- containment ------------------------------------------------------------------------------

struct ScaleOptions {
  unsigned scale = 8;   ///< one shingle in so many is kept; 0: only `least` matters
  unsigned least = 64;  ///< shingles kept of a document at least, if it has them; 0: no matter
};

/// Samples of the shingles of documents: those whose hashes lie below a limit, the same shingles in
/// every document. With a limit for all this is a scaled sketch (FracMinHash: L. Irber et al.,
/// 2022), which finds a short text in a long one; with the `least`-th smallest hash as limit it is
/// a bottom-k sketch (E. Cohen, 1997; E. Cohen, H. Kaplan, 2007), the limit is then the smallest
/// hash that is not kept, which keeps estimates free of bias. Two documents are compared below the
/// lower of their limits: the containment of a in b is estimated by the share of a's kept shingles
/// there that b has, with the standard error √(C(1 − C) / n) for n of them. Since n may be small
/// and C 0 or 1, the error that scores state takes C as (x + 2) / (n + 4) for x shared ones, and n
/// + 4 (A. Agresti, B. Coull, 1998).
struct ScaledSketches {
  ScaleOptions options{};
  Shingles sampled{};                     ///< of each document: ascending
  std::vector<std::uint64_t> limits{};    ///< D; kComplete where everything is kept
  std::vector<std::uint64_t> shingles{};  ///< D, the exact number of each document
  static constexpr std::uint64_t kComplete = ~std::uint64_t{0};

  [[nodiscard]] std::size_t documents() const { return shingles.size(); }
};

/// Appends the sketch of a document with these distinct shingles.
void append_scaled(std::span<const std::uint64_t> set, ScaledSketches& sketches);
/// Appends all documents of another one with the same options.
void append(const ScaledSketches& from, ScaledSketches& to);

/// Calls `visit` as for shingles. Pairs that share no kept shingle count as sharing nothing. Where
/// both documents are kept whole, the score is exact. O(n + Σ df²) for n kept shingles.
PairCount visit_pairs(const ScaledSketches& sketches, PairSelection selection,
                      const PairVisitor& visit, const Observer& observer = {});

/// The least that an estimate from a sample of `n` may be if its pair is to be verified exactly:
/// four standard errors below the threshold; 3 pairs at it in 100,000 fall below that.
double screening_threshold(double threshold, double n);

/// The pairs with a containment, of the smaller in the larger, of at least `threshold` by their
/// estimates; `for_verification`: also those that may reach it. Ascending by (a, b).
std::vector<PairScore> find_contained(const ScaledSketches& sketches, double threshold,
                                      bool for_verification, PairCount& count);

// --- near-duplicates --------------------------------------------------------------------------

/// How signatures are cut into bands for locality-sensitive hashing: two documents become
/// candidates if they agree in all `rows` slots of at least one of `bands` bands (P. Indyk,
/// R. Motwani, 1998; A. Gionis et al., 1999).
struct Banding {
  unsigned bands = 0;
  unsigned rows = 0;  ///< slots a band
};

/// 1 − (1 − Jʳ)ᵇ.
double candidate_probability(double jaccard, Banding banding);

/// The banding of `slots` slots, all of them or nearly, with the least expected error at a
/// threshold: 50 times the chance to miss a pair above it, plus the chance to take one below it for
/// a candidate, each averaged over all Jaccard coefficients on its side. 50, because a missed pair
/// is lost, and a false candidate costs one comparison.
Banding choose_banding(unsigned slots, double threshold);

/// What makes one document earlier than another: the first day it can be of, undated ones last;
/// then the id, bytewise. Views of what belongs to others.
struct Ages {
  std::span<const Date> dates;
  std::span<const std::string> ids;

  /// Earliest first.
  void sort(std::span<DocumentIndex> documents) const;
};

struct DuplicateOptions {
  double threshold = 0.8;
  Measure measure = Measure::jaccard;  ///< that or containment
  Banding banding{};                   ///< 0 bands: chosen for the threshold
  /// Documents of a bucket up to which all its pairs are compared; of a larger one, each with a
  /// few representatives.
  std::size_t largest_bucket = 2048;
};

/// What a sample of all pairs lets expect.
struct DuplicateForecast {
  Banding banding{};
  double recall_at_threshold = 0;          ///< chance to find a pair exactly at the threshold
  double false_candidates = 0;             ///< expected number
  std::uint64_t sampled = 0;               ///< pairs compared for it
  std::vector<PairScore> sampled_pairs{};  ///< at least at the threshold, ascending by (a, b)
};

/// From up to a million pairs, of documents spread evenly; from all pairs of up to 1,024 documents.
DuplicateForecast forecast_duplicates(const Signatures& signatures, const DuplicateOptions& options,
                                      Kernel kernel = best_kernel());

/// The pairs found and what it took.
struct Duplicates {
  std::vector<PairScore> pairs{};   ///< at least at the threshold, ascending by (a, b)
  std::uint64_t candidates = 0;     ///< pairs compared; those of large buckets in every band
  std::uint64_t below = 0;          ///< of them, those below the threshold
  std::uint64_t large_buckets = 0;  ///< more than DuplicateOptions::largest_bucket documents
  std::uint64_t largest_bucket = 0;
  std::uint64_t not_compared = 0;  ///< pairs of large buckets, in every band
};

/// Finds candidates by LSH and keeps those whose estimate reaches `least` (the threshold, or less
/// if the pairs are to be verified otherwise), or, where both sets are known, whose exact
/// coefficient reaches the threshold. Documents without shingles have no duplicates.
/// Representatives of large buckets are their earliest documents by `ages`. O(bands · D) for
/// hashing and sorting, plus candidates.
Duplicates find_duplicates(const Signatures& signatures, const Ages& ages,
                           const DuplicateOptions& options, double least,
                           Kernel kernel = best_kernel());

/// The share of the pairs at a threshold that were found, told from those that were: each stands
/// for as many as its chance to be found says (D. Horvitz, D. Thompson, 1952). It knows nothing of
/// pairs that large buckets hide.
struct RecallEstimate {
  double recall = kUnknown;  ///< unknown where no pair was found
  double standard_error = kUnknown;
};
RecallEstimate estimate_recall(std::span<const PairScore> found, Banding banding, double threshold);

/// Of the sampled pairs of a forecast, how many were found.
std::uint64_t count_found(const DuplicateForecast& forecast, std::span<const PairScore> found);

/// For each document the representative of its group; itself where it has none. Documents are
/// taken from the earliest on: one that no earlier one has taken represents all its neighbours that
/// are still free. So a representative is the earliest of its group, and every member was found to
/// be its duplicate itself: groups do not chain.
std::vector<DocumentIndex> group_duplicates(std::span<const PairScore> pairs, const Ages& ages);

/// Documents that one of them represents.
struct DuplicateGroup {
  DocumentIndex representative = 0;
  std::vector<DocumentIndex> duplicates{};  ///< of it, ascending, at least one
};
/// The groups of group_duplicates, ascending by representative.
std::vector<DuplicateGroup> list_groups(std::span<const DocumentIndex> representatives);

/// By document: 1 where an earlier one that is not dispensable itself is its duplicate; by
/// containment, where such a one has at least the threshold's share of its shingles, so that a long
/// text is never dispensable for what it merely holds.
std::vector<std::uint8_t> find_dispensable(std::span<const PairScore> pairs, const Ages& ages,
                                           Measure measure, double threshold);

// --- sketches of a collection -----------------------------------------------------------------

struct SketchOptions {
  unsigned k = 5;                      ///< tokens a shingle
  Measure measure = Measure::jaccard;  ///< containment: scaled sketches in place of signatures
  SignatureOptions signature{};
  ScaleOptions scale{};
};

/// What is kept of a collection whose texts are not.
struct Sketches {
  SketchOptions options{};
  std::vector<std::string> ids{};  ///< D
  std::vector<Date> dates{};       ///< D
  Signatures signatures{};         ///< for Measure::jaccard
  ScaledSketches scaled{};         ///< for Measure::containment
  std::uint64_t tokens = 0;

  [[nodiscard]] std::size_t documents() const { return ids.size(); }
  /// D, the exact number of shingles of each document.
  [[nodiscard]] const std::vector<std::uint64_t>& shingles() const {
    return options.measure == Measure::containment ? scaled.shingles : signatures.shingles;
  }
};

/// Sketches of no document yet.
Sketches empty_sketches(const SketchOptions& options);

/// Appends the sketch of a document with this set, but neither its id nor its date. `sketcher`: of
/// the same options.
void append_sketch(std::span<const std::uint64_t> set, const Sketcher& sketcher,
                   Sketches& sketches);

/// Moves the documents of `from` behind those of `to`, which has the same options; see
/// move_documents of Signatures.
void move_documents(Sketches& from, Sketches& to);

/// Reads a corpus and keeps its sketches: a batch of documents a thread is parsed, cut into tokens,
/// shingled and sketched in buffers that are used again. `reader` must not have been read from.
/// Memory: the sketches and a few megabytes.
Sketches sketch_corpus(CorpusReader& reader, const SketchOptions& options,
                       const ReadingHooks& hooks = {});

/// Reads a corpus again and counts the shingles that each pair of documents shares; scores are in
/// the order of `pairs`. In as many readings as the memory asks for: the sets of the documents of a
/// reading's pairs take 8 bytes a shingle. `ids`: those of the first reading.
/// Throws Error if the corpus is not the same any more.
std::vector<PairScore> count_exactly(const std::function<CorpusReader()>& open,
                                     std::span<const std::string> ids,
                                     std::span<const PairScore> pairs, unsigned k,
                                     std::uint64_t memory_bytes, const ReadingHooks& hooks = {});

/// Bytes of a .sketch file: a header with version and parameters, ids, dates, sketches, and a
/// checksum over all of it. Little-endian, arrays at multiples of 64 bytes, so that it can be used
/// where it was read. The same sketches give the same bytes.
void write_sketches(const Sketches& sketches, const std::function<void(std::string_view)>& sink);

/// The sketches in such bytes. Signatures are not copied: `bytes` is kept as long as they are.
/// Throws Error, with `name` as the place, for anything but a whole and undamaged file of this
/// version.
Sketches read_sketches(std::shared_ptr<const WholeFile> bytes, const std::string& name);

/// Appends the documents of `from`; ids that are taken in `ids` get a number, and are returned.
/// Throws Error, with `name` as the place, if the two were made with different parameters.
std::vector<std::string> append(Sketches&& from, Sketches& to, UniqueIds& ids,
                                const std::string& name);

// --- choosing the method ----------------------------------------------------------------------

enum class MethodChoice : std::uint8_t { automatic, exact, estimate };

struct SimilarityOptions {
  std::vector<unsigned> shingle = {5};  ///< the values of k
  MethodChoice method = MethodChoice::automatic;
  std::uint64_t memory_bytes = std::uint64_t{4} << 30;  ///< automatic: exact while it fits this
  Measure measure = Measure::jaccard;                   ///< containment: estimates are made for it
  SignatureOptions signature{};
  ScaleOptions scale{};
};

/// Overlap for one k of a corpus that arrives in batches: exact sets as long as the method allows,
/// sketches from then on: signatures, or scaled sketches if containment is asked for. With
/// MethodChoice::automatic the sets are turned into sketches when exact counting would no longer
/// fit into the memory.
class OverlapIndex {
 public:
  OverlapIndex(unsigned k, const SimilarityOptions& options);
  /// Of a collection that was sketched before.
  explicit OverlapIndex(Sketches sketches);

  /// Some documents, made by one thread.
  struct Batch {
    Shingler shingle;
    Shingles sets{};
    Sketches sketches{};
  };
  [[nodiscard]] Batch make_batch() const;
  /// Adds a document, by the hashes of its tokens, to a batch. Thread-safe for different batches.
  void add(std::span<const std::uint64_t> tokens, Batch& batch) const;
  /// Adds the documents of a batch, in corpus order, and empties it.
  void commit(Batch& batch);
  /// Adds documents whose tokens are at hand.
  void add(const Tokens& tokens, const Vocabulary& vocabulary);

  [[nodiscard]] Method method() const { return method_; }
  [[nodiscard]] Measure measure() const { return sketches_.options.measure; }
  [[nodiscard]] const SketchOptions& sketch_options() const { return sketches_.options; }
  [[nodiscard]] unsigned k() const { return sketches_.options.k; }
  [[nodiscard]] std::size_t documents() const;
  /// The exact number of shingles of a document.
  [[nodiscard]] std::uint64_t shingles(DocumentIndex d) const;
  PairCount visit(PairSelection selection, const PairVisitor& visit,
                  const Observer& observer = {}) const;

 private:
  void add(const Shingles& sets);
  void sketch(const Shingles& sets);

  MethodChoice choice_ = MethodChoice::estimate;
  std::uint64_t memory_bytes_ = 0;
  Method method_ = Method::estimate;
  Shingles shingles_{};
  Sketches sketches_{};
  Sketcher sketcher_;
};

// --- choosing among pairs ---------------------------------------------------------------------

/// Up to so many documents every pair is listed unasked.
inline constexpr std::size_t kAllPairsUpTo = 1000;

/// Which pairs are listed.
struct PairOptions {
  std::size_t closest = 20;  ///< pairs of each document, where there are more than kAllPairsUpTo
  bool all = false;          ///< however many
  std::size_t top = 0;       ///< pairs of all; 0: no matter
  double threshold = 0;      ///< of `measure`; 0: no matter
  Measure measure = Measure::jaccard;
};

/// `k=5: exact` or `k=5: estimate`.
std::string method_in_words(unsigned k, Method method);

/// What is asked for; where nothing is, all pairs, or the closest ones of a large corpus. Throws
/// Error if the index cannot tell the measure of the threshold.
PairSelection select_pairs(const PairOptions& options, const OverlapIndex& index);

/// The closest of pairs that share something. O(log most) a pair.
class ClosestPairs {
 public:
  /// REQUIRES: most ≥ 1.
  explicit ClosestPairs(std::size_t most) : most_(most) {}
  void add(const PairScore& score);
  [[nodiscard]] std::vector<PairScore> pairs() const;  ///< closest first

 private:
  std::size_t most_;
  std::vector<PairScore> heap_;  // the least close on top
};

// --- the square form --------------------------------------------------------------------------

/// D × D. Entry (i, j) of `containment` is the share of i's shingles that j has; the others are
/// symmetric. The diagonal is 1, entries not visited are 0, unknown ones NaN.
class SimilarityMatrix {
 public:
  SimilarityMatrix() = default;
  explicit SimilarityMatrix(std::size_t size, double value = 0)
      : size_(size), values_(size * size, value) {}

  /// How many rows it has, and columns.
  [[nodiscard]] std::size_t size() const { return size_; }
  double& operator()(std::size_t i, std::size_t j) { return values_[i * size_ + j]; }
  double operator()(std::size_t i, std::size_t j) const { return values_[i * size_ + j]; }
  [[nodiscard]] std::span<const double> row(std::size_t i) const {
    return std::span(values_).subspan(i * size_, size_);
  }
  /// Row by row.
  [[nodiscard]] double* data() { return values_.data(); }
  [[nodiscard]] const double* data() const { return values_.data(); }

 private:
  std::size_t size_ = 0;
  std::vector<double> values_;  // row by row
};

/// Puts a score where it belongs.
void enter(const PairScore& score, const Measure& measure, SimilarityMatrix& matrix);

/// An empty matrix of `documents` rows: 1 on the diagonal, 0 elsewhere.
SimilarityMatrix empty_matrix(std::size_t documents);

/// Corpus order.
std::vector<DocumentIndex> order_by_input(std::size_t documents);
/// Earliest first; undated ones last; ties, which are not transitive, by first possible day, then
/// in corpus order.
std::vector<DocumentIndex> order_by_date(std::span<const Date> dates);
/// Similar documents beside each other: average-linkage clustering of (matrix + its transpose) / 2,
/// by nearest-neighbour chains (F. Murtagh, 1983), then each cluster's parts turned so that their
/// closest ends meet. Ties in corpus order. O(D²) time and memory.
std::vector<DocumentIndex> order_by_similarity(const SimilarityMatrix& matrix);

enum class DocumentOrder : std::uint8_t { input, date, similarity };
/// Where each row of the square form comes from.
std::vector<DocumentIndex> order_documents(DocumentOrder order, const SimilarityMatrix& matrix,
                                           std::span<const Date> dates);

/// The square form of all pairs, and how many they are. Throws Error if the index cannot tell the
/// measure.
SimilarityMatrix full_matrix(const OverlapIndex& index, const Measure& measure, PairCount& count);

/// The matrix with rows and columns in a given order.
SimilarityMatrix reorder(const SimilarityMatrix& matrix, std::span<const DocumentIndex> order);

}  // namespace leitwort
