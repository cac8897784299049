"""What the pages need and what is kept elsewhere in the repository: the look of generated sites, and search from the disk."""

from collections.abc import Iterator
from pathlib import Path

SITE = Path(__file__).parents[2] / "templates" / "site"
NAMES = ("archkit.css", "iframe-worker.js", "inter-latin.woff2", "inter-latin-ext.woff2", "inter-LICENSE.txt")


def pages() -> Iterator[tuple[str, bytes]]:
    """Yield path below docs/ and content of each file."""
    for name in NAMES:
        yield f"assets/{name}", (SITE / name).read_bytes()
