#include "cli/output.hpp"

#include <leitwort/error.hpp>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

namespace leitwort::cli {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void cannot_write(const std::string& path, const std::string& reason) {
  throw Error("cannot be written (" + reason + ")", path.empty() ? "standard output" : path,
              "choose another place");
}

std::string reason(int error) {
  return std::generic_category().message(error);
}

}  // namespace

OutputFile::OutputFile(const std::string& path) : path_(path) {
  if (path_.empty()) {
    file_ = stdout;
    return;
  }
  std::error_code error;
  if (fs::is_symlink(path_, error)) {  // what it points to is replaced, not the link
    if (const fs::path target = fs::canonical(path_, error); !error) path_ = target.string();
  }
  // A pipe or a device is written to; only a file can be replaced.
  if (fs::exists(path_, error) && !fs::is_regular_file(path_, error)) {
    file_ = std::fopen(path_.c_str(), "wb");
  } else {
    temporary_ = fmt::format("{}.{}.partial", path_, ::getpid());
    file_ = std::fopen(temporary_.c_str(), "wb");
  }
  if (file_ == nullptr) cannot_write(path_, reason(errno));
}

OutputFile::~OutputFile() {
  if (file_ == nullptr || file_ == stdout) return;
  std::fclose(file_);
  if (!temporary_.empty()) std::remove(temporary_.c_str());
}

void OutputFile::write(std::string_view bytes) {
  if (bytes.empty()) return;  // which may be null, and fwrite wants no null
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) {
    cannot_write(path_, reason(errno));
  }
}

Sink OutputFile::sink() {
  return [this](std::string_view bytes) { write(bytes); };
}

void OutputFile::commit() {
  std::FILE* file = std::exchange(file_, nullptr);
  if (file == stdout) {
    if (std::fflush(file) != 0) cannot_write(path_, reason(errno));
    return;
  }
  const bool closed = std::fclose(file) == 0;
  const bool placed =
      closed && (temporary_.empty() || std::rename(temporary_.c_str(), path_.c_str()) == 0);
  if (!placed) {
    const int error = errno;
    if (!temporary_.empty()) std::remove(temporary_.c_str());
    cannot_write(path_, reason(error));
  }
}

bool names_folder(const std::string& path) {
  std::error_code error;
  return path.ends_with('/') || fs::is_directory(path, error);
}

OutputFolder::OutputFolder(std::string path) : path_(std::move(path)) {
  while (path_.size() > 1 && path_.ends_with('/')) path_.pop_back();
  std::error_code error;
  if (fs::exists(path_, error) && !fs::is_directory(path_, error)) {
    cannot_write(path_, "it is a file, not a folder");
  }
}

void OutputFolder::stage() {
  if (!staging_.empty()) return;
  std::error_code error;
  // Inside, where it exists: it may be a mount of its own, and its parent not writable.
  const char* place = fs::is_directory(path_, error) ? "{}/.leitwort.{}.partial" : "{}.{}.partial";
  staging_ = fmt::format(fmt::runtime(place), path_, ::getpid());
  fs::remove_all(staging_, error);
  fs::create_directories(staging_, error);
  if (error) cannot_write(path_, error.message());
}

OutputFolder::~OutputFolder() {
  std::error_code error;
  if (!staging_.empty()) fs::remove_all(staging_, error);
}

std::string OutputFolder::path_of(const std::string& name) const {
  return (fs::path(path_) / name).string();
}

std::string OutputFolder::place(const std::string& name) {
  stage();
  return staging_ + "/" + name;
}

void OutputFolder::write(const std::string& name, const std::function<void(const Sink&)>& fill) {
  OutputFile file(place(name));
  fill(file.sink());
  file.commit();
}

std::vector<std::string> OutputFolder::names() const {
  std::vector<std::string> names;
  if (staging_.empty()) return names;
  for (const auto& entry : fs::directory_iterator(staging_)) {
    names.push_back(entry.path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

void OutputFolder::commit(const std::vector<std::string>& stale) {
  stage();
  std::error_code error;
  if (!fs::exists(path_)) {
    fs::rename(staging_, path_, error);
    if (error) cannot_write(path_, error.message());
    return;
  }
  const std::vector<std::string> made = names();
  for (const std::string& name : made) {
    fs::rename(place(name), path_ + "/" + name, error);
    if (error) cannot_write(path_ + "/" + name, error.message());
  }
  for (const std::string& name : stale) {
    if (!std::ranges::binary_search(made, name)) fs::remove(fs::path(path_) / name, error);
  }
}

}  // namespace leitwort::cli
