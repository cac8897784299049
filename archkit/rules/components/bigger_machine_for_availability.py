"""A bigger machine is chosen where availability is wanted.

Vertical scaling gives more work per machine, and one machine stays one: it fails no less often, and it has to stop to
grow. It is found where a decision chooses `vertical-scaling`, addresses a quality attribute whose measure is an
availability of 99.9 % or more, and no decision about that quality adds a second machine.

How to fix: add redundancy (`horizontal-scaling`, `active-active`, `active-passive`), or let the decision address the
performance that it serves.

When to ignore: the machine is a cluster that its vendor sells as one.

*Bad*

```yaml
quality_attributes:
  open: {attribute: availability, applies_to: [system], measure: availability >= 99.95 % over 30 d}
decisions:
  one-large-server:
    patterns: [vertical-scaling] # AK406
    addresses: [quality_attribute:open]
```

*Good*

```yaml
quality_attributes:
  open: {attribute: availability, applies_to: [system], measure: availability >= 99.95 % over 30 d}
decisions:
  two-servers:
    patterns: [active-passive]
    addresses: [quality_attribute:open]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.components._promises import high_targets

RULE = Rule(
    "AK406",
    "bigger-machine-for-availability",
    Severity.WARNING,
    "M. Abbott, M. Fisher, The Art of Scalability (2015): scale out, not up",
    related=("vertical-scaling", "horizontal-scaling", "active-active"),
)
_SECOND = (
    "horizontal-scaling",
    "active-active",
    "active-passive",
    "replication",
    "multi-region-active-active",
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find vertical scaling chosen for availability."""
    chosen = subject.chosen.get("vertical-scaling", ())
    targets = {target.owner.ref: target for target in high_targets(subject)} if chosen else {}
    for decision in chosen:
        for ref in decision.addresses:
            target = targets.get(ref)
            if target and subject.choice_for(ref, *_SECOND) is None:
                yield Hit(
                    decision.at("patterns", decision.patterns.index("vertical-scaling")),
                    f"a bigger machine fails as often as a small one, and '{ref.id}' wants '{target.measure.text}'",
                    help="choose horizontal-scaling, active-active or active-passive for it",
                    related=((target.place, f"'{target.measure.text}' stands here"),),
                )
                break
