"""The published schemas of JSON outputs become a reference page."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

SCHEMAS = Path(__file__).parents[2] / "schema"
_SUFFIX = "-report.schema.json"


def pages() -> Iterator[tuple[str, str]]:
    """Yield path below docs/ and text of each page."""
    yield "reference/json.md", "\n".join(_outputs()) + "\n"


def _outputs() -> Iterator[str]:
    yield "# JSON outputs\n"
    yield 'Every command that prints data has `--format json`. Each output carries `"version": 1`; keys are added, never'
    yield "renamed. Durations are seconds, shares fractions, rates per second, sizes bytes. The schemas lie in `schema/`"
    yield "of the repository."
    for path in sorted(SCHEMAS.glob(f"*{_SUFFIX}")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        name = path.name.removesuffix(_SUFFIX)
        yield f"\n## archkit {name} --format json {{ #{name} }}\n"
        yield f"{schema.get('description', schema.get('title', ''))} Schema: `schema/{path.name}`.\n"
        yield "| key | value | meaning |\n|---|---|---|"
        yield from _rows(_resolve(schema, schema), schema, "", ())


def _rows(
    value: Mapping[str, Any], root: Mapping[str, Any], path: str, above: tuple[Mapping[str, Any], ...]
) -> Iterator[str]:
    """Yield a row for each key, those inside lists and maps with the way to them.

    Args:
        value: The schema of an object.
        root: The whole schema.
        path: The way to the object.
        above: The objects around it: one that contains its own kind is told once.
    """
    for key, inner in value.get("properties", {}).items():
        resolved = _resolve(inner, root)
        where = f"{path}{key}"
        meaning = inner.get("description") or resolved.get("description", "")
        yield f"| `{where}` | {_kind(resolved)} | {_cell(meaning)} |"
        for inside, step in ((resolved, "."), (_resolve(resolved.get("items", {}), root), "[].")):
            if not any(inside is one for one in (value, *above)):
                yield from _rows(inside, root, f"{where}{step}", (value, *above))


def _resolve(value: Mapping[str, Any], root: Mapping[str, Any]) -> Mapping[str, Any]:
    """Follow a reference into the definitions, and leave ``null`` out of a choice."""
    if name := str(value.get("$ref", "")).removeprefix("#/$defs/"):
        return root["$defs"][name]
    for choices in ("anyOf", "oneOf"):
        kept = [one for one in value.get(choices, []) if one.get("type") != "null"]
        if len(kept) == 1:
            return _resolve(kept[0], root)
    return value


def _kind(value: Mapping[str, Any]) -> str:
    if "enum" in value:
        return " or ".join(f"`{one}`" for one in value["enum"])
    if "const" in value:
        return f"`{value['const']}`"
    kinds = value.get("type", "")
    return " or ".join(kinds) if isinstance(kinds, list) else str(kinds)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
