#pragma once

/// Corpora of random filler in which families of wordings are planted, and what was planted.

#include <leitwort/corpus.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace leitwort::oracle {

/// A wording that was planted: words, the commas that follow some of them left out.
struct PlantedWording {
  std::vector<std::string> words;
  std::string slot;  ///< what stands in the family's slot
};

enum class PlantKind : std::uint8_t { fixed, replaced, inserted, dropped, inflected, reordered };

/// One family: the first wording is used up to a year, the second from then on or anywhere.
struct PlantedFamily {
  PlantKind kind = PlantKind::fixed;
  std::vector<PlantedWording> wordings;
  int change = 0;  ///< year from which on only the second wording stands; 0: both do all along
};

/// Where a wording was put: the tokens of the corpus from its first to its last word.
struct PlantedUse {
  std::size_t family = 0, wording = 0;
  std::uint32_t document = 0;
  std::uint32_t begin = 0, end = 0;
};

struct PlantedCorpus {
  std::vector<Document> documents;  ///< text, date and author
  std::vector<PlantedFamily> families;
  std::vector<PlantedUse> uses;  ///< ascending
};

class Planter {
 public:
  explicit Planter(unsigned seed) : random_(seed) {}

  PlantedCorpus plant() {
    make_vocabulary();
    make_families();
    std::vector<Draft> drafts = draft_documents();
    plant_families(drafts);
    plant_distractors(drafts);
    return finish(drafts);
  }

 private:
  static constexpr std::size_t kDocuments = 60;
  static constexpr std::size_t kSentences = 45;
  static constexpr int kFirstYear = 1990, kLastYear = 2019;

  struct Use {
    std::size_t family, wording, begin, size;
  };
  struct Sentence {
    std::vector<std::string> words;
    std::vector<Use> uses;
  };
  struct Draft {
    int year;
    std::vector<Sentence> sentences;
  };

  std::size_t below(std::size_t n) { return random_() % n; }

  void make_vocabulary() {
    static constexpr std::array<const char*, 10> kSyllables = {"ba", "ko", "lu", "mi", "ra",
                                                               "to", "na", "vi", "do", "pu"};
    std::set<std::string> words;
    while (words.size() < 3000) {
      std::string word;
      for (std::size_t i = 3 + below(2); i > 0; --i) word += kSyllables[below(10)];
      words.insert(word);
    }
    vocabulary_.assign(words.begin(), words.end());
    std::shuffle(vocabulary_.begin(), vocabulary_.end(), random_);
    double sum = 0;
    for (std::size_t i = 0; i < vocabulary_.size(); ++i) {
      zipf_.push_back(sum += 1 / (static_cast<double>(i) + 5));
    }
  }

  std::string filler_word() {
    static constexpr std::array<const char*, 12> kFunction = {
        "the", "of", "and", "to", "in", "a", "that", "for", "with", "on", "is", "we"};
    if (below(100) < 45) return kFunction[below(kFunction.size())];
    const double at = zipf_.back() * static_cast<double>(random_()) / 4294967296.0;
    const auto found = std::lower_bound(zipf_.begin(), zipf_.end(), at);
    return vocabulary_[static_cast<std::size_t>(found - zipf_.begin())];
  }
  std::string content_word() {
    std::string word = filler_word();
    while (word.size() < 6) word = filler_word();
    return word;
  }

  Sentence sentence() {
    Sentence s;
    for (std::size_t i = 8 + below(12); i > 0; --i) s.words.push_back(filler_word());
    return s;
  }

  /// Words that stand in one family only. Each has a plural that its stemmer knows.
  void make_families() {
    std::vector<std::string> words = {
        "lantern", "harbour", "mountain", "river",   "bridge",   "garden",  "castle",
        "winter",  "thunder", "copper",   "silver",  "marble",   "velvet",  "forest",
        "meadow",  "island",  "candle",   "mirror",  "ladder",   "basket",  "hammer",
        "kettle",  "pillow",  "blanket",  "carpet",  "curtain",  "window",  "kitchen",
        "chimney", "cellar",  "attic",    "barrel",  "saddle",   "feather", "falcon",
        "sparrow", "badger",  "rabbit",   "salmon",  "lobster",  "walnut",  "almond",
        "cherry",  "lemon",   "pepper",   "mustard", "butter",   "biscuit", "trumpet",
        "violin",  "guitar",  "drummer",  "singer",  "dancer",   "painter", "sculptor",
        "pilgrim", "soldier", "captain",  "admiral", "merchant", "weaver",  "tailor",
        "cobbler", "compass", "anchor",   "rudder",  "sailor",   "voyage",  "cannon",
        "rocket",  "planet",  "comet",    "crater",  "glacier",  "canyon",  "desert",
        "jungle",  "swamp",   "lagoon",   "orchard", "vineyard", "pasture", "thicket",
        "boulder", "pebble",  "cavern",   "tunnel",  "beacon",   "tower",   "turret",
        "dungeon", "banner",  "shield",   "helmet",  "dagger",   "emerald", "diamond",
        "amber",   "crystal", "ribbon",   "button",  "pocket",   "wallet",  "ticket",
        "parcel",  "letter",  "envelope", "pencil",  "notebook", "chapter", "poem"};
    std::shuffle(words.begin(), words.end(), random_);
    // One in five is a word of the filler, among the frequent ones.
    std::size_t frequent = 10;
    const auto take = [&] {
      if (below(5) == 0) return vocabulary_[frequent += 7];
      const std::string word = words.back();
      words.pop_back();
      return word;
    };
    for (int round = 0; round < 3; ++round) {
      for (const PlantKind kind :
           {PlantKind::fixed, PlantKind::replaced, PlantKind::inserted, PlantKind::dropped,
            PlantKind::inflected, PlantKind::reordered}) {
        const std::string a = take(), b = take(), c = take(), d = take(), e = take();
        PlantedFamily family{kind, {}, 0};
        auto& w = family.wordings;
        switch (kind) {
          case PlantKind::fixed:
            w = {{{a, "of", "the", b, "and", c}, ""}};
            break;
          case PlantKind::replaced:
            w = {{{a, b, "of", "the", c, d}, b}, {{a, e, "of", "the", c, d}, e}};
            family.change = kFirstYear + 10 + static_cast<int>(below(10));
            break;
          case PlantKind::inserted:
            w = {{{a, "of", b, "with", c}, ""}, {{a, "of", d, b, "with", c}, d}};
            family.change = kFirstYear + 10 + static_cast<int>(below(10));
            break;
          case PlantKind::dropped:
            w = {{{a, b, c, "and", d}, c}, {{a, b, "and", d}, ""}};
            break;
          case PlantKind::inflected:
            w = {{{a, "of", b, "for", c}, b}, {{a, "of", b + "s", "for", c}, b + "s"}};
            break;
          case PlantKind::reordered:
            w = {{{a, b, c, "and", d}, ""}, {{b, a, c, "and", d}, ""}};
            break;
        }
        families_.push_back(family);
      }
    }
  }

  std::vector<Draft> draft_documents() {
    std::vector<Draft> drafts;
    for (std::size_t d = 0; d < kDocuments; ++d) {
      Draft& draft = drafts.emplace_back();
      draft.year = kFirstYear + static_cast<int>(d * (kLastYear - kFirstYear + 1) / kDocuments);
      for (std::size_t s = 0; s < kSentences; ++s) draft.sentences.push_back(sentence());
    }
    return drafts;
  }

  void put(Draft& draft, std::size_t family, std::size_t wording) {
    Sentence s = sentence();
    const std::vector<std::string>& words = families_[family].wordings[wording].words;
    const std::size_t at = 2 + below(s.words.size() - 4);
    s.words[at - 1] = content_word();
    s.words[at] = content_word();
    s.words.insert(s.words.begin() + static_cast<std::ptrdiff_t>(at), words.begin(), words.end());
    s.uses = {{family, wording, at, words.size()}};
    // Not among the first words, where salutations stand.
    draft.sentences.insert(draft.sentences.begin() +
                               static_cast<std::ptrdiff_t>(5 + below(draft.sentences.size() - 5)),
                           s);
  }

  void plant_families(std::vector<Draft>& drafts) {
    for (std::size_t f = 0; f < families_.size(); ++f) {
      const PlantedFamily& family = families_[f];
      std::set<std::size_t> chosen;
      const std::size_t documents = 10 + below(8);
      while (chosen.size() < documents) chosen.insert(below(drafts.size()));
      bool second = false;
      for (const std::size_t d : chosen) {
        std::size_t wording = 0;
        if (family.change != 0) {
          wording = drafts[d].year >= family.change ? 1 : 0;
        } else if (family.wordings.size() > 1) {
          wording = below(3) == 0 ? 1 : 0;
        }
        second = second || wording == 1;
        put(drafts[d], f, wording);
      }
      if (family.wordings.size() > 1 && !second) put(drafts.back(), f, 1);
    }
  }

  /// Pairs of words that a few documents repeat, a long passage that one copies from another, and
  /// two documents that are all but equal.
  void plant_distractors(std::vector<Draft>& drafts) {
    for (int i = 0; i < 30; ++i) {
      const std::vector<std::string> pair = {content_word(), content_word()};
      for (std::size_t n = 2 + below(2); n > 0; --n) {
        Sentence& s = drafts[below(drafts.size())].sentences[below(5) + 5];
        if (s.uses.empty()) s.words.insert(s.words.begin() + 3, pair.begin(), pair.end());
      }
    }
    // Words of the families, alone and in pairs that belong to none.
    for (const PlantedFamily& family : families_) {
      for (const std::string& word : family.wordings[0].words) {
        for (int i = 0; i < 4 && word.size() > 4; ++i) {
          Sentence& s = drafts[below(drafts.size())].sentences[below(kSentences)];
          if (!s.uses.empty()) continue;
          s.words.insert(s.words.begin() + 4, word);
          if (below(4) == 0)
            s.words.insert(s.words.begin() + 5, families_[below(18)].wordings[0].words[0]);
        }
      }
    }
    std::vector<Sentence> passage;
    for (int i = 0; i < 5; ++i) passage.push_back(sentence());
    for (const std::size_t d : {std::size_t{7}, std::size_t{41}}) {
      drafts[d].sentences.insert(drafts[d].sentences.begin() + 20, passage.begin(), passage.end());
    }
    const int year = drafts[31].year;
    drafts[31] = drafts[30];
    drafts[31].year = year;
    for (Sentence& s : drafts[31].sentences) {
      if (s.uses.empty() && below(3) == 0) s.words[below(s.words.size())] = content_word();
    }
  }

  PlantedCorpus finish(const std::vector<Draft>& drafts) {
    PlantedCorpus corpus;
    std::uint32_t token = 0;
    for (std::uint32_t d = 0; d < drafts.size(); ++d) {
      Document& document = corpus.documents.emplace_back();
      document.author = "Author " + std::to_string(d % 12);
      document.date.year = static_cast<std::int16_t>(drafts[d].year);
      for (const Sentence& s : drafts[d].sentences) {
        for (const Use& use : s.uses) {
          const auto begin = token + static_cast<std::uint32_t>(use.begin);
          corpus.uses.push_back(
              {use.family, use.wording, d, begin, begin + static_cast<std::uint32_t>(use.size)});
        }
        for (std::size_t i = 0; i < s.words.size(); ++i) {
          std::string word = s.words[i];
          if (i == 0) word[0] = static_cast<char>(word[0] - 'a' + 'A');
          document.text += word;
          document.text += i + 1 < s.words.size() ? " " : ". ";
        }
        token += static_cast<std::uint32_t>(s.words.size());
      }
    }
    corpus.families = families_;
    return corpus;
  }

  std::mt19937 random_;
  std::vector<std::string> vocabulary_;
  std::vector<double> zipf_;
  std::vector<PlantedFamily> families_;
};

}  // namespace leitwort::oracle
