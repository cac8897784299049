"""Loads of use cases become facts about how much comes, how unevenly, and how much of it reads."""

from archkit.diagnostics import Place
from archkit.facts._fact import Value, amount, no, number, show, unknown, word_fact, words, yes, yes_no
from archkit.facts._subject import Subject
from archkit.model import Dimension, Quantity, UseCase

MODEST_RATE = 200.0
"""Calls a second that one ordinary server with one relational database carries without special measures."""
MODEST_PEOPLE = 10_000.0
"""People who together rarely send more than that, even if all of them are active in the same hour."""
FELT = 20.0
"""Calls a second below which no server notices a peak, however far it stands above the average."""
SPIKE = 8.0
"""A peak this many times the average leaves most of a fleet that is sized for it idle."""


@amount(Dimension.RATE)
def peak_load(subject: Subject) -> Value:
    """How often all flows together start at their busiest: the sum of peaks, averages where no peak is stated.

    A throughput that a quality attribute demands counts where it is higher.
    """
    found = _rates(subject, peak=True)
    total = sum(quantity.high for quantity, _ in found)
    demanded = [
        (quantity, target.place)
        for target in subject.targets
        for quantity in (
            target.measure.value if target.measure.metric == "throughput" else None,
            target.measure.load,
        )
        if quantity is not None and quantity.dimension is Dimension.RATE
    ]
    most = max(demanded, key=lambda pair: pair[0].high, default=None)
    if most is not None and most[0].high > total:
        return number(most[0].high, f"{most[0].text} has to be carried", [most[1]], guess=most[0].guess)
    if not found:
        return unknown("no use case states its load")
    return number(
        total,
        f"{show(total, Dimension.RATE)} at peak",
        (place for _, place in found),
        guess=found[0][0].guess,
    )


@amount(Dimension.RATE)
def average_load(subject: Subject) -> Value:
    """How often all flows together start over a usual day: the sum of their averages."""
    found = _rates(subject, peak=False)
    if not found:
        return unknown("no use case states the average of its load")
    total = sum(quantity.high for quantity, _ in found)
    return number(total, f"{show(total, Dimension.RATE)} on average", (place for _, place in found))


def _rates(subject: Subject, *, peak: bool) -> list[tuple[Quantity, Place]]:
    """Return the stated rates with their places, the highest first."""
    found = [pair for one in subject.use_cases if (pair := _rate(one, peak=peak)) is not None]
    return sorted(found, key=lambda pair: -pair[0].high)


def _rate(use_case: UseCase, *, peak: bool) -> tuple[Quantity, Place] | None:
    load = use_case.load
    if load is not None and peak and load.peak is not None:
        return load.peak, use_case.at("load", "peak")
    if load is not None and load.average is not None:
        return load.average, use_case.at("load", "average")
    return None


@amount()
def peak_to_average(subject: Subject) -> Value:
    """How many times the average the peak of a flow is, of the most uneven flow that makes up a tenth of the peak load."""
    total = sum(quantity.high for quantity, _ in _rates(subject, peak=True))
    uneven = [
        (one.load.peak.high / one.load.average.low, one)
        for one in subject.use_cases
        if one.load
        and one.load.peak
        and one.load.average
        and one.load.average.low > 0
        and one.load.peak.high >= total / 10
    ]
    if not uneven:
        return unknown("no use case states both the average and the peak of its load")
    ratio, one = max(uneven, key=lambda pair: pair[0])
    return number(
        ratio, f"the peak of {one.label!r} is {show(ratio, None)} times its average", [one.at("load")]
    )


@word_fact("steady", "daily", "seasonal", "bursty", "surge", "once")
def load_shapes(subject: Subject) -> Value:
    """How the load of the flows changes over time, as the use cases say it."""
    said: dict[str, list[Place]] = {}
    for one in subject.use_cases:
        if one.load and one.load.shape:
            said.setdefault(one.load.shape, []).append(one.at("load", "shape"))
    return words(said, "") if said else unknown("no use case states the shape of its load")


@yes_no
def comes_in_spikes(subject: Subject) -> Value:
    """Whether load comes in bursts or surges that go far beyond the usual, by its shape or by a peak of many times the average."""
    shapes = [
        one.at("load", "shape")
        for one in subject.use_cases
        if one.load and one.load.shape in {"bursty", "surge"}
    ]
    ratio = peak_to_average(subject)
    if shapes:
        return yes("load comes in bursts or surges", shapes)
    peak = peak_load(subject).known
    if isinstance(ratio.known, float) and ratio.known >= SPIKE and isinstance(peak, float) and peak >= FELT:
        return yes(ratio.text, ratio.evidence)
    if any(one.load and one.load.shape for one in subject.use_cases) or ratio.is_known:
        return no("the load is even enough")
    return unknown("no use case states the shape of its load")


@yes_no
def modest_load(subject: Subject) -> Value:
    """Whether one ordinary server and one relational database carry everything: at most 200 starts a second at peak.

    Where no load is stated, up to ten thousand people in all count as modest.
    """
    peak = peak_load(subject)
    if isinstance(peak.known, float):
        text = f"{peak.text}, which one ordinary server carries"
        return yes(text, peak.evidence) if peak.known <= MODEST_RATE else no(peak.text, peak.evidence)
    crowds = [
        (one.population, one.at("population"))
        for one in subject.requirements.actors.values()
        if one.kind in {"person", "device"} and one.population is not None
    ]
    if not crowds:
        return unknown("neither the load of a use case nor the number of users is stated")
    people = sum(quantity.high for quantity, _ in crowds)
    text = f"{show(people, Dimension.COUNT)} users in all"
    places = [place for _, place in crowds]
    if people <= MODEST_PEOPLE:
        return yes(text, places)
    return unknown(f"{text}, and no use case states its load", places)


@amount()
def batch_items(subject: Subject) -> Value:
    """How many items the largest batch has."""
    batches = [
        (one.load.items.high, one) for one in subject.use_cases if one.load and one.load.items is not None
    ]
    if not batches:
        return unknown("no use case states the items of a batch")
    items, one = max(batches, key=lambda pair: pair[0])
    return number(items, f"{show(items, Dimension.COUNT)} items a run", [one.at("load", "items")])


@amount(Dimension.SHARE)
def hottest_key(subject: Subject) -> Value:
    """The share of a flow's load that falls on the most popular value of a key."""
    skews = [
        (one.load.skew.hottest.high, one)
        for one in subject.use_cases
        if one.load and one.load.skew and one.load.skew.hottest
    ]
    if not skews:
        return unknown("no use case states the skew of its load")
    share, one = max(skews, key=lambda pair: pair[0])
    text = f"{show(share, Dimension.SHARE)} of the load of {one.label!r} falls on one key"
    return number(share, text, [one.at("load", "skew")])


@yes_no
def contention(subject: Subject) -> Value:
    """Whether runs often want to change the same record at the same time, as the loads say it."""
    high = [
        one.at("load", "contention")
        for one in subject.use_cases
        if one.load and one.load.contention == "high"
    ]
    if high:
        return yes("runs compete for the same record", high)
    if any(one.load and one.load.contention for one in subject.use_cases):
        return no("runs rarely meet on a record")
    return unknown("no use case states the contention of its load")


@amount(Dimension.COUNT)
def concurrent_users(subject: Subject) -> Value:
    """How many people or devices are active at the busiest hour: population times active share, or what a measure demands."""
    demanded = [
        (target.measure.value.high, target.place) for target in subject.targets_on("concurrent_users")
    ]
    crowds = [
        (one.population.high * one.active.high, one.at("active"))
        for one in subject.requirements.actors.values()
        if one.population is not None and one.active is not None
    ]
    if not demanded and not crowds:
        return unknown("no actor states its population and the share that is active")
    total = sum(count for count, _ in crowds)
    most = max(demanded, default=(0.0, Place("")), key=lambda pair: pair[0])
    if most[0] > total:
        return number(most[0], f"{show(most[0], Dimension.COUNT)} at the same time", [most[1]])
    return number(total, f"{show(total, Dimension.COUNT)} at the same time", (place for _, place in crowds))
