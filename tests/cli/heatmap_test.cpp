#include "cli/program.hpp"

#include <gtest/gtest.h>

namespace leitwort::test {
namespace {

/// Runs scripts/heatmap.py.
Outcome heatmap(Strings words) {
  return script_runs("heatmap.py", std::move(words));
}

/// Two documents, or more, as `similarity` writes them.
class Heatmap : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(leitwort_runs({"similarity", kLakeAccord, "-o", pairs}).status, 0);
    ASSERT_EQ(leitwort_runs({"similarity", kLakeAccord, "--format", "matrix", "-o", matrix}).status,
              0);
    const Outcome trial = heatmap({matrix, "-o", folder / "trial.png"});
    if (trial.status == 3) GTEST_SKIP() << "matplotlib is not there: " << trial.err;
  }
  TemporaryFolder folder;
  std::string pairs = folder / "similarity.csv";
  std::string matrix = folder / "matrix.csv";
};

TEST_F(Heatmap, IsDrawnFromPairsAndFromTheSquareForm) {
  for (const std::string& input : {pairs, matrix}) {
    const std::string picture = folder / "picture.png";
    const Outcome run = heatmap({input, "-o", picture});
    ASSERT_EQ(run.status, 0) << run.err;
    EXPECT_TRUE(read_file(picture).starts_with("\x89PNG"));
  }
}

TEST_F(Heatmap, IsDrawnInEveryFormat) {
  for (const auto& [ending, magic] : {std::pair("svg", "<?xml"), std::pair("pdf", "%PDF")}) {
    const std::string picture = folder / (std::string("picture.") + ending);
    const Outcome run = heatmap({pairs, "-o", picture, "--scale", "log"});
    ASSERT_EQ(run.status, 0) << run.err;
    EXPECT_TRUE(read_file(picture).starts_with(magic));
  }
}

TEST_F(Heatmap, OfTheSameInputIsTheSameBytes) {
  ASSERT_EQ(heatmap({matrix, "-o", folder / "a.png"}).status, 0);
  ASSERT_EQ(heatmap({matrix, "-o", folder / "b.png"}).status, 0);
  EXPECT_EQ(read_file(folder / "a.png"), read_file(folder / "b.png"));
}

TEST_F(Heatmap, OrdersByDateAndAuthorWhereItKnowsThem) {
  const std::string documents =
      folder.write("documents.csv",
                   "document,date,date_precision,author\r\na,2003,year,Zoe\r\nb,2001,year,Ada\r\n"
                   "c,2002,year,Ada\r\n");
  const std::string pairs_of_three = folder.write(
      "three.csv",
      "a,b,shingle,jaccard,method\r\na,b,5,0.1,exact\r\na,c,5,0.2,exact\r\nb,c,5,0.3,exact\r\n");
  for (const std::string order : {"date", "author"}) {
    const Outcome refused = heatmap({pairs_of_three, "-o", folder / "x.png", "--order", order});
    EXPECT_EQ(refused.status, 2);
    EXPECT_TRUE(contains(refused.err, "--documents")) << refused.err;
    const Outcome drawn = heatmap({pairs_of_three, "-o", folder / (order + ".png"), "--order",
                                   order, "--documents", documents});
    ASSERT_EQ(drawn.status, 0) << drawn.err;
  }
  // By date b c a, by author b c a too, but with the authors on the labels.
  EXPECT_NE(read_file(folder / "date.png"), read_file(folder / "author.png"));
}

TEST_F(Heatmap, RefusesWhatItCannotDraw) {
  const std::string nonsense = folder.write("nonsense.csv", "a,b\r\n1,2\r\n");
  for (const Strings& words : {Strings{nonsense, "-o", folder / "x.png"},
                               Strings{folder / "absent.csv", "-o", folder / "x.png"},
                               Strings{matrix, "-o", folder / "x.docx"}}) {
    const Outcome run = heatmap(words);
    EXPECT_EQ(run.status, 2);
    EXPECT_FALSE(run.err.empty());
    EXPECT_FALSE(contains(run.err, "Traceback")) << run.err;
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "x.png"));
}

}  // namespace
}  // namespace leitwort::test
