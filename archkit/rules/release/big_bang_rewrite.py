"""The old system is to be replaced as a whole, in one go.

For years the new system can do less than the old one, both have to be maintained, and the day of the change is the
first on which anything is proved. Most such projects are given up. It is found where a decision chooses
`big-bang-rewrite` or `big-bang-release`, or says in its title or text that everything is rewritten or switched over at
once, while components are marked `legacy`, `replace` or `retire`.

How to fix: `strangler-fig`: put a gateway in front, take out one part after the other, go live with each.

When to ignore: the system is so small that the whole of it is one part.

*Bad*

```yaml
components:
  shop: {kind: application, state: replace}
decisions:
  new-shop:
    title: Rewrite the shop from scratch and switch over in one night # AK780
```

*Good*

```yaml
components:
  shop: {kind: application, state: replace}
decisions:
  new-shop:
    title: Take the shop apart behind a gateway, no big bang
    patterns: [strangler-fig]
```
"""

import re
from collections.abc import Iterator

from archkit.catalog import WordList
from archkit.diagnostics import Severity
from archkit.model import Decision
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK780",
    "big-bang-rewrite",
    Severity.WARNING,
    "M. Fowler, StranglerFigApplication (2004); S. Newman, Monolith to Microservices (2019), chapter 3",
    related=("strangler-fig", "branch-by-abstraction", "big-bang-rewrite"),
)
_AT_ONCE = {"big-bang-rewrite", "big-bang-release"}
_NEGATED = re.compile(
    r"\b(?:no|not|never|without|avoid|avoids|against|than|instead of)\W+(?:\w+\W+){0,2}$", re.IGNORECASE
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find plans that replace everything at once."""
    leaving = any(
        one.legacy or one.state in {"replace", "retire"} for one in subject.requirements.components.values()
    )
    words = subject.catalog.words("big_bang")
    for decision in subject.decisions:
        chosen = next((one for one in decision.patterns if one in _AT_ONCE), None)
        said = _said(decision, words) if leaving and not chosen else None
        if chosen is not None:
            field, word = "patterns", chosen
        elif said is not None:
            field, word = said
        else:
            continue
        yield Hit(
            decision.at(field),
            f"'{decision.id}' replaces everything at once: '{word}'",
            help="take out one part after the other behind a gateway, and go live with each: strangler-fig",
            words=word,
        )


def _said(decision: Decision, words: WordList) -> tuple[str, str] | None:
    for field in ("title", "decision"):
        text = getattr(decision, field)
        for found, _ in words.find(text):
            if not _NEGATED.search(text[: text.index(found)]):
                return field, found
    return None
