"""One team chooses microservices.

Services exist so that teams need not wait for each other. One team that runs several pays for the network, the
deployments and the tracing, and gains what modules in one application give as well. It is found where a decision
chooses `microservices` and `organisation: {teams: ...}` names one team. (A small number of engineers is told by
AK310, and then this rule is silent.)

How to fix: begin with a modular monolith, and cut it when a second team comes, along the modules that hurt.

When to ignore: a part must scale or fail apart from the rest; say so in the decision's context, for that part.

*Bad*

```yaml
organisation: {teams: [rides]}
decisions:
  small-services:
    patterns: [microservices] # AK440
```

*Good*

```yaml
organisation: {teams: [rides]}
decisions:
  one-application:
    patterns: [modular-monolith]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK440",
    "microservices-for-one-team",
    Severity.WARNING,
    "M. Fowler, MonolithFirst (2015); S. Newman, Building Microservices (2021), chapter 1",
    related=("monolith-first", "modular-monolith", "premature-microservices", "conways-law"),
)
_SMALL = 10
"""Below this number of engineers AK310 speaks."""


def check(subject: Subject) -> Iterator[Hit]:
    """Find microservices of one team."""
    organisation = subject.requirements.organisation
    teams, engineers = organisation.teams, organisation.engineers
    one_team = teams is not None and len(teams) == 1 and (not teams[0].isdigit() or teams[0] == "1")
    if not one_team or (engineers is not None and engineers < _SMALL):
        return
    for decision in subject.chosen.get("microservices", ()):
        yield Hit(
            decision.at("patterns", decision.patterns.index("microservices")),
            "one team builds this, and 'microservices' are for teams that must not wait for each other",
            help="begin with modular-monolith, and cut it when a second team comes",
            related=((subject.requirements.config_place("organisation", "teams"), "the team stands here"),),
        )
