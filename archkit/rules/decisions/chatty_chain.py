"""A call passes through many services one behind the other, and all of them wait.

Waiting times add up along a chain and availabilities multiply: six services of 99.9 % give 99.4 % at best, and the
slowest holds the resources of all before it. It is found where, in one flow, more than five services of the team
call each other in a chain of `->`. Gateways, brokers, stores and clients are not counted.

How to fix: let a service keep what it needs of the others, join services that always speak together, or send with
`~>` what nobody waits for.

When to ignore: the services run in one process.

*Bad*

```yaml
components:
  {a: {kind: service}, b: {kind: service}, c: {kind: service}, d: {kind: service}, e: {kind: service}, f: {kind: service}}
use_cases:
  buy:
    steps: [a -> b: Ask, b -> c: Ask, c -> d: Ask, d -> e: Ask, e -> f: Ask] # AK712
```

*Good*

```yaml
components:
  {a: {kind: service}, b: {kind: service}, c: {kind: service}, d: {kind: service}, e: {kind: service}, f: {kind: service}}
use_cases:
  buy:
    steps: [a -> b: Ask, b -> c: Ask, c ~> d: Tell, d -> e: Ask, e -> f: Ask]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.decisions._chains import Chain, chains

RULE = Rule(
    "AK712",
    "chatty-chain",
    Severity.WARNING,
    "M. Nygard, Release It! (2018): chain reactions and cascading failures",
    related=("distributed-monolith", "event-driven-architecture", "materialized-view"),
)
_LONGEST = 5
"""Services in a chain; five of 99.9 % still give 99.5 %."""


def check(subject: Subject) -> Iterator[Hit]:
    """Find the longest chain of each use case, where it is too long."""
    longest: dict[str, tuple[list[str], Chain]] = {}
    for use_case, chain in chains(subject):
        passed = [chain[0].source, *(one.target for one in chain)]
        services = [one for one in passed if subject.parts.service(one)]
        if len(services) > max(_LONGEST, len(longest[use_case][0]) if use_case in longest else 0):
            longest[use_case] = (services, chain)
    for use_case, (services, chain) in longest.items():
        yield Hit(
            chain[-1].place,
            f"in '{use_case}' {len(services)} services wait for each other: {' -> '.join(services)}",
            help="keep a copy of what is asked for, join services, or send with ~> what nobody waits for",
            key=True,
        )
