"""A canary is released, and nothing says who meets it, what is compared, and how long.

A canary is an experiment: a small share of the traffic meets the new version, the same figures are read from both, and
after a time that is long enough the figures decide. Without a share the risk is not limited, without figures the
comparison means nothing, without an automatic decision somebody has to look. Asked of components deployed as canary
that lack `share`, `watch`, `watch_for` or `rollback`.

How to fix: `{strategy: canary, share: 5 %, watch: [error rate, p99 latency], watch_for: 30 min, rollback: automatic}`.

When to ignore: the criteria stand in the pipeline, and a note says where.

*Bad*

```yaml
components:
  app:
    kind: service
    deployment: {strategy: canary, share: 5 %} # AK754
```

*Good*

```yaml
components:
  app:
    kind: service
    deployment:
      strategy: canary
      share: 5 %
      watch: [error rate, p99 of response_time]
      watch_for: 30 min
      rollback: automatic
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Component
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK754",
    "canary-without-criteria",
    Severity.QUESTION,
    "Google, Site Reliability Workbook (2018), chapter 16: canarying releases",
    stage="mvp",
    several="by which figures, for whom and how long are these canaries judged? Not all of it is said of {names}",
    related=("canary-release", "rollback", "metrics"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask by what a canary is judged."""
    for component in subject.requirements.components.values():
        missing = _missing(component)
        if missing and not component.is_external:
            yield Hit(
                component.at("deployment"),
                f"the canary of '{component.id}' is judged how? Not said: {', '.join(missing)}",
                help="a comparison without criteria decides nothing: "
                "write share: 5 %, watch: [error rate], watch_for: 30 min, rollback: automatic",
                key=True,
            )


def _missing(component: Component) -> list[str]:
    deployment = component.deployment
    if deployment is None or deployment.strategy != "canary":
        return []
    said = {
        "share": deployment.share,
        "watch": deployment.watch,
        "watch_for": deployment.watch_for,
        "rollback": deployment.rollback,
    }
    return [word for word, value in said.items() if not value]
