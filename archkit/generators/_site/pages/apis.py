"""Contracts become the API reference: every operation with its reasons, every schema with where it comes from."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from archkit.contracts import (
    Contract,
    Operation,
    Schema,
    camel,
    example_of,
    snake,
)
from archkit.generators._markdown import plain
from archkit.generators._site.here import Here
from archkit.generators._site.kind import Cell, Table, count, word
from archkit.generators._site.names import api_page, operation_anchor
from archkit.generators._site.page import Page
from archkit.generators._site.shown import Row
from archkit.generators._site.types import PropertyView, properties, type_shown
from archkit.generators._site.whole import Site

_STATUS = {
    400: "the request is malformed", 401: "no valid credentials", 403: "not allowed", 404: "not there",
    405: "not possible here", 406: "no such representation", 409: "in conflict with its state",
    410: "gone for good", 412: "changed meanwhile", 413: "too large", 415: "no such media type",
    422: "well-formed, but wrong", 428: "If-Match is missing", 429: "too many requests", 500: "a fault inside",
    502: "a fault behind", 503: "overloaded or away", 504: "too slow behind",
}  # fmt: skip
"""HTTP statuses of failure in plain words (RFC 9110)."""


@dataclass(frozen=True, slots=True)
class OperationView:
    """An operation, ready to be shown."""

    one: Operation
    called: Markup
    """How it is called: method and path, or its name."""
    answer: Markup
    is_derived: bool
    """Whether its reason says more than that a step states it."""
    anchor: str
    parameters: Sequence[tuple[str, str, Markup, bool, str]]
    """Name, where it stands, type, whether it must be given, and what it means."""
    facts: Sequence[Row]
    errors: Sequence[tuple[int, str]]
    example: str
    """Of the request, as JSON; empty where there is no body."""


@dataclass(frozen=True, slots=True)
class SchemaView:
    """A schema, ready to be shown."""

    one: Schema
    anchor: str
    properties: Sequence[PropertyView]


def apis(site: Site) -> Iterator[Page]:
    """Yield the index of all APIs and a page for each; nothing where nobody offers one."""
    if not site.contracts:
        return
    here = site.here("apis/index.md")
    values = {"table": _index(site.contracts, here)}
    yield Page(here, "APIs", "apis", values, "What each component offers to those who call it.")
    for contract in site.contracts:
        yield _page(contract, site)


def _index(contracts: Sequence[Contract], here: Here) -> Table:
    rows = tuple(
        (
            Cell(
                Markup('<a href="{}">{}</a><code class="ak-id">{}</code>').format(
                    here.page(api_page(one.id)), one.name, one.id
                ),
                one.name.casefold(),
            ),
            word(one.component.interface),
            word(one.audience),
            word(one.version),
            count(len(one.operations)),
        )
        for one in contracts
    )
    return Table(("API", "Protocol", "Audience", "Version", "Operations"), rows, "All APIs")


def _page(contract: Contract, site: Site) -> Page:
    here = site.here(api_page(contract.id))
    case = snake if site.requirements.config.generate.apis.naming == "snake_case" else camel
    operations = [_operation(one, contract, case, here) for one in contract.operations]
    groups: dict[str, list[OperationView]] = {}
    for view in operations:
        groups.setdefault(view.one.tag or "operations", []).append(view)
    values = {
        "contract": contract,
        "groups": groups,
        "count": len(operations),
        "schemas": [_schema(one, case, here) for one in contract.schemas.values()],
        "facts": list(_facts(contract)),
        "link": here.link,
    }
    return Page(here, contract.name, "api", values, f"The API of {contract.name}.")


def _facts(contract: Contract) -> Iterator[Row]:
    yield Row("Audience", escape(contract.audience))
    yield Row("Protocol", escape(contract.component.interface or "not said"))
    yield Row("Version", escape(contract.version))
    yield Row("Callers prove who they are by", escape(contract.security.scheme))
    if contract.rate_limit:
        yield Row("Quota of a caller", escape(contract.rate_limit.text))
    if contract.deprecated:
        yield Row("Deprecated", escape(contract.deprecated))
    if contract.sunset:
        yield Row("Ends on", escape(contract.sunset.isoformat()))
    for version, end in contract.older.items():
        yield Row(f"Version {version}", escape(f"served until {end.isoformat()}" if end else "still served"))


def _operation(one: Operation, contract: Contract, case: Callable[[str], str], here: Here) -> OperationView:
    over_http = contract.component.interface in {"rest", "html", None}
    called = escape(one.id[:1].upper() + one.id[1:])
    if over_http:
        called = Markup('<span class="ak-method ak-method--{}">{}</span> {}').format(
            one.method.lower(),
            one.method,
            Markup(plain(one.path)),  # noqa: S704 - plain escapes for Markdown and HTML
        )
    parameters = [
        (
            camel(each.name) if each.where == "path" else case(each.name),
            each.where,
            type_shown(each.type, _to_schema),
            each.required,
            each.description,
        )
        for each in one.parameters
    ]
    example = ""
    if one.request:
        example = json.dumps(_thawed(example_of(contract.schemas, one.request)), indent=2, ensure_ascii=False)
    errors = [(status, _STATUS.get(status, "a failure")) for status in one.errors]
    return OperationView(
        one,
        called,
        _answer(one),
        not one.reason.startswith("The step states "),
        operation_anchor(one.id),
        parameters,
        list(_traits(one, here)),
        errors,
        example,
    )


def _answer(one: Operation) -> Markup:
    return Markup("{} {}").format(one.status, _to_schema(one.response) if one.response else "nothing")


def _traits(one: Operation, here: Here) -> Iterator[Row]:
    if one.request:
        yield Row("Takes", _to_schema(one.request))
    yield Row("Answers", _answer(one))
    if one.paging:
        yield Row("Pages", escape(f"{one.paging.default} items, {one.paging.most} at most"))
    told = {"safe": "changes nothing", "natural": "done twice is done once", "key": "with an Idempotency-Key"}
    needed = ", which is needed" if one.idempotency.required else ""
    yield Row("Repeating it", escape(told[one.idempotency.kind] + needed))
    if one.caching:
        kept = f"{one.caching.scope}, {one.caching.seconds} s" if one.caching.scope != "none" else "never"
        yield Row("May be kept", escape(kept))
    if one.long_running:
        yield Row("Takes long", escape(f"accepted at once, done later: {one.long_running.reason}"))
    if one.etag:
        yield Row("Versions", Markup("ETag, and If-Match on a change"))
    if one.timeout:
        yield Row("Callers wait", escape(one.timeout.text))
    if one.anonymous:
        yield Row("Credentials", Markup("none needed"))
    elif one.scopes:
        yield Row("Needs", Markup(", ").join(Markup("<code>{}</code>").format(each) for each in one.scopes))
    if one.traces:
        steps = [Markup("{}: {}").format(here.link(each.use_case), each.step) for each in one.traces]
        yield Row("Serves", Markup("<br>").join(steps))


def _schema(one: Schema, case: Callable[[str], str], here: Here) -> SchemaView:
    return SchemaView(one, f"schema-{one.name}", properties(one, case, here, _to_schema))


def _to_schema(name: str) -> Markup:
    return Markup('<a href="#schema-{}"><code>{}</code></a>').format(name, name)


def _thawed(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _thawed(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [_thawed(one) for one in value]
    return value
