#include "cli/record.hpp"

#include <leitwort/version.hpp>

#include <nlohmann/json.hpp>
#include <sys/resource.h>

namespace leitwort::cli {

std::string run_record(const Session& session, const Reading& reading, const Cuts& cuts) {
  using Json = nlohmann::ordered_json;
  Json record;
  record["program"] = "leitwort";
  record["version"] = kVersion;
  record["command_line"] = session.settings.command_line;
  Json& options = record["options"] = Json::object();
  for (const auto& [name, value] : session.settings.option_values) options[name] = value;
  record["documents"] = reading.documents.size();
  record["tokens"] = reading.tokens();
  record["normalisation"] = "ICU nfkc_cf, plain quotes and dashes";
  Json& inputs = record["inputs"] = Json::array();
  for (const Input& input : reading.inputs) {
    inputs.push_back({{"path", input.path}, {"bytes", input.bytes}, {"sha256", input.sha256}});
  }
  Json& notices = record["notices"] = Json::array();
  for (const Notice& notice : reading.notices) {
    notices.push_back({{"kind", notice.kind == Notice::Kind::left_out ? "left out" : "warning"},
                       {"where", notice.where},
                       {"what", notice.what}});
  }
  Json& cut = record["cut"] = Json::object();
  for (const auto& [what, count] : cuts) cut[what] = count;
  Json& timings = record["seconds"] = Json::object();
  for (const auto& [stage, seconds] : session.timings.seconds()) timings[stage] = seconds;
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  record["peak_memory_bytes"] = static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
  // Paths and ids need not be UTF-8.
  return record.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace leitwort::cli
