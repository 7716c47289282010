#pragma once

/// Small corpora that a fuzzer can steer: every byte is a word, or an end of a sentence, a line or
/// a document, so that a byte moved is a word moved, and bytes copied are a passage.

#include <leitwort/text.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace leitwort::fuzz {

struct Generated {
  std::vector<Document> documents;
  std::vector<Date> dates;
  Tokens tokens;
  Vocabulary vocabulary;

  explicit Generated(std::string_view bytes) {
    documents.emplace_back();
    for (const char c : bytes) append(static_cast<unsigned char>(c));
    for (std::size_t d = 0; d < documents.size(); ++d) {
      documents[d].id = std::to_string(d);
      documents[d].date.year = static_cast<std::int16_t>(d % 7 == 3 ? 0 : 2000 + d % 5);
      dates.push_back(documents[d].date);
    }
    tokenize(documents, tokens, vocabulary);
  }

 private:
  void append(unsigned char byte) {
    static constexpr std::array<const char*, 16> kFunction = {
        "the", "of", "and",  "to", "in", "a",  "that", "is",
        "for", "we", "with", "by", "it", "on", "not",  "as"};
    static constexpr std::array<const char*, 8> kEndings = {"",   "s",  "ed",   "ing",
                                                            "er", "ly", "tion", "'s"};
    std::string& text = documents.back().text;
    if (byte == 0) {
      if (documents.size() < 12) documents.emplace_back();
      return;
    }
    if (byte < 4) {
      static constexpr std::array<const char*, 4> kEnds = {"", ". ", "\n\n", "; "};
      text += kEnds[byte];
      return;
    }
    if (byte < 20) {
      text += kFunction[byte - 4U];
    } else if (byte < 28) {
      text += std::to_string(1990 + byte);
    } else if (byte < 36) {
      static constexpr std::array<const char*, 8> kHan = {"和", "平", "友", "谊",
                                                          "湖", "水", "条", "约"};
      text += kHan[byte - 28U];
      return;
    } else {
      // Words of one syllable in front, so that stems and near spellings meet.
      const unsigned word = byte - 36U;
      text += word % 5 == 0 ? "La" : "be";
      for (unsigned n = word / 8 + 1; n > 0; n /= 5) text += "kmprt"[n % 5];
      text += "an";
      text += kEndings[word % 8];
    }
    text += ' ';
  }
};

}  // namespace leitwort::fuzz
