"""A product is chosen before anything shows that it is needed.

What is decided last is decided best: by then the numbers are known. Components that are still planned name a product
here while no constraint fixes it, no decision chose it, and the qualities of the system have no measures that could
have asked for it. Told once a workspace, as information.

How to fix: measure the qualities first, or write the decision that chose the product, with what was considered.

When to ignore: a prototype that exists to try the product out.

*Bad*

```yaml
quality_attributes:
  search-fast: {attribute: performance}
components:
  ride-store:
    state: planned
    technology: Cassandra # AK403
```

*Good*

```yaml
quality_attributes:
  search-fast: {attribute: performance, measure: p95 response_time <= 200 ms}
components:
  ride-store:
    state: planned
    technology: Cassandra
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK403",
    "early-technology",
    Severity.INFO,
    "M. and T. Poppendieck, Lean Software Development (2003): decide at the last responsible moment",
    whole=True,
    stage="mvp",
    related=("delay-technology-decisions",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find products that nothing asked for yet."""
    known = subject.requirements
    if not subject.qualities or subject.targets:
        return
    technology = subject.catalog.words("technology")
    texts = [
        f"{one.statement} {' '.join(one.choice).replace('-', ' ')}" for one in known.constraints.values()
    ]
    texts += [f"{one.title} {one.decision}" for one in subject.decisions]
    given = {word.lower() for text in texts for word, _ in technology.find(text)}
    for component in known.components.values():
        if component.state != "planned" or component.is_external:
            continue
        for word, _ in technology.find(component.technology):
            if word.lower() not in given:
                yield Hit(
                    component.at("technology"),
                    f"'{word}' is chosen for '{component.id}' before any quality attribute has a measure",
                    help="measure the qualities first, or write the decision that chose it",
                    words=word,
                )
                return
