"""The numbers of the design do not reach a target.

Response times, availability, throughput and the rest are computed from what the requirements state, as `archkit
evaluate` shows line by line. It is found where the value does not reach what is demanded, or no design could reach
it.

How to fix: read the derivation in `archkit evaluate`; it names what dominates and what would help. Then change the
design, or the target.

It runs only where it is selected, for it costs as long as `archkit evaluate`.

When to ignore: while a decision is open that will settle it; name the question.

*Bad*

```yaml
actors:
  rider: {kind: person}
use_cases:
  look: {load: {peak: 10/s}, steps: [rider -> app: Look for a driver]}
components:
  app: {latency: {p50: 200 ms, p99: 900 ms}, capacity: 100/s}
quality_attributes:
  search-fast:
    applies_to: [use_case:look]
    measure: p95 response_time <= 300 ms at 10/s # AK901
```

*Good*

```yaml
actors:
  rider: {kind: person}
use_cases:
  look: {load: {peak: 10/s}, steps: [rider -> app: Look for a driver]}
components:
  app: {latency: {p50: 60 ms, p99: 200 ms}, capacity: 100/s}
quality_attributes:
  search-fast:
    applies_to: [use_case:look]
    measure: p95 response_time <= 300 ms at 10/s
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK901",
    "missed-target",
    Severity.WARNING,
    "R. Kazman, M. Klein, P. Clements, ATAM: a quality attribute scenario is analysed against the architecture",
    whole=True,
    recommended=False,
    related=("load-testing", "degradation-point"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find measures that are missed or infeasible; each once, though it applies to several elements."""
    told = set()
    for result in subject.numbers.results:
        target = result.target
        if result.verdict.fails and target.place not in told:
            told.add(target.place)
            cures = result.answer.cures
            yield Hit(
                target.place,
                f"'{target.measure.text}' is {result.verdict.value} for {target.of}: {result.reason}",
                help=f"{cures[0]}; archkit evaluate shows how that is derived"
                if cures
                else "archkit evaluate shows how that is derived",
                words=target.measure.text,
            )
