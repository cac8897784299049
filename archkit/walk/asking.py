"""Questions of the walk meet the requirements: which of them matter here, of what they are asked, what is answered."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from archkit.catalog import Catalog, Fits, StepQuestion, WalkStep
from archkit.diagnostics import Place
from archkit.facts import Facts
from archkit.model import SECTION_OF, Item, Part, Quantity, Requirements
from archkit.recommend import Outcome, judge
from archkit.rules import STAGES

_LONGEST_ID = 64
_ASSUMED_STAGE = "mvp"
"""What a system counts as that does not say its stage, as for rules."""


class State(StrEnum):
    """How far a question has come."""

    OPEN = "open"
    ASKED = "asked"
    """Somebody has to find it out: it stands open below ``questions``."""
    ANSWERED = "answered"
    SKIPPED = "skipped"
    """Dropped on purpose, which a team can read below ``questions``."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the walk, asked of the system or of one element."""

    step: str
    """The step that asks it."""
    question: StepQuestion
    about: Item | None
    """The element that it is asked of; None for the whole system."""
    state: State

    @property
    def text(self) -> str:
        """The question in words."""
        return self.question.ask.replace("{name}", self.about.label if self.about else "the system")

    @property
    def entry(self) -> str:
        """The id of the entry below ``questions`` that tells of it, once it is skipped, asked on or answered there."""
        return entry_of(self.question, self.about)

    @property
    def reference(self) -> str:
        """What it is about, as a reference."""
        return str(self.about.ref) if self.about else "system"

    @property
    def place(self) -> Place | None:
        """Where the element stands that it is asked of."""
        return self.about.place if self.about else None


_SAID = {"dropped": State.SKIPPED, "answered": State.ANSWERED}


def entry_of(question: StepQuestion, about: Item | None) -> str:
    """Return the id of the entry below ``questions`` that tells of a question about an element."""
    return question.id if about is None else f"{question.id}-{about.id}"[:_LONGEST_ID].rstrip("-")


class Interview:
    """All that the walk asks of one workspace."""

    def __init__(self, requirements: Requirements, catalog: Catalog, facts: Facts) -> None:
        """Name the requirements and the facts derived from them."""
        self._known = requirements
        self._catalog = catalog
        self._facts = facts
        self._stage = STAGES.index(requirements.system.stage or _ASSUMED_STAGE)

    def asks(self, step: WalkStep) -> Iterator[Asked]:
        """Yield the questions of a step that matter here, asked of each element in the order of the files."""
        for question in step.questions:
            if not self._matters(question):
                continue
            for about in self._subjects(question):
                yield Asked(step.id, question, about, self._state(question, about))

    def _matters(self, question: StepQuestion) -> bool:
        if STAGES.index(question.stage) > self._stage:
            return False
        return all(judge(clause, self._facts).outcome is Outcome.HOLDS for clause in question.when)

    def _subjects(self, question: StepQuestion) -> Iterator[Item | None]:
        if not question.of:
            yield None
            return
        section = SECTION_OF[question.of]
        built = section != "use_cases"
        for item in self._known.section(section).values():
            if (built or value_at(item, ("priority",)) != "wont") and fits(item, question.where):
                yield item

    def _state(self, question: StepQuestion, about: Item | None) -> State:
        entry = self._known.questions.get(entry_of(question, about)) if self._known.questions else None
        said = _SAID.get(entry.status) if entry is not None else None
        if said is not None:
            return said
        if self._is_met(question, about):
            return State.ANSWERED
        return State.ASKED if entry is not None and question.of != "question" else State.OPEN

    def _is_met(self, question: StepQuestion, about: Item | None) -> bool:
        if question.field:
            return is_filled(value_at(about or self._known.config, question.field))
        if not question.adds:
            return False
        elements = self._known.section(question.adds)
        wanted = question.met_by or {key: (value,) for key, value in (question.with_ or {}).items()}
        if "attribute" in wanted:
            quality = (question.with_ or {})["attribute"]
            return any(quality in self._qualities(one) for one in elements.values())
        return any(fits(one, wanted) for one in elements.values())

    def _qualities(self, item: Item) -> set[str]:
        """Return the quality that a quality attribute is about, and those that it is a facet of."""
        found: set[str] = set()
        term = self._catalog.quality_attribute(str(getattr(item, "attribute", "")))
        while term is not None and term.id not in found:
            found.add(term.id)
            term = self._catalog.quality_attribute(term.part_of) if term.part_of else None
        return found


def fits(item: Item, wanted: Fits | None) -> bool:
    """Tell whether the fields of an element are as wished; an empty field reads as an empty text."""
    for name, values in (wanted or {}).items():
        value = value_at(item, (name,) if "." not in name else tuple(name.split(".")))
        if isinstance(values, bool):
            if is_filled(value) is not values:
                return False
        elif _written(value) not in values:
            return False
    return True


def value_at(part: Any, path: tuple[str, ...]) -> Any:
    """Return the value of a field, or of a field inside; None where nothing is said.

    Args:
        part: A part of the model.
        path: Names of fields, as files have them; all but the last hold parts.
    """
    for name in path:
        if part is None:
            return None
        model: type[Part] = type(part)
        field, default = _field_of(model, name)
        part = part.__dict__.get(field, default)
    return part


@cache
def _field_of(model: type[Part], name: str) -> tuple[str, Any]:
    """Return what the model calls a field that files call so, and what it is where nobody says; asked of each element."""
    for key, info in model.model_fields.items():
        if name in {key, info.alias}:
            return key, info.get_default(call_default_factory=True)
    return "", None


def is_filled(value: Any) -> bool:
    """Tell whether a field says something: ``false`` and 0 do, an empty text and an empty list do not."""
    return value is not None and value not in ("", (), {})


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.text if isinstance(value, Quantity) else str(value)
