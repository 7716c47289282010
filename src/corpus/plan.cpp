#include "corpus/formats.hpp"
#include "corpus/kind.hpp"
#include "corpus/paths.hpp"
#include "corpus/source.hpp"

namespace leitwort {
namespace {

using corpus::Log;
using corpus::Path;

void plan(const Path& path, Log& log, InputPlan& plan) {
  if (path.format == &corpus::kStream || path.files.front() == "-") {
    plan.streams.push_back(path.files.front());
    return;
  }
  plan.files.insert(plan.files.end(), path.files.begin(), path.files.end());
  if (path.format->named_files == nullptr) return;
  const std::vector<std::string> named = path.format->named_files(path, log);
  plan.files.insert(plan.files.end(), named.begin(), named.end());
}

/// As the reader takes a file of that name, but for one that a manifest names, which is a text.
corpus::Use use_of(const std::string& file, corpus::ByteSource& source) {
  const corpus::Format& format = corpus::format_of(file);
  if (&format != &corpus::kText) return format.use;
  const std::string ending = corpus::lower_ending(file);
  const bool is_text = ending == ".txt" || ending == ".md";
  return !is_text && corpus::begins_json_lines(source.head()) ? corpus::Use::json_lines
                                                              : corpus::Use::text;
}

}  // namespace

InputPlan plan_inputs(const std::vector<std::string>& paths, ReaderOptions options) {
  InputPlan result;
  Log log;
  log.digest = false;
  log.expansion = options.expansion;
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

std::vector<Notice> foreign_inputs(const InputPlan& plan, ReaderOptions options) {
  Log log;
  for (const std::string& file : plan.files) {
    const std::string ending = corpus::lower_ending(file);
    if (ending == ".sketch") continue;
    try {
      corpus::ByteSource source(file, {.digest = false, .expansion = options.expansion});
      corpus::refuse_foreign(source, use_of(file, source));
    } catch (const Error& error) {
      log.leave_out(error);
    }
  }
  return log.notices;
}

}  // namespace leitwort
