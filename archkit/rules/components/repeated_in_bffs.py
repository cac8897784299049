"""Two backends for frontends do the same work, or one serves too many kinds of clients.

A backend for a frontend shapes answers for one experience. A rule that stands in two of them drifts apart; a backend
that serves three kinds of clients is the shared backend that the pattern wanted to split. It is found where the same
step inside itself (`web-bff -> web-bff: Compute the price`) or the same written entity appears in two of them, and
where actors with three or more kinds of `clients` call one.

How to fix: move the shared rule into a service behind them; cut where the experience differs.

When to ignore: a few lines of formatting, for which a small library is enough.

*Bad*

```yaml
components: {mobile-bff: {kind: service}, web-bff: {kind: service}}
use_cases:
  ride: {steps: [mobile-bff -> mobile-bff: Compute the price]}
  list:
    steps:
      - web-bff -> web-bff: Compute the price # AK425
```

*Good*

```yaml
components: {mobile-bff: {kind: service}, web-bff: {kind: service}, pricing: {kind: service}}
use_cases:
  ride: {steps: [mobile-bff -> pricing: Compute the price]}
  list: {steps: [web-bff -> pricing: Compute the price]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Place, Severity
from archkit.model import Component
from archkit.rules import Hit, Rule, Subject
from archkit.rules.components._bffs import bffs

RULE = Rule(
    "AK425",
    "repeated-in-bffs",
    Severity.WARNING,
    "S. Newman, Building Microservices (2021), chapter 14: reuse and backends for frontends",
    related=("backends-for-frontends", "shared-service", "shared-library"),
)
_MANY = 3


def check(subject: Subject) -> Iterator[Hit]:
    """Find work that two of them do, and one that serves everybody."""
    known = bffs(subject)
    if known:
        yield from _same_work(subject, known)
        yield from _for_everybody(subject, known)


def _same_work(subject: Subject, known: dict[str, Component]) -> Iterator[Hit]:
    first: dict[str, tuple[str, Place]] = {}
    for _, message in subject.messages:
        source = message.source
        if source not in known or not (message.target == source or message.writes):
            continue
        works = (
            [message.action.lower()]
            if message.target == source
            else [f"the change of '{message.writes[0].id}'"]
        )
        for work in filter(None, works):
            other, place = first.setdefault(work, (source, message.place))
            if other != source:
                yield Hit(
                    message.place,
                    f"'{source}' and '{other}' both do the same: {work}",
                    help="let one service behind both do it",
                    key=True,
                    related=((place, f"'{other}' does it here"),),
                )


def _for_everybody(subject: Subject, known: dict[str, Component]) -> Iterator[Hit]:
    clients: dict[str, set[str]] = {}
    for _, message in subject.messages:
        actor = subject.parts.actor(message.source)
        if message.target in known and actor:
            clients.setdefault(message.target, set()).update(actor.clients)
    for identifier, kinds in clients.items():
        if len(kinds) >= _MANY:
            yield Hit(
                known[identifier].place,
                f"'{identifier}' serves {', '.join(sorted(kinds))}: a backend for everybody",
                help="cut it where the experience of the clients differs",
                key=True,
            )
