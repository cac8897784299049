"""The system collects or works through data, and nothing says how much in which time.

Where data streams in, keeping up decides, not the single answer: what cannot be taken in is lost. Asked once, from
the stage growth on, when a component or use case speaks of telemetry, analytics, pipelines or the like and no measure
of the workspace is about throughput, staleness, volume or the time of a whole run.

How to fix: write a quality attribute with `measure: throughput >= 5000/s`.

When to ignore: analytics that somebody runs by hand once a week.

*Bad*

```yaml
system: {stage: growth}
components:
  collector: {description: Takes the telemetry of all cars.} # AK215
```

*Good*

```yaml
system: {stage: growth}
components:
  collector: {description: Takes the telemetry of all cars.}
quality_attributes:
  telemetry-taken:
    attribute: throughput
    measure: throughput >= 5000/s
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Item
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK215",
    "no-throughput-target",
    Severity.QUESTION,
    "M. Kleppmann, Designing Data-Intensive Applications (2017), chapter 1: load and throughput",
    whole=True,
    stage="growth",
    related=("load-testing", "stream-processing"),
)
_ANSWERS = {"throughput", "data_volume", "elapsed_time", "staleness"}


def check(subject: Subject) -> Iterator[Hit]:
    """Ask a system that works through data how much it has to take."""
    if any(target.measure.metric in _ANSWERS for target in subject.targets):
        return
    heavy = subject.catalog.words("data_heavy")
    for element, text in _speaking(subject):
        found = next(heavy.find(f"{text} {' '.join(element.tags)}"), None)
        if found:
            yield Hit(
                element.place,
                f"how much does '{element.id}' have to take in which time? It speaks of '{found[0]}'",
                help="what cannot be taken in is lost: write a quality attribute with measure: throughput >= 5000/s",
                key=True,
            )
            return


def _speaking(subject: Subject) -> Iterator[tuple[Item, str]]:
    """Yield what a component or a use case says about itself."""
    for component in subject.requirements.components.values():
        yield component, f"{component.label}. {component.description}"
    for use_case in subject.use_cases:
        yield use_case, f"{use_case.label}. {use_case.goal}"
