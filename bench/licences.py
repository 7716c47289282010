#!/usr/bin/env python3
"""Score near-duplicates on texts whose copies are known: documents with the same `label`.

    bench/peers.sh licences.py texts.jsonl --leitwort build/release/bin/leitwort

For every threshold: precision, recall and F1 of the pairs, and of the groups (a document in no
group is alone) the same and the adjusted Rand index against the labels. Beside it, inside the
environment of peers.sh, datasketch on the same shingles, and the exact Jaccard similarity and
containment of all pairs: no method that estimates a measure can do better than the measure. Then the
kinds of pairs that are missed, and between which labels pairs are found.

Exit status: 0 scored, 2 the input is unusable or the program failed.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.dont_write_bytecode = True
from running import Failed, output_of
from shingling import BANDS, ROWS, SLOTS, K, byte_shingles, documents, shingles, tokens
from tables import print_table, read_table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Square = NDArray[np.float64]

Pairs = Sequence[tuple[int, int]]  # of numbers of documents, the lesser first
GRID = [t / 100 for t in range(10, 100, 5)]


class Corpus:
    """The documents, called by their numbers, and what is right about them."""

    def __init__(self, path: Path) -> None:
        self.ids: list[str] = []
        self.labels: list[str] = []
        self.words: list[list[str]] = []
        for document in documents(path):
            if not {"id", "text", "label"} <= document.keys():
                raise ValueError(f"{path}: a document without id, text or label")
            self.ids.append(str(document["id"]))
            self.labels.append(document["label"])
            self.words.append(tokens(document["text"]))
        self.number = {name: i for i, name in enumerate(self.ids)}
        if len(self.number) < len(self.ids):
            raise ValueError(f"{path}: an id occurs twice")
        self.sets = [frozenset(shingles(words)) for words in self.words]
        self.members: dict[str, list[int]] = defaultdict(list)
        for i, label in enumerate(self.labels):
            self.members[label].append(i)
        self.true_pairs = sum(math.comb(len(group), 2) for group in self.members.values())

    def __len__(self) -> int:
        return len(self.ids)

    def similarity(self, a: int, b: int) -> tuple[float, float]:
        """Jaccard similarity, and the share of the smaller set that is in the other."""
        shared = len(self.sets[a] & self.sets[b])
        union, smaller = len(self.sets[a]) + len(self.sets[b]) - shared, min(len(self.sets[a]), len(self.sets[b]))
        return (shared / union if union else 0.0), (shared / smaller if smaller else 0.0)


class Found(NamedTuple):
    """What a method found at a threshold."""

    pairs: Pairs
    group: Sequence[int | str]  # of each document


# Figures


def figures(right: int, reported: int, true: int) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    precision, recall = right / reported if reported else 1.0, right / true if true else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def figures_of_pairs(corpus: Corpus, pairs: Pairs) -> tuple[float, float, float]:
    """Precision, recall and F1 of the pairs."""
    right = sum(corpus.labels[a] == corpus.labels[b] for a, b in pairs)
    return figures(right, len(pairs), corpus.true_pairs)


def figures_of_groups(corpus: Corpus, group: Sequence[int | str]) -> tuple[float, ...]:
    """Of `group`, a name for every document: precision, recall, F1, adjusted Rand index, and the F1 of B-cubed.

    In B-cubed every document counts once, and a label of 500 does not count 250,000 times.
    """
    groups, labels, cells = Counter(group), Counter(corpus.labels), Counter(zip(group, corpus.labels))
    same = sum(math.comb(n, 2) for n in groups.values())
    both = sum(math.comb(n, 2) for n in cells.values())
    expected = same * corpus.true_pairs / math.comb(len(corpus), 2)
    most = (same + corpus.true_pairs) / 2
    rand_index = (both - expected) / (most - expected) if most > expected else 1.0
    precision = sum(n * n / groups[g] for (g, _), n in cells.items()) / len(corpus)
    recall = sum(n * n / labels[label] for (_, label), n in cells.items()) / len(corpus)
    b_cubed = 2 * precision * recall / (precision + recall)
    return (*figures(both, same, corpus.true_pairs), rand_index, b_cubed)


def groups_of(count: int, pairs: Pairs) -> list[int]:
    """The connected components."""
    parent = list(range(count))

    def root(x: int) -> int:
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for a, b in pairs:
        parent[root(a)] = root(b)
    return [root(x) for x in range(count)]


# What is scored


def run_leitwort(corpus: Corpus, options: argparse.Namespace, threshold: float | None) -> Found:
    """A run of the program, at its own threshold if `threshold` is None."""
    with tempfile.TemporaryDirectory() as folder:
        command = [options.leitwort, "duplicates", str(options.corpus), "-o", f"{folder}/", *options.leitwort_option]
        output_of(command + ([] if threshold is None else ["--threshold", str(threshold)]))
        pairs = set()
        for row in read_table(Path(folder, "duplicates.pairs.csv")):
            a, b = corpus.number[row["a"]], corpus.number[row["b"]]
            pairs.add((min(a, b), max(a, b)))
        group: list[int | str] = list(range(len(corpus)))
        for row in read_table(Path(folder, "duplicates.csv")):
            group[corpus.number[row["document"]]] = row["group"]
    return Found(list(pairs), group)


def run_datasketch(corpus: Corpus, thresholds: Iterable[float]) -> Iterator[tuple[float, str, Pairs]]:
    """The pairs by threshold, verified by signature.

    The candidates are those of MinHashLSH at that threshold, and at the bands and rows that Leitwort has.
    """
    from datasketch import MinHash, MinHashLSH
    from xxhash import xxh32_intdigest

    sketches = MinHash.bulk(map(byte_shingles, corpus.words), num_perm=SLOTS, hashfunc=xxh32_intdigest)
    for bands in [None, (BANDS, ROWS)]:
        for threshold in thresholds:
            index = MinHashLSH(threshold=threshold, num_perm=SLOTS, params=bands)
            pairs: list[tuple[int, int]] = []
            for b, sketch in enumerate(sketches):
                if not corpus.sets[b]:
                    continue
                pairs += [(a, b) for a in index.query(sketch) if sketches[a].jaccard(sketch) >= threshold]
                index.insert(b, sketch, check_duplication=False)
            yield threshold, f"datasketch, {index.b} bands of {index.r}", pairs


def exact_measures(corpus: Corpus) -> tuple[Square, Square]:
    """Exact Jaccard similarity and containment of all pairs: two square arrays, NaN where a set is empty."""
    import numpy as np
    from scipy.sparse import csr_array

    numbers: dict[str, int] = {}
    columns: list[int] = []
    begin = [0]
    for one in corpus.sets:
        columns.extend(numbers.setdefault(shingle, len(numbers)) for shingle in one)
        begin.append(len(columns))
    incidence = csr_array((np.ones(len(columns), np.int32), columns, begin), shape=(len(corpus), len(numbers)))
    shared: Square = (incidence @ incidence.T).toarray().astype(float)
    size = shared.diagonal()
    with np.errstate(invalid="ignore", divide="ignore"):
        return (shared / (size[:, None] + size - shared), shared / np.minimum(size[:, None], size))


def pairs_above(similarity: Square, threshold: float) -> list[tuple[int, int]]:
    """The pairs whose similarity reaches the threshold."""
    import numpy as np

    rows, columns = np.nonzero(np.triu(similarity >= threshold - 1e-12, 1))
    return list(zip(rows.tolist(), columns.tolist()))


@dataclass
class Scored:
    """What is printed in the end."""

    rows: list[list[str]] = field(default_factory=list)
    best: list[str] = field(default_factory=list)  # which threshold is the best for what
    absent: list[str] = field(default_factory=list)  # why something is left out
    told: tuple[str, Pairs] | None = None  # the method whose misses are told, and its pairs


def score_leitwort(corpus: Corpus, options: argparse.Namespace, thresholds: Iterable[float], into: Scored) -> None:
    """Score the program, at its own threshold first."""
    for threshold in [None, *sorted({*thresholds, options.missed})]:
        found = run_leitwort(corpus, options, threshold)
        into.rows.append(row_of(corpus, "leitwort", threshold, found))
        if threshold == options.missed:
            into.told = "leitwort", found.pairs


def score_datasketch(corpus: Corpus, thresholds: Iterable[float], into: Scored) -> None:
    """Score datasketch, if it is installed."""
    try:
        for threshold, name, pairs in run_datasketch(corpus, thresholds):
            found = Found(pairs, groups_of(len(corpus), pairs))
            into.rows.append(row_of(corpus, name, threshold, found))
    except ImportError as error:
        into.absent.append(str(error))


def best_threshold(scored: dict[float, list[str]], column: int) -> float:
    """The threshold, the least of several, at which a column of the table is greatest."""
    return max(scored, key=lambda threshold: float(scored[threshold][column]))


def score_exact(corpus: Corpus, missed: float, thresholds: Iterable[float], into: Scored) -> None:
    """Score the exact measures, and find the thresholds at which they are best, if scipy is installed."""
    try:
        measures = exact_measures(corpus)
    except ImportError as error:
        into.absent.append(str(error))
        return
    for name, similarity in zip(["exact Jaccard", "exact containment"], measures):
        scored: dict[float, list[str]] = {}
        for threshold in sorted({*GRID, *thresholds, missed}):
            pairs = pairs_above(similarity, threshold)
            scored[threshold] = row_of(corpus, name, threshold, Found(pairs, groups_of(len(corpus), pairs)))
            if into.told is None and name == "exact Jaccard" and threshold == missed:
                into.told = name, pairs
        into.rows += [scored[threshold] for threshold in thresholds]
        for column, what in BEST.items():
            threshold = best_threshold(scored, column)
            into.best.append(f"- {name}: best {what} {scored[threshold][column]} at {threshold:.2f}")


# The report


HEADER = ["method", "threshold", "pairs", "precision", "recall", "F1"]
HEADER += ["groups: precision", "recall", "F1", "ARI", "B-cubed F1"]
BEST = {5: "F1 of pairs", 8: "F1 of groups", 9: "adjusted Rand index", 10: "B-cubed F1"}  # by column


def row_of(corpus: Corpus, name: str, threshold: float | None, found: Found) -> list[str]:
    """A row of the table of methods."""
    values = [*figures_of_pairs(corpus, found.pairs), *figures_of_groups(corpus, found.group)]
    shown = "default" if threshold is None else f"{threshold:.2f}"
    return [name, shown, f"{len(found.pairs):,}", *(f"{value:.4f}" for value in values)]


def kind_of(corpus: Corpus, a: int, b: int, jaccard: float, contained: float, threshold: float) -> str:
    """Why a true pair is missed."""
    if not corpus.sets[a] or not corpus.sets[b]:
        return f"1: fewer than {K} tokens: no shingle"
    if jaccard >= threshold:
        return "2: J reaches the threshold: no candidate, or lost by an estimate"
    sizes = sorted((len(corpus.sets[a]), len(corpus.sets[b])))
    if contained >= threshold and sizes[0] < threshold * sizes[1]:
        return "3: one within a longer one: J cannot reach the threshold, containment does"
    if jaccard >= threshold - 0.15:
        return "4: J at most 0.15 below the threshold: many small changes"
    if contained >= 0.5:
        return "5: half or more of the smaller in the other: partly rewritten, or other parts around it"
    if jaccard >= 0.05:
        return "6: less than half shared"
    return "7: other texts under one label (J below 0.05)"


class Missed(NamedTuple):
    """A true pair that was not found."""

    jaccard: float
    contained: float
    a: int
    b: int


def missed_pairs(corpus: Corpus, pairs: Pairs, threshold: float) -> dict[str, list[Missed]]:
    """The true pairs that are missed, by their kind."""
    found = set(pairs)
    kinds: dict[str, list[Missed]] = defaultdict(list)
    for members in corpus.members.values():
        for i, a in enumerate(members):
            for b in members[i + 1 :]:
                if (a, b) not in found:
                    jaccard, contained = corpus.similarity(a, b)
                    kind = kind_of(corpus, a, b, jaccard, contained, threshold)
                    kinds[kind].append(Missed(jaccard, contained, a, b))
    return kinds


def example_of(corpus: Corpus, label: str, count: int, missed: Iterable[Missed]) -> str:
    """A pair of a label of which so many are missed: the middle one is typical of it."""
    of_label = sorted(pair for pair in missed if corpus.labels[pair.a] == label)
    jaccard, contained, a, b = of_label[len(of_label) // 2]
    return (
        f"{label} ×{count} (J {jaccard:.2f}, containment {contained:.2f}, {len(corpus.words[a])} and "
        f"{len(corpus.words[b])} tokens: {corpus.ids[a]}, {corpus.ids[b]})"
    )


def print_missed(corpus: Corpus, pairs: Pairs, threshold: float, examples: int) -> None:
    """Print the kinds of missed pairs, with so many examples each, and between which labels pairs are found."""
    rows = []
    for kind, missed in sorted(missed_pairs(corpus, pairs, threshold).items()):
        labels = Counter(corpus.labels[pair.a] for pair in missed)
        shown = [example_of(corpus, label, count, missed) for label, count in labels.most_common(examples)]
        rows.append([kind[3:], f"{len(missed):,}", "; ".join(shown)])
    print(f"\n## True pairs missed at {threshold:.2f}\n")
    print_table(["kind", "pairs", "most frequent labels, each with its middle pair"], rows)

    wrong: Counter[tuple[str, str]] = Counter()
    for one, other in pairs:
        a, b = sorted((corpus.labels[one], corpus.labels[other]))
        if a != b:
            wrong[a, b] += 1
    print(
        f"\n## Pairs of different labels at {threshold:.2f}: {wrong.total():,}, "
        f"between {len(wrong):,} pairs of labels\n"
    )
    print("Most: " + "; ".join(f"{a} – {b} ×{count}" for (a, b), count in wrong.most_common(4 * examples)) + ".")


def print_head(corpus: Corpus, options: argparse.Namespace) -> None:
    """Print what is scored."""
    largest = max(corpus.members, key=lambda label: len(corpus.members[label]))
    given = f" Options of Leitwort: `{' '.join(options.leitwort_option)}`." if options.leitwort_option else ""
    print(f"# Near-duplicates beside labels: {options.corpus.name}\n")
    print(
        f"{len(corpus):,} documents, {len(corpus.members):,} labels, {corpus.true_pairs:,} true pairs, "
        f"of which the label {largest} has {math.comb(len(corpus.members[largest]), 2):,}; "
        f"{sum(map(len, corpus.sets)):,} shingles ({K} tokens).{given}\n"
    )


# The command


def parse_arguments() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    add = parser.add_argument
    add("corpus", type=Path, help="JSON Lines with id, text and label")
    add("--leitwort", help="the program")
    add("--leitwort-option", action="append", default=[], metavar="OPTION", help="as in =--verify=exact")
    add("--thresholds", default="0.5,0.6,0.7,0.8,0.9", help="default: %(default)s")
    add("--missed", type=float, default=0.8, help="the threshold whose misses are told; default: %(default)s")
    add("--examples", type=int, default=3)
    return parser.parse_args()


def main() -> int:
    """Score what the command line names; the exit status."""
    options = parse_arguments()
    scored = Scored()
    try:
        thresholds = sorted(map(float, options.thresholds.split(",")))
        corpus = Corpus(options.corpus)
        if options.leitwort:
            score_leitwort(corpus, options, thresholds, scored)
    except (OSError, ValueError, KeyError, Failed) as error:
        unknown = "a document that is not in the corpus, or no column " if isinstance(error, KeyError) else ""
        print(f"licences.py: {unknown}{error}", file=sys.stderr)
        return 2
    score_datasketch(corpus, thresholds, scored)
    score_exact(corpus, options.missed, thresholds, scored)
    print_head(corpus, options)
    print_table(HEADER, scored.rows)
    print("\n" + "\n".join([*scored.best, *(f"- Left out: {reason}" for reason in scored.absent)]))
    if scored.told:
        method, pairs = scored.told
        print(f"\nBelow: {method}.")
        print_missed(corpus, pairs, options.missed, options.examples)
    return 0


if __name__ == "__main__":
    sys.exit(main())
