"""A demand that matters most and is hardest to meet has no decision.

Requirements of high importance and high difficulty shape an architecture; the others follow. While no decision
addresses one, it is left to whoever writes the first code. Asked from the stage growth on, of quality attributes with
`importance: high` and `difficulty: high` that no decision addresses. One that is only
proposed does not count yet. A workspace without any decision is not asked: its team may keep them elsewhere.

How to fix: write a decision with `addresses: [quality_attribute:...]`, and accept it.

When to ignore: the answer is being tried out; say when with an open question.

*Bad*

```yaml
system: {stage: growth}
quality_attributes:
  search-fast: {importance: high, difficulty: high} # AK708
decisions:
  two-zones: {status: accepted, addresses: [system]}
```

*Good*

```yaml
system: {stage: growth}
quality_attributes:
  search-fast: {importance: high, difficulty: high}
decisions:
  positions-in-memory: {status: accepted, addresses: [quality_attribute:search-fast]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK708",
    "undecided-driver",
    Severity.QUESTION,
    "SEI, Architecture Tradeoff Analysis Method: scenarios rated high and high drive the design",
    whole=True,
    stage="growth",
    several="how will these be met? Of high importance and high difficulty, and in no accepted decision, are {names}",
    related=("architectural-drivers", "architecture-decision-record"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for decisions about the demands that shape the design."""
    decided = {ref for one in subject.decisions if one.status in {"accepted", None} for ref in one.addresses}
    for quality in subject.qualities if subject.decisions else ():
        if quality.importance == quality.difficulty == "high" and quality.ref not in decided:
            yield Hit(
                quality.place,
                f"how will '{quality.id}' be met? It is of high importance and high difficulty, and no decision is about it",
                help=f"write a decision with addresses: [quality_attribute:{quality.id}]",
                key=True,
            )
