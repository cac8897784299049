"""The operations of a contract become a client: a method each, for programs that wait and for those that do not."""

from collections.abc import Iterator

from archkit.generators._python_operations import Argument, Call
from archkit.generators._python_source import Code, Group, before, call, docstring, lines, literal, unique

_SAFE = frozenset({"get", "head", "options", "put", "delete", "trace"})
"""Methods that may be repeated (RFC 9110)."""
_TOKENS = ("pageToken", "page_token")
_NEXT = ("nextPageToken", "next_page_token")


def client_module(calls: tuple[Call, ...], name: str, base_url: str) -> list[str]:
    """Return the lines of the module of both clients.

    Args:
        calls: The operations.
        name: The name of the class.
        base_url: Where the API is, unless the caller knows better.
    """
    body = ["", *lines(f"BASE_URL = {literal(base_url)}")]
    for asynchronous in (False, True):
        body += _class(calls, f"Async{name}" if asynchronous else name, asynchronous=asynchronous)
    return body


def _class(calls: tuple[Call, ...], name: str, *, asynchronous: bool) -> list[str]:
    prefix, wait = ("Async", "await ") if asynchronous else ("", "")
    define = "async def" if asynchronous else "def"
    enter, leave = ("__aenter__", "__aexit__") if asynchronous else ("__enter__", "__exit__")
    kind = f"httpx.{prefix}Client"
    body = [
        "", "",
        f"class {name}:",
        '    """Calls the API: an operation a method. What goes wrong there is a ``ProblemError``."""',
        "",
        "    def __init__(",
        "        self,",
        "        base_url: str = BASE_URL,",
        "        *,",
        "        credential: str | None = None,",
        f"        http: {kind} | None = None,",
        "        retries: int = 2,",
        "    ) -> None:",
        '        """Take what all calls share.',
        "",
        "        Args:",
        "            base_url: Where the API is.",
        "            credential: The token or key; of HTTP Basic, the user and the password with a colon between them.",
        "            http: A client of your own: for proxies, certificates, time limits.",
        "            retries: How often a call is repeated that may be.",
        '        """',
        f"        self._transport = {prefix}Transport(base_url, credential, http, retries)",
        "",
        f"    {define} {enter}(self) -> Self:",
        '        """Return the client; it closes at the end of the block."""',
        "        return self",
        "",
        f"    {define} {leave}(self, *_: object) -> None:",
        f"        {wait}self.close()",
        "",
        f"    {define} close(self) -> None:",
        '        """Close the connections."""',
        f"        {wait}self._transport.close()",
    ]  # fmt: skip
    for one, iterator in zip(calls, _iterators(calls), strict=True):
        body += ["", *_method(one, asynchronous=asynchronous)]
        if page := _page(one):
            body += ["", *_iterating(one, iterator, page, asynchronous=asynchronous)]
    return body


def methods_module(calls: tuple[Call, ...]) -> list[str]:
    """Return the lines of the module that tells tests how the methods and their arguments are called."""
    body = [
        "", "",
        "@dataclass(frozen=True)",
        "class Method:",
        '    """How an operation is called."""',
        "",
        "    name: str",
        "    arguments: Mapping[str, str]",
        '    """By the names that the contract has for them."""',
        '    iterator: str = ""',
        '    """What goes through all pages; empty where there are none."""',
        "", "",
    ]  # fmt: skip
    entries: list[Code] = []
    for one, iterator in zip(calls, _iterators(calls), strict=True):
        names = Group("{", tuple(f"{literal(a.wire_name)}: {literal(a.name)}" for a in one.arguments), "}")
        parts: list[Code] = [literal(one.name), names, *([literal(iterator)] if _page(one) else [])]
        entries.append(before(f"{literal(one.id)}: ", call("Method", *parts)))
    if not entries:
        return [*body, "METHODS: Mapping[str, Method] = {}"]
    inner = [line for entry in entries for line in lines(entry, 1, ",")]
    return [*body, "METHODS: Mapping[str, Method] = {", *inner, "}"]


def _iterators(calls: tuple[Call, ...]) -> list[str]:
    """Return what goes through all pages of each call, as names that nothing else has."""
    taken = [one.name for one in calls]
    return unique([*taken, *(_iterator_name(one) for one in calls)], {"close"})[len(taken) :]


def _iterator_name(one: Call) -> str:
    return f"iterate_{one.name.removeprefix('list_')}"


def _key(one: Call) -> Argument | None:
    return next((a for a in one.arguments if a.is_ours and a.wire_name.lower() == "idempotency-key"), None)


def _method(one: Call, *, asynchronous: bool) -> Iterator[str]:
    key = _key(one)
    extra: tuple[Code, ...] = (f"{key.name}: str | None = None",) if key else ()
    yield from lines(one.signature(asynchronous=asynchronous, extra=extra), 1)
    yield from docstring(one.text, 2)
    kind = one.returns()
    model: Code = "type(None)" if kind == "None" else kind
    sent = call("self._transport.send", model, _call(one, key))
    waiting = before("await ", sent) if asynchronous else sent
    yield from lines(before("return ", waiting) if kind != "None" else waiting, 2)


def _call(one: Call, key: Argument | None) -> Group:
    named: dict[str, Code] = {}
    for place, word in (("path", "values"), ("query", "query"), ("header", "headers")):
        parts = [before(f"{literal(a.wire_name)}: ", a.name) for a in one.seen if a.where == place]
        if place == "header" and key:
            parts.append(before(f"{literal(key.wire_name)}: ", f"{key.name} or str(uuid4())"))
        if parts:
            named[word] = Group("{", tuple(parts), "}")
    if one.body:
        named |= {"body": "body", "media_type": literal(one.body[2])}
    if how := _shows(one):
        named["shows"] = literal(how)
    conditional = [a.name for a in one.seen if a.where == "header" and a.wire_name.lower() == "if-match"]
    if key or one.method in _SAFE:
        # After an answer that was lost, a change on a condition would fail on the change that it made itself.
        named["repeatable"] = f"{conditional[0]} is None" if conditional else "True"
    return call("Call", literal(one.method.upper()), literal(one.path), **named)


def _shows(one: Call) -> str:
    """Return how a caller is named, in the words of the transport."""
    ways = one.node.get("security", one.types.document.get("security", ()))
    schemes = one.types.document.get("components", {}).get("securitySchemes", {})
    for name in ways[0] if ways else ():
        scheme = one.types.resolve(schemes[name])
        if scheme["type"] == "apiKey":
            return f"{scheme['in']} {scheme['name']}"
        if scheme["type"] == "http" and str(scheme["scheme"]).lower() == "basic":
            return "basic"
        if scheme["type"] != "mutualTLS":
            return "bearer"
    return ""


def _page(one: Call) -> tuple[Argument, Code] | None:
    """Return the parameter that names a page and the type of an item; None of what has no pages."""
    schema = one.answer_schema
    token = next((a for a in one.seen if a.where == "query" and a.wire_name in _TOKENS), None)
    if schema is None or token is None or "$ref" not in schema or "items" not in one.types.required(schema):
        return None
    known = one.types.properties(schema)
    items = one.types.resolve(known.get("items", {}))
    if known.keys().isdisjoint(_NEXT) or "items" not in items:
        return None
    return token, one.types.plain(items["items"], "models.")


def _iterating(one: Call, name: str, page: tuple[Argument, Code], *, asynchronous: bool) -> Iterator[str]:
    token, item = page
    head = one.signature(asynchronous=asynchronous)
    parts = [part for part in head.parts if not str(part).startswith(f"{token.name}:")]
    if parts[-1] == "*":
        parts.pop()
    result = Group("AsyncIterator[" if asynchronous else "Iterator[", (item,), "]")
    opening = head.head.replace(f" {one.name}(", f" {name}(")
    yield from lines(Group(opening, tuple(parts), f") -> {result}:"), 1)
    yield from docstring(f"Yield all that {one.name} has, page after page.", 2)
    named: list[Code] = [
        a.name if a.where == "path" else f"{a.name}={a.name}" for a in one.seen if a is not token
    ]
    fetched = call(f"self.{one.name}", *named, f"{token.name}={token.name}")
    yield f"        {token.name}: str | None = None"
    yield "        while True:"
    yield from lines(before("page = await " if asynchronous else "page = ", fetched), 3)
    yield "            for item in page.items:"
    yield "                yield item"
    yield f"            {token.name} = page.next_page_token"
    yield f"            if not {token.name}:"
    yield "                return"
