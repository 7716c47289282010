#include "cli/record.hpp"

#include <leitwort/error.hpp>
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

/// A value that must be a text, whatever it is.
std::string text_of(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

/// Whether a record may be replaced: there is none, or it is one of Leitwort's. Fills `run`.
bool read_record(const std::filesystem::path& path, EarlierRun& run) {
  std::error_code error;
  const auto type = std::filesystem::symlink_status(path, error).type();
  if (type == std::filesystem::file_type::not_found) return true;
  if (type == std::filesystem::file_type::none) {
    throw Error("cannot be read (" + error.message() + ")", path.string(), "check its permissions");
  }
  if (type != std::filesystem::file_type::regular) return false;
  const Json record = Json::parse(read_whole(path.string()), nullptr, false);
  if (!record.is_object() || text_of(record, "program") != "leitwort") return false;
  run.command = text_of(record, "command");
  const auto files = record.find("files");
  if (files == record.end() || !files->is_array()) return true;
  for (const Json& name : *files) {
    if (name.is_string()) run.files.push_back(name.get<std::string>());
  }
  return true;
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

std::string run_record(const Session& session, const Account& account, const Record& run,
                       const std::vector<std::string>& files) {
  Json record;
  record["program"] = "leitwort";
  record["version"] = kVersion;
  record["command"] = session.settings.command;
  record["command_line"] = session.settings.command_line;
  Json& options = record["options"] = Json::object();
  for (const OptionValue& value : session.settings.values) options[value.option] = value.text;
  record["documents"] = account.documents;
  record["tokens"] = account.tokens;
  record["files"] = files;
  if (!run.methods.empty()) record["methods"] = run.methods;
  record["normalisation"] = "ICU nfkc_cf, plain quotes and dashes";
  Json& inputs = record["inputs"] = Json::array();
  for (const Input& input : account.inputs) inputs.push_back(as_json(input));
  if (run.watch_list) record["watch_list"] = as_json(*run.watch_list);
  Json& notices = record["notices"] = Json::array();
  for (const Notice& notice : account.notices) {
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

void write_documents_file(OutputFolder& folder, const Reading& reading, const Settings& settings) {
  folder.write("documents.csv", [&](const Sink& sink) {
    write_documents(reading.documents, reading.facts, table_form(Format::csv, settings), sink);
  });
}

Account account_of(const Reading& reading) {
  return {reading.notices, reading.inputs, reading.document_count, reading.token_count};
}

EarlierRun read_earlier_run(const std::string& folder) {
  for (const char* name : {kRunRecord, kOwnRunRecord}) {
    EarlierRun run{name, {}, {}};
    if (read_record(std::filesystem::path(folder) / name, run)) return run;
  }
  throw Error(
      fmt::format("holds a {} and a {} that are no records of leitwort", kRunRecord, kOwnRunRecord),
      folder, "name another folder, or move them away");
}

std::vector<std::string> finish_folder(OutputFolder& folder, Session& session,
                                       const Account& account, const Record& record) {
  session.timings.end();
  EarlierRun earlier = read_earlier_run(session.settings.output.path);
  if (earlier.record != kRunRecord) {
    session.note(
        fmt::format("{} is no record of leitwort and stays as it is; that of this run is {}",
                    folder.path_of(kRunRecord), folder.path_of(earlier.record)));
  }
  std::vector<std::string> files = folder.made();
  files.push_back(earlier.record);
  std::ranges::sort(files);
  if (earlier.command != session.settings.command) earlier.files.clear();
  folder.write(earlier.record,
               [&](const Sink& sink) { sink(run_record(session, account, record, files)); });
  folder.commit(earlier.record, earlier.files);
  return files;
}

}  // namespace leitwort::cli
