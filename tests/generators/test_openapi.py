"""Contracts become OpenAPI documents that say where everything in them comes from, and keep what strict linters ask."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hostile_workspace import SCHEMES, write_hostile, write_variants

from archkit.contracts import contracts_of
from archkit.generators import _openapi_document as openapi
from archkit.generators import generate
from archkit.generators._surroundings import Surroundings
from archkit.workspace import Workspace

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").iterdir())


def documents(folder: Path) -> dict[str, dict[str, Any]]:
    return {
        artifact.path: yaml.safe_load(artifact.data)
        for artifact in generate(Workspace(folder).dossier, ["openapi"])
    }


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    hostile = write_hostile(tmp_path_factory.mktemp("hostile"))
    variants = write_variants(tmp_path_factory.mktemp("variants"))
    return {
        f"{folder.name}/{path}": document
        for folder in (*EXAMPLES, hostile, variants)
        for path, document in documents(folder).items()
    }


@pytest.fixture(scope="module")
def movies() -> dict[str, Any]:
    folder = next(one for one in EXAMPLES if one.name == "movie-streaming")
    return documents(folder)["apis/movie-api/openapi.yaml"]


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method != "parameters":
                yield path, method, operation


def schemas_in(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every schema below a schema, itself first."""
    yield node
    for inner in node.get("properties", {}).values():
        yield from schemas_in(inner)
    for key in ("items", "additionalProperties"):
        if isinstance(node.get(key), dict):
            yield from schemas_in(node[key])


def texts_of(
    node: Any, keys: tuple[str, ...] = ("description", "summary"), *, named: bool = False
) -> Iterator[str]:
    """Yield every description and summary; what is below names of properties is looked into, examples are not."""
    if isinstance(node, list):
        for one in node:
            yield from texts_of(one, keys)
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        if not named and key in keys and isinstance(value, str):
            yield " ".join(value.lower().split())
        elif named or not (key.startswith("x-") or key in {"example", "examples", "value"}):
            yield from texts_of(value, keys, named=not named and key in {"properties", "paths", "schemas"})


def test_every_operation_and_property_traces_to_the_step_and_the_field_it_comes_from(
    movies: dict[str, Any],
) -> None:
    found = movies["paths"]["/movies/{movieId}/reviews"]["get"]
    assert found["x-archkit"]["steps"] == [
        {"use_case": "read-around-movie", "step": "List the reviews", "caller": "viewer"}
    ]
    assert "read-around-movie" in found["description"]
    assert (
        movies["components"]["schemas"]["Review"]["properties"]["writtenAt"]["x-archkit-field"]
        == "review.written"
    )


def test_a_collection_is_paged_and_a_single_resource_has_its_version(movies: dict[str, Any]) -> None:
    listed, single = movies["paths"]["/movies"]["get"], movies["paths"]["/movies/{movieId}"]["get"]
    assert [one["$ref"].rpartition("/")[2] for one in listed["parameters"] if "$ref" in one] == [
        "PageSize",
        "PageToken",
    ]
    assert "ETag" in single["responses"]["200"]["headers"]
    assert "304" in single["responses"]


def test_who_registers_needs_no_credentials_and_everybody_else_does(movies: dict[str, Any]) -> None:
    for path, method, operation in operations(movies):
        free = (path, method) == ("/users", "post")
        assert (operation["security"] == []) is free
        assert ("401" in operation["responses"]) is not free


def test_what_a_use_case_says_can_go_wrong_is_an_answer_of_its_operation(movies: dict[str, Any]) -> None:
    register = movies["paths"]["/users"]["post"]
    assert "409" in register["responses"]
    assert "409 when the e-mail address has an account already" in register["description"]


def test_a_secret_is_sent_and_never_shown(movies: dict[str, Any]) -> None:
    schemas = movies["components"]["schemas"]
    assert schemas["CreateUserRequest"]["properties"]["password"]["writeOnly"]
    assert not any("password" in name.lower() for name in schemas["User"]["properties"])


def test_names_are_in_snake_case_where_the_workspace_asks_for_it(tmp_path: Path) -> None:
    folder = write_hostile(tmp_path, naming="snake_case")
    for document in documents(folder).values():
        for schema in document["components"]["schemas"].values():
            for name in schema["properties"]:
                assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name), name


def test_each_way_to_prove_who_calls_is_a_scheme_that_operations_demand(
    every: dict[str, dict[str, Any]],
) -> None:
    kinds = {
        "none": None,
        "basic": "http",
        "openid": "openIdConnect",
        "jwt": "http",
        "api-key": "apiKey",
        "oauth2": "oauth2",
        "mutual-tls": "mutualTLS",
    }
    for index, scheme in enumerate(SCHEMES):
        document = every[f"variants/apis/api-{index}/openapi.yaml"]
        found = document["components"].get("securitySchemes", {})
        wanted = kinds.get(scheme, "oauth2" if index % 3 < 2 else "mutualTLS")
        assert [one["type"] for one in found.values()] == ([wanted] if wanted else [])
        for _, _, operation in operations(document):
            assert [list(one) for one in operation["security"]] == [[name] for name in found]
            assert ("401" in operation["responses"]) is bool(found)


def test_an_api_that_is_to_end_says_so_everywhere_and_when(every: dict[str, dict[str, Any]]) -> None:
    document = every["variants/apis/old/openapi.yaml"]
    assert "It ends on 2031-12-31" in document["info"]["description"]
    assert "Version v0" in document["info"]["description"]
    for _, _, operation in operations(document):
        assert operation["deprecated"]
        answer = next(iter(operation["responses"].values()))
        assert {"Deprecation", "Sunset"} <= set(answer["headers"])


def test_the_server_is_the_stated_one_else_one_that_cannot_exist(every: dict[str, dict[str, Any]]) -> None:
    stated = every["variants/apis/stated/openapi.yaml"]
    assert stated["servers"][0]["url"] == "https://things.example.org/v3"
    assert stated["info"]["version"] == "3.1.0"
    assert (
        every["variants/apis/unsaid/openapi.yaml"]["servers"][0]["url"]
        == "https://unsaid.variants.example/v1"
    )


def test_no_two_texts_of_a_document_are_alike(every: dict[str, dict[str, Any]]) -> None:
    for name, document in every.items():
        seen: set[str] = set()
        for text in texts_of(document):
            assert text not in seen, (name, text)
            seen.add(text)


def test_every_component_is_described(every: dict[str, dict[str, Any]]) -> None:
    for document in every.values():
        for group in document["components"].values():
            for name, component in group.items():
                assert component.get("description"), name


def test_every_schema_has_a_type_and_every_property_an_example(every: dict[str, dict[str, Any]]) -> None:
    for document in every.values():
        for name, schema in document["components"]["schemas"].items():
            assert schema["examples"], name
            for inner in schemas_in(schema):
                assert "type" in inner or "$ref" in inner, name
            for prop, inner in schema["properties"].items():
                assert "$ref" in inner or inner["examples"], (name, prop)


def test_bodies_are_named_schemas(every: dict[str, dict[str, Any]]) -> None:
    for document in every.values():
        for path, method, operation in operations(document):
            bodies = [operation["requestBody"]] if "requestBody" in operation else []
            assert not bodies or method not in {"get", "delete", "head"}, path
            bodies += [one for one in operation["responses"].values() if "content" in one]
            for body in bodies:
                for media in body["content"].values():
                    assert set(media["schema"]) == {"$ref"}
                    assert media.get("example") is not None or media["examples"]


def test_paths_of_the_examples_are_kebab_case_without_verbs(every: dict[str, dict[str, Any]]) -> None:
    for name, document in every.items():
        for path, _, operation in operations(document):
            assert len(operation["tags"]) == 1
            if not name.startswith("hostile"):
                for segment in path.strip("/").split("/"):
                    assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*|\{[a-z][A-Za-z0-9]*\}", segment), path
                    assert segment not in {
                        "get",
                        "put",
                        "post",
                        "patch",
                        "delete",
                        "head",
                        "options",
                        "trace",
                    }


def test_every_failure_is_a_problem_document(every: dict[str, dict[str, Any]]) -> None:
    for document in every.values():
        for _, _, operation in operations(document):
            assert any(one.startswith("4") for one in operation["responses"])
            for status, response in operation["responses"].items():
                if status == "default" or status >= "400":
                    shared = document["components"].get("responses", {})
                    named = shared[response["$ref"].rpartition("/")[2]] if "$ref" in response else response
                    assert set(named["content"]) == {"application/problem+json"}


def test_what_the_domain_refuses_has_a_type_of_its_own(movies: dict[str, Any]) -> None:
    conflict = movies["paths"]["/users"]["post"]["responses"]["409"]
    assert conflict["description"].startswith("The e-mail address is taken; or it contradicts what is there")
    examples = conflict["content"]["application/problem+json"]["examples"]
    assert examples["emailTaken"]["value"] == {
        "type": "/v1/problems/email-taken",
        "title": "The e-mail address is taken",
        "status": 409,
        "detail": "The e-mail address is taken",
        "instance": "/occurrences/7f3a",
    }
    assert examples["conflict"]["value"]["type"] == "about:blank"
    assert "`/v1/problems/email-taken` (409)" in movies["info"]["description"]
    listed = {one["type"]: one for one in movies["x-archkit-problems"]}
    assert listed["/v1/problems/email-taken"]["operations"] == ["createUser"]
    assert listed["/v1/problems/wrong-password"]["status"] == 403, (
        "what is stated counts, not what words tell"
    )
    assert listed["/v1/problems/movie-has-left-catalogue"]["status"] == 404


def test_every_type_of_problem_is_documented_where_it_comes(every: dict[str, dict[str, Any]]) -> None:
    types = 0
    for document in every.values():
        shown = {
            (operation["operationId"], example["value"]["type"], int(status))
            for _, _, operation in operations(document)
            for status, response in operation["responses"].items()
            for media in response.get("content", {}).values()
            for example in media.get("examples", {}).values()
            if example["value"]["type"] != "about:blank"
        }
        listed = {
            (operation, one["type"], one["status"])
            for one in document.get("x-archkit-problems", ())
            for operation in one["operations"]
        }
        assert shown == listed
        types += len(listed)
    assert types > 10


def test_whatever_is_called_over_rest_no_operation_is_lost_and_no_part_is_idle() -> None:
    for folder in EXAMPLES:
        stated = Workspace(folder).requirements
        rest = {}
        for name, component in stated.components.items():
            rest[name] = component.model_copy(
                update={"interface": "rest", "kind": "service", "external": False}
            )
            rest[name].bind(component.place)
        requirements = replace(stated, components=rest)
        for contract in contracts_of(requirements):
            found = openapi.document(contract, Surroundings.of(requirements))
            assert len(list(operations(found))) == len(contract.operations)
            text = json.dumps(found, default=str)
            for group, parts in found["components"].items():
                for name in parts if group != "securitySchemes" else ():
                    assert f'#/components/{group}/{name}"' in text, (folder.name, contract.id, name)


def test_texts_of_users_run_nowhere(every: dict[str, dict[str, Any]]) -> None:
    hostile = {name: one for name, one in every.items() if name.startswith("hostile")}
    assert hostile
    for document in hostile.values():
        for text in texts_of(document):
            assert "<" not in text
            assert "eval(" not in text
        for text in texts_of(document, ("description",)):
            assert not re.search(r"(?<!\\)\]\(", text), "a link of a user's that could be followed"
