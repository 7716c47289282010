#include <leitwort/similarity.hpp>

namespace leitwort {

OverlapIndex::OverlapIndex(unsigned k, const SimilarityOptions& options)
    : choice_(options.method),
      memory_bytes_(options.memory_bytes),
      method_(options.method == MethodChoice::estimate ? Method::estimate : Method::exact) {
  shingles_.k = signatures_.k = k;
  signatures_.options = options.signature;
}

void OverlapIndex::add(const Tokens& tokens, const Vocabulary& vocabulary) {
  append_shingles(tokens, vocabulary, shingles_);
  if (choice_ == MethodChoice::automatic && exact_bytes(shingles_.hashes.size()) > memory_bytes_) {
    method_ = Method::estimate;
  }
  if (method_ == Method::estimate) {
    append_signatures(shingles_, signatures_);
    const unsigned k = shingles_.k;
    shingles_ = {};
    shingles_.k = k;
  }
}

std::size_t OverlapIndex::documents() const {
  return method_ == Method::exact ? shingles_.documents() : signatures_.documents();
}

PairCount OverlapIndex::visit(PairSelection selection, const PairVisitor& visit) const {
  return method_ == Method::exact ? visit_pairs(shingles_, selection, visit)
                                  : visit_pairs(signatures_, selection, visit);
}

}  // namespace leitwort
