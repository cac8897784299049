"""The times between failures and to repair do not add up to the availability beside them.

Availability is MTBF / (MTBF + MTTR). Who states all three has stated one too many: here even a system that meets
both times is down longer than allowed. It is found where one quality attribute, or the quality attributes of one
element, limit all three; and at a component whose own three numbers contradict each other.

How to fix: shorten the repair first: halving it is worth as much as doubling the time between failures. Or lower the
availability to what the times give.

When to ignore: never; one of the numbers is wrong.

*Bad*

```yaml
quality_attributes:
  store-open:
    measure:
      - mtbf >= 10 d
      - mttr <= 1 h
      - availability >= 99.9 % # AK220
```

*Good*

```yaml
quality_attributes:
  store-open:
    measure:
      - mtbf >= 10 d
      - mttr <= 10 min
      - availability >= 99.9 %
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject, Target

RULE = Rule(
    "AK220",
    "mtbf-contradiction",
    Severity.ERROR,
    "A. Birolini, Reliability Engineering: steady-state availability = MTBF / (MTBF + MTTR)",
    related=("failure-recovery", "sla"),
)
_ROUNDING = 1e-4
"""A component's availability may be rounded this much, as a share of its unavailability's scale."""


def check(subject: Subject) -> Iterator[Hit]:
    """Find availabilities that their own times contradict."""
    stated: dict[tuple[object, str], Target] = {}
    for target in subject.targets:
        for ref in target.of or (target.owner.ref,):
            stated.setdefault((ref, target.measure.metric), target)
    for (element, metric), target in stated.items():
        between, repair = stated.get((element, "mtbf")), stated.get((element, "mttr"))
        if metric != "availability" or not between or not repair:
            continue
        if target.measure.is_upper_limit or between.measure.is_upper_limit or repair.measure.is_lower_limit:
            continue
        reached = _availability(between.measure.value.low, repair.measure.value.high)
        if reached < target.measure.value.low:
            yield Hit(
                target.place,
                f"'{between.measure.text}' and '{repair.measure.text}' give {reached:.4%}, less than '{target.measure.text}'",
                help="shorten the repair, or demand no more than the times give",
                words=target.measure.text,
                related=((repair.place, f"'{repair.measure.text}' stands here"),),
            )
    for component in subject.requirements.components.values():
        if component.availability and component.mtbf and component.mttr:
            reached = _availability(component.mtbf.middle, component.mttr.middle)
            if abs(reached - component.availability.middle) > _ROUNDING:
                yield Hit(
                    component.at("availability"),
                    f"mtbf {component.mtbf} and mttr {component.mttr} of '{component.id}' give {reached:.4%}, not {component.availability}",
                    help="remove the availability: it follows from the two times",
                )


def _availability(between: float, repair: float) -> float:
    return between / (between + repair) if between + repair > 0 else 1.0
