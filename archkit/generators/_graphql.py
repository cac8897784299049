"""A contract becomes a GraphQL schema: queries, mutations with input and payload, connections, errors as data."""

from collections.abc import Iterator, Mapping

from archkit.contracts import (
    Contract,
    ListOf,
    Messaging,
    Named,
    Operation,
    Property,
    Schema,
    Traffic,
    camel,
    pascal,
    words,
)
from archkit.generators._comments import about_parameter, one_line, sentence, traces_of
from archkit.generators._graphql_types import (
    Argument,
    GraphField,
    GraphTypes,
    described,
    input_lines,
    object_lines,
    unique,
)

_CODES = {
    400: ("INVALID_INPUT", "The input breaks a rule that the schema cannot tell."),
    404: ("NOT_FOUND", "What the input names is not there."),
    409: ("CONFLICT", "It contradicts what is there already."),
    412: ("STALE", "It was changed since it was read."),
    422: ("NOT_POSSIBLE", "The input is well formed, and yet it cannot be done."),
}
"""HTTP status to the code of an error that is data; what is wrong with the caller or the server is in ``errors``."""
_REFUSED = (
    "What the domain refuses is data: the errors of a payload. Missing credentials, too many requests and failures "
    "stand in the errors of the response, with extensions.code."
)
_READS = ("get", "list")


def graphql_text(contract: Contract, messaging: Messaging | None, title: str) -> str:
    """Return the schema in GraphQL's schema definition language.

    Args:
        contract: Of a component that speaks GraphQL.
        messaging: What the component sends without being asked.
        title: The name of the system.
    """
    return _Schema(contract, messaging, title).text()


class _Schema:
    def __init__(self, contract: Contract, messaging: Messaging | None, title: str) -> None:
        self._contract = contract
        self._title = title
        self._told = [one for one in (messaging.traffic if messaging else ()) if one.subscribed]
        schemas: Mapping[str, Schema] = {**(messaging.schemas if messaging else {}), **contract.schemas}
        taken = {"PageInfo", "MutationError", "ErrorCode"}
        for one in contract.asked:
            name = pascal(words(one.id))
            taken |= {f"{name}Input", f"{name}Payload"}
        self._schemas = schemas
        self._types = GraphTypes(schemas, taken)
        self._connections: dict[str, str] = {}

    def text(self) -> str:
        queries = [self._query(one) for one in self._contract.asked if one.verb in _READS]
        mutations = [self._mutation(one) for one in self._contract.asked if one.verb not in _READS]
        subscriptions = [self._subscription(one) for one in self._told]
        if not queries:
            queries = [
                GraphField("version", "String!", ("The version of this contract.", "A schema needs a query."))
            ]
        blocks = [self._head(bool(mutations), bool(subscriptions))]
        about = one_line(self._contract.name)
        blocks.append(object_lines("Query", [f"What {about} tells to those who ask."], unique(queries)))
        if mutations:
            blocks.append(
                object_lines("Mutation", [f"What {about} does for those who ask."], unique(mutations))
            )
            blocks += self._errors()
        if subscriptions:
            blocks.append(
                object_lines("Subscription", [f"What {about} tells by itself."], unique(subscriptions))
            )
        if self._connections:
            blocks.append(_PAGE_INFO)
        blocks += self._types.definitions()
        return "\n\n".join("\n".join(block) for block in blocks) + "\n"

    def _head(self, mutations: bool, subscriptions: bool) -> list[str]:  # noqa: FBT001 - which roots there are
        contract = self._contract
        about = [
            f"{one_line(contract.name)} of {one_line(self._title)}. {sentence(contract.component.description)}",
            f"Callers: {contract.audience}. {sentence(contract.security.reason)}",
            sentence(f"Rate limit of one caller: {contract.rate_limit.text}") if contract.rate_limit else "",
            _REFUSED,
            sentence(contract.deprecated),
            "Written by archkit; the requirements are the source.",
        ]
        roots = ["  query: Query"]
        roots += ["  mutation: Mutation"] if mutations else []
        roots += ["  subscription: Subscription"] if subscriptions else []
        return [*described(about), "schema {", *roots, "}"]

    # ---- queries

    def _query(self, one: Operation) -> GraphField:
        arguments = [
            self._types.argument(Property(p.name, p.type, about_parameter(p, one), p.origin, p.required))
            for p in one.parameters
        ]
        if one.request:
            arguments += [self._types.argument(p) for p in self._schemas[one.request].properties]
        kind = ""
        if one.many and one.response:
            kind = f"{self._connection(self._schemas[one.response])}!"
            most = one.paging.most if one.paging else 200
            default = str(one.paging.default) if one.paging else "50"
            arguments += [
                Argument("first", "Int", f"How many items at most, from 1 to {most}.", default),
                Argument("after", "String", "The cursor behind which to go on."),
            ]
        elif one.response:
            kind = self._types.type(Named(one.response))
        return GraphField(_asked(one.id), kind or "Boolean", tuple(self._paragraphs(one)), tuple(arguments))

    def _connection(self, page: Schema) -> str:
        """Return the connection of a page (GraphQL Cursor Connections Specification)."""
        if page.name in self._connections:
            return self._connections[page.name]
        items = page.property("items")
        node = self._types.type(items.type.of) if items and isinstance(items.type, ListOf) else "JSON"
        base = page.name.removesuffix("Page") or page.name
        name = self._connections[page.name] = self._types.name(f"{base}Connection")
        edge = self._types.name(f"{base}Edge")
        extras = [one for one in page.properties if one.name not in {"items", "next-page-token"}]
        edges = GraphField("edges", f"[{edge}!]!", ("The items, each with its cursor.",))
        info = GraphField("pageInfo", "PageInfo!", ("Where this page stands.",))
        self._types.define(
            name,
            object_lines(
                name, [sentence(page.description)], unique([edges, info, *map(self._types.field, extras)])
            ),
        )
        cursor = GraphField("cursor", "String!", ("Goes into after, to go on behind this item.",))
        item = GraphField("node", f"{node}!", ("The item.",))
        self._types.define(edge, object_lines(edge, ["An item of a page."], [cursor, item]))
        return name

    # ---- mutations

    def _mutation(self, one: Operation) -> GraphField:
        name = pascal(words(one.id))
        given = list(self._given(one))
        arguments: list[Argument] = []
        if given:
            about = [f"What {camel(words(one.id))} needs."]
            self._types.define(f"{name}Input", input_lines(f"{name}Input", about, given))
            arguments.append(Argument("input", f"{name}Input!", "What is needed for it."))
        fields = [*self._answer(one)]
        text = "What was refused, and why; empty when it was done."
        fields.append(GraphField("errors", "[MutationError!]!", (text,)))
        payload = object_lines(f"{name}Payload", [f"What came of {camel(words(one.id))}."], unique(fields))
        self._types.define(f"{name}Payload", payload)
        return GraphField(
            camel(words(one.id)), f"{name}Payload!", tuple(self._paragraphs(one)), tuple(arguments)
        )

    def _given(self, one: Operation) -> Iterator[Argument]:
        for p in one.parameters:
            yield self._types.argument(
                Property(p.name, p.type, about_parameter(p, one), p.origin, p.required)
            )
        if one.request:
            schema = self._schemas[one.request]
            if schema.role in {"request", "message"}:
                yield from (self._types.argument(p) for p in schema.properties if p.access != "read-only")
            else:
                noun = words(schema.entity.id) if schema.entity else words(schema.name)
                yield self._types.argument(Property(noun, Named(schema.name), sentence(schema.description)))
        if one.idempotency.kind == "key":
            must = "!" if one.idempotency.required else ""
            yield Argument(
                "idempotencyKey", f"ID{must}", "Made by the caller, the same for each repeat of one call."
            )
        if one.etag and one.verb not in {"create", "notify"}:
            yield Argument(
                "etag", "String", "The etag that was read before; the error STALE when it is another now."
            )

    def _answer(self, one: Operation) -> Iterator[GraphField]:
        if not one.response:
            return
        schema = self._schemas[one.response]
        if schema.role in {"result", "page", "message"}:
            yield from (self._types.field(p, nullable=True) for p in schema.properties)
        else:
            noun = words(schema.entity.id) if schema.entity else words(schema.name)
            kind = self._types.type(Named(schema.name))
            yield GraphField(camel(noun), kind, (sentence(schema.description), "Null when it was refused."))

    def _errors(self) -> list[list[str]]:
        statuses = {status for one in self._contract.asked if one.verb not in _READS for status in one.errors}
        codes = [_CODES[status] for status in sorted(statuses | {400}) if status in _CODES]
        enum = [*described(["Why something was refused."]), "enum ErrorCode {"]
        for code, text in codes:
            enum += [*described([text], "  "), f"  {code}"]
        fields = [
            GraphField("code", "ErrorCode!", ("Why, for programs.",)),
            GraphField("message", "String!", ("Why, for people.",)),
            GraphField(
                "path", "[String!]!", ("The field of the input that is to blame, from the outside in.",)
            ),
        ]
        return [object_lines("MutationError", ["Something that the domain refused."], fields), [*enum, "}"]]

    # ---- subscriptions

    def _subscription(self, one: Traffic) -> GraphField:
        kind = self._types.type(Named(one.payload))
        traces = (
            f"Step “{one_line(o.sent.name)}” of the use case “{one_line(o.use_case.label)}” ({o.use_case.id})."
            for o in one.occurrences
        )
        return GraphField(
            camel(one.message.name), f"{kind}!", (sentence(one.message.title), *dict.fromkeys(traces))
        )

    def _paragraphs(self, one: Operation) -> Iterator[str]:
        yield sentence(one.summary)
        if one.verb not in _READS:
            yield sentence(one.idempotency.reason)
        if one.long_running:
            yield f"Long-running: {sentence(one.long_running.reason)} The payload tells the state of the work."
        for variant in one.variants:
            code = _CODES.get(variant.status, ("an error of the response", ""))[0]
            yield sentence(f"{code} when {one_line(variant.when)}")
        yield from traces_of(one)


def _asked(operation: str) -> str:
    """Return the name of a query: what is asked for, without the verb (``listReviews`` becomes ``reviews``)."""
    first, _, rest = words(operation).partition("-")
    return camel(rest if first in _READS and rest else words(operation))


_PAGE_INFO = object_lines(
    "PageInfo",
    ["Where a page stands in its collection (GraphQL Cursor Connections Specification)."],
    [
        GraphField("hasNextPage", "Boolean!", ("Whether there are items behind this page.",)),
        GraphField("hasPreviousPage", "Boolean!", ("Whether there are items before this page.",)),
        GraphField("startCursor", "String", ("The cursor of the first item; null on an empty page.",)),
        GraphField("endCursor", "String", ("The cursor of the last item; null on an empty page.",)),
    ],
)
