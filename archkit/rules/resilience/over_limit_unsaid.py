"""A limit on calls is stated, and not what becomes of a call above it.

It can be refused (with 429 and the time to wait), wait in a queue, or get a poorer answer. Which one is right depends
on what the call is worth. Asked of public interfaces with `rate_limit` or `total_limit` and without `over_limit`.

How to fix: `api: {rate_limit: 20/s, over_limit: reject}`, or `queue`, or `degrade`.

When to ignore: the limit is so high that only attacks reach it; `over_limit: reject` says so.

*Bad*

```yaml
system: {stage: mature}
components:
  shop: # AK863
    api: {kind: public, rate_limit: 20/s}
```

*Good*

```yaml
system: {stage: mature}
components:
  shop:
    api: {kind: public, rate_limit: 20/s, over_limit: reject}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK863",
    "over-limit-unsaid",
    Severity.QUESTION,
    "RFC 6585, section 4: 429 Too Many Requests; Azure Architecture Center: throttling pattern",
    stage="mature",
    several="what becomes of a call above the limit? It is not said of {names}",
    related=("throttle-drop", "throttle-queue", "throttle-degrade"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask what happens above a limit."""
    for component in subject.requirements.components.values():
        api = component.api
        if api is None or api.over_limit or api.kind != "public" or component.is_external:
            continue
        limit = api.rate_limit or api.total_limit
        if limit is not None:
            yield Hit(
                component.place,
                f"what becomes of a call to '{component.id}' above '{limit.text}'?",
                help="refused, kept or answered poorly, it depends on its worth: write over_limit: reject, queue or degrade",
                key=True,
            )
