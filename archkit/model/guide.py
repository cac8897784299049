"""The schema becomes words: each field of the format, what may stand there, and the sentence that belongs to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from archkit.model.references import KINDS
from archkit.model.schema import json_schema

Schema = Mapping[str, Any]
_REF = "#/$defs/"
_STEPS = "steps"
"""The field whose items have a form for each kind of step."""


@dataclass(frozen=True, slots=True)
class FormatField:
    """A field, a section or a setting of the format."""

    path: str
    """Where it stands: ``use_cases.load.peak``."""
    value: str
    """What may stand there, in words; empty where that is its fields."""
    meaning: str
    """Its sentence."""
    inside: tuple["FormatField", ...] = ()
    """The fields that may stand in it, each without what stands in those."""


def sentence(value: Schema) -> str:
    """Return what a part of the schema says of itself, on one line."""
    return " ".join(str(value.get("description", "")).split())


def value_words(value: Schema, *, linked: bool = False) -> str:
    """Return what may stand in a field, in words.

    Args:
        value: The field's part of the schema.
        linked: Whether parts with fields of their own become links of Markdown, and words of the format code.
    """
    code = "`" if linked else ""
    if "$ref" in value:
        name = str(value["$ref"]).removeprefix(_REF)
        return f"[{name}](#{name.lower()})" if linked else "text" if name == "MeasureText" else "a map"
    if "anyOf" in value:
        words = dict.fromkeys(
            value_words(one, linked=linked) for one in value["anyOf"] if one.get("type") != "null"
        )
        return " or ".join(filter(None, words))
    if "enum" in value:
        return " or ".join(
            f"{code}{one}{code}" for one in dict.fromkeys(map(str, filter(None, value["enum"])))
        )
    if "const" in value:
        return f"{code}{value['const']}{code}"
    kinds = value.get("type", [])
    kinds = {kinds} if isinstance(kinds, str) else set(kinds)
    if kinds - {"null"} == {"boolean"}:
        return f"{code}true{code} or {code}false{code}"
    if value.get("examples"):
        return "for example " + ", ".join(f"{code}{one}{code}" for one in value["examples"])
    if "array" in kinds:
        inner = value_words(value.get("items", {}), linked=linked).removeprefix("a ")
        if inner.startswith("for example"):
            return f"list, {inner}"
        return f"list of {inner}" if inner else "list"
    if "object" in kinds:
        inside = value.get("additionalProperties")
        inner = value_words(inside, linked=linked).removeprefix("a ") if isinstance(inside, dict) else ""
        return f"map of {inner}" if inner else "map"
    return "text" if "string" in kinds else "number" if kinds & {"integer", "number"} else ""


def find_fields(word: str) -> list[FormatField]:
    """Return what a word of the format means: a path such as ``use_cases.load``, or the name of a field anywhere.

    The singular of a section will do (``use_case.load``), and so will ``step`` for the steps of a flow. A name that
    several parts of the format have is found in each; a path leads to one.
    """
    schema = json_schema()
    first, *rest = word.lower().replace("-", "_").replace(" ", "_").split(".")
    sections = {kind: section for kind, section in KINDS.items() if kind not in schema["properties"]}
    path = [sections.get(first, first), *rest]
    if first in {"step", "message"}:
        path = ["use_cases", _STEPS, *rest]
    found = _along(path, schema, schema)
    if found is not None:
        return [_field(".".join(path), found, schema)]
    return [
        _field(".".join([where, *rest]), end, schema)
        for where, value in _named(first, schema)
        if (end := _along(rest, value, schema)) is not None
    ]


def _field(path: str, value: Schema, schema: Schema, *, depth: int = 1) -> FormatField:
    inside = tuple(
        _field(f"{path}.{key}", inner, schema, depth=depth - 1)
        for key, inner in (_properties(value, schema).items() if depth else ())
    )
    return FormatField(path, value_words(value), sentence(value), inside)


def _along(path: list[str], here: Schema, schema: Schema) -> Schema | None:
    """Return what stands at the end of a path from here; None where it leads nowhere."""
    for step in path:
        known = _properties(here, schema)
        if step not in known:
            return None
        here = known[step]
    return here


def _properties(value: Schema, schema: Schema) -> dict[str, Schema]:
    """Return the fields that may stand in a value: of a map, of the elements of a section or of the items of a list."""
    found: dict[str, Schema] = {}
    if "$ref" in value:
        found |= _properties(schema["$defs"][str(value["$ref"]).removeprefix(_REF)], schema)
    for key in ("anyOf", "oneOf"):
        for one in value.get(key, ()):
            for name, inner in _properties(one, schema).items():
                found.setdefault(name, inner)
    found |= value.get("properties", {})
    for key in ("additionalProperties", "items", "patternProperties"):
        within = value.get(key)
        if isinstance(within, dict) and not found:
            choices = within.values() if key == "patternProperties" else (within,)
            for one in choices:
                found |= _properties(one, schema)
    return found


def _named(name: str, schema: Schema) -> Iterator[tuple[str, Schema]]:
    """Yield each field of a name once, the nearest to the top first."""
    waiting: list[tuple[str, Schema]] = [("", schema)]
    seen: set[int] = set()
    while waiting:
        path, here = waiting.pop(0)
        for key, inner in _properties(here, schema).items():
            if id(inner) in seen:
                continue
            seen.add(id(inner))
            where = f"{path}.{key}" if path else key
            if key == name:
                yield where, inner
            waiting.append((where, inner))
