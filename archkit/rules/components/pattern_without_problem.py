"""A decision chooses patterns and addresses no requirement.

A pattern is an answer that others found to a problem. Without the problem nobody can tell later whether it still
fits, and removing it is as brave as adding it was. Asked of decisions with `patterns` and without `addresses`.

How to fix: `addresses: [quality_attribute:..., use_case:..., constraint:...]`.

When to ignore: a decision that is only noted down, before the requirements are.

*Bad*

```yaml
decisions:
  through-events: # AK434
    patterns: [event-driven-architecture]
```

*Good*

```yaml
quality_attributes: {open: {attribute: availability}}
decisions:
  through-events:
    patterns: [event-driven-architecture]
    addresses: [quality_attribute:open]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK434",
    "pattern-without-problem",
    Severity.QUESTION,
    "M. Nygard, Documenting Architecture Decisions (2011); F. Buschmann et al., POSA 1 (1996)",
    stage="mvp",
    several="which requirements asked for these? Patterns are chosen without one in {names}",
    related=("architecture-decision-record", "architectural-drivers", "golden-hammer"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the problem behind chosen patterns."""
    for decision in subject.decisions:
        if decision.patterns and not decision.addresses:
            yield Hit(
                decision.place,
                f"which requirement asked for '{decision.patterns[0]}' in '{decision.id}'?",
                help="without the problem nobody can tell whether the pattern still fits: write addresses: [...]",
                key=True,
            )
