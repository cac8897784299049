"""A chosen pattern needs another one that is neither chosen nor to be seen in the model.

A saga whose receivers take a message twice as two orders does harm; an outbox that nobody reads helps no one. The
catalog says of each pattern what it rests on; what is of its tier core counts here. Asked from the stage growth on, of
accepted decisions, where no decision chooses what is needed or an alternative to it, the words of the decision do not
mention it, and components and flows show nothing of it (a dead-letter queue, a compensation, a retry).

How to fix: add what is needed to `patterns` of the decision, or write a decision of its own for it.

When to ignore: a product that is used brings it along; say so in `consequences`.

*Bad*

```yaml
system: {stage: growth}
decisions:
  tell-through-table:
    status: accepted
    patterns: [transactional-outbox] # AK702
```

*Good*

```yaml
system: {stage: growth}
decisions:
  tell-through-table:
    status: accepted
    patterns: [transactional-outbox, idempotent-consumer, acid-transactions]
```
"""

import re
from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Decision
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK702",
    "missing-requirement-of-pattern",
    Severity.QUESTION,
    "O. Zimmermann et al., Reusable Architectural Decision Models (2007): one decision triggers others",
    whole=True,
    stage="growth",
    several="where does what they need come from? Chosen patterns rest on others that nobody chose in {names}",
    related=("architecture-decision-record",),
)

_UNDONE = re.compile(r"\b(?:undo|undoes|undone|refund|takes? back|taken back|roll)")
_TELLING = 5
"""Letters of a word that is not one of many."""


def check(subject: Subject) -> Iterator[Hit]:
    """Ask for what chosen patterns rest on, once for each decision."""
    there = _visible(subject) | subject.chosen.keys()
    for decision in subject.decisions:
        if decision.status == "accepted":
            yield from _unmet(decision, subject, there)


def _unmet(decision: Decision, subject: Subject, there: set[str]) -> Iterator[Hit]:
    patterns = subject.catalog.patterns
    said = f"{decision.decision} {decision.consequences} {' '.join(decision.accepts)}".lower()
    for index, name in enumerate(decision.patterns):
        pattern = patterns.get(name)
        for needed, why in pattern.requires.items() if pattern else ():
            if needed in there or _speaks_of(needed, said):
                continue
            other = patterns.get(needed)
            if other and other.tier == "core" and there.isdisjoint(other.alternatives):
                yield Hit(
                    decision.at("patterns", index),
                    f"'{decision.id}' chooses '{name}', which needs '{needed}': where does it come from?",
                    help=f"add it to patterns, or decide it on its own: {why[:1].lower()}{why[1:]}",
                )
                return


def _speaks_of(pattern: str, text: str) -> bool:
    """Tell whether a text in small letters holds a telling word of a pattern, or says what it does."""
    undone = pattern == "compensating-transaction" and _UNDONE.search(text)
    return bool(undone) or any(len(word) >= _TELLING and word in text for word in pattern.split("-"))


def _visible(subject: Subject) -> set[str]:
    """Return the patterns that components and flows show without a decision."""
    components = subject.requirements.components.values()
    flows = [message for _, message in subject.messages]
    levels = subject.requirements.service_levels.values()
    rules = [one.resilience for one in components if one.resilience]
    shown = {
        "idempotent-operations": any(one.idempotent for one in flows),
        "idempotent-consumer": any(one.handles_duplicates for one in flows),
        "compensating-transaction": any(one.compensation for one in flows),
        "timeout": any(one.timeout for one in flows) or any(one.timeout for one in rules),
        "retry": any(one.retries for one in flows) or any(one.retries for one in rules),
        "retry-limit": any(one.retries for one in flows) or any(one.retries for one in rules),
        "exponential-backoff": any(one.backoff == "exponential" for one in rules),
        "jitter": any(one.jitter for one in rules),
        "circuit-breaker": any(one.circuit_breaker or one.breaker for one in rules),
        "throttling": any(one.rate_limit for one in rules),
        "message-broker": any(one.kind == "broker" for one in components)
        or any(one.channel for one in flows),
        "dead-letter-queue": any(one.dead_letters for one in components),
        "load-balancer": any(one.kind == "load-balancer" for one in components),
        "load-balancing": any(one.kind == "load-balancer" for one in components),
        "api-gateway": any(one.kind == "gateway" for one in components),
        "cdn": any(one.kind == "cdn" for one in components),
        "object-storage": any(one.kind == "object-store" for one in components),
        "health-check": any(one.health_check for one in components),
        "stateless-server": any(one.stateless for one in components),
        "replication": any(one.replication for one in components),
        "sharding": any(one.sharding for one in components),
        "backup": any(one.backup for one in components),
        "metrics": any("metrics" in one.observability for one in components),
        "indexing": any(one.indexes for one in subject.requirements.entities.values()),
        "acid-transactions": any(subject.stores.model(one) == "relational" for one in subject.stores.all),
        "alerting": any(one.dead_letters.alert for one in components if one.dead_letters)
        or any(one.paging for one in levels),
        "slo": bool(levels),
    }
    return {pattern for pattern, is_shown in shown.items() if is_shown}
