"""People are made to wait longer than they do.

After one second a thought is interrupted; after three, more than half of the visitors of a mobile page are gone; at
100 ms an answer feels instant. It is found in response times of interactive use cases whose primary actor is a
person: more than 3 s up to p99, more than 1 s up to p95.

How to fix: ask whether the user really waits. If so, lower the target; if not, answer at once, say `urgency:
background`, and measure the `elapsed_time` of the whole.

When to ignore: an action that takes its time in the users' eyes too, such as a report over ten years.

*Bad*

```yaml
actors:
  rider: {kind: person}
use_cases:
  find-a-ride: {primary_actor: rider, urgency: interactive}
quality_attributes:
  search-fast:
    applies_to: [use_case:find-a-ride]
    measure: p95 response_time <= 5 s at 400/s # AK217
```

*Good*

```yaml
actors:
  rider: {kind: person}
use_cases:
  find-a-ride: {primary_actor: rider, urgency: interactive}
quality_attributes:
  search-fast:
    applies_to: [use_case:find-a-ride]
    measure: p95 response_time <= 800 ms at 400/s
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Ref, UseCase
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK217",
    "slow-page",
    Severity.WARNING,
    "J. Nielsen, Usability Engineering (1993), chapter 5; Google/SOASTA, mobile page speed (2017)",
    related=("real-user-monitoring", "cdn"),
)
_INTERRUPTS, _GONE = 1.0, 3.0
_MOST, _TAIL = 95, 99


def check(subject: Subject) -> Iterator[Hit]:
    """Find interactive response times that are too long."""
    for target in subject.targets:
        measure = target.measure
        if measure.metric != "response_time" or measure.is_lower_limit:
            continue
        waiting = next((ref for ref in target.of if _waits_there(subject, ref)), None)
        if waiting is None:
            continue
        rank = measure.percentile if isinstance(measure.percentile, float) else _MOST
        seconds = measure.value.high
        if seconds > _GONE and rank <= _TAIL:
            said = "after three seconds more than half of the visitors are gone"
        elif seconds > _INTERRUPTS and rank <= _MOST:
            said = "after one second people turn to something else"
        else:
            continue
        yield Hit(
            target.place,
            f"'{measure.text}' lets people wait in '{waiting.id}', and {said}",
            help="lower it, or answer at once, write urgency: background and measure elapsed_time",
            words=measure.text,
        )


def _waits_there(subject: Subject, ref: Ref) -> bool:
    use_case = subject.requirements.get(ref)
    if not isinstance(use_case, UseCase) or use_case.urgency != "interactive" or not use_case.primary_actor:
        return False
    actor = subject.requirements.actors.get(use_case.primary_actor.id)
    return actor is not None and actor.kind == "person"
