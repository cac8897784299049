"""What the code knows of itself becomes the reference pages of archkit's documentation.

Run it as ``python docs/make_reference.py``. ``--check`` writes nothing and fails when a page is stale; ``--all`` writes
also what stays out of git: the pages of the catalog, which are many, and copies of files.
"""

import sys
from pathlib import Path

from makers import commands, copies, decisions, entries, facts, format, outputs, rules  # noqa: A004 - named after its page

DOCS = Path(__file__).parent
KEPT = (rules, commands, decisions, facts, format, outputs)
"""Makers of the pages that are kept in git."""
NOT_KEPT = (entries, copies)
"""Makers of what only a built manual needs."""


def main(words: list[str]) -> int:
    """Write the pages, or tell which are stale."""
    stale = 0
    makers = (*KEPT, *NOT_KEPT) if "--all" in words else KEPT
    for name, text in (page for maker in makers for page in maker.pages()):
        path = DOCS / name
        data = text if isinstance(text, bytes) else text.encode()
        if path.is_file() and path.read_bytes() == data:
            continue
        stale += 1
        if "--check" in words:
            print(f"stale: docs/{name}; run python docs/make_reference.py")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return 1 if stale and "--check" in words else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
