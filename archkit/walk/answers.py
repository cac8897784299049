"""An answer to a question of the walk becomes a change of the workspace, once the model accepts it."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from archkit.errors import UsageError
from archkit.model import SECTION_OF, SECTIONS, Config, Part, Requirements, free_id, is_arrow
from archkit.walk.asking import Asked, value_at

_YES, _NO = frozenset({"yes", "y", "true"}), frozenset({"no", "n", "false"})
_ITEMS = re.compile(r"[\n;]+")
_PAIR = re.compile(r"\s*([^:,\n]+?)\s*:\s+(.+?)\s*(?:\n|;|$)")


@dataclass(frozen=True, slots=True)
class Change:
    """What an answer writes: fields of one element, or of ``archkit.yaml``."""

    section: str
    """The section of the element; empty for the fields of ``archkit.yaml`` itself."""
    id: str
    """The element; empty for the fields of ``archkit.yaml`` itself."""
    fields: Mapping[tuple[str, ...], Any]
    """Route inside the element to what stands there: text, lists and maps, as a file has them."""
    is_new: bool = False
    """Whether the element has to be begun."""

    @property
    def data(self) -> dict[str, Any]:
        """The fields as one nested map."""
        whole: dict[str, Any] = {}
        for route, value in self.fields.items():
            inner = whole
            for step in route[:-1]:
                inner = inner.setdefault(step, {})
            inner[route[-1]] = value
        return whole


def change(asked: Asked, answer: str, requirements: Requirements) -> Change:
    """Return what an answer writes.

    Raises:
        UsageError: The answer is empty or does not suit the field; its help says what to write.
    """
    text = answer.strip()
    if not text:
        raise UsageError("the answer is empty", help="skip the question, or ask somebody")
    question = asked.question
    if question.adds:
        return _added(asked, text, requirements.section(question.adds))
    if question.field:
        section, identifier = _holder(asked)
        model = SECTIONS[section] if section else Config
        fields = {question.field: _value(model, question.field, text)}
        beside = {(key,): value for key, value in (question.with_ or {}).items()}
        return Change(section, identifier, fields | beside)
    return _entry(asked, requirements, {"status": "answered", "answer": text})


def skip(asked: Asked, requirements: Requirements, reason: str = "") -> Change:
    """Return what keeps a question from being asked again: an entry that says it was dropped."""
    told = {"status": "dropped"}
    return _entry(asked, requirements, told | ({"answer": reason.strip()} if reason.strip() else {}))


def pass_on(asked: Asked, requirements: Requirements, owner: str = "") -> Change:
    """Return what hands a question on to somebody who knows: an open entry, with its owner where one is named."""
    told = {"status": "open"}
    return _entry(asked, requirements, told | ({"owner": owner.strip()} if owner.strip() else {}))


def _entry(asked: Asked, requirements: Requirements, told: Mapping[str, str]) -> Change:
    if asked.question.of == "question" and asked.about is not None:
        return Change("questions", asked.about.id, {(key,): value for key, value in told.items()})
    fields: dict[tuple[str, ...], Any] = {}
    is_new = asked.entry not in requirements.questions
    if is_new:
        fields["ask",] = asked.text
        if asked.about is not None:
            fields["about",] = [asked.reference]
    return Change("questions", asked.entry, fields | {(key,): value for key, value in told.items()}, is_new)


def _added(asked: Asked, text: str, taken: Collection[str]) -> Change:
    question = asked.question
    identifier = free_id(text, taken)
    if not identifier:
        raise UsageError(f"'{text}' has no letter to make an id of", help="write a name")
    model = SECTIONS[question.adds]
    name = (question.as_,)
    answered: dict[tuple[str, ...], Any] = {name: _value(model, name, text)}
    beside: dict[tuple[str, ...], Any] = {(key,): value for key, value in (question.with_ or {}).items()}
    # A statement comes after the quality that it is about; a name comes first.
    fields = beside | answered if question.as_ == "statement" else answered | beside
    return Change(question.adds, identifier, fields, is_new=True)


def _holder(asked: Asked) -> tuple[str, str]:
    return (SECTION_OF[asked.about.KIND], asked.about.id) if asked.about else ("", "")


def _value(model: type[Part], route: tuple[str, ...], text: str) -> Any:
    """Return the answer in the first form that the field takes: a text, a yes or no, a list, a map, steps, or conditions.

    Raises:
        UsageError: It takes none of them.
    """
    first: ValueError | None = None
    for value in _forms(text):
        try:
            read = value_at(model.model_validate(_nested(route, value)), route)
        except ValueError as error:
            first = first or error
        else:
            # A list of one may be written as its only text; where several are told, each stands by itself.
            several = _parts(text) if isinstance(read, tuple) and isinstance(value, str) else []
            return several if len(several) > 1 else value
    told: list[dict[str, Any]] = getattr(first, "errors", list)()
    context = told[-1].get("ctx", {}) if told else {}
    message = str(context.get("message") or (told[-1].get("msg") if told else first))
    raise UsageError(message, help=str(context.get("help", "")))


def _forms(text: str) -> Iterator[Any]:
    yield text
    plain = text.casefold().rstrip(".")
    if plain in _YES or plain in _NO:
        yield "true" if plain in _YES else "false"
    yield text.casefold()
    lines = [line.strip(" -\t") for line in text.splitlines() if line.strip(" -\t")]
    pairs = [line.partition(": ") for line in lines]
    if any(is_arrow(key) for key, _, _ in pairs):
        yield [{key.strip(): value.strip()} if value else key.strip() for key, _, value in pairs]
        return
    found = {match[1]: match[2] for match in _PAIR.finditer(text.replace(", ", "\n"))}
    if found and "://" not in text:
        yield found
    yield _parts(text)
    yield [{"when": part} for part in _sentences(text)]


def _parts(text: str) -> list[str]:
    """Return what stands in lines of its own or between semicolons, else between commas."""
    parts = _sentences(text)
    return parts if len(parts) > 1 else [part for part in map(str.strip, text.split(",")) if part]


def _sentences(text: str) -> list[str]:
    return [part.strip(" -\t") for part in _ITEMS.split(text) if part.strip(" -\t")]


def _nested(route: tuple[str, ...], value: Any) -> Any:
    for step in reversed(route):
        value = {step: value}
    return value
