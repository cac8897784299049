"""The decisions about archkit itself become an index, so that a new page needs no list to edit."""

from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "decisions"


def pages() -> Iterator[tuple[str, str]]:
    """Yield path below docs/ and text of each page."""
    yield "decisions/index.md", "\n".join(_decisions()) + "\n"


def _decisions() -> Iterator[str]:
    yield "# Why archkit is built so\n"
    yield "What was decided against the first plan, or between good ways, with what was measured.\n"
    for path in sorted(FOLDER.glob("*.md")):
        if path.name != "index.md":
            title = path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
            yield f"- [{title}]({path.name})"
