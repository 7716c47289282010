/// What becomes of files where the system fails: one of its calls after another is made to fail, or
/// kills the program, while it writes into a place that holds an older run and files of others.

#include "cli/program.hpp"
#include "sanitized.hpp"

#include <atomic>
#include <filesystem>
#include <map>
#include <mutex>
#include <sstream>
#include <thread>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace leitwort::test {
namespace {

namespace fs = std::filesystem;

// A sanitizer wants to be first, and wraps the same functions.
constexpr bool kCanPreload = !kSanitized;

/// Relative path → content. A folder is its path and a slash.
using Files = std::map<std::string, std::string>;

/// What differs from run to run of a run.json is left out.
std::string comparable(const fs::path& path) {
  const std::string text = read_file(path.string());
  if (path.filename() != "run.json") return text;
  nlohmann::json record = nlohmann::json::parse(text, nullptr, false);
  if (!record.is_object()) return text;
  for (const char* name : {"seconds", "peak_memory_bytes"}) record.erase(name);
  return record.dump();
}

Files files_below(const std::string& folder) {
  Files files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().lexically_relative(folder).string();
    if (entry.is_directory())
      files[name + "/"];
    else
      files[name] = comparable(entry.path());
  }
  return files;
}

/// What is in one and not in the other, or differs.
std::string difference(const Files& expected, const Files& found) {
  std::string lines;
  for (const auto& [name, content] : expected) {
    const auto other = found.find(name);
    if (other == found.end())
      lines += " lacks " + name;
    else if (other->second != content)
      lines += " differs in " + name;
  }
  for (const auto& [name, content] : found) {
    if (!expected.contains(name)) lines += " has " + name;
  }
  return lines;
}

/// A command, what is there before it, and what it must come to.
class Scenario {
 public:
  /// `older`: of the run whose output lies there.
  Scenario(std::string name, const Strings& older, Strings words)
      : name_(std::move(name)), words_(std::move(words)) {
    // Short, so that a thousand runs take little: three texts that share a formulation.
    before_.write("in/varn-2001.txt",
                  "The broad consensus on the lake holds. Varn keeps the lake.\n");
    before_.write("in/oster-2002.txt",
                  "Oster greets the broad consensus on the lake, and the shore.\n");
    before_.write("in/copy-2003.txt",
                  "Oster greets the broad consensus on the lake, and the shore.\n");
    before_.write("watch.txt", "broad consensus\n");
    before_.write("out/thesis.docx", "years of work");
    before_.write("out/.bashrc", "alias lake=shore");
    before_.write("out/notes/page.csv", "a,b\r\n");
    const Outcome outcome = run(before_.path(), older, {});
    if (outcome.status != 0) throw std::runtime_error(name_ + ": " + outcome.err);
    old_ = files_below(before_.path());
    const TemporaryFolder after;
    copy_to(after);
    const Outcome again =
        run(after.path(), words_, {"LEITWORT_FAULT_COUNTS=" + after.path() + "/counts"});
    if (again.status != 0) throw std::runtime_error(name_ + ": " + again.err);
    std::istringstream counts(read_file(after / "counts"));
    for (std::string fault_class; counts >> fault_class;) counts >> calls_[fault_class];
    fs::remove(after / "counts");
    new_ = files_below(after.path());
  }

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] long calls(const std::string& fault_class) const { return calls_.at(fault_class); }
  [[nodiscard]] bool changes_something() const { return old_ != new_; }

  /// Runs it with a fault; what is wrong then, empty where nothing is.
  [[nodiscard]] std::string wrong_after(const std::string& fault) const {
    const TemporaryFolder folder;
    copy_to(folder);
    const Outcome outcome = run(folder.path(), words_, {"LEITWORT_FAULT=" + fault});
    const Files found = files_below(folder.path());
    const std::string from_old = difference(old_, found), from_new = difference(new_, found);
    if (outcome.status == -SIGKILL) return wrong_after_kill(folder.path(), found);
    if (outcome.status == 0) {
      return from_new.empty() ? "" : "status 0, and the new run" + from_new;
    }
    if (outcome.err.empty()) return "status " + std::to_string(outcome.status) + " without a word";
    // What could not be read was named; the rest goes on, and stands there whole.
    if (outcome.status == 1) return wrong_with_less_input(found);
    if (outcome.status != 2) return "status " + std::to_string(outcome.status) + ": " + outcome.err;
    if (from_old.empty() || from_new.empty()) return "";
    return "status 2, and the older run" + from_old + "; the new one" + from_new;
  }

 private:
  void copy_to(const TemporaryFolder& folder) const {
    fs::copy(before_.path(), folder.path(), fs::copy_options::recursive);
  }

  /// In an environment that has no Python: pictures take longer than all the rest.
  static Outcome run(const std::string& folder, Strings words, Strings environment) {
    Strings all = {"env", "-i", "PATH=/nonexistent", "OMP_NUM_THREADS=1", "TMPDIR=/tmp"};
    if (!environment.empty()) all.emplace_back("LD_PRELOAD=" LEITWORT_FAULTS);
    all.insert(all.end(), environment.begin(), environment.end());
    all.emplace_back(LEITWORT_PROGRAM);
    all.insert(all.end(), words.begin(), words.end());
    return program_runs(std::move(all), {.folder = folder});
  }

  /// Files of others and inputs are as they were; every file of ours is wholly old or wholly new;
  /// the next run makes what it would have made anyway, and leaves nothing else.
  [[nodiscard]] std::string wrong_after_kill(const std::string& folder, const Files& found) const {
    for (const auto& [name, content] : old_) {
      const auto now = found.find(name);
      const auto in_new = new_.find(name);
      if (now == found.end()) {
        // May have been about to go, or be on its way to or from its place.
        if (in_new != new_.end() && in_new->second == content) return "killed, and lost " + name;
        continue;
      }
      const bool whole =
          now->second == content || (in_new != new_.end() && now->second == in_new->second);
      if (!whole) return "killed, and half of " + name;
    }
    const Outcome again = run(folder, words_, {});
    if (again.status != 0) return "killed, and the next run fails: " + again.err;
    const std::string from_new = difference(new_, files_below(folder));
    return from_new.empty() ? "" : "killed, and after the next run the place" + from_new;
  }

  [[nodiscard]] std::string wrong_with_less_input(const Files& found) const {
    for (const auto& [name, content] : found) {
      if (!old_.contains(name) && !new_.contains(name)) return "status 1, and left " + name;
      if (!name.ends_with(".csv")) continue;
      try {
        parse_csv(content);
      } catch (const std::exception& error) {
        return "status 1, and half of " + name;
      }
    }
    for (const auto& [name, content] : old_) {
      const auto in_new = new_.find(name);
      const bool untouched = in_new != new_.end() && in_new->second == content;
      const auto now = found.find(name);
      const bool foreign = untouched && (name.starts_with("in/") || !name.ends_with(".csv"));
      if (foreign && (now == found.end() || now->second != content))
        return "status 1, and touched " + name;
    }
    return "";
  }

  std::string name_;
  Strings words_;
  TemporaryFolder before_;
  Files old_, new_;
  std::map<std::string, long> calls_;
};

/// The commands that write, into a folder and as a file.
const std::vector<const Scenario*>& scenarios() {
  // The older run has tables that the new one does not make, and must not leave.
  static const Scenario report("report", {"report", "in", "-o", "out", "--watch", "watch.txt"},
                               {"report", "in", "-o", "out", "--min-documents", "3"});
  static const Scenario similarity("similarity",
                                   {"similarity", "in", "-o", "out/pairs.csv", "--shingle", "3"},
                                   {"similarity", "in", "-o", "out/pairs.csv"});
  static const Scenario duplicates(
      "duplicates",
      {"duplicates", "in", "-o", "out/", "--keep", "out/kept.jsonl", "--threshold", "0.99"},
      {"duplicates", "in", "-o", "out/", "--keep", "out/kept.jsonl", "--shingle", "2"});
  static const Scenario sketch("sketch", {"sketch", "in", "-o", "out/a.sketch", "--shingle", "3"},
                               {"sketch", "in", "-o", "out/a.sketch"});
  static const Scenario mapped("mapped", {"sketch", "in", "-o", "in.sketch"},
                               {"similarity", "in.sketch", "-o", "out/pairs.csv"});
  static const std::vector<const Scenario*> all = {&report, &similarity, &duplicates, &sketch,
                                                   &mapped};
  return all;
}

/// Every call of a class fails once with each error; of many calls, some spread over all.
void fail_each(const std::string& fault_class, const Strings& errors, long most_calls) {
  if (!kCanPreload) GTEST_SKIP() << "a sanitizer wraps the same calls";
  struct Case {
    const Scenario* scenario;
    std::string fault;
  };
  std::vector<Case> cases;
  for (const Scenario* scenario : scenarios()) {
    const long calls = scenario->calls(fault_class);
    const long step = std::max(1L, (calls + most_calls - 1) / most_calls);
    for (long call = 1; call <= calls; call += step) {
      for (const std::string& error : errors) {
        cases.push_back({scenario, fault_class + ":" + std::to_string(call) + ":" + error});
      }
    }
  }
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  Strings wrong;
  const auto work = [&] {
    for (std::size_t i = next++; i < cases.size(); i = next++) {
      std::string what;
      try {
        what = cases[i].scenario->wrong_after(cases[i].fault);
      } catch (const std::exception& error) {
        what = error.what();
      }
      if (what.empty()) continue;
      const std::lock_guard lock(mutex);
      wrong.push_back(cases[i].scenario->name() + " " + cases[i].fault + ": " + what);
    }
  };
  std::vector<std::thread> threads;
  for (unsigned t = std::max(2U, std::thread::hardware_concurrency()); t > 0; --t) {
    threads.emplace_back(work);
  }
  for (std::thread& thread : threads) thread.join();
  ::testing::Test::RecordProperty("injections", static_cast<int>(cases.size()));
  std::sort(wrong.begin(), wrong.end());
  constexpr std::size_t kMostTold = 20;
  EXPECT_TRUE(wrong.empty()) << wrong.size() << " of " << cases.size() << " injections";
  for (std::size_t i = 0; i < std::min(wrong.size(), kMostTold); ++i) ADD_FAILURE() << wrong[i];
}

TEST(Faults, AreInjected) {
  if (!kCanPreload) GTEST_SKIP() << "a sanitizer wraps the same calls";
  for (const Scenario* scenario : scenarios()) {
    EXPECT_TRUE(scenario->changes_something()) << scenario->name();
    for (const char* fault_class : {"write", "open", "rename", "close"}) {
      EXPECT_GT(scenario->calls(fault_class), 0) << scenario->name() << " " << fault_class;
    }
  }
}

TEST(Faults, NoRoomNoDiskAndNoQuotaWhereItWrites) {
  fail_each("write", {"ENOSPC", "EIO", "EDQUOT", "short"}, 60);
}

TEST(Faults, NothingCanBeOpenedOrMade) {
  fail_each("open", {"EMFILE", "EACCES", "ENOSPC"}, 40);
}

TEST(Faults, NothingCanBeMoved) {
  fail_each("rename", {"EIO", "ENOSPC", "EACCES"}, 40);
}

TEST(Faults, TheDiskDoesNotTakeIt) {
  fail_each("sync", {"EIO", "ENOSPC"}, 40);
}

TEST(Faults, ErrorsAreToldWhenAFileIsClosed) {
  fail_each("close", {"EIO", "EDQUOT"}, 40);
}

TEST(Faults, ReadingFailsOrIsInterrupted) {
  fail_each("read", {"EIO", "EINTR"}, 40);
}

TEST(Faults, NothingCanBeMapped) {
  fail_each("map", {"ENOMEM"}, 40);
}

TEST(Faults, KilledWhereItMoves) {
  fail_each("rename", {"kill"}, 100);
}

TEST(Faults, KilledWhereItRemoves) {
  fail_each("unlink", {"kill"}, 100);
}

TEST(Faults, KilledWhereItWritesAndFlushes) {
  fail_each("write", {"kill"}, 30);
  fail_each("sync", {"kill"}, 40);
  fail_each("close", {"kill"}, 20);
}

}  // namespace
}  // namespace leitwort::test
