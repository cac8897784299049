"""Calls are spread by DNS alone, and a high availability is promised.

DNS hands out addresses in turn. It does not know which of them is dead, its answers live on in caches for as long as
their TTL and longer, and it shows all addresses to everybody. It is found where a decision chooses
`dns-load-balancer`, or a load balancer has `interface: dns`, while a measure promises 99.9 % or more, and no
`global-server-load-balancer` is chosen.

How to fix: a load balancer with health checks, across regions a `global-server-load-balancer`.

When to ignore: DNS spreads over regions only, with health checks, and TTLs of seconds; then choose
`global-server-load-balancer`, which is what this is called.

*Bad*

```yaml
quality_attributes:
  open: {attribute: availability, applies_to: [system], measure: availability >= 99.9 % over 30 d}
decisions:
  spread-by-dns:
    patterns: [dns-load-balancer] # AK412
```

*Good*

```yaml
quality_attributes:
  open: {attribute: availability, applies_to: [system], measure: availability >= 99.9 % over 30 d}
decisions:
  spread-by-balancer:
    patterns: [software-load-balancer]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Place, Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.components._promises import high_targets

RULE = Rule(
    "AK412",
    "dns-for-availability",
    Severity.WARNING,
    "RFC 1794: DNS support for load balancing; Google, Site Reliability Engineering (2016), chapter 19",
    related=("dns-load-balancer", "global-server-load-balancer", "software-load-balancer"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find balancing by DNS below a high availability."""
    target = next(high_targets(subject), None)
    if target is None or "global-server-load-balancer" in subject.chosen:
        return
    for place in _spread_by_dns(subject):
        yield Hit(
            place,
            f"DNS goes on handing out the address of a dead server, and '{target.owner.id}' wants '{target.measure.text}'",
            help="use a load balancer with health checks, across regions a global-server-load-balancer",
            related=((target.place, f"'{target.measure.text}' stands here"),),
        )


def _spread_by_dns(subject: Subject) -> Iterator[Place]:
    for decision in subject.chosen.get("dns-load-balancer", ()):
        yield decision.at("patterns", decision.patterns.index("dns-load-balancer"))
    for component in subject.requirements.components.values():
        if component.kind == "load-balancer" and component.interface == "dns" and not component.health_check:
            yield component.at("interface")
