"""A load balancer or gateway stands in another region than what it balances.

Each call pays the way there and back. A balancer belongs beside its servers; a global one sends users to the nearest
region, where a local one takes over. It is found where both state `regions` and share none.

How to fix: put it into the region of its servers, or add one in each region.

When to ignore: the distance is wanted, because the data must not leave its region and the entry must.

*Bad*

```yaml
components:
  entry:
    kind: load-balancer
    regions: [us-east] # AK413
  app: {kind: service, regions: [eu-central]}
use_cases:
  find: {steps: [entry -> app: Find a ride]}
```

*Good*

```yaml
components:
  entry: {kind: load-balancer, regions: [eu-central]}
  app: {kind: service, regions: [eu-central]}
use_cases:
  find: {steps: [entry -> app: Find a ride]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK413",
    "distant-balancer",
    Severity.WARNING,
    "Practice of operations; Google, Site Reliability Engineering (2016), chapters 19 and 20",
    related=("colocate-load-balancer", "global-server-load-balancer"),
)
_ENTRIES = {"gateway", "load-balancer"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find entries far from what they stand before."""
    told: set[str] = set()
    for _, message in subject.messages:
        entry, behind = subject.parts.carrier(message.source), subject.parts.own(message.target)
        if entry is None or behind is None or entry.kind not in _ENTRIES or entry.id in told:
            continue
        if entry.regions and behind.regions and set(entry.regions).isdisjoint(behind.regions):
            told.add(entry.id)
            yield Hit(
                entry.at("regions"),
                f"'{entry.id}' stands in {', '.join(entry.regions)}, and '{behind.id}' behind it in "
                f"{', '.join(behind.regions)}: each call pays the way",
                help=f"put '{entry.id}' beside '{behind.id}', or one into each region",
                related=((behind.at("regions"), f"'{behind.id}' stands here"),),
            )
