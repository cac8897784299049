"""The rules by which replicas come and go contradict themselves.

A policy that only adds never gives money back; one that removes at the level at which it adds swings without end; and
`replicas` outside of least and most will not be there. It is found by comparing the fields of `autoscaling` with each
other, with `scaling` and with `replicas`.

How to fix: state both directions with room between them, for example `add_above: 70 %` and `remove_below: 30 %`.

When to ignore: never; at least one of the values is wrong.

*Bad*

```yaml
components:
  app:
    scaling: auto
    autoscaling:
      add_above: 70 % # AK417
```

*Good*

```yaml
components:
  app:
    scaling: auto
    replicas: 4
    autoscaling: {least: 2, most: 12, add_above: 70 %, remove_below: 30 %}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Component
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK417",
    "contradicting-scaling",
    Severity.WARNING,
    "Practice of cloud operations: AWS Well-Architected Framework, cost optimisation and reliability pillars",
    related=("autoscaling", "autoscaling-group"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Compare the fields of a policy."""
    for component in subject.requirements.components.values():
        for field, said, repair in _faults(component) if not component.is_external else ():
            yield Hit(component.at("autoscaling", field), f"'{component.id}' {said}", help=repair)


def _faults(component: Component) -> Iterator[tuple[str, str, str]]:
    """Yield the field, what is wrong with it, and what to write."""
    policy, replicas = component.autoscaling, component.replicas
    if policy is None:
        return
    up, down, least, most = policy.add_above, policy.remove_below, policy.least, policy.most
    if up and not down:
        yield "add_above", "adds replicas and never removes one", "write remove_below, well below add_above"
    if down and not up:
        yield (
            "remove_below",
            "removes replicas and never adds one",
            "write add_above, well above remove_below",
        )
    if up and down and down.high >= up.low:
        said = f"removes a replica below '{down.text}' and adds one above '{up.text}': it swings without end"
        yield "remove_below", said, "leave room between both, for example 30 % and 70 %"
    if least is not None and most is not None and least > most:
        yield "most", f"runs at least {least} and at most {most} times", "exchange them"
    elif replicas is not None and not (least or 0) <= replicas <= (replicas if most is None else most):
        field = "most" if most is not None and replicas > most else "least"
        yield field, f"has {replicas} replicas, outside of its own limits", "change replicas or the limit"
