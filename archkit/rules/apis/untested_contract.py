"""Another team's service rests on an API, and nothing tests that it still gets what it needs.

The provider's own tests show that it does what its team thinks. Whether a caller breaks shows in the caller's tests,
which should run before the provider's release. Asked once, of mature systems, for services that services of another
`owner` call, where no decision chooses contract tests and no demand is `verified_by` them.

How to fix: choose `consumer-driven-contracts` in a decision, or name contract tests in `verified_by`.

When to ignore: both teams' tests run together in one pipeline.

*Bad*

```yaml
system: {stage: mature}
components:
  rides: {kind: service, owner: team-rides}
  payment: {kind: service, interface: rest, owner: team-payments, api: {version: v1}} # AK537
use_cases:
  pay: {steps: [rides -> payment: Charge the rider]}
```

*Good*

```yaml
system: {stage: mature}
components:
  rides: {kind: service, owner: team-rides}
  payment: {kind: service, interface: rest, owner: team-payments, api: {version: v1}}
use_cases:
  pay: {steps: [rides -> payment: Charge the rider]}
decisions:
  pacts: {title: Callers' tests run in the provider's pipeline, patterns: [consumer-driven-contracts], addresses: [use_case:pay]}
```
"""

import re
from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK537",
    "untested-contract",
    Severity.QUESTION,
    "I. Robinson, Consumer-Driven Contracts: A Service Evolution Pattern (2006)",
    stage="mature",
    several="what shows before a release that callers of other teams still get what they need? Not said of {names}",
    related=("consumer-driven-contracts", "integration-testing", "service-contract"),
)
_TEST = re.compile(r"contract|consumer|pact", re.IGNORECASE)
_CALLED = {"rest", "grpc", "graphql", "soap"}


def check(subject: Subject) -> Iterator[Hit]:
    """Ask what tests contracts between teams."""
    verified = any(_TEST.search(how) for one in subject.qualities for how in one.verified_by)
    if verified or {"consumer-driven-contracts", "service-component-test"} & subject.chosen.keys():
        return
    asked: set[str] = set()
    for _, message in subject.messages:
        caller, callee = subject.parts.service(message.source), subject.parts.service(message.target)
        if caller is None or callee is None or callee.interface not in _CALLED or callee.id in asked:
            continue
        if caller.owner and callee.owner and caller.owner != callee.owner:
            asked.add(callee.id)
            yield Hit(
                callee.place,
                f"what shows before a release of '{callee.id}' that '{caller.id}' of '{caller.owner}' still works?",
                help="run the callers' tests in the provider's pipeline: decide for consumer-driven-contracts",
                key=True,
            )
