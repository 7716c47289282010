#include "cli/publish.hpp"

#include "cli/files.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include <leitwort/error.hpp>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <sstream>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace leitwort::cli {
namespace {

namespace fs = std::filesystem;

/// In a `.commit` folder: which file comes last, and then the stale ones, a line each.
constexpr const char* kList = "leitwort.list";

/// What a `.commit` folder says is left to do.
struct Rest {
  std::vector<std::string> files;  // that lie in it, the last one at the end
  std::vector<std::string> stale;
  std::string last;
};

bool is_plain(const fs::path& path) {
  std::error_code error;
  return fs::symlink_status(path, error).type() == fs::file_type::regular;
}

/// Throws Error where it cannot be read: what lies there must not be taken for nothing.
Rest read_rest(const std::string& commit) {
  Rest rest;
  std::error_code error;
  const bool has_list = fs::exists(fs::path(commit) / kList, error);
  if (error) throw Error("cannot be read (" + error.message() + ")", commit, "try again");
  if (has_list) {
    std::istringstream list(read_whole(commit + "/" + kList));
    std::getline(list, rest.last);
    for (std::string name; std::getline(list, name);) {
      // Whatever the list says, only files that Leitwort writes are touched.
      if (may_remove(files_of_all_commands(), name)) rest.stale.push_back(name);
    }
  }
  for (fs::directory_iterator entry(commit, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (may_write(files_of_all_commands(), name) && is_plain(entry->path())) {
      rest.files.push_back(name);
    }
  }
  if (error) throw Error("cannot be read (" + error.message() + ")", commit, "try again");
  // The last one at the end.
  std::ranges::sort(rest.files, {},
                    [&](const std::string& name) { return std::pair(name == rest.last, name); });
  return rest;
}

/// A fault that passes must not leave a folder half done.
template <typename Try>
void insist(const std::string& path, Try attempt) {
  constexpr int kTries = 3;
  for (int i = 1; !attempt(); ++i) {
    const int error = errno;
    if (i == kTries) cannot_write(path, error);
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

void remove_file(const std::string& path) {
  insist(path, [&] { return ::unlink(path.c_str()) == 0 || errno == ENOENT; });
}

/// From the renaming to `.commit` on. Done again from its beginning it does what is left.
void finish(const std::string& commit, const std::string& folder, const Rest& rest) {
  const auto place_of = [&](const std::string& name) { return fmt::format("{}/{}", folder, name); };
  if (!rest.files.empty() && rest.files.back() == rest.last && is_plain(place_of(rest.last))) {
    remove_file(place_of(rest.last));
  }
  for (const std::string& name : rest.stale) {
    if (is_plain(place_of(name)) && !std::ranges::count(rest.files, name)) {
      remove_file(place_of(name));
    }
  }
  for (const std::string& name : rest.files) {
    insist(place_of(name), [&] {
      return ::rename(fmt::format("{}/{}", commit, name).c_str(), place_of(name).c_str()) == 0;
    });
  }
  remove_file(commit + "/" + kList);
  remove_plain(commit);
  (void)flush_to_disk(open_folder(folder).number());  // it is whole either way
}

/// Two runs do not put files into one folder at the same time.
Descriptor lock_folder(const std::string& folder) {
  std::error_code error;
  const fs::path whole = fs::canonical(folder, error);
  if (error) cannot_write(folder, error.message());
  Descriptor open(open_folder(whole.string()));
  constexpr int kTries = 100;
  for (int i = 0; !lock(open) && errno == EWOULDBLOCK; ++i) {
    if (i == kTries) cannot_write(folder, "another run of leitwort is writing there");
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  return open;
}

/// Paths of the `.commit` folders that nobody works on, with the locks on them.
std::vector<TemporaryFile> abandoned(const std::string& folder) {
  std::vector<TemporaryFile> found;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (unfinished(entry->path().filename().string()) != Unfinished::commit) continue;
    const std::string path = folder + "/" + entry->path().filename().string();
    TemporaryFile left{path, open_folder(path)};
    struct stat status{};
    const bool own = left.file.is_open() && ::fstat(left.file.number(), &status) == 0 &&
                     status.st_uid == ::geteuid();
    if (own && lock(left.file)) found.push_back(std::move(left));
  }
  std::ranges::sort(found, {}, &TemporaryFile::path);
  return found;
}

}  // namespace

void publish(TemporaryFile& staging, const std::string& folder, const std::string& last,
             const std::vector<std::string>& stale) {
  {
    OutputFile list(staging.path + "/" + kList);
    list.write(last + "\n");
    for (const std::string& name : stale) list.write(name + "\n");
    list.commit();
  }
  if (!flush_to_disk(staging.file.number())) cannot_write(folder, errno);
  const Rest rest = read_rest(staging.path);  // while nothing has changed yet
  const Descriptor locked = lock_folder(folder);
  const SignalsWait wait;
  std::string commit = staging.path;
  commit.replace(commit.size() - std::string_view(kPartial).size(), std::string::npos, kCommit);
  if (::rename(staging.path.c_str(), commit.c_str()) != 0) cannot_write(folder, errno);
  staging.path.clear();  // it is no longer to be removed
  (void)flush_to_disk(locked.number());
  try {
    finish(commit, folder, rest);
  } catch (const Error& error) {
    throw Error(error.problem() + fmt::format("; the new files wait in {}, and the next run with "
                                              "this output folder puts them in place",
                                              commit),
                error.where());
  }
}

std::vector<std::string> pending_files(const std::string& folder) {
  std::vector<std::string> names;
  for (const TemporaryFile& left : abandoned(folder)) {
    const Rest rest = read_rest(left.path);
    names.insert(names.end(), rest.files.begin(), rest.files.end());
    names.insert(names.end(), rest.stale.begin(), rest.stale.end());
  }
  return names;
}

bool mend(const std::string& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    sweep(folder_of(folder));
    return false;
  }
  sweep(folder);
  const std::vector<TemporaryFile> left = abandoned(folder);
  if (left.empty()) return false;
  const Descriptor locked = lock_folder(folder);
  const SignalsWait wait;
  for (const TemporaryFile& commit : left) finish(commit.path, folder, read_rest(commit.path));
  return true;
}

}  // namespace leitwort::cli
