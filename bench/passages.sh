#!/usr/bin/env bash
# Runs passages.py with the other tools in an environment that is made for the run and removed after it.
#
#   bench/passages.sh --leitwort build/release/bin/leitwort --corpus speeches.jsonl >bench/results/DATE-passages.md
#
# passim 2 and TextPAIR are on no registry (the passim that pip knows is another program). They are installed from
# checkouts of dasmiq/passim and ARTFL-Project/text-pair, if PASSIM and TEXTPAIR name their folders; passim asks for
# Java 17 or later, TextPAIR for Go and the program lz4. Measured were 878ccb3 and c23ebf2.
#
#   PASSIM=../passim TEXTPAIR=../text-pair bench/passages.sh --leitwort build/release/bin/leitwort
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

environment=$(mktemp -d)
trap 'rm -rf "$environment"' EXIT
python3 -m venv "$environment"
install=("$environment/bin/pip" install --quiet --disable-pip-version-check)
# stop-words stands in for the stop words that text-matcher takes from the data of nltk, which pip does not bring.
"${install[@]}" \
  text-matcher==0.1.6 nltk==3.10.4 stop-words==2025.11.4 \
  quid==2.6.7 datasketch==2.0.0 RapidFuzz==3.14.6 numpy==2.4.6 >&2
if [[ -n ${PASSIM-} ]]; then
  "${install[@]}" "$PASSIM" >&2
fi
if [[ -n ${TEXTPAIR-} ]]; then
  "${install[@]}" mmh3==5.3.1 PyStemmer==3.1.0 regex==2026.11.19 >&2
  go build -C "$TEXTPAIR/lib/core/src/compareNgrams" -o "$environment/bin/compareNgrams" . >&2
fi
PATH="$environment/bin:$PATH" "$environment/bin/python" "$here/passages.py" "$@"
