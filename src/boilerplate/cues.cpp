#include "boilerplate/cues.hpp"

#include "boilerplate/lines.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace leitwort::boilerplate {
namespace {

constexpr std::string_view kCitation = "citation line";
constexpr std::string_view kNote = "translator's or editor's note";
constexpr std::string_view kAuthor = "author's note";
constexpr std::string_view kNavigation = "navigation";
constexpr std::string_view kContact = "contact line";
constexpr std::string_view kRights = "notice of rights";
constexpr std::string_view kPageDate = "date of the page";
constexpr std::string_view kDelivery = "note on delivery";

/// Where in a line a cue must stand.
enum class At : unsigned char { begin, anywhere };

struct Cue {
  std::string_view words;
  At at;
  std::string_view reason;
};

/// Phrases that say what a line is. Each is said of texts and pages, hardly within them; those that
/// speeches use too ("copyright", "references", "contact") stand only with what makes them sure.
constexpr Cue kCues[] = {
    // How to cite, and where it was found.
    {"cite as", At::begin, kCitation},
    {"cite this", At::begin, kCitation},
    {"how to cite", At::begin, kCitation},
    {"suggested citation", At::begin, kCitation},
    {"recommended citation", At::begin, kCitation},
    {"citation:", At::begin, kCitation},
    {"retrieved from", At::begin, kCitation},
    {"accessed on", At::begin, kCitation},
    {"accessed:", At::begin, kCitation},
    {"available at:", At::begin, kCitation},
    {"available at http", At::begin, kCitation},
    {"doi:", At::begin, kCitation},
    {"doi 10.", At::begin, kCitation},
    {"doi.org/", At::anywhere, kCitation},
    {"isbn", At::begin, kCitation},
    {"issn", At::begin, kCitation},
    {"source:", At::begin, kCitation},
    {"source :", At::begin, kCitation},
    {"sources:", At::begin, kCitation},
    {"originally published in", At::begin, kCitation},
    {"originally published at", At::begin, kCitation},
    {"originally published on", At::begin, kCitation},
    {"first published in", At::begin, kCitation},
    {"reprinted from", At::begin, kCitation},
    {"reprinted with permission", At::begin, kCitation},
    {"this article was first published", At::begin, kCitation},
    {"this article was originally published", At::begin, kCitation},
    {"this article first appeared", At::begin, kCitation},
    {"quelle:", At::begin, kCitation},
    {"zitierweise", At::begin, kCitation},
    {"abgerufen am", At::begin, kCitation},
    {"pour citer", At::begin, kCitation},
    {"citer cet article", At::begin, kCitation},
    {"consulté le", At::begin, kCitation},
    {"fuente:", At::begin, kCitation},
    {"cómo citar", At::begin, kCitation},
    {"recuperado de", At::begin, kCitation},
    {"fonte:", At::begin, kCitation},
    {"источник:", At::begin, kCitation},
    {"来源：", At::begin, kCitation},
    {"来源:", At::begin, kCitation},
    {"原载", At::begin, kCitation},
    {"出典：", At::begin, kCitation},
    {"المصدر:", At::begin, kCitation},
    // Whose it is.
    {"©", At::begin, kRights},
    {"copyright ©", At::begin, kRights},
    {"copyright (c)", At::begin, kRights},
    {"copyright 1", At::begin, kRights},
    {"copyright 2", At::begin, kRights},
    {"all rights reserved", At::anywhere, kRights},
    {"alle rechte vorbehalten", At::anywhere, kRights},
    {"tous droits réservés", At::anywhere, kRights},
    {"todos los derechos reservados", At::anywhere, kRights},
    {"todos os direitos reservados", At::anywhere, kRights},
    {"tutti i diritti riservati", At::anywhere, kRights},
    {"все права защищены", At::anywhere, kRights},
    {"版权所有", At::anywhere, kRights},
    {"转载请注明", At::anywhere, kRights},
    {"جميع الحقوق محفوظة", At::anywhere, kRights},
    // Who wrote it, and who answers for it.
    {"about the author", At::begin, kAuthor},
    {"the author is", At::begin, kAuthor},
    {"the author was", At::begin, kAuthor},
    {"the authors are", At::begin, kAuthor},
    {"the writer is", At::begin, kAuthor},
    {"the views expressed", At::begin, kAuthor},
    {"the opinions expressed", At::begin, kAuthor},
    {"do not necessarily reflect", At::anywhere, kAuthor},
    {"do not necessarily represent", At::anywhere, kAuthor},
    {"contributed this article", At::anywhere, kAuthor},
    {"der autor ist", At::begin, kAuthor},
    {"die autorin ist", At::begin, kAuthor},
    {"über den autor", At::begin, kAuthor},
    {"über die autorin", At::begin, kAuthor},
    {"l'auteur est", At::begin, kAuthor},
    {"à propos de l'auteur", At::begin, kAuthor},
    {"el autor es", At::begin, kAuthor},
    {"sobre el autor", At::begin, kAuthor},
    {"об авторе", At::begin, kAuthor},
    {"作者系", At::begin, kAuthor},
    {"作者：", At::begin, kAuthor},
    {"作者为", At::begin, kAuthor},
    {"作者单位", At::begin, kAuthor},
    {"责任编辑", At::begin, kAuthor},
    // What was done to the text.
    {"translator's note", At::begin, kNote},
    {"translated by", At::begin, kNote},
    {"translation by", At::begin, kNote},
    {"translated from", At::begin, kNote},
    {"translator:", At::begin, kNote},
    {"unofficial translation", At::anywhere, kNote},
    {"editor's note", At::begin, kNote},
    {"anmerkung der redaktion", At::begin, kNote},
    {"anmerkung des übersetzers", At::begin, kNote},
    {"aus dem englischen von", At::begin, kNote},
    {"übersetzung:", At::begin, kNote},
    {"übersetzt von", At::begin, kNote},
    {"note du traducteur", At::begin, kNote},
    {"traduit par", At::begin, kNote},
    {"traduit de", At::begin, kNote},
    {"traduction :", At::begin, kNote},
    {"traduction non officielle", At::anywhere, kNote},
    {"nota del traductor", At::begin, kNote},
    {"traducido por", At::begin, kNote},
    {"traducción:", At::begin, kNote},
    {"traducción no oficial", At::anywhere, kNote},
    {"nota do tradutor", At::begin, kNote},
    {"примечание переводчика", At::begin, kNote},
    {"перевод:", At::begin, kNote},
    {"неофициальный перевод", At::anywhere, kNote},
    {"译者注", At::begin, kNote},
    {"译者：", At::begin, kNote},
    {"编者按", At::begin, kNote},
    {"編者按", At::begin, kNote},
    {"訳者注", At::begin, kNote},
    {"ملاحظة المترجم", At::begin, kNote},
    {"check against delivery", At::anywhere, kDelivery},
    {"as prepared for delivery", At::anywhere, kDelivery},
    {"es gilt das gesprochene wort", At::anywhere, kDelivery},
    {"seul le prononcé fait foi", At::anywhere, kDelivery},
    {"cotejar con la versión", At::anywhere, kDelivery},
    // What a page invites to do.
    {"share this", At::begin, kNavigation},
    {"print this", At::begin, kNavigation},
    {"email this", At::begin, kNavigation},
    {"follow us", At::begin, kNavigation},
    {"subscribe to our", At::begin, kNavigation},
    {"sign up for our", At::begin, kNavigation},
    {"read more", At::begin, kNavigation},
    {"related articles", At::begin, kNavigation},
    {"click here", At::begin, kNavigation},
    {"you are here", At::begin, kNavigation},
    {"view original", At::begin, kNavigation},
    {"view the original", At::begin, kNavigation},
    {"view the translated", At::begin, kNavigation},
    {"view in browser", At::begin, kNavigation},
    {"see an error", At::begin, kNavigation},
    {"report an error", At::begin, kNavigation},
    {"download as", At::begin, kNavigation},
    {"download the pdf", At::begin, kNavigation},
    {"printer-friendly", At::begin, kNavigation},
    {"uses cookies", At::anywhere, kNavigation},
    {"we use cookies", At::anywhere, kNavigation},
    {"last updated", At::begin, kPageDate},
    {"last modified", At::begin, kPageDate},
    {"page last", At::begin, kPageDate},
    // Where to write.
    {"press contact", At::begin, kContact},
    {"media contact", At::begin, kContact},
    {"contact the editor", At::begin, kContact},
    {"contact:", At::begin, kContact},
    {"tel:", At::begin, kContact},
    {"tel.:", At::begin, kContact},
    {"fax:", At::begin, kContact},
};

/// Lines that are followed by what they announce.
constexpr std::string_view kCitationHeadings[] = {"cite",
                                                  "cite as",
                                                  "cite this",
                                                  "cite this page",
                                                  "cite this article",
                                                  "how to cite",
                                                  "how to cite this article",
                                                  "citation",
                                                  "suggested citation",
                                                  "recommended citation",
                                                  "zitierweise",
                                                  "pour citer",
                                                  "cómo citar",
                                                  "引用"};

/// Verbs and places of links that lead back: "return to the library", "skip to content".
constexpr std::string_view kGoing[] = {"return to", "back to", "go to", "skip to", "jump to"};
constexpr std::string_view kPlaces[] = {
    "top",   "home",     "homepage", "main",    "content",  "contents",         "navigation",
    "index", "list",     "library",  "archive", "archives", "search",           "results",
    "news",  "overview", "menu",     "footer",  "all",      "table of contents"};

/// Menu words that nothing else in a text would be, alone on a line.
constexpr std::string_view kSureItems[] = {
    "facebook",       "twitter",  "linkedin",    "whatsapp",         "telegram",     "reddit",
    "copy link",      "log in",   "login",       "sign in",          "sign up",      "site map",
    "sitemap",        "to top",   "back to top", "startseite",       "impressum",    "nach oben",
    "drucken",        "accueil",  "imprimer",    "mentions légales", "haut de page", "imprimir",
    "iniciar sesión", "главная",  "распечатать", "поделиться",       "наверх",       "首页",
    "打印",           "返回顶部", "返回首页",    "关闭窗口",         "分享到",       "ホーム",
    "印刷",           "الرئيسية", "طباعة"};

/// Menu words that may head a section, or be a word of a text: they count in company only.
constexpr std::string_view kItems[] = {"privacy policy", "terms of use",  "terms of service",
                                       "home",           "menu",          "search",
                                       "share",          "print",         "email",
                                       "e-mail",         "mail",          "tweet",
                                       "download",       "subscribe",     "register",
                                       "contact",        "contact us",    "about",
                                       "about us",       "next",          "previous",
                                       "more",           "rss",           "newsletter",
                                       "help",           "faq",           "privacy",
                                       "cookies",        "language",      "news",
                                       "events",         "link",          "pdf",
                                       "save",           "comments",      "follow",
                                       "related",        "top",           "tags",
                                       "instagram",      "youtube",       "weibo",
                                       "wechat",         "original text", "english text",
                                       "full text",      "english",       "teilen",
                                       "suche",          "menü",          "kontakt",
                                       "anmelden",       "datenschutz",   "partager",
                                       "recherche",      "rechercher",    "connexion",
                                       "compartir",      "buscar",        "inicio",
                                       "contacto",       "menú",          "compartilhar",
                                       "início",         "поиск",         "меню",
                                       "контакты",       "печать",        "войти",
                                       "分享",           "搜索",          "登录",
                                       "注册",           "字号",          "收藏",
                                       "检索",           "مشاركة",        "بحث"};

/// How notes in brackets begin.
constexpr std::string_view kNotes[] = {"translator's note",
                                       "translator note",
                                       "translators' note",
                                       "note by the translator",
                                       "translated from",
                                       "translated by",
                                       "translation by",
                                       "unofficial translation",
                                       "interpretation from",
                                       "interpretation by",
                                       "spoke in",
                                       "spoken in",
                                       "the speaker continued in",
                                       "continued in french",
                                       "continued in english",
                                       "continued in spanish",
                                       "continued in arabic",
                                       "continued in russian",
                                       "continued in chinese",
                                       "english text furnished",
                                       "english text supplied",
                                       "text furnished by",
                                       "editor's note",
                                       "ed. note",
                                       "anm. d. übers",
                                       "anm. d. red",
                                       "anmerkung der redaktion",
                                       "anmerkung des übersetzers",
                                       "note du traducteur",
                                       "n.d.t",
                                       "ndlr",
                                       "note de la rédaction",
                                       "traduit de",
                                       "traduit par",
                                       "nota del traductor",
                                       "n. del t",
                                       "nota de la redacción",
                                       "traducido de",
                                       "traducido por",
                                       "nota do tradutor",
                                       "nota del traduttore",
                                       "прим. пер",
                                       "примечание переводчика",
                                       "прим. ред",
                                       "译者注",
                                       "译注",
                                       "译者按",
                                       "编者注",
                                       "编者按",
                                       "訳注",
                                       "訳者注",
                                       "編集部注",
                                       "ملاحظة المترجم"};

/// What people are who write articles. Not "member": states are members too.
constexpr std::string_view kRoles[] = {
    "director",      "director-general", "professor",    "fellow",     "researcher",
    "editor",        "editor-in-chief",  "author",       "minister",   "vice-minister",
    "ambassador",    "president",        "chairman",     "chairwoman", "chair",
    "analyst",       "columnist",        "commentator",  "journalist", "reporter",
    "correspondent", "lecturer",         "scholar",      "scientist",  "senator",
    "secretary",     "commissioner",     "dean",         "expert",     "writer",
    "spokesman",     "spokeswoman",      "spokesperson", "historian",  "economist",
    "lawyer",        "student",          "founder",      "adviser",    "advisor",
    "diplomat",      "consultant",       "teacher"};

bool is_letter_byte(char c) {
  return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Whether `cue` begins the text and no word goes on after it. Han cues stand among other Han.
bool begins_with(std::string_view text, std::string_view cue) {
  if (!text.starts_with(cue)) return false;
  const bool in_word = text.size() > cue.size() && cue.back() >= 'a' && cue.back() <= 'z' &&
                       is_letter_byte(text[cue.size()]);
  return !in_word;
}

bool holds(std::string_view text, const Cue& cue) {
  return cue.at == At::begin ? begins_with(text, cue.words)
                             : text.find(cue.words) != std::string_view::npos;
}

template <typename Table>
bool is_one_of(std::string_view text, const Table& table) {
  return std::ranges::find(table, text) != std::end(table);
}

/// The length of the longest entry of a table that the text begins with. Items of a menu may stand
/// without space between them, as pages saved as text have them.
template <typename Table>
std::size_t longest(std::string_view text, const Table& table) {
  std::size_t size = 0;
  for (const std::string_view entry : table) {
    if (entry.size() > size && text.starts_with(entry)) size = entry.size();
  }
  return size;
}

bool leads_back(std::string_view folded) {
  for (const std::string_view going : kGoing) {
    if (!begins_with(folded, going)) continue;
    std::string_view place = folded.substr(going.size());
    if (place.starts_with(" ")) place.remove_prefix(1);
    if (place.starts_with("the ")) place.remove_prefix(4);
    return std::ranges::any_of(kPlaces, [&](auto p) { return begins_with(place, p); });
  }
  return false;
}

/// Items between separators, as menus and paths through a site have them: three short ones at
/// least, so that a line with an alternative in it is none. Rows of tables and formulas have other
/// signs beside them.
bool is_path(std::string_view folded) {
  constexpr std::string_view kSeparators[] = {" | ", " > ", " » ", " › ", " · ", " • "};
  constexpr std::size_t kFewest = 3, kWidest = 30;
  if (folded.starts_with('|') || folded.ends_with('|')) return false;
  if (folded.find_first_of("()=") != std::string_view::npos) return false;
  for (const std::string_view separator : kSeparators) {
    std::size_t items = 0;
    bool all_short = true;
    for (std::size_t begin = 0; begin <= folded.size();) {
      const std::size_t end = std::min(folded.find(separator, begin), folded.size());
      all_short = all_short && width(folded.substr(begin, end - begin)) <= kWidest;
      ++items;
      begin = end + separator.size();
    }
    if (items >= kFewest && all_short) return true;
  }
  return false;
}

/// A word of a name: a capital (of any alphabet: a byte beyond ASCII may be one), then letters.
bool is_name_word(std::string_view word) {
  const auto c = static_cast<unsigned char>(word.front());
  return (c >= 'A' && c <= 'Z') || c >= 0x80;
}

}  // namespace

std::string_view cue_of(std::string_view folded) {
  for (const Cue& cue : kCues) {
    if (holds(folded, cue)) return cue.reason;
  }
  if (!folded.empty() && (folded.front() == '(' || folded.front() == '[')) {
    return is_note(folded.substr(1)) ? kNote : std::string_view{};
  }
  return {};
}

bool announces_citation(std::string_view folded) {
  if (folded.ends_with(':')) folded.remove_suffix(1);
  return is_one_of(folded, kCitationHeadings);
}

Menu menu_of(std::string_view folded) {
  if (leads_back(folded) || is_path(folded)) return Menu::sure;
  std::size_t items = 0;
  bool sure = false;
  while (!folded.empty()) {
    const std::size_t of_sure = longest(folded, kSureItems), of_any = longest(folded, kItems);
    const std::size_t size = std::max(of_sure, of_any);
    if (size == 0) return Menu::none;
    sure = sure || of_sure == size;
    ++items;
    folded.remove_prefix(size);
    while (!folded.empty() &&
           std::string_view(" |>/,").find(folded.front()) != std::string_view::npos) {
      folded.remove_prefix(1);
    }
  }
  if (items == 0) return Menu::none;
  return sure || items >= 3 ? Menu::sure : Menu::item;
}

bool is_note(std::string_view folded) {
  return std::ranges::any_of(kNotes,
                             [&](std::string_view note) { return begins_with(folded, note); });
}

bool introduces_author(std::string_view line) {
  constexpr std::size_t kLongest = 300, kMostNameWords = 4, kRoleWithin = 8;
  if (line.size() > kLongest) return false;
  const std::vector<std::string_view> list = words(line);
  std::size_t verb = 0;
  while (verb < list.size() && verb <= kMostNameWords && is_name_word(list[verb])) ++verb;
  if (verb < 2 || verb > kMostNameWords || verb >= list.size()) return false;
  if (list[verb] != "is" && list[verb] != "was") return false;
  for (std::size_t i = verb + 1; i < std::min(list.size(), verb + 1 + kRoleWithin); ++i) {
    const std::string word = fold(list[i]);
    if (is_one_of(word, kRoles) ||
        (word.ends_with(',') &&
         is_one_of(std::string_view(word).substr(0, word.size() - 1), kRoles)))
      return true;
  }
  return false;
}

bool is_byline(std::string_view line) {
  constexpr std::string_view kBy[] = {"By", "BY", "by", "Von", "Par", "Por"};
  const std::vector<std::string_view> list = words(line);
  if (list.size() < 3 || list.size() > 5 || !is_one_of(list[0], kBy)) return false;
  return std::all_of(list.begin() + 1, list.end(), is_name_word) &&
         std::ranges::none_of(line, is_digit);
}

bool is_address(std::string_view folded) {
  if (folded.find(' ') != std::string_view::npos) return false;
  return folded.starts_with("http://") || folded.starts_with("https://") ||
         (folded.starts_with("www.") && folded.find('.', 4) != std::string_view::npos);
}

bool has_mail_address(std::string_view folded) {
  const std::size_t at = folded.find('@');
  if (at == 0 || at == std::string_view::npos || folded[at - 1] == ' ') return false;
  const std::string_view host = folded.substr(at + 1, folded.find(' ', at) - at - 1);
  const std::size_t dot = host.find('.');
  return dot != std::string_view::npos && dot > 0 && dot + 1 < host.size();
}

std::uint32_t page_number(std::string_view line) {
  constexpr std::size_t kLongest = 24, kMostDigits = 4;
  constexpr std::string_view kBetween = " -/:|";
  constexpr std::string_view kWords[] = {"",   "page",  "pageof",   "p.",  "p.of",
                                         "of", "seite", "seitevon", "第页"};
  if (line.size() > kLongest || std::ranges::none_of(line, is_digit)) return 0;
  if (std::ranges::count(line, '/') > 1) return 0;  // a date
  const std::string folded = fold(line);
  std::string letters;
  for (const char c : folded) {
    if (!is_digit(c) && kBetween.find(c) == std::string_view::npos) letters += c;
  }
  if (!is_one_of(letters, kWords)) return 0;
  // The number of a document has a hyphen in it.
  for (std::size_t begin = 0; begin < folded.size();) {
    const std::size_t end = std::min(folded.find_first_not_of("0123456789-", begin), folded.size());
    const std::string_view piece = std::string_view(folded).substr(begin, end - begin);
    if (!piece.empty() && piece.size() <= kMostDigits && std::ranges::all_of(piece, is_digit)) {
      std::uint32_t number = 0;
      for (const char c : piece) number = 10 * number + static_cast<std::uint32_t>(c - '0');
      return number;
    }
    begin = end + 1;
  }
  return 0;
}

bool has_document_number(std::string_view line) {
  constexpr std::size_t kShortest = 7;
  return std::ranges::any_of(words(line), [](std::string_view word) {
    return word.size() >= kShortest && is_digit(word.front()) && is_digit(word.back()) &&
           std::ranges::count(word, '-') == 1;
  });
}

bool is_numbered_note(std::string_view line) {
  if (line.size() < 5 || line[0] != '[' || !is_digit(line[1])) return false;
  const std::size_t close = line.find_first_not_of("0123456789", 1);
  return close < line.size() && line[close] == ']';
}

bool is_field(std::string_view folded) {
  constexpr std::size_t kLongestValue = 40, kMostWords = 3, kLongestName = 24;
  const std::size_t colon = folded.find(": ");
  if (colon == std::string_view::npos || colon > kLongestName) return false;
  const std::string_view value = folded.substr(colon + 2);
  return words(folded.substr(0, colon)).size() <= kMostWords && width(value) <= kLongestValue &&
         !ends_like_a_sentence(value) && value.find(": ") == std::string_view::npos;
}

}  // namespace leitwort::boilerplate
