"""A quality attribute has no importance.

No design is best at everything. When two demands pull apart, somebody has to know which one gives way, and it should
be the business, not whoever is at the keyboard that day. Asked of quality attributes without `importance`.

How to fix: write `importance: high | medium | low`, and `difficulty` beside it: together they are the utility tree.

When to ignore: the only quality attribute of a small workspace.

*Bad*

```yaml
quality_attributes:
  search-fast: # AK210
    measure: p95 response_time <= 200 ms
```

*Good*

```yaml
quality_attributes:
  search-fast:
    measure: p95 response_time <= 200 ms
    importance: high
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK210",
    "unranked",
    Severity.QUESTION,
    "SEI, Architecture Tradeoff Analysis Method: the utility tree",
    stage="mvp",
    several="how important are these to the business? Not ranked: {names}",
    related=("trade-off-awareness",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the importance of quality attributes."""
    for quality in subject.qualities:
        if not quality.importance:
            yield Hit(
                quality.place,
                f"how important is '{quality.id}' to the business?",
                help="when two demands pull apart, the more important one wins: write importance: high, medium or low",
                key=True,
            )
