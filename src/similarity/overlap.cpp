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
  return {Shingler(k()), {}, empty_sketches(sketches_.options)};
}

void OverlapIndex::add(std::span<const std::uint64_t> tokens, Batch& batch) const {
  const std::span<const std::uint64_t> set = batch.shingle(tokens);
  if (choice_ == MethodChoice::estimate) return append_sketch(set, sketcher_, batch.sketches);
  append_set(set, batch.sets);
}

void OverlapIndex::commit(Batch& batch) {
  if (choice_ == MethodChoice::estimate) return move_documents(batch.sketches, sketches_);
  add(batch.sets);
  batch.sets.clear();
}

void OverlapIndex::add(const Tokens& tokens, const Vocabulary& vocabulary) {
  Shingles sets;
  sets.k = k();
  append_shingles(tokens, vocabulary, sets);
  add(sets);
}

void OverlapIndex::add(const Shingles& sets) {
  if (method_ == Method::estimate) return sketch(sets);
  append(sets, shingles_);
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
  return method_ == Method::exact ? shingles_.documents() : sketches_.shingles().size();
}

std::uint64_t OverlapIndex::shingles(DocumentIndex d) const {
  return method_ == Method::exact ? shingles_.of(d).size() : sketches_.shingles()[d];
}

PairCount OverlapIndex::visit(PairSelection selection, const PairVisitor& visit,
                              const Observer& observer) const {
  if (method_ == Method::exact) return visit_pairs(shingles_, selection, visit, observer);
  return measure() == Measure::containment
             ? visit_pairs(sketches_.scaled, selection, visit, observer)
             : visit_pairs(sketches_.signatures, selection, visit, observer);
}

}  // namespace leitwort
