"""Flows become facts about work: what must hold together, what takes long, what is spread out, staged, streamed or moved."""

from collections.abc import Iterator

from archkit.diagnostics import Place
from archkit.facts._fact import Value, amount, no, number, show, unknown, word_fact, words, yes, yes_no
from archkit.facts._subject import Subject
from archkit.model import Alt, Dimension, Message, Par, UseCase, counted, messages

_NO_FLOW = "no flow is drawn"
LONG = 5.0
"""Seconds after which nobody should be kept waiting with an open connection."""
LARGE = 1e6
"""Bytes from which on a payload does not belong into a message or a row."""
BULKY = frozenset({"blob", "time-series", "event", "text"})
"""Kinds of data that are transformed piece by piece."""


def _written(subject: Subject, flow: tuple[Message, ...]) -> dict[str, Place]:
    """Return where a flow writes: stores, or parts that write what they own."""
    places: dict[str, Place] = {}
    for message in flow:
        if message.writes and subject.is_store(message.target):
            places.setdefault(message.target, message.place)
        elif message.writes and subject.is_work(message.target):
            for ref in message.writes:
                places.setdefault(subject.keepers.get(ref.id, message.target), message.place)
        elif message.writes and subject.is_third_party(message.target):
            places.setdefault(message.target, message.place)
    return places


@yes_no
def work_spans_stores(subject: Subject) -> Value:
    """Whether a use case says that its changes in several stores must hold together (transaction: across-stores)."""
    found = [one.at("transaction") for one in subject.use_cases if one.transaction == "across-stores"]
    if found:
        return yes("changes in several stores must hold together", found)
    open_ = [
        place
        for one, flow in subject.flows
        if one.transaction is None and len(where := _written(subject, flow)) > 1
        for place in where.values()
    ]
    if open_:
        return unknown("a flow writes in several stores and does not state its transaction", open_)
    if subject.flows or any(one.transaction for one in subject.use_cases):
        return no("no change has to hold together across stores")
    return unknown("no use case states its transaction, and no flow is drawn")


@amount()
def parts_in_a_spanning_change(subject: Subject) -> Value:
    """How many working parts and outside systems take part in the largest change that must hold together across stores."""
    best: set[str] = set()
    places: tuple[Place, ...] = ()
    for one, flow in subject.flows:
        if one.transaction != "across-stores":
            continue
        parts = {
            part
            for m in flow
            for part in (m.source, m.target)
            if subject.is_work(part) or subject.is_third_party(part)
        }
        if len(parts) > len(best):
            best, places = parts, (one.at("steps"),)
    if best or work_spans_stores(subject).known is False:
        return number(
            len(best), f"{counted(len(best), 'part')} {'takes' if len(best) == 1 else 'take'} part", places
        )
    return unknown("no flow of a change across stores is drawn")


@yes_no
def flow_branches(subject: Subject) -> Value:
    """Whether a change across stores takes different ways: alternatives, options, loops or extensions in its flow."""
    found: list[Place] = []
    for one in subject.use_cases:
        if one.transaction == "across-stores":
            found += [step.place for step in one.steps if type(step).__name__ in {"Alt", "Opt", "Loop"}]
            found += [one.at("extensions", index) for index in range(len(one.extensions))]
    return yes("the flow branches", found) if found else no("no change across stores branches")


@amount()
def parts_in_a_flow(subject: Subject) -> Value:
    """How many working parts take part in the largest flow."""
    if not subject.flows:
        return unknown(_NO_FLOW)
    sizes = [
        (len({part for m in flow for part in (m.source, m.target) if subject.is_work(part)}), one)
        for one, flow in subject.flows
    ]
    most, one = max(sizes, key=lambda pair: pair[0])
    return number(most, f"{most} parts take part in {one.label!r}", [one.at("steps")])


@amount()
def calls_led_by_one_part(subject: Subject) -> Value:
    """How many different parts and outside systems one part tells what to do, one after another in one flow that changes something."""
    best: dict[str, Place] = {}
    for one, flow in subject.flows:
        led: dict[str, dict[str, Place]] = {}
        changes = one.transaction in {"across-stores", "local"} or any(m.writes for m in flow)
        for hop in subject.hops[one.id] if changes else ():
            if hop.waits and not subject.is_store(hop.target):
                led.setdefault(hop.source, {})[hop.target] = hop.message.place
        best = max([best, *led.values()], key=len)
    if not subject.flows:
        return unknown(_NO_FLOW)
    return number(len(best), f"one part leads {counted(len(best), 'other')}", best.values())


@amount(Dimension.DURATION)
def longest_step(subject: Subject) -> Value:
    """How long the longest step takes that states a duration; 0 where the flows mark no step as long-running."""
    found = [(m.duration, m.field("duration")) for _, m in subject.messages if m.duration]
    if not found:
        return number(0, "no step takes long") if subject.flows else unknown(_NO_FLOW)
    duration, place = max(found, key=lambda pair: pair[0].high)
    return number(duration.high, f"a step of {duration.text}", [place], guess=duration.guess)


@yes_no
def somebody_awaits_long_work(subject: Subject) -> Value:
    """Whether a person or an outside system asks for work of which a step takes longer than five seconds."""
    found: list[Place] = []
    for _, flow in subject.flows:
        if not subject.is_actor(flow[0].source) or _is_timer(subject, flow[0].source):
            continue
        found += [
            m.field("duration")
            for m in flow
            if m.duration and m.duration.high >= LONG and not subject.is_person(m.source)
        ]
    if found:
        return yes("somebody asks for work that takes long", found)
    return no("nobody asks for work that takes long") if subject.flows else unknown(_NO_FLOW)


def _is_timer(subject: Subject, identifier: str) -> bool:
    actor = subject.requirements.actors.get(identifier)
    return actor is not None and actor.kind == "timer"


@yes_no
def work_can_wait(subject: Subject) -> Value:
    """Whether part of the work may be done after the answer: background or batch, or messages that nobody waits for."""
    found = [one.at("urgency") for one in subject.use_cases if one.urgency in {"background", "batch"}]
    found += [hop.message.place for _, hop in subject.all_hops() if not hop.waits]
    if found:
        return yes("part of the work can wait", found)
    return no("all work is awaited") if subject.flows else unknown(_NO_FLOW)


@yes_no
def spiky_work_can_wait(subject: Subject) -> Value:
    """Whether a flow that comes in bursts, surges or far above its average may finish part of its work later."""
    found: list[Place] = []
    for one, _ in subject.flows:
        load = one.load
        if load is None:
            continue
        spiky = load.shape in {"bursty", "surge"} or (
            load.peak is not None
            and load.average is not None
            and load.peak.high >= 20 * max(load.average.low, 1e-9)
            and load.peak.high >= 100
        )
        later = one.urgency in {"background", "batch"} or any(not hop.waits for hop in subject.hops[one.id])
        if spiky and later:
            found.append(one.at("load"))
    if found:
        return yes("work that comes in bursts may be done later", found)
    return no("no work that comes in bursts may be done later") if subject.flows else unknown(_NO_FLOW)


@yes_no
def callee_is_slower_than_the_peak(subject: Subject) -> Value:
    """Whether the peak of a flow exceeds what a part or an outside system in it can take (capacity times replicas)."""
    found: list[Place] = []
    for one, flow in subject.flows:
        peak = one.load and (one.load.peak or one.load.average)
        if not peak:
            continue
        for target in dict.fromkeys(m.target for m in flow):
            part = subject.requirements.participant(target)
            if part is None or part.capacity is None:
                continue
            total = part.capacity.low * (getattr(part, "replicas", None) or 1)
            if peak.high > total:
                found += [one.at("load"), part.at("capacity")]
    if found:
        return yes("more comes than a part can take", found)
    return no("no stated capacity is exceeded")


@yes_no
def clock_starts_work(subject: Subject) -> Value:
    """Whether a timer starts a flow, or a use case is a batch."""
    found = [one.at("urgency") for one in subject.use_cases if one.urgency == "batch"]
    found += [flow[0].place for _, flow in subject.flows if _is_timer(subject, flow[0].source)]
    return yes("work starts by the clock", found) if found else no("no work starts by the clock")


@yes_no
def large_batches(subject: Subject) -> Value:
    """Whether a batch scans or transforms at least a hundred thousand items, or a hundred gigabytes."""
    found = [
        one.at("load", "items")
        for one in subject.use_cases
        if one.load and one.load.items and one.load.items.high >= 1e5
    ]
    found += [
        m.field("size")
        for one, m in subject.messages
        if one.urgency == "batch" and m.size and m.size.high >= 1e11
    ]
    return yes("batches are large", found) if found else no("no large batch")


@amount()
def fan_out(subject: Subject) -> Value:
    """How many calls one step makes at the same time: its fan_out, or the parallel branches that one part sends."""
    if not subject.flows:
        return unknown(_NO_FLOW)
    best, place = 1.0, Place("")
    for count, where in _spreads(subject):
        if count > best:
            best, place = count, where
    return number(best, f"{show(best, None)} calls at the same time", [place] if place.file else [])


def _spreads(subject: Subject) -> Iterator[tuple[float, Place]]:
    for _, m in subject.messages:
        if m.fan_out and not subject.is_person(m.target):
            yield float(m.fan_out), m.field("fan_out")
    for _, step in subject.steps:
        if isinstance(step, Par):
            firsts = [next(messages(branch.steps), None) for branch in step.par]
            sources = [
                m.source
                for m in firsts
                if m and not subject.is_actor(m.source) and not subject.is_actor(m.target)
            ]
            if sources:
                yield float(max(sources.count(one) for one in sources)), step.place


@yes_no
def parts_of_an_answer_in_parallel(subject: Subject) -> Value:
    """Whether one answer is put together from what several workers find at the same time: three or more parallel calls that read."""
    found: list[Place] = []
    for _, m in subject.messages:
        if m.fan_out and m.fan_out >= 3 and not m.writes and not subject.is_person(m.target):
            found.append(m.field("fan_out"))
    for _, step in subject.steps:
        if isinstance(step, Par) and len(step.par) >= 3:
            inside = [next(messages(branch.steps), None) for branch in step.par]
            calls = [m for m in inside if m and m.waits and not m.writes and not subject.is_actor(m.target)]
            if (
                len(calls) >= 3
                and len({m.source for m in calls}) == 1
                and len({m.action for m in calls}) == 1
            ):
                found.append(step.place)
    if found:
        return yes("one answer is gathered from many", found)
    return no("no answer is gathered from many") if subject.flows else unknown(_NO_FLOW)


@amount()
def parts_of_a_page(subject: Subject) -> Value:
    """From how many parts of the system one part, or a gateway or client, fetches what a single answer shows, in a flow that only reads."""
    if not subject.flows:
        return unknown(_NO_FLOW)
    best: dict[str, Place] = {}
    for _, flow in subject.flows:
        if any(m.writes for m in flow):
            continue
        asked: dict[str, dict[str, Place]] = {}
        for m in flow:
            if subject.is_actor(m.source):
                asked = {}
                if subject.is_work(m.target) or subject.is_carrier(m.target):
                    continue
            fetches = m.waits and not m.writes and subject.is_work(m.target) and m.source != m.target
            if fetches and not subject.is_actor(m.source):
                asked.setdefault(m.source, {})[m.target] = m.place
            best = max([best, *asked.values()], key=len)
    return number(len(best), f"one answer needs {counted(len(best), 'part')}", best.values())


@amount()
def parts_that_clients_call(subject: Subject) -> Value:
    """How many different working parts clients and outside actors call, directly or through a gateway."""
    if not subject.flows:
        return unknown(_NO_FLOW)
    called: dict[str, Place] = {}
    for _, m in subject.messages:
        outside = (
            subject.is_person(m.source)
            or subject.is_third_party(m.source)
            or subject.is_client(m.source)
            or _is_gateway(subject, m.source)
        )
        if outside and subject.is_work(m.target):
            called.setdefault(m.target, m.place)
    return number(len(called), f"clients call {counted(len(called), 'part')}", called.values())


def _is_gateway(subject: Subject, identifier: str) -> bool:
    component = subject.component(identifier)
    return component is not None and component.kind in {"gateway", "load-balancer"}


@yes_no
def variants_compared(subject: Subject) -> Value:
    """Whether a use case of kind development sends shares of the users different ways (alt with shares)."""
    found = [
        step.at("share")
        for one, step in subject.steps
        if one.kind == "development" and isinstance(step, Alt) and step.share is not None
    ]
    return yes("users are split among variants", found) if found else no("no use case compares variants")


@word_fact("interactive", "background", "batch")
def urgencies(subject: Subject) -> Value:
    """How soon somebody needs the outcome, as the use cases state it."""
    said: dict[str, list[Place]] = {}
    for one in subject.use_cases:
        if one.urgency:
            said.setdefault(one.urgency, []).append(one.at("urgency"))
    return words(said, "") if said else unknown("no use case states its urgency")


@word_fact("business", "operation", "development")
def purposes(subject: Subject) -> Value:
    """Whether the business, the operators or the developers want the use cases."""
    said: dict[str, list[Place]] = {}
    for one in subject.use_cases:
        said.setdefault(one.kind, []).append(_kind_place(one))
    return words(said, "")


def _kind_place(use_case: UseCase) -> Place:
    return use_case.at("kind")


@amount()
def use_case_count(subject: Subject) -> Value:
    """How many use cases will be built."""
    count = len(subject.use_cases)
    return number(count, f"{count} use cases", (one.place for one in subject.use_cases))
