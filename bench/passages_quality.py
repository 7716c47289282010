#!/usr/bin/env python3
"""Score `leitwort passages` on texts of which it is known what belongs together.

    bench/passages_quality.py --leitwort build/release/bin/leitwort --pan FOLDER \\
        --versions bible.jsonl --verses verses.tsv --levels FOLDER

--pan: a folder with texts and PAN XML, scored by scripts/score_passages.py, macro-averaged.

--versions, --verses: several versions of the same books, with a table of document, book, chapter,
verse, begin_byte and end_byte; the documents of one book are its versions, and what stands before the
last slash of an id names the version. For each pair of versions, of the verses that both have:

    covered   share with half of their bytes or more in passages whose other side overlaps that verse;
              a passage that is a whole book covers all its verses
    reached   share with half of their tokens or more aligned with a token of that verse
    right     share of the aligned tokens (= and X in `alignment`) that lie in the same verse
    right =   the same of equal tokens alone

--levels: labels.csv (File, Task, Category) with answers, and originals orig_taskX.txt. By answer, the
share that passages with its original cover or match; Spearman's rank correlation, ties with average
ranks, with the levels non < heavy < light < cut. Beside it, the share of the answer's n-grams of tokens
that stand in the original.

Tokens are not in passages.csv: texts are tokenised here by Leitwort's rule (a run of letters, marks
and digits, apostrophes between letters inside; a Han character or kana alone). A row whose numbers of
tokens differ from those is left out of what needs tokens, and counted.

Exit status: 0 scored, 2 the input is unusable or the program failed.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import subprocess
import sys
import tempfile
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
LEVELS = {"non": 0, "heavy": 1, "light": 2, "cut": 3}
MARKS = "".join(c for c in map(chr, range(0x110000)) if unicodedata.category(c)[0] == "M")
WORD = re.compile(rf"(?:[^\W_]|[{MARKS}])+(?:(?<=[^\W\d_])['\u2019](?=[^\W\d_])(?:[^\W_]|[{MARKS}])+)*")
ALONE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]|"
                   "[^\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+")
RUN = re.compile(r"(\d+)([=XDI])")


class InputError(Exception):
    """The input cannot be scored; the text says what and where."""


class Text:
    """Tokens of a text, folded, and the bytes at which they begin, ascending; bytes that are not UTF-8 come as lone
    surrogates and separate tokens."""

    def __init__(self, text):
        self.words, self.begins, self.size = [], [], len(text.encode("utf-8", "surrogateescape"))
        at = byte = 0
        for match in WORD.finditer(text):
            for part in ALONE.finditer(match[0]):
                begin = match.start() + part.start()
                byte += len(text[at:begin].encode("utf-8", "surrogateescape"))
                at = begin
                self.begins.append(byte)
                self.words.append(unicodedata.normalize("NFKC", part[0].replace("\u2019", "'")).casefold())

    def within(self, begin, end):
        """The numbers of the tokens that begin in these bytes, half-open."""
        return range(bisect_left(self.begins, begin), bisect_left(self.begins, end))


class Passage:
    """A row of passages.csv."""

    def __init__(self, row):
        self.documents = row["a"], row["b"]
        self.bytes = [(int(row[f"{side}_begin_byte"]), int(row[f"{side}_end_byte"])) for side in "ab"]
        self.tokens = int(row["tokens_a"]), int(row["tokens_b"])
        self.alignment = row["alignment"]

    def aligned(self, texts):
        """Of its aligned tokens: number in either document, and whether they are equal; None if the text has
        other numbers of tokens there."""
        inside = [texts[document].within(*span) for document, span in zip(self.documents, self.bytes)]
        runs = [(int(count), kind) for count, kind in RUN.findall(self.alignment)]
        used = [sum(count for count, kind in runs if kind in kinds) for kinds in ("=XD", "=XI")]
        if tuple(map(len, inside)) != self.tokens or used != list(self.tokens):
            return None
        result, (i, j) = [], (side.start for side in inside)
        for count, kind in runs:
            if kind in "=X":
                result += zip(range(i, i + count), range(j, j + count), [kind == "="] * count)
            i += count * (kind != "I")
            j += count * (kind != "D")
        return result


def search(options, corpus, folder):
    """The file with all passages of the corpus."""
    out = Path(folder, "passages.csv")
    command = [options.leitwort, "passages", str(corpus), "-o", str(out), "--limit", "all", "-q", *options.leitwort_option]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise InputError(f"{Path(options.leitwort).name} ended with {done.returncode}: {done.stderr.strip()[-300:]}")
    return out


def passages(path):
    csv.field_size_limit(2**31 - 1)  # a passage can be a whole book
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield Passage(row)


def lines(path):
    """Of a text file, also one compressed by zstd."""
    if path.suffix != ".zst":
        return path.read_text(encoding="utf-8-sig").splitlines()
    done = subprocess.run(["zstd", "-dc", "--long=27", str(path)], capture_output=True)
    if done.returncode != 0:
        raise InputError(done.stderr.decode().strip())
    return done.stdout.decode("utf-8-sig").split("\n")  # splitlines() would also part at characters inside JSON


def covered(spans):
    """How many bytes lie in any of the spans (begin, end)."""
    total, reached = 0, -1
    for begin, end in sorted(spans):
        total += max(0, end - max(begin, reached))
        reached = max(reached, end)
    return total


# PAN ------------------------------------------------------------------------------------


def score_pan(options, folder):
    found = search(options, options.pan, folder)
    done = subprocess.run([sys.executable, str(SCRIPTS / "score_passages.py"), str(options.pan), str(found), "--texts",
                           str(options.pan), "--format", "json"], capture_output=True, text=True)
    if done.returncode != 0:
        raise InputError(done.stderr.strip())
    result = json.loads(done.stdout)
    print(f"\n## Passages by truth: {options.pan.name}\n")
    table(["kind", "cases", "detected", "detections", "precision", "recall", "F1", "granularity", "plagdet"],
          [[row["kind"], str(row["cases"]), str(row["cases_detected"]), str(row["detections"]),
            *(f"{row[key]:.4f}" for key in ["precision", "recall", "f1", "granularity", "plagdet"])]
           for row in result["scores"] if row["average"] == "macro"])
    print("".join(f"\n{note}." for note in result["notes"]))


# Versions -------------------------------------------------------------------------------


class Verses:
    """Where the verses of the documents are: (begin, end, (book, chapter, verse)), ascending, disjoint."""

    def __init__(self, path):
        self.of, self.book = defaultdict(list), {}
        for row in csv.DictReader(lines(path), delimiter="\t"):
            key = row["book"], row["chapter"], row["verse"]
            self.of[row["document"]].append((int(row["begin_byte"]), int(row["end_byte"]), key))
            self.book[row["document"]] = row["book"]
        for verses in self.of.values():
            verses.sort()

    def overlapping(self, document, begin, end):
        verses = self.of[document]
        first = max(0, bisect_right(verses, begin, key=lambda verse: verse[0]) - 1)
        for verse in verses[first:]:
            if verse[0] >= end:
                return
            if verse[1] > begin:
                yield verse

    def by_token(self, document, text):
        """The verse of each token, None between verses."""
        result = [None] * len(text.begins)
        for begin, end, key in self.of[document]:
            inside = text.within(begin, end)
            result[inside.start:inside.stop] = [key] * len(inside)
        return result


def score_versions(options, folder):
    verses = Verses(options.verses)
    texts, verse_of = {}, {}
    for line in lines(options.versions):
        if line.strip():
            record = json.loads(line)
            texts[record["id"]] = Text(record["text"])
            verse_of[record["id"]] = verses.by_token(record["id"], texts[record["id"]])
    size = {name: Counter(keys) for name, keys in verse_of.items()}  # tokens of each verse
    # Of a pair of documents: on each side, by verse, its covered bytes and its tokens aligned with that verse.
    spans = defaultdict(lambda: (defaultdict(list), defaultdict(list)))
    reached = defaultdict(lambda: (defaultdict(set), defaultdict(set)))
    counts, rows, unread = defaultdict(Counter), 0, 0
    version = lambda document: document.rpartition("/")[0]
    for passage in passages(search(options, options.versions, folder)):
        pair = passage.documents
        if pair[0] == pair[1] or verses.book.get(pair[0]) is None or verses.book[pair[0]] != verses.book.get(pair[1]):
            continue
        rows += 1
        touched = [list(verses.overlapping(document, *span)) for document, span in zip(pair, passage.bytes)]
        for side in (0, 1):
            other, (begin, end) = {key for _, _, key in touched[1 - side]}, passage.bytes[side]
            for first, last, key in touched[side]:
                if key in other:
                    spans[pair][side][key].append((max(begin, first), min(end, last)))
        aligned = passage.aligned(texts)
        if aligned is None:
            unread += 1
            continue
        count = counts[tuple(map(version, pair))]
        for i, j, equal in aligned:
            key = verse_of[pair[0]][i]
            right = key is not None and key == verse_of[pair[1]][j]
            count["aligned"] += 1
            count["right"] += right
            count["equal"] += equal
            count["right equal"] += right and equal
            if right:
                reached[pair][0][key].add(i)
                reached[pair][1][key].add(j)
    total = defaultdict(lambda: [Counter(), Counter()])
    documents = defaultdict(list)
    for document in texts:  # in the order of the corpus, as pairs in passages.csv are
        if document in verses.book:
            documents[verses.book[document]].append(document)
    for versions in documents.values():
        for pair in combinations(versions, 2):
            shared = {key for _, _, key in verses.of[pair[0]]} & {key for _, _, key in verses.of[pair[1]]}
            for side in (0, 1):
                count = total[tuple(map(version, pair))][side]
                for begin, end, key in verses.of[pair[side]]:
                    if key in shared:
                        count["verses"] += 1
                        count["covered"] += 2 * covered(spans[pair][side][key]) >= end - begin
                        count["reached"] += 2 * len(reached[pair][side][key]) >= size[pair[side]][key]
    print(f"\n## Versions of the same books: {options.versions.name}\n")
    result = []
    for pair, sides in total.items():
        count = counts[pair]
        share = lambda what, of: f"{count[what] / count[of]:.4f}" if count[of] else "–"
        for side in (0, 1):
            one = sides[side]
            result.append([" – ".join(pair), pair[side], f"{one['verses']:,}", f"{one['covered'] / one['verses']:.4f}",
                           f"{one['reached'] / one['verses']:.4f}", f"{count['aligned']:,}", share("right", "aligned"),
                           share("right equal", "equal")])
    table(["versions", "side", "verses", "covered", "reached", "aligned tokens", "right", "right ="], result)
    print(f"\n{rows:,} passages between versions of a book; {unread:,} with other numbers of tokens than counted here.")


# Levels ---------------------------------------------------------------------------------


def ranks(values):
    """From 1, equal values with the average of theirs."""
    ordered = sorted(values)
    return [(bisect_left(ordered, value) + bisect_right(ordered, value) + 1) / 2 for value in values]


def spearman(a, b):
    a, b = ranks(a), ranks(b)
    mean_a, mean_b = sum(a) / len(a), sum(b) / len(b)
    covariance = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b))
    spread = sum((x - mean_a) ** 2 for x in a) * sum((y - mean_b) ** 2 for y in b)
    return covariance / spread ** 0.5 if spread else 0.0


def contained(words, original, n):
    """The share of the distinct n-grams of tokens that the original has too."""
    of = lambda tokens: {tuple(tokens[i:i + n]) for i in range(len(tokens) - n + 1)}
    grams = of(words)
    return len(grams & of(original)) / len(grams) if grams else 0.0


def score_levels(options, folder):
    answers = {}  # → original, level
    with open(options.levels / "labels.csv", newline="", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if row["Category"] in LEVELS:
                answers[Path(row["File"]).stem] = f"orig_task{row['Task']}", row["Category"]
    texts = {name: Text((options.levels / f"{name}.txt").read_bytes().decode("utf-8", "surrogateescape"))
             for name in {*answers, *(original for original, _ in answers.values())}}
    spans, matched, unread = defaultdict(list), defaultdict(set), 0
    for passage in passages(search(options, options.levels, folder)):
        for side in (0, 1):
            answer, other = passage.documents[side], passage.documents[1 - side]
            if answer in answers and answers[answer][0] == other:
                spans[answer].append(passage.bytes[side])
                aligned = passage.aligned(texts)
                unread += aligned is None
                matched[answer].update(pair[side] for pair in aligned or () if pair[2])
    level = [LEVELS[category] for _, category in answers.values()]
    measures = {
        "covered by passages (bytes)": [covered(spans[name]) / texts[name].size for name in answers],
        "matched in passages (tokens)": [len(matched[name]) / len(texts[name].words) for name in answers]}
    for n in (3, 5):
        measures[f"{n}-grams in the original"] = [contained(texts[name].words, texts[original].words, n)
                                                  for name, (original, _) in answers.items()]
    mean = lambda values, category: sum(v for v, (_, c) in zip(values, answers.values()) if c == category) / max(
        1, sum(c == category for _, c in answers.values()))
    print(f"\n## Levels of reuse: {options.levels.name}\n\n{len(answers)} answers: "
          + ", ".join(f"{count} {category}" for category, count in Counter(c for _, c in answers.values()).items()) + ".\n")
    foreign = options.foreign
    known = [i for i, (_, category) in enumerate(answers.values())
             if category != "cut" or measures["5-grams in the original"][i] >= foreign]
    table(["share of an answer", "Spearman", f"without {len(answers) - len(known)} cut", *(f"mean {c}" for c in LEVELS)],
          [[name, f"{spearman(values, level):.3f}", f"{spearman([values[i] for i in known], [level[i] for i in known]):.3f}",
            *(f"{mean(values, category):.2f}" for category in LEVELS)] for name, values in measures.items()])
    print(f"\nWithout the answers of level cut of whose 5-grams less than {foreign:.0%} stand in the original:\n")
    table(["answer", "tokens", *measures], [
        [name, f"{len(texts[name].words):,}", *(f"{values[i]:.2f}" for values in measures.values())]
        for i, name in enumerate(answers) if i not in known])
    print(f"\n{unread:,} passages with other numbers of tokens than counted here.")


# The command ----------------------------------------------------------------------------


def table(header, rows):
    print("| " + " | ".join(header) + " |\n| --- |" + " ---: |" * (len(header) - 1))
    for row in rows:
        print("| " + " | ".join(row) + " |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--leitwort", required=True, help="the program")
    parser.add_argument("--leitwort-option", action="append", default=[], metavar="OPTION", help="as in =--min-tokens=8")
    parser.add_argument("--pan", type=Path, metavar="FOLDER", help="texts and PAN XML")
    parser.add_argument("--versions", type=Path, metavar="CORPUS", help="JSON Lines, .zst too")
    parser.add_argument("--verses", type=Path, metavar="TSV", help="where the verses are, .zst too")
    parser.add_argument("--levels", type=Path, metavar="FOLDER", help="answers, originals and labels.csv")
    parser.add_argument("--foreign", type=float, default=0.5, metavar="SHARE",
                        help="5-grams below which an answer of level cut has other sources; default: %(default)s")
    options = parser.parse_args()
    if (options.versions is None) != (options.verses is None):
        parser.error("--versions and --verses go together")
    print("# Quality of passages" + (f", options {' '.join(options.leitwort_option)}" if options.leitwort_option else ""))
    try:
        for given, scorer in [(options.pan, score_pan), (options.versions, score_versions), (options.levels, score_levels)]:
            if given is not None:
                with tempfile.TemporaryDirectory() as folder:
                    scorer(options, folder)
    except (InputError, OSError, ValueError, KeyError) as error:
        what = f"no column or document {error}" if isinstance(error, KeyError) else error
        print(f"passages_quality.py: {what}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
