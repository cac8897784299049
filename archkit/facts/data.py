"""Entities and the steps that touch them become facts about the data: its shape, amount, access and strictness."""

from collections.abc import Iterator

from archkit.diagnostics import Place
from archkit.facts._fact import Value, amount, no, number, show, unknown, word_fact, words, yes, yes_no
from archkit.facts._subject import Subject, accepts_age, kept_bytes
from archkit.model import Dimension, Entity


@word_fact("structured", "document", "key-value", "graph", "blob", "time-series", "text", "event")
def data_kinds(subject: Subject) -> Value:
    """The kinds of data that are kept, as the entities state them."""
    said: dict[str, list[Place]] = {}
    for one in subject.entities:
        if one.kind:
            said.setdefault(one.kind, []).append(one.at("kind"))
    return words(said, "") if said else unknown("no entity states its kind")


@amount(Dimension.SIZE)
def data_volume(subject: Subject) -> Value:
    """How much is kept in one copy: what exists, and growth over the retention or five years, without blobs.

    A data volume that a quality attribute demands counts where it is higher.
    """
    return _volume(
        subject, (one for one in subject.entities if one.kind != "blob"), "no entity states size and count"
    )


@amount(Dimension.SIZE)
def blob_volume(subject: Subject) -> Value:
    """How much is kept of blobs: pictures, films, documents as files."""
    return _volume(
        subject, (one for one in subject.entities if one.kind == "blob"), "no blob states size and count"
    )


def _volume(subject: Subject, entities: Iterator[Entity], missing: str) -> Value:
    volumes = [
        (size, one.at("growth" if one.growth else "count")) for one in entities if (size := kept_bytes(one))
    ]
    total = sum(size for size, _ in volumes)
    demanded = max(
        ((target.measure.value.high, target.place) for target in subject.targets_on("data_volume")),
        default=(0.0, Place("")), key=lambda pair: pair[0],
    )  # fmt: skip
    if demanded[0] > total and "blob" not in missing:
        return number(demanded[0], f"{show(demanded[0], Dimension.SIZE)} have to be kept", [demanded[1]])
    if not volumes:
        return unknown(missing)
    volumes.sort(key=lambda pair: -pair[0])
    return number(total, f"{show(total, Dimension.SIZE)} in one copy", (place for _, place in volumes))


@amount(Dimension.RATE)
def write_rate(subject: Subject) -> Value:
    """How many records are added, of all entities: the sum of their growth, or of the loads of flows that write."""
    grown = [(one.growth.high, one.at("growth")) for one in subject.entities if one.growth is not None]
    flowing = [
        (one.load.peak.high, one.at("load", "peak"))
        for one, flow in subject.flows
        if one.load and one.load.peak and any(message.writes for message in flow)
    ]
    most = max((grown, flowing), key=lambda found: sum(rate for rate, _ in found))
    if not most:
        return unknown("no entity states its growth, and no flow that writes states its load")
    most.sort(key=lambda pair: -pair[0])
    total = sum(rate for rate, _ in most)
    return number(total, f"{show(total, Dimension.RATE)} written", (place for _, place in most))


@amount(Dimension.RATE)
def event_rate(subject: Subject) -> Value:
    """How many events or measured values are added, of entities of kind event or time-series."""
    rates = [
        (one.growth.high, one.at("growth"))
        for one in subject.requirements.entities.values()
        if one.kind in {"event", "time-series"} and one.growth is not None
    ]
    if not rates:
        return unknown("no entity of kind event or time-series states its growth")
    total = sum(rate for rate, _ in rates)
    return number(total, f"{show(total, Dimension.RATE)} of events or values", (place for _, place in rates))


@word_fact("strong", "read-your-writes", "eventual")
def consistency_needs(subject: Subject) -> Value:
    """What readers may see after a write, as the entities state it."""
    said: dict[str, list[Place]] = {}
    for one in subject.entities:
        if one.consistency:
            said.setdefault(one.consistency, []).append(one.at("consistency"))
    return words(said, "") if said else unknown("no entity states its consistency")


@yes_no
def stale_reads_accepted(subject: Subject) -> Value:
    """Whether some reads may show an older state: an eventual entity, or a staleness on an entity, a step or in a measure."""
    places = [place for one in subject.entities if (place := accepts_age(one))]
    places += [message.field("staleness") for _, message in subject.messages if message.staleness]
    places += [target.place for target in subject.targets_on("staleness") if target.measure.value.high > 0]
    if places:
        return yes("some readers accept an older state", places)
    strict = [one for one in subject.entities if one.consistency == "strong"]
    if strict and len(strict) == len(subject.entities):
        return no("every entity is read strongly consistent", (one.at("consistency") for one in strict))
    return unknown("nothing says how old an answer may be")


@amount(Dimension.DURATION)
def accepted_staleness(subject: Subject) -> Value:
    """How old an answer may be where most is accepted, as entities, steps and measures state it."""
    ages = [(one.staleness.high, one.at("staleness")) for one in subject.entities if one.staleness]
    ages += [(m.staleness.high, m.field("staleness")) for _, m in subject.messages if m.staleness]
    ages += [(target.measure.value.high, target.place) for target in subject.targets_on("staleness")]
    if not ages:
        return unknown("nothing says how old an answer may be")
    age, place = max(ages, key=lambda pair: pair[0])
    return number(age, f"answers may be {show(age, Dimension.DURATION)} old", [place])


@yes_no
def history_required(subject: Subject) -> Value:
    """Whether every change of some record must stay visible (history: true)."""
    kept = [one.at("history") for one in subject.entities if one.history]
    if kept:
        return yes("every change has to stay visible", kept)
    if subject.entities and all(one.history is not None for one in subject.entities):
        return no("no record needs its history")
    return no("no entity asks for its history") if subject.entities else unknown("no entity is described")


@yes_no
def state_follows_from_events(subject: Subject) -> Value:
    """Whether a record with a history is written by appending only, or is itself a kind of event.

    Then what holds now is the sum of what happened, as with the postings of an account.
    """
    summed = [
        one.at("mutability" if one.mutability else "kind")
        for one in subject.entities
        if one.history and (one.kind == "event" or one.mutability in {"append-only", "immutable"})
    ]
    return (
        yes("what holds is the sum of what happened", summed)
        if summed
        else no("no record with a history is only appended to")
    )


@yes_no
def relational_data(subject: Subject) -> Value:
    """Whether structured records hang together: entities that refer to each other, are joined, carry invariants or need strong reads."""
    structured = [
        one for one in subject.entities if one.kind in {None, "structured"} or _wants_transactions(one)
    ]
    if not structured:
        return no("no structured record is kept") if subject.entities else unknown("no entity is described")
    places = [one.at("invariants") for one in structured if one.invariants]
    places += [one.at("access") for one in structured if {"join", "range", "aggregate"} & set(one.access)]
    places += [one.at("consistency") for one in structured if one.consistency == "strong"]
    places += [
        one.at("fields", name)
        for one in structured
        for name, kind in one.fields.items()
        if "ref " in str(kind)
    ]
    stated = any(one.kind or one.access or one.consistency or one.fields for one in structured)
    if places or stated:
        return yes("structured records hang together", places or [one.place for one in structured])
    return unknown("no entity states its kind, its access or its fields")


def _wants_transactions(entity: Entity) -> bool:
    """Whether a document or an event is kept under rules that a relational store is made for."""
    strict = entity.consistency == "strong" or bool(entity.invariants) or "join" in entity.access
    return strict and entity.kind in {"document", "event", "text", "key-value"}


@yes_no
def varying_records(subject: Subject) -> Value:
    """Whether records of one entity differ in their fields: schema varies, or kind document."""
    varying = [one.at("schema") for one in subject.entities if one.schema_ == "varies"]
    varying += [one.at("kind") for one in subject.entities if one.kind == "document" and one.schema_ is None]
    if varying:
        return yes("records of one kind differ in their fields", varying)
    return no("records are alike") if subject.entities else unknown("no entity is described")


@yes_no
def personal_data(subject: Subject) -> Value:
    """Whether some entity tells something about a person."""
    personal = [
        one.at("personal_data") for one in subject.requirements.entities.values() if one.personal_data
    ]
    if personal:
        return yes("personal data is kept or passed on", personal)
    told = [one for one in subject.entities if one.personal_data is not None]
    if subject.entities and len(told) == len(subject.entities):
        return no("no personal data")
    return unknown("not every entity says whether it is personal data")


@word_fact("public", "internal", "confidential", "secret")
def data_classes(subject: Subject) -> Value:
    """Who may see the data, as the entities classify it."""
    said: dict[str, list[Place]] = {}
    for one in subject.requirements.entities.values():
        if one.classification:
            said.setdefault(one.classification, []).append(one.at("classification"))
    return words(said, "") if said else unknown("no entity states its classification")


@yes_no
def data_must_stay(subject: Subject) -> Value:
    """Whether data has to stay in a place: an entity states its residency."""
    bound = [one.at("residency") for one in subject.entities if one.residency]
    return yes("data has to stay in a place", bound) if bound else no("no entity states a residency")


@amount()
def residencies(subject: Subject) -> Value:
    """In how many different places data has to stay."""
    bound = {one.residency.strip().lower(): one.at("residency") for one in subject.entities if one.residency}
    return number(len(bound), f"{len(bound)} places in which data has to stay", bound.values())


@amount()
def kinds_of_data(subject: Subject) -> Value:
    """How many different kinds of data are kept: records, documents, graphs, files, values over time, texts, events."""
    found = data_kinds(subject)
    if not isinstance(found.known, frozenset):
        return unknown(found.text)
    return number(len(found.known), found.text, found.evidence)


@amount()
def entity_count(subject: Subject) -> Value:
    """How many kinds of records are kept."""
    count = len(subject.entities)
    return number(count, f"{count} kinds of records", (one.place for one in subject.entities))


@yes_no
def invariants_across_records(subject: Subject) -> Value:
    """Whether rules must always hold over records: invariants, a local transaction, or steps that happen together or not at all."""
    places = [one.at("invariants") for one in subject.entities if one.invariants]
    places += [one.at("transaction") for one in subject.use_cases if one.transaction == "local"]
    places += [step.place for _, step in subject.steps if type(step).__name__ == "Critical"]
    return (
        yes("changes have to hold together", places)
        if places
        else no("no change has to hold together with another")
    )
