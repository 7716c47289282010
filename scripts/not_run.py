#!/usr/bin/env python3
"""Counts and names the tests that were not run, with what each of them lacks.

    scripts/not_run.py FILE      FILE: what ctest --output-junit has written
"""

import re
import sys
import xml.etree.ElementTree as ElementTree
from collections import defaultdict


def reason_of(test: ElementTree.Element) -> str:
    """What GoogleTest was told where it skipped the test: the line after "Skipped"."""
    output = test.findtext("system-out") or ""
    found = re.search(r"Skipped\s*\n(.+)", output)
    if found:
        return found[1].strip()
    return "it is disabled" if test.get("status") == "disabled" else "no reason is given"


def main() -> None:
    """Reads the file and prints how many tests were not run, by reason."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    tests = ElementTree.parse(sys.argv[1]).getroot().findall("testcase")
    names = defaultdict(list)
    for test in tests:
        if test.get("status") in ("notrun", "disabled"):
            names[reason_of(test)].append(test.get("name") or "?")
    missing = sum(len(of_reason) for of_reason in names.values())
    print(f"{missing} of {len(tests)} tests were not run{':' if missing else '.'}")
    for reason, of_reason in sorted(names.items()):
        print(f"  {len(of_reason)}: {reason}")
        for name in sorted(of_reason):
            print(f"      {name}")


if __name__ == "__main__":
    main()
