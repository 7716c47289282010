#include "compressed.hpp"
#include "reading.hpp"

#include <random>
#include <stdexcept>

#include <gtest/gtest.h>
#include <omp.h>

namespace leitwort {
namespace {

using test::TemporaryFolder;

/// What a reader gave, in batches, put together again.
Corpus load_in_batches(const std::vector<std::string>& paths, int threads) {
  omp_set_num_threads(threads);
  CorpusReader reader(paths);
  Corpus corpus;
  std::vector<std::vector<std::string>> texts(5);
  reader.read_batches(texts.size(),
                      {.take = [&](std::size_t slot, Document&, std::string_view text,
                                   std::string_view) { texts[slot].emplace_back(text); },
                       .commit =
                           [&](std::size_t slot, std::span<Document> documents) {
                             for (std::size_t d = 0; d < documents.size(); ++d) {
                               corpus.documents.push_back(std::move(documents[d]));
                               corpus.documents.back().text = std::move(texts[slot][d]);
                             }
                             texts[slot].clear();
                           }});
  omp_set_num_threads(omp_get_num_procs());
  corpus.notices = reader.notices();
  corpus.inputs = reader.inputs();
  return corpus;
}

void expect_equal(const Corpus& batches, const Corpus& stream) {
  ASSERT_EQ(batches.documents.size(), stream.documents.size());
  for (std::size_t d = 0; d < stream.documents.size(); ++d) {
    const Document &x = batches.documents[d], &y = stream.documents[d];
    ASSERT_EQ(x.id, y.id);
    ASSERT_EQ(x.path, y.path);
    ASSERT_EQ(x.date, y.date);
    ASSERT_EQ(x.title, y.title);
    ASSERT_EQ(x.author, y.author);
    ASSERT_EQ(x.extra, y.extra);
    ASSERT_EQ(x.text, y.text) << x.id;
    ASSERT_EQ(x.body_begin, y.body_begin);
    ASSERT_EQ(x.warnings, y.warnings);
  }
  ASSERT_EQ(batches.notices.size(), stream.notices.size());
  for (std::size_t n = 0; n < stream.notices.size(); ++n) {
    EXPECT_EQ(batches.notices[n].where, stream.notices[n].where);
    EXPECT_EQ(batches.notices[n].what, stream.notices[n].what);
  }
  ASSERT_EQ(batches.inputs.size(), stream.inputs.size());
  for (std::size_t i = 0; i < stream.inputs.size(); ++i) {
    EXPECT_EQ(batches.inputs[i].path, stream.inputs[i].path);
    EXPECT_EQ(batches.inputs[i].sha256, stream.inputs[i].sha256);
  }
}

void expect_batches_equal_stream(const std::vector<std::string>& paths) {
  const Corpus stream = load_corpus(paths);
  for (const int threads : {1, 2, 4}) expect_equal(load_in_batches(paths, threads), stream);
}

TEST(Batches, OfAManifestTellOfItsRowsInTheirOrder) {
  const TemporaryFolder folder;
  std::string table = "date,text\r\n";
  for (int row = 0; row < 50; ++row) {
    table += row % 3 == 0 ? "2001,good\r\n" : row % 3 == 1 ? "someday,bad date\r\n" : "1,2,3,4\r\n";
  }
  expect_batches_equal_stream({folder.write("rows.csv", table)});
}

/// Some megabytes of lines, not all of them good.
std::string mixed_lines(unsigned seed, std::size_t bytes) {
  std::mt19937 random(seed);
  std::string lines = "\xEF\xBB\xBF";
  while (lines.size() < bytes) {
    switch (random() % 12) {
      case 0:
        lines += "{\"text\": 5}\n";
        break;
      case 1:
        lines += "\n  \r\n";
        break;
      case 2:
        lines += "{\"text\": \"cut off\n";
        break;
      case 3:
        lines += "{\"text\": \"caf\xE9\", \"title\": \"t\"}\n";
        break;
      case 4:
        lines += "{\"text\": \"\", \"date\": \"someday\"}\r\n";
        break;
      case 5:
        lines += "{\"id\": \"same\", \"text\": \"x\", \"label\": [1, 2]}\n";
        break;
      default:
        lines += "{\"id\": \"d" + std::to_string(random() % 5000) + "\", \"date\": \"20" +
                 std::to_string(10 + random() % 90) + "\", \"author\": \"A\", \"text\": \"" +
                 std::string(random() % 3000, 'w') + "\\n\\u00e9\"}\n";
    }
  }
  return lines;
}

TEST(Batches, OfJsonLinesAreWhatTheStreamIs) {
  const TemporaryFolder folder;
  const std::string lines = mixed_lines(1, 3 << 20);
  expect_batches_equal_stream({folder.write("a.jsonl", lines)});
  expect_batches_equal_stream({folder.write("b.jsonl", lines + "{\"text\": \"no line end\"}")});
  expect_batches_equal_stream(
      {folder.write("c.jsonl", "{\"text\": \"" + std::string(2 << 20, 'x') + "\"}\n\n")});
  expect_batches_equal_stream({folder.write("empty.jsonl", "")});
  expect_batches_equal_stream({folder.write("blank.jsonl", "\n\n")});
}

TEST(Batches, OfSeveralInputsKeepTheirOrder) {
  const TemporaryFolder folder;
  const std::string first = folder.write("a.jsonl", mixed_lines(2, 1 << 20));
  const std::string second = folder.write("b.jsonl", mixed_lines(3, 1 << 20));
  const std::string text = folder.write("t/2001_one.txt", "---\ntitle: one\n---\nthe lake");
  folder.write("t/2002_two.txt", "the shore \xE9");
  const std::string manifest =
      folder.write("m.csv", "id,text,date\nm1,the lake,2001\nm2,the shore,never\n");
  expect_batches_equal_stream(
      {first, folder.path() + "/t", second, manifest, folder.path() + "/none", text});
}

TEST(Batches, EndWhereCompressedDataDoAndSayIt) {
  const TemporaryFolder folder;
  std::string packed;
  for (int i = 0; i < 15000; ++i) packed += test::kTwoLinesGzip;
  expect_batches_equal_stream({folder.write("whole.jsonl.gz", packed)});
  const std::string path = folder.write("part.jsonl.gz", packed.substr(0, packed.size() - 20));
  const Corpus batches = load_in_batches({path}, 2);
  const Corpus stream = load_corpus({path});
  // How much could be unpacked before the end depends on the size of the reads.
  ASSERT_FALSE(batches.documents.empty());
  EXPECT_GT(batches.documents.size(), stream.documents.size() - 1000);
  ASSERT_EQ(test::containing(test::left_out(batches), "ends in the middle"), 1U);
  EXPECT_EQ(test::containing(test::left_out(batches), "read up to line"), 1U);
}

TEST(Batches, ThrowWhatTheirUserThrows) {
  const TemporaryFolder folder;
  const std::string path = folder.write("a.jsonl", mixed_lines(5, 3 << 20));
  for (const bool at_commit : {false, true}) {
    CorpusReader reader({path});
    EXPECT_THROW(reader.read_batches(3, {.take =
                                             [&](std::size_t, Document& document, std::string_view,
                                                 std::string_view) {
                                               if (!at_commit && document.id == "same") {
                                                 throw std::runtime_error("enough");
                                               }
                                             },
                                         .commit =
                                             [&](std::size_t, std::span<Document>) {
                                               if (at_commit) throw std::runtime_error("enough");
                                             }}),
                 std::runtime_error);
  }
}

TEST(Batches, DoNotHashWhereNobodyAsks) {
  const TemporaryFolder folder;
  CorpusReader reader({folder.write("a.jsonl", "{\"text\": \"x\"}\n")}, {.digest = false});
  Document document;
  while (reader.next(document)) {
  }
  ASSERT_EQ(reader.inputs().size(), 1U);
  EXPECT_EQ(reader.inputs()[0].sha256, "");
  EXPECT_EQ(reader.inputs()[0].bytes, 14U);
}

}  // namespace
}  // namespace leitwort
