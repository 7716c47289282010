#include <leitwort/similarity.hpp>

#include <algorithm>

namespace leitwort {

OverlapIndex::OverlapIndex(unsigned k, const SimilarityOptions& options)
    : choice_(options.method),
      memory_bytes_(options.memory_bytes),
      method_(options.method == MethodChoice::estimate ? Method::estimate : Method::exact),
      sketches_(empty_sketches({k, options.measure, options.signature, options.scale})),
      sketcher_(options.signature) {
  shingles_.k = k;
}

OverlapIndex::OverlapIndex(Sketches sketches)
    : sketches_(std::move(sketches)), sketcher_(sketches_.options.signature) {}

OverlapIndex::Batch OverlapIndex::make_batch() const {
  const SketchOptions& options = sketches_.options;
  return {Shingler(k()), {}, {.options = options.signature}, {.options = options.scale}};
}

void OverlapIndex::add(std::span<const std::uint64_t> tokens, Batch& batch) const {
  const std::span<const std::uint64_t> set = batch.shingle(tokens);
  if (choice_ != MethodChoice::estimate) {
    batch.sets.hashes.insert(batch.sets.hashes.end(), set.begin(), set.end());
    batch.sets.document_begin.push_back(batch.sets.hashes.size());
  } else if (measure() == Measure::containment) {
    append_scaled(set, batch.scaled);
  } else {
    append_signature(set, sketcher_, batch.signatures);
  }
}

void OverlapIndex::commit(Batch& batch) {
  if (choice_ != MethodChoice::estimate) {
    add(batch.sets);
    batch.sets.hashes.clear();
    batch.sets.document_begin.assign(1, 0);
    return;
  }
  append(batch.scaled, sketches_.scaled);
  batch.scaled = {.options = batch.scaled.options};
  move_documents(batch.signatures, sketches_.signatures);
}

void OverlapIndex::add(const Tokens& tokens, const Vocabulary& vocabulary) {
  Shingles sets;
  sets.k = k();
  append_shingles(tokens, vocabulary, sets);
  add(sets);
}

void OverlapIndex::add(const Shingles& sets) {
  if (method_ == Method::estimate) return sketch(sets);
  const std::uint64_t before = shingles_.hashes.size();
  shingles_.hashes.insert(shingles_.hashes.end(), sets.hashes.begin(), sets.hashes.end());
  for (std::size_t d = 0; d < sets.documents(); ++d) {
    shingles_.document_begin.push_back(before + sets.document_begin[d + 1]);
  }
  if (choice_ != MethodChoice::automatic || exact_bytes(shingles_.hashes.size()) <= memory_bytes_) {
    return;
  }
  method_ = Method::estimate;
  sketch(shingles_);
  shingles_ = {};
}

void OverlapIndex::sketch(const Shingles& sets) {
  if (measure() != Measure::containment) return append_signatures(sets, sketches_.signatures);
  for (DocumentIndex d = 0; d < sets.documents(); ++d) {
    append_scaled(sets.of(d), sketches_.scaled);
  }
}

std::size_t OverlapIndex::documents() const {
  if (method_ == Method::exact) return shingles_.documents();
  return measure() == Measure::containment ? sketches_.scaled.documents()
                                           : sketches_.signatures.documents();
}

PairCount OverlapIndex::visit(PairSelection selection, const PairVisitor& visit) const {
  if (method_ == Method::exact) return visit_pairs(shingles_, selection, visit);
  return measure() == Measure::containment ? visit_pairs(sketches_.scaled, selection, visit)
                                           : visit_pairs(sketches_.signatures, selection, visit);
}

}  // namespace leitwort
