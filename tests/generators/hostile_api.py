"""An OpenAPI document whose every name and text tries to become Python, and one of the same shape that is tame."""

from typing import Any

TEXTS = (
    'quoted """\nraise SystemExit("pwned")\n"""',
    "single '''\nimport os\n'''",
    "backslash \\",
    'ends with a quote"',
    'ends with quotes"""',
    "newline\nimport os; os.system('touch pwned')",
    "carriage\rimport os",
    "# type: ignore\n\x0cimport os",
    "{0} {x!r} %s {{ 7*7 }} {% raw %}",
    "\N{ROCKET} \N{WOMAN}\N{ZERO WIDTH JOINER}\N{ROCKET}",
    "turned \u202e around \u2028 line \u0085 next \x00 nul \x7f",
    "x" * 3000,
    "</script><script>alert(1)</script> | `code` [a](javascript:x)",
    "",
    " ",
    "${HOME} $(touch pwned)",
    "'\"'\"'",
    "\t",
)
NAMES = (
    "class", "def", "None", "True", "import", "await", "match", "type", "self", "cls", "print", "list", "dict", "str", "int",
    "__init__", "__class__", "__dict__", "_private", "model_config", "model_dump", "schema", "copy", "json", "validate",
    "a b", "a-b", "a_b", "aB", "AB", "2fa", "", " ", "\N{ROCKET}", "\u540d\u524d", "caf\u00e9", "cafe\u0301", "x" * 200,
    "date", "datetime", "time", "UUID", "uuid4", "models", "service", "router", "body", "request", "Field", "Model", "Any",
    "x; import os", "x=1)\nimport os\n(", 'x"]; raise SystemExit; ["', "x'", "x\\", "items", "page", "item", "idempotency_key",
    "If-Match", "memory", "close", "send", "absent", "exec", "eval", "__import__('os')",
)  # fmt: skip
SCHEMAS = (
    "class", "None", "Model", "Field", "Any", "Literal", "Optional", "Uuid", "Date", "SCHEMAS", "Record", "int", "str", "a b",
    "a-b", "A_B", "2fa", "\N{ROCKET}", "\u540d\u524d", "__init__", "Exception", "BaseModel", "x" * 200, "Mapping", "TypeAlias",
    'X"]; import os; ["', "X\nimport os",
)  # fmt: skip
"""Names that OpenAPI itself would not allow for components are among them; the generator does not rely on it."""


def hostile_document() -> dict[str, Any]:
    """Return the document in which everything is hostile."""
    return _document(SCHEMAS, NAMES, TEXTS)


def with_texts(texts: tuple[str, ...]) -> dict[str, Any]:
    """Return a document with harmless names and other texts; its shape is always the same."""
    return _document(("Thing", "Other", "Third"), ("id", "first", "second", "third", "fourth"), texts)


def _document(schemas: tuple[str, ...], names: tuple[str, ...], texts: tuple[str, ...]) -> dict[str, Any]:
    count = 0

    def text() -> str:
        nonlocal count
        count += 1
        return texts[count % len(texts)]

    def kind(index: int) -> dict[str, Any]:
        kinds: tuple[dict[str, Any], ...] = (
            {"type": "string", "examples": [text()], "description": text()},
            {"type": "integer", "format": "int32", "description": text(), "examples": [3]},
            {"type": ["string", "null"], "format": "date-time", "description": text(), "examples": ["2026-01-31T12:00:00Z"]},
            {"type": "array", "items": {"type": "string"}, "description": text(), "examples": [[text()]]},
            {"type": "string", "enum": [f"v{place}{one}" for place, one in enumerate(texts)], "description": text()},
            {"type": "string", "format": "uuid", "description": text(), "examples": ["6f1f9a0e-3c52-4c0b-9a51-0b5ad5b8c0de"]},
            {"type": "string", "const": text(), "description": text()},
            {"type": "object", "additionalProperties": {"type": "number"}, "description": text(), "examples": [{}]},
            {"$ref": f"#/components/schemas/{_pointer(schemas[index % len(schemas)])}"},
        )  # fmt: skip
        return kinds[index % len(kinds)]

    components: dict[str, Any] = {
        name: {
            "type": "object",
            "description": text(),
            # References stay optional, so that no value contains itself for ever.
            "required": [one for place, one in enumerate(names) if place % 9 != 8 and place % 2],
            "properties": {one: kind(place) for place, one in enumerate(names)},
        }
        for name in schemas
    }
    components["Choices"] = {
        "type": "string",
        "description": text(),
        "enum": [f"{place}{one}" for place, one in enumerate(texts)],
    }
    first = f"#/components/schemas/{_pointer(schemas[0])}"
    answer = {"200": {"description": text(), "content": {"application/json": {"schema": {"$ref": first}}}}}
    paths: dict[str, Any] = {}
    for place, name in enumerate(names):
        parameters = [
            {"name": f"{one}{place}", "in": where, "required": where == "path", "description": text(),
             "schema": {"type": "string", "default": text(), "examples": ["x"]}}
            for one, where in (("id", "path"), (name.strip() or "blank", "query"), ("If-Match", "header"))
        ]  # fmt: skip
        body = {"required": True, "content": {"application/json": {"schema": {"$ref": first}}}}
        paths[f"/things{place}/{{id{place}}}"] = {
            "post": {
                "operationId": name or f"blank{place}", "summary": text(), "description": text(), "parameters": parameters,
                "requestBody": body, "responses": answer,
            }
        }  # fmt: skip
    return {
        "openapi": "3.1.0",
        "info": {"title": text(), "version": text(), "description": text()},
        "servers": [{"url": "https://api.hostile.test/v1"}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
        },
    }


def _pointer(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
