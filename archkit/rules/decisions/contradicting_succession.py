"""One decision replaces another, and the status of the other says something else.

A reader who finds an old decision must see that it no longer holds, and what holds now. That takes both ends: the new
one says `supersedes`, the old one has the status superseded. It is found where a decision is superseded and none
supersedes it, and where one that is accepted supersedes one that is still accepted or proposed.

How to fix: write `supersedes: [...]` into the new decision, and `status: superseded` into the old one. What was given
up without a successor is deprecated.

When to ignore: the successor stands in another repository.

*Bad*

```yaml
decisions:
  one-store: {status: accepted} # AK704
  store-for-each: {status: accepted, supersedes: [one-store]}
  by-mail: {status: superseded} # AK704
```

*Good*

```yaml
decisions:
  one-store: {status: superseded}
  store-for-each: {status: accepted, supersedes: [one-store]}
  by-mail: {status: deprecated}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK704",
    "contradicting-succession",
    Severity.WARNING,
    "M. Nygard, Documenting Architecture Decisions (2011): a superseded decision names its replacement",
    whole=True,
    related=("architecture-decision-record",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find decisions whose status and successors disagree."""
    decisions = subject.requirements.decisions
    replaced = {earlier.id: one for one in decisions.values() for earlier in one.supersedes}
    for decision in decisions.values():
        successor = replaced.get(decision.id)
        if decision.status == "superseded" and successor is None:
            yield Hit(
                decision.at("status"),
                f"'{decision.id}' is superseded, and no decision supersedes it",
                help=f"write supersedes: [{decision.id}] into its successor, or status: deprecated",
            )
        elif (
            successor
            and successor.status == "accepted"
            and decision.status in {"accepted", "proposed"}
            and successor is not decision
        ):
            yield Hit(
                decision.at("status"),
                f"'{decision.id}' is {decision.status}, though '{successor.id}' supersedes it",
                help="write status: superseded",
                related=((successor.at("supersedes"), f"'{successor.id}' supersedes it here"),),
            )
