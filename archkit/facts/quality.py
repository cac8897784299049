"""Quality attributes become facts about the strictest target of each kind, and about which qualities matter."""

from typing import TYPE_CHECKING

from archkit.facts._fact import Value, amount, no, number, unknown, word_fact, words, worst_of, yes, yes_no
from archkit.facts._subject import Subject
from archkit.model import Dimension

if TYPE_CHECKING:
    from archkit.diagnostics import Place


def _strictest(subject: Subject, dimension: Dimension, *metrics: str, at_most: bool) -> Value:
    found = (
        (target.measure.value, target.place)
        for target in subject.targets_on(*metrics)
        if target.measure.value.dimension is dimension
        and (target.measure.is_upper_limit if at_most else not target.measure.is_upper_limit)
    )
    worst = worst_of(found, at_most=at_most)
    if worst is None:
        return unknown(f"no quality attribute measures {metrics[0]}")
    value, text, place, guess = worst
    return number(value, f"{metrics[0]} of {text}", [place], guess=guess)


@amount(Dimension.DURATION)
def response_time_target(subject: Subject) -> Value:
    """The strictest response time that is demanded of anything."""
    return _strictest(
        subject, Dimension.DURATION, "response_time", "processing_time", "time_to_first_byte", at_most=True
    )


@amount(Dimension.RATE)
def throughput_target(subject: Subject) -> Value:
    """The highest throughput that is demanded."""
    return _strictest(subject, Dimension.RATE, "throughput", at_most=False)


@amount(Dimension.SHARE)
def availability_target(subject: Subject) -> Value:
    """The highest availability that is demanded of anything."""
    return _strictest(subject, Dimension.SHARE, "availability", "success_share", at_most=False)


@amount(Dimension.DURATION)
def tolerated_data_loss(subject: Subject) -> Value:
    """The strictest recovery point objective: how much of the latest work may be lost."""
    return _strictest(subject, Dimension.DURATION, "rpo", at_most=True)


@amount(Dimension.DURATION)
def recovery_time_target(subject: Subject) -> Value:
    """The strictest recovery time objective: how soon the service has to be back."""
    return _strictest(subject, Dimension.DURATION, "rto", "mttr", at_most=True)


@amount(Dimension.SHARE)
def durability_target(subject: Subject) -> Value:
    """The highest durability that is demanded."""
    return _strictest(subject, Dimension.SHARE, "durability", at_most=False)


@amount(Dimension.RATE)
def release_frequency(subject: Subject) -> Value:
    """How often changes have to reach production."""
    return _strictest(subject, Dimension.RATE, "deploy_frequency", at_most=False)


@amount(Dimension.DURATION)
def lead_time_target(subject: Subject) -> Value:
    """How soon a change has to run in production."""
    return _strictest(subject, Dimension.DURATION, "lead_time", at_most=True)


@amount(Dimension.DURATION)
def time_to_scale_target(subject: Subject) -> Value:
    """How soon more load has to be carried by more capacity, or how fast a peak comes where a load says so."""
    target = _strictest(subject, Dimension.DURATION, "time_to_scale", at_most=True)
    ramps = [
        (one.load.ramp, one.at("load", "ramp")) for one in subject.use_cases if one.load and one.load.ramp
    ]
    fastest = worst_of(ramps, at_most=True)
    if target.is_known or fastest is None:
        return target
    return number(fastest[0], f"a peak comes within {fastest[1]}", [fastest[2]], guess=fastest[3])


@amount(Dimension.DURATION)
def detection_time_target(subject: Subject) -> Value:
    """How soon a fault has to be noticed."""
    return _strictest(subject, Dimension.DURATION, "detection_time", at_most=True)


@amount(Dimension.SHARE)
def affected_share_target(subject: Subject) -> Value:
    """The smallest share of users, requests or data that a failure may touch."""
    return _strictest(subject, Dimension.SHARE, "affected_share", at_most=True)


@yes_no
def nothing_may_be_lost(subject: Subject) -> Value:
    """Whether a measure says that no message or record may be lost: lost = 0, or a recovery point of 0."""
    return _counts_to_zero(subject, "lost", "nothing may get lost", set())


@yes_no
def nothing_may_happen_twice(subject: Subject) -> Value:
    """Whether a measure rules duplicates out, or a step wants its message processed exactly once."""
    return _counts_to_zero(subject, "duplicates", "nothing may happen twice", {"exactly-once"})


def _counts_to_zero(subject: Subject, metric: str, text: str, deliveries: set[str]) -> Value:
    strict = [t.place for t in subject.targets_on(metric) if t.measure.value.high == 0]
    if metric == "lost":
        strict += [t.place for t in subject.targets_on("rpo") if t.measure.value.high == 0]
    strict += [m.field("delivery") for _, m in subject.messages if m.delivery in deliveries]
    if strict:
        return yes(text, strict)
    loose = [t.place for t in subject.targets_on(metric)]
    loose += [m.field("delivery") for _, m in subject.messages if m.delivery == "at-most-once"]
    return no("some may", loose) if loose else unknown(f"no measure of '{metric}' and no step says it")


@yes_no
def some_may_be_lost(subject: Subject) -> Value:
    """Whether single messages may get lost, as a measure or the delivery of a step says."""
    loose = [t.place for t in subject.targets_on("lost") if t.measure.value.high > 0]
    loose += [
        m.field("delivery")
        for _, m in subject.messages
        if m.delivery == "at-most-once" and not subject.is_actor(m.target)
    ]
    if loose:
        return yes("single messages may get lost", loose)
    return no("no message is said to be expendable")


@word_fact()
def demanded_qualities(subject: Subject) -> Value:
    """The quality attributes that the requirements demand, in the words of the catalog."""
    return _qualities(subject, {"high", "medium", "low", None})


@word_fact()
def important_qualities(subject: Subject) -> Value:
    """The quality attributes of high importance, in the words of the catalog."""
    return _qualities(subject, {"high"})


def _qualities(subject: Subject, levels: set[str | None]) -> Value:
    if not subject.qualities:
        return unknown("no quality attribute is stated")
    said: dict[str, list[Place]] = {}
    for one in subject.qualities:
        if one.attribute and one.importance in levels:
            said.setdefault(subject.vocabulary.quality(one.attribute), []).append(one.at("attribute"))
    return words(said, "none")


@word_fact("crash", "slow", "overload", "partition", "region-loss")
def expected_faults(subject: Subject) -> Value:
    """The failures under which a quality attribute has to hold."""
    said: dict[str, list[Place]] = {}
    for one in subject.qualities:
        if one.fault and one.fault.mode:
            said.setdefault(one.fault.mode, []).append(one.at("fault", "mode"))
        elif one.fault and any(word.startswith("region:") for word in one.fault.of):
            said.setdefault("region-loss", []).append(one.at("fault", "of"))
    return words(said, "none")


@yes_no
def survives_region_loss(subject: Subject) -> Value:
    """Whether the service has to go on when a whole region is lost."""
    found = expected_faults(subject).said.get("region-loss", ())
    return (
        yes("a region may be lost", found) if found else no("no quality attribute names the loss of a region")
    )


@yes_no
def releases_without_downtime(subject: Subject) -> Value:
    """Whether releases must not interrupt the service: downtime limited to zero, or 99.9 % and a release each week or oftener."""
    zero = [t.place for t in subject.targets_on("downtime") if t.measure.value.high == 0]
    if zero:
        return yes("no downtime is allowed", zero)
    available, often = availability_target(subject), release_frequency(subject)
    if isinstance(available.known, float) and isinstance(often.known, float):
        if available.known >= 0.999 and often.known >= 0.99 / (7 * 86_400):
            return yes(
                "released often, and hardly ever allowed to be down", (*often.evidence, *available.evidence)
            )
        return no("releases are rare or a pause is allowed", (*often.evidence, *available.evidence))
    return unknown("the availability and the frequency of releases are not both measured")


@amount()
def conflicting_demands(subject: Subject) -> Value:
    """How many quality attributes name others that they pull against."""
    places = [one.at("trade_offs") for one in subject.qualities if one.trade_offs]
    return number(len(places), f"{len(places)} stated trade-offs", places)
