"""Somebody demands to be available all the time.

Upgrades, faults and repairs take time, so no system answers in 100 % of it, and no contract should say so. Each
further nine costs about ten times as much. It is found in measures of availability, durability and downtime, in
targets of service levels, and in statements such as "always available".

How to fix: ask which outage would still be bearable, and write that: 99.9 % are 43 minutes a month, 99.99 % are
four.

When to ignore: never.

*Bad*

```yaml
quality_attributes:
  store-open:
    attribute: availability
    measure: availability >= 100 % # AK206
```

*Good*

```yaml
quality_attributes:
  store-open:
    attribute: availability
    measure: availability >= 99.9 % over 30 d
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Measure, QualityAttribute
from archkit.rules import Hit, Rule, Subject, texts_of

RULE = Rule(
    "AK206",
    "total-availability",
    Severity.ERROR,
    "Google, Site Reliability Engineering (2016), chapter 3: 100 % is the wrong target",
    related=("error-budget", "slo"),
)
_HELP = "name the outage that is bearable: 99.9 % are 43 minutes in 30 days, 99.99 % are four"
_WATCHED = {"availability", "durability"}


def check(subject: Subject) -> Iterator[Hit]:
    """Find targets that leave no time for a repair."""
    for target in subject.targets:
        if _is_total(target.measure):
            words = target.measure.text
            yield Hit(target.place, f"'{words}' cannot be met: upgrades and repairs take time", help=_HELP)
    known = subject.requirements
    for level in known.service_levels.values():
        quality = known.quality_attributes.get(level.objective_of.id) if level.objective_of else None
        measured = {measure.metric for measure in quality.measure} if quality else set()
        kind = level.sli.kind if level.sli else None
        for field, share in (("target", level.target), ("external_target", level.external_target)):
            if share and share.low >= 1 and (kind in _WATCHED or measured & _WATCHED):
                yield Hit(level.at(field), f"'{share}' leaves no time for upgrades and repairs", help=_HELP)
    promises = subject.catalog.words("total_availability")
    for element in (*subject.qualities, *subject.use_cases):
        if isinstance(element, QualityAttribute) and element.measure:
            continue
        for text in texts_of(element):
            for words, _ in promises.find(text.words):
                yield Hit(text.place, f"'{words}' cannot be met: repairs take time", help=_HELP, words=words)


def _is_total(measure: Measure) -> bool:
    if measure.metric in _WATCHED:
        return not measure.is_upper_limit and measure.value.high >= 1
    return measure.metric == "downtime" and not measure.is_lower_limit and measure.value.high == 0
