"""A model -> the fields of a form: what each wants, which words it knows, and the sentence that explains it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import WithJsonSchema
from pydantic_core import PydanticCustomError

from archkit.model.actors import Coordinates
from archkit.model.fields import DIMENSIONS_KEY, Judged, RefersTo
from archkit.model.flows import ARROW_KEY, Step
from archkit.model.item import Part
from archkit.model.measures import Measure
from archkit.model.quantities import Dimension
from archkit.model.schema import sentences
from archkit.model.spots import fields_of, is_union, members, unwrapped

Shape = Literal["text", "prose", "texts", "word", "words", "flag", "reference", "references", "measures", "quantity", "map", "part", "parts", "steps"]  # fmt: skip
"""What stands in a field: ``prose`` is Markdown; ``word`` one of a few words; ``part`` a map with fields of its own."""

_SENTENCES = {"preconditions", "invariants", "in", "out", "questions"}
"""Lists whose items are sentences; what other lists of texts hold are words and ids, written with commas."""
_PROSE = {"summary", "rationale", "context", "decision", "consequences", "notes"}


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a model."""

    key: str
    """As a file spells it."""
    sentence: str
    """What it means."""
    shape: Shape
    """What stands in it."""
    choices: tuple[str, ...] = ()
    """The words that it knows."""
    kind: str | None = None
    """The kind of element that it refers to; None where several may stand."""
    dimensions: tuple[Dimension, ...] = ()
    """Of a quantity."""
    examples: tuple[str, ...] = ()
    """Values to show."""
    part: type[Part] | None = None
    """The model of what stands in it, where that has fields of its own."""
    judge: Callable[[Any], Any] | None = None
    """Turns a text into the value, or refuses it."""

    @property
    def label(self) -> str:
        """The key as people read it."""
        return self.key.replace("_", " ")

    def fault(self, text: str) -> tuple[str, str]:
        """Return what is wrong with one value, and what to write instead; two empty texts when nothing is."""
        if not text:
            return "", ""
        if self.shape in {"word", "words"} and self.choices and text not in self.choices:
            return (
                f"'{text}' is none of the words that the format knows here",
                f"write {', '.join(self.choices)}",
            )
        if self.judge is None:
            return "", ""
        try:
            self.judge(text)
        except PydanticCustomError as error:
            context = error.context or {}
            return str(context.get("message", error.message())), str(context.get("help", ""))
        return "", ""


@cache
def form_of(model: type[Part]) -> tuple[FormField, ...]:
    """Return the fields of a model in their order; those that every element has come last."""
    said = sentences(model)
    names = {info.alias or name: name for name, info in model.model_fields.items() if info.alias != ARROW_KEY}
    fields = [_field(key, said[names[key]], hint) for key, hint in fields_of(model).items()]
    last = ("notes", "tags", "assumed")
    return tuple(sorted(fields, key=lambda field: last.index(field.key) if field.key in last else -1))


def _field(key: str, sentence: str, hint: Any) -> FormField:
    base, found = unwrapped(hint)
    extra = list(found)
    while is_union(base):
        inner = [one for one in members(base) if one is not type(None)]
        if len(inner) != 1:
            break
        base, more = unwrapped(inner[0])
        extra += more
    many = get_origin(base) is tuple
    if many:
        base, more = unwrapped(get_args(base)[0])
        extra += more
    judged = next((one for one in extra if isinstance(one, Judged)), None)
    shown = next((one.json_schema or {} for one in extra if isinstance(one, WithJsonSchema)), {})
    schema = judged.schema if judged else shown
    examples = tuple(str(one) for one in schema.get("examples", ()) if isinstance(one, str | int | float))
    shape, choices, part = _shape(key, base, extra, many=many)
    refers = next((one for one in extra if isinstance(one, RefersTo)), None)
    return FormField(
        key,
        sentence,
        shape,
        choices=choices,
        kind=refers.kind if refers else None,
        dimensions=tuple(schema.get(DIMENSIONS_KEY, ())),
        examples=examples,
        part=part,
        judge=judged.judge if judged else None,
    )


def _shape(
    key: str, base: Any, extra: list[Any], *, many: bool
) -> tuple[Shape, tuple[str, ...], type[Part] | None]:
    if get_origin(base) is dict:
        value, _ = unwrapped(get_args(base)[1])
        places = is_union(value) and Coordinates in members(value)
        return ("words" if places else "map"), (), None
    if is_union(base):
        parts = [one for one in (unwrapped(each)[0] for each in members(base)) if isinstance(one, type)]
        return ("steps" if any(issubclass(one, Step) for one in parts) else "text"), (), None
    if get_origin(base) is Literal:
        return ("words" if many else "word"), tuple(map(str, get_args(base))), None
    if any(isinstance(one, RefersTo) for one in extra):
        return ("references" if many else "reference"), (), None
    if isinstance(base, type) and issubclass(base, Part):
        return ("parts" if many else "part"), (), base
    if base is Measure:
        return "measures", (), None
    if base is bool:
        return "flag", ("true", "false"), None
    if any(DIMENSIONS_KEY in one.schema for one in extra if isinstance(one, Judged)):
        return "quantity", (), None
    if many:
        return ("texts" if key in _SENTENCES else "words"), (), None
    return ("prose" if key in _PROSE else "text"), (), None
