/// Standard streams that are closed, full, or read by nobody.

#include "program.hpp"

#include <csignal>

#include <gtest/gtest.h>

namespace leitwort::test {
namespace {

/// Runs `leitwort words...` with redirections of the shell behind it.
Outcome redirected(const std::string& redirections, Strings words, const std::string& folder = "") {
  Strings all = {"bash", "-c", "exec \"$0\" \"$@\" " + redirections, LEITWORT_PROGRAM};
  all.insert(all.end(), words.begin(), words.end());
  return program_runs(std::move(all), {.folder = folder});
}

/// A text without a date and an unreadable one, so that there is something to warn of.
void write_corpus(const TemporaryFolder& folder) {
  folder.write("in/a.txt", "The broad consensus on the lake holds. Varn keeps the lake.\n");
  folder.write("in/b.txt", "Oster greets the broad consensus on the lake.\n");
  folder.write("in/c.txt", "caf\xE9 and the broad consensus on the lake.\n");
}

/// What a command writes to standard output, or into a file of this ending.
struct Command {
  Strings words;
  std::string ending;  ///< empty: it writes to standard output only
};
const std::vector<Command>& writing_commands() {
  static const std::vector<Command> all = {
      {{"similarity", "in"}, ".csv"}, {{"formulations", "in"}, ".csv"},
      {{"passages", "in"}, ".csv"},   {{"duplicates", "in"}, ".csv"},
      {{"timeline", "in"}, ".csv"},   {{"sketch", "in"}, ".sketch"},
  };
  return all;
}

TEST(Streams, AFullOutputIsAnError) {
  const TemporaryFolder folder;
  write_corpus(folder);
  std::vector<Strings> all = {{"--help"}, {"--version"}, {"--man"}, {"similarity", "--help"}};
  for (const Command& command : writing_commands()) {
    if (command.ending == ".csv") all.push_back(command.words);
  }
  for (const Strings& words : all) {
    const Outcome outcome = redirected(">/dev/full", words, folder.path());
    EXPECT_EQ(outcome.status, 2) << words[0];
    EXPECT_TRUE(contains(outcome.err, "standard output")) << words[0] << ": " << outcome.err;
  }
}

TEST(Streams, AClosedOutputIsAnErrorWhereSomethingIsToBeWritten) {
  const TemporaryFolder folder;
  write_corpus(folder);
  for (const Strings& words : {Strings{"--help"}, {"--version"}, {"similarity", "in"}}) {
    const Outcome outcome = redirected(">&-", words, folder.path());
    EXPECT_EQ(outcome.status, 2) << words[0];
    EXPECT_FALSE(outcome.err.empty()) << words[0];
  }
}

TEST(Streams, ClosedOnesNeverEndUpInsideADataFile) {
  for (const Command& command : writing_commands()) {
    const TemporaryFolder folder;
    write_corpus(folder);
    const auto words = [&](const std::string& name) {
      Strings all = command.words;
      all.insert(all.end(), {"-o", name + command.ending});
      return all;
    };
    ASSERT_EQ(redirected("", words("right"), folder.path()).status, 0) << command.words[0];
    const std::string right = read_file(folder / ("right" + command.ending));
    ASSERT_FALSE(right.empty());
    for (const char* closed : {"2>&-", ">&-", "<&-", ">&- 2>&-", "<&- >&- 2>&-", "<&- 2>&-"}) {
      const Outcome outcome = redirected(closed, words("out"), folder.path());
      EXPECT_EQ(outcome.status, 0) << command.words[0] << " " << closed << outcome.err;
      EXPECT_TRUE(read_file(folder / ("out" + command.ending)) == right)
          << command.words[0] << " " << closed;
    }
  }
}

TEST(Streams, ClosedOnesNeverEndUpInsideATableOfAFolder) {
  const TemporaryFolder folder;
  write_corpus(folder);
  ASSERT_EQ(redirected("", {"report", "in", "-o", "right"}, folder.path()).status, 0);
  // The folder is whole; the summary went nowhere.
  ASSERT_EQ(redirected("<&- >&- 2>&-", {"report", "in", "-o", "out"}, folder.path()).status, 2);
  ASSERT_EQ(files_in(folder / "out"), files_in(folder / "right"));
  for (const std::string& name : files_in(folder / "right")) {
    if (!name.ends_with(".csv")) continue;
    EXPECT_TRUE(read_file(folder / ("out/" + name)) == read_file(folder / ("right/" + name)))
        << name;
  }
}

TEST(Streams, AClosedInputIsNoCorpus) {
  const TemporaryFolder folder;
  const Outcome outcome = redirected("<&-", {"similarity", "-"}, folder.path());
  EXPECT_TRUE(outcome.status == 1 || outcome.status == 2) << outcome.status;
  EXPECT_FALSE(outcome.err.empty());
}

TEST(Streams, WhoReadsNoFurtherEndsItQuietly) {
  const TemporaryFolder folder;
  std::string lines;
  for (int d = 0; d < 400; ++d) {
    lines += R"({"id": "document-)" + std::to_string(d) +
             R"(", "text": "the lake the shore and the boat"})"
             "\n";
  }
  folder.write("in.jsonl", lines);  // 79,800 pairs: more than a pipe holds
  for (const char* before : {"", "trap '' PIPE; "}) {
    const std::string script = std::string(before) +
                               "\"$0\" similarity in.jsonl --quiet | head -1 >/dev/null; "
                               "exit ${PIPESTATUS[0]}";
    const Outcome outcome =
        program_runs({"bash", "-c", script, LEITWORT_PROGRAM}, {.folder = folder.path()});
    // By a signal, or as after an error that nobody needs to be told.
    EXPECT_TRUE(outcome.status == 128 + SIGPIPE || outcome.status == 0 || outcome.status == 2)
        << before << outcome.status;
    if (*before == '\0') {
      EXPECT_EQ(outcome.err, "");
    }
  }
}

}  // namespace
}  // namespace leitwort::test
