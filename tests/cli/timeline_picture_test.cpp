#include "cli/program.hpp"

#include <gtest/gtest.h>

namespace leitwort::test {
namespace {

/// Runs scripts/timeline.py.
Outcome draws(Strings words) {
  return script_runs("timeline.py", std::move(words));
}

class TimelinePicture : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(leitwort_runs({"timeline", kLakeAccord, "-o", table}).status, 0);
    const Outcome trial = draws({table, "-o", folder / "trial.png"});
    if (trial.status == 3) GTEST_SKIP() << "matplotlib is not there: " << trial.err;
    ASSERT_EQ(trial.status, 0) << trial.err;
  }
  TemporaryFolder folder;
  std::string table = folder / "timeline.csv";
};

TEST_F(TimelinePicture, IsDrawnInEveryKindAndFormat) {
  const auto expect_drawn = [&](const std::string& kind, const std::string& ending,
                                const std::string& magic) {
    const std::string picture = folder / ("picture." + ending);
    const Outcome run = draws({table, "-o", picture, "--kind", kind});
    ASSERT_EQ(run.status, 0) << run.err;
    EXPECT_TRUE(read_file(picture).starts_with(magic)) << kind << " " << ending;
  };
  expect_drawn("strips", "png", "\x89PNG");
  expect_drawn("strips", "pdf", "%PDF");
  expect_drawn("rates", "svg", "<?xml");
  expect_drawn("adoption", "svg", "<?xml");
}

TEST_F(TimelinePicture, OfTheSameInputIsTheSameBytes) {
  for (const char* ending : {".svg", ".pdf"}) {
    ASSERT_EQ(draws({table, "-o", folder / ("a" + std::string(ending))}).status, 0);
    ASSERT_EQ(draws({table, "-o", folder / ("b" + std::string(ending))}).status, 0);
    EXPECT_EQ(read_file(folder / ("a" + std::string(ending))),
              read_file(folder / ("b" + std::string(ending))))
        << ending;
  }
}

TEST_F(TimelinePicture, IsOfTheFormulationsAskedFor) {
  const std::string picture = folder / "chosen.svg";
  // Text is drawn as curves; the words of labels stand in comments.
  const CsvTable rows = parse_csv(read_file(table));
  const auto rank_of = [&](const std::string& formulation) {
    const CsvTable::Row* row = rows.find("formulation", formulation);
    return row == nullptr ? "no row: " + formulation : row->at("rank");
  };
  const std::string two = rank_of("patience is the first treaty between neighbours") + "," +
                          rank_of("the spirit of shared waters and shared duties");
  ASSERT_EQ(draws({table, "-o", picture, "--rank", two}).status, 0);
  const std::string ranks = read_file(picture);
  EXPECT_TRUE(contains(ranks, "patience is the first treaty"));
  EXPECT_TRUE(contains(ranks, "spirit of shared waters"));
  EXPECT_FALSE(contains(ranks, "neither shore"));
  ASSERT_EQ(draws({table, "-o", picture, "--match", "SHARED"}).status, 0);
  EXPECT_TRUE(contains(read_file(picture), "spirit of shared waters"));
  EXPECT_FALSE(contains(read_file(picture), "patience is"));
  const Outcome fewer = draws({table, "-o", picture, "--match", "the", "--rows", "1"});
  EXPECT_TRUE(contains(fewer.err, "more match")) << fewer.err;
}

TEST_F(TimelinePicture, OfMonthsAndDecadesIsDrawn) {
  for (const auto& [period, kind] : {std::pair("month", "strips"), std::pair("month", "adoption"),
                                     std::pair("decade", "rates")}) {
    const std::string other = folder / "other.csv";
    ASSERT_EQ(leitwort_runs({"timeline", kLakeAccord, "--period", period, "-o", other}).status, 0);
    const Outcome run = draws({other, "--kind", kind, "-o", folder / "x.png"});
    EXPECT_EQ(run.status, 0) << period << " " << kind << ": " << run.err;
  }
}

TEST_F(TimelinePicture, RefusesWhatItCannotDraw) {
  const std::string header =
      "rank,formulation,period,documents_with,documents_total,occurrences,tokens_total,"
      "document_share,per_10k,low,high\r\n";
  const std::string row = "1,patience,2009,1,2,1,9,0.5,1,0.1,0.9\r\n";
  const std::string nonsense = folder.write("nonsense.csv", "a,b\r\n1,2\r\n");
  const std::string nothing = folder.write("nothing.csv", header);
  const std::string no_period =
      folder.write("period.csv", header + "1,patience,soon,1,2,1,9,0.5,1,0.1,0.9\r\n");
  const std::string uneven =
      folder.write("uneven.csv", header + row + "2,shore,2010,1,2,1,9,0.5,1,0.1,0.9\r\n");
  const std::string odd =
      folder.write("odd.csv", header + "1,patience,2009,1,2,1,9,half,1,0.1,0.9\r\n");
  const std::string unknown =
      folder.write("unknown.csv", header + "1,patience,2009,,,1,9,0.5,1,0.1,0.9\r\n");
  const std::string nobody = folder.write("nobody.csv", header + row);
  const std::string picture = folder / "x.png";
  for (const Strings& words :
       {Strings{nonsense, "-o", picture}, Strings{nothing, "-o", picture},
        Strings{no_period, "-o", picture}, Strings{uneven, "-o", picture},
        Strings{odd, "-o", picture}, Strings{unknown, "-o", picture},
        Strings{folder / "absent.csv", "-o", picture}, Strings{table, "-o", folder / "x.docx"},
        Strings{table, "-o", picture, "--match", "no such words"},
        Strings{table, "-o", picture, "--rank", "seven"}, Strings{table, "--rows", "0"},
        Strings{nobody, "-o", picture, "--kind", "adoption"},
        Strings{table, "-o", folder / "no/such/x.png"}}) {
    const Outcome run = draws(words);
    EXPECT_EQ(run.status, 2) << words[0];
    EXPECT_TRUE(contains(run.err, "timeline.py: ")) << run.err;
    EXPECT_FALSE(contains(run.err, "Traceback")) << run.err;
  }
  EXPECT_FALSE(std::filesystem::exists(picture));
  EXPECT_EQ(draws({nobody, "-o", picture}).status, 0) << "one period, no authors";
  EXPECT_EQ(draws({nobody, "-o", picture, "--kind", "rates"}).status, 0);
}

}  // namespace
}  // namespace leitwort::test
