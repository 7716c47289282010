#pragma once

/// The standard streams: open whatever the caller closed, and never a reason to end badly.

#include <string_view>

namespace leitwort::cli {

/// Puts something that can only fail in the place of standard streams that are closed, or the next
/// file to be opened would become one, and get what is printed.
void fill_closed_streams();

/// Writes bytes as they are. Where that fails nobody can be told.
void to_standard_error(std::string_view bytes);

}  // namespace leitwort::cli
