"""A number inside a use case is a demand on quality that no quality attribute takes up.

"The search answers within 100 ms" holds two demands: that the search answers, and how fast. In the text of a
use case the second one has no load, no percentile and no importance; nobody designs for it and no test finds it.
The texts of a use case are searched for limits (within, at most, less than ...) with a duration, for rates and for
shares of the time or of the requests. A number that a measure of the workspace or a field of the use case repeats
counts as taken up.

How to fix: write a quality attribute that applies to the use case, with the number in its `measure`. The sentence
may keep the number where readers want it.

When to ignore: a limit that is the function itself, such as a parking ticket for at most 2 h.

*Bad*

```yaml
use_cases:
  find-a-ride:
    outcome: The rider sees the drivers within 200 ms. # AK107
```

*Good*

```yaml
use_cases:
  find-a-ride:
    outcome: The rider sees the drivers within 200 ms.
quality_attributes:
  search-fast:
    attribute: performance
    applies_to: [use_case:find-a-ride]
    measure: p95 response_time <= 200 ms at 400/s
```
"""

import re
from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Part, Quantity, UseCase
from archkit.rules import Hit, Rule, Subject, texts_of

RULE = Rule(
    "AK107",
    "hidden-quality",
    Severity.WARNING,
    "SEI: functionality and quality attributes are separate concerns (Bass, Clements, Kazman)",
    related=("architectural-drivers",),
)

_NUMBER = r"(?P<number>\d[\d_]*(?:\.\d+)?)"
_LIMIT = r"(?:within|under|below|in at most|at most|at least|(?:in )?(?:less|more|no more|no longer) than|faster than)\s+"
_SECONDS = {
    "ms": 0.001, "millisecond": 0.001, "s": 1, "sec": 1, "second": 1, "min": 60, "minute": 60, "h": 3600, "hour": 3600,
    "d": 86_400, "day": 86_400, "week": 604_800,
}  # fmt: skip
_PERIODS = {
    "s": 1,
    "sec": 1,
    "second": 1,
    "min": 60,
    "minute": 60,
    "h": 3600,
    "hour": 3600,
    "day": 86_400,
    "week": 604_800,
}
_DURATION = re.compile(rf"{_LIMIT}{_NUMBER}\s?(?P<unit>{'|'.join(_SECONDS)})s?\b", re.IGNORECASE)
_RATE = re.compile(
    rf"{_NUMBER}(?:\s?/\s?|\s(?:[a-z]+\s)?(?:per|a|an|each)\s)(?P<unit>{'|'.join(_PERIODS)})\b", re.IGNORECASE
)
_SHARE = re.compile(
    rf"{_NUMBER}\s?(?:%|percent)(?=\s(?:availability|uptime|of (?:all |the )?(?:time|requests|calls|searches|users|cases)))",
    re.IGNORECASE,
)
_HAS_DIGIT = re.compile(r"\d")


def check(subject: Subject) -> Iterator[Hit]:
    """Find numbers in use cases that nothing measurable repeats."""
    taken = {value for target in subject.targets for value in _values_of(target.measure)}
    for use_case in subject.use_cases:
        own: set[float] | None = None
        for text in texts_of(use_case):
            if not _HAS_DIGIT.search(text.words):
                continue
            for words, value in _limits(text.words):
                if own is None:
                    own = {value for part in (use_case, *use_case.messages()) for value in _values_of(part)}
                if value in taken or value in own:
                    continue
                yield Hit(
                    text.place,
                    f"'{words}' is a demand on quality that no quality attribute of '{use_case.id}' takes up",
                    help=f"write a quality attribute with applies_to: [{use_case.ref}] and the number in its measure",
                    words=words,
                )


def _limits(text: str) -> Iterator[tuple[str, float]]:
    """Yield each limit, as written, with its value in seconds, per second, or as a fraction."""
    for pattern, factor in ((_DURATION, _SECONDS), (_RATE, _PERIODS), (_SHARE, None)):
        for match in pattern.finditer(text):
            number = float(match["number"].replace("_", ""))
            if factor is None:
                value = number / 100
            else:
                unit = factor[match["unit"].lower()]
                value = number * unit if factor is _SECONDS else number / unit
            yield match[0], round(value, 9)


def _values_of(holder: object) -> Iterator[float]:
    """Yield the amounts that a measure, a step or a use case holds in its own fields."""
    if isinstance(holder, UseCase):
        values: Iterator[object] = iter(vars(holder.load).values()) if holder.load else iter(())
    elif isinstance(holder, Part):
        values = iter(vars(holder).values())
    else:
        values = (getattr(holder, name) for name in ("value", "load", "window"))
    for value in values:
        if isinstance(value, Quantity):
            yield round(value.low, 9)
            yield round(value.high, 9)
