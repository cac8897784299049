"""A chosen pattern costs what the team ranks highest, and the decision says nothing of it.

Every pattern gives up something. Where that is what matters most here, the loss has to be seen and taken on, not found
out. Asked from the stage growth on, of accepted decisions, where the catalog says that a chosen pattern hurts a
quality attribute of `importance: high`. A decision that addresses that demand, or names it or the pattern in `accepts` or
`consequences`, has weighed it.

How to fix: name the drawback in `accepts`, or choose an alternative.

When to ignore: the pattern stands where the demand does not reach.

*Bad*

```yaml
system: {stage: growth}
quality_attributes: {one-truth: {attribute: consistency, importance: high}}
decisions:
  pay-in-steps:
    status: accepted
    patterns: [saga] # AK709
```

*Good*

```yaml
system: {stage: growth}
quality_attributes: {one-truth: {attribute: consistency, importance: high}}
decisions:
  pay-in-steps:
    status: accepted
    patterns: [saga]
    accepts: [eventual-consistency]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Decision, QualityAttribute
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK709",
    "unaccepted-cost",
    Severity.QUESTION,
    "SEI, Architecture Tradeoff Analysis Method: sensitivity and trade-off points",
    stage="growth",
    several="is the price known? Chosen patterns cost what is ranked highest, and nothing is said of it in {names}",
    related=("trade-off-awareness", "architecture-decision-record"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the price of chosen patterns, once for each decision."""
    highest: dict[str, list[QualityAttribute]] = {}
    for quality in subject.qualities:
        term = subject.catalog.quality_attribute(quality.attribute) if quality.importance == "high" else None
        if term:
            highest.setdefault(term.id, []).append(quality)
    for decision in subject.decisions if highest else ():
        if decision.status == "accepted":
            yield from _first(decision, highest, subject)


def _first(decision: Decision, highest: dict[str, list[QualityAttribute]], subject: Subject) -> Iterator[Hit]:
    for index, name in enumerate(decision.patterns):
        pattern = None if name in decision.accepts else subject.catalog.patterns.get(name)
        for attribute, why in pattern.hurts.items() if pattern else ():
            demands = highest.get(attribute, ())
            weighed = any(one.ref in decision.addresses for one in demands)
            if demands and not weighed and not _speaks_of(decision, attribute, subject):
                yield Hit(
                    decision.at("patterns", index),
                    f"does '{decision.id}' accept what '{name}' costs '{demands[0].id}'?",
                    help=f"write accepts: [...] or choose another way: {why[:1].lower()}{why[1:]}",
                )
                return


def _speaks_of(decision: Decision, attribute: str, subject: Subject) -> bool:
    """Tell whether what a decision takes on names a quality attribute, by any of its names."""
    term = subject.catalog.quality_attributes[attribute]
    said = " ".join((*decision.accepts, decision.consequences)).lower()
    return any(word.lower() in said for word in (term.id, term.name, *term.synonyms))
