"""One of the three kinds of architectural drivers is missing.

Use cases, quality attributes and constraints decide an architecture together. Use cases alone fit nearly any
structure; the qualities tell the structures apart, and constraints have decided a part already. Asked once for a
workspace that has begun, until each kind is stated.

How to fix: write the missing kind; `constraints: {}` says that there is none.

When to ignore: a workspace that describes a part, with the rest elsewhere.

*Bad*

```yaml
system: {name: Rides} # AK113
use_cases:
  find-a-ride: {goal: Get a lift.}
```

*Good*

```yaml
system: {name: Rides}
use_cases:
  find-a-ride: {goal: Get a lift.}
quality_attributes:
  search-fast: {attribute: performance}
constraints: {}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK113",
    "missing-kind-of-driver",
    Severity.QUESTION,
    "SEI, Attribute-Driven Design 3.0 (Cervantes, Kazman): architectural drivers",
    whole=True,
    related=("architectural-drivers",),
)
_ASKED = {
    "use_cases": "what do people do with the system (use_cases)",
    "quality_attributes": "how well must it work (quality_attributes)",
    "constraints": "what is fixed already (constraints)",
}


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the kinds of drivers of which nothing is said."""
    stated = subject.requirements.stated
    missing = [words for section, words in _ASKED.items() if section not in stated]
    if missing and stated:
        words = ", and ".join(missing)
        yield Hit(
            subject.requirements.config_place("system"),
            f"{words}?",
            help="functions, qualities and constraints decide the architecture together: write the section, or {} for none",
            key=True,
        )
