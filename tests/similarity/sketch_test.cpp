#include "oracle/duplicates.hpp"
#include "similarity/signatures.hpp"
#include "temporary_folder.hpp"
#include <leitwort/boilerplate.hpp>
#include <leitwort/error.hpp>
#include <leitwort/similarity.hpp>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <omp.h>

namespace leitwort {
namespace {

/// Where the ids that are taken are those of `to`.
std::vector<std::string> append(Sketches&& from, Sketches& to, const std::string& name) {
  UniqueIds ids;
  for (const std::string& id : to.ids) ids.claim(id);
  return leitwort::append(std::move(from), to, ids, name);
}

using test::random_set;
using test::TemporaryFolder;

// --- corpora ------------------------------------------------------------------------------------

std::string random_text(std::mt19937_64& random, std::size_t words) {
  std::string text;
  for (std::size_t w = 0; w < words; ++w) {
    text += fmt::format("{}{}", w % 9 == 8 ? ". " : " ", "abcdefghijklmnop"[random() % 16]);
    if (random() % 2 == 0) text += "abc"[random() % 3];
  }
  return text;
}

/// A line of JSON Lines.
std::string line(const std::string& id, const std::string& date, const std::string& text) {
  return fmt::format("{{\"id\": \"{}\", \"date\": \"{}\", \"text\": \"{}\"}}\n", id, date, text);
}

/// Some batches of lines: copies, near copies, short and empty texts.
std::string random_lines(std::mt19937_64& random, std::size_t documents) {
  std::string lines, text;
  for (std::size_t d = 0; d < documents; ++d) {
    const std::size_t kind = random() % 6;
    if (kind == 0) text = random_text(random, random() % 12);
    if (kind > 2) text = random_text(random, 100 + random() % 600);
    const std::string date = random() % 4 == 0 ? "" : fmt::format("20{:02}", random() % 30);
    lines += line(fmt::format("d{}", random() % (2 * documents)), date,
                  kind == 1 ? text + " and a little more" : text);
  }
  return lines;
}

/// Reads the corpus into memory and makes everything from its tokens.
Sketches sketches_of_tokens(const std::vector<std::string>& paths, const SketchOptions& options,
                            CutPatterns* cut = nullptr) {
  Corpus corpus = load_corpus(paths);
  if (cut != nullptr) cut->cut(corpus.documents);
  Tokens tokens;
  Vocabulary vocabulary;
  tokenize(corpus.documents, tokens, vocabulary);
  Shingles shingles;
  shingles.k = options.k;
  append_shingles(tokens, vocabulary, shingles);
  Sketches sketches = empty_sketches(options);
  for (const Document& document : corpus.documents) {
    sketches.ids.push_back(document.id);
    sketches.dates.push_back(document.date);
  }
  sketches.tokens = tokens.size();
  if (options.measure == Measure::containment) {
    for (DocumentIndex d = 0; d < shingles.documents(); ++d)
      append_scaled(shingles.of(d), sketches.scaled);
  } else {
    append_signatures(shingles, sketches.signatures);
  }
  return sketches;
}

Sketches sketches_of(const std::vector<std::string>& paths, const SketchOptions& options,
                     const ReadingHooks& hooks = {}) {
  CorpusReader reader(paths);
  return sketch_corpus(reader, options, hooks);
}

void expect_equal(const Sketches& x, const Sketches& y) {
  ASSERT_EQ(x.ids, y.ids);
  ASSERT_EQ(x.dates, y.dates);
  EXPECT_EQ(x.tokens, y.tokens);
  EXPECT_EQ(x.options.k, y.options.k);
  EXPECT_EQ(x.options.measure, y.options.measure);
  EXPECT_EQ(x.options.signature.slots, y.options.signature.slots);
  EXPECT_EQ(x.options.signature.seed, y.options.signature.seed);
  EXPECT_EQ(x.options.scale.scale, y.options.scale.scale);
  EXPECT_EQ(x.options.scale.least, y.options.scale.least);
  ASSERT_EQ(x.signatures.documents(), y.signatures.documents());
  ASSERT_EQ(x.signatures.shingles, y.signatures.shingles);
  if (x.options.measure == Measure::jaccard) {
    ASSERT_EQ(x.signatures.k, y.signatures.k);
    ASSERT_EQ(x.signatures.options.slots, y.signatures.options.slots);
    ASSERT_EQ(x.signatures.options.seed, y.signatures.options.seed);
  } else {
    EXPECT_EQ(x.scaled.sampled.k, y.scaled.sampled.k);
    EXPECT_EQ(x.scaled.options.scale, y.scaled.options.scale);
    EXPECT_EQ(x.scaled.options.least, y.scaled.options.least);
  }
  for (DocumentIndex d = 0; d < x.signatures.documents(); ++d) {
    ASSERT_TRUE(std::ranges::equal(x.signatures.of(d), y.signatures.of(d))) << x.ids[d];
    ASSERT_EQ(x.signatures.is_small(d), y.signatures.is_small(d));
    if (!x.signatures.is_small(d)) continue;
    ASSERT_TRUE(std::ranges::equal(x.signatures.small_set(d), y.signatures.small_set(d)));
  }
  EXPECT_EQ(x.scaled.sampled.hashes, y.scaled.sampled.hashes);
  EXPECT_EQ(x.scaled.sampled.document_begin, y.scaled.sampled.document_begin);
  EXPECT_EQ(x.scaled.limits, y.scaled.limits);
  EXPECT_EQ(x.scaled.shingles, y.scaled.shingles);
}

const std::vector<SketchOptions> kOptions = {
    {},
    {.k = 3, .signature = {.slots = 33, .seed = 7}},
    {.k = 1, .signature = {.slots = 1024, .seed = 2}},
    {.measure = Measure::containment},
    {.k = 2, .measure = Measure::containment, .scale = {.scale = 1, .least = 0}},
    {.k = 4, .measure = Measure::containment, .scale = {.scale = 0, .least = 20}}};

class Threads : public testing::TestWithParam<int> {
 protected:
  void SetUp() override { omp_set_num_threads(GetParam()); }
  void TearDown() override { omp_set_num_threads(omp_get_num_procs()); }
};
INSTANTIATE_TEST_SUITE_P(Sketching, Threads, testing::Values(1, 4));

TEST_P(Threads, OfJsonLinesKeepWhatTheTokensHave) {
  std::mt19937_64 random(1);
  const TemporaryFolder folder;
  // More than one batch, which is half a megabyte.
  const std::string path = folder.write("lines.jsonl", random_lines(random, 2000));
  for (const SketchOptions& options : kOptions) {
    expect_equal(sketches_of({path}, options), sketches_of_tokens({path}, options));
  }
}

TEST_P(Threads, OfFoldersKeepWhatTheTokensHave) {
  std::mt19937_64 random(2);
  const TemporaryFolder folder;
  for (int i = 0; i < 40; ++i) {
    folder.write(fmt::format("texts/{}_{}.txt", 2000 + i % 7, i),
                 fmt::format("---\ntitle: number {}\ndate: {}\n---\n{}", i, 2000 + i % 7,
                             random_text(random, random() % 300)));
  }
  folder.write("texts/none.txt", "");
  const std::string lines = folder.write("lines.jsonl", random_lines(random, 20));
  for (const SketchOptions& options : kOptions) {
    expect_equal(sketches_of({folder / "texts", lines}, options),
                 sketches_of_tokens({folder / "texts", lines}, options));
  }
}

TEST_P(Threads, OfCutTextsKeepWhatTheTokensHave) {
  std::mt19937_64 random(3);
  const TemporaryFolder folder;
  const std::string path = folder.write("lines.jsonl", random_lines(random, 200));
  CutPatterns patterns("a [b-f]\\w*\n", "list");
  const ReadingHooks hooks = {
      .cut = [&](Document& document) { patterns.cut(std::span(&document, 1)); }};
  for (const SketchOptions& options : kOptions) {
    CutPatterns others("a [b-f]\\w*\n", "list");
    const Sketches sketches = sketches_of({path}, options, hooks);
    expect_equal(sketches, sketches_of_tokens({path}, options, &others));
    EXPECT_GT(others.patterns()[0].places, 100U);
    EXPECT_LT(sketches.tokens, sketches_of({path}, options).tokens);
  }
}

TEST(SketchCorpus, OfNothingIsEmpty) {
  const TemporaryFolder folder;
  const std::string path = folder.write("none.jsonl", "");
  expect_equal(sketches_of({path}, {}), empty_sketches({}));
}

// --- rows ---------------------------------------------------------------------------------------

TEST(RowMemory, HoldsRowsOfAnyLengthWhereTheyCanBeRead) {
  std::mt19937_64 random(4);
  RowMemory memory;
  std::vector<std::vector<std::uint32_t>> slots;
  std::vector<std::vector<std::uint64_t>> sets;
  std::vector<std::span<const std::uint32_t>> slot_rows;
  std::vector<std::span<const std::uint64_t>> set_rows;
  // Larger than the first block (16 KiB), and than any (2 MiB).
  for (const std::size_t size :
       {1U, 63U, 0U, 5000U, 3U, 1000U, 700'000U, 65U, 4096U, 300'000U, 7U}) {
    std::vector<std::uint32_t>& row = slots.emplace_back(size);
    for (auto& value : row) value = static_cast<std::uint32_t>(random());
    sets.push_back(random_set(random, size));
    slot_rows.push_back(memory.copy(std::span<const std::uint32_t>(row)));
    set_rows.push_back(memory.copy(std::span<const std::uint64_t>(sets.back())));
  }
  const RowMemory moved = std::move(memory);
  for (std::size_t i = 0; i < slots.size(); ++i) {
    EXPECT_TRUE(std::ranges::equal(slot_rows[i], slots[i])) << slots[i].size();
    EXPECT_TRUE(std::ranges::equal(set_rows[i], sets[i])) << sets[i].size();
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(set_rows[i].data()) % alignof(std::uint64_t), 0U)
        << "behind a row of an odd number of slots";
  }
}

TEST(Signatures, OfManySlotsAreTheBeginningOfMore) {
  std::mt19937_64 random(5);
  const std::vector<test::Set> sets = {random_set(random, 3), random_set(random, 6000),
                                       random_set(random, 4999)};
  const Signatures few = test::signatures_of(sets, 5001), more = test::signatures_of(sets, 6000);
  for (DocumentIndex d = 0; d < 3; ++d) {
    EXPECT_TRUE(std::ranges::equal(few.of(d), more.of(d).first(5001)));
    if (d != 1) {
      EXPECT_TRUE(std::ranges::equal(few.small_set(d), sets[d]));
    }
  }
}

// --- exact counts of chosen pairs ---------------------------------------------------------------

/// Every pair of a corpus, as sketches know them.
std::vector<PairScore> all_pairs(const std::vector<std::uint64_t>& shingles) {
  std::vector<PairScore> pairs;
  for (DocumentIndex a = 0; a < shingles.size(); ++a) {
    for (DocumentIndex b = a + 1; b < shingles.size(); ++b) {
      PairScore& score = pairs.emplace_back();
      score.a = a;
      score.b = b;
      score.shingles_a = shingles[a];
      score.shingles_b = shingles[b];
    }
  }
  return pairs;
}

TEST(CountExactly, CountsTheSetsInAsManyReadingsAsTheMemoryAsksFor) {
  std::mt19937_64 random(6);
  const TemporaryFolder folder;
  const std::string path = folder.write("lines.jsonl", random_lines(random, 40));
  const Corpus corpus = load_corpus({path});
  Tokens tokens;
  Vocabulary vocabulary;
  tokenize(corpus.documents, tokens, vocabulary);
  Shingles shingles;
  append_shingles(tokens, vocabulary, shingles);
  const Sketches sketches = sketches_of({path}, {});
  std::vector<PairScore> pairs = all_pairs(sketches.signatures.shingles);
  // In no order: scores come in that of the pairs.
  std::shuffle(pairs.begin(), pairs.end(), random);
  pairs.resize(60);
  std::size_t last = 0;  // readings
  for (const std::uint64_t memory :
       {std::uint64_t{1} << 30, std::uint64_t{50'000}, std::uint64_t{0}}) {
    std::size_t readings = 0;
    const auto scores = count_exactly(
        [&] {
          ++readings;
          return CorpusReader({path});
        },
        sketches.ids, pairs, 5, memory);
    if (memory == std::uint64_t{1} << 30) {
      EXPECT_EQ(readings, 1U);
    } else {
      EXPECT_GT(readings, 2 * last) << "less memory, more readings";
    }
    last = readings;
    ASSERT_EQ(scores.size(), pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      ASSERT_EQ(oracle::place_of(scores[i]), oracle::place_of(pairs[i]));
      const auto counts = oracle::count_sets(shingles.of(pairs[i].a), shingles.of(pairs[i].b));
      ASSERT_EQ(scores[i].shingles_a, counts.a);
      ASSERT_EQ(scores[i].shingles_b, counts.b);
      ASSERT_EQ(scores[i].shared, counts.shared);
      ASSERT_EQ(scores[i].united, counts.united);
      ASSERT_EQ(scores[i].method, Method::exact);
      if (counts.united > 0) {
        ASSERT_EQ(scores[i].jaccard, counts.jaccard());
      }
    }
  }
}

TEST(CountExactly, HeedsCuts) {
  const TemporaryFolder folder;
  const std::string path = folder.write(
      "lines.jsonl", line("a", "", "one two three four five six seven") +
                         line("b", "", "one two three four five six seven NOISE eight nine"));
  const auto jaccard = [&](const ReadingHooks& hooks) {
    // How many shingles the first reading saw.
    const std::uint64_t of_b = hooks.cut ? 3 : 6;
    return count_exactly([&] { return CorpusReader({path}); }, std::vector<std::string>{"a", "b"},
                         all_pairs({3, of_b}), 5, 1 << 20, hooks)
        .at(0)
        .jaccard;
  };
  EXPECT_EQ(jaccard({}), 0.5);
  EXPECT_EQ(
      jaccard({.cut =
                   [](Document& document) {
                     const auto at = document.text.find("NOISE");
                     if (at == std::string::npos) return;
                     document.cut.push_back({static_cast<std::uint32_t>(at),
                                             static_cast<std::uint32_t>(document.text.size())});
                   }}),
      1);
}

TEST(CountExactly, ReadsNothingForNoPairs) {
  EXPECT_TRUE(count_exactly(
                  []() -> CorpusReader {
                    ADD_FAILURE() << "read for nothing";
                    return CorpusReader({});
                  },
                  std::vector<std::string>{"a"}, {}, 5, 1000)
                  .empty());
}

TEST(CountExactly, RefusesACorpusThatHasChanged) {
  const TemporaryFolder folder;
  const std::string text = "one two three four five six seven";
  const std::string first = line("a", "", text) + line("b", "", text);
  const std::string path = folder.write("lines.jsonl", first + line("c", "", text));
  const Sketches sketches = sketches_of({path}, {});
  const std::vector<PairScore> pairs = all_pairs({3, 3, 3});
  const auto count = [&] {
    return count_exactly([&] { return CorpusReader({path}); }, sketches.ids, pairs, 5, 1 << 20);
  };
  EXPECT_EQ(count().size(), 3U);
  for (const std::string& changed : {
           first + line("c", "", text) + line("d", "", text),                // added at the end
           line("z", "", text) + first + line("c", "", text),                // and at the beginning
           first,                                                            // removed at the end
           line("b", "", text) + line("c", "", text),                        // and at the beginning
           first + line("e", "", text),                                      // renamed
           line("b", "", text) + line("a", "", text) + line("c", "", text),  // turned round
           first + line("c", "", text + " eight"),                           // written anew
           std::string(),
       }) {
    folder.write("lines.jsonl", changed);
    try {
      count();
      ADD_FAILURE() << "read " << changed;
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find("changed while it was read"), std::string::npos);
    }
  }
}

// --- files --------------------------------------------------------------------------------------

std::string file_of(const Sketches& sketches) {
  std::string bytes;
  write_sketches(sketches, [&](std::string_view part) { bytes += part; });
  return bytes;
}

/// Reads what a file of these bytes holds.
Sketches read_back(const TemporaryFolder& folder, std::string_view bytes) {
  const std::string path = folder.write("read.sketch", bytes);
  return read_sketches(std::make_shared<const WholeFile>(path), path);
}

Sketches small_sketches(const SketchOptions& options, std::size_t documents = 20,
                        unsigned seed = 1) {
  std::mt19937_64 random(seed);
  const TemporaryFolder folder;
  return sketches_of({folder.write("lines.jsonl", random_lines(random, documents))}, options);
}

TEST(SketchFile, IsReadAsItWasWritten) {
  const TemporaryFolder folder;
  for (const SketchOptions& options : kOptions) {
    for (const std::size_t documents : {0U, 1U, 200U}) {
      const Sketches sketches = small_sketches(options, documents);
      const std::string bytes = file_of(sketches);
      const Sketches again = read_back(folder, bytes);
      expect_equal(again, sketches);
      EXPECT_EQ(file_of(again), bytes) << "the same sketches give the same bytes";
    }
  }
}

TEST(SketchFile, KeepsDatesOfEveryPrecision) {
  const TemporaryFolder folder;
  Sketches sketches = empty_sketches({.measure = Measure::containment});
  for (const Date& date : {Date{}, Date{2001, 0, 0, false}, Date{2001, 12, 0, true},
                           Date{1, 1, 31, false}, Date{9999, 12, 31, true}}) {
    sketches.ids.push_back(fmt::format("é{}", sketches.ids.size()));
    sketches.dates.push_back(date);
    append_scaled({}, sketches.scaled);
  }
  sketches.ids.back() = "";
  sketches.tokens = std::uint64_t{1} << 40;
  expect_equal(read_back(folder, file_of(sketches)), sketches);
}

TEST(SketchFile, IsReadAfterTheFileIsGone) {
  const SketchOptions options;
  const Sketches sketches = small_sketches(options);
  Sketches again;
  {
    const TemporaryFolder folder;
    again = read_back(folder, file_of(sketches));
  }
  expect_equal(again, sketches);
}

TEST(SketchFile, TwoShardsAreTheWhole) {
  std::mt19937_64 random(7);
  const TemporaryFolder folder;
  std::string first, second;
  for (int d = 0; d < 60; ++d) {
    (d < 25 ? first : second) +=
        line(fmt::format("d{}", d), "2001", random_text(random, static_cast<std::size_t>(d) * 7));
  }
  folder.write("1.jsonl", first);
  folder.write("2.jsonl", second);
  folder.write("whole.jsonl", first + second);
  for (const SketchOptions& options : kOptions) {
    const Sketches whole = sketches_of({folder / "whole.jsonl"}, options);
    Sketches joined = sketches_of({folder / "1.jsonl"}, options);
    EXPECT_TRUE(append(sketches_of({folder / "2.jsonl"}, options), joined, "2").empty());
    expect_equal(joined, whole);
    // And from files, whose rows lie in the bytes of the file.
    folder.write("1.sketch", file_of(sketches_of({folder / "1.jsonl"}, options)));
    folder.write("2.sketch", file_of(sketches_of({folder / "2.jsonl"}, options)));
    const auto read = [&](const std::string& name) {
      return read_sketches(std::make_shared<const WholeFile>(folder / name), name);
    };
    Sketches mapped = read("1.sketch");
    append(read("2.sketch"), mapped, "2.sketch");
    EXPECT_EQ(file_of(mapped), file_of(whole));
    append(empty_sketches(options), mapped, "none");
    expect_equal(mapped, whole);
    Sketches none = empty_sketches(options);
    append(std::move(mapped), none, "all");
    expect_equal(none, whole);
  }
}

TEST(SketchFile, IdsThatAreTakenGetANumber) {
  const auto named = [](const std::vector<std::string>& ids) {
    Sketches sketches = empty_sketches({.measure = Measure::containment});
    for (const std::string& id : ids) {
      sketches.ids.push_back(id);
      sketches.dates.emplace_back();
      append_scaled({}, sketches.scaled);
    }
    return sketches;
  };
  using Strings = std::vector<std::string>;
  Sketches sketches = named({"a", "b", "b#2"});
  EXPECT_EQ(append(named({"b", "c", "a"}), sketches, "more"), (Strings{"b#3", "a#2"}));
  EXPECT_EQ(append(named({"a", "d"}), sketches, "more"), Strings{"a#3"});
  EXPECT_EQ(sketches.ids, (Strings{"a", "b", "b#2", "b#3", "c", "a#2", "a#3", "d"}));
  EXPECT_EQ(sketches.documents(), sketches.dates.size());
  // A new number may be taken by a document that comes with it.
  Sketches others = named({"a"});
  EXPECT_EQ(append(named({"a", "a#2"}), others, "more"), (Strings{"a#2", "a#2#2"}));
}

/// What is said of a file that is refused; empty: it is not.
std::string refusal_of_file(const std::string& path) {
  try {
    (void)read_sketches(std::make_shared<const WholeFile>(path), path);
  } catch (const Error& error) {
    EXPECT_EQ(error.where(), path);
    return error.problem();
  }
  return "";
}

/// The same of bytes.
std::string refusal(const TemporaryFolder& folder, std::string_view bytes) {
  return refusal_of_file(folder.write("refused.sketch", bytes));
}

TEST(SketchFile, OfOtherParametersIsRefusedByTheirName) {
  const auto refused = [](const SketchOptions& x, const SketchOptions& y) {
    Sketches to = small_sketches(x, 2);
    const auto ids = to.ids;
    try {
      append(small_sketches(y, 2), to, "other.sketch");
    } catch (const Error& error) {
      EXPECT_EQ(error.where(), "other.sketch");
      EXPECT_EQ(to.ids, ids) << "nothing was appended";
      EXPECT_EQ(to.signatures.documents() + to.scaled.documents(), 2U);
      return error.problem();
    }
    return std::string();
  };
  const SketchOptions jaccard, containment = {.measure = Measure::containment};
  const auto expect_named = [&](const SketchOptions& x, const SketchOptions& y,
                                const std::string& name) {
    const std::string problem = refused(x, y);
    EXPECT_NE(problem.find(name), std::string::npos) << name << ": " << problem;
  };
  expect_named(jaccard, containment, "--measure");
  expect_named(containment, jaccard, "--measure");
  expect_named(jaccard, {.k = 6}, "--shingle");
  expect_named(containment, {.k = 6, .measure = Measure::containment}, "--shingle");
  expect_named(jaccard, {.signature = {.slots = 64}}, "--signature");
  expect_named(jaccard, {.signature = {.seed = 2}}, "--seed");
  expect_named(containment, {.measure = Measure::containment, .scale = {.scale = 4}}, "--scale");
  expect_named(containment, {.measure = Measure::containment, .scale = {.least = 4}}, "least");
  // What does not matter to a measure may differ.
  EXPECT_EQ(refused(jaccard, {.scale = {.scale = 4}}), "");
  EXPECT_EQ(refused(containment, {.measure = Measure::containment, .signature = {.seed = 2}}), "");
}

TEST(SketchFile, ThatIsCutOffIsRefused) {
  const TemporaryFolder folder;
  for (const SketchOptions& options : {kOptions[0], kOptions[3]}) {
    const std::string bytes = file_of(small_sketches(options, 12));
    ASSERT_EQ(refusal(folder, bytes), "");
    ASSERT_GT(bytes.size(), 2000U);
    const std::string path = folder.write("cut.sketch", bytes + std::string(1, '\0'));
    EXPECT_NE(refusal_of_file(path), "") << "a byte too many";
    std::filesystem::resize_file(path, bytes.size());
    ASSERT_EQ(refusal_of_file(path), "");
    for (std::size_t size = bytes.size() - 1;; size -= 97) {
      std::filesystem::resize_file(path, size);
      ASSERT_NE(refusal_of_file(path), "") << size << " of " << bytes.size() << " bytes";
      if (size < 97) break;
    }
  }
}

TEST(SketchFile, WithOneWrongBitIsRefused) {
  const TemporaryFolder folder;
  for (const SketchOptions& options : {kOptions[0], kOptions[3]}) {
    const std::string bytes = file_of(small_sketches(options, 12));
    const std::size_t header = 320;
    const std::string path = folder.write("wrong.sketch", bytes);
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    for (std::size_t bit = 0; bit < 8 * bytes.size(); bit += bit < 8 * header ? 7 : 509) {
      const auto put = [&](char byte) {
        file.seekp(static_cast<std::streamoff>(bit / 8)).put(byte).flush();
      };
      put(static_cast<char>(bytes[bit / 8] ^ (1 << bit % 8)));
      EXPECT_NE(refusal_of_file(path), "") << "bit " << bit;
      put(bytes[bit / 8]);
    }
    EXPECT_EQ(refusal_of_file(path), "") << "all bits are right again";
  }
}

TEST(SketchFile, OfAnotherKindOrAnotherTimeIsRefused) {
  const TemporaryFolder folder;
  EXPECT_NE(refusal(folder, "").find("is not a sketch file"), std::string::npos);
  EXPECT_NE(refusal(folder, "{\"text\": \"a lake\"}\n").find("is not a sketch file"),
            std::string::npos);
  std::string other(5000, 'x');
  EXPECT_NE(refusal(folder, other).find("is not a sketch file"), std::string::npos);
  EXPECT_NE(refusal(folder, "leitwort sketch\n").find("is not a sketch file"), std::string::npos);
  // The number of the format follows the sixteen bytes that name it.
  std::string bytes = file_of(small_sketches({}, 3));
  std::uint32_t format = 0;
  std::memcpy(&format, bytes.data() + 16, sizeof format);
  ++format;
  std::memcpy(bytes.data() + 16, &format, sizeof format);
  const std::string problem = refusal(folder, bytes);
  EXPECT_NE(problem.find(fmt::format("format {}", format)), std::string::npos) << problem;
}

}  // namespace
}  // namespace leitwort
