#!/usr/bin/env bash
# Runs passages.py with the other tools in an environment that is made for the run and removed after it.
#
#   bench/passages.sh --leitwort build/release/bin/leitwort --corpus speeches.jsonl >bench/results/DATE-passages.md
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

environment=$(mktemp -d)
trap 'rm -rf "$environment"' EXIT
python3 -m venv "$environment"
# stop-words stands in for the stop words that text-matcher takes from the data of nltk, which pip does not bring.
"$environment/bin/pip" install --quiet --disable-pip-version-check \
  text-matcher==0.1.6 nltk==3.10.4 stop-words==2025.11.4 \
  quid==2.6.7 datasketch==2.0.0 RapidFuzz==3.14.6 numpy==2.4.6 >&2
"$environment/bin/python" "$here/passages.py" "$@"
