"""One service has more objectives than anybody can watch.

Every objective brings alerts and a budget that may stop releases. With ten of them some budget is always spent, and
people learn to look away. More than five on one service are found; about three are usual: fast, available, right.

How to fix: keep those whose miss users would notice first; watch the rest on a dashboard.

When to ignore: a platform whose parts serve different users; then give each part a component of its own.

*Bad*

```yaml
components:
  shop: {kind: service}
service_levels:
  a: {sli: {selector: 'job="shop"'}} # AK605
  b: {sli: {selector: 'job="shop"'}}
  c: {sli: {selector: 'job="shop"'}}
  d: {sli: {selector: 'job="shop"'}}
  e: {sli: {selector: 'job="shop"'}}
  f: {sli: {selector: 'job="shop"'}}
```

*Good*

```yaml
components:
  shop: {kind: service}
service_levels:
  a: {sli: {selector: 'job="shop"'}}
  b: {sli: {selector: 'job="shop"'}}
  c: {sli: {selector: 'job="shop"'}}
```
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from archkit.diagnostics import Severity
from archkit.objectives import objective_of
from archkit.rules import Hit, Rule, Subject
from archkit.rules.service_levels._levels import levels

if TYPE_CHECKING:
    from archkit.model import ServiceLevel

RULE = Rule(
    "AK605",
    "too-many-objectives",
    Severity.WARNING,
    "Google, Site Reliability Engineering (2016), chapter 4: have as few objectives as possible",
    related=("slo", "alerting"),
)
_MOST = 5


def check(subject: Subject) -> Iterator[Hit]:
    """Find services with too many objectives."""
    of: dict[str, list[ServiceLevel]] = defaultdict(list)
    for level, _ in levels(subject):
        of[objective_of(subject.requirements, level).service].append(level)
    for service, found in of.items():
        if len(found) > _MOST:
            yield Hit(
                found[0].place,
                f"'{service}' has {len(found)} objectives, more than anybody can watch",
                help="keep those whose miss users notice first; watch the rest on a dashboard",
                key=True,
                related=tuple((one.place, f"'{one.id}' is one of them") for one in found[1:4]),
            )
