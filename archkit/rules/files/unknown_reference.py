"""A reference leads to an element that does not exist.

A name that nobody declares is a slip of the pen, or a part of the system that somebody has in mind and nobody
wrote down. Either way tables, diagrams and computations miss it. It is found by following every reference, the
types of entity fields, the artifact of a scenario and the fault of a quality attribute too. The ends of arrows
have a rule of their own, AK101.

How to fix: take the id that is suggested, or declare the element.

When to ignore: never; while the element is still to come, say so in `notes`.

*Bad*

```yaml
actors:
  rider: {name: Rider}
use_cases:
  find-a-ride:
    primary_actor: ridr # AK030
```

*Good*

```yaml
actors:
  rider: {name: Rider}
use_cases:
  find-a-ride:
    primary_actor: rider
```
"""

from collections.abc import Iterator
from functools import partial

from archkit.diagnostics import Place, Severity
from archkit.model import (
    KINDS,
    PARTICIPANT,
    SECTION_OF,
    Entity,
    QualityAttribute,
    Ref,
    Requirements,
    did_you_mean,
    entities_in,
    is_id,
    links,
)
from archkit.rules import Hit, Rule, Subject

RULE = Rule(
    "AK030",
    "unknown-reference",
    Severity.ERROR,
    "ISO/IEC/IEEE 29148: a set of requirements is complete and consistent in itself",
    whole=True,
)
_COMPARED_AT_MOST = 2000


def check(subject: Subject) -> Iterator[Hit]:
    """Find references that lead nowhere."""
    known = subject.requirements
    hit = partial(_hit, known)
    for link in links(known):
        if link.target.kind != PARTICIPANT and not known.knows(link.target):
            yield hit(link.target, link.place)
    for entity in known.entities.values():
        yield from (hit(ref, place) for ref, place in _of_fields(entity) if not known.knows(ref))
    for quality in known.quality_attributes.values():
        yield from (hit(ref, place) for ref, place in _of_texts(quality) if not known.knows(ref))
    tenancy = known.system.tenancy
    if tenancy and tenancy.tenant and not known.knows(tenancy.tenant):
        yield hit(tenancy.tenant, known.config_place("system", "tenancy", "tenant"))


def _of_fields(entity: Entity) -> Iterator[tuple[Ref, Place]]:
    for name, field_type in entity.fields.items():
        for one in entities_in(field_type):
            yield Ref("entity", one.entity), entity.at("fields", name)


def _of_texts(quality: QualityAttribute) -> Iterator[tuple[Ref, Place]]:
    """Yield what texts refer to that may also be words of one's own."""
    texts = []
    if quality.scenario:
        texts.append((quality.scenario.artifact, quality.at("scenario", "artifact")))
    if quality.fault:
        texts += [(text, quality.at("fault", "of", index)) for index, text in enumerate(quality.fault.of)]
    for text, place in texts:
        kind, _, identifier = text.partition(":")
        if kind in KINDS and is_id(identifier):
            yield Ref(kind, identifier), place


def _hit(known: Requirements, ref: Ref, place: Place) -> Hit:
    kind = ref.kind.replace("_", " ")
    section = SECTION_OF.get(ref.kind, "")
    near = _nearest(known, section, ref.id) if section else ""
    elsewhere = next((other for other in KINDS if known.get(Ref(other, ref.id))), "")
    if near:
        help_ = f"did you mean '{near}'?"
    elif elsewhere:
        help_ = f"'{ref.id}' is declared as {elsewhere.replace('_', ' ')}; name one of the kind {kind} here"
    else:
        help_ = f"declare '{ref.id}' below {section}, or name another {kind}"
    return Hit(place, f"there is no {kind} '{ref.id}'", help=help_, words=ref.id)


def _nearest(known: Requirements, section: str, identifier: str) -> str:
    """Return the id that was probably meant; comparing with thousands would take longer than reading them."""
    ids = known.section(section)
    return did_you_mean(identifier, ids) if len(ids) <= _COMPARED_AT_MOST else ""
