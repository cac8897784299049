"""A quality is demanded in a word that nobody can test.

Two people read "quickly" as 100 milliseconds and as 2 seconds, and both are right. A word without a number
cannot be designed for, tested, or signed. It is found in statements that have no measure, by a list of words.

How to fix: say how much, under which load, in `measure`. The word may stay in the statement once the
measure says what it means.

When to ignore: never in a demand that somebody will be held to. An early note belongs into `questions`.

*Bad*

```yaml
quality_attributes:
  confirmation-fast:
    attribute: performance
    statement: The confirmation is shown quickly. # AK201
```

*Good*

```yaml
quality_attributes:
  confirmation-fast:
    attribute: performance
    statement: The confirmation is shown quickly.
    measure: p95 response_time <= 300 ms at 400/s
```
"""

from collections.abc import Iterator
from itertools import chain

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK201",
    "unmeasurable",
    Severity.WARNING,
    "SEI: quality attribute scenarios need a response measure; ISO/IEC/IEEE 29148, verifiable requirements",
    related=("architectural-drivers", "sli"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find vague words in statements without a measure."""
    lists = [subject.catalog.words(name) for name in ("vague", "vague_amount")]
    for quality in subject.qualities:
        if quality.measure:
            continue
        stated = subject.catalog.quality_attribute(quality.attribute)
        for word, advice in chain.from_iterable(words.find(quality.statement) for words in lists):
            term = stated or subject.catalog.quality_attribute(word.lower())
            example = f", for example: measure: {term.example}" if term and term.example else ""
            yield Hit(
                quality.at("statement"),
                f"'{word}' cannot be measured or tested",
                help=f"{advice}{example}",
                words=word,
            )
