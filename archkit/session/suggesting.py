"""A field and what is typed so far -> what may be meant: words of the format, ids of the workspace, values used before."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from archkit.model import KINDS
from archkit.model.forms import FormField
from archkit.session._session import Session


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text that may be meant."""

    text: str
    note: str = ""
    """What it is, in a few words."""
    then: str = ""
    """What follows when it is taken and the text goes on: the arrow behind a participant."""


def suggestions(session: Session, field: FormField, typed: str, section: str = "") -> list[Suggestion]:
    """Return what may stand in a field, best first.

    Args:
        session: The workspace, for ids and values that stand there already.
        field: The field.
        typed: What is typed so far; of a list, its last word.
        section: The section of the element, for the values that others of its kind have.
    """
    seen: dict[str, Suggestion] = {}
    for one in _all(session, field, section):
        seen.setdefault(one.text, one)
    return matching(seen.values(), typed)


def matching(pool: Iterable[Suggestion], typed: str) -> list[Suggestion]:
    """Return the suggestions that a text may be the beginning or a part of, the closest first."""
    wanted = typed.casefold().strip()
    if not wanted:
        return list(pool)
    ranked = [(rank, one) for one in pool if (rank := _rank(one, wanted)) is not None]
    return [one for _, one in sorted(ranked, key=lambda pair: pair[0])]


def _rank(one: Suggestion, wanted: str) -> int | None:
    text, note = one.text.casefold(), one.note.casefold()
    if text.startswith(wanted):
        return 0
    if any(word.startswith(wanted) for word in (*text.replace(":", "-").split("-"), *note.split())):
        return 1
    if wanted in text or wanted in note:
        return 2
    return None


def _all(session: Session, field: FormField, section: str) -> Iterator[Suggestion]:
    for word in field.choices:
        yield Suggestion(word)
    if field.shape in {"reference", "references"}:
        yield from _elements(session, field.kind)
    used = Counter(_used(session, field.key, section))
    for text, count in used.most_common(20):
        yield Suggestion(text, f"used {count} times" if count > 1 else "used once")
    for text in field.examples:
        if field.shape not in {"reference", "references", "flag"}:
            yield Suggestion(text, "for example")


def _elements(session: Session, kind: str | None) -> Iterator[Suggestion]:
    if kind is None:
        yield Suggestion("system", "the whole system")
    for each in (kind,) if kind else KINDS:
        for element in session.elements(KINDS[each]):
            yield Suggestion(element.id if kind else str(element.ref), element.label)


def _used(session: Session, key: str, section: str) -> Iterator[str]:
    """Yield the short values that elements of the same section have in this field."""
    for element in session.elements(section) if section else ():
        value: Any = element.field(key)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str) and len(one) <= 40:
                yield one
