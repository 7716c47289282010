// The stages, each computed from those that it needs when it is first asked for.
#include <leitwort/analysis.hpp>

#include <algorithm>
#include <utility>

namespace leitwort {
namespace {

/// By token: 1 where it stands in a suspected line. O(lines log n + their tokens).
std::vector<std::uint8_t> tokens_in(const std::vector<SuspectedBoilerplate>& suspected,
                                    const Tokens& tokens) {
  std::vector<std::uint8_t> marked(tokens.size());
  for (const SuspectedBoilerplate& line : suspected) {
    const auto begin = tokens.spans.begin() + tokens.document_begin[line.document];
    const auto end = tokens.spans.begin() + tokens.document_begin[line.document + 1];
    auto span = std::lower_bound(begin, end, line.begin,
                                 [](const Span& s, std::uint32_t byte) { return s.begin < byte; });
    for (; span != end && span->begin < line.end; ++span) {
      marked[static_cast<std::size_t>(span - tokens.spans.begin())] = 1;
    }
  }
  return marked;
}

std::vector<DocumentFacts> facts_of(std::span<const Document> documents, const Tokens& tokens) {
  std::vector<DocumentFacts> facts;
  for (std::size_t d = 0; d < documents.size(); ++d) {
    facts.push_back({documents[d].text.size(),
                     tokens.document_begin[d + 1] - tokens.document_begin[d],
                     tokens.hard_wrapped[d] != 0, bytes_cut(documents[d])});
  }
  return facts;
}

}  // namespace

PassageNetwork network_of(const Passages& passages, std::size_t documents) {
  return {link_documents(passages), tokens_in_passages(passages, documents), passages.rows.size(),
          passages.clusters.size()};
}

std::string_view name_of(Stage stage) {
  switch (stage) {
    case Stage::tokens:
      return "tokens";
    case Stage::lexicons:
      return "lexicons";
    case Stage::shingles:
      return "shingles";
    case Stage::boilerplate:
      return "boilerplate";
    case Stage::skeleton:
      return "skeleton";
    case Stage::formulations:
      return "formulations";
    case Stage::watched:
      return "watched";
    case Stage::passages:
      break;
  }
  return "passages";
}

Analysis::Analysis(Corpus corpus, AnalysisOptions options, AnalysisObserver observer)
    : corpus_(std::move(corpus)), options_(std::move(options)), observer_(std::move(observer)) {
  for (const Document& document : corpus_.documents) dates_.push_back(document.date);
}

void Analysis::begin(Stage stage) const {
  observer_.work.check();
  if (observer_.begin) observer_.begin(stage);
}

// --- texts and words --------------------------------------------------------------------------

const Analysis::Text& Analysis::text() {
  if (text_) return *text_;
  begin(Stage::tokens);
  std::uint64_t bytes = 0;
  for (const Document& document : corpus_.documents) bytes += document.text.size();
  Text text;
  reserve_tokens(text.tokens, bytes);
  tokenize(corpus_.documents, text.tokens, text.vocabulary, observer_.work);
  facts_ = facts_of(corpus_.documents, text.tokens);
  return text_.emplace(std::move(text));
}

const Tokens& Analysis::tokens() {
  return text().tokens;
}

const Vocabulary& Analysis::vocabulary() {
  return text().vocabulary;
}

const std::vector<DocumentFacts>& Analysis::facts() {
  text();
  return facts_;
}

const Lexicons& Analysis::lexicons() {
  if (lexicons_) return *lexicons_;
  const auto& [tokens, vocabulary] = text();
  begin(Stage::lexicons);
  std::vector<std::string> declared;
  for (const Document& document : corpus_.documents) declared.push_back(document.language);
  lexicons_ = make_lexicons(tokens, vocabulary, declared, options_.language);
  for (std::size_t d = 0; d < facts_.size(); ++d) facts_[d].language = lexicons_->known[d];
  return *lexicons_;
}

const std::vector<SuspectedBoilerplate>& Analysis::boilerplate() {
  if (boilerplate_) return *boilerplate_;
  begin(Stage::boilerplate);
  return boilerplate_.emplace(find_boilerplate(corpus_.documents, observer_.work));
}

const std::vector<std::uint32_t>& Analysis::voices() {
  if (voices_) return *voices_;
  return voices_.emplace(number_series(corpus_.documents, options_.voices));
}

const Periods& Analysis::periods() {
  if (periods_) return *periods_;
  return periods_.emplace(make_periods(tokens(), dates_, options_.period));
}

// --- formulations -----------------------------------------------------------------------------

const Skeleton& Analysis::skeleton() {
  if (skeleton_) return *skeleton_;
  const Lexicons& known = lexicons();
  begin(Stage::skeleton);
  return skeleton_.emplace(make_skeleton(tokens(), vocabulary(), known, 3, observer_.work));
}

FormulationCorpus Analysis::formulation_corpus() {
  if (aside_.empty()) aside_ = tokens_in(boilerplate(), tokens());
  return {tokens(), vocabulary(), skeleton(), voices(), aside_};
}

const Formulations& Analysis::formulations() {
  if (formulations_) return *formulations_;
  const FormulationCorpus found_in = formulation_corpus();
  begin(Stage::formulations);
  Formulations found = find_formulations(found_in, options_.formulations, observer_.work);
  sort_rows(found, options_.sort, tokens(), dates_, periods());
  skeleton_.reset();
  return formulations_.emplace(std::move(found));
}

std::vector<std::string> Analysis::explain(std::string_view phrase) {
  const FormulationCorpus found_in = formulation_corpus();
  begin(Stage::formulations);
  return explain_phrase(found_in, options_.formulations, corpus_.documents, phrase);
}

const Formulations& Analysis::watched() {
  if (watched_) return *watched_;
  const auto& [tokens, vocabulary] = text();
  begin(Stage::watched);
  return watched_.emplace(find_watched(tokens, vocabulary, options_.watch_list, corpus_.documents));
}

// --- passages ---------------------------------------------------------------------------------

PassageInput Analysis::passage_input() {
  return {tokens(), vocabulary(), lexicons(), dates_, corpus_.documents};
}

PassageOptions Analysis::passage_options() const {
  PassageOptions options = options_.passages;
  options.pairs.between = corpus_.second_begin;
  if (!options_.passage_series.empty()) {
    options.pairs.series = number_series(corpus_.documents, options_.passage_series);
  }
  return options;
}

const Passages& Analysis::passages() {
  if (passages_) return *passages_;
  const PassageInput input = passage_input();
  begin(Stage::passages);
  Passages found = find_passages(input, passage_options(), observer_.work);
  network_ = network_of(found, corpus_.documents.size());
  keep_best(found, options_.most_passages);
  return passages_.emplace(std::move(found));
}

const PassageNetwork& Analysis::network() {
  passages();
  return network_;
}

std::vector<std::string> Analysis::explain(DocumentIndex a, DocumentIndex b,
                                           const PassageQuestion& question) {
  const PassageInput input = passage_input();
  begin(Stage::passages);
  return explain_passages(input, passage_options(), a, b, question);
}

// --- similarity -------------------------------------------------------------------------------

const std::vector<OverlapIndex>& Analysis::shingles() {
  if (!shingles_.empty()) return shingles_;
  const auto& [tokens, vocabulary] = text();
  begin(Stage::shingles);
  SimilarityOptions share = options_.similarity;
  share.memory_bytes /= share.shingle.size();
  std::vector<OverlapIndex> indexes;
  for (const unsigned k : share.shingle) indexes.emplace_back(k, share);
  for (OverlapIndex& index : indexes) index.add(tokens, vocabulary);
  return shingles_ = std::move(indexes);
}

PairCount Analysis::visit_pairs(std::size_t index, const PairVisitor& visit) {
  const OverlapIndex& shingles = this->shingles()[index];
  ClosestPairs closest(kClosestKept);
  const PairCount count = shingles.visit(
      select_pairs(options_.pairs, shingles),
      [&](const PairScore& score) {
        visit(score);
        closest.add(score);
      },
      observer_.work);
  comparisons_.resize(shingles_.size());
  comparisons_[index] = {shingles.k(), shingles.method(), shingles.sketch_options(), count,
                         closest.pairs()};
  return count;
}

void Analysis::release_shingles() {
  std::vector<OverlapIndex>().swap(shingles_);
}

}  // namespace leitwort
