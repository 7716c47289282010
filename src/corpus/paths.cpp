#include "corpus/paths.hpp"

#include "corpus/formats.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <map>
#include <set>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace leitwort::corpus {
namespace {

namespace fs = std::filesystem;

/// Finds the text files below a folder. Symbolic links are followed; a folder that is its own
/// ancestor is entered once and named in a warning. Pipes, sockets and devices are named and never
/// opened, since that may wait for ever.
class FolderSearch {
 public:
  FolderSearch(const fs::path& root, Log& log) : log_(log) { enter(root); }

  [[nodiscard]] const std::vector<std::string>& files() const { return files_; }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

  /// "3 .pdf, 1 .docx": what lies there and is not read, for the message when nothing else does.
  [[nodiscard]] std::string others() const {
    std::string text;
    for (const auto& [ending, count] : others_) {
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count,
                          ending.empty() ? "without an ending" : ending);
    }
    return text;
  }

 private:
  void enter(const fs::path& folder) {
    struct stat status{};
    if (::stat(folder.c_str(), &status) != 0) {
      log_.leave_out(folder.string(), "folder cannot be read");
      return;
    }
    const std::pair self{status.st_dev, status.st_ino};
    if (std::find(ancestors_.begin(), ancestors_.end(), self) != ancestors_.end()) {
      log_.warn(folder.string(), "is a link to a folder that contains it; not followed");
      return;
    }
    std::error_code error;
    fs::directory_iterator entries(folder, error);
    if (error) {
      log_.leave_out(folder.string(), "folder cannot be read (" + error.message() + ")");
      return;
    }
    ancestors_.push_back(self);
    for (; entries != fs::directory_iterator(); entries.increment(error)) visit(*entries);
    if (error) {
      log_.leave_out(folder.string(),
                     "not all of the folder can be read (" + error.message() + ")");
    }
    ancestors_.pop_back();
  }

  void visit(const fs::directory_entry& entry) {
    const std::string path = entry.path().string();
    if (entry.path().filename().string().starts_with('.')) return;  // hidden by custom
    const std::string ending = lower_ending(path);
    const bool is_text = is_folder_text(path);
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0) {
      if (is_text) log_.leave_out(path, "is a link to nothing, or cannot be looked at");
      if (!is_text) ++others_[ending];
      return;
    }
    if (S_ISDIR(status.st_mode)) return enter(entry.path());
    if (const std::string special = special_file(status); !special.empty()) {
      log_.leave_out(path, fmt::format("is {}, and no text; it was not opened", special));
    } else if (is_text) {
      files_.push_back(path);
      bytes_ += static_cast<std::uint64_t>(status.st_size);
    } else {
      ++others_[ending];
    }
  }

  Log& log_;
  std::vector<std::string> files_;
  std::uint64_t bytes_ = 0;
  std::map<std::string, std::size_t> others_;
  std::vector<std::pair<dev_t, ino_t>> ancestors_;
};

Path examine_folder(const std::string& folder, Log& log) {
  const FolderSearch search(folder, log);
  const fs::path manifest = fs::path(folder) / "manifest.csv";
  struct stat status{};
  if (::stat(manifest.c_str(), &status) == 0) {
    if (const std::string special = special_file(status); !special.empty()) {
      throw Error(fmt::format("is {}, and no manifest", special), manifest.string(),
                  "remove it or give it another name");
    }
    log.total_known = false;
    return {&kManifest, {manifest.string()}, folder, search.files()};
  }
  if (search.files().empty()) {
    const std::string others = search.others();
    throw Error("no .txt or .md file in this folder" +
                    (others.empty() ? "" : " (there are: " + others + ")"),
                folder, "give a folder of texts, a .jsonl file or a manifest .csv");
  }
  if (const std::string others = search.others(); !others.empty()) {
    log.warn(folder, "only .txt and .md files are read; not read: " + others);
  }
  log.bytes_total += search.bytes();
  return {&kText, search.files(), folder, {}};
}

/// A file whose ending says nothing is JSON Lines if it holds that.
bool holds_json_lines(const std::string& path, const Log& log) {
  if (is_folder_text(path)) return false;
  try {
    ByteSource source(path, {.digest = false, .expansion = log.expansion});
    return begins_json_lines(source.head());
  } catch (const Error&) {
    return false;  // reported when the file is read
  }
}

bool is_terminal(const std::string& path) {
  const int device = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (device < 0) return false;
  const bool terminal = ::isatty(device) != 0;
  ::close(device);
  return terminal;
}

/// A path given by name that is no regular file.
Path examine_special(const std::string& path, const struct stat& status, Log& log) {
  if (!S_ISFIFO(status.st_mode) && !(S_ISCHR(status.st_mode) && is_terminal(path))) {
    throw Error(fmt::format("is {}, and no text", special_file(status)), path,
                "give a file, a folder or a pipe");
  }
  log.total_known = false;
  return {&kStream, {path}, "", {}};
}

bool is_single_text(const Path& path) {
  return path.format == &kText && path.folder.empty();
}

}  // namespace

std::string lower_ending(const std::string& path) {
  std::string ending = fs::path(path).extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return ending;
}

std::string special_file(const struct stat& status) {
  if (S_ISREG(status.st_mode)) return "";
  if (S_ISFIFO(status.st_mode)) return "a named pipe";
  if (S_ISSOCK(status.st_mode)) return "a socket";
  return S_ISDIR(status.st_mode) ? "a folder" : "a device";
}

Path examine(const std::string& path, Log& log) {
  if (path == "-") {
    log.total_known = false;
    return {&kJsonLines, {path}, "", {}};
  }
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) throw Error("does not exist", path, "check the path");
    throw Error("cannot be read (" + std::generic_category().message(errno) + ")", path);
  }
  if (S_ISDIR(status.st_mode)) return examine_folder(path, log);
  if (!S_ISREG(status.st_mode)) return examine_special(path, status, log);
  if (lower_ending(path) == ".sketch") {
    throw Error("holds sketches, not texts", path, "only duplicates and similarity read them");
  }
  const Format* format = &format_of(path);
  if (format == &kText && holds_json_lines(path, log)) format = &kJsonLines;
  if (format->named_files != nullptr)
    log.total_known = false;
  else
    log.bytes_total += static_cast<std::uint64_t>(status.st_size);
  return {format, {path}, "", {}};
}

namespace {

bool stat_input(const std::string& path, struct stat& status) {
  return (path == "-" ? ::fstat(STDIN_FILENO, &status) : ::stat(path.c_str(), &status)) == 0;
}

}  // namespace

std::vector<Path> examine_all(const std::vector<std::string>& paths, Log& log) {
  std::vector<Path> examined;
  bool reads_standard_input = false;
  std::set<std::pair<dev_t, ino_t>> streams;
  for (const std::string& path : paths) {
    if (path == "-" && std::exchange(reads_standard_input, true)) {
      log.leave_out(path, "standard input can be read once only");
      continue;
    }
    try {
      struct stat status{};
      if (is_read_once(path) && stat_input(path, status) &&
          !streams.emplace(status.st_dev, status.st_ino).second) {
        throw Error("a pipe can be read once only", path, "give it once");
      }
      Path next = examine(path, log);
      if (!examined.empty() && is_single_text(next) && is_single_text(examined.back()))
        examined.back().files.push_back(path);
      else
        examined.push_back(std::move(next));
    } catch (const Error& error) {
      log.leave_out(error);
    }
  }
  return examined;
}

}  // namespace leitwort::corpus

namespace leitwort {

bool is_folder_text(const std::string& path) {
  const std::string ending = corpus::lower_ending(path);
  return ending == ".txt" || ending == ".md";
}

bool is_read_once(const std::string& path) {
  if (path == "-") return true;
  struct stat status{};
  return ::stat(path.c_str(), &status) == 0 &&
         (S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode));
}

}  // namespace leitwort
