#include "cli/options/corpus.hpp"

#include "cli/options/binding.hpp"
#include <leitwort/text.hpp>

namespace leitwort::cli {
namespace {

/// `1000`, `1000,64` or `none`.
ExpansionLimit expansion_limit(const std::string& word) {
  ExpansionLimit limit;
  if (word == "none") {
    limit.ratio = 0;
    return limit;
  }
  const std::string option = "max-expansion";
  const std::size_t comma = word.find(',');
  limit.ratio = number_in<std::uint64_t>(option, word.substr(0, comma), 1, 1000000000);
  if (comma != std::string::npos) {
    limit.free_bytes = number_in<std::uint64_t>(option, word.substr(comma + 1), 0, 1U << 30) << 20;
  }
  return limit;
}

Option expansion_option() {
  return {"max-expansion", "RATIO|none",
          fmt::format("{},{}", ExpansionLimit{}.ratio, ExpansionLimit{}.free_bytes >> 20),
          "what is compressed may expand to RATIO times its size, or to RATIO,MIB: up to MIB "
          "mebibytes no ratio matters. What lies beyond is left out and named. none: no limit",
          [](Settings& s, const Words& words) { s.corpus.expansion = expansion_limit(words[0]); }};
}

}  // namespace

OptionGroup corpus_options() {
  return {"Corpus",
          {text_option(
               "cut", "FILE",
               "do not count what the patterns in FILE match, one ICU regular expression a line: "
               "\"line:\" before it cuts whole lines in which it matches, \"span:\" or nothing "
               "what it matches; lines that begin with # are comments. Offsets stay; a word that "
               "is cut into goes whole, and phrases end at a cut",
               [](auto& s) -> auto& { return s.corpus.cut_list; })
               .naming_input(),
           expansion_option()}};
}

Option language_option() {
  return {
      "language", "CODE", "",
      fmt::format("language of all documents, in place of what metadata or words tell: a code of "
                  "ISO 639, such as en or zh, or {}. Function words or endings are known of {}; of "
                  "any other, and of {}, words are compared as they are",
                  kNoLanguage, fmt::join(known_languages(), ", "), kNoLanguage),
      [](Settings& s, const Words& words) {
        const std::string& code = words[0];
        s.corpus.language = code == kNoLanguage ? code : iso_language(code);
        if (s.corpus.language.empty()) {
          refuse("language", code,
                 fmt::format("a code of ISO 639, such as {}, or {}",
                             fmt::join(known_languages(), ", "), kNoLanguage));
        }
      }};
}

}  // namespace leitwort::cli
