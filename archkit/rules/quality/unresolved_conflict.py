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

from collections.abc import Iterator, Mapping

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
_LOOKED_AT = 20
"""Opponents on one thing that are looked at: the time stays linear where hundreds of demands are on the system."""


def check(subject: Subject) -> Iterator[Hit]:
    """Find important demands that pull apart, one opponent each."""
    settled: dict[Ref, set[str]] = {}
    for decision in subject.decisions:
        for ref in decision.addresses:
            settled.setdefault(ref, set()).add(decision.id)
    met: dict[tuple[Ref, str], list[QualityAttribute]] = {}
    for quality in subject.qualities:
        if quality.importance != "high":
            continue
        kinds = _kinds(subject.catalog, quality.attribute)
        found = next(_opponents(subject.catalog, quality, kinds, met, settled), None)
        if found:
            other, because = found
            yield Hit(
                quality.at("importance"),
                f"'{quality.id}' and '{other.id}' both come first and pull apart: {because}",
                help=f"say which one gives way: trade_offs: [{other.id}], another importance, or a decision on both",
                related=((other.at("importance"), f"'{other.id}' is as important"),),
            )
        for ref in quality.applies_to:
            for kind in kinds:
                met.setdefault((ref, kind), []).append(quality)


def _kinds(catalog: Catalog, word: str) -> frozenset[str]:
    """Return the attribute that a word names and the wider one that it is a facet of."""
    term = catalog.quality_attribute(word)
    return frozenset({term.id, term.part_of} - {""}) if term else frozenset()


def _opponents(
    catalog: Catalog,
    quality: QualityAttribute,
    kinds: frozenset[str],
    met: Mapping[tuple[Ref, str], list[QualityAttribute]],
    settled: Mapping[Ref, set[str]],
) -> Iterator[tuple[QualityAttribute, str]]:
    """Yield demands on the same thing that pull the other way, unless somebody has weighed the two."""
    none: set[str] = set()
    for conflict in catalog.conflicts:
        opposite = conflict.between - kinds
        if len(opposite) != 1:
            continue
        (kind,) = opposite
        for ref in quality.applies_to:
            for other in met.get((ref, kind), ())[:_LOOKED_AT]:
                named = other.ref in quality.trade_offs or quality.ref in other.trade_offs
                if not named and not settled.get(quality.ref, none) & settled.get(other.ref, none):
                    yield other, conflict.because
