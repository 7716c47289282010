#pragma once

/// What the examples of the public headers take as given: a folder with texts, and what was made of
/// them. They stand in a namespace of their own, as the code of a user does.

#include "temporary_folder.hpp"
#include <leitwort/leitwort.hpp>

#include <filesystem>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#undef NDEBUG  // examples state by assert what comes out
#include <cassert>

// An example may declare what another one takes as given, and need not use all that it declares.
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-variable"

namespace leitwort_user {

namespace fs = std::filesystem;

/// In a folder with `speeches/` and `cut.txt`.
class Folder {
 public:
  Folder() {
    fs::create_directory_symlink(fs::path(LEITWORT_TEST_CORPORA) / "lake-accord",
                                 folder_ / "speeches");
    folder_.write("cut.txt", "line: ^Page\n");
    fs::current_path(folder_.path());
  }
  ~Folder() { fs::current_path(before_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

 private:
  fs::path before_ = fs::current_path();
  leitwort::test::TemporaryFolder folder_;
};

class Examples : public ::testing::Test {
 protected:
  Examples() {
    leitwort::tokenize(documents, tokens, vocabulary);
    lexicons = leitwort::make_lexicons(tokens, vocabulary, {});
    formulations = leitwort::find_formulations(
        {tokens, vocabulary, leitwort::make_skeleton(tokens, vocabulary, lexicons)});
    passages = leitwort::find_passages({tokens, vocabulary, lexicons, dates, documents}, {});
  }

  static std::vector<leitwort::Date> dates_of(const std::vector<leitwort::Document>& documents) {
    std::vector<leitwort::Date> dates;
    for (const leitwort::Document& document : documents) dates.push_back(document.date);
    return dates;
  }
  template <typename Thing>
  static void use(const Thing&) {}
  static void warn(const leitwort::Notice&) {}
  static void list(const leitwort::SuspectedBoilerplate&) {}

  Folder folder;
  std::vector<leitwort::Document> documents = leitwort::load_corpus({"speeches/"}).documents;
  std::vector<leitwort::Date> dates = dates_of(documents);
  leitwort::Tokens tokens;
  leitwort::Vocabulary vocabulary;
  leitwort::Lexicons lexicons;
  leitwort::Formulations formulations;
  leitwort::Passages passages;
  std::vector<leitwort::SuspectedBoilerplate> suspected = leitwort::find_boilerplate(documents);
  leitwort::PairScore score;
  leitwort::PassageTables tables{documents, dates, tokens, vocabulary, passages};
  std::string written;
  leitwort::Sink sink = [this](std::string_view bytes) { written += bytes; };
};

}  // namespace leitwort_user
