"""A pipeline is to happen as a whole or not at all.

Stages of a pipeline know nothing of each other: when the third fails, nobody tells the first two. What must hold
together needs somebody who leads and undoes. It is found where a decision for `pipes-and-filters` addresses a use case
with `transaction: across-stores`, and no saga is decided for it.

How to fix: a saga with an orchestrator, or drop the demand that all stages hold together.

When to ignore: the pipeline only prepares, and the last stage alone makes the change.

*Bad*

```yaml
use_cases:
  pay: {transaction: across-stores}
decisions:
  stages:
    patterns: [pipes-and-filters] # AK457
    addresses: [use_case:pay]
```

*Good*

```yaml
use_cases:
  pay: {transaction: across-stores}
decisions:
  led:
    patterns: [saga, execution-orchestrator]
    addresses: [use_case:pay]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.components._sagas import TOGETHER

RULE = Rule(
    "AK457",
    "pipeline-as-transaction",
    Severity.WARNING,
    "F. Buschmann et al., POSA 1 (1996): Pipes and Filters, error handling",
    related=("pipes-and-filters", "saga", "execution-orchestrator"),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find pipelines with a transaction around them."""
    for decision in subject.chosen.get("pipes-and-filters", ()):
        for use_case in subject.addressed_by(decision):
            if use_case.transaction == "across-stores" and not subject.choice_for(use_case.ref, *TOGETHER):
                yield Hit(
                    decision.at("patterns", decision.patterns.index("pipes-and-filters")),
                    f"'{use_case.id}' must hold together across stores, and the stages of a pipeline cannot undo each other",
                    help="decide for saga and execution-orchestrator, or write transaction: none",
                    related=((use_case.at("transaction"), "the transaction stands here"),),
                )
