#pragma once

/// Private to corpus/: bytes of unknown encoding → UTF-8.

#include <string>
#include <vector>

namespace leitwort::corpus {

struct Decoded {
  std::string text;                   ///< valid UTF-8, whatever came in
  std::vector<std::string> warnings;  ///< one sentence each, empty for UTF-8
};

/// UTF-8 (with or without a byte order mark) comes back byte for byte. UTF-16 and UTF-32 with a
/// byte order mark are converted. Anything else is Windows-1252 where that explains every byte;
/// otherwise it is UTF-8 with its bad bytes replaced by U+FFFD, and their number in a warning.
Decoded decode(std::string bytes);

/// Whether `text` starts with the byte order mark of UTF-8.
bool has_bom(std::string_view text);

/// Whether Chinese text looks like UTF-8 that was once read as GBK. Its commas and full stops then
/// begin with 锛 and 銆, characters that hardly occur otherwise.
bool looks_garbled(std::string_view text);

}  // namespace leitwort::corpus
