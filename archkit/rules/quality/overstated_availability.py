"""Something is called highly available, and its target leaves hours of downtime.

A share hides what people live through: 99 % sounds like nearly always and is seven hours a month. The field speaks of
high availability from three nines on. It is found where the statement of a quality attribute says "highly available" or
the like, and its measure allows less than 99.9 %.

How to fix: raise the target when hours of downtime are too many, or drop the words and write the downtime that is
bearable.

When to ignore: the words are quoted from a contract; then let the measure say what they mean.

*Bad*

```yaml
quality_attributes:
  store-open:
    attribute: availability
    statement: The store is highly available. # AK230
    measure: availability >= 99 % over 30 d
```

*Good*

```yaml
quality_attributes:
  store-open:
    attribute: availability
    statement: The store is highly available.
    measure: availability >= 99.95 % over 30 d
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK230",
    "overstated-availability",
    Severity.WARNING,
    "Google, Site Reliability Engineering (2016), appendix A: availability table",
    related=("slo", "error-budget", "failover"),
)
_HIGH = 0.999
_HOURS_A_MONTH = 30 * 24


def check(subject: Subject) -> Iterator[Hit]:
    """Hold the words of a demand against its number."""
    words = subject.catalog.words("high_availability")
    for quality in subject.qualities:
        found = next(words.find(quality.statement), None) if quality.statement else None
        for index, measure in enumerate(quality.measure if found else ()):
            low = (
                measure.metric == "availability" and not measure.is_upper_limit and measure.value.high < _HIGH
            )
            if found and low:
                hours = (1 - measure.value.high) * _HOURS_A_MONTH
                yield Hit(
                    quality.at("statement"),
                    f"'{found[0]}' is said, and '{measure.text}' allows {hours:.3g} h of downtime in 30 days",
                    help="raise the target to 99.9 % or more, or say which downtime is bearable",
                    words=found[0],
                    related=((quality.at("measure", index), "the measure stands here"),),
                )
                break
