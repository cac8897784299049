"""A statement promises total security.

No system withstands every attacker; the question is which attack it withstands, at which price for the attacker,
and how soon the others are noticed. A promise of all of it cannot be designed, tested or kept. It is found by a list
of phrases in statements of quality attributes and constraints, whether they have a measure or not.

How to fix: name the attacker and the attack in a scenario, and measure the outcome or the time until it is noticed.

When to ignore: never.

*Bad*

```yaml
quality_attributes:
  login-safe:
    attribute: security
    statement: The login is completely secure. # AK207
```

*Good*

```yaml
quality_attributes:
  login-safe:
    attribute: security
    statement: Guessed passwords open next to no account.
    measure: [success_share <= 0.01 % over 30 d, detection_time <= 10 min]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject, texts_of

RULE = Rule(
    "AK207",
    "absolute-security",
    Severity.ERROR,
    "NIST SP 800-160: security is a matter of acceptable risk, not of its absence",
    related=("defence-in-depth",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find promises of total security."""
    absolute = subject.catalog.words("absolute_security")
    for element in (*subject.qualities, *subject.requirements.constraints.values(), *subject.use_cases):
        for text in texts_of(element):
            for words, advice in absolute.find(text.words):
                yield Hit(
                    text.place, f"'{words}' is a promise that nobody can keep", help=advice, words=words
                )
