#!/usr/bin/env python3
"""Measure what a search for near-duplicates finds of planted pairs.

    generate_duplicates 100000 301 1 corpus.jsonl truth.csv
    leitwort duplicates corpus.jsonl -o out/ --threshold 0.8 --verify exact
    bench/recall.py truth.csv out/duplicates.pairs.csv

With 301 tokens (297 shingles) J = 0.8 is reached exactly; with 300 it is 0.7994, below 0.8.

Exit status: 0 as it should be, 1 --exact and a pair below the threshold was reported, 2 the input is unusable.
"""

from __future__ import annotations

import argparse
import csv
import math
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

Pair = tuple[str, str]  # two ids, the lesser first


def read_pairs(path: str) -> dict[Pair, float]:
    """The unordered pairs of a table with columns a and b → its jaccard, where it has one."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = csv.DictReader(file)
        if not {"a", "b"} <= set(rows.fieldnames or ()):
            raise ValueError(f"{path} has no columns a and b")
        return {(min(row["a"], row["b"]), max(row["a"], row["b"])): float(row.get("jaccard") or "nan") for row in rows}


def found_share(jaccard: float, bands: int, rows: int) -> float:
    """The S-curve: the chance that at least one of `bands` bands of `rows` slots agrees."""
    return 1 - (1 - jaccard**rows) ** bands


def agreeing_share(jaccard: float, slots: int, threshold: float) -> float:
    """The chance that at least `threshold` of the slots agree: what verification by signature lets through."""
    least = math.ceil(threshold * slots - 1e-9)
    return sum(math.comb(slots, n) * jaccard**n * (1 - jaccard) ** (slots - n) for n in range(least, slots + 1))


@dataclass
class Recall:
    """The planted pairs and those reported, by their true J."""

    truth: Mapping[Pair, float]
    reported: Mapping[Pair, float]
    threshold: float

    def __post_init__(self) -> None:
        self.planted = Counter(self.truth.values())
        self.found = Counter(self.truth[pair] for pair in self.reported if pair in self.truth)
        # Half a unit in the last place that TRUTH.csv prints.
        self.below = {jaccard for jaccard in self.planted if jaccard < self.threshold - 5e-7}

    def print_table(self, bands: int, rows: int, exact: bool) -> None:
        """A line for every J: what was found, and what theory expects."""
        print("| J | planted | found | recall | S-curve | standard error | signature too | note |")
        print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |")
        for jaccard, count in sorted(self.planted.items()):
            chance = found_share(jaccard, bands, rows)
            both = agreeing_share(jaccard, bands * rows, self.threshold)
            wrong = exact and jaccard in self.below and self.found[jaccard] > 0
            note = "below the threshold: none with exact verification" if jaccard in self.below else ""
            note = "MUST NOT BE FOUND" if wrong else note
            print(
                f"| {jaccard:.4f} | {count} | {self.found[jaccard]} | {self.found[jaccard] / count:.4f} | {chance:.4f} "
                f"| {math.sqrt(chance * (1 - chance) / count):.4f} | {both:.4f} | {note} |"
            )

    def print_summary(self) -> None:
        """How many of the reported pairs are planted, and how far their J is off."""
        hits = sum(self.found.values())
        precision = f", precision {hits / len(self.reported):.4f}" if self.reported else ""
        print(f"\nReported pairs: {len(self.reported)}, planted among them: {hits}{precision}")
        off = sorted(
            abs(jaccard - self.truth[pair])
            for pair, jaccard in self.reported.items()
            if pair in self.truth and jaccard >= 0
        )
        if off:
            print(f"Reported against true J: mean difference {sum(off) / len(off):.4f}, greatest {off[-1]:.4f}")


def main() -> int:
    """Compare the two tables that the command line names; the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("truth", help="TRUTH.csv of generate_duplicates")
    parser.add_argument("pairs", help="duplicates.pairs.csv, or any table with columns a and b")
    parser.add_argument("--bands", type=int, default=16)
    parser.add_argument("--rows", type=int, default=8)
    parser.add_argument("--threshold", type=float, default=0.8)
    parser.add_argument("--exact", action="store_true", help="the pairs were verified exactly")
    options = parser.parse_args()
    try:
        recall = Recall(read_pairs(options.truth), read_pairs(options.pairs), options.threshold)
    except (OSError, ValueError) as error:
        print(f"recall.py: {error}", file=sys.stderr)
        return 2
    recall.print_table(options.bands, options.rows, options.exact)
    recall.print_summary()
    print(
        "\nThe S-curve 1 − (1 − J^rows)^bands is what exact verification should find at and above the threshold, "
        "within a few standard errors; `signature too` is the chance that a pair's signatures agree in "
        "threshold × slots slots: verification by signature finds at most that share."
    )
    return 1 if options.exact and any(recall.found[jaccard] for jaccard in recall.below) else 0


if __name__ == "__main__":
    sys.exit(main())
