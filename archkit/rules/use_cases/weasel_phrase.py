"""A demand lets itself slip away: if possible, and so on, to be determined.

Such a phrase means that something is demanded and not demanded at once. Whoever builds it reads the weaker half,
whoever pays reads the stronger one. It is found by a list of phrases in use cases, statements and constraints.

How to fix: say what holds and when. What is wanted but not needed has priority `could`; what is not known yet is
an entry below `questions`; what is taken for granted is one below `assumptions`.

When to ignore: a phrase that is quoted from a contract. Legal constraints are left alone: their words are given.

*Bad*

```yaml
quality_attributes:
  search-fast:
    statement: If possible, the search shows drivers within a second. # AK116
    measure: p95 response_time <= 1 s
```

*Good*

```yaml
quality_attributes:
  search-fast:
    statement: The search shows drivers within a second.
    measure: p95 response_time <= 1 s
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject, texts_of

RULE = Rule(
    "AK116",
    "weasel-phrase",
    Severity.WARNING,
    "ISO/IEC/IEEE 29148: loopholes and open-ended terms are avoided in requirements",
    related=("architectural-drivers",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find phrases that take back what the sentence demands."""
    weasel = subject.catalog.words("weasel")
    for element in (*subject.use_cases, *subject.qualities, *subject.own_constraints):
        for text in texts_of(element):
            for phrase, advice in weasel.find(text.words):
                yield Hit(
                    text.place,
                    f"'{phrase}' leaves open what '{element.id}' demands",
                    help=advice,
                    words=phrase,
                )
