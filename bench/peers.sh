#!/usr/bin/env bash
# Runs peers.py, or licences.py if named first, with the other libraries in an environment that is
# made for the run and removed after it.
#
#   bench/peers.sh corpus.jsonl --leitwort build/release/bin/leitwort >bench/results/DATE-peers.md
#   bench/peers.sh licences.py texts.jsonl --leitwort build/release/bin/leitwort
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
script=peers.py
if [[ ${1-} == *.py ]]; then
  script=$1
  shift
fi

environment=$(mktemp -d)
trap 'rm -rf "$environment"' EXIT
python3 -m venv "$environment"
# xxhash 4 takes no strings any more, which datatrove hands it; orjson, regex and tokenizers are what
# its modules import and its package does not ask for.
"$environment/bin/pip" install --quiet --disable-pip-version-check \
  datasketch==2.0.0 rensa==0.5.0 gaoya==0.2.2 datatrove==0.10.1 \
  numpy==2.4.6 scipy==1.17.1 xxhash==3.8.2 orjson==3.13.0 regex==2026.11.15 tokenizers==0.23.3 >&2
"$environment/bin/python" "$here/$script" "$@"
