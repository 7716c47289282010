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
import random
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.dont_write_bytecode = True
from running import Failed, lines_of, output_of
from tables import read_table

SIDED = ("", "_date", "_begin_byte", "_end_byte")
KEPT = ("matched", "similarity", "score", "label", "equal", "near", "moved", "places")
EXCHANGED = str.maketrans("DI", "ID")
SMALL_CORPUS = 60


def passages_of(leitwort: str, lines: Sequence[str]) -> set[tuple[str, ...]]:
    """The rows of a corpus, each with the document of the lesser id first."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.jsonl"
        corpus.write_text("\n".join(lines) + "\n", encoding="utf-8")
        found = Path(folder) / "passages.csv"
        output_of([leitwort, "passages", str(corpus), "-o", str(found), "--limit", "all"], good=(0, 1))
        return {side_by_side(row) for row in read_table(found)}


def side_by_side(row: Mapping[str, str]) -> tuple[str, ...]:
    """A row without its number, in the order of the ids and, in one document, of the places."""
    sides = [[row[name + end] for end in SIDED] + [row[f"tokens_{name}"], row[f"text_{name}"]] for name in "ab"]
    alignment = row["alignment"]
    if (sides[1][0], int(sides[1][2])) < (sides[0][0], int(sides[0][2])):
        sides.reverse()
        alignment = alignment.translate(EXCHANGED)
    return (*sides[0], *sides[1], alignment, *(row[name] for name in KEPT))


def changed_pairs(leitwort: str, lines: Sequence[str], count: int, chance: random.Random) -> int:
    """How many of so many random pairs of documents differ by their order; says so."""
    differing = rows = 0
    for _ in range(count):
        pair = chance.sample(lines, 2)
        found = passages_of(leitwort, pair)
        rows += len(found)
        differing += found != passages_of(leitwort, pair[::-1])
    print(f"{count} pairs, {rows} rows: {differing} differ by order")
    return differing


def changed_permutations(leitwort: str, lines: Sequence[str], count: int, chance: random.Random) -> int:
    """How many of so many random orders of a small corpus differ from its own; says so."""
    small = [lines[i * len(lines) // SMALL_CORPUS] for i in range(min(SMALL_CORPUS, len(lines)))]
    expected = passages_of(leitwort, small)
    changed = 0
    for _ in range(count):
        chance.shuffle(small)
        changed += passages_of(leitwort, small) != expected
    print(f"{len(small)} documents, {len(expected)} rows: {changed} of {count} permutations differ")
    return changed


def main() -> int:
    """Compare the orders of the corpus that the command line names; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--leitwort", required=True, help="the program")
    parser.add_argument("corpus", type=Path, help="JSON Lines, .zst too")
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--permutations", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    lines = [line for line in lines_of(options.corpus) if line]
    chance = random.Random(options.seed)
    differing = changed_pairs(options.leitwort, lines, options.pairs, chance)
    differing += changed_permutations(options.leitwort, lines, options.permutations, chance)
    return 1 if differing else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (OSError, Failed) as error:
        print(f"passage_order.py: {error}", file=sys.stderr)
        sys.exit(2)
