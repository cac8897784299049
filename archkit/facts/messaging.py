"""Messages between parts become facts about who listens, and what may get lost, doubled or mixed up."""

from typing import TYPE_CHECKING

from archkit.facts._fact import Value, amount, no, number, unknown, word_fact, words, yes, yes_no
from archkit.facts._subject import Hop, Subject
from archkit.model import Message, UseCase

if TYPE_CHECKING:
    from archkit.diagnostics import Place

_NO_FLOW = "no flow is drawn"


@yes_no
def flows_drawn(subject: Subject) -> Value:
    """Whether at least one use case has its flow drawn step by step."""
    if subject.flows:
        return yes(
            "one flow is drawn" if len(subject.flows) == 1 else f"{len(subject.flows)} flows are drawn",
            (one.at("steps") for one, _ in subject.flows),
        )
    return no(_NO_FLOW)


def _async(subject: Subject) -> list[tuple[UseCase, Hop]]:
    return [(one, hop) for one, hop in subject.all_hops() if not hop.waits and subject.is_work(hop.target)]


@yes_no
def messages_nobody_waits_for(subject: Subject) -> Value:
    """Whether parts of the system send each other messages without waiting (~>)."""
    found = [hop.message.place for _, hop in _async(subject)]
    found += [
        m.place for _, m in subject.messages if subject.is_broker(m.target) and not subject.is_actor(m.source)
    ]
    if found:
        return yes("parts tell each other without waiting", found)
    return no("every message between parts is waited for") if subject.flows else unknown(_NO_FLOW)


@yes_no
def events_come_from_outside(subject: Subject) -> Value:
    """Whether actors send the system messages without waiting for an answer."""
    found = [
        m.place for _, m in subject.messages
        if not m.waits and subject.is_actor(m.source) and not subject.is_actor(m.target)
    ]  # fmt: skip
    if found:
        return yes("events come in from outside", found)
    return no("actors wait for every answer") if subject.flows else unknown(_NO_FLOW)


@amount()
def listeners(subject: Subject) -> Value:
    """How many different parts are told of the same event, of the event that most are told of.

    The same event: the same name, or messages that one part sends without waiting in one flow under the same action or channel.
    """
    if not subject.flows:
        return unknown(_NO_FLOW)
    heard: dict[str, dict[str, Place]] = {}
    for use_case, hop in _async(subject):
        keys = {f"event {m.event}" for m in (hop.message, hop.sent) if m.event}
        if hop.sent is not hop.message:
            keys.add(f"sent {use_case.id} {hop.sent.place.route}")
        if not keys:
            keys.add(f"from {use_case.id} {hop.source} {hop.message.channel or hop.message.data}")
        for key in keys:
            heard.setdefault(key, {})[hop.target] = hop.message.place
    most = max(heard.values(), key=len, default={})
    return number(len(most), f"{len(most)} parts listen to one event", most.values())


@yes_no
def mixes_waiting_and_not(subject: Subject) -> Value:
    """Whether a flow holds both calls between parts that wait and messages that nobody waits for."""
    mixed = [
        one.at("steps") for one, _ in subject.flows if len({hop.waits for hop in subject.hops[one.id]}) == 2
    ]
    if mixed:
        return yes("flows mix waiting and not waiting", mixed)
    return no("no flow mixes waiting and not waiting") if subject.flows else unknown(_NO_FLOW)


@amount()
def event_chain(subject: Subject) -> Value:
    """How many parts are reached one after another by messages that nobody waits for, in the longest chain."""
    if not subject.flows:
        return unknown(_NO_FLOW)
    best: list[Hop] = []
    for use_case, _ in subject.flows:
        ending: dict[str, list[Hop]] = {}
        for hop in subject.hops[use_case.id]:
            if hop.waits or not subject.is_work(hop.target):
                continue
            before = ending.get(hop.source, [])
            seen = {one.source for one in before} | {one.target for one in before}
            chain = [*before, hop] if hop.target not in seen else [hop]
            if len(chain) > len(ending.get(hop.target, [])):
                ending[hop.target] = chain
        best = max([best, *ending.values()], key=len)
    return number(len(best), f"{len(best)} messages follow one another", (hop.message.place for hop in best))


@yes_no
def messages_may_arrive_twice(subject: Subject) -> Value:
    """Whether a part gets messages at least once, so that the same one may come again."""
    found = [
        m.field("delivery")
        for _, m in subject.messages
        if m.delivery in {"at-least-once", "exactly-once"} and not subject.is_person(m.target)
    ]
    if found:
        return yes("messages may arrive twice", found)
    waiting = [m for m in _undelivered(subject) if m.delivery is None]
    if waiting:
        return unknown("a message does not state its delivery", (m.place for m in waiting))
    return no("no message may arrive twice") if subject.flows else unknown(_NO_FLOW)


def _undelivered(subject: Subject) -> list[Message]:
    return [hop.message for _, hop in _async(subject)]


@word_fact("at-most-once", "at-least-once", "exactly-once")
def deliveries(subject: Subject) -> Value:
    """How often messages between parts, or from devices and clients, may arrive, as the steps state it."""
    said: dict[str, list[Place]] = {}
    for _, m in subject.messages:
        if m.delivery and not subject.is_actor(m.target):
            said.setdefault(m.delivery, []).append(m.field("delivery"))
    return words(said, "") if said else unknown("no message between parts states its delivery")


@yes_no
def order_matters(subject: Subject) -> Value:
    """Whether messages have to keep their order (ordering)."""
    found = [m.field("ordering") for _, m in subject.messages if m.ordering]
    if found:
        return yes("messages have to stay in order", found)
    return no("no step states an ordering") if subject.flows else unknown(_NO_FLOW)


@yes_no
def stores_then_tells(subject: Subject) -> Value:
    """Whether a part writes to its store and, in the same flow, tells another part of it without waiting.

    Then a crash between the two leaves them at odds. Messages that may get lost (at-most-once) do not count.
    """
    found: list[Place] = []
    for use_case, flow in subject.flows:
        writers = {m.source for m in flow if m.writes or (subject.is_store(m.target) and m.waits)}
        writers |= {m.target for m in flow if m.writes and subject.is_work(m.target)}
        for m in flow:
            to_part = m.source != m.target and (subject.is_work(m.target) or subject.is_broker(m.target))
            told = not m.waits or subject.is_broker(m.target)
            if (
                told
                and to_part
                and m.source in writers
                and m.delivery != "at-most-once"
                and subject.is_work(m.source)
            ):
                found.append(m.place)
        del use_case
    if found:
        return yes("a part stores a change and tells others of it", found)
    return no("no part both stores a change and tells of it") if subject.flows else unknown(_NO_FLOW)


@yes_no
def messages_can_fail_for_good(subject: Subject) -> Value:
    """Whether something may not be processed at all: an extension at a message that nobody waits for, or operators who repair messages.

    Or messages that may neither get lost nor block those behind them: delivered at least once, in order or with a limit of attempts.
    """
    told = {
        (one.id, name)
        for one, hop in _async(subject)
        for name in (hop.message.id, hop.message.action, hop.sent.action, hop.sent.id)
        if name
    }
    found = [
        one.at("extensions", index)
        for one in subject.use_cases
        for index, extension in enumerate(one.extensions)
        if extension.at and (one.id, extension.at) in told
    ]
    found += [
        hop.message.field("delivery")
        for _, hop in _async(subject)
        if hop.message.delivery in {"at-least-once", "exactly-once"}
        and (hop.message.retries or hop.message.ordering)
    ]
    if found:
        return yes("a message may never succeed", found)
    return no("nothing says that a message can fail for good") if subject.flows else unknown(_NO_FLOW)
