"""Components become those that a team calls a backend for a frontend."""

import re

from archkit.model import Component
from archkit.rules import Subject

_NAMED = re.compile(r"\bbffs?\b|\bbackends?[ -]for[ -](the[ -])?front-?ends?\b", re.IGNORECASE)


def bffs(subject: Subject) -> dict[str, Component]:
    """Return the backends for frontends by id: id, name, description or a tag says so."""
    return {
        one.id: one
        for one in subject.requirements.components.values()
        if not one.is_external
        and (_NAMED.search(f"{one.id} {one.name} {one.description}") or "bff" in one.tags)
    }
