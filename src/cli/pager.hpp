#pragma once

#include <string_view>

namespace leitwort::cli {

/// Shows a text through the program that PAGER names, or `less -R`, and waits for its end; that it
/// ends early is no error. False where there is none, where PAGER says so (empty, or `cat`), or
/// where it cannot be started: nothing has been shown then.
bool show_through_pager(std::string_view text);

}  // namespace leitwort::cli
