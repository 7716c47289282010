#include "cli/options/duplicates.hpp"

#include "cli/options/binding.hpp"
#include "cli/options/output.hpp"
#include "cli/options/similarity.hpp"

namespace leitwort::cli {
namespace {

/// An option of signatures or of samples, where the other measure has none of them.
Option only_for(const Measure& measure, Option option) {
  const std::string other(measure == Measure::jaccard ? Measure::containment.name
                                                      : Measure::jaccard.name);
  return std::move(option).refused_when(
      [measure](const Settings& s) { return !(s.similarity.pairs.measure == measure); },
      fmt::format("does nothing for {}", other), "leave it out, or choose another --measure");
}

Option bands_option() {
  return only_for(
             Measure::jaccard,
             number_option(
                 "bands", "B",
                 "bands of a signature: documents that agree in all slots of one are compared. 0: "
                 "as many as make the expected error least at the threshold",
                 [](auto& s) -> auto& { return s.duplicates.options.banding.bands; }, 0, 1024))
      .refused_when(
          [](const Settings& s) {
            const Banding& banding = s.duplicates.options.banding;
            return banding.bands > 0 && banding.rows == 0;
          },
          "goes with --rows", "give both, or neither to have them chosen");
}

Option rows_option() {
  return only_for(Measure::jaccard,
                  number_option(
                      "rows", "R", "slots a band; to be given with --bands",
                      [](auto& s) -> auto& { return s.duplicates.options.banding.rows; }, 0, 1024))
      .refused_when(
          [](const Settings& s) {
            const Banding& banding = s.duplicates.options.banding;
            return banding.rows > 0 && banding.bands == 0;
          },
          "goes with --bands", "give both, or neither to have them chosen");
}

}  // namespace

OptionGroup sketch_options() {
  return {
      "Sketches",
      {Option{"shingle", "K", fmt::format("{}", SketchOptions{}.k), "tokens a shingle",
              [](Settings& s, const Words& words) {
                s.similarity.options.shingle = {number_in<unsigned>("shingle", words[0], 1, 64)};
              }}
           .with_letter('k'),
       choice_option("measure",
                     "jaccard: shingles shared by both, of those of either; MinHash "
                     "signatures. containment: of those of the smaller, which finds a short "
                     "text in a long one; samples of the shingles",
                     {{"jaccard", Measure::jaccard}, {"containment", Measure::containment}},
                     [](auto& s) -> auto& { return s.similarity.pairs.measure; }),
       only_for(Measure::jaccard, signature_option()),
       only_for(Measure::containment, scale_option()), only_for(Measure::jaccard, seed_option())}};
}

OptionGroup duplicate_options() {
  return {
      "Duplicates",
      {number_option(
           "threshold", "T", "pairs whose measure is at least this are duplicates",
           [](auto& s) -> auto& { return s.duplicates.options.threshold; }, 0.01, 1.0),
       choice_option("verify",
                     "signature: a pair is judged by the estimate from the sketches. exact: by "
                     "counting, for which the corpus is read again. auto: exact for containment "
                     "where there are texts, else signature",
                     {{"auto", Verify::automatic},
                      {"signature", Verify::signature},
                      {"exact", Verify::exact}},
                     [](auto& s) -> auto& { return s.duplicates.verify; }),
       bands_option(), rows_option(),
       only_for(
           Measure::jaccard,
           number_option(
               "bucket", "N",
               "where more than N documents agree in a band, each is compared with "
               "representatives only; what is not compared is counted",
               [](auto& s) -> auto& { return s.duplicates.options.largest_bucket; }, 2, 1U << 31)),
       memory_option("memory for the shingles of documents that are compared exactly; what does "
                     "not fit takes further readings of the corpus")}};
}

OptionGroup duplicate_output_options() {
  OptionGroup group = output_options(false);
  group.options.front().help =
      "write there instead of to standard output; a folder (existing, or ending in /) gets "
      "duplicates.csv, duplicates.pairs.csv and run.json";
  group.options.push_back(
      choice_option("list",
                    "what one file, or standard output, holds: the documents of the groups, or "
                    "pairs",
                    {{"groups", Listing::groups}, {"pairs", Listing::pairs}},
                    [](auto& s) -> auto& { return s.duplicates.listing; })
          .leaving_results());
  group.options.push_back(
      text_option("keep", "FILE",
                  "write the corpus without the duplicates as JSON Lines: lines of JSON Lines as "
                  "they are, other documents as objects with their metadata. By containment a "
                  "text that merely holds its representative is kept",
                  [](auto& s) -> auto& { return s.output.keep; })
          .naming_path()
          .leaving_results());
  return group;
}

}  // namespace leitwort::cli
