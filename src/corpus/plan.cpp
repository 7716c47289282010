#include "corpus/paths.hpp"
#include "corpus/source.hpp"

namespace leitwort {
namespace {

using corpus::Log;
using corpus::Path;

void plan(const Path& path, Log& log, InputPlan& plan) {
  if (path.kind == Path::Kind::stream || path.files.front() == "-") {
    plan.streams.push_back(path.files.front());
    return;
  }
  plan.files.insert(plan.files.end(), path.files.begin(), path.files.end());
  if (path.kind != Path::Kind::manifest) return;
  const std::vector<std::string> named =
      corpus::manifest_files(path.files.front(), path.listed, log);
  plan.files.insert(plan.files.end(), named.begin(), named.end());
}

}  // namespace

InputPlan plan_inputs(const std::vector<std::string>& paths) {
  InputPlan result;
  Log log;
  log.digest = false;
  std::vector<std::string> texts;
  for (const std::string& path : paths) {
    if (corpus::lower_ending(path) == ".sketch")
      result.files.push_back(path);
    else
      texts.push_back(path);
  }
  for (const Path& path : corpus::examine_all(texts, log)) {
    try {
      plan(path, log, result);
    } catch (const Error& error) {
      log.leave_out(error);
    }
  }
  result.notices = std::move(log.notices);
  return result;
}

}  // namespace leitwort
