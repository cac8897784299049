"""One document -> the repairs that are safe in it: the same meaning, in the form that the format knows."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial

from archkit.diagnostics import Route
from archkit.model import (
    SECTIONS,
    Config,
    Measure,
    Quantity,
    Ref,
    Spot,
    canonical,
    canonical_measure,
    is_id,
    spots,
    suggest_id,
)
from archkit.source import Document, Edit, remove, rename_key, set_value

_FLAGS = {"yes": "true", "y": "true", "on": "true", "no": "false", "n": "false", "off": "false"}
"""How YAML 1.1 and people write the two truth values."""
_ARROW = re.compile(r"\s*(->|~>)\s*")
_REF_IN_TYPE = re.compile(r"(?<=\bref )(.+)$")
_NAMING = {"data", "returns", "over"}
"""Fields of steps whose words may be ids."""
_ALIKE = 0.8
"""How much two names of fields must have in common to be taken for one."""


@dataclass(frozen=True, slots=True)
class Repair:
    """One change to a file."""

    route: Route
    """What is changed."""
    message: str
    """What is done, in a line."""
    edit: Edit
    """The change."""


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids of a workspace, and how those that are none are to be called."""

    known: frozenset[Ref]
    """Every element, under the id that it has or is to have."""
    renamed: Mapping[Ref, str]
    """Element under its present id, which is none, to its new id."""
    replaced: Mapping[str, str]
    """Decision to the accepted decision that supersedes it."""

    def meant(self, text: str) -> str:
        """Return the one new id that a text stood for; empty where it stood for none."""
        found = {new for ref, new in self.renamed.items() if ref.id == text}
        return found.pop() if len(found) == 1 else ""


def repairs(document: Document, ids: Ids) -> Iterator[Repair]:
    """Yield the repairs of one file; what stands twice goes when nothing else is left to do, as it moves what follows."""
    if not isinstance(document.data, dict):
        return
    found = list(_in_place(document, ids))
    yield from found or _doubled(document)


def _doubled(document: Document) -> Iterator[Repair]:
    """Yield the removal of each reference that stands in its list already, the last one first."""
    found: list[Repair] = []
    for section, items in document.data.items():
        model = SECTIONS.get(section)
        for identifier, data in items.items() if model and isinstance(items, dict) else ():
            seen: set[tuple[Route, str]] = set()
            for spot in spots(data, model, (section, identifier)) if model else ():
                key = (spot.route[:-1], str(spot.value))
                if spot.wants is Ref and isinstance(spot.route[-1], int):
                    if key in seen:
                        said = f"'{spot.value}' stands in the list already"
                        found.append(Repair(spot.route, said, partial(remove, route=spot.route)))
                    seen.add(key)
    yield from reversed(found)


def _in_place(document: Document, ids: Ids) -> Iterator[Repair]:
    """Yield the repairs that leave everything where it is."""
    for section, items in document.data.items():
        model = SECTIONS.get(section)
        if model is None or not isinstance(items, dict):
            continue
        for identifier, data in items.items():
            route = (section, identifier)
            new = ids.renamed.get(Ref(model.KIND, identifier))
            if new:
                yield _renamed(route, new, f"id '{identifier}' -> '{new}'")
            for spot in spots(data, model, route):
                yield from _repair(spot, ids)
            if section == "decisions" and identifier in ids.replaced:
                yield from _of_succession(data, route, ids.replaced[identifier])
    settings = {key: value for key, value in document.data.items() if key in Config.model_fields}
    for spot in spots(settings, Config):
        yield from _repair(spot, ids)


def _repair(spot: Spot, ids: Ids) -> Iterator[Repair]:
    if spot.wants == "field":
        yield from _of_field(spot)
    elif spot.wants == "arrow":
        yield from _of_arrow(spot, ids)
    elif spot.wants == "list":
        yield Repair(
            spot.route,
            f"{spot.route[-1]}: a list of one",
            partial(set_value, route=spot.route, value=[spot.value]),
        )
    else:
        new = _in_its_form(spot, ids)
        if new and new != spot.value:
            edit = partial(set_value, route=spot.route, value=new)
            yield Repair(spot.route, f"'{spot.value}' -> '{new}'", edit)


def _of_field(spot: Spot) -> Iterator[Repair]:
    """Rename a field that is misspelled; only when one known field is like it, and no other."""
    same = [name for name in spot.choices if _bare(name) == _bare(spot.value)]
    near = same or get_close_matches(spot.value, spot.choices, n=2, cutoff=_ALIKE)
    if len(near) == 1:
        yield _renamed(spot.route, near[0], f"field '{spot.value}' -> '{near[0]}'")


def _of_arrow(spot: Spot, ids: Ids) -> Iterator[Repair]:
    """Name the ends of an arrow by their new ids."""
    ends = _ARROW.split(spot.value.strip())
    if len(ends) != 3 or (is_id(ends[0]) and is_id(ends[2])):
        return
    source, mark, target = ends
    source, target = (end if is_id(end) else _participant(end, ids) for end in (source, target))
    if source and target:
        new = f"{source} {mark} {target}"
        is_key = spot.route[-1] == spot.value
        change: Edit = (
            partial(rename_key, route=spot.route, new=new)
            if is_key
            else partial(set_value, route=spot.route, value=new)
        )
        yield Repair(spot.route, f"'{spot.value}' -> '{new}'", change)


def _of_succession(data: object, route: Route, successor: str) -> Iterator[Repair]:
    """Close the reference from a decision to the one that it supersedes: the old one's status says so."""
    status = data.get("status") if isinstance(data, dict) else None
    if status in {"accepted", "proposed"}:
        said = f"status '{status}' -> 'superseded', by '{successor}'"
        yield Repair(
            (*route, "status"), said, partial(set_value, route=(*route, "status"), value="superseded")
        )


def _participant(text: str, ids: Ids) -> str:
    new = suggest_id(text)
    return new if {Ref("actor", new), Ref("component", new)} & ids.known else ""


def _in_its_form(spot: Spot, ids: Ids) -> str:
    """Return the same value in the form that the format knows; empty where there is nothing safe to say."""
    text = str(spot.value)
    if spot.wants is bool:
        return _FLAGS.get(text.strip().lower(), "")
    if spot.wants == "word":
        same = [word for word in spot.choices if _bare(word) == _bare(text)]
        return same[0] if len(same) == 1 else ""
    if spot.wants is str:
        return _naming(spot, text, ids)
    if spot.judge is None:
        return ""
    if spot.wants is Ref:
        return _reference(text, spot.judge, ids)
    value = _judged(text, spot.judge)
    if isinstance(value, Quantity):
        return _same_meaning(value, canonical(value), spot.judge)
    if isinstance(value, Measure):
        return _same_meaning(value, canonical_measure(value), spot.judge)
    if value is None:
        return _REF_IN_TYPE.sub(lambda match: ids.meant(match[1].strip()) or match[1], text)
    return ""


def _naming(spot: Spot, text: str, ids: Ids) -> str:
    """Return the words of a step with the new id of what they name: an entity, or a field of one."""
    if not _NAMING.intersection(spot.route):
        return ""
    if ids.meant(text):
        return ids.meant(text)
    owner, dot, rest = text.partition(".")
    new = ids.meant(owner) if dot else ""
    return f"{new}.{rest}" if new else ""


def _reference(text: str, judge: Callable[[object], object], ids: Ids) -> str:
    """Return a reference that cannot be read as one that leads to an element."""
    if _judged(text, judge) is not None:
        return ""
    kind, colon, identifier = text.strip().partition(":")
    if not colon:
        kind, identifier = "", kind
    new = f"{kind.strip().lower()}{colon}{suggest_id(identifier)}"
    return new if _judged(new, judge) in ids.known else ""


def _same_meaning(value: Quantity | Measure, text: str, judge: Callable[[object], object]) -> str:
    """Return the text when it reads as the same value."""
    again = _judged(text, judge)
    if type(again) is not type(value):
        return ""
    return text if _meaning(again) == _meaning(value) else ""


def _meaning(value: object) -> tuple[object, ...]:
    if isinstance(value, Measure):
        parts = (value.value, value.load, value.window)
        named = (value.metric, value.comparison, value.percentile, value.load_noun)
        return (*named, *(part and _meaning(part) for part in parts))
    assert isinstance(value, Quantity)  # noqa: S101 - the caller asks about these two only
    return (value.dimension, value.low, value.high, value.currency, value.guess)


def _judged(text: str, judge: Callable[[object], object]) -> object:
    try:
        return judge(text)
    except ValueError:
        return None


def _renamed(route: Route, new: str, message: str) -> Repair:
    return Repair(route, message, partial(rename_key, route=route, new=new))


def _bare(word: str) -> str:
    return re.sub(r"[-_\s]+", "", word.casefold())
