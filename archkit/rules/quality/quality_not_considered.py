"""One of the five qualities that nearly every system needs is not mentioned.

Scalability, availability, reliability, security and performance are where most systems fail that were thought
through only in part. Not every system needs a demand on each, and every team should have said so. A quality
attribute on one of their facets counts (latency for performance), a measure of one (throughput for scalability, lost
messages for reliability), and so does a question, an assumption or a constraint that names the quality.

How to fix: write a quality attribute, or say in a question that was dropped or answered why there is none.

When to ignore: a system so small that the answer is obvious; the rule asks from the stage mvp on, once.

*Bad*

```yaml
system: {name: Rides} # AK205
quality_attributes:
  search-fast: {attribute: performance}
  store-open: {attribute: availability}
  login-safe: {attribute: security}
```

*Good*

```yaml
system: {name: Rides}
quality_attributes:
  search-fast: {attribute: performance}
  store-open: {attribute: availability}
  login-safe: {attribute: security}
  charge-once: {attribute: reliability}
questions:
  growth:
    ask: Does scalability matter in the first two years?
    status: dropped
    answer: No, one town only.
```
"""

from collections.abc import Iterator

from archkit.catalog import Catalog
from archkit.diagnostics import Severity
from archkit.model import Requirements
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK205",
    "quality-not-considered",
    Severity.QUESTION,
    "ISO/IEC 25010:2023 as a checklist; the practice of architecture workshops (SEI, QAW)",
    whole=True,
    stage="mvp",
    related=("architectural-drivers", "trade-off-awareness"),
)
_USUAL = ("performance", "scalability", "availability", "reliability", "security")
_SHARED = {"data-integrity": "reliability", "consistency": "reliability", "privacy": "security"}
"""Qualities of their own that answer the question for a usual one too."""
_MEASURED = {
    "scalability": {"throughput", "concurrent_users", "data_volume", "time_to_scale"},
    "reliability": {"lost", "duplicates", "durability", "error_rate", "mtbf", "mttr", "rpo", "rto"},
}
"""Metrics that speak of a quality, whatever the attribute is called."""


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the usual qualities of which nothing is said."""
    known = subject.requirements
    if not known.quality_attributes:
        return
    considered = set()
    for quality in known.quality_attributes.values():
        considered |= _facets(subject.catalog, quality.attribute)
    measured = {target.measure.metric for target in subject.targets}
    considered |= {quality for quality, metrics in _MEASURED.items() if metrics & measured}
    said = _said(known)
    missing = [word for word in _USUAL if word not in considered and word not in said]
    if missing:
        words = " and ".join(missing) if len(missing) < 3 else f"{', '.join(missing[:-1])} and {missing[-1]}"
        yield Hit(
            known.config_place("system"),
            f"what must hold for {words}? No quality attribute speaks of it",
            help="most systems fail in what nobody thought of: write a quality attribute, or a dropped question that says why not",
            key=True,
        )


def _facets(catalog: Catalog, word: str) -> set[str]:
    """Return the quality that a word names, and those that it is a facet of."""
    found: set[str] = set()
    term = catalog.quality_attribute(word)
    while term and term.id not in found:
        found |= {term.id, _SHARED.get(term.id, term.id)}
        term = catalog.quality_attribute(term.part_of) if term.part_of else None
    return found


def _said(known: Requirements) -> str:
    """Return all texts in which a team says that it has thought of something."""
    texts = [f"{one.ask} {one.answer}" for one in known.questions.values()]
    texts += [one.statement for one in known.assumptions.values()]
    texts += [one.statement for one in known.constraints.values()]
    return " ".join([*texts, known.system.notes]).lower()
