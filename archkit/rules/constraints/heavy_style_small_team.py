"""A handful of engineers takes on a style that needs many.

Microservices, event sourcing with separate read models, space-based and lambda architectures buy freedom for many
teams, or a scale that few systems need, with work in operations that somebody has to do every day. A team of seven
does that work instead of the product. It is found where a decision that is not rejected chooses such a style and the
organisation has fewer than ten engineers, or has fewer engineers than services of its own.

How to fix: begin with one application in modules; the modules are where the services are cut later.

When to ignore: engineers who have run the style before, on a platform that others run; name that in the decision.

*Bad*

```yaml
organisation: {engineers: 4}
decisions:
  services:
    status: accepted
    patterns: [microservices] # AK310
```

*Good*

```yaml
organisation: {engineers: 4}
decisions:
  one-application:
    status: accepted
    patterns: [modular-monolith]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK310",
    "heavy-style-small-team",
    Severity.WARNING,
    "M. Fowler, MonolithFirst (2015); S. Newman, Building Microservices (2021), chapter 1",
    related=("monolith-first", "modular-monolith", "premature-microservices"),
)
_SMALL = 10
"""Fewer engineers than two teams of five: nobody is left to run a platform beside the product."""
_HEAVY = {
    "microservices": "needs a team for each service and a platform below them",
    "event-sourcing-with-cqrs": "needs a second model of everything and the skill to evolve events",
    "space-based-architecture": "needs rare skills and machines that hold all data in memory",
    "lambda-architecture": "keeps each computation in two places",
    "cell-based-architecture": "runs the whole system many times over",
}


def check(subject: Subject) -> Iterator[Hit]:
    """Find heavy styles that few engineers took on."""
    known = subject.requirements
    engineers = known.organisation.engineers
    if engineers is None:
        return
    services = sum(one.kind == "service" and not one.is_external for one in known.components.values())
    for decision in subject.decisions:
        for index, pattern in enumerate(decision.patterns):
            if pattern in _HEAVY and (
                engineers < _SMALL or (pattern == "microservices" and services > engineers)
            ):
                yield Hit(
                    decision.at("patterns", index),
                    f"'{pattern}' {_HEAVY[pattern]}, and {engineers} engineers build this",
                    help="begin with one application in modules, and cut it when a second team comes",
                    related=(
                        (
                            known.config_place("organisation", "engineers"),
                            "the number of engineers stands here",
                        ),
                    ),
                )
