#include "cli/program.hpp"

#include <array>
#include <map>

#include <gtest/gtest.h>
#include <pty.h>

namespace leitwort::test {
namespace {

const std::string kAnniversary = kLakeAccord + "/varn-2022-anniversary.txt";

/// What the program writes to a terminal of 80 columns and ten rows, and how it ends.
/// `environment`: variables to set.
Outcome terminal_runs(const Strings& arguments,
                      const std::map<std::string, std::string>& environment) {
  Strings words = arguments;
  words.insert(words.begin(), LEITWORT_PROGRAM);
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  winsize size{};
  size.ws_row = 10;
  size.ws_col = 80;
  int terminal = -1;
  const pid_t child = ::forkpty(&terminal, nullptr, nullptr, &size);
  if (child < 0) throw std::runtime_error("there is no pseudo-terminal");
  if (child == 0) {
    for (const char* name : {"NO_COLOR", "PAGER", "LESS", "LV"}) ::unsetenv(name);
    ::setenv("TERM", "xterm-256color", 1);
    for (const auto& [name, value] : environment) ::setenv(name.c_str(), value.c_str(), 1);
    ::execv(argv[0], argv.data());
    ::_exit(99);
  }
  Outcome outcome;
  std::array<char, 4096> buffer{};
  for (;;) {
    const ssize_t read = ::read(terminal, buffer.data(), buffer.size());
    if (read < 0 && errno == EINTR) continue;
    if (read <= 0) break;  // EIO: the other side is closed
    outcome.out.append(buffer.data(), static_cast<std::size_t>(read));
  }
  ::close(terminal);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  std::erase(outcome.out, '\r');
  return outcome;
}

TEST(Show, PrintsATextAndWhatItShares) {
  const Outcome run = leitwort_runs({"show", kAnniversary});
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_TRUE(run.out.starts_with(
      "varn-2022-anniversary · 2022-06-01 · Statement on the Anniversary of the Lake Accord\n"
      "247 tokens, "))
      << run.out;
  EXPECT_TRUE(
      contains(run.out,
               "elections among our partners. With the spirit of shared waters and shared duties"
               " for a shared shore\n"));
  EXPECT_TRUE(contains(run.out, "1━━━━━━━━━━━━━━━━━━━━━━━━━━ 2━━━━━━━━━━━━━━━━ ═══")) << run.out;
  EXPECT_TRUE(contains(run.out,
                       "   1          9       1  2009-03-12  the spirit of shared waters\n"
                       "   2          7       1  2012        the spirit of shared waters "
                       "and shared duties\n"))
      << run.out;
  EXPECT_TRUE(contains(run.out, "  commission-2019-session · 2019-05-13 · Communique"));
  EXPECT_FALSE(contains(run.out, "\x1b"));
  EXPECT_TRUE(contains(run.err, "in the corpus: 41 formulations listed")) << run.err;
}

TEST(Show, TheDocumentIsNamedByItsIdOrItsPath) {
  const std::string by_path = leitwort_runs({"show", kAnniversary}).out;
  EXPECT_EQ(leitwort_runs({"show", "varn-2022-anniversary", kLakeAccord}).out, by_path);
  EXPECT_EQ(leitwort_runs({"show", kAnniversary, kLakeAccord}).out, by_path);
  EXPECT_EQ(leitwort_runs({"show", "varn-2022-anniversary.txt"}, {.folder = kLakeAccord}).out,
            by_path);
  EXPECT_EQ(
      leitwort_runs({"show", "./varn-2022-anniversary.txt", "."}, {.folder = kLakeAccord}).out,
      by_path);
  const TemporaryFolder folder;
  const std::string lines = folder.write("c.jsonl", R"({"id": "a", "text": "the old stone bridge"})"
                                                    "\n"
                                                    R"({"id": "b", "text": "an old stone bridge"})"
                                                    "\n");
  const Outcome piped = leitwort_runs({"show", "b", "-"}, {.input = lines});
  EXPECT_EQ(piped.status, 0) << piped.err;
  EXPECT_TRUE(contains(piped.out, "an old stone bridge\n   1┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄\n")) << piped.out;
  EXPECT_EQ(leitwort_runs({"show", "b", lines}).out, piped.out);
}

TEST(Show, ADocumentThatThereIsNotIsAnError) {
  const auto refusal = [](const Strings& words, const Surroundings& where = {}) {
    const Outcome run = leitwort_runs(words, where);
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(run.out, "");
    return run.err;
  };
  EXPECT_TRUE(contains(refusal({"show", "varn-2022-aniversary", kLakeAccord, "-q"}),
                       "leitwort: DOCUMENT: no document has the id \"varn-2022-aniversary\"; there "
                       "is varn-2022-anniversary"));
  EXPECT_TRUE(contains(refusal({"show"}), "no DOCUMENT given"));
  EXPECT_TRUE(contains(refusal({"show", "nowhere.txt"}), "nowhere.txt: is no file; give the path"));
  EXPECT_TRUE(contains(refusal({"show", kLakeAccord}), "is no text file"));
  EXPECT_TRUE(contains(refusal({"show", kLakeAccord + "/manifest.csv"}),
                       "name a document of it: leitwort show ID"));
  EXPECT_TRUE(contains(refusal({"show", kAnniversary, "-o", "/tmp/"}), "this is a folder"));
  const TemporaryFolder folder;
  folder.write("manifest.csv", "path\na.txt\n");
  folder.write("a.txt", "one text");
  EXPECT_TRUE(contains(refusal({"show", folder.write("b.txt", "another"), "-q"}),
                       "is none of the 1 document of"));
}

TEST(Show, TakesTheOptionsOfFormulationsAndPassages) {
  const std::string few = leitwort_runs({"show", kAnniversary, "--min-documents", "7"}).out;
  EXPECT_TRUE(contains(few, "   2          7 ")) << few;
  EXPECT_FALSE(contains(few, "   3          6 ")) << few;
  EXPECT_TRUE(contains(few, "in passages of 4 other documents")) << few;
  const std::string strict = leitwort_runs({"show", kAnniversary, "--min-similarity", "0.9"}).out;
  EXPECT_FALSE(contains(strict, "in passages of 4 other documents")) << strict;
  const TemporaryFolder folder;
  const std::string cut =
      leitwort_runs({"show", kAnniversary, "--cut", folder.write("cut.txt", "shared waters\n")})
          .out;
  EXPECT_FALSE(contains(cut, "  the spirit of shared waters\n")) << cut;
  EXPECT_TRUE(contains(cut, "With the spirit of shared waters and"));
  EXPECT_EQ(leitwort_runs({"show", kAnniversary, "--sort", "first"}).status, 2);
}

TEST(Show, HasThePassagesThatTheCommandFinds) {
  const CsvTable passages = parse_csv(leitwort_runs({"passages", kLakeAccord}).out);
  for (const char* id : {"varn-2022-anniversary", "oster-2023-farewell"}) {
    const std::string shown = leitwort_runs({"show", id, kLakeAccord}).out;
    const std::string list = shown.substr(shown.find("\npassages  tokens  of\n"));
    std::size_t others = 0;
    for (const CsvTable::Row& row : passages.rows) {
      const std::string other =
          row.at("a") == id ? row.at("b") : (row.at("b") == id ? row.at("a") : "");
      if (other.empty()) continue;
      ++others;
      EXPECT_TRUE(contains(list, "  " + other + " · ")) << other << list;
    }
    EXPECT_GT(others, 0U);
  }
}

TEST(Show, AWatchListTakesThePlaceOfWhatIsFound) {
  const TemporaryFolder folder;
  const std::string list =
      folder.write("watch.txt", "two pens\nshared waters\nnowhere to be seen\n");
  const Outcome run = leitwort_runs({"show", kAnniversary, "--watch", list});
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_TRUE(contains(run.out,
                       "247 tokens, 4 (2%) in 2 formulations\n"
                       "·· 1  ┄┄ 2  "))
      << run.out;
  EXPECT_TRUE(contains(run.out, "2·······")) << run.out;
  EXPECT_FALSE(contains(run.out, "passage"));
  EXPECT_TRUE(contains(run.err, "2 of 3 watched formulations stand in this text")) << run.err;
}

TEST(Show, WritesAFile) {
  const TemporaryFolder folder;
  const Outcome run = leitwort_runs({"show", kAnniversary, "-o", folder / "shown.txt"});
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_EQ(run.out, "");
  EXPECT_EQ(read_file(folder / "shown.txt"), leitwort_runs({"show", kAnniversary}).out);
  const std::string text = folder.write("texts/a.txt", "one text");
  const Outcome refused = leitwort_runs({"show", text, "-o", text});
  EXPECT_EQ(refused.status, 2);
  EXPECT_EQ(read_file(text), "one text");
}

TEST(Show, HostileTextsSendNothingToTheTerminal) {
  const TemporaryFolder folder;
  const std::string hostile =
      "the old stone bridge \x1b]0;owned\x07 \x1b[2J\x1b[31m and \xC2\x9B"
      "5m \xE2\x80\xAE the end";
  folder.write("a\x1b[31m.txt", hostile);
  folder.write("b.txt", "the old stone bridge");
  folder.write("manifest.csv",
               "id,path,title,author\n\"i\x1b[1md\",\"a\x1b[31m.txt\",\"t\x1b[7m\",\"\x07"
               "x\"\nb,b.txt,,\n");
  const Strings words = {"show", "i\x1b[1md", folder.path(), "-q"};
  const Outcome piped = leitwort_runs(words);
  ASSERT_EQ(piped.status, 0) << piped.err;
  for (const std::string& out :
       {piped.out, terminal_runs(words, {{"NO_COLOR", "1"}, {"PAGER", ""}}).out}) {
    for (const char c : out) {
      ASSERT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << out;
    }
    EXPECT_FALSE(contains(out, "\xC2\x9B"));
    EXPECT_FALSE(contains(out, "\xE2\x80\xAE"));
    EXPECT_TRUE(contains(out, "␛]0;owned␇ ␛[2J␛[31m and [U+009B]5m [U+202E] the end")) << out;
  }
  // In colour nothing comes out but colours.
  const std::string coloured = terminal_runs(words, {{"PAGER", ""}}).out;
  for (std::size_t at = 0; (at = coloured.find('\x1b', at)) != std::string::npos; ++at) {
    const std::string_view rest = std::string_view(coloured).substr(at);
    EXPECT_TRUE(rest.starts_with("\x1b[0m") || rest.starts_with("\x1b[48;5;") ||
                rest.starts_with("\x1b[4;48;5;"))
        << coloured;
  }
}

TEST(Show, ATerminalGetsColoursUnlessItsUserWantsNone) {
  const Strings words = {"show", kAnniversary, "-q", "--no-pager"};
  const Outcome coloured = terminal_runs(words, {});
  EXPECT_EQ(coloured.status, 0);
  EXPECT_TRUE(contains(coloured.out, "\n\x1b[48;5;71;38;5;16mspirit of shared waters¹\x1b[0m "))
      << coloured.out;
  for (const auto& [name, value] : {std::pair{"NO_COLOR", "1"}, std::pair{"TERM", "dumb"}}) {
    const Outcome plain = terminal_runs(words, {{name, value}});
    EXPECT_EQ(plain.status, 0);
    EXPECT_FALSE(contains(plain.out, "\x1b")) << name;
    EXPECT_TRUE(contains(plain.out, "1━━\nspirit of shared waters and")) << plain.out;
  }
}

TEST(Show, ALongTextGoesThroughThePager) {
  const Strings words = {"show", kAnniversary, "-q"};
  const auto shown = [&](const Strings& arguments, const std::string& pager) {
    const Outcome run = terminal_runs(arguments, {{"PAGER", pager}});
    EXPECT_EQ(run.status, 0) << pager;
    return run.out;
  };
  const std::string plain = shown({"show", kAnniversary, "-q", "--no-pager"}, "sed s/^/P:/");
  EXPECT_TRUE(plain.starts_with("varn-2022-anniversary"));
  const std::string paged = shown(words, "sed s/^/P:/");
  EXPECT_TRUE(paged.starts_with("P:varn-2022-anniversary")) << paged;
  EXPECT_TRUE(contains(paged, "\nP:without complacency. ")) << paged;
  // One that is quit early, before it has read everything.
  EXPECT_EQ(shown(words, "head -n 1"), plain.substr(0, plain.find('\n') + 1));
  EXPECT_EQ(shown(words, "true"), "");
  // None, and one that cannot be started.
  EXPECT_EQ(shown(words, ""), plain);
  EXPECT_EQ(shown(words, "cat"), plain);
  EXPECT_TRUE(shown(words, "/nonexistent/pager --here").ends_with(plain));
  EXPECT_EQ(terminal_runs(words, {{"PATH", "/nonexistent"}}).out, plain);
  EXPECT_EQ(terminal_runs(words, {{"PAGER", "sed s/^/P:/"}, {"TERM", "dumb"}}).status, 0);
}

TEST(Show, AShortTextOrAFileNeedsNoPager) {
  const TemporaryFolder folder;
  const std::string text = folder.write("a.txt", "one text");
  const Outcome run = terminal_runs({"show", text, "-q"}, {{"PAGER", "sed s/^/P:/"}});
  EXPECT_EQ(run.status, 0);
  EXPECT_TRUE(run.out.starts_with("a · undated\n")) << run.out;
  const Outcome filed =
      terminal_runs({"show", kAnniversary, "-q", "-o", folder / "out.txt"}, {{"PAGER", "false"}});
  EXPECT_EQ(filed.status, 0);
  EXPECT_EQ(filed.out, "");
  EXPECT_EQ(read_file(folder / "out.txt"), leitwort_runs({"show", kAnniversary}).out);
}

TEST(Show, APagerGetsALongTextWhole) {
  const TemporaryFolder folder;
  std::string text;
  for (int i = 0; i < 4000; ++i)
    text += "the old stone bridge of number " + std::to_string(i) + "\n";
  folder.write("b.txt", "the old stone bridge");
  const std::string path = folder.write("a.txt", text);
  const Outcome whole = terminal_runs({"show", path, "-q"}, {{"PAGER", "grep -c number"}});
  EXPECT_EQ(whole.out, "4001\n");  // and the legend
  // More than a pipe holds, and nobody reads it.
  EXPECT_EQ(terminal_runs({"show", path, "-q"}, {{"PAGER", "true"}}).status, 0);
}

TEST(Show, DoesNotDependOnTheNumberOfThreads) {
  const auto output = [&](const char* threads) {
    return leitwort_runs({"show", kAnniversary, "--threads", threads}).out;
  };
  EXPECT_EQ(output("1"), output("3"));
}

}  // namespace
}  // namespace leitwort::test
