"""New services speak with a legacy part directly.

The words, the oddities and the protocol of an old system creep into whatever speaks with it. One adapter that
translates keeps the new model clean, and is the one place to change when the old part goes. Asked where a service
that is not legacy itself calls a component with `legacy: true`, whose `interface` is another one or unknown, and
neither a decision nor a component between them translates.

How to fix: a component between them (`anti-corruption-adapter`) that speaks both languages.

When to ignore: the new service is that adapter; say so in its name or description.

*Bad*

```yaml
components:
  rides: {kind: service, interface: rest} # AK459
  mainframe: {kind: application, legacy: true, interface: soap}
use_cases:
  bill: {steps: [rides -> mainframe: Book the fare]}
```

*Good*

```yaml
components:
  rides: {kind: service, interface: rest}
  billing-adapter: {kind: service, interface: rest}
  mainframe: {kind: application, legacy: true, interface: soap}
use_cases:
  bill: {steps: [rides -> billing-adapter: Book the fare, billing-adapter -> mainframe: Book the fare]}
```
"""

import re
from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Component
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK459",
    "legacy-unshielded",
    Severity.QUESTION,
    "E. Evans, Domain-Driven Design (2003): anticorruption layer",
    stage="mvp",
    several="what keeps the model of the legacy part out of these? They call it directly: {names}",
    related=("anti-corruption-adapter", "strangler-fig", "message-translator"),
)
_SHIELDS = {"anti-corruption-adapter", "message-translator", "channel-adapter", "messaging-bridge"}
_TRANSLATES = re.compile(r"adapt|anti-?corruption|translat|facade|bridge|wrapper|connector", re.IGNORECASE)
_LEAVING = {"replace", "retire"}


def check(subject: Subject) -> Iterator[Hit]:
    """Ask what stands between new and old parts, once for each new one."""
    if _SHIELDS & subject.chosen.keys():
        return
    asked: set[str] = set()
    for _, message in subject.messages:
        old, new = subject.requirements.components.get(message.target), subject.parts.service(message.source)
        if old is None or not old.legacy or new is None or new.id in asked or not _is_new(new):
            continue
        if old.interface is None or old.interface != new.interface:
            asked.add(new.id)
            yield Hit(
                new.place,
                f"what keeps the model of '{old.id}' out of '{new.id}', which calls it directly?",
                help="an old model leaks into whatever speaks with it: put an adapter between that translates",
                key=True,
            )


def _is_new(component: Component) -> bool:
    texts = f"{component.id} {component.name} {component.description} {' '.join(component.tags)}"
    return not (component.legacy or component.state in _LEAVING or _TRANSLATES.search(texts))
