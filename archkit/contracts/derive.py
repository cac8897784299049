"""Requirements become contracts: the calls to a component are put together by address, and each gets its promises."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from archkit.contracts.addresses import Address, is_parameter, item, operation_id
from archkit.contracts.bodies import Bodies
from archkit.contracts.calls import Call, calls_to, is_ours
from archkit.contracts.contract import (
    Audience,
    Contract,
    Operation,
    Paging,
    Parameter,
    Resource,
    ResourceKind,
)
from archkit.contracts.ground import Ground
from archkit.contracts.names import spoken, with_article, words
from archkit.contracts.problems import problem_types, variants_of, with_one_status
from archkit.contracts.promises import (
    caching_of,
    idempotency_of,
    long_running,
    rate_limit_of,
    security_of,
)
from archkit.contracts.representations import Representations
from archkit.contracts.schema import Choice, ListOf, Named, Primitive, Property
from archkit.contracts.trace import Verb
from archkit.model import Component, Entity, Quantity, Requirements, UseCase, is_plural, singular

STATUS = "OperationStatus"
"""The schema of the state of long work."""
_PAGING = Paging()
_ORDER: tuple[Verb, ...] = ("list", "get", "create", "replace", "update", "delete", "command", "notify")


def contracts_of(requirements: Requirements) -> tuple[Contract, ...]:
    """Return the contract of each component that is called over REST, gRPC or GraphQL, in the order of the files.

    Not of those that others run: their contract is theirs. Not of stores, which speak as their product does, unless a
    step states an operation of theirs. Not of one that nobody calls.
    """
    ground = Ground(requirements)
    found = (
        _Derivation(ground, one).contract()
        for one in requirements.components.values()
        if is_ours(ground, one)
    )
    return tuple(one for one in found if one.operations)


def contract_of(requirements: Requirements, component: Component) -> Contract:
    """Return the contract of one component, whatever its interface; without operations where nobody calls it."""
    return _Derivation(Ground(requirements), component).contract()


class _Derivation:
    """The steps by which one contract comes about."""

    def __init__(self, ground: Ground, component: Component) -> None:
        self.ground = ground
        self.requirements = requirements = ground.requirements
        self.component = component
        self.lexicon = ground.lexicon
        self.shapes = Representations(requirements, ground.names)
        self.bodies = Bodies(requirements, self.lexicon, self.shapes)
        api = component.api
        self.audience: Audience = (api.kind if api else None) or self._usual_audience()
        self.security = security_of(component, self.audience)
        self.rate_limit = rate_limit_of(component)
        self.calls, self.left_out = calls_to(ground, component)
        taken = any(one.address.nouns[:1] == ("operations",) for one in self.calls)
        self.state_of_work = Address("GET", item("long-operations" if taken else "operations"))
        taken = any(one.address.segments[:1] == ("problems",) for one in self.calls)
        self.kinds_of_problems = "/problem-types" if taken else "/problems"
        for one in self.calls:
            if one.verb == "create" and one.entity is not None:
                self.shapes.identify(one.entity)

    def _usual_audience(self) -> Audience:
        """Public where people outside call it, partner where their systems do, else private."""
        callers = {message.source for _, message in self.ground.towards(self.component.id)}
        actors = [self.requirements.actors[one] for one in callers if one in self.requirements.actors]
        if any(one.kind in {"person", "device"} and one.trust in {None, "public"} for one in actors):
            return "public"
        return "partner" if any(one.trust == "partner" for one in actors) else "private"

    def contract(self) -> Contract:
        """Put the contract together."""
        api = self.component.api
        operations = [self._operation(calls) for calls in self._grouped()]
        operations = [_with_location(one, operations) for one in operations]
        operations += self._needed(operations)
        operations = [_with_useful_etag(one, operations) for one in operations]
        operations = list(with_one_status(operations))
        operations.sort(key=lambda one: (one.path, _ORDER.index(one.verb)))
        version = (api.version if api and api.version else "") or "v1"
        older = dict(api.older) if api else {}
        leaving = self.component.state in {"retire", "replace"}
        return Contract(
            self.component,
            self.component.label,
            version,
            self.audience,
            bool(api and api.kind),
            tuple(_unique_ids(operations)),
            self.shapes.schemas,
            self.security,
            self.rate_limit,
            {key: day for key, day in older.items() if key != version},
            f"{self.component.label} is to be {self.component.state}d." if leaving else "",
            older.get(version),
            self.left_out,
            problem_types(operations, self.kinds_of_problems),
        )

    def _grouped(self) -> list[list[Call]]:
        """Put calls of one address together, with one name for each parameter wherever it stands."""
        names: dict[str, set[str]] = {}
        for call in self.calls:
            for end, segment in enumerate(call.address.segments, 1):
                if is_parameter(segment):
                    names.setdefault(Address("", call.address.segments[:end]).shape, set()).add(segment)
        groups: dict[tuple[str, str], list[Call]] = {}
        for call in self.calls:
            segments = tuple(
                min(names[Address("", call.address.segments[:end]).shape])
                if is_parameter(segment)
                else segment
                for end, segment in enumerate(call.address.segments, 1)
            )
            address = Address(call.address.method, segments)
            by_name = (
                call.name and self.component.interface != "rest"
            )  # there an address is what tells them apart
            key = (call.name, "") if by_name else (address.method, address.shape)
            groups.setdefault(key, []).append(replace(call, address=address))
        return list(groups.values())

    def _operation(self, calls: Sequence[Call]) -> Operation:
        first = next((one for one in calls if one.stated), calls[0])
        address, verb = first.address, first.verb
        name = first.name or operation_id(
            "create" if verb in {"command", "notify"} else verb, address, many=verb == "list"
        )
        work = (
            long_running(self.ground, self.component, calls)
            if address.method not in {"GET", "HEAD"}
            else None
        )
        request, response = "", ""
        parameters = self.bodies.parameters(address, calls)
        if address.method in {"POST", "PUT", "PATCH"}:
            request = self.bodies.request(name, first, calls)
        if verb not in {"delete", "notify"} and work is None:
            response = self.bodies.response(name, first, calls)
        made = verb == "create" and first.entity is not None and self._is_record(response, first.entity)
        location = address.child(item(address.segments[-1])[1]).path if made else ""
        entity = self._shown(response) or first.entity
        reads = address.method in {"GET", "HEAD"}
        operation = Operation(
            name,
            verb,
            address.method,
            address.path,
            self._resource(address, first),
            first.message.action or spoken(words(name)),
            first.stated,
            first.reason,
            tuple(dict.fromkeys(one.trace for one in calls)),
            parameters,
            request,
            self._status(verb, response, made=made),
            response,
            verb == "list",
            location,
            idempotency=idempotency_of(verb, calls),
            long_running=work,
            caching=caching_of(entity, calls) if reads and response else None,
            etag=not reads or self._is_changing(response),
            anonymous=self._is_anonymous(calls, verb),
            variants=variants_of(calls, self._use_cases(calls), verb),
            timeout=self._timeout(calls),
            tag=address.nouns[0] if address.nouns else "root",
        )
        if work is not None:
            self._status_schema()
            operation = replace(
                operation,
                status=202,
                response=STATUS,
                location=self.state_of_work.path,
                outcome=address.child(item(address.segments[-1])[1]).path
                if verb == "create" and first.entity
                else "",
            )
        if operation.many:
            operation = replace(operation, paging=_PAGING)
        return self._promised(operation, calls)

    def _use_cases(self, calls: Sequence[Call]) -> list[UseCase]:
        """Return the use cases of calls, each once."""
        used = dict.fromkeys(one.trace.use_case.id for one in calls)
        return [self.requirements.use_cases[one] for one in used]

    def _promised(self, operation: Operation, calls: Sequence[Call]) -> Operation:
        """Add scopes and errors, which follow from all the rest."""
        kind = "read" if operation.method in {"GET", "HEAD"} else "write"
        scoped = self.security.scheme in {"oauth2", "openid"} and not operation.anonymous
        return replace(
            operation,
            scopes=(f"{operation.tag}:{kind}",) if scoped else (),
            errors=tuple(sorted(self._errors(operation, calls))),
        )

    def _errors(self, operation: Operation, calls: Sequence[Call]) -> Iterator[int]:
        found = {one.status for one in operation.variants}
        if (
            operation.parameters
            or operation.paging
            or operation.request
            or operation.idempotency.kind == "key"
        ):
            found.add(400)
        if not operation.anonymous and self.security.scheme != "none":
            found |= {401, 403}
        if "{" in operation.path:
            found.add(404)
        if operation.idempotency.kind == "key":
            found |= {409, 422}
        if operation.request:
            found.add(422)
        if self.rate_limit is not None:
            found.add(429)
        if any(one.message.fallback for one in calls):
            found.add(503)
        if not found:
            found.add(400)
        return iter(found)

    def _is_anonymous(self, calls: Sequence[Call], verb: Verb) -> bool:
        """Tell whether callers have no credentials yet: they register, or log in."""
        secret = any("password" in one.name.split("-") for call in calls for one in call.data)
        person = all(
            (actor := self.requirements.actors.get(call.trace.caller)) is not None and actor.kind == "person"
            for call in calls
        )
        return secret and person and verb in {"create", "command"}

    def _timeout(self, calls: Sequence[Call]) -> Quantity | None:
        for call in calls:
            if call.message.timeout is not None:
                return call.message.timeout
        for call in calls:
            caller = self.requirements.components.get(call.trace.caller)
            if caller is not None and caller.resilience is not None and caller.resilience.timeout is not None:
                return caller.resilience.timeout
        return None

    def _status(self, verb: Verb, response: str, *, made: bool) -> int:
        if verb == "notify":
            return 202
        if made:
            return 201
        return 200 if response else 204

    def _is_record(self, name: str, entity: Entity) -> bool:
        schema = self.shapes.schemas.get(name)
        return schema is not None and schema.role == "record" and schema.entity == entity.ref

    def _shown(self, response: str) -> Entity | None:
        """Return the entity that an answer shows."""
        schema = self.shapes.schemas.get(response)
        if schema is not None and schema.role == "page":
            items = schema.property("items")
            inner = items.type.of if items and isinstance(items.type, ListOf) else None
            schema = self.shapes.schemas.get(inner.schema) if isinstance(inner, Named) else None
        ref = schema.entity if schema else None
        return self.requirements.entities.get(ref.id) if ref else None

    def _is_changing(self, response: str) -> bool:
        schema = self.shapes.schemas.get(response)
        if schema is None or schema.role != "record" or schema.entity is None:
            return False
        return self.requirements.entities[schema.entity.id].mutability != "immutable"

    def _resource(self, address: Address, call: Call) -> Resource:
        nouns = address.nouns
        name = "-".join((*map(singular, nouns[:-1]), nouns[-1])) if nouns else "root"
        last = nouns[-1] if nouns else ""
        kind: ResourceKind = "item" if address.is_item else "collection" if is_plural(last) else "singleton"
        if call.verb == "command":
            kind = "command"
        parent = address.parent() if len(address.segments) > 1 else None
        if address.is_item and parent is not None:
            parent = parent.parent() if len(parent.segments) > 1 else None
        return Resource(
            address.path,
            name,
            kind,
            call.entity.ref if call.entity else None,
            parent.path if parent else "",
        )

    def _needed(self, operations: Sequence[Operation]) -> Iterator[Operation]:
        """Yield what the operations need that no step asks for: what a Location leads to."""
        there = {one.path for one in operations if one.method == "GET"}
        for one in operations:
            where = one.outcome if one.long_running else one.location
            if one.verb == "create" and where and where not in there:
                yield self._get_made(one, where)
        if any(one.long_running for one in operations):
            yield self._get_status()

    def _get_made(self, made: Operation, where: str) -> Operation:
        entity = self.requirements.entities[made.resource.entity.id]  # type: ignore[union-attr]
        segments = tuple(where.strip("/").split("/"))
        address = Address("GET", segments)
        resource = Resource(
            address.path, singular(made.resource.name), "item", entity.ref, made.resource.parent
        )
        operation = Operation(
            operation_id("get", address, many=False),
            "get",
            "GET",
            address.path,
            resource,
            f"Get {with_article(spoken(singular(made.resource.name)))}",
            stated=False,
            reason=f"Derived: what {made.method} {made.path} makes needs an address of its own.",
            traces=(),
            parameters=self.bodies.parameters(address, ()),
            response=self.shapes.record(entity),
            caching=caching_of(entity, ()),
            etag=entity.mutability != "immutable",
            tag=made.tag,
        )
        return self._promised(operation, ())

    def _get_status(self) -> Operation:
        address = self.state_of_work
        operation = Operation(
            operation_id("get", address, many=False),
            "get",
            "GET",
            address.path,
            Resource(address.path, singular(address.nouns[0]), "item"),
            "Get the state of long work",
            stated=False,
            reason="Derived: work that is accepted with 202 needs a state that can be asked for.",
            traces=(),
            parameters=(
                Parameter(
                    words(address.parameters[0]), "path", Primitive("string"),
                    "Identifies the long work; the Location of the answer that accepted it has it.",
                    required=True, example="op-7",
                ),
            ),
            response=STATUS,
            tag=address.nouns[0],
        )  # fmt: skip
        return self._promised(operation, ())

    def _status_schema(self) -> None:
        if STATUS in self.shapes.schemas:
            return
        text, states = Primitive("string"), ("PENDING", "RUNNING", "SUCCEEDED", "FAILED")
        self.shapes.keep(
            STATUS, "status", "How far long work has come.",
            (
                Property("id", text, "Identifies the long work.", access="read-only", example="op-7"),
                Property(
                    "state", Choice("OperationState", states, states),
                    "Whether it waits, runs, has ended well or has failed.",
                    access="read-only", example="RUNNING",
                ),
                Property(
                    "resource", Primitive("url"), "Where the outcome is, once it has ended well.",
                    required=False, access="read-only", example="https://api.example/results/7",
                ),
                Property(
                    "failure", Primitive("text"), "Why it failed, where it did.",
                    required=False, access="read-only", example="The source did not answer.",
                ),
            ),
        )  # fmt: skip


def _with_location(operation: Operation, operations: Sequence[Operation]) -> Operation:
    """Say where what was made is, where a step reads it there."""
    long = operation.long_running is not None
    if operation.verb != "create" or operation.outcome or (operation.location and not long):
        return operation
    for one in operations:
        head, _, last = one.path.rpartition("/")
        if one.method == "GET" and head == operation.path and is_parameter(last):
            return (
                replace(operation, outcome=one.path)
                if long
                else replace(operation, status=201, location=one.path)
            )
    return operation


def _with_useful_etag(operation: Operation, operations: Sequence[Operation]) -> Operation:
    """Keep the ETag where it can be used: a change needs a GET of the same address, or of what it makes."""
    if operation.method in {"GET", "HEAD"}:
        return operation
    readable = {one.path for one in operations if one.method == "GET" and one.etag}
    where = operation.location if operation.verb == "create" else operation.path
    useful = where in readable and operation.verb in {"create", "replace", "update", "delete"}
    errors = set(operation.errors)
    if useful and operation.verb != "create":
        errors.add(412)
    return replace(operation, etag=useful and operation.long_running is None, errors=tuple(sorted(errors)))


def _unique_ids(operations: Sequence[Operation]) -> Iterator[Operation]:
    """Number ids that two addresses share, which takes a path such as /movie-reviews beside /movies/{id}/reviews."""
    taken: set[str] = set()
    for one in operations:
        name, count = one.id, 1
        while name in taken:
            count += 1
            name = f"{one.id}{count}"
        taken.add(name)
        yield one if name == one.id else replace(one, id=name)
