// leitwort show: one text, with what it shares highlighted.

#include "cli/close_ids.hpp"
#include "cli/commands.hpp"
#include "cli/formulations.hpp"
#include "cli/output.hpp"
#include "cli/pager.hpp"
#include "cli/terminal.hpp"
#include "cli/watch.hpp"
#include <leitwort/error.hpp>

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

namespace leitwort::cli {
namespace {

namespace fs = std::filesystem;

fs::path canonical(const std::string& path) {
  std::error_code error;
  const fs::path made = fs::weakly_canonical(path, error);
  return error ? fs::path(path) : made;
}

/// Without CORPUS it is the folder that holds the document.
Settings with_corpus(Settings settings) {
  if (!settings.corpus.paths.empty()) return settings;
  const fs::path path = settings.corpus.document;
  const std::string ending = path.extension().string();
  std::error_code error;
  if (!fs::is_regular_file(path, error)) {
    throw Error(fs::exists(path, error) ? "is no text file" : "is no file",
                settings.corpus.document,
                "give the path of a text, or the id of one and then its CORPUS");
  }
  if (ending != ".txt" && ending != ".md") {
    throw Error(
        "is no .txt or .md file, of which a folder is read", settings.corpus.document,
        fmt::format("name a document of it: leitwort show ID {}", settings.corpus.document));
  }
  settings.corpus.paths = {path.has_parent_path() ? path.parent_path().string() : "."};
  return settings;
}

/// The document that DOCUMENT names, by its id or by its path.
DocumentIndex find_document(const Settings& settings, bool corpus_given,
                            std::span<const Document> documents) {
  const std::string& wanted = settings.corpus.document;
  const auto with_id = std::ranges::find(documents, wanted, &Document::id);
  if (corpus_given && with_id != documents.end()) {
    return static_cast<DocumentIndex>(with_id - documents.begin());
  }
  const fs::path path = canonical(wanted);
  const auto found = std::ranges::find_if(documents, [&](const Document& document) {
    return !document.path.empty() &&
           fs::path(document.path).filename() == fs::path(wanted).filename() &&
           canonical(document.path) == path;
  });
  if (found != documents.end()) return static_cast<DocumentIndex>(found - documents.begin());
  if (corpus_given) return document_with_id(wanted, documents, "DOCUMENT");
  throw Error(fmt::format("is none of the {} of {}", counted(documents.size(), "document"),
                          settings.corpus.paths.front()),
              wanted, "a manifest.csv there may not name it; give another CORPUS after it");
}

/// The passages that one document shares, and no others.
Passages find_passages_of(DocumentIndex document, Reading& reading, const Tokens& tokens,
                          const Vocabulary& vocabulary, Session& session) {
  PassageOptions options = session.settings.passages.options;
  options.pairs.with = document;
  const Lexicons lexicons = lexicons_of(reading, tokens, vocabulary, session.settings);
  session.timings.begin("passages");
  return find_passages({tokens, vocabulary, lexicons, reading.dates, reading.documents}, options,
                       [&session](std::uint64_t done, std::uint64_t all) {
                         session.progress.show("Finding passages", done, all);
                       });
}

/// Through a pager where the text is longer than the terminal.
void print(const std::string& text, const Terminal& terminal, const Settings& settings) {
  const auto lines = static_cast<std::size_t>(std::ranges::count(text, '\n'));
  const bool long_text = terminal.height > 0 && lines >= terminal.height;
  const bool paged = settings.output.path.empty() && terminal.is_one && !terminal.plain &&
                     long_text && !settings.run.no_pager;
  if (paged && show_through_pager(text)) return;
  OutputFile file(settings.output.path);
  file.write(text);
  file.commit();
}

/// What is highlighted, or could have been.
std::string note_on(const SharingTables& tables, DocumentIndex document, bool watched) {
  if (!watched) return fmt::format("in the corpus: {}", formulations_note(tables.formulations, {}));
  const auto rows = tables.formulations.rows;
  const auto here = std::ranges::count_if(rows, [&](const Formulation& row) {
    const auto documents = documents_of(tables.formulations.places_of(row), tables.tokens);
    return std::ranges::binary_search(documents, document);
  });
  return fmt::format("{} of {} stand{} in this text", here,
                     counted(rows.size(), "watched formulation"), here == 1 ? "s" : "");
}

}  // namespace

int run_show(const Settings& given) {
  const Settings settings = with_corpus(given);
  if (names_folder(settings.output.path)) {
    throw Error("gets one text, and this is a folder",
                fmt::format("--output {}", settings.output.path), "name a file");
  }
  const std::optional<Watch> watch = read_watch_list(settings);
  Session session(settings);
  Tokens tokens;
  Vocabulary vocabulary;
  Reading reading = session.read_all(tokens, vocabulary);
  const DocumentIndex document =
      find_document(settings, !given.corpus.paths.empty(), reading.documents);
  Formulations formulations;
  Passages passages;
  if (watch) {
    session.timings.begin("watch");
    session.progress.show("Following formulations");
    formulations = find_watched(tokens, vocabulary, watch->list, reading.documents);
  } else {
    formulations = find(reading, tokens, vocabulary, session).formulations;
    passages = find_passages_of(document, reading, tokens, vocabulary, session);
  }
  const SharingTables tables{reading.documents, reading.dates, tokens, formulations, passages};
  session.timings.begin("write");
  const Terminal terminal = settings.output.path.empty() ? standard_output() : Terminal{};
  std::string text;
  write_shared_text(tables, document, {.width = terminal.width, .colour = terminal.colour},
                    [&](std::string_view part) { text += part; });
  session.progress.clear();
  print(text, terminal, settings);
  session.note(note_on(tables, document, watch.has_value()));
  return session.finish();
}

}  // namespace leitwort::cli
