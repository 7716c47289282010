#include "corpus/bytes.hpp"
#include "corpus/compressed.hpp"
#include "corpus/reading.hpp"
#include <leitwort/error.hpp>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <zlib.h>

namespace leitwort::test {
namespace {

namespace fs = std::filesystem;

// --- what is no file ----------------------------------------------------------------------------

/// A named pipe, into which somebody writes.
class Pipe {
 public:
  Pipe(const TemporaryFolder& folder, const std::string& name, std::string bytes)
      : path_(make(folder / name)), writer_([this, text = std::move(bytes)] {
          std::ofstream(path_, std::ios::binary) << text;
        }) {}
  ~Pipe() { writer_.join(); }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  static std::string make(const std::string& path) {
    if (::mkfifo(path.c_str(), 0600) != 0) throw std::runtime_error("no pipe");
    return path;
  }
  std::string path_;
  std::thread writer_;
};

std::string many_lines(std::size_t bytes) {
  std::string lines;
  for (std::size_t i = 0; lines.size() < bytes; ++i) {
    lines += "{\"id\": \"" + std::to_string(i) + "\", \"text\": \"The lake is calm.\"}\n";
  }
  return lines;
}

TEST(Special, APipeThatIsNamedIsReadWholeAsJsonLines) {
  // Far more than a pipe holds, and than is read at a time.
  const std::string lines = many_lines(2 << 20);
  const TemporaryFolder folder;
  for (const char* name : {"pipe", "pipe.txt", "pipe.csv"}) {
    const Pipe pipe(folder, name, lines);
    const Corpus corpus = load_corpus({pipe.path()});
    EXPECT_EQ(corpus.documents.size(),
              static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n')));
    EXPECT_EQ(corpus.documents.at(0).id, "0");
    EXPECT_EQ(left_out(corpus), Strings{});
    ASSERT_EQ(corpus.inputs.size(), 1U);
    EXPECT_EQ(corpus.inputs[0].bytes, lines.size());
  }
}

TEST(Special, APipeThatHoldsNoJsonLinesIsOneText) {
  std::string text = "---\nid: lake\n---\n";
  for (int i = 0; i < 50000; ++i) text += "The lake is calm.\n";
  const TemporaryFolder folder;
  const Pipe pipe(folder, "pipe", text);
  const Corpus corpus = load_corpus({pipe.path()});
  ASSERT_EQ(ids_of(corpus), Strings{"lake"});
  EXPECT_EQ(corpus.documents[0].text.size(), text.size());
}

TEST(Special, APipeMayBeCompressedAndMayBeNoText) {
  const TemporaryFolder folder;
  const Pipe zipped(folder, "zipped", kTwoLinesGzip);
  EXPECT_EQ(ids_of(load_corpus({zipped.path()})), (Strings{"one", "two"}));
  const Pipe pdf(folder, "pdf", "%PDF-1.4\n");
  EXPECT_EQ(containing(left_out(load_corpus({pdf.path()})), "is a PDF document"), 1U);
}

TEST(Special, APipeIsReadOnceOnly) {
  const TemporaryFolder folder;
  const Pipe pipe(folder, "pipe", kTwoLines);
  EXPECT_TRUE(is_read_once(pipe.path()));
  EXPECT_TRUE(is_read_once("-"));
  EXPECT_FALSE(is_read_once(folder.path()));
  const Corpus corpus = load_corpus({pipe.path(), pipe.path()});
  EXPECT_EQ(ids_of(corpus), (Strings{"one", "two"}));
  EXPECT_EQ(containing(left_out(corpus), "a pipe can be read once only"), 1U);
}

TEST(Special, PipesAndSocketsInAFolderAreNamedAndNotOpened) {
  const TemporaryFolder folder;
  folder.write("a.txt", "x");
  ASSERT_EQ(::mkfifo((folder / "b.txt").c_str(), 0600), 0);
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = folder / "s.txt";
  ASSERT_LT(path.size(), sizeof address.sun_path);
  path.copy(address.sun_path, path.size());
  ASSERT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  const Corpus corpus = load_corpus({folder.path()});
  ::close(socket);
  EXPECT_EQ(ids_of(corpus), Strings{"a"});
  ASSERT_EQ(left_out(corpus).size(), 3U);
  EXPECT_EQ(containing(left_out(corpus), folder / "b.txt: is a named pipe"), 1U);
  EXPECT_EQ(containing(left_out(corpus), folder / "pipe: is a named pipe"), 1U);
  EXPECT_EQ(containing(left_out(corpus), folder / "s.txt: is a socket"), 1U);
}

TEST(Special, WhatAManifestNamesMustBeAFile) {
  const TemporaryFolder folder;
  folder.write("a.txt", "x");
  ASSERT_EQ(::mkfifo((folder / "b.txt").c_str(), 0600), 0);
  fs::create_directory(folder / "c.txt");
  const Corpus corpus =
      load_corpus({folder.write("list.csv", "path\nb.txt\nc.txt\n/dev/zero\na.txt\n")});
  EXPECT_EQ(ids_of(corpus), Strings{"a"});
  ASSERT_EQ(left_out(corpus).size(), 3U);
  EXPECT_EQ(containing(left_out(corpus), "row 2: "), 1U);
  EXPECT_EQ(containing(left_out(corpus), "is a named pipe"), 1U);
  EXPECT_EQ(containing(left_out(corpus), "is a folder"), 1U);
  EXPECT_EQ(containing(left_out(corpus), "/dev/zero is a device"), 1U);
}

TEST(Special, AManifestThatIsAPipeInAFolderIsNamed) {
  const TemporaryFolder folder;
  folder.write("a.txt", "x");
  ASSERT_EQ(::mkfifo((folder / "manifest.csv").c_str(), 0600), 0);
  EXPECT_EQ(containing(left_out(load_corpus({folder.path()})), "is a named pipe, and no manifest"),
            1U);
}

TEST(Special, DevicesWithoutEndAreRefused) {
  for (const char* path : {"/dev/zero", "/dev/null", "/dev/urandom"}) {
    const Corpus corpus = load_corpus({path});
    EXPECT_TRUE(corpus.documents.empty());
    ASSERT_EQ(left_out(corpus).size(), 1U) << path;
    EXPECT_EQ(containing(left_out(corpus), "is a device"), 1U);
    EXPECT_THROW((void)read_list(path), Error);
  }
}

TEST(Special, AFileThatIsGoneWhenItIsToBeReadIsNamed) {
  const TemporaryFolder folder;
  folder.write("a.txt", "x");
  const std::string gone = folder.write("b.txt", "y");
  CorpusReader reader({folder.path()});
  fs::remove(gone);
  Document document;
  EXPECT_TRUE(reader.next(document));
  EXPECT_FALSE(reader.next(document));
  ASSERT_FALSE(reader.notices().empty());
  EXPECT_EQ(reader.notices()[0].where, gone);
}

TEST(Special, ATextThatGrowsOrShrinksWhileItIsListedIsReadAsItIsThen) {
  const TemporaryFolder folder;
  const std::string path = folder.write("a.txt", std::string(1 << 20, 'a'));
  CorpusReader reader({folder.path()});
  fs::resize_file(path, 10);
  Document document;
  ASSERT_TRUE(reader.next(document));
  EXPECT_EQ(document.text, std::string(10, 'a'));
}

TEST(WholeFileTest, HoldsTheBytesEvenWhenTheFileShrinks) {
  const TemporaryFolder folder;
  const std::string path = folder.write("a.sketch", std::string(3 << 20, 'a'));
  const WholeFile file(path);
  fs::resize_file(path, 1);
  EXPECT_EQ(file.bytes(), std::string(3 << 20, 'a'));
}

TEST(WholeFileTest, SaysWhatIsWrongAndWhatToDo) {
  const TemporaryFolder folder;
  const auto problem = [](const std::string& path) -> std::string {
    try {
      const WholeFile file(path);
    } catch (const Error& error) {
      return error.problem();
    }
    return "";
  };
  EXPECT_NE(problem(folder / "none.sketch").find("leitwort sketch CORPUS"), std::string::npos);
  EXPECT_NE(problem(folder.path()).find("is no file"), std::string::npos);
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_NE(problem(folder / "pipe").find("is no file"), std::string::npos);
  EXPECT_EQ(WholeFile(folder.write("empty", "")).bytes(), "");
}

// --- compressed input ---------------------------------------------------------------------------

std::string gzipped(std::string_view bytes) {
  std::string out(bytes.size() + 1024, '\0');
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

/// A frame that Zstandard passes over.
std::string skippable(const std::string& bytes) {
  std::string frame = "\x53\x2a\x4d\x18"s;
  for (int i = 0; i < 4; ++i) frame += static_cast<char>((bytes.size() >> (8 * i)) & 0xFF);
  return frame + bytes;
}

const Strings kThreeIds = {"one", "two", "three"};

TEST(Compressed, MembersInARowAreOneFileAndMayBeEmpty) {
  const std::string empty = gzipped("");
  EXPECT_EQ(ids_of(read_json_lines(kTwoLinesGzip + kThirdLineGzip, "a.jsonl.gz")), kThreeIds);
  EXPECT_EQ(ids_of(read_json_lines(empty + kTwoLinesGzip + empty + empty + kThirdLineGzip + empty,
                                   "a.jsonl.gz")),
            kThreeIds);
  EXPECT_EQ(left_out(read_json_lines(empty, "a.jsonl.gz")), Strings{});
}

TEST(Compressed, FramesInARowAreOneFileAndSomeArePassedOver) {
  const std::string note = skippable("a note");
  const Corpus corpus =
      read_json_lines(note + kTwoLinesZstd + note + kThirdLineZstd + skippable(""), "a.jsonl.zst");
  EXPECT_EQ(ids_of(corpus), kThreeIds);
  EXPECT_EQ(left_out(corpus), Strings{});
}

TEST(Compressed, ZerosBehindTheDataArePadding) {
  for (const std::size_t zeros : {1U, 3U, 512U, 300000U}) {
    for (const std::string& data : {kTwoLinesGzip, kTwoLinesZstd}) {
      const Corpus corpus = read_json_lines(data + std::string(zeros, '\0'), "a.jsonl");
      EXPECT_EQ(ids_of(corpus), (Strings{"one", "two"}));
      EXPECT_EQ(left_out(corpus), Strings{});
      ASSERT_EQ(corpus.inputs.size(), 1U);
      EXPECT_EQ(corpus.inputs[0].bytes, data.size() + zeros) << "they belong to the file";
    }
  }
}

TEST(Compressed, AnythingElseBehindTheDataIsNamedAndCounted) {
  for (const std::string& behind : {std::string("garbage"), std::string(300000, '\0') + "g"}) {
    for (const std::string& data : {kTwoLinesGzip, kTwoLinesZstd}) {
      const Corpus corpus = read_json_lines(data + behind, "a.jsonl");
      EXPECT_EQ(ids_of(corpus), (Strings{"one", "two"}));
      ASSERT_EQ(left_out(corpus).size(), 1U);
      EXPECT_EQ(containing(left_out(corpus),
                           std::to_string(behind.size()) + " bytes behind its compressed data"),
                1U);
    }
  }
  const TemporaryFolder folder;
  const Corpus text = load_corpus({folder.write("a.txt.gz", gzipped("The lake.") + "g")});
  EXPECT_EQ(text.documents.at(0).text, "The lake.");
  EXPECT_EQ(containing(left_out(text), "1 byte behind"), 1U);
}

TEST(Compressed, RoomForMoreThanFourGigabytesIsNotCutToNothing) {
  // zlib counts room in 32 bits. The buffer need not be so large: what is read is small.
  const TemporaryFolder folder;
  for (const std::string& data : {kTwoLinesGzip, kTwoLinesZstd, kTwoLines}) {
    corpus::ByteSource source(folder.write("a", data));
    std::string out(kTwoLines.size(), '\0');
    EXPECT_EQ(source.read(out.data(), std::size_t{1} << 32), kTwoLines.size());
    EXPECT_EQ(out, kTwoLines);
    EXPECT_EQ(source.read(out.data(), std::size_t{1} << 32), 0U);
  }
}

TEST(Compressed, ExpansionIsBoundedAndTold) {
  // About 1,000 bytes for each on the disk.
  std::string lines;
  for (int i = 0; i < 4; ++i) {
    lines += "{\"text\": \"" + std::string(std::size_t{1} << 20, 'a') + "\"}\n";
  }
  const TemporaryFolder folder;
  const std::string path = folder.write("bomb.jsonl.gz", gzipped(lines));
  const auto read = [&](ExpansionLimit limit) { return load_corpus({path}, {.expansion = limit}); };
  EXPECT_EQ(read({}).documents.size(), 4U) << "small files may expand as they like";
  EXPECT_EQ(read({.ratio = 0, .free_bytes = 0}).documents.size(), 4U);
  EXPECT_EQ(read({.ratio = 2000, .free_bytes = 0}).documents.size(), 4U);
  const Corpus bounded = read({.ratio = 100, .free_bytes = std::uint64_t{5} << 19});
  EXPECT_EQ(bounded.documents.size(), 2U) << "what came before is kept";
  ASSERT_EQ(left_out(bounded).size(), 1U);
  EXPECT_EQ(containing(left_out(bounded), path + ": expands to "), 1U);
  EXPECT_EQ(containing(left_out(bounded), "--max-expansion"), 1U);
  EXPECT_EQ(containing(left_out(bounded), "read up to line 2"), 1U);
}

TEST(Compressed, ExpansionIsBoundedWhereverFilesAreOpened) {
  const ExpansionLimit limit{.ratio = 100, .free_bytes = 1 << 16};
  const std::string bomb = gzipped("---\nid: a\n---\n" + std::string(std::size_t{4} << 20, ' '));
  const TemporaryFolder folder;
  const std::string path = folder.write("texts/a.txt", bomb);
  const std::string manifest = folder.write("list.csv", "path\ntexts/a.txt\n");
  for (const std::string& corpus : {path, folder / "texts", manifest}) {
    EXPECT_EQ(containing(left_out(load_corpus({corpus}, {.expansion = limit})), "expands to"), 1U)
        << corpus;
  }
  const std::string table =
      folder.write("bomb.csv.gz", gzipped("text\n\"" + std::string(4 << 20, 'a')));
  EXPECT_EQ(containing(left_out(load_corpus({table}, {.expansion = limit})), "expands to"), 1U);
  EXPECT_THROW((void)read_list(path, limit), Error);
  EXPECT_NO_THROW((void)read_list(path));
}

TEST(Compressed, ABombThatNeverEndsIsStopped) {
  // Members of zeros without end, from a pipe.
  const TemporaryFolder folder;
  const std::string path = folder / "pipe";
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  const std::string member = gzipped(std::string(std::size_t{1} << 20, ' '));
  std::signal(SIGPIPE, SIG_IGN);
  std::thread writer([&] {
    std::ofstream pipe(path, std::ios::binary);
    while (pipe << member) {
    }
  });
  const Corpus corpus = load_corpus({path}, {.expansion = {.ratio = 500, .free_bytes = 1 << 20}});
  writer.join();
  EXPECT_EQ(containing(left_out(corpus), "expands to"), 1U);
}

// --- many fields --------------------------------------------------------------------------------

constexpr int kManyFields = 300000;  // compared with each other they would take minutes

TEST(ManyFields, OfFrontMatterAreCarriedThrough) {
  std::string text = "---\nid: a\n";
  for (int i = 0; i < kManyFields; ++i) text += "key" + std::to_string(i) + ": v\n";
  const Document document = read_one(text + "key7: again\n---\nThe lake.");
  EXPECT_EQ(document.id, "a");
  ASSERT_EQ(document.extra.size(), static_cast<std::size_t>(kManyFields));
  EXPECT_TRUE(std::ranges::all_of(document.extra, [](const auto& e) { return e.second == "v"; }));
}

TEST(ManyFields, OfJsonAreCarriedThrough) {
  std::string line = "{\"text\": \"x\"";
  for (int i = 0; i < kManyFields; ++i) line += ", \"key" + std::to_string(i) + "\": 1";
  const Corpus corpus = read_json_lines(line + ", \"date\": \"2001\"}\n");
  ASSERT_EQ(corpus.documents.size(), 1U);
  EXPECT_EQ(to_string(corpus.documents[0].date), "2001");
  EXPECT_EQ(corpus.documents[0].extra.size(), static_cast<std::size_t>(kManyFields));
}

TEST(ManyFields, OfAManifestAreCarriedThrough) {
  std::string header = "text", row = "x";
  for (int i = 0; i < kManyFields; ++i) {
    header += ",key" + std::to_string(i);
    row += ",v";
  }
  const TemporaryFolder folder;
  const Corpus corpus = load_corpus({folder.write("list.csv", header + "\n" + row + "\n")});
  ASSERT_EQ(corpus.documents.size(), 1U);
  EXPECT_EQ(corpus.documents[0].extra.size(), static_cast<std::size_t>(kManyFields));
}

TEST(ManyFields, TheFirstOfANameIsTakenHoweverManyThereAre) {
  for (const int others : {0, 30, 31, 32, 33, 100}) {
    std::string text = "---\n";
    for (int i = 0; i < others; ++i) text += "key" + std::to_string(i) + ": v\n";
    const Document document =
        read_one(text + "title: one\nTitle: two\ntitle: three\n---\nThe lake.");
    EXPECT_EQ(document.title, "one") << others;
    EXPECT_EQ(document.extra.size(), static_cast<std::size_t>(others));
  }
}

// --- what was read otherwise than it was meant --------------------------------------------------

TEST(Noticed, AQuoteThatSwallowsRows) {
  const TemporaryFolder folder;
  const std::string path =
      folder.write("list.csv",
                   "id,date,text\na,2001,\"The lake.\"\nb,2002,\"The shore.\nc,2003,\"The lake.\"\n"
                   "d,2004,\"The shore.\"\n");
  const Corpus corpus = load_corpus({path});
  EXPECT_EQ(ids_of(corpus), (Strings{"a", "d"}));
  ASSERT_EQ(left_out(corpus).size(), 1U);
  EXPECT_EQ(containing(left_out(corpus), path + ": row 3: malformed row: a quote is opened"), 1U);
}

TEST(Noticed, AQuoteThatSwallowsRowsInTheFirstColumn) {
  const TemporaryFolder folder;
  const Corpus corpus = load_corpus({folder.write(
      "list.csv", "text,id\n\"The lake.\",a\n\"The shore,b\n\"The hill.\",c\n\"The sea.\",d\n")});
  EXPECT_EQ(ids_of(corpus), (Strings{"a", "d"}));
  EXPECT_EQ(containing(left_out(corpus), "row 3: malformed row: a quote is opened"), 1U);
}

TEST(Noticed, NoSoundFieldOfSeveralLinesIsTakenForThat) {
  const TemporaryFolder folder;
  std::string rows = "id,date,text\n";
  const Strings texts = {"\"Two\nlines\"",
                         "\"A list:\nb,2002,The shore.\nc,2003,The lake.\n\"",
                         "\"He said:\n\"\"The lake.\"\"\n\"\"The shore.\"\"\"",
                         "\"b,2002,\"\"The shore.\"\"\nc,2003,\"\"The lake.\"\"\"",
                         "\"\"\"Quoted\nto the end\"\"\"",
                         "\"a,\"\n",
                         "A \"quoted\" word",
                         "\"One line, \"said\" so\""};
  for (std::size_t i = 0; i < texts.size(); ++i)
    rows += std::to_string(i) + ",2001," + texts[i] + "\n";
  const Corpus corpus = load_corpus({folder.write("list.csv", rows)});
  EXPECT_EQ(left_out(corpus), Strings{});
  EXPECT_EQ(corpus.documents.size(), texts.size());
}

TEST(Noticed, ColumnsOfOneName) {
  const TemporaryFolder folder;
  const Corpus corpus = load_corpus(
      {folder.write("list.csv", "id,text,Text,mood,mood,mood,,\nx,One,Two,calm,,,,\n")});
  ASSERT_EQ(corpus.documents.size(), 1U);
  EXPECT_EQ(corpus.documents[0].text, "One");
  EXPECT_EQ(containing(warnings(corpus), "has several columns \"text\"; the first is read"), 1U);
  EXPECT_EQ(containing(warnings(corpus), "has several columns \"mood\""), 1U);
  EXPECT_EQ(containing(warnings(corpus), "has several columns"), 2U);
}

TEST(Noticed, FrontMatterThatIsDropped) {
  const Document document = read_one(
      "---\ntitle: >\n  A folded title\nauthor:\n  - Ann\n  - Bob\ngeo:\n  lat: 5\nnote: |-\n"
      "  Kept.\nlong: It goes\n  on.\ntags:\n- one\nempty:\ndate: 1851\n---\nThe lake.");
  EXPECT_EQ(to_string(document.date), "1851");
  ASSERT_EQ(document.warnings.size(), 6U);
  EXPECT_EQ(containing(document.warnings, "\"title\" goes on over further lines"), 1U);
  EXPECT_EQ(containing(document.warnings,
                       "\"author\" is a list, which is not read; write its "
                       "parts on one line, author: Ann; …"),
            1U);
  EXPECT_EQ(containing(document.warnings, "\"geo\" holds keys of its own"), 1U);
  EXPECT_EQ(containing(document.warnings, "\"note\" goes on"), 1U);
  EXPECT_EQ(containing(document.warnings, "\"long\" goes on"), 1U);
  EXPECT_EQ(containing(document.warnings, "\"tags\" is a list"), 1U);
}

TEST(Noticed, WhatIsWrongWithALineOfJson) {
  const Corpus corpus = read_json_lines(
      "{\"id\":\"a\",\"date\":NaN,\"text\":\"NaN\"}\n{\"a\": -Infinity, \"text\": \"x\"}\n"
      "{'text': 'x'}\n{\"text\": None}\n{\"text\": \"NaN \\\" NaN\", True}\n{\"text\": \"x\",}\n");
  const Strings lines = left_out(corpus);
  ASSERT_EQ(lines.size(), 6U);
  EXPECT_EQ(containing({lines[0]}, "NaN at byte 18 is not JSON; write null"), 1U);
  EXPECT_EQ(containing({lines[1]}, "-Infinity at byte 7"), 1U);
  EXPECT_EQ(containing({lines[2]}, "' at byte 2 is not JSON; write \" for '"), 1U);
  EXPECT_EQ(containing({lines[3]}, "None at byte 10"), 1U);
  EXPECT_EQ(containing({lines[4]}, "True at byte"), 1U);
  EXPECT_EQ(containing({lines[5]}, "malformed JSON line ("), 1U);
}

}  // namespace
}  // namespace leitwort::test
