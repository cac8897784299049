"""The schemas of a contract become Pydantic models, one class each, for the server and the client alike."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from io import StringIO
from tokenize import NAME, generate_tokens

from archkit.contracts import camel
from archkit.generators._python_source import (
    BUILT_IN,
    Code,
    Group,
    after,
    before,
    call,
    docstring,
    free,
    imports,
    lines,
    literal,
    snake,
    subscript,
)
from archkit.generators._python_types import FORMATS, Node, Types, optional

_WORD = re.compile(r"[A-Za-z_]\w*")
RESERVED = (BUILT_IN - {"type", "match", "case"}) | {
    "absent", "construct", "copy", "dict", "from_orm", "json", "model_computed_fields", "model_config", "model_construct",
    "model_copy", "model_dump", "model_dump_json", "model_extra", "model_fields", "model_fields_set", "model_json_schema",
    "model_parametrized_name", "model_post_init", "model_rebuild", "model_validate", "model_validate_json",
    "model_validate_strings", "parse_file", "parse_obj", "parse_raw", "schema", "schema_json", "update_forward_refs",
    "validate",
}  # fmt: skip
"""What no attribute of a model may be called: what Pydantic's own class has, and what annotations name."""
_TYPING = frozenset({"Annotated", "Any", "Literal", "Optional", "TypeAlias", "Union"})


def models_module(types: Types) -> str:
    """Return the module of all models."""
    schemas = types.document.get("components", {}).get("schemas", {})
    classes = {name: schema for name, schema in schemas.items() if types.is_object(schema)}
    body = [line for name, schema in classes.items() for line in _class(types, name, schema)]
    body += [
        line for name in _in_order(types, schemas, classes) for line in _alias(types, name, schemas[name])
    ]
    entries = [f"    {literal(name)}: {types.classes[name]}," for name in schemas]
    table = (
        ["SCHEMAS: Mapping[str, Any] = {", *entries, "}"] if entries else ["SCHEMAS: Mapping[str, Any] = {}"]
    )
    closing = ['"""The classes by the names of the contract\'s schemas."""']
    code = [*body, "", *([""] if body else []), *table, *closing]
    return "\n".join([*_head(names_in(code)), *code]) + "\n"


def _head(used: Collection[str]) -> list[str]:
    blocks = [
        ["from collections.abc import Mapping", *imports("typing", _TYPING.intersection(used))],
        imports("pydantic", {"ConfigDict", "Field"}.intersection(used)),
        imports(".formats", (FORMATS | {"absent"}).intersection(used)),
    ]
    told = '"""What travels: a class for each schema of the contract. Written by archkit; change the contract instead."""'
    head = [told, "", "from __future__ import annotations"]
    return head + [line for block in blocks if block for line in ("", *block)]


def names_in(code: Iterable[str]) -> frozenset[str]:
    """Return the names that lines of Python use; words in texts are none."""
    source = StringIO("\n".join(code) + "\n")
    return frozenset(one.string for one in generate_tokens(source.readline) if one.type == NAME)


def _in_order(types: Types, schemas: Mapping[str, Node], classes: Collection[str]) -> list[str]:
    """Return the schemas that are no classes, each after those that it is made of."""
    waiting = {name: str(types.wire(schema)) for name, schema in schemas.items() if name not in classes}
    found: list[str] = []
    while waiting:
        theirs = {types.classes[name] for name in waiting}
        ready = [name for name, code in waiting.items() if theirs.isdisjoint(_WORD.findall(code))]
        # A circle of schemas without a class in it has no value that ends; any order is as good.
        found += ready or list(waiting)
        waiting = {name: code for name, code in waiting.items() if ready and name not in ready}
    return found


def _alias(types: Types, name: str, schema: Node) -> Iterator[str]:
    code = types.wire(schema)
    yield from ("", "")
    yield from lines(before(f"{types.classes[name]}: TypeAlias = ", code))
    yield from docstring(str(schema.get("description", "")))


def _class(types: Types, name: str, schema: Node) -> Iterator[str]:
    ours = types.classes[name]
    yield from ("", "")
    yield f"class {ours}(Model):"
    yield from docstring(str(schema.get("description", "")), 1, otherwise=f"The schema {ours}.")
    more = schema.get("additionalProperties")
    if more is not None:
        yield ""
        yield f'    model_config = ConfigDict(extra="{"forbid" if more is False else "allow"}")'
    required = types.required(schema)
    taken = set(RESERVED)
    yield ""
    for property_name, node in types.properties(schema).items():
        attribute = free(snake(property_name), taken)
        taken.add(attribute)
        yield from _field(types, attribute, property_name, node, required=property_name in required)


def _field(types: Types, attribute: str, name: str, node: Node, *, required: bool) -> Iterator[str]:
    named: dict[str, Code] = {}
    if camel(attribute.replace("_", "-")) != name:
        named = {"validation_alias": literal(name), "serialization_alias": literal(name)}
    if required:
        kind, marks = _parts(types.wire(node))
        parts = _with_field(marks, named)
        code = before(f"{attribute}: ", subscript("Annotated", kind, *parts) if parts else kind)
    else:
        named["exclude_if"] = "absent"
        kind, marks = _parts(types.wire(node))
        nullable = str(kind).endswith("| None") or str(kind).startswith(("Optional[", "Any"))
        never = () if nullable else ("NeverNull",)
        if nullable:
            del named["exclude_if"]
        wide = kind if nullable else optional(kind)
        parts = (*never, *_with_field(marks, named))
        code = before(f"{attribute}: ", subscript("Annotated", wide, *parts) if parts else wide)
        code = after(code, " = None")
    yield from lines(code, 1)
    yield from docstring(str(types.resolve(node).get("description", "")) if "$ref" not in node else "", 1)


def _with_field(marks: tuple[Code, ...], named: Mapping[str, Code]) -> tuple[Code, ...]:
    """Add named arguments to the call of ``Field`` among the marks of a type."""
    if not named:
        return marks
    bounds = [one.parts for one in marks if isinstance(one, Group) and one.head == "Field("]
    others = [one for one in marks if not (isinstance(one, Group) and one.head == "Field(")]
    return (*others, call("Field", *(bounds[0] if bounds else ()), **named))


def _parts(code: Code) -> tuple[Code, tuple[Code, ...]]:
    """Take the marks off a type."""
    if isinstance(code, str) or code.head != "Annotated[":
        return code, ()
    return code.parts[0], code.parts[1:]
