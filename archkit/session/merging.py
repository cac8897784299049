"""A file changed here and elsewhere -> the text that holds both changes, and the elements that both changed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from archkit.diagnostics import Route
from archkit.errors import WriteRefusedError
from archkit.model import SECTIONS
from archkit.session.hunks import Hunk, apart, behind, line_hunks
from archkit.source import Document, parse, remove, set_value

ABSENT: Any = object()
"""What an element is where it does not stand."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """An element, or a whole file, that was changed here and elsewhere in different ways."""

    file: str
    route: Route
    """The element's; empty for the whole file."""
    mine: Any
    """What it is here: data, ``ABSENT``, or the text of a whole file."""
    theirs: Any
    """What it is elsewhere."""

    @property
    def title(self) -> str:
        """Which element it is, in a few words."""
        return f"{self.route[-1]} in {self.file}" if self.route else self.file


@dataclass(frozen=True, slots=True)
class Merged:
    """The text with both changes; where they contradict each other it says what stands on the disk."""

    text: str
    conflicts: tuple[Conflict, ...] = ()


def merge(file: str, base: str, ours: str, theirs: str) -> Merged:
    """Put two changes of a text together.

    Args:
        file: The file, as conflicts name it.
        base: What both began with.
        ours: What it became here.
        theirs: What it became elsewhere.
    """
    if ours in (base, theirs):
        return Merged(theirs)
    if theirs == base:
        return Merged(ours)
    documents = [parse(file, text)[0] for text in (base, ours, theirs)]
    here, there = documents[1], documents[2]
    if documents[0] is None or here is None or there is None:
        return Merged(theirs, (Conflict(file, (), ours, theirs),))
    before, mine, others = (dict(_units(document.data)) for document in (documents[0], here, there))
    changed = _changed(before, mine)
    contested = [
        route
        for route in changed
        if route in _changed(before, others) and mine.get(route, ABSENT) != others.get(route, ABSENT)
    ]
    conflicts = tuple(
        Conflict(file, route, mine.get(route, ABSENT), others.get(route, ABSENT)) for route in contested
    )
    wanted = {route: mine.get(route, ABSENT) for route in changed if route not in contested}
    expected = {key: value for key, value in {**others, **wanted}.items() if value is not ABSENT}
    if not conflicts:
        text = _by_lines(file, base, ours, theirs)
        document = parse(file, text)[0] if text is not None else None
        if text is not None and document is not None and dict(_units(document.data)) == expected:
            return Merged(text)
    try:
        return Merged(_by_elements(there, wanted), conflicts)
    except (WriteRefusedError, KeyError):
        return Merged(theirs, (Conflict(file, (), ours, theirs),))


def with_mine(document: Document, conflict: Conflict) -> str:
    """Return a file's text with our side of a conflict instead of theirs.

    Raises:
        WriteRefusedError: It cannot be written there.
    """
    if not conflict.route:
        return str(conflict.mine)
    return _by_elements(document, {conflict.route: conflict.mine})


def _units(data: Any) -> Iterator[tuple[Route, Any]]:
    """Yield what is merged as a whole: each element of a section, each other key."""
    if not isinstance(data, dict):
        if data is not None:
            yield (), data
        return
    for key, value in data.items():
        if key in SECTIONS and isinstance(value, dict):
            for identifier, element in value.items():
                yield (key, identifier), element
        elif value is not None or key not in SECTIONS:
            yield (key,), value


def _changed(before: dict[Route, Any], after: dict[Route, Any]) -> list[Route]:
    """Return the routes of what is new, other or gone."""
    return [
        route
        for route in (*after, *(one for one in before if one not in after))
        if before.get(route, ABSENT) != after.get(route, ABSENT)
    ]


def _by_lines(file: str, base: str, ours: str, theirs: str) -> str | None:
    """Make both changes in the text, line by line; None where they touch the same lines."""
    mine, others = _on_base(line_hunks(file, base, ours)), _on_base(line_hunks(file, base, theirs))
    if not all(apart(one, other) for one in mine for other in others):
        return None
    text = theirs
    for hunk in reversed(mine):
        placed = hunk
        for other in others:
            placed = behind(other, placed) if other.start < hunk.start else placed
        text = placed.on(text)
    return text


def _on_base(hunks: list[Hunk]) -> list[Hunk]:
    """Return stretches that follow each other as they stand in the text before all of them."""
    placed, grown = [], 0
    for hunk in hunks:
        placed.append(replace(hunk, start=hunk.start - grown))
        grown += hunk.grown
    return placed


def _by_elements(document: Document, wanted: dict[Route, Any]) -> str:
    """Write each element into the document."""
    text = document.mark + document.text
    for route, value in wanted.items():
        if value is not ABSENT:
            text = set_value(document, route, value)
        elif document.has(route):
            text = remove(document, route)
        after, _ = parse(document.path, text)
        document = after or document
    return text
