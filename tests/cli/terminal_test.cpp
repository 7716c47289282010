// What others wrote, in texts, names or on the command line, gives a terminal no orders. The real
// program runs at a terminal here, and all that arrives there is read.

#include "cli/program.hpp"

#include <array>
#include <regex>

#include <gtest/gtest.h>
#include <pty.h>

namespace leitwort::test {
namespace {

/// Orders to a terminal, by control characters of both sets, and characters that turn the direction
/// of writing; an invalid byte and a return beside them.
const std::string kOrders =
    "\x1b]0;owned\x07\x1b[2J\x1b[8m\x7f\xc2\x9b"
    "31m\xc2\x90\xe2\x80\xae\xe2\x81\xa6\rover\x08";
const std::string kInvalid = kOrders +
                             "\x9b"
                             "2J\xff";

std::string as_json(const std::string& text) {
  std::string json;
  for (const char c : text) {
    char escaped[8];
    std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned char>(c));
    json += static_cast<unsigned char>(c) < 0x20 ? std::string(escaped) : std::string(1, c);
  }
  return json;
}

/// What a terminal of 80 columns and 12 rows gets, of both streams.
Outcome at_terminal(Strings words, const std::string& folder) {
  words.insert(words.begin(), LEITWORT_PROGRAM);
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  winsize size{12, 80, 0, 0};
  termios modes{};  // nothing is translated: a line end stays one byte
  modes.c_cflag = CS8 | CREAD;
  int terminal = -1;
  const pid_t child = ::forkpty(&terminal, nullptr, &modes, &size);
  if (child == 0) {
    ::setenv("TERM", "xterm-256color", 1);
    ::setenv("PAGER", "/bin/cat", 1);
    ::unsetenv("NO_COLOR");
    if (::chdir(folder.c_str()) == 0) ::execv(argv[0], argv.data());
    ::_exit(127);
  }
  Outcome outcome;
  std::array<char, 4096> block{};
  for (ssize_t got = 0; (got = ::read(terminal, block.data(), block.size())) > 0;) {
    outcome.out.append(block.data(), static_cast<std::size_t>(got));
  }
  ::close(terminal);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  return outcome;
}

/// Without the program's own colours and its line of progress.
std::string without_own_orders(const std::string& text) {
  static const std::regex kOwn(
      "\x1b\\[(0|1|4|7|[34]8;5;[0-9]+(;[0-9]+)*|[0-9]{1,2}(;[0-9]+)*)?m|\r\x1b\\[K");
  return std::regex_replace(text, kOwn, "");
}

/// What may not arrive; empty where all is well.
std::string order_in(const std::string& arrived) {
  if (contains(arrived, "\x1b[8m")) return "hidden text";
  const std::string text = without_own_orders(arrived);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool line_end = byte == '\n' || byte == '\t' || (byte == '\r' && text[i + 1] == '\n');
    if ((byte < 0x20 && !line_end) || byte == 0x7F) return "byte " + std::to_string(byte);
  }
  for (const std::string control : {"\u0090", "\u009b", "\u202e", "\u2066"}) {
    if (contains(text, control)) return "a control character beyond ASCII";
  }
  for (std::size_t i = 0; i < text.size(); ++i) {  // a byte of UTF-8 has a first one before it
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto before = i == 0 ? 0U : static_cast<unsigned char>(text[i - 1]);
    if ((byte >= 0x80 && byte < 0xC0 && before < 0x80) || byte == 0xFF) return "invalid UTF-8";
  }
  return "";
}

std::string shown(const std::string& text) {
  std::string safe;
  for (const char c : text) safe += static_cast<unsigned char>(c) < 0x20 && c != '\n' ? '?' : c;
  return safe;
}

class AtATerminal : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string orders = as_json(kOrders);
    std::string lines;
    for (int i = 0; i < 4; ++i) {
      lines += "{\"id\":\"" + std::to_string(i) + orders + "\",\"title\":\"title" + orders +
               "\",\"author\":\"author" + orders + "\",\"date\":\"" + std::to_string(1990 + i) +
               "\",\"key" + orders + "\":\"value" + orders + "\",\"text\":\"We will build a free " +
               orders + " and open society together, and defend" + orders +
               "the common heritage of all our peoples against every threat" + orders + ".\"}\n";
    }
    lines += "{\"id\":\"bad" + orders + "\",\"date\":\"" + orders + "\",\"text\":\"x\"}\n";
    lines += "{\"id\":\"none" + orders + "\"}\n";
    folder_.write("corpus.jsonl", lines);
    std::string text;
    for (int i = 0; i < 30; ++i) text += "A free and open society " + kInvalid + " of line.\n";
    folder_.write("texts/a" + kInvalid + ".txt", text);
    folder_.write("texts/b" + kInvalid + "\n.txt", text);
    folder_.write("named/c" + kOrders + ".txt", text);
    folder_.write("watch", "free and open society\nno such words" + kInvalid + "\n");
    folder_.write("cut", "\\Qzebra" + kOrders + "\n");
    folder_.write("odd" + kInvalid + "\n.csv", "a,b\n1,2\n");
    first_ = "0" + kOrders;
    second_ = "1" + kOrders;
  }

  void expect_no_orders(const Strings& words, int status) {
    const Outcome run = at_terminal(words, folder_.path());
    EXPECT_EQ(run.status, status) << shown(words[0]) << shown(run.out);
    EXPECT_NE(run.out, "");
    EXPECT_EQ(order_in(run.out), "") << words[0] << " " << shown(words.back()) << "\n"
                                     << shown(run.out);
  }

  TemporaryFolder folder_;
  std::string first_, second_;
};

TEST_F(AtATerminal, NoTextIsAnOrder) {
  for (const std::string command : {"similarity", "formulations", "duplicates", "timeline"}) {
    for (const std::string format : {"auto", "table", "csv", "tsv", "jsonl"}) {
      expect_no_orders({command, "corpus.jsonl", "--format", format, "-v"}, 1);
      expect_no_orders({command, "texts", "--format", format}, 0);
    }
  }
  for (const std::string format : {"auto", "table", "csv", "tsv", "jsonl", "html", "tei", "pan"}) {
    expect_no_orders({"passages", "corpus.jsonl", "--format", format}, 1);
  }
  expect_no_orders({"similarity", "corpus.jsonl", "--format", "matrix"}, 1);
  expect_no_orders({"passages", "corpus.jsonl", "--list", "clusters"}, 1);
  expect_no_orders({"duplicates", "corpus.jsonl", "--list", "pairs", "--threshold", "0.1"}, 1);
  expect_no_orders({"show", first_, "corpus.jsonl"}, 1);
  expect_no_orders({"show", first_, "corpus.jsonl", "--no-pager"}, 1);
  expect_no_orders({"show", "named/c" + kOrders + ".txt"}, 0);
  expect_no_orders({"passages", "corpus.jsonl", "--explain", first_, second_}, 1);
  expect_no_orders({"formulations", "corpus.jsonl", "--explain", "free and open"}, 1);
  expect_no_orders({"formulations", "corpus.jsonl", "--explain", "free" + kInvalid}, 1);
  expect_no_orders({"formulations", "corpus.jsonl", "--watch", "watch"}, 1);
  expect_no_orders({"timeline", "corpus.jsonl", "--watch", "watch", "--cut", "cut"}, 1);
  expect_no_orders({"sketch", "corpus.jsonl", "-o", "s" + kOrders + ".sketch"}, 1);
  expect_no_orders({"report", "corpus.jsonl", "-o", "out" + kOrders}, 1);
}

TEST_F(AtATerminal, NoMessageIsAnOrder) {
  for (const Strings& words :
       std::vector<Strings>{{kInvalid},
                            {"help", kInvalid},
                            {"help", "--" + kInvalid},
                            {"--" + kInvalid},
                            {"similarity", "corpus.jsonl", "--" + kInvalid},
                            {"similarity", "corpus.jsonl", "--" + kInvalid + "=" + kInvalid},
                            {"similarity", "corpus.jsonl", "--format", kInvalid},
                            {"similarity", "corpus.jsonl", "--shingle", kInvalid},
                            {"similarity", "corpus.jsonl", "--cut", kInvalid},
                            {"similarity", "corpus.jsonl", "-o", kInvalid + "/none/x"},
                            {"similarity", "odd" + kInvalid + "\n.csv"},
                            {"similarity", kInvalid},
                            {"duplicates", kInvalid + ".sketch"},
                            {"formulations", "corpus.jsonl", "--language", kInvalid},
                            {"formulations", "corpus.jsonl", "--series", kInvalid},
                            {"timeline", "corpus.jsonl", "--watch", kInvalid},
                            {"passages", "corpus.jsonl", "--explain", kInvalid, kInvalid},
                            {"show", kInvalid, "corpus.jsonl"},
                            {"show", kInvalid},
                            {"sketch", "corpus.jsonl", "-o", kInvalid}}) {
    expect_no_orders(words, 2);
  }
}

/// A message is one line, whatever stands in a name: nobody can add one that looks like ours.
TEST_F(AtATerminal, NoNameAddsALine) {
  const Outcome run = leitwort_runs({"similarity", "a\nwarning: all is well", "-q"});
  EXPECT_EQ(run.status, 2);
  EXPECT_FALSE(contains(run.err, "\nwarning")) << run.err;
}

/// Elsewhere than at a terminal data stay as they are.
TEST_F(AtATerminal, FilesKeepEveryByte) {
  const Outcome run =
      leitwort_runs({"similarity", "corpus.jsonl", "--format", "csv"}, {.folder = folder_.path()});
  EXPECT_TRUE(contains(run.out, first_));
}

}  // namespace
}  // namespace leitwort::test
