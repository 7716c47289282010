#!/usr/bin/env python3
"""Whether the passages of a corpus depend on the order of its documents.

    bench/passage_order.py --leitwort build/release/bin/leitwort corpus.jsonl [--pairs 200] [--permutations 100]

Asks the program for the passages of random pairs of documents in both orders, and of a corpus of 60
documents, spread evenly over the given one, in random orders. Rows are compared once the document with
the lesser id stands first: bytes, texts, counts, similarity, score, label and places must be the same.

Exit status: 0 none depends, 1 some do, 2 the input is unusable or the program failed.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import subprocess
import sys
import tempfile
from pathlib import Path

SIDED = ("", "_date", "_begin_byte", "_end_byte")
KEPT = ("matched", "similarity", "score", "label", "equal", "near", "moved", "places")
EXCHANGED = str.maketrans("DI", "ID")
SMALL_CORPUS = 60


def read_corpus(path: Path) -> list[str]:
    """The lines of a JSON Lines file, plain or .zst."""
    command = ["zstd", "-dc", str(path)] if path.suffix == ".zst" else ["cat", str(path)]
    return [line for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines() if line]


def passages_of(leitwort: str, lines: list[str]) -> set[tuple[str, ...]]:
    """The rows of a corpus, each with the document of the lesser id first."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.jsonl"
        corpus.write_text("\n".join(lines) + "\n", encoding="utf-8")
        run = subprocess.run([leitwort, "passages", str(corpus), "--limit", "all", "--format", "csv"],
                             capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1):
        raise RuntimeError(run.stderr)
    csv.field_size_limit(sys.maxsize)
    return {side_by_side(row) for row in csv.DictReader(io.StringIO(run.stdout, newline=""))}


def side_by_side(row: dict[str, str]) -> tuple[str, ...]:
    """A row without its number, in the order of the ids and, in one document, of the places."""
    sides = [[row[name + end] for end in SIDED] + [row[f"tokens_{name}"], row[f"text_{name}"]] for name in "ab"]
    alignment = row["alignment"]
    if (sides[1][0], int(sides[1][2])) < (sides[0][0], int(sides[0][2])):
        sides.reverse()
        alignment = alignment.translate(EXCHANGED)
    return (*sides[0], *sides[1], alignment, *(row[name] for name in KEPT))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--leitwort", required=True, help="the program")
    parser.add_argument("corpus", type=Path, help="JSON Lines, .zst too")
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--permutations", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    lines = read_corpus(options.corpus)
    chance = random.Random(options.seed)
    differing = rows = 0
    for _ in range(options.pairs):
        pair = chance.sample(lines, 2)
        found = passages_of(options.leitwort, pair)
        rows += len(found)
        differing += found != passages_of(options.leitwort, pair[::-1])
    print(f"{options.pairs} pairs, {rows} rows: {differing} differ by order")
    small = [lines[i * len(lines) // SMALL_CORPUS] for i in range(min(SMALL_CORPUS, len(lines)))]
    expected = passages_of(options.leitwort, small)
    changed = 0
    for _ in range(options.permutations):
        chance.shuffle(small)
        changed += passages_of(options.leitwort, small) != expected
    print(f"{len(small)} documents, {len(expected)} rows: {changed} of {options.permutations} permutations differ")
    return 1 if differing + changed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (OSError, RuntimeError, subprocess.CalledProcessError) as error:
        print(f"passage_order.py: {error}", file=sys.stderr)
        sys.exit(2)
