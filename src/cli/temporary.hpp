#pragma once

/// Names for what is not finished, and how what a run that was killed has left is told apart from
/// what another run is just making: whoever makes it holds a lock on it.

#include <string>
#include <utility>

namespace leitwort::cli {

/// An open file or folder; closed at the end. Not copyable.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor() { reset(); }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    if (this != &other) {
      reset();
      number_ = std::exchange(other.number_, -1);
    }
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  /// Whoever takes it closes it.
  int release() { return std::exchange(number_, -1); }
  void reset();

 private:
  int number_;
};

/// What a name of ours says: `.leitwort-` and 16 random digits, and how far it is.
enum class Unfinished : unsigned char {
  none,     ///< no name of ours
  partial,  ///< being made: removed when nobody makes it any more
  commit,   ///< a whole set of files, being put in place: finished when nobody does it any more
};
Unfinished unfinished(const std::string& name);

inline constexpr const char* kPartial = ".partial";
inline constexpr const char* kCommit = ".commit";

/// `folder`/.leitwort-0123456789abcdef.partial, which nobody can foresee.
std::string temporary_path(const std::string& folder);
/// The folder that a path lies in, `.` where it names none.
std::string folder_of(const std::string& path);

/// Opens a folder, following no link in its last part; closed where that fails.
Descriptor open_folder(const std::string& path);
/// Whether nobody has it locked, and it is now locked by this run. False also where the file system
/// has no locks.
bool lock(const Descriptor& file);
/// Makes sure that what was written to an open file or folder is on the disk. False, with errno,
/// where it is not; file systems that cannot tell are believed.
bool flush_to_disk(int descriptor);

/// The bytes of a file. Throws Error where it cannot be read: that is not the same as a file that
/// holds nothing.
std::string read_whole(const std::string& path);

/// A file that is being made in a folder, and locked.
struct TemporaryFile {
  std::string path;
  Descriptor file;  ///< closed where it could not be made; errno says why
};
TemporaryFile make_temporary_file(const std::string& folder);
/// A folder that is being made in another, and locked. The same.
TemporaryFile make_temporary_folder(const std::string& folder);

/// Removes a folder of plain files, and nothing else that may lie in it. False if something stayed.
bool remove_plain(const std::string& folder);
/// Removes what runs that were killed have begun in `folder`.
void sweep(const std::string& folder);

}  // namespace leitwort::cli
