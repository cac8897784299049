"""A target could be computed if one more field were filled in.

`archkit evaluate` knows the metric and most of what it hangs on; an input is missing without which the verdict is a
guess in the dark. The question names the first field to fill. Asked where the verdict of a measure is `cannot-tell`
and names a field.

How to fix: fill the field in. A guess with a tilde (`~20 ms`) is enough to begin with: the verdict then says that it
rests on one.

It runs only where it is selected, for it costs as long as `archkit evaluate`.

When to ignore: when nobody can know yet and the target is far from critical.

*Bad*

```yaml
actors:
  rider: {kind: person}
use_cases:
  look: {load: {peak: 10/s}, steps: [rider -> app: Look for a driver]}
components:
  app: {capacity: 100/s, latency: {p99: 20 ms}}
quality_attributes:
  search-fast:
    applies_to: [use_case:look]
    measure: p95 response_time <= 300 ms at 10/s # AK903
```

*Good*

```yaml
actors:
  rider: {kind: person}
use_cases:
  look: {load: {peak: 10/s}, steps: [rider -> app: Look for a driver]}
components:
  app: {capacity: 100/s, latency: {p50: ~5 ms, p99: 20 ms}}
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
    "AK903",
    "untellable-target",
    Severity.QUESTION,
    "SEI: a response measure is analysed with the numbers of the artifact",
    whole=True,
    recommended=False,
    related=("load-testing",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find measures that one missing input keeps from being told."""
    from archkit.evaluate import Verdict  # noqa: PLC0415 - paid for where it runs

    told = set()
    for result in subject.numbers.results:
        target = result.target
        if result.verdict is Verdict.CANNOT_TELL and result.missing and target.place not in told:
            told.add(target.place)
            first = result.missing[0]
            yield Hit(
                target.place,
                f"can '{target.measure.text}' be met? Unknown: {first.text}",
                help=f"fill in {first.field}, with a tilde if it is a guess",
                words=target.measure.text,
            )
