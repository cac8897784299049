"""Flows become the lists that grow: which step asks for them, of whom, of which entity, and whether the step cuts them."""

from collections.abc import Iterator

from archkit.catalog import WordList
from archkit.model import Component, Entity, Message
from archkit.rules import Subject, entities_named

_SHORT = 1000.0
"""Records that may come at once: a megabyte or so."""


def growing_lists(subject: Subject) -> Iterator[tuple[Message, Component, Entity, bool]]:
    """Yield each step that states the operation of a list of an entity that grows; True where its data cuts the list."""
    schemes = subject.catalog.words("paging")
    for operation in subject.operations:
        component, message = operation.component, operation.message
        if component is None or operation.ends_with_parameter or operation.method not in {"", "GET"}:
            continue
        listed = [text for text in message.returns if text.startswith("list of ")]
        for entity in entities_named(listed, subject.requirements):
            if _grows(entity):
                yield message, component, entity, _is_cut(message, schemes)


def _grows(entity: Entity) -> bool:
    many = entity.count is not None and entity.count.high > _SHORT
    return many or (entity.growth is not None and entity.growth.high > 0)


def _is_cut(message: Message, schemes: WordList) -> bool:
    query = message.operation.partition("?")[2]
    words = (*message.data, *query.replace("&", " ").replace("=", " ").split())
    return any(text.lower().replace("-", " ").replace("_", " ") in schemes.advice for text in words)
