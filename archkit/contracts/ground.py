"""Requirements become what all their contracts stand on, looked up once: words, names, calls by callee, demands by element."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from archkit.contracts.data import Lexicon
from archkit.model import Message, QualityAttribute, Ref, Requirements, UseCase

if TYPE_CHECKING:
    from archkit.contracts.representations import SchemaNames


class Ground:
    """What the contracts of one workspace share, so that each of them costs what it is about and not what there is."""

    def __init__(self, requirements: Requirements) -> None:
        """Name the requirements; each part is made when it is first asked for."""
        self.requirements = requirements

    @cached_property
    def lexicon(self) -> Lexicon:
        """Finds entities and fields by their words."""
        return Lexicon(self.requirements)

    @cached_property
    def names(self) -> "SchemaNames":
        """What the schemas of entities are called."""
        from archkit.contracts.representations import SchemaNames  # noqa: PLC0415 - who asks for addresses needs none

        return SchemaNames(self.requirements)

    @cached_property
    def _by_callee(self) -> Mapping[str, list[tuple[UseCase, Message]]]:
        found: dict[str, list[tuple[UseCase, Message]]] = {}
        for use_case in self.requirements.use_cases.values():
            for message in use_case.messages():
                found.setdefault(message.target, []).append((use_case, message))
        return found

    def towards(self, identifier: str) -> Sequence[tuple[UseCase, Message]]:
        """Return the messages to a participant, each with its use case, in the order of the files."""
        return self._by_callee.get(identifier, ())

    @cached_property
    def _by_element(self) -> Mapping[Ref, list[QualityAttribute]]:
        found: dict[Ref, list[QualityAttribute]] = {}
        for quality in self.requirements.quality_attributes.values():
            for ref in dict.fromkeys(quality.applies_to):
                found.setdefault(ref, []).append(quality)
        return found

    def demands_on(self, *refs: Ref) -> Sequence[QualityAttribute]:
        """Return the quality attributes of some elements, each once, in the order of the files for each element."""
        found = {one.id: one for ref in refs for one in self._by_element.get(ref, ())}
        return tuple(found.values())
