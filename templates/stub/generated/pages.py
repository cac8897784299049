"""Pages about the contract for whoever opens the server in a browser: no other host is asked, and no script is needed."""

import os
import shlex
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response

from .contract import (
    BASE,
    CONTRACT,
    OPERATIONS,
    PROBLEMS,
    Node,
    Operation,
    allowed,
    example_of,
    properties,
    resolve,
)
from .markup import Html, joined, kind_of, line, prose, shown, tag
from .security import TOKEN
from .trying import Trial, Trials

DOCS = "/docs"
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Nothing is loaded from elsewhere, whatever the texts of the contract say."""
_FILES = {"look.css": "text/css", "try.js": "text/javascript"}


def install(app: FastAPI) -> None:
    """Serve the pages at addresses that the contract does not have."""
    pages: dict[str, Callable[[Request], Response]] = {
        DOCS: lambda request: _page(overview(str(request.base_url).rstrip("/")))
    }
    pages |= {f"{DOCS}/{name}": _file(name, media) for name, media in _FILES.items()}
    pages |= {one["type"]: _told_of(one) for one in PROBLEMS if one["type"].startswith("/")}
    for path, answer in pages.items():
        if not allowed(path):
            app.add_route(path, answer, include_in_schema=False)


def _page(content: Html) -> Response:
    return HTMLResponse(
        content, headers={"Content-Security-Policy": _POLICY, "X-Content-Type-Options": "nosniff"}
    )


def _told_of(one: Node) -> Callable[[Request], Response]:
    return lambda _: _page(problem(one))


def _file(name: str, media: str) -> Callable[[Request], Response]:
    content = files(__package__).joinpath(name).read_bytes()
    return lambda _: Response(content, media_type=media, headers={"X-Content-Type-Options": "nosniff"})


def document(title: str, *inner: Html) -> Html:
    """Return a whole page."""
    head = (
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        tag("link", rel="icon", href="data:,"),
        tag("link", rel="stylesheet", href=f"{DOCS}/look.css"),
        tag("script", src=f"{DOCS}/try.js", defer=""),
    )
    return joined((Html("<!doctype html>"), tag("html", tag("head", *head), tag("body", *inner), lang="en")))


def overview(base_url: str) -> Html:
    """Return the page about all of the contract.

    Args:
        base_url: Where this server is, as the reader's browser calls it.
    """
    info = CONTRACT["info"]
    about = tag(
        "header",
        tag("h1", info["title"]),
        tag(
            "p", f"Version {info['version']}. ", tag("a", "openapi.json", href="/openapi.json"), class_="lead"
        ),
        prose(info.get("description", "")),
    )
    groups = [joined(_group(one, base_url)) for one in CONTRACT.get("tags", ())]
    if PROBLEMS:
        rows = (
            (tag("a", one["title"], href=one["type"]), str(one["status"]), _conditions(one))
            for one in PROBLEMS
        )
        heads = tag("h2", "Problem types", id="problems")
        groups.append(joined((heads, _table(("kind", "status", "when"), rows))))
    schemas = CONTRACT.get("components", {}).get("schemas", {})
    kinds = tag(
        "section", tag("h2", "Schemas", id="schemas"), *(_schema(name, one) for name, one in schemas.items())
    )
    return document(
        info["title"], tag("nav", *_contents(), aria_label="Operations"), tag("main", about, *groups, kinds)
    )


def problem(one: Node) -> Html:
    """Return the page that a problem type's address leads to (RFC 9457, section 4)."""
    about = (
        tag("p", tag("a", CONTRACT["info"]["title"], href=DOCS), class_="lead"),
        tag("h1", one["title"]),
        tag("p", "Status ", tag("code", str(one["status"])), ", type ", tag("code", one["type"])),
        tag("h2", "When"),
        tag("ul", *(tag("li", condition["when"]) for condition in one["conditions"])),
        tag("h2", "Which operations tell of it"),
        tag("ul", *(tag("li", _linked(OPERATIONS[name])) for name in one["operations"])),
        tag("h2", "What comes"),
        *_shown_failure(one),
    )
    return document(one["title"], tag("main", *about))


def _linked(one: Operation) -> Html:
    return tag("a", _method(one), Html(" "), one.path, href=f"{DOCS}#{quote(one.id)}")


def _shown_failure(one: Node) -> Iterator[Html]:
    for name in one["operations"]:
        for told in OPERATIONS[name].failures.values():
            if told.get("type") == one["type"]:
                yield tag("pre", tag("code", shown(told)), tabindex="0")
                return


def _conditions(one: Node) -> str:
    return "; ".join(condition["when"] for condition in one["conditions"])


def _contents() -> Iterator[Html]:
    yield tag("p", tag("a", CONTRACT["info"]["title"], href="#"), class_="lead")
    for group in CONTRACT.get("tags", ()):
        entries = (
            tag("li", tag("a", _method(one), Html(" "), one.path, href=f"#{quote(one.id)}"))
            for one in _of(group["name"])
        )
        yield tag("h2", group["name"])
        yield tag("ul", *entries)
    if PROBLEMS:
        yield tag("p", tag("a", "Problem types", href="#problems"))
    yield tag("p", tag("a", "Schemas", href="#schemas"))


def _of(group: str) -> Iterator[Operation]:
    return (one for one in OPERATIONS.values() if group in one.node.get("tags", ()))


def _group(group: Node, base_url: str) -> Iterator[Html]:
    yield tag("h2", group["name"])
    yield prose(group.get("description", ""))
    yield from (_operation(one, base_url) for one in _of(group["name"]))


def _method(one: Operation) -> Html:
    return tag("span", one.method, class_=f"method {one.method.lower()}")


def _operation(one: Operation, base_url: str) -> Html:
    trial = Trials("YOUR-TOKEN" if os.environ.get(TOKEN) else "development").of(one)
    parts = [
        tag(
            "h3",
            _method(one),
            Html(" "),
            tag("code", one.path),
            Html(" "),
            tag("small", one.node.get("summary", "")),
        ),
        prose(one.node.get("description", "")),
    ]
    if one.parameters:
        parts += [
            tag("h4", "Parameters"),
            _table(("name", "in", "what", ""), map(_parameter, one.parameters)),
        ]
    for media, content in one.body.get("content", {}).items():
        parts += [tag("h4", "Body"), prose(one.body.get("description", ""))]
        parts += [tag("p", tag("code", media), Html(", "), kind_of(content.get("schema", {})))]
    parts += [
        tag("h4", "Answers"),
        tag("dl", *(part for status in one.responses for part in _answer(one, status))),
    ]
    parts += [tag("h4", "Try it"), _copied(curl(trial, base_url)), _form(one, trial)]
    return tag("section", *parts, id=one.id, class_="operation")


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Html:
    head = tag("tr", *(tag("th", one, scope="col") if one else tag("td") for one in heads))
    body = (tag("tr", *(tag("td", cell) for cell in row)) for row in rows)
    return tag("div", tag("table", tag("thead", head), tag("tbody", *body)), class_="wide", tabindex="0")


def _parameter(one: Node) -> tuple[str, ...]:
    schema = resolve(one.get("schema", {}))
    name = joined((tag("code", one["name"]), tag("small", " required") if one.get("required") else ""))
    return (
        name,
        one["in"],
        kind_of(one.get("schema", {})),
        _told(one.get("description", ""), example_of(one), schema),
    )


def _told(description: str, example: object, schema: Node) -> Html:
    text = example if isinstance(example, str) else shown(example)
    word = "Default" if "default" in schema and schema["default"] == example else "Example"
    return joined((line(description), f" {word}: ", tag("code", _short(text))))


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


def _answer(one: Operation, status: str) -> Iterator[Html]:
    response = one.responses[status]
    yield tag("dt", status)
    headers = [tag("code", name) for name in response.get("headers", {})]
    inner = [line(response.get("description", ""))]
    if headers:
        inner.append(joined((" Headers: ", joined(headers, ", "), ".")))
    for media, content in response.get("content", {}).items():
        inner.append(tag("div", tag("code", media), ", ", kind_of(content.get("schema", {}))))
        inner.append(tag("details", tag("summary", "Example"), *_examples(content)))
    yield tag("dd", *inner)


def _examples(content: Node) -> Iterator[Html]:
    for stated in content.get("examples", {}).values():
        one = resolve(stated)
        yield tag("p", line(one.get("summary", "")))
        yield tag("pre", tag("code", shown(one.get("value"))), tabindex="0")
    if not content.get("examples"):
        yield tag("pre", tag("code", shown(example_of(content))), tabindex="0")


def curl(trial: Trial, base_url: str) -> str:
    """Return a request as a command for a shell, in which every value is one word."""
    query = "&".join(
        f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in trial.params.items()
    )
    words = ["curl -i" if trial.method == "GET" else f"curl -i -X {trial.method}"]
    words.append(shlex.quote(f"{base_url}{trial.path}{'?' if query else ''}{query}"))
    words += [f"-H {shlex.quote(f'{name}: {value}')}" for name, value in trial.headers.items()]
    if trial.has_body:
        words.append(f"--data-binary {shlex.quote(shown(trial.json))}")
    return " \\\n  ".join([" ".join(words[:2]), *words[2:]])


def _copied(text: str) -> Html:
    button = tag("button", "Copy", type="button", class_="copy", hidden="")
    return tag("div", tag("pre", tag("code", text), tabindex="0"), button, class_="copied")


def _form(one: Operation, trial: Trial) -> Html:
    """Return what sends the request from the page; it shows only where its script runs."""
    values = {name: str(value) for name, value in trial.headers.items()}
    fields = [
        _field(one.id, str(p["name"]), str(p["in"]), _start(trial, p))
        for p in one.parameters
        if p["in"] in {"path", "query"}
    ]
    fields += [
        _field(one.id, name, "header", value) for name, value in values.items() if name != "Content-Type"
    ]
    if one.failures:
        fields.append(_wish(one))
    if trial.has_body:
        name = f"{one.id}-body"
        area = tag("textarea", shown(trial.json), id=name, data_in="body", rows="8", spellcheck="false")
        fields.append(tag("p", tag("label", "Body", for_=name), area))
    send = tag("p", tag("button", f"Send {one.method}", type="submit"))
    result = tag("pre", tag("code"), class_="result", tabindex="0", aria_live="polite", hidden="")
    return tag(
        "form", *fields, send, result,
        data_method=one.method, data_path=BASE + one.path, data_type=values.get("Content-Type", ""), hidden="",
    )  # fmt: skip


def _wish(one: Operation) -> Html:
    """Return what lets the reader choose how it is to go: well, or wrong in one of the ways of the contract."""
    key = f"{one.id}-header-Prefer"
    told: list[Node] = []
    options = [tag("option", "go well", value="")]
    for name, failure in one.failures.items():
        if failure not in told:
            told.append(failure)
            wish = f"{'code' if name.isdigit() else 'example'}={name}"
            options.append(tag("option", f"fail: {failure['status']} {failure['title']}", value=wish))
    choice = tag("select", *options, id=key, name="Prefer", data_in="header")
    return tag("p", tag("label", "It should", Html(" "), tag("small", "header Prefer"), for_=key), choice)


def _start(trial: Trial, parameter: Node) -> str:
    """Return what stands in a field at first: nothing for what may be left out."""
    if parameter["in"] == "query":
        return trial.params.get(parameter["name"], "")
    return str(example_of(parameter))


def _field(operation: str, name: str, where: str, value: str) -> Html:
    key = f"{operation}-{where}-{name}"
    told = tag("input", id=key, name=name, data_in=where, value=value, spellcheck="false")
    return tag("p", tag("label", name, Html(" "), tag("small", where), for_=key), told)


def _schema(name: str, stated: Node) -> Html:
    required = frozenset(stated.get("required", ()))

    def row(entry: tuple[str, Node]) -> tuple[str, ...]:
        key, one = entry
        marks = ["required"] if key in required else []
        marks += ["read only"] if one.get("readOnly") else ["write only"] if one.get("writeOnly") else []
        examples: Any = one.get("examples") or [None]
        told = (
            _told(one.get("description", ""), examples[0], one)
            if examples[0] is not None
            else line(one.get("description", ""))
        )
        return (
            joined((tag("code", key), tag("small", f" {', '.join(marks)}"))),
            kind_of(written(key, one)),
            told,
        )

    def written(key: str, one: Node) -> Node:
        return dict(stated.get("properties", {}).get(key, one))

    table = _table(("property", "what", ""), map(row, properties(stated).items()))
    return tag(
        "section",
        tag("h3", name),
        prose(stated.get("description", "")),
        table,
        id=f"schema-{name}",
        class_="schema",
    )
