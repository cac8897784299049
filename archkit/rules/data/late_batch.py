"""Answers of the last minute are expected from batches alone, or years of history from a stream alone.

A batch answers when it has run; until then its figures are as old as the last run. It is found where a decision
chooses batch processing alone for something that demands a `staleness` of a minute or less (a quality attribute, an
entity), or stream processing alone for a use case of urgency `batch`.

How to fix: work on the stream for what has to be fresh, in batches for what has to be complete.

When to ignore: the batch runs every few seconds.

*Bad*

```yaml
quality_attributes:
  figures-fresh: {attribute: performance, measure: staleness <= 10 s}
decisions:
  count-at-night:
    patterns: [batch-processing]
    addresses: [quality_attribute:figures-fresh] # AK830
```

*Good*

```yaml
quality_attributes:
  figures-fresh: {attribute: performance, measure: staleness <= 10 s}
decisions:
  count-as-they-come:
    patterns: [stream-processing]
    addresses: [quality_attribute:figures-fresh]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Decision, Ref
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK830",
    "late-batch",
    Severity.WARNING,
    "N. Marz, J. Warren, Big Data (2015), chapter 1",
    related=("batch-processing", "stream-processing", "lambda-architecture", "kappa-architecture"),
)
_BATCH = {"batch-processing", "mapreduce"}
_STREAM = {"stream-processing"}
_BOTH = {"lambda-architecture", "kappa-architecture"}
_FRESH = 60.0


def check(subject: Subject) -> Iterator[Hit]:
    """Find modes that cannot give what they are chosen for."""
    chosen = set(subject.chosen)
    if not chosen & (_BATCH | _STREAM) or chosen & _BOTH or (chosen & _BATCH and chosen & _STREAM):
        return
    for pattern in sorted(_BATCH | _STREAM):
        for decision in subject.chosen.get(pattern, ()):
            yield from _unfit(subject, decision, pattern)


def _unfit(subject: Subject, decision: Decision, pattern: str) -> Iterator[Hit]:
    for index, ref in enumerate(decision.addresses):
        if pattern in _BATCH:
            age = _wanted(subject, ref)
            what = f"'{ref.id}' wants answers at most {age} old, and {pattern} answers when it has run"
            cure = "work on the stream for what has to be fresh (stream-processing)"
        else:
            use_case = subject.requirements.use_cases.get(ref.id) if ref.kind == "use_case" else None
            age = use_case.urgency if use_case and use_case.urgency == "batch" else ""
            what = f"'{ref.id}' works through what has been kept, and {pattern} sees what comes"
            cure = "work through history in batches, or keep the stream to run it again (kappa-architecture)"
        if age:
            yield Hit(decision.at("addresses", index), what, help=cure)


def _wanted(subject: Subject, ref: Ref) -> str:
    """Return how old an answer may be where that is a minute or less; empty otherwise."""
    if ref.kind == "entity":
        entity = subject.requirements.entities.get(ref.id)
        age = entity.staleness if entity else None
        return str(age) if age and age.high <= _FRESH else ""
    for target in subject.targets:
        if target.owner.ref == ref and target.measure.metric == "staleness":
            return str(target.measure.value) if target.measure.value.high <= _FRESH else ""
    return ""
