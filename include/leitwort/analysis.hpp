#pragma once

/// The analysis room: a corpus and options → everything that Leitwort finds in it. Each stage is
/// computed once, when it is first asked for, with the stages that it needs.
///
///     leitwort::Analysis analysis(leitwort::load_corpus({"speeches/"}));
///     for (const leitwort::Formulation& row : analysis.formulations().rows)
///       std::cout << row.text << ": " << row.documents << " documents\n";
///
/// *What is kept.* What a table shows is kept as long as the analysis. What only leads to it is let
/// go: the skeleton once the formulations are found (who asks for it again pays again), the
/// shingles when the caller says so (release_shingles), because only he knows when the last pair is
/// written.
///
/// Every face of Leitwort (command line, page, bindings) composes options, asks this, and writes
/// what it says; none computes. Not thread-safe; the work is done by all threads of OpenMP.

#include <leitwort/boilerplate.hpp>
#include <leitwort/corpus.hpp>
#include <leitwort/formulations.hpp>
#include <leitwort/history.hpp>
#include <leitwort/observer.hpp>
#include <leitwort/passages.hpp>
#include <leitwort/similarity.hpp>
#include <leitwort/text.hpp>
#include <leitwort/watchlist.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leitwort {

/// The parts of the options, each that of its room.
struct AnalysisOptions {
  std::string language{};  ///< of all documents, see make_lexicons; empty: each has its own
  SimilarityOptions similarity{};
  PairOptions pairs{};  ///< that are listed
  FormulationOptions formulations{};
  FormulationSort sort = FormulationSort::salience;
  std::string voices = "author";  ///< field of the metadata that tells voices apart
  WatchList watch_list{};         ///< no lines: none
  PeriodLength period = PeriodLength::year;
  PassageOptions passages{};
  /// Field of the metadata: what documents share that have the same value is labelled same-series.
  /// Empty: none; else takes the place of PassagePairs::series.
  std::string passage_series{};
  std::size_t most_passages = 100000;  ///< rows, the best; 0: all
};

/// In the order in which `report` needs them.
enum class Stage : std::uint8_t {
  tokens,
  lexicons,  ///< languages, function words, stems
  shingles,  ///< of documents, by which they are compared
  boilerplate,
  skeleton,
  formulations,
  watched,
  passages,
};
/// `tokens`, `lexicons`, …
std::string_view name_of(Stage stage);

struct AnalysisObserver {
  std::function<void(Stage)> begin{};  ///< a stage begins; the one before has ended
  Observer work{};                     ///< of all stages
};

/// What is written of a document when its text may be gone already.
struct DocumentFacts {
  std::uint64_t bytes = 0;  ///< of its text
  std::uint64_t tokens = 0;
  bool hard_wrapped = false;
  std::uint64_t bytes_cut = 0;
  std::optional<DocumentLanguage> language{};  ///< where that was looked for
};

/// How the documents compare by shingles of one length, and the closest pairs of those visited.
struct Comparison {
  unsigned k = 0;
  Method method = Method::exact;
  SketchOptions sketch{};
  PairCount count{};
  std::vector<PairScore> closest{};  ///< at most kClosestKept of the listed ones, closest first
};
inline constexpr std::size_t kClosestKept = 5;

/// What the documents share in passages, of all passages, listed or not.
struct PassageNetwork {
  std::vector<PassageLink> links{};          ///< ascending by (a, b)
  std::vector<std::uint64_t> tokens_shared;  ///< by document: its tokens that lie in a passage
  std::uint64_t passages = 0, clusters = 0;
};

/// `documents`: of the corpus.
PassageNetwork network_of(const Passages& passages, std::size_t documents);

/// What was cut, dropped or skipped, and how much of it.
using Cuts = std::vector<std::pair<std::string, std::uint64_t>>;

class Analysis {
 public:
  /// `corpus` with what is to be cut marked (CutPatterns::cut).
  explicit Analysis(Corpus corpus, AnalysisOptions options = {}, AnalysisObserver observer = {});
  Analysis(const Analysis&) = delete;  // tables look into it
  Analysis& operator=(const Analysis&) = delete;

  [[nodiscard]] const Corpus& corpus() const { return corpus_; }
  [[nodiscard]] const AnalysisOptions& options() const { return options_; }
  [[nodiscard]] const std::vector<Date>& dates() const { return dates_; }

  // Each of these computes its stage where nobody has. They throw what the rooms' functions throw,
  // and Cancelled.
  const Tokens& tokens();
  const Vocabulary& vocabulary();
  /// Languages are in it once lexicons() was asked for.
  const std::vector<DocumentFacts>& facts();
  const Lexicons& lexicons();
  const std::vector<SuspectedBoilerplate>& boilerplate();
  /// By document, as number_series gives it for AnalysisOptions::voices; empty: no document has the
  /// field.
  const std::vector<std::uint32_t>& voices();
  const Skeleton& skeleton();
  const Formulations& formulations();
  const Formulations& watched();
  const Periods& periods();
  /// The best AnalysisOptions::most_passages.
  const Passages& passages();
  const PassageNetwork& network();

  /// Why a phrase is or is not among the formulations: explain_phrase.
  std::vector<std::string> explain(std::string_view phrase);
  /// What every stage saw of two documents: explain_passages.
  std::vector<std::string> explain(DocumentIndex a, DocumentIndex b,
                                   const PassageQuestion& question);

  /// One for each length of AnalysisOptions::similarity; the memory is shared out between them.
  const std::vector<OverlapIndex>& shingles();
  /// Visits the pairs that are listed, of one of these, and remembers what comparisons() tells.
  PairCount visit_pairs(std::size_t index, const PairVisitor& visit);
  /// What visit_pairs has seen, in the order of shingles(). Stays when the shingles are let go.
  [[nodiscard]] const std::vector<Comparison>& comparisons() const { return comparisons_; }
  void release_shingles();

  /// Of the stages that were asked for: pairs, passages, formulations.
  Cuts cuts();
  /// How they were computed, for people: `k=5: exact`.
  [[nodiscard]] std::vector<std::string> methods() const;

 private:
  struct Text {
    Tokens tokens;
    Vocabulary vocabulary;
  };

  void begin(Stage stage) const;
  const Text& text();
  FormulationCorpus formulation_corpus();
  PassageInput passage_input();
  PassageOptions passage_options() const;

  Corpus corpus_;
  AnalysisOptions options_;
  AnalysisObserver observer_;
  std::vector<Date> dates_;

  std::optional<Text> text_;
  std::vector<DocumentFacts> facts_;
  std::optional<Lexicons> lexicons_;
  std::optional<std::vector<SuspectedBoilerplate>> boilerplate_;
  std::vector<std::uint8_t> aside_;  // by token: 1 in suspected boilerplate
  std::optional<std::vector<std::uint32_t>> voices_;
  std::optional<Skeleton> skeleton_;
  std::optional<Formulations> formulations_, watched_;
  std::optional<Periods> periods_;
  std::optional<Passages> passages_;
  PassageNetwork network_;
  std::vector<OverlapIndex> shingles_;
  std::vector<Comparison> comparisons_;
};

}  // namespace leitwort
