"""A line of a flow that is being typed -> what may come next: who speaks, to whom, or a frame."""

import re
from collections.abc import Iterator, Sequence

from archkit.session import Session, Suggestion, matching, participants_of
from archkit.tui.widgets.flows import Flow

FRAME_WORDS = (
    ("alt", "one of several ways; the others stand below else"),
    ("opt", "it happens or it does not"),
    ("loop", "it is repeated"),
    ("par", "several things happen at the same time"),
    ("critical", "nothing may come between"),
)
"""What can stand around steps, and what it means."""
_ARROW = re.compile(r"\s(->|~>)\s*")
_LONGEST = 64


def completion(session: Session, flow: Flow | None, text: str) -> tuple[int, Sequence[Suggestion]]:
    """Return from which character on a suggestion would stand, and what may be meant there."""
    if ":" in text or re.match(r"\s*(alt|opt|loop|critical|note)\s", text):
        return len(text), ()
    arrow = _ARROW.search(text)
    start = arrow.end() if arrow else len(text) - len(text.lstrip())
    typed = text[start:]
    if " " in typed.strip() or len(typed) > _LONGEST:
        return len(text), ()
    then = ": " if arrow else " -> "
    pool = [Suggestion(one.text, one.note, then) for one in _participants(session, flow)]
    if not arrow:
        pool += [Suggestion(word, note, "" if word == "par" else ": ") for word, note in FRAME_WORDS]
        pool.append(Suggestion("note", "a remark at this point", ": "))
    return start, matching(pool, typed)


def _participants(session: Session, flow: Flow | None) -> Iterator[Suggestion]:
    """Yield who can take part: who does already first, then all actors and components."""
    labels = {one.id: one.label for section in ("actors", "components") for one in session.elements(section)}
    steps = session.value(flow.place) if flow is not None else None
    seen: set[str] = set()
    first = [str(flow.primary_actor)] if flow is not None and flow.primary_actor else []
    for identifier in (*first, *participants_of(steps), *labels):
        if identifier not in seen:
            seen.add(identifier)
            yield Suggestion(identifier, labels.get(identifier, "not declared yet"))
