#include "cli/output.hpp"

#include "cli/files.hpp"
#include "cli/publish.hpp"
#include <leitwort/error.hpp>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <stdexcept>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace leitwort::cli {
namespace {

namespace fs = std::filesystem;

/// A file that replaces another one is as open to others as that was.
void keep_mode(const Descriptor& file, const std::string& replaced) {
  struct stat status{};
  if (::lstat(replaced.c_str(), &status) == 0 && S_ISREG(status.st_mode)) {
    ::fchmod(file.number(), status.st_mode & 07777);  // where that cannot be, it is a new file
  }
}

/// As open as the user's mask lets a new folder be.
mode_t mode_of_new_folders() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0777 & ~mask;
}

/// Makes the folders that `path` lies in and that do not exist; `made` names them.
void make_parents(const std::string& path, std::vector<std::string>& made) {
  std::error_code error;
  const std::string parent = folder_of(path);
  if (fs::exists(parent, error)) return;
  make_parents(parent, made);
  if (fs::create_directory(parent, error)) made.push_back(parent);
  if (error) cannot_write(path, error.message());
}

/// The innermost folder around `path` that exists.
std::string existing_folder(const std::string& path) {
  std::error_code error;
  std::string folder = folder_of(path);
  while (!fs::exists(folder, error) && folder != folder_of(folder)) folder = folder_of(folder);
  return folder;
}

/// Tries to make a file there.
void require_writable_inside(const std::string& folder, const std::string& path) {
  const SignalsWait wait;  // until it is gone again
  const TemporaryFile probe = make_temporary_file(folder);
  if (!probe.file.is_open()) cannot_write(path, errno);
  ::unlink(probe.path.c_str());
}

}  // namespace

void cannot_write(const std::string& path, const std::string& reason) {
  throw Error("cannot be written (" + reason + ")", path.empty() ? "standard output" : path,
              "choose another place");
}

void cannot_write(const std::string& path, int error) {
  cannot_write(path, std::generic_category().message(error));
}

std::string output_place(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return follow_links(path);
}

std::string follow_links(const std::string& path) {
  constexpr int kMostLinks = 40;  // as the kernel has it
  fs::path target = path;
  std::error_code error;
  for (int i = 0; i < kMostLinks && fs::is_symlink(target, error); ++i) {
    const fs::path next = fs::read_symlink(target, error);
    if (error) break;
    target = next.is_absolute() ? next : target.parent_path() / next;
  }
  return target.string();
}

OutputFile::OutputFile(const std::string& path) : path_(path) {
  if (path_.empty()) {
    file_ = stdout;
    return;
  }
  path_ = follow_links(path_);  // what a link points to is replaced, not the link
  std::error_code error;
  // A pipe or a device is written to; only a file can be replaced.
  if (fs::exists(path_, error) && !fs::is_regular_file(path_, error)) {
    file_ = std::fopen(path_.c_str(), "wbe");
    if (file_ == nullptr) fail(errno);
  } else {
    make_temporary();
  }
}

void OutputFile::make_temporary() {
  const SignalsWait wait;  // until it is known what to remove
  TemporaryFile made = cli::make_temporary_file(folder_of(path_));
  if (!made.file.is_open()) fail(errno);
  temporary_ = made.path;
  begun_.emplace(Begun::Kind::file, temporary_);
  keep_mode(made.file, path_);
  file_ = ::fdopen(made.file.number(), "wb");
  if (file_ == nullptr) {
    const int error = errno;
    ::unlink(temporary_.c_str());
    fail(error);
  }
  made.file.release();
}

OutputFile::~OutputFile() {
  if (file_ == nullptr || file_ == stdout) return;
  std::fclose(file_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void OutputFile::fail(int error) const {
  if (error == EPIPE && file_ == stdout) throw ReaderGone();
  cannot_write(path_, error);
}

void OutputFile::write(std::string_view bytes) {
  if (bytes.empty()) return;  // which may be null, and fwrite wants no null
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) fail(errno);
}

Sink OutputFile::sink() {
  return [this](std::string_view bytes) { write(bytes); };
}

void OutputFile::flush() {
  if (std::fflush(file_) != 0) fail(errno);
  if (!temporary_.empty() && !flush_to_disk(::fileno(file_))) fail(errno);
}

void OutputFile::commit() {
  flush();
  std::FILE* file = std::exchange(file_, nullptr);
  if (file == stdout) return;
  const SignalsWait wait;
  // Until it has its name, no other run may take it for one that was left: a copy of the descriptor
  // keeps the lock.
  const Descriptor held(::fcntl(::fileno(file), F_DUPFD_CLOEXEC, 0));
  const bool closed = std::fclose(file) == 0;
  const bool placed =
      closed && (temporary_.empty() || std::rename(temporary_.c_str(), path_.c_str()) == 0);
  if (!placed) {
    const int error = errno;
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
    cannot_write(path_, error);
  }
  begun_.reset();
  if (!temporary_.empty()) (void)flush_to_disk(open_folder(folder_of(path_)).number());
}

bool names_folder(const std::string& path) {
  std::error_code error;
  return path.ends_with('/') || fs::is_directory(path, error);
}

OutputFolder::OutputFolder(const std::string& path, std::vector<std::string> names)
    : path_(output_place(path)), names_(std::move(names)) {
  std::error_code error;
  if (fs::exists(path_, error) && !fs::is_directory(path_, error)) {
    cannot_write(path_, "it is a file, not a folder");
  }
}

void OutputFolder::stage() {
  if (!staging_.path.empty()) return;
  std::error_code error;
  // Inside, where it exists: it may be a mount of its own, and its parent not writable.
  const bool inside = fs::is_directory(path_, error);
  if (!inside) make_parents(path_, parents_);
  const SignalsWait wait;  // until it is known what to remove
  staging_ = make_temporary_folder(inside ? path_ : folder_of(path_));
  if (!staging_.file.is_open()) {
    const int failure = errno;
    staging_.path.clear();
    cannot_write(path_, failure);
  }
  begun_.emplace(Begun::Kind::folder, staging_.path);
}

OutputFolder::~OutputFolder() {
  if (!staging_.path.empty()) remove_plain(staging_.path);
  // Only what is empty goes.
  for (auto parent = parents_.rbegin(); parent != parents_.rend(); ++parent) {
    ::rmdir(parent->c_str());
  }
}

std::string OutputFolder::path_of(const std::string& name) const {
  return (fs::path(path_) / name).string();
}

std::string OutputFolder::place(const std::string& name) {
  // What is not declared was not compared with the inputs.
  if (!may_write(names_, name)) {
    throw std::logic_error(name + " is no file that this command declares");
  }
  stage();
  return staging_.path + "/" + name;
}

void OutputFolder::write(const std::string& name, const std::function<void(const Sink&)>& fill) {
  OutputFile file(place(name));
  fill(file.sink());
  file.commit();
}

std::vector<std::string> OutputFolder::made() const {
  std::vector<std::string> names;
  if (staging_.path.empty()) return names;
  std::error_code error;
  for (fs::directory_iterator entry(staging_.path, error), end; !error && entry != end;
       entry.increment(error)) {
    names.push_back(entry->path().filename().string());
  }
  if (error) cannot_write(path_, error.message());
  std::ranges::sort(names);
  return names;
}

/// Pictures come from other programs, which do not see to it.
void OutputFolder::bring_to_disk() const {
  for (const std::string& name : made()) {
    const std::string path = staging_.path + "/" + name;
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    if (!file.is_open() || !flush_to_disk(file.number())) cannot_write(path_of(name), errno);
    keep_mode(file, path_of(name));
  }
}

void OutputFolder::commit(const std::string& last, const std::vector<std::string>& stale) {
  stage();
  bring_to_disk();
  std::error_code error;
  if (!fs::exists(path_, error)) {
    const SignalsWait wait;
    if (!flush_to_disk(staging_.file.number())) cannot_write(path_, errno);
    ::fchmod(staging_.file.number(), mode_of_new_folders());
    fs::rename(staging_.path, path_, error);
    if (!error) {
      staging_.path.clear();
      parents_.clear();
      begun_.reset();
      (void)flush_to_disk(open_folder(folder_of(path_)).number());
      return;
    }
    // It has come into being meanwhile, and is not empty.
    if (!fs::is_directory(path_, error)) cannot_write(path_, error.message());
    const TemporaryFile inside = make_temporary_folder(path_);
    if (!inside.file.is_open()) cannot_write(path_, errno);
    fs::rename(staging_.path, inside.path, error);
    if (error) cannot_write(path_, error.message());
    staging_.path = inside.path;
    begun_.emplace(Begun::Kind::folder, staging_.path);
  }
  const std::vector<std::string> names = made();
  std::vector<std::string> gone;
  for (const std::string& name : stale) {
    if (may_remove(names_, name) && !std::ranges::binary_search(names, name)) gone.push_back(name);
  }
  publish(staging_, path_, last, gone);
  begun_.reset();
}

void require_replaceable(const std::string& path) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return;
  constexpr mode_t kWritable = S_IWUSR | S_IWGRP | S_IWOTH;
  if ((status.st_mode & kWritable) == 0) cannot_write(path, "it is read-only");
  if (::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) != 0) cannot_write(path, errno);
}

void require_writable_file(const std::string& path) {
  const std::string target = follow_links(path);
  struct stat status{};
  if (::stat(target.c_str(), &status) != 0 || S_ISREG(status.st_mode)) {
    require_replaceable(target);
    return require_writable_inside(folder_of(target), path);
  }
  if (::access(target.c_str(), W_OK) != 0) cannot_write(path, errno);
}

void require_writable_folder(const std::string& path) {
  const OutputFolder folder(path, {});  // refuses a file
  std::error_code error;
  const std::string target = folder.path_of("");
  require_writable_inside(fs::is_directory(target, error) ? target : existing_folder(target), path);
}

}  // namespace leitwort::cli
