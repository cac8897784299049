"""Components: how the system is cut, as far as it is known."""

from typing import ClassVar, Literal

from pydantic import Field

from archkit.model.actors import Latency, Regions
from archkit.model.fields import (
    ComponentId,
    Day,
    Duration,
    EntityId,
    FieldNumbers,
    Flag,
    Money,
    Number,
    Rate,
    Retries,
    Share,
    Texts,
    Whole,
)
from archkit.model.item import Item, Part

ComponentKind = Literal[
    "web-app", "mobile-app", "application", "service", "function", "job", "library", "client",
    "store", "database", "cache", "broker", "gateway", "load-balancer", "cdn", "object-store", "search",
    "external",
]  # fmt: skip
Interface = Literal[
    "rest", "grpc", "graphql", "events", "websocket", "html", "soap", "sql", "mqtt", "dns", "tcp", "udp",
    "file", "library", "none",
]  # fmt: skip
DataModel = Literal[
    "relational", "document", "key-value", "wide-column", "graph", "time-series", "columnar", "search", "object",
    "file",
]  # fmt: skip
RetriedError = Literal[
    "timeout", "connection", "unavailable", "rate-limited", "server-error", "client-error", "any"
]

STORES = frozenset({"store", "database", "cache", "object-store", "search"})
"""Kinds that keep data."""


class Backup(Part):
    """How data is copied away."""

    every: Duration | None = None
    """The time between two backups."""
    restore: Duration | None = None
    """How long it takes to restore one."""


class Replication(Part):
    """How data is copied to other machines."""

    mode: Literal["sync", "async"] | None = None
    """Whether a write waits for the copies."""
    lag: Duration | None = None
    """How far a copy is behind."""
    copies: Whole | None = None
    """How many copies there are in all."""
    consistency: Literal["cp", "ap"] | None = None
    """What it keeps when the network is cut: consistency or availability."""
    leader: Literal["one", "several", "none"] | None = None
    """How many of the copies take writes; ``none``: any of them does."""
    conflicts: Literal["last-write-wins", "merge", "application", "avoided"] | None = None
    """What becomes of two changes to one record that two copies took at the same time."""


class Sharding(Part):
    """How data is split over machines."""

    key: str = ""
    """The field that decides where a record goes."""
    method: Literal["hash", "range", "directory", "geo"] | None = None
    """How the key is mapped."""


class HealthCheck(Part):
    """How the outside learns that it works."""

    path: str = ""
    """Where it is asked."""
    every: Duration | None = None
    """How often it is asked."""


class Deployment(Part):
    """How a new version comes into use."""

    strategy: Literal["rolling", "blue-green", "canary", "recreate"] | None = None
    """The way of the release."""
    share: Share | None = None
    """The share that gets the new version first."""
    rollback: Literal["automatic", "manual", "none"] | None = None
    """How the old version comes back."""
    compatible: Flag | None = None
    """Whether old and new version, their contracts and their data, can live side by side."""
    watch: Texts = ()
    """The signals by which the new version is judged: metrics, service levels, or words."""
    watch_for: Duration | None = None
    """How long they are watched before the release goes on."""


class Api(Part):
    """What its interface promises."""

    kind: Literal["public", "private", "partner"] | None = None
    """Whom it is for."""
    version: str = ""
    """The version of the contract."""
    older: dict[str, Day | None] = Field(default_factory=dict)
    """Older versions that are still served, each with the day on which it ends."""
    agreement: str = ""
    """Of a partner API: where it stands what both sides promise."""
    paging: Literal["cursor", "offset", "page", "none"] | None = None
    """How long lists are cut: by a mark of where to go on, by a count to skip, by the number of a page, or not at all."""
    rate_limit: Rate | None = None
    """How often one client may call."""
    total_limit: Rate | None = None
    """How often all clients together may call."""
    over_limit: Literal["reject", "queue", "degrade"] | None = None
    """What becomes of a call above the limit."""
    auth: str = ""
    """How callers prove who they are."""
    url: str = ""
    """Where it is served, with its version."""
    numbers: FieldNumbers = Field(default_factory=dict)
    """Of Protocol Buffers: numbers that are fixed, by ``Message.field`` or ``Enum.VALUE``; one that is gone stays reserved."""


class Autoscaling(Part):
    """The rules by which replicas come and go."""

    least: Whole | None = None
    """How many always run."""
    most: Whole | None = None
    """How many may run at the same time."""
    add_above: Share | None = None
    """The utilisation above which one is added."""
    remove_below: Share | None = None
    """The utilisation below which one is removed."""


class DeadLetters(Part):
    """What becomes of a message that nobody can process."""

    after: Whole | None = None
    """After how many attempts it is set aside."""
    alert: Flag | None = None
    """Whether somebody is told."""
    owner: str = ""
    """Who looks into them."""
    repair: Literal["automatic", "manual"] | None = None
    """How they come back."""


class Breaker(Part):
    """How a circuit breaker works."""

    per: Literal["callee", "caller"] | None = None
    """One for each part that is called, or one for all of them."""
    failures: Share | None = None
    """The share of failed calls at which it opens."""
    open_for: Duration | None = None
    """How long it stays open before it lets a call through to try."""
    when_open: Literal["error", "cached", "placeholder", "replay", "drop"] | None = None
    """What a caller gets while it is open; ``replay`` keeps the call for later."""


class Resilience(Part):
    """How its own calls to others are guarded."""

    timeout: Duration | None = None
    """How long one attempt may take."""
    retries: Retries | None = None
    """How often it tries again."""
    backoff: Literal["none", "constant", "linear", "exponential"] | None = None
    """How the pauses grow."""
    first_delay: Duration | None = None
    """The first pause."""
    jitter: Flag | None = None
    """Whether pauses are spread at random."""
    retry_on: tuple[RetriedError, ...] = ()
    """Which errors are worth another attempt."""
    rate_limit: Rate | None = None
    """How often it calls others at most."""
    circuit_breaker: Flag | None = None
    """Whether it stops calling what keeps failing."""
    breaker: Breaker | None = None
    """How its circuit breaker works."""


class Component(Item):
    """A part of the system, or one outside that it depends on."""

    KIND: ClassVar[str] = "component"

    kind: ComponentKind | None = None
    """What it is."""
    description: str = ""
    """What it is responsible for, in a sentence."""
    state: Literal["existing", "planned", "replace", "retire"] | None = None
    """Whether it is there already."""
    replaces: tuple[ComponentId, ...] = ()
    """Of a migration: the components whose work it takes over, in whole or in part."""
    wave: Whole | None = None
    """Of a migration: in which of its waves it comes, counted from 1."""
    technology: str = ""
    """What it is built with."""
    interface: Interface | None = None
    """How others speak to it."""
    external: Flag | None = None
    """Whether somebody else runs it."""
    stateless: Flag | None = None
    """Whether any replica can serve any call."""
    replicas: Whole | None = None
    """How many run in all, spread over regions and zones."""
    needed: Whole | None = None
    """How many of the replicas must be up."""
    redundancy: Literal["none", "active-active", "active-passive"] | None = None
    """What the replicas are for."""
    zones: Whole | None = None
    """Over how many zones they are spread."""
    regions: Regions = Field(default_factory=dict)
    """Where it runs."""
    failover: Duration | None = None
    """Active-passive: until the other one serves, detection included."""
    availability: Share | None = None
    """The share of time in which one replica works."""
    mtbf: Duration | None = None
    """Mean time between failures of one replica."""
    mttr: Duration | None = None
    """Mean time to repair of one replica, detection included."""
    common_cause: Share | None = None
    """The share of failures that take all replicas at once."""
    error_rate: Share | None = None
    """Independent failures of single calls, which a retry cures."""
    latency: Latency | None = None
    """Its own work for one call."""
    capacity: Rate | None = None
    """What one replica serves before it degrades."""
    scaling: Literal["none", "manual", "auto"] | None = None
    """How replicas are added."""
    autoscaling: Autoscaling | None = None
    """The rules by which replicas come and go."""
    contention: Number | None = None
    """Universal Scalability Law: the share of work that cannot run side by side."""
    coherency: Number | None = None
    """Universal Scalability Law: the cost of keeping replicas in step."""
    stores: tuple[EntityId, ...] = ()
    """Entities that it keeps."""
    data_model: DataModel | None = None
    """How a store organises its data; known from ``technology`` where that names a well-known product."""
    backup: Backup | None = None
    """How its data is copied away."""
    replication: Replication | None = None
    """How its data is copied to other machines."""
    dead_letters: DeadLetters | None = None
    """Of a broker: what becomes of messages that nobody can process."""
    sharding: Sharding | None = None
    """How its data is split."""
    index_overhead: Share | None = None
    """What indexes add to the size of the data."""
    health_check: HealthCheck | None = None
    """How the outside learns that it works."""
    session_state: Literal["none", "memory", "external"] | None = None
    """Where the state of a session lives."""
    deployment: Deployment | None = None
    """How a new version comes into use."""
    platform: str = ""
    """What it runs on."""
    joins_transactions: Flag | None = None
    """Whether it can take part in a distributed transaction."""
    api: Api | None = None
    """What its interface promises."""
    observability: tuple[Literal["logs", "metrics", "traces"], ...] = ()
    """What it tells about itself."""
    legacy: Flag | None = None
    """Whether it is older than the rules that new parts follow."""
    owner: str = ""
    """The team that answers for it."""
    cost: Money | None = None
    """What one replica costs."""
    resilience: Resilience | None = None
    """How its own calls to others are guarded."""

    @property
    def is_external(self) -> bool:
        """Whether somebody else runs it."""
        return bool(self.external) or self.kind == "external"

    @property
    def is_store(self) -> bool:
        """Whether it keeps data."""
        return self.kind in STORES or (self.kind is None and bool(self.stores))
