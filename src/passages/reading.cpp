#include "passages/reading.hpp"

namespace leitwort::passages {

std::vector<TokenId> find_readings(const PassageInput& input) {
  (void)input;
  return {};
}

}  // namespace leitwort::passages
