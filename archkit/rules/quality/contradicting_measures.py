"""Two measures of one metric on one thing cannot both hold.

One text asks for at least 500 requests a second, another one allows at most 300. Whoever builds it meets the text
that was read last. It is found where the same statistic of the same metric is limited from below above a limit from
above, or is set to two values, for the same element and the same load.

How to fix: ask which one is meant, and remove the other.

When to ignore: never.

*Bad*

```yaml
quality_attributes:
  peak-carried:
    applies_to: [component:app]
    measure: throughput >= 500/s
  quota-kept:
    applies_to: [component:app]
    measure: throughput <= 300/s # AK218
```

*Good*

```yaml
quality_attributes:
  peak-carried:
    applies_to: [component:app]
    measure: throughput >= 200/s
  quota-kept:
    applies_to: [component:app]
    measure: throughput <= 300/s
```
"""

from collections.abc import Iterator
from dataclasses import dataclass

from archkit.diagnostics import Severity
from archkit.model import Measure
from archkit.rules import Hit, Rule, Subject, Target

RULE = Rule(
    "AK218",
    "contradicting-measures",
    Severity.ERROR,
    "ISO/IEC/IEEE 29148: a set of requirements is free of contradictions",
    related=("trade-off-awareness",),
)


@dataclass
class _Limits:
    """The tightest limits that were met so far."""

    floor: Target | None = None
    ceiling: Target | None = None


def check(subject: Subject) -> Iterator[Hit]:
    """Find limits that leave nothing between them."""
    limits: dict[tuple[object, ...], _Limits] = {}
    told = set()
    for target in subject.targets:
        measure = target.measure
        for ref in target.of:
            load = measure.load.middle if measure.load else None
            window = measure.window.middle if measure.window else None
            fault = getattr(target.owner, "fault", None)
            key = (ref, measure.metric, measure.percentile, measure.value.dimension, load, window, fault)
            met = limits.setdefault(key, _Limits())
            other = _against(measure, met)
            if other and target.place not in told:
                told.add(target.place)
                yield Hit(
                    target.place,
                    f"'{measure.text}' and '{other.measure.text}' of '{other.owner.id}' cannot both hold for {ref}",
                    help="ask which one is meant, and remove the other",
                    words=measure.text,
                    related=((other.place, f"'{other.measure.text}' stands here"),),
                )
            _tighten(met, target)


def _against(measure: Measure, met: _Limits) -> Target | None:
    """Return a target that was met before and leaves no room for this one."""
    floor, ceiling = met.floor, met.ceiling
    if not measure.is_lower_limit and floor and floor.measure.value.low > measure.value.high:
        return floor
    if not measure.is_upper_limit and ceiling and ceiling.measure.value.high < measure.value.low:
        return ceiling
    return None


def _tighten(met: _Limits, target: Target) -> None:
    measure = target.measure
    if not measure.is_upper_limit and (met.floor is None or measure.value.low > met.floor.measure.value.low):
        met.floor = target
    if not measure.is_lower_limit and (
        met.ceiling is None or measure.value.high < met.ceiling.measure.value.high
    ):
        met.ceiling = target
