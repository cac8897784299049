"""A use case does not say what starts it, or what holds afterwards.

A function turns an input or an event into a result. Without the trigger nobody knows who waits for it, without
the outcome nobody can test it. Asked of use cases that will be built.

How to fix: `trigger` is what a user does or what happens outside, `outcome` is what can be observed afterwards.
Both fit the sentence: when TRIGGER, the system makes OUTCOME true.

When to ignore: seldom; both are one line.

*Bad*

```yaml
use_cases:
  pay-for-ride: # AK105
    trigger: The driver finishes the ride.
```

*Good*

```yaml
use_cases:
  pay-for-ride:
    trigger: The driver finishes the ride.
    outcome: The rider has paid and the driver has been credited.
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK105",
    "no-trigger-or-outcome",
    Severity.QUESTION,
    "ISO/IEC/IEEE 29148: a requirement names condition and result; A. Mavin, EARS (2009)",
    several="what starts these, and what holds afterwards? Trigger or outcome is not said of {names}",
    related=("domain-event", "sequence-diagram"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the trigger and the outcome."""
    for use_case in subject.use_cases:
        asked = [
            words
            for said, words in (
                (use_case.trigger, f"what starts '{use_case.id}'?"),
                (use_case.outcome, f"what holds after '{use_case.id}'?"),
            )
            if not said
        ]
        if asked:
            yield Hit(
                use_case.place,
                " And ".join(asked),
                help="without it nobody can test the use case: write trigger and outcome, a sentence each",
                key=True,
            )
