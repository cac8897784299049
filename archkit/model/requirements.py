"""Requirements: all that a team has said, typed, in one frozen value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from archkit.diagnostics import Place
from archkit.model.actors import Actor
from archkit.model.components import Component
from archkit.model.config import Config, Organisation, System
from archkit.model.constraints import Constraint
from archkit.model.decisions import Decision
from archkit.model.entities import Entity
from archkit.model.item import Item
from archkit.model.quality_attributes import QualityAttribute
from archkit.model.questions import Assumption, Question, Term
from archkit.model.references import Ref
from archkit.model.service_levels import ServiceLevel
from archkit.model.use_cases import UseCase

SECTIONS: dict[str, type[Item]] = {
    "actors": Actor,
    "entities": Entity,
    "use_cases": UseCase,
    "quality_attributes": QualityAttribute,
    "constraints": Constraint,
    "components": Component,
    "decisions": Decision,
    "service_levels": ServiceLevel,
    "questions": Question,
    "assumptions": Assumption,
    "glossary": Term,
}
"""Key of a file to what stands below it, in the order in which a reader wants them."""

SECTION_OF: dict[str, str] = {model.KIND: section for section, model in SECTIONS.items()}
"""Kind of element to the section that holds it."""


@dataclass(frozen=True, slots=True)
class Requirements:
    """All elements of a workspace by kind and id, in the order of the files."""

    config: Config = field(default_factory=Config)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    entities: Mapping[str, Entity] = field(default_factory=dict)
    use_cases: Mapping[str, UseCase] = field(default_factory=dict)
    quality_attributes: Mapping[str, QualityAttribute] = field(default_factory=dict)
    constraints: Mapping[str, Constraint] = field(default_factory=dict)
    components: Mapping[str, Component] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    service_levels: Mapping[str, ServiceLevel] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    assumptions: Mapping[str, Assumption] = field(default_factory=dict)
    glossary: Mapping[str, Term] = field(default_factory=dict)
    config_file: str = "archkit.yaml"
    """The file that holds ``system``, ``organisation`` and the options."""
    left_out: frozenset[Ref] = frozenset()
    """Elements that are there but whose shape is wrong: known by id, not judged further."""
    stated: frozenset[str] = frozenset()
    """Sections that stand in some file, empty ones too."""
    whole: bool = True
    """False when a file or an element had to be left out: what is absent may only be unread."""

    @property
    def system(self) -> System:
        """The system that is designed."""
        return self.config.system

    @property
    def organisation(self) -> Organisation:
        """What shapes the architecture from outside."""
        return self.config.organisation

    def section(self, name: str) -> Mapping[str, Item]:
        """Return the elements below a key of the files."""
        found: Mapping[str, Item] = getattr(self, name)
        return found

    def items(self) -> Iterator[Item]:
        """Yield every element, section by section."""
        for name in SECTIONS:
            yield from self.section(name).values()

    def get(self, ref: Ref) -> Item | None:
        """Return the element that a reference leads to, when it was read."""
        section = SECTION_OF.get(ref.kind)
        return self.section(section).get(ref.id) if section else None

    def knows(self, ref: Ref) -> bool:
        """Tell whether a reference leads somewhere, even to an element that was left out."""
        return ref.kind in {"system", "region"} or self.get(ref) is not None or ref in self.left_out

    def participant(self, identifier: str) -> Actor | Component | None:
        """Return who or what stands at an end of an arrow."""
        return self.components.get(identifier) or self.actors.get(identifier)

    def knows_participant(self, identifier: str) -> bool:
        """Tell whether an end of an arrow is declared, even by an element that was left out."""
        if identifier in self.components or identifier in self.actors:
            return True
        return any(Ref(kind, identifier) in self.left_out for kind in ("component", "actor"))

    def config_place(self, *route: str | int) -> Place:
        """Return a place in archkit.yaml."""
        return Place(self.config_file, route)
