"""Load comes in spikes, and nothing on its way takes them up.

A queue lets services work at their own pace, scaling adds hands, a limit turns the rest away. Without one of them a
spike is an outage at the worst moment. Asked of flows with `shape: bursty | surge`, or a peak of ten times the
average, at 10/s or more, where no component on the way has `scaling: auto` or a limit on calls, no message goes
without waiting, no decision speaks of it, and a `capacity` is missing: where all are stated,
`AK902` tells whether they carry the peak.

How to fix: `scaling: auto`, a step with `~>` through a queue, or `api: {rate_limit: ...}`.

When to ignore: the machines are bought for the peak; better, state their `capacity`.

*Bad*

```yaml
system: {stage: mvp}
components: {shop: {kind: service}}
actors: {fan: {clients: [browser]}}
use_cases:
  buy: # AK433
    load: {average: 2/s, peak: 500/s, shape: surge}
    steps: [fan -> shop: Buy a ticket]
```

*Good*

```yaml
system: {stage: mvp}
components: {shop: {kind: service, scaling: auto}}
actors: {fan: {clients: [browser]}}
use_cases:
  buy:
    load: {average: 2/s, peak: 500/s, shape: surge}
    steps: [fan -> shop: Buy a ticket]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Load, UseCase, messages
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK433",
    "unbuffered-spike",
    Severity.QUESTION,
    "Azure Architecture Center: queue-based load leveling; M. Nygard, Release It! (2018): unbalanced capacities",
    stage="mvp",
    several="what takes the spikes of these up? No queue, no scaling and no limit stands in the way of {names}",
    related=("queue-based-load-leveling", "autoscaling", "throttling", "load-shedding"),
)
_BUFFERS = {
    "queue-based-load-leveling", "message-queue", "autoscaling", "throttling", "rate-limiting", "load-shedding",
    "worker-queue", "throttle-queue", "serverless", "function-as-a-service", "back-pressure",
}  # fmt: skip
_WORTH, _TIMES = 10.0, 10.0


def check(subject: Subject) -> Iterator[Hit]:
    """Ask what takes spikes up."""
    if _BUFFERS & subject.chosen.keys():
        return
    for use_case in subject.use_cases:
        load = use_case.load
        if load and load.peak and use_case.steps and _spikes(load) and not _is_buffered(subject, use_case):
            yield Hit(
                use_case.place,
                f"what takes up the '{load.peak.text}' of '{use_case.id}' when they come?",
                help="a spike meets whoever stands first: write scaling: auto, a queue with ~>, or api: {rate_limit: ...}",
                key=True,
            )


def _spikes(load: Load) -> bool:
    if load.peak is None or load.peak.high < _WORTH:
        return False
    steep = load.average is not None and load.peak.high >= _TIMES * load.average.high > 0
    return steep or load.shape in {"bursty", "surge"}


def _is_buffered(subject: Subject, use_case: UseCase) -> bool:
    services, known = 0, True
    for message in messages(use_case.steps):
        component = subject.parts.own(message.target)
        if component is None or component.is_store:
            continue
        services += 1
        known = known and component.capacity is not None
        limited = component.api is not None and (component.api.rate_limit or component.api.total_limit)
        if not message.waits or component.scaling == "auto" or limited:
            return True
    return services == 0 or known
