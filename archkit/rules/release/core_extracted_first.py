"""The first part that is taken out of an old system is one that everything hangs on.

The first extraction is where a team learns: how to deploy, watch, roll back, move data. A part at the edge, such as
notifications, forgives mistakes; the part that everybody calls does not. It is found where a component of the first
`wave` exchanges messages with four others or more, and one of a later wave with at most half as many.

How to fix: begin at the edge; give the well connected part a later `wave`.

When to ignore: the connected part is what has to change first, and the team has done this before.

*Bad*

```yaml
components:
  shop: {kind: application, state: replace}
  pricing:
    replaces: [shop]
    wave: 1 # AK782
  mail: {replaces: [shop], wave: 2}
  cart: {}
  search: {}
  offers: {}
use_cases:
  buy:
    steps:
      - cart -> pricing: Price the cart
      - search -> pricing: Price the results
      - offers -> pricing: Price the offer
      - pricing -> shop: Read the rebates
      - shop ~> mail: Send the receipt
```

*Good*

```yaml
components:
  shop: {kind: application, state: replace}
  pricing: {replaces: [shop], wave: 2}
  mail:
    replaces: [shop]
    wave: 1
  cart: {}
  search: {}
  offers: {}
use_cases:
  buy:
    steps:
      - cart -> pricing: Price the cart
      - search -> pricing: Price the results
      - offers -> pricing: Price the offer
      - pricing -> shop: Read the rebates
      - shop ~> mail: Send the receipt
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK782",
    "core-extracted-first",
    Severity.WARNING,
    "S. Newman, Monolith to Microservices (2019), chapter 2: where to start",
    related=("start-with-edge-services", "strangler-fig", "migration-priority"),
)
_MANY = 4


def check(subject: Subject) -> Iterator[Hit]:
    """Find first waves that take out the middle."""
    waves = {
        one.id: one.wave
        for one in subject.requirements.components.values()
        if one.wave is not None and not one.is_external
    }
    if len(set(waves.values())) < 2:
        return
    neighbours: dict[str, set[str]] = {identifier: set() for identifier in waves}
    for _, message in subject.messages:
        for one, other in ((message.source, message.target), (message.target, message.source)):
            if one in neighbours and one != other:
                neighbours[one].add(other)
    first = min(waves.values())
    later = [one for one, wave in waves.items() if wave > first and neighbours[one]]
    for identifier, wave in waves.items():
        links = len(neighbours[identifier])
        easier = next((one for one in later if 2 * len(neighbours[one]) <= links), None)
        if wave == first and links >= _MANY and easier is not None:
            yield Hit(
                subject.requirements.components[identifier].at("wave"),
                f"'{identifier}' is taken out first and speaks with {links} others; '{easier}', with "
                f"{len(neighbours[easier])}, comes later",
                help=f"learn at the edge: take out '{easier}' first",
            )
