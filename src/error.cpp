#include <leitwort/error.hpp>

namespace leitwort {

Error::Error(const std::string& what, const std::string& where, const std::string& next)
    : std::runtime_error(where + ": " + what + (next.empty() ? "" : "; " + next)),
      where_(where),
      problem_(what + (next.empty() ? "" : "; " + next)) {}

}  // namespace leitwort
