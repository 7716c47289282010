#pragma once

/// Private to corpus/: bytes of a file, decompressed on the way.

#include <leitwort/corpus.hpp>

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <string>

namespace leitwort::corpus {

/// What a source needs beside its path.
struct SourceOptions {
  std::function<void(std::uint64_t)> count =
      nullptr;         ///< gets the bytes of each read from the disk
  bool digest = true;  ///< whether `finish` is to tell the hash
  ExpansionLimit expansion = {};
};

/// Reads a file (or standard input, path "-") and undoes gzip or Zstandard, told apart by their
/// first bytes, whatever the file is called. Several members or frames in a row are one text. Zero
/// bytes behind them are padding; anything else there is not read, see `ignored`. Counts and hashes
/// what lies on the disk.
class ByteSource {
 public:
  /// Throws Error if the file cannot be opened, or is a folder or a device without end.
  explicit ByteSource(std::string path, SourceOptions options = {});
  ~ByteSource();
  ByteSource(ByteSource&&) noexcept;
  ByteSource& operator=(ByteSource&&) = delete;

  /// The first bytes, up to kHead of them, which `read` will give again. Before the first `read`.
  /// Throws nothing: trouble waits for `read`.
  static constexpr std::size_t kHead = std::size_t{1} << 13;
  [[nodiscard]] std::string_view head();

  /// Puts up to `capacity` bytes at `out` and returns how many; 0 at the end.
  /// Throws Error on a read error, on damaged or truncated compressed data, and where compressed
  /// data expand beyond the limit.
  std::size_t read(char* out, std::size_t capacity);

  /// Size and hash of the file. Reads what is left of it.
  Input finish();

  /// After `finish`: how many bytes lie behind the compressed data and were not read.
  [[nodiscard]] std::uint64_t ignored() const;
  [[nodiscard]] const std::string& path() const;
  [[nodiscard]] bool is_compressed() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// All bytes of a source.
std::string read_all(ByteSource& source);

/// Cuts a source into lines.
class LineReader {
 public:
  explicit LineReader(ByteSource source);

  /// The next line without its `\n` or `\r\n`; false at the end. The view is valid until the next
  /// call. Throws Error as ByteSource::read does.
  bool next(std::string_view& line);

  /// Moves about `wanted` bytes of whole lines to the front of `lines`, which has room for
  /// `padding` bytes behind them; returns how many bytes they are, 0 at the end. The last line may
  /// lack its end. Throws as `next` does, without losing what came before. Not to be mixed with
  /// `next`.
  std::size_t next_lines(std::string& lines, std::size_t wanted, std::size_t padding);

  /// Number of the line that `next` returned last, from 1.
  [[nodiscard]] std::uint64_t number() const { return number_; }
  ByteSource& source() { return source_; }

 private:
  ByteSource source_;
  std::string buffer_;  // bytes [begin_, buffer_.size()) are read but not yet returned
  std::size_t begin_ = 0;
  std::size_t searched_ = 0;  // no line end lies in [begin_, searched_)
  std::uint64_t number_ = 0;
  bool ended_ = false;
  std::exception_ptr failure_;  // of next_lines, to be thrown by the next call
};

}  // namespace leitwort::corpus
