"""What the pages need and what is kept elsewhere in the repository: the script that lets search work from the disk."""

from collections.abc import Iterator
from pathlib import Path

SITE = Path(__file__).parents[2] / "templates" / "site"


def pages() -> Iterator[tuple[str, str]]:
    """Yield path below docs/ and text of each file."""
    yield "assets/iframe-worker.js", (SITE / "iframe-worker.js").read_text(encoding="utf-8")
