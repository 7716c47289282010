// One benchmark a stage, on a corpus named by LEITWORT_BENCH_CORPUS, or on generated text without
// it.
//
//   cmake --preset bench && cmake --build --preset bench
//   OMP_NUM_THREADS=1 LEITWORT_BENCH_CORPUS=speeches.jsonl.zst build/bench/bench/stages
//
// bytes_per_second counts the bytes of the text whatever the stage works on, so that stages can be
// compared and added: the time of a run is the sum of bytes / rate over its stages. items are
// tokens.

#include <leitwort/leitwort.hpp>

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
    benchmark::DoNotOptimize(signatures.values.data());
  }
  count(state);
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

BENCHMARK(read_memory)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(tokenise)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(shingle)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(sketch)
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

}  // namespace

BENCHMARK_MAIN();
