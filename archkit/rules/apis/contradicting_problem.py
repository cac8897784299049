"""Two extensions give one kind of problem two statuses or two titles.

Programs tell a failure by its `type`; RFC 9457 gives each type one title and one status. With two of them, a caller that
relies on the one is wrong about the other, and the contract has to make two types of it. It is found where two
extensions state the same `type` below `problem:` and another `status` or another `title`.

How to fix: say the same in both, or give the rarer one a type of its own.

When to ignore: never.

*Bad*

```yaml
components:
  box-office: {kind: service, interface: rest}
use_cases:
  book:
    steps: [visitor -> box-office: Book a seat]
    extensions:
      - {when: the seat is taken, problem: {type: seat-taken, status: 409}}
  move:
    steps: [visitor -> box-office: Change the seat]
    extensions:
      - {when: the new seat is taken, problem: {type: seat-taken, status: 422}} # AK539
```

*Good*

```yaml
components:
  box-office: {kind: service, interface: rest}
use_cases:
  book:
    steps: [visitor -> box-office: Book a seat]
    extensions:
      - {when: the seat is taken, problem: {type: seat-taken, status: 409}}
  move:
    steps: [visitor -> box-office: Change the seat]
    extensions:
      - {when: the new seat is taken, problem: {type: seat-taken, status: 409}}
```
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.apis._problems import stated_problems

if TYPE_CHECKING:
    from archkit.model import Problem, UseCase

RULE = Rule(
    "AK539",
    "contradicting-problem",
    Severity.WARNING,
    "RFC 9457, section 4: a problem type has one title and one status",
    related=("service-contract",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find types of problems that are stated in two ways."""
    first: dict[str, tuple[UseCase, Problem]] = {}
    for use_case, index, problem, _ in stated_problems(subject):
        if not problem.type:
            continue
        owner, other = first.setdefault(problem.type, (use_case, problem))
        for field in ("status", "title"):
            here, there = getattr(problem, field), getattr(other, field)
            if here and there and here != there:
                yield Hit(
                    use_case.at("extensions", index, "problem", field),
                    f"'{problem.type}' has the {field} '{here}' here, and '{there}' in '{owner.id}'",
                    help="a type of problem has one: write the same in both, or give this one a type of its own",
                )
