#pragma once

/// Private to corpus/: what a file holds, by its first bytes. What is no text is never read as
/// words, whatever the file is called.

#include "corpus/bytes.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace leitwort::corpus {

/// What bytes are to be read as.
enum class Use : std::uint8_t {
  text,        ///< one document
  json_lines,  ///< a document a line
  manifest,    ///< a table
  list,        ///< patterns or a watch-list
};

/// Bytes that cannot be read as what they were given for.
struct Foreign {
  std::string what;  ///< `is a PDF document, no text`
  std::string next;  ///< the command that makes of the file what can be read
};

/// Looks at the first bytes of a file, `head`, decompressed if the file is compressed. Nothing
/// where they can be read. Looks at no more than ByteSource::kHead bytes.
std::optional<Foreign> foreign(std::string_view head, Use use, const std::string& path,
                               bool compressed);

/// The same of a source that has not been read. Throws Error where it cannot be read.
void refuse_foreign(ByteSource& source, Use use);

/// Looks at a whole text in UTF-8 for what the first bytes do not tell: markup from its first to
/// its last byte, and NUL bytes. Takes the time of one search for a byte.
std::optional<Foreign> foreign_text(std::string_view text, const std::string& path);

/// Whether bytes begin with a JSON object on a line of its own: JSON Lines, however the file is
/// called.
bool begins_json_lines(std::string_view head);

}  // namespace leitwort::corpus
