"""A contract becomes an OpenAPI 3.1 document: one plain value, ready to be written or served."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from archkit.contracts import Contract, spoken, words
from archkit.generators._openapi_parts import PROBLEM, Parts, problem_address, problem_schema, problem_types
from archkit.generators._openapi_paths import Paths
from archkit.generators._openapi_schemas import Schemas
from archkit.generators._openapi_security import proof, schemes
from archkit.generators._openapi_text import Texts, markdown, plain
from archkit.generators._surroundings import WEB_ADDRESS, Surroundings
from archkit.generators._yaml import Data
from archkit.model import singular

_NUMBERS = re.compile(r"[0-9]+")


def document(contract: Contract, around: Surroundings) -> dict[str, Data]:
    """Return the OpenAPI document of a contract."""
    texts, key = Texts(), around.key
    parts = Parts(contract, key, texts)
    address = _address(contract, around)
    base = urlsplit(address).path
    info = _info(contract, around, texts, base)
    tags = _tags(contract, around, texts)
    paths = Paths(contract, key, texts, parts, base).all()
    schemas: dict[str, Data] = {**Schemas(contract, key, texts).all(), PROBLEM: problem_schema(texts)}
    components: dict[str, Data] = {**parts.written(), "schemas": dict(sorted(schemas.items()))}
    if security := schemes(contract, around.domain, texts):
        components["securitySchemes"] = security
    found: dict[str, Data] = {
        "openapi": "3.1.0",
        "info": info,
        "servers": [
            {"url": address, "description": texts.own(f"Serves {contract.audience} callers.", "server")}
        ],
        "tags": tags,
        "paths": paths,
        "components": components,
    }
    if contract.problems:
        found["x-archkit-problems"] = problem_types(contract, base)
    return found


def semantic_version(version: str) -> str:
    """Return ``v1`` as ``1.0.0`` and ``2.3`` as ``2.3.0``."""
    numbers = [str(int(one)) for one in _NUMBERS.findall(version)[:3]]
    return ".".join([*numbers, "0", "0"][:3]) if numbers else "1.0.0"


def _info(contract: Contract, around: Surroundings, texts: Texts, base: str) -> dict[str, Data]:
    component = contract.component
    return {
        "title": plain(contract.name, 120),
        "version": semantic_version(contract.version),
        "summary": texts.own(f"Version {plain(contract.version, 20)} of {plain(contract.name, 120)}, for {contract.audience} callers", "summary"),
        "description": texts.own("\n\n".join(_about(contract, around, base)), "description"),
        "contact": around.contact(component.owner),
        "license": around.terms(),
        "x-archkit": {"component": component.id, "audience": contract.audience, "version": contract.version},
    }  # fmt: skip


def _about(contract: Contract, around: Surroundings, base: str) -> Iterator[str]:
    """Yield the paragraphs that open the document: what it is, and the conventions that hold for all of it."""
    component = contract.component
    yield markdown(component.description or f"{contract.name} of {around.system}.", 1000)
    yield f"Part of {markdown(around.system, 120)}. {proof(contract)}"
    if contract.deprecated or contract.sunset:
        end = f" It ends on {contract.sunset}." if contract.sunset else ""
        yield f"**Callers should move to another version.** {markdown(contract.deprecated)}{end}".strip()
    yield "\n".join(f"* {line}" for line in _conventions(contract, around.key))
    if contract.problems:
        yield "Kinds of failure that this domain knows, by their `type`:"
        yield "\n".join(
            f"* `{problem_address(one, base)}` ({one.status}): {markdown(one.title, 120)}"
            for one in contract.problems
        )


def _conventions(contract: Contract, key: Callable[[str], str]) -> Iterator[str]:
    operations = contract.operations
    yield "**Failures** answer with a problem document (RFC 9457); programs read its `type` and `status`."
    if any(one.paging for one in operations):
        yield (
            f"**Collections** come page by page: `{key('page-size')}` asks for a size, `{key('next-page-token')}` of one "
            f"page is the `{key('page-token')}` that asks for the next, and the last page has none."
        )
    if any(one.idempotency.kind == "key" for one in operations):
        yield "**Repeats** do no harm with an `Idempotency-Key`: the same key and body get the same answer."
    if any(one.etag for one in operations):
        yield "**Versions** of a record are its `ETag`: `If-Match` keeps two callers from overwriting each other."
    if any(one.long_running for one in operations):
        yield "**Long work** answers 202 at once; its `Location` tells how far it has come."
    if contract.rate_limit is not None:
        yield f"**Quota**: {contract.rate_limit.text} for each caller, told by `RateLimit` and `RateLimit-Policy`."
    for version, day in contract.older.items():
        end = f"until {day}" if day else "without an end so far"
        yield f"**Version {markdown(version, 20)}** is still served, {end}."


def _address(contract: Contract, around: Surroundings) -> str:
    """Return where the API is: as it is stated, else below the domain of the workspace."""
    api = contract.component.api
    stated = (api.url if api else "").strip().rstrip("/")
    if WEB_ADDRESS.fullmatch(stated):
        return stated
    return f"https://{words(contract.id)}.{around.domain}/{words(contract.version)}"


def _tags(contract: Contract, around: Surroundings, texts: Texts) -> list[Data]:
    """Return the groups of operations, each with what its first entity stands for."""
    found: list[Data] = []
    for tag in sorted({one.tag for one in contract.operations}):
        entity = around.entities.get(singular(words(tag)))
        said = f"{spoken(words(tag)).capitalize()}: {entity}" if entity else f"All below /{tag}."
        found.append({"name": tag, "description": texts.own(markdown(said), f"/{tag}")})
    return found
