"""Components become those that a team calls an orchestrator."""

from archkit.model import Component
from archkit.rules import Subject


def orchestrators(subject: Subject) -> list[Component]:
    """Return the components of the team whose id, name or tag says that they lead flows."""
    return [
        one
        for one in subject.requirements.components.values()
        if not one.is_external
        and ("orchestrator" in f"{one.id} {one.name}".lower() or "orchestrator" in one.tags)
    ]
