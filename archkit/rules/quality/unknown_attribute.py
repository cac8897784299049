"""The `attribute` of a quality attribute is no word of the vocabulary.

Recommendations, conflicts and documents know qualities by a closed vocabulary that follows ISO/IEC 25010; a word
outside it helps nobody. Synonyms are understood: speed, uptime and usability are all known. It is found where
`attribute` is neither a word of the vocabulary nor a synonym of one.

How to fix: take the word that is suggested; `archkit explain` and a word of the vocabulary tell what it means.

When to ignore: never; what fits nowhere is usually a constraint or a use case.

*Bad*

```yaml
quality_attributes:
  search-fast:
    attribute: performence # AK204
    measure: p95 response_time <= 200 ms
```

*Good*

```yaml
quality_attributes:
  search-fast:
    attribute: performance
    measure: p95 response_time <= 200 ms
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import did_you_mean
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK204",
    "unknown-attribute",
    Severity.ERROR,
    "ISO/IEC 25010:2023, product quality model",
    related=("architectural-drivers",),
)


def check(subject: Subject) -> Iterator[Hit]:
    """Find attributes that the vocabulary does not have."""
    catalog = subject.catalog
    for quality in subject.requirements.quality_attributes.values():
        word = quality.attribute
        if not word or catalog.quality_attribute(word):
            continue
        spoken = {
            name: term.id
            for term in catalog.quality_attributes.values()
            for name in (*term.synonyms, term.id)
        }
        near = did_you_mean(word, spoken)
        usual = "performance, availability, reliability, scalability, security, modifiability"
        yield Hit(
            quality.at("attribute"),
            f"'{word}' is no quality attribute of the vocabulary",
            help=f"did you mean '{spoken[near]}'?" if near else f"the usual ones are {usual}",
        )
