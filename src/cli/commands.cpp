#include "cli/commands.hpp"

#include "cli/files.hpp"
#include "cli/options.hpp"

namespace leitwort::cli {
namespace {

/// `--series`, which once meant the field of voices, that of passages, or both.
OptionGroup old_series_options(const std::vector<std::string>& of) {
  return {"Old names", {old_name("series", "FIELD", of)}};
}

Command report_command() {
  return {"report",
          "all of the below into one folder, with a page to look at and pictures",
          "Writes index.html, a page to open in a browser, and documents.csv, similarity.csv,\n"
          "formulations.csv, occurrences.csv, timeline.csv, passages.csv, passages.clusters.csv,\n"
          "boilerplate.csv, run.json, heatmap.png and timeline.png into the folder named by "
          "--output,\n"
          "and prints a summary.",
          {corpus_options(), report_output_options(), similarity_options(), pair_options(true),
           formulation_options(true), watch_options(true), time_options(), passage_options(true),
           old_series_options({"voices", "passage-series"}), running_options()},
          {"index.html", "documents.csv", "similarity.csv", "similarity.matrix.csv",
           "formulations.csv", "occurrences.csv", "timeline.csv", "watch.formulations.csv",
           "watch.occurrences.csv", "watch.timeline.csv", "passages.csv", "passages.clusters.csv",
           "boilerplate.csv", "heatmap.png", "timeline.png", kRunRecord, kOwnRunRecord},
          run_report,
          Operands::corpus,
          true};
}

Command similarity_command() {
  return {
      "similarity",
      "pairwise overlap of documents",
      "Counts the shingles (sets of K consecutive tokens) that every two documents share. CORPUS "
      "may\n"
      "be .sketch files, which leitwort sketch makes; they are compared by estimates.",
      {corpus_options(), output_options(true), similarity_options(), pair_options(false),
       running_options()},
      {"similarity.*", "similarity.matrix.csv", "similarity.npy", "similarity.npy.ids.csv",
       "documents.csv", kRunRecord, kOwnRunRecord},
      run_similarity};
}

Command formulations_command() {
  return {
      "formulations",
      "recurring formulations with their wordings, where and when",
      "Lists the formulations that recur across documents, the most telling first; or those of a "
      "watch-list.",
      {corpus_options(), output_options(false), formulation_options(true), watch_options(false),
       explain_options(), time_options(), old_series_options({"voices"}), running_options()},
      {"formulations.*", "occurrences.*", "timeline.*", "boilerplate.*", "documents.csv",
       kRunRecord, kOwnRunRecord},
      run_formulations};
}

Command duplicates_command() {
  return {
      "duplicates",
      "near-duplicate pairs and groups in a large collection",
      "Finds the documents that are nearly the same as another, among millions: every document "
      "is\n"
      "sketched, sketches that agree in a band are compared, and what is alike is grouped around "
      "the\n"
      "earliest. Every member of a group was found to be a duplicate of its representative "
      "itself.\n"
      "CORPUS may be .sketch files, which leitwort sketch makes.",
      {corpus_options(), duplicate_output_options(), sketch_options(), duplicate_options(),
       running_options()},
      {"duplicates.*", "duplicates.pairs.*", kRunRecord, kOwnRunRecord},
      run_duplicates};
}

Command sketch_command() {
  return {
      "sketch",
      "sketches of a collection, for duplicates and similarity to read in place of its texts",
      "Writes the sketches of all documents, with ids and dates, into one file. A collection can "
      "be\n"
      "sketched in parts, on several machines, and compared later; the same options must be given "
      "for\n"
      "all parts.",
      {corpus_options(), sketch_output_options(), sketch_options(), running_options()},
      {},
      run_sketch};
}

Command timeline_command() {
  return {"timeline",
          "recurring formulations over time",
          "Lists for each recurring formulation, period by period, in how many documents and how "
          "often it\n"
          "stands; a table at a terminal is a strip of cells for each. Undated documents are left "
          "out\n"
          "and counted.",
          {corpus_options(), output_options(false), formulation_options(false),
           watch_options(false), time_options(), old_series_options({"voices"}), running_options()},
          {"formulations.*", "occurrences.*", "timeline.*", "boilerplate.*", "documents.csv",
           kRunRecord, kOwnRunRecord},
          run_timeline};
}

Command passages_command() {
  return {
      "passages",
      "reused passages, aligned word by word",
      "Finds the stretches of text that two documents have in common, also where words were "
      "changed,\n"
      "left out or moved, aligns them, and groups the versions of a passage, the earliest "
      "first.",
      {corpus_options(), passage_output_options(), passage_options(false), passage_pair_options(),
       passage_explain_options(), old_series_options({"passage-series"}), running_options()},
      {"passages.*", "passages.clusters.*", "passages.html", "documents.csv", "*.xml", kRunRecord,
       kOwnRunRecord},
      run_passages};
}

Command show_command() {
  return {
      "show",
      "one text, with what it shares highlighted",
      "Prints a text as it was printed, with the formulations and passages that it shares with "
      "others\n"
      "highlighted by how many documents have them, and a list of them at the end. DOCUMENT is "
      "the id\n"
      "or the path of a document of CORPUS; without CORPUS it is the path of a text, and the "
      "corpus is\n"
      "the folder that holds it.",
      {corpus_options(), show_output_options(), show_formulation_options(), passage_options(true),
       show_watch_options(), old_series_options({"voices", "passage-series"}), running_options()},
      {},
      run_show,
      Operands::document};
}

Command columns_command() {
  return {
      "columns",
      "what each column of a table means",
      "Lists the tables that Leitwort writes; or of TABLE, which may be the name of its file too, "
      "the\n"
      "columns with the type of their values and what they mean.",
      {columns_output_options(), {"Running", {help_option()}}},
      {},
      run_columns,
      Operands::table};
}

Command completions_command() {
  return {
      "completions",
      "completions of command lines, for a shell",
      "Prints the script by which a shell completes commands, options and their values. For one\n"
      "user, where bash-completion is installed:\n"
      "  leitwort completions bash > ~/.local/share/bash-completion/completions/leitwort\n"
      "of zsh, as _leitwort into a folder of its fpath; of fish:\n"
      "  leitwort completions fish > ~/.config/fish/completions/leitwort.fish",
      {{"Running", {help_option()}}},
      {},
      run_completions,
      Operands::shell};
}

}  // namespace

const std::vector<Command>& commands() {
  static const std::vector<Command> all = {
      report_command(),  similarity_command(), formulations_command(), duplicates_command(),
      sketch_command(),  timeline_command(),   passages_command(),     show_command(),
      columns_command(), completions_command()};
  return all;
}

}  // namespace leitwort::cli
