#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"
#include "cli/similarity.hpp"
#include <leitwort/error.hpp>

#include <fmt/format.h>
#include <unistd.h>

namespace leitwort::cli {

int run_sketch(const Settings& settings) {
  if (settings.output.path.empty() && ::isatty(STDOUT_FILENO) != 0) {
    throw Error("sketches are nothing to look at", "leitwort sketch", "add -o FILE.sketch");
  }
  if (!settings.output.path.empty() && !settings.output.path.ends_with(".sketch")) {
    throw Error("does not end in .sketch, by which sketches are known",
                "-o " + settings.output.path, "name it so");
  }
  Session session(settings);
  if (session.has_sketches()) {
    throw Error("sketches are no texts", "leitwort sketch",
                "give texts; duplicates and similarity take several .sketch files");
  }
  Reading reading;
  const Sketches sketches = session.read_sketches(sketch_options_of(settings), reading);
  session.timings.begin("write");
  session.progress.show("Writing");
  OutputFile file(settings.output.path);
  std::uint64_t bytes = 0;
  write_sketches(sketches, [&](std::string_view part) {
    bytes += part.size();
    file.write(part);
  });
  file.commit();
  session.note(fmt::format("{} documents, {} tokens: sketches of {} bytes, {:.2f} a token",
                           grouped(sketches.documents()), grouped(sketches.tokens), grouped(bytes),
                           static_cast<double>(bytes) /
                               static_cast<double>(std::max<std::uint64_t>(sketches.tokens, 1))));
  return session.finish();
}

}  // namespace leitwort::cli
