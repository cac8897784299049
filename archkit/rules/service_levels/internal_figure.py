"""An objective is about a figure of the machine that no user sees.

Nobody leaves a shop because its processor is busy. A machine at 95 % that answers in time is well used; one at 20 %
that does not answer is down. It is found where the metric of an indicator names the processor, memory, disk, threads
or the garbage collector.

How to fix: make an objective of what users see, such as latency or errors, and keep the figure on a dashboard.

When to ignore: an objective between teams, where the user is a program that is promised room.

*Bad*

```yaml
service_levels:
  shop-cool:
    sli:
      kind: custom
      metric: node_cpu_seconds_total # AK606
```

*Good*

```yaml
service_levels:
  shop-fast:
    sli:
      kind: request-latency
      metric: http_request_duration_seconds
```
"""

import re
from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.service_levels._levels import levels

RULE = Rule(
    "AK606",
    "internal-figure",
    Severity.WARNING,
    "Google, Site Reliability Engineering (2016), chapter 4: start from what users care about",
    related=("sli", "monitoring-service"),
)
_INTERNAL = re.compile(
    r"(?:^|_)(?:cpu|memory|mem|heap|rss|swap|disk|filesystem|inodes?|load[0-9]+|goroutines|threads|gc|fds)(?:_|\Z)"
)
_NAME = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")


def check(subject: Subject) -> Iterator[Hit]:
    """Find objectives about the machine."""
    for level, _ in levels(subject):
        if level.sli is None:
            continue
        for field in ("metric", "good", "total"):
            names = _NAME.findall(getattr(level.sli, field))
            found = next((name for name in names if _INTERNAL.search(name)), "")
            if found:
                yield Hit(
                    level.at("sli", field),
                    f"'{found}' is a figure of the machine, and no user sees it",
                    help="make an objective of what users see, and keep this figure on a dashboard",
                    words=found,
                )
                break
