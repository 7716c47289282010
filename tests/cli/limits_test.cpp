// The program where the system gives it little: no more threads, little memory, and no network.

#include "cli/program.hpp"
#include "sanitized.hpp"

#include <gtest/gtest.h>

namespace leitwort::test {
namespace {

/// Runs words with a library of tests/faults before all others, and with variables `NAME=value`.
Outcome runs_with(const std::string& shim, Strings variables, const Strings& words,
                  const Surroundings& where = {}) {
  variables.insert(variables.begin(), {"env", "LD_PRELOAD=" LEITWORT_SHIMS "/lib" + shim + ".so"});
  variables.insert(variables.end(), words.begin(), words.end());
  return program_runs(std::move(variables), where);
}

Strings leitwort(Strings words) {
  words.insert(words.begin(), LEITWORT_PROGRAM);
  return words;
}

// --- threads ------------------------------------------------------------------------------------

TEST(Threads, AreAsManyAsTheSystemStarts) {
  if (kSanitized) GTEST_SKIP() << "a sanitizer must come before all other libraries";
  const Strings words = leitwort({"passages", kLakeAccord, "--threads", "8", "--format", "csv"});
  const Outcome all = program_runs(words);
  ASSERT_EQ(all.status, 0);
  EXPECT_FALSE(contains(all.err, "--threads"));
  for (const std::string most : {"0", "1", "2", "6", "7"}) {
    const Outcome run = runs_with("no_threads", {"LEITWORT_TEST_THREADS=" + most}, words);
    EXPECT_EQ(run.status, 0) << most << run.err;
    EXPECT_EQ(run.out, all.out) << most;
    EXPECT_EQ(contains(run.err, "warning: --threads: the system does not start 8 threads"),
              most != "7")
        << run.err;
  }
  EXPECT_TRUE(contains(runs_with("no_threads", {"LEITWORT_TEST_THREADS=0"}, words).err,
                       "does not start 8 threads; one is used"));
}

TEST(Threads, ThatAreMissingEndNoCommand) {
  if (kSanitized) GTEST_SKIP() << "a sanitizer must come before all other libraries";
  const TemporaryFolder folder;
  for (const Strings& words :
       {leitwort({"similarity", kLakeAccord}), leitwort({"formulations", kLakeAccord}),
        leitwort({"timeline", kLakeAccord}), leitwort({"duplicates", kLakeAccord}),
        leitwort({"sketch", kLakeAccord, "-o", folder / "x.sketch"}),
        leitwort({"report", kLakeAccord, "-o", folder / "out"})}) {
    Strings many = words;
    many.insert(many.end(), {"--threads", "5"});
    const Outcome run = runs_with("no_threads", {"LEITWORT_TEST_THREADS=2"}, many);
    EXPECT_EQ(run.status, 0) << words[1] << run.err;
    EXPECT_TRUE(contains(run.err, "2 are used")) << run.err;
  }
}

TEST(Threads, MayBeMoreThanAnyMachineHas) {
  EXPECT_EQ(leitwort_runs({"similarity", kLakeAccord, "--threads", "300", "-q"}).status, 0);
}

// --- memory -------------------------------------------------------------------------------------

/// Texts of a few megabytes that share a lot.
void write_corpus(const TemporaryFolder& folder) {
  std::string lines;
  for (int d = 0; d < 60; ++d) {
    lines += "{\"id\":\"" + std::to_string(d) + "\",\"date\":\"" + std::to_string(1950 + d) +
             "\",\"text\":\"";
    for (int i = 0; i < 3000; ++i) {
      const int word = i % 9 == 0 ? d * 3000 + i : i / 9;
      lines += "word" + std::to_string(word % 7919) + (i % 17 == 0 ? ". " : " ");
    }
    lines += "\"}\n";
  }
  folder.write("corpus.jsonl", lines);
}

/// Runs it with at most so much address space.
Outcome runs_within(std::size_t kilobytes, const Strings& words, const TemporaryFolder& folder) {
  Strings limited = {"sh", "-c", "ulimit -c 0 -v " + std::to_string(kilobytes) + " && exec \"$@\"",
                     "sh"};
  limited[2] = "ulimit -c 0; ulimit -v " + std::to_string(kilobytes) + " && exec \"$@\"";
  limited.insert(limited.end(), words.begin(), words.end());
  return program_runs(limited, {.folder = folder.path()});
}

/// With any limit a run is done, or says that memory ran out and leaves nothing behind.
void expect_done_or_told(const Strings& words) {
  const TemporaryFolder folder;
  write_corpus(folder);
  // Kilobytes in which the program starts, and little more, so that the first limit is too small.
  std::size_t least = 16384;
  while (runs_within(least, leitwort({"--version"}), folder).status != 0) least += 256;
  const Strings before = files_in(folder.path());
  std::size_t told = 0;
  for (std::size_t limit = least; limit < 64 * least; limit += limit / 6) {
    const Outcome run = runs_within(limit, leitwort(words), folder);
    if (run.status == 0 && contains(run.err, "left out")) ADD_FAILURE() << run.err;
    if (run.status == 0) break;
    ++told;
    EXPECT_EQ(run.status, 2) << words[0] << " in " << limit << " kB: " << run.err;
    EXPECT_TRUE(contains(run.err, "memory")) << words[0] << " in " << limit << " kB: " << run.err;
    EXPECT_EQ(files_in(folder.path()), before) << words[0] << " in " << limit << " kB";
  }
  EXPECT_GT(told, 0U) << "no limit was too small: this shows nothing";
}

TEST(Memory, ThatRunsOutIsTold) {
  if (kSanitized) GTEST_SKIP() << "a sanitizer needs all of the address space";
  expect_done_or_told({"similarity", "corpus.jsonl", "-o", "x.csv", "--threads", "3"});
  expect_done_or_told({"formulations", "corpus.jsonl", "-o", "out/", "--threads", "3"});
  expect_done_or_told({"passages", "corpus.jsonl", "-o", "out/", "--threads", "3"});
  expect_done_or_told({"duplicates", "corpus.jsonl", "-o", "out/", "--threads", "3"});
}

// --- network ------------------------------------------------------------------------------------

TEST(Network, IsNeverAskedFor) {
  if (kSanitized) GTEST_SKIP() << "a sanitizer must come before all other libraries";
  const TemporaryFolder folder;
  const Strings variables = {"LEITWORT_TEST_MARK=" + (folder / "mark")};
  const Surroundings here{.folder = folder.path()};
  const auto run = [&](const Strings& words) {
    const Outcome outcome = runs_with("no_network", variables, words, here);
    EXPECT_GE(outcome.status, 0) << words[0] << " was ended: " << outcome.err;
    EXPECT_EQ(read_file(folder / "mark"), "") << words[1];
    return outcome;
  };
  folder.write("watch", "free and open society\n");
  for (const Strings& words :
       std::vector<Strings>{{"similarity", kLakeAccord},
                            {"formulations", kLakeAccord, "--watch", "watch"},
                            {"timeline", kLakeAccord},
                            {"duplicates", kLakeAccord, "--keep", "kept.jsonl"},
                            {"sketch", kLakeAccord, "-o", "x.sketch"},
                            {"duplicates", "x.sketch"},
                            {"passages", kLakeAccord, "-o", "passages/"},
                            {"show", kLakeAccord + "/" + files_in(kLakeAccord).front()},
                            {"report", kLakeAccord, "-o", "out", "--matrix"},
                            {"help"}}) {
    EXPECT_EQ(run(leitwort(words)).status >= 0, true);
  }
  // Nor by the programs that it runs, where they can be run at all.
  run({"python3", LEITWORT_SCRIPTS "/heatmap.py", "out/similarity.matrix.csv", "-o", "h.png"});
  run({"python3", LEITWORT_SCRIPTS "/timeline.py", "out/timeline.csv", "-o", "t.png"});

  // A program that does ask is found out, or all of this would show nothing.
  const Outcome asked =
      runs_with("no_network", variables, {"python3", "-c", "import socket; socket.socket()"}, here);
  EXPECT_EQ(asked.status, -SIGABRT);
  EXPECT_EQ(read_file(folder / "mark"), "socket\n");
}

TEST(Network, IsNothingThatTheProgramIsLinkedTo) {
  if (kSanitized) GTEST_SKIP() << "a sanitizer brings its own";
  const Outcome symbols = program_runs({"nm", "-D", "--undefined-only", LEITWORT_PROGRAM});
  if (symbols.status != 0) GTEST_SKIP() << "there is no nm";
  EXPECT_TRUE(contains(symbols.out, " write")) << "this shows nothing";
  for (const std::string call : {"socket", "connect", "bind", "listen", "accept", "sendto",
                                 "sendmsg", "getaddrinfo", "gethostbyname"}) {
    for (const std::string end : {"\n", "@"}) {
      EXPECT_FALSE(contains(symbols.out, " " + call + end)) << call;
    }
  }
}

}  // namespace
}  // namespace leitwort::test
