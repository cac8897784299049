"""An extension branches off at a step that does not exist.

`at` names the step by its `id` or its action. When the step was renamed and the extension was not, the diagram cannot
place it, and a reader looks for what is no longer there. It is found where `at` is neither the `id` nor the action of
a step of the same use case.

How to fix: write the action of the step as it stands, or give the step an `id` and use that.

When to ignore: never.

*Bad*

```yaml
use_cases:
  pay-for-ride:
    steps:
      - app -> card-network: Charge the rider
    extensions:
      - when: the card is declined
        at: Charge the card # AK114
```

*Good*

```yaml
use_cases:
  pay-for-ride:
    steps:
      - app -> card-network: Charge the rider
    extensions:
      - when: the card is declined
        at: Charge the rider
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import did_you_mean, messages
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK114",
    "unknown-extension-point",
    Severity.ERROR,
    "A. Cockburn, Writing Effective Use Cases (2000): an extension names its step",
    related=("sequence-diagram",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find extensions whose ``at`` is neither the id nor the action of a step."""
    for use_case in subject.requirements.use_cases.values():
        if not any(extension.at for extension in use_case.extensions):
            continue
        names = [
            name for message in messages(use_case.steps) for name in (message.id, message.action) if name
        ]
        plain = {" ".join(name.lower().split()).rstrip(".") for name in names}
        for index, extension in enumerate(use_case.extensions):
            if extension.at and " ".join(extension.at.lower().split()).rstrip(".") not in plain:
                near = did_you_mean(extension.at, names)
                yield Hit(
                    use_case.at("extensions", index, "at"),
                    f"no step of '{use_case.id}' is called '{extension.at}'",
                    help=f"did you mean '{near}'?"
                    if near
                    else "name a step by its id, or by its action as it stands",
                )
