"""What the scripts have in common: errors of their input, how it is read, and pieces of a command line.

Imported by the scripts beside it; takes nothing but Python.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

TEXT_ENDINGS = (".txt", ".md")


class InputError(Exception):
    """The input cannot be used; the text says what, where and what to do."""


def program() -> str:
    """The script that runs, as messages call it."""
    return Path(sys.argv[0]).name


def text_files(folder: Path) -> list[Path]:
    """The texts below a folder, in the order of their paths."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in TEXT_ENDINGS)


@contextmanager
def reading(path: Path | str) -> Iterator[None]:
    """Say what is wrong where a file cannot be read."""
    try:
        yield
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}; check the path") from None


@contextmanager
def reading_csv(path: Path) -> Iterator[None]:
    """The same for CSV in UTF-8, which it may not be."""
    with reading(path):
        try:
            yield
        except (UnicodeDecodeError, csv.Error) as error:
            raise InputError(f"{path} is not CSV in UTF-8 ({error}); write it again") from None


@contextmanager
def reading_json_lines(path: Path) -> Iterator[None]:
    """The same for JSON Lines with a text in every line."""
    with reading(path):
        try:
            yield
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(
                f"{path} is not JSON Lines with a field text in every line ({error!r}); write it again"
            ) from None


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """An argparse type: an integer in a closed range."""

    def parse(text: str) -> int:
        if not (text.isdecimal() and low <= int(text) <= high):
            raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from {low} to {high}")
        return int(text)

    return parse
