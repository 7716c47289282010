// One benchmark a stage, on a corpus named by LEITWORT_BENCH_CORPUS, or on generated text without
// it.
//
//   cmake --preset bench && cmake --build --preset bench
//   OMP_NUM_THREADS=1 LEITWORT_BENCH_CORPUS=speeches.jsonl build/bench/bench/stages
//
// bytes_per_second counts the bytes of the text whatever the stage works on, so that stages can be
// compared and added: the time of a run is the sum of bytes / rate over its stages. items are
// tokens.

#include <leitwort/leitwort.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <random>

#include <benchmark/benchmark.h>

namespace {

using namespace leitwort;

/// Zipf-distributed words of three to nine letters: the shape of text without its meaning.
std::vector<Document> generated_documents() {
  constexpr int kDocuments = 1000, kTokens = 3000;
  std::mt19937 random(1);
  std::vector<std::string> words(50000);
  for (std::string& word : words) {
    for (auto letters = 3 + random() % 7; letters > 0; --letters)
      word += static_cast<char>('a' + random() % 26);
  }
  std::uniform_real_distribution<double> uniform(0, 1);
  std::vector<Document> documents(kDocuments);
  for (Document& document : documents) {
    for (int t = 0; t < kTokens; ++t) {
      const double rank = std::pow(static_cast<double>(words.size()), uniform(random));
      document.text += words[static_cast<std::size_t>(rank) - 1] + (t % 20 == 19 ? ".\n" : " ");
    }
  }
  return documents;
}

/// Everything that the stages work on, made once.
struct Input {
  std::vector<Document> documents;
  std::int64_t bytes = 0;
  Tokens tokens;
  Vocabulary vocabulary;

  Input() {
    const char* path = std::getenv("LEITWORT_BENCH_CORPUS");
    documents = path == nullptr ? generated_documents() : load_corpus({path}).documents;
    for (const Document& document : documents)
      bytes += static_cast<std::int64_t>(document.text.size());
    tokenize(documents, tokens, vocabulary);
  }
};

const Input& input() {
  static const Input once;
  return once;
}

void count(benchmark::State& state) {
  state.SetBytesProcessed(state.iterations() * input().bytes);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(input().tokens.size()));
}

/// A rate of shingles or tokens as nanoseconds each.
void count_each(benchmark::State& state, const char* name, std::size_t number) {
  state.counters[name] = benchmark::Counter(
      1e-9 * static_cast<double>(number),
      benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

/// The limit of everything: reading the text once.
void read_memory(benchmark::State& state) {
  input();
  for (auto _ : state) {
    std::uint64_t sum = 0;
    for (const Document& document : input().documents) {
      for (std::size_t i = 0; i + 8 <= document.text.size(); i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, document.text.data() + i, 8);
        sum += word;
      }
    }
    benchmark::DoNotOptimize(sum);
  }
  count(state);
}

void tokenise(benchmark::State& state) {
  Tokens tokens;
  reserve_tokens(tokens, static_cast<std::uint64_t>(input().bytes));
  for (auto _ : state) {
    tokens.clear();
    Vocabulary vocabulary;
    tokenize(input().documents, tokens, vocabulary);
  }
  count(state);
}

void shingle(benchmark::State& state) {
  for (auto _ : state) {
    Shingles shingles;
    append_shingles(input().tokens, input().vocabulary, shingles);
    benchmark::DoNotOptimize(shingles.hashes.data());
  }
  count(state);
}

void sketch(benchmark::State& state) {
  const auto kernel = static_cast<Kernel>(state.range(0));
  if (!has_kernel(kernel)) return state.SkipWithError("not on this machine");
  Shingles shingles;
  append_shingles(input().tokens, input().vocabulary, shingles);
  for (auto _ : state) {
    Signatures signatures;
    append_signatures(shingles, signatures, kernel);
    benchmark::DoNotOptimize(signatures.rows.data());
  }
  count(state);
  count_each(state, "ns_a_shingle", shingles.hashes.size());
}

// --- the pipeline of sketches, stage by stage ---

/// Reading and parsing, with nothing done to the documents: from a file, LEITWORT_BENCH_CORPUS.
void read_and_parse(benchmark::State& state) {
  const char* path = std::getenv("LEITWORT_BENCH_CORPUS");
  if (path == nullptr) return state.SkipWithError("no LEITWORT_BENCH_CORPUS");
  for (auto _ : state) {
    CorpusReader reader({path}, {.digest = false});
    std::uint64_t documents = 0;
    reader.read_batches(
        reading_slots(),
        {.take = [](std::size_t, Document&, std::string_view, std::string_view) {},
         .commit = [&](std::size_t, std::span<Document> batch) { documents += batch.size(); }});
    benchmark::DoNotOptimize(documents);
  }
  count(state);
}

void hash_tokens(benchmark::State& state) {
  const auto kernel = static_cast<Kernel>(state.range(0));
  if (!has_kernel(kernel)) return state.SkipWithError("not on this machine");
  input();
  TokenHasher hasher(kernel);
  std::vector<std::uint64_t> hashes;
  for (auto _ : state) {
    for (const Document& document : input().documents) {
      hashes.clear();
      hasher.append(document.text, document.body_begin, {}, hashes);
      benchmark::DoNotOptimize(hashes.data());
    }
  }
  count(state);
  count_each(state, "ns_a_token", input().tokens.size());
}

std::vector<std::vector<std::uint64_t>> token_hashes() {
  TokenHasher hasher;
  std::vector<std::vector<std::uint64_t>> hashes(input().documents.size());
  for (std::size_t d = 0; d < hashes.size(); ++d) {
    hasher.append(input().documents[d].text, input().documents[d].body_begin, {}, hashes[d]);
  }
  return hashes;
}

/// Rolling hashes, and distinct ones.
void make_sets(benchmark::State& state) {
  const auto hashes = token_hashes();
  Shingler shingler(5);
  for (auto _ : state) {
    for (const auto& of_document : hashes) benchmark::DoNotOptimize(shingler(of_document).data());
  }
  count(state);
  count_each(state, "ns_a_token", input().tokens.size());
}

/// The limit of `sketch`: its multiplications alone, on values that stay in registers, for as many
/// shingles of 128 slots.
[[gnu::always_inline]] inline void multiply(std::size_t shingles, std::uint32_t* values,
                                            const std::uint32_t* factors) {
  std::uint32_t v[128], f[128];
  std::copy_n(values, 128, v);
  std::copy_n(factors, 128, f);
  for (std::size_t i = 0; i < shingles; ++i) {
    for (std::size_t s = 0; s < 128; ++s) v[s] *= f[s];
  }
  std::copy_n(v, 128, values);
}
#if defined(__x86_64__)
[[gnu::target("avx512f,avx512vl,avx512bw,avx512dq")]] void multiply_avx512(
    std::size_t n, std::uint32_t* values, const std::uint32_t* factors) {
  multiply(n, values, factors);
}
[[gnu::target("avx2")]] void multiply_avx2(std::size_t n, std::uint32_t* values,
                                           const std::uint32_t* factors) {
  multiply(n, values, factors);
}
#endif

void sketch_limit(benchmark::State& state) {
  constexpr std::size_t kShingles = 1000000;
  const auto kernel = static_cast<Kernel>(state.range(0));
  if (!has_kernel(kernel)) return state.SkipWithError("not on this machine");
  std::vector<std::uint32_t> values(128, 3), factors(128, 5);
  for (auto _ : state) {
#if defined(__x86_64__)
    if (kernel == Kernel::avx512) multiply_avx512(kShingles, values.data(), factors.data());
    if (kernel == Kernel::avx2) multiply_avx2(kShingles, values.data(), factors.data());
#endif
    if (kernel == Kernel::plain) multiply(kShingles, values.data(), factors.data());
    benchmark::DoNotOptimize(values.data());
    benchmark::ClobberMemory();
  }
  count_each(state, "ns_a_shingle", kShingles);
}

Shingles sets_of_input() {
  Shingles shingles;
  append_shingles(input().tokens, input().vocabulary, shingles);
  return shingles;
}

void sketch_slots(benchmark::State& state) {
  const Shingles shingles = sets_of_input();
  const auto slots = static_cast<unsigned>(state.range(0));
  const Sketcher sketcher({.slots = slots});
  std::vector<std::uint32_t> signature(slots);
  for (auto _ : state) {
    for (DocumentIndex d = 0; d < shingles.documents(); ++d) {
      sketcher(shingles.of(d), signature.data());
      benchmark::DoNotOptimize(signature.data());
    }
  }
  count(state);
  count_each(state, "ns_a_shingle", shingles.hashes.size());
}

void scaled_sketches(benchmark::State& state) {
  const Shingles shingles = sets_of_input();
  for (auto _ : state) {
    ScaledSketches sketches;
    for (DocumentIndex d = 0; d < shingles.documents(); ++d) {
      append_scaled(shingles.of(d), sketches);
    }
    benchmark::DoNotOptimize(sketches.sampled.hashes.data());
  }
  count(state);
  count_each(state, "ns_a_shingle", shingles.hashes.size());
}

/// Bands, buckets, candidates: 16 × 8 at 0.8.
void lsh(benchmark::State& state) {
  Signatures signatures;
  append_signatures(sets_of_input(), signatures);
  std::vector<std::string> ids;
  for (const Document& document : input().documents) ids.push_back(document.id);
  const std::vector<Date> dates(ids.size());
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        find_duplicates(signatures, {dates, ids}, {.banding = {16, 8}}, 0.8).candidates);
  }
  count_each(state, "ns_a_band", 16 * ids.size());
}

/// All pairs, those of 0.5 and more wanted: the screen is all there is to do.
void screened_pairs(benchmark::State& state) {
  const auto kernel = static_cast<Kernel>(state.range(0));
  if (!has_kernel(kernel)) return state.SkipWithError("not on this machine");
  Signatures signatures;
  append_signatures(sets_of_input(), signatures);
  std::uint64_t compared = 0;
  for (auto _ : state) {
    compared =
        visit_pairs(signatures, {.threshold = 0.5}, [](const PairScore&) {}, {}, kernel).compared;
  }
  count_each(state, "ns_a_pair", compared);
}

void exact_pairs(benchmark::State& state) {
  Shingles shingles;
  append_shingles(input().tokens, input().vocabulary, shingles);
  for (auto _ : state) {
    std::uint64_t shared = 0;
    visit_pairs(shingles, {.closest = 20}, [&](const PairScore& score) { shared += score.shared; });
    benchmark::DoNotOptimize(shared);
  }
  count(state);
}

void estimated_pairs(benchmark::State& state) {
  Shingles shingles;
  append_shingles(input().tokens, input().vocabulary, shingles);
  Signatures signatures;
  append_signatures(shingles, signatures);
  std::uint64_t compared = 0;
  for (auto _ : state) {
    compared += visit_pairs(signatures, {.closest = 20}, [](const PairScore&) {}).compared;
  }
  state.counters["pairs"] =
      benchmark::Counter(static_cast<double>(compared), benchmark::Counter::kIsRate);
}

void suffix_sort(benchmark::State& state) {
  const WordSequence words = exact_words(input().tokens, input().vocabulary);
  for (auto _ : state) benchmark::DoNotOptimize(suffix_array(words.symbols, words.alphabet).data());
  count(state);
}

void longest_common_prefixes(benchmark::State& state) {
  const WordSequence words = exact_words(input().tokens, input().vocabulary);
  const auto suffixes = suffix_array(words.symbols, words.alphabet);
  for (auto _ : state) benchmark::DoNotOptimize(lcp_array(words.symbols, suffixes).data());
  count(state);
}

void maximal_repeats(benchmark::State& state) {
  for (auto _ : state) {
    const WordSequence words = exact_words(input().tokens, input().vocabulary);
    benchmark::DoNotOptimize(find_repeats(words).repeats.data());
  }
  count(state);
}

Skeleton make_input_skeleton() {
  return make_skeleton(input().tokens, input().vocabulary,
                       make_lexicons(input().tokens, input().vocabulary, {}));
}

void skeleton(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(make_input_skeleton().words.symbols.data());
  count(state);
}

void skeleton_repeats(benchmark::State& state) {
  const Skeleton made = make_input_skeleton();
  for (auto _ : state) benchmark::DoNotOptimize(find_repeats(made.words).repeats.data());
  count(state);
}

void formulations(benchmark::State& state) {
  const Skeleton made = make_input_skeleton();
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        find_formulations({input().tokens, input().vocabulary, made}).rows.data());
  }
  count(state);
}

/// Rectangles of one size, of which a quarter differs: many, so that branches are not learnt.
void align_rectangles(benchmark::State& state) {
  constexpr std::size_t kRectangles = 64;
  const auto kernel = static_cast<Kernel>(state.range(0));
  const auto size = static_cast<std::size_t>(state.range(1));
  const auto mode = static_cast<AlignmentMode>(state.range(2));
  if (!has_kernel(kernel)) return state.SkipWithError("not on this machine");
  std::mt19937 random(1);
  const auto word = [&] { return static_cast<std::uint32_t>(random() % 1000); };
  std::vector<std::vector<std::uint32_t>> a(kRectangles), b(kRectangles);
  for (std::size_t r = 0; r < kRectangles; ++r) {
    for (std::size_t i = 0; i < size; ++i) {
      a[r].push_back(word());
      b[r].push_back(random() % 4 == 0 ? word() : a[r].back());
    }
  }
  const std::vector<std::uint8_t> weights(size, 8);
  Aligner aligner(kernel);
  std::size_t r = 0;
  for (auto _ : state) {
    const Alignment& found =
        aligner.align(mode, {a[r], a[r], weights}, {b[r], b[r]}, AlignmentScores{});
    benchmark::DoNotOptimize(found.score);
    r = (r + 1) % kRectangles;
  }
  count_each(state, "ns_a_cell", size * size);
}

BENCHMARK(read_memory)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(tokenise)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(shingle)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(sketch)
    ->ArgName("kernel")
    ->DenseRange(0, 2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(read_and_parse)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(hash_tokens)
    ->ArgName("kernel")
    ->DenseRange(0, 2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(make_sets)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(sketch_limit)
    ->ArgName("kernel")
    ->DenseRange(0, 2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(sketch_slots)
    ->ArgName("slots")
    ->Arg(16)
    ->Arg(64)
    ->Arg(128)
    ->Arg(256)
    ->Arg(1024)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(scaled_sketches)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(lsh)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(screened_pairs)
    ->ArgName("kernel")
    ->DenseRange(0, 2)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(exact_pairs)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(estimated_pairs)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(suffix_sort)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(longest_common_prefixes)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(skeleton)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(skeleton_repeats)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(maximal_repeats)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(formulations)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(align_rectangles)
    ->ArgNames({"kernel", "size", "mode"})
    ->ArgsProduct({{0, 1, 2}, {3, 10, 30, 300, 3000}, {0, 1, 2}})
    ->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
