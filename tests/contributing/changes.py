#!/usr/bin/env python3
"""Makes the changes that CONTRIBUTING.md tells how to make, in a copy of the sources, each in its files and in no
other, and sees that the program then has what they add.

  changes.py SOURCES COMPILER [NODE_MODULES]

NODE_MODULES: what the page is built with; without, the view is not checked.
"""

import csv
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

# What each change adds, by file: (what stands there, what is put before it). A file without that is new.
Change = dict[str, list[tuple[str, str]]]

CHANGES: dict[str, Change] = {
    "column": {
        "src/report/documents.cpp": [
            (
                "};\n\n/// A column for a field, called",
                '    {"body_begin", "where its text begins behind the front matter, in bytes",\n'
                "     [](const DocumentRow& row) { return row.document.body_begin; }},\n",
            ),
        ],
    },
    "measure": {
        "include/leitwort/measures.hpp": [
            ("  static const Measure jaccard,", "  static const Measure dice;\n"),
            (
                "/// All measures, in the order",
                "inline constexpr Measure Measure::dice = {\n"
                '    .name = "dice",\n'
                '    .about = "twice the shared shingles / those of both documents added",\n'
                "    .of = [](const PairScore& s) { return 2 * s.jaccard / (1 + s.jaccard); },\n"
                "};\n\n",
            ),
            ("};\n\n/// Whether `x` is closer", ", Measure::dice"),
        ],
    },
    "input format": {
        "src/corpus/paragraphs.cpp": [
            (
                "",
                """/// A document a paragraph.
#include "corpus/formats.hpp"

namespace leitwort::corpus {
namespace {

class Paragraphs final : public Source {
 public:
  Paragraphs(const std::string& path, Log& log) : source_(path, log.source_options()), log_(log) {
    text_ = read_all(source_);
    log_.finish(source_);
  }

  bool next(Document& document) override {
    if (begin_ >= text_.size()) return false;
    const std::size_t end = std::min(text_.find("\\n\\n", begin_), text_.size());
    document.text = text_.substr(begin_, end - begin_);
    document.id = "paragraph-" + std::to_string(++count_);
    document.path = source_.path();
    begin_ = end + 2;
    return true;
  }

 private:
  ByteSource source_;
  Log& log_;
  std::string text_;
  std::size_t begin_ = 0, count_ = 0;
};

}  // namespace

std::unique_ptr<Source> open_paragraphs(const Path& path, Log& log) {
  return std::make_unique<Paragraphs>(path.files.front(), log);
}

}  // namespace leitwort::corpus
""",
            ),
        ],
        "src/corpus/formats.cpp": [
            (
                "const Format kText = {",
                "std::unique_ptr<Source> open_paragraphs(const Path& path, Log& log);\n\n"
                'static const Format kParagraphs = {\n    .endings = {".par"}, .use = Use::text, '
                ".open = open_paragraphs};\n\n",
            ),
            ("&kJsonLines, &kManifest}", "&kParagraphs, "),
        ],
        "CMakeLists.txt": [("  src/corpus/formats.cpp\n", "  src/corpus/paragraphs.cpp\n")],
    },
    "language": {
        "src/text/function_words.cpp": [
            (
                '    LanguageWords{"ta", "tam',
                '    LanguageWords{"sw", "swa swahili kiswahili", nullptr,\n'
                '                  "na ya wa kwa ni katika la za cha kama hii hiyo sisi yetu yake lakini pia au",\n'
                '                  ""},\n',
            ),
        ],
    },
    "view": {
        "src/page/web/views/oldest.tsx": [
            (
                "",
                "/** The document that comes first. */\n\n"
                "import { useStore } from '../parts/context';\n\n"
                "export function Oldest() {\n"
                "  const { core } = useStore();\n"
                '  return <h1 tabIndex={-1}>{core.documents.id[0] ?? "none"}</h1>;\n'
                "}\n",
            ),
        ],
        "src/page/web/app.tsx": [
            ("import { Time } from './views/time';\n", "import { Oldest } from './views/oldest';\n"),
            ("  { name: 'time', title: 'Time'", "  { name: 'oldest', title: 'Oldest', draw: () => <Oldest /> },\n"),
        ],
    },
}
# How many files each may touch, beside tests.
MOST = {"column": 2, "measure": 3, "input format": 4, "language": 1, "view": 3}

SWAHILI = "Sisi na watu wa nchi hii ni kama ndugu, na kwa pamoja katika kazi yetu ya amani tuna nguvu za kutosha. " * 3


def said_of(contributing: str, kind: str) -> str:
    """The how-to of a kind of change."""
    title = f"### A {kind}\n".replace("A input", "An input")
    if title not in contributing:
        raise SystemExit(f"CONTRIBUTING.md has no how-to for: {kind}")
    return contributing.split(title, 1)[1].split("\n###", 1)[0]


def make(change: Change, root: Path) -> None:
    """Makes a change in a copy."""
    for file, edits in change.items():
        path = root / file
        for place, added in edits:
            text = path.read_text(encoding="utf-8") if path.exists() else ""
            if place not in text or (place == "" and path.exists()):
                raise SystemExit(f"{file} has no place for the change any more: {place!r}")
            path.write_text(text.replace(place, added + place, 1), encoding="utf-8")


def run(*command: str | Path, folder: Path | None = None) -> str:
    """What a command prints; the end of all where it fails."""
    done = subprocess.run([str(word) for word in command], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = done.stdout[-4000:] + done.stderr[-4000:]
        raise SystemExit(f"{' '.join(str(word) for word in command)} failed:\n{said}")
    return done.stdout


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Of a table."""
    with path.open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def see(program: Path, work: Path) -> None:
    """The program has the column, the measure, the format and the language."""
    paragraphs = work / "texts.par"
    texts = ("Peace among all nations, and work for all.", SWAHILI, SWAHILI)
    paragraphs.write_text("\n\n".join(texts), encoding="utf-8")
    run(program, "report", paragraphs, "-o", work / "out")
    documents = {row["document"]: row for row in rows(work / "out" / "documents.csv")}
    assert list(documents) == ["paragraph-1", "paragraph-2", "paragraph-3"], documents
    assert documents["paragraph-1"]["body_begin"] == "0", documents
    assert documents["paragraph-2"]["language"] == "sw", documents
    assert "body_begin" in run(program, "columns", "documents")
    pairs = list(rows(work / "out" / "similarity.csv"))
    assert all(float(pair["dice"]) >= float(pair["jaccard"]) for pair in pairs), pairs
    assert "dice" in run(program, "similarity", "--help")
    run(program, "similarity", paragraphs, "--format", "matrix", "--measure", "dice")


def main() -> None:
    """Makes all changes in one copy, builds it, and looks."""
    sources, compiler = Path(sys.argv[1]).resolve(), sys.argv[2]
    contributing = (sources / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for kind, change in CHANGES.items():
        assert len(change) <= MOST[kind], f"a {kind} touches {len(change)} files"
        for file in change:
            named = file if (sources / file).exists() else str(Path(file).parent)
            assert f"`{named}" in said_of(contributing, kind), f"the how-to for a {kind} does not name {named}"

    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        copy = work / "leitwort"
        copy.mkdir()
        for part in ("CMakeLists.txt", "cmake", "include", "scripts", "src"):
            where = sources / part
            if where.is_dir():
                shutil.copytree(where, copy / part)
            else:
                shutil.copy(where, copy / part)
        for change in CHANGES.values():
            make(change, copy)
        if len(sys.argv) > 3:
            web = copy / "src/page/web"
            (web / "node_modules").symlink_to(Path(sys.argv[3]).resolve())
            run("node_modules/.bin/tsc", "--noEmit", folder=web)
        run(
            "cmake", "-S", copy, "-B", work / "build", "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Debug",
            f"-DCMAKE_CXX_COMPILER={compiler}", "-DLEITWORT_PAGE=OFF", "-DLEITWORT_BUILD_TESTS=OFF",
            "-DCMAKE_UNITY_BUILD=ON", "-DCMAKE_CXX_FLAGS_DEBUG=-O0",
        )  # fmt: skip
        run("cmake", "--build", work / "build", "--target", "leitwort_program")
        see(work / "build/bin/leitwort", work)


if __name__ == "__main__":
    main()
