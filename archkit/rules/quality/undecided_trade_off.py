"""A trade-off is named between two demands of the first rank, and nothing says how it ends.

Naming it is half of the work. When both demands are of importance high, the design will still have to prefer one,
or find a way to keep both within their numbers; that is a decision, and worth a record. Asked from the stage growth
on, of pairs that both have importance high while no decision addresses either of them.

How to fix: write a decision that addresses both, or lower one.

When to ignore: a pair whose numbers are far from meeting.

*Bad*

```yaml
system: {stage: growth}
quality_attributes:
  login-safe: # AK219
    importance: high
    trade_offs: [login-fast]
  login-fast: {importance: high}
```

*Good*

```yaml
system: {stage: growth}
quality_attributes:
  login-safe:
    importance: high
    trade_offs: [login-fast]
  login-fast: {importance: high}
decisions:
  slow-check:
    title: Check passwords slowly
    addresses: [quality_attribute:login-safe, quality_attribute:login-fast]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK219",
    "undecided-trade-off",
    Severity.QUESTION,
    "SEI, Architecture Tradeoff Analysis Method: trade-off points become decisions",
    stage="growth",
    several="which side wins? These name a trade-off with a demand as important as they are, and no decision settles it: {names}",
    related=("trade-off-awareness", "architecture-decision-record"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask how trade-offs between the most important demands end."""
    known = subject.requirements.quality_attributes
    asked: set[frozenset[str]] = set()
    for quality in subject.qualities:
        for ref in quality.trade_offs:
            other = known.get(ref.id)
            pair = frozenset({quality.id, ref.id})
            if not other or pair in asked or quality.importance != "high" or other.importance != "high":
                continue
            asked.add(pair)
            if quality.ref not in subject.addressed and other.ref not in subject.addressed:
                yield Hit(
                    quality.place,
                    f"which one gives way, '{quality.id}' or '{other.id}'? Both are of importance high",
                    help="the design will prefer one: write a decision that addresses both",
                    key=True,
                )
                break
