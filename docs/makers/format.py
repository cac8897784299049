"""The model becomes the reference of the format: each section's fields with their sentences, units and metrics."""

from collections.abc import Iterator, Mapping
from typing import Any

from archkit.model.guide import sentence, value_words
from archkit.model.metrics import METRICS
from archkit.model.schema import json_schema
from archkit.model.units import DIMENSIONS, UNITS, Dimension


def pages() -> Iterator[tuple[str, str]]:
    """Yield path below docs/ and text of each page."""
    schema = json_schema()
    yield "reference/format.md", "\n".join(_format(schema)) + "\n"
    yield "reference/quantities.md", "\n".join(_quantities()) + "\n"


def _format(schema: dict[str, Any]) -> Iterator[str]:
    yield "# The requirements format\n"
    yield "Everything that a file of a workspace may hold. Only an element's id is required; every field may come later."
    yield "Files below `include` hold sections in any split; `archkit.yaml` holds the settings besides. Editors complete"
    yield "and check these files with the schema that `archkit schema` writes."
    definitions = schema["$defs"]
    sections = {key: value for key, value in schema["properties"].items() if _item(value) in definitions}
    settings = {key: value for key, value in schema["properties"].items() if key not in sections}
    yield "\n## archkit.yaml\n"
    yield from _table(settings)
    done: set[str] = set()
    for name in _reached(settings, definitions):
        yield from _part(name, definitions[name])
        done.add(name)
    for key, value in sections.items():
        item = _item(value)
        yield f"\n## {key} {{ #{key} }}\n\n{sentence(value)} {sentence(definitions[item])}\n"
        yield from _table(definitions[item]["properties"])
        done.add(item)
        for name in _reached(definitions[item]["properties"], definitions):
            if name not in done:
                yield from _part(name, definitions[name])
                done.add(name)


def _part(name: str, definition: Mapping[str, Any]) -> Iterator[str]:
    if "properties" not in definition:
        yield f"\n### {name} {{ #{name.lower()} }}\n\n{sentence(definition)}"
        return
    yield f"\n### {name} {{ #{name.lower()} }}\n\n{sentence(definition)}\n"
    yield from _table(definition["properties"])


def _table(properties: Mapping[str, Any]) -> Iterator[str]:
    yield "| field | value | meaning |\n|---|---|---|"
    for key, value in properties.items():
        yield f"| `{key}` | {_cell(value_words(value, linked=True))} | {_cell(sentence(value))} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _item(value: Any) -> str | None:
    """Return the definition of a section's elements."""
    text = str(value.get("additionalProperties", ""))
    return text.partition("#/$defs/")[2].partition("'")[0] or None


def _reached(value: Any, definitions: Mapping[str, Any], seen: set[str] | None = None) -> Iterator[str]:
    """Yield the definitions that a value refers to, each once, in the order of first mention."""
    seen = set() if seen is None else seen
    if isinstance(value, dict):
        name = str(value.get("$ref", "")).removeprefix("#/$defs/")
        if name and name not in seen:
            seen.add(name)
            yield name
            yield from _reached(definitions[name].get("properties", {}), definitions, seen)
        for inner in value.values():
            yield from _reached(inner, definitions, seen)
    elif isinstance(value, list):
        for inner in value:
            yield from _reached(inner, definitions, seen)


def _quantities() -> Iterator[str]:
    yield "# Quantities, units and metrics\n"
    yield "Quantities are written as people write them and printed back as they were written: ASCII digits, `_` or a"
    yield "blank as thousands mark, `.` as decimal, one unit. `~400/s` is a guess so far; `1 KB..500 MB` is a range.\n"
    yield "## Units\n"
    for dimension in Dimension:
        info = DIMENSIONS[dimension]
        units = [unit for unit in UNITS if unit.dimension is dimension]
        yield f"\n### {info.phrase.removeprefix('a ').removeprefix('an ').capitalize()}\n"
        yield f"For example `{info.example}`; computed in {info.base}.\n"
        if units:
            yield "| unit | also written | meaning |\n|---|---|---|"
        for unit in units:
            aliases = ", ".join(f"`{alias}`" for alias in unit.aliases)
            yield f"| `{unit.symbol}` | {aliases} | {unit.note} |"
    yield "\n## Metrics\n"
    yield "A measure reads `[pNN|mean|max] METRIC (<=|>=|<|>|=) VALUE [at LOAD] [over WINDOW]`. Another name than these is"
    yield "kept, and told as a finding.\n"
    yield "| metric | better | meaning | example |\n|---|---|---|---|"
    for metric in METRICS.values():
        better = "higher" if metric.higher_is_better else "lower"
        yield f"| `{metric.name}` | {better} | {metric.meaning} | `{metric.example}` |"
