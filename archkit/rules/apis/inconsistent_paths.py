"""Two paths of one API are written in two styles.

Who knows one operation guesses the next. `/ride-requests` beside `/driver_accounts` and `/tipPayments`, or `page` here
and `offset` there, makes each of them a thing to look up. It is found where segments of several words of one component
are joined in different ways, and where its lists are cut by different schemes.

How to fix: one style for all; kebab-case reads best in an address.

When to ignore: an old version keeps the old style until it ends.

*Bad*

```yaml
components:
  app: {kind: service, interface: rest}
use_cases:
  ride:
    steps:
      - rider -> app: {action: Ask for a lift, operation: POST /ride-requests}
      - rider -> app: {action: Rate the driver, operation: POST /driver-ratings}
      - rider -> app:
          action: Give a tip
          operation: POST /tip_payments # AK509
```

*Good*

```yaml
components:
  app: {kind: service, interface: rest}
use_cases:
  ride:
    steps:
      - rider -> app: {action: Ask for a lift, operation: POST /ride-requests}
      - rider -> app: {action: Rate the driver, operation: POST /driver-ratings}
      - rider -> app:
          action: Give a tip
          operation: POST /tip-payments
```
"""

import re
from collections.abc import Iterator

from archkit.catalog import WordList
from archkit.diagnostics import Severity
from archkit.rules import Hit, Operation, Rule, Subject
from archkit.rules.apis._paths import named_segments, stated

RULE = Rule(
    "AK509",
    "inconsistent-paths",
    Severity.WARNING,
    "Zalando RESTful API Guidelines, rule 129: kebab-case path segments; J. Bloch (2006): be consistent",
    related=("consistent-api", "descriptive-names", "pagination"),
)
_STYLES = (
    ("words joined by hyphens", re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")),
    ("words joined by underscores", re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")),
    ("camelCase", re.compile(r"[a-z]+[a-z0-9]*[A-Z]\w*")),
    ("PascalCase", re.compile(r"[A-Z]\w*")),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Compare the paths of each component, and how its lists are cut."""
    schemes = subject.catalog.words("paging")
    first: dict[str, tuple[str, str, Operation]] = {}
    cut: dict[str, tuple[str, str, Operation]] = {}
    told: set[str] = set()
    for operation in stated(subject):
        whose = operation.message.target
        for segment, _ in named_segments(operation):
            style = next((name for name, form in _STYLES if form.fullmatch(segment)), "")
            known = first.setdefault(whose, (style, segment, operation)) if style else None
            if known and known[0] != style and whose not in told:
                told.add(whose)
                yield Hit(
                    operation.place,
                    f"'{segment}' is in {style}, and '{known[1]}' of '{whose}' in {known[0]}",
                    help="write all paths of an API in one style; hyphens read best in an address",
                    words=segment,
                    related=((known[2].place, f"'{known[1]}' stands here"),),
                )
        scheme, word = _scheme(operation, schemes)
        other = cut.setdefault(whose, (scheme, word, operation)) if scheme else None
        if other and other[0] != scheme:
            yield Hit(
                operation.message.field("data"),
                f"the list of '{operation.path}' is cut by '{word}', and that of '{other[2].path}' by '{other[1]}'",
                help="cut all lists of an API in one way",
                related=((other[2].place, f"'{other[2].path}' stands here"),),
            )


def _scheme(operation: Operation, schemes: WordList) -> tuple[str, str]:
    """Return by which scheme a list is cut, with the word that says so; empty where it is not said."""
    if operation.method != "GET":
        return "", ""
    for text in operation.message.data:
        scheme = schemes.advice.get(text.lower().replace("-", " ").replace("_", " "))
        if scheme:
            return scheme, text
    return "", ""
