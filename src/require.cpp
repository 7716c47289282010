#include "require.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace leitwort {

void contract_broken(std::string_view function, std::string_view contract) {
  const std::string told =
      "leitwort: " + std::string(function) + " requires: " + std::string(contract) + "\n";
  std::fputs(told.c_str(), stderr);
  std::abort();
}

}  // namespace leitwort
