#include <leitwort/corpus.hpp>
#include <leitwort/error.hpp>

namespace leitwort {

DocumentIndex SecondReading::next(const std::string& id) {
  if (next_ >= ids_.size() || ids_[next_] != id) changed("document " + id);
  return static_cast<DocumentIndex>(next_++);
}

void SecondReading::finish() const {
  if (next_ != ids_.size()) changed("documents are missing");
}

void SecondReading::changed(const std::string& what) {
  throw Error("changed while it was read (" + what + ")", "corpus",
              "run again when nothing writes to it");
}

}  // namespace leitwort
