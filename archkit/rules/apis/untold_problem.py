"""A problem is described that no call can tell anybody.

`problem:` says how an API tells its callers that an extension has happened. Where the extension branches off at an
event, at work inside a component, or at a call of something that has no contract here, nobody is told, and the type
stands in no contract. It is found where the step that `at` names, or the first call of the use case where there is no
`at`, is no call of a component with `interface: rest`, `grpc` or `graphql` that is this system's own.

How to fix: name the call whose caller is to learn of it with `at`, or take `problem:` out.

When to ignore: the interface of the component is about to be written down.

*Bad*

```yaml
components:
  box-office: {kind: service, interface: rest}
  printer: {kind: service, interface: events}
use_cases:
  book:
    steps:
      - visitor -> box-office: Book a seat
      - box-office ~> printer: {action: Print the ticket, event: SeatBooked}
    extensions:
      - when: the printer has no paper
        at: Print the ticket
        problem: {type: out-of-paper, status: 503} # AK540
```

*Good*

```yaml
components:
  box-office: {kind: service, interface: rest}
  printer: {kind: service, interface: events}
use_cases:
  book:
    steps:
      - visitor -> box-office: Book a seat
      - box-office ~> printer: {action: Print the ticket, event: SeatBooked}
    extensions:
      - when: the printer has no paper
        at: Book a seat
        problem: {type: out-of-paper, status: 503}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.apis._problems import stated_problems

RULE = Rule(
    "AK540",
    "untold-problem",
    Severity.WARNING,
    "RFC 9457, section 4; A. Cockburn, Writing Effective Use Cases (2000): an extension names its step",
    related=("service-contract",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find extensions with a problem that belong to no call of a contract."""
    for use_case, index, _, messages in stated_problems(subject):
        called = [
            call.message
            for _, calls in subject.calls
            for call in calls
            if call.trace.use_case == use_case.ref
        ]
        if not any(one is call for one in messages for call in called):
            extension = use_case.extensions[index]
            yield Hit(
                use_case.at("extensions", index, "problem"),
                f"no caller is told of '{extension.when}': '{messages[0].name}' is no call of an API of this system",
                help="name the call whose caller is to learn of it with at, or take problem out",
            )
