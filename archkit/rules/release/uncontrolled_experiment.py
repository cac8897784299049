"""A failure is to be caused on purpose, and part of what keeps it harmless is missing.

An experiment has a figure that tells that all is well, a hypothesis that can turn out wrong, a limit to whom it may
hurt, a way to end it at once, and a report from which somebody learns. Without these it is an outage with an audience.
Asked of quality attributes with an `experiment` that lacks one of the five, and in a mature system of those that are
`verified_by` a chaos experiment or a game day without one.

How to fix: fill in `steady_state`, `hypothesis`, `blast_radius`, `restore` and `report`.

When to ignore: the plan stands elsewhere, and `report` says where.

*Bad*

```yaml
quality_attributes:
  survives-crash:
    attribute: availability
    measure: availability >= 99.9 % over 30 d
    fault: {of: component:matching, mode: crash, for: 5 min}
    experiment: {hypothesis: Riders notice nothing.} # AK760
```

*Good*

```yaml
quality_attributes:
  survives-crash:
    attribute: availability
    measure: availability >= 99.9 % over 30 d
    fault: {of: component:matching, mode: crash, for: 5 min}
    experiment:
      steady_state: 20 to 40 matches a minute, fewer than 1 % errors
      hypothesis: Another replica takes over, and matches stay within the steady state.
      blast_radius: 5 % of the riders of one city, between 10 and 11 in the morning
      restore: The replica is started again when errors pass 2 %.
      report: https://wiki.example.org/game-days
```
"""

import re
from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import STAGES, Hit, Rule, Subject

RULE = Rule(
    "AK760",
    "uncontrolled-experiment",
    Severity.QUESTION,
    "Principles of Chaos Engineering (principlesofchaos.org); C. Rosenthal, N. Jones, Chaos Engineering (2020)",
    stage="mvp",
    several="what keeps these experiments harmless, and what is learned? Not all of it is said of {names}",
    related=("chaos-engineering", "game-day", "minimize-blast-radius"),
)
_PARTS = ("steady_state", "hypothesis", "blast_radius", "restore", "report")
_CHAOS = re.compile(r"chaos|game.?day", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for what keeps an experiment harmless."""
    for quality in subject.qualities:
        experiment = quality.experiment
        if experiment is not None:
            missing = [part for part in _PARTS if not getattr(experiment, part)]
            if missing:
                yield Hit(
                    quality.at("experiment"),
                    f"what keeps the experiment of '{quality.id}' harmless? Not said: {', '.join(missing)}",
                    help="without these it is an outage with an audience: say what is normal, what is expected, whom it may "
                    "hurt, what ends it, and where it is reported",
                    key=True,
                )
            continue
        is_late = subject.requirements.system.stage == STAGES[-1]
        for index, method in enumerate(quality.verified_by if is_late else ()):
            if _CHAOS.search(method):
                yield Hit(
                    quality.at("verified_by", index),
                    f"what does '{method}' of '{quality.id}' cause, whom may it hurt, and what ends it?",
                    help="write experiment: {steady_state: ..., hypothesis: ..., blast_radius: ..., restore: ..., report: ...}",
                )
                break
