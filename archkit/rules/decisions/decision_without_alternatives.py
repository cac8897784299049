"""An accepted decision names nothing else that was weighed.

A record without alternatives says what was built, not what was decided. Whoever wants to change it later has to find
out again what does not work. Asked from the stage growth on, of accepted decisions with an empty `considered` whose
`context` and `decision` are empty too or do not speak of another way.

How to fix: `considered: {two-phase-commit: blocks when the coordinator fails}`; a line each is enough.

When to ignore: something outside left no choice; name that constraint in `addresses`.

*Bad*

```yaml
system: {stage: growth}
decisions:
  pay-in-steps: # AK706
    status: accepted
    patterns: [saga]
```

*Good*

```yaml
system: {stage: growth}
decisions:
  pay-in-steps:
    status: accepted
    patterns: [saga]
    considered: {two-phase-commit: The card network takes part in none.}
```
"""

import re
from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK706",
    "decision-without-alternatives",
    Severity.QUESTION,
    "O. Kopp et al., Markdown Architectural Decision Records (2018): considered options",
    stage="growth",
    several="what else was weighed? No alternative is named in {names}",
    related=("architecture-decision-record", "trade-off-awareness"),
)
_OTHER_WAY = re.compile(r"\b(?:instead of|rather than|alternativ\w+|as opposed to)\b", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the alternatives of accepted decisions."""
    for decision in subject.decisions:
        if decision.status != "accepted" or decision.considered:
            continue
        is_given = any(ref.kind == "constraint" for ref in decision.addresses)
        if not is_given and not _OTHER_WAY.search(f"{decision.context} {decision.decision}"):
            yield Hit(
                decision.place,
                f"what else was weighed in '{decision.id}'?",
                help="write considered: {alternative: why it lost}, so that nobody has to find out again",
                key=True,
            )
