#include "report/page_template.hpp"

namespace leitwort::report {

// Stands here until the build makes the page of its sources.
std::string_view page_template() {
  return "<!doctype html>\n<html lang=\"en\">\n<head><meta "
         "charset=\"utf-8\"><title>Leitwort</title>"
         "</head>\n<body>\n<!--leitwort:core-->\n<!--leitwort:blocks-->\n</body>\n</html>\n";
}

}  // namespace leitwort::report
