"""Several services write logs, and nothing says where these come together.

Nobody reads dozens of files on machines that come and go, and the file of the replica that crashed is gone with it.
Asked once where two or more services tell `logs`, no component or outside system collects them, and no decision
chooses `centralized-logging`.

How to fix: name what collects them as a component, an outside system, in a decision, or in the `notes` of a component.

When to ignore: the platform collects everything that is printed; say so as a decision in one line.

*Bad*

```yaml
system: {stage: mature}
components:
  app: {kind: service, observability: [logs]} # AK773
  matching: {kind: service, observability: [logs]}
```

*Good*

```yaml
system: {stage: mature}
components:
  app: {kind: service, observability: [logs]}
  matching: {kind: service, observability: [logs]}
decisions:
  logs-in-one-place: {title: What services print is collected by the platform, patterns: [centralized-logging]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK773",
    "scattered-logs",
    Severity.QUESTION,
    "The Twelve-Factor App, factor XI: logs as streams that the environment collects",
    stage="mature",
    several="where do the logs of these come together? Nothing that collects them is named for {names}",
    related=("centralized-logging", "structured-logging", "logs"),
)
_ANSWERS = {"centralized-logging", "microservice-chassis", "service-mesh"}
_SEVERAL = 2


def check(subject: Subject) -> Iterator[Hit]:
    """Ask where logs come together."""
    telling = [
        one
        for one in subject.requirements.components.values()
        if "logs" in one.observability and not one.is_external and not one.is_store
    ]
    if len(telling) < _SEVERAL or _ANSWERS & subject.chosen.keys() or _is_collected(subject):
        return
    for component in telling:
        yield Hit(
            component.place,
            f"where do the logs of '{component.id}' come together with those of the others?",
            help="the file of a crashed replica is gone with it: name what collects logs, or decide centralized-logging",
            key=True,
        )


def _is_collected(subject: Subject) -> bool:
    collectors = subject.catalog.words("log_collector")
    known = subject.requirements
    texts = [
        f"{one.id.replace('-', ' ')} {one.name} {one.technology} {one.description} {one.notes}"
        for one in known.components.values()
    ]
    texts += [f"{one.id.replace('-', ' ')} {one.name} {one.description}" for one in known.actors.values()]
    return any(next(collectors.find(text), None) for text in texts)
