"""The contract of one component: what others may ask of it, with what, what comes back, and why it is so."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from archkit.contracts.schema import Json, Origin, Schema, Type
from archkit.contracts.trace import LeftOut, Trace, Verb
from archkit.diagnostics import Place
from archkit.model import Component, Quantity, Ref

Audience = Literal["public", "partner", "private"]
Scope = Literal["public", "private", "none"]
ResourceKind = Literal["collection", "item", "singleton", "command"]
Scheme = Literal["oauth2", "openid", "api-key", "mutual-tls", "bearer", "basic", "none"]


@dataclass(frozen=True, slots=True)
class Variant:
    """What an extension of a use case says can go wrong, and the status that tells it."""

    status: int
    """400 to 599."""
    when: str
    """The condition in the words of the use case."""
    use_case: Ref
    """Whose extension it is."""
    place: Place
    """Where it is written."""
    problem: str
    """The name of the kind of problem, ``seat-taken``, or the URI by which everybody knows it."""
    title: str
    """The kind of problem in a few words."""
    stated: bool = False
    """Whether the extension says ``problem:``."""


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A kind of problem that the domain knows, told apart by programs (RFC 9457, section 4)."""

    name: str
    """Words joined by hyphens: ``seat-taken``."""
    address: str
    """A path below that of the API, ``/problems/seat-taken``; or the absolute URI that is stated."""
    title: str
    """What it is, in a few words, the same each time."""
    status: int
    """The HTTP status that it comes with."""
    conditions: tuple[Variant, ...]
    """When it happens."""
    is_local: bool = True
    """Whether the address is a path of this API, and no URI that everybody knows."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A part of the path or of the query."""

    name: str
    """Words joined by hyphens: ``movie-id``, ``page-size``. In a path template it stands in camelCase."""
    where: Literal["path", "query"]
    """Where it stands."""
    type: Type
    """What it holds."""
    description: str
    """What it means."""
    required: bool
    """Whether it must be given."""
    example: Json
    """A value that it might have."""
    origin: Origin | None = None
    """What it traces back to; None of paging and of ids that no entity has."""


@dataclass(frozen=True, slots=True)
class Paging:
    """A collection is answered page by page (AIP-158)."""

    default: int = 50
    """Items of a page where the caller does not say."""
    most: int = 200
    """Items of a page at most; a larger wish is cut to it."""


@dataclass(frozen=True, slots=True)
class Caching:
    """What may be kept of an answer, and for how long."""

    scope: Scope
    """``public``: any cache; ``private``: the caller's own; ``none``: no cache (``no-store``)."""
    seconds: int
    """How long it is fresh; 0: it may be kept, and is asked for again each time (``no-cache``)."""
    reason: str
    """Why, in a sentence."""


@dataclass(frozen=True, slots=True)
class LongRunning:
    """The work takes longer than a caller should wait: it is accepted, and its state can be asked for."""

    reason: str
    """What says so: a ``duration``, or a measure."""
    place: Place
    """Where that is written."""
    retry_after: int = 2
    """Seconds after which it makes sense to ask for the state."""


@dataclass(frozen=True, slots=True)
class Idempotency:
    """Why a repeated call does no harm."""

    kind: Literal["safe", "natural", "key"]
    """``safe``: it changes nothing; ``natural``: done twice is done once (PUT, DELETE); ``key``: the caller sends one."""
    required: bool = False
    """Of a key: whether a call without one is refused."""
    reason: str = ""
    """Why, in a sentence."""


@dataclass(frozen=True, slots=True)
class Resource:
    """What has an address."""

    path: str
    """Its template: ``/movies/{movieId}/reviews``."""
    name: str
    """Its noun, words joined by hyphens: ``movie-reviews``; unique by path."""
    kind: ResourceKind
    """Many of a kind, one of them, the only one of its parent, or what is done to its parent."""
    entity: Ref | None = None
    """The entity that stands behind it."""
    parent: str = ""
    """The path of the resource that it belongs to; empty at the top."""


@dataclass(frozen=True, slots=True)
class Operation:
    """Something that a component does for a caller who asks, whatever the protocol."""

    id: str
    """lowerCamelCase verb and noun, made of its own address alone, so that nothing unrelated changes it."""
    verb: Verb
    """What it does."""
    method: str
    """The HTTP method in capitals; what it would be where the interface is no HTTP."""
    path: str
    """The path template, without a version; parameters in camelCase."""
    resource: Resource
    """What it is about."""
    summary: str
    """What it does, in a few words without a full stop."""
    stated: bool
    """Whether a step says ``operation:``."""
    reason: str
    """Why it is as it is: who states it, or how it was derived."""
    traces: tuple[Trace, ...]
    """The steps that it serves; empty of one that only another operation needs (the state of long work)."""
    parameters: tuple[Parameter, ...] = ()
    """Of the path in its order, then of the query. Paging is not among them: see ``paging``."""
    request: str = ""
    """The name of the request body's schema; empty where there is no body."""
    status: int = 200
    """The HTTP status of success: 200, 201, 202 or 204."""
    response: str = ""
    """The name of the schema that comes back; empty where nothing does."""
    many: bool = False
    """Whether ``response`` is a page: its property ``items`` holds the records."""
    location: str = ""
    """The path template of what came of it, for ``Location``; empty where nothing with an address did."""
    outcome: str = ""
    """Of long work: the path template of what it makes in the end; empty where it makes nothing with an address."""
    paging: Paging | None = None
    """Of a list only."""
    idempotency: Idempotency = field(default_factory=lambda: Idempotency("safe"))
    """Why a repeated call does no harm."""
    long_running: LongRunning | None = None
    """Set where the work is accepted (202) and its state asked for."""
    caching: Caching | None = None
    """Of reading operations only."""
    etag: bool = False
    """Whether the answer carries an ETag, and a change demands If-Match."""
    anonymous: bool = False
    """Whether a caller needs no credentials: to register, to log in."""
    scopes: tuple[str, ...] = ()
    """What a token must allow: ``movies:read``."""
    errors: tuple[int, ...] = ()
    """The HTTP statuses of failure, in their order."""
    variants: tuple[Variant, ...] = ()
    """What the use cases' extensions add to them."""
    timeout: Quantity | None = None
    """The deadline that a caller sets, where a step or the caller's resilience states one."""
    tag: str = ""
    """The group that it belongs to: the noun of its first resource, ``movies``."""


@dataclass(frozen=True, slots=True)
class Security:
    """How callers prove who they are."""

    scheme: Scheme
    """The kind of proof."""
    stated: bool
    """Whether the component's ``api.auth`` says so."""
    reason: str
    """Why, in a sentence."""


@dataclass(frozen=True, slots=True)
class RateLimit:
    """How often one client may call."""

    quota: int
    """Calls in a window."""
    window: int
    """Seconds."""
    text: str
    """As written."""


@dataclass(frozen=True, slots=True)
class Contract:
    """All that a component promises to those who call it."""

    component: Component
    """Whose it is; ``component.interface`` is the protocol."""
    name: str
    """What people call it."""
    version: str
    """The version as the team writes it: ``v1``; ``v1`` where nothing is said."""
    audience: Audience
    """Whom it is for."""
    audience_stated: bool
    """Whether ``api.kind`` says so."""
    operations: tuple[Operation, ...]
    """In the order of their paths, then of list, get, create, replace, update, delete, command, notify."""
    schemas: Mapping[str, Schema]
    """By name, in alphabetical order; each is reached from some operation."""
    security: Security
    """How callers prove who they are."""
    rate_limit: RateLimit | None = None
    """How often one client may call."""
    older: Mapping[str, date | None] = field(default_factory=dict)
    """Older versions that are still served, each with the day on which it ends."""
    deprecated: str = ""
    """Why callers should move away; empty where they should not."""
    sunset: date | None = None
    """The day on which this version ends."""
    left_out: tuple[LeftOut, ...] = ()
    """Steps towards the component that became no operation."""
    problems: tuple[ProblemType, ...] = ()
    """The kinds of problems that its operations can tell of, in the order of their names."""

    @property
    def id(self) -> str:
        """The id of the component."""
        return self.component.id

    @property
    def resources(self) -> tuple[Resource, ...]:
        """What has an address, once each, in the order of the operations."""
        return tuple(dict.fromkeys(one.resource for one in self.operations))

    @property
    def asked(self) -> tuple[Operation, ...]:
        """The operations that some step asks for, and what tells the state of long work.

        What is only there because HTTP needs an address for what was made is left out: for protocols without addresses.
        """
        status = {one.name for one in self.schemas.values() if one.role == "status"}
        return tuple(one for one in self.operations if one.traces or one.response in status)

    def operation(self, identifier: str) -> Operation | None:
        """Return an operation by its id."""
        return next((one for one in self.operations if one.id == identifier), None)
