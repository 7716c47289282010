#include "cli/temporary.hpp"

#include <leitwort/error.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

namespace leitwort::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kBegin = ".leitwort-";
constexpr std::size_t kDigits = 16;

std::uint64_t random_number() {
  std::uint64_t number = 0;
  // 8 bytes are given whole or, before the system has any, not at all.
  if (::getrandom(&number, sizeof number, 0) != sizeof number) {
    throw std::system_error(errno, std::generic_category(), "no random number");
  }
  return number;
}

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    names.push_back(entry->path().filename().string());
  }
  return names;
}

/// Opens what a run of this user may have left: a file or folder of this user, no link.
Descriptor open_own(const std::string& path) {
  Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  struct stat status{};
  const bool own = file.is_open() && ::fstat(file.number(), &status) == 0 &&
                   status.st_uid == ::geteuid() &&
                   (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode));
  if (!own) file.reset();
  return file;
}

}  // namespace

void Descriptor::reset() {
  if (number_ >= 0) ::close(number_);
  number_ = -1;
}

Unfinished unfinished(const std::string& name) {
  std::string_view rest = name;
  if (!rest.starts_with(kBegin)) return Unfinished::none;
  rest.remove_prefix(kBegin.size());
  const auto digits = static_cast<std::size_t>(
      std::ranges::find_if_not(
          rest, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }) -
      rest.begin());
  if (digits != kDigits) return Unfinished::none;
  rest.remove_prefix(kDigits);
  if (rest == kPartial) return Unfinished::partial;
  return rest == kCommit ? Unfinished::commit : Unfinished::none;
}

std::string temporary_path(const std::string& folder) {
  return fmt::format("{}/{}{:016x}{}", folder, kBegin, random_number(), kPartial);
}

std::string folder_of(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

Descriptor open_folder(const std::string& path) {
  return Descriptor(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
}

bool lock(const Descriptor& file) {
  return file.is_open() && ::flock(file.number(), LOCK_EX | LOCK_NB) == 0;
}

bool flush_to_disk(int descriptor) {
  return ::fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS;
}

namespace {

/// Whether what was just made is locked by this run, and still there: between the two another run
/// may have taken it for one that was left. Where there are no locks nobody does.
bool claim(const TemporaryFile& made) {
  if (!lock(made.file) && errno == EWOULDBLOCK) return false;
  struct stat open{}, there{};
  return ::fstat(made.file.number(), &open) == 0 && ::lstat(made.path.c_str(), &there) == 0 &&
         open.st_ino == there.st_ino && open.st_dev == there.st_dev;
}

template <typename Make>
TemporaryFile make_temporary(const std::string& folder, Make make) {
  constexpr int kTries = 16;
  for (int i = 0; i < kTries; ++i) {
    std::string path = temporary_path(folder);
    Descriptor file = make(path.c_str());
    if (!file.is_open()) {
      if (errno == EEXIST) continue;
      return {std::move(path), std::move(file)};
    }
    TemporaryFile made{std::move(path), std::move(file)};
    if (claim(made)) return made;
  }
  errno = EBUSY;
  return {"", Descriptor()};
}

}  // namespace

std::string read_whole(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
  std::string bytes;
  std::array<char, 1 << 16> block{};
  for (;;) {
    const ssize_t got =
        file.is_open() ? ::read(file.number(), block.data(), block.size()) : ssize_t{-1};
    if (got < 0 && file.is_open() && errno == EINTR) continue;
    if (got < 0) {
      throw Error(fmt::format("cannot be read ({})", std::generic_category().message(errno)), path,
                  "try again, or name another place for the output");
    }
    if (got == 0) return bytes;
    bytes.append(block.data(), static_cast<std::size_t>(got));
  }
}

TemporaryFile make_temporary_file(const std::string& folder) {
  return make_temporary(folder, [](const char* path) {
    constexpr mode_t kMode = 0666;  // less what the user's mask takes
    return Descriptor(::open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kMode));
  });
}

TemporaryFile make_temporary_folder(const std::string& folder) {
  return make_temporary(folder, [](const char* path) {
    constexpr mode_t kMode = 0700;  // what it holds may replace a file that others may not read
    if (::mkdir(path, kMode) != 0) return Descriptor();
    Descriptor made = open_folder(path);
    if (!made.is_open()) {
      const int error = errno;
      ::rmdir(path);
      errno = error;
    }
    return made;
  });
}

bool remove_plain(const std::string& folder) {
  std::error_code error;
  for (const std::string& name : names_in(folder)) {
    const fs::path file = fs::path(folder) / name;
    if (fs::symlink_status(file, error).type() == fs::file_type::regular) fs::remove(file, error);
  }
  return ::rmdir(folder.c_str()) == 0;
}

void sweep(const std::string& folder) {
  for (const std::string& name : names_in(folder)) {
    if (unfinished(name) != Unfinished::partial) continue;
    const std::string path = fmt::format("{}/{}", folder, name);
    const Descriptor left = open_own(path);
    if (!lock(left)) continue;
    std::error_code error;
    if (fs::symlink_status(path, error).type() == fs::file_type::directory)
      remove_plain(path);
    else
      fs::remove(path, error);
  }
}

}  // namespace leitwort::cli
