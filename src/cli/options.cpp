#include "cli/options.hpp"

#include "cli/mistakes.hpp"
#include <leitwort/error.hpp>
#include <leitwort/report.hpp>
#include <leitwort/version.hpp>

#include <algorithm>
#include <charconv>
#include <sstream>

#include <boost/program_options.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace leitwort::cli {
namespace {

namespace po = boost::program_options;

template <typename Number>
Number number(const std::string& option, const std::string& text, Number least, Number most) {
  Number value{};
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  // Written so that not-a-number is refused too.
  if (error != std::errc{} || stop != end || !(value >= least && value <= most)) {
    refuse(option, text,
           fmt::format("a {} from {} to {}", std::is_integral_v<Number> ? "whole number" : "number",
                       least, most));
  }
  return value;
}

/// 0: all.
std::size_t limit(const std::string& text) {
  constexpr std::size_t kMost = std::size_t{1} << 40;
  if (text == "all") return 0;
  if (text.empty() || text.find_first_not_of("0123456789") != std::string::npos) {
    refuse("limit", text, "a whole number, or all");
  }
  return number<std::size_t>("limit", text, 1, kMost);
}

const Settings& defaults_of_settings() {
  static const Settings kDefaults;
  return kDefaults;
}

/// Names of the values of an enumeration.
template <typename Value>
using Choices = std::vector<std::pair<std::string, Value>>;

template <typename Value>
std::vector<std::string> names(const Choices<Value>& choices) {
  std::vector<std::string> list;
  for (const auto& choice : choices) list.push_back(choice.first);
  return list;
}

template <typename Value>
std::string name_of(const Choices<Value>& choices, Value value) {
  return std::ranges::find(choices, value, [](const auto& c) { return c.second; })->first;
}

Choices<Measure> measures() {
  Choices<Measure> choices;
  for (const Measure& measure : kMeasures) choices.emplace_back(measure.name, measure);
  return choices;
}

/// An option whose value is one of a few words. `field` is where it goes.
template <typename Value, typename Field>
Option choice(const std::string& name, const std::string& help, const Choices<Value>& choices,
              Field field) {
  return {name, fmt::format("{}", fmt::join(names(choices), "|")),
          name_of(choices, field(defaults_of_settings())), help,
          [=](Settings& settings, const std::string& text) {
            const auto found =
                std::ranges::find(choices, text, [](const auto& c) { return c.first; });
            if (found == choices.end()) refuse_choice(name, text, names(choices));
            field(settings) = found->second;
          }};
}

template <typename Field>
Option flag(const std::string& name, const std::string& help, Field field) {
  return {name, "", "", help,
          [=](Settings& settings, const std::string&) { field(settings) = true; }};
}

std::vector<unsigned> shingle_lengths(const std::string& text) {
  std::vector<unsigned> lengths;
  std::istringstream parts(text);
  for (std::string part; std::getline(parts, part, ',');) {
    const auto length = number<unsigned>("shingle", part, 1, 64);
    if (std::ranges::find(lengths, length) == lengths.end()) lengths.push_back(length);
  }
  if (lengths.empty()) refuse("shingle", text, "a list of numbers");
  return lengths;
}

/// `1000`, `1000,64` or `none`.
ExpansionLimit expansion_limit(const std::string& text) {
  ExpansionLimit limit;
  if (text == "none") {
    limit.ratio = 0;
    return limit;
  }
  const std::string option = "max-expansion";
  const std::size_t comma = text.find(',');
  limit.ratio = number<std::uint64_t>(option, text.substr(0, comma), 1, 1000000000);
  if (comma != std::string::npos) {
    limit.free_bytes = number<std::uint64_t>(option, text.substr(comma + 1), 0, 1U << 30) << 20;
  }
  return limit;
}

// The options that two groups have.

Option signature_option() {
  return {"signature", "N", fmt::format("{}", SignatureOptions{}.slots),
          "slots of a MinHash signature, 16 to 1024: the standard error is √(J(1−J)/N)",
          [](Settings& s, const std::string& text) {
            s.similarity.options.signature.slots = number<unsigned>("signature", text, 16, 1024);
          }};
}

Option seed_option() {
  return {"seed", "N", fmt::format("{}", SignatureOptions{}.seed),
          "chooses the hash functions of the signatures", [](Settings& s, const std::string& text) {
            s.similarity.options.signature.seed =
                number<std::uint64_t>("seed", text, 0, std::numeric_limits<std::uint64_t>::max());
          }};
}

Option memory_option(const std::string& help) {
  return {"memory", "GIB", fmt::format("{}", SimilarityOptions{}.memory_bytes >> 30), help,
          [](Settings& s, const std::string& text) {
            const double gib = number<double>("memory", text, 0.0, 1e6);
            s.similarity.options.memory_bytes = static_cast<std::uint64_t>(gib * (1ULL << 30));
          }};
}

Option scale_option() {
  return {"scale", "N", fmt::format("{}", ScaleOptions{}.scale),
          fmt::format("for estimates of containment keep one shingle in N, and at least {} of a "
                      "document; 1 keeps all",
                      ScaleOptions{}.least),
          [](Settings& s, const std::string& text) {
            s.similarity.options.scale.scale = number<unsigned>("scale", text, 1, 1U << 20);
          }};
}

Option language_option() {
  return {
      "language", "CODE", "",
      fmt::format("language of all documents, in place of what metadata or words tell: a code of "
                  "ISO 639, such as en or zh, or {}. Function words or endings are known of {}; of "
                  "any other, and of {}, words are compared as they are",
                  kNoLanguage, fmt::join(known_languages(), ", "), kNoLanguage),
      [](Settings& s, const std::string& text) {
        s.corpus.language = text == kNoLanguage ? text : iso_language(text);
        if (s.corpus.language.empty()) {
          refuse("language", text,
                 fmt::format("a code of ISO 639, such as {}, or {}",
                             fmt::join(known_languages(), ", "), kNoLanguage));
        }
      }};
}

po::options_description describe(const OptionGroup& group) {
  po::options_description description(group.title);
  for (const Option& option : group.options) {
    if (option.set_two) continue;  // take_two_words
    if (option.argument.empty()) {
      description.add_options()(option.name.c_str(), option.help.c_str());
      continue;
    }
    auto* value = po::value<std::string>()->value_name(option.argument);
    if (!option.default_text.empty()) value->default_value(option.default_text);
    description.add_options()(option.name.c_str(), value, option.help.c_str());
  }
  return description;
}

/// The option, and beside it or below it what it does, wrapped.
std::string help_entry(const Option& option) {
  constexpr std::size_t kIndent = 26, kWidth = 92;
  const bool has_short = option.name.find(',') != std::string::npos;
  std::string entry = fmt::format(
      "  {}--{}", has_short ? fmt::format("-{}, ", option.name.back()) : "", long_name(option));
  if (!option.argument.empty()) entry += " " + option.argument;
  std::string meaning = option.help;
  if (!option.default_text.empty()) meaning += fmt::format(" [{}]", option.default_text);

  std::size_t column = display_width(entry);
  if (column + 2 > kIndent) {
    entry += '\n';
    column = 0;
  }
  entry.append(kIndent - column, ' ');
  column = kIndent;
  std::istringstream words(meaning);
  for (std::string word; words >> word;) {
    const std::size_t width = display_width(word);
    if (column > kIndent && column + 1 + width > kWidth) {
      entry += '\n' + std::string(kIndent, ' ');
      column = kIndent;
    } else if (column > kIndent) {
      entry += ' ';
      ++column;
    }
    entry += word;
    column += width;
  }
  return entry + '\n';
}

}  // namespace

std::string long_name(const Option& option) {
  return option.name.substr(0, option.name.find(','));
}

OptionGroup corpus_options() {
  return {
      "Corpus",
      {{"cut", "FILE", "",
        "do not count what the patterns in FILE match, one ICU regular expression a line: "
        "\"line:\" before it cuts whole lines in which it matches, \"span:\" or nothing what it "
        "matches; lines that begin with # are comments. Offsets stay; a word that is cut into "
        "goes whole, and phrases end at a cut",
        [](Settings& s, const std::string& text) { s.corpus.cut_list = text; }},
       {"max-expansion", "RATIO|none",
        fmt::format("{},{}", ExpansionLimit{}.ratio, ExpansionLimit{}.free_bytes >> 20),
        "what is compressed may expand to RATIO times its size, or to RATIO,MIB: up to MIB "
        "mebibytes "
        "no ratio matters. What lies beyond is left out and named. none: no limit",
        [](Settings& s, const std::string& text) { s.corpus.expansion = expansion_limit(text); }}}};
}

namespace {

/// How CSV and TSV are written for spreadsheets.
void add_spreadsheet_options(OptionGroup& group) {
  group.options.push_back(
      flag("csv-safe",
           "for spreadsheets: in CSV and TSV, put a ' before text that one would run as a formula, "
           "because it begins with = + - @ (also behind spaces and quotes), a tab or a line end. "
           "Numbers stay; without it text is written as it is",
           [](auto& s) -> auto& { return s.output.csv_safe; }));
  group.options.push_back(
      flag("csv-bom", "begin CSV and TSV with a byte order mark, by which Excel knows UTF-8",
           [](auto& s) -> auto& { return s.output.csv_bom; }));
}

}  // namespace

OptionGroup output_options(bool with_matrix_forms) {
  Choices<Format> formats = {{"auto", Format::automatic},
                             {"csv", Format::csv},
                             {"tsv", Format::tsv},
                             {"jsonl", Format::jsonl},
                             {"table", Format::table}};
  std::string meaning = "auto: by the ending of FILE; else a table on a terminal and CSV elsewhere";
  if (with_matrix_forms) {
    formats.emplace_back("matrix", Format::matrix);
    formats.emplace_back("npy", Format::npy);
    meaning +=
        ". matrix: the square form as CSV. npy: the same for NumPy, with the ids beside it in "
        "FILE.ids.csv";
  }
  OptionGroup group = {
      "Output",
      {{"output,o", "FILE", "",
        "write there instead of to standard output; a folder (existing, or ending in /) gets all "
        "tables of the command with documents.csv and run.json",
        [](Settings& s, const std::string& text) { s.output.path = text; }},
       choice("format", meaning, formats, [](auto& s) -> auto& { return s.output.format; })}};
  add_spreadsheet_options(group);
  return group;
}

OptionGroup report_output_options() {
  OptionGroup group = {
      "Output",
      {{"output,o", "DIR", "",
        "the folder to write; its tables are replaced all together, and files of others stay",
        [](Settings& s, const std::string& text) { s.output.path = text; }}}};
  add_spreadsheet_options(group);
  return group;
}

OptionGroup similarity_options() {
  const SimilarityOptions defaults;
  return {
      "Similarity",
      {{"shingle,k", "K,…", fmt::format("{}", fmt::join(defaults.shingle, ",")),
        "tokens a shingle; several values give several rows a pair, and the first is summarised "
        "and "
        "drawn",
        [](Settings& s, const std::string& text) {
          s.similarity.options.shingle = shingle_lengths(text);
        }},
       {"method", "auto|exact|estimate", "auto",
        "exact counts of shared shingles, or estimates from MinHash signatures with their error; "
        "auto: exact while it fits --memory",
        [](Settings& s, const std::string& text) {
          if (text == "auto")
            s.similarity.options.method = MethodChoice::automatic;
          else if (text == "exact")
            s.similarity.options.method = MethodChoice::exact;
          else if (text == "estimate")
            s.similarity.options.method = MethodChoice::estimate;
          else
            refuse_choice("method", text, {"auto", "exact", "estimate"});
        }},
       memory_option("memory that --method auto may use for exact counting"),
       signature_option(),
       scale_option(),
       seed_option()}};
}

OptionGroup pair_options(bool in_report) {
  OptionGroup group = {
      "Pairs and matrix",
      {{"closest", "N", fmt::format("{}", defaults_of_settings().similarity.closest),
        fmt::format("above {} documents, write only the N closest of each", kAllPairsUpTo),
        [](Settings& s, const std::string& text) {
          s.similarity.closest = number<std::size_t>("closest", text, 1, 1000000);
        }},
       flag("all-pairs", "write every pair, however many documents there are",
            [](auto& s) -> auto& { return s.similarity.all_pairs; }),
       {"top", "N", "",
        "write only the N closest pairs of all, by Jaccard, in the order of the corpus",
        [](Settings& s, const std::string& text) {
          s.similarity.top = number<std::size_t>("top", text, 1, std::size_t{1} << 32);
        }},
       {"threshold", "T", "",
        "write only pairs whose --measure is at least this; of containment the larger of both",
        [](Settings& s, const std::string& text) {
          s.similarity.threshold = number<double>("threshold", text, 0.0, 1.0);
        }},
       choice(
           "measure",
           "what the square form holds; containment: of the row in the column, and estimates are "
           "made for it (--scale)",
           measures(), [](auto& s) -> auto& { return s.similarity.measure; }),
       choice(
           "order", "order of the documents in the square form",
           Choices<Order>{
               {"input", Order::input}, {"date", Order::date}, {"similarity", Order::similarity}},
           [](auto& s) -> auto& { return s.similarity.order; })}};
  if (in_report) {
    group.options.push_back(flag("matrix", "write similarity.matrix.csv too",
                                 [](auto& s) -> auto& { return s.similarity.matrix; }));
  }
  return group;
}

OptionGroup sketch_options() {
  return {
      "Sketches",
      {{"shingle,k", "K", fmt::format("{}", SketchOptions{}.k), "tokens a shingle",
        [](Settings& s, const std::string& text) {
          s.similarity.options.shingle = {number<unsigned>("shingle", text, 1, 64)};
        }},
       choice(
           "measure",
           "jaccard: shingles shared by both, of those of either; MinHash signatures. "
           "containment: of those of the smaller, which finds a short text in a long one; samples "
           "of the shingles",
           Choices<Measure>{{"jaccard", Measure::jaccard}, {"containment", Measure::containment}},
           [](auto& s) -> auto& { return s.similarity.measure; }),
       signature_option(),
       scale_option(),
       seed_option()}};
}

OptionGroup duplicate_options() {
  const DuplicateOptions defaults;
  return {
      "Duplicates",
      {{"threshold", "T", fmt::format("{}", defaults.threshold),
        "pairs whose measure is at least this are duplicates",
        [](Settings& s, const std::string& text) {
          s.duplicates.options.threshold = number<double>("threshold", text, 0.01, 1.0);
        }},
       choice("verify",
              "signature: a pair is judged by the estimate from the sketches. exact: by counting, "
              "for which the corpus is read again. auto: exact for containment where there are "
              "texts, else signature",
              Choices<Verify>{{"auto", Verify::automatic},
                              {"signature", Verify::signature},
                              {"exact", Verify::exact}},
              [](auto& s) -> auto& { return s.duplicates.verify; }),
       {"bands", "B", "0",
        "bands of a signature: documents that agree in all slots of one are compared. 0: as many "
        "as "
        "make the expected error least at the threshold",
        [](Settings& s, const std::string& text) {
          s.duplicates.options.banding.bands = number<unsigned>("bands", text, 0, 1024);
        }},
       {"rows", "R", "0", "slots a band; to be given with --bands",
        [](Settings& s, const std::string& text) {
          s.duplicates.options.banding.rows = number<unsigned>("rows", text, 0, 1024);
        }},
       {"bucket", "N", fmt::format("{}", defaults.largest_bucket),
        "where more than N documents agree in a band, each is compared with representatives only; "
        "what is not compared is counted",
        [](Settings& s, const std::string& text) {
          s.duplicates.options.largest_bucket = number<std::size_t>("bucket", text, 2, 1U << 31);
        }},
       memory_option(
           "memory for the shingles of documents that are compared exactly; what does not "
           "fit takes further readings of the corpus")}};
}

OptionGroup duplicate_output_options() {
  OptionGroup group = output_options(false);
  group.options.front().help =
      "write there instead of to standard output; a folder (existing, or ending in /) gets "
      "duplicates.csv, duplicates.pairs.csv and run.json";
  group.options.push_back(choice(
      "list", "what one file, or standard output, holds: the documents of the groups, or pairs",
      Choices<Listing>{{"groups", Listing::groups}, {"pairs", Listing::pairs}},
      [](auto& s) -> auto& { return s.duplicates.listing; }));
  group.options.push_back(
      {"keep", "FILE", "",
       "write the corpus without the duplicates as JSON Lines: lines of JSON Lines as they are, "
       "other documents as objects with their metadata. By containment a text that merely holds "
       "its "
       "representative is kept",
       [](Settings& s, const std::string& text) { s.output.keep = text; }});
  return group;
}

OptionGroup sketch_output_options() {
  return {"Output",
          {{"output,o", "FILE", "", "the file to write; its name ends in .sketch",
            [](Settings& s, const std::string& text) { s.output.path = text; }}}};
}

OptionGroup formulation_options(bool with_context) {
  const FormulationOptions defaults;
  OptionGroup group = {
      "Formulations",
      {{"min-documents", "N", fmt::format("{}", defaults.min_documents),
        "documents that a formulation must stand in",
        [](Settings& s, const std::string& text) {
          s.formulations.options.min_documents =
              number<unsigned>("min-documents", text, 1, 1U << 31);
        }},
       {"min-tokens", "N", fmt::format("{}", defaults.min_tokens),
        "tokens that its commonest wording must have",
        [](Settings& s, const std::string& text) {
          s.formulations.options.min_tokens = number<unsigned>("min-tokens", text, 1, 1U << 31);
        }},
       {"limit", "N|all", fmt::format("{}", defaults.limit), "rows to list: the most salient ones",
        [](Settings& s, const std::string& text) { s.formulations.options.limit = limit(text); }},
       choice("sort",
              "order of the rows. length: the longest first; first, last: by date of the first or "
              "last use; burst: by how far one period stands out of all others",
              Choices<FormulationSort>{{"salience", FormulationSort::salience},
                                       {"documents", FormulationSort::documents},
                                       {"occurrences", FormulationSort::occurrences},
                                       {"length", FormulationSort::length},
                                       {"first", FormulationSort::first},
                                       {"last", FormulationSort::last},
                                       {"burst", FormulationSort::burst}},
              [](auto& s) -> auto& { return s.formulations.sort; }),
       {"series", "FIELD", kDefaultVoices,
        "a field of the metadata, such as author or institution: documents that share its value "
        "repeat one voice, and count less for the spread of a formulation",
        [](Settings& s, const std::string& text) {
          s.formulations.voices = s.passages.series = text;
        }},
       language_option()}};
  if (with_context) {
    group.options.push_back(
        {"context", "N", fmt::format("{}", defaults_of_settings().formulations.context),
         "tokens to the left and to the right of an occurrence",
         [](Settings& s, const std::string& text) {
           s.formulations.context = number<std::size_t>("context", text, 0, 1000);
         }});
  }
  return group;
}

OptionGroup passage_options(bool in_report) {
  const PassageOptions defaults;
  OptionGroup group = {"Passages", {}};
  if (!in_report) {
    group.options = {
        {"min-tokens", "N", fmt::format("{}", defaults.min_tokens),
         "tokens that each side of a passage must have",
         [](Settings& s, const std::string& text) {
           s.passages.options.min_tokens = number<unsigned>("min-tokens", text, 1, 1U << 31);
         }},
        {"limit", "N|all", fmt::format("{}", defaults_of_settings().passages.limit),
         "passages to write: those with the highest scores, in the order of the corpus; with "
         "--explain chains and seeds to list, 20 unless it is given",
         [](Settings& s, const std::string& text) { s.passages.limit = limit(text); }},
        language_option()};
  }
  group.options.insert(
      group.options.end(),
      {{"min-similarity", "S", fmt::format("{}", defaults.min_similarity),
        "least similarity of a passage: tokens that are equal, and half of those nearly alike, of "
        "all tokens of both sides",
        [](Settings& s, const std::string& text) {
          s.passages.options.min_similarity = number<double>("min-similarity", text, 0.0, 1.0);
        }},
       {"max-places", "N", fmt::format("{}", defaults.max_places),
        "a pair of words that stands at more places than this starts no passage; longer ones are "
        "looked for there",
        [](Settings& s, const std::string& text) {
          s.passages.options.max_places = number<unsigned>("max-places", text, 2, 1U << 31);
        }},
       {"noisy", "", "",
        "the texts have misread letters, as scanned ones do: words are compared by their "
        "likeliest reading",
        [](Settings& s, const std::string&) { s.passages.options.noisy = true; }}});
  return group;
}

OptionGroup passage_pair_options() {
  return {
      "Which documents are compared",
      {{"between",
        "A B",
        "",
        "two collections in place of CORPUS, each a path as CORPUS is: the documents of A with "
        "those of B, and no others",
        {},
        [](Settings& s, const std::string& a, const std::string& b) { s.corpus.between = {a, b}; }},
       {"within", "", "", "every document with itself, and with no other",
        [](Settings& s, const std::string&) { s.passages.options.pairs.within = true; }},
       {"series", "FIELD", "",
        "a field of the metadata, such as author or institution: what documents share that have "
        "the same value is labelled same-series",
        [](Settings& s, const std::string& text) { s.passages.series = text; }},
       {"skip-series", "", "", "documents of one --series are not compared, and counted",
        [](Settings& s, const std::string&) { s.passages.options.pairs.skip_series = true; }},
       {"window", "YEARS", "",
        "only documents whose years differ by so much at most; undated ones are compared with "
        "none, and counted",
        [](Settings& s, const std::string& text) {
          s.passages.options.pairs.window_years = number<unsigned>("window", text, 1, 10000);
        }}}};
}

OptionGroup passage_output_options() {
  OptionGroup group = {
      "Output",
      {{"output,o", "FILE", "",
        "write there instead of to standard output; a folder (existing, or ending in /) gets "
        "passages.csv, passages.clusters.csv, passages.html, documents.csv and run.json",
        [](Settings& s, const std::string& text) { s.output.path = text; }},
       choice("format",
              "auto: by the ending of FILE (.html, .xml for tei, .tsv, .jsonl, else csv); else a "
              "table on a terminal and CSV elsewhere. table: the passages, to be read. html: the "
              "same as a page. pan: XML as PAN's task on text alignment has it, offsets in "
              "characters; into a folder a file for each document that has an earlier source. "
              "tei: a TEI P5 apparatus",
              Choices<Format>{{"auto", Format::automatic},
                              {"csv", Format::csv},
                              {"tsv", Format::tsv},
                              {"jsonl", Format::jsonl},
                              {"table", Format::table},
                              {"html", Format::html},
                              {"pan", Format::pan},
                              {"tei", Format::tei}},
              [](auto& s) -> auto& { return s.output.format; }),
       choice("list", "what one file, or standard output, holds: pairs of passages, or clusters",
              Choices<PassageListing>{{"passages", PassageListing::passages},
                                      {"clusters", PassageListing::clusters}},
              [](auto& s) -> auto& { return s.passages.listing; }),
       {"network", "FILE", "",
        "write the documents as a network too, as GraphML: an edge for each pair that shares "
        "passages, from the earlier to the later document",
        [](Settings& s, const std::string& text) { s.output.network = text; }}}};
  add_spreadsheet_options(group);
  return group;
}

OptionGroup passage_explain_options() {
  return {
      "Asking",
      {{"explain",
        "A B",
        "",
        "print, in place of a table, what was seen of the documents with these ids, step by "
        "step, and what kept a stretch from becoming a passage, and by how much; the same id "
        "twice: of a document within itself",
        {},
        [](Settings& s, const std::string& a, const std::string& b) {
          s.passages.explained = {a, b};
        }},
       {"at", "WORDS", "",
        "with --explain: tell of these words, as they stand in the documents, what became of each "
        "of their places: the passages that hold it, or what kept it from being in one",
        [](Settings& s, const std::string& text) {
          if (words_of(text).empty()) refuse("at", text, "some words");
          s.passages.at = text;
        }}}};
}

OptionGroup explain_options() {
  return {"Asking",
          {{"explain", "TEXT", "",
            "print, in place of a table, why a phrase is or is not in it: where it stands, which "
            "rows have its places, which threshold it fails, what its score would be",
            [](Settings& s, const std::string& text) {
              if (text.empty()) refuse("explain", text, "a phrase");
              s.formulations.explain = text;
            }}}};
}

OptionGroup watch_options(bool in_report) {
  const std::string form =
      "a line each, found or not, "
      "wordings of it separated by |, * in a wording for up to three words or Han characters "
      "or none, # for a comment. What is not found is listed with zeros and the nearest "
      "wording that the corpus has.";
  return {"Watch-list",
          {{"watch", "FILE", "",
            in_report ? fmt::format("follow the formulations of FILE too, in tables of their own "
                                    "(watch.formulations.csv and so on) and first in the page: {}",
                                    form)
                      : fmt::format("follow the formulations of FILE instead of finding some: {} "
                                    "--limit, --sort, --series, --min-documents and --min-tokens "
                                    "do not matter then",
                                    form),
            [](Settings& s, const std::string& text) { s.watch.list = text; }}}};
}

OptionGroup show_output_options() {
  return {"Output",
          {{"output,o", "FILE", "", "write there instead of to standard output",
            [](Settings& s, const std::string& text) { s.output.path = text; }},
           flag("no-pager",
                "print at once. At a terminal, a text longer than it has rows is shown through the "
                "program that PAGER names, or less",
                [](auto& s) -> auto& { return s.run.no_pager; })}};
}

OptionGroup show_formulation_options() {
  OptionGroup group = formulation_options(false);
  std::erase_if(group.options, [](const Option& option) { return option.name == "sort"; });
  return group;
}

OptionGroup show_watch_options() {
  return {"Watch-list",
          {{"watch", "FILE", "",
            "highlight the formulations of FILE, which is written as that of leitwort timeline "
            "--watch, and nothing else: the options for formulations and passages do not matter "
            "then",
            [](Settings& s, const std::string& text) { s.watch.list = text; }}}};
}

OptionGroup time_options() {
  return {
      "Time",
      {choice(
          "period",
          "length of a period of the timeline; documents dated less precisely are left out of it",
          Choices<PeriodLength>{{"month", PeriodLength::month},
                                {"year", PeriodLength::year},
                                {"decade", PeriodLength::decade}},
          [](auto& s) -> auto& { return s.time.period; })}};
}

OptionGroup running_options() {
  return {"Running",
          {{"threads", "N", "0", "threads to use; 0: one a core. Results do not depend on it",
            [](Settings& s, const std::string& text) {
              s.run.threads = number<unsigned>("threads", text, 0, 4096);
            }},
           flag("dry-run", "list what would be read, left out and written, and stop",
                [](auto& s) -> auto& { return s.run.dry_run; }),
           flag("quiet,q", "no progress, no summary, no warnings; what is left out is still named",
                [](auto& s) -> auto& { return s.run.quiet; }),
           flag("verbose,v", "all warnings, and how long each stage took",
                [](auto& s) -> auto& { return s.run.verbose; }),
           {"help,h", "", "", "print this and stop", [](Settings&, const std::string&) {}}}};
}

namespace {

/// Takes the options of two words, with their values, out of a command line.
std::vector<std::pair<std::string, TwoWords>> take_two_words(const Command& command,
                                                             std::vector<std::string>& words) {
  std::vector<std::pair<std::string, TwoWords>> taken;
  const auto end = std::ranges::find(words, "--");
  std::vector<std::string> rest;
  for (auto word = words.begin(); word != end; ++word) {
    const Option* found = nullptr;
    for (const OptionGroup& group : command.groups) {
      for (const Option& option : group.options) {
        const std::string name = fmt::format("--{}", option.name);
        if (option.set_two && (*word == name || word->starts_with(name + "="))) found = &option;
      }
    }
    if (found == nullptr) {
      rest.push_back(*word);
      continue;
    }
    const std::string name = fmt::format("--{}", found->name);
    const std::string next = fmt::format("write {} {}", name, found->argument);
    // A lone - is a path.
    const auto is_value = [](const std::string& text) {
      return !text.empty() && (text == "-" || !text.starts_with('-'));
    };
    if (*word != name || end - word < 3 || !is_value(word[1]) || !is_value(word[2])) {
      throw Error("takes the two words after it", name, next);
    }
    if (std::ranges::find(taken, found->name, [](const auto& t) { return t.first; }) !=
        taken.end()) {
      throw Error("is given twice", name, next);
    }
    taken.push_back({found->name, {word[1], word[2]}});
    word += 2;
  }
  rest.insert(rest.end(), end, words.end());
  words = std::move(rest);
  return taken;
}

/// The two collections are the corpus.
void take_collections(Settings& settings) {
  if (settings.corpus.between.first.empty()) return;
  const auto& [a, b] = settings.corpus.between;
  if (!settings.corpus.paths.empty()) {
    throw Error("takes the place of CORPUS", "--between",
                fmt::format("leave {} out", settings.corpus.paths.front()));
  }
  if (a == b) {
    throw Error(fmt::format("compares two collections, and {} is one", a), "--between",
                "give another, or the collection as CORPUS alone");
  }
  settings.corpus.paths = {a, b};
}

/// The first word is the document.
void take_document(Settings& settings) {
  if (settings.corpus.paths.empty()) {
    throw Error("no DOCUMENT given", "leitwort show",
                "give the path of a text, or the id of one and then its CORPUS");
  }
  settings.corpus.document = settings.corpus.paths.front();
  settings.corpus.paths.erase(settings.corpus.paths.begin());
}

/// The only word is the table.
void take_table(Settings& settings) {
  if (settings.corpus.paths.size() > 1) {
    throw Error("tells of one table at a time", "leitwort columns",
                fmt::format("leave {} out", settings.corpus.paths.back()));
  }
  if (!settings.corpus.paths.empty()) settings.table = settings.corpus.paths.front();
  settings.corpus.paths.clear();
}

}  // namespace

std::string operands(const Command& command) {
  if (command.takes_table) return "[TABLE]";
  return command.takes_document ? "DOCUMENT [CORPUS...]" : "CORPUS...";
}

Settings parse(const Command& command, const std::vector<std::string>& all_words) {
  std::vector<std::string> words = all_words;
  const auto two_words = take_two_words(command, words);
  po::options_description visible;
  for (const OptionGroup& group : command.groups) visible.add(describe(group));
  po::options_description all;
  all.add(visible).add_options()("corpus", po::value<std::vector<std::string>>());
  po::positional_options_description positional;
  positional.add("corpus", -1);

  po::variables_map values;
  try {
    using namespace po::command_line_style;
    // No guessing of abbreviated options: a script must not change its meaning with a new version.
    constexpr int style = unix_style & ~allow_guessing;
    po::store(po::command_line_parser(words).options(all).positional(positional).style(style).run(),
              values);
  } catch (const po::error& error) {
    refuse_words(command, error);
  }

  Settings settings;
  settings.command = command.name;
  settings.output.folder_files = command.files;
  for (const OptionGroup& group : command.groups) {
    for (const Option& option : group.options) {
      const std::string name = long_name(option);
      if (name == "help") continue;
      if (option.set_two) {
        const auto taken =
            std::ranges::find(two_words, name, [](const auto& t) { return t.first; });
        if (taken == two_words.end()) continue;
        const auto& [first, second] = taken->second;
        option.set_two(settings, first, second);
        settings.option_values.emplace_back(name, fmt::format("{} {}", first, second));
        settings.given.push_back(name);
        continue;
      }
      if (values.count(name) == 0) {
        if (option.argument.empty()) settings.option_values.emplace_back(name, "no");
        continue;
      }
      const std::string text = option.argument.empty() ? "yes" : values[name].as<std::string>();
      option.set(settings, text);
      settings.option_values.emplace_back(name, text);
      if (option.argument.empty() || !values[name].defaulted()) settings.given.push_back(name);
    }
  }
  if (values.count("corpus") != 0)
    settings.corpus.paths = values["corpus"].as<std::vector<std::string>>();
  take_collections(settings);
  if (command.takes_table) {
    take_table(settings);
  } else if (command.takes_document) {
    take_document(settings);
  } else if (settings.corpus.paths.empty()) {
    throw Error("no CORPUS given", "leitwort " + command.name,
                "give a folder of texts, a .jsonl file, a manifest .csv, or - for standard input");
  }
  return settings;
}

std::string help() {
  std::string text = fmt::format(
      "Leitwort {} finds what a body of texts keeps saying.\n\n"
      "  leitwort COMMAND CORPUS... [options]\n\nCommands:\n",
      kVersion);
  for (const Command& command : commands()) {
    text += fmt::format("  {:<14}{}\n", command.name, command.summary);
  }
  text +=
      "\nCORPUS is a folder (its .txt and .md files, or what its manifest.csv names), a text "
      "file,\n"
      "a .jsonl file (also .gz, .zst), a manifest .csv, or - for JSON Lines on standard input.\n\n"
      "  leitwort help COMMAND     the options of a command; so does leitwort COMMAND --help\n"
      "  leitwort --version        the version\n"
      "  leitwort --man            the manual page, for man -l -\n\n"
      "Exit status: 0 done; 1 done, but something was left out; 2 nothing could be done.\n";
  return text;
}

std::string help(const Command& command) {
  std::string text = fmt::format("leitwort {} {} [options]\n\n{}\n", command.name,
                                 operands(command), command.description);
  for (const OptionGroup& group : command.groups) {
    text += fmt::format("\n{}\n", group.title);
    for (const Option& option : group.options) text += help_entry(option);
  }
  return text;
}

}  // namespace leitwort::cli
