"""The model becomes the JSON Schema (2020-12) of the format, described by the sentences under its fields."""

import ast
import inspect
import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from archkit.model.config import Config
from archkit.model.fields import DIMENSIONS_KEY, MEASURE_KEY
from archkit.model.flows import Message
from archkit.model.item import Part
from archkit.model.metrics import METRICS
from archkit.model.requirements import SECTIONS
from archkit.model.units import CURRENCIES, UNITS, Dimension

ID_PATTERN = "^(?=.{1,64}$)(?=.*[a-z])[a-z0-9][a-z0-9-]*$"
ARROW_PATTERN = "^[a-z0-9-]+ *(->|~>) *[a-z0-9-]+$"
_SPECIAL = re.compile(r"[\\^$.*+?()\[\]{}|/]")
"""What ECMA-262 lets a pattern escape; editors refuse the escaped blanks and hyphens of Python's own function."""
SCHEMA_ID = "https://archkit.invalid/schema/1/archkit.schema.json"

SECTION_HELP = {
    "actors": "Who and what uses the system from outside.",
    "entities": "The data.",
    "use_cases": "What actors want to get done, step by step.",
    "quality_attributes": "How well the system has to do it.",
    "constraints": "What is fixed before the design begins.",
    "components": "How the system is cut, as far as it is known.",
    "decisions": "What was chosen, and why (architecture decision records).",
    "service_levels": "What the measure of a quality attribute cannot say about its objective.",
    "questions": "What has to be asked.",
    "assumptions": "What is taken to be true.",
    "glossary": "What the words of the domain mean.",
}
"""A sentence for each section, for editors and forms."""


def json_schema() -> dict[str, Any]:
    """Return the schema of every file of a workspace, ``archkit.yaml`` included."""
    models: list[type[Part]] = [*SECTIONS.values(), Config]
    definitions: dict[str, Any] = {}
    roots = {}
    for model in models:
        schema = model.model_json_schema(
            ref_template="#/$defs/{model}", schema_generator=_Generator, by_alias=True, mode="validation"
        )
        definitions |= schema.pop("$defs", {})
        roots[model.__name__] = schema
    config = roots.pop("Config")
    definitions |= roots
    sections = {
        section: _nullable(
            {
                "type": "object",
                "description": SECTION_HELP[section],
                "propertyNames": {"pattern": ID_PATTERN},
                "additionalProperties": _item_schema(model.__name__),
            }
        )
        for section, model in SECTIONS.items()
    }
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "archkit requirements, version 1",
        "description": "A file of an archkit workspace: sections in any split over files, settings in archkit.yaml.",
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": {**config["properties"], **sections},
        "$defs": dict(sorted(definitions.items())),
    }
    _fill_in_patterns(schema)
    schema["$defs"]["MeasureText"] = {
        "description": "[pNN|mean|max] METRIC (<=|>=|<|>|=) VALUE [at LOAD] [over WINDOW]",
        "type": "string",
        "pattern": _measure(),
        "examples": ["p95 response_time <= 200 ms at 400/s"],
    }
    return schema


def _fill_in_patterns(value: Any) -> None:
    """Give each quantity the pattern of its dimensions."""
    if isinstance(value, dict):
        dimensions = value.pop(DIMENSIONS_KEY, None)
        if dimensions:
            value["pattern"] = f"^{_quantity(dimensions)}$"
        if value.pop(MEASURE_KEY, False):
            value.clear()
            value["$ref"] = "#/$defs/MeasureText"
        for inner in value.values():
            _fill_in_patterns(inner)
    elif isinstance(value, list):
        for inner in value:
            _fill_in_patterns(inner)


def _measure() -> str:
    """Return the regular expression of a measure: each known metric with the units that it is measured in."""
    comparison = " *(?:<=|>=|<|>|=) *"
    known = "|".join(f"{name}{comparison}{_quantity(metric.dimensions)}" for name, metric in METRICS.items())
    other = f"(?!(?:{'|'.join(METRICS)})\\b)[A-Za-z][A-Za-z0-9_]*{comparison}{_quantity(Dimension)}"
    return (
        f"^ *(?:(?:p[0-9]{{1,2}}(?:\\.[0-9]+)?|mean|max) +)?(?:{known}|{other})(?: +at .+)?(?: +over .+)? *$"
    )


def _quantity(dimensions: Iterable[Dimension]) -> str:
    """Return the regular expression of a quantity in one of the dimensions, as the unit table has it."""
    number = "(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,3}(?:_[0-9]{3})+|[0-9]+)(?:\\.[0-9]+)?"
    units = "|".join(_units(dimension) for dimension in dimensions)
    term = f"{number} ?(?:{units})"
    return f"~?(?:{number} ?\\.\\. ?{term}|{term}(?: ?\\.\\. ?{term})?)"


def _units(dimension: Dimension) -> str:
    def named(wanted: Dimension) -> str:
        names = [name for unit in UNITS if unit.dimension is wanted for name in (unit.symbol, *unit.aliases)]
        escaped = [_SPECIAL.sub(r"\\\g<0>", name) for name in sorted(names, key=len, reverse=True)]
        return f"(?:{'|'.join(escaped)})"

    scale, period = f"{named(Dimension.COUNT)}?", named(Dimension.RATE)
    money = f"(?:{named(Dimension.COUNT)} )?(?:{'|'.join(sorted(CURRENCIES))})"
    return {
        Dimension.COUNT: scale,
        Dimension.RATE: scale + period,
        Dimension.BANDWIDTH: named(Dimension.SIZE) + period,
        Dimension.MONEY: money,
        Dimension.MONEY_RATE: money + period,
    }.get(dimension) or named(dimension)


def _item_schema(name: str) -> dict[str, Any]:
    shapes: list[dict[str, Any]] = [{"$ref": f"#/$defs/{name}"}, {"type": "null"}]
    if name in {"Question", "Assumption", "Term"}:
        shapes.append({"type": ["string", "number", "boolean"]})
    return {"anyOf": shapes}


class _Generator(GenerateJsonSchema):
    """Describes files as people write them: any field may be empty, any text may look like a number."""

    def str_schema(self, schema: Any) -> JsonSchemaValue:
        return {**super().str_schema(schema), "type": ["string", "number", "boolean"]}

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def model_schema(self, schema: Any) -> JsonSchemaValue:
        model: type[BaseModel] = schema["cls"]
        made = super().model_schema(schema)
        if not issubclass(model, Part):
            return made
        said = sentences(model)
        properties = made.get("properties", {})
        for name, info in model.model_fields.items():
            shown = info.alias or name
            if shown in properties:
                properties[shown] = {"description": said[name], **_nullable(properties[shown])}
                properties[shown].pop("title", None)
        made.pop("title", None)
        made["description"] = (model.__doc__ or "").strip().partition("\n")[0]
        made.pop("required", None)
        return _message(made) if issubclass(model, Message) else made


def _message(made: dict[str, Any]) -> dict[str, Any]:
    """Put the fields of a message below its arrow, where they stand in a file."""
    fields = {name: value for name, value in made["properties"].items() if "->" not in name}
    body = {"type": "object", "additionalProperties": False, "properties": fields}
    action = {"type": ["string", "number", "boolean", "null"], "description": "The action."}
    step = {
        "type": "object",
        "description": made["description"],
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
        "patternProperties": {ARROW_PATTERN: {"anyOf": [action, body]}},
    }
    return {"anyOf": [step, {"type": "string", "pattern": ARROW_PATTERN}]}


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    """Let a field stand empty: half-finished files are files."""
    kind = schema.get("type")
    if kind and "enum" not in schema and "const" not in schema:
        kinds = kind if isinstance(kind, list) else [kind]
        return {**schema, "type": [*kinds, *(["null"] if "null" not in kinds else [])]}
    options = schema.get("anyOf")
    if options and {"type": "null"} in options:
        return schema
    if options:
        return {**schema, "anyOf": [*options, {"type": "null"}]}
    said: dict[str, Any] = {key: schema[key] for key in ("description", "examples") if key in schema}
    rest = {key: value for key, value in schema.items() if key not in said}
    return {**said, "anyOf": [rest, {"type": "null"}]}


@cache
def sentences(model: type[BaseModel]) -> dict[str, str]:
    """Return the sentence under each field of a model and of what it inherits from.

    Raises:
        TypeError: A field has no sentence.
    """
    found: dict[str, str] = {}
    for cls in reversed(model.__mro__):
        if not (isinstance(cls, type) and issubclass(cls, Part)):
            continue
        tree = ast.parse(inspect.getsource(cls))
        body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
        for before, after in pairwise(body):
            if (
                isinstance(before, ast.AnnAssign)
                and isinstance(before.target, ast.Name)
                and isinstance(after, ast.Expr)
                and isinstance(after.value, ast.Constant)
                and isinstance(after.value.value, str)
            ):
                found[before.target.id] = " ".join(after.value.value.split())
    missing = [name for name in model.model_fields if name not in found]
    if missing:
        raise TypeError(f"{model.__name__}: no sentence under {', '.join(missing)}")
    return found
