"""Ids, references and arrows: the short words by which one element points at another, read and judged."""

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from archkit.model.misread import MisreadError, quoted

LONGEST_ID = 64

KINDS = MappingProxyType(
    {
        "actor": "actors",
        "entity": "entities",
        "use_case": "use_cases",
        "quality_attribute": "quality_attributes",
        "constraint": "constraints",
        "component": "components",
        "decision": "decisions",
        "service_level": "service_levels",
        "question": "questions",
        "assumption": "assumptions",
        "term": "glossary",
    }
)
"""The kinds of elements, as they stand before the colon of a reference, and the section that holds each."""
SYSTEM = "system"
"""The reference to the whole system, without an id."""
REGION = "region"
"""The kind of a place on the map; its name comes from the catalog or from an actor, so it is no id."""

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_REGION_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_ARROW = re.compile(r"(?<![-~<=])(->|~>)(?![->~])")
_WAVY = "~\u301c\u223f\u2933\u219d"
_LIKE_ARROW = re.compile(
    r"\s*(<?[-=~.]+\s?>+|<[-=~]+|->>|[\u2190-\u21ff\u27f5-\u27ff\u2933]|(?<=\s)>(?=\s))\s*"
)
"""Whatever people and other tools draw for an arrow."""
_TURNED_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "þ": "th", "œ": "oe", "ð": "d", "\u0131": "i"}
)
"""Latin letters that Unicode does not take apart into a plain letter and a mark."""


class RefError(MisreadError):
    """A text is no reference."""


class ArrowError(MisreadError):
    """A text is no arrow between two participants."""


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A reference to an element: its kind and its id; the system has no id."""

    kind: str
    id: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}" if self.id else self.kind


@dataclass(frozen=True, slots=True)
class Arrow:
    """Who speaks to whom in a step, and whether somebody waits for the answer."""

    source: str
    """The id of who speaks."""
    target: str
    """The id of who is spoken to; the same as ``source`` where the work stays inside."""
    asynchronous: bool = False
    """True for ``~>``: nobody waits."""
    text: str = ""
    """As written, for finding the key again."""

    def __str__(self) -> str:
        return f"{self.source} {'~>' if self.asynchronous else '->'} {self.target}"


def is_id(text: str) -> bool:
    """Tell whether a text may be an id: ``[a-z0-9][a-z0-9-]*`` with a letter, at most 64 characters."""
    return len(text) <= LONGEST_ID and _ID.fullmatch(text) is not None and not text.replace("-", "").isdigit()


def id_fault(text: str) -> str | None:
    """Return what keeps a text from being an id and what to write instead, or None where it is one."""
    fault = _id_fault(text)
    return None if fault is None else f"{fault[0]}; {fault[1]}"


def _id_fault(text: str) -> tuple[str, str] | None:
    """Return the message and the help."""
    if is_id(text):
        return None
    if not text.strip():
        return "an id is empty", "write a short name such as 'ride-together'"
    better = suggest_id(text)
    if _ID.fullmatch(text) and len(text) > LONGEST_ID:
        return (
            f"{quoted(text)} is {len(text)} characters long, an id has at most {LONGEST_ID}",
            f"shorten it: '{better}'",
        )
    if _ID.fullmatch(text):
        return f"{quoted(text)} has no letter, so it is no id", f"write '{better}'"
    return (
        f"{quoted(text)} is no id: ids have lower-case letters a-z, digits and hyphens, and begin with no hyphen",
        f"write '{better}'" if better else "write a short name such as 'ride-together'",
    )


def suggest_id(text: str) -> str:
    """Return an id made from any text: ``Café Zürich (new)`` becomes ``cafe-zurich-new``.

    Returns:
        An id, or an empty text where nothing of the text can stand in one, as in Chinese.
    """
    plain = unicodedata.normalize("NFKD", text[: 8 * LONGEST_ID].casefold().translate(_TURNED_LETTERS))
    letters = "".join(char for char in plain if not unicodedata.combining(char)).replace("'", "")
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:LONGEST_ID].rstrip("-")
    if slug and not is_id(slug):
        slug = f"n{slug}"[:LONGEST_ID].rstrip("-")
    return slug


def free_id(text: str, taken: Collection[str], longest: int = 40) -> str:
    """Return an id made from a text that nothing has yet: cut at a word, numbered where it is taken."""
    whole = suggest_id(text)
    if len(whole) > longest:
        whole = whole[: longest + 1].rpartition("-")[0] or whole[:longest]
    if not whole or whole not in taken:
        return whole
    return next(
        f"{whole}-{number}" for number in range(2, len(taken) + 3) if f"{whole}-{number}" not in taken
    )


@lru_cache(maxsize=4096)  # a workspace says the same few values over and over
def parse_ref(text: str, default_kind: str | None = None) -> Ref:
    """Read a reference.

    Args:
        text: ``use_case:ride-together``, ``system``, ``region:eu-central``, or a bare id where the field names the kind.
        default_kind: The kind of a bare id, one of ``KINDS``; None where several kinds may stand.

    Raises:
        RefError: The text is no reference; its help says what to write.
    """
    written = text.strip()
    kind, colon, identifier = written.partition(":")
    if not colon:
        return _bare(written, default_kind)
    if kind == SYSTEM and default_kind is None:
        raise RefError(f"{quoted(text)} names the system by an id", help="write 'system'; there is only one")
    if kind == REGION and default_kind is None:
        if _REGION_NAME.fullmatch(identifier) and len(identifier) <= LONGEST_ID:
            return Ref(REGION, identifier)
        raise RefError(
            f"{quoted(text)} does not name a region", help="write it as 'region:eu-central'", words=identifier
        )
    if kind not in KINDS:
        raise RefError(
            f"{quoted(text)} does not begin with a kind of element: {quoted(kind)}",
            help=_like_a_kind(kind, identifier.strip(), default_kind),
            words=kind,
        )
    if default_kind not in {None, kind}:
        raise RefError(
            f"{quoted(text)} refers to {_a(kind)}, here {_a(str(default_kind))} is needed",
            help=f"write the id of {_a(str(default_kind))}",
        )
    return Ref(kind, _judged(identifier, text))


def _bare(written: str, default_kind: str | None) -> Ref:
    if default_kind is not None:
        return Ref(default_kind, _judged(written, written))
    if written == SYSTEM:
        return Ref(SYSTEM)
    if is_id(written):
        raise RefError(
            f"{quoted(written)} does not say what kind of element it is",
            help=f"write the kind before it, such as 'use_case:{written}' or 'component:{written}'",
        )
    return Ref("", _judged(written, written))


def _like_a_kind(kind: str, identifier: str, default_kind: str | None) -> str:
    sections = {section: kind for kind, section in KINDS.items()}
    if default_kind is not None:
        return f"write the id of {_a(default_kind)} alone"
    close = did_you_mean(kind, [*KINDS, REGION, *sections])
    return (
        f"did you mean '{sections.get(close, close)}:{identifier}'?"
        if close
        else f"the kinds are {', '.join(KINDS)}"
    )


def _judged(identifier: str, text: str) -> str:
    """Return the id of a reference when it is one."""
    fault = _id_fault(identifier)
    if fault is None:
        return identifier
    message, advice = fault
    raise RefError(message, help=advice, words=identifier if identifier != text else "")


def _a(kind: str) -> str:
    """Return a kind in words: ``an actor``, ``a use case``."""
    words = kind.replace("_", " ")
    return f"{'an' if words[0] in 'aeio' else 'a'} {words}"


@lru_cache(maxsize=4096)  # a workspace says the same few values over and over
def parse_arrow(text: str) -> Arrow:
    """Read the key of a step: ``rider -> app``, where the caller waits, or ``app ~> rider``, where nobody does.

    Blanks around the arrow are optional and may be several, so that arrows can be aligned.

    Raises:
        ArrowError: The text is no arrow between two ids; its help says what to write.
    """
    written = text.strip()
    parts = [part.strip() for part in _ARROW.split(written)]
    if len(parts) == 3 and is_id(parts[0]) and is_id(parts[2]):
        return Arrow(parts[0], parts[2], asynchronous=parts[1] == "~>", text=text)
    raise _arrow_error(text, written)


def _arrow_error(text: str, written: str) -> ArrowError:
    parts = _LIKE_ARROW.split(written[: 4 * LONGEST_ID])
    ends, marks = [part.strip() for part in parts[::2]], parts[1::2]
    if not marks:
        return ArrowError(
            f"{quoted(text)} has no arrow", help="write who speaks to whom: 'rider -> app' or 'app ~> rider'"
        )
    if not all(ends):
        side = "before" if not ends[0] else "after"
        return ArrowError(
            f"{quoted(text)} has nobody {side} the arrow",
            help="write who speaks to whom: 'rider -> app' or 'app ~> rider'",
        )
    if len(marks) > 1:
        pairs = pairwise(ends)
        steps = ", ".join(
            f"'{suggest_id(a) or 'app'} -> {suggest_id(b) or 'app'}'" for a, b in list(pairs)[:3]
        )
        return ArrowError(f"{quoted(text)} has more than one arrow", help=f"write a step for each: {steps}")
    for end in ends:
        fault = _id_fault(end)
        if fault is not None and marks[0] in {"->", "~>"}:
            kind, colon, identifier = end.partition(":")
            if colon and kind in KINDS:
                fault = (
                    f"{quoted(end)} says its kind; actors and components stand in a step by their id",
                    f"write '{identifier}'",
                )
            return ArrowError(fault[0], help=fault[1], words=end)
    first, last = reversed(ends) if marks[0].startswith("<") and not marks[0].endswith(">") else ends
    mark = "~>" if set(marks[0]) & set(_WAVY) else "->"
    return ArrowError(
        f"{quoted(text)} has an arrow that is neither -> nor ~>: '{marks[0]}'",
        help=f"write '{suggest_id(first) or 'rider'} {mark} {suggest_id(last) or 'app'}'",
        words=marks[0],
    )


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """Return the candidate that the word was probably meant to be, or an empty text.

    A candidate that differs only in case, or in ``-``, ``_`` and blanks, comes before one that is merely similar.
    """
    plain = {_plain(candidate): candidate for candidate in reversed(list(candidates))}
    bare = _plain(word[: 2 * LONGEST_ID])
    if bare in plain:
        return plain[bare]
    close = difflib.get_close_matches(bare, plain, n=1, cutoff=0.7)
    return plain[close[0]] if close else ""


def _plain(word: str) -> str:
    return re.sub(r"[-_\s]+", "", word.casefold())
