# Writes OUTPUT, C++ that holds the bytes of TEMPLATE (none, if that is empty).
set(bytes "")
if(TEMPLATE)
  file(READ "${TEMPLATE}" hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
endif()
file(WRITE "${OUTPUT}"
"#include \"page/template.hpp\"

namespace leitwort::page {

std::string_view page_template() {
  static constexpr unsigned char kBytes[] = {${bytes}0};
  return {reinterpret_cast<const char*>(kBytes), sizeof kBytes - 1};
}

}  // namespace leitwort::page
")
