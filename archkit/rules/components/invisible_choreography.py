"""A choreographed flow cannot be followed from event to event.

Nobody leads a choreography, so nobody knows where a run stands. What is left is what each service tells: traces, or
logs in one place that carry one id for the whole run. Asked where a decision chooses `choreography` and neither a
decision for tracing, correlation ids or central logs stands beside it, nor do all its services state `traces`.

How to fix: `observability: [logs, metrics, traces]` on each service, or a decision for `correlation-id` together with
`centralized-logging`. Test the chain as a whole too: its faults lie between the services.

When to ignore: two services and one event.

*Bad*

```yaml
components: {a: {kind: service}, b: {kind: service}}
use_cases: {buy: {steps: [a ~> b: Order placed]}}
decisions:
  by-events: # AK451
    patterns: [choreography]
    addresses: [use_case:buy]
```

*Good*

```yaml
components: {a: {kind: service}, b: {kind: service}}
use_cases: {buy: {steps: [a ~> b: Order placed]}}
decisions:
  by-events:
    patterns: [choreography, correlation-id, centralized-logging]
    addresses: [use_case:buy]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject
from archkit.rules.components._sagas import services_in

RULE = Rule(
    "AK451",
    "invisible-choreography",
    Severity.QUESTION,
    "S. Newman, Building Microservices (2021), chapter 6: choreographed sagas",
    whole=True,
    stage="mvp",
    several="how is one run followed from event to event? Nothing tells it of {names}",
    related=("correlation-id", "centralized-logging", "distributed-tracing", "integration-testing"),
)
_FOLLOWED = {"correlation-id", "distributed-tracing", "centralized-logging"}


def check(subject: Subject) -> Iterator[Hit]:
    """Ask how a choreography is followed."""
    if _FOLLOWED & subject.chosen.keys():
        return
    components = subject.requirements.components
    for decision in subject.chosen.get("choreography", ()):
        services = {
            one for use_case in subject.addressed_by(decision) for one in services_in(subject, use_case)
        }
        drawn = any(ref.kind == "use_case" for ref in decision.addresses)
        if (not services and not drawn) or not all(
            "traces" in components[one].observability for one in services
        ):
            yield Hit(
                decision.place,
                f"how is one run of '{decision.id}' followed from event to event?",
                help="nobody leads it, so nobody knows where it stands: decide for correlation-id, or give its services traces",
                key=True,
            )
