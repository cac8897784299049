"""A quality attribute has no measure yet.

What has no number cannot be designed for and cannot be shown to hold. Where the statement uses a vague word, AK201
says so; this asks about all the others. Asked of quality attributes without a `measure`.

How to fix: write `measure: p95 response_time <= 300 ms at 400/s`; `archkit explain` and the name of the quality
attribute show an example for each.

When to ignore: a quality that was noted today and is measured next week; a question does not fail a run.

*Bad*

```yaml
quality_attributes:
  books-right: # AK202
    attribute: accuracy
    statement: The figures of a day agree with its events.
```

*Good*

```yaml
quality_attributes:
  books-right:
    attribute: accuracy
    statement: The figures of a day agree with its events.
    measure: error_rate <= 0.1 % over 30 d
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject, vague_words

RULE = Rule(
    "AK202",
    "unmeasured",
    Severity.QUESTION,
    "SEI: a quality attribute scenario has a response measure",
    several="by which number are these told to hold? No measure yet: {names}",
    related=("sli", "slo"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for measures."""
    for quality in subject.qualities:
        if quality.measure or vague_words(subject.catalog, quality.statement, "vague", "vague_amount"):
            continue
        term = subject.catalog.quality_attribute(quality.attribute)
        example = term.example if term and term.example else "p95 response_time <= 300 ms at 400/s"
        yield Hit(
            quality.place,
            f"by which number is '{quality.id}' told to hold?",
            help=f"what has no number cannot be shown to hold: write measure: {example}",
            key=True,
        )
