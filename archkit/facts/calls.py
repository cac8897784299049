"""Calls between parts become facts about who waits for whom, what happens when nobody answers, and what a repeat does."""

from typing import TYPE_CHECKING

from archkit.diagnostics import Place
from archkit.facts._fact import Value, amount, no, number, unknown, yes, yes_no
from archkit.facts._subject import Hop, Subject

if TYPE_CHECKING:
    from archkit.model import Actor, Component

_NO_FLOW = "no flow is drawn"


@amount()
def call_chain(subject: Subject) -> Value:
    """How many parts of the system wait for each other in the longest chain of calls, outside systems included."""
    if not subject.flows:
        return unknown(_NO_FLOW)
    best: list[Hop] = []
    for use_case, _ in subject.flows:
        ending: dict[str, list[Hop]] = {}
        for hop in subject.hops[use_case.id]:
            if not hop.waits or subject.is_store(hop.target):
                continue
            before = ending.get(hop.source, [])
            chain = [*before, hop] if hop.target not in {one.source for one in before} else [hop]
            if len(chain) > len(ending.get(hop.target, [])):
                ending[hop.target] = chain
        best = max([best, *ending.values()], key=len)
    return number(
        len(best),
        "one call is waited for" if len(best) == 1 else f"{len(best)} calls wait for each other",
        (hop.message.place for hop in best),
    )


@yes_no
def parts_wait_for_each_other(subject: Subject) -> Value:
    """Whether a working part calls another one, or an outside system, and waits."""
    found = [
        hop.message.place for _, hop in subject.all_hops() if hop.waits and not subject.is_store(hop.target)
    ]
    if found:
        return yes("parts wait for each other", found)
    return no("no part waits for another") if subject.flows else unknown(_NO_FLOW)


@yes_no
def waits_on_third_party(subject: Subject) -> Value:
    """Whether a part of the system calls an outside system and waits for its answer."""
    found = [
        hop.message.place for _, hop in subject.all_hops() if hop.waits and subject.is_third_party(hop.target)
    ]
    found += [
        m.place
        for _, m in subject.messages
        if m.waits and subject.is_third_party(m.target) and not subject.is_actor(m.source)
    ]
    if found:
        return yes("flows wait for outside systems", found)
    return no("no flow waits for an outside system") if subject.flows else unknown(_NO_FLOW)


@yes_no
def callee_may_be_down(subject: Subject) -> Value:
    """Whether the requirements say what happens when a called part does not answer.

    A fallback, an optional step, a fault of mode crash or slow, or an extension at a call to another part.
    """
    found = [
        m.field("fallback" if m.fallback else "optional")
        for _, m in subject.messages
        if (m.fallback or m.optional) and not subject.is_actor(m.target)
    ]
    calls = {
        (one.id, name): hop.message
        for one, hop in subject.all_hops()
        if hop.waits and not subject.is_store(hop.target)
        for name in (hop.message.id, hop.message.action)
        if name
    }
    for one in subject.use_cases:
        for index, extension in enumerate(one.extensions):
            told = extension.when.lower()
            down = any(
                word in told
                for word in (
                    "down",
                    "unavailable",
                    "not answer",
                    "unreachable",
                    "timeout",
                    "times out",
                    "too long",
                )
            )
            if down and (not extension.at or (one.id, extension.at) in calls):
                found.append(one.at("extensions", index))
    found += _faults_of_callees(subject)
    if found:
        return yes("a called part may fail while the rest goes on", found)
    return no("nothing says what happens when a called part fails") if subject.flows else unknown(_NO_FLOW)


@yes_no
def callee_expected_to_fail(subject: Subject) -> Value:
    """Whether a quality attribute has to hold while a part or an outside system that others wait for is down, slow or overloaded."""
    found = _faults_of_callees(subject)
    if found:
        return yes("a called part is expected to fail", found)
    return no("no quality attribute names the failure of a called part")


def _faults_of_callees(subject: Subject) -> list[Place]:
    called = {
        m.target for _, m in subject.messages if not subject.is_person(m.source) and m.source != m.target
    }
    names = {
        f"{kind}:{one}" for one in called if not subject.is_store(one) for kind in ("component", "actor")
    }
    return [
        one.at("fault")
        for one in subject.qualities
        if one.fault and one.fault.mode in {"crash", "slow", "overload"} and names.intersection(one.fault.of)
    ]


@yes_no
def fallback_exists(subject: Subject) -> Value:
    """Whether a step says what happens instead when its callee does not answer, or that the flow goes on without it."""
    found = [
        m.field("fallback" if m.fallback else "optional")
        for _, m in subject.messages
        if (m.fallback or m.optional) and not subject.is_actor(m.target)
    ]
    if found:
        return yes("there is an answer without the callee", found)
    return no("no step has a fallback") if subject.flows else unknown(_NO_FLOW)


@yes_no
def steps_may_be_left_out(subject: Subject) -> Value:
    """Whether a flow goes on without the answer of a part or an outside system (optional)."""
    found = [
        m.field("optional") for _, m in subject.messages if m.optional and not subject.is_actor(m.target)
    ]
    if found:
        return yes("the flow goes on without it", found)
    return no("no call is optional") if subject.flows else unknown(_NO_FLOW)


@yes_no
def tells_outside_systems(subject: Subject) -> Value:
    """Whether the system tells outside systems that use it what happened, without waiting (~> to an actor of kind system)."""
    found = [
        m.place
        for _, m in subject.messages
        if not m.waits and subject.is_actor(m.target) and subject.is_third_party(m.target)
    ]
    if found:
        return yes("outside systems are told what happened", found)
    return no("no outside system is told anything") if subject.flows else unknown(_NO_FLOW)


@yes_no
def users_exchange_directly(subject: Subject) -> Value:
    """Whether people or devices send each other data without the system between them."""
    found = [
        m.place
        for _, m in subject.messages
        if m.source != m.target and subject.is_actor(m.source) and subject.is_actor(m.target)
        and not subject.is_third_party(m.source) and not subject.is_third_party(m.target)
        and (m.data or m.returns or m.size)
    ]  # fmt: skip
    if found:
        return yes("users exchange data among themselves", found)
    return no("all data passes through the system") if subject.flows else unknown(_NO_FLOW)


@yes_no
def outcome_may_be_unknown(subject: Subject) -> Value:
    """Whether a caller can be left not knowing if its call happened: stated, or a repeated call that is not idempotent."""
    found = [m.field("outcome") for _, m in subject.messages if m.outcome]
    found += [m.field("retries") for _, m in subject.messages if m.retries and m.idempotent is False]
    if found:
        return yes("a lost answer leaves the caller in doubt", found)
    return no("no step says so") if subject.flows else unknown(_NO_FLOW)


@yes_no
def calls_are_repeated(subject: Subject) -> Value:
    """Whether failed calls are to be tried again: retries on a step or a component, or single calls that fail (error_rate)."""
    found = [m.field("retries") for _, m in subject.messages if m.retries]
    found += [
        one.at("resilience", "retries")
        for one in subject.components
        if one.resilience and one.resilience.retries
    ]
    called = {hop.target for _, hop in subject.all_hops() if hop.waits} | {
        m.target for _, m in subject.messages
    }
    callees: list[Actor | Component] = [*subject.components, *subject.requirements.actors.values()]
    found += [
        one.at("error_rate")
        for one in callees
        if one.error_rate is not None and one.error_rate.high > 0 and one.id in called
    ]
    if found:
        return yes("single calls fail and are tried again", found)
    return no("nothing says that single calls fail") if subject.flows else unknown(_NO_FLOW)


@yes_no
def repeats_would_harm(subject: Subject) -> Value:
    """Whether doing a step twice is not the same as doing it once: idempotent is false, an outcome may be unknown, or duplicates are ruled out."""
    found = [m.field("idempotent") for _, m in subject.messages if m.idempotent is False]
    found += [m.field("outcome") for _, m in subject.messages if m.outcome]
    found += [t.place for t in subject.targets_on("duplicates") if t.measure.value.high == 0]
    if found:
        return yes("a repeat would do harm", found)
    told = [m for _, m in subject.messages if m.idempotent is not None]
    if told:
        return no("every step that says so may be repeated", (m.field("idempotent") for m in told))
    return unknown("no step says whether it is idempotent")
