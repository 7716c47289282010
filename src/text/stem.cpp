// Stems: Snowball's (M. F. Porter, "Snowball: a language for stemming algorithms", 2001), with what
// stands around a word taken off before, English spellings made one, and a few English words kept
// apart that its rules take for each other.

#include "parallel.hpp"
#include "text/language.hpp"
#include <leitwort/error.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <unordered_map>
#include <utility>

#include <libstemmer.h>

namespace leitwort::text {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

/// Words that keep a stem of their own, with their forms: Snowball would make them one with the
/// word in the comment, and both are frequent in political prose and mean something else. Found by
/// reading the groups of stems of some ten thousand speeches.
constexpr std::array kApart = {
    Pair{"accession", "accession"},                           // access
    Pair{"armed", "armed"},                                   // arms
    Pair{"authority", "authority authorities"},               // author
    Pair{"business", "business businesses"},                  // busy
    Pair{"capitalism", "capitalism capitalist capitalists"},  // capital
    Pair{"collective", "collective collectively"},            // collect
    Pair{"living", "living"},                                 // live, lives
    Pair{"conservative", "conservative conservatives"},       // conservation
    Pair{"considerable", "considerable considerably"},        // consideration
    Pair{"constitution",
         "constitution constitutions constitutional constitutionally"},       // constitute
    Pair{"constructive", "constructive constructively"},                      // construct
    Pair{"conventional", "conventional"},                                     // convention
    Pair{"critical", "critical critically"},                                  // critic
    Pair{"decisive", "decisive decisively"},                                  // decision
    Pair{"definitive", "definitive definitively"},                            // definition
    Pair{"department", "department departments"},                             // depart
    Pair{"emergency", "emergency emergencies"},                               // emerge
    Pair{"excellency", "excellency excellencies"},                            // excellent
    Pair{"executive", "executive executives"},                                // execute
    Pair{"generation", "generation generations"},                             // generate
    Pair{"governance", "governance"},                                         // govern
    Pair{"government", "government governments"},                             // govern
    Pair{"humane", "humane humanely"},                                        // human
    Pair{"humanity", "humanity"},                                             // human
    Pair{"imports", "import imports imported importing importer importers"},  // important
    Pair{"initial", "initial initially"},                                     // initiative
    Pair{"internal", "internal internally"},                                  // international
    Pair{"majority", "majority majorities"},                                  // major
    Pair{"minority", "minority minorities"},                                  // minor
    Pair{"morale", "morale"},                                                 // moral
    Pair{"nationalism", "nationalism nationalist nationalists"},              // nation
    Pair{"nationality", "nationality nationalities"},                         // nation
    Pair{"objection", "objection objections"},                                // object
    Pair{"objective", "objective objectives"},                                // object
    Pair{"positive", "positive positively"},                                  // position
    Pair{"preside", "preside presides presided presiding"},                   // president
    Pair{"providence", "providence"},                                         // provide
    Pair{"publication", "publication publications"},                          // public
    Pair{"rational", "rational rationally"},                                  // ration
    Pair{"relative", "relative relatives relatively"},                        // relation
    Pair{"resolute", "resolute resolutely"},                                  // resolution
    Pair{"respective", "respective respectively"},                            // respect
    Pair{"response", "response responses"},                                   // responsible
    Pair{"several", "several"},                                               // sever
    Pair{"stated", "stated stating"},                                         // state
    Pair{"successive", "successive successively"},                            // success
    Pair{"transition", "transition transitions transitional"},                // transit
    Pair{"units", "unit units"},                                              // united
    Pair{"universe", "universe universes"},                                   // universal
    Pair{"university", "university universities"},                            // universal
};

/// Endings in which a British and an American spelling differ: (British or American, stemmed as).
/// American -iz- becomes -is-, not the reverse: Snowball knows -ize as a suffix and would leave
/// `organ` of `organization` and `modern` of `modernization`.
constexpr std::array kEndings = {
    Pair{"ize", "ise"},           Pair{"izes", "ises"},         Pair{"ized", "ised"},
    Pair{"izer", "iser"},         Pair{"izers", "isers"},       Pair{"izing", "ising"},
    Pair{"ization", "isation"},   Pair{"izations", "isations"}, Pair{"izational", "isational"},
    Pair{"yze", "yse"},           Pair{"yzed", "ysed"},         Pair{"yzes", "yses"},
    Pair{"yzing", "ysing"},       Pair{"tre", "ter"},           Pair{"tres", "ters"},
    Pair{"tred", "tered"},        Pair{"bre", "ber"},           Pair{"bres", "bers"},
    Pair{"defence", "defense"},   Pair{"defences", "defenses"}, Pair{"offence", "offense"},
    Pair{"offences", "offenses"}, Pair{"licence", "license"},   Pair{"licences", "licenses"},
    Pair{"pretence", "pretense"}, Pair{"programme", "program"}, Pair{"programmes", "programs"},
};

/// What may follow -our or -or: colours, neighbouring, favourable, labourer.
constexpr std::array<std::string_view, 18> kAfterOur = {
    "",     "s",  "ed",  "ing",   "er",   "ers",  "able",  "ably", "ite",
    "ites", "al", "ful", "fully", "less", "hood", "hoods", "ly",   "ings"};

/// `colour` → `color`. At least two letters stand before, one of them a vowel: `four` and `hour`
/// are no such words.
void normalise_our(std::string& word) {
  const std::size_t our = word.rfind("our");
  if (our == std::string::npos || our < 2) return;
  if (std::ranges::find(kAfterOur, std::string_view(word).substr(our + 3)) == kAfterOur.end()) {
    return;
  }
  if (word.find_first_of("aeiouy") < our) word.erase(our + 1, 1);
}

std::string one_spelling(std::string word) {
  for (const auto& [from, to] : kEndings) {
    if (!word.ends_with(from)) continue;
    word.replace(word.size() - from.size(), from.size(), to);
    break;
  }
  normalise_our(word);
  return word;
}

/// Form → stem.
using Apart = std::unordered_map<std::string_view, std::string_view>;

Apart words_kept_apart() {
  Apart apart;
  for (const auto& [stem, forms] : kApart) {
    for_each_word(forms, [&](std::string_view form) { apart[form] = stem; });
  }
  return apart;
}

struct DeleteStemmer {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};
using Snowball = std::unique_ptr<sb_stemmer, DeleteStemmer>;

Snowball make_snowball(const char* name) {
  Snowball stemmer(sb_stemmer_new(name, "UTF_8"));
  if (!stemmer) {
    throw Error("libstemmer does not know the language", name, "install libstemmer 2.2 or later");
  }
  return stemmer;
}

/// Stems words of one language. Not safe to share between threads.
class Stemmer {
 public:
  explicit Stemmer(const LanguageWords& language)
      : language_(language),
        snowball_(make_snowball(language.stemmer)),
        apart_(language.code == "en" ? words_kept_apart() : Apart()) {}

  [[nodiscard]] std::string stem(std::string_view word) const {
    std::string base = bare(word, language_.code);
    if (const auto kept = apart_.find(base); kept != apart_.end()) {
      return std::string(kept->second);
    }
    if (language_.code == "en") base = one_spelling(std::move(base));
    const std::string stem = snowball(base);
    return stem.empty() ? base : stem;
  }

 private:
  [[nodiscard]] std::string snowball(std::string_view word) const {
    const sb_symbol* stem =
        sb_stemmer_stem(snowball_.get(), reinterpret_cast<const sb_symbol*>(word.data()),
                        static_cast<int>(word.size()));
    if (stem == nullptr) throw Error("no memory left for a stem", std::string(word));
    return {reinterpret_cast<const char*>(stem),
            static_cast<std::size_t>(sb_stemmer_length(snowball_.get()))};
  }

  const LanguageWords& language_;
  Snowball snowball_;
  Apart apart_;
};

void replace_all(std::string& word, std::string_view from, std::string_view to) {
  for (std::size_t at = word.find(from); at != std::string::npos;
       at = word.find(from, at + to.size())) {
    word.replace(at, from.size(), to);
  }
}

constexpr std::string_view kElidedFrench =
    "l d qu j n s c m t lorsqu puisqu jusqu quoiqu quelqu presqu";
constexpr std::string_view kElidedItalian =
    "l un d c s m t v n dell all nell sull dall coll quest quell nessun ciascun anch senz cos com "
    "dov quand gl bell sant";

}  // namespace

std::size_t elided_length(std::string_view word, std::string_view code) {
  if (code != "fr" && code != "it") return 0;
  const std::size_t apostrophe = word.find('\'');
  if (apostrophe == std::string_view::npos) return 0;
  bool elided = false;
  for_each_word(code == "fr" ? kElidedFrench : kElidedItalian, [&](std::string_view known) {
    elided = elided || known == word.substr(0, apostrophe);
  });
  return elided ? apostrophe + 1 : 0;
}

std::string bare(std::string_view word, std::string_view code) {
  std::string result(word.substr(elided_length(word, code)));
  if (code == "en" && result.size() > 2 && result.ends_with("'s")) {
    result.resize(result.size() - 2);
  } else if (code == "ru") {
    replace_all(result, "ё", "е");
  }
  return result;
}

std::vector<TokenId> stems_of(const Vocabulary& vocabulary, const LanguageWords* language,
                              std::span<const WordClass> word_class, Vocabulary& stems) {
  constexpr std::size_t kGrain = 1 << 12;
  const bool known = language != nullptr && language->stemmer != nullptr;
  std::vector<std::vector<std::string>> found((vocabulary.size() + kGrain - 1) / kGrain);
  if (known) {
    parallel_ranges(vocabulary.size(), kGrain, [&](std::size_t begin, std::size_t end) {
      const Stemmer stemmer(*language);
      std::vector<std::string>& part = found[begin / kGrain];
      for (std::size_t id = begin; id < end; ++id) {
        const std::string_view word = vocabulary[static_cast<TokenId>(id)];
        const bool stemmed =
            word_class[id] == WordClass::content || word_class[id] == WordClass::light;
        part.push_back(stemmed ? stemmer.stem(word) : std::string(word));
      }
    });
  }
  std::vector<TokenId> result(vocabulary.size());
  for (TokenId id = 0; id < result.size(); ++id) {
    result[id] =
        known ? stems.intern(found[id / kGrain][id % kGrain]) : stems.intern(vocabulary[id]);
  }
  return result;
}

}  // namespace leitwort::text
