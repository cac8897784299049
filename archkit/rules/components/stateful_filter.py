"""A stage of a pipeline keeps state.

Stages of a pipeline can be added, replaced and multiplied because each takes what comes and passes it on. A stage that
remembers has to get all items of one key, in order, and cannot be doubled. It is found where a decision for
`pipes-and-filters` addresses a use case and a service of its flow has `stateless: false`.

How to fix: keep the state outside, or call the part a stream processor and decide for `stream-processing`.

When to ignore: the last stage, which collects the result.

*Bad*

```yaml
components:
  cut: {kind: service, stateless: true}
  count:
    kind: service
    stateless: false # AK456
  store: {kind: service, stateless: true}
use_cases: {film: {steps: [cut ~> count: Scenes, count ~> store: Counted scenes]}}
decisions: {stages: {patterns: [pipes-and-filters], addresses: [use_case:film]}}
```

*Good*

```yaml
components:
  cut: {kind: service, stateless: true}
  store: {kind: service, stateless: true}
use_cases: {film: {steps: [cut ~> store: Scenes]}}
decisions: {stages: {patterns: [pipes-and-filters], addresses: [use_case:film]}}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import messages
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK456",
    "stateful-filter",
    Severity.WARNING,
    "F. Buschmann et al., POSA 1 (1996): Pipes and Filters; G. Hohpe, B. Woolf (2003)",
    related=("pipes-and-filters", "stream-processing"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find stages with state that pass something on."""
    if "pipes-and-filters" not in subject.chosen or "stream-processing" in subject.chosen:
        return
    for use_case in subject.use_cases:
        decision = subject.choice_for(use_case.ref, "pipes-and-filters", by_name=True)
        if decision is None:
            continue
        passing = dict.fromkeys(one.source for one in messages(use_case.steps) if one.source != one.target)
        for identifier in passing:
            component = subject.parts.service(identifier)
            if component is not None and component.stateless is False:
                yield Hit(
                    component.at("stateless"),
                    f"'{component.id}' is a stage of '{use_case.id}' and keeps state, so it cannot be doubled or replaced",
                    help="keep the state outside, or decide for stream-processing",
                    related=((decision.at("patterns"), "pipes-and-filters is decided here"),),
                )
