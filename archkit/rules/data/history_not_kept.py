"""How something came about has to be shown, and only its last state is kept.

An update overwrites what was there: who changed it, when and from what is gone. Told as information where a quality
attribute for auditability applies to an entity, or to a use case that writes it, the entity is `mutable`, nothing
says `history: true`, and no decision keeps the past (`event-sourcing`, `audit-log`, `bitemporal-history`).

How to fix: `history: true`, and a decision for how it is kept.

When to ignore: the trail is kept by a product beside the system.

*Bad*

```yaml
entities:
  treatment: {mutability: mutable} # AK828
quality_attributes:
  traceable: {attribute: auditability, applies_to: [entity:treatment]}
```

*Good*

```yaml
entities:
  treatment: {mutability: mutable, history: true}
quality_attributes:
  traceable: {attribute: auditability, applies_to: [entity:treatment]}
```
"""

from collections.abc import Iterator

from archkit.diagnostics import Severity
from archkit.model import Ref
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK828",
    "history-not-kept",
    Severity.INFO,
    "NIST SP 800-53, family AU: audit and accountability; M. Fowler, Event Sourcing (2005)",
    related=("audit-log", "event-sourcing", "bitemporal-history"),
)
_KEEPING = {"event-sourcing", "event-sourcing-with-cqrs", "audit-log", "bitemporal-history"}


def check(subject: Subject) -> Iterator[Hit]:
    """Tell of data whose past is demanded and lost."""
    if _KEEPING.intersection(subject.chosen):
        return
    told: set[str] = set()
    for quality in subject.qualities:
        term = subject.catalog.quality_attribute(quality.attribute)
        if term is None or term.id != "auditability":
            continue
        for identifier in dict.fromkeys(
            name for ref in quality.applies_to for name in _entities(subject, ref)
        ):
            entity = subject.requirements.entities.get(identifier)
            lost = entity is not None and entity.mutability == "mutable" and not entity.history
            if entity is not None and lost and identifier not in told:
                told.add(identifier)
                yield Hit(
                    entity.at("mutability"),
                    f"'{quality.id}' wants to see how '{entity.id}' came about, and only its last state is kept",
                    help="write history: true, and decide how the past is kept (audit-log, event-sourcing)",
                    related=((quality.place, f"'{quality.id}' stands here"),),
                )


def _entities(subject: Subject, ref: Ref) -> Iterator[str]:
    if ref.kind == "entity":
        yield ref.id
    use_case = subject.requirements.use_cases.get(ref.id) if ref.kind == "use_case" else None
    for message in use_case.messages() if use_case else ():
        yield from (one.id for one in message.writes)
