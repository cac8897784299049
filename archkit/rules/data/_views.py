"""Requirements become what is known of read models: who chooses them, and what has one."""

from archkit.model import Requirements

CQRS = ("cqrs", "cqrs-with-materialized-view", "event-sourcing-with-cqrs")
"""Patterns that separate what is written from what is read."""


def viewed(requirements: Requirements) -> set[str]:
    """Return the entities of which another one is a view."""
    return {ref.id for one in requirements.entities.values() for ref in one.view_of}
