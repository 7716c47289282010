#!/usr/bin/env python3
"""Cuts the documents of a JSON Lines file into chunks of so many tokens, each a document.

    bench/chunk.py 60 <speeches.jsonl >chunks.jsonl

The id of a chunk is that of its document with a number behind it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

sys.dont_write_bytecode = True
from shingling import WORD, Document


def chunks(document: Document, size: int) -> Iterator[Document]:
    """The chunks of a document; the last may have fewer tokens."""
    text = document["text"]
    begins = [match.start() for match in WORD.finditer(text)][::size]
    for number, (begin, end) in enumerate(zip(begins, [*begins[1:], len(text)])):
        chunk = {"id": f"{document['id']}.{number}", "text": text[begin:end]}
        if "date" in document:
            chunk["date"] = document["date"]
        yield chunk


def main() -> None:
    """Cuts standard input."""
    size = int(sys.argv[1])
    for line in sys.stdin:
        for chunk in chunks(json.loads(line), size):
            print(json.dumps(chunk, ensure_ascii=False))


if __name__ == "__main__":
    main()
