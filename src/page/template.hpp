#pragma once

#include <string_view>

namespace leitwort::page {

/// The page without its data: in place of `<!--leitwort:core-->` and `<!--leitwort:blocks-->`, each
/// once, stand the blocks. Empty where the program was built without Node: see cmake/page.cmake.
std::string_view page_template();

}  // namespace leitwort::page
