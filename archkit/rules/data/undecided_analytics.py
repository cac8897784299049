"""Events are kept to be summed up, and nothing says whether at once or at night.

Working through events in batches is exact and late; working on the stream is immediate and sees little of the past;
both need two systems. The choice shapes everything behind it. Asked, from the stage growth on, of kept entities of
kind `event` or `time-series` with `aggregate` or `scan` among their `access`, where no decision chooses a mode and no
step shows one (`query: aggregate` or `scan`, `window`, a job).

How to fix: write the use case that sums them up, with its `urgency`, or a decision for `batch-processing`,
`stream-processing`, `kappa-architecture` or `lambda-architecture`.

When to ignore: somebody else's system does the sums.

*Bad*

```yaml
system: {stage: growth}
entities:
  ad-event: # AK829
    {kind: event, access: [append, aggregate]}
```

*Good*

```yaml
system: {stage: growth}
entities:
  ad-event: {kind: event, access: [append, aggregate]}
decisions:
  sums-at-night: {patterns: [batch-processing], addresses: [entity:ad-event]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK829",
    "undecided-analytics",
    Severity.QUESTION,
    "N. Marz, J. Warren, Big Data (2015); J. Kreps, Questioning the Lambda Architecture (2014)",
    whole=True,
    stage="growth",
    several="are these summed up as they come, at night, or both? Not to be seen for {names}",
    related=("batch-processing", "stream-processing", "lambda-architecture", "kappa-architecture"),
)
_MODES = {
    "batch-processing",
    "stream-processing",
    "lambda-architecture",
    "kappa-architecture",
    "mapreduce",
    "olap-warehouse",
    "etl-pipeline",
}
_THROUGH = {"aggregate", "scan"}


def check(subject: Subject) -> Iterator[Hit]:
    """Ask in which mode events are worked through."""
    collected = [
        one
        for one in subject.requirements.entities.values()
        if one.kind in {"event", "time-series"} and not one.transient and _THROUGH.intersection(one.access)
    ]
    if not collected or _MODES.intersection(subject.chosen):
        return
    if any(one.kind == "job" for one in subject.requirements.components.values()):
        return
    if any(one.query in _THROUGH or one.window for _, one in subject.messages):
        return
    for entity in collected:
        yield Hit(
            entity.place,
            f"is '{entity.id}' summed up as it comes, at night, or both?",
            help="batches are exact and late, streams are immediate and see little of the past: "
            "write the use case that sums it up, or decide the mode",
            key=True,
        )
