"""Two demands of the first rank usually pull apart, and nothing says which one gives way.

A check of who calls costs time; copies that never contradict each other cannot all answer while the network is cut.
Both demands can be met, each within its number, when somebody has weighed them. It is found where two quality
attributes of importance high apply to the same element, their attributes stand in the list of known conflicts, and
neither names the other below `trade_offs`, no decision addresses both.

How to fix: name the other one in `trade_offs`, lower the importance of one, or write the decision that weighs them.

When to ignore: two numbers so modest that they cannot meet; then a trade-off says it better.

*Bad*

```yaml
quality_attributes:
  login-safe:
    attribute: security
    applies_to: [use_case:log-in]
    importance: high
  login-fast:
    attribute: performance
    applies_to: [use_case:log-in]
    importance: high # AK211
```

*Good*

```yaml
quality_attributes:
  login-safe:
    attribute: security
    applies_to: [use_case:log-in]
    importance: high
  login-fast:
    attribute: performance
    applies_to: [use_case:log-in]
    importance: high
    trade_offs: [login-safe]
```
"""

from collections.abc import Iterator

from archkit.catalog import Catalog
from archkit.diagnostics import Severity
from archkit.model import QualityAttribute, Ref
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK211",
    "unresolved-conflict",
    Severity.WARNING,
    "SEI, Architecture Tradeoff Analysis Method: trade-off points; the CAP theorem (Gilbert, Lynch 2002)",
    related=("trade-off-awareness", "cap-theorem"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find pairs of important demands that pull apart."""
    catalog = subject.catalog
    weighed = [set(decision.addresses) for decision in subject.decisions]
    by_subject: dict[Ref, list[tuple[QualityAttribute, frozenset[str]]]] = {}
    seen: set[tuple[str, str]] = set()
    for quality in subject.qualities:
        if quality.importance != "high":
            continue
        kinds = _kinds(catalog, quality.attribute)
        for ref in quality.applies_to:
            others = by_subject.setdefault(ref, [])
            for other, other_kinds in others:
                because = _conflict(catalog, kinds, other_kinds)
                if not because or (other.id, quality.id) in seen or _is_weighed(quality, other, weighed):
                    continue
                seen.add((other.id, quality.id))
                yield Hit(
                    quality.at("importance"),
                    f"'{quality.id}' and '{other.id}' both come first and pull apart: {because}",
                    help=f"say which one gives way: trade_offs: [{other.id}], another importance, or a decision on both",
                    related=((other.at("importance"), f"'{other.id}' is as important"),),
                )
            others.append((quality, kinds))


def _kinds(catalog: Catalog, word: str) -> frozenset[str]:
    """Return the attribute that a word names and the wider one that it is a facet of."""
    term = catalog.quality_attribute(word)
    return frozenset({term.id, term.part_of} - {""}) if term else frozenset()


def _conflict(catalog: Catalog, one: frozenset[str], other: frozenset[str]) -> str:
    for conflict in catalog.conflicts:
        first, second = sorted(conflict.between)
        if (first in one and second in other) or (second in one and first in other):
            return conflict.because
    return ""


def _is_weighed(one: QualityAttribute, other: QualityAttribute, weighed: list[set[Ref]]) -> bool:
    named = other.ref in one.trade_offs or one.ref in other.trade_offs
    return named or any({one.ref, other.ref} <= addressed for addressed in weighed)
