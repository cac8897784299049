"""Two versions of a contract: what breaks those who call it, and what does not."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archkit.contracts import changes


def document() -> dict[str, Any]:
    movie: dict[str, Any] = {
        "type": "object",
        "required": ["id", "name"],
        "properties": {
            "id": {"type": "string", "format": "uuid"},
            "name": {"type": "string", "maxLength": 200},
            "state": {"type": "string", "enum": ["OPEN", "DONE"]},
            "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Movie"}},
        },
    }
    new_movie = deepcopy(movie)
    new_movie["properties"]["parts"]["items"]["$ref"] = "#/components/schemas/NewMovie"
    answer = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Movie"}}}}
    return {
        "paths": {
            "/movies": {
                "get": {
                    "operationId": "listMovies",
                    "parameters": [
                        {"name": "genre", "in": "query", "required": False, "schema": {"type": "string"}}
                    ],
                    "responses": {"200": {**answer, "headers": {"ETag": {}}}},
                    "security": [{"oauth2": ["movies:read"]}],
                },
                "post": {
                    "operationId": "createMovie",
                    "requestBody": {
                        "required": False,
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/NewMovie"}}
                        },
                    },
                    "responses": {"201": answer},
                    "security": [],
                },
            },
            "/movies/{movieId}": {
                "parameters": [
                    {"name": "movieId", "in": "path", "required": True, "schema": {"type": "string"}}
                ],
                "get": {"operationId": "getMovie", "responses": {"200": answer}},
            },
        },
        "components": {"schemas": {"Movie": movie, "NewMovie": new_movie}},
    }


def schema(found: dict[str, Any], name: str) -> dict[str, Any]:
    return found["components"]["schemas"][name]


Edit = Callable[[dict[str, Any]], object]
BREAKS: dict[str, tuple[str, Edit]] = {
    "removed-path": ("/movies/{movieId}", lambda d: d["paths"].pop("/movies/{movieId}")),
    "removed-operation": ("POST /movies", lambda d: d["paths"]["/movies"].pop("post")),
    "renamed-operation": ("GET /movies", lambda d: d["paths"]["/movies"]["get"].update(operationId="x")),
    "removed-parameter": ("GET /movies", lambda d: d["paths"]["/movies"]["get"].pop("parameters")),
    "required-parameter": (
        "GET /movies",
        lambda d: d["paths"]["/movies"]["get"]["parameters"][0].update(required=True),
    ),
    "required-body": (
        "POST /movies",
        lambda d: d["paths"]["/movies"]["post"]["requestBody"].update(required=True),
    ),
    "removed-body": ("POST /movies", lambda d: d["paths"]["/movies"]["post"].pop("requestBody")),
    "removed-status": (
        "POST /movies",
        lambda d: d["paths"]["/movies"]["post"].update(responses={"202": {}}),
    ),
    "removed-header": (
        "GET /movies",
        lambda d: d["paths"]["/movies"]["get"]["responses"]["200"].pop("headers"),
    ),
    "removed-media-type": (
        "POST /movies",
        lambda d: d["paths"]["/movies"]["post"]["requestBody"].update(content={"text/xml": {}}),
    ),
    "removed-property": ("Movie.name", lambda d: schema(d, "Movie")["properties"].pop("name")),
    "required-property": ("NewMovie.state", lambda d: schema(d, "NewMovie")["required"].append("state")),
    "optional-property": ("Movie.name", lambda d: schema(d, "Movie")["required"].remove("name")),
    "changed-type": ("Movie.name", lambda d: schema(d, "Movie")["properties"]["name"].update(type="integer")),
    "narrowed-enum": (
        "NewMovie.state",
        lambda d: schema(d, "NewMovie")["properties"]["state"]["enum"].remove("DONE"),
    ),
    "widened-enum": (
        "Movie.state",
        lambda d: schema(d, "Movie")["properties"]["state"]["enum"].append("GONE"),
    ),
    "tighter-limit": (
        "NewMovie.name",
        lambda d: schema(d, "NewMovie")["properties"]["name"].update(maxLength=10),
    ),
    "looser-limit": ("Movie.name", lambda d: schema(d, "Movie")["properties"]["name"].pop("maxLength")),
    "demanded-proof": (
        "POST /movies",
        lambda d: d["paths"]["/movies"]["post"].update(security=[{"oauth2": []}]),
    ),
    "demanded-scope": (
        "GET /movies",
        lambda d: d["paths"]["/movies"]["get"]["security"][0]["oauth2"].append("all"),
    ),
}
HARMLESS: dict[str, Edit] = {
    "added-path": lambda d: d["paths"].update({"/actors": {}}),
    "added-operation": lambda d: d["paths"]["/movies/{movieId}"].update({"delete": {"responses": {}}}),
    "added-parameter": lambda d: d["paths"]["/movies"]["get"]["parameters"].append(
        {"name": "y", "in": "query"}
    ),
    "added-property": lambda d: schema(d, "Movie")["properties"].update(year={"type": "integer"}),
    "added-status": lambda d: d["paths"]["/movies"]["get"]["responses"].update({"429": {}}),
    "lifted-proof": lambda d: d["paths"]["/movies"]["get"].update(security=[]),
}


@pytest.mark.parametrize("kind", BREAKS)
def test_what_breaks_callers_is_told_with_its_kind_and_place(kind: str) -> None:
    where, edit = BREAKS[kind]
    new = document()
    edit(new)
    found = [one for one in changes(document(), new) if one.breaks]
    assert [(one.kind, one.where) for one in found if one.kind == kind] == [(kind, where)]


@pytest.mark.parametrize("kind", HARMLESS)
def test_what_is_merely_new_breaks_nobody(kind: str) -> None:
    new = document()
    HARMLESS[kind](new)
    assert [(one.kind, one.breaks) for one in changes(document(), new)] == [(kind, False)]


@pytest.mark.parametrize(
    "edit",
    [
        lambda d: d["paths"].update(
            {
                "/movies/{id}": {
                    **d["paths"].pop("/movies/{movieId}"),
                    "parameters": [
                        {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
                    ],
                }
            }
        ),
        lambda d: schema(d, "Movie")["properties"]["name"].update(description="other words"),
        lambda d: schema(d, "NewMovie")["properties"]["name"].pop("maxLength"),
        lambda d: schema(d, "Movie")["properties"]["state"]["enum"].remove("DONE"),
        lambda d: schema(d, "Movie")["required"].append("state"),
    ],
    ids=["name in a path", "words", "wider request", "narrower answer", "surer answer"],
)
def test_what_no_caller_can_notice_is_no_change(edit: Edit) -> None:
    new = document()
    edit(new)
    assert changes(document(), new) == ()


def test_a_document_equals_itself_though_its_schemas_refer_to_themselves() -> None:
    assert changes(document(), document()) == ()
    assert changes({}, {}) == ()


KEYS = ("paths", "/a", "/{x}", "get", "post", "responses", "200", "default", "content", "application/json", "schema", "$ref",
    "type", "enum", "required", "properties", "items", "parameters", "name", "in", "security", "requestBody", "headers", "x")  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["#/paths", "#/a/b", "string", "query", ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=20,
)


def grafted(base: dict[str, Any], route: list[int], value: Any) -> dict[str, Any]:
    """Return a document in which one place, found by following numbers, holds something else."""
    found = deepcopy(base)
    here: Any = found
    for number in route:
        keys = (
            list(here) if isinstance(here, dict) else list(range(len(here))) if isinstance(here, list) else []
        )
        if not keys:
            break
        key = keys[number % len(keys)]
        if not isinstance(here[key], dict | list) or number % 7 == 0:
            here[key] = value
            break
        here = here[key]
    return found


@given(st.lists(st.integers(0, 50), max_size=9), VALUES, st.booleans())
def test_a_document_that_somebody_broke_by_hand_is_compared_without_a_fault(
    route: list[int], value: Any, turned: bool
) -> None:
    broken = grafted(document(), route, value)
    pair = (broken, document()) if turned else (document(), broken)
    assert all(one.message for one in changes(*pair))


def with_problems(*stated: tuple[str, int, str]) -> dict[str, Any]:
    listed = [{"type": kind, "status": status, "operations": [name]} for kind, status, name in stated]
    return {**document(), "x-archkit-problems": listed}


def test_programs_tell_failures_by_their_types() -> None:
    old = with_problems(
        ("/taken", 409, "createMovie"), ("/cut", 422, "createMovie"), ("/old", 410, "listMovies")
    )
    new = with_problems(
        ("/in-use", 409, "createMovie"), ("/cut", 409, "createMovie"), ("/new", 403, "listMovies")
    )
    found = [(one.where, one.kind, one.breaks) for one in changes(old, new)]
    assert found == [
        ("/cut", "changed-problem", True),
        ("/taken", "changed-problem", True),
        ("/in-use", "added-problem", False),
        ("/new", "added-problem", False),
        ("/old", "removed-problem", False),
    ]
