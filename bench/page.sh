#!/usr/bin/env bash
# How large pages are and how long the browser takes: bench/page.sh OUT/index.html...
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
pages=()
for page in "$@"; do pages+=("$(realpath "$page")"); done
folder=$root/build/page-bench
"$root/tests/page/prepare" "$folder" "$root/bench/page.mjs" >/dev/null
cd "$folder"
exec node page.mjs "${pages[@]}"
