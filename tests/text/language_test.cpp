#include "text/language.hpp"

#include <leitwort/error.hpp>
#include <leitwort/text.hpp>

#include <algorithm>
#include <filesystem>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <omp.h>

namespace leitwort {
namespace {

using Strings = std::vector<std::string>;

/// A corpus of texts.
struct Texts {
  explicit Texts(const Strings& texts) {
    for (const std::string& text : texts) {
      documents.emplace_back();
      documents.back().text = text;
    }
    tokenize(documents, tokens, vocabulary);
  }
  [[nodiscard]] Lexicons lexicons(const Strings& declared = {},
                                  const std::string& language = {}) const {
    return make_lexicons(tokens, vocabulary, declared, language);
  }
  [[nodiscard]] Strings languages(const Strings& declared = {},
                                  const std::string& language = {}) const {
    const Lexicons found = lexicons(declared, language);
    Strings codes;
    for (const std::uint8_t l : found.of_document) codes.push_back(found.languages[l].language);
    return codes;
  }

  std::vector<Document> documents;
  Tokens tokens;
  Vocabulary vocabulary;
};

std::string language_of(const std::string& text) {
  return Texts({text}).languages().front();
}

/// The stems of words that stand in one text.
Strings stems(const std::string& words, const std::string& language) {
  const Texts texts({words});
  const Lexicons found = texts.lexicons({}, language);
  Strings result;
  for (const TokenId id : texts.tokens.ids) {
    result.emplace_back(found.stems[found.languages.front().stem[id]]);
  }
  return result;
}

bool one_stem(const std::string& words, const std::string& language) {
  const Strings all = stems(words, language);
  return std::ranges::all_of(all, [&](const std::string& stem) { return stem == all.front(); });
}

/// C, L, F or N for each token of a text.
std::string classes(const std::string& text, const std::string& language) {
  const Texts texts({text});
  const Lexicons found = texts.lexicons({}, language);
  std::string result;
  for (const TokenId id : texts.tokens.ids) {
    result += "CLFN"[static_cast<std::size_t>(found.languages.front().word_class[id])];
  }
  return result;
}

const std::vector<std::pair<std::string, std::string>> kSpeeches = {
    {"en",
     "We have come to the lake because it is ours, and we will not leave it to those who would "
     "sell "
     "it. What our mothers built with their own hands shall be kept for every child."},
    {"de",
     "Wir sind an den See gekommen, weil er uns allen gehört, und wir werden ihn nicht denen "
     "überlassen, die ihn verkaufen wollen. Was unsere Mütter mit ihren Händen gebaut haben, das "
     "bleibt für jedes Kind."},
    {"fr",
     "Nous sommes venus au bord du lac parce qu'il est à nous, et nous ne le laisserons pas à ceux "
     "qui veulent le vendre. Ce que nos mères ont bâti de leurs mains sera gardé pour chaque "
     "enfant."},
    {"es",
     "Hemos venido al lago porque es nuestro y no lo dejaremos a quienes quieren venderlo. Lo que "
     "nuestras madres hicieron con sus manos se guardará para todos los niños."},
    {"it",
     "Siamo venuti al lago perché è nostro, e non lo lasceremo a chi vuole venderlo. Quello che le "
     "nostre madri hanno costruito con le loro mani sarà conservato per ogni bambino."},
    {"pt",
     "Viemos ao lago porque ele é nosso, e não o deixaremos para aqueles que querem vendê-lo. O "
     "que "
     "as nossas mães fizeram com as suas mãos será guardado para todas as crianças."},
    {"nl",
     "Wij zijn naar het meer gekomen omdat het van ons is, en wij laten het niet aan hen die het "
     "willen verkopen. Wat onze moeders met hun handen hebben gebouwd, blijft voor ieder kind."},
    {"ru",
     "Мы пришли к озеру, потому что оно наше, и мы не оставим его тем, кто хочет его продать. То, "
     "что наши матери построили своими руками, будет сохранено для каждого ребёнка."},
    {"pl",
     "Przyszliśmy nad jezioro, bo jest nasze, i nie zostawimy go tym, którzy chcą je sprzedać. To, "
     "co nasze matki zbudowały własnymi rękami, będzie dla każdego dziecka."},
    {"sv",
     "Vi har kommit till sjön eftersom den är vår, och vi ska inte lämna den till dem som vill "
     "sälja den. Det som våra mödrar byggde med sina händer blir kvar för varje barn."},
    {"da",
     "Vi er kommet til søen, fordi den er vores, og vi vil ikke overlade den til dem, der vil "
     "sælge "
     "den. Det, som vores mødre byggede med deres hænder, skal bevares af os for hvert barn."},
    {"no",
     "Vi er kommet til innsjøen fordi den er vår, og vi vil ikke overlate den til dem som vil "
     "selge "
     "den. Det som mødrene våre bygde med hendene sine, skal bevares av oss for hvert barn."},
    {"id",
     "Kami datang ke danau ini karena danau itu milik kita, dan kami tidak akan menyerahkannya "
     "kepada mereka yang ingin menjualnya. Apa yang dibangun oleh ibu kita harus dijaga untuk "
     "setiap anak."},
    {"tr",
     "Bu göl bizim olduğu için buraya geldik ve onu satmak isteyen kimseye bırakmayacağız. "
     "Annelerimizin kendi elleriyle yaptığı her şey bütün çocuklar için var olacak."},
    {"ar",
     "جئنا إلى البحيرة لأنها لنا ولن نتركها إلى الذين يريدون بيعها. كل ما بنته أمهاتنا يجب أن يبقى "
     "من أجل كل طفل."},
    {"ca",
     "Hem vingut al llac perquè és nostre, i no el deixarem als qui el volen vendre. El que les "
     "nostres mares van construir amb les seves mans serà per a cada infant."},
    {"fi",
     "Olemme tulleet järvelle, koska se on meidän, emmekä jätä sitä niille, jotka haluavat "
     "myydä "
     "sen. Mitä äitimme rakensivat käsillään, se säilyy jokaiselle lapselle."},
    {"hu",
     "Azért jöttünk a tóhoz, mert a miénk, és nem hagyjuk azoknak, akik el akarják adni. Amit "
     "anyáink a kezükkel építettek, azt minden gyermeknek megőrizzük."},
    {"cs",
     "Přišli jsme k jezeru, protože je naše, a nenecháme ho těm, kdo ho chtějí prodat. Co naše "
     "matky postavily svýma rukama, zůstane pro každé dítě."},
    {"ro",
     "Am venit la lac pentru că este al nostru și nu îl vom lăsa celor care vor să îl vândă. Ce "
     "au "
     "clădit mamele noastre cu mâinile lor va fi păstrat pentru fiecare copil."},
    {"el",
     "Ήρθαμε στη λίμνη γιατί είναι δική μας και δεν θα την αφήσουμε σε όσους θέλουν να την "
     "πουλήσουν."},
    {"bg",
     "Дойдохме при езерото, защото е наше, и няма да го оставим на онези, които искат да го "
     "продадат. Каквото майките ни построиха с ръцете си, ще бъде запазено за всяко дете."},
    {"uk",
     "Ми прийшли до озера, бо воно наше, і ми не залишимо його тим, хто хоче його продати. Те, що "
     "наші матері збудували своїми руками, буде для кожної дитини."},
    {"zh", "我们在湖边生活，也要为子孙保护这片湖水。这是大家的责任。"},
    {"ja", "私たちは湖のそばで暮らし、この水を子どもたちのために守ります。"},
};

const std::string& speech(const std::string& code) {
  return std::ranges::find(kSpeeches, code, &std::pair<std::string, std::string>::first)->second;
}

TEST(Language, IsDetectedFromFunctionWords) {
  for (const auto& [code, text] : kSpeeches) EXPECT_EQ(language_of(text), code) << text;
}

TEST(Language, IsThatOfEachDocument) {
  Strings texts, expected;
  for (const auto& [code, text] : kSpeeches) {
    texts.push_back(text);
    expected.push_back(code);
  }
  EXPECT_EQ(Texts(texts).languages(), expected);
  const Lexicons found = Texts(texts).lexicons();
  EXPECT_EQ(found.languages.size(), texts.size());
  EXPECT_EQ(found.languages[3].language, "es");  // in the order of first appearance
}

TEST(Language, IsUnknownWhereNoListFits) {
  // Vietnamese, Korean, Lithuanian, Welsh, Serbian.
  for (const char* text :
       {"Chúng tôi đến bên hồ vì hồ là của chúng tôi, và chúng tôi sẽ không để lại cho những người "
        "muốn bán nó.",
        "우리는 호수가 우리의 것이기 때문에 호수에 왔고 그것을 팔려는 사람들에게 맡기지 않을 "
        "것이다.",
        "Atėjome prie ežero, nes jis mūsų, ir nepaliksime jo tiems, kurie nori jį parduoti. Ką "
        "mūsų motinos pastatė savo rankomis, liks kiekvienam vaikui.",
        "Daethom at y llyn oherwydd ein heiddo ni ydyw, ac ni fyddwn yn ei adael i'r rhai a hoffai "
        "ei werthu.",
        "Дошли смо на језеро јер је наше и нећемо га оставити онима који хоће да га продају. Што "
        "су наше мајке саградиле својим рукама, остаће сваком детету."}) {
    EXPECT_EQ(language_of(text), "") << text;
  }
  EXPECT_EQ(language_of("Lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod"), "");
}

/// A hundred words of which so many are function words, taken in turn from `function_words`.
std::string diluted(std::size_t share, const Strings& function_words) {
  std::string text;
  for (std::size_t i = 0; i < 100; ++i) {
    text += i < share ? function_words[i % function_words.size()] : fmt::format("xq{}", i);
    text += ' ';
  }
  return text;
}

TEST(Language, TakesAFifthOfFunctionWordsThreeOfThemDifferent) {
  EXPECT_EQ(language_of(diluted(20, {"the", "with", "which"})), "en");
  EXPECT_EQ(language_of(diluted(19, {"the", "with", "which"})), "");
  EXPECT_EQ(language_of(diluted(40, {"the", "with"})), "");
}

TEST(Language, TakesALeadOfATwentieth) {
  const auto mixed = [](std::size_t english) {
    return diluted(english, {"the", "with", "which"}) + diluted(40, {"nicht", "auch", "oder"});
  };
  EXPECT_EQ(language_of(mixed(43)), "en");
  EXPECT_EQ(language_of(mixed(41)), "");
  EXPECT_EQ(language_of(mixed(40)), "");
}

TEST(Language, IsJapaneseFromOneKanaInTwenty) {
  const auto text = [](int kana) {
    std::string han;
    for (int i = 0; i < 100; ++i) han += i < kana ? "の" : "湖";
    return han;
  };
  EXPECT_EQ(language_of(text(5)), "ja");
  EXPECT_EQ(language_of(text(4)), "zh");
}

TEST(Language, IsUnknownWithoutWords) {
  for (const char* text : {"", "1945 1946 1947", "... ? !", "\xFF\xFE"}) {
    EXPECT_EQ(language_of(text), "") << text;
  }
  const Lexicons none = Texts({}).lexicons();
  ASSERT_EQ(none.languages.size(), 1U);
  EXPECT_EQ(none.languages.front().language, "");
  EXPECT_TRUE(none.of_document.empty());
}

TEST(Language, OfALongerPartDecides) {
  const std::string& english = speech("en");
  const std::string& chinese = speech("zh");
  const std::string& japanese = speech("ja");
  EXPECT_EQ(language_of(english + " 湖水 and 邻居"), "en");
  EXPECT_EQ(language_of(chinese + " The Lake Treaty"), "zh");
  EXPECT_EQ(language_of(chinese + chinese + chinese + chinese + "の"), "zh");
  EXPECT_EQ(language_of(japanese + " 2007 Lake"), "ja");
  EXPECT_EQ(language_of(english + " " + speech("de") + " " + english), "en");
}

TEST(Language, OfAShortTextIsThatOfMostOthers) {
  const std::string& english = speech("en");
  const std::string& german = speech("de");
  EXPECT_EQ(
      Texts({english, german, english, "The Lake Accord", "Lake Accord", "2007", ""}).languages(),
      (Strings{"en", "de", "en", "en", "", "en", "en"}));
  // A text of another language does not count as short.
  const std::string serbian =
      "Дошли смо на језеро јер је наше и нећемо га оставити онима који хоће да га продају, the of "
      "and свима који га желе";
  EXPECT_EQ(Texts({english, serbian}).languages(), (Strings{"en", ""}));
}

TEST(Language, OfHeadlinesIsNoReasonToReadTheirWordsInAnotherWay) {
  const std::string& english = speech("en");
  const Texts texts({english + " Ferry captains demand safer lights.", "Ferry captains demand"});
  const Lexicons lexicons = texts.lexicons();
  EXPECT_EQ(texts.languages(), (Strings{"en", ""}));
  const Lexicon& known = lexicons.languages[lexicons.of_document[0]];
  const Lexicon& unknown = lexicons.languages[lexicons.of_document[1]];
  const TokenId captains = texts.vocabulary.find("captains");
  EXPECT_EQ(lexicons.stems[known.stem[captains]], "captain");
  EXPECT_EQ(unknown.stem[captains], known.stem[captains]);
  EXPECT_EQ(unknown.word_class[captains], known.word_class[captains]);
}

TEST(Language, DeclaredComesBeforeDetected) {
  const std::string& english = speech("en");
  EXPECT_EQ(Texts({english, english, english, english}).languages({"de", "fin", "", "Elvish"}),
            (Strings{"de", "fi", "en", "en"}));
  // Fewer declarations than documents leave the others to detection.
  EXPECT_EQ(Texts({english, english}).languages({"fr"}), (Strings{"fr", "en"}));
}

TEST(Language, GivenComesBeforeDeclared) {
  const Texts texts({speech("en"), speech("de")});
  EXPECT_EQ(texts.languages({"fr", "it"}, "English"), (Strings{"en", "en"}));
  EXPECT_THROW((void)texts.languages({}, "Elvish"), Error);
}

TEST(Language, HasManyNames) {
  for (const char* name :
       {"en", "EN", "en-GB", "en_US", "eng", "English", "ENGLISH", " english "}) {
    EXPECT_EQ(language_code(name), "en") << name;
  }
  for (const char* name : {"zh-Hans", "zho", "chi", "Chinese (simplified)", "中文", "cmn-CN"}) {
    EXPECT_EQ(language_code(name), "zh") << name;
  }
  EXPECT_EQ(language_code("nb-NO"), "no");
  EXPECT_EQ(language_code("Português"), "pt");
  EXPECT_EQ(language_code("DEUTSCH"), "de");
  EXPECT_EQ(language_code("русский"), "ru");
  for (const char* name : {"", "-", "xx", "enn", "unknown", "e", "\xFF", "english's", "1"}) {
    EXPECT_EQ(language_code(name), "") << name;
  }
  const Strings known = known_languages();
  EXPECT_TRUE(std::ranges::is_sorted(known));
  for (const std::string& code : known) EXPECT_EQ(language_code(code), code);
}

// --- the lists -------------------------------------------------------------------------------

TEST(Lists, HoldEachWordOnceAndAsATokenIsWritten) {
  for (const text::LanguageWords& language : text::language_words()) {
    std::set<std::string_view> seen;
    const bool units = language.code == "zh" || language.code == "ja";
    const auto check = [&](std::string_view word) {
      EXPECT_TRUE(seen.insert(word).second) << language.code << " " << word << " twice";
      std::string joined;
      const Strings tokens = words_of(word);
      for (const std::string& token : tokens) joined += token;
      EXPECT_EQ(joined, word) << language.code;
      EXPECT_TRUE(units || tokens.size() == 1) << language.code << " " << word;
      EXPECT_EQ(text::elided_length(word, language.code), 0U) << language.code << " " << word;
    };
    text::for_each_word(language.function_words, check);
    text::for_each_word(language.light_words, check);
  }
}

TEST(Lists, AreReachedByWhatIsWritten) {
  // What a list holds must not be changed before it is looked up.
  for (const text::LanguageWords& language : text::language_words()) {
    text::for_each_word(language.function_words, [&](std::string_view word) {
      if (word.ends_with("'s")) return;
      EXPECT_EQ(text::bare(word, language.code), word);
    });
  }
}

TEST(Lists, OfLanguagesHaveDifferentCodesAndNames) {
  std::set<std::string_view> seen;
  for (const text::LanguageWords& language : text::language_words()) {
    EXPECT_TRUE(seen.insert(language.code).second) << language.code;
    text::for_each_word(language.names, [&](std::string_view name) {
      EXPECT_TRUE(seen.insert(name).second) << name;
    });
  }
}

// --- classes ---------------------------------------------------------------------------------

TEST(WordClasses, AreThoseOfTheList) {
  EXPECT_EQ(classes("We must make the lakes great and free again in 2007", "en"), "FFLFCCFCLFN");
  EXPECT_EQ(classes("Die Strasse ist lang; außer dem See", "de"), "FCFLCFC");
  EXPECT_EQ(classes("throughout the last three years of our nation's life, today's", "en"),
            "FFLLLFFCCL");
  EXPECT_EQ(classes("don't we're it's John's", "en"), "FFFC");
}

TEST(WordClasses, KnowWhatIsElided) {
  EXPECT_EQ(classes("l'union qu'il d'une c'est aujourd'hui", "fr"), "CFFFL");
  EXPECT_EQ(classes("dell'unione un'altra c'è", "it"), "CFF");
  EXPECT_EQ(classes("l'union qu'il", "en"), "CC");
}

TEST(WordClasses, KnowLettersThatAreWrittenInTwoWays) {
  EXPECT_EQ(classes("İçin için", "tr"), "FF");
  EXPECT_EQ(classes("ещё её", "ru"), "FF");
}

TEST(WordClasses, OfFormsAreTheSameInEveryLanguage) {
  for (const char* language : {"en", "hu", "zh"}) {
    EXPECT_EQ(classes("1945 ٣ 20th 1990s g20 湖 x ж", language), "NNLLCCLL") << language;
  }
}

TEST(WordClasses, OfHanWordsAreLookedUpWhole) {
  Vocabulary vocabulary;
  Tokens tokens;
  for (const char* word : {"我们", "的", "今年", "合作", "但是"}) {
    tokens.ids.push_back(vocabulary.intern(word));
    tokens.spans.push_back({});
    tokens.marks.push_back(0);
  }
  tokens.document_begin.push_back(5);
  tokens.hard_wrapped.push_back(0);
  const Lexicons found = make_lexicons(tokens, vocabulary, {});
  EXPECT_EQ(found.languages.front().language, "zh");
  using enum WordClass;
  EXPECT_EQ(found.languages.front().word_class,
            (std::vector{function, function, light, content, function}));
}

// --- stems -----------------------------------------------------------------------------------

TEST(Stems, AreOneForTheFormsOfAWord) {
  EXPECT_TRUE(one_stem("nation nations nation's", "en"));
  EXPECT_TRUE(one_stem("develop develops developing development developments", "en"));
  EXPECT_TRUE(one_stem("Vertrag Vertrages Verträge", "de"));
  EXPECT_TRUE(one_stem("union l'union unions d'union", "fr"));
  EXPECT_TRUE(one_stem("nazione dell'nazione nazioni", "it"));
  EXPECT_TRUE(one_stem("ребёнка ребенка", "ru"));
  EXPECT_TRUE(one_stem("lago lagos", "es"));
}

TEST(Stems, AreOneForBritishAndAmericanSpelling) {
  for (const char* words :
       {"organise organize organised organization organisations organizing organizational",
        "colour color colours colored colourful", "neighbour neighbor neighbours neighboring",
        "centre center centres centers", "defence defense defences", "programme programs program",
        "labour labor labours laborers", "analyse analyze analysing analyzed", "theatre theaters",
        "honourable honorable", "modernisation modernization modernizing"}) {
    EXPECT_TRUE(one_stem(words, "en")) << words;
  }
  EXPECT_EQ(stems("hour four", "en").front(), "hour");
}

TEST(Stems, StayApartWhereWordsMeanDifferentThings) {
  for (const char* words : {"universal universe", "universal university", "organ organization",
                            "international internal", "united units", "general generation",
                            "policy police", "community communist", "modern modernization",
                            "human humanity", "state stated", "statement state", "important import",
                            "busy business", "public publication", "nation nationalism"}) {
    EXPECT_FALSE(one_stem(words, "en")) << words;
  }
}

TEST(Stems, OfFunctionWordsNumbersAndUnknownLanguagesAreTheWords) {
  EXPECT_EQ(stems("during his 1945", "en"), (Strings{"during", "his", "1945"}));
  EXPECT_EQ(stems("湖水", "zh"), (Strings{"湖", "水"}));
  EXPECT_EQ(stems("przyszłość", "pl"), Strings{"przyszłość"});
}

TEST(Stems, AreSharedByTheLanguages) {
  const Texts texts({speech("en"), speech("de")});
  const Lexicons found = texts.lexicons();
  ASSERT_EQ(found.languages.size(), 2U);
  const TokenId word = texts.vocabulary.find("lake");
  EXPECT_EQ(found.stems[found.languages[0].stem[word]], "lake");
  for (const Lexicon& lexicon : found.languages) {
    EXPECT_EQ(lexicon.stem.size(), texts.vocabulary.size());
    EXPECT_EQ(lexicon.word_class.size(), texts.vocabulary.size());
    for (const TokenId stem : lexicon.stem) EXPECT_LT(stem, found.stems.size());
  }
}

// --- function words that are recognised ----------------------------------------------------------

/// Sentences of an invented language: `ka` goes before any noun and `mi` after any, `tolu` always
/// follows `sena`, and both are as frequent.
std::string invented(unsigned sentences) {
  std::mt19937 random(7);
  std::string text;
  for (unsigned s = 0; s < sentences; ++s) {
    const auto noun = [&] { return fmt::format("wo{}", 1000 + random() % 900); };
    text += fmt::format("ka {} {} mi {} sena tolu {}. ", noun(), noun(), noun(), noun());
  }
  return text;
}

Strings recognized(const Texts& texts) {
  Strings words;
  const std::vector<std::uint8_t> all(texts.tokens.documents(), 1);
  for (const TokenId id : text::recognize_function_words(texts.tokens, texts.vocabulary, all)) {
    words.emplace_back(texts.vocabulary[id]);
  }
  std::ranges::sort(words);
  return words;
}

TEST(FunctionWords, AreRecognisedByWhatTheyStandBeside) {
  const Texts texts({invented(2000)});
  const Strings words = recognized(texts);
  EXPECT_TRUE(std::ranges::find(words, "ka") != words.end());
  EXPECT_TRUE(std::ranges::find(words, "mi") != words.end());
  for (const std::string& word : words) EXPECT_LE(word.size(), 4U) << word;
  const Lexicons found = texts.lexicons();
  EXPECT_EQ(found.languages.front().language, "");
  EXPECT_EQ(found.languages.front().word_class[texts.vocabulary.find("ka")], WordClass::function);
}

TEST(FunctionWords, AreNotRecognisedFromLittle) {
  EXPECT_EQ(recognized(Texts({invented(20)})), Strings{});
  EXPECT_EQ(recognized(Texts({""})), Strings{});
  EXPECT_EQ(recognized(Texts({})), Strings{});
  EXPECT_EQ(recognized(Texts({"word"})), Strings{});
}

TEST(FunctionWords, AreRecognisedWithoutMistakesInEnglish) {
  std::size_t read = 0;
  for (const char* corpus : {"china-russia", "us-inaugural.jsonl",
                             "us-state-of-the-union.jsonl.zst", "bible-versions.jsonl.zst"}) {
    const std::string path = fmt::format("{}/corpora/{}", LEITWORT_SHARED, corpus);
    if (!std::filesystem::exists(path)) continue;
    ++read;
    const Corpus loaded = load_corpus({path});
    Texts texts({});
    tokenize(loaded.documents, texts.tokens, texts.vocabulary);
    const Lexicons english = texts.lexicons({}, "en");
    const Strings words = recognized(texts);
    EXPECT_GE(words.size(), 10U) << corpus;
    for (const std::string& word : words) {
      EXPECT_EQ(english.languages.front().word_class[texts.vocabulary.find(word)],
                WordClass::function)
          << corpus << " " << word;
    }
  }
  if (read == 0) GTEST_SKIP() << LEITWORT_SHARED << " has no corpora";
}

// --- threads -----------------------------------------------------------------------------------

TEST(Lexicons, DoNotDependOnTheThreads) {
  Strings texts;
  for (unsigned i = 0; i < 300; ++i) {
    texts.push_back(fmt::format("{} word{} {}", kSpeeches[i % kSpeeches.size()].second, i,
                                i % 7 == 0 ? "湖水保护" : "organisations"));
  }
  const Texts corpus(texts);
  const int threads = omp_get_max_threads();
  omp_set_num_threads(1);
  const Lexicons one = corpus.lexicons();
  const std::vector<std::uint8_t> words_one = continues_word(corpus.tokens, corpus.vocabulary);
  omp_set_num_threads(7);
  const Lexicons many = corpus.lexicons();
  const std::vector<std::uint8_t> words_many = continues_word(corpus.tokens, corpus.vocabulary);
  omp_set_num_threads(threads);
  EXPECT_EQ(words_one, words_many);
  EXPECT_EQ(one.of_document, many.of_document);
  ASSERT_EQ(one.languages.size(), many.languages.size());
  for (std::size_t l = 0; l < one.languages.size(); ++l) {
    EXPECT_EQ(one.languages[l].language, many.languages[l].language);
    EXPECT_EQ(one.languages[l].word_class, many.languages[l].word_class);
    EXPECT_EQ(one.languages[l].stem, many.languages[l].stem);
  }
  ASSERT_EQ(one.stems.size(), many.stems.size());
  for (TokenId id = 0; id < one.stems.size(); ++id) EXPECT_EQ(one.stems[id], many.stems[id]);
}

// --- words of Han text -------------------------------------------------------------------------

/// The words of a text, with a space between.
std::string segmented(const std::string& text) {
  const Texts texts({text});
  const std::vector<std::uint8_t> continues = continues_word(texts.tokens, texts.vocabulary);
  EXPECT_EQ(continues.size(), texts.tokens.size());
  std::string result;
  for (std::size_t t = 0; t < continues.size(); ++t) {
    if (t > 0 && continues[t] == 0) result += ' ';
    result += texts.vocabulary[texts.tokens.ids[t]];
  }
  return result;
}

TEST(WordsOfHan, AreThoseOfTheDictionary) {
  EXPECT_EQ(segmented("我们保护湖水。经济发展很重要"), "我们 保护 湖水 经济 发展 很 重要");
  EXPECT_EQ(segmented("私たちは水を守ります"), "私 たち は 水 を 守り ます");
  EXPECT_EQ(segmented("コンピューター"), "コンピューター");
}

TEST(WordsOfHan, CrossNoGap) {
  EXPECT_EQ(segmented("经 济"), "经 济");
  EXPECT_EQ(segmented("经，济"), "经 济");
  EXPECT_EQ(segmented("经。济"), "经 济");
  EXPECT_EQ(segmented("经\n\n济"), "经 济");
  EXPECT_EQ(segmented("经济lake经济2007经济"), "经济 lake 经济 2007 经济");
}

TEST(WordsOfHan, CrossNoDocument) {
  const Texts texts({"经", "济"});
  EXPECT_EQ(continues_word(texts.tokens, texts.vocabulary), (std::vector<std::uint8_t>{0, 0}));
}

TEST(WordsOfHan, AreNowhereElse) {
  EXPECT_EQ(segmented("the lake is ours don't 2007"), "the lake is ours don't 2007");
  EXPECT_EQ(segmented(""), "");
  EXPECT_EQ(segmented("ประเทศไทย 호수"), "ประเทศไทย 호수");
  const Texts none({});
  EXPECT_TRUE(continues_word(none.tokens, none.vocabulary).empty());
}

TEST(WordsOfHan, KeepCharactersBeyondTheBasicPlaneAndMarks) {
  EXPECT_EQ(segmented("𠮷经济か\u3099"), "𠮷 经济 が");
  const Texts texts({"𠀀𠀁经济\u0301发展"});
  EXPECT_EQ(continues_word(texts.tokens, texts.vocabulary).size(), texts.tokens.size());
}

// --- of which nothing is known ----------------------------------------------------------------

TEST(Language, MayBeOneOfWhichNothingIsKnown) {
  for (const char* name : {"la", "LA", "lat", "la-VA", "la_VA"}) {
    EXPECT_EQ(iso_language(name), "la") << name;
    EXPECT_EQ(language_code(name), "") << name;
  }
  EXPECT_EQ(iso_language("eng"), "en");
  EXPECT_EQ(iso_language("gmh"), "gmh");
  for (const char* name : {"", "-", "xx", "Elvish", "und", "mul", "zxx", "1", "e", "\xFF"}) {
    EXPECT_EQ(iso_language(name), "") << name;
  }
  // Its words are as they are, and the lexicon is that of the unknown.
  const Texts texts({"custodes custodis the", "lanterns lantern the"});
  const Lexicons latin = texts.lexicons({}, "la");
  ASSERT_EQ(latin.languages.size(), 1U);
  EXPECT_EQ(latin.languages.front().language, "");
  EXPECT_EQ(latin.known[0].code, "la");
  const Lexicons none = texts.lexicons({"en", "en"}, kNoLanguage);
  EXPECT_EQ(none.known[1].code, "");
  EXPECT_NE(none.languages.front().stem[texts.vocabulary.find("lanterns")],
            none.languages.front().stem[texts.vocabulary.find("lantern")]);
}

TEST(Language, IsKnownFromSomewhere) {
  const Texts texts({speech("en"), speech("en"), "The Lake Accord", speech("de"), "Lake Accord"});
  const Lexicons found = texts.lexicons({"fr", "Elvish", "", "la"});
  std::vector<std::pair<std::string, LanguageSource>> known;
  for (const DocumentLanguage& d : found.known) known.emplace_back(d.code, d.source);
  EXPECT_EQ(known,
            (std::vector<std::pair<std::string, LanguageSource>>{{"fr", LanguageSource::given},
                                                                 {"en", LanguageSource::found},
                                                                 {"en", LanguageSource::corpus},
                                                                 {"la", LanguageSource::given},
                                                                 {"", LanguageSource::none}}));
}

}  // namespace
}  // namespace leitwort
