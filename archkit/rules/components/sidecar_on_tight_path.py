"""A proxy beside each instance is chosen where every millisecond counts.

A sidecar or a mesh adds a hop of a millisecond or so on both sides of each call, and its memory to each instance. For
a target of tens of milliseconds over several calls that is a good part of it; on many small instances it is a good
part of the bill. It is found where a decision for `sidecar`, `ambassador` or `service-mesh` addresses something whose
target on response time is 50 ms or less.

How to fix: do the work in a library on this path, or keep the proxy off it; else write what it costs into `accepts`.

When to ignore: measured, and found small.

*Bad*

```yaml
quality_attributes:
  quick: {attribute: performance, measure: p99 response_time <= 20 ms}
decisions:
  mesh:
    patterns: [service-mesh] # AK460
    addresses: [quality_attribute:quick]
```

*Good*

```yaml
quality_attributes:
  quick: {attribute: performance, measure: p99 response_time <= 20 ms}
decisions:
  mesh:
    patterns: [service-mesh]
    addresses: [quality_attribute:quick]
    accepts: [2 ms for each call]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject, Target

RULE = Rule(
    "AK460",
    "sidecar-on-tight-path",
    Severity.INFO,
    "B. Burns, D. Oppenheimer, Design Patterns for Container-based Distributed Systems (2016)",
    related=("sidecar", "ambassador", "service-mesh"),
)
_PROXIES = ("sidecar", "ambassador", "service-mesh")
_TIGHT = 0.05


def check(subject: Subject) -> Iterator[Hit]:
    """Find proxies on paths with tight targets."""
    tight = {
        ref: target
        for target in subject.targets
        if _is_tight(target)
        for ref in (target.owner.ref, *target.of)
    }
    for pattern in _PROXIES if tight else ():
        for decision in subject.chosen.get(pattern, ()):
            target = next((tight[ref] for ref in decision.addresses if ref in tight), None)
            if target is not None and not decision.accepts:
                yield Hit(
                    decision.at("patterns", decision.patterns.index(pattern)),
                    f"'{pattern}' adds two hops to each call, and '{target.owner.id}' wants '{target.measure.text}'",
                    help="keep it off this path, or write its cost into accepts",
                    related=((target.place, f"'{target.measure.text}' stands here"),),
                )


def _is_tight(target: Target) -> bool:
    measure = target.measure
    return measure.metric == "response_time" and measure.value.high <= _TIGHT and not measure.is_lower_limit
