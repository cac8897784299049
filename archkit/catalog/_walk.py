"""The files of ``catalog/walk`` become the steps of the walk, each with what it asks and what an answer becomes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from archkit.catalog._clauses import Clause


class Weight(StrEnum):
    """How much depends on an answer."""

    ESSENTIAL = "essential"
    USEFUL = "useful"
    FINE = "fine"


Fits = Mapping[str, tuple[str, ...] | bool]
"""Fields of an element to the values that they may have, or whether they must be filled in."""


@dataclass(frozen=True, slots=True)
class StepQuestion:
    """A question of the walk, before it is asked of anything."""

    id: str
    """Its name; an answer that has no field of its own becomes an entry of this name below ``questions``."""
    ask: str
    """The question; ``{name}`` stands for the element that it is asked of."""
    why: str
    """What hangs on the answer."""
    weight: Weight = Weight.USEFUL
    of: str = ""
    """The kind of element that it is asked of, each by itself; the whole system where empty."""
    where: Fits | None = None
    """Fields of the element to the values that they must have, or whether they must be filled in."""
    field: tuple[str, ...] = ()
    """The field that an answer fills in."""
    adds: str = ""
    """The section that an answer adds an element to."""
    as_: str = ""
    """The field of the new element that holds the answer."""
    with_: Mapping[str, str] | None = None
    """What stands beside the answer."""
    met_by: Fits | None = None
    """What an element of the section must be like to count as an answer; as ``with_`` where not said."""
    stage: str = "prototype"
    """From which stage of the system on it matters."""
    when: tuple[Clause, ...] = ()
    """Clauses about facts that must all hold before it matters."""
    answers: tuple[str, ...] = ()
    """Codes of findings that an answer settles."""
    example: str = ""
    """What an answer may look like."""


@dataclass(frozen=True, slots=True)
class WalkStep:
    """A station on the way from a wish to an architecture."""

    id: str
    """Its word: ``use_cases``."""
    name: str
    """What people call it."""
    aim: str
    """What it is for, in a sentence."""
    lesson: str
    """What there is to know, in a few sentences."""
    done_when: str
    """When it is finished."""
    needs: tuple[str, ...] = ()
    """Sections that must hold something before it can begin."""
    finds: tuple[str, ...] = ()
    """Codes, or beginnings of codes, of the findings that belong to it."""
    questions: tuple[StepQuestion, ...] = ()
    """What it asks, in order."""


def step_of(path: Path, data: Mapping[str, Any]) -> WalkStep:
    """Build a step from its file, which is named by its number and its word.

    Raises:
        RuntimeError: A clause of the file is none, which is a bug in archkit.
    """
    word = path.stem.partition("-")[2].replace("-", "_")
    asked = data.get("questions") or {}
    return WalkStep(
        id=word,
        name=data["name"],
        aim=_line(data["aim"]),
        lesson=_line(data["lesson"]),
        done_when=_line(data["done_when"]),
        needs=tuple(data.get("needs") or ()),
        finds=tuple(data.get("finds") or ()),
        questions=tuple(_question(key, entry) for key, entry in asked.items()),
    )


def _question(identifier: str, entry: Mapping[str, Any]) -> StepQuestion:
    from archkit.catalog._when import read_clauses  # noqa: PLC0415 - the words of the walk need no facts

    clauses, faults = read_clauses(entry.get("when") or [])
    if faults:
        raise RuntimeError(f"catalog/walk, {identifier}: {faults[0][1]}")
    return StepQuestion(
        id=identifier,
        ask=_line(entry["ask"]),
        why=_line(entry["why"]),
        weight=Weight(entry.get("weight", "useful")),
        of=entry.get("of", ""),
        where=_fits(entry.get("where")),
        field=tuple(entry.get("field", "").split(".")) if entry.get("field") else (),
        adds=entry.get("adds", ""),
        as_=entry.get("as", ""),
        with_=entry.get("with"),
        met_by=_fits(entry.get("met_by")),
        stage=entry.get("stage", "prototype"),
        when=clauses,
        answers=tuple(entry.get("answers") or ()),
        example=_line(entry.get("example", "")),
    )


def _fits(entry: Mapping[str, str | list[str]] | None) -> Fits | None:
    if entry is None:
        return None
    return {key: tuple(value) if isinstance(value, list) else value == "true" for key, value in entry.items()}


def _line(text: str) -> str:
    return " ".join(text.split())
