"""Tables: as CSV from the program, and as Markdown in what the benchmarks print."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path


def read_table(path: Path | str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file with a header."""
    csv.field_size_limit(2**31 - 1)  # a passage can be a whole book
    with open(path, newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table in Markdown, its first column to the left and the others to the right."""
    print("| " + " | ".join(header) + " |")
    print("| --- |" + " ---: |" * (len(header) - 1))
    for row in rows:
        print("| " + " | ".join(row) + " |")


def number(value: float | None, digits: int = 1) -> str:
    """A number with commas between its thousands; a dash where there is none."""
    return "–" if value is None else f"{value:,.{digits}f}"
