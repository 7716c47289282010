// Stands in for the engine until it is there.

#include <leitwort/passages.hpp>

namespace leitwort {

Passages find_passages(const PassageInput&, const PassageOptions&,
                       const std::function<void(std::uint64_t, std::uint64_t)>&) {
  return {};
}

std::vector<std::string> explain_passages(const PassageInput&, const PassageOptions&, DocumentIndex,
                                          DocumentIndex) {
  return {"not yet"};
}

}  // namespace leitwort
