"""What drove a decision has changed since the decision was made.

A decision is right for the demands of its day. When the peak has doubled or the target has become stricter, the choice
may still hold, but somebody has to look. It is found where a decision carries the marks of the requirements that it
was weighed against (`weighed`), and a mark is no longer the one of today. A mark changes with what a requirement
demands, not with its name, its notes or the order of its fields.

How to fix: weigh the decision again. If it holds, write today's mark, which the finding tells; else supersede it.
To begin with marks, write `weighed: {use_case:pay: new}`, and the finding tells what to put there.

When to ignore: while the demand itself is being discussed; then put a question beside it.

*Bad*

```yaml
use_cases:
  pay:
    load: {peak: 400/s}
decisions:
  one-store:
    status: accepted
    addresses: [use_case:pay]
    weighed:
      use_case:pay: 0badcafe # AK714
```

*Good*

```yaml
use_cases:
  pay:
    load: {peak: 400/s}
decisions:
  one-store:
    status: accepted
    addresses: [use_case:pay]
    weighed:
      use_case:pay: f96ef863
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import mark_of, parse_ref
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK714",
    "suspect-decision",
    Severity.WARNING,
    "Requirements engineering: suspect links; ISO/IEC/IEEE 29148, traceability",
    related=("architecture-decision-record",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find marks that are no longer those of today."""
    for decision in subject.decisions:
        for text, mark in decision.weighed.items():
            place = decision.at("weighed", text)
            try:
                item = subject.requirements.get(parse_ref(text))
            except ValueError:
                item = None
            if item is None:
                yield Hit(
                    place,
                    f"'{decision.id}' was weighed against '{text}', which is not there any more",
                    help="weigh it again without that, or name what took its place",
                    key=True,
                )
            elif mark != mark_of(item):
                yield Hit(
                    place,
                    f"'{text}' has changed since '{decision.id}' was weighed against it",
                    help=f"weigh it again; if the decision holds, write {mark_of(item)}",
                    related=((item.place, "what it demands today"),),
                )
