"""Every quality attribute has the same importance, the highest.

A ranking in which all come first is no ranking: the first conflict will be decided by chance. Found where three or
more quality attributes are ranked and all of them are high.

How to fix: ask the business what it would give up first if it had to give up something.

When to ignore: never for long; a design has to prefer something.

*Bad*

```yaml
quality_attributes:
  search-fast: {importance: high} # AK221
  store-open: {importance: high}
  login-safe: {importance: high}
```

*Good*

```yaml
quality_attributes:
  search-fast: {importance: high}
  store-open: {importance: medium}
  login-safe: {importance: high}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK221",
    "all-important",
    Severity.WARNING,
    "SEI, Architecture Tradeoff Analysis Method: the utility tree ranks scenarios",
    related=("trade-off-awareness",),
)
_FEW = 3


def check(subject: Subject) -> Iterator[Hit]:
    """Find rankings in which all come first."""
    ranked = [quality for quality in subject.qualities if quality.importance]
    if len(ranked) >= _FEW and all(quality.importance == "high" for quality in ranked):
        yield Hit(
            ranked[0].at("importance"),
            f"all {len(ranked)} ranked quality attributes have importance high, so none comes first",
            help="ask what the business would give up first, and give that medium or low",
        )
