#pragma once

/// The page without its data.

#include <string_view>

namespace leitwort::report {

/// HTML with the markers `<!--leitwort:core-->` and `<!--leitwort:blocks-->`, where the block
/// `core` and all the others belong. Empty where the program was built without the page.
std::string_view page_template();

}  // namespace leitwort::report
