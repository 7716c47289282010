#pragma once

/// What the fuzz targets share. A target takes any bytes, and tells by `require` what must hold of
/// them; anything else that may go wrong is seen by the sanitizers.

#include <leitwort/corpus.hpp>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <stdlib.h>
#include <unicode/utf8.h>

namespace leitwort::fuzz {

/// Ends the program where something does not hold; libFuzzer keeps the input.
inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

inline std::string_view view(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// The pieces of a text between separators; one more than there are separators.
inline std::vector<std::string> split(std::string_view text, std::string_view separator) {
  std::vector<std::string> pieces;
  for (;;) {
    const std::size_t end = text.find(separator);
    pieces.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return pieces;
    text.remove_prefix(end + separator.size());
  }
}

inline bool is_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::size_t i = 0; i < text.size();) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, text.size(), c);
    if (c < 0) return false;
  }
  return true;
}

/// Whether a character begins at a byte of UTF-8, or the text ends there.
inline bool on_boundary(std::string_view text, std::size_t byte) {
  return byte == text.size() || (byte < text.size() && !U8_IS_TRAIL(text[byte]));
}

/// A file in memory, for what reads paths. Its name tells what kind of file it is.
class ScratchFile {
 public:
  explicit ScratchFile(const std::string& name) {
    std::string folder = std::filesystem::is_directory("/dev/shm") ? "/dev/shm/" : "/tmp/";
    folder += "leitwort-fuzz-XXXXXX";
    if (::mkdtemp(folder.data()) == nullptr) std::abort();
    folder_ = folder;
    path_ = folder + "/" + name;
  }
  ~ScratchFile() {
    std::error_code error;
    std::filesystem::remove_all(folder_, error);
  }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;

  /// Replaces its content and returns its path.
  const std::string& write(std::string_view bytes) const {
    std::ofstream(path_, std::ios::binary | std::ios::trunc)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return path_;
  }

 private:
  std::string folder_, path_;
};

/// What must hold of all that is read, whatever it was read from.
inline void require_sound(const Document& document) {
  require(is_utf8(document.text), "a text is UTF-8");
  require(document.body_begin <= document.text.size(), "a body begins inside its text");
  require(on_boundary(document.text, document.body_begin), "a body begins with a character");
  for (const std::string* field :
       {&document.id, &document.title, &document.author, &document.institution, &document.genre,
        &document.language, &document.series, &document.source_url}) {
    require(is_utf8(*field), "metadata are UTF-8");
  }
  for (const auto& [name, value] : document.extra) {
    require(is_utf8(name) && is_utf8(value), "metadata are UTF-8");
  }
  require(document.date == Date{} || parse_date(to_string(document.date)).has_value(),
          "a date can be read again");
}

/// Reads a path in batches, which must come to the same as one by one.
inline void require_same_in_batches(const std::string& path, const Corpus& corpus) {
  std::vector<std::string> ids, texts;
  std::vector<std::vector<std::string>> waiting(2);
  CorpusReader reader({path}, {.digest = false});
  reader.read_batches(waiting.size(),
                      {.take = [&](std::size_t slot, Document&, std::string_view text,
                                   std::string_view) { waiting[slot].emplace_back(text); },
                       .commit =
                           [&](std::size_t slot, std::span<Document> documents) {
                             for (std::size_t i = 0; i < documents.size(); ++i) {
                               ids.push_back(documents[i].id);
                               texts.push_back(waiting[slot][i]);
                             }
                             waiting[slot].clear();
                           }});
  require(ids.size() == corpus.documents.size(), "batches have the documents of one by one");
  for (std::size_t d = 0; d < ids.size(); ++d) {
    require(ids[d] == corpus.documents[d].id, "batches have the ids of one by one");
    require(texts[d] == corpus.documents[d].text, "batches have the texts of one by one");
  }
  require(reader.notices().size() == corpus.notices.size(),
          "batches have the notices of one by one");
  for (std::size_t n = 0; n < corpus.notices.size(); ++n) {
    const Notice &a = corpus.notices[n], &b = reader.notices()[n];
    require(a.kind == b.kind && a.where == b.where && a.what == b.what,
            "batches have the notices of one by one");
  }
}

/// Writes the bytes into the file and reads it. Of sixteen inputs one is read in batches too, which
/// takes a megabyte of fresh memory and with it more time than all the rest.
inline Corpus read_all_ways(const ScratchFile& file, std::string_view bytes) {
  const std::string& path = file.write(bytes);
  Corpus corpus = load_corpus({path});
  std::set<std::string> ids;
  for (const Document& document : corpus.documents) {
    require_sound(document);
    require(ids.insert(document.id).second, "ids are unique");
  }
  if (std::accumulate(bytes.begin(), bytes.end(), 0U) % 16 == 0) {
    require_same_in_batches(path, corpus);
  }
  return corpus;
}

}  // namespace leitwort::fuzz
