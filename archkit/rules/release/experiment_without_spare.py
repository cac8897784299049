"""A failure is caused on purpose in a part that has no spare, or that nobody can watch.

An experiment shows that recovery works. Where one instance carries everything, the result is known before: an outage.
Where a part tells nothing about itself, nobody sees how it ends. It is found where an `experiment` crashes or overloads
a component with `replicas: 1` or `redundancy: none`, or one whose `observability` leaves out the metrics.

How to fix: give it a second replica, or metrics, before the experiment.

When to ignore: it is the restart of the single instance whose time is to be measured.

*Bad*

```yaml
components:
  matching:
    kind: service
    replicas: 1
quality_attributes:
  survives-crash:
    measure: availability >= 99.9 % over 30 d
    fault:
      of: component:matching # AK761
      mode: crash
    experiment: {hypothesis: Riders notice nothing.}
```

*Good*

```yaml
components:
  matching:
    kind: service
    replicas: 2
    observability: [logs, metrics]
quality_attributes:
  survives-crash:
    measure: availability >= 99.9 % over 30 d
    fault:
      of: component:matching
      mode: crash
    experiment: {hypothesis: Riders notice nothing.}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Component, QualityAttribute
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK761",
    "experiment-without-spare",
    Severity.WARNING,
    "Principles of Chaos Engineering (principlesofchaos.org): known weaknesses are mended first",
    related=("chaos-engineering", "spatial-redundancy", "metrics"),
)
_RECOVERY = {"rto", "mttr", "downtime", "detection_time"}
"""Metrics that are about the restart itself."""


def check(subject: Subject) -> Iterator[Hit]:
    """Find experiments whose result is known."""
    for quality in subject.qualities:
        if quality.experiment is None or quality.fault is None:
            continue
        for index, name in enumerate(quality.fault.of):
            component = subject.parts.own(name.removeprefix("component:"))
            said = _weakness(component, quality) if component is not None else ""
            if component is not None and said:
                yield Hit(
                    quality.at("fault", "of", index)
                    if len(quality.fault.of) > 1
                    else quality.at("fault", "of"),
                    f"the experiment of '{quality.id}' hits '{component.id}', which {said}",
                    help="give it a spare replica and metrics first; what is learned now is known already",
                )


def _weakness(component: Component, quality: QualityAttribute) -> str:
    about_restart = any(one.metric in _RECOVERY for one in quality.measure)
    if (component.replicas == 1 or component.redundancy == "none") and not about_restart:
        return "has no spare"
    if component.observability and "metrics" not in component.observability:
        return f"tells no metrics, only {' and '.join(component.observability)}"
    return ""
