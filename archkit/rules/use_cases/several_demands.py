"""One sentence demands several things.

What stands together is accepted, tested and paid for together: when one half is met and the other is not, nobody can
say whether the requirement is. It is found in statements of quality attributes, and of constraints that no law words:
two verbs of duty, two clauses that `and` joins, each with a subject of its own, or a list of vague qualities.
Conditions (when, if, until ...) may have as many clauses as they need.

How to fix: write one element for each demand; each gets its own number, importance and test.

When to ignore: two sentences of which the second only explains the first.

*Bad*

```yaml
quality_attributes:
  app-good:
    attribute: performance
    statement: The app must be fast, secure and scalable. # AK111
```

*Good*

```yaml
quality_attributes:
  app-fast:
    attribute: performance
    statement: The app answers a search before the rider looks up.
    measure: p95 response_time <= 200 ms at 400/s
  app-secure:
    attribute: security
    statement: Guessed passwords open next to no account.
    measure: success_share <= 0.01 % over 30 d
```
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from archkit.catalog import WordList
from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject, texts_of

RULE = Rule(
    "AK111",
    "several-demands",
    Severity.WARNING,
    "ISO/IEC/IEEE 29148: a requirement is singular",
    related=("architectural-drivers",),
)
_DUTY = re.compile(r"\b(?:must|shall|should|has to|have to|needs to|need to)\b", re.IGNORECASE)
_BETWEEN = re.compile(
    r"[\s,/]*(?:,|/|\band\b|\bor\b|&|\bas well as\b)[\s,]*(?:also\s+|be\s+|highly\s+|very\s+)*", re.IGNORECASE
)

_CLAUSES = re.compile(
    r"^(?!.*\b(?:when|whenever|if|unless|while|until|before|after|once|where|that|which|who|because|so)\b)"
    r"(?P<first>.*?\b(?:is|are|can|will|gets?)\b[^,;]*?),?\s+and\s+"
    r"(?P<second>(?:the|each|every|all|a|an|no|any)\s(?:[\w-]+\s){1,3}?(?:is|are|can|will|gets?)\s[\w-]+)",
    re.IGNORECASE,
)
"""Two clauses of one sentence, each with a subject and a verb of its own."""


def check(subject: Subject) -> Iterator[Hit]:
    """Find sentences that demand several things."""
    vague = subject.catalog.words("vague")
    for element in (*subject.qualities, *subject.own_constraints):
        for text in texts_of(element):
            second = (
                _second_duty(text.words) or _second_quality(text.words, vague) or _second_clause(text.words)
            )
            if second:
                first, other = second
                yield Hit(
                    text.place,
                    f"'{first}' and '{other}' are two demands in one statement",
                    help="write an element for each, so that each can be tested by itself",
                    words=other,
                )


def _second_duty(text: str) -> tuple[str, str] | None:
    """Return two clauses of duty, each with the word behind its verb."""
    found = list(_DUTY.finditer(text))
    if len(found) < 2:
        return None
    first, second = found[:2]
    clauses = (text[first.start() : second.start()], text[second.start() :])
    shown = [re.sub(r"[\s.,;]*(?:\band\b)?\s*$", "", " ".join(clause.split()[:4])) for clause in clauses]
    return shown[0], shown[1]


def _second_clause(text: str) -> tuple[str, str] | None:
    """Return two clauses of a sentence that ``and`` joins, the first cut short."""
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        match = _CLAUSES.match(sentence)
        if match:
            return " ".join(match["first"].split()[:5]), match["second"]
    return None


def _second_quality(text: str, vague: WordList) -> tuple[str, str] | None:
    """Return two vague qualities that are joined by a comma or an ``and``."""
    words = [word for word, _ in vague.find(text)]
    place = 0
    for first, other in pairwise(words):
        start = text.index(first, place) + len(first)
        place = text.index(other, start)
        if _BETWEEN.fullmatch(text[start:place]):
            return first, other
    return None
