"""What users wait for is measured inside the system.

A service deep inside answers well while the gateway before it refuses everybody, and its indicator stays green. It is
found where latency, availability or errors are measured at a component that no actor calls and that is no gateway,
load balancer or network edge.

How to fix: measure at the component that users reach first, at the load balancer, or in the client.

When to ignore: an objective between teams, whose user is the component that calls.

*Bad*

```yaml
actors:
  customer: {kind: person}
components:
  shop: {kind: service}
  stock: {kind: service}
use_cases:
  buy:
    steps: [customer -> shop: Buy, shop -> stock: Reserve]
service_levels:
  buying-works:
    sli:
      kind: availability
      metric: http_requests_total
      measured_at: component:stock # AK612
```

*Good*

```yaml
actors:
  customer: {kind: person}
components:
  shop: {kind: service}
  stock: {kind: service}
use_cases:
  buy:
    steps: [customer -> shop: Buy, shop -> stock: Reserve]
service_levels:
  buying-works:
    sli:
      kind: availability
      metric: http_requests_total
      measured_at: component:shop
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.objectives import objective_of
from archkit.rules import Hit, Rule, Subject
from archkit.rules.service_levels._levels import FELT, levels

RULE = Rule(
    "AK612",
    "measured-inside",
    Severity.WARNING,
    "Google, Site Reliability Workbook (2018), chapter 2: measure as close to the user as possible",
    related=("sli", "real-user-monitoring", "synthetic-monitoring"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find indicators that users are not reflected in."""
    for level, quality in levels(subject):
        if level.sli is None or level.sli.kind not in FELT or _is_about_a_part(quality):
            continue
        objective = objective_of(subject.requirements, level)
        if objective.at_the_client is False:
            field = "measured_at" if level.sli.measured_at else "selector"
            place = objective.measured_at or objective.service
            yield Hit(
                level.at("sli", field),
                f"'{place}' is not where users meet the system, so what fails before it is not seen",
                help="measure at the component that actors call, at the load balancer, or in the client",
            )


def _is_about_a_part(quality: object) -> bool:
    """Tell whether the demand is about components alone, so that their callers are the users."""
    about = getattr(quality, "applies_to", ())
    return bool(about) and all(ref.kind == "component" for ref in about)
