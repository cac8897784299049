"""A workspace whose every name and text tries to be something else: markup, code, a template, a keyword."""

import json
from pathlib import Path
from typing import Any

TEXTS = (
    "<script>alert(1)</script>",
    "[a](javascript:alert(1)) **b** `c` _d_ | e",
    "{{ 7*7 }} {% raw %} ${x}",
    "eval('1') \\ \" ' # : - ? & * ! | > % @",
    "class",
    "import os; os.system('true')",
    '"""\nraise SystemExit\n"""',
    "null",
    "名前と住所",
    "👩‍🚀 emoji",
    "x" * 300,
    "turned \u202e around",
    "yes",
    "__proto__",
    "- item",
    "1. first",
)
FIELDS = (
    "id", "class", "def", "None", "True", "__init__", "<b>", "a b", "a-b", "a_b", "2fa", "self", "items", "type", "$ref",
    "名前", "🚀", "{{x}}", "yield", "x" * 200, "json", "model_config", "schema", "copy", "é", "next-page-token",
)  # fmt: skip
TYPES = (
    "string", "text", "integer", "number", "boolean", "uuid", "date", "datetime", "duration", "money", "email",
    "phone", "url", "geo-point", "blob", "json", "optional money", "list of string", "map of integer", "list of ref thing",
    "one of none | class | true | é", "thing", "optional class", "list of class", "map of list of geo-point", "ref class",
)  # fmt: skip
OPERATIONS = (
    "GET /things", "GET /things/{id}", "GET /things/{thing-id}/<script>", "POST /v1/things?x=y", "DELETE /things/{id}/",
    "PUT /things/:id/class", "PATCH /api/v2/things/{id}", "POST /class/{class}/class/{class}", "GET /get", "POST /{x}",
    "POST /things/{id}:cancel", "GET /名前/{🚀}", "POST /", "get /delete/../../etc", "HEAD /things", "Frobnicate", "",
)  # fmt: skip


def write_hostile(folder: Path, naming: str = "camelCase", interface: str = "rest") -> Path:
    """Write the workspace below a folder and return where."""
    root = folder / "hostile"
    (root / "requirements").mkdir(parents=True)
    config = {
        "archkit": 1,
        "system": {"id": "hostile", "name": TEXTS[0], "summary": TEXTS[1]},
        "generate": {
            "output": "build",
            "apis": {"naming": naming, "domain": "../evil", "contact": {"name": TEXTS[3], "email": "no", "url": "javascript:x"}},
        },
    }  # fmt: skip
    (root / "archkit.yaml").write_text(json.dumps(config, ensure_ascii=False), encoding="utf-8")
    (root / "requirements" / "all.yaml").write_text(
        json.dumps(_requirements(interface), ensure_ascii=False), encoding="utf-8"
    )
    return root


def _requirements(interface: str) -> dict[str, Any]:
    fields = dict(zip(FIELDS, TYPES, strict=True))
    entities = {
        "thing": {"name": TEXTS[0], "description": TEXTS[1], "fields": fields, "schema": "varies"},
        "class": {"name": "class", "description": TEXTS[6], "fields": {"id": "integer", "class": "class", "thing": "optional thing"}},
        "problem": {"fields": {"id": "uuid", "state": "one of open | done"}},
        "problem-state": {"fields": {"id": "string"}},
        "money": {"fields": {"amount": "integer"}},
        "operation": {"fields": {"id": "uuid"}},
        "option": {"fields": {"id": "uuid", "name": "string"}},
    }  # fmt: skip
    steps: list[Any] = [
        {"viewer -> con": {"action": text, "data": ["thing", text, "password"], "returns": ["thing"], "operation": operation}}
        for text, operation in zip((*TEXTS, TEXTS[0]), OPERATIONS, strict=True)
    ]  # fmt: skip
    steps += [
        {"viewer -> con": {"action": f"{text} it", "data": [text], "returns": [text]}} for text in TEXTS
    ]
    steps += [
        {"viewer -> con": {"action": f"{verb} the {entity}", "data": [entity, f"{entity} id", "amount"], "returns": [entity]}}
        for verb in ("Create", "Get", "Update", "Delete", "Cancel", "Frob")
        for entity in ("problem", "money", "operation", "option", "class")
    ]  # fmt: skip
    steps += [
        {"viewer -> con": {"action": "List options", "returns": ["list of option", TEXTS[3]]}},
        {"viewer ~> con": {"action": TEXTS[5], "data": ["list of thing"]}},
        {
            "viewer -> con": {
                "action": "Convert",
                "data": ["thing id"],
                "returns": ["class"],
                "duration": "30 min",
            }
        },
    ]
    case = {
        "title": TEXTS[0],
        "primary_actor": "viewer",
        "steps": steps,
        "extensions": [{"when": f"{TEXTS[0]} is already taken"}],
    }
    component = {
        "name": TEXTS[2],
        "description": TEXTS[1],
        "kind": "service",
        "interface": interface,
        "owner": TEXTS[3],
        "api": {"kind": "public", "version": "<v>", "auth": TEXTS[5], "url": "javascript:x", "rate_limit": "0.5/s", "older": {"v0": "2027-01-01"}},
    }  # fmt: skip
    return {
        "actors": {"viewer": {"name": TEXTS[8]}},
        "entities": entities,
        "use_cases": {"import": case},
        "components": {"con": component},
    }


SCHEMES = ("none", "basic", "openid", "jwt", "api-key", "oauth2", "mutual-tls", "")


def write_variants(folder: Path) -> Path:
    """Write a workspace with a component for each way to prove who calls, and for each state of an API."""
    root = folder / "variants"
    (root / "requirements").mkdir(parents=True)
    kinds = ("public", "partner", "private")
    components: dict[str, Any] = {
        f"api-{index}": {"interface": "rest", "api": {"auth": scheme, "kind": kinds[index % 3]}}
        for index, scheme in enumerate(SCHEMES)
    }
    components["old"] = {
        "interface": "rest",
        "state": "retire",
        "api": {"version": "v1", "older": {"v1": "2031-12-31", "v0": None}},
    }
    components["unsaid"] = {"interface": "rest"}
    components["stated"] = {
        "interface": "rest",
        "api": {"url": "https://things.example.org/v3/", "version": "v3.1"},
    }
    calls: tuple[dict[str, Any], ...] = (
        {"action": "List the things", "data": ["kind", "made"], "returns": ["list of thing"]},
        {"action": "Make a thing", "data": ["thing"], "returns": ["thing"]},
        {"action": "Change the thing", "data": ["thing"], "returns": ["thing"]},
        {"action": "Remove the thing", "data": ["thing id"]},
        {"action": "Polish the thing", "data": ["thing id"], "returns": ["thing"], "duration": "5 min"},
    )  # fmt: skip
    steps = [
        {f"buyer -> {one}": {**call, "action": f"{call['action']} of {one}"}} for one in components for call in calls
    ]  # fmt: skip
    requirements = {
        "actors": {"buyer": {"kind": "system"}},
        "entities": {"thing": {"fields": {"id": "uuid", "kind": "one of a | b", "made": "datetime", "next": "optional ref thing"}}},
        "components": components,
        "use_cases": {"use": {"primary_actor": "buyer", "steps": steps}},
    }  # fmt: skip
    (root / "archkit.yaml").write_text('{"archkit": 1, "system": {"id": "variants"}}', encoding="utf-8")
    (root / "requirements" / "all.yaml").write_text(json.dumps(requirements), encoding="utf-8")
    return root
