"""A quality attribute does not say which quality it is about.

Recommendations, conflicts and the utility tree go by `attribute`: a demand without one is read by people only. Asked
of quality attributes without `attribute`.

How to fix: write `attribute: performance`, or another word of the vocabulary; synonyms are understood.

When to ignore: a first note.

*Bad*

```yaml
quality_attributes:
  search-fast: # AK222
    measure: p95 response_time <= 200 ms
```

*Good*

```yaml
quality_attributes:
  search-fast:
    attribute: performance
    measure: p95 response_time <= 200 ms
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK222",
    "no-attribute",
    Severity.QUESTION,
    "ISO/IEC 25010:2023, product quality model",
    several="which quality are these about? No attribute is named for {names}",
    related=("architectural-drivers",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the attribute."""
    for quality in subject.qualities:
        if not quality.attribute:
            yield Hit(
                quality.place,
                f"which quality is '{quality.id}' about?",
                help="advice and conflicts go by it: write attribute: performance, availability, security ...",
                key=True,
            )
