"""What the comparisons share: documents of a JSON Lines file, and tokens that come near Leitwort's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

try:
    from orjson import loads  # so that no library waits for the reading of JSON
except ImportError:
    loads = json.loads

Document = dict[str, Any]  # as JSON holds it: id, text, and what else there is
K = 5  # tokens a shingle
SLOTS, BANDS, ROWS = 128, 16, 8
# A maximal run of letters and digits, with apostrophes between letters. Leitwort also folds case
# and compatibility forms, keeps marks on their letters and makes every Han character a token.
WORD = re.compile(r"[^\W_]+(?:(?<=[^\W\d_])'(?=[^\W\d_])[^\W_]+)*")


def documents(path: Path | str) -> Iterator[Document]:
    """The documents of a JSON Lines file."""
    with open(path, "rb") as file:
        for line in file:
            if line.strip():
                yield loads(line)


def batches(path: Path | str, size: int = 256) -> Iterator[tuple[list[str], list[str]]]:
    """Lists of ids and of texts, for what works on many documents in one call."""
    ids: list[str] = []
    texts: list[str] = []
    for document in documents(path):
        ids.append(str(document["id"]))
        texts.append(document["text"])
        if len(ids) == size:
            yield ids, texts
            ids, texts = [], []
    if ids:
        yield ids, texts


def tokens(text: str) -> list[str]:
    """The tokens of a text, in small letters."""
    found: list[str] = WORD.findall(text.replace("\u2019", "'").lower())
    return found


def shingles(words: Sequence[str]) -> list[str]:
    """K consecutive tokens joined by a space, in their order and as often as they occur.

    A signature is the same without repetitions, and a list in the order of the text is made and read faster
    than a set.
    """
    return list(map(" ".join, zip(*(words[i:] for i in range(K)))))


def byte_shingles(words: Sequence[str]) -> list[bytes]:
    """The same in UTF-8, encoded at one go."""
    encoded = " ".join(words).encode().split(b" ")
    return list(map(b" ".join, zip(*(encoded[i:] for i in range(K)))))
