"""A quality is demanded in a word that nobody can test.

Two people read "quickly" as 100 milliseconds and as 2 seconds, and both are right. A word without a number
cannot be designed for, tested, or signed. It is found by a list of words in the statements of quality attributes that
have no measure, and of constraints that no law words. A statement that holds an amount is left alone.

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

from archkit.diagnostics import Severity
from archkit.model import Constraint, QualityAttribute
from archkit.rules import Hit, Rule, Subject, vague_words

RULE = Rule(
    "AK201",
    "unmeasurable",
    Severity.WARNING,
    "SEI: quality attribute scenarios need a response measure; ISO/IEC/IEEE 29148, verifiable requirements",
    related=("architectural-drivers", "sli"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find vague words in statements without a measure."""
    for quality in subject.qualities:
        if not quality.measure:
            yield from _judged(subject, quality, ("vague", "vague_amount"))
    for constraint in subject.own_constraints:
        yield from _judged(subject, constraint, ("vague",))


def _judged(
    subject: Subject, element: QualityAttribute | Constraint, lists: tuple[str, ...]
) -> Iterator[Hit]:
    """Find the vague words of one statement, all of them at once."""
    found = vague_words(subject.catalog, element.statement, *lists)
    promised = " ".join(
        phrase.lower()
        for name in ("absolute_security", "total_availability")
        for phrase, _ in subject.catalog.words(name).find(element.statement)
    )  # these have a rule of their own
    found = [pair for pair in found if pair[0].lower() not in promised]
    if not found:
        return
    word, advice = found[0]
    named = [f"'{one}'" for one in dict.fromkeys(one for one, _ in found)]
    told = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    example = ""
    if isinstance(element, QualityAttribute):
        stated = subject.catalog.quality_attribute(element.attribute)
        term = stated or subject.catalog.quality_attribute(word.lower())
        example = f", for example: measure: {term.example}" if term and term.example else ""
    text, last = element.statement, found[-1][0]
    yield Hit(
        element.at("statement"),
        f"{told} cannot be measured or tested",
        help=f"{advice}{example}",
        words=text[
            text.index(word) : text.rindex(last) + len(last)
        ],  # a word that is added makes it another finding
    )
