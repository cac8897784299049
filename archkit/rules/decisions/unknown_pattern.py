"""A decision chooses a pattern that the catalog does not know.

Advice, rules and diagrams follow what the decisions choose. A name that nobody knows chooses nothing: what the pattern
needs and costs is not checked, and advice goes on recommending what was decided long ago. It is found where an entry
of `patterns` is the id of no pattern and of no product. Another name of a pattern is understood well enough to say
which id is meant.

How to fix: write the id that is meant; `archkit catalog` lists them. A pattern of your own goes into a catalog folder
of the workspace.

When to ignore: never; describe the choice in `decision` until it has an entry.

*Bad*

```yaml
decisions:
  pay-in-steps:
    patterns: [sagas] # AK701
```

*Good*

```yaml
decisions:
  pay-in-steps:
    patterns: [saga]
```
"""

from collections.abc import Iterator

from archkit.catalog import Catalog
from archkit.diagnostics import Severity
from archkit.model import did_you_mean
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK701",
    "unknown-pattern",
    Severity.ERROR,
    "C. Alexander et al., A Pattern Language (1977): a pattern's name is what a team agrees on",
    related=("architecture-decision-record",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find chosen patterns without an entry."""
    catalog = subject.catalog
    for decision in subject.decisions:
        for index, pattern in enumerate(decision.patterns):
            if pattern in catalog.patterns or pattern in catalog.products:
                continue
            meant = _meant(pattern, catalog)
            yield Hit(
                decision.at("patterns", index),
                f"the catalog has no pattern '{pattern}', which '{decision.id}' chooses",
                help=f"did you mean '{meant}'?" if meant else "find its id with archkit catalog",
            )


def _meant(word: str, catalog: Catalog) -> str:
    """Return the id of the entry that a word names or resembles, or an empty text."""
    entry = catalog.library.entry(word)
    if entry is not None:
        return entry.id
    close = did_you_mean(word, [*catalog.patterns, *catalog.products])
    if close:
        return close
    entry = catalog.library.entry(did_you_mean(word, catalog.library.names))
    return entry.id if entry else ""
