"""A few letters -> the elements that may be meant; a few words -> the places where they are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from archkit.diagnostics import Place, Route
from archkit.session._session import Session
from archkit.session.elements import Element

_ENOUGH = 40


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that was looked for."""

    place: Place
    text: str
    """What stands there: the name of an element, or the value with the words in it."""
    note: str
    """Which element it is, or in which one it stands."""


class Index:
    """The elements of a workspace by what people may type for them; made anew when the workspace changes."""

    def __init__(self, session: Session) -> None:
        self._elements = list(session.all_elements())
        self._words = [
            f"{one.label} {one.id} {one.kind}".casefold().replace("_", " ") for one in self._elements
        ]

    def find(self, typed: str, most: int = _ENOUGH) -> list[Hit]:
        """Return the elements that may be meant, the closest first: by beginning, by word, by part, by letters in order."""
        wanted = typed.casefold().strip()
        if not wanted:
            return [_hit(one) for one in self._elements[:most]]
        parts = wanted.split()
        ranked = sorted(
            (_rank(text, wanted), len(text), at)
            for at, text in enumerate(self._words)
            if all(part in text for part in parts)
        )
        found = [at for _, _, at in ranked[:most]]
        if len(found) < most:
            scattered = re.compile(".*?".join(map(re.escape, wanted.replace(" ", ""))))
            seen = set(found)
            loose = [
                (match.end() - match.start(), at)
                for at, text in enumerate(self._words)
                if at not in seen and (match := scattered.search(text))
            ]
            found += [at for _, at in sorted(loose)[: most - len(found)]]
        return [_hit(self._elements[at]) for at in found]


def _rank(text: str, wanted: str) -> int:
    if text.startswith(wanted):
        return 0
    if f" {wanted}" in text:
        return 1
    return 2 if wanted in text else 3


def _hit(element: Element) -> Hit:
    return Hit(element.place, element.label, f"{element.kind.replace('_', ' ')} {element.id}")


def find_text(session: Session, typed: str, most: int = _ENOUGH) -> list[Hit]:
    """Return the values in which all the words stand, in the order of the files."""
    words = typed.casefold().split()
    found: list[Hit] = []
    if not words:
        return found
    for file, document in session.documents.items():
        text = document.text.casefold()
        if not all(word in text for word in words):
            continue
        for route, value in _values(document.data, ()):
            if all(word in value for word in words):
                shown = str(document.at(route))
                note = " of ".join(
                    str(step).replace("_", " ") for step in (route[-1], *route[1:2]) if isinstance(step, str)
                )
                found.append(Hit(Place(file, route), " ".join(shown.split()), note))
                if len(found) >= most:
                    return found
    return found


def _values(data: Any, route: Route) -> Iterator[tuple[Route, str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _values(value, (*route, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _values(value, (*route, index))
    elif isinstance(data, str):
        yield route, data.casefold()
