"""A REST interface between your own services is mostly actions.

`POST /match`, `POST /rides/{id}/settle`: where most operations are procedures, paths only dress them up. Between
services RPC says what it is, with types, deadlines and streams. It is found where a component with `interface: rest`
that only your own services call states three operations or more, most of which end with a verb or a custom method.

How to fix: `interface: grpc`, with the names of the procedures as operations; or nouns, where there are records.

When to ignore: one protocol for everything is worth more to the team; record it as a decision for `rest`.

*Bad*

```yaml
components:
  app: {kind: service}
  matching:
    kind: service
    interface: rest # AK533
use_cases:
  ride:
    steps:
      - app -> matching: {action: Match, operation: POST /rides:match}
      - app -> matching: {action: Settle, operation: "POST /rides/{rideId}:settle"}
      - app -> matching: {action: Rank, operation: POST /drivers:rank}
```

*Good*

```yaml
components:
  app: {kind: service}
  matching:
    kind: service
    interface: grpc
use_cases:
  ride:
    steps:
      - app -> matching: {action: Match, operation: MatchRide}
      - app -> matching: {action: Settle, operation: SettleRide}
      - app -> matching: {action: Rank, operation: RankDrivers}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.apis._paths import is_action, stated

RULE = Rule(
    "AK533",
    "actions-over-rest",
    Severity.INFO,
    "M. Nally, REST vs. RPC (Google Cloud, 2018); Google AIP-136: custom methods are the exception",
    related=("rpc", "rest", "protocol-buffers"),
)
_SEVERAL = 3


def check(subject: Subject) -> Iterator[Hit]:
    """Find internal interfaces of procedures."""
    verbs, nouns = subject.catalog.words("path_verb"), subject.catalog.words("noun_or_verb")
    actions: dict[str, list[bool]] = {}
    open_doors: set[str] = set()
    for operation in stated(subject):
        actions.setdefault(operation.message.target, []).append(is_action(operation, verbs, nouns))
    for _, message in subject.messages:
        if subject.parts.service(message.source) is None:
            open_doors.add(message.target)
    for identifier, found in actions.items():
        component = subject.parts.own(identifier)
        if component is None or component.interface != "rest" or identifier in open_doors:
            continue
        if (
            len(found) >= _SEVERAL
            and 2 * sum(found) > len(found)
            and not subject.choice_for(component.ref, "rest")
        ):
            yield Hit(
                component.at("interface"),
                f"{sum(found)} of the {len(found)} operations of '{component.id}' are actions, and only services call it",
                help="write interface: grpc and the names of procedures, or decide for rest and say why",
            )
