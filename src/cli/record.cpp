#include "cli/record.hpp"

#include <leitwort/version.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/resource.h>

namespace leitwort::cli {

namespace {

using Json = nlohmann::ordered_json;
constexpr const char* kName = "run.json";

/// The files that the run.json of an earlier run of this command lists; none where there is none.
std::vector<std::string> files_of_earlier_run(const Settings& settings) {
  std::ifstream file(std::filesystem::path(settings.output) / kName);
  const Json earlier = Json::parse(file, nullptr, false);
  std::vector<std::string> names;
  if (!earlier.is_object() || earlier.value("program", "") != "leitwort" ||
      earlier.value("command", "") != settings.command || !earlier.contains("files")) {
    return names;
  }
  for (const Json& name : earlier["files"]) {
    // Names only: nothing outside the folder is touched, whatever the file says.
    if (name.is_string() && name.get<std::string>().find('/') == std::string::npos) {
      names.push_back(name.get<std::string>());
    }
  }
  return names;
}

Json cut_record(const Cutting& cutting) {
  Json patterns = Json::array();
  for (const CutPattern& pattern : cutting.patterns.patterns()) {
    patterns.push_back({{"line", pattern.line},
                        {"pattern", pattern.pattern},
                        {"cuts", pattern.whole_lines ? "lines" : "spans"},
                        {"places", pattern.places},
                        {"bytes", pattern.bytes}});
  }
  return {{"path", cutting.list.path},     {"file_bytes", cutting.list.bytes},
          {"sha256", cutting.list.sha256}, {"documents_cut", cutting.documents},
          {"bytes_cut", cutting.bytes},    {"patterns", std::move(patterns)}};
}

Json as_json(const Input& input) {
  Json json = {{"path", input.path}, {"bytes", input.bytes}};
  if (!input.sha256.empty()) json["sha256"] = input.sha256;
  return json;
}

std::string run_record(const Session& session, const Reading& reading, const Record& run,
                       const std::vector<std::string>& files) {
  Json record;
  record["program"] = "leitwort";
  record["version"] = kVersion;
  record["command"] = session.settings.command;
  record["command_line"] = session.settings.command_line;
  Json& options = record["options"] = Json::object();
  for (const auto& [name, value] : session.settings.option_values) options[name] = value;
  record["documents"] = reading.document_count;
  record["tokens"] = reading.token_count;
  record["files"] = files;
  if (!run.methods.empty()) record["methods"] = run.methods;
  record["normalisation"] = "ICU nfkc_cf, plain quotes and dashes";
  Json& inputs = record["inputs"] = Json::array();
  for (const Input& input : reading.inputs) inputs.push_back(as_json(input));
  if (run.watch_list) record["watch_list"] = as_json(*run.watch_list);
  Json& notices = record["notices"] = Json::array();
  for (const Notice& notice : reading.notices) {
    notices.push_back({{"kind", notice.kind == Notice::Kind::left_out ? "left out" : "warning"},
                       {"where", notice.where},
                       {"what", notice.what}});
  }
  Json& cut = record["cut"] = Json::object();
  for (const auto& [what, count] : run.cuts) cut[what] = count;
  if (const Cutting* cutting = session.cutting()) record["cut_patterns"] = cut_record(*cutting);
  Json& timings = record["seconds"] = Json::object();
  for (const auto& [stage, seconds] : session.timings.seconds()) timings[stage] = seconds;
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  record["peak_memory_bytes"] = static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
  // Paths and ids need not be UTF-8.
  return record.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

void write_documents_file(OutputFolder& folder, const Reading& reading) {
  folder.write("documents.csv", [&](const Sink& sink) {
    write_documents(reading.documents, reading.facts, TableFormat::csv, sink);
  });
}

std::string write_boilerplate_file(OutputFolder& folder, const Reading& reading,
                                   const std::vector<SuspectedBoilerplate>& suspected,
                                   Format format) {
  const std::string name = fmt::format("boilerplate{}", ending_of(format));
  folder.write(name, [&](const Sink& sink) {
    write_boilerplate(suspected, reading.documents, table_format(format), sink);
  });
  if (suspected.empty()) return "";
  const bool one = suspected.size() == 1;
  return fmt::format("{} {} like boilerplate ({}); nothing was removed (--cut does)",
                     grouped(suspected.size()), one ? "line looks" : "lines look", name);
}

std::vector<std::string> finish_folder(OutputFolder& folder, Session& session,
                                       const Reading& reading, const Record& record) {
  session.timings.end();
  std::vector<std::string> files = folder.names();
  files.emplace_back(kName);
  std::ranges::sort(files);
  const std::vector<std::string> stale = files_of_earlier_run(session.settings);
  folder.write(kName, [&](const Sink& sink) { sink(run_record(session, reading, record, files)); });
  folder.commit(stale);
  return files;
}

}  // namespace leitwort::cli
