"""Entities and the steps that read them become facts about queries: how often, in which shape, and how fresh."""

from collections.abc import Iterable

from archkit.diagnostics import Place
from archkit.facts._fact import Value, amount, no, number, show, unknown, word_fact, words, yes, yes_no
from archkit.facts._subject import Subject, accepts_age, kept_bytes
from archkit.model import Entity, Ref

MANY_READS = 5.0
"""Reads for each write from which on keeping answers pays for the trouble of keeping them fresh."""
LARGE_SCAN = 50e9
"""Bytes from which on a scan disturbs those who share the store: more than it keeps in memory."""
OTHER_SHAPES = frozenset({"aggregate", "join", "traversal", "scan"})
"""Ways to look data up that a store laid out for single writes serves badly at volume."""


@word_fact("key", "range", "full-text", "traversal", "join", "aggregate", "scan", "append")
def access_kinds(subject: Subject) -> Value:
    """The ways in which data is looked up, as entities and steps state them."""
    said: dict[str, list[Place]] = {}
    for one in subject.entities:
        for kind in one.access:
            said.setdefault(kind, []).append(one.at("access"))
    for _, message in subject.messages:
        if message.query:
            said.setdefault(message.query, []).append(message.field("query"))
    return words(said, "") if said else unknown("no entity and no step states how data is looked up")


@amount()
def reads_to_writes(subject: Subject) -> Value:
    """How many reads there are for each write, of the entity that is read the most.

    As the entity states it, else from the loads of the flows that read and that write it.
    """
    ratios = [(*_ratio(subject, one), one.label) for one in subject.entities]
    ratio, place, name = max(ratios, key=lambda entry: entry[0], default=(0.0, Place(""), ""))
    if not ratio:
        return unknown("no entity states reads_per_write, and no loads of flows tell it")
    return number(ratio, f"{name} is read {show(ratio, None)} times for each write", [place])


@yes_no
def key_access_only(subject: Subject) -> Value:
    """Whether there are entities that are looked up by key and in no other way, at a hundred records a second or more, or of kind key-value."""
    keyed = [
        one.at("access") for one in subject.entities
        if one.access and set(one.access) <= {"key", "append"} and "key" in one.access
        and (one.kind == "key-value" or (one.growth is not None and one.growth.high >= 100))
    ]  # fmt: skip
    if keyed:
        return yes("looked up by key only", keyed)
    return (
        no("data is looked up in more ways than by key")
        if subject.entities
        else unknown("no entity is described")
    )


@yes_no
def repeated_reads_may_lag(subject: Subject) -> Value:
    """Whether something is read at least five times for each write and its readers accept an older answer.

    Both of the same entity, or stated by a step that reads it or by a cache on a step.
    """
    reasons = [place for one in subject.entities for place in _cacheable(subject, one)]
    reasons += [message.field("cache") for _, message in subject.messages if message.cache]
    if reasons:
        return yes("the same answers are read again and again, and may lag", reasons)
    many = any((one.reads_per_write or 0) >= MANY_READS for one in subject.entities)
    told = [one for one in subject.entities if one.consistency or one.staleness]
    if many and len(told) < len(subject.entities):
        return unknown("nothing says how old the answers about what is read most may be")
    return (
        no("nothing is read often and allowed to lag")
        if subject.entities
        else unknown("no entity is described")
    )


def _cacheable(subject: Subject, entity: Entity) -> list[Place]:
    ratio, place = _ratio(subject, entity)
    if ratio < MANY_READS:
        return []
    stale = accepts_age(entity)
    if stale is None:
        stale = next(
            (m.field("staleness") for _, m in subject.messages if m.staleness and entity.ref in m.reads), None
        )
    if stale is None and entity.mutability == "immutable":
        stale = entity.at("mutability")
    if stale is None and entity.kind == "blob":
        stale = entity.at("kind")
    return [place, stale] if stale else []


def _ratio(subject: Subject, entity: Entity) -> tuple[float, Place]:
    if entity.reads_per_write is not None:
        return entity.reads_per_write, entity.at("reads_per_write")
    return subject.flow_ratios.get(entity.id, (0.0, entity.place))


@yes_no
def reads_need_another_shape(subject: Subject) -> Value:
    """Whether what is written record by record is read, at least five times as often, in another shape that may lag.

    Another shape is a join, an aggregate, a scan or a traversal, or an answer put together from the data of several owners.
    """
    reasons: list[Place] = []
    queried = _queried_in_other_shapes(subject)
    for one in subject.entities:
        ratio, place = _ratio(subject, one)
        shaped = one.at("access") if OTHER_SHAPES & set(one.access) else queried.get(one.ref)
        if shaped and ratio >= MANY_READS and one.consistency != "strong":
            reasons += [place, shaped]
    spanning = _spanning_queries(subject)
    if spanning:
        reasons += spanning
    if reasons:
        return yes("data is read in another shape than it is written", reasons)
    return (
        no("reads and writes use the same shape") if subject.entities else unknown("no entity is described")
    )


def _queried_in_other_shapes(subject: Subject) -> dict[Ref, Place]:
    """Return the entities that a step looks up in another shape, each with the first such step."""
    found: dict[Ref, Place] = {}
    for _, message in subject.messages:
        if message.query in OTHER_SHAPES:
            for ref in message.reads:
                found.setdefault(ref, message.field("query"))
    return found


def _spanning_queries(subject: Subject) -> list[Place]:
    """Return the steps in which one part looks up data that several parts of the system own."""
    found = []
    for _, message in subject.messages:
        owners = {
            entity.owner.id
            for ref in message.reads
            if (entity := subject.requirements.entities.get(ref.id))
            and entity.owner
            and entity.consistency != "strong"
        }
        if len(owners) > 1:
            found.append(message.field("reads"))
    return found


@yes_no
def query_joins_owners(subject: Subject) -> Value:
    """Whether a step reads at once what several parts of the system own."""
    spanning = _spanning_queries(subject)
    return (
        yes("one query needs the data of several owners", spanning)
        if spanning
        else no("no query spans owners")
    )


@yes_no
def expensive_repeated_query(subject: Subject) -> Value:
    """Whether an aggregate, a join or a scan is asked at least five times for each write, or by a flow that starts often."""
    reasons: list[Place] = []
    for one in subject.entities:
        ratio, place = _ratio(subject, one)
        heavy = {"aggregate", "join", "scan"} & set(one.access)
        if heavy and ratio >= MANY_READS:
            reasons += [one.at("access"), place]
    for use_case, message in subject.messages:
        rate = use_case.load and (use_case.load.average or use_case.load.peak)
        if message.query in {"aggregate", "join", "scan"} and rate and rate.high >= 0.1:
            reasons.append(message.field("query"))
    return (
        yes("a costly query is asked again and again", reasons)
        if reasons
        else no("no costly query is repeated")
    )


@yes_no
def analysis_beside_transactions(subject: Subject) -> Value:
    """Whether the same data is changed by transactions and scanned or summed up for analysis.

    A batch or background flow that scans, aggregates or joins what interactive flows write.
    """
    written = {ref for one, m in subject.messages if subject.is_interactive(one) for ref in m.writes}
    reasons = [
        message.place
        for use_case, message in subject.messages
        if message.query in {"aggregate", "scan"}
        and written.intersection(message.reads)
        and not written.intersection(ref for m in use_case.messages() for ref in m.writes)
        and (not subject.is_interactive(use_case) or _is_large(subject, message.reads))
    ]
    if reasons:
        return yes("analysis scans what transactions change", reasons)
    return no("no analysis runs over what transactions change")


def _is_large(subject: Subject, refs: Iterable[Ref]) -> bool:
    """Whether a scan of these entities reads more than a machine keeps in memory."""
    found = (subject.requirements.entities.get(ref.id) for ref in refs)
    return sum(kept_bytes(one) for one in found if one is not None) >= LARGE_SCAN


@yes_no
def analytical_queries(subject: Subject) -> Value:
    """Whether data is summed up or scanned at all, as entities or steps state it."""
    found = access_kinds(subject)
    if not isinstance(found.known, frozenset):
        return unknown(found.text)
    places = [place for word in ("aggregate", "scan") for place in found.said.get(word, ())]
    return yes("data is aggregated or scanned", places) if places else no("nothing is aggregated or scanned")
