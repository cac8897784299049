"""An old version of an API is still served, and nothing says until when.

Each version that lives is tested, watched and mended. Without a last day nobody moves, and the day on which it is
switched off comes as a surprise. Asked of components whose `api` names `older` versions without a day.

How to fix: `api: {older: {v1: 2027-06-30}}`; the day is told to callers (headers `Deprecation` and `Sunset`).

When to ignore: the old version is promised for ever; say so in a decision.

*Bad*

```yaml
system: {stage: growth}
components:
  shop: {kind: service, api: {version: v2, older: {v1: }}} # AK526
```

*Good*

```yaml
system: {stage: growth}
components:
  shop: {kind: service, api: {version: v2, older: {v1: 2027-06-30}}}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK526",
    "endless-version",
    Severity.QUESTION,
    "RFC 8594: the Sunset header; RFC 9745: the Deprecation header",
    stage="growth",
    several="when do the old versions of these end? No day is said of {names}",
    related=("api-versioning", "public-api"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask when old versions end."""
    for component in subject.requirements.components.values():
        endless = [one for one, day in component.api.older.items() if day is None] if component.api else []
        if endless and not component.is_external:
            yield Hit(
                component.at("api", "older"),
                f"when does version '{endless[0]}' of the API of '{component.id}' end?",
                help="nobody moves without a last day: write older: {v1: 2027-06-30}",
                key=True,
            )
