#include "cli/analysis.hpp"

#include "cli/similarity.hpp"
#include <leitwort/error.hpp>

#include <algorithm>

#include <fmt/format.h>

namespace leitwort::cli {

AnalysisOptions analysis_options(const Settings& settings, const std::optional<Watch>& watch) {
  AnalysisOptions options;
  options.language = settings.corpus.language;
  options.similarity = settings.similarity.options;
  options.similarity.measure = sketch_options_of(settings).measure;
  options.pairs = settings.similarity.pairs;
  options.formulations = settings.formulations.options;
  options.sort = settings.formulations.sort;
  options.voices = settings.formulations.voices;
  if (watch) options.watch_list = watch->list;
  options.period = settings.time.period;
  options.passages = settings.passages.options;
  options.passage_series = settings.passages.series;
  options.most_passages = settings.passages.limit;
  return options;
}

void check_fields(Analysis& analysis, const Settings& settings) {
  const auto no_field = [&settings](const std::string& field, std::string_view option) {
    return Error(fmt::format("no document has the field \"{}\"", field), settings.typed(option),
                 "name a field of the metadata");
  };
  const bool finds = settings.watch.list.empty() || settings.command == "report";
  const std::string& voices = settings.formulations.voices;
  if (finds && voices != kDefaultVoices && analysis.voices().empty())
    throw no_field(voices, "voices");
  const std::string& series = settings.passages.series;
  if (!series.empty() && number_series(analysis.corpus().documents, series).empty()) {
    throw no_field(series, "passage-series");
  }
  if (settings.passages.options.pairs.window_years > 0 &&
      std::ranges::none_of(analysis.dates(), &Date::known)) {
    throw Error("no document is dated", "--window", "leave it out");
  }
}

Folder files_of(OutputFolder& folder) {
  return [&folder](const std::string& name, const std::function<void(const Sink&)>& fill) {
    folder.write(name, fill);
  };
}

Account account_of(Analysis& analysis) {
  const Corpus& corpus = analysis.corpus();
  return {corpus.notices, corpus.inputs, corpus.documents.size(), analysis.tokens().size()};
}

Record record_of(Analysis& analysis, const std::optional<Watch>& watch) {
  return {analysis.cuts(), analysis.methods(), watch ? std::optional(watch->file) : std::nullopt};
}

std::string boilerplate_note(Analysis& analysis, Format format) {
  const std::size_t lines = analysis.boilerplate().size();
  if (lines == 0) return "";
  return fmt::format("{} {} like boilerplate (boilerplate{}); nothing was removed (--cut does)",
                     grouped(lines), lines == 1 ? "line looks" : "lines look", ending_of(format));
}

int print_explanation(const std::vector<std::string>& lines, Session& session) {
  session.progress.clear();
  OutputFile file(session.settings.output.path);
  for (const std::string& line : lines) file.write(visible_lines(line) + "\n");
  file.commit();
  return session.finish();
}

}  // namespace leitwort::cli
