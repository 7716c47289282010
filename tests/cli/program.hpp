#pragma once

/// Runs the real program.

#include "csv_reader.hpp"
#include "temporary_folder.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace leitwort::test {

using Strings = std::vector<std::string>;

inline const std::string kLakeAccord = LEITWORT_TEST_CORPORA "/lake-accord";
inline const std::string kChinaRussia = LEITWORT_SHARED "/corpora/china-russia";

/// Where a run gets its input, puts its output and stands.
struct Surroundings {
  std::string input = "/dev/null";
  std::string output = "";  ///< empty: kept in Outcome::out
  std::string folder = "";  ///< empty: that of the test
};

struct Outcome {
  int status = -1;  ///< exit status; minus the signal where one ended the program
  std::string out, err;
};

/// Runs a program, found on PATH where it is no path, and waits for it.
inline Outcome program_runs(Strings words, const Surroundings& where = {}) {
  const TemporaryFolder folder;
  const std::string out = where.output.empty() ? folder / "out" : where.output;
  const std::string err = folder / "err";
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);

  constexpr int kCreate = O_WRONLY | O_CREAT | O_TRUNC;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, where.input.c_str(), O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), kCreate, 0600);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(), kCreate, 0600);
  if (!where.folder.empty()) posix_spawn_file_actions_addchdir_np(&actions, where.folder.c_str());
  pid_t child = 0;
  const int failure = ::posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failure != 0) throw std::runtime_error(words[0] + " cannot be started");
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status),
          where.output.empty() ? read_file(out) : "", read_file(err)};
}

/// Runs `leitwort words...` and waits for it.
inline Outcome leitwort_runs(Strings words, const Surroundings& where = {}) {
  words.insert(words.begin(), LEITWORT_PROGRAM);
  return program_runs(std::move(words), where);
}

/// Runs a program of scripts/ in Python.
inline Outcome script_runs(const std::string& script, Strings words) {
  words.insert(words.begin(), {"python3", LEITWORT_SCRIPTS "/" + script});
  return program_runs(std::move(words));
}

inline bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// Names of what lies in a folder, sorted.
inline Strings files_in(const std::string& folder) {
  Strings names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// The tables that `leitwort report` wrote about a corpus.
struct Report {
  Outcome outcome;
  CsvTable documents, similarity, formulations, occurrences, timeline;

  explicit Report(Strings words) {
    const TemporaryFolder folder;
    words.insert(words.begin(), "report");
    words.insert(words.end(), {"-o", folder / "out"});
    outcome = leitwort_runs(words);
    if (outcome.status != 0) throw std::runtime_error("report failed: " + outcome.err);
    const auto table = [&](const std::string& name) {
      return parse_csv(read_file(folder / ("out/" + name + ".csv")));
    };
    documents = table("documents");
    similarity = table("similarity");
    formulations = table("formulations");
    occurrences = table("occurrences");
    timeline = table("timeline");
  }

  /// The rows of a table that belong to a rank.
  static std::vector<CsvTable::Row> of_rank(const CsvTable& table, const std::string& rank) {
    std::vector<CsvTable::Row> rows;
    std::copy_if(table.rows.begin(), table.rows.end(), std::back_inserter(rows),
                 [&](const CsvTable::Row& row) { return row.at("rank") == rank; });
    return rows;
  }
};

}  // namespace leitwort::test
