"""A law is marked as negotiable, or as self-imposed.

The law leaves no room: what can be negotiated is how it is read, and counsel does that. A design that counts on an
exception is rebuilt later, at the worst time.

How to fix: remove `negotiable: true` or `origin: internal`. If it is a rule of the house that goes beyond the law,
its kind is `business`.

When to ignore: never.

*Bad*

```yaml
constraints:
  gdpr:
    kind: legal
    statement: Personal data of people in the EU falls under the GDPR.
    negotiable: true # AK304
```

*Good*

```yaml
constraints:
  gdpr:
    kind: legal
    statement: Personal data of people in the EU falls under the GDPR.
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK304",
    "negotiable-law",
    Severity.ERROR,
    "The nature of law; practice of architecture",
    related=("architectural-drivers", "data-residency"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find laws that are not taken for one."""
    for constraint in subject.requirements.constraints.values():
        if constraint.kind != "legal":
            continue
        if constraint.negotiable:
            yield Hit(
                constraint.at("negotiable"),
                f"'{constraint.id}' is a law, and marked as negotiable",
                help="remove negotiable: true; a rule of the house that goes beyond the law has kind: business",
            )
        if constraint.origin == "internal":
            yield Hit(
                constraint.at("origin"),
                f"'{constraint.id}' is a law, and marked as self-imposed",
                help="remove origin: internal, or write kind: business if we made the rule",
            )
