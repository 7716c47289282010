#include "corpus/reading.hpp"

#include <string>

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace leitwort::test {
namespace {

Strings sorted(Strings strings) {
  std::sort(strings.begin(), strings.end());
  return strings;
}

TEST(Plan, ListsEveryFileThatIsRead) {
  const TemporaryFolder folder;
  for (const char* name : {"texts/a.txt", "texts/b.MD", "texts/deep/c.TXT", "texts/d.pdf"}) {
    folder.write(name, "x");
  }
  folder.write("listed/one.txt", "x");
  folder.write("listed/two.txt", "x");
  folder.write("elsewhere.txt", "x");
  folder.write("listed/manifest.csv", "path\none.txt\n../elsewhere.txt\nnothing.txt\n");
  const std::string lines = folder.write("lines.jsonl", "{\"text\": \"x\"}\n");
  const InputPlan plan = plan_inputs({folder / "texts", folder / "listed", lines, "-"});
  EXPECT_EQ(sorted(plan.files),
            sorted({folder / "texts/a.txt", folder / "texts/b.MD", folder / "texts/deep/c.TXT",
                    folder / "listed/manifest.csv", folder / "listed/one.txt",
                    folder / "listed/../elsewhere.txt", lines}));
  EXPECT_EQ(plan.streams, Strings{"-"});
  ASSERT_EQ(plan.notices.size(), 3U);
  EXPECT_NE(plan.notices[0].what.find("1 .pdf"), std::string::npos);
  EXPECT_EQ(plan.notices[1].where, folder / "listed/manifest.csv: row 4");
  EXPECT_NE(plan.notices[2].what.find("1 text file"), std::string::npos);
}

TEST(Plan, AgreesWithTheReaderAboutInputsAndWhatIsLeftOut) {
  const TemporaryFolder folder;
  folder.write("texts/a.txt", "x");
  folder.write("texts/b.txt", "x");
  const std::string manifest =
      folder.write("list.csv", "path\ntexts/a.txt\nmissing.txt\ntexts/b.txt,too many\n");
  const Strings paths = {folder / "texts", manifest, folder / "nowhere"};
  const InputPlan plan = plan_inputs(paths);
  const Corpus corpus = load_corpus(paths);
  Strings read;
  for (const Input& input : corpus.inputs) read.push_back(input.path);
  EXPECT_EQ(sorted(plan.files), sorted(read));
  Strings planned;
  for (const Notice& notice : plan.notices) planned.push_back(notice.where + ": " + notice.what);
  EXPECT_EQ(sorted(planned), sorted(left_out(corpus)));
}

TEST(Plan, OpensNoPipe) {
  const TemporaryFolder folder;
  folder.write("a.txt", "x");
  ASSERT_EQ(::mkfifo((folder / "pipe.txt").c_str(), 0600), 0);
  const InputPlan plan = plan_inputs({folder.path(), folder / "pipe.txt"});
  EXPECT_EQ(plan.files, Strings{folder / "a.txt"});
  EXPECT_EQ(plan.streams, Strings{folder / "pipe.txt"});
  ASSERT_EQ(plan.notices.size(), 1U);
  EXPECT_EQ(plan.notices[0].where, folder / "pipe.txt");
}

TEST(Plan, ListsSketchesAsFilesThatAreRead) {
  const InputPlan plan = plan_inputs({"one.sketch", "two.sketch"});
  EXPECT_EQ(plan.files, (Strings{"one.sketch", "two.sketch"}));
}

}  // namespace
}  // namespace leitwort::test
