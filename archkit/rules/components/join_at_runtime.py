"""One answer is put together from the lists of several services while somebody waits.

Two lists from two services are joined in memory: all of both has to be fetched to show one page of the result, and
the answer is as slow as the slowest and as available as all of them together. A view that their events keep up to date
answers at once. It is found in an interactive flow without writes where one service, for one call of an actor, fetches
a `list of` something from two others, or anything from three.

How to fix: a view of its own, fed by the events of the owners; or a cache; or let the client fetch the parts.

When to ignore: the parts are small, and each may be missing; then say so with `optional: true` or `fallback`.

*Bad*

```yaml
actors: {clerk: {clients: [browser]}}
components: {desk: {kind: service}, orders: {kind: service}, customers: {kind: service}}
use_cases:
  list-open:
    urgency: interactive
    steps:
      - clerk -> desk: List open orders with their customers
      - desk -> orders: {action: List open orders, returns: [list of order]}
      - desk -> customers: {action: List customers, returns: [list of customer]} # AK452
```

*Good*

```yaml
actors: {clerk: {clients: [browser]}}
components: {desk: {kind: service}, views: {kind: database}}
use_cases:
  list-open:
    urgency: interactive
    steps:
      - clerk -> desk: List open orders with their customers
      - desk -> views: {action: Read the open orders, returns: [list of open-order]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Message, messages
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK452",
    "join-at-runtime",
    Severity.INFO,
    "C. Richardson, Microservices Patterns (2018), chapter 7: API composition and its drawbacks",
    related=("cqrs-with-materialized-view", "api-composition", "materialized-view"),
)
_LISTS, _PARTS = 2, 3


def check(subject: Subject) -> Iterator[Hit]:
    """Find answers that are joined from several services."""
    for use_case in subject.use_cases:
        flow = list(messages(use_case.steps))
        waited = use_case.urgency not in {"background", "batch"} and not any(one.writes for one in flow)
        if not waited or subject.choice_for(use_case.ref, "api-composition"):
            continue
        fetched: dict[str, dict[str, bool]] = {}
        for message in flow:
            if subject.parts.actor(message.source):
                fetched = {}
            elif _fetches(subject, message):
                parts = fetched.setdefault(message.source, {})
                lists = any(one.lower().startswith("list of") for one in message.returns)
                parts[message.target] = parts.get(message.target, False) or lists
                if len(parts) >= _PARTS or sum(parts.values()) >= _LISTS:
                    yield Hit(
                        message.place,
                        f"'{message.source}' puts one answer of '{use_case.id}' together from "
                        f"{' and '.join(repr(one) for one in parts)}",
                        help="keep a view that their events feed, or decide for api-composition",
                        key=True,
                    )
                    break


def _fetches(subject: Subject, message: Message) -> bool:
    both = subject.parts.service(message.source) and subject.parts.service(message.target)
    plain = message.waits and not (message.optional or message.fallback or message.cache)
    return bool(both) and plain and bool(message.returns) and message.source != message.target
