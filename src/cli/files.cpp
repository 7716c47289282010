#include "cli/files.hpp"

#include "cli/formats.hpp"
#include "cli/output.hpp"
#include "cli/publish.hpp"
#include "cli/record.hpp"
#include <leitwort/error.hpp>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace leitwort::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kTableEndings[] = {".csv", ".tsv", ".jsonl"};
constexpr const char* kOfDocuments = "*.xml";

/// The names that a pattern stands for; of `*.xml` those that are in `folder`.
std::vector<std::string> names_of(const std::string& pattern, const std::string& folder) {
  std::vector<std::string> names;
  if (pattern == kOfDocuments) {
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
      if (entry->path().extension() == ".xml") names.push_back(entry->path().filename().string());
    }
  } else if (pattern.ends_with(".*")) {
    for (const std::string_view ending : kTableEndings) {
      names.push_back(fmt::format("{}{}", pattern.substr(0, pattern.size() - 2), ending));
    }
  } else {
    names.push_back(pattern);
  }
  return names;
}

/// What tells whether two paths are one file: its device and number; of a file that does not exist
/// those of the innermost folder around it that does, and the rest of the path.
using Identity = std::tuple<dev_t, ino_t, std::string>;

Identity identify(const std::string& path) {
  fs::path rest;
  fs::path there = follow_links(path);
  for (;;) {
    struct stat status{};
    const fs::path tried = there.empty() ? "." : there;
    if (::stat(tried.c_str(), &status) == 0) {
      return {status.st_dev, status.st_ino, rest.lexically_normal().generic_string()};
    }
    if (there.empty() || there == there.parent_path()) return {0, 0, path};
    rest = rest.empty() ? there.filename() : there.filename() / rest;
    there = there.parent_path();
  }
}

std::optional<Identity> identify(int descriptor) {
  struct stat status{};
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return Identity{status.st_dev, status.st_ino, ""};
}

bool exists(const std::string& path) {
  std::error_code error;
  return fs::exists(path, error);
}

constexpr const char* kStandardOutput = "standard output";

/// The files that a folder gets, those that may be removed from it, and what a run that was killed
/// would still put there.
void add_folder(const std::string& folder, FilePatterns patterns, std::vector<FileUse>& writes) {
  std::vector<std::string> names = pending_files(folder);
  for (const std::string& pattern : patterns) {
    for (std::string& name : names_of(pattern, folder)) names.push_back(std::move(name));
  }
  std::ranges::sort(names);
  const auto repeated = std::ranges::unique(names);
  names.erase(repeated.begin(), repeated.end());
  for (const std::string& name : names) {
    const std::string path = (fs::path(folder) / name).string();
    writes.push_back({path, fmt::format("--output {}", folder), exists(path)});
  }
}

bool writes_folder(const Command& command, const Settings& settings) {
  return command.only_folder || (!command.files.empty() && names_folder(settings.output.path));
}

std::vector<FileUse> list_writes(const Command& command, const Settings& settings) {
  std::vector<FileUse> writes;
  const std::string& output = settings.output.path;
  const auto add = [&](const std::string& path, const std::string& option) {
    if (!path.empty()) writes.push_back({path, fmt::format("{} {}", option, path), exists(path)});
  };
  if (!output.empty() && writes_folder(command, settings)) {
    add_folder(output, command.files, writes);
  } else {
    add(output, "--output");
    if (writes_matrix_ids(settings)) add(output + kMatrixIds, "--output");
  }
  add(settings.output.keep, "--keep");
  add(settings.output.network, "--network");
  // A command that writes a folder only prints what it found.
  if ((output.empty() || command.only_folder) && identify(STDOUT_FILENO)) {
    writes.push_back({kStandardOutput, kStandardOutput, true});
  }
  return writes;
}

void add_reads(const Settings& settings, FilePlan& plan) {
  // Without a corpus leitwort show reads the folder of its document.
  std::vector<std::string> corpus = settings.corpus.paths;
  if (corpus.empty()) corpus = {folder_of(settings.corpus.document)};
  plan.inputs = plan_inputs(corpus, {.expansion = settings.corpus.expansion});
  for (const auto* paths : {&plan.inputs.files, &plan.inputs.streams}) {
    for (const std::string& path : *paths) plan.reads.push_back({path, "a part of the corpus"});
  }
  if (!settings.corpus.cut_list.empty())
    plan.reads.push_back({settings.corpus.cut_list, "the list of --cut"});
  if (!settings.watch.list.empty())
    plan.reads.push_back({settings.watch.list, "the list of --watch"});
}

std::optional<Identity> identity_of(const FileUse& use) {
  if (use.path == kStandardOutput) return identify(STDOUT_FILENO);
  if (use.path == "-") return identify(STDIN_FILENO);
  return identify(use.path);
}

/// A pipe can be read once.
void refuse_shared_streams(const Settings& settings) {
  std::vector<FileUse> inputs;
  for (const std::string& path : settings.corpus.paths) inputs.push_back({path, "the corpus"});
  inputs.push_back({settings.corpus.cut_list, "the list of --cut"});
  inputs.push_back({settings.watch.list, "the list of --watch"});
  std::map<std::pair<dev_t, ino_t>, std::string> read;
  for (const FileUse& use : inputs) {
    struct stat status{};
    const int failed =
        use.path == "-" ? ::fstat(STDIN_FILENO, &status) : ::stat(use.path.c_str(), &status);
    if (failed != 0 || !S_ISFIFO(status.st_mode)) continue;
    const auto [other, fresh] = read.emplace(std::pair(status.st_dev, status.st_ino), use.role);
    if (fresh) continue;
    throw Error(fmt::format("is {} and {}, and can be read only once", other->second, use.role),
                use.path, "save it as a file first");
  }
}

/// A text that is written into a folder of the corpus would be a part of it from the next run on.
void refuse_new_texts(const Settings& settings, const std::vector<FileUse>& writes) {
  const auto real = [](const std::string& path) {
    std::error_code error;
    return fs::weakly_canonical(path, error);
  };
  for (const std::string& corpus : settings.corpus.paths) {
    std::error_code error;
    if (!fs::is_directory(corpus, error)) continue;
    const fs::path folder = real(corpus);
    for (const FileUse& use : writes) {
      if (use.exists || use.path == kStandardOutput || !is_folder_text(use.path)) continue;
      const fs::path place = real(output_place(use.path));
      if (std::ranges::mismatch(folder, place).in1 != folder.end()) continue;
      throw Error("would be read as a text of the corpus from the next run on", use.path,
                  "name a place outside " + corpus);
    }
  }
}

/// A file may be read twice; what is written is written once, and not read.
void refuse_clashes(const FilePlan& plan) {
  std::map<Identity, const FileUse*> written;
  const auto refuse = [](const FileUse& use, const std::string& role, const std::string& path) {
    throw Error(fmt::format("would replace {}: {} is {}", role, use.path, path), use.role,
                "name another place");
  };
  for (const FileUse& use : plan.writes) {
    const auto identity = identity_of(use);
    if (!identity) continue;
    const auto [other, fresh] = written.emplace(*identity, &use);
    if (fresh) continue;
    const std::string& role = other->second->role;
    throw Error(fmt::format("is the file of {} too: {} is {}", role.substr(0, role.find(' ')),
                            use.path, other->second->path),
                use.role, "name another one");
  }
  for (const FileUse& use : plan.reads) {
    const auto identity = identity_of(use);
    const auto other = identity ? written.find(*identity) : written.end();
    if (other != written.end()) refuse(*other->second, use.role, use.path);
  }
}

/// A folder where a file should come is found now, and not when half of the files are in place.
void require_writable(const Command& command, const Settings& settings,
                      const std::vector<FileUse>& writes) {
  std::error_code error;
  const bool folder = writes_folder(command, settings);
  if (!settings.output.path.empty()) {
    folder ? require_writable_folder(settings.output.path)
           : require_writable_file(settings.output.path);
  }
  if (!settings.output.keep.empty()) require_writable_file(settings.output.keep);
  if (!settings.output.network.empty()) require_writable_file(settings.output.network);
  if (folder && !settings.output.path.empty()) (void)read_earlier_run(settings.output.path);
  for (const FileUse& use : writes) {
    if (folder && use.exists && use.path != kStandardOutput) require_replaceable(use.path);
    if (!use.exists || !fs::is_directory(use.path, error)) continue;
    if (folder) cannot_write(use.path, "it is a folder");
    throw Error("gets one file, and this is a folder", use.role, "name a file");
  }
}

/// Finishes or removes what runs that were killed have left where this one writes.
std::string mend_places(const Command& command, const Settings& settings) {
  const std::string& output = settings.output.path;
  for (const std::string* path : {&settings.output.keep, &settings.output.network}) {
    if (!path->empty()) sweep(folder_of(output_place(*path)));
  }
  if (output.empty()) return "";
  if (!writes_folder(command, settings)) {
    sweep(folder_of(output_place(output)));
    return "";
  }
  if (!mend(output_place(output))) return "";
  return fmt::format(
      "{}: an earlier run was ended while it put its files in place; that has been finished",
      output);
}

/// What a run will read and write, found to be possible.
FilePlan make_plan(const Command& command, const Settings& settings, bool look_at_inputs) {
  if (!writes_folder(command, settings)) require_fitting_endings(command, settings);
  refuse_shared_streams(settings);
  FilePlan plan;
  plan.writes = list_writes(command, settings);
  if (command.reads_corpus() &&
      (look_at_inputs || std::ranges::any_of(plan.writes, &FileUse::exists))) {
    add_reads(settings, plan);
  }
  refuse_clashes(plan);
  refuse_new_texts(settings, plan.writes);
  require_writable(command, settings, plan.writes);
  return plan;
}

}  // namespace

bool may_remove(FilePatterns patterns, const std::string& name) {
  return std::ranges::any_of(patterns, [&](const std::string& pattern) {
    return pattern != kOfDocuments && std::ranges::count(names_of(pattern, ""), name) > 0;
  });
}

bool may_write(FilePatterns patterns, const std::string& name) {
  const bool of_documents = std::ranges::count(patterns, kOfDocuments) > 0;
  return may_remove(patterns, name) || (of_documents && name.ends_with(".xml"));
}

FilePatterns files_of_all_commands() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> patterns;
    for (const Command& command : commands()) {
      patterns.insert(patterns.end(), command.files.begin(), command.files.end());
    }
    return patterns;
  }();
  return all;
}

std::string check_files(const Command& command, const Settings& settings) {
  (void)make_plan(command, settings, false);
  return mend_places(command, settings);
}

int print_plan(const Command& command, const Settings& settings) {
  const FilePlan plan = make_plan(command, settings, true);
  std::vector<Notice> notices = plan.inputs.notices;
  std::set<std::string> foreign;
  for (Notice& notice : foreign_inputs(plan.inputs, {.expansion = settings.corpus.expansion})) {
    foreign.insert(notice.where);
    notices.push_back(std::move(notice));
  }
  OutputFile out("");
  const TableFormat format = ::isatty(STDOUT_FILENO) != 0 ? TableFormat::table : TableFormat::csv;
  TableWriter table(out.sink(), format, {"what", "path", "why"},
                    std::numeric_limits<std::size_t>::max());
  for (const FileUse& use : plan.reads) {
    if (foreign.count(use.path) == 0) table.row({"read", use.path, use.role});
  }
  bool left_out = false;
  for (const Notice& notice : notices) {
    const bool lost = notice.kind == Notice::Kind::left_out;
    left_out |= lost;
    table.row({lost ? "leave out" : "note", notice.where, notice.what});
  }
  for (const FileUse& use : plan.writes) {
    table.row({use.exists ? "replace or remove" : "may write", use.path, use.role});
  }
  table.finish();
  out.commit();
  return left_out ? 1 : 0;
}

}  // namespace leitwort::cli
