"""A copy that is computed later must be read as if it were the original.

A view or a read model follows what it is computed from with a delay, so its readers see an older state. It is found
where an entity with `view_of` demands `consistency: strong` and is not refreshed with the write itself
(`refresh: on-write`), and where a decision chooses CQRS for an entity with `consistency: strong` or `read-your-writes`
that has no view of its own whose readers may lag.

How to fix: let readers who need the last state ask the original, or accept `consistency: eventual` with a `staleness`.

When to ignore: the product computes the view in the transaction that changes the original; then say
`refresh: on-write`.

*Bad*

```yaml
entities:
  entry: {consistency: strong}
  balance:
    view_of: [entry]
    refresh: on-event
    consistency: strong # AK822
```

*Good*

```yaml
entities:
  entry: {consistency: strong}
  balance:
    view_of: [entry]
    refresh: on-event
    consistency: eventual
    staleness: 2 s
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.data._views import CQRS, viewed

RULE = Rule(
    "AK822",
    "strict-read-model",
    Severity.WARNING,
    "G. Young, CQRS Documents (2010); M. Fowler, CQRS (2011)",
    related=("cqrs", "materialized-view", "read-model", "read-your-writes"),
)
_STRICT = {"strong", "read-your-writes"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find read models that may not lag."""
    for entity in subject.requirements.entities.values():
        if entity.view_of and entity.consistency == "strong" and entity.refresh not in {None, "on-write"}:
            yield Hit(
                entity.at("consistency"),
                f"'{entity.id}' is computed again {entity.refresh}, after '{entity.view_of[0].id}' has changed, "
                "and must be read as last written",
                help="read what must be new from the original, or accept consistency: eventual with a staleness",
            )
    with_view = viewed(subject.requirements)
    for pattern in CQRS:
        for decision in subject.chosen.get(pattern, ()):
            for index, ref in enumerate(decision.addresses):
                entity_ = subject.requirements.entities.get(ref.id) if ref.kind == "entity" else None
                if entity_ and entity_.consistency in _STRICT and entity_.id not in with_view:
                    yield Hit(
                        decision.at("addresses", index),
                        f"'{decision.id}' chooses {pattern} for '{entity_.id}', which needs consistency: "
                        f"{entity_.consistency}, and its read side lags behind",
                        help="give the read side an entity of its own (view_of) that may lag, or leave CQRS",
                        related=((entity_.at("consistency"), f"what '{entity_.id}' needs"),),
                    )
