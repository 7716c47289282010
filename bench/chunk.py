#!/usr/bin/env python3
"""Cuts the documents of a JSON Lines file into chunks of so many tokens, each a document.

    bench/chunk.py 60 <speeches.jsonl >chunks.jsonl
"""
import json
import sys

from shingling import WORD


def main():
    size = int(sys.argv[1])
    for line in sys.stdin:
        document = json.loads(line)
        text = document["text"]
        begins = [match.start() for match in WORD.finditer(text)][::size]
        for number, begin in enumerate(begins):
            end = begins[number + 1] if number + 1 < len(begins) else len(text)
            chunk = {"id": f"{document['id']}.{number}", "text": text[begin:end]}
            if "date" in document:
                chunk["date"] = document["date"]
            print(json.dumps(chunk, ensure_ascii=False))


if __name__ == "__main__":
    main()
