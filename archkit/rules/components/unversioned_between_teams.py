"""Another team's service rests on a contract that has no version.

Two teams release on different days, so for a while an old caller meets a new callee, or the other way round. A change
that only adds does no harm; one that removes or renames needs a version beside the old one, until the last caller has
moved. Asked of services that a service of another `owner` calls and waits for, without `api: {version: ...}` and
without a decision for `api-versioning`, `consumer-driven-contracts` or `expand-contract-migration`.

How to fix: `api: {version: v1}`, and a decision for how a change reaches its callers.

When to ignore: both teams always release together; then one owner would be more honest.

*Bad*

```yaml
system: {stage: growth}
components:
  rides: {kind: service, owner: team-rides}
  payment: {kind: service, owner: team-payments} # AK461
use_cases:
  pay: {steps: [rides -> payment: Charge the rider]}
```

*Good*

```yaml
system: {stage: growth}
components:
  rides: {kind: service, owner: team-rides}
  payment: {kind: service, owner: team-payments, api: {kind: private, version: v1}}
use_cases:
  pay: {steps: [rides -> payment: Charge the rider]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK461",
    "unversioned-between-teams",
    Severity.QUESTION,
    "S. Newman, Building Microservices (2021), chapter 5: avoiding and managing breaking changes",
    stage="growth",
    several="how does a change of these reach callers of other teams? No version is said of {names}",
    related=("api-versioning", "consumer-driven-contracts", "expand-contract-migration"),
)
_ANSWERS = {
    "api-versioning",
    "consumer-driven-contracts",
    "expand-contract-migration",
    "schema-registry",
    "service-contract",
}


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for the version of what other teams call."""
    if _ANSWERS & subject.chosen.keys():
        return
    asked: set[str] = set()
    for _, message in subject.messages:
        caller, callee = subject.parts.service(message.source), subject.parts.service(message.target)
        if caller is None or callee is None or not message.waits or callee.id in asked:
            continue
        strangers = caller.owner and callee.owner and caller.owner != callee.owner
        if strangers and not (callee.api and callee.api.version):
            asked.add(callee.id)
            yield Hit(
                callee.place,
                f"how does a change of '{callee.id}' reach '{caller.id}', which another team releases?",
                help="for a while an old caller meets a new callee: write api: {version: v1}, and decide how it changes",
                key=True,
            )
