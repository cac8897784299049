"""The lambda architecture is chosen, and nobody has said that its logic is written twice.

A batch layer and a speed layer compute the same figures in two systems. Each change is made twice, and figures that
differ have to be explained. Told as information of decisions for `lambda-architecture` that say nothing of it in
`accepts` or `consequences`.

How to fix: take it on in `accepts` (`logic written twice`), or work through one log only (`kappa-architecture`).

When to ignore: one framework runs the same code in both layers; then say so in `consequences`.

*Bad*

```yaml
decisions:
  figures:
    patterns: [lambda-architecture] # AK831
```

*Good*

```yaml
decisions:
  figures:
    patterns: [lambda-architecture]
    accepts: [logic written twice]
```
"""

import re
from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK831",
    "doubled-logic",
    Severity.INFO,
    "J. Kreps, Questioning the Lambda Architecture (2014)",
    related=("lambda-architecture", "kappa-architecture"),
)
_SAYS_SO = re.compile(r"\b(twice|two|both|doubled?|duplicat\w*|same code|second)\b", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Hit]:
    """Tell of a price that nobody has named."""
    for decision in subject.chosen.get("lambda-architecture", ()):
        if not _SAYS_SO.search(f"{' '.join(decision.accepts)} {decision.consequences}"):
            yield Hit(
                decision.at("patterns", decision.patterns.index("lambda-architecture")),
                f"'{decision.id}' has its figures computed by two systems, and does not say who keeps them in step",
                help="take it on in accepts (logic written twice), or work through one log only (kappa-architecture)",
            )
