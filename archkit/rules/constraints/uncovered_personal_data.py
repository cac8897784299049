"""Personal data is kept, and no constraint speaks of the law that governs it.

The GDPR for people in the EU, the CCPA for those in California, HIPAA for health data in the United States: each
decides who may see a record, where it may lie, and when it must go. Who finds that out after the design builds twice.
Asked while the workspace has entities with `personal_data: true` and no legal constraint that speaks of personal data, of
those that no legal constraint affects.

How to fix: ask counsel, and write a constraint of kind legal that `affects` the entities.

When to ignore: data of invented people, in a demonstration.

*Bad*

```yaml
entities:
  rider-account: {personal_data: true} # AK305
```

*Good*

```yaml
entities:
  rider-account: {personal_data: true}
constraints:
  gdpr:
    kind: legal
    statement: Personal data of people in the EU falls under the GDPR.
    affects: [entity:rider-account]
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK305",
    "uncovered-personal-data",
    Severity.QUESTION,
    "Regulation (EU) 2016/679 (GDPR); California Civil Code 1798.100 (CCPA); HIPAA Privacy Rule, 45 CFR 164",
    whole=True,
    several="which law governs the personal data in {names}? No legal constraint speaks of it",
    related=("right-to-erasure", "data-minimisation", "data-residency", "pseudonymisation"),
)
_LAWS = (("eu", "the GDPR"), ("uk", "the UK GDPR"), ("us", "the CCPA or HIPAA"))


def check(subject: Subject) -> Iterator[Hit]:
    """Ask which law governs personal data."""
    known = subject.requirements
    law = subject.catalog.words("privacy_law")
    for constraint in known.constraints.values():
        text = f"{constraint.id} {constraint.name} {constraint.statement} {constraint.source}"
        if constraint.kind == "legal" and next(law.find(text), None):
            return
    governed = {ref.id for one in known.constraints.values() if one.kind == "legal" for ref in one.affects}
    regions = {region.partition("-")[0] for region in known.organisation.regions}
    regions |= {region.partition("-")[0] for actor in known.actors.values() for region in actor.regions}
    laws = " and ".join(name for prefix, name in _LAWS if prefix in regions) or "such as the GDPR"
    for entity in known.entities.values():
        if entity.personal_data and entity.id not in governed:
            yield Hit(
                entity.place,
                f"which law governs the personal data in '{entity.id}'?",
                help=f"it decides who sees a record and when it goes: ask about {laws}, and write a constraint with kind: legal",
                key=True,
            )
