"""A contract becomes one file of Protocol Buffers that buf's STANDARD and COMMENTS rules and its formatter leave alone."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from archkit.contracts import (
    Choice,
    Contract,
    ListOf,
    Named,
    Operation,
    Property,
    Schema,
    camel,
    constant,
    major,
    pascal,
    plural,
    snake,
    spoken,
    words,
)
from archkit.contracts.names import free
from archkit.diagnostics import Place
from archkit.generators._comments import about_parameter, comment_lines, one_line, sentence, traces_of
from archkit.generators._proto_numbers import VALUES, numbers, removed
from archkit.generators._proto_types import Field, ProtoTypes
from archkit.model import Requirements, is_plural

_ADDRESSED, _PAGE_SIZE, _PAGE_TOKEN, _REQUEST_ID, _UPDATE_MASK, _ETAG, _SENT = range(1, 8)
_ANSWERED, _NEXT_PAGE_TOKEN, _ANSWERED_ETAG = range(1, 4)
"""Numbers of one byte, by what a field is for: the same in every request, and in every response."""
_TAKEN_WORDS = """
and as assert async await break class continue def del elif else except false finally for from global if import in is
lambda none nonlocal not or pass raise return true try while with yield abstract boolean byte case catch char const
default do double enum extends final float goto implements instanceof int interface long native new package private
protected public short static strictfp super switch synchronized this throw throws transient void volatile func go map
range select struct type var chan defer fallthrough option message service rpc returns stream syntax reserved extend
extensions oneof optional repeated required
"""
"""Words that a language of a client may not take as the name of a package."""
_ERRORS = (
    "Errors are a google.rpc.Status; google.rpc.ErrorInfo in its details names the reason in UPPER_SNAKE_CASE and the "
    "domain"
)
_STATUS = {
    400: "INVALID_ARGUMENT", 401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED", 404: "NOT_FOUND", 409: "ABORTED",
    410: "NOT_FOUND", 412: "ABORTED", 422: "FAILED_PRECONDITION", 429: "RESOURCE_EXHAUSTED", 500: "INTERNAL",
    503: "UNAVAILABLE", 504: "DEADLINE_EXCEEDED",
}  # fmt: skip
"""HTTP status to the code of gRPC that means the same (google.rpc.Code; AIP-193, AIP-154)."""


@dataclass(frozen=True, slots=True)
class _Message:
    name: str
    comment: tuple[str, ...]
    fields: tuple[Field, ...]


def package_of(contract: Contract, requirements: Requirements) -> str:
    """Return the package: ``system.component.v1``, each segment fit for the languages of clients."""
    system = requirements.system
    parts = (words(system.id or system.name or "system"), words(contract.id))
    segments = [snake(one) for one in parts]
    return ".".join(
        [*(f"{one}_api" if one in _TAKEN_WORDS.split() else one for one in segments), major(contract.version)]
    )


def proto_text(contract: Contract, requirements: Requirements, streamed: AbstractSet[Place]) -> str:
    """Return the text of the file.

    Args:
        contract: Of a component that speaks gRPC.
        requirements: Know the system.
        streamed: Where the messages stand that a flow repeats in a loop.
    """
    return _File(contract, requirements, streamed).text()


class _File:
    def __init__(self, contract: Contract, requirements: Requirements, streamed: AbstractSet[Place]) -> None:
        self._contract = contract
        self._requirements = requirements
        self._streamed = streamed
        self._stated: Mapping[str, int] = contract.component.api.numbers if contract.component.api else {}
        self._package = package_of(contract, requirements)
        base = pascal(words(contract.name))
        self._service = base if base.endswith("Service") else f"{base}Service"
        taken = {self._service}
        self._rpcs = _rpc_names(contract)
        for name in self._rpcs.values():
            taken |= {f"{name}Request", f"{name}Response"}
        self._types = ProtoTypes(contract, taken)

    def text(self) -> str:
        service = list(self._service_lines())
        requests = [message for one in self._contract.asked for message in self._messages_of(one)]
        blocks = [list(self._message_lines(one)) for one in requests]
        blocks += [list(self._message_lines(one)) for one in self._records()]
        values = {f"{constant(name)}_UNSPECIFIED" for name in self._types.enums}
        blocks += [
            list(self._enum_lines(name, kind, values)) for name, kind in sorted(self._types.enums.items())
        ]
        imports = [f'import "{one}";' for one in sorted(self._types.imports)]
        head = [
            *self._head(),
            "",
            'syntax = "proto3";',
            "",
            f"package {self._package};",
            *([""] if imports else []),
            *imports,
        ]
        return (
            "\n".join(line for block in (head, service, *blocks) for line in ["", *block]).lstrip("\n") + "\n"
        )

    def _head(self) -> Iterator[str]:
        system = one_line(self._requirements.system.name or self._requirements.system.id or "the system")
        yield from _comment(
            [
                f"{one_line(self._contract.name)} of {system}. Written by archkit; the requirements are the source.",
                "Numbers are fixed in the component's api: numbers, or made of the name alone.",
            ]
        )

    # ---- the service

    def _service_lines(self) -> Iterator[str]:
        contract = self._contract
        yield from _comment(
            [
                sentence(contract.component.description) or f"{one_line(contract.name)}.",
                f"Callers: {contract.audience}. {sentence(contract.security.reason)}",
                sentence(
                    f"Rate limit of one caller: {contract.rate_limit.text}; beyond it RESOURCE_EXHAUSTED"
                )
                if contract.rate_limit
                else "",
                f"{_ERRORS} {self._package.rpartition('.')[0]}.",
                sentence(contract.deprecated),
            ]
        )
        yield f"service {self._service} {{"
        if contract.deprecated:
            yield "  option deprecated = true;"
        for index, one in enumerate(contract.asked):
            if index or contract.deprecated:
                yield ""
            yield from self._rpc(one)
        yield "}"

    def _rpc(self, one: Operation) -> Iterator[str]:
        name = self._rpcs[one.id]
        stream = "stream " if self._is_stream(one) else ""
        yield from _comment(self._rpc_text(one), "  ")
        head = f"  rpc {name}({stream}{name}Request) returns ({name}Response)"
        level = {"safe": "NO_SIDE_EFFECTS", "natural": "IDEMPOTENT"}.get(one.idempotency.kind, "")
        if level:
            yield f"{head} {{"
            yield f"    option idempotency_level = {level};"
            yield "  }"
        else:
            yield f"{head};"

    def _rpc_text(self, one: Operation) -> Iterator[str | list[str]]:
        yield sentence(one.summary)
        if self._is_stream(one):
            yield "A stream: the caller sends one message after another and ends it when there is no more to tell."
        deadline = "callers set one of their own, for gRPC waits forever without it"
        if one.timeout is not None:
            deadline = f"callers wait {one_line(one.timeout.text)} at most"
        repeats = sentence(one.idempotency.reason)
        if one.idempotency.kind == "key":
            repeats += " With the same request_id it is answered as the first time."
        codes = dict.fromkeys(_STATUS.get(status, "UNKNOWN") for status in one.errors)
        yield [
            f"Repeats: {repeats}" if repeats and not self._is_stream(one) else "",
            f"Deadline: {deadline}.",
            f"Errors: {', '.join(codes)}." if codes else "",
            *(f"{_STATUS.get(v.status, 'UNKNOWN')}: {sentence(v.when)}" for v in one.variants),
            f"Long-running: {sentence(one.long_running.reason)} The answer tells the state of the work."
            if one.long_running
            else "",
        ]
        yield [*traces_of(one)] or sentence(one.reason)

    def _is_stream(self, one: Operation) -> bool:
        return (
            one.verb == "notify" and bool(one.traces) and all(t.place in self._streamed for t in one.traces)
        )

    # ---- requests and responses

    def _messages_of(self, one: Operation) -> Iterator[_Message]:
        name = self._rpcs[one.id]
        request, response = unique_fields(self._request(one)), unique_fields(self._response(one))
        yield _Message(f"{name}Request", (f"What {name} needs{'' if request else ': nothing'}.",), request)
        yield _Message(
            f"{name}Response", (f"What {name} answers{'' if response else ': that it is done'}.",), response
        )

    def _request(self, one: Operation) -> Iterator[Field]:
        addressed = next((p.name for p in reversed(one.parameters) if p.where == "path"), "")
        for p in one.parameters:
            field = self._types.field(Property(p.name, p.type, about_parameter(p, one), p.origin, p.required))
            yield replace(field, number=_ADDRESSED) if p.where == "path" and p.name == addressed else field
        if one.request:
            yield from self._sent(one, self._contract.schemas[one.request])
        if one.paging:
            size = f"How many items a page has at most: {one.paging.default} when 0, never more than {one.paging.most}."
            yield Field("page_size", "int32", (size,), _PAGE_SIZE)
            token = "The next_page_token of the page before; empty for the first one."  # noqa: S105 - no secret
            yield Field("page_token", "string", (token,), _PAGE_TOKEN)
        if one.idempotency.kind == "key" and not self._is_stream(one):
            must = (
                "Must be given." if one.idempotency.required else "When it is empty, a repeat is done again."
            )
            about = f"A UUID that the caller makes, the same for each repeat of one call (AIP-155). {must}"
            yield Field("request_id", "string", (about,), _REQUEST_ID)
        if one.verb == "update" and one.request:
            mask = self._types.external("google.protobuf.FieldMask")
            about = "The fields to change; those that are set when it is empty (AIP-134)."
            yield Field("update_mask", mask, (about,), _UPDATE_MASK)
        if one.etag and one.verb not in {"get", "list", "create", "notify"}:
            about = "The etag that was read before the change; ABORTED when it is another now (AIP-154)."
            yield Field("etag", "string", (about,), _ETAG)

    def _sent(self, one: Operation, schema: Schema) -> Iterator[Field]:
        """Yield what a request carries: a record that is changed as a whole (AIP-134), else part by part."""
        record = self._record_of(one) if one.verb in {"update", "replace"} else None
        if record is not None and all(record.property(p.name) for p in schema.properties):
            about = sentence(
                f"The {spoken(words(record.name))} with its new values; what only the server sets is ignored"
            )
            yield replace(
                self._types.field(Property(words(record.name), Named(record.name), about)), number=_SENT
            )
        elif schema.role in {"request", "message"}:
            yield from map(self._types.field, schema.properties)
        else:
            yield self._whole(schema, _SENT)

    def _record_of(self, one: Operation) -> Schema | None:
        schemas = self._contract.schemas.values()
        return next((s for s in schemas if s.role == "record" and s.entity == one.resource.entity), None)

    def _response(self, one: Operation) -> Iterator[Field]:
        if not one.response:
            return
        schema = self._contract.schemas[one.response]
        if schema.role == "page":
            yield from self._page(schema)
        elif schema.role in {"result", "message"}:
            yield from map(self._types.field, schema.properties)
        else:
            yield self._whole(schema, _ANSWERED)
        if one.etag and one.verb == "get":
            about = "Changes whenever the record does; sent back with a change (AIP-154)."
            yield Field("etag", "string", (about,), _ANSWERED_ETAG)

    def _page(self, schema: Schema) -> Iterator[Field]:
        for one in schema.properties:
            if one.name == "items":
                yield replace(self._types.field(one, self._item_name(one)), number=_ANSWERED)
            elif one.name == "next-page-token":
                about = "Goes into page_token to get the next page; empty on the last one."
                yield Field("next_page_token", "string", (about,), _NEXT_PAGE_TOKEN)
            else:
                yield self._types.field(one)

    def _whole(self, schema: Schema, number: int) -> Field:
        noun = words(schema.entity.id) if schema.entity else words(schema.name)
        field = self._types.field(Property(noun, Named(schema.name), sentence(schema.description)))
        return replace(field, number=number)

    def _item_name(self, one: Property) -> str:
        """Return how the items of a page are called: by what they are (AIP-132)."""
        if isinstance(one.type, ListOf) and isinstance(one.type.of, Named):
            schema = self._contract.schemas[one.type.of.schema]
            noun = words(schema.entity.id) if schema.entity else words(schema.name)
            return noun if is_plural(noun) else plural(noun)
        return ""

    # ---- records, enums

    def _records(self) -> Iterator[_Message]:
        done: set[str] = set()
        while waiting := sorted(set(self._types.wanted) - done):
            for name in waiting:
                done.add(name)
                yield self._record(name, self._types.wanted[name])
        for name, field in sorted(self._types.wrappers.items()):
            yield _Message(name, ("Holds what a field alone cannot.",), (replace(field, number=1),))

    def _record(self, name: str, schema: Schema) -> _Message:
        fields = [self._types.field(one) for one in schema.properties]
        if schema.open:
            struct = self._types.external("google.protobuf.Struct")
            fields.append(
                Field(
                    "other_fields",
                    struct,
                    ("What this record has beside these fields; not all records have the same.",),
                )
            )
        about = (sentence(schema.description), f"From {schema.entity}." if schema.entity else "")
        if schema.role == "value":
            fields = [replace(one, number=index) for index, one in enumerate(fields, start=1)]
        return _Message(name, about, unique_fields(fields))

    def _message_lines(self, one: _Message) -> Iterator[str]:
        yield from _comment(one.comment)
        names = [field.name for field in one.fields]
        given = numbers(
            one.name, names, self._stated, {field.name: field.number for field in one.fields if field.number}
        )
        gone = removed(one.name, names, self._stated)
        if not one.fields and not gone:
            yield f"message {one.name} {{}}"
            return
        yield f"message {one.name} {{"
        yield from _reserved(gone)
        for index, field in enumerate(one.fields):
            if index or gone:
                yield ""
            yield from _comment(field.comment, "  ")
            yield f"  {field.type} {field.name} = {given[field.name]};"
        yield "}"

    def _enum_lines(self, name: str, kind: Choice, taken: set[str]) -> Iterator[str]:
        prefix = constant(name)
        given = numbers(name, kind.values, self._stated, {}, VALUES)
        gone = removed(name, kind.values, self._stated)
        yield from _comment([f"The values of {name}."])
        yield f"enum {name} {{"
        yield from _reserved({f"{prefix}_{value}": number for value, number in gone.items()})
        yield from _comment(["Nothing was said."], "  ")
        yield f"  {prefix}_UNSPECIFIED = 0;"
        for value, word in zip(kind.values, kind.words, strict=True):
            yield ""
            yield from _comment([sentence(word)], "  ")
            yield f"  {_free_value(f'{prefix}_{value}', taken)} = {given[value]};"
        yield "}"


def _free_value(name: str, taken: set[str]) -> str:
    found, count = name, 1
    while found in taken:
        count += 1
        found = f"{name}_{count}"
    taken.add(found)
    return found


def _reserved(gone: Mapping[str, int]) -> Iterator[str]:
    if gone:
        yield f"  reserved {', '.join(str(one) for one in sorted(gone.values()))};"
        quoted = ", ".join(f'"{name}"' for name in sorted(gone))
        yield f"  reserved {quoted};"


def _rpc_names(contract: Contract) -> dict[str, str]:
    """Return the name of each operation's procedure, which may not be that of another one's request or response."""
    taken: set[str] = set()
    names = {one.id: free(pascal(words(one.id)), taken) for one in contract.asked}
    reserved = {f"{name}{part}" for name in names.values() for part in ("Request", "Response")}
    return {key: f"{name}Call" if name in reserved else name for key, name in names.items()}


def unique_fields(fields: Iterable[Field]) -> tuple[Field, ...]:
    """Return fields whose names differ even as JSON has them, where ``a_1`` and ``a1`` are one (ProtoJSON)."""
    taken: set[str] = set()
    found: list[Field] = []
    for one in fields:
        name, count = one.name, 1
        while camel(name.replace("_", "-")) in taken:
            count += 1
            name = f"{one.name}_{count}"
        taken.add(camel(name.replace("_", "-")))
        found.append(replace(one, name=name))
    return tuple(found)


_HARMLESS = {ord('"'): "'", ord("\\"): "\u2216"}


def _comment(paragraphs: Iterable[str | list[str]], indent: str = "") -> Iterator[str]:
    """Yield a comment.

    Generators of other languages copy comments as they are: grpcio-tools into Python between three quotes, others
    between ``/**`` and ``*/`` or behind ``//`` where a last backslash joins the next line. None of these may end early.
    """
    for line in comment_lines(paragraphs, 100 - len(indent)):
        text = line.translate(_HARMLESS).replace("*/", "* /")
        text = text.replace("buf:lint:", "buf lint ")  # else a text of a user could silence the linter
        yield f"{indent}// {text}".rstrip()
