"""Flows become facts about what they move: stages that transform, large files, pushes to clients, streams of events."""

from typing import TYPE_CHECKING

from archkit.facts._fact import Value, amount, no, number, show, unknown, yes, yes_no
from archkit.facts._subject import Subject, usual_rate
from archkit.model import Dimension, Message, counted

if TYPE_CHECKING:
    from archkit.diagnostics import Place

_NO_FLOW = "no flow is drawn"
LARGE = 1e6
"""Bytes from which on a payload does not belong into a message or a row."""
BULKY = frozenset({"blob", "time-series", "event", "text"})
"""Kinds of data that are transformed piece by piece."""


@amount()
def transforming_stages(subject: Subject) -> Value:
    """How many parts work, one after another, on the same large or streaming data, each passing its result on.

    Of flows that move blobs, texts, events or measured values, or payloads of a megabyte or more, and need no common transaction.
    """
    if not subject.flows:
        return unknown(_NO_FLOW)
    best: list[Place] = []
    for one, flow in subject.flows:
        if one.transaction in {"local", "across-stores"} or not _moves_bulk(subject, flow):
            continue
        ending: dict[str, list[Place]] = {}
        for hop in subject.hops[one.id]:
            if (
                subject.is_store(hop.target)
                or subject.is_store(hop.source)
                or subject.is_third_party(hop.target)
            ):
                continue
            before = ending.get(hop.source, [hop.sent.place])
            ending[hop.target] = max([*before, hop.message.place], ending.get(hop.target, []), key=len)
        best = max([best, *ending.values()], key=len)
    return number(len(best), counted(len(best), "stage"), best)


def _moves_bulk(subject: Subject, flow: tuple[Message, ...]) -> bool:
    for m in flow:
        if m.size and m.size.high >= LARGE:
            return True
        for word in (*m.data, *(ref.id for ref in (*m.reads, *m.writes))):
            entity = subject.requirements.entities.get(word)
            if entity and (entity.kind in BULKY or (entity.size and entity.size.high >= LARGE)):
                return True
    return False


@amount(Dimension.SIZE)
def largest_payload(subject: Subject) -> Value:
    """How many bytes the largest step moves, or the largest record that a step sends has."""
    found = [(m.size.high, m.field("size")) for _, m in subject.messages if m.size]
    for _, m in subject.messages:
        for word in (*m.data, *m.returns):
            entity = subject.requirements.entities.get(word)
            if entity and entity.size:
                found.append((entity.size.high, entity.at("size")))
    if not found:
        return unknown("no step states its size, and no entity that is sent does")
    size, place = max(found, key=lambda pair: pair[0])
    return number(size, f"{show(size, Dimension.SIZE)} at once", [place])


@yes_no
def large_payload_in_a_message(subject: Subject) -> Value:
    """Whether a message that nobody waits for carries a megabyte or more from one part to another."""
    found: list[Place] = []
    for _, hop in subject.all_hops():
        if not hop.waits:
            entities = [subject.requirements.entities.get(word) for word in hop.message.data]
            sizes = [one.size.high for one in entities if one and one.size]
            sizes += [hop.message.size.high] if hop.message.size else []
            if sizes and max(sizes) >= LARGE:
                found.append(hop.message.place)
    if found:
        return yes("a message carries a large payload", found)
    return no("no message carries a large payload") if subject.flows else unknown(_NO_FLOW)


@yes_no
def clients_send_large_files(subject: Subject) -> Value:
    """Whether actors upload or download a megabyte or more at once."""
    found: list[Place] = []
    for _, m in subject.messages:
        outside = subject.is_actor(m.source) or subject.is_actor(m.target)
        entities = [subject.requirements.entities.get(word) for word in (*m.data, *m.returns)]
        large = (m.size and m.size.high >= LARGE) or any(
            one and one.size and one.size.high >= LARGE for one in entities
        )
        if outside and large:
            found.append(m.place)
    if found:
        return yes("clients move large files", found)
    return no("clients move no large files") if subject.flows else unknown(_NO_FLOW)


@yes_no
def pushes_to_clients(subject: Subject) -> Value:
    """Whether the system tells somebody something without being asked: ~> to an actor or a client other than the one who asked last."""
    found: list[Place] = []
    for one, flow in subject.flows:
        asking = ""
        for m in flow if one.urgency != "batch" else ():
            asking = m.source if subject.is_actor(m.source) and m.waits else asking
            hearer = (
                subject.is_person(m.target) or subject.is_client(m.target) or _is_device(subject, m.target)
            )
            speaker = not subject.is_actor(m.source) and not subject.is_third_party(m.source)
            if not m.waits and hearer and speaker and m.target != asking:
                found.append(m.place)
    if found:
        return yes("the system speaks first", found)
    return no("the system never speaks first") if subject.flows else unknown(_NO_FLOW)


def _is_device(subject: Subject, identifier: str) -> bool:
    actor = subject.requirements.actors.get(identifier)
    return subject.is_actor(identifier) and actor is not None and actor.kind == "device"


@yes_no
def live_both_ways(subject: Subject) -> Value:
    """Whether client and system send each other messages in one flow without waiting, again and again."""
    found: list[Place] = []
    for _, flow in subject.flows:
        inward = [
            m for m in flow if not m.waits and subject.is_actor(m.source) and not subject.is_actor(m.target)
        ]
        outward = [
            m for m in flow if not m.waits and subject.is_actor(m.target) and not subject.is_actor(m.source)
        ]
        if inward and outward:
            found += [inward[0].place, outward[0].place]
    if found:
        return yes("both sides speak at any time", found)
    return no("no flow is live both ways") if subject.flows else unknown(_NO_FLOW)


@yes_no
def continuous_stream(subject: Subject) -> Value:
    """Whether events or measured values keep coming and something is made of them as they come.

    Messages that nobody waits for, in a flow that starts ten times a second or more or carries events or values, and that a part works on.
    """
    found: list[Place] = []
    for one, flow in subject.flows:
        fast = usual_rate(one) >= 10
        stream = [
            m for m in flow
            if not m.waits and not subject.is_actor(m.target) and (fast or _carries_events(subject, m))
        ]  # fmt: skip
        made = any(m.query == "aggregate" or _carries_events(subject, m) for m in flow)
        if stream and made and one.urgency != "batch" and len(flow) > 1:
            found += [m.place for m in stream]
    if found:
        return yes("events keep coming and are worked on", found)
    return no("no stream of events is worked on") if subject.flows else unknown(_NO_FLOW)


def _carries_events(subject: Subject, message: Message) -> bool:
    named = (*message.data, *(ref.id for ref in (*message.reads, *message.writes)))
    kinds = (subject.requirements.entities.get(word) for word in named)
    return any(one is not None and one.kind in {"event", "time-series"} for one in kinds)


@yes_no
def live_and_historical_answers(subject: Subject) -> Value:
    """Whether the same events are worked on as they come and again, over their whole history, by a batch."""
    live: set[str] = set()
    deep: dict[str, Place] = {}
    for one, flow in subject.flows:
        for m in flow:
            names = {
                name
                for name in (*m.data, *(ref.id for ref in (*m.reads, *m.writes)))
                if (entity := subject.requirements.entities.get(name))
                and entity.kind in {"event", "time-series"}
            }
            if one.urgency == "batch" or m.query == "scan" or (m.duration and m.duration.high >= 600):
                deep |= {name: m.place for name in names if name not in deep}
            elif not m.waits or subject.is_actor(m.source):
                live |= names
    both = [place for name, place in deep.items() if name in live]
    if both:
        return yes("events are answered live and over their history", both)
    return (
        no("no events are answered both live and over their history") if subject.flows else unknown(_NO_FLOW)
    )
