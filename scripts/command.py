"""What the scripts have in common: errors of their input, how it is read, and pieces of a command line.

Imported by the scripts beside it; takes nothing but Python.
"""

from __future__ import annotations

import argparse
import csv
import io
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
def reading_utf8(path: Path, advice: str) -> Iterator[None]:
    """The same for text in UTF-8, which it may not be; `advice` says what to do then."""
    with reading(path):
        try:
            yield
        except UnicodeDecodeError as error:
            raise InputError(f"{path} is not UTF-8 ({error.reason} at byte {error.start}); {advice}") from None


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


def described_by(documentation: str | None) -> argparse.ArgumentParser:
    """A parser whose help is the docstring of a script: its first paragraph, the options, and the rest as it stands."""
    summary, _, rest = (documentation or "").partition("\n\n")
    return argparse.ArgumentParser(
        prog=program(), description=summary, epilog=rest, formatter_class=argparse.RawDescriptionHelpFormatter
    )


def write_utf8(newline: str | None = None) -> None:
    """Let standard output and standard error write UTF-8 wherever the script runs."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", newline=newline)
